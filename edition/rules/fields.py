"""`key：value` lines: the record of a database, the byline of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.citations import ISSUE
from edition.rules.cutting import cut, told

FIELD = re.compile(r"(?P<key>[^\s：:，。；]{1,8})\s*[：:]\s*(?P<value>.*)")
ROLES = ("idno", "title", "author", "date", "bibl", "keywords")
"""What the fields of a record say of its text, in words of the TEI header."""
DATE = re.compile(r"([12]\d{3})[-.年/](?:(\d{1,2})[-.月/](?:(\d{1,2})日?)?)?")


def read_record(blocks: Blocks, options: Options) -> Recognised:
    """Lines `key：value` before the line that holds only the key `body` → `excluded` of subtype metadata, the key in
    attr `key`; so do the lines after the text whose key is one of `after`. The line of `body` goes with them.

    Keys named by `idno`, `title`, `author`, `date`, `bibl` (where the text is taken from) and `keywords` say so in attr
    `field`, and what they hold in attr `value` (a date as ISO). The first block of the text opens a document; it gets `title` and `date` of the record as its attributes where
    the keys `title` and `date` name them.
    """
    body_key = str(options["body"])
    roles = {key: role for role in ROLES for key in list_of(options[role])}
    start = next((n for n, b in enumerate(blocks) if key_of(b) == body_key), -1)
    if start < 0:
        return Recognised(blocks)
    record = [field_block(b, roles) for b in blocks[: start + 1]]
    after = set(list_of(options["after"]))
    text = [field_block(b, roles) if key_of(b) in after else b for b in blocks[start + 1 :]]
    values = {key_of(b): value_of(b) for b in blocks[:start]}
    attrs = {
        "opens": "document",
        "title": next((values[key] for key in list_of(options["title"]) if values.get(key)), ""),
        "date": next((d for key in list_of(options["date"]) if (d := iso_date(values.get(key, "")))), ""),
    }
    first = next((n for n, b in enumerate(text) if b.kind != "excluded"), -1)
    if first >= 0:
        text[first] = told(text[first], **attrs)
    return Recognised((*record, *text))


def key_of(block: Block) -> str:
    found = FIELD.fullmatch(block.text.text)
    return found["key"] if found else ""


def value_of(block: Block) -> str:
    found = FIELD.fullmatch(block.text.text)
    return found["value"].strip() if found else ""


def field_block(block: Block, roles: Mapping[str, str]) -> Block:
    """A line of a record → excluded metadata that knows its key; a line without a key goes on with the one before."""
    key = key_of(block)
    field, value = roles.get(key, ""), value_of(block)
    said = (
        {"field": field, "value": (iso_date(value) or value) if field == "date" else value}
        if field and value
        else {}
    )
    return told(block, "excluded", "record-fields", subtype="metadata", key=key, **said)


def iso_date(text: str) -> str:
    """The first date in a text → ISO, as far as it goes, or nothing."""
    found = DATE.search(text)
    return "-".join(f"{int(part):02}" for part in found.groups() if part) if found else ""


def list_of(value: object) -> Sequence[str]:
    """An option that is one string or a list of them."""
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


# -- the byline of an article ------------------------------------------------------------------------------------


def read_byline(blocks: Blocks, options: Options) -> Recognised:
    """The lines at the head of an article → the line before the first field is its head and opens a document of
    subtype article; 作者 and 译者 are signed, 来源 a citation, all other fields (发布, 点击) excluded metadata.

    `authors` and `sources` say which keys are which. Fields count only until the first line that is none.
    """
    authors, sources = set(list_of(options["authors"])), set(list_of(options["sources"]))
    others = set(list_of(options["others"]))
    known = authors | sources | others
    start = next((n for n, b in enumerate(blocks) if b.kind == "line" and key_of(b) in known), 0)
    if not start or blocks[start - 1].kind != "line":
        return Recognised(blocks)
    end = start
    while end < len(blocks) and (key_of(blocks[end]) in known or blocks[end].kind == "excluded"):
        end += 1
    fields = [field for block in blocks[start:end] for field in parted(block, known)]
    date = next((d for b in fields if key_of(b) in others and (d := iso_date(value_of(b)))), "")
    attrs = {"type": "main", "opens": "document", "subtype": "article", "date": date}
    head = told(blocks[start - 1], "head", "byline", **attrs)
    return Recognised((*blocks[: start - 1], head, *byline(fields, authors, sources), *blocks[end:]))


def parted(block: Block, known: set[str]) -> Iterator[Block]:
    """A line → its fields, one block each, where several known keys stand on it with white space between."""
    next_field = re.compile(rf"[\s|｜]+(?=(?:{'|'.join(sorted(map(re.escape, known)))})\s*[：:])")
    last = 0
    for seam in [*next_field.finditer(block.text.text)] if block.kind == "line" else []:
        yield cut(block, last, seam.start())
        last = seam.end()
    yield cut(block, last, len(block.text))


def byline(fields: Sequence[Block], authors: set[str], sources: set[str]) -> Iterator[Block]:
    """The fields of a byline → signed, citation, excluded."""
    for block in fields:
        key = key_of(block)
        if block.kind == "excluded":
            yield block
        elif key in authors:
            yield told(block, "signed", "byline", type="translator" if "译" in key else "author")
        elif key in sources:
            issue = ISSUE.search(value_of(block))
            said = {"issue": issue["first"], "issue-to": issue["last"] or ""} if issue else {}
            yield told(block, "citation", "byline", title=periodical(value_of(block)), **said)
        else:
            when = iso_date(value_of(block))
            said = {"field": "date", "value": when} if when else {}
            yield told(block, "excluded", "byline", subtype="metadata", key=key, **said)


def periodical(source: str) -> str:
    """What an article is taken from, as printed → the title of the periodical, without year and number."""
    quoted = re.search(r"《([^《》]{2,60})》", source)
    return quoted[1] if quoted else re.sub(r"(?<![\s，,])[\s，,]++[12]\d{3} ?年.*", "", source)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "record-fields",
        "segment",
        read_record,
        {
            "body": "正文",
            "after": ["描述", "附注", "备注"],
            "idno": ["id", "ID", "编号"],
            "title": ["标题", "题名"],
            "author": ["作者", "责任者"],
            "date": ["日期", "时间"],
            "bibl": ["来源", "出处"],
            "keywords": ["标签", "关键词", "主题词"],
        },
    ),
    Recogniser(
        "byline",
        "segment",
        read_byline,
        {
            "authors": ["作者", "译者", "记者"],
            "sources": ["来源", "出处", "原载"],
            "others": ["发布", "发布时间", "时间", "日期", "点击", "浏览", "阅读", "编辑", "责任编辑"],
        },
    ),
)
