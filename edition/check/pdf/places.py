"""Where everything stands: the words of the TEI that stand on each page → the page of every id.

TEI, what stands on each page besides the text, where each document turns to another page → page of every id
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.check.epub import read_unit, tei_text
from edition.check.pdf.leaves import NO_LETTER, Leaf
from edition.check.pdf.words import Relations, Turns, related
from edition.render.blocks import NAMES
from edition.render.book import Book
from edition.render.units import Node
from edition.tei import XML_ID, tei
from edition.tei.views import Element, local
from edition.tei.witness import first_reading


@dataclass(frozen=True, slots=True)
class NoteText:
    """A note: its letters, and its elements, each with those before it."""

    note: Element
    letters: str
    elements: Mapping[Element, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """The elements of a document, and its notes, each with the letters of the text before it."""

    id: str
    elements: Mapping[Element, int]
    notes: Sequence[tuple[NoteText, int]]


def standings(book: Book, relations: Relations) -> Iterator[Standing]:
    """The documents of a book, as everything stands in them."""
    for node in book.walk():
        if node.kind != "source":
            before, _ = related(relations.get(node.id, ()))
            elements, notes = read_offsets(node, len(NO_LETTER.sub("", "".join(before))))
            yield Standing(node.id, elements, [(read_note(note), offset) for note, offset in notes.items()])


def find_places(documents: Iterable[Standing], rests: Mapping[int, str], turns: Turns) -> dict[str, int]:
    """The page of every id of a book, by its first letter; of those in notes and in the apparatus, the page of
    the note. Pages are indexes of leaves of the body; `rests` is what stands on each besides the text, `turns`
    says where the text of each document goes on to another."""
    pages: dict[str, int] = {}
    for document in documents:
        if turned := turns.get(document.id):
            for ident, page in places_in(document, turned, rests):
                pages.setdefault(ident, page)
    return pages


def names_on(book: Book, body: Sequence[Leaf], places: Mapping[str, int]) -> dict[str, str]:
    """The label of the page on which each name of a book stands, by its id."""
    names = (element.get(XML_ID, "") for element in book.root.iter(*map(tei, NAMES)))
    return {ident: body[places[ident]].label for ident in names if ident in places}


def places_in(
    document: Standing, turned: Sequence[tuple[int, int]], rests: Mapping[int, str]
) -> Iterator[tuple[str, int]]:
    """The ids in a document with their pages."""
    starts = [start for start, _ in turned]

    def page_at(offset: int) -> int:
        return turned[max(0, bisect_right(starts, offset) - 1)][1]

    for element, offset in document.elements.items():
        page = page_at(offset)
        yield element.get(XML_ID, ""), page
        if local(element) == "app":
            # Its call stands behind the lemma; what it says of names in other readings stands with it.
            shown = first_reading(element)
            length = 0 if shown is None else len(NO_LETTER.sub("", "".join(tei_text(shown))))
            last = page_at(max(0, offset + length - 1))
            for reading in element.iter(tei("rdg")):
                if reading is not shown:
                    yield from ((e.get(XML_ID, ""), last) for e in reading.iter(tei("*")) if e.get(XML_ID))
    for note, offset in document.notes:
        yield from places_in_note(note, page_at(max(0, offset - 1)), rests)


def read_offsets(node: Node, before: int) -> tuple[dict[Element, int], dict[Element, int]]:
    """The elements of a document, and its notes apart, each with the letters of the text before it; `before`
    are those that the editors put between its head and its text."""
    offsets: dict[Element, int] = {}
    notes: dict[Element, int] = {}
    done = 0

    def meet(element: Element) -> None:
        (notes if local(element) == "note" else offsets)[element] = done

    for roots, added in ((node.heads, before), (node.blocks, 0)):
        for root in roots:
            for text in read_unit(root, {}, meet):
                done += len(NO_LETTER.sub("", text))
        done += added
    return offsets, notes


def read_note(note: Element) -> NoteText:
    """A note, and where everything stands in it."""
    places: dict[Element, int] = {}
    letters = ""

    def meet(element: Element) -> None:
        places[element] = len(letters)

    for text in tei_text(note, None, meet):
        letters += NO_LETTER.sub("", text)
    return NoteText(note, letters, places)


def places_in_note(text: NoteText, page: int, rests: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """The ids in a note that begins on a page: it may go on over the next ones."""
    ends = []
    rest = text.letters
    number = page
    while rest and number in rests:
        length = agreeing(rest, rests[number])
        if not length:
            break
        ends.append(len(text.letters) - len(rest) + length)
        rest = rest[length:]
        number += 1
    yield text.note.get(XML_ID, ""), page
    for element, offset in text.elements.items():
        over = bisect_right(ends[:-1], offset) if not rest else 0
        yield element.get(XML_ID, ""), page + over


def agreeing(rest: str, page: str) -> int:
    """How many letters of a text, from its beginning, stand together on a page."""
    low, high = 0, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if rest[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low
