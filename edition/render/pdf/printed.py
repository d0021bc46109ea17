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

    @property
    def latin(self) -> bool:
        """Whether it is set as Latin, whose lines are fitted to what is printed in them anew."""
        line = self.box.pango_layout
        return type(line) is Line and line.face.divide is not None

    def rewrite(self, composer: Composer, text: str, *, same_width: bool = False) -> None:
        """Print other words at this place: of the same width, or made so by room before them, or at the end of a line that is not
        justified. Where they begin a line, or are wider, they are spread or drawn together."""
        line = self.box.pango_layout
        if type(line) is Line:
            tokens = composer.shaped(line.face, TOKEN.findall(text))
            if tokens:
                _, width, kerns = whole_line(composer, tokens, inf, line.kerns[0] < 0)
                held = line.width
                line.tokens, line.kerns = tokens, kerns
                if same_width:
                    spare = held - width - line.stretch * line.gaps
                    if spare < 0 or kerns[0] < 0:
                        line.stretch = (held - width) / max(1, line.gaps)
                    else:
                        kerns[0] += spare
        line.text = self.box.text = text

    def renew(self, composer: Composer, text: str) -> float:
        """Print other words at this place, as wide as they are → how much wider they are."""
        before = self.width
        self.rewrite(composer, text)
        line = self.box.pango_layout
        if type(line) is Line:
            self.box.width = line.width * line.face.size
        return self.width - before


def printed(page: Any, *, notes: bool = True) -> Iterator[Printed]:
    """A page → its texts in the order of the document, then its notes. What the style sheet adds is left out, except
    the calls (`…::footnote-call`) and marks (`…::footnote-marker`) of notes."""
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
