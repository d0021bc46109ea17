"""Lines of text and inline elements (inlines.py) drawn without asking each of their elements for what it might
show around its text. The same bytes, sooner.

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

from edition.render.pdf.weasy.shortcuts import BORDERS, is_bare
from edition.render.pdf.weasy.tags import LEADER, artifact
from edition.render.pdf.weasy.version import is_known

if is_known():
    import weasyprint.document
    import weasyprint.draw
    import weasyprint.stacking
    from weasyprint.formatting_structure import boxes


class Drawer(Protocol):
    """Who draws text."""

    def draw_text(self, stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None:
        """Write the text of a box into the content stream of a page."""

    def enter_glyphs(self) -> None:
        """Enter the glyphs of what was drawn into the fonts of the file."""


def drawing(drawer: Drawer) -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module or class, name, function."""
    yield weasyprint.stacking, "_dispatch", whole_lines(weasyprint.stacking._dispatch)
    yield weasyprint.draw, "draw_inline_level", drawn_lines(weasyprint.draw.draw_inline_level, drawer)
    yield weasyprint.document, "draw_page", entered(weasyprint.document.draw_page, drawer)


def whole_lines(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`_dispatch`, which looks in every box for what is painted before or after the others, for all but lines
    of text and inline elements: nothing in them is."""

    def dispatch(box: Any, *others: Any) -> Any:
        if type(box) is boxes.LineBox and "textual" in box.__dict__ and box.textual:
            return box
        return stock(box, *others)

    return dispatch


def entered(stock: Callable[[Any, Any], None], drawer: Drawer) -> Callable[[Any, Any], None]:
    """`draw_page`, after which the fonts know the glyphs of the page."""

    def draw(page: Any, stream: Any) -> None:
        stock(page, stream)
        drawer.enter_glyphs()

    return draw


def drawn_lines(stock: Callable[..., None], drawer: Drawer) -> Callable[..., None]:
    """`draw_inline_level` for lines of text and inline elements."""

    def draw(
        stream: Any,
        page: Any,
        box: Any,
        offset_x: float = 0,
        text_overflow: str = "clip",
        block_ellipsis: str = "none",
    ) -> None:
        if type(box) is boxes.InlineBox and box.is_leader and stream._tags is not None:
            with artifact(stream, LEADER):
                draw(stream, page, box, offset_x, text_overflow, block_ellipsis)
        elif type(box) is boxes.LineBox and "textual" in box.__dict__ and box.textual:
            inside(stream, page, box, offset_x, box.text_overflow, box.block_ellipsis)
        else:
            stock(stream, page, box, offset_x, text_overflow, block_ellipsis)

    def inside(stream: Any, page: Any, box: Any, aside: float, overflow: str, ellipsis: str) -> None:
        """Draw the children of a line, or of an element in it, that shows nothing else."""
        tags, out = stream._tags, stream.stream
        last = box.children[-1] if box.children else None
        for child in box.children:
            x = aside + child.position_x - box.position_x
            end = ellipsis if child is last else "none"
            if type(child) is not boxes.TextBox:
                within = draw if child.is_leader else inside if is_unadorned(child.style) else stock
                within(stream, page, child, x, overflow, end)
            elif tags is None:
                drawer.draw_text(stream, child, x, overflow, end)
            else:
                number = len(tags)
                tags[child] = {"tag": "Span", "mcid": number}
                out.append(b"/Span\n<</MCID %d>>\nBDC" % number)
                drawer.draw_text(stream, child, x, overflow, end)
                out.append(b"EMC")

    return draw


def is_unadorned(style: Any) -> bool:
    """Whether elements of a style have neither background nor border."""
    kept: bool | None = style.__dict__.get("unadorned")
    if kept is None:
        kept = style.unadorned = is_bare(style) and not any(style[side] for side in BORDERS)
    return kept


def show_in(stream: Any, color: Any) -> None:
    """Let what follows be drawn in a colour; nothing to do where it was the
    last one that the stream was told."""
    state = color, stream._current_color, stream._current_alpha
    if stream.__dict__.get("shown") != state:
        stream.set_color(color)
        stream.shown = color, stream._current_color, stream._current_alpha
