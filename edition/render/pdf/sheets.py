"""The pages of a gathering: what stands where on them, and their part of the file.

laid-out document → Pages; the same, painted → Painted: a PDF without fonts, and the glyphs it uses
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from weasyprint import Attachment

from edition.render.paging import PageStart
from edition.render.pdf.faces import Faces
from edition.render.pdf.marks import count_visible
from edition.render.pdf.parts import FontUse, fonts_used, take_fonts, unbound
from edition.render.pdf.press import Press
from edition.render.pdf.printed import Printed
from edition.render.pdf.weasy import opening_break

EPOCH = datetime(2000, 1, 1)
EMPTY = "<body class='front'><section class='imprint'/></body>"
POINT = 0.75  # of a CSS pixel
SIDES = {"right": 1, "recto": 1, "left": 0, "verso": 0}
UNLISTED = ("w-", "ix-", "gl-")


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: level, words, id of the place nearest to it, its page (from 0) and position there in points."""

    level: int
    title: str
    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a gathering. `first` is the number of the first; all others are counted from 0. `places` are ids with page
    and position in points; `starts` say where each page begins; `targets` are what its links lead to."""

    first: int
    count: int
    places: Mapping[str, tuple[int, float, float]]
    bookmarks: tuple[Bookmark, ...]
    starts: tuple[PageStart, ...] = ()
    targets: frozenset[str] = frozenset()
    faces: Faces = field(default_factory=Faces)
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Painted:
    """Pages as a PDF without its fonts, the glyphs that it uses, and what WeasyPrint complained of meanwhile."""

    pdf: bytes
    fonts: tuple[FontUse, ...]
    complaints: tuple[str, ...]


@dataclass(slots=True)
class Sheets:
    """The pages of a gathering and, as soon as it is painted, its part of the file; in a book that is set plainly, its
    document instead."""

    pages: Pages
    painted: Painted | None = None
    document: Any = None


def places_on(document: Any) -> dict[str, tuple[int, float, float]]:
    """A laid-out document → its anchors, each with page and position."""
    places: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for ident, (x, y, *_) in page.anchors.items():
            places.setdefault(ident, (number, *on_paper(page, x, y)))
    return places


def on_paper(page: Any, x: float, y: float) -> tuple[float, float]:
    """A position in CSS pixels from the top → in points from the bottom."""
    return round(x * POINT, 3), round((page.height - y) * POINT, 3)


def bookmarks_on(document: Any) -> tuple[Bookmark, ...]:
    """A laid-out document → its lines of the outline."""
    found: list[Bookmark] = []
    for number, page in enumerate(document.pages):
        for level, title, (x, y), _ in page.bookmarks:
            near = ((abs(box[1] - y), i) for i, box in page.anchors.items() if not i.startswith(UNLISTED))
            found.append(Bookmark(level, title, min(near, default=(0, ""))[1], number, *on_paper(page, x, y)))
    return tuple(found)


def page_starts(pages: Sequence[Sequence[Printed]], body: Element, first: int) -> tuple[PageStart, ...]:
    """The texts of some pages and the tree they were made of → the pages that something stands on, counted from `first`: where the
    text of each begins, or goes on after a page of notes."""
    above = {child: parent for parent in body.iter() for child in parent}
    read: dict[str, int] = {}
    found: list[PageStart] = []
    here: list[str] = []
    for number, everything in enumerate(pages, first):
        texts = [text for text in everything if not text.noted and "::" not in text.tag]
        here = owners(texts[0].element, above) if texts else here
        if here and everything:
            found.append(PageStart(here[0], str(number), read.get(here[0], 0)))
        for text in texts:
            for ident in owners(text.element, above):
                read[ident] = read.get(ident, 0) + count_visible(text.text)
    return tuple(found)


def owners(element: Element | None, above: Mapping[Element, Element]) -> list[str]:
    """The ids of an element and of what holds it, from the inside."""
    found: list[str] = []
    while element is not None:
        found += filter(None, [element.get("id")])
        element = above.get(element)
    return found


def link_targets(document: Any) -> frozenset[str]:
    """A laid-out document → the ids that its links lead to."""
    links = (link for page in document.pages for link in page.links)
    return frozenset(target for kind, target, *_ in links if kind == "internal")


def side_of(page: Any) -> int | None:
    """The first page of a document → the side on which its style wants it to begin: 1 the right, 0 the left."""
    return SIDES.get(opening_break(page))


def paint(document: Any, variant: str, complaints: list[str]) -> Painted:
    """A laid-out document → its part of a file of that variant. WeasyPrint adds to `complaints` meanwhile."""
    before = len(complaints)
    written = io.BytesIO()
    with unbound():
        document.write_pdf(written, pdf_variant=variant, pdf_identifier=False, uncompressed_pdf=True)
    return Painted(written.getvalue(), fonts_used(document), tuple(complaints[before:]))


def paint_cover(press: Press, fonts: Iterable[FontUse], tei: str) -> bytes:
    """A file of one empty page with the metadata of the whole book, the fonts that its parts use, and the TEI inside."""
    cover = press.render(ElementTree.fromstring(EMPTY), 1)
    take_fonts(cover, fonts)
    written = io.BytesIO()
    cover.write_pdf(
        written,
        pdf_variant=press.printing.variant,
        pdf_identifier=False,
        uncompressed_pdf=True,
        attachments=[inside(Path(tei))],
    )
    return written.getvalue()


def inside(tei: Path) -> Attachment:
    """The TEI as it lies in the file."""
    return Attachment(
        string=tei.read_bytes(),
        name=tei.name,
        description="TEI",
        created=EPOCH,
        modified=EPOCH,
        relationship="Source",
    )
