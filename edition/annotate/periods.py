"""The days that a date may be: a day is itself, 三月间 any of March, 去年 any of its year."""

from __future__ import annotations

from edition.model import Mark

WHOLE_DAY = len("1900-01-01")
FIRST, LAST = "0000-01-01", "9999-12-31"
"""What fills up a month or a year."""


def bounds(date: Mark) -> tuple[str, str]:
    """A date → the first and the last day (ISO) that it may be, both "" where one of them is not known. The
    last of a month is called its 31st."""
    when = date.attrs.get("when", "")[:WHOLE_DAY]
    first, last = (when, when) if when else (date.attrs.get(key, "") for key in ("notBefore", "notAfter"))
    return (_filled(first, FIRST), _filled(last, LAST)) if first and last else ("", "")


def is_day(date: Mark) -> bool:
    """Whether a date is a day."""
    return len(date.attrs.get("when", "")) >= WHOLE_DAY


def _filled(day: str, pattern: str) -> str:
    return (day + pattern[len(day) :])[:WHOLE_DAY]
