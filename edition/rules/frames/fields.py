"""The record of a database: `key：value` lines above and below its text, and what its head says again."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import DATE as DAY
from edition.rules.language.dates import ENACTED, NUMBER, is_date_line
from edition.rules.language.formulas import FULL_NAME
from edition.rules.letters.greetings import STATED
from edition.rules.page.strayspaces import OFFICE_END
from edition.rules.text.cutting import cut, told
from edition.rules.text.folding import simplified

FIELD = re.compile(
    r"(?P<key>[^\s：:，。；【】\[\]]{1,8})\s*[：:]\s*(?P<value>.*)|[【\[](?P<framed>[^：:，。；【】\[\]]{1,12})[】\]][：:]?\s*(?P<held>.*)"
)
"""A line `key：value` or `【key】value`; the signs of a key in brackets may be spaced out (【题　名】)."""
ROLES = ("idno", "title", "author", "date", "bibl", "host", "editor", "keywords")
"""What the fields of a record say of its text, in words of the TEI header; `host` is the
collection that holds the record."""
TAIL = 6
"""So many lines at most stand below the text of a record."""
DATE = re.compile(r"([12]\d{3})[-.年/](?:(\d{1,2})[-.月/](?:(\d{1,2})日?)?)?")
LISTED = re.compile(r"[,，、;；]")
"""Between two entries of a field that holds several."""
OCCUPATION = re.compile(r"(?:记者|通讯员|评论员|编辑|撰稿人)$")
GLUED = re.compile(
    rf"(?P<name>{FULL_NAME}(?<![稿录选要文本会]))(?P<date>[（(](?:{DAY})(?:[、，,和]{NUMBER}[日号]){{0,4}}[）)])"
)
"""A name and a day in brackets, or several days."""
BYLINES = 4
"""Among so many lines at most at the head of its text a record says again who wrote it."""
OCCASION = re.compile(
    r"[^。！？；]{8,120}(?:讲话|谈话|发言|报告|指示|插话|纪要|[纪记]录)(?:[（(][^（）()]{1,20}[）)])?"
)
"""The second title of a record: who spoke where to whom."""
ASIDES = re.compile(r"(?:[（(][^（）()。]{4,80}[）)])+")
ASIDE = re.compile(r"[（(](?P<held>[^（）()]*)[）)]")
SPOKEN_AT = re.compile(
    rf"(?:{DAY})?[，,]?[于在][^。；：，]{{4,48}}(?:[上中时]的?|的)(?:讲[话演]|演[讲说]|谈话|发言|报告|说明|总结|[开闭]幕词|致词)(?:摘[要录]|节录|[纪记]录|提纲|要点|全文)?"
)
"""What a bracket below the title of a record holds where it says of what occasion
the text is: 某日在某会上的报告"""
PROSE = 40
"""A longer line that ends like a sentence is no line of a site's frame."""


def read_record(blocks: Blocks, options: Options) -> Recognised:
    """Lines `key：value` before the line that holds only a key of `body` → `excluded` of subtype
    metadata, the key in attr `key`; so do that line itself and the lines after the text with a key of
    `after` or one framed as that of `body` is.

    The keys that `idno`, `title`, `author`, `date`, `bibl` (where the text is taken from), `host` and `editor`
    (the collection, and who made it) and `keywords` name say so in attr `field`, with what they hold in attr
    `value` (dates as ISO, as far as they are known: 1956-7-0 is 1956-07). The first block of the text opens a
    document with `title` and `date` of the record. A line of the text that says the author or the source again
    is signed by him, or a citation.
    """
    bodies = set(list_of(options["body"]))
    roles = {key: role for role in ROLES for key in list_of(options[role])}
    start = next((n for n, b in enumerate(blocks) if key_of(b) in bodies and not value_of(b)), -1)
    if start < 0:
        return Recognised(blocks)
    record = [field_block(b, roles) for b in blocks[: start + 1]]
    after = set(list_of(options["after"]))
    framed = [key_of(b) for b in blocks[start + 1 :] if b.text.text.startswith("【")]
    if blocks[start].text.text.startswith("【"):
        after |= {key for key in framed if key}
    text = list(tail_fields(blocks[start + 1 :], after, roles))
    values = {key_of(b): value_of(b) for b in blocks[:start]}
    attrs = {
        "opens": "document",
        "title": next((values[key] for key in list_of(options["title"]) if values.get(key)), ""),
        "date": next((d for key in list_of(options["date"]) if (d := iso_date(values.get(key, "")))), ""),
    }
    first = next((n for n, b in enumerate(text) if b.kind != "excluded"), -1)
    if first >= 0:
        text[first : first + 1] = unglued(text[first], attrs["title"])
        headed = text[first].kind == "line" and is_title(text[first])
        text[first] = told(text[first], "head" if headed else None, **attrs, type="main" if headed else "")
    authors = {bare(values[key]) for key in list_of(options["author"]) if values.get(key)}
    listed = [e for key in list_of(options["author"]) for e in LISTED.split(values.get(key, "")) if e]
    sources = {bare(values[key]) for key in list_of(options["bibl"]) if values.get(key)}
    text = said_in_brackets(text, first + 1, [bare(entry) for entry in listed])
    written = [*written_by(one_a_line(text, first + 1, [bare(entry) for entry in listed]), first + 1, authors)]
    return Recognised((*record, *taken_from(entitled(written, first + 1), sources)))


def unglued(block: Block, title: str) -> list[Block]:
    """The first line of a text, which is the `title` of its record with who wrote it and the day right behind
    it (某某的批语某某某（1960年3月15日）) → title, writer and day on lines of their own; any other as it is."""
    at = block.text.text.find(title) if title else -1
    glued = GLUED.fullmatch(block.text.text, at + len(title)) if at >= 0 else None
    if glued is None or not re.fullmatch("[# ]*", block.text.text[:at]):
        return [block]
    return [
        cut(block, 0, at + len(title)),
        told(cut(block, *glued.span("name")), "signed", "record-fields", type="author", blank=""),
        told(cut(block, *glued.span("date")), None, "record-fields", blank=""),
    ]


def entitled(text: list[Block], start: int) -> list[Block]:
    """The text of a record → the same, the line that says of what occasion it is, between its title at `start`
    - 1 and its day, as a second title."""
    for n in range(start, min(start + BYLINES, len(text) - 1)):
        told_of = text[n].kind == "line" and OCCASION.fullmatch(text[n].text.text)
        if told_of and is_date_line(text[n + 1]):
            text[n] = told(text[n], "head", "record-fields", type="sub")
    return text


def said_in_brackets(text: list[Block], start: int, authors: Sequence[str]) -> list[Block]:
    """The text of a record → the same, of the lines from `start` on one that is nothing but brackets cut
    into these, if one says of what occasion the text is, a second title; another that ends with one of
    the `authors` is signed by him."""
    made: list[Block] = []
    for block in text[start : start + BYLINES]:
        asides = [*ASIDE.finditer(block.text.text)] if ASIDES.fullmatch(block.text.text) else []
        if block.kind != "line" or not any(SPOKEN_AT.fullmatch(aside["held"]) for aside in asides):
            made.append(block)
            continue
        for aside in asides:
            part = told(
                cut(block, *aside.span()), blank=block.attrs.get("blank", "") if not aside.start() else ""
            )
            own = any(bare(aside["held"]).endswith(author) for author in authors)
            if SPOKEN_AT.fullmatch(aside["held"]):
                part = told(part, "head", "record-fields", type="sub")
            elif own:
                part = told(part, "signed", "record-fields", type="author")
            made.append(part)
    return [*text[:start], *made, *text[start + BYLINES :]]


def taken_from(text: list[Block], sources: Container[str]) -> list[Block]:
    """The text of a record → the same, its last line a citation where that says one of its
    sources again, perhaps in brackets."""
    last = max((n for n, block in enumerate(text) if block.kind != "excluded"), default=-1)
    if last > 0 and text[last].kind == "line" and bare(text[last].text.text.strip("（）()")) in sources:
        text[last] = told(text[last], "citation", "record-fields")
    return text


def one_a_line(text: list[Block], start: int, entries: Sequence[str]) -> list[Block]:
    """The text of a record → the same, the lines from `start` on, below its title, that say what the field of
    its authors lists, an entry each (the office above the name), as signed by them."""
    lines = text[start : start + len(entries)]
    listed = len(entries) > 1 and [bare(b.text.text) for b in lines if b.kind == "line"] == entries
    signed = [told(block, "signed", "record-fields", type="author") for block in lines] if listed else lines
    return [*text[:start], *signed, *text[start + len(entries) :]]


def written_by(text: Sequence[Block], start: int, authors: Collection[str]) -> Iterator[Block]:
    """The text of a record from its title on → the same, the first line from `start` on that says
    one of its authors and nothing else as signed by him, and the last one that gives his name,
    perhaps shorter, as a signature."""
    own = (n for n in range(start, len(text)) if bare(text[n].text.text) in authors)
    found = next((n for n in own if not says_state(text[n].text.text)), -1)
    last = max((n for n in range(start, len(text)) if text[n].kind != "excluded"), default=-1)
    heads = found < start + BYLINES and not any(b.text.text[-1:] in "。！？" for b in text[start:found])
    for n, block in enumerate(text):
        author = n == found and heads and block.kind == "line"
        signs = (
            n == last > start and block.kind == "line" and any(is_short_for(block, name) for name in authors)
        )
        yield (
            told(block, "signed", "record-fields", type="author" if author else "")
            if author or signs
            else block
        )


def is_short_for(block: Block, name: str) -> bool:
    """Whether a line is a name or what is left of it where some of its characters are left
    out, more than half of them there."""
    text, rest = bare(block.text.text), iter(name)
    return 2 * len(text) > len(name) and all(character in rest for character in text)


def bare(names: str) -> str:
    """One or several names without what parts them."""
    return re.sub(r"[\s,，、;；]", "", names)


def is_title(block: Block) -> bool:
    """Whether the first line of a text is its title: short, and no sentence."""
    text = block.text.text
    return (
        4 <= len(text) <= PROSE
        and text[-1] not in "。！？；：:，"
        and not is_date_line(block)
        and "#" not in text[:1]
    )


def tail_fields(blocks: Sequence[Block], after: Container[str], roles: Mapping[str, str]) -> Iterator[Block]:
    """The text of a record → the same with the fields below it as metadata; the last lines go on with one whose
    value begins on the next line."""
    open_ = False
    for n, block in enumerate(blocks):
        field = key_of(block) in after
        open_ = (field and not value_of(block) and len(blocks) - n <= TAIL) or (open_ and not field)
        yield field_block(block, roles) if field or (open_ and block.kind == "line") else block


def key_of(block: Block) -> str:
    """The key of a line that is a field, without white space; else nothing."""
    found = FIELD.fullmatch(simplified(block.text.text))
    return re.sub(r"\s", "", found["key"] or found["framed"]) if found else ""


def value_of(block: Block) -> str:
    """What a line `key：value` says behind its colon, or ""."""
    found = FIELD.fullmatch(block.text.text)
    return (found["value"] or found["held"] or "").strip() if found else ""


def field_block(block: Block, roles: Mapping[str, str]) -> Block:
    """A line of a record → excluded metadata that knows its key; a line without a
    key goes on with the one before."""
    key = key_of(block)
    field, value = roles.get(key, ""), value_of(block)
    if field == "date":
        value = "\n".join(filter(None, map(iso_date, LISTED.split(value)))) or value
    elif field == "bibl":
        value = value.removeprefix(key).lstrip("：: ")
    elif field == "author":
        value = "" if says_state(value) else "\n".join(writers(value))
    said = {"field": field, "value": value} if field and value else {}
    return told(block, "excluded", "record-fields", subtype="metadata", key=key, **said)


def says_state(value: str) -> bool:
    """Whether what stands in the field of an author says how a text came about or in what state it is,
    and not who wrote it: （节录）"""
    return any(form.fullmatch(value) for form in (ENACTED, STATED))


def writers(value: str) -> Iterator[str]:
    """The authors that a field lists → each of them, an office with the name behind it."""
    held = ""
    for name in map(str.strip, LISTED.split(value)):
        held = f"{held} {name}" if held else name
        if not (OFFICE_END.search(name) or OCCUPATION.search(name)):
            yield held
            held = ""
    if held:
        yield held


def iso_date(text: str) -> str:
    """The first date in a text → ISO, as far as it is known, or nothing: a month or day of 0 is not known."""
    found = DATE.search(text)
    parts = [int(part) for part in found.groups() if part] if found else []
    return "-".join(f"{part:02}" for part in takewhile(bool, parts))


def list_of(value: object) -> Sequence[str]:
    """An option that is one string or a list of them."""
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "record-fields",
        "segment",
        read_record,
        {
            "body": ["正文", "全文", "内容", "原文", "文本", "正文内容", "文献内容", "文献全文", "档案全文"],
            "after": [
                "描述",
                "附注",
                "备注",
                "备考",
                "著录者",
                "著录人",
                "著录时间",
                "录入者",
                "录入人",
                "录入时间",
                "录入日期",
                "校对者",
                "更新时间",
                "更新日期",
            ],
            "idno": [
                "id",
                "ID",
                "编号",
                "编码",
                "记录号",
                "档号",
                "档案号",
                "文献号",
                "文献编号",
                "档案编号",
                "系统号",
                "索取号",
                "典藏号",
                "馆藏号",
            ],
            "title": ["标题", "题名", "题目", "篇名", "正题名", "文献标题", "文献名称", "文件标题", "档案题名"],
            "author": [
                "作者",
                "责任者",
                "著者",
                "起草人",
                "发文机关",
                "发文单位",
                "发文者",
                "形成者",
                "制发机关",
                "讲话人",
                "口述者",
            ],
            "date": [
                "日期",
                "时间",
                "形成时间",
                "形成日期",
                "成文时间",
                "成文日期",
                "文件日期",
                "文件时间",
                "文献日期",
                "发文日期",
                "写作日期",
                "写作时间",
            ],
            "bibl": [
                "来源",
                "出处",
                "原载",
                "资料来源",
                "文献来源",
                "档案来源",
                "馆藏",
                "馆藏地",
                "藏所",
                "收藏单位",
                "典藏单位",
            ],
            "host": ["书籍", "书名", "数据库", "数据库名称", "所属数据库", "文集", "丛书", "专题", "系列"],
            "editor": ["书籍作者", "书籍编者", "书籍主编", "数据库主编", "文集编者", "丛书主编"],
            "keywords": ["标签", "关键词", "关键字", "主题词", "主题", "标引词"],
        },
    ),
)
