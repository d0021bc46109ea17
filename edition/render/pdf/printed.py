"""What stands on a laid-out page: texts with their elements and places, the lines of notes.

page → texts in reading order, then its notes; positions in CSS pixels
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import Any
from xml.etree.ElementTree import Element

from edition.render.pdf.joints import TOKEN
from edition.render.pdf.lines import Line, Shaper, whole_line
from edition.render.pdf.weasy.pages import is_line, is_text, note_areas, text_area, texts_in


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of text as it stands on a page: the element that holds it, its words, its place in CSS pixels;
    `noted` if it stands in a note."""

    element: Element
    tag: str
    text: str
    box: Any
    noted: bool = False

    @property
    def x(self) -> float:
        return float(self.box.position_x)

    @property
    def y(self) -> float:
        return float(self.box.position_y)

    @property
    def width(self) -> float:
        return float(self.box.width)

    @property
    def height(self) -> float:
        return float(self.box.height)

    def place(self, count: int) -> float:
        """The x of the character that `count` visible ones precede."""
        line = self.box.pango_layout
        if type(line) is Line:
            return self.x + line.place(count) * line.face.size
        return self.x + self.width * count / max(1, len("".join(self.text.split())))

    def renew(self, shaper: Shaper, text: str) -> float:
        """Print other words at this place → how much wider they are, in CSS pixels;
        `refit` then fits the line to them."""
        before = self.width
        line = self.box.pango_layout
        if type(line) is Line:
            tokens = shaper.shaped(line.face, TOKEN.findall(text))
            if tokens:
                _, _, line.kerns = whole_line(shaper, tokens, inf, line.kerns[0] < 0)
                line.tokens = tokens
            self.box.width = line.width * line.face.size
        line.text = self.box.text = text
        return self.width - before


def printed(page: Any, *, notes: bool = True) -> Iterator[Printed]:
    """A page → its texts in the order of the document, then its notes. What the style sheet adds is left out,
    except the calls (`…::footnote-call`) and marks (`…::footnote-marker`) of notes."""
    text = text_area(page)
    for area in (text, *(note_areas(page) if notes else ())):
        for box in texts_in(area):
            tag = box.element_tag
            if box.element is not None and ("::" not in tag or "::footnote" in tag):
                yield Printed(box.element, tag, box.text, box, area is not text)


def note_lines(page: Any) -> Iterator[tuple[Element, list[str]]]:
    """A page → each note on it: its element and the text of its lines (without marks)."""
    for note in (n for area in note_areas(page) for n in area.children):
        found = []
        for line in note.descendants():
            if is_line(line):
                texts = (b for b in line.descendants() if is_text(b) and "::" not in b.element_tag)
                found.append("".join(b.text for b in texts))
        yield note.element, found
