"""A line setter put in place of WeasyPrint's, and with it all that the other modules of the seam replace.

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from xml.etree.ElementTree import Element

import weasyprint

from edition.render.pdf.weasy.cascade import styling
from edition.render.pdf.weasy.drawing import drawing
from edition.render.pdf.weasy.flows import flowing, later
from edition.render.pdf.weasy.fonts import lending
from edition.render.pdf.weasy.footnotes import footnotes
from edition.render.pdf.weasy.inlines import inlines
from edition.render.pdf.weasy.paragraphs import ParagraphSetter, paragraphs
from edition.render.pdf.weasy.replacing import replaced
from edition.render.pdf.weasy.shortcuts import shortcuts
from edition.render.pdf.weasy.tags import tagging
from edition.render.pdf.weasy.version import is_known
from edition.render.pdf.weasy.writing import writing

if is_known():
    import cssselect2  # type: ignore[import-untyped]
    import weasyprint.document
    import weasyprint.draw
    import weasyprint.draw.text
    import weasyprint.layout
    from weasyprint.layout import block, inline, leader, preferred
    from weasyprint.text import line_break


@dataclass(frozen=True, slots=True)
class Stock:
    """WeasyPrint's own functions, for everything that is not composed."""

    split_first_line: Callable[..., Any]
    can_break_text: Callable[..., bool]
    add_word_spacing: Callable[..., float]
    draw_text: Callable[..., None]


class LineSetter(ParagraphSetter, Protocol):
    """Who sets lines in WeasyPrint's place; the signatures are those of its own functions."""

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any: ...

    def justify_line(self, context: Any, line: Any, extra: float) -> None: ...

    def join_dots(self, dots: Sequence[Any]) -> Sequence[Any]: ...

    def draw_text(self, stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None: ...

    def enter_glyphs(self) -> None: ...


class Steady:
    """A layout context for lines that never sends a note to the next page to save two lines of text from
    standing alone: WeasyPrint does so outside columns, and the note would leave the page of its call. What the
    context holds is its own too, what it does it does itself."""

    __slots__ = ("__dict__", "context")
    in_column = property(lambda _: True)

    def __init__(self, context: Any) -> None:
        self.context = context
        self.__dict__ = context.__dict__

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)


def joined_leader(stock: Callable[..., None], setter: LineSetter) -> Callable[..., None]:
    """`handle_leader` with all dots of a leader in one text: WeasyPrint makes a box of each."""

    def handle(context: Any, line: Any, containing_block: Any) -> None:
        if line.__dict__.get("plain"):
            return  # it has none (inlines.py)
        stock(context, line, containing_block)
        _, box = leader.leader_index(line)
        if box is not None:
            box.children = setter.join_dots(box.children)

    return handle


def laid_steadily(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`_linebox_layout` in a steady context."""

    def layout(context: Any, *args: Any, **kwargs: Any) -> Any:
        return stock(Steady(context), *args, **kwargs)

    return layout


def stock_functions() -> Stock:
    """WeasyPrint's own functions as they are before anything is plugged in."""
    return Stock(
        line_break.split_first_line,
        line_break.can_break_text,
        inline.add_word_spacing,
        weasyprint.draw.text.draw_text,
    )


def amendments(setter: LineSetter) -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module or class, name, function."""
    for module in (line_break, inline, preferred):
        yield module, "split_first_line", setter.split_first_line
        yield module, "can_break_text", setter.can_break_text
    for module in (weasyprint.draw.text, weasyprint.draw):
        yield module, "draw_text", setter.draw_text
    yield inline, "justify_line", setter.justify_line
    yield inline, "handle_leader", joined_leader(inline.handle_leader, setter)
    yield from inlines(setter)
    yield from paragraphs(setter)
    yield block, "_linebox_layout", laid_steadily(block._linebox_layout)
    yield weasyprint.document, "layout_document", flowing(weasyprint.document.layout_document)
    yield weasyprint.layout, "make_margin_boxes", later
    yield weasyprint.layout, "layout_backgrounds", later
    yield from lending()
    yield from writing()
    yield from drawing(setter)
    yield from tagging()
    yield from styling()
    yield from shortcuts()
    yield from footnotes()


@contextmanager
def plugged(setter: LineSetter) -> Iterator[None]:
    """Let `setter` set the lines as long as the block runs."""
    with replaced(list(amendments(setter))):
        yield


def adopt_tree(html: Any, tree: Element) -> None:
    """Give a WeasyPrint `HTML` a ready tree (no namespace), so that nothing is parsed twice and every box on a
    page refers to an element of ours."""
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element
