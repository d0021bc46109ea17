"""What a printed date means in its context: the year of a month, the month of a day, the far end of a range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from enum import Enum, auto

from edition.annotate.printed import OF_MONTH, Printed, last_day

LATEST = 10
"""So many years at most may a year of two figures lie ahead of its document."""
HALF_MONTH = 15
"""A day so many before its document's is one of the next month, if it is planned."""
HALF_YEAR, QUARTER, TEN_MONTHS, MONTH = timedelta(183), timedelta(92), timedelta(300), timedelta(31)


@dataclass(frozen=True, slots=True)
class Point:
    """A year, a month of it, or a day, and how sure we are of what is not printed ("" where all is printed)."""

    year: int
    month: int | None = None
    day: int | None = None
    cert: str = ""

    def iso(self) -> str:
        """ISO 8601, as far as known."""
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts)

    def middle(self) -> Day:
        """A day to reckon distances from."""
        return Day(self.year, self.month or 7, self.day or 15)


class Tense(Enum):
    """What the sentence around a date speaks of: what has been, what may be to come, what is to come, what is
    set for that day; or in an outline of that, nothing else."""

    PAST = auto()
    LIKELY = auto()
    FUTURE = auto()
    PLANNED = auto()
    OUTLINED = auto()


@dataclass(frozen=True, slots=True)
class Context:
    """What a date without a year leans on: the date of its document, the last date before it in the text, and
    whether that one stands in the same sentence or, in a narrative, may be carried on from sentence to
    sentence. In a list by date (`listed`) it is the entry's own or that of the entry before, which names the
    year for both, and the entry's own date stands for the document's. A note (`note`) may go on from the last
    date named in it, and tells of later days than its document's. A day with its hour in a dateline `follows`
    that of the dateline before. `since` is the month in which the range began that `last` ends; `past` says
    that the date is one of something that has happened, `planned` that it is one of something to be, `tense`
    what its sentence speaks of; `later` is the last day named so far in the document that lies after the one it
    is dated by; `century` the first year of the century in which all documents of the source lie."""

    document: Point | None = None
    last: Point | None = None
    near: bool = False
    carried: bool = False
    listed: bool = False
    note: bool = False
    follows: bool = False
    since: int | None = None
    past: bool = False
    planned: bool = False
    later: Point | None = None
    tense: Tense | None = None
    century: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """The part of a date that nothing gives: year, month, day, century; or `calendar`: there is no such day."""

    part: str


def evaluate(printed: Printed, context: Context) -> tuple[Point, ...] | Unknown:
    """A printed date in its context → its point, or the near and the far end of a range; or what is unknown."""
    if printed.to is None:
        value = single(printed, context)
        return value if isinstance(value, Unknown) else (value,)
    near, far = printed, printed.to
    if near.year is None and near.relative_year is None and far.year is not None and near.month is not None:
        near = replace(near, year=far.year - (near.month > (far.month or 12)))
    first = single(replace(near, to=None), context)
    if isinstance(first, Unknown):
        return first
    if far.year is None and far.relative_year is None:
        far = continued(far, first)
    last = single(far, replace(context, last=first, near=True))
    return last if isinstance(last, Unknown) else (first, replace(last, cert=first.cert or last.cert))


def continued(far: Printed, first: Point) -> Printed:
    """The far end of a range, completed from the near end; a smaller month is one of the next year."""
    month = far.month if far.month is not None else first.month
    turn = month is not None and first.month is not None and month < first.month
    return replace(far, year=first.year + turn, month=month)


def single(printed: Printed, context: Context) -> Point | Unknown:
    """One printed date in its context → its point, or what is unknown."""
    if printed.relative_day is not None:
        return relative_day(printed, context)
    if printed.decade and printed.year is not None and printed.year < 100:
        return century(printed, context)
    if printed.year is not None and printed.year < 100:
        return in_century(printed, context)
    months = shifted_month(printed, context)
    if isinstance(months, Unknown):
        return months
    month, base = months
    if base is not None:
        return real(Point(base.year, month, printed.day, "" if printed.same else "medium"))
    if printed.year is not None:
        return real(Point(printed.year, month, printed.day))
    if printed.relative_year is not None:
        base = context.last if printed.same else context.document
        unnamed = printed.vague and bool(printed.of_year) and printed.same and not context.listed
        base = base or (context.document if unnamed else None)
        if base is None:
            return Unknown("year")
        cert = "" if printed.same and not unnamed else "medium"
        return real(Point(base.year + printed.relative_year, month, printed.day, cert))
    if month is not None:
        return yearless(printed, context)
    if printed.day is None and printed.of_month:
        value = monthless(replace(printed, day=OF_MONTH[printed.of_month][0]), context)
        return value if isinstance(value, Unknown) else replace(value, day=None, cert="medium")
    return monthless(printed, context)


def shifted_month(printed: Printed, context: Context) -> tuple[int | None, Point | None] | Unknown:
    """The month, and for 本月, 上月, 下月 the point in the document's calendar that it belongs to, for 同月
    in that of the date last named."""
    if printed.relative_month is None:
        return printed.month, None
    base = context.last if printed.same else context.document
    if base is None or base.month is None:
        return Unknown("month")
    months = base.year * 12 + base.month - 1 + printed.relative_month
    return months % 12 + 1, Point(months // 12)


def relative_day(printed: Printed, context: Context) -> Point | Unknown:
    """同日, 次日: from the last day named; 今天, 昨晚: from the document's day."""
    base = context.last if printed.same else context.document
    if base is None or base.day is None:
        return Unknown("day")
    day = base.middle() + timedelta(printed.relative_day or 0)
    return Point(day.year, day.month, day.day, base.cert if printed.same else "medium")


def century(printed: Printed, context: Context) -> Point | Unknown:
    """50年代 in a document of 1957 → 1950; likely also in a preface to documents of 1949 to 1960."""
    base = context.document or context.last
    first = base.year // 100 * 100 if base else context.century
    if first is None:
        return Unknown("century")
    return Point(first + (printed.year or 0), cert="medium" if base else "low")


def in_century(printed: Printed, context: Context) -> Point | Unknown:
    """52年12月 in a document of 1953 → 1952-12: a year of its century, or of the one
    before where that is long to come."""
    base = context.document or context.last
    if base is None:
        return Unknown("century")
    year = base.year // 100 * 100 + (printed.year or 0)
    year -= 100 * (year > base.year + LATEST)
    return real(Point(year, printed.month, printed.day, "medium"))


def yearless(printed: Printed, context: Context) -> Point | Unknown:
    """A month or a day of it without a year: of the year named before it in the
    sentence, or nearest the document."""
    month = printed.month or 1
    last, document = context.last, context.document
    nearest: Point | Unknown = Unknown("year")
    if document is not None:
        tense = Tense.PLANNED if context.planned and context.tense is not Tense.PAST else context.tense
        nearest = real(near_document(Point(document.year, month, printed.day), document, tense))
        told_on = context.later and isinstance(nearest, Point) and not to_be(nearest, context.later)
        beyond = context.past and document.day and not told_on
        if beyond and isinstance(nearest, Point) and to_be(nearest, document):
            nearest = real(replace(nearest, year=nearest.year - 1, cert="low"))
    if last is not None and context.note and not context.near and tells_on(last, month, printed.day, document):
        return real(Point(last.year, month, printed.day, "medium"))
    if last is None or not (context.near or (context.carried and document is None)):
        return nearest
    if last.month is not None and month < (context.since or last.month):
        passed = document is not None and last.middle() < document.middle()
        ahead = document is not None and isinstance(nearest, Point) and nearest.middle() > document.middle()
        return real(Point(last.year, month, printed.day, "medium")) if passed and ahead else nearest
    named = real(Point(last.year, month, printed.day, last.cert if context.listed else "medium"))
    return nearest if to_come(named, nearest, document) else named


def tells_on(last: Point, month: int, day: int | None, document: Point | None) -> bool:
    """Whether a month or its day lies after the last date of the same year that a note named, in a
    year other than its document's."""
    if last.month is None or document is None or last.year == document.year:
        return False
    return (month, day or 0) >= (last.month, last.day or 0)


def to_be(point: Point, document: Point) -> bool:
    """Whether a point lies so far beyond its document that this cannot be a day too early."""
    return point.middle() - document.middle() > MONTH


def to_come(named: Point | Unknown, nearest: Point | Unknown, document: Point | None) -> bool:
    """Whether the year named in the sentence would put a day far beyond the document that has a safe place
    before it: a telegram of December that speaks of next year's supplies answers a letter of this December."""
    if document is None or isinstance(named, Unknown) or isinstance(nearest, Unknown):
        return False
    return nearest.cert == "medium" and named.middle() - document.middle() > QUARTER


def near_document(candidate: Point, document: Point, tense: Tense | None) -> Point | Unknown:
    """A date in the year of its document → in the year that it means: half a year back or three months ahead is
    safe. One further back is of the coming year where that is near, unless its sentence speaks of what has
    been; one further ahead is of the past year, unless it speaks of what is to come. The rest of the same year
    is low. In an outline all but the last months lie ahead."""
    if document.month is None or candidate.month == document.month:
        return replace(candidate, cert="medium" if document.month else "low")
    if invalid(candidate):
        return Unknown("calendar")
    ahead = candidate.middle() - document.middle()
    if tense is Tense.PLANNED and ahead < -MONTH:
        return replace(candidate, year=candidate.year + 1, cert="medium" if ahead < -HALF_YEAR else "low")
    if tense is Tense.OUTLINED and not -MONTH <= ahead <= QUARTER:
        return replace(candidate, year=candidate.year + (ahead < -HALF_YEAR), cert="low")
    if -HALF_YEAR <= ahead <= QUARTER:
        return replace(candidate, cert="medium")
    coming = replace(candidate, year=candidate.year + 1)
    near = HALF_YEAR if tense in (Tense.FUTURE, Tense.PLANNED) else QUARTER
    if ahead < -HALF_YEAR and tense is not Tense.PAST and coming.middle() - document.middle() <= near:
        return replace(coming, cert="medium" if tense else "low")
    if ahead <= HALF_YEAR or (ahead <= TEN_MONTHS and tense in (Tense.FUTURE, Tense.PLANNED)):
        return replace(candidate, cert="low")
    return replace(candidate, year=candidate.year - 1, cert="medium")


def monthless(printed: Printed, context: Context) -> Point | Unknown:
    """A day without a month: of the month named before it in the sentence or note, or the last such day of the
    document; in a note of the document's month, for notes tell what came after. What is planned, or may be to
    come, is of that month too, or of the next where its day is long past."""
    last, document, day = context.last, context.document, printed.day or 1
    if last is not None and last.month is not None and context.near:
        return real(Point(last.year, last.month, day, last.cert))
    onward = context.carried or context.note or context.follows
    if last is not None and last.month is not None and onward and day >= (last.day or 1):
        return real(Point(last.year, last.month, day, "medium"))
    if last is not None and last.month is not None and context.follows:
        # Sent on the 31st, received on the 1st.
        return real(Point(last.year + last.month // 12, last.month % 12 + 1, day, "medium"))
    if context.listed or document is None or document.month is None or document.day is None:
        return Unknown("month")
    if day > document.day and context.later is not None:
        # The text tells of days after the one it is dated by, so that one is no bound.
        return real(Point(context.later.year, context.later.month or 1, day, "low"))
    if context.planned and not context.note and document.day - day > HALF_MONTH:
        return real(Point(document.year + document.month // 12, document.month % 12 + 1, day, "low"))
    if (
        day <= document.day
        or context.note
        or context.planned
        or context.tense in (Tense.LIKELY, Tense.FUTURE, Tense.OUTLINED)
    ):
        return real(Point(document.year, document.month, day, "medium"))
    before = document.year * 12 + document.month - 2
    return real(Point(before // 12, before % 12 + 1, day, "medium"))


def real(value: Point | Unknown) -> Point | Unknown:
    """The point, if the calendar has it."""
    return Unknown("calendar") if isinstance(value, Point) and invalid(value) else value


def invalid(value: Point) -> bool:
    """Whether the calendar has no such day."""
    return bool(value.day and value.month and value.day > last_day(value.year, value.month))
