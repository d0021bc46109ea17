"""The days of a diary, each before the white space that parts it from what was written on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.folding import squeeze
from edition.rules.parting import part, trim

WHOLE_DAY = re.compile(r"(?P<year>[12]\d{3}年)?\d{1,2}月\d{1,2}日")
# Without its year a day heads an entry where the title says what the document is.
DIARY = re.compile("日(?:记|志(?!愿)|录(?!用))|纪行|旅行记|札记|手记")
# What makes of the day before it a part of a sentence: the meeting of that day, until another, from it on.
OF_DAY = r"的|至(?!今)|[到或及和与] ?[前后明次同]?[一二三四五六七八九十\d]+[日月年天]|起(?![床身程来草])|以[前后来]|之[前后]|前后|为止|[那这]天"
# The day before white space and words that begin by themselves or a numbered point.
DAY_APART = re.compile(
    rf"(?P<year>[12]\d{{3}} ?年 ?)?\d{{1,2}} ?月 ?\d{{1,2}} ?日(?= (?:(?!{OF_DAY})[\u4e00-\u9fff“（]|\d{{1,2}}[.．]))"
)


def find_days(blocks: Blocks, options: Options) -> Recognised:
    """A paragraph of a diary that begins with its day, as its first does right below the title → a dateline and the paragraph."""
    days = diary_days(blocks)
    result: list[Block] = []
    for n, block in enumerate(blocks):
        if day := days.get(n):
            result.append(told(trim(part(block, 0, day, day + 1)), "dateline", "diary-days"))
            block = part(block, day + 1, len(block.text))
        result.append(block)
    return Recognised(tuple(result))


def diary_days(blocks: Sequence[Block]) -> dict[int, int]:
    """The indexes of the paragraphs that begin with a day, which ends before white space → how long that is."""
    found: dict[int, int] = {}
    kept = titled = False
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            kept, titled = False, DIARY.search(block.attrs.get("title", "")) is not None
        elif block.kind == "dateline" and n and blocks[n - 1].kind == "head":
            day = WHOLE_DAY.fullmatch(squeeze(block.text.text).text)
            kept = day is not None and (titled or day["year"] is not None)
        elif kept and block.kind == "para" and (day := DAY_APART.match(block.text.text)):
            found |= {n: day.end()} if titled or day["year"] else {}
    return found


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("diary-days", "segment", find_days),)
