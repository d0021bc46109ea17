"""Gatherings pressed one after the other: laid out here, painted by a fork of this process, or taken from the store.

    gathering, number of its first page → laid out → numbers and links written in → painted

Painting needs no more than the boxes, which a fork has, so it goes on beside the laying out of the next gathering; and the
memory that the boxes take is free again when a gathering is done. What was set before, of the same tree and style and from the
same page number on, is taken from the store.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from edition.beside import beside, processors
from edition.render.pdf.composer import Composer
from edition.render.pdf.faces import faces_in
from edition.render.pdf.finding import link_locators, locate
from edition.render.pdf.gathering import Gathering, shell
from edition.render.pdf.linenumbers import number_lines
from edition.render.pdf.numbering import Numbered, number_notes
from edition.render.pdf.press import Press
from edition.render.pdf.sheets import (
    Pages,
    Painted,
    Sheets,
    bookmarks_on,
    link_targets,
    on_paper,
    page_starts,
    paint,
    places_on,
    side_of,
)
from edition.render.printing import NUMBERED
from edition.reuse import Store, key_of


class Room(Protocol):
    """Where gatherings are pressed."""

    def sheets(self, gathering: Gathering, first: int) -> Sheets:
        """A gathering → its pages, from the number `first` on, or one later where it must begin on the other side."""

    def agrees(self, pages: Pages) -> bool:
        """Whether the notes of other gatherings are what these pages take them to be."""


@dataclass(slots=True)
class Pressroom:
    """Presses the gatherings of one book. `complaints` collects WeasyPrint's, `notes` are the
    numbers of all notes so far, `sides` the side on which a gathering that opens like this must begin."""

    press: Press
    composer: Composer
    complaints: list[str]
    store: Store | None = None
    notes: dict[str, Numbered] = field(default_factory=dict)
    sides: dict[str, int | None] = field(default_factory=dict)
    painting: list[Callable[[], None]] = field(default_factory=list)

    def sheets(self, gathering: Gathering, first: int) -> Sheets:
        """A gathering → its pages, from the number `first` on, or one later where it must begin on the other side."""
        first += self.side(gathering) not in (None, first % 2)
        key = key_of("sheets", self.press.standing, self.press.faces, gathering.signature(), str(first))
        made = self.kept(key) or self.lay_out(gathering, first, key)
        self.notes |= made.pages.notes
        return made

    def side(self, gathering: Gathering) -> int | None:
        """The side on which a gathering must begin: that of an empty element like its first."""
        first = gathering.body[0]
        opening = first.get("class", "")
        if opening not in self.sides:
            stub = shell(gathering.body, [Element(first.tag, dict(first.attrib))])
            self.sides[opening] = side_of(self.press.render(stub, 1))
        return self.sides[opening]

    def kept(self, key: str) -> Sheets | None:
        """Pages from the store, if the notes that they name still have the same numbers."""
        known: tuple[Pages, Painted] | None = self.store.get(key) if self.store else None
        if known is None or not self.agrees(known[0]):
            return None
        self.complaints += (*known[0].complaints, *known[1].complaints)
        return Sheets(*known)

    def agrees(self, pages: Pages) -> bool:
        """Whether the notes of other gatherings are what they were taken to be."""
        return all(self.notes.get(note) == number for note, number in pages.asked.items())

    def lay_out(self, gathering: Gathering, first: int, key: str) -> Sheets:
        """Set a gathering anew and have it painted."""
        before = len(self.complaints)
        document = self.press.render(gathering.body, first)
        found = list(locate(document.pages, gathering.marks))
        notes, asked = number_notes(document.pages, self.composer, first, self.notes)
        link_locators(document.pages, gathering.links)
        if self.press.printing.page in NUMBERED:
            number_lines(document.pages, self.composer)
        places = places_on(document)
        for mark, page, text, start in found:
            position = on_paper(document.pages[page], text.place(start), text.y)
            places.setdefault(mark.id, (page, *position))
        pages = Pages(
            first=first,
            count=len(document.pages),
            places=places,
            bookmarks=bookmarks_on(document),
            starts=page_starts(document, gathering.body, first),
            notes=notes,
            asked=asked,
            targets=link_targets(document),
            faces=faces_in(self.composer),
            complaints=tuple(self.complaints[before:]),
        )
        made = Sheets(pages)
        self.have_painted(document, made, key)
        self.composer.forget()
        del document, found
        # What a document leaves behind is looked through once: what outlives it stays to the end.
        gc.collect()
        gc.freeze()
        return made

    def have_painted(self, document: Any, made: Sheets, key: str) -> None:
        """Let a fork paint a document, as soon as there is a processor for it. Where a character has no glyph no book is
        written."""
        if self.composer.missing:
            return
        if len(self.painting) >= processors():
            self.painting.pop(0)()
        painted = beside(partial(paint, document, self.press.printing.variant, self.complaints))
        self.painting.append(partial(self.take, painted, made, key))

    def take(self, painted: Callable[[], Painted], made: Sheets, key: str) -> None:
        """Wait for a fork, take what it painted, and keep it."""
        made.painted = painted()
        self.complaints += made.painted.complaints
        if self.store and not self.composer.strays:
            self.store.put(key, (made.pages, made.painted))

    def finish(self) -> None:
        """Wait for everything that is still being painted."""
        while self.painting:
            self.painting.pop(0)()


@dataclass(frozen=True, slots=True)
class PlainRoom:
    """Presses gatherings by WeasyPrint's public API alone: nothing is written in later, nothing kept."""

    press: Press

    def sheets(self, gathering: Gathering, first: int) -> Sheets:
        document = self.press.render(gathering.body, first)
        pages = Pages(first, len(document.pages), places=places_on(document), bookmarks=bookmarks_on(document))
        return Sheets(pages, document=document)

    def agrees(self, pages: Pages) -> bool:
        return True


@contextmanager
def pressroom(press: Press, complaints: list[str], store: Store | None) -> Iterator[Room]:
    """The room for a press. When the block ends everything is painted."""
    if press.composer is None:
        yield PlainRoom(press)
        return
    room = Pressroom(press, press.composer, complaints, store)
    gc.freeze()
    try:
        yield room
    finally:
        gc.unfreeze()
        room.finish()


def press_all(room: Room, gatherings: Sequence[Gathering], first: int) -> list[Sheets]:
    """Gatherings in their order → their pages, from the number `first` on. A second call may name a note that comes later: what
    took its number to be another is pressed again."""
    made: list[Sheets] = []
    for _ in range(3):
        number = first
        for index, gathering in enumerate(gatherings):
            known = made[index].pages if index < len(made) else None
            if known is None or known.first - number not in (0, 1) or not room.agrees(known):
                made[index : index + 1] = [room.sheets(gathering, number)]
            number = made[index].pages.first + made[index].pages.count
        if all(room.agrees(sheets.pages) for sheets in made):
            break
    return made
