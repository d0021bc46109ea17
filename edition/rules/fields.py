"""`key：value` lines: the record of a database, the byline of an article."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.citations import ISSUE
from edition.rules.cutting import cut, told
from edition.rules.dates import is_bracketed_date, is_date_line
from edition.rules.folding import simplified
from edition.rules.formulas import SURNAME
from edition.rules.paragraphs import OFFICE_END

FIELD = re.compile(
    r"(?P<key>[^\s：:，。；【】\[\]]{1,8})\s*[：:]\s*(?P<value>.*)|[【\[](?P<framed>[^：:，。；【】\[\]]{1,12})[】\]][：:]?\s*(?P<held>.*)"
)
"""A line `key：value` or `【key】value`; the signs of a key in brackets may be spaced out (【题　名】)."""
ROLES = ("idno", "title", "author", "date", "bibl", "host", "editor", "keywords")
"""What the fields of a record say of its text, in words of the TEI header; `host` is the collection that holds the record."""
TAIL = 6
"""So many lines at most stand below the text of a record."""
DATE = re.compile(r"([12]\d{3})[-.年/](?:(\d{1,2})[-.月/](?:(\d{1,2})日?)?)?")
LISTED = re.compile(r"[,，、;；]")
"""Between two entries of a field that holds several."""
OCCUPATION = re.compile(r"(?:记者|通讯员|评论员|编辑|撰稿人)$")
BYLINES = 4
"""Among so many lines at most at the head of its text a record says again who wrote it."""


def read_record(blocks: Blocks, options: Options) -> Recognised:
    """Lines `key：value` before the line that holds only a key of `body` → `excluded` of subtype metadata, the key in
    attr `key`; so do the lines after the text whose key is one of `after`, or stands in brackets as that of `body` does. The line of `body` goes with them.

    Keys named by `idno`, `title`, `author`, `date`, `bibl` (where the text is taken from), `host` and `editor` (the collection that
    holds the record, and who made it) and `keywords` say so in attr `field`, and what they hold in attr `value` (dates as ISO, as far as they
    are known: 1956-7-0 is 1956-07). The first block of the text opens a document; it gets `title` and `date` of the record as its attributes where
    the keys `title` and `date` name them. A line at the head of the text that says the author again is signed by him.
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
        headed = text[first].kind == "line" and is_title(text[first])
        text[first] = told(text[first], "head" if headed else None, **attrs, type="main" if headed else "")
    authors = {bare(values[key]) for key in list_of(options["author"]) if values.get(key)}
    return Recognised((*record, *written_by(text, first + 1, authors)))


def written_by(text: Sequence[Block], start: int, authors: Collection[str]) -> Iterator[Block]:
    """The text of a record from its title on → the same, the first line from `start` on that says one of its authors and
    nothing else as signed by him, and the last one that gives his name, perhaps shorter, as a signature."""
    found = next((n for n in range(start, len(text)) if bare(text[n].text.text) in authors), -1)
    last = max((n for n in range(start, len(text)) if text[n].kind != "excluded"), default=-1)
    for n, block in enumerate(text):
        author = n == found < start + BYLINES and block.kind == "line"
        signs = (
            n == last > start and block.kind == "line" and any(is_short_for(block, name) for name in authors)
        )
        yield (
            told(block, "signed", "record-fields", type="author" if author else "")
            if author or signs
            else block
        )


def is_short_for(block: Block, name: str) -> bool:
    """Whether a line is a name or what is left of it where some of its characters are left out, more than half of them
    there."""
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
    """The text of a record → the same with the fields below it as metadata; the last lines go on with one whose value
    begins on the next line."""
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
    found = FIELD.fullmatch(block.text.text)
    return (found["value"] or found["held"] or "").strip() if found else ""


def field_block(block: Block, roles: Mapping[str, str]) -> Block:
    """A line of a record → excluded metadata that knows its key; a line without a key goes on with the one before."""
    key = key_of(block)
    field, value = roles.get(key, ""), value_of(block)
    if field == "date":
        value = "\n".join(filter(None, map(iso_date, LISTED.split(value)))) or value
    elif field == "bibl":
        value = value.removeprefix(key).lstrip("：: ")
    elif field == "author":
        value = "\n".join(writers(value))
    said = {"field": field, "value": value} if field and value else {}
    return told(block, "excluded", "record-fields", subtype="metadata", key=key, **said)


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


# -- the byline of an article ------------------------------------------------------------------------------------


WRITTEN_BY = re.compile(r"(?:文|撰文|图文|撰稿|编译)\s*[/／|｜]\s*[\u4e00-\u9fff·、， ]{2,24}")
STAMP = re.compile(
    r"(?:https?://\S+\s+)?(?:发布|发表)?于?\s*[12]\d{3}[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?(?=[\s|｜]|$)"
)
"""The day and hour of publication, with which a byline may begin."""
STAMPED = re.compile(
    r"(?P<day>[12]\d{3}[-./]\d{1,2}[-./]\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?)(?P<name>[\u4e00-\u9fff]{2,4}(?:[、，,\s]+[\u4e00-\u9fff]{2,4}){0,3})"
)
"""The day of publication, and the author's name run into it."""
JOURNAL = re.compile(
    r"《?[\u4e00-\u9fff·]{2,20}》?\s*[12]\d{3}\s*年\s*第?\s*(?P<first>\d{1,3})(?:[-—－、](?P<last>\d{1,3}))?\s*期"
)
"""A periodical with year and number, and nothing else."""
MADE_BY = re.compile(
    r"[\u4e00-\u9fff·、， \u3000]{2,16}[ \u3000](?:著|撰|文|译|译注|编译|选译|辑录|口述|整理|采写|笔记)(?:[ \u3000].{2,20})?"
)
"""A line below the title that says who wrote, translated or put down the article."""
LANDS = "[韩美日英法德俄苏加澳意荷印越蒙]国?|俄罗斯|加拿大|澳大利亚|新加坡|意大利|挪威|波兰|匈牙利|捷克"
FOREIGN = re.compile(rf"[〔\[（(](?:{LANDS})[〕\]）)]\s*[\u4e00-\u9fff·．]{{2,16}}(?:\s+https?://\S+)?")
"""An author with his country in brackets, perhaps with the address of the page: 〔韩〕某某某"""
OWN_PAGE = re.compile(r"[\u4e00-\u9fff·]{2,8}\s*[（(](?:进入专栏|作者专栏|个人主页|更多文章)[)）]")
"""An author with the link to what else he wrote."""
COUNTER = r"(?:本文)?[共已被]?(?:浏览|点击|阅读|阅览|访问|人气|评论|转发)(?:量|数|次数)?[：:]?\s*[（(]?\d+|[【\[]?字[体号][：:]|文字\s*[〖【\[]|自动滚屏|(?:发表|我要|参与)评论|参加讨论|复制链接|关闭窗口|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2} \d{1,2}:\d{2}"
AUTHORS = re.compile(r"[\u4e00-\u9fff](?:[ \u3000]{0,3}[\u4e00-\u9fff]){1,12}")
KEY_WORDS = re.compile(r"[【\[〔]?\s*(?:关\s*键\s*词|主题词)\s*(?:[】\]〕]|[：:])")
ABSTRACT = re.compile(r"[【\[〔]?\s*(?:内容)?[提摘]\s*要\s*(?:[】\]〕]|[：:])")
GREETS = re.compile(r"[^。，；：:]{1,24}(?:同志|先生|阁下|女士)(?:们)?[：:]")
PLAIN_NAME = re.compile(rf"{SURNAME}(?:[ \u3000]{{0,3}}[\u4e00-\u9fff]){{1,2}}")
NO_NAME = re.compile(
    r"[引前导绪结]言|序|摘\s*要|提\s*要|正\s*文|目\s*[录錄]|编者按|注\s*释|结\s*语|概\s*述|概\s*况|背\s*景|绪\s*论|附\s*[录錄记]"
)
GLUED = re.compile(
    r"(?P<source>.*?《[^《》]{2,40}》\s*[12]\d{3}\s*年(?:第\s*\d{1,3}(?:[-—－、]\d{1,3})?\s*期)?)(?=[^\s，,。（(：:]{2})(?P<rest>.+)"
)
"""The source of an article, and its first sentence run into it."""
SUBTITLE = re.compile(r"[—―－]{1,2}")
MENU = re.compile(r"[|｜>»/\[\]#*]")
PROSE = 40
"""A longer line that ends like a sentence is no line of a site's frame."""


def article_head(blocks: Sequence[Block], keys: Iterable[str]) -> tuple[int, int]:
    """The lines of a page → the index of the title of its article and of its byline, the first line with one of the
    keys, an author or a day of publication; (0, 0) where none is, or text stands above it."""
    known = set(keys)
    for n, block in enumerate(blocks):
        if block.kind != "line":
            continue
        text = block.text.text
        if n and (in_byline(block, known) or named_above(blocks, n)):
            while n > 1 and (MADE_BY.fullmatch(blocks[n - 1].text.text) or is_author(blocks, n - 1)):
                n -= 1
            title = n - 1
            while title and SUBTITLE.match(blocks[title].text.text):
                title -= 1
            return (title, n) if blocks[title].kind == "line" and key_of(blocks[title]) not in known else (0, 0)
        if (len(text) > PROSE and text.rstrip("”’）)").endswith(("。", "！", "？"))) or begins_document(block):
            break
    return 0, 0


def begins_document(block: Block) -> bool:
    """Whether a line stands at the head of a letter or record: its day in brackets, in words, or whom it greets."""
    text = block.text.text
    return (is_bracketed_date(block) and "月" in text) or bool(GREETS.fullmatch(text))


def named_above(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` holds nothing but the names of authors, above the abstract of their article, or one
    name between its title and its text."""
    below = blocks[n + 1].text.text if n + 1 < len(blocks) else ""
    prose = len(below) > PROSE and re.search("[。！？]", below) is not None
    listed = AUTHORS.fullmatch(blocks[n].text.text) and ABSTRACT.match(simplified(below))
    return bool(listed) or (prose and is_author(blocks, n))


def is_author(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a name and nothing else, below what can be the title of an article."""
    text, above = simplified(blocks[n].text.text), blocks[n - 1] if n else None
    if above is None or not PLAIN_NAME.fullmatch(text) or NO_NAME.fullmatch(text):
        return False
    titled = above.kind == "line" and len(above.text) >= 8 and is_title(above)
    return titled and not MENU.search(above.text.text)


def in_byline(block: Block, known: Container[str]) -> bool:
    """Whether a line says who wrote an article, where it is from, or when it was put on the page."""
    text = simplified(block.text.text)
    return key_of(block) in known or bool(
        any(form.fullmatch(text) for form in (WRITTEN_BY, MADE_BY, OWN_PAGE, FOREIGN, STAMPED, JOURNAL))
        or STAMP.match(text)
    )


def read_byline(blocks: Blocks, options: Options) -> Recognised:
    """The lines at the head of an article → the line before the byline is its head and opens a document of
    subtype article, a line below it that begins with a dash its second title; 作者 and 译者 are signed, 来源 a citation,
    all other fields (发布, 点击) and the day of publication excluded metadata. The article is dated by where it was printed
    (来源：某刊1997年第1期), else by the day on which it was put on the page.

    `authors` and `sources` say which keys are which. Fields count only until the first line that is none.
    """
    authors, sources = set(list_of(options["authors"])), set(list_of(options["sources"]))
    others = set(list_of(options["others"]))
    known = authors | sources | others
    title, start = article_head(blocks, known)
    if not start or any(block.kind == "line" for block in blocks[:title]):
        return Recognised(titled_page(blocks))
    named = not in_byline(blocks[start], known)
    end = start + named
    while end < len(blocks) and (in_byline(blocks[end], known) or blocks[end].kind == "excluded"):
        end += 1
    if named:
        blocks = (*blocks[:start], told(blocks[start], "signed", "byline", type="author"), *blocks[start + 1 :])
    blocks = (*blocks[: end - 1], *unglued(blocks[end - 1]), *blocks[end:])
    fields = [field for block in blocks[start:end] for field in parted(block, known)]
    again = [*said_again(blocks, title, end, {bare(b.text.text) for b in fields if b.kind == "signed"})]
    sourced = (value_of(b) or b.text.text for b in fields if key_of(b) in sources or is_journal(b))
    put_up = (b.text.text for b in fields if is_published(b, others))
    date = next((d for said in (*sourced, *put_up) if (d := iso_date(said))), "")
    attrs = {"type": "main", "opens": "document", "subtype": "article", "date": date}
    head = told(blocks[title], "head", "byline", **attrs)
    second = (told(block, "head", "byline", type="sub") for block in blocks[title + 1 : start])
    return Recognised(
        (*blocks[:title], head, *second, *byline(fields, authors, sources), *again, *blocks[end + len(again) :])
    )


def said_again(blocks: Sequence[Block], title: int, start: int, authors: Container[str]) -> Iterator[Block]:
    """The lines from index `start` on → the title printed again below the byline, and the author's name below that or
    below the key words."""
    again = start < len(blocks) and blocks[start].text.text == blocks[title].text.text
    words = start < len(blocks) and KEY_WORDS.match(simplified(blocks[start].text.text))
    if not again and not words:
        return
    name = start + 1 if start + 1 < len(blocks) else start
    signed = bare(blocks[name].text.text).lstrip("○◎") in authors or (again and is_author(blocks, name))
    if again:
        yield told(blocks[start], "excluded", "byline", subtype="navigation")
    elif signed:
        yield told(blocks[start], "para", "byline")
    if signed:
        yield told(blocks[name], "signed", "byline", type="author")


def unglued(line: Block) -> Iterator[Block]:
    """The last line of a byline → the same, the first sentence of the article that runs on behind its source apart."""
    found = GLUED.fullmatch(line.text.text) if line.kind == "line" else None
    if found and len(found["rest"]) > PROSE and "。" in found["rest"]:
        yield cut(line, 0, found.end("source"))
        yield told(cut(line, found.end("source"), len(line.text)), blank="")
    else:
        yield line


def titled_page(blocks: Blocks) -> Blocks:
    """A page without a byline → the same, its first line the head of an article where it is a title above an empty line
    and a sentence; a line like a title may stand between."""
    lines = [n for n, block in enumerate(blocks) if block.kind == "line"]
    if len(lines) < 2 or lines[0] or not is_title(blocks[0]) or MENU.search(blocks[0].text.text):
        return blocks
    second = lines[1]
    if len(lines) > 2 and is_title(blocks[second]) and blocks[second].attrs.get("blank", "0") != "0":
        second = lines[2]
    below = blocks[second]
    prose = len(below.text) > PROSE and re.search("[。！？]", below.text.text)
    if below.attrs.get("blank", "0") == "0" or not prose:
        return blocks
    return (told(blocks[0], "head", "byline", type="main", opens="document", subtype="article"), *blocks[1:])


def is_journal(block: Block) -> bool:
    """Whether a field of a byline is a periodical with year and number."""
    return bool(JOURNAL.fullmatch(simplified(block.text.text)))


def is_published(block: Block, others: Container[str]) -> bool:
    """Whether a field of a byline says when the article was put on the page."""
    return key_of(block) in others or bool(STAMP.match(simplified(block.text.text)))


def parted(block: Block, known: set[str]) -> Iterator[Block]:
    """A line → its fields, one block each, where several known keys, counters or a choice of letters stand on it with white
    space between, or a name is run into a day."""
    stamped = STAMPED.fullmatch(block.text.text) if block.kind == "line" else None
    if stamped:
        yield cut(block, 0, stamped.end("day"))
        yield told(cut(block, stamped.start("name"), stamped.end()), "signed", "byline", type="author")
        return
    keys = "|".join(sorted(map(re.escape, known)))
    next_field = re.compile(rf"[\s|｜]+(?=(?:{keys})\s*[：:]|{COUNTER})")
    last = 0
    for seam in [*next_field.finditer(simplified(block.text.text))] if block.kind == "line" else []:
        yield cut(block, last, seam.start())
        last = seam.end()
    yield cut(block, last, len(block.text))


def byline(fields: Sequence[Block], authors: set[str], sources: set[str]) -> Iterator[Block]:
    """The fields of a byline → signed, citation, excluded."""
    for block in fields:
        key = key_of(block)
        if block.kind != "line":
            yield block
        elif key in authors or any(
            form.fullmatch(simplified(block.text.text)) for form in (WRITTEN_BY, MADE_BY, OWN_PAGE, FOREIGN)
        ):
            translated = "译" in (key or simplified(block.text.text).split()[-1])
            yield told(block, "signed", "byline", type="translator" if translated else "author")
        elif key in sources or is_journal(block):
            printed = value_of(block) or block.text.text
            issue = ISSUE.search(printed) or JOURNAL.fullmatch(printed)
            said = {"issue": issue["first"], "issue-to": issue["last"] or ""} if issue else {}
            yield told(block, "citation", "byline", title=periodical(printed), **said)
        else:
            when = iso_date(block.text.text)
            said = {"field": "date", "value": when} if when else {}
            yield told(block, "excluded", "byline", subtype="metadata", key=key, **said)


def periodical(source: str) -> str:
    """What an article is taken from, as printed → the title of the periodical, without year and number."""
    quoted = re.search(r"《([^《》]{2,60})》", source)
    return (
        quoted[1]
        if quoted
        else re.sub(r"(?<![\s，,])[\s，,]++[12]\d{3} ?(?:年|[-./]\d{1,2}[-./]).*", "", source)
    )


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "record-fields",
        "segment",
        read_record,
        {
            "body": ["正文", "全文", "内容", "原文"],
            "after": ["描述", "附注", "备注", "著录者", "著录时间", "录入者", "录入时间", "更新时间"],
            "idno": ["id", "ID", "编号", "记录号", "档号", "档案号"],
            "title": ["标题", "题名"],
            "author": ["作者", "责任者"],
            "date": ["日期", "时间", "形成时间", "成文时间", "成文日期"],
            "bibl": ["来源", "出处"],
            "host": ["书籍", "书名", "数据库", "所属数据库", "文集", "丛书", "专题"],
            "editor": ["书籍作者", "书籍编者", "书籍主编", "数据库主编", "文集编者", "丛书主编"],
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
            "others": [
                "发布",
                "发布时间",
                "发表时间",
                "更新时间",
                "上传时间",
                "上传人",
                "信息员",
                "送交者",
                "录入",
                "专题",
                "进入专题",
                "选择字号",
                "阅览数",
                "访问次数",
                "时间",
                "日期",
                "点击",
                "点击数",
                "浏览",
                "浏览次数",
                "阅读",
                "阅读次数",
                "人气",
                "编辑",
                "责任编辑",
                "责编",
                "字号",
                "字体",
            ],
        },
    ),
)
