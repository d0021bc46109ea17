"""The days of a diary, each on a line of its own, perhaps with that of another calendar, the
day of the week and the weather."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.forms.chronology import CHRONICLE
from edition.rules.heads.diaries import DIARY
from edition.rules.language.dates import YEAR
from edition.rules.letters.signatures import DAY, LONE_DAY
from edition.rules.text.cutting import near, told

WITHOUT_DAY = re.compile(r"[同当是][日月]|\d{1,2}月(?:[上中下]旬|[初中底末])?")
"""With what else entries of a chronicle begin: 同日, 10月下旬"""
FEWEST = 3
"""So many lines at least make the days of a diary."""
WEATHER = "[晴阴雨雪云雾风霜雷]"
ENTRY = re.compile(
    rf"(?:{YEAR} ?年 ?)?(?:{DAY.pattern}|(?P<lone>{LONE_DAY})(?=[ \u3000，,（(])|\d{{1,2}}月\d{{1,2}}(?=[-—－~～至]))(?:[-—－~～至]{{1,2}}(?:\d{{1,2}}月)?\d{{1,2}}日)?"
    r"(?: ?[（(][^（）()，。；：]{2,12}[）)])?"
    r"(?P<week>[ \u3000，,]*[（(]?(?:星期|礼拜|周)[一二三四五六日天][）)]?)?"
    rf"(?P<weather>[ \u3000，,]+(?:{WEATHER}|[多转间大小微阵暴有、，冷热暖寒]){{0,6}}{WEATHER}[冷热暖寒]?)?"
)


def diary_entries(blocks: Sequence[Block]) -> list[Block]:
    """Lines that hold a day each, above running text, at least two in a document whose title says that it is a
    diary, or three some of which have the day of the week or the weather → datelines."""
    result, start = list(blocks), 0
    titled = bool(blocks) and any(form.search(blocks[0].text.text) for form in (DIARY, CHRONICLE))
    for n in range(len(blocks) + 1):
        if n < len(blocks) and not (n and blocks[n].attrs.get("opens")):
            continue
        days = dated_entries(blocks, start, n, titled=titled)
        told_so = titled or any(found["week"] or found["weather"] for found in days.values())
        if len(days) >= FEWEST - titled and told_so:
            for m in days:
                result[m] = told(blocks[m], "dateline", "letter-parts")
        if n < len(blocks):
            start, titled = n, any(form.search(blocks[n].text.text) for form in (DIARY, CHRONICLE))
    return result


def dated_entries(blocks: Sequence[Block], start: int, end: int, *, titled: bool) -> dict[int, re.Match[str]]:
    """The lines between two indexes that hold a day and stand above running text → what they hold; where the
    document is `titled` a diary or chronicle, also those that hold less than a day."""
    found: dict[int, re.Match[str]] = {}
    for n in range(start, end):
        text = blocks[n].text.text if blocks[n].kind == "line" else ""
        day = ENTRY.fullmatch(text) or (WITHOUT_DAY.fullmatch(text) if titled else None)
        whole = not day or not day.groupdict().get("lone") or day["week"] or day["weather"]
        if day and whole and near(blocks, n + 1) == "line":
            found[n] = day
    return found
