"""The questions that a talk goes through, each counted on a short line of its own above what is said of it (第二个问题：某事。): heads, whatever
stop they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.cutting import near
from edition.rules.dates import number
from edition.rules.titles.shape import LONGEST_TITLE, has_ended

CORRECTED = r"[〔<〈＜（(\[][一二三四五六七八九十]{1,3}[〕>〉＞）)\]]"
QUESTION = re.compile(
    rf"第(?P<n>[一二三四五六七八九十]{{1,3}})(?:{CORRECTED})?个?(?P<what>问题|议题|专题|部分)(?:[，：:].*|$)"
)
"""A counted question; the editor may have put another number behind the printed one: 第五<六>个问题："""
FEWEST = 3


def questions(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the lines that count the questions of a piece from the first on, where there are at least three, all short, and below
    most of them something is said before the next."""
    return [n for row in rows(blocks) if heads_parts(blocks, row) for n in row]


def rows(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The indexes of lines that count questions with one word, those of each piece together."""
    found: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield from found.values()
            found = {}
        if block.kind == "line" and (counted := QUESTION.match(block.text.text)):
            found.setdefault(counted["what"], []).append(n)
    yield from found.values()


def heads_parts(blocks: Sequence[Block], row: Sequence[int]) -> bool:
    """Whether the lines of a row are heads: they count on, none is as long as a paragraph, and hardly one stands right above the next."""
    counts = [number(found["n"]) for n in row if (found := QUESTION.match(blocks[n].text.text))]
    # A number that is corrected behind itself is one too low.
    rising = counts[0] == 1 and all(a <= b <= a + 2 for a, b in pairwise(counts))
    short = all(len(blocks[n].text) <= LONGEST_TITLE for n in row)
    between = sum(near(blocks, n + 1) == "line" and n + 1 not in row and has_ended(blocks[n - 1]) for n in row)
    return len(row) >= FEWEST and rising and short and 4 * between >= 3 * len(row)
