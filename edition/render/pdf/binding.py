"""All pages into one file: fonts, tags, outline, page labels, links, the TEI inside.

    painted parts → one PDF/A-3a

WeasyPrint writes an empty page with everything that belongs to the whole file: metadata, the TEI, and the fonts with all the
glyphs that the parts use. The pages and tags of the parts are added to it.
Sources: ISO 19005-3 (PDF/A-3), ISO 32000-2 12.3 (outline, destinations), 12.4.2 (page labels), 14.7 (tags), 14.13 (files).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from edition.render.pdf.making import Made
from edition.render.pdf.room import PlainRoom, Pressroom
from edition.render.pdf.sheets import EMPTY, Sheets

MM = 25.4 / 72


def write_book(made: Made, room: Pressroom | PlainRoom, tei: Path, out: Path) -> None:
    """All pages into one file at `out`, whole or not at all."""
    unfinished = out.with_name(f".{out.name}.part")
    try:
        if isinstance(room, PlainRoom):
            write_plainly(made, room.made, tei, unfinished)
        else:
            bind(made, room, tei, unfinished)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def write_plainly(made: Made, press: Any, tei: Path, out: Path) -> None:
    """The documents of a book that is set plainly, written by WeasyPrint alone."""
    from edition.render.pdf.parts import inside

    pages: list[Any] = []
    blank = press.render(ElementTree.fromstring(EMPTY), 1).pages
    front = 0
    for part in made.all():
        pages += blank * (len(pages) % 2)
        front = len(pages) if part is made.text[0] else front
        pages += part.document.pages
    whole = made.text[0].document.copy(pages)
    whole.write_pdf(out, pdf_variant=press.printing.variant, attachments=[inside(tei)])
    with Pdf.open(out, allow_overwriting_input=True) as pdf:
        label_pages(pdf, front)
        save(pdf, out)


def bind(made: Made, room: Pressroom, tei: Path, out: Path) -> None:
    """The painted parts of a book into one file."""
    painted = [sheets.painted for sheets in made.all() if sheets.painted]
    cover = room.cover([use for part in painted for use in part.fonts], str(tei))
    room.close()
    with ExitStack() as opened:
        pdf = opened.enter_context(Pdf.open(io.BytesIO(cover)))
        starts = add_pages(pdf, made, opened)
        drop_links(pdf, frozenset(dead_links(made.all())))
        add_outline(pdf, made.all(), starts)
        add_places(pdf, made.all(), starts)
        label_pages(pdf, starts[len(made.front)])
        unwrap_tables(pdf)
        open_metadata(pdf)
        if room.printing.crop:
            draw_boxes(pdf, room.printing.bleed)
        save(pdf, out)


def save(pdf: Pdf, out: Path) -> None:
    """Write the file, the same bytes every time."""
    pdf.save(
        out,
        min_version="1.7",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )


# -- pages and tags -----------------------------------------------------------------------------------------------


def add_pages(pdf: Pdf, made: Made, opened: ExitStack) -> list[int]:
    """Put the pages of every part in place of the empty one, which stands wherever a part waits for its side → the index of the
    first page of each part. What is `opened` has to stay so until the file is written."""
    empty = pdf.pages[0].obj
    del empty.StructParents
    resources = empty.Resources
    tags = new_tags(pdf)
    starts: list[int] = []
    before = 0
    for number, sheets in enumerate(made.all()):
        done = len(pdf.pages) - 1
        before = done + done % 2 if number == len(made.front) else before
        starts.append(before + sheets.pages.first - 1)
        for _ in range(starts[-1] - done):
            pdf.pages.append(pikepdf.Page(pdf.make_indirect(Dictionary(dict(empty.items())))))
        assert sheets.painted is not None
        part = opened.enter_context(Pdf.open(io.BytesIO(sheets.painted.pdf)))
        for page in part.pages:
            pdf.pages.append(page)
        pages = [pdf.pages[i].obj for i in range(starts[-1] + 1, len(pdf.pages))]
        pages[0].Resources.Font = resources.Font
        pages[0].Resources.ColorSpace = resources.ColorSpace
        tags.take(pdf.copy_foreign(part.Root.StructTreeRoot), pages)
    del pdf.pages[0]
    tags.close()
    return starts


@dataclass(slots=True)
class Tags:
    """The tree of tags of a file: its `document`, what stands in that, and what every page and link says of its tags."""

    root: Any
    document: Any
    kids: list[Any] = field(default_factory=list)
    parents: list[Any] = field(default_factory=list)

    def take(self, tree: Any, pages: Sequence[Any]) -> None:
        """Add the tree of tags of a part, whose pages are in the file already."""
        base = len(self.parents) // 2
        for number, parent in enumerate(list(tree.ParentTree.Nums)[1::2], base):
            self.parents += (number, parent)
        for kid in tree.K[0].K:
            kid.P = self.document
            self.kids.append(kid)
        for page in pages:
            page.StructParents = base + int(page.StructParents)
            for link in page.get("/Annots", ()):
                if "/StructParent" in link:
                    link.StructParent = base + int(link.StructParent)

    def close(self) -> None:
        """Write down what was taken."""
        self.document.K = Array(self.kids)
        self.root.ParentTree.Nums = Array(self.parents)


def new_tags(pdf: Pdf) -> Tags:
    """The tree of tags of a file, without what stands in it."""
    root = pdf.Root.StructTreeRoot
    return Tags(root, root.K[0])


# -- ways into the book -------------------------------------------------------------------------------------------


def add_outline(pdf: Pdf, parts: Sequence[Sheets], starts: Sequence[int]) -> None:
    """The bookmarks of all parts, each below the last one of a lower level."""
    with pdf.open_outline() as outline:
        above: list[tuple[int, list[OutlineItem]]] = [(0, outline.root)]
        for sheets, start in zip(parts, starts, strict=True):
            for mark in sheets.pages.bookmarks:
                while above[-1][0] >= mark.level:
                    above.pop()
                place = Array([pdf.pages[start + mark.page].obj, Name.XYZ, mark.x, mark.y, 0])
                item = OutlineItem(mark.title, place)
                above[-1][1].append(item)
                above.append((mark.level, item.children))


def add_places(pdf: Pdf, parts: Sequence[Sheets], starts: Sequence[int]) -> None:
    """The places that links lead to, under their ids."""
    wanted = frozenset().union(*(sheets.pages.targets for sheets in parts))
    places: dict[bytes, Any] = {}
    for sheets, start in zip(parts, starts, strict=True):
        for ident, (page, x, y) in sheets.pages.places.items():
            if ident in wanted:
                name = bytes(String(ident))
                places.setdefault(name, Array([pdf.pages[start + page].obj, Name.XYZ, x, y, 0]))
    names = [item for name, place in sorted(places.items()) for item in (String(name), place)]
    pdf.Root.Names.Dests = Dictionary(Names=Array(names))


def dead_links(parts: Sequence[Sheets]) -> list[str]:
    """Ids that links lead to and that stand nowhere."""
    known = {ident for sheets in parts for ident in sheets.pages.places}
    return sorted({target for sheets in parts for target in sheets.pages.targets} - known)


def drop_links(pdf: Pdf, dead: frozenset[str]) -> None:
    """Take the links away that lead nowhere."""
    for page in pdf.pages if dead else ():
        if "/Annots" in page:
            page.obj.Annots = Array(
                [link for link in page.obj.Annots if str(link.get("/Dest", "")) not in dead]
            )


def label_pages(pdf: Pdf, front: int) -> None:
    """Roman numbers for the front matter, then Arabic ones; readers open the file with its outline."""
    ranges = [0, Dictionary(S=Name.r), front, Dictionary(S=Name.D)] if front else [0, Dictionary(S=Name.D)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(ranges))
    pdf.Root.PageMode = Name.UseOutlines


def open_metadata(pdf: Pdf) -> None:
    """Leave the metadata uncompressed, for programs that do not read the rest (ISO 19005-1 6.7.2)."""
    stream = pdf.Root.Metadata
    stream.write(stream.read_bytes())
    if "/Filter" in stream:
        del stream.Filter


def unwrap_tables(pdf: Pdf) -> None:
    """The box around a table bears the tag of the table inside it: it becomes a division (ISO 32000-1 14.8.4.3.4)."""
    for found in pdf.objects:
        if is_table(found) and any(map(is_table, found.K)):
            found.S = Name.Div


def is_table(found: Any) -> bool:
    """Whether an object is the tag of a table."""
    return isinstance(found, Dictionary) and found.get("/S") == Name.Table


def draw_boxes(pdf: Pdf, bleed: float) -> None:
    """The bleed that the printer asked for around the trimmed page, and all of the sheet to be seen (ISO 32000-2
    14.11.2); `bleed` is in millimetres."""
    points = bleed / MM
    for page in pdf.pages:
        left, low, right, high = map(float, page.trimbox)
        low, high = min(low, high), max(low, high)
        page.bleedbox = Array([left - points, low - points, right + points, high + points])
        page.cropbox = page.mediabox
