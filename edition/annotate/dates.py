"""Dates: every printed date gets a value a machine can read (TEI att.datable.w3c), the printed form stays."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from edition.annotate.anchors import Anchor, anchor, by_number, complain, row_number
from edition.annotate.passage import Annotated, Passage, Reading, passages, read_block, with_blocks, with_marks
from edition.annotate.printed import OF_MONTH, OF_YEAR, Printed, find_dates, last_day
from edition.annotate.printed.alone import day_alone, entry_alone, hour_alone, imprint_year, rhyme_alone
from edition.annotate.reckoning import LATEST, Context, Point, Tense, Unknown, evaluate
from edition.config import Corpus, DateDecision
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic, make

NARRATIVE = frozenset({"article", "foreword", "preface", "afterword", "chronology", "review", "book"})
SENTENCE_END = re.compile(r"[。！？!?；;]")
THAT_IS = re.compile(r"[，（(]?(?:亦|也)?(?:即|就是)")
"""Between a time and the same one said more closely: 1951年底即10-12月."""
DATED_HEAD = re.compile(r"(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、．.]?)?")
"""What may stand before the date in the head of a part."""
LONGEST_AGO, LONGEST_AGO_LISTED = 15, 50
"""So many years back at most 57年 is a year and no number of years."""
GLOSS = re.compile(r"[（(]即?")
HAPPENED = re.compile(
    r"(?:(?!前|将|拟|应|须|必|要|定于|希望|争取|计划|准备|如果|止|到时|为了|不了)[^。；]){1,40}?"
    r"(?:(?<![为除])了(?!解|结|再|[之以]?后)|曾(?!祖|孙)|(?<![通经超不])过(?![去程渡问磅多高低早期]))"
)
"""What follows the day of something that has happened: a past tense in its sentence, and nothing that is to be."""
GONE = re.compile(
    r"[^。；]{0,40}?(?:已|没有|未[能曾]|[签开付定寄发来到运办交]的|(?<![为除])了(?!解|结|再|[之以]?后)|曾(?!祖|孙)|(?<![通经超不])过(?![去程渡问磅多高低早期]))"
)
"""What follows a time of the past in its sentence, and TO_COME what follows one to come; MAY_COME what may follow either."""
TO_COME = re.compile(
    r"[^。；]{0,40}?(?:将(?!军)|拟|争取|可望|预[定计]|准备|计划|打算|届时)|(?:[底初末]|[上中下]旬)?[之以]?前(?![线方进途往来期的])"
)
ASKED = re.compile("(?:同意|建议|请|希望|准备|计划|打算|[务决]必|争取)[^，。；：！？]{0,12}[于在]?$")
NEAR = 24
MAY_COME = re.compile(r"[^。；]{0,40}?(?:要(?!求)|可以|能[够否]?|请|希望|应|须|必|再|另[告行])")
POINT = r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?"
ISO = re.compile(rf"({POINT})(?:/({POINT}))?")
PLANNED = re.compile(
    r"(?<![原曾])(?:[定拟将请望希务限][于在]|(?:能否|可否|争取|准备|计划|打算|预计|最迟|至迟)[于在]|不迟于)$"
)
"""Words before the date of what is to be."""
DATELINE_TYPES = (
    ("收", "received"),
    ("译", "deciphered"),
    ("转", "forwarded"),
    ("送", "forwarded"),
    ("发", "sent"),
    ("抵", "received"),
    ("递", "forwarded"),
    ("寄", "sent"),
)


def date_texts(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts with a date mark on every printed date.

    Attributes: `when`, or `notBefore` and `notAfter`; `cert` where a part is inferred; `type` in datelines; `resp`,
    `decision` where dates.toml decides. Diagnostics: A010 (part missing), A011 (no such day), A012 (title against
    signature), and of the decisions A001, A002, A007, A008, A009.
    """
    anchors, problems = anchor(corpus.editorial.date, "date", texts, corpus)
    dated = []
    for text in texts:
        decided = by_number(anchors.get(text.source.id, ()))
        changed: dict[int, Block] = {}
        carried: dict[str, Point | None] = {}
        later: dict[str, Point] = {}
        parts: dict[str, Point] = {}
        century = common_century(text)
        for passage in passages(text):
            if passage.silent:
                continue
            places = decided.get(passage.number, ())
            found = list(read_dates(passage, carried, later, parts, places, century=century))
            marks = [mark for mark, _ in found]
            settled = decide(marks, places, corpus, problems)
            problems += (
                complaint(text, passage.block, mark, unknown)
                for mark, unknown in found
                if unknown is not None and mark in settled
            )
            if settled:
                changed[passage.number] = with_dates(passage.block, settled)
        result = with_blocks(text, changed)
        problems += contradictions(result)
        dated.append(result)
    return Annotated(tuple(dated), tuple(problems))


def complaint(text: Structured, block: Block, mark: Mark, unknown: Unknown) -> Diagnostic:
    """A date that stays without a value → A010, or A011 where the calendar has no such day."""
    at = text.source.position(block.text.at[mark.start])
    printed = block.text.text[mark.start : mark.end]
    if unknown.part == "calendar":
        return make("A011", text.source.file, at, text=printed)
    return make("A010", text.source.file, at, text=printed, part=unknown.part)


# -- what a passage says -------------------------------------------------------------------------------------------


def read_dates(
    passage: Passage,
    carried: dict[str, Point | None],
    later: dict[str, Point],
    parts: dict[str, Point],
    places: Iterable[Anchor[DateDecision]] = (),
    *,
    century: int | None = None,
) -> Iterator[tuple[Mark, Unknown | None]]:
    """A passage → its dates as marks, each with what is unknown about it. `carried` holds, by piece, the last date
    of a narrative so far that names its month (of a chronology: of its last entry or year), or of the datelines of
    another document; `later`, the last day past the one its document is dated by; `parts`, the day by which the head of a part of
    it is dated. They are brought up to date. What is
    decided at `places` dates what comes after; `century` is that of the source."""
    reading = read_block(passage.block)
    narrative = is_narrative(passage)
    listed = passage.block.kind == "entry" or passage.document.type == "chronology"
    document = None if narrative else parts.get(passage.document.id) or document_date(passage)
    dateline = passage.block.kind == "dateline"
    last = carried.get(passage.document.id) if (narrative or dateline) and not passage.in_note else None
    last = last or (titled_year(passage.document) if narrative and not (listed or passage.in_note) else None)
    under = told = last
    before: tuple[int, Point] | None = None
    opening: Point | None = None
    since: int | None = None
    end = 0
    own = listed and "further" not in passage.block.attrs
    dates = list(glossed(printed_in(passage.block, reading), reading.text))
    years = years_of_rows(dates, reading.text, document)
    for printed in dates:
        near = bool(end) and not SENTENCE_END.search(reading.text, end, printed.start)
        named = last if near else under if listed else opening or told
        same = before[1] if before and THAT_IS.fullmatch(reading.text, before[0], printed.start) else None
        day = under if listed and (end or not own) else document
        context = Context(
            day,
            same or named,
            near or same is not None,
            carried=narrative or printed.same,
            listed=listed,
            note=passage.in_note,
            follows=dateline and printed.minute is not None,
            since=since if near and not same else None,
            past=HAPPENED.match(reading.text, printed.end) is not None,
            planned=PLANNED.search(reading.text, max(0, printed.start - 4), printed.start) is not None,
            later=later.get(passage.document.id),
            tense=tense_of(reading.text, printed),
            century=century,
        )
        if printed.of_document and not (document and document.day):
            continue
        value = evaluate(printed, context)
        if printed.start in years and not isinstance(value, Unknown):
            value = tuple(Point(years[printed.start], point.month, point.day, "medium") for point in value)
        listing = printed.listed or (near and goes_on(value, named))
        if printed.loose and not credible(value, context, listing, glosses(reading.text, printed)):
            continue
        if same and not isinstance(value, Unknown):
            value = tuple(replace(point, cert=same.cert) for point in value)
        if printed.vague and isinstance(value, Unknown):
            continue
        mark = dated_mark(passage.block, reading, printed, value)
        yield mark, value if isinstance(value, Unknown) else None
        value = ruled(mark, places) or value
        before = None if isinstance(value, Unknown) else (printed.end, value[-1])
        if not isinstance(value, Unknown) and (listed or not printed.of_year):
            under = under if listed and (end or not own) else value[0]
            last, end, since = (
                (None if printed.decade or printed.by_moon else value[-1]),
                printed.end,
                value[0].month,
            )
            told = last if last and last.month is not None else told
            awaited = context.planned and printed.month is None
            if document and last and last.day and last.middle() > document.middle() and not awaited:
                later[passage.document.id] = last
            if document and value[0].day and dates_part(passage, reading.text, printed):
                parts[passage.document.id] = value[0]
            if passage.in_note and opens_sentence(reading.text, printed):
                opening = told
    if (narrative or dateline) and not passage.in_note:
        carried[passage.document.id] = under if listed else told


def tense_of(text: str, printed: Printed) -> Tense | None:
    """What the sentence around a date speaks of, if that is plain."""
    gone, to_come = GONE.match(text, printed.end), TO_COME.match(text, printed.end)
    if to_come and not gone:
        return Tense.FUTURE
    asked = ASKED.search(text, max(0, printed.start - NEAR), printed.start)
    if asked or MAY_COME.match(text, printed.end) or (gone and to_come):
        return None if gone else Tense.LIKELY
    return Tense.PAST if gone else None


def titled_year(piece: Piece) -> Point | None:
    """The one year that the title of a narrative names, which the months of its text are of until that names another."""
    years = {printed.year for printed in find_dates(re.sub(r"\s", "", piece.attrs.get("title", "")))}
    year = years.pop() if len(years) == 1 else None
    return Point(year) if year is not None and year > 99 else None


def dates_part(passage: Passage, text: str, printed: Printed) -> bool:
    """Whether the head of a part of a document begins with a date, perhaps behind a number: （二）67年3月5日…"""
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
    """Months of a row in one sentence, each later than the one before and none with its year (一月在甲，三月在乙，十一月在丙) → the year of
    the last, by their places: it is that of all, where it is over by the day of the document."""
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


SHORTEST_ROW = 3
"""So many months at least are a row."""


def credible(value: tuple[Point, ...] | Unknown, context: Context, listed: bool, glossed: bool) -> bool:
    """Whether a number that may be no date is one there: a year not long before its document's, or one of several, or in brackets alone, a
    day behind another date in the sentence."""
    if isinstance(value, Unknown):
        return False
    if value[0].day is not None:
        return context.near
    ago = context.document.year - value[0].year if context.document is not None else -1
    return (-LATEST if glossed else 0) <= ago <= (LONGEST_AGO_LISTED if listed else LONGEST_AGO)


def printed_in(block: Block, reading: Reading) -> list[Printed]:
    """A block → its printed dates in order, with what is one only there: an hour, a rhyme or a day alone in a dateline, the year of an
    imprint in a citation, the day without a month that opens an entry."""
    found = find_dates(reading.text)
    if (
        not found
        and block.kind == "dateline"
        and (alone := hour_alone(reading.text) or rhyme_alone(reading.text) or day_alone(reading.text))
    ):
        found = [alone]
    if block.kind == "citation" and (year := imprint_year(reading.text)):
        found.append(year)
    if opened := opening_date(block, reading):
        found = [opened, *(printed for printed in found if printed.start >= opened.end)]
    return found


def glossed(dates: Sequence[Printed], text: str) -> Iterator[Printed]:
    """Printed dates → the same, what the next says of one in brackets right behind it filled in: the day of 那天（12月26日）,
    the year of 七月一日（1966年）."""
    for one, other in pairwise([*dates, None]):
        said = other is not None and one is not None and GLOSS.fullmatch(text, one.end, other.start)
        if one is None or other is None or not said or text[other.end : other.end + 1] not in ("）", ")", "，"):
            yield from () if one is None else (one,)
        elif one.relative_day is not None and other.day is not None and other.to is None:
            day = replace(one, relative_day=None, same=False, year=other.year, month=other.month, day=other.day)
            yield replace(day, relative_month=other.relative_month, relative_year=other.relative_year)
        elif one.month is not None and one.year is None and other.year is not None and other.month is None:
            yield replace(one, year=other.year)
        else:
            yield one


def opening_date(block: Block, reading: Reading) -> Printed | None:
    """The date without a month that an entry of a chronology begins with, as its recogniser marked it."""
    marked = next((m for m in block.marks if m.kind == "date" and not m.start), None)
    if block.kind != "entry" or marked is None or marked.attrs:
        return None
    return entry_alone(reading.text[: bisect_left(reading.starts, marked.end)])


def opens_sentence(text: str, printed: Printed) -> bool:
    """Whether a sentence begins with the date: what it tells happened then, and a bare day further on is one after."""
    return printed.start == 0 or SENTENCE_END.match(text, printed.start - 1) is not None


def ruled(mark: Mark, places: Iterable[Anchor[DateDecision]]) -> tuple[Point, ...]:
    """What dates.toml says of a date, as its points; nothing where it is silent."""
    for place in places:
        match = ISO.fullmatch(place.row.when)
        if match and mark.start < place.end and place.start < mark.end:
            return tuple(point(iso) for iso in match.groups() if iso)
    return ()


def is_narrative(passage: Passage) -> bool:
    """Whether the text tells a story under a date of publication: its document's date says nothing of its days."""
    piece = passage.document
    return passage.block.kind == "entry" or piece.subtype in NARRATIVE or piece.type in ("chronology", "front")


def document_date(passage: Passage) -> Point | None:
    """The date of the document around a passage, if known."""
    match = ISO.fullmatch(passage.inherited("date")[:10])
    return point(match[1]) if match else None


def point(iso: str) -> Point:
    """An ISO date → year, month, day."""
    year, month, day = (int(part) if part else None for part in (*iso[:10].split("-"), "", "")[:3])
    return Point(year or 0, month, day)


def common_century(text: Structured) -> int | None:
    """The first year of the century in which all dated documents of a source lie; none where they lie in several."""
    found = {int(piece.attrs["date"][:2]) for top in text.pieces for piece in top.pieces() if is_dated(piece)}
    return found.pop() * 100 if len(found) == 1 else None


def is_dated(piece: Piece) -> bool:
    """Whether a piece says when it was written."""
    return ISO.match(piece.attrs.get("date", "")) is not None


def dated_mark(block: Block, reading: Reading, printed: Printed, value: tuple[Point, ...] | Unknown) -> Mark:
    """A printed date and its value → the mark."""
    start, end = reading.range(printed.start, printed.end)
    attrs = {} if isinstance(value, Unknown) else attributes(printed, value)
    if block.kind == "dateline":
        kind = dateline_type(block, reading.text, printed)
    else:
        kind = "deciphered" if block.kind == "distribution" and reading.text.startswith("译电") else ""
    if kind:
        attrs["type"] = kind
    return Mark("date", start, end, attrs)


def dateline_type(block: Block, text: str, printed: Printed) -> str:
    """What a dateline says happened on its date: by the verb after it, before it, or the block's own type."""
    after = text[printed.end : printed.end + 6]
    before = text[max(0, printed.start - 6) : printed.start]
    for words in (after, before):
        for verb, kind in DATELINE_TYPES:
            if verb in words:
                return kind
    return block.attrs.get("type", "")


def attributes(printed: Printed, value: Sequence[Point]) -> dict[str, str]:
    """A value → `when`, or `notBefore` and `notAfter`, and `cert`. Bounds of 年底, 上旬 and the like: OF_YEAR, OF_MONTH."""
    near, far = value[0], value[-1]
    first, last = bounds(printed, near)[0], bounds(printed.to or printed, far)[1]
    cert = max((p.cert for p in value), key=("", "high", "medium", "low").index)
    said = {"cert": cert} if cert else {}
    if printed.term:
        return {"notAfter": last, **said}
    if first == last:
        return {"when": moment(printed, near) or first, **said}
    return {"notBefore": first, "notAfter": last, **said}


def bounds(printed: Printed, value: Point) -> tuple[str, str]:
    """The first and the last ISO date that a printed date may mean."""
    if printed.decade:
        return f"{value.year:04}", f"{value.year + 9:04}"
    if printed.of_year and value.month is None:
        first, last = OF_YEAR[printed.of_year]
        return Point(value.year, first).iso(), Point(value.year + (last > 12), (last - 1) % 12 + 1).iso()
    if printed.of_month and value.month is not None and value.day is None:
        first, last = OF_MONTH[printed.of_month]
        last = min(last, last_day(value.year, value.month))
        return Point(value.year, value.month, first).iso(), Point(value.year, value.month, last).iso()
    return value.iso(), value.iso()


def moment(printed: Printed, value: Point) -> str:
    """The day and the time of day, with the offset of the zone where one is printed; "" where no hour is. 24时 is the
    first moment of the next day: XML Schema 1.0 does not know an hour 24."""
    if printed.minute is None or value.day is None:
        return ""
    days, minutes = divmod(printed.minute, 1440)
    day = value.middle() + timedelta(days)
    return f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00{printed.zone}"


# -- decisions and contradictions ----------------------------------------------------------------------------------


def with_dates(block: Block, marks: Iterable[Mark]) -> Block:
    """A block → the same with these dates; date marks that a recogniser left without a value give way."""
    found = list(marks)
    kept = [m for m in block.marks if m.kind == "date" and m.attrs.keys() & {"when", "notBefore", "notAfter"}]
    others = tuple(m for m in block.marks if m.kind != "date")
    typed = {(m.start, m.end): m.attrs for m in block.marks if m.kind == "date"}
    fresh = [
        replace(m, attrs={**typed.get((m.start, m.end), {}), **m.attrs})
        for m in found
        if "decision" in m.attrs or not any(m.start < k.end and k.start < m.end for k in kept)
    ]
    kept = [
        k for k in kept if not any("decision" in m.attrs and m.start < k.end and k.start < m.end for m in fresh)
    ]
    return with_marks(replace(block, marks=others), [*kept, *fresh])


def decide(
    marks: Sequence[Mark],
    anchors: Iterable[Anchor[DateDecision]],
    corpus: Corpus,
    problems: list[Diagnostic],
) -> list[Mark]:
    """The dates of a passage → the same as dates.toml decides; a quote that holds no date is made one."""
    settled = list(marks)
    for place in anchors:
        row = place.row
        n = row_number(corpus.editorial.date, row)
        match = ISO.fullmatch(row.when)
        if match is None:
            problems.append(complain("A007", corpus, "date", n, "when", when=row.when))
            continue
        inside = [m for m in settled if m.start < place.end and place.start < m.end]
        if len(inside) > 1:
            problems.append(complain("A009", corpus, "date", n, "quote", quote=row.quote, count=len(inside)))
            continue
        start, end = (inside[0].start, inside[0].end) if inside else (place.start, place.end)
        said = {"when": match[1]} if match[2] is None else {"notBefore": match[1], "notAfter": match[2]}
        attrs = {**said, "resp": row.resp, "decision": row.id, "reason": row.reason}
        if row.cert != "high":
            attrs["cert"] = row.cert
        if inside and "type" in inside[0].attrs:
            attrs["type"] = inside[0].attrs["type"]
        settled = [m for m in settled if m not in inside] + [Mark("date", start, end, attrs)]
    return sorted(settled, key=lambda m: m.start)


def contradictions(text: Structured) -> Iterator[Diagnostic]:
    """→ A012 for every document whose signature or dateline of sending names another day than its title."""
    for piece in (p for top in text.pieces for p in top.pieces()):
        title = piece.attrs.get("date", "")
        if len(title) != 10 or piece.subtype in NARRATIVE:
            continue
        named = list(own_dates(piece))
        own = (b for b in piece.children if isinstance(b, Block) and b.kind in ("signed", "dateline"))
        inferred = any(m.kind == "date" and m.attrs.get("when", "")[:10] == title for b in own for m in b.marks)
        if not named or inferred:
            continue
        block, mark = named[-1]
        at = text.source.position(block.text.at[mark.start])
        yield make("A012", text.source.file, at, title=title, place=block.kind, other=mark.attrs["when"][:10])


def own_dates(piece: Piece) -> Iterator[tuple[Block, Mark]]:
    """The days on which a document says it was signed or sent, as far as it prints them with their year."""
    for block in piece.children:
        if not isinstance(block, Block) or block.kind not in ("signed", "dateline"):
            continue
        for mark in block.marks:
            full = mark.kind == "date" and len(mark.attrs.get("when", "")) >= 10 and "cert" not in mark.attrs
            if full and (block.kind == "signed" or mark.attrs.get("type", "sent") == "sent"):
                yield block, mark


def values(attrs: Mapping[str, str]) -> tuple[str, str]:
    """The attributes of a date → its first and last day as ISO dates, "" where unknown."""
    return attrs.get("when", attrs.get("notBefore", ""))[:10], attrs.get("when", attrs.get("notAfter", ""))[:10]
