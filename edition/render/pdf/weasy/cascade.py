"""The styles of elements and pages, computed once for all that no rule of the style sheets can
tell apart, in all gatherings.

Belongs to the seam, written for one version of WeasyPrint. Sources: CSS Cascade 4,
Selectors 4, CSS Paged Media 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from edition.render.pdf.weasy.version import is_known

if is_known():
    import weasyprint.anchors
    import weasyprint.css
    import weasyprint.document
    from weasyprint.css import ComputedStyle, StyleFor
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import page

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
"""The attribute of a root whose style sheet tells elements apart by no more than a `Sample` does; its value are
the classes that it names, with blanks between them."""
UNSEEN = frozenset({"id", "href", "data-run", "data-outline", "data-page", "data-note", "data-see"})
"""Attributes whose values no rule looks at."""
SINGLE = frozenset({"select", "option", "textarea", "input"})
"""Elements that WeasyPrint's own sheet tells apart by where they stand and what they hold."""
VIEWPORT = ("html", "body")
"""Elements whose `overflow` WeasyPrint takes for the pages and sets back."""
Styles = dict[str | None, Any]


def styling() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module or class, name, function."""
    yield ComputedStyle, "__missing__", settled(ComputedStyle.__missing__)
    yield StyleFor, "__init__", styled_alike(StyleFor.__init__)
    yield StyleFor, "__call__", as_its_like(StyleFor.__call__)
    yield StyleFor, "set_computed_styles", shared_styles(StyleFor.set_computed_styles)
    yield page, "set_page_type_computed_styles", paged_alike(page.set_page_type_computed_styles)
    yield weasyprint.css, "find_style_attributes", without_ids(weasyprint.css.find_style_attributes)
    gather = with_ids(weasyprint.anchors.gather_anchors)
    for module in (weasyprint.anchors, weasyprint.document):
        yield module, "gather_anchors", gather


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
    """`set_computed_styles`, one for all elements, or their pseudo-elements of the same kind, that
    the same rules name, below elements of one style: most elements of a book have seven
    pseudo-elements and show none."""

    def share(
        styles: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None, **known: Any
    ) -> None:
        if parent is None:
            stock(styles, element, parent, root=root, pseudo_type=pseudo_type, **known)
            return
        computed = styles.get_computed_styles()
        above = computed[parent, None]
        rules = styles.get_cascaded_styles().get((element, pseudo_type), {})
        if "anchor" in rules:
            stock(styles, element, parent, root=root, pseudo_type=pseudo_type, **known)
            return
        key = (
            pseudo_type,
            *((name, id(value), *weight[:2], *weight[2]) for name, (value, weight) in rules.items()),
        )
        below = above.__dict__.setdefault("below", {})
        if key not in below:
            stock(styles, element, parent, root=root, pseudo_type=pseudo_type, **known)
            # The rules' values are kept, so that no other can take their place in memory.
            below[key] = computed[element, pseudo_type], rules
        computed[element, pseudo_type] = below[key][0]

    return share


@dataclass(slots=True)
class Known:
    """The styles of all that one set of style sheets has met: of elements by what rules can see of
    them, of pages by the rules that name them; those of pseudo-elements and margin boxes under
    their names, its own under None."""

    elements: dict[Any, Styles] = field(default_factory=dict)
    pages: dict[Any, Styles] = field(default_factory=dict)
    sizes: dict[str, Any] = field(default_factory=lambda: {"box": None, "area": None})


def known_with(sheets: Any) -> Known:
    """What is known with these style sheets; it lasts as long as the last of them,
    which belongs to no other set."""
    kept: Known = sheets[-1][0].__dict__.setdefault("known", Known())
    return kept


@dataclass(slots=True)
class Sample:
    """A tree of which only those elements are looked at that no rule can tell apart from any known: they have
    the same name, attributes and element before them, are both the last or not, and stand in elements of which
    this is true as well. Of classes only those count that a sheet `named`. The others get their styles."""

    html: Any
    styles: Any
    known: Known
    named: frozenset[str]
    new: dict[Any, Styles] = field(default_factory=dict)
    parents: dict[Any, Any] = field(default_factory=dict)
    wrappers: dict[Any, Any] = field(default_factory=dict)
    seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

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
        self.styles.initial_page_sizes = self.known.sizes
        computed, likes, elements = self.styles.get_computed_styles(), self.styles.likes, self.known.elements
        root = self.html.etree_element
        self.wrappers[root] = self.html.wrapper_element
        waiting: list[tuple[Any, int, Any, bool]] = [(root, 0, None, True)]
        while waiting:
            element, above, before, last = waiting.pop()
            own = self.seen_of(element)
            key = (above, before, own, last)
            made = None if element.tag in SINGLE else elements.get(key)
            if made is None:
                made = self.new[element] = {}
                if element.tag not in SINGLE:
                    elements[key] = made
                yield self.wrapper(element)
                made[None] = computed[element, None]
            else:
                if element.tag in VIEWPORT:
                    made[None].pop("overflow", None)
                computed[element, None] = made[None]
            likes[element] = made
            here = id(made)
            before = None
            children = []
            for child in element:
                self.parents[child] = element
                children.append((child, here, before, False))
                before = self.seen_of(child)
            if children:
                children[-1] = (*children[-1][:3], True)
                waiting += children[::-1]

    def seen_of(self, element: Any) -> tuple[Any, ...]:
        """An element → what rules can see of it."""
        return element.tag, *(
            (name, self.classes_of(value) if name == "class" else name in UNSEEN or value)
            for name, value in element.items()
        )

    def classes_of(self, value: str) -> tuple[str, ...]:
        """The classes of an element that a sheet names."""
        kept = self.seen.get(value)
        if kept is None:
            kept = self.seen[value] = tuple(name for name in value.split() if name in self.named)
        return kept

    def wrapper(self, element: Any) -> Any:
        """An element as selectors see it."""
        if element not in self.wrappers:
            for child in self.wrapper(self.parents[element]).iter_children():
                self.wrappers[child.etree_element] = child
        return self.wrappers[element]

    def keep(self, call: Callable[..., Any]) -> None:
        """Remember the styles of what was looked at, as they are when they are asked for."""
        for element, pseudo_type in self.styles.get_computed_styles():
            if element in self.new:
                self.new[element][pseudo_type] = call(self.styles, element, pseudo_type)


def styled_alike(stock: Callable[..., None]) -> Callable[..., None]:
    """`StyleFor.__init__`, which tries all rules on every element. Where the root does not say that rules look
    no further than a `Sample`, it does so still."""
    call = StyleFor.__call__

    def begin(styles: Any, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:
        styles.likes, styles.known = {}, None
        named = html.etree_element.get(SHARING)
        if hints or named is None:
            stock(styles, html, sheets, hints, fonts, targets)
            return
        styles.known = known_with(sheets)
        sample = Sample(html, styles, styles.known, frozenset(named.split()))
        stock(styles, sample, sheets, hints, fonts, targets)
        sample.keep(call)

    return begin


def as_its_like(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`StyleFor.__call__` for an element that shares the styles of others."""

    def call(styles: Any, element: Any, pseudo_type: Any = None) -> Any:
        made = styles.likes.get(element)
        return stock(styles, element, pseudo_type) if made is None else made.get(pseudo_type)

    return call


def paged_alike(stock: Callable[..., None]) -> Callable[..., None]:
    """`set_page_type_computed_styles`, once for all pages that the same rules name below one style of the root.
    WeasyPrint does it for every page, and looks through those of all before."""

    def share(page_type: Any, html: Any, styles: Any) -> None:
        if styles.known is None:
            stock(page_type, html, styles)
            return
        computed = styles.get_computed_styles()
        selectors = (
            kind for sheet, *_ in styles._sheets for _, found, _ in sheet.page_rules for _, _, kind in found
        )
        key = (
            id(computed[html.etree_element, None]),
            *(styles._page_type_match(kind, page_type) for kind in selectors),
        )
        made = styles.known.pages.get(key)
        if made is None:
            stock(page_type, html, styles)
            made = styles.known.pages[key] = {
                pseudo: style for (kind, pseudo), style in computed.items() if kind == page_type
            }
        computed.update(((page_type, pseudo), style) for pseudo, style in made.items())

    return share


@dataclass(frozen=True, slots=True)
class Styled:
    """Those elements of a tree that say something of their own style."""

    tree: Any

    def iter(self) -> Iterator[Any]:
        for element in self.tree.iter():
            if element.get("style") or element.get("lang") or element.get("name"):
                yield element


def without_ids(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`find_style_attributes` without ids: WeasyPrint takes each for a rule of its own, so that no
    element with an id, and nothing below it, shares its style. Where a style sheet asks where a target
    stands, the root says so and ids stay."""

    def find(tree: Any, presentational_hints: bool = False, base_url: Any = None) -> Any:
        plain = not presentational_hints and tree.get(ASKING) is None
        return stock(Styled(tree) if plain else tree, presentational_hints, base_url)

    return find


def with_ids(stock: Callable[..., None]) -> Callable[..., None]:
    """`gather_anchors`, which asks every box for what few have, with the ids that the styles do not tell."""

    def gather(
        box: Any,
        anchors: dict[str, Any],
        links: Any,
        bookmarks: Any,
        forms: Any,
        matrix: Any = None,
        form: Any = None,
        link: Any = None,
    ) -> None:
        if type(box) is boxes.TextBox:
            return
        turned = bool(box.style["transform"])
        if not turned:
            enter(box, anchors, matrix)
        if link or box.link or box.element_tag == "form" or not is_quiet(box.style):
            stock(box, anchors, links, bookmarks, forms, matrix, form, link)
            if turned:
                own = box.transformation_matrix
                enter(box, anchors, own @ matrix if own and matrix else own or matrix)
            return
        for child in box.all_children():
            gather(child, anchors, links, bookmarks, forms, matrix, form)

    return gather


def is_quiet(style: Any) -> bool:
    """Whether boxes of a style are no targets by it, no bookmarks and no fields of a form,
    and stand where they were set."""
    kept: bool | None = style.__dict__.get("quiet")
    if kept is None:
        kept = style.quiet = not (
            style["transform"]
            or style["anchor"]
            or style["bookmark_level"] != "none"
            or style["appearance"] == "auto"
        )
    return kept


def enter(box: Any, anchors: dict[str, Any], matrix: Any) -> None:
    """Enter where an element with an id stands, if it is the first of this id on its page;
    `matrix` moves it, if there is one."""
    element = box.element
    if element is not None and element.tag == box.element_tag:
        name = element.get("id")
        if name and name not in anchors:
            x, y, width, height = box.hit_area()
            ends = (x, y), (x + width, y + height)
            (left, top), (right, bottom) = (matrix.transform_point(*end) for end in ends) if matrix else ends
            anchors[name] = (left, top, right, bottom)
