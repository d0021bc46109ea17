"""The tags of a page: what is what on it, in fewer elements than WeasyPrint makes, which gives every
stretch of text one of its own.

boxes of a page, its marked content by its boxes → elements, and the number of each
stretch of content with its element

Belongs to the seam, written for one version of WeasyPrint. What is printed in the margins is no part of the
text (an artifact), nor are the dots of leaders. Lists, tables and pictures are left to WeasyPrint. Sources: ISO
32000-1 14.7 and 14.8 (structure), ISO 14289-1 7.1 (artifacts), 7.18.5 (links).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from edition.render.pdf.weasy.version import is_known

if is_known():
    import weasyprint.draw
    from weasyprint.formatting_structure import boxes
    from weasyprint.pdf import tags as stock_tags

    USUAL = (boxes.BlockBox, boxes.InlineBox, boxes.InlineBlockBox)

ODD = frozenset({"TD", "TH", "LI", "Table", "Figure"})
"""Elements that depend on those around them, or say more than what they hold."""
HOLDING = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "Span", "Lbl", "Link"})
"""Elements that may hold content themselves; those that only group others hold it in
a Span (ISO 32000-1 14.8.4.2)."""
MARGIN = b"/Artifact\n<</Type /Pagination>>\nBDC"
LEADER = b"/Artifact\nBMC"


def tagging() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module, name, function."""
    yield stock_tags, "_build_box_tree", built(stock_tags._build_box_tree)
    yield weasyprint.draw, "draw_stacking_context", set_apart(weasyprint.draw.draw_stacking_context)


@contextmanager
def artifact(stream: Any, mark: bytes) -> Iterator[None]:
    """Inside, what is drawn is no part of the text, and is marked so if anything is."""
    tags = stream._tags
    if tags is None:
        yield
        return
    stream._tags = None
    stream.stream.append(mark)
    yield
    stream.stream.append(b"EMC")
    stream._tags = tags


def set_apart(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """`draw_stacking_context` that marks what stands in the margins as no part of the text."""

    def draw(stream: Any, context: Any) -> None:
        if isinstance(context.box, boxes.MarginBox):
            with artifact(stream, MARGIN):
                stock(stream, context)
        else:
            stock(stream, context)

    return draw


@dataclass(slots=True, eq=False)
class Tag:
    """An element of structure: a dictionary as far as WeasyPrint looks into it, an object as far as it is
    numbered and written. `kids` are numbers of content and written objects."""

    role: str
    page: bytes
    parent: bytes
    kids: list[int | bytes] = field(default_factory=list)
    number: int | None = None
    generation: ClassVar[int] = 0
    compressible: ClassVar[bool] = True

    def __getitem__(self, name: str) -> Any:
        return self.kids if name == "K" else f"/{self.role}"

    @property
    def reference(self) -> bytes:
        """How others refer to it."""
        return stock_tags.pydyf.Object.reference.fget(self)  # type: ignore[no-any-return]

    @property
    def data(self) -> bytes:
        """How it is written."""
        kids = b" ".join([kid if isinstance(kid, bytes) else b"%d" % kid for kid in self.kids])
        role = self.role.encode()
        return b"<</Type /StructElem/S /%b/K [%b]/Pg %b/P %b>>" % (role, kids, self.page, self.parent)


@cache
def role_of(name: str | None) -> str:
    """The name of an element of ours → the kind of its tag."""
    return str(stock_tags._get_pdf_tag(name))


def role_in(box: Any) -> str:
    """The kind of the tag of a box, as long as nothing around it makes it another."""
    return role_of(None if box.element is None else box.element_tag)


def is_usual(box: Any, role: str) -> bool:
    """Whether a box is an element with what it holds, and nothing more."""
    return (
        type(box) in USUAL
        and role not in ODD
        and box.element_tag not in ("html", "body")
        and not box.widget_annotation
    )


def is_part(inner: Any, box: Any) -> bool:
    """Whether a box is what the layout put around some of the content of another, and no element by itself."""
    return inner.element is box.element and inner.element_tag == box.element_tag


def pointer(annotation: Any, page: bytes) -> bytes:
    """How an element refers to the annotation of a link."""
    return b"<</Type /OBJR/Obj %b/Pg %b>>" % (annotation.reference, page)


def built(stock: Callable[..., Any]) -> Callable[..., Any]:
    """`_build_box_tree` for the boxes of a page, with a Link for every text that was made a link."""

    def build(
        box: Any, parent: Any, pdf: Any, number: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        if isinstance(box, boxes.MarginBox) or box.is_leader:
            return
        role = role_in(box)
        if is_usual(box, role):
            yield Tagging(pdf, number, nums, annotations, tags).element(box, role, parent)
            return
        linked = [one for one in box.__dict__.get("linked", ()) if one.box in tags]
        places = [tags[one.box]["mcid"] for one in linked]
        for one in linked:
            tags[one.box]["tag"] = "Link"
        yield from stock(box, parent, pdf, number, nums, annotations, tags)
        for one, place in zip(linked, places, strict=True):
            element = pdf.objects[int(nums[place].split()[0])]
            element["K"].append(pointer(one.link_annotation, pdf.page_references[number]))
            annotations.append((nums[place], one.link_annotation))

    return build


@dataclass(frozen=True, slots=True)
class Tagging:
    """Makes the elements of a page: what WeasyPrint hands down from box to box."""

    pdf: Any
    number: int
    nums: dict[int, bytes]
    annotations: list[tuple[bytes, Any]]
    tags: dict[Any, Any]

    def element(self, box: Any, role: str, parent: Any) -> Tag:
        """A box → its element, and those below it."""
        made = self.new(role, parent)
        if annotation := box.link_annotation:
            made.kids.append(pointer(annotation, made.page))
            self.annotations.append((made.reference, annotation))
        self.fill(made, box)
        return made

    def new(self, role: str, parent: Any, kids: Sequence[int] = ()) -> Tag:
        """A new element below another."""
        made = Tag(role, self.pdf.page_references[self.number], parent.reference, [*kids])
        self.pdf.add_object(made)
        return made

    def fill(self, made: Tag, box: Any) -> None:
        """Put what a box holds into an element."""
        for child in box.children:
            for inner in child.children if isinstance(child, boxes.LineBox) else (child,):
                if isinstance(inner, boxes.TextBox):
                    self.hold(made, inner)
                    continue
                if inner.is_leader:
                    continue
                role = role_in(inner)
                if not is_usual(inner, role):
                    # What is built may add to the end of this element, as lists inside items do.
                    end = len(made.kids)
                    found = stock_tags._build_box_tree(
                        inner, made, self.pdf, self.number, self.nums, self.annotations, self.tags
                    )
                    made.kids[end:end] = [element.reference for element in found]
                elif (
                    made.role in HOLDING
                    and (role == "Span" or is_part(inner, box))
                    and not inner.link_annotation
                ):
                    self.fill(made, inner)
                else:
                    end = len(made.kids)
                    made.kids.insert(end, self.element(inner, role, made).reference)

    def hold(self, made: Tag, text: Any) -> None:
        """Put a stretch of text into an element, or into a new one in it."""
        known = self.tags.pop(text)
        number, role = known["mcid"], known["tag"]
        holder = made
        if made.role not in HOLDING or role not in ("Span", made.role):
            holder = self.new(role, made, [number])
            made.kids.append(holder.reference)
        else:
            made.kids.append(number)
        self.nums[number] = holder.reference
