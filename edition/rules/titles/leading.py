"""Numbered lines that end with a colon and head what stands below them: 一、关于经费的问题："""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.titles.points import count_of, series, style_of
from edition.rules.titles.shape import has_ended

NAMES = re.compile("[^，。；：！？…]+：")
"""What is said of in words without a pause, and a colon."""
FEWEST = 2


def rows_with_colons(blocks: Sequence[Block], longest: int) -> list[int]:
    """The indexes of the numbered lines of a row that counts from one on and each line of which is short and ends with a colon, no pause
    within it, below what has ended and above text that the row does not count; where people speak in turn there is no such row."""
    if any(block.kind == "speech" for block in blocks):
        return []
    ways = [style_of(block.text.text) if block.kind == "line" else "" for block in blocks]
    return [
        n
        for row in series(blocks, ways)
        if len(row) >= FEWEST
        and [count_of(blocks[n].text.text) for n in row] == list(range(1, len(row) + 1))
        and all(leads(blocks, n, longest) and ways[n + 1] != ways[n] for n in row)
        for n in row
    ]


def leads(blocks: Sequence[Block], n: int, longest: int) -> bool:
    """Whether the line at index `n` is short, names something before a colon and stands between two texts."""
    text = blocks[n].text.text
    below = n + 1 < len(blocks) and blocks[n + 1].kind == "line"
    return below and len(text) <= longest and NAMES.fullmatch(text) is not None and has_ended(blocks[n - 1])
