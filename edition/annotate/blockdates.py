"""The printed dates of a block, with what is a date only in its place, and each with what
the next says of it in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.annotate.passage import Reading
from edition.annotate.printed import Printed, find_dates
from edition.annotate.printed.alone import day_alone, entry_alone, hour_alone, imprint_year, rhyme_alone
from edition.model import Block

GLOSS = re.compile(r"[（(]即?")


def dates_in(block: Block, reading: Reading) -> list[Printed]:
    """A block and what is read in it → its printed dates in order."""
    return list(glossed(printed_in(block, reading), reading.text))


def printed_in(block: Block, reading: Reading) -> list[Printed]:
    """A block → its printed dates in order, with what is one only there: an hour, a rhyme or a day alone in a
    dateline, the year of an imprint in a citation, the day without a month that opens an entry."""
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
    """Printed dates → the same, what the next says of one in brackets right behind it filled in: the day of
    那天（12月26日）, the year of 七月一日（1966年）."""
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
