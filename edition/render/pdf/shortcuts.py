"""What WeasyPrint does again and again for every box, done once for every style: the same results, sooner.

Belongs to weasy.py, written for the same version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import weasyprint

KNOWN = "70.0"

if weasyprint.__version__ == KNOWN:
    import pydyf  # type: ignore[import-untyped]
    from weasyprint.css import ComputedStyle
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute, block, column, inline, page, table
    from weasyprint.layout import float as floating

    # What depends on other properties is left to WeasyPrint.
    UNEASY = {"position", "float", "display", "page"} | {
        name for name in INITIAL_VALUES if name.startswith(("text_decoration_", "__"))
    }
    LOGICAL = frozenset(
        place(block="ttb", inline=way) for place in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl")
    )
    PLAIN = frozenset(INITIAL_VALUES) - UNEASY - INITIAL_NOT_COMPUTED
    PASSED_ON = PLAIN & INHERITED
    INITIAL = PLAIN - INHERITED

WIDTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top",
    "padding_bottom", "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def shortcuts() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module or class, name, function."""
    yield ComputedStyle, "__missing__", settled(ComputedStyle.__missing__)
    resolve = resolve_once(block.resolve_percentages)
    for module in (absolute, block, column, floating, inline, page, table):
        yield module, "resolve_percentages", resolve
    yield inline, "strut", remembered_strut(inline.strut)
    # The references are asked for once per tagged element and made anew from all pages each time.
    yield pydyf.PDF, "page_references", cached_references(pydyf.PDF.page_references)


def settled(stock: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """`ComputedStyle.__missing__`: a property that no rule names is the parent's or the initial one."""

    def missing(style: Any, key: str) -> Any:
        if key not in PLAIN or key in style.cascaded:
            return stock(style, key)
        if key in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(style.cascaded):
            return stock(style, key)
        if key in PASSED_ON and style.parent_style is not None:
            value = style.parent_style[key]
        else:
            value = INITIAL_VALUES[key]
        style[key] = value
        return value

    return missing


def resolve_once(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """`resolve_percentages`, which always comes to the same for a style without percentages, and has nothing to do for a text
    after the first time."""

    def resolve(box: Any, containing_block: Any) -> None:
        if type(box) is boxes.TextBox:
            if "resolved" in box.__dict__:
                return
            box.resolved = True
        style = box.style
        lengths = style.__dict__.get("lengths")
        if lengths is None:
            lengths = style.lengths = fixed_lengths(style)
        if lengths:
            box.__dict__.update(lengths)
        else:
            stock(box, containing_block)

    return resolve


def fixed_lengths(style: Any) -> dict[str, Any]:
    """The measures of a box of this style, in pixels or auto; none where they depend on the box around it."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return {}
    lengths: dict[str, Any] = {}
    for name in WIDTHS:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) in (None, "%"):
                return {}
            value = value.value
        lengths[name] = 0 if value == "auto" and name in ("min_width", "min_height") else value
    return lengths | {name: style[name] for name in BORDERS}


def remembered_strut(stock: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """`strut`, kept with its style: its own memory is keyed by a long text that takes longer to make than to look up."""

    def strut(style: Any) -> tuple[float, float]:
        kept: tuple[float, float] | None = style.__dict__.get("strut")
        if kept is None:
            kept = style.strut = stock(style)
        return kept

    return strut


def cached_references(stock: property) -> property:
    """`pydyf.PDF.page_references`, made once as long as no page is added."""
    known: dict[tuple[int, int], Any] = {}

    def references(pdf: Any) -> Any:
        key = (id(pdf), len(pdf.pages["Kids"]))
        if key not in known:
            known[key] = stock.fget(pdf) if stock.fget else ()
        return known[key]

    return property(references)
