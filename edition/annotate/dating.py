"""What the printed dates of a passage mean, each by what was named before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from edition.annotate.anchors import Anchor
from edition.annotate.blockdates import dates_in
from edition.annotate.datevalues import ISO, dated_mark, point
from edition.annotate.passage import Passage, home_of, is_narrative, passages, read_block
from edition.annotate.printed import Printed, find_dates
from edition.annotate.reckoning import LATEST, Context, Point, Tense, Unknown, evaluate
from edition.annotate.tenses import has_happened, is_planned, is_wired_on, tense_of
from edition.config import DateDecision
from edition.model import Mark, Piece, Structured

SENTENCE_END = re.compile(r"[。！？!?；;]")
THAT_IS = re.compile(r"[，（(]?(?:亦|也)?(?:即|就是)")
"""Between a time and the same one said more closely: 1951年底即10-12月."""
FULL_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?=年)")
DATED_HEAD = re.compile(r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．.]?)?")
"""What may stand before the date in the head of a part."""
LONGEST_AGO, LONGEST_AGO_LISTED, LONGEST_AHEAD = 15, 50, 5
"""So many years back at most 57年 is a year and no number of years; so many ahead, where the text speaks of
that year or the one before or after."""
SOON = 10
"""So many days at most lie between a date and days by their numbers alone further on."""
OUTLINE = re.compile(r"提纲|计划|规划|方案|安排|打算|部署|设想")
"""What a title calls a text that speaks of what is to come, and LOOKS_BACK what it says of one
that tells of what was as well."""
LOOKS_BACK = re.compile("(?:情况|经过|总结|回顾|检查|经验)[^。]{0,12}?[和与及、]")
SHORTEST_ROW = 3
"""So many months at least are a row."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the passages of a source have named so far, by the id of their document, brought up to date as they
    are read. `carried` holds the last date of a narrative that names its month (of a chronology: of its last
    entry or year), or of the datelines of another document; `later`, the last day past the one its document is
    dated by; `parts`, the day by which the head of a part of it is dated; `years`, those that it names;
    `signed`, the day below the part of a document that a passage stands in, by its number.
    `century` is that of the source, by its first year."""

    century: int | None = None
    carried: dict[str, Point | None] = field(default_factory=dict)
    later: dict[str, Point] = field(default_factory=dict)
    parts: dict[str, Point] = field(default_factory=dict)
    years: dict[str, set[int]] = field(default_factory=dict)
    signed: Mapping[int, Point] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """A passage as dates lean on it: what is read in it, the day of its document (none for a
    narrative), whether it is one of a list by date and begins an entry of its own there, and
    the years that it prints in full."""

    passage: Passage
    text: str
    document: Point | None
    narrative: bool
    listed: bool
    begins: bool
    years: frozenset[int]

    @property
    def dateline(self) -> bool:
        """Whether it is a dateline, whose days follow each other."""
        return self.passage.block.kind == "dateline"

    @property
    def carries(self) -> bool:
        """Whether a date is carried on from it to the next passage of its document."""
        return (self.narrative or self.dateline) and not self.passage.in_note


@dataclass(frozen=True, slots=True)
class Told:
    """What a passage has named before a place in it: the `last` date, which ends at `end`, and the month in
    which the range began that it ends (`since`); the last that names its month; that of the entry of a list;
    that with which a sentence of a note begins; what stands right before, with its end."""

    last: Point | None
    month: Point | None
    entry: Point | None
    opening: Point | None = None
    since: int | None = None
    end: int = 0
    before: tuple[int, Point] | None = None


def read_dates(
    passage: Passage, memory: Memory, places: Iterable[Anchor[DateDecision]] = ()
) -> Iterator[tuple[Mark, Unknown | None]]:
    """A passage → its dates as marks, each with what is unknown about it. What is decided at
    `places` dates what comes after."""
    reading = read_block(passage.block)
    frame, key = frame_of(passage, reading.text, memory), home_of(passage).id
    carried = memory.carried.get(key) if frame.carries else None
    if frame.narrative and not (frame.listed or passage.in_note):
        carried = carried or titled_year(passage.document)
    told = Told(carried, carried, carried)
    dates = dates_in(passage.block, reading)
    years = {} if is_outline(passage) else years_of_rows(dates, reading.text, frame.document)
    for printed in dates:
        value = value_of(printed, frame, told, memory, years.get(printed.start))
        if value is None:
            continue
        if not isinstance(value, Unknown):
            memory.years.setdefault(key, set()).update(point.year for point in value)
        mark = dated_mark(passage.block, reading, printed, value)
        yield mark, value if isinstance(value, Unknown) else None
        told = told_after(printed, ruled(mark, places) or value, frame, told, memory)
    if frame.carries:
        memory.carried[key] = told.entry if frame.listed else told.month


def frame_of(passage: Passage, text: str, memory: Memory) -> Frame:
    """A passage and what is read in it → its frame."""
    narrative = is_narrative(passage)
    listed = passage.block.kind == "entry" or passage.document.type == "chronology"
    signed = memory.signed.get(passage.number) or document_date(passage)
    document = None if narrative else memory.parts.get(passage.document.id) or signed
    begins = listed and "further" not in passage.block.attrs
    return Frame(passage, text, document, narrative, listed, begins, years_in(text))


def value_of(
    printed: Printed, frame: Frame, told: Told, memory: Memory, year: int | None
) -> tuple[Point, ...] | Unknown | None:
    """A printed date → its points, one or the two ends of a range, or what is unknown about it; None where it
    is no date there. `year` is that of the row of months it stands in."""
    if printed.of_document and not (frame.document and frame.document.day):
        return None
    same = (
        told.before[1] if told.before and THAT_IS.fullmatch(frame.text, told.before[0], printed.start) else None
    )
    context = context_of(printed, frame, told, memory, same)
    value = evaluate(printed, context)
    if year is not None and not isinstance(value, Unknown):
        value = tuple(Point(year, point.month, point.day, "medium") for point in value)
    follows = is_near(printed, frame, told) and goes_on(value, named_before(printed, frame, told))
    if printed.loose and not credible(printed, value, context, follows, glosses(frame.text, printed)):
        named = frame.years | memory.years.get(frame.passage.document.id, set())
        if isinstance(value, Unknown) or not is_ahead(value[0], context, named):
            return None
    if isinstance(value, Unknown):
        return None if printed.vague else value
    return tuple(replace(point, cert=same.cert) for point in value) if same else value


def context_of(printed: Printed, frame: Frame, told: Told, memory: Memory, same: Point | None) -> Context:
    """What a printed date leans on; `same` is the time that it says more closely."""
    near = is_near(printed, frame, told)
    return Context(
        told.entry if frame.listed and (told.end or not frame.begins) else frame.document,
        same or named_before(printed, frame, told),
        near or same is not None or (printed.listed and is_soon(printed.day or 0, told.month)),
        carried=frame.narrative or printed.same,
        listed=frame.listed,
        note=frame.passage.in_note,
        follows=frame.dateline and printed.minute is not None,
        since=told.since if near and not same else None,
        past=has_happened(frame.text, printed),
        planned=is_planned(frame.text, printed) or is_wired_on(frame.text, printed),
        later=memory.later.get(frame.passage.document.id),
        tense=tense_in(frame, printed),
        century=memory.century,
    )


def tense_in(frame: Frame, printed: Printed) -> Tense | None:
    """What the sentence around a date speaks of, if that is plain; in an
    outline of what is to come, of that."""
    tense = tense_of(frame.text, printed)
    outlined = tense is not Tense.PAST and is_outline(frame.passage)
    return Tense.OUTLINED if outlined else tense


def is_outline(passage: Passage) -> bool:
    """Whether the title of a document says that it speaks of what is to come, and of nothing else."""
    title = passage.document.attrs.get("title", "")
    return OUTLINE.search(title) is not None and not LOOKS_BACK.search(title)


def is_near(printed: Printed, frame: Frame, told: Told) -> bool:
    """Whether another date stands before this one in its sentence."""
    return bool(told.end) and not SENTENCE_END.search(frame.text, told.end, printed.start)


def named_before(printed: Printed, frame: Frame, told: Told) -> Point | None:
    """The date before this one that it goes on from."""
    if is_near(printed, frame, told):
        return told.last
    return told.entry if frame.listed else told.opening or told.month


def told_after(
    printed: Printed, value: tuple[Point, ...] | Unknown, frame: Frame, told: Told, memory: Memory
) -> Told:
    """What has been named behind a date, and the same in the `memory` of its document."""
    told = replace(told, before=None if isinstance(value, Unknown) else (printed.end, value[-1]))
    if isinstance(value, Unknown) or (printed.of_year and not frame.listed):
        return told
    last = None if printed.decade or printed.by_moon else value[-1]
    month = last if last and last.month is not None else told.month
    keeps_entry = frame.listed and (told.end or not frame.begins)
    remember(printed, value, last, frame, memory)
    opens = frame.passage.in_note and opens_sentence(frame.text, printed)
    return replace(
        told,
        last=last,
        month=month,
        entry=told.entry if keeps_entry else value[0],
        opening=month if opens else told.opening,
        since=value[0].month,
        end=printed.end,
    )


def remember(
    printed: Printed, value: tuple[Point, ...], last: Point | None, frame: Frame, memory: Memory
) -> None:
    """Notes a day past that of the document, and the day of a part of it."""
    document, key = frame.document, frame.passage.document.id
    if document is None:
        return
    awaited = printed.month is None and is_planned(frame.text, printed)
    if last and last.day and last.middle() > document.middle() and not awaited:
        memory.later[key] = last
    if value[0].day and dates_part(frame.passage, frame.text, printed):
        memory.parts[key] = value[0]


def titled_year(piece: Piece) -> Point | None:
    """The one year that the title of a narrative names, which the months of its text
    are of until that names another."""
    years = {printed.year for printed in find_dates(re.sub(r"\s", "", piece.attrs.get("title", "")))}
    year = years.pop() if len(years) == 1 else None
    return Point(year) if year is not None and year > 99 else None


def dates_part(passage: Passage, text: str, printed: Printed) -> bool:
    """Whether the head of a part of a document begins with a date, perhaps
    behind a number: （二）67年3月5日…"""
    block = passage.block
    section = block.kind == "head" and block.attrs.get("type") == "section" and not passage.in_note
    return section and DATED_HEAD.fullmatch(text, 0, printed.start) is not None


def goes_on(value: tuple[Point, ...] | Unknown, last: Point | None) -> bool:
    """Whether a year is the next one or the next but one after the date before it."""
    return not isinstance(value, Unknown) and last is not None and 0 < value[0].year - last.year <= 2


def glosses(text: str, printed: Printed) -> bool:
    """Whether a date stands in brackets, alone."""
    return text[printed.start - 1 : printed.start] in ("（", "(") and text[printed.end : printed.end + 1] in (
        "）",
        ")",
    )


def years_of_rows(dates: Sequence[Printed], text: str, document: Point | None) -> dict[int, int]:
    """Months of a row in one sentence, each later than the one before and none with its year
    (一月在甲，三月在乙，十一月在丙) → the year of the last, by their places: it is that of all, where it is
    over by the day of the document."""
    bare = [d for d in dates if d.month is not None and d.year is d.relative_year is None]
    following = {one.start: other for one, other in pairwise(dates)}
    found: dict[int, int] = {}
    row: list[Printed] = []
    for printed in (*bare, None):
        if printed and row and following.get(row[-1].start) is printed and goes_up(row[-1], printed, text):
            row.append(printed)
            continue
        last = evaluate(row[-1], Context(document)) if document and len(row) >= SHORTEST_ROW else None
        if document and isinstance(last, tuple) and last[-1].year < document.year:
            found |= {date.start: last[-1].year for date in row}
        row = [printed] if printed else []
    return found


def goes_up(date: Printed, other: Printed, text: str) -> bool:
    """Whether a month lies after another in the same sentence."""
    last = (date.to or date).month or 12
    return last < (other.month or 0) and not SENTENCE_END.search(text, date.end, other.start)


def credible(
    printed: Printed, value: tuple[Point, ...] | Unknown, context: Context, follows: bool, glossed: bool
) -> bool:
    """Whether a number that may be no date is one there: a year not long before its
    document's, or one of several, or in brackets alone, a day behind another date in the
    sentence, one of a row soon after another date."""
    if isinstance(value, Unknown):
        return False
    if value[0].day is not None:
        return context.near and (not printed.listed or is_soon(value[0].day, context.last))
    ago = context.document.year - value[0].year if context.document is not None else -1
    longest = LONGEST_AGO_LISTED if printed.listed or follows else LONGEST_AGO
    soonest = -LATEST if glossed else -LONGEST_AHEAD if follows or printed.to else 0
    return soonest <= ago <= longest


def is_soon(day: int, last: Point | None) -> bool:
    """Whether a day of its month lies soon after another."""
    return last is not None and last.day is not None and 0 < day - last.day <= SOON


def is_ahead(value: Point, context: Context, named: Set[int]) -> bool:
    """Whether a year of two figures lies soon after the document, and among the years `named` further on
    in it is that or one beside it."""
    if context.document is None or value.day is not None:
        return False
    now, year = context.document.year, value.year
    return 0 < year - now <= LONGEST_AHEAD and bool(named & {year - 1, year, year + 1} - {now})


def years_in(text: str) -> frozenset[int]:
    """The years that a text prints in full."""
    return frozenset(int(found[0]) for found in FULL_YEAR.finditer(text))


def opens_sentence(text: str, printed: Printed) -> bool:
    """Whether a sentence begins with the date: what it tells happened then, and a
    bare day further on is one after."""
    return printed.start == 0 or SENTENCE_END.match(text, printed.start - 1) is not None


def ruled(mark: Mark, places: Iterable[Anchor[DateDecision]]) -> tuple[Point, ...]:
    """What dates.toml says of a date, as its points; nothing where it is silent."""
    for place in places:
        match = ISO.fullmatch(place.row.when)
        if match and mark.start < place.end and place.start < mark.end:
            return tuple(point(iso) for iso in match.groups() if iso)
    return ()


def signed_parts(text: Structured) -> dict[int, Point]:
    """A text → the days of the parts of its documents that are each signed with one, by the numbers of their
    passages; what is added below the signature is of that day."""
    found: dict[int, Point] = {}
    part: list[int] = []
    document = None
    for passage in passages(text):
        block, begins = passage.block, False
        if passage.document is not document or (block.kind == "head" and not passage.in_note):
            part, document = [], passage.document
            begins = block.attrs.get("type") == "section"
        if part or begins:
            part.append(passage.number)
        signed = block.kind == "dateline" and block.attrs.get("type", "sent") == "sent"
        if part and signed and (day := day_of(passage)):
            found |= dict.fromkeys(part, day)
        elif part and found.get(part[0]):
            found[passage.number] = found[part[0]]
    return found


def day_of(passage: Passage) -> Point | None:
    """The one day that a dateline names, its month printed."""
    reading = read_block(passage.block)
    days = [date for date in dates_in(passage.block, reading) if date.day and date.month and date.to is None]
    value = evaluate(days[0], Context(document_date(passage))) if len(days) == 1 else Unknown("day")
    return None if isinstance(value, Unknown) else value[0]


def document_date(passage: Passage) -> Point | None:
    """The date of the document around a passage, if known."""
    match = ISO.fullmatch(passage.inherited("date")[:10])
    return point(match[1]) if match else None


def common_century(text: Structured) -> int | None:
    """The first year of the century in which all dated documents of a source lie;
    none where they lie in several."""
    found = {int(piece.attrs["date"][:2]) for top in text.pieces for piece in top.pieces() if is_dated(piece)}
    return found.pop() * 100 if len(found) == 1 else None


def is_dated(piece: Piece) -> bool:
    """Whether a piece says when it was written."""
    return ISO.match(piece.attrs.get("date", "")) is not None
