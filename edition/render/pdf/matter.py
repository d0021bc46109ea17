"""Front and back matter, set when the pages of the body are known: contents,
indexes, lists, with literal numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import ceil
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.backmatter import BackMatter
from edition.render.book import Book
from edition.render.extent import count_documents, count_entries, count_notes
from edition.render.pdf.borders import space_borders
from edition.render.pdf.contents import list_contents, section_entries
from edition.render.pdf.faces import Faces
from edition.render.pdf.finding import Lookup, mark_locators
from edition.render.pdf.gathering import Gathering, divide_matter
from edition.render.pdf.joints import BORDER
from edition.render.pdf.locators import roman
from edition.render.pdf.room import Room
from edition.render.pdf.sheets import Sheets
from edition.render.templating import templates
from edition.render.titles import phrases

CONTENTS_MEASURE = 37  # characters to a line of the contents beside a page number, and lines to its page: for a first guess only
CONTENTS_LINES = 30
CONTENTS_SECTIONS = 12  # lines for front and back matter


def fill(name: str, book: Book, **values: object) -> Element:
    """A template of templates/print, for a book, and its values → the tree."""
    return ElementTree.fromstring(
        templates(book.language).get_template(f"print/{name}.xhtml.j2").render(book=book, **values)
    )


@dataclass(frozen=True, slots=True)
class Matter:
    """What front and back matter are made of; `count` are the pages of the text."""

    book: Book
    back: BackMatter
    lookup: Lookup
    count: int


def title_pages(book: Book) -> Gathering:
    """Half title, title page and imprint."""
    return Gathering(fill("title", book, phrases=phrases))


def back_matter(matter: Matter, faces: Faces) -> list[Gathering]:
    """Emendations, glossary, indexes and colophon, with page numbers and links."""
    people = {emendation.resp for emendation in matter.back.emendations if emendation.resp}
    tree = fill(
        "back",
        matter.book,
        back=matter.back,
        label=matter.lookup.label,
        sigla=matter.back.sigla(),
        closed=partial(closed, say=matter.book.say),
        gap=BORDER,
        locators=matter.lookup.locators,
        common=people.pop() if len(people) == 1 else "",
        units=count_documents(matter.book),
        pages=matter.count,
        notes=count_notes(matter.book),
        variants=count_entries(matter.book),
        faces=sorted(faces.named),
    )
    links = mark_locators(tree, matter.lookup)
    space_borders(tree)
    return [Gathering(tree)] if matter.lookup.plain else list(divide_matter(tree, links))


def closed(text: str, say: Callable[[str], str]) -> str:
    """A remark of the editors → the same with a full stop, where it has no mark at its end."""
    return text if not text or text[-1] in "。！？….!?" else text + say("。")


def front_matter(matter: Matter, room: Room, title: Any, back: Any) -> tuple[list[Sheets], list[Sheets]]:
    """The orders of title pages and back matter → front matter: those, contents, introduction and list of
    sources, with roman numbers; and the back matter. The contents come before what they list, so the length of
    the contents is first assumed and then, if need be, corrected."""
    (opening,) = room.finish(title)
    start = even(opening.pages.count) + 1
    listed = list(list_contents(matter.book, matter.lookup.label))
    lines = sum(max(1, ceil(len(entry.title) / CONTENTS_MEASURE)) for entry in listed) + CONTENTS_SECTIONS
    length = even(ceil(lines / CONTENTS_LINES))
    introduction = introductory(matter)
    order = room.begin([introduction], start + length)
    last = room.finish(back)
    listed += section_entries("back", last, str)
    while True:
        (after,) = room.finish(order)
        entries = [*section_entries("front", [after], roman), *listed]
        (contents,) = room.finish(
            room.begin([Gathering(fill("contents", matter.book, entries=entries))], start)
        )
        if even(contents.pages.count) == length:
            return [opening, contents, after], last
        length = even(contents.pages.count)
        order = room.begin([introduction], start + length)


def introductory(matter: Matter) -> Gathering:
    """Introduction and list of sources."""
    paragraphs = [text for _, texts in matter.back.declarations for text in texts]
    tree = fill(
        "introduction", matter.book, paragraphs=paragraphs, back=matter.back, locators=matter.lookup.locators
    )
    marks = mark_locators(tree, matter.lookup)
    space_borders(tree)
    return Gathering(tree, links=marks)


def even(number: int) -> int:
    """The next even number, or the number itself."""
    return number + number % 2
