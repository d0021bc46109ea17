"""A document laid out on pages that get their numbers and margins later.

Belongs to the seam, written for one version of WeasyPrint. Source: CSS Paged Media 3.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import isclose
from typing import Any

from edition.render.pdf.weasy.footnotes import Waiting
from edition.render.pdf.weasy.version import is_known

SIDED = frozenset({"left", "right", "recto", "verso"})

if is_known():
    import weasyprint.document
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background, block
    from weasyprint.layout import page as page_layout


@dataclass(frozen=True, slots=True)
class Unbound:
    """A page as it is before it has its margins: as much of WeasyPrint's `Page`
    as the functions below ask for."""

    _page_box: Any


@dataclass(slots=True)
class Flow:
    """A document laid out on pages that have no margin boxes yet, and whose numbers may still change."""

    document: Any
    html: Any
    first: int
    context: Any
    boxes: list[Any]

    @property
    def pages(self) -> list[Unbound]:
        """The pages as far as they are made."""
        return [Unbound(box) for box in self.boxes]

    def fits(self, first: int) -> bool:
        """Whether the pages can begin with another number: on the same side, or on the other one where nothing
        asked for a side and both have one type area."""
        if (first - self.first) % 2 == 0:
            return True
        breaks = (made[1]["break"] for made in self.context.page_maker[1:])
        if any(box.page_type.blank for box in self.boxes) or not SIDED.isdisjoint(breaks):
            return False
        return all(
            isclose(new.width, box.width) and isclose(new.height, box.height) for box, new in self.turned()
        )

    def turned(self) -> Iterator[tuple[Any, Any]]:
        """Every page, and an empty one of the other side."""
        for box in self.boxes:
            side = "left" if box.page_type.side == "right" else "right"
            kind = box.page_type._replace(side=side)
            if self.context.style_for(kind) is None:
                page_layout.set_page_type_computed_styles(kind, self.html, self.context.style_for)
            style = self.context.style_for(kind)
            style["overflow"] = box.style["overflow"]
            new = boxes.PageBox(kind, style)
            block.resolve_percentages(new, style["size"])
            new.position_x = new.position_y = 0
            page_layout.page_width(new, self.context, style["size"][0])
            page_layout.page_height(new, self.context, style["size"][1])
            yield box, new

    def settle(self, first: int) -> Any:
        """Number the pages from `first` on, which `fits`, and give them their
        margins → WeasyPrint's Document."""
        if (first - self.first) % 2:
            for box, new in self.turned():
                dx, dy = new.content_box_x() - box.content_box_x(), new.content_box_y() - box.content_box_y()
                for child in box.children:
                    child.translate(dx, dy)
                box.__dict__.update({name: value for name, value in vars(new).items() if name != "children"})
        for number, (*_, state, _) in enumerate(self.context.page_maker):
            if state[1].get("page") == [self.first + number - 1]:
                state[1]["page"] = [first + number - 1]
        for number, box in enumerate(self.boxes, 1):
            self.context.current_page = number
            state = self.context.page_maker[number][3]
            box.children = (*box.children, *page_layout.make_margin_boxes(self.context, box, state))
            background.layout_backgrounds(box, self.context.get_image_from_uri)
        self.document.pages = [weasyprint.document.Page(box) for box in self.boxes]
        self.let_go()
        return self.document

    def let_go(self) -> None:
        """Forget the styles of all elements, and what areas of notes know of their pages: what holds one
        another lasts until garbage is collected, and that takes a helper more time than to paint."""
        for box in self.boxes:
            for child in box.children:
                if isinstance(child, boxes.FootnoteAreaBox):
                    del child.page
                    child.__dict__.pop("band", None)
        styles = self.context.style_for
        styles.get_cascaded_styles().clear()
        styles.get_computed_styles().clear()
        self.context.__dict__.clear()


def flow(html: Any, first: int, **options: Any) -> Flow:
    """A WeasyPrint `HTML`, the number that its style sheets give to its first page, the
    options of `render` → its pages."""
    document = html.render(**options)
    context, made = html.flowed
    del html.flowed
    return Flow(document, html, first, context, made)


def flowing(stock: Callable[..., Any]) -> Callable[..., list[Any]]:
    """`layout_document` that leaves its pages with the `HTML` and gives none, for a `Flow`."""

    def layout(html: Any, root_box: Any, context: Any) -> list[Any]:
        context.footnotes = Waiting(context.footnotes)
        html.flowed = context, list(stock(html, root_box, context))
        return []

    return layout


def later(*_: Any) -> tuple[()]:
    """What a `Flow` does when its pages are numbered."""
    return ()
