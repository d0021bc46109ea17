"""Dates as they are sorted and printed. ISO 8601 in, partial dates too; hours do not count."""

from __future__ import annotations

import re

from edition.render.wording import is_chinese
from edition.tei.views import Element

ISO = re.compile(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
BRACKETED = re.compile(r"[（(][^（()）\d]*+\d[^（()）]*+[）)]\s*$")
"""A date in brackets at the end of a title."""


def chinese_date(iso: str) -> str:
    """`1950-05-14` → 1950年5月14日; partial dates as far as they go; anything else unchanged."""
    found = ISO.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found.groups()
    return f"{int(year)}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")


ENGLISH = (
    "", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def worded_date(iso: str, language: str) -> str:
    """`1950-05-14` → 1950年5月14日 in a Chinese book, 14 May 1950 in any other;
    partial dates as far as they go."""
    found = None if is_chinese(language) else ISO.fullmatch(iso)
    if not found or int(found[2] or 1) > 12:
        return chinese_date(iso) if is_chinese(language) else iso
    year, month, day = found.groups()
    parts = (str(int(day)) if day else "", ENGLISH[int(month or 0)], str(int(year)))
    return " ".join(filter(None, parts))


def span_of(date: Element) -> tuple[str, str]:
    """A `date` → its first and last day, ISO, the same for one day; empty where it says none."""
    when = date.get("when", "")
    first = when or date.get("notBefore") or date.get("from") or date.get("notAfter") or date.get("to") or ""
    last = when or date.get("notAfter") or date.get("to") or first
    return (first, last) if ISO.fullmatch(first) and ISO.fullmatch(last) else ("", "")


def date_key(first: str, last: str) -> tuple[int, int, int, str, str]:
    """The first and last day of a date → its place among others: a month after its
    days, a year after its months."""
    found = ISO.fullmatch(first)
    if not found:
        return 9999, 99, 99, "", ""
    year, month, day = found.groups()
    return int(year), int(month or 99), int(day or 99), first.partition("T")[2], last


def printed_days(first: str, last: str, language: str, *, year: bool = True) -> str:
    """The first and last day of a date → 1950年10月1日—11月3日, 1950年10月1—3日 in a Chinese book, 1 October–3
    November 1950 in any other; without the `year` of the first, nothing for a date that is a year."""
    one, two = ISO.fullmatch(first), ISO.fullmatch(last)
    if not one or not two:
        return ""
    if not is_chinese(language):
        return english_days(one, two, year=year)
    start = chinese_date(first)
    if not year:
        start = start.partition("年")[2]
    if one.groups() == two.groups():
        return start
    same = next((n for n in range(3) if one[n + 1] != two[n + 1]), 3)
    end = chinese_date(last)
    end = end.partition("年")[2] if same else end
    end = end.partition("月")[2] if same > 1 else end
    return f"{start.removesuffix('日') if same > 1 else start}—{end}"


def english_days(first: re.Match[str], last: re.Match[str], *, year: bool) -> str:
    """As `printed_days`: what both have in common is said once, at the end."""
    end = worded_date(last[0], "en")
    if first.groups() == last.groups():
        return end if year else end.removesuffix(str(int(last[1]))).rstrip()
    start = worded_date(first[0], "en")
    if first[1] == last[1] and first[2]:
        start = start.removesuffix(str(int(first[1]))).rstrip()
        if first[2] == last[2] and first[3]:
            start = str(int(first[3]))
        end = end if year else end.removesuffix(str(int(last[1]))).rstrip()
    elif not year and first[2]:
        start = start.removesuffix(str(int(first[1]))).rstrip()
    return f"{start}–{end}"


def year_name(iso: str, language: str) -> str:
    """A date → its year as a heading: 1950年, or 1950; none without a date."""
    found = ISO.fullmatch(iso)
    return "" if not found else f"{int(found[1])}年" if is_chinese(language) else str(int(found[1]))
