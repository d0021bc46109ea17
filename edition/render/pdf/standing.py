"""What stands where on the pages of a laid-out document: ids, outline, links, beginnings of pages. Positions
are in points from the bottom.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from edition.render.paging import PageStart
from edition.render.pdf.marks import count_visible
from edition.render.pdf.printed import Printed
from edition.render.pdf.sheets import Bookmark
from edition.render.pdf.weasy.pages import opening_break

POINT = 0.75  # of a CSS pixel
SIDES = {"right": 1, "recto": 1, "left": 0, "verso": 0}
UNLISTED = ("w-", "ix-", "gl-")
# What stands in a line; names have ids in the printed book that the EPUB need not have.
IN_LINE = frozenset({"a", "span", "sup", "em", "strong", "del", "ruby", "rt"})


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
    """The texts of some pages and the tree they were made of → the pages that something stands on, counted from
    `first`: where the text of each begins, or goes on after a page of notes."""
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
    """The ids of the blocks that hold an element, from the inside."""
    found: list[str] = []
    while element is not None:
        if element.tag not in IN_LINE:
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
