"""Markdown, as capture programs write it: heads, emphasis, links, bullets, escapes become what they say.

The subset of CommonMark 0.31 that captures use. The signs themselves are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import is_date_line
from edition.rules.language.formulas import ORDINALS
from edition.rules.language.lexicon import PROCLAIMED, RECORDED, RULES, SENT_AS
from edition.rules.language.numerals import number as value_of
from edition.rules.language.sentences import IN_BRACKETS, finished
from edition.rules.text.cutting import Range, cut, leave_out, marked, told

HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
CLOSING_HASHES = re.compile(r"(?<![ \t])[ \t]++#+$")
BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
ORDERED = re.compile(r"(\d{1,3})[.)][ \t]+(?=\S)")
POINT = re.compile(r"(\d{1,3})[、．，]")
PRINTED_NUMBER = re.compile(r"[（(第]?(\d{1,3}|[一二三四五六七八九十]{1,3})(?:[）)、．，]|\.(?!\d))")
LINK = re.compile(r"\[((?:\\.|[^\[\]\\\n])*)\]\(([^()\s]*)\)")
PAGE_OF_WORK = re.compile(r"[Pp]{1,2}\.?\d[\d,，、.\-—－–~～Pp]*")
"""What looks like the target of a link and is the page of a work: [3](P435)"""
AUTOLINK = re.compile(r"<(?=https?://|mailto:)([^<>\s]+)>")
WEB = re.compile(r"https?://[!-~]+$")
WORDS = re.compile(r"[^\W\d_]{2}")
ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
STARRED = re.compile(r"[\u4e00-\u9fff”》）][*＊]$")
"""The call of a note at the end of a line, of a title as a rule."""
STRONG = re.compile(r"\*\*")


def read_markdown(blocks: Blocks, options: Options) -> Recognised:
    """Lines with Markdown → lines without it: `#` heads, `**` as hi marks, bullets
    as items, links as their text.

    A numeral alone that counts on from a head is a head. The first head is `main`; those below it before any
    long line are `sub`, numbered and later ones `section`, and so are those that begin with a day each or end
    with a colon. An ordered number (`1. `) stays in the text, as it is printed, and makes no item where points
    with another sign stand beside it (`1．`); so do signs that have no partner, and an asterisk at the start of
    a line where another calls it at the end of one, as a title calls its note.
    """
    starred = any(STARRED.search(block.text.text) for block in blocks if block.kind == "line")
    reports = sum(b.kind == "line" and REPORTED.match(b.text.text) is not None for b in blocks) > 1
    lines = [
        classify(simplify(block), starred, reports) for block in emphasised(blocks) if not is_empty_head(block)
    ]
    return Recognised(tuple(rank_heads([*counted(points_in_row(as_points(lines)))])))


def is_empty_head(block: Block) -> bool:
    """Whether a line is the sign of a head and nothing else."""
    return block.kind == "line" and re.fullmatch(r"#{1,6}", block.text.text) is not None


def emphasised(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same with `**…**` as hi marks; emphasis may run over lines that no empty line parts, and from
    a line that ends inside a sentence over an empty one to the next."""
    paragraph: list[Block] = []
    for block in blocks:
        apart = block.attrs.get("blank", "0") != "0" and not is_carried(paragraph, block)
        if block.kind != "line" or apart:
            yield from embolden(paragraph)
            paragraph = []
        paragraph.append(block)
    yield from embolden(paragraph)


def is_carried(paragraph: Sequence[Block], below: Block) -> bool:
    """Whether emphasis that the last line of a paragraph opens inside a sentence ends in the line `below`."""
    if not paragraph or paragraph[-1].kind != "line" or finished(paragraph[-1].text.text):
        return False
    signs = sum(len(STRONG.findall(line.text.text)) for line in paragraph)
    return signs % 2 == 1 and len(STRONG.findall(below.text.text)) % 2 == 1


def embolden(lines: Sequence[Block]) -> Iterator[Block]:
    """The lines of one paragraph → the same with their pairs of `**` as hi marks."""
    signs = [
        (n, m.start())
        for n, line in enumerate(lines)
        if not RULE.fullmatch(line.text.text)
        for m in STRONG.finditer(line.text.text)
    ]
    signs = signs[: len(signs) // 2 * 2]
    pairs = list(zip(signs[::2], signs[1::2], strict=True))
    for n, line in enumerate(lines):
        marks = []
        for (n1, start), (n2, end) in pairs:
            if n1 <= n <= n2:
                first = start + 2 if n == n1 else 0
                last = end if n == n2 else len(line.text)
                if first < last:
                    marks.append(Mark("hi", first, last, {"rend": "bold"}))
        gone: list[Range] = [(at, at + 2) for where, at in signs if where == n]
        yield leave_out(marked(line, *marks), gone)


def simplify(block: Block) -> Block:
    """A line → the same without the signs of links and escapes, and words that lead to a page
    on the web as a reference to it; other targets go, since captures have none of their own
    (`#`). A colophon keeps its signs."""
    if block.kind == "excluded" and block.attrs.get("subtype") == "colophon":
        return marked(block, *links(block.text.text))
    if block.kind not in ("line", "cell"):
        return block
    text = block.text.text
    gone: list[Range] = []
    for link in LINK.finditer(text):
        if PAGE_OF_WORK.fullmatch(link[2]):
            continue
        gone += [(link.start(), link.start() + 1), (link.end(1), link.end())]
    for address in AUTOLINK.finditer(text):
        gone += [(address.start(), address.start() + 1), (address.end() - 1, address.end())]
    gone += [(m.start(), m.end()) for m in ESCAPE.finditer(text)]
    return leave_out(marked(block, *links(text)), gone)


def links(text: str) -> Iterator[Mark]:
    """The words of a line that link to a page on the web → references to it; a
    number alone is the call of a note."""
    for link in LINK.finditer(text):
        if WEB.match(link[2]) and WORDS.search(link[1]):
            yield Mark("ref", link.start(1), link.end(1), {"type": "external", "target": link[2]})
    for address in AUTOLINK.finditer(text):
        if WEB.match(address[1]):
            yield Mark("ref", address.start(1), address.end(1), {"type": "external", "target": address[1]})


def classify(block: Block, starred: bool, reports: bool) -> Block:
    """A line → a head where it starts with `#`, and is no sentence of one of those whose words the text
    `reports`, an item where it starts with a bullet, in a `starred` text no asterisk, or an ordered number."""
    if block.kind != "line":
        return block
    text = block.text.text
    if heading := HEADING.match(text):
        end = CLOSING_HASHES.search(text)
        body = cut(block, heading.end(), end.start() if end else len(text))
        said = SENTENCE.fullmatch(body.text.text)
        turn = REPORTED.match(body.text.text)
        plain = "，" not in body.text.text or OF_PAPER.match(body.text.text)
        told_so = said and (len(body.text) > LONG or plain or (turn and reports))
        asks = REQUEST.fullmatch(body.text.text) or LEADS_IN.fullmatch(body.text.text)
        aside = ASIDE_SAID.fullmatch(body.text.text) or (
            len(body.text) > LONG and SAID_BY.search(body.text.text)
        )
        prose = len(heading[1]) > 1 and (told_so or asks or aside)
        return told(body, None, "markdown") if prose else told(body, "head", "markdown", type="main")
    bullet = BULLET.match(text)
    if bullet and not (starred and text[0] == "*"):
        body = cut(block, bullet.end(), len(text))
        number = PRINTED_NUMBER.match(body.text.text)
        return told(body, "item", "markdown", n=number[1] if number else "")
    if ordered := ORDERED.match(text):
        return told(block, "item", "markdown", n=ordered[1])
    return block


def as_points(blocks: Sequence[Block]) -> Sequence[Block]:
    """Lines → the same, an ordered number next to the point before or after it with another
    sign (3．… 4. … 5．…) as a line."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        ordered = ORDERED.match(block.text.text) if block.kind == "item" else None
        if ordered is None:
            continue
        around = ((k, POINT.match(blocks[k].text.text)) for k in (n - 1, n + 1) if 0 <= k < len(blocks))
        if any(point and int(point[1]) - int(ordered[1]) == k - n for k, point in around):
            result[n] = told(block, "line", "markdown", n="")
    return result


def points_in_row(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, heads that count on among at least three points right below one another, each of these
    heads with a stop at its end, as lines: no text of their own stands below them."""
    result, row, way, last = list(blocks), list[int](), "", 0
    for n, block in enumerate((*blocks, None)):
        own = block is not None and block.kind in ("line", "head") and not block.attrs.get("opens")
        found = COUNTED_POINT.match(block.text.text) if block is not None and own else None
        style = found["open"].replace("（", "(") + found["close"].replace("）", ")") if found else ""
        style += "#" if found and found["n"].isdigit() else ""
        count = value_of(found["n"]) if found else 0
        if not (row and style == way and count == last + 1):
            heads = [m for m in row if blocks[m].kind == "head"]
            if len(row) >= FEWEST_SHORT and all(blocks[m].text.text[-1] in "。；;" for m in heads):
                for m in heads:
                    result[m] = told(blocks[m], "line", "markdown", type="")
            row = []
        row, way, last = ([*row, n], style, count) if found else ([], "", 0)
    return result


def counted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, a numeral alone that comes next after the one that the last head is (一 … 二) as a
    head; so one that counts on from a head with the same words (第三份：（手写） below 第二份：（表格）)."""
    last, way = 0, ""
    for block in blocks:
        text = block.text.text
        found = COUNTING.match(text)
        numeral = (found["n"] or found["nth"]) if found else ""
        number = ORDINALS.index(numeral) + 1 if numeral in ORDINALS else 0
        form = form_of(text) if number else ""
        if block.kind == "line" and number > 1 and number == last + 1 and form == way and len(text) <= LONG:
            block = told(block, "head", "markdown", type="main")
        last, way = (number, form) if block.kind == "head" and number else (last, way)
        yield block


def rank_heads(blocks: Sequence[Block]) -> Iterator[Block]:
    """Heads without rank → main, sub, section; a head that opens a piece of its own starts again at main."""
    wanted, above, title = "main", "", ""
    forms = Counter(form_of(block.text.text) for block in blocks if block.kind == "head")
    endings = Counter(
        block.text.text[-2:] for block in blocks if block.kind == "head" and not block.attrs.get("opens")
    )
    row = ends_alike([b.text.text for b in blocks if b.kind == "head"][1:])
    inner = {b.text.text for b in blocks if b.kind == "head" and not b.attrs.get("opens")}
    stems = Counter(head[:-TWIN_END] for head in inner if len(head) >= TWIN)
    for block in blocks:
        if block.kind == "head":
            wanted = "main" if block.attrs.get("opens") else wanted
            text = block.text.text
            title = text if wanted == "main" else title
            # Below who wrote the text stands no second title, unless it says what the paper
            # is or sets itself off as one.
            titled = OF_WHOLE.search(text) or ASIDE.match(text) or text[-1:] in "。！？" or is_date_line(block)
            authored = above == "author" and not titled
            wanted = "section" if wanted == "sub" and authored else wanted
            counts = forms[form_of(text)] > 1 and COUNTED.search(text)
            alike = endings[text[-2:]] >= FEWEST_ALIKE or stems[text[:-TWIN_END]] > 1
            one_of_row = text in row or counts or (not ASIDE.match(text) and alike)
            leads = text.endswith(("：", ":")) or (COMMENT.fullmatch(text) is not None and "批" not in title)
            wanted = "section" if wanted == "sub" and (NUMBERED.match(text) or one_of_row or leads) else wanted
            below = (
                above == "head" and wanted == "section" and (STATES.fullmatch(text) or BESIDE.fullmatch(text))
            )
            yield told(block, type="sub" if below else wanted)
            wanted = "sub" if wanted == "main" else wanted
        else:
            runs = len(block.text) > LONG or block.text.text[-1:] in "。！？"
            wanted = "section" if wanted != "main" and runs else wanted
            yield block
        above = block.attrs.get("type", "") if block.kind == "signed" else block.kind


def ends_alike(heads: Sequence[str]) -> Sequence[str]:
    """The heads below a title → those of a row, called by a short word each with the same last character (上游,
    中游, 下游), at least three up to the last; no one where others stand among them."""
    row = [*takewhile(lambda head: len(head) <= SHORT and head[-1:] == heads[-1][-1:], reversed(heads))]
    return row if len(set(row)) == len(row) >= FEWEST_SHORT else ()


def form_of(head: str) -> str:
    """A head → what it has in common with others of its row: that it begins with a day, or all of its words but
    the number with which they count, what it says in brackets aside (谈话之一, 第一次会). What stands in
    brackets altogether has nothing in common with another."""
    return "day" if DATED.match(head) else COUNTED.sub("#", IN_BRACKETS.sub("", head)).strip() or head


def drop_rules(blocks: Blocks, options: Options) -> Recognised:
    """Lines that hold nothing but a rule (`-----`, `***`, `___`) go; the line below
    stands apart from those above."""
    result: list[Block] = []
    ruled = False
    for block in blocks:
        if block.kind == "line" and RULE.fullmatch(block.text.text):
            ruled = True
            continue
        near = ruled and block.kind == "line" and block.attrs.get("blank", "0") == "0"
        result.append(told(block, blank="1") if near else block)
        ruled = False
    return Recognised(tuple(result))


COUNTED_POINT = re.compile(
    r"(?P<open>[（(]?)(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?P<close>[）)、．.])(?!\d)"
)
"""The number of a point: （一）, 1、"""
COUNTING = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,3})$|第(?P<nth>[一二三四五六七八九十]{1,3})[\u4e00-\u9fff][：:、 \u3000]?(?=$|[（(：: \u3000])"
)
NUMBERED = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}(?:[）)、．. \u3000\t]|$)|[甲乙丙丁戊己庚辛壬癸][、．. \u3000]|\d{1,2}[、．.](?!\d)|第[一二三四五六七八九十\d]{1,3}(?:(?:部分|[章节编部])(?:[ \u3000、：]|$)|[、，])"
    r"|(?:序[言文]|前言|引言|按语|注文|正文|结[语论]|附记|后记)$"
)
"""The number of a part of the text, alone or before its title, or what it is
called: no second title of the whole."""
DATED = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.])?(?:[12]\d{3}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]|[上中下]旬)"
)
"""The day of a part, where several have one."""
COUNTED = re.compile(r"\d{1,3}|[一二三四五六七八九十]{1,3}")
TWIN, TWIN_END = 11, 3
"""Heads of so many characters at least are of one row that differ but in so many last ones:
某某在会上的插话, 某某在会上的讲话."""
FEWEST_ALIKE = 4
"""So many heads at least that end with the same two characters (水库问题, 渠道问题, …) are a row."""
FEWEST_SHORT, SHORT = 3, 4
"""So many of them at least, of at most so many characters each, are one where
all end with the same character."""
ASIDE = re.compile(r"[（(\[【〔〖—－-]|关于")
"""How a second title begins, and no part of a row."""
OF_WHOLE = re.compile(
    rf"(?:{SENT_AS}|{RECORDED}|{RULES}|{PROCLAIMED}|讲话|谈话|发言|演[说讲]|报告|[指批]示|汇报|总结|决[定议]|意见|简报|通报|摘要)(?:[（(][^（）()]{{1,20}}[）)])?$"
)
"""How the title of a paper ends: with what it is."""
STATES = re.compile(r"[（(](?=[^（）()]*(?:[纪记]录|未经|节录|摘要|草稿|修改稿))[^（）()]{4,40}[）)]")
"""In brackets below the head of a part, what state its text is in."""
BESIDE = re.compile(r"[（(](?![一二三四五六七八九十\d]{1,3}[）)])[^（）()]{2,24}[）)]")
"""In brackets below another head, what is to be said of that: （共五人，内缺二人）"""
COMMENT = re.compile("[\u4e00-\u9fff]{1,12}(?:批示|批语|批注)")
"""Above what an office writes on a paper that it passes on: 某某部批示"""
LONG = 40
"""A line of more characters than this is text, not another title or a date below one."""
OF_PAPER = re.compile("[此本](?:件|稿|文|处|材料)")
"""How a sentence begins that says something of the paper itself."""
SENTENCE = re.compile(
    rf"(?:以上|上面|以下|下面)[^，。]{{2,24}}。|{OF_PAPER.pattern}[^。]{{2,30}}。|(?!第?[（(]?[一二三四五六七八九十\d])[^〖【（(\[，][^，]*，.*。[”’」』]?"
)
"""A sentence that a capture program took for a head."""
REQUEST = re.compile("[^。；：]{0,24}请[^，。；：]{0,8}(?:[批指核训]示|审[批核阅]|批[转复准])。")
"""With what a report ends: 当否，请批示。"""
ASIDE_SAID = re.compile(
    r"[（(](?!\d)[^（）()，。：:]{1,8}[：:][^（）()]*[。？！?!…][）)]|[（(][^（）()]{2,24}[）)][^。（）()]+。[^。（）()]+。"
)
"""What somebody throws in, in brackets, and a bracket before several sentences."""
SAID_BY = re.compile(r"[。！？][^。]{4,120}[。！？]”?[（(][^（）()]{2,30}[）)]$")
"""With what several sentences end that quote somebody: who said them, in brackets."""
LEADS_IN = re.compile("(?:[现兹谨]将|[现兹]把)[^。！？]{4,100}(?:如下|于后|于下|于次)[：:。]")
"""The sentence that leads to what a paper reports: 现将某事的情况报告如下："""
REPORTED = re.compile("(?!#)[^，。：；、《》“”]{2,10}(?:说|问|答|插话|指出|回答)[：:]")
"""Who says what stands behind it, in a report that tells it a sentence for each."""
RULE = re.compile(r"[-—―_]{3,}|[*＊]{3,}")


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("markdown", "segment", read_markdown),
    Recogniser("drop-rules", "segment", drop_rules),
)
