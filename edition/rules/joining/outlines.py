"""Rows of an outline or of notes for a talk, each a line, that end without a stop and go on in no other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.formulas import ORDINALS
from edition.rules.language.sentences import finished
from edition.rules.page.rows import row_width
from edition.rules.text.cutting import told

OUTLINE = re.compile(r"[\u4e00-\u9fff]{2,6}：[^。！？“”]*[^。！？；：“”，、]")
SERIES = re.compile("第(?P<n>[一二三四五六七八九十]{1,2})(?P<word>[条点项个款类种])")
FEWEST_OUTLINED = 3
"""So many rows make an outline."""
FEWEST_POINTS, LONGEST_POINT = 8, 100
"""So many short points without a stop make notes, and so many columns has one at most."""


def outlined(blocks: Sequence[Block], full: int) -> list[Block]:
    """Lines → the same, those of an outline (attr `outline`): those that begin with a label each (主要：…) and end without a stop,
    where there are several, and in a text not wrapped at a `full` width all short ones without a stop, where a document has many. None of them goes on in
    the next."""
    rows = [b.kind == "line" and OUTLINE.fullmatch(b.text.text) is not None for b in blocks]
    rows = rows if sum(rows) >= FEWEST_OUTLINED else [False] * len(blocks)
    if not full:
        rows = [row or brief for row, brief in zip(rows, brief_points(blocks), strict=True)]
    series = in_series(blocks)
    rows = [row or n in series for n, row in enumerate(rows)]
    return [told(b, outline="1") if row else b for b, row in zip(blocks, rows, strict=True)]


def in_series(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines, at least three, each below an empty one, that count on from the first with the same word (第一条是…，), whatever mark ends each; none of them goes on
    in the next, the last perhaps in a line that counts nothing."""
    found: set[int] = set()
    run: list[int] = []
    word = ""
    for n, block in enumerate(blocks):
        apart = block.kind == "line" and block.attrs.get("blank", "0") != "0"
        counting = SERIES.match(block.text.text) if apart else None
        number = ORDINALS.index(counting["n"]) if counting and counting["n"] in ORDINALS else -1
        if counting is None or number != len(run) or (run and counting["word"] != word):
            run = []
        if counting and number == len(run):
            run, word = [*run, n], counting["word"]
        if len(run) >= FEWEST_OUTLINED:
            found.update(run[:-1])
    return frozenset(found)


def brief_points(blocks: Sequence[Block]) -> list[bool]:
    """For each line whether it is a short one, empty lines around it, that ends like no sentence, in a document in which at least
    a third of the lines are such: notes for a talk, each point a line."""
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
