"""The value of a date as attributes that a machine can read (TEI att.datable.w3c), and back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from edition.annotate.passage import Reading
from edition.annotate.printed import OF_MONTH, OF_YEAR, Printed, last_day
from edition.annotate.reckoning import Point, Unknown
from edition.model import Block, Mark

POINT = r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?)?)?"
ISO = re.compile(rf"({POINT})(?:/({POINT}))?")
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


def point(iso: str) -> Point:
    """An ISO date → year, month, day."""
    year, month, day = (int(part) if part else None for part in (*iso[:10].split("-"), "", "")[:3])
    return Point(year or 0, month, day)


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
    """A value → `when`, or `notBefore` and `notAfter`, and `cert`. Bounds of 年底, 上旬
    and the like: OF_YEAR, OF_MONTH."""
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
    """The day and the time of day, with the offset of the zone where one is printed; "" where no hour is. 24时
    is the first moment of the next day: XML Schema 1.0 does not know an hour 24."""
    if printed.minute is None or value.day is None:
        return ""
    days, minutes = divmod(printed.minute, 1440)
    day = value.middle() + timedelta(days)
    return f"{day.isoformat()}T{minutes // 60:02}:{minutes % 60:02}:00{printed.zone}"
