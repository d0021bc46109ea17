"""The questions that a talk goes through, each counted on a short line of its own above what is
said of it: heads, whatever stop they end with (第二个问题：某事。), or without one, however the
number is set off (第二，某事)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.language.numerals import number
from edition.rules.text.cutting import near, near_text
from edition.rules.titles.shape import LONGEST_TITLE, has_ended

CORRECTED = r"[〔<〈＜（(\[][一二三四五六七八九十]{1,3}[〕>〉＞）)\]]"
QUESTION = re.compile(
    rf"第(?P<n>[一二三四五六七八九十]{{1,3}})(?:{CORRECTED})?个?(?P<what>问题|议题|专题|部分)(?:[，：:].*|$)"
)
"""A counted question; the editor may have put another number behind the printed one: 第五<六>个问题："""
TITLE = re.compile(
    rf"第(?P<n>[一二三四五六七八九十]{{1,3}})(?:{CORRECTED})?[、，： \u3000]+[^。！？；：…]*[^。！？；：，、…]$"
)
FEWEST = 3


def questions(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the lines that count the questions of a piece from the first on, where there are at least
    three, all short, and below most of them something is said before the next."""
    return [
        n
        for form in (QUESTION, TITLE)
        for row in rows(blocks, form)
        if heads_parts(blocks, row, form)
        for n in row
    ]


def rows(blocks: Sequence[Block], form: re.Pattern[str]) -> Iterator[list[int]]:
    """The indexes of lines of a form that count, those of each piece together that count the same."""
    found: dict[str, list[int]] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield from found.values()
            found = {}
        counted = form.match(block.text.text) if block.kind == "line" else None
        if counted and (form is QUESTION or may_be_title(blocks, n)):
            found.setdefault(counted.groupdict().get("what") or "", []).append(n)
    yield from found.values()


def may_be_title(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` that counts is short, and stands beside no
    other such line, as points do."""
    beside = (near_text(blocks, m) for m in (n - 1, n + 1))
    return len(blocks[n].text) <= LONGEST_TITLE and not any(map(TITLE.match, beside))


def heads_parts(blocks: Sequence[Block], row: Sequence[int], form: re.Pattern[str]) -> bool:
    """Whether the lines of a row are heads: they count on, none is as long as a paragraph, and hardly
    one stands right above the next."""
    counts = [number(found["n"]) for n in row if (found := form.match(blocks[n].text.text))]
    # A number that is corrected behind itself is one too low.
    rising = counts[0] == 1 and all(a <= b <= a + 2 for a, b in pairwise(counts))
    short = all(len(blocks[n].text) <= LONGEST_TITLE for n in row)
    between = sum(near(blocks, n + 1) == "line" and n + 1 not in row and has_ended(blocks[n - 1]) for n in row)
    return len(row) >= FEWEST and rising and short and 4 * between >= 3 * len(row)
