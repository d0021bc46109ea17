"""The pages of a PDF as they lie in the file: words, lines with their places, calls of notes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from edition.beside import beside
from edition.reuse import Store, key_of

MARKS = re.compile("[①-⑳㉑-㉟㊱-㊿Ⓐ-ⓩ]")
NO_LETTER = re.compile("[\\W_①-⑳㉑-㉟㊱-㊿Ⓐ-ⓩ]")
NUMBER = re.compile("[0-9]+")
ENDS = "\r\x02"
"""What pdfium reads at the end of a line, and as the hyphen of a word that goes on in the next."""
NUMBERED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERED = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"
PLAIN = [chr(97 + number) for number in range(26)]
CIRCLED = {str(number): mark for number, mark in enumerate(NUMBERED, 1)} | dict(
    zip([*PLAIN, *(f"a{letter}" for letter in PLAIN)], LETTERED, strict=True)
)
"""How the marks of a book that is not Chinese are read."""

Area = tuple[float, float, float, float]
"""A rectangle on a page, in points: left, bottom, right, top."""
NOWHERE: Mapping[int, Sequence[Area]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands on a page, in points from the left: its text, start,
    end, baseline and size of type."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its label, everything that stands on it in the order of the file, its lines, its calls of notes,
    what stands in each of its areas."""

    label: str
    text: str
    lines: tuple[Line, ...]
    calls: str
    shown: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """The letters and digits of the page."""
        return NO_LETTER.sub("", self.text)


def read_leaves(
    pdf: Path,
    areas: Mapping[int, Sequence[Area]] = NOWHERE,
    sums: Sequence[bytes] = (),
    store: Store | None = None,
) -> list[Leaf]:
    """The pages of a PDF with their lines, half of them read beside the others; `areas` are rectangles on the
    page of an index, of which the words are asked for. With the sum of each page and its areas, those that
    `store` has of an earlier book are not read again."""
    document = pypdfium2.PdfDocument(pdf)
    labels = [document.get_page_label(index) for index in range(len(document))]
    document.close()
    known: dict[bytes, Leaf] = (store.get(key_of("leaves")) if store else None) or {}
    found = {index: known[one] for index, one in enumerate(sums) if one in known}
    new = [index for index in range(len(labels)) if index not in found]
    half = len(new) // 2
    rest = partial(read_some, pdf, new[half:], areas)
    second = beside(rest) if half else rest
    found |= zip(new, [*read_some(pdf, new[:half], areas), *second()], strict=True)
    if store and new:
        store.put(key_of("leaves"), {one: found[index] for index, one in enumerate(sums)})
    return [replace(found[index], label=label) for index, label in enumerate(labels)]


def read_some(pdf: Path, indexes: Iterable[int], areas: Mapping[int, Sequence[Area]] = NOWHERE) -> list[Leaf]:
    """Some pages of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [read_leaf(document, index, areas.get(index, ())) for index in indexes]
    finally:
        document.close()


def read_leaf(document: Any, index: int, areas: Sequence[Area]) -> Leaf:
    """One page. A line ends where the text goes back to the left, or with the hyphen of a divided word. Calls
    and marks 1, a of a book that is not Chinese are read as ① and ⓐ."""
    sheet = document[index]
    page = sheet.get_textpage()
    characters = [chr(pdfium.FPDFText_GetUnicode(page, i)) for i in range(page.count_chars())]
    links = link_boxes(document, sheet)
    lines: list[Line] = []
    calls: list[str] = []
    start = 0
    for end in [*(i for i, c in enumerate(characters, 1) if c in ENDS), len(characters)]:
        held = [i for i in range(start, end) if not characters[i].isspace()]
        start = end
        if not held:
            continue
        line = read_line(page, held, characters)
        if circle(page, held, characters, line, links):
            held = [i for i in held if characters[i]]
            line = replace(line, text="".join(characters[i] for i in held))
        lines.append(line)
        calls += (
            characters[i]
            for i in held[1:]
            if MARKS.match(characters[i]) and font_size(page, i) < 0.8 * line.size
        )
    shown = tuple(page.get_text_bounded(*area) for area in areas)
    return Leaf(document.get_page_label(index), "".join(characters), tuple(lines), "".join(calls), shown)


def circle(page: Any, held: Sequence[int], characters: list[str], line: Line, links: Sequence[Area]) -> bool:
    """Put ① for 1 and ⓐ for a where small raised letters or digits of a line, whose visible characters are
    `held`, are links → whether there were any."""
    small = [
        i
        for i in held
        if links and characters[i].isascii() and characters[i].isalnum() and is_raised(page, i, line)
    ]
    marks = [i for i in small if is_linked(page, i, links)]
    for _, group in groupby(enumerate(marks), key=lambda pair: pair[1] - pair[0]):
        places = [i for _, i in group]
        circled = CIRCLED.get("".join(characters[i] for i in places))
        if circled:
            for i in places:
                characters[i] = ""
            characters[places[0]] = circled
    return bool(marks)


def is_raised(page: Any, index: int, line: Line) -> bool:
    """Whether a character is smaller than its line and stands above its baseline."""
    return font_size(page, index) < 0.9 * line.size and origin(page, index) > line.base + 1


def link_boxes(document: Any, sheet: Any) -> list[Area]:
    """The areas of the links of a page."""
    boxes = []
    place, link, box = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(sheet, place, link):
        if pdfium.FPDFLink_GetAnnotRect(link, box):
            low, high = sorted((box.bottom, box.top))
            boxes.append((box.left, low, box.right, high))
    return boxes


def is_linked(page: Any, index: int, links: Sequence[Area]) -> bool:
    """Whether the foot of a character lies in one of some areas."""
    left, _, right, _ = loose_box(page, index)
    x, y = (left + right) / 2, origin(page, index)
    return any(start <= x <= end and bottom <= y <= top for start, bottom, end, top in links)


def read_line(page: Any, held: Sequence[int], characters: Sequence[str]) -> Line:
    """The visible characters of a line, by their numbers → the line."""
    left, right = loose_box(page, held[0])[0], loose_box(page, held[-1])[2]
    sizes = [font_size(page, i) for i in held[:3]]
    first = held[sizes.index(max(sizes))]  # a mark before it may be raised
    return Line("".join(characters[i] for i in held), left, right, origin(page, first), max(sizes))


def origin(page: Any, index: int) -> float:
    """The baseline of a character, in points from the foot of the page."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(page, index, x, y)
    return float(y.value)


def loose_box(page: Any, index: int) -> Area:
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
