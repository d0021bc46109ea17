"""A Book → all its pages: the body set first, then what needs its page numbers.

Book → gatherings of the body → where everything stands → indexes, lists, contents → pages in their order
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.backmatter import BackMatter, collect_backmatter, gather
from edition.render.book import Book
from edition.render.paging import PageStart
from edition.render.pdf.body import Body, build_body
from edition.render.pdf.crossrefs import add_page_references
from edition.render.pdf.faces import Faces
from edition.render.pdf.finding import Lookup
from edition.render.pdf.gathering import Gathering, divide_body
from edition.render.pdf.matter import Matter, back_matter, even, front_matter
from edition.render.pdf.notes import cut_notes, long_notes
from edition.render.pdf.room import Room
from edition.render.pdf.sheets import Sheets
from edition.render.setting import Notes, Setting

AHEAD = 16  # pages to be painted while the back matter is written
EACH = 3  # gatherings that each helper has to set while the back matter is put in order


@dataclass(frozen=True, slots=True)
class Made:
    """A book set: front matter with numbers of its own, text, back matter. `unknown`
    are elements as in `Rendered`."""

    front: Sequence[Sheets]
    text: Sequence[Sheets]
    back: Sequence[Sheets]
    unknown: Mapping[str, int]

    def all(self) -> list[Sheets]:
        """All its parts in their order."""
        return [*self.front, *self.text, *self.back]

    def faces(self) -> Faces:
        """The faces that it is set in."""
        return faces_of(self.all())

    def complaints(self) -> Iterator[str]:
        """What WeasyPrint complained of, in the order of the pages."""
        for sheets in self.all():
            yield from sheets.pages.complaints
            yield from sheets.painted.complaints if sheets.painted else ()


def starts_of(text: Sequence[Sheets]) -> tuple[PageStart, ...]:
    """Where each page of the text begins."""
    return tuple(start for sheets in text for start in sheets.pages.starts)


def make_book(
    book: Book, room: Room, title: Any, paged: Callable[[Sequence[Sheets], BackMatter], None]
) -> Made:
    """The Book, the order of its title pages → all its pages, linked and numbered. The back matter is put
    in order while the text is being set. `paged` is told the pages of the text as soon as they are
    numbered, and the back matter."""
    found = gather(book)
    works = frozenset(found.works)
    setting = Setting(
        Notes.FOOT,
        partial(address, works=works),
        anchors=found.anchored,
        sigla=found.sigla(),
        relations=found.relations,
        language=book.language,
        pictures={url: f"picture:{picture.name}" for url, picture in book.pictures.items()},
    )
    body = build_body(book, setting, found.sigla(), flat=not room.plain)
    drop_dead_links(body.tree, works)
    if not room.plain:
        add_page_references(body.tree, book.say)
        cut_long_notes(room, body)
    gatherings = [Gathering(body.tree)] if room.plain else list(divide_body(body.tree, body.marks))
    order = room.begin(gatherings, 1, each=EACH)
    back = collect_backmatter(book, found)
    text = room.finish(order, ahead=AHEAD)
    paged(text, back)
    page_of = {
        ident: s.pages.first + page for s in reversed(text) for ident, (page, *_) in s.pages.places.items()
    }
    lookup = Lookup(page_of, book.language, plain=room.plain)
    count = text[-1].pages.first + text[-1].pages.count - 1
    matter = Matter(book, back, lookup, count)
    last = room.begin(back_matter(matter, faces_of(text)), even(count) + 1)
    front, behind = front_matter(matter, room, title, last)
    return Made(front, text, behind, body.unknown)


def faces_of(parts: Sequence[Sheets]) -> Faces:
    """The faces that some parts of a book are set in."""
    faces = Faces()
    for sheets in parts:
        faces |= sheets.pages.faces
    return faces


def address(ident: str, *, works: frozenset[str]) -> str:
    """A TEI id → its address in the printed book: a work's is in the list of sources."""
    return f"#w-{ident}" if ident in works else f"#{ident}"


def drop_dead_links(body: Element, works: frozenset[str]) -> None:
    """Links to what the book does not show become plain text."""
    shown = {e.get("id") for e in body.iter()} | {f"w-{work}" for work in works}
    for link in body.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in shown:
            del link.attrib["href"]


def cut_long_notes(room: Room, body: Body) -> None:
    """Set the long notes once by themselves, on endless pages, to learn where their
    lines end, and cut them there."""
    notes = long_notes(body.tree)
    if not notes:
        return
    probe = Element("body")
    for note in notes:
        copy = deepcopy(note)
        copy.tail = None
        copy.attrib.pop("id", None)
        ElementTree.SubElement(probe, "p", {"class": "probe"}).append(copy)
    numbers = {element: number for number, element in enumerate(probe.iter())}
    by_number = {numbers[paragraph[0]]: note for paragraph, note in zip(probe, notes, strict=True)}
    lines: dict[Element, list[str]] = {}
    for number, texts in room.probe(probe):
        lines.setdefault(by_number[number], []).extend(texts)
    cut_notes(body.tree, lines, body.marks)
