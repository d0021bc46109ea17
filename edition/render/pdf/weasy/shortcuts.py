"""What WeasyPrint does again and again for every box, done once for every style: the same results, sooner.

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

from edition.render.pdf.weasy.version import is_known

if is_known():
    from weasyprint.css import ComputedStyle
    from weasyprint.draw.color import get_color
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute, background, block, column, flex, grid, inline, page, table
    from weasyprint.layout import float as floating

WIDTHS = (
    "margin_left", "margin_right", "margin_top", "margin_bottom", "padding_left", "padding_right", "padding_top",
    "padding_bottom", "width", "min_width", "max_width", "height", "min_height", "max_height",
)  # fmt: skip
CORNERS = (
    "border_top_left_radius", "border_top_right_radius", "border_bottom_right_radius", "border_bottom_left_radius",
)  # fmt: skip
BARE = {"background": None, **dict.fromkeys(CORNERS, (0, 0))}
BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")


def shortcuts() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module or class, name, function."""
    yield ComputedStyle, "copy", unfloated_once(ComputedStyle.copy)
    yield boxes.Box, "descendants", descendants
    yield boxes.Box, "is_in_normal_flow", remembered_flow(boxes.Box.is_in_normal_flow)
    yield boxes.ParentBox, "page_values", page_values
    # What most boxes have is kept once.
    for name, value in BARE.items():
        yield boxes.Box, name, value
    yield background, "layout_box_backgrounds", past_no_background(background.layout_box_backgrounds)
    resolve = resolve_once(block.resolve_percentages)
    for module in (absolute, block, column, floating, inline, page, table):
        yield module, "resolve_percentages", resolve
    unhindered = past_no_floats(inline.avoid_collisions)
    for module in (absolute, block, floating, inline):
        if "avoid_collisions" in vars(module):
            yield module, "avoid_collisions", unhindered
    for module in (block, column, flex, grid, table):
        if "collapse_margin" in vars(module):
            yield module, "collapse_margin", collapse_margin
    yield inline, "strut", remembered_strut(inline.strut)
    yield page.OrientedBox, "outer", roomy(page.OrientedBox.outer)


def descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """`Box.descendants`, which hands every box up through all those around it."""
    waiting = [box]
    while waiting:
        box = waiting.pop()
        if type(box) is absolute.AbsolutePlaceholder:
            if not placeholders:
                yield box
                continue
            box = box._box
        yield box
        waiting += box.children[::-1]


def collapse_margin(margins: Sequence[float]) -> float:
    """`collapse_margin`, which looks at each of the few margins four times."""
    return max((0, *margins)) + min((0, *margins))


def remembered_flow(stock: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """`is_in_normal_flow`, kept with the style, which alone decides it."""

    def flow(box: Any) -> bool:
        style = box.style
        kept: bool | None = style.__dict__.get("in_flow")
        if kept is None:
            kept = style.in_flow = stock(box)
        return kept

    return flow


def unfloated_once(stock: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """`ComputedStyle.copy`, once for every style of a note: WeasyPrint copies it for
    each note to take its float away."""

    def copy(style: Any) -> Any:
        if style["float"] != "footnote":
            return stock(style)
        kept = style.__dict__.get("unfloated")
        if kept is None:
            kept = style.unfloated = stock(style)
        return kept

    return copy


def page_values(box: Any) -> tuple[Any, Any]:
    """`ParentBox.page_values`: the pages that the first and the last child ask for, kept with the children.
    WeasyPrint looks at all between them, for every block after them anew."""
    kept = box.__dict__.get("paged")
    if kept is not None and kept[0] is box.children:
        return cast("tuple[Any, Any]", kept[1])
    start = end = box.style["page"]
    for child in box.children:
        if child.is_in_normal_flow() or child.is_floated():
            start = child.page_values()[0] or start
            break
    for child in reversed(box.children):
        if child.is_in_normal_flow() or child.is_floated():
            end = child.page_values()[1] or end
            break
    box.paged = box.children, (start, end)
    return start, end


def past_no_background(stock: Callable[..., None]) -> Callable[..., None]:
    """`layout_box_backgrounds` where a style has nothing to show behind a box."""

    def lay_out(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        own = box.style
        bare = own.__dict__.get("bare")
        if bare is None:
            bare = own.bare = is_bare(own)
        placed = (
            type(box) is absolute.AbsolutePlaceholder
        )  # stands for the box that is drawn, and is none itself
        if not bare or placed or style is not None or not layout_children or box is page:
            stock(page, box, get_image, layout_children, style)
            return
        for child in box.all_children():
            if type(child) is not boxes.TextBox:
                lay_out(page, child, get_image)

    return lay_out


def is_bare(style: Any) -> bool:
    """Whether a style shows neither background nor shadow, image or round corner."""
    return (
        style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and all(kind == "none" for kind, _ in style["background_image"])
        and not style["box_shadow"]
        and get_color(style, "background_color").alpha == 0
        and all((0, "px") in style[corner] for corner in CORNERS)
    )


def resolve_once(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """`resolve_percentages`, which always comes to the same for a style without percentages, and has nothing to
    do for a text after the first time."""

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


def past_no_floats(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`avoid_collisions` where there is no float to collide with: left edge,
    top and width of the box around."""

    def avoid(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if context.excluded_shapes or box.is_floated() or containing_block.style["direction"] != "ltr":
            return stock(context, box, containing_block, outer)
        left, width = containing_block.content_box_x(), containing_block.width
        return left, box.position_y, width if outer else width - box.margin_left - box.margin_right

    return avoid


def remembered_strut(stock: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """`strut`, kept with its style: its own memory is keyed by a long text that takes
    longer to make than to look up."""

    def strut(style: Any) -> tuple[float, float]:
        kept: tuple[float, float] | None = style.__dict__.get("strut")
        if kept is None:
            kept = style.strut = stock(style)
        return kept

    return strut


def roomy(stock: property) -> property:
    """`OrientedBox.outer`, the room of a margin box, which asks how narrow its text could be set
    also where it fits in one line."""

    def fill(side: Any, room: float) -> None:
        most = side.max_content_size
        if most <= room - side.sugar:
            side.inner = most
        elif stock.fset:
            stock.fset(side, room)

    return stock.setter(fill)
