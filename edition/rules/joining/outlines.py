"""Rows of an outline or of notes for a talk, each a line, that end without a stop and go on in no other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.sentences import finished
from edition.rules.page.rows import INDENT, SPARE, in_series, row_width
from edition.rules.text.cutting import told

OUTLINE = re.compile(r"[\u4e00-\u9fff]{2,6}：[^。！？“”]*[^。！？；：“”，、]")
FEWEST_OUTLINED = 3
"""So many rows make an outline."""
FEWEST_POINTS, LONGEST_POINT = 8, 100
"""So many short points without a stop make notes, and so many columns has one at most."""


def outlined(blocks: Sequence[Block], full: int) -> list[Block]:
    """Lines → the same, those of an outline (attr `outline`): those that begin with a label each (主要：…) and
    end without a stop, where there are several and none fills its row, and in a text not wrapped at a `full`
    width all short ones without a stop, where a document has many. None of them goes on in the next."""
    rows = [
        b.kind == "line"
        and not (full and row_width(b) >= full - INDENT - SPARE)
        and OUTLINE.fullmatch(b.text.text) is not None
        for b in blocks
    ]
    rows = rows if sum(rows) >= FEWEST_OUTLINED else [False] * len(blocks)
    if not full:
        rows = [row or brief for row, brief in zip(rows, brief_points(blocks), strict=True)]
    series = in_series(blocks)
    rows = [row or n in series for n, row in enumerate(rows)]
    return [told(b, outline="1") if row else b for b, row in zip(blocks, rows, strict=True)]


def brief_points(blocks: Sequence[Block]) -> list[bool]:
    """For each line whether it is a short one, empty lines around it, that ends like no sentence, in a document
    in which at least a third of the lines are such: notes for a talk, each point a line."""
    brief = [
        b.kind == "line"
        and b.attrs.get("blank", "0") != "0"
        and row_width(b) <= LONGEST_POINT
        and not finished(b.text.text)
        for b in blocks
    ]
    start = 0
    for end in range(1, len(blocks) + 1):
        if end == len(blocks) or blocks[end].attrs.get("opens"):
            lines = sum(b.kind == "line" for b in blocks[start:end])
            few = sum(brief[start:end]) < max(FEWEST_POINTS, lines / 3)
            brief[start:end] = [False] * (end - start) if few else brief[start:end]
            start = end
    return brief
