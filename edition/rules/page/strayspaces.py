"""White space that is no part of a text, and where a field, a list or an article
has some that the book prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from operator import add

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import DAY_OF_WEEK, FULL_NAME, SKY, SURNAME
from edition.rules.language.lexicon import ATTENDS, BODIES, OFFICES, STATES, TAKEN_FROM
from edition.rules.text.cutting import leave_out, told
from edition.rules.text.folding import SPACE, squeeze
from edition.rules.text.parting import part
from edition.rules.text.points import numbered
from edition.rules.text.spaces import BLANK, HAN, title_range

MARKS = "，。、；：！？（）“”‘’「」『』《》〈〉【】…—·．－／％､"
UNITS = "小时|分钟|公里|公斤|公尺|吨|架|门|辆|艘|挺|支|枚|万|亿|千|百"
STRAY = re.compile(
    rf"(?<=[{HAN}{MARKS}]){BLANK}+(?=[{HAN}{MARKS}\dA-Za-zА-Яа-я(@%])|(?<=[\dA-Za-z)%\]］〕]){BLANK}+(?=[{HAN}{MARKS}])"
    rf"|(?<=\d){BLANK}+(?=-)|(?<=-){BLANK}+(?=\d)|(?<=[(]){BLANK}+|(?<=[{HAN}]\d)(?<![表图件第号注]\d){BLANK}+(?=\d{{1,2}}(?:{UNITS}))|(?<={BLANK}){BLANK}+|^{BLANK}+|{BLANK}+$"
)
# Who gets a copy, one behind the other with nothing but white space between: 抄送：某局 某某会
APART = re.compile(
    r"(?:[抄分报主]?送|[抄报]送|抄报|分发|印发)：\s?[\u4e00-\u9fff]{2,16}(?:\s[\u4e00-\u9fff]{2,16}){1,8}"
)
# Those present, in a row as well: 出席：某某某 某某
A_NAME = rf"(?:{SURNAME}[{HAN}]{{1,2}}|[{HAN}]{{1,6}}(?:[·．][{HAN}]{{1,8}})+)"
PRESENT_IN_A_ROW = re.compile(rf"[^：]{{2,12}}：{BLANK}*{A_NAME}(?:{BLANK}+{A_NAME}){{1,40}}。?")
THOSE_PRESENT = re.compile(rf"(?:{ATTENDS})[^：]{{0,6}}：")
NUMERALS = tuple("一二三四五六七八九十百")
FIELDS = ("signed", "figure", "fw", "address", "excluded")
OFFICE_END = re.compile(rf"(?:{OFFICES})$")
OFFICE_SPAN = 12
"""In so many characters the longest office stands, its stray spaces included."""
# Each of several who sign in a row; no words that only end the name of a body.
WHO_SIGNS = re.compile(
    rf"(?!(?:委员会|办公[室厅]|[总分支]?[部局])$)(?:[{HAN}]{{1,20}}(?:{BODIES}|委)|{FULL_NAME})"
)
SHORTEST_BODY = 4
"""So many characters at least has the name of a body that its title has as well."""
# 安·某某: the name in full of whoever signs. Behind a state follows its body: 苏联 外交部.
INITIAL = re.compile(r"[\u4e00-\u9fffA-ZА-Я][·．][\u4e00-\u9fff]{2}")
# A style or a body that white space has torn: 同 志, 部长 会议, 委员 会.
TORN = re.compile("同志|先生|阁下|女士|[长务]会议|员会(?![长见谈晤])|忠[实诚]|恭顺|真诚|诚挚|亲爱")
STATE_END = re.compile(rf"(?:{STATES})$")
NUMBER = re.compile(r"第\s*\d|\d{1,2}[．.]")
SOURCE = re.compile(TAKEN_FROM)
# Where the row of one source ends and that of another begins: 第1期 附卷一第3页
NEXT_COLUMN = re.compile(
    rf"[号期刊辑版处社卷页]{BLANK}(?:档案)?(?:附卷|第\s?[\d一二三四五六七八九十]+\s?[卷册])"
)
ANNOUNCED = re.compile("(?:：|名[单册]|清[单册]|(?<![代发外])表)$")
# A list or the rows of a table in a paragraph: short words, four blanks and more, no mark
# between: 某甲 工程师 某乙 测量员
LONGEST_CELL = 8
CELL = rf"(?:(?:[{HAN}]|[\d.．·%％、/／—－-]){{2,{LONGEST_CELL}}}+|\d)"
ROWS = re.compile(rf"(?:(?<=[，。；：！？）”])|\A){BLANK}?(?:{CELL}{BLANK}){{4,}}+(?=[{HAN}\d])")
# The next in a list of who gets a copy: 第2份, 2．
COPY = re.compile(r"(?<!\d)[ \t\u3000]{1,20}(?:第\s*\d[\d、\s]{0,6}份|\d{1,2}[．.]\s*\D)")
ARTICLE = re.compile(
    rf"(?:(?:[一二三四五六七八九十]{{1,3}}|时间|地点|日期)(?=\u3000)|(?:议题|议程|议案)(?= )|第[一二三四五六七八九十百\d \u3000]{{1,8}}[条章节款项编部卷篇]|卷[上中下一二三四五六七八九十]){BLANK}+"
)
# Behind the day of a diary stands that of the week, behind either the weather: 8月1日 星期三 晴
BEHIND_DAY = re.compile(rf"(?:\d日|{DAY_OF_WEEK})$")
WEATHER = re.compile(rf"{DAY_OF_WEEK}|{SKY}")
# A line of names and addresses, such as an imprint, that is no sentence.
MAILBOX = re.compile(r"[^。！？；]{0,60}[\w.-]@[\w.-]+[^。！？；]{0,60}")
# A day or month left open, and not 日本.
OPEN_DAY = re.compile(rf"(?:(?<=\d[年月])|(?<=[ \u3000]月)){BLANK}+(?=月|日(?!本))")


def drop_stray_spaces(blocks: Blocks, options: Options) -> Recognised:
    """Spaces between Chinese characters, digits and marks go; spaces between Latin words stay.

    In a signature, an address or a caption a space may stand between an office and a name, or between two
    lines: there it stays after the word for an office, and where the characters on its two sides are not found
    next to each other anywhere in the text, nor the whole signature in a title, unless one of them stands
    alone, as in letter-spaced words. It also stays after the number of an article or part (第一条), where a
    date leaves the day open, and in a citation between the pages and the publisher.
    """
    pairs = neighbours(blocks)
    texts = ["", *(block.text.text if block.kind in ("para", "speech", "head") else "" for block in blocks)]
    below = zip(blocks, texts, strict=False)
    parts = ((own, before) for block, before in below for own in below_rows(block, before, pairs))
    titles = "\n".join(block.attrs.get("title", "") for block in blocks)
    cleaned = (
        without_spaces(block, pairs | own if (own := own_pairs(block, titles)) else pairs, above)
        for block, above in parts
    )
    return Recognised(tuple(cleaned))


def own_pairs(block: Block, titles: str) -> frozenset[str]:
    """The pairs of characters of a signature that stands in one of the `titles` without white space, sends
    nothing itself (某甲 致某乙) and is not made of several who sign (县委 县政府)."""
    words = squeeze(block.text.text).text if block.kind == "signed" else ""
    named = len(words) >= SHORTEST_BODY and words in titles and "致" not in words
    whole = named and not all(WHO_SIGNS.fullmatch(name) for name in block.text.text.split())
    return frozenset(pairs_of(words)) if whole else frozenset()


def neighbours(blocks: Sequence[Block]) -> frozenset[str]:
    """Every pair of characters that stands somewhere in running text without a space between."""
    texts = (block.text.text for block in blocks if block.kind in ("para", "speech", "entry"))
    return frozenset(chain.from_iterable(map(pairs_of, texts)))


def pairs_of(text: str) -> Iterator[str]:
    """Each character of a text with the next."""
    return map(add, text, text[1:])


def without_spaces(block: Block, pairs: frozenset[str], above: str = "") -> Block:
    """A block, below a text `above` → the same without the spaces that are no part of its text,
    in the bodies of its marks too."""
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
    """The places of the blanks that part the words of a list or table below what announces it (名单如下：,
    经费表), where most of these meet nowhere else in the text."""
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
    """A list or table → the same, and the sentence that stands below it, longer than any of its
    words, as a paragraph of its own."""
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
    names = block.kind == "participants" or (block.kind == "para" and THOSE_PRESENT.match(text))
    if names and PRESENT_IN_A_ROW.fullmatch(text):
        return text[start - 1] != "："
    if block.kind == "distribution":
        return not COPY.match(text, start) and separates(text, start, end, None)
    if block.kind in FIELDS:
        return start not in title_range(block) and separates(text, start, end, pairs)
    if block.kind == "dateline" and BEHIND_DAY.search(text[:start]) and WEATHER.match(text, end):
        return True
    if block.kind in ("citation", "idno") and text[start - 1 : start] == "页" and is_han(text[end : end + 1]):
        return True
    if block.kind == "citation" and start and (SOURCE.match(text, end) or NEXT_COLUMN.match(text, start - 1)):
        return True
    if (
        block.kind == "head"
        and (
            block.rule == "centred-heads" or (block.rule == "headings" and block.attrs.get("type") == "section")
        )
        and re.fullmatch(r"[一二三四五六七八九十]{1,3}|[IVX]{1,4}", text[:start])
    ):
        return True
    article = ARTICLE.match(text)
    return bool(article and article.end() == end) or bool(OPEN_DAY.match(text, start, end + 2))


def is_printed_in_contents(text: str, start: int, end: int) -> bool:
    """Whether a space of an entry of a contents table, outside its title, parts anything: not at its ends, and
    not before or in the brackets of a date."""
    begun = text[:start]
    dated = begun.count("（") > begun.count("）") and "）" in text[end:]
    return start > 0 and end < len(text) and not dated and text[end] != "（"


def separates(text: str, start: int, end: int, pairs: frozenset[str] | None) -> bool:
    """Whether a space in a field stands between two words or items: before a number, after a page number or an
    office, or where its neighbours meet nowhere else (`pairs`; None where commas separate the words)."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left or not right or (left == "第" and right.isdigit()) or (left in NUMERALS and right in NUMERALS):
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


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("stray-spaces", "segment", drop_stray_spaces),)
