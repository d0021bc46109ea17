"""A Book → all its pages: the body laid out once, then what needs its page numbers.

Book → body laid out → where everything stands → indexes, lists, contents → pages in their order
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.backmatter import collect_backmatter
from edition.render.book import Book
from edition.render.pdf.body import Body, build_body
from edition.render.pdf.composer import Composer
from edition.render.pdf.finding import Lookup, locate
from edition.render.pdf.matter import render_back, render_front
from edition.render.pdf.notes import cut_notes, long_notes
from edition.render.pdf.numbering import number_notes
from edition.render.pdf.press import Press, new_press
from edition.render.pdf.printed import note_lines, printed
from edition.render.xhtml import Notes, Setting


@dataclass(frozen=True, slots=True)
class Made:
    """A book laid out: documents in their order, which page of the body an id stands on (from 1), the front's length."""

    front: tuple[Any, ...]
    body: Any
    back: Any
    blank: Any
    page_of: Mapping[str, int]
    unknown: Mapping[str, int] = field(default_factory=dict)

    def pages(self) -> tuple[list[Any], int]:
        """All pages, every part beginning on a right-hand one, and how many of them are front matter."""
        front = [page for document in self.front for page in self.even(document.pages)]
        return [*front, *self.even(self.body.pages), *self.back.pages], len(front)

    def even(self, pages: Sequence[Any]) -> list[Any]:
        """Pages, and a blank one where their number is odd."""
        return [*pages, *([self.blank] if len(pages) % 2 else [])]


def make_book(book: Book, composer: Composer | None) -> Made:
    """The Book → all its pages, linked and numbered."""
    press = new_press(book, composer)
    back = collect_backmatter(book)
    mentions = {m.id: m for i in back.indexes for g in i.groups for e in g.entries for m in e.mentions}
    mentions |= {m.id: m for entry in back.glossary for m in entry.mentions}
    works = frozenset(work.id for work in back.works)
    setting = Setting(
        Notes.FOOT, partial(address, works=works), anchors=frozenset(mentions), sigla=back.sigla()
    )
    body = build_body(book, setting, back.sigla(), flat=composer is not None)
    if composer:
        cut_long_notes(press, body)
    drop_dead_links(body.tree, works)
    document = press.render(body.tree, 1)
    pages = list(enumerate(document.pages, 1))
    page_of = {name: number for number, page in reversed(pages) for name in page.anchors}
    found = list(locate(document.pages, body.marks)) if composer else []
    page_of |= {f.mark.id: f.page + 1 for f in reversed(found)}
    lookup = Lookup(page_of, {f.mark.id: f for f in found}, document.pages, plain=composer is None)
    if composer:
        number_notes(document.pages, composer, page_of)
    last = render_back(press, back, lookup, body, len(document.pages))
    front = render_front(press, back, lookup, last, len(document.pages))
    blank = press.render(ElementTree.fromstring("<body class='front'><p class='imprint'/></body>"), 1).pages[0]
    return Made(front, document, last, blank, page_of, body.unknown)


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


def cut_long_notes(press: Press, body: Body) -> None:
    """Set the long notes once by themselves, on endless pages, to learn where their lines end, and cut them there."""
    notes = long_notes(body.tree)
    if not notes:
        return
    probe = Element("body")
    copies: dict[Element, Element] = {}
    for note in notes:
        copy = deepcopy(note)
        copy.tail = None
        copy.attrib.pop("id", None)
        copies[copy] = note
        ElementTree.SubElement(probe, "p", {"class": "probe"}).append(copy)
    tall = "@page bare { size: 170mm 99999pt; @footnote { max-height: none } } .probe { page: bare; break-before: page }"
    lines: dict[Element, list[str]] = {}
    for page in press.render(probe, 1, tall).pages:
        for copy, texts in note_lines(page):
            lines.setdefault(copies[copy], []).extend(texts)
    cut_notes(body.tree, lines, body.marks)


def first_blocks(made: Made) -> Iterator[tuple[str, str]]:
    """The block that each page of the body begins in, with the page's label."""
    for number, page in enumerate(made.body.pages, 1):
        for text in printed(page, notes=False):
            ident = text.element.get("id")
            if ident and "::" not in text.tag:
                yield ident, str(number)
                break
