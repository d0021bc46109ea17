"""Where persons, places, organisations and works are named.

A mention carries the id of the name element, of its block and of its unit, so that an EPUB can link to the word and
a printed book can look up the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from edition.render.book import Book, Node
from edition.tei import XML_ID
from edition.tei.views import Element, excluded, local, plain

UNSEEN = frozenset({"sic", "rdg", "fw", "teiHeader"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is named: ids of the name, its block and its unit; the form that stands there.

    `number` is that of the unit in the book; `noted` says that it stands in a note."""

    id: str
    block: str
    unit: str
    number: int
    form: str
    noted: bool


def find_mentions(book: Book) -> Iterator[tuple[str, Mention]]:
    """Every name with a reference that a reader can see → (id of the authority, mention), in reading order."""
    for node in book.walk():
        unit = next(node.units(), node)
        for root in (*node.heads, *node.blocks):
            yield from mentions_below(root, node if node.kind == "unit" else unit, root, noted=False)


def mentions_below(
    element: Element, unit: Node, block: Element, *, noted: bool
) -> Iterator[tuple[str, Mention]]:
    """The mentions at and below an element, in document order."""
    name = local(element)
    if name in UNSEEN or excluded(element):
        return
    noted = noted or (name == "note" and element.get("place") is not None)
    if element.get(XML_ID) and name in ("p", "item", "note", "div", "head", "figure"):
        block = element
    ref = element.get("ref") or (element.get("corresp") if name == "bibl" else None) or ""
    if (
        name in ("persName", "placeName", "orgName", "name", "rs", "title")
        and ref.startswith("#")
        and " " not in ref
    ):
        yield (
            ref[1:],
            Mention(
                element.get(XML_ID, ""), block.get(XML_ID, unit.id), unit.id, unit.number, plain(element), noted
            ),
        )
    for child in element:
        yield from mentions_below(child, unit, block, noted=noted)


def first_by_unit(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions → the first in every unit; one in the text goes before one in a note."""
    best: dict[str, Mention] = {}
    for mention in mentions:
        known = best.get(mention.unit)
        if known is None or (known.noted and not mention.noted):
            best[mention.unit] = mention
    return tuple(best.values())
