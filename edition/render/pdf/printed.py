"""What stands on a laid-out page: texts with their elements and places, the lines of notes.

page → texts in reading order, then its notes; positions in CSS pixels
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from edition.render.pdf.composer import Composer
from edition.render.pdf.joints import TOKEN
from edition.render.pdf.lines import Line, whole_line
from edition.render.pdf.weasy import is_line, is_text, note_areas, text_area


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of text as it stands on a page: the element that holds it, its words, its place in CSS pixels."""

    element: Element
    tag: str
    text: str
    x: float
    y: float
    width: float
    height: float
    box: Any

    def place(self, count: int) -> float:
        """The x of the character that `count` visible ones precede."""
        line = self.box.pango_layout
        if type(line) is Line:
            return self.x + line.place(count) * line.face.size
        return self.x + self.width * count / max(1, len("".join(self.text.split())))

    def rewrite(self, composer: Composer, text: str) -> None:
        """Print other words at this place: of the same width, or at the end of a line that is not justified."""
        line = self.box.pango_layout
        if type(line) is Line:
            tokens = composer.shaped(line.face, TOKEN.findall(text))
            if tokens:
                _, _, kerns = whole_line(composer, tokens, inf, False)
                line.tokens, line.kerns = tokens, kerns
        line.text = self.box.text = text


def printed(page: Any, *, notes: bool = True) -> Iterator[Printed]:
    """A page → its texts in the order of the document, then its notes. What the style sheet adds is left out, except
    the calls (`…::footnote-call`) and marks (`…::footnote-marker`) of notes."""
    areas = [text_area(page), *(note_areas(page) if notes else ())]
    for area in areas:
        for box in area.descendants():
            if is_text(box) and box.element is not None:
                tag = box.element_tag
                if "::" not in tag or "::footnote" in tag:
                    yield Printed(
                        box.element, tag, box.text, box.position_x, box.position_y, box.width, box.height, box
                    )


def note_lines(page: Any) -> Iterator[tuple[Element, list[str]]]:
    """A page → each note on it: its element and the text of its lines (without marks)."""
    for note in (n for area in note_areas(page) for n in area.children):
        found = []
        for line in note.descendants():
            if is_line(line):
                texts = (b for b in line.descendants() if is_text(b) and "::" not in b.element_tag)
                found.append("".join(b.text for b in texts))
        yield note.element, found
