"""Pages as they were laid out: their boxes read, margin boxes and links changed.

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from edition.render.pdf.weasy.version import is_known

if is_known():
    from weasyprint.formatting_structure import boxes


def is_text(box: Any) -> bool:
    """Whether a box holds text and nothing else."""
    return isinstance(box, boxes.TextBox)


def texts_in(box: Any) -> Iterator[Any]:
    """The boxes of text inside a box, in their order."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        if type(box) is boxes.TextBox:
            yield box
        else:
            waiting += box.children[::-1]


def is_run(box: Any) -> bool:
    """Whether a box is a line or an inline element in one."""
    return isinstance(box, (boxes.LineBox, boxes.InlineBox))


def is_line(box: Any) -> bool:
    """Whether a box is a line."""
    return isinstance(box, boxes.LineBox)


def text_area(page: Any) -> Any:
    """The box of the text of a page."""
    return page._page_box.children[0]


def pages_of(pages: Sequence[Any], sought: frozenset[str]) -> dict[str, int]:
    """Where the elements with some ids begin: the numbers of their pages, counted from 0."""
    found: dict[str, int] = {}
    if sought:
        for number, page in enumerate(pages):
            for box in text_area(page).descendants():
                ident = "" if box.element is None else box.element.get("id")
                if ident in sought:
                    found.setdefault(ident, number)
    return found


def note_areas(page: Any) -> list[Any]:
    """The area of the notes of a page; none where it has no notes."""
    return [box for box in page._page_box.children if isinstance(box, boxes.FootnoteAreaBox)]


def opening_break(page: Any) -> str:
    """The first page of a document → the computed `break-before` of the first element of its body."""
    body = text_area(page).children[0]
    return str(body.children[0].style["break_before"]) if body.children else "auto"


def margin_boxes(page: Any, names: Sequence[str]) -> list[Any]:
    """The boxes of a page's margin with one of these at-keywords."""
    margin = (box for box in page._page_box.children if isinstance(box, boxes.MarginBox))
    return [box for box in margin if box.at_keyword in names]


def replace_margin_boxes(page: Any, model: Any, others: Sequence[Any]) -> None:
    """Put other boxes in the place of one."""
    page._page_box.children = [box for box in page._page_box.children if box is not model] + list(others)


@dataclass(slots=True)
class Linked:
    """A text that was made a link after layout, and its annotation once there is one."""

    box: Any
    link_annotation: Any = None


def add_link(page: Any, target: str, place: tuple[float, float, float, float], box: Any) -> None:
    """Let a stretch of a text lead to an anchor."""
    linked = Linked(box)
    page.links.append(("internal", target, place, linked))
    page._page_box.__dict__.setdefault("linked", []).append(linked)


def drop_doubled_links(page: Any) -> None:
    """A link is the area of its `a`; what stands inside inherits it and needs no area of its own."""
    page.links[:] = [
        link for link in page.links if not isinstance(link[3], boxes.InlineBox) or link[3].element_tag == "a"
    ]
