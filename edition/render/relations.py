"""How documents hang together, as the TEI says it: halves of one (`@next`, `@prev`), witnesses of the same text
(`relation name="same-text"`), passages in common (`linkGrp type="parallels"`).

Book → relations of each unit, parallels
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from textwrap import shorten
from typing import Literal

from edition.render.book import Book
from edition.render.units import Node
from edition.render.wording import is_chinese
from edition.tei import tei
from edition.tei.views import Element, by_id, found_text, id_of, plain, targets

Bond = Literal["prev", "next", "same", "parallel"]
BONDS: Mapping[Bond, str] = {"prev": "上接", "next": "下接", "same": "同文另见", "parallel": "文句互见"}
"""What a bond is called on the page, in the order in which they stand there;
the first stands before the text."""

HALVES: tuple[Bond, ...] = ("prev", "next")

OPENING = 12
"""Characters of a passage that tell a reader which it is."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a unit is to another: `id` is that one, or the part of it that is meant."""

    bond: Bond
    id: str
    unit: Node


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that another document has too: the element it stands in, its unit, and its first words."""

    id: str
    unit: Node
    words: str


@dataclass(frozen=True, slots=True)
class Parallel:
    """What several documents have in common, and why: each passage with those elsewhere that agree with it."""

    reason: str
    rows: tuple[tuple[Passage, tuple[Passage, ...]], ...]


Relations = Mapping[str, tuple[Relation, ...]]
"""The relations of each unit, by its id."""


@dataclass(frozen=True, slots=True)
class Places:
    """Which unit every element of a book stands in."""

    elements: Mapping[str, Element]
    units: Mapping[Element, Node]

    def unit_of(self, ident: str) -> Node | None:
        """The unit at or around an id; None where the book shows it nowhere."""
        element = self.elements.get(ident)
        while element is not None and element not in self.units:
            element = element.getparent()
        return None if element is None else self.units[element]


def places_of(book: Book) -> Places:
    """Book → where its elements stand."""
    return Places(by_id(book.root), {unit.element: unit for unit in book.units()})


def read_relations(book: Book) -> Relations:
    """Book → what each unit is to others, each said once, in the order of BONDS."""
    places = places_of(book)
    found: dict[str, dict[tuple[Bond, str], Relation]] = {}
    for bond, one, other in bonds(book.root):
        unit, there = places.unit_of(one), places.unit_of(other)
        if unit is not None and there is not None and unit is not there:
            known = found.setdefault(unit.id, {})
            known.setdefault((bond, there.id), Relation(bond, other, there))
    order = list(BONDS)
    return {
        ident: tuple(sorted(known.values(), key=lambda r: (order.index(r.bond), r.unit.number)))
        for ident, known in found.items()
    }


def bonds(root: Element) -> Iterator[tuple[Bond, str, str]]:
    """Every bond of one element to another, by their ids."""
    for element in root.iter(tei("div"), tei("floatingText")):
        for bond in HALVES:
            for other in targets(element.get(bond)):
                yield bond, id_of(element), other
    for relation in root.iter(tei("relation")):
        if relation.get("name") == "same-text":
            yield from (("same", one, other) for one, other in mutual(targets(relation.get("mutual"))))
    for group in parallels_in(root):
        for link in group.iterchildren(tei("link")):
            ends = targets(link.get("target"))
            yield from (("parallel", one, other) for one, other in mutual(ends))


def mutual(idents: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Some ids → each with every other."""
    known = list(idents)
    yield from ((one, other) for one in known for other in known if one != other)


def parallels_in(root: Element) -> Iterator[Element]:
    """The groups of links between passages that documents have in common."""
    return (group for group in root.iter(tei("linkGrp")) if group.get("type") == "parallels")


def list_parallels(book: Book) -> Iterator[Parallel]:
    """Book → what its documents have in common, in the order of the TEI."""
    places = places_of(book)
    for group in parallels_in(book.root):
        ends = [targets(link.get("target")) for link in group.iterchildren(tei("link"))]
        pairs = [[passage(ident, places, book.language) for ident in pair] for pair in ends if len(pair) == 2]
        whole = [(one, two) for one, two in pairs if one is not None and two is not None]
        rows = ((one, tuple(two for _, two in row)) for one, row in groupby(whole, key=itemgetter(0)))
        if whole:
            yield Parallel(found_text(group, "t:desc").rstrip("。."), tuple(rows))


def passage(ident: str, places: Places, language: str) -> Passage | None:
    """An id → the passage; None where the book shows it nowhere."""
    unit = places.unit_of(ident)
    if unit is None:
        return None
    words = plain(places.elements[ident]).lstrip("“‘「（")
    if not is_chinese(language):
        return Passage(ident, unit, shorten(words, 3 * OPENING, placeholder=" …"))
    return Passage(ident, unit, words[:OPENING] + "……" if len(words) > OPENING else words)


def told(relations: Iterable[Relation]) -> Iterator[tuple[str, tuple[Relation, ...]]]:
    """Relations in their order → what their bond is called, and all that have it."""
    for bond, group in groupby(relations, key=lambda relation: relation.bond):
        yield BONDS[bond], tuple(group)
