"""The chronological index: the documents of the edition and the events of its
chronologies in one order, by date.

A year stands before its months only in its heading: what is dated to a month comes at the end of the month,
what is dated to a year at the end of the year, and what has no date at the end of all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from edition.render.book import Book
from edition.render.dates import BRACKETED, date_key, printed_days, span_of, year_name
from edition.render.dating import date_in
from edition.render.units import Node
from edition.render.wording import is_chinese
from edition.tei import XML_ID, tei
from edition.tei.views import Element, excluded, plain

LONGEST = 60
"""An event of more characters is cut at a mark: the whole of it is a link or a page away."""
UNDATED = frozenset(
    {"foreword", "chronology", "excerpt", "article", "titlepage", "contents", "afterword", "index"}
)
"""Kinds of units that are no archival documents and stand here only with a date."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document or an event: the id it is found at, its number in the book, the
    source, what is printed of its date."""

    kind: Literal["document", "event"]
    id: str
    unit: str
    number: int
    source: str
    title: str
    first: str
    last: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """The entries of a year in their order, with its number; without a name those that have no date."""

    name: str
    number: str
    entries: tuple[Entry, ...]


def build_chronology(book: Book) -> Iterator[Year]:
    """Book → its documents and events by years."""
    entries = [
        entry for source in book.nodes for unit in source.units() for entry in entries_of(book, unit, source)
    ]
    entries.sort(key=lambda entry: date_key(entry.first, entry.last))
    for year, group in groupby(entries, key=lambda entry: entry.first[:4]):
        yield Year(year_name(year, book.language), year.lstrip("0"), tuple(group))


def entries_of(book: Book, unit: Node, source: Node) -> Iterator[Entry]:
    """A unit → itself, its dated attachments, and the events that it lists."""
    for node in (unit, *unit.children):
        date = date_in(node.element, node.heads)
        if node is not unit and date is not None and plain(date) == node.name:
            continue  # a heading of the chronology, which is no document
        first, last = span_of(date) if date is not None else ("", "")
        if node is unit and not first:
            first = last = unit.date
        if first or (node is unit and unit.subtype not in UNDATED and unit.element.get("type") == "document"):
            title = BRACKETED.sub("", node.name).strip() if first else node.name
            yield make_entry(
                book, "document", node.id, unit, source, (title or node.name).rstrip("：:"), first, last
            )
    for item in unit.element.iter(tei("item")):
        date = next(item.iterchildren(tei("date")), None)
        listed = item.getparent()
        if date is None or listed is None or listed.get("type") != "chronology" or inside_excluded(item):
            continue
        first, last = span_of(date)
        told = plain(item).removeprefix(plain(date)).lstrip("　 ，：,:.—–-")
        if first and told:
            yield make_entry(
                book, "event", item.get(XML_ID, ""), unit, source, shortened(told, book.language), first, last
            )


def make_entry(
    book: Book,
    kind: Literal["document", "event"],
    ident: str,
    unit: Node,
    source: Node,
    title: str,
    first: str,
    last: str,
) -> Entry:
    """What is known of a document or event → its entry."""
    day = printed_days(first, last, book.language, year=False)
    return Entry(
        kind,
        ident,
        unit.id,
        unit.number,
        source.id,
        title,
        first,
        last,
        day or (book.say("是年") if first else ""),
    )


def inside_excluded(element: Element) -> bool:
    """Whether an element is kept for the record only."""
    return any(excluded(e) for e in element.iterancestors())


def shortened(text: str, language: str) -> str:
    """A long text up to its last mark within the limit."""
    most, rest = (LONGEST, "……") if is_chinese(language) else (2 * LONGEST, " …")
    if len(text) <= most:
        return text
    cut = max((found.start() for found in re.finditer("[，；。、：]|[,;.:](?= )", text[:most])), default=most)
    return text[: cut if cut > most // 3 else text.rfind(" ", 0, most) if " " in text[:most] else most] + rest
