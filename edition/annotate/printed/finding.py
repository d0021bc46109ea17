"""All printed dates of a text, in order: the forms tried where one may begin, ranges joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from edition.annotate.printed import calendar, days, eras, listed, relative, shortyears
from edition.annotate.printed.date import Printed
from edition.annotate.printed.hours import timed
from edition.annotate.printed.numerals import DASH, FULL_WIDTH, HAN_DIGIT

STARTS = re.compile(rf"[\d年今去前后大明本同当翌次上中下这民昨第公那元{HAN_DIGIT}十廿卅{eras.STARTS}]")
MONTH_END = re.compile(rf"{DASH}月(?P<ofmonth>[底末])")
BEFORE_TERM = re.compile(r"(?:不迟于|不晚于|[至最]迟|迟至)(?:在|于|到)?$")
# A day that comes again each month or year: 每月5日, 每逢3月8日
RECURS = re.compile(r"(?:每[年月季旬]?逢?|(?<![恰适正时欣喜重相又])逢)$")
AFTER_TERM = re.compile(r"[以之]?前(?!后|往|来|线|夕|途|进)|为止")

Reader = Callable[[re.Match[str]], Printed | None]
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (eras.ERA, eras.of_reign),
    (calendar.NUMERIC, calendar.numeric),
    (calendar.LIFETIME, calendar.lifetime),
    (calendar.DECADE, calendar.decade),
    (listed.TWO_MONTHS, listed.two_months),
    (listed.ROW_OF_MONTHS, listed.row_of_months),
    (relative.NEXT_DAY, relative.next_day),
    (calendar.DATE, calendar.date),
    (relative.SEASON, relative.season),
    (relative.PART_OF_MONTH, relative.part_of_month),
    (days.DAY, days.day),
    (relative.WORD, relative.word),
    (listed.LISTED_YEAR, listed.listed_year),
    (listed.LISTED_DAY, listed.listed_day),
    (days.HAN_DAY, days.han_day),
    *((re.compile(form.pattern()), partial(shortyears.short_year, form)) for form in shortyears.FORMS),
    (calendar.HAN_NUMERIC, calendar.han_numeric),
    (days.DAY_NUMBER, days.day_number),
    (relative.PART_OF_YEAR, relative.part_of_year),
    (listed.TWO_YEARS, listed.two_years),
    (relative.YEAR_AFTER, relative.year_after),
)
"""The forms of a date and what reads each; the first that fits is taken."""


def find_dates(text: str) -> list[Printed]:
    """Text without white space → its printed dates in order; two with a dash,
    至 or 到 between are one range."""
    text = text.translate(FULL_WIDTH)
    found: list[Printed] = []
    last = 0
    while start := STARTS.search(text, last):
        date = date_at(text, start.start())
        if date is None:
            last = start.end()
            continue
        if date.year is None and RECURS.search(text, max(0, date.start - 4), date.start):
            last = date.end
            continue
        found.append(as_term(text, through_month(text, date)))
        last = found[-1].end
    return list(joined(text, found))


def date_at(text: str, at: int) -> Printed | None:
    """The printed date that begins exactly at `at`, if any."""
    for pattern, read in FORMS:
        match = pattern.match(text, at)
        if match and match.end() > at and (date := read(match)) is not None:
            return timed(text, date)
    return None


def through_month(text: str, date: Printed) -> Printed:
    """1月20日至月底: the far end has no number of its own."""
    match = MONTH_END.match(text, date.end)
    if match is None or date.to is not None or (date.month is None and date.relative_month is None):
        return date
    far = replace(date, day=None, minute=None, of_month=match["ofmonth"])
    return replace(date, end=match.end(), to=far)


def as_term(text: str, date: Printed) -> Printed:
    """不迟于1952年底, 5月底以前: the end of a year or month as a term."""
    if not {date.of_year, date.of_month} & {"底", "末"}:
        return date
    said = BEFORE_TERM.search(text, max(0, date.start - 4), date.start) or AFTER_TERM.match(text, date.end)
    return replace(date, term=bool(said))


def joined(text: str, dates: list[Printed]) -> Iterator[Printed]:
    """Single dates → the same with two that a range sign joins made one."""
    held: Printed | None = None
    for date in dates:
        if (
            held is not None
            and held.to is None
            and calendar.RANGE.fullmatch(text, held.end, date.start)
            and date.to is None
        ):
            held = replace(held, end=date.end, to=date)
            continue
        if held is not None:
            yield held
        held = date
    if held is not None:
        yield held
