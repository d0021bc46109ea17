"""Gatherings pressed: laid out, numbered, painted. What a helper of the pressroom does.

    gathering → pages without numbers → their numbers and links, where everything
    stands → their part of the file

How many pages a gathering has does not depend on what comes before it, so that several can be laid out beside
one another; only what is printed in the margins does, and the side on which the first page is. A helper keeps
what it laid out until it has painted it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.pdf.composer import Composer, composing
from edition.render.pdf.faces import Faces, Lacking
from edition.render.pdf.gathering import Gathering
from edition.render.pdf.linenumbers import number_lines
from edition.render.pdf.linking import link_locators, locate
from edition.render.pdf.numbering import Numbers, count_notes, number_notes, number_references
from edition.render.pdf.press import Press, listening, new_press
from edition.render.pdf.printed import note_lines, printed
from edition.render.pdf.sheets import EMPTY, Cover, Cut, Flowed, FontUse, Numbered, Pages, Painted, Title
from edition.render.pdf.standing import (
    bookmarks_on,
    link_targets,
    on_paper,
    page_starts,
    places_on,
    side_of,
)
from edition.render.pdf.weasy.flows import Flow
from edition.render.pdf.weasy.fonts import cut_font
from edition.render.pdf.weasy.pages import pages_of
from edition.render.pdf.weasy.parts import paint, paint_cover
from edition.render.printing import NUMBERED, SIZES, Printing

NOBODY = Title("zh-Hans", "", "", ())
ENDLESS = """
@page bare {{ size: {width}mm 99999pt; @footnote {{ max-height: none }} }}
.probe {{ page: bare; break-before: page }}
"""


@dataclass(slots=True)
class Laid:
    """A gathering as a helper holds it."""

    gathering: Gathering
    flow: Flow
    counted: Mapping[Element, Numbered]
    sought: Mapping[str, int]
    faces: Faces
    complaints: tuple[str, ...]
    document: Any = None

    def numbered(self, first: int) -> dict[str, Numbered]:
        """Its notes and what is referred to, with the numbers of their pages
        if `first` is that of its first."""
        places = {ident: Numbered("", first + page) for ident, page in self.sought.items()}
        return places | {n.get("id", ""): Numbered(p.mark, first + p.page) for n, p in self.counted.items()}


@dataclass(slots=True)
class Helper:
    """Presses gatherings, which it knows by number. `complaints` collects WeasyPrint's; `plugged` holds what
    is plugged into it, `fonts` what is known of them."""

    press: Press
    composer: Composer
    complaints: list[str]
    plugged: ExitStack
    laid: dict[int, Laid] = field(default_factory=dict)
    fonts: dict[str, Any] = field(default_factory=dict)

    def answer(self, message: tuple[str, tuple[Any, ...]]) -> tuple[Any, Lacking]:
        """The name of what is to be done and what it takes → what comes of it, and what the
        faces lack as far as is known."""
        name, arguments = message
        tasks: dict[str, Callable[..., Any]] = {
            "entitle": self.entitle,
            "probe": self.probe,
            "flow": self.flow,
            "settle": self.settle,
            "paint": self.paint,
            "cover": self.cover,
            "cut": self.cut,
        }
        result = tasks[name](*arguments)
        return result, Lacking(frozenset(self.composer.foundry.missing), dict(self.composer.foundry.strays))

    def entitle(self, title: Title) -> tuple[str, ...]:
        """Begin a book → what WeasyPrint has to say of the style sheets."""
        self.press = self.press.entitled(title)
        return tuple(self.complaints)

    def probe(self, body: Element) -> list[tuple[int, list[str]]]:
        """A tree set on endless pages → the lines of its notes, each note by its number in the tree."""
        numbers = {element: number for number, element in enumerate(body.iter())}
        style = ENDLESS.format(width=SIZES[self.press.printing.page][0])
        pages = self.press.render(body, 1, style).pages
        self.composer.forget()
        return [(numbers[note], lines) for page in pages for note, lines in note_lines(page)]

    def flow(self, number: int, gathering: Gathering) -> Flowed:
        """Lay out a gathering."""
        before = len(self.complaints)
        laid = self.lay_out(gathering, 1, before)
        self.laid[number] = laid
        return Flowed(len(laid.flow.boxes), side_of(laid.flow.pages[0]), laid.numbered(0))

    def lay_out(self, gathering: Gathering, first: int, before: int) -> Laid:
        """A gathering → its pages, for the side of its `first` one."""
        self.composer.foundry.expect(gathering.body.itertext())
        made = self.press.flow(gathering.body, first)
        counted = count_notes([list(printed(page)) for page in made.pages], self.press.title.language)
        faces = self.composer.foundry.used()
        self.composer.forget()
        sought = pages_of(made.pages, gathering.sought())
        return Laid(gathering, made, counted, sought, faces, tuple(self.complaints[before:]))

    def settle(self, number: int, first: int, elsewhere: Numbers) -> Pages:
        """Number the pages of a gathering from `first` on; `elsewhere` are the
        notes of others that it names."""
        before = len(self.complaints)
        laid = self.laid[number]
        if not laid.flow.fits(first):
            laid = self.laid[number] = self.lay_out(laid.gathering, first, before)
        gathering = laid.gathering
        laid.document = document = self.press.settle(laid.flow, first)
        texts = [list(printed(page)) for page in document.pages]
        number_notes(document.pages, texts, self.composer.foundry, laid.counted)
        known = {**elsewhere, **laid.numbered(first)}
        number_references(document.pages, texts, self.composer.foundry, known, first)
        link_locators(document.pages, texts, gathering.links)
        places = places_on(document)
        for mark, page, text, start in locate(texts, gathering.marks):
            position = on_paper(document.pages[page], text.place(start), text.y)
            places.setdefault(mark.id, (page, *position))
        if self.press.printing.page in NUMBERED:
            number_lines(document.pages, self.composer.foundry)
        pages = Pages(
            first=first,
            count=len(document.pages),
            places=places,
            bookmarks=bookmarks_on(document),
            starts=page_starts(texts, gathering.body, first),
            targets=link_targets(document),
            faces=laid.faces | self.composer.foundry.used(),
            complaints=tuple(dict.fromkeys((*laid.complaints, *self.complaints[before:]))),
        )
        self.composer.forget()
        return pages

    def paint(self, number: int) -> Painted:
        """Paint a gathering, and let go of it."""
        laid = self.laid.pop(number)
        return paint(laid.document, self.press.printing, self.complaints, self.fonts)

    def cover(self, tei: str) -> Cover:
        """What a file has once besides its fonts, and an empty page."""
        return paint_cover(self.press, tei)

    def cut(self, use: FontUse) -> Cut:
        """A font with the glyphs that a book uses of it."""
        return cut_font(self.press.fonts, use, self.press.printing.variant)


def new_helper(printing: Printing) -> Helper:
    """A helper, with everything plugged in as long as it lives."""
    complaints: list[str] = []
    plugged = ExitStack()
    plugged.enter_context(listening(complaints))
    composer = plugged.enter_context(composing())
    assert composer
    press = new_press(NOBODY, composer, printing)
    press.flow(
        ElementTree.fromstring(EMPTY), 1
    )  # what is loaded and read at the first page is shared by all helpers
    composer.forget()
    gc.freeze()
    return Helper(press, composer, complaints, plugged)
