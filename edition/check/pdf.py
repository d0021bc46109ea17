"""The built PDF against the TEI, by what stands on its pages: words, notes, lines, faces, index. Reads only the file.

    PDF, TEI → diagnostics X050–X057

The words of a page come in the order: text, notes (apparatus first), running head, folio. The text of the book is
followed through the pages; what is left over on a page are its notes.
"""

from __future__ import annotations

import ctypes
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from edition.check.epub import read_unit, tei_text
from edition.render.book import TEI, Book, Element, Node, load_book, local
from edition.report import Diagnostic, make

MARKS = re.compile("[①-⑳㉑-㉟㊱-㊿Ⓐ-ⓩ]")
NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERED = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"
NO_LETTER = re.compile("[\\W_①-⑳㉑-㉟㊱-㊿Ⓐ-ⓩ]")
NEVER_FIRST = frozenset("）〕］｝》〉」』】〗”’、，。．：；！？％℃々")
NEVER_LAST = frozenset("（〔［｛《〈「『【〖“‘￥＄")
HALVED = frozenset("）〕］｝》〉」』】〗”’、，。．：；")
NUMBER = re.compile("[0-9]+")
ENDING = frozenset(
    "。！？：；”）"
)  # what a paragraph may end with, even one that the next follows without an indent
FLUSH = 0.5  # points
TORN = 4  # em: a line that lacks more holds a word that cannot be divided, and spreading would tear it apart
AGREEING = 8  # letters that show where a text goes on
BEGINNING = 48  # letters of a running head or note that may agree with the text of the next page


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on a page, in points from the left: its text, start, end, baseline and size of type."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its label, everything that stands on it in the order of the file, its lines, its calls of notes."""

    label: str
    text: str
    lines: tuple[Line, ...]
    calls: str

    @property
    def letters(self) -> str:
        """The letters and digits of the page."""
        return NO_LETTER.sub("", self.text)


def check_pdf(pdf: Path, tei: Path) -> list[Diagnostic]:
    """A PDF and the TEI that it was made from → X050 when it cannot be read, X051 for faces that are not embedded, X052 where
    words differ, X053 for notes that are not on the page of their call, X054 for marks that may not begin or end
    a line, X055 for lines that are not flush, X056 for what leaves the frame, X057 for wrong pages in the indexes."""
    name = str(pdf)
    try:
        with pikepdf.open(pdf) as file:
            leaves = read_leaves(pdf)
            body = [leaf for leaf in leaves if NUMBER.fullmatch(leaf.label)]
            book = load_book(tei)
            rests: dict[int, str] = {}
            problems = [
                *check_faces(file, name),
                *check_words(book, body, rests, name),
                *check_notes(book, body, rests, name),
            ]
            text = body[: max(rests, default=-1) + 1]
            for side, edges in zip((text[::2], text[1::2]), frames(text, file), strict=True):
                problems += check_lines(side, edges, name)
            problems += check_numbers(file, pdf, leaves, frozenset(leaf.label for leaf in text), name)
            return problems
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        return [make("X050", name, detail=str(error))]


# -- reading ------------------------------------------------------------------------------------------------------


def read_leaves(pdf: Path) -> list[Leaf]:
    """The pages of a PDF with their lines."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [read_leaf(document, index) for index in range(len(document))]
    finally:
        document.close()


def read_leaf(document: Any, index: int) -> Leaf:
    """One page. A line ends where the text goes back to the left."""
    page = document[index].get_textpage()
    characters = [chr(pdfium.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars())]
    text = "".join(characters)
    lines: list[Line] = []
    calls: list[str] = []
    start = 0
    for end in [*(i for i, c in enumerate(characters) if c == "\r"), len(characters)]:
        held = [i for i in range(start, end) if not characters[i].isspace()]
        start = end + 1
        if held:
            lines.append(read_line(page, held, characters))
            size = lines[-1].size
            calls += (
                characters[i]
                for i in held[1:]
                if MARKS.match(characters[i]) and font_size(page, i) < 0.8 * size
            )
    return Leaf(document.get_page_label(index), text, tuple(lines), "".join(calls))


def read_line(page: Any, held: Sequence[int], characters: Sequence[str]) -> Line:
    """The visible characters of a line, by their numbers → the line."""
    left, right = loose_box(page, held[0])[0], loose_box(page, held[-1])[2]
    sizes = [font_size(page, i) for i in held[:3]]
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, held[0], x, y)
    return Line("".join(characters[i] for i in held), left, right, y.value, max(sizes))


def loose_box(page: Any, index: int) -> tuple[float, float, float, float]:
    """The box of a character by its advance: left, bottom, right, top."""
    box = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(page, index, box)
    return box.left, box.bottom, box.right, box.top


def font_size(page: Any, index: int) -> float:
    """The size of type of a character, in points on the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(page, index, matrix)
    size: float = pdfium.FPDFText_GetFontSize(page, index)
    return size * abs(float(matrix.a) or 1.0)


# -- faces --------------------------------------------------------------------------------------------------------


def check_faces(file: pikepdf.Pdf, name: str) -> Iterator[Diagnostic]:
    """→ X051 for every face whose program is not in the file."""
    faces: dict[str, bool] = {}
    for page in file.pages:
        fonts: Any = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for _, font in fonts.items():
            for one in font.get("/DescendantFonts", [font]):
                descriptor = one.get("/FontDescriptor", pikepdf.Dictionary())
                embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                faces[str(one.get("/BaseFont", "?"))] = embedded
    for face, embedded in sorted(faces.items()):
        if not embedded:
            yield make("X051", name, face=face.lstrip("/"))


# -- words --------------------------------------------------------------------------------------------------------


def check_words(book: Book, body: Sequence[Leaf], rests: dict[int, str], name: str) -> Iterator[Diagnostic]:
    """→ X052 where the letters of a document are not on the pages, in their order. `rests` receives what stands on each page
    besides the text, in letters."""
    pages = [leaf.letters for leaf in body]
    page, at = 0, 0
    for ident, wanted, labels in wanted_texts(book):
        place, missing = follow(wanted, labels, pages, (page, at), rests)
        if missing:
            yield make("X052", name, id=ident, page=body[min(page, len(body) - 1)].label, wanted=missing)
            place = find_again(wanted[-AGREEING:], pages, page) or (page, at)
        page, at = place
    if pages and page < len(pages):
        rests[page] = pages[page][at:]


def wanted_texts(book: Book) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Id, letters and printed labels of everything that the body shows, in its order."""
    sigla = sigla_of(book)
    for node in book.walk():
        if node.kind == "source":
            yield node.id, NO_LETTER.sub("", sigla.get(node.id, "") + node.title), frozenset()
            continue
        texts = (text for root in (*node.heads, *node.blocks) for text in read_unit(root, {}))
        yield node.id, NO_LETTER.sub("", "".join(texts)), labels_of(node)


def sigla_of(book: Book) -> dict[str, str]:
    """The siglum of every source, as the page that opens it prints it."""
    from edition.render.backmatter import read_witnesses

    return {witness.source: witness.siglum for witness in read_witnesses(book)}


def labels_of(node: Node) -> frozenset[str]:
    """The labels that the pages print from attributes: the numbers of list items."""
    items = (item for root in node.blocks for item in root.iter(f"{{{TEI}}}item"))
    return frozenset(filter(None, (NO_LETTER.sub("", item.get("n", "")) for item in items)))


def follow(
    wanted: str, labels: frozenset[str], pages: Sequence[str], place: tuple[int, int], rests: dict[int, str]
) -> tuple[tuple[int, int], str]:
    """Find `wanted` from a place on: page after page, each as far as its text goes → the place behind it and, where it
    breaks off, the words that are missing."""
    page, at = place
    done = 0
    while done < len(wanted):
        step = count_agreeing(pages[page][at:], wanted[done:])
        done, at = done + step, at + step
        if done == len(wanted):
            break
        label = next((known for known in labels if pages[page].startswith(known, at)), "")
        if label:
            at += len(label)
            continue
        over = next_page(wanted, done, pages, page, at)
        if over is None:
            return (page, at), wanted[done : done + 12]
        back, following = over
        done, at = done - back, at - back
        rests[page] = pages[page][at:]
        page, at = following, 0
    return (page, at), ""


def next_page(wanted: str, done: int, pages: Sequence[str], page: int, at: int) -> tuple[int, int] | None:
    """Where a text goes on after a page: how many letters were taken from a note that happens to begin alike, and the
    number of the page; None where it does not go on."""
    for following in range(page + 1, min(page + 4, len(pages))):
        for back in range(min(BEGINNING, done, at) + 1):
            if pages[following].startswith(wanted[done - back : done - back + AGREEING]):
                return back, following
        if pages[following]:
            return None
    return None


def count_agreeing(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def find_again(end: str, pages: Sequence[str], page: int) -> tuple[int, int] | None:
    """Where a lost text ends, to go on behind it."""
    for number in range(page, len(pages)):
        at = pages[number].find(end)
        if at >= 0:
            return number, at + len(end)
    return None


# -- notes --------------------------------------------------------------------------------------------------------


def check_notes(book: Book, body: Sequence[Leaf], rests: Mapping[int, str], name: str) -> Iterator[Diagnostic]:
    """→ X053 where a page's calls do not count from ① (from ⓐ), or a call has no note on its page; X052 for a note
    whose words are not all there."""
    for leaf in body:
        # A note begins a line; the entries of the apparatus run on, so their marks stand there a second time.
        begun = {line.text[0] for line in leaf.lines if MARKS.match(line.text)}
        begun |= {mark for mark in LETTERED if leaf.text.count(mark) > 1}
        for series in (NUMBERED, LETTERED):
            calls = "".join(mark for mark in leaf.calls if mark in series)
            if calls != series[: len(calls)]:
                yield make("X053", name, page=leaf.label, fault=f"{calls}")
            elif lost := [mark for mark in calls if mark not in begun]:
                yield make("X053", name, page=leaf.label, fault="".join(lost))
    # A note at the very end may go on over pages that have no text.
    last = [leaf.letters for leaf in body[max(rests, default=-1) + 1 :]]
    notes = "".join([*(rests[page] for page in sorted(rests)), *last])
    called: dict[str, Element] = {}
    for unit in book.units():
        for root in (*unit.heads, *unit.blocks):
            for _ in read_unit(root, called):
                pass
    for ident, note in called.items():
        rest = NO_LETTER.sub("", "".join(tei_text(note)))
        # A correction inside a note stands in it with the source's words, so the note's own come in shorter runs.
        least = 2 if any(local(e) in ("choice", "app") for e in note.iter(f"{{{TEI}}}*")) else AGREEING
        while rest:
            length = bisect_left(range(1, len(rest) + 1), True, key=lambda n, rest=rest: rest[:n] not in notes)  # type: ignore[misc]
            if length < min(least, len(rest)):
                yield make("X052", name, id=ident, page="?", wanted=rest[:12])
                break
            rest = rest[length:]


# -- lines --------------------------------------------------------------------------------------------------------


def frames(text: Sequence[Leaf], file: pikepdf.Pdf) -> list[tuple[float, float]]:
    """The left and right edge of the type area on right-hand and on left-hand pages, which mirror each other. Where only one
    side has text, its longest line is the edge."""
    width = float(file.pages[0].mediabox[2])
    sides = [[line for leaf in side for line in leaf.lines] for side in (text[::2], text[1::2])]
    lefts = [min((s.left for s in side if s.text[0] not in NEVER_LAST), default=0.0) for side in sides]
    return [
        (left, width - other if other else max((line.right for line in side), default=width))
        for side, left, other in zip(sides, lefts, reversed(lefts), strict=True)
    ]


def check_lines(side: Sequence[Leaf], edges: tuple[float, float], name: str) -> Iterator[Diagnostic]:
    """The right-hand or the left-hand pages → X054 for marks that may not stand there, X055 for lines inside a paragraph that
    are not flush, X056 for what sticks out of the type area."""
    left, right = edges
    for leaf in side:
        for line, following in pairwise((*leaf.lines, None)):
            if line is None:
                continue
            end = line.right
            if line.text[-1] in HALVED and end > right + FLUSH:
                end -= line.size / 2
            if end > right + 1:
                yield make("X056", name, page=leaf.label, line=line.text[-12:])
            if following is None or not continues(line, following, left):
                continue
            if line.text[-1] in NEVER_LAST or following.text[0] in NEVER_FIRST:
                yield make("X054", name, page=leaf.label, line=line.text[-12:], following=following.text[:12])
            if FLUSH < right - end < TORN * line.size and line.text[-1] not in ENDING:
                yield make("X055", name, page=leaf.label, line=line.text[-12:], gap=round(right - end, 1))


def continues(line: Line, following: Line, left: float) -> bool:
    """Whether the second of two lines goes on with the paragraph of the first: it begins at the left edge, right below, in the
    same type, and the first begins there or two characters further in."""
    starts = min(abs(begin(line, left) - left), abs(begin(line, left) - left - 2 * line.size)) < 1
    near = 0 < line.base - following.base < 2.2 * line.size
    return starts and near and abs(begin(following, left) - left) < 1 and line.size == following.size


def begin(line: Line, left: float) -> float:
    """Where a line begins, an opening mark without its empty half."""
    return line.left + line.size / 2 if line.text[0] in NEVER_LAST and line.left < left - 1 else line.left


# -- page numbers -------------------------------------------------------------------------------------------------


def check_numbers(
    file: pikepdf.Pdf, pdf: Path, leaves: Sequence[Leaf], text: frozenset[str], name: str
) -> Iterator[Diagnostic]:
    """→ X057 where a number in the contents, an index or a list leads to a page with another number. In the text itself a
    number may be a page of something else."""
    numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    places = {str(key): numbers.get(value[0].objgen) for key, value in named_places(file)}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index, page in enumerate(file.pages):
            links: Any = page.obj.get("/Annots", []) if leaves[index].label not in text else []
            words = document[index].get_textpage() if len(links) else None
            for link in links:
                target = places.get(str(link.get("/Dest", "")))
                x1, y1, x2, y2 = map(float, link["/Rect"])
                box = (min(x1, x2) - 0.3, min(y1, y2), max(x1, x2) + 0.3, max(y1, y2))
                shown = words.get_text_bounded(*box).strip() if words else ""
                if target is not None and NUMBER.fullmatch(shown) and shown != leaves[target].label:
                    yield make("X057", name, page=leaves[index].label, shown=shown, found=leaves[target].label)
    finally:
        document.close()


def named_places(file: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """The names of a PDF that links lead to, with their places."""
    names: Any = file.Root.get("/Names", pikepdf.Dictionary())
    places: Any = names.get("/Dests", pikepdf.Dictionary()).get("/Names", pikepdf.Array())
    for key, value in pairwise(list(places)):
        if isinstance(value, pikepdf.Array):
            yield key, value
