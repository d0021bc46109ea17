"""Where persons, places, organisations and works are named.

A mention carries the id of the name element, of its block and of its unit, so that an EPUB can link to the word
and a printed book can look up the page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from lxml import etree

from edition.render.backmatter.letters import SCOPES
from edition.render.blocks import NAMES
from edition.render.book import Book
from edition.render.units import Node
from edition.tei import XML_ID
from edition.tei.views import Element, excluded, local, plain
from edition.tei.witness import first_reading

UNSEEN = frozenset({"sic", "fw", "teiHeader"})
FRAME = frozenset({"head", "opener", "closer", "address", "salute", "signed", "speaker", "byline"})
"""Where a document names those who take part in it; a list of participants is such a place too."""
ANCHORED = frozenset({"p", "item", "note", "div", "head", "figure"})

Place = Literal["text", "note", "apparatus"]
PLACES: tuple[Place, ...] = ("text", "note", "apparatus")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is named: ids of the name, its block and its unit; the form that stands there.

    `number` is that of the unit in the book; `place` says where on the page it stands; `principal`
    that the document names there somebody who takes part in it; `scope` is the document, attachment
    or quoted message it belongs to."""

    id: str
    block: str
    unit: str
    number: int
    form: str
    place: Place = "text"
    principal: bool = False
    scope: str = ""

    @property
    def sign(self) -> str:
        """What an index prints behind the number of a place outside the text."""
        return {"text": "", "note": "注", "apparatus": "校"}[self.place]


@dataclass(frozen=True, slots=True)
class Where:
    """What is known of a place on the way down the tree: its unit, block and document, and whether that
    names there who takes part in it."""

    unit: Node
    block: Element
    scope: str
    place: Place = "text"
    framed: bool = False


def reference_of(element: Element) -> str:
    """The id of the one authority entry that a name refers to, "" for any other element."""
    ref = element.get("ref", "")
    return ref[1:] if local(element) in NAMES and ref.startswith("#") and " " not in ref else ""


def find_mentions(
    book: Book, principals: Mapping[str, frozenset[str]], sought: Callable[[Element], str] = reference_of
) -> Iterator[tuple[str, Mention]]:
    """Every name with a reference that a reader can see → (id of the authority, mention), in reading order.
    `principals` says who takes part in each document. `sought` may look for other elements: it says of each
    under what to report it, "" for not at all."""
    for node in book.walk():
        unit = node if node.kind == "unit" else next(node.units(), node)
        found = [
            pair
            for root in (*node.heads, *node.blocks)
            if sought is reference_of or any(map(sought, root.iter(etree.Element)))
            for pair in mentions_below(root, Where(unit, root, node.id), principals, sought)
        ]
        yield from complete(found, principals)


def mentions_below(
    element: Element, where: Where, principals: Mapping[str, frozenset[str]], sought: Callable[[Element], str]
) -> Iterator[tuple[str, Mention]]:
    """The mentions at and below an element, in document order."""
    name = local(element)
    if name in UNSEEN or excluded(element):
        return
    where = step(element, where)
    if ref := sought(element):
        yield ref, mention(element, where, principal=where.framed and ref in principals.get(where.scope, ()))
    shown = first_reading(element) if name == "app" else None
    for child in element:
        varies = name == "app" and child is not shown
        there = replace(where, place="apparatus") if varies else where
        yield from mentions_below(child, there, principals, sought)


def step(element: Element, where: Where) -> Where:
    """Where one is inside an element."""
    name, ident = local(element), element.get(XML_ID, "")
    if name in SCOPES and ident:
        where = replace(where, scope=ident, framed=False)
    if name in FRAME or (name == "list" and element.get("type") == "participants"):
        where = replace(where, framed=True)
    if ident and name in ANCHORED:
        where = replace(where, block=element)
    if name == "note" and element.get("place") is not None:
        where = replace(where, place="note" if where.place == "text" else where.place, framed=False)
    return where


def mention(element: Element, where: Where, *, principal: bool) -> Mention:
    """A name → the mention."""
    return Mention(
        id=element.get(XML_ID, ""),
        block=where.block.get(XML_ID, where.unit.id),
        unit=where.unit.id,
        number=where.unit.number,
        form=plain(element),
        place=where.place,
        principal=principal,
        scope=where.scope,
    )


def complete(
    found: Iterable[tuple[str, Mention]], principals: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, Mention]]:
    """The mentions of a unit → the same; whoever takes part in a document and is not named at its head or foot
    has the principal mention where the text first names him."""
    pairs = list(found)
    done = {(m.scope, ref) for ref, m in pairs if m.principal}
    for ref, m in pairs:
        first = m.place == "text" and ref in principals.get(m.scope, ()) and (m.scope, ref) not in done
        if first:
            done.add((m.scope, ref))
        yield ref, replace(m, principal=True) if first else m


def first_by_unit(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Mentions → one for every unit, in their order: a principal one before others, the text before notes,
    notes before the apparatus, the first of a kind before the rest."""
    best: dict[str, Mention] = {}
    for each in mentions:
        known = best.get(each.unit)
        if known is None or rank(each) < rank(known):
            best[each.unit] = each
    return tuple(best.values())


def rank(mention: Mention) -> tuple[bool, int]:
    """How much a place says of somebody: the lowest is the best."""
    return not mention.principal, PLACES.index(mention.place)
