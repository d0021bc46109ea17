"""How the rows of a wrapped page end in a passage, and whether they leave room: a row of a column set solid
that ends a square early has lost a character somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from edition.annotate.passage import Passage
from edition.misreadings.suspicion import is_han
from edition.model import Structured
from edition.rules import whole
from edition.rules.page.rows import INDENT, full_width, width
from edition.rules.text.lines import cut_lines

SQUARE = 2
"""The columns that a Chinese character takes."""
NO_START = "”’）)》，。、；：！？"
"""Signs that may not begin a row, so that the character before them moves down with them."""


@dataclass(frozen=True, slots=True)
class Row:
    """The part `start`..`end` of a passage without white space that a row of the raw text holds, another row
    below it. `room`: whether it is full, wants a character, or tells nothing."""

    start: int
    end: int
    room: Literal["full", "wanting", "unknown"]


def column_of(text: Structured) -> int:
    """A text → the columns at which it was wrapped, 0 where it was not."""
    return full_width(cut_lines(whole(text.source), {}).blocks)


def rows_of(passage: Passage, text: Structured, column: int) -> Iterator[Row]:
    """A passage → its rows but the last."""
    kept, raw = kept_offsets(passage), text.source.text
    line = "".join(raw[at] for at in kept)
    start = 0
    for end in range(1, len(kept)):
        if kept[end] > kept[end - 1] + 1 and "\n" in raw[kept[end - 1] : kept[end]]:
            yield Row(start, end, room(raw, kept[end - 1], line[end : end + 2], column, first=not start))
            start = end


def room(raw: str, last: int, below: str, column: int, first: bool) -> Literal["full", "wanting", "unknown"]:
    """A raw text, the offset of the last character of a row and the two that begin the row `below` →
    whether the first of these would have had room above. Letters and digits have widths of their own, so
    that a row with some tells nothing."""
    begin, end = raw.rfind("\n", 0, last) + 1, raw.find("\n", last)
    row = raw[begin : end if end >= 0 else len(raw)].strip()
    if not column or not row.isprintable() or any(char.isascii() for char in row) or not is_han(row[-1:]):
        return "unknown"
    taken = width(row) + (INDENT if first else 0)
    moved = not is_han(below[:1]) or below[1:2] in NO_START
    return "wanting" if taken + SQUARE <= column and taken + 2 * SQUARE > column and not moved else "full"


def kept_offsets(passage: Passage) -> list[int]:
    """A passage → the source offset of each of its characters that is no white space."""
    text = passage.block.text
    return [offset for offset, char in zip(text.at, text.text, strict=True) if not char.isspace()]
