"""Years of a reign: 光绪三十二年五月初八日, 昭和十二年七月七日.

Of the old calendar, which China kept until 1911, a month begins with the new moon and holds the middle of one
of the twelve parts of the sun's way (the first that of 雨水, about the 19th of February). So the nth lies
between the 20th of the nth month of ours and the 24th of the next but one, and so does a leap month that bears
its number. Japan counts by our months since 1873, as did 康德.
"""

from __future__ import annotations

import re
from dataclasses import replace

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import DAY, HAN_DAY, HAN_MONTH, HAN_NUMBER, MONTH
from edition.rules.language.numerals import number

BY_THE_MOON = {
    "康熙": 1662, "雍正": 1723, "乾隆": 1736, "嘉庆": 1796, "道光": 1821, "咸丰": 1851, "同治": 1862, "光绪": 1875, "宣统": 1909,
}  # fmt: skip
BY_THE_SUN = {"明治": 1868, "大正": 1912, "昭和": 1926, "康德": 1934}
FIRST_YEAR = BY_THE_MOON | BY_THE_SUN
"""The year in which the first of each reign began."""
NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}
ERA = re.compile(
    rf"(?P<era>{'|'.join(FIRST_YEAR)})(?P<year>元|\d{{1,2}}|{HAN_NUMBER})年"
    rf"(?:闰?(?P<month>{HAN_MONTH}|[正冬腊]|{MONTH})月(?:(?P<day>初[一二三四五六七八九十]|(?:{HAN_DAY}|{DAY})(?=[日号]))[日号]?)?)?"
)
STARTS = "".join(sorted({era[0] for era in FIRST_YEAR}))


def of_reign(match: re.Match[str]) -> Printed:
    """光绪三十二年五月初八日: between the first and the last day of ours that it can
    be; 昭和十二年七月七日: that day."""
    year = FIRST_YEAR[match["era"]] + number(match["year"]) - 1
    printed = match["month"] or ""
    month = NAMED_MONTHS.get(printed) or (number(printed) if printed else None)
    date = Printed(match.start(), match.end(), year, month)
    if match["era"] in BY_THE_SUN:
        return replace(date, day=number(match["day"].removeprefix("初")) if match["day"] else None)
    last = (month or 12) + 2
    far = replace(date, year=year + (last - 1) // 12, month=(last - 1) % 12 + 1)
    return replace(date, month=month or 1, by_moon=True, to=far)
