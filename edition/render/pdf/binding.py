"""All pages into one file: fonts, tags, outline, page labels, links, the TEI inside.

    painted parts → one PDF/A-3a

The parts come as objects that only need other numbers (objects.py) and are written while later ones are still
being painted; the pages in the order of the book. At last comes what the file has once: metadata, the TEI, and
the fonts with all the glyphs that the parts use.
Sources: ISO 19005-3 (PDF/A-3), ISO 32000-2 7.9.6 (name trees), 12.3 (outline, destinations),
12.4.2 (page labels), 14.7 (tags).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.etree import ElementTree

import pydyf  # type: ignore[import-untyped]

from edition.render.pdf.making import Made
from edition.render.pdf.objects import NOTHING, Common, Growing, Objects, array, references, shifted
from edition.render.pdf.room import PlainRoom, Pressroom
from edition.render.pdf.sheets import EMPTY, Cover, FontUse, Sheets


def write_book(made: Made, room: Pressroom | PlainRoom, tei: Path, out: Path) -> None:
    """All pages into one file at `out`, whole or not at all."""
    unfinished = out.with_name(f".{out.name}.part")
    try:
        if isinstance(room, PlainRoom):
            write_plainly(made, room.made, tei, unfinished)
        else:
            with unfinished.open("wb") as file:
                bind(made, room, file)
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)


def write_plainly(made: Made, press: Any, tei: Path, out: Path) -> None:
    """The documents of a book that is set plainly, written by WeasyPrint alone."""
    import pikepdf

    from edition.render.pdf.weasy.parts import inside

    pages: list[Any] = []
    blank = press.render(ElementTree.fromstring(EMPTY), 1).pages
    front = 0
    for part in made.all():
        pages += blank * (len(pages) % 2)
        front = len(pages) if part is made.text[0] else front
        pages += part.document.pages
    whole = made.text[0].document.copy(pages)
    whole.write_pdf(out, pdf_variant=press.printing.variant, attachments=[inside(tei)])
    with pikepdf.open(out, allow_overwriting_input=True) as pdf:
        roman, arabic = (pikepdf.Dictionary(S=pikepdf.Name(style)) for style in ("/r", "/D"))
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=[0, roman, front, arabic] if front else [0, arabic])
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        streams = pikepdf.ObjectStreamMode.generate
        pdf.save(out, min_version="1.7", object_stream_mode=streams, deterministic_id=True)


def bind(made: Made, room: Pressroom, file: BinaryIO) -> None:
    """The parts of a book into one file, each as soon as it is painted."""
    growing = Growing(file)
    parts = made.all()
    dead = frozenset(dead_links(parts))
    fonts: list[FontUse] = []
    placed: dict[int, Placed] = {}
    for sheets, painted in room.painted(parts):
        by = growing.add(without_links(painted.objects, dead & sheets.pages.targets))
        tags, pages = ([by + number for number in numbers] for numbers in (painted.tags, painted.pages))
        placed[id(sheets)] = Placed(pages, tags, by + painted.parents)
        fonts += painted.fonts
        sheets.painted = replace(painted, objects=NOTHING)
    uses = together(fonts)
    begun = room.begin_cuts(uses)
    cover = room.cover()
    lead_in(growing, made, [placed[id(sheets)] for sheets in parts], cover, growing.add(cover.objects))
    names = [
        b"/%b %d 0 R" % (use.name.encode(), growing.add(cut.objects) + cut.font)
        for use, cut in zip(uses, room.cuts(begun), strict=True)
    ]
    room.close()
    growing.common[Common.FONTS] = b"<<%b>>" % b"".join(names)
    growing.close()


def together(uses: Iterable[FontUse]) -> list[FontUse]:
    """The fonts of all parts, each with all the glyphs that are used of it."""
    found: dict[str, tuple[str, list[dict[int, Any]]]] = {}
    for use in uses:
        _, kept = found.setdefault(use.name, (use.description, [{}, {}, {}]))
        for mine, theirs in zip(kept, (use.texts, use.widths, use.missing), strict=True):
            mine |= theirs
    return [
        FontUse(name, description, *(dict(sorted(kind.items())) for kind in kept))
        for name, (description, kept) in sorted(found.items())
    ]


class Placed(NamedTuple):
    """A part that is in the file: the numbers of its pages, of its uppermost tags, and of what leads from its
    pages and links to their tags."""

    pages: list[int]
    tags: list[int]
    parents: int


def lead_in(file: Growing, made: Made, placed: Sequence[Placed], cover: Cover, by: int) -> None:
    """Write what leads into the book and what the file has once, behind the parts, while the fonts are being
    cut; the numbers of the cover are moved on `by` so many."""
    if cover.profile:
        file.add_stream(*cover.profile, Common.PROFILE)
    parts = made.all()
    starts = list(first_pages(made))
    pages = all_pages(file, zip(starts, placed, strict=True), shifted(cover.blank, by))
    tags = references(tag for part in placed for tag in part.tags)
    file.common |= {Common(number): shifted(said, by) for number, said in cover.common.items()} | {
        Common.PAGES: b"<</Type /Pages/Count %d/Kids %b>>" % (len(pages), references(pages)),
        Common.DOCUMENT: b"<</Type /StructElem/S /Document/P %b/K %b>>" % (Common.TAGS.reference, tags),
        Common.PARENTS: b"<</Kids %b>>" % references(sorted(part.parents for part in placed)),
        Common.OUTLINE: add_outline(file, list(bookmarks(parts, starts, pages))),
        Common.PLACES: b"<</Names %b>>" % array(places(parts, starts, pages)),
        Common.LABELS: labels(starts[len(made.front)]),
    }


def first_pages(made: Made) -> Iterator[int]:
    """The index of the first page of each part: those of the front matter have numbers of their own, and the
    text begins on the side of its number."""
    before = done = 0
    for number, sheets in enumerate(made.all()):
        before = done + done % 2 if number == len(made.front) else before
        yield before + sheets.pages.first - 1
        done = before + sheets.pages.first - 1 + sheets.pages.count


def all_pages(file: Growing, parts: Iterable[tuple[int, Placed]], blank: bytes) -> list[int]:
    """The index of the first page of each part, and the part → the number of every page; where a part waits for
    its side, an empty one is written."""
    pages: list[int] = []
    empty: list[bytes] = []
    for start, part in parts:
        for _ in range(start - len(pages)):
            pages.append(file.next + len(empty))
            empty.append(blank)
        pages += part.pages
    file.add_texts(empty)
    return pages


# -- ways into the book ----------------------------------------------------------------------------------------


def bookmarks(
    parts: Sequence[Sheets], starts: Sequence[int], pages: Sequence[int]
) -> Iterator[tuple[int, bytes]]:
    """The bookmarks of all parts: level, and words and destination as they stand in the file."""
    for sheets, start in zip(parts, starts, strict=True):
        for mark in sheets.pages.bookmarks:
            place = destination(pages[start + mark.page], mark.x, mark.y)
            yield mark.level, b"/Title %b/Dest %b" % (string(mark.title), place)


def add_outline(file: Growing, marks: Sequence[tuple[int, bytes]]) -> bytes:
    """Write the bookmarks, each below the last one of a lower level, all of them open → the outline."""
    kids: list[list[int]] = [[] for _ in range(len(marks) + 1)]  # the last ones are those at the top
    over: list[int] = []
    above = [(0, len(marks))]
    for number, (level, _) in enumerate(marks):
        while above[-1][0] >= level:
            above.pop()
        over.append(above[-1][1])
        kids[over[-1]].append(number)
        above.append((level, number))
    counts = [0] * len(kids)
    for number in reversed(range(len(marks))):
        counts[over[number]] += counts[number] + 1
    first = file.next

    def item(name: bytes, number: int) -> bytes:
        return b"/%b %d 0 R" % (name, first + number)

    def held(number: int) -> bytes:
        below = kids[number]
        ends = item(b"First", below[0]) + item(b"Last", below[-1]) if below else b""
        return ends + b"/Count %d" % counts[number] if below or number == len(marks) else b""

    texts = []
    for number, (_, said) in enumerate(marks):
        beside = kids[over[number]]
        place = bisect_left(beside, number)
        parent = Common.OUTLINE.reference if over[number] == len(marks) else b"%d 0 R" % (first + over[number])
        before = item(b"Prev", beside[place - 1]) if place else b""
        after = item(b"Next", beside[place + 1]) if place + 1 < len(beside) else b""
        texts.append(b"<<%b/Parent %b%b%b%b>>" % (said, parent, before, after, held(number)))
    file.add_texts(texts)
    return b"<</Type /Outlines%b>>" % held(len(marks))


def places(parts: Sequence[Sheets], starts: Sequence[int], pages: Sequence[int]) -> Iterator[bytes]:
    """The places that links lead to, each after its id, sorted as a name tree has them."""
    wanted = frozenset().union(*(sheets.pages.targets for sheets in parts))
    found: dict[str, bytes] = {}
    for sheets, start in zip(parts, starts, strict=True):
        for ident, (page, x, y) in sheets.pages.places.items():
            if ident in wanted and ident not in found:
                found[ident] = destination(pages[start + page], x, y)
    for ident in sorted(found, key=lambda ident: (not ident.isascii(), ident.encode("utf-16-be"))):
        yield string(ident)
        yield found[ident]


def destination(page: int, x: float, y: float) -> bytes:
    """A position on the page of a number."""
    made: bytes = pydyf.Array([b"%d 0 R" % page, "/XYZ", x, y, 0]).data
    return made


def string(words: str) -> bytes:
    """Words as they stand in a PDF."""
    made: bytes = pydyf.String(words).data
    return made


def dead_links(parts: Sequence[Sheets]) -> list[str]:
    """Ids that links lead to and that stand nowhere."""
    known = {ident for sheets in parts for ident in sheets.pages.places}
    return sorted({target for sheets in parts for target in sheets.pages.targets} - known)


def without_links(objects: Objects, dead: Iterable[str]) -> Objects:
    """Objects whose links to some places lead nowhere."""
    texts = objects.texts
    for target in sorted(dead):
        texts = texts.replace(b"/Dest " + string(target), b"")
    return replace(objects, texts=texts)


def labels(front: int) -> bytes:
    """Roman numbers for the front matter of so many pages, then Arabic ones."""
    return b"<</Nums [%b%d <</S /D>>]>>" % (b"0 <</S /r>> " if front else b"", front)
