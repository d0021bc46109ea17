"""The byline of an article: who wrote it, when and where it was published, between
its title and its first sentence."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.citing.citations import ISSUE
from edition.rules.frames.authors import (
    AUTHORS,
    MENU,
    NO_NAME,
    STAMP,
    is_author,
    is_author_body,
    named_above,
    said_again,
)
from edition.rules.frames.fields import PROSE, is_title, iso_date, key_of, list_of, value_of
from edition.rules.language.dates import is_bracketed_date
from edition.rules.page.markup import HEADING
from edition.rules.text.cutting import cut, glue, told
from edition.rules.text.folding import simplified
from edition.rules.text.speakers import is_nobody, is_person
from edition.rules.titles.opening import names_record
from edition.rules.titles.shape import LONGEST_TITLE
from edition.rules.titles.talks import among_fields

# What the fields of a byline are called: who wrote, where it was printed, when and by whom it was put
# on the page, how often read.
WRITERS = (
    "作者",
    "译者",
    "撰稿",
    "撰稿人",
    "撰文",
    "采写",
    "口述",
    "口述人",
    "整理人",
    "编译",
    "供稿",
    "通讯员",
    "执笔",
    "著者",
)
SOURCES = ("来源", "出处", "原载", "来自", "转自", "转载自", "摘自", "稿源", "文章来源", "信息来源", "首发")
PUBLISHED = (
    "发布", "发布时间", "发布日期", "发布者", "发布人", "发表时间", "发表日期", "更新时间", "更新日期", "上传时间", "上传日期", "添加时间", "添加日期",
    "创建时间", "时间", "日期", "编辑", "责任编辑", "责编", "选择字号",
)  # fmt: skip
COUNTED = (
    "上传人", "上传者", "信息员", "送交者", "录入", "录入者", "文章录入", "审核", "专题", "进入专题", "栏目", "所属栏目", "频道", "标签", "字数",
    "阅览数", "访问次数", "访问量", "点击", "点击数", "点击率", "点击量", "浏览", "浏览次数", "浏览量", "浏览数", "阅读", "阅读次数", "阅读量", "阅读数",
    "人气", "评论", "评论数", "收藏", "字号", "字体",
)  # fmt: skip

WRITTEN_BY = re.compile(r"(?:文|撰文|图文|撰稿|编译)\s*[/／|｜]\s*[\u4e00-\u9fff·、， ]{2,24}")
SIGN = re.compile("[：:，。；！？]")
PUT_UP = re.compile(
    r"(?P<put>https?://\S+\s+[12]\d{3}[-./]\d{1,2}[-./]\d{1,2})\s+(?P<source>\S+)\s+(?P<name>[\u4e00-\u9fff·]{2,8})(?P<rest>\s+\S{2,6})?"
)
"""The address and the day of a page, then the source and the author of its article and a link, on one line."""
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
    r"|[\u4e00-\u9fff·]{2,8}(?:口述|讲述|自述)[ \u3000、，,/／]+[\u4e00-\u9fff·、]{2,12}(?:整理|采访|采写|执笔|记录|撰文|撰稿)"
)
"""A line below the title that says who wrote, translated or put down the article."""
LANDS = "[韩美日英法德俄苏加澳意荷印越蒙]国?|俄罗斯|加拿大|澳大利亚|新加坡|意大利|挪威|波兰|匈牙利|捷克"
FOREIGN = re.compile(rf"[〔\[（(](?:{LANDS})[〕\]）)]\s*[\u4e00-\u9fff·．]{{2,16}}(?:\s+https?://\S+)?")
"""An author with his country in brackets, perhaps with the address of the page: 〔韩〕某某某"""
OWN_PAGE = re.compile(r"[\u4e00-\u9fff·]{2,8}\s*[（(](?:进入专栏|作者专栏|个人主页|更多文章)[)）]")
"""An author with the link to what else he wrote."""
COUNTER = r"(?:本文)?[共已被]?(?:浏览|点击|阅读|阅览|访问|人气|评论|转发|点赞|收藏|推荐|回复)(?:[量数率]|次数|人[次数])?[：:]?\s*[（(]?\d+|[【\[]?字[体号][：:]|文字\s*[〖【\[]|自动滚屏|我有话说|(?:发表|我要|参与)评论|参加讨论|复制链接|关闭窗口|[12]\d{3}[-./]\d{1,2}[-./]\d{1,2} \d{1,2}:\d{2}"
GREETS = re.compile(r"[^。，；：:]{1,24}(?:同志|先生|阁下|女士)(?:们)?[：:]")
LONGEST_NAMES = 16
FIRST_ROWS = 3
"""So many rows of a wrapped text may stand before the end of its first sentence."""
GLUED = re.compile(
    r"(?P<source>.*?《[^《》]{2,40}》\s*[12]\d{3}\s*年(?:第\s*\d{1,3}(?:[-—－、]\d{1,3})?\s*期)?)(?=[^\s，,。（(：:]{2})(?P<rest>.+)"
)
"""The source of an article, and its first sentence run into it."""
ASKED = re.compile(r"记者\s*[：:][^？！?!。]{2,}[？！?!。]")
"""What a reporter says in an interview, whose key is that of who wrote an article."""
SAID = re.compile(r".*[？！?!…]|.*(?<!自)[我您你咱].*[。，]|.*[了呢吗吧]。$")
"""What somebody says behind his name, where an author or an editor talks: no name of a
person, a periodical or a site."""
QUOTED = re.compile("《[^》《]*》|“[^”“]*”")
SUBTITLE = re.compile(r"[—―－]{1,2}")


def article_head(blocks: Sequence[Block], keys: Iterable[str]) -> tuple[int, int]:
    """The lines of a page → the index of the title of its article and of its byline, the first line with one of
    the keys, an author or a day of publication; (0, 0) where none is, or text stands above it."""
    known = set(keys)
    for n, block in enumerate(blocks):
        if block.kind != "line":
            continue
        text = block.text.text
        if n and speaks(blocks[n - 1], known):
            continue
        if n and not among_fields(blocks, n) and (in_byline(block, known) or named_above(blocks, n)):
            while n > 1 and (
                MADE_BY.fullmatch(blocks[n - 1].text.text)
                or is_author(blocks, n - 1)
                or is_author_body(blocks, n - 1)
            ):
                n -= 1
            title = n - 1
            while title and SUBTITLE.match(blocks[title].text.text):
                title -= 1
            return (title, n) if blocks[title].kind == "line" and key_of(blocks[title]) not in known else (0, 0)
        if (len(text) > PROSE and text.rstrip("”’）)").endswith(("。", "！", "？"))) or begins_document(block):
            break
    return 0, 0


def begins_document(block: Block) -> bool:
    """Whether a line stands at the head of a letter or record: its day in
    brackets, in words, or whom it greets."""
    text = block.text.text
    return (is_bracketed_date(block) and "月" in text) or bool(GREETS.fullmatch(text))


def byline_key(block: Block) -> str:
    """The key of a field of a byline, which a dash may lead in."""
    return key_of(block).lstrip("—―－-")


def speaks(block: Block, known: Container[str]) -> bool:
    """Whether a line has a sentence that is said behind a key, as the turns of an
    interview do: 作者：我写了三十年。"""
    said = QUOTED.sub("", simplified(value_of(block))) if byline_key(block) in known else ""
    return SAID.match(said) is not None


def in_byline(block: Block, known: Container[str]) -> bool:
    """Whether a line says who wrote an article, where it is from, or when it was put on the page."""
    text = simplified(block.text.text)
    return not ASKED.match(text) and bool(
        (byline_key(block) in known and not speaks(block, known))
        or any(form.fullmatch(text) for form in (WRITTEN_BY, MADE_BY, OWN_PAGE, FOREIGN, STAMPED, JOURNAL))
        or is_stamped(text)
    )


def is_stamped(text: str) -> bool:
    """Whether a line begins with a day on which something was put on the page, and is not what happened on it:
    1927年6月1日 到盐场，听取汇报。"""
    stamp = STAMP.match(text)
    sign = SIGN.search(text, stamp.end()) if stamp else None
    return stamp is not None and (sign is None or sign[0] in "：:")


def read_byline(blocks: Blocks, options: Options) -> Recognised:
    """The lines at the head of an article → the line before the byline is its head and opens a document of
    subtype article, a line below it that begins with a dash its second title; 作者 and 译者 are signed, 来源 a
    citation, all other fields (发布, 点击) and the day of publication excluded metadata. The article is dated
    by where it was printed (来源：某刊1997年第1期), else by the day on which it was put on the page.

    `authors` and `sources` say which keys are which. Fields count only until the first line that is none.
    """
    authors, sources = set(list_of(options["authors"])), set(list_of(options["sources"]))
    others = set(list_of(options["others"]))
    known = authors | sources | others
    blocks = with_values(blocks, known, authors)
    title, start = article_head(blocks, known)
    if not start or any(block.kind == "line" for block in blocks[:title]):
        return Recognised(titled_page(blocks, known))
    named = not in_byline(blocks[start], known)
    end = start + named
    while end < len(blocks) and (
        (in_byline(blocks[end], known) and not among_fields(blocks, end)) or blocks[end].kind == "excluded"
    ):
        end += 1
    if named:
        blocks = (*blocks[:start], told(blocks[start], "signed", "byline", type="author"), *blocks[start + 1 :])
    blocks = (*blocks[: end - 1], *unglued(blocks[end - 1]), *blocks[end:])
    fields = [field for block in blocks[start:end] for field in parted(block, known)]
    dashed = end < len(blocks) and SUBTITLE.match(blocks[end].text.text) and is_title(blocks[end])
    beneath = [told(blocks[end], "head", "byline", type="sub")] if dashed else []
    end += len(beneath)
    signs = byline(fields, authors, sources)
    again = [*said_again(blocks, title, end, [value_of(b) or b.text.text for b in signs if b.kind == "signed"])]
    sourced = (value_of(b) or b.text.text for b in fields if key_of(b) in sources or is_journal(b))
    put_up = (b.text.text for b in fields if is_published(b, others))
    date = next((d for said in (*sourced, *put_up) if (d := iso_date(said))), "")
    attrs = {"type": "main", "opens": "document", "subtype": "article", "date": date}
    head = told(unsigned(blocks[title]), "head", "byline", **attrs)
    second = (told(block, "head", "byline", type="sub") for block in blocks[title + 1 : start])
    return Recognised(
        (
            *blocks[:title],
            head,
            *second,
            *byline(fields, authors, sources),
            *beneath,
            *again,
            *blocks[end + len(again) :],
        )
    )


def with_values(blocks: Sequence[Block], known: Container[str], authors: Container[str]) -> Blocks:
    """The lines of a page → the same, a key of the byline alone on its line (作者：) with the line below it,
    where that is a name and another field or what is set aside stands below."""
    result = list(blocks)
    for n in reversed(range(len(result) - 2)):
        key, value, below = result[n : n + 3]
        alone = key.kind == value.kind == "line" and key_of(key) in authors and not value_of(key)
        ends = below.kind == "excluded" or in_byline(below, known)
        if alone and ends and AUTHORS.fullmatch(value.text.text) and len(value.text) <= LONGEST_NAMES:
            result[n : n + 2] = [glue([key, value])]
    return tuple(result)


def unsigned(block: Block) -> Block:
    """A title → the same without the sign of a head in Markdown."""
    sign = HEADING.match(block.text.text)
    return cut(block, sign.end(), len(block.text)) if sign else block


def unglued(line: Block) -> Iterator[Block]:
    """The last line of a byline → the same, the first sentence of the article that
    runs on behind its source apart."""
    found = GLUED.fullmatch(line.text.text) if line.kind == "line" else None
    if found and len(found["rest"]) > PROSE and "。" in found["rest"]:
        yield cut(line, 0, found.end("source"))
        yield told(cut(line, found.end("source"), len(line.text)), blank="")
    else:
        yield line


def titled_page(blocks: Blocks, known: Container[str]) -> Blocks:
    """A page without a byline → the same, its first line, below what is set aside, the head of an
    article where it is a title above an empty line and a sentence or what somebody says; a line like a
    title or a short head may stand between."""
    lines = [n for n, block in enumerate(blocks) if block.kind == "line"]
    if len(lines) < 2 or any(block.kind != "excluded" for block in blocks[: lines[0]]):
        return blocks
    title = blocks[lines[0]]
    if not is_title(title) or MENU.search(title.text.text) or names_record(title, LONGEST_TITLE):
        return blocks
    second = lines[1]
    short = NO_NAME.fullmatch(simplified(blocks[second].text.text))
    if len(lines) > 2 and (short or is_title(blocks[second])) and blocks[second].attrs.get("blank", "0") != "0":
        second = lines[2]
    below, rows = blocks[second], "".join(block.text.text for block in blocks[second : second + FIRST_ROWS])
    prose = len(below.text) > PROSE and re.search("[。！？]", rows)
    named = key_of(below)
    turn = value_of(below) and is_person(named, "") and not is_nobody(named)
    said = ASKED.match(simplified(below.text.text)) is not None or speaks(below, known) or turn
    if below.attrs.get("blank", "0") == "0" or not (prose or said):
        return blocks
    head = told(title, "head", "byline", type="main", opens="document", subtype="article")
    return (*blocks[: lines[0]], head, *blocks[lines[0] + 1 :])


def is_journal(block: Block) -> bool:
    """Whether a field of a byline is a periodical with year and number."""
    return bool(JOURNAL.fullmatch(simplified(block.text.text)))


def is_published(block: Block, others: Container[str]) -> bool:
    """Whether a field of a byline says when the article was put on the page."""
    return key_of(block) in others or is_stamped(simplified(block.text.text))


def parted(block: Block, known: set[str]) -> Iterator[Block]:
    """A line → its fields, one block each, where several known keys, counters or a choice of letters stand on
    it with white space between, or a name is run into a day."""
    stamped = STAMPED.fullmatch(block.text.text) if block.kind == "line" else None
    if stamped:
        yield cut(block, 0, stamped.end("day"))
        yield told(cut(block, stamped.start("name"), stamped.end()), "signed", "byline", type="author")
        return
    if (put := PUT_UP.fullmatch(block.text.text)) and block.kind == "line":
        yield cut(block, 0, put.end("put"))
        source = cut(block, put.start("source"), put.end("source"))
        yield (
            told(source, "citation", "byline", title=periodical(put["source"]))
            if "《" in put["source"]
            else source
        )
        yield told(cut(block, put.start("name"), put.end("name")), "signed", "byline", type="author")
        if put["rest"]:
            yield cut(block, put.end("name") + 1, len(block.text))
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
        key = byline_key(block)
        if block.kind != "line":
            yield block
        elif (key in authors and value_of(block)) or any(
            form.fullmatch(simplified(block.text.text)) for form in (WRITTEN_BY, MADE_BY, OWN_PAGE, FOREIGN)
        ):
            said_so = key or simplified(block.text.text).split()[-1]
            translated = "译" in said_so or simplified(block.text.text).endswith("译")
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
        "byline",
        "segment",
        read_byline,
        {
            "authors": [*WRITERS, "记者"],
            "sources": list(SOURCES),
            "others": [*PUBLISHED, *COUNTED],
        },
    ),
)
