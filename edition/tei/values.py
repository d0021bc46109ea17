"""Values of TEI attributes: dates (att.datable.w3c) and pointers (teidata.pointer)."""

from __future__ import annotations

import re
from datetime import date, time

NAMES = {"person": "persName", "place": "placeName", "org": "orgName", "work": "title"}
"""Types of names and the elements that hold them."""

UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

PARTS = re.compile(
    r"^(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<clock>\d\d:\d\d:\d\d)(?:Z|[+-]\d\d:\d\d)?)?)?)?$|^--(?P<m>\d\d)(?:-(?P<d>\d\d))?$",
    re.ASCII,
)


def is_date(value: str) -> bool:
    """Whether a value is an ISO date that the calendar has, as far as it goes: year, month, day, time of day
    with or without its zone; or a
    month and day of an unknown year (--10-01)."""
    found = PARTS.match(value)
    if found is None:
        return False
    year, month, day = (
        found["year"] or "2000",
        found["month"] or found["m"] or "01",
        found["day"] or found["d"] or "01",
    )
    try:
        date(int(year), int(month), int(day))
        time.fromisoformat(found["clock"] or "00:00:00")
    except ValueError:
        return False
    return True


def pointers(ids: str) -> str:
    """Ids separated by blanks → pointers to them; what is an address already stays."""
    return " ".join(part if re.search(r"[:/#]", part) else f"#{part}" for part in ids.split())


def name_part(text: str) -> str:
    """Text → what of it can stand in an `xml:id` after its first letter."""
    return re.sub(r"[^A-Za-z0-9.\u4e00-\u9fff-]", "", text)
