"""WeasyPrint's private side: the only module that knows it, with those that belong to it, each of which replaces one part of it:
styles (cascade.py), lines (inlines.py), paragraphs (paragraphs.py), the area of notes (footnotes.py), what is asked of every box
(shortcuts.py), drawing (drawing.py), the objects of a file (parts.py, taking.py).

    style, text → glyphs; a line setter → plugged in; a page → its boxes

Every use is written for the version that version.py names. With another one nothing of them runs, and the book is set by the public
API alone: `composing` in composer.py gives None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import isclose
from typing import Any, Protocol, cast
from xml.etree.ElementTree import Element

import weasyprint

from edition.render.pdf.cascade import styling
from edition.render.pdf.drawing import drawing
from edition.render.pdf.footnotes import Waiting, footnotes
from edition.render.pdf.inlines import inlines
from edition.render.pdf.lines import Face, Glyph
from edition.render.pdf.paragraphs import ParagraphSetter, paragraphs
from edition.render.pdf.shortcuts import shortcuts
from edition.render.pdf.version import is_known

SHAPING = 100.0
"""The size in pixels at which tokens are shaped: their widths are in em, so that they serve for every size."""
Shaped = list[tuple[int, Glyph, float]]
"""Glyphs of a text: the number of the font in the face, the glyph, its advance in em with kerning."""
ABSENT = object()
SIDED = frozenset({"left", "right", "recto", "verso"})

if is_known():
    import cssselect2  # type: ignore[import-untyped]
    import pydyf  # type: ignore[import-untyped]
    import weasyprint.document
    import weasyprint.draw
    import weasyprint.draw.text
    import weasyprint.layout
    import weasyprint.pdf.fonts
    import weasyprint.pdf.tags
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import background, block, inline, leader, preferred
    from weasyprint.layout import page as page_layout
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import get_hb_object_data, get_pango_font_key


@dataclass(frozen=True, slots=True)
class Stock:
    """WeasyPrint's own functions, for everything that is not composed."""

    split_first_line: Callable[..., Any]
    can_break_text: Callable[..., bool]
    add_word_spacing: Callable[..., float]
    draw_text: Callable[..., None]


def new_face(name: str, style: Any, other: Face | None = None) -> Face:
    """A style → its face, with the font that sets 永, and with what was shaped for an `other` size of it."""
    layout = line_break.Layout(style)
    layout.set_text("永")
    line, _ = layout.get_first_line()
    _, height = line_break.line_size(line, style)
    baseline = baseline_of(layout)
    if other:
        return Face(name, style, style["font_size"], height, baseline, other.shaping, other.fonts, other.tokens)
    shaping = style.copy()
    shaping["font_size"] = SHAPING
    face = Face(name, style, style["font_size"], height, baseline, shaping)
    shape_run(face, "永")
    return face


def shape_runs(face: Face, texts: Sequence[str]) -> list[Shaped]:
    """Texts → the glyphs of each. They are shaped as paragraphs of one text, which know nothing of one another; one with a separator
    of paragraphs in it by itself."""
    whole = "\n".join(texts)
    if len(texts) > 1 and len(whole.splitlines()) != len(texts):
        return [shape_run(face, text) for text in texts]
    layout = line_break.Layout(face.shaping)
    kept, _ = line_break.unicode_to_char_p(whole)
    pango.pango_layout_set_text(layout.layout, kept, -1)
    data = whole.encode()
    return [
        glyphs_of(face, layout, pango.pango_layout_get_line_readonly(layout.layout, number), data)
        for number in range(len(texts))
    ]


def shape_run(face: Face, text: str) -> Shaped:
    """Text → its glyphs."""
    return shape_runs(face, [text])[0]


def glyphs_of(face: Face, layout: Any, line: Any, data: bytes) -> Shaped:
    """A line of a Pango layout of the text `data` → its glyphs."""
    unit = FROM_UNITS / SHAPING
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    found: Shaped = []
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        font = item.analysis.font
        number = next((n for n, (known, _) in enumerate(face.fonts) if known == font), None)
        if number is None:
            number = len(face.fonts)
            face.fonts.append((font, layout))
        for index in range(glyphs.num_glyphs):
            info = glyphs.glyphs[index]
            start = glyphs.log_clusters[index]
            end = item.length if index + 1 == glyphs.num_glyphs else glyphs.log_clusters[index + 1]
            pango.pango_font_get_glyph_extents(font, info.glyph, ink, logical)
            # A glyph moved off its place (a combining accent) is left to Pango: it becomes no token.
            moved = info.geometry.x_offset or info.geometry.y_offset
            shown = data[item.offset + start : item.offset + end].decode()
            glyph = Glyph(
                pango.PANGO_GLYPH_EMPTY if moved else info.glyph, shown, round(logical.width * unit * 1000)
            )
            found.append((number, glyph, info.geometry.width * unit))
        run = run.next
    return found


def cut_key(style: Any) -> str:
    """A style → what makes its face at any size: family, weight, language, the fonts at hand."""
    return f"{id(style.font_config)} {line_break._font_style_cache_key(style)}"


def face_key(style: Any) -> str:
    """A style → what makes its face: the same, and the size."""
    return f"{id(style.font_config)} {line_break._font_style_cache_key(style, include_size=True)}"


def is_missing(glyph: Glyph) -> bool:
    """Whether a glyph stands for a character that no face has."""
    return bool(glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG)


def is_settable(glyph: Glyph) -> bool:
    """Whether a glyph is an ordinary one of a font."""
    return bool(glyph.number < pango.PANGO_GLYPH_EMPTY)


def baseline_of(layout: Any) -> float:
    """A Pango layout → its baseline in pixels."""
    return cast(float, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS)


def family_of(font: Any) -> str:
    """A Pango font → the name of its family."""
    _, description, _ = get_pango_font_key(font)
    name = pango.pango_font_description_get_family(description)
    return cast(str, ffi.string(name).decode())


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


class Steady:
    """A layout context for lines that never sends a note to the next page to save two lines of text from standing
    alone: WeasyPrint does so outside columns, and the note would leave the page of its call. What the context holds is its
    own too, what it does it does itself."""

    __slots__ = ("__dict__", "context")
    in_column = property(lambda _: True)

    def __init__(self, context: Any) -> None:
        self.context = context
        self.__dict__ = context.__dict__

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)


@dataclass(frozen=True, slots=True)
class Unbound:
    """A page as it is before it has its margins: as much of WeasyPrint's `Page` as the functions below ask for."""

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
        """Whether the pages can begin with another number: on the same side, or on the other one where nothing asked for a side
        and both have one type area."""
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
        """Number the pages from `first` on, which `fits`, and give them their margins → WeasyPrint's Document."""
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
        """Forget the styles of all elements, and what areas of notes know of their pages: what holds one another lasts until garbage is
        collected, and that takes a helper more time than to paint."""
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
    """A WeasyPrint `HTML`, the number that its style sheets give to its first page, the options of `render` → its pages."""
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


def borrowed_content() -> property:
    """`Font.file_content`, which begins as a copy of the whole file (20 MB a face) and is kept only when it has become the
    subset that goes into the book."""

    def read(font: Any) -> Any:
        return font.__dict__.get("subset_content") or get_hb_object_data(font.hb_face)

    def keep(font: Any, content: Any) -> None:
        if font.__dict__.get("index") is not None:  # `__init__` sets it after the whole file
            font.subset_content = content

    return property(read, keep)


def unnumbered(_: Any) -> None:
    """`pydyf.Object.__init__`, which sets nothing of its own."""


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
    yield weasyprint.pdf.fonts.Font, "file_content", borrowed_content()
    yield weasyprint.pdf.tags, "_build_box_tree", tagged_links(weasyprint.pdf.tags._build_box_tree)
    # Most objects stand inside others and never get a number: what all of them begin with is kept once.
    yield pydyf.Object, "__init__", unnumbered
    for name, value in vars(pydyf.Object()).items():
        yield pydyf.Object, name, value
    yield from drawing(setter)
    yield from styling()
    yield from shortcuts()
    yield from footnotes()


@contextmanager
def plugged(setter: LineSetter) -> Iterator[None]:
    """Let `setter` set the lines as long as the block runs."""
    with replaced(list(amendments(setter))):
        yield


@contextmanager
def replaced(places: Sequence[tuple[Any, str, Any]]) -> Iterator[None]:
    """Put functions in place of others (module or class, name, function) as long as the block runs."""
    kept = [(owner, name, vars(owner).get(name, ABSENT)) for owner, name, _ in places]
    try:
        for owner, name, function in places:
            setattr(owner, name, function)
        yield
    finally:
        for owner, name, function in kept:
            if function is ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, function)


def adopt_tree(html: Any, tree: Element) -> None:
    """Give a WeasyPrint `HTML` a ready tree (no namespace), so that nothing is parsed twice and every box on a page
    refers to an element of ours."""
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element


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


def tagged_links(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`_build_box_tree` with a Link element for every text that was made a link (ISO 14289-1 7.18.5)."""

    def build(
        box: Any, parent: Any, pdf: Any, number: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        found = [linked for linked in box.__dict__.get("linked", ()) if linked.box in tags]
        places = [tags[linked.box]["mcid"] for linked in found]
        for linked in found:
            tags[linked.box]["tag"] = "Link"
        yield from stock(box, parent, pdf, number, nums, annotations, tags)
        for linked, place in zip(found, places, strict=True):
            reference = nums[place]
            known = {"Type": "/OBJR", "Obj": linked.link_annotation.reference}
            pointer = pydyf.Dictionary({**known, "Pg": pdf.page_references[number]})
            pdf.add_object(pointer)
            pdf.objects[int(reference.split()[0])]["K"].append(pointer.reference)
            annotations.append((reference, linked.link_annotation))

    return build
