"""The pages of a PDF as they lie in the file: words, lines with their places, calls of notes."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
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

Area = tuple[float, float, float, float]
"""A rectangle on a page, in points: left, bottom, right, top."""
NOWHERE: Mapping[int, Sequence[Area]] = MappingProxyType({})


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
    """A page: its label, everything that stands on it in the order of the file, its lines, its calls of notes, what stands in each of
    its areas."""

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
    """The pages of a PDF with their lines, half of them read beside the others; `areas` are rectangles on the page of an index, of
    which the words are asked for. With the sum of each page and its areas, those that `store` has of an earlier book are not read
    again."""
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
    shown = tuple(page.get_text_bounded(*area) for area in areas)
    return Leaf(document.get_page_label(index), text, tuple(lines), "".join(calls), shown)


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
