"""Paragraphs of a text whose line ends only tell where a sentence ends, and the spaces that are no part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import add

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import leave_out, line_ends, told
from edition.rules.dates import number
from edition.rules.folding import SPACE, curled, squeeze
from edition.rules.formulas import HOURS, NUMERAL, NUMERAL_YEAR, STEM
from edition.rules.lexicon import OFFICES, STATES, TAKEN_FROM
from edition.rules.omission import OMITTED
from edition.rules.pagenotes import SIGNATURE
from edition.rules.parting import part, trim

# White space after which a paragraph begins: a line end with a space or a numbered point below it, or a space after a
# mark that ends a sentence or announces what follows; after a semicolon only before a number, since a clause is no
# paragraph. A mark with white space on both sides is torn loose: the paragraph goes on unless somebody speaks below.
ITEM = (
    rf"(?:{STEM}|[{HOURS}])、|"
    r"[（(][甲乙丙丁戊己庚辛壬癸][)）]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]|[一二三四五六七八九十]{1,3}\u3000|第[一二三四五六七八九十]|[①-⑳㈠-㈩⑴-⒇]"
)
POINT = "[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
# How an audience answers, which goes with the sentence before it: （掌声）; what the keeper of a record tells (众人笑) stands alone.
REACTION = r"（[\u4e00-\u9fff，、]{0,16}?(?:掌声|鼓掌|欢呼声?|喝彩声?|口号声?)）"
# What a quotation is taken from, in brackets behind it: …”（《某书》第3页）
CITED = re.compile(r"”（[^（）]{0,24}(?:《[^《》]{2,40}》|“[^“”]{2,40}”)[^（）]{0,40}）$")
ANSWERED = re.compile(rf"[。！？…”]\s*{REACTION}$")
# A sentence that trails off.
BROKEN_OFF = re.compile(r"[^\s。；：，、…]…+$")
# A bracket that begins a line: of a point, or one that fills its paragraph; words behind it go on with those above.
ALONE = rf"(?!{REACTION})（(?:[一二三四五六七八九十\d]{{1,3}}）|(?![^（）]{{1,200}}）[^\s”]))"
# Dots that stand for what is left out, with white space on both sides.
DOTS = r"(?<!…)…{2,}+[ \t\u3000\r\n]"
# The number of a further point behind a comma.
BRACKETED = r"[（(]\s?(?:[二三四五六七八九十]|[2-9])\s?[)）](?=\S)"
# Who speaks, in square brackets: [某某：]
LABELLED = r"[\[［【〔][\u4e00-\u9fff·]{1,10}(?:[（(][^（）()]{1,8}[)）])?：[\]］】〕]"
BREAK = re.compile(
    r"(?<!\s)(?=[^\S\r\n]*+[\r\n])\s++"
    rf"(?:(?<=[ \t\u3000])(?=\S)|(?<=[\r\n])(?={ALONE}|……|{POINT}|[\u4e00-\u9fff]{{2,8}}(?:形势|局势|附注|意见|结论) ))"
    rf"|(?<=\S)[ \t\u3000]+(?={LABELLED})"
    rf"|(?<=[：？！?!”…—）])[ \t\u3000]+(?=\S)|(?<=[。？！\r\n]’)[ \t\u3000]+(?=\S)|(?<=；)[ \t\u3000]+(?={ITEM})|(?<=，)[ \t\u3000]+(?={DOTS}|{BRACKETED})"
)
ON_ITS_OWN = re.compile(f"{DOTS}|{BRACKETED}")
INDENTED = re.compile(r"[\r\n][ \t\u3000]+$")
SPEAKS = re.compile(r"[\u4e00-\u9fff·．]{2,10}?(?:同志)?(?:说|问|答|：)")
LONGEST_BRACKET = 120
# What goes on from a quotation in the line that ends it: ”, he thinks.
GOES_ON = re.compile(r"[\u4e00-\u9fff，；]")
LONGEST_GREETING = 24
NUMBERED = re.compile(r"（[一二三四五六七八九十\d]{1,3}）")
# The number of a point at the start of its paragraph; 一、二两月 and 1.5 begin none, but 三、八位 does.
IN_TURN = "|".join(f"{a}、\\s*{b}" for a, b in pairwise("一二三四五六七八九十"))
NUMBER_OF = re.compile(
    rf"[“‘]?(?P<n>{NUMERAL}{{1,3}}(?=、(?:(?!\s*{NUMERAL})|(?={NUMERAL_YEAR})))|(?!(?:{IN_TURN})){NUMERAL}(?=、{NUMERAL}[位个名件项条])|[（(]\s*(?:{NUMERAL}{{1,3}}|\d{{1,2}}|{STEM})\s*[）)]|第\s*{NUMERAL}{{1,3}}(?=[，、])"
    rf"|{NUMERAL}{{1,3}}(?=\u3000)|第\s*{NUMERAL}{{1,3}}\s*条(?=[ \u3000])|\d{{1,2}}(?!、\d{{1,2}}月)(?=[．、]|[.](?!\d)|·(?=[\u4e00-\u9fff]))|{STEM}(?=、(?!{STEM}))|[{HOURS}](?=、(?![{HOURS}]))|[㈠-㈩⑴-⒇])"
)
LIKE_POINT = re.compile(r"(?P<n>\d{1,2}(?=[。，：；][^\s\d]|[.．]\d{1,2}月\d)|[二三四五六七八九十](?=、))")
WITHIN_POINT = re.compile(r"[（(]\s*\d{1,2}\s*[）)]|[①-⑳⑴-⒇]")
COUNTS = re.compile(r"(?P<n>\d{1,2})[。，：；、．.](?=[^\s\d])")
# A point whose number and the marks about it the next one repeats.
NUMERALS = tuple("一二三四五六七八九十")
DIGITS = tuple(map(str, range(1, 31)))
RUN_ON = re.compile(
    rf"(?P<before>[（(]?)(?P<n>[{''.join(NUMERALS)}]|\d{{1,2}})(?P<after>[、．.)）])(?=[\u4e00-\u9fff])"
)
# （信见本卷第9页。——编者注）
REMARK = re.compile(rf"[（(][^（）()]{{2,200}}?{SIGNATURE.pattern}\s*。?\s*[）)]")
# A quoted word or title that a clause goes on from: “合同草案” 及来函.
QUOTED_WORD = re.compile(r"“[^“”。！？]*[^“”。！？；，：]”$")
JOINS = re.compile("[及和与或的等之中上里内]")
# Signs that cannot begin a paragraph.
NO_START = "”’）)》，。、；：！？%％､,.;:"
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKS = "，。、；：！？（）“”‘’「」『』《》〈〉【】…—·．－／％､"
BLANK = r"[ \t\u3000\u00a0]"
UNITS = "小时|分钟|公里|公斤|公尺|吨|架|门|辆|艘|挺|支|枚|万|亿|千|百"
STRAY = re.compile(
    rf"(?<=[{HAN}{MARKS}]){BLANK}+(?=[{HAN}{MARKS}\dA-Za-zА-Яа-я(@%])|(?<=[\dA-Za-z)%\]］〕]){BLANK}+(?=[{HAN}{MARKS}])"
    rf"|(?<=\d){BLANK}+(?=-)|(?<=-){BLANK}+(?=\d)|(?<=[(]){BLANK}+|(?<=[{HAN}]\d)(?<![表图件第号注]\d){BLANK}+(?=\d{{1,2}}(?:{UNITS}))|(?<={BLANK}){BLANK}+|^{BLANK}+|{BLANK}+$"
)


def find_paragraphs(blocks: Blocks, options: Options) -> Recognised:
    """Running text → its paragraphs, without line ends.

    A paragraph begins where a line begins with a space, and after a space that follows a mark such as ： ？ ！ ； or ”.
    In an entry of a chronology only the first of these counts; its further paragraphs say so (attr `further`).
    A numbered point bears its printed number in attr `point`: 一, （一）, 第一, 第一条, 1. Dots or （略） alone in a paragraph stand for
    what the book leaves out: a `gap`. A paragraph in brackets that an editor signs is a `remark`.
    """
    paragraphs = (paragraph for block in blocks for paragraph in split_paragraphs(block))
    points = [numbered(point) for whole in paragraphs for point in points_run_on(whole)]
    return Recognised(tuple(remarked(point) for point in counted_on(points)))


def numbered(block: Block) -> Block:
    """A paragraph → the same with the number it begins with."""
    found = NUMBER_OF.match(block.text.text) if block.kind == "para" else None
    return told(block, point=re.sub(r"\s", "", found["n"])) if found else block


def counted_on(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs → the same; one that begins with the number after that of the last point as the next point, also with another mark behind it
    (6。 below 5．) or before a number (三、四十名 below 二、, 5.12月9日 below 4.)."""
    last, figure, first = "", "", first_points(blocks)
    for n, block in enumerate(blocks):
        found = (
            LIKE_POINT.match(block.text.text) if block.kind == "para" and "point" not in block.attrs else None
        )
        if found and (follows(found["n"], last) or follows(found["n"], figure) or n in first):
            block = told(block, point=found["n"])
        last = "" if block.kind == "head" else block.attrs.get("point", last)
        # Points within a point, 7。 （1） （2） 8。, do not end its row; those of a higher way do.
        figure = last if last.isdecimal() else figure if WITHIN_POINT.fullmatch(last) else ""
        yield block


def first_points(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of paragraphs that begin with a 1 and such a mark (1，), where the next that begin with a number and a mark go on with 2."""
    counts = [(n, m) for n, b in enumerate(blocks) if b.kind == "para" and (m := COUNTS.match(b.text.text))]
    return frozenset(n for (n, one), (_, two) in pairwise(counts) if one["n"] == "1" and two["n"] == "2")


def follows(number: str, last: str) -> bool:
    """Whether a number, in figures or one numeral, is the next after another."""
    if number.isdecimal() and last.isdecimal():
        return int(number) == int(last) + 1
    return last + number in (a + b for a, b in pairwise(NUMERALS))


def remarked(block: Block) -> Block:
    """A paragraph → a remark, if it is one; `resp` says whose."""
    found = REMARK.fullmatch(block.text.text.strip(SPACE)) if block.kind == "para" else None
    return told(block, "remark", "paragraphs", resp="".join(found["resp"].split())) if found else block


def split_paragraphs(block: Block) -> Iterator[Block]:
    """A paragraph or entry → the same cut where white space begins a paragraph; any other block as it stands."""
    if block.kind not in ("para", "entry"):
        yield block
        return
    text, done = curled(block.text.text), 0
    entry = block.kind == "entry"
    for found in BREAK.finditer(text):
        if (
            (entry and not INDENTED.search(found[0]))
            or text[found.end()] in NO_START
            or is_bracket(text, done, found.start())
            or in_brackets(text, done, found.start())
            or in_quotation(text, done, found.start())
            or is_torn(text, found.start(), found.end())
            or (is_unfinished(text, done, found.start()) and not ON_ITS_OWN.match(text, found.end()))
            or (QUOTED_WORD.search(text, done, found.start()) and JOINS.match(text, found.end()))
        ):
            continue
        yield from lines(further(block, part(block, done, found.start(), found.end())))
        done = found.end()
    yield from lines(further(block, part(block, done, len(text))))


def sign_of(text: str, start: int) -> str:
    """The number of the point that begins at `start`, with its brackets."""
    found = RUN_ON.match(text, start)
    return found[0].rstrip("、．.") if found else ""


def points_run_on(block: Block) -> Iterator[Block]:
    """A point → the same cut before the next in turn, where only white space parts it from a point that no mark ends: 1．木料 2．石料"""
    text, done = block.text.text, 0
    first = RUN_ON.match(text) if block.kind == "para" else None
    if first is None:
        yield block
        return
    n, kind = number(first["n"]), NUMERALS if first["n"] in NUMERALS else DIGITS
    while n < len(kind):
        sign = re.escape(first["before"]) + kind[n] + re.escape(first["after"])
        found = re.compile(rf"(?<=[{HAN}）]){BLANK}+(?={sign}[{HAN}])").search(text, done)
        if found is None:
            break
        yield told(part(block, done, found.start(), found.end()), point=sign_of(text, done))
        done, n = found.end(), n + 1
    yield told(part(block, done, len(text)), point=sign_of(text, done)) if done else block


def further(entry: Block, paragraph: Block) -> Block:
    """A paragraph of an entry of a chronology → the same; one that is not its first says so."""
    first = entry.kind != "entry" or paragraph.text.at[:1] == entry.text.at[:1]
    return paragraph if first else told(paragraph, date="", until="", further="true")


def is_bracket(text: str, start: int, at: int) -> bool:
    """Whether the sign before a break is a bracket or dash inside the sentence that began at `start`, so that the space
    is noise; a paragraph that is all in brackets, or all dots, ends with them."""
    begun = text[start:at].lstrip(SPACE)
    if ANSWERED.search(begun) or CITED.search(begun) or BROKEN_OFF.search(begun):
        return False
    if (
        re.search(r"。[\r\n]*）$", begun[-6:])
        or (begun[:1] == "（" and not NUMBERED.fullmatch(begun))
        or not begun.strip("…")
    ):
        return False
    return begun[-1:] in "）—…" and text[at : at + 1] not in "\r\n"


def is_unfinished(text: str, start: int, at: int) -> bool:
    """Whether the sentence before a line end at `at`, in the paragraph from `start`, stops at a comma; a short line that does
    may greet somebody."""
    begun = text[start:at].strip(SPACE)
    return begun[-1:] in "，、" and (len(begun) > LONGEST_GREETING or "。" in begun)


def is_torn(text: str, at: int, end: int) -> bool:
    """Whether the mark before the white space `at`..`end` has white space before it too, so that the space after it
    tells nothing; a speaker below it begins a paragraph all the same."""
    torn = text[at - 1 : at] in "？！?!" and text[at - 2 : at - 1] in (" ", "\u3000")
    return torn and not SPEAKS.match(squeeze(text[end : end + 24]).text)


def in_brackets(text: str, start: int, at: int) -> bool:
    """Whether a round bracket opened since `start` closes only after `at`."""
    begun = text[start:at]
    return begun.count("（") > begun.count("）") and "）" in text[at : at + LONGEST_BRACKET]


def in_quotation(text: str, start: int, at: int) -> bool:
    """Whether a quotation opened inside the sentence that began at `start` closes only after `at`, and the sentence goes on
    behind it."""
    begun = text[start:at].lstrip(SPACE)
    if begun[:1] == "“" or begun.count("“") <= begun.count("”"):
        return False
    close = text.find("”", at, at + LONGEST_BRACKET)
    return close >= 0 and "“" not in text[at:close] and bool(GOES_ON.match(text, close + 1))


def lines(block: Block) -> Iterator[Block]:
    """A paragraph → the same without line ends; nothing if it holds only white space."""
    kept = trim(leave_out(block, line_ends(block.text.text)))
    if kept.text and (not kept.text.text.strip("…") or re.fullmatch(OMITTED, squeeze(kept.text.text).text)):
        yield told(kept, "gap", "paragraphs", reason="sampling")
    elif kept.text:
        yield kept


# -- stray spaces ------------------------------------------------------------------------------------------------

# Who gets a copy, one behind the other with nothing but white space between: 抄送：某局 某某会
APART = re.compile(
    r"(?:[抄分报主]?送|[抄报]送|抄报|分发|印发)：\s?[\u4e00-\u9fff]{2,16}(?:\s[\u4e00-\u9fff]{2,16}){1,8}"
)
FIELDS = ("signed", "figure", "fw", "address", "excluded")
OFFICE_END = re.compile(rf"(?:{OFFICES})$")
OFFICE_SPAN = 12
"""In so many characters the longest office stands, its stray spaces included."""
# 安·某某: the name in full of whoever signs. Behind a state follows its body: 苏联 外交部.
INITIAL = re.compile(r"[\u4e00-\u9fffA-ZА-Я][·．][\u4e00-\u9fff]{2}")
# A style or a body that white space has torn: 同 志, 部长 会议.
TORN = re.compile("同志|先生|阁下|女士|[长务]会议")
STATE_END = re.compile(rf"(?:{STATES})$")
NUMBER = re.compile(r"第\s*\d|\d{1,2}[．.]")
SOURCE = re.compile(TAKEN_FROM)
ANNOUNCED = re.compile("(?:：|名[单册]|清[单册]|(?<![代发外])表)$")
# A list or the rows of a table in a paragraph: short words, four blanks and more, no mark between: 某甲 工程师 某乙 测量员
LONGEST_CELL = 8
CELL = rf"(?:(?:[{HAN}]|[\d.．·%％、/／—－-]){{2,{LONGEST_CELL}}}+|\d)"
ROWS = re.compile(rf"(?:(?<=[，。；：！？）”])|\A){BLANK}?(?:{CELL}{BLANK}){{4,}}+(?=[{HAN}\d])")
# The next in a list of who gets a copy: 第2份, 2．
COPY = re.compile(r"(?<!\d)[ \t\u3000]{1,20}(?:第\s*\d[\d、\s]{0,6}份|\d{1,2}[．.]\s*\D)")
ARTICLE = re.compile(
    rf"(?:(?:[一二三四五六七八九十]{{1,3}}|时间|地点|日期)(?=\u3000)|(?:议题|议程|议案)(?= )|第[一二三四五六七八九十百\d \u3000]{{1,8}}[条章节款项编部卷篇]|卷[上中下一二三四五六七八九十]){BLANK}+"
)
# A line of names and addresses, such as an imprint, that is no sentence.
MAILBOX = re.compile(r"[^。！？；]{0,60}[\w.-]@[\w.-]+[^。！？；]{0,60}")
# A day or month left open, and not 日本.
OPEN_DAY = re.compile(rf"(?:(?<=\d[年月])|(?<=[ \u3000]月)){BLANK}+(?=月|日(?!本))")


def drop_stray_spaces(blocks: Blocks, options: Options) -> Recognised:
    """Spaces between Chinese characters, digits and marks go; spaces between Latin words stay.

    In a signature, an address or a caption a space may stand between an office and a name, or between two lines: there
    it stays after the word for an office, and where the characters on its two sides are not found next to each other anywhere
    in the text, unless one of them stands alone, as in letter-spaced words. It also stays after the number of an article or
    part (第一条), where a date leaves the day open, and in a citation between the pages and the publisher.
    """
    pairs = neighbours(blocks)
    above = ["", *(block.text.text if block.kind in ("para", "speech", "head") else "" for block in blocks)]
    below = zip(blocks, above, strict=False)
    parts = ((own, before) for block, before in below for own in below_rows(block, before, pairs))
    return Recognised(tuple(without_spaces(block, pairs, before) for block, before in parts))


def neighbours(blocks: Sequence[Block]) -> frozenset[str]:
    """Every pair of characters that stands somewhere in running text without a space between."""
    pairs: set[str] = set()
    for block in blocks:
        if block.kind in ("para", "speech", "entry"):
            pairs.update(map(add, block.text.text, block.text.text[1:]))
    return frozenset(pairs)


def without_spaces(block: Block, pairs: frozenset[str], above: str = "") -> Block:
    """A block, below a text `above` → the same without the spaces that are no part of its text, in the bodies of its marks too."""
    if block.kind == "excluded" and block.attrs.get("subtype") != "contents":
        return block
    stray = STRAY.finditer(block.text.text)
    kept_apart = in_rows(block.text.text, above, pairs) if block.kind in ("para", "speech") else frozenset()
    gone = [
        (m.start(), m.end())
        for m in stray
        if m.start() not in kept_apart and not is_printed(block, m.start(), m.end(), pairs)
    ]
    kept = leave_out(block, gone)
    marks = tuple(replace(m, body=without_spaces(m.body, pairs)) if m.body else m for m in kept.marks)
    return replace(kept, marks=marks)


def in_rows(text: str, above: str, pairs: frozenset[str]) -> frozenset[int]:
    """The places of the blanks that part the words of a list or table below what announces it (名单如下：, 经费表), where most of these meet
    nowhere else in the text."""
    found: set[int] = set()
    for rows in ROWS.finditer(text):
        if not ANNOUNCED.search(text[: rows.start()].rstrip(SPACE) or above.rstrip(SPACE)):
            continue
        blanks = [rows.start() + m.start() for m in re.finditer(rf"(?<=\S){BLANK}", rows[0])]
        apart = 4 * sum(text[at - 1] + text[at + 1] not in pairs for at in blanks) >= 3 * len(blanks)
        if apart:
            found.update(blanks)
    return frozenset(found)


def below_rows(block: Block, above: str, pairs: frozenset[str]) -> Iterator[Block]:
    """A list or table → the same, and the sentence that stands below it, longer than any of its words, as a paragraph of its own."""
    text = block.text.text
    last = max(in_rows(text, above, pairs), default=0) if block.kind == "para" else 0
    longest = max(map(len, text[:last].split()), default=0)
    if last and len(text[last:].strip(SPACE)) > min(LONGEST_CELL, 2 * longest):
        yield part(block, 0, last, last + 1)
        yield numbered(told(part(block, last + 1, len(text)), point=""))
    else:
        yield block


def is_printed(block: Block, start: int, end: int, pairs: frozenset[str]) -> bool:
    """Whether the space `start`..`end` of a block is one that the book prints."""
    text = block.text.text
    if "@" in text and MAILBOX.fullmatch(text):
        return True
    if block.kind == "excluded" and block.attrs.get("title"):
        return start not in title_range(block) and is_printed_in_contents(text, start, end)
    if block.kind == "distribution" and APART.fullmatch(text):
        return text[start - 1] != "：" and text[start - 1] + text[end] not in pairs
    if block.kind == "distribution":
        return not COPY.match(text, start) and separates(text, start, end, None)
    if block.kind in FIELDS:
        return start not in title_range(block) and separates(text, start, end, pairs)
    if block.kind in ("citation", "idno") and text[start - 1 : start] == "页" and is_han(text[end : end + 1]):
        return True
    if block.kind == "citation" and start and SOURCE.match(text, end):
        return True
    article = ARTICLE.match(text)
    return bool(article and article.end() == end) or bool(OPEN_DAY.match(text, start, end + 2))


def is_printed_in_contents(text: str, start: int, end: int) -> bool:
    """Whether a space of an entry of a contents table, outside its title, parts anything: not at its ends, and not before or
    in the brackets of a date."""
    begun = text[:start]
    dated = begun.count("（") > begun.count("）") and "）" in text[end:]
    return start > 0 and end < len(text) and not dated and text[end] != "（"


def title_range(block: Block) -> range:
    """Where the title that the contents table gives a block stands in its text; nowhere if it has none."""
    title = block.attrs.get("title", "")
    folded = squeeze(block.text.text)
    at = folded.text.find(title) if title else -1
    return range(folded.start(at), folded.end(at + len(title))) if at >= 0 else range(0)


def separates(text: str, start: int, end: int, pairs: frozenset[str] | None) -> bool:
    """Whether a space in a field stands between two words or items: before a number, after a page number or an office,
    or where its neighbours meet nowhere else (`pairs`; None where commas separate the words)."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left or not right or (left == "第" and right.isdigit()):
        return False
    if TORN.match(squeeze(text[start - 1 : end + 4]).text):
        return False
    if OFFICE_END.search(squeeze(text[max(0, start - OFFICE_SPAN) : start]).text) or NUMBER.match(text, end):
        return True
    if pairs is not None and INITIAL.match(text, end) and left + right not in pairs:
        return True
    if STATE_END.search(text[:start]):
        return False
    if left.isdigit() or right.isdigit():
        return is_han(left) or text[:start].isdigit()
    lone = not text[start - 2 : start - 1].isalnum() or not text[end + 1 : end + 2].isalnum()
    return pairs is not None and is_han(left) and is_han(right) and not lone and left + right not in pairs


def is_han(char: str) -> bool:
    """Whether a character is a Chinese one."""
    return bool(re.match(f"[{HAN}]", char))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("paragraphs", "segment", find_paragraphs),
    Recogniser("stray-spaces", "segment", drop_stray_spaces),
)
