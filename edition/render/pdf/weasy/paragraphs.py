"""Paragraphs that fit on their page whole, laid out in one go: what WeasyPrint's steps come
to there, once for every width.

Belongs to the seam, written for one version of WeasyPrint. What does not fit, holds notes, or more than plain
lines (inlines.py) is left to WeasyPrint, which looks at every line for what could be wrong with it. It lays
blocks out again and again (columns until they are even, pages until their notes fit): the lines of a paragraph
that was laid out before are only moved. Source: CSS 2.2 8.3.1 (collapsing margins).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import Any, Protocol

from edition.render.pdf.weasy.inlines import Fitting, Place, TextSetter, is_plain
from edition.render.pdf.weasy.version import is_known

if is_known():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline

Kept = tuple[Any, float, float, list[Any]]
"""A line box before layout, the width in which its lines were set, how far the first of them begins
from the left, and those lines."""


class ParagraphSetter(TextSetter, Protocol):
    """Who sets stretches of text, and keeps the paragraphs set so far, by the identity of their line boxes."""

    @property
    def paragraphs(self) -> dict[int, Kept]: ...


def paragraphs(setter: ParagraphSetter) -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module, name, function."""
    yield block, "block_container_layout", whole_paragraphs(block.block_container_layout, setter)


def whole_paragraphs(stock: Callable[..., Any], setter: ParagraphSetter) -> Callable[..., Any]:
    """`block_container_layout` for paragraphs that fit whole."""

    def lay_out(
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Place,
        page_is_empty: bool,
        absolute_boxes: Any,
        fixed_boxes: Any,
        adjoining_margins: list[float] | None,
        first_letter_style: Any,
        first_line_style: Any,
        discard: bool,
        max_lines: int | None,
    ) -> Any:
        usual = skip_stack is None and max_lines is None
        if usual and not (first_letter_style or first_line_style or discard) and is_paragraph(box):
            made = whole(context, setter, box, bottom_space, adjoining_margins or [])
            if made is not None:
                return made, None, {"break": "any", "page": made.page_values()[1]}, [], False, None
        return stock(
            context,
            box,
            bottom_space,
            skip_stack,
            page_is_empty,
            absolute_boxes,
            fixed_boxes,
            adjoining_margins,
            first_letter_style,
            first_line_style,
            discard,
            max_lines,
        )

    return lay_out


def is_paragraph(box: Any) -> bool:
    """Whether a block before layout holds nothing but plain lines without notes, and is as high as they are."""
    kept: bool | None = box.__dict__.get("whole")
    if kept is None:
        kept = box.whole = (
            type(box) is boxes.BlockBox
            and not (box.first_letter_style or box.first_line_style)
            and not (box.is_column or box.is_flex_item or box.is_grid_item or box.is_table_wrapper)
            and is_plain_block(box.style)
            and len(box.children) == 1
            and type(box.children[0]) is boxes.LineBox
            and is_plain(box.children[0])
            and all(inner.footnote is None for inner in box.children[0].descendants())
        )
    return kept


def is_plain_block(style: Any) -> bool:
    """Whether blocks of a style are as high as their lines, and stand in the flow."""
    kept: bool | None = style.__dict__.get("plain_block")
    if kept is None:
        kept = style.plain_block = (
            style["position"] == "static"
            and style["float"] == "none"
            and style["overflow"] == "visible"
            and style["height"] == "auto"
            and style["min_height"] in ("auto", (0, "px"))
            and style["max_height"] == (inf, "px")
            and style["max_lines"] == "none"
            and style["continue"] == "auto"
            and style["box_decoration_break"] == "slice"
            and "flow-root" not in style["display"]
        )
    return kept


def whole(context: Any, setter: ParagraphSetter, box: Any, bottom_space: float, margins: list[float]) -> Any:
    """A paragraph laid out, below what has these margins; None where it does not fit on
    the page above `bottom_space`."""
    if context.excluded_shapes:
        return None
    inside = box.padding_top + box.border_top_width
    margin = block.collapse_margin([*margins, box.margin_top])
    y = box.position_y + (margin - box.margin_top)
    top = y + box.margin_top + inside if inside else box.position_y + margin
    lines = moved(setter, box, top)
    if lines is None:
        lines = set_lines(context, setter, box, bottom_space, top)
        if lines is None:
            return None
        aside = lines[0].position_x - box.content_box_x()
        setter.paragraphs[id(box.children[0])] = box.children[0], box.width, aside, lines
    end = lines[-1].position_y + lines[-1].height
    if context.overflows_page(bottom_space, end + box.border_bottom_width + box.padding_bottom):
        return None
    box.position_y = y
    made = box.copy_with_children(lines)
    made.height = max(0, end - made.content_box_y())
    return made


def set_lines(
    context: Any, setter: ParagraphSetter, box: Any, bottom_space: float, top: float
) -> list[Any] | None:
    """The lines of a paragraph, from a height on; None as soon as one does not fit on the page."""
    linebox = box.children[0]
    inline.resolve_percentages(linebox, box)
    inline.resolve_one_percentage(linebox, "text_indent", box.width)
    fitting = Fitting(context, setter, box)
    rest: Any = inline.skip_first_whitespace(linebox, None)
    lines: list[Any] = []
    while rest != "continue":
        found = fitting.line(linebox, top, rest)
        if found is None:
            return None
        line, rest = found
        top += line.height
        if context.overflows_page(bottom_space, top):
            return None
        line.resume_at = rest
        lines.append(line)
        linebox.text_indent = 0
        if rest is None:
            break
        rest = inline.skip_first_whitespace(linebox, rest)
    return lines or None


def moved(setter: ParagraphSetter, box: Any, top: float) -> list[Any] | None:
    """The lines of a paragraph that was set before, copied to where it stands now; None where
    it was not, or in another width."""
    linebox, width, aside, lines = setter.paragraphs.get(id(box.children[0]), (None, 0.0, 0.0, []))
    if linebox is not box.children[0] or width != box.width:
        return None
    across, down = box.content_box_x() + aside - lines[0].position_x, top - lines[0].position_y
    copies = [line.deepcopy() for line in lines]
    for copy in copies:
        copy.translate(across, down)
    return copies
