"""Dates that are one only where they stand: the hour, rhyme or day that is all of a dateline, the year that
ends a citation, the day without a month that opens an entry of a chronology."""

from __future__ import annotations

import re

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import HAN_DAY, PRINTED_YEAR
from edition.rules.language.formulas import HOURS, RHYME_DAYS, RHYMES
from edition.rules.language.numerals import number

DAY_ALONE = re.compile(rf"(?P<day>\d{{1,2}}|{HAN_DAY})[日号]。?")
RHYME = re.compile(rf"(?P<month>[{HOURS}])?(?P<day>[{RHYME_DAYS}])[印电一二三四五六七八九]?。?")
HOUR_ALONE = re.compile(r"(?<![\d日])(?P<hour>2[0-4]|1\d|0?\d)时(?P<minute>[0-5]?\d)分")
ENTRY_ALONE = re.compile(
    r"[同是当本次翌](?P<unit>[年月日])|[正冬腊]月\S{0,3}|年?(?P<ofyear>[春夏秋冬]|(?<=年)[初中底末])|(?P<half>[上下]半)年"
)
# The year at the end of an imprint: 某某出版社，2014; (Taipei 2003)
IMPRINT = re.compile(rf"(?<=[，,A-Za-z ])(?P<year>{PRINTED_YEAR})(?=[）)]?[。.．]?$)")


def hour_alone(text: str) -> Printed | None:
    """A dateline that prints nothing but the hour, 13时7分 → the hour of its document's day."""
    match = HOUR_ALONE.search(text)
    if match is None:
        return None
    minute = int(match["hour"]) * 60 + int(match["minute"])
    return Printed(match.start(), match.end(), relative_day=0, minute=minute)


def rhyme_alone(text: str) -> Printed | None:
    """The rhyme that stands for a day of the month in a dateline that holds nothing else (鱼, 删印), perhaps
    behind the sign of the month (子冬 is the 2nd of January), or None."""
    found = RHYME.fullmatch(text)
    if found is None:
        return None
    day = next(n for n, rhymes in enumerate(RHYMES, 1) if found["day"] in rhymes)
    month = HOURS.index(found["month"]) + 1 if found["month"] else None
    return Printed(0, found.end("day"), month=month, day=day)


def day_alone(text: str) -> Printed | None:
    """The day without its month in a dateline that holds nothing else (九日, 9号), or None."""
    found = DAY_ALONE.fullmatch(text)
    return Printed(0, len(text.rstrip("。")), day=number(found["day"])) if found else None


def imprint_year(text: str) -> Printed | None:
    """The bare year with which a citation ends, behind its publisher or place."""
    match = IMPRINT.search(text)
    return Printed(match.start(), match.end(), year=int(match["year"])) if match else None


def entry_alone(text: str) -> Printed | None:
    """What an entry of a chronology is dated by without a month: 同日, 是月, 次日, 本年, 冬, 年底, 下半年, of
    the year, month or day last named; a month of the old calendar (腊月) tells the year alone; or None."""
    found = ENTRY_ALONE.match(text)
    if found is None:
        return None
    unit, later = found["unit"], int(text[0] in "次翌")
    return Printed(
        0,
        len(text),
        relative_year=later if unit in (None, "年") else None,
        relative_month=later if unit == "月" else None,
        relative_day=later if unit == "日" else None,
        same=True,
        of_year=found["ofyear"] or found["half"] or "",
    )
