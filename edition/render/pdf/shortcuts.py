"""What WeasyPrint does again and again for every box, done once for every style: the same results, sooner.

Belongs to weasy.py, written for the same version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import weasyprint

from edition.render.pdf.version import is_known

if is_known():
    import pydyf  # type: ignore[import-untyped]
    import weasyprint.css
    import weasyprint.document
    from weasyprint.css import ComputedStyle, StyleFor
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
    from weasyprint.draw.color import get_color
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import absolute, background, block, column, inline, page, table
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

ASKING = "data-asking"
"""The attribute of a root whose style sheet asks where targets stand."""
SHARING = "data-sharing"
"""The attribute of a root whose style sheet tells elements apart by no more than a `Sample` does."""
UNSEEN = frozenset({"id", "href", "data-run", "data-outline", "data-page", "data-note", "data-see"})
"""Attributes whose values no rule looks at."""
SINGLE = frozenset({"select", "option", "textarea", "input"})
"""Elements that WeasyPrint's own sheet tells apart by where they stand and what they hold."""
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
    yield ComputedStyle, "__missing__", settled(ComputedStyle.__missing__)
    yield StyleFor, "__init__", styled_alike(StyleFor.__init__)
    yield StyleFor, "__call__", as_its_like(StyleFor.__call__)
    yield StyleFor, "set_computed_styles", shared_styles(StyleFor.set_computed_styles)
    yield weasyprint.css, "find_style_attributes", without_ids(weasyprint.css.find_style_attributes)
    yield weasyprint.document, "gather_anchors", with_ids(weasyprint.document.gather_anchors)
    yield ComputedStyle, "copy", unfloated_once(ComputedStyle.copy)
    yield boxes.Box, "is_in_normal_flow", remembered_flow(boxes.Box.is_in_normal_flow)
    yield boxes.ParentBox, "page_values", page_values
    yield background, "layout_box_backgrounds", past_no_background(background.layout_box_backgrounds)
    resolve = resolve_once(block.resolve_percentages)
    for module in (absolute, block, column, floating, inline, page, table):
        yield module, "resolve_percentages", resolve
    unhindered = past_no_floats(inline.avoid_collisions)
    for module in (absolute, block, floating, inline):
        if "avoid_collisions" in vars(module):
            yield module, "avoid_collisions", unhindered
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


def shared_styles(stock: Callable[..., None]) -> Callable[..., None]:
    """`set_computed_styles`, one for all pseudo-elements of the same kind that the same rules name, below elements of one style:
    most elements of a book have seven of them and show none."""

    def share(
        styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **known: Any
    ) -> None:
        if not pseudo_type or parent is None:
            stock(styles, element, parent, root=root, pseudo_type=pseudo_type, **known)
            return
        computed = styles.get_computed_styles()
        above = computed[parent, None]
        rules = styles.get_cascaded_styles().get((element, pseudo_type), {})
        key = (pseudo_type, *((name, id(rule[0])) for name, rule in rules.items()))
        below = above.__dict__.setdefault("pseudo_styles", {})
        if key not in below:
            stock(styles, element, parent, root=root, pseudo_type=pseudo_type, **known)
            # The rules' values are kept, so that no other can take their place in memory.
            below[key] = computed[element, pseudo_type], rules
        computed[element, pseudo_type] = below[key][0]

    return share


@dataclass(frozen=True, slots=True)
class Sample:
    """A tree of which only the first of elements that no rule can tell apart is looked at: they have the same name, attributes
    and element before them, are both the last or not, and stand in elements of which this is true as well. The others get its styles."""

    html: Any
    styles: Any

    @property
    def etree_element(self) -> Any:
        return self.html.etree_element

    @property
    def base_url(self) -> Any:
        return self.html.base_url

    @property
    def wrapper_element(self) -> Sample:
        return self

    def iter_subtree(self) -> Iterator[Any]:
        """The elements to be looked at. Each time one is asked for, the one before has its styles."""
        computed = self.styles.get_computed_styles()
        kinds: dict[Any, int] = {}
        kind_of: dict[Any, int] = {}
        seen: dict[Any, Any] = {}
        first: dict[int, Any] = {}
        for wrapper in self.html.wrapper_element.iter_subtree():
            element = wrapper.etree_element
            seen[element] = own = element.tag, *((n, n in UNSEEN or v) for n, v in element.items())
            above = kind_of[wrapper.parent.etree_element] if wrapper.parent else None
            before = seen[wrapper.previous.etree_element] if wrapper.previous else None
            last = wrapper.parent and wrapper.parent.etree_element[-1] is element
            key = element if element.tag in SINGLE else (above, before, own, last)
            kind = kind_of[element] = kinds.setdefault(key, len(kinds))
            known = first.setdefault(kind, element)
            if known is element:
                yield wrapper
            else:
                computed[element, None] = computed[known, None]
                self.styles.likes[element] = known


def styled_alike(stock: Callable[..., None]) -> Callable[..., None]:
    """`StyleFor.__init__`, which tries all rules on every element. Where the root does not say that rules look no further than a
    `Sample`, it does so still."""

    def begin(styles: Any, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:
        styles.likes = {}
        shared = not hints and html.etree_element.get(SHARING) is not None
        stock(styles, Sample(html, styles) if shared else html, sheets, hints, fonts, targets)

    return begin


def as_its_like(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`StyleFor.__call__` for an element that shares the styles of another one."""

    def call(styles: Any, element: Any, pseudo_type: Any = None) -> Any:
        return stock(styles, styles.likes.get(element, element) if pseudo_type else element, pseudo_type)

    return call


@dataclass(frozen=True, slots=True)
class Styled:
    """Those elements of a tree that say something of their own style."""

    tree: Any

    def iter(self) -> Iterator[Any]:
        for element in self.tree.iter():
            if element.get("style") or element.get("lang") or element.get("name"):
                yield element


def without_ids(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`find_style_attributes` without ids: WeasyPrint takes each for a rule of its own, so that no element with an id, and nothing
    below it, shares its style. Where a style sheet asks where a target stands, the root says so and ids stay."""

    def find(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Any:
        plain = not presentational_hints and tree.get(ASKING) is None
        return stock(Styled(tree) if plain else tree, presentational_hints, base_url)

    return find


def with_ids(stock: Callable[..., None]) -> Callable[..., None]:
    """`gather_anchors` of a page, with the ids that the styles do not tell."""

    def gather(page: Any, anchors: dict[str, Any], *others: Any) -> None:
        stock(page, anchors, *others)
        waiting = [page]
        while waiting:
            box = waiting.pop()
            element = box.element
            if element is not None and element.tag == box.element_tag:
                name = element.get("id")
                if name and name not in anchors:
                    x, y, width, height = box.hit_area()
                    anchors[name] = (x, y, x + width, y + height)
            waiting += tuple(box.all_children())[::-1]

    return gather


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
    """`ComputedStyle.copy`, once for every style of a note: WeasyPrint copies it for each note to take its float away."""

    def copy(style: Any) -> Any:
        if style["float"] != "footnote":
            return stock(style)
        kept = style.__dict__.get("unfloated")
        if kept is None:
            kept = style.unfloated = stock(style)
        return kept

    return copy


def page_values(box: Any) -> tuple[Any, Any]:
    """`ParentBox.page_values`: the pages that the first and the last child ask for. WeasyPrint looks at all between them too."""
    start = end = box.style["page"]
    for child in box.children:
        if child.is_in_normal_flow() or child.is_floated():
            start = child.page_values()[0] or start
            break
    for child in reversed(box.children):
        if child.is_in_normal_flow() or child.is_floated():
            end = child.page_values()[1] or end
            break
    return start, end


def past_no_background(stock: Callable[..., None]) -> Callable[..., None]:
    """`layout_box_backgrounds` where a style has nothing to show behind a box."""

    def lay_out(page: Any, box: Any, get_image: Any, layout_children: bool = True, style: Any = None) -> None:
        own = box.style
        bare = own.__dict__.get("bare")
        if bare is None:
            bare = own.bare = is_bare(own)
        if not bare or style is not None or not layout_children or box is page:
            stock(page, box, get_image, layout_children, style)
            return
        box.__dict__.update(BARE)
        for child in box.all_children():
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


def past_no_floats(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`avoid_collisions` where there is no float to collide with: left edge, top and width of the box around."""

    def avoid(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
        if context.excluded_shapes or box.is_floated() or containing_block.style["direction"] != "ltr":
            return stock(context, box, containing_block, outer)
        left, width = containing_block.content_box_x(), containing_block.width
        return left, box.position_y, width if outer else width - box.margin_left - box.margin_right

    return avoid


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
