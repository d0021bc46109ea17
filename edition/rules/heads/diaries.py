"""The days of a diary, each before the white space that parts it from what was written on it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import DAY_OF_WEEK, SKY
from edition.rules.text.cutting import glue, told
from edition.rules.text.folding import squeeze
from edition.rules.text.parting import part, trim

WHOLE_DAY = re.compile(r"(?P<year>[12]\d{3}年)?\d{1,2}月\d{1,2}日")
# Without its year a day heads an entry where the title says what the document is.
DIARY = re.compile("日(?:记|志(?!愿)|录(?!用))|纪行|旅行记|札记|手记")
# What makes of the day before it a part of a sentence: the meeting of that day, until another, from it on.
OF_DAY = r"的|至(?!今)|[到或及和与] ?[前后明次同]?[一二三四五六七八九十\d]+[日月年天]|起(?![床身程来草])|以[前后来]|之[前后]|前后|为止|[那这]天"
# The day before white space and words that begin by themselves or a numbered point.
DAY_APART = re.compile(
    rf"(?P<year>[12]\d{{3}} ?年 ?)?\d{{1,2}} ?月 ?\d{{1,2}} ?日(?= (?:(?!{OF_DAY})[\u4e00-\u9fff“（]|\d{{1,2}}[.．]))"
)
# What a diary has behind the day: that of the week, the weather: 8月1日 星期三 晴。
WEEKDAY = rf"[ \u3000]{{0,3}}{DAY_OF_WEEK}(?=[ \u3000。])"
WEATHER = re.compile(
    rf"(?:{WEEKDAY})?[ \u3000]{{0,3}}{SKY}(?:[，、 ]?[转间后]?{SKY}){{0,4}}(?:。|(?=[ \u3000]))|{WEEKDAY}。?"
)


def find_days(blocks: Blocks, options: Options) -> Recognised:
    """A paragraph of a diary that begins with its day, as its first does right below the title → a dateline and
    the paragraph. The weather belongs to the day."""
    days = diary_days(blocks)
    result: list[Block] = []
    for n, block in enumerate(blocks):
        if n in days:
            day, text = days[n], block.text.text
            weather = WEATHER.match(text, day)
            end = weather.end() if weather else day
            dated = trim(part(block, 0, end, min(end + 1, len(text))))
            if end:
                above = [] if day else [result.pop()]
                result.append(told(glue([*above, dated]), "dateline", "diary-days"))
                block = trim(part(block, end, len(text)))
        result.append(block)
    return Recognised(tuple(result))


def diary_days(blocks: Sequence[Block]) -> dict[int, int]:
    """The indexes of the paragraphs that begin with a day, which ends before white space, or that stand below a
    first day → how long that is, 0 for the latter."""
    found: dict[int, int] = {}
    kept = titled = False
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            kept, titled = False, DIARY.search(block.attrs.get("title", "")) is not None
        elif block.kind == "dateline" and n and blocks[n - 1].kind == "head":
            said = squeeze(block.text.text).text
            day = WHOLE_DAY.match(said)
            # In what the title calls a diary the weather may stand behind the day.
            kept = day is not None and (titled or (day["year"] is not None and day.end() == len(said)))
            if kept and n + 1 < len(blocks) and blocks[n + 1].kind == "para":
                found[n + 1] = 0
        elif kept and n not in found and block.kind == "para" and (day := DAY_APART.match(block.text.text)):
            found |= {n: day.end()} if titled or day["year"] else {}
    return found


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("diary-days", "segment", find_days),)
