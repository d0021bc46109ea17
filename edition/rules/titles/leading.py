"""Numbered lines that head what stands below them by the others of their row: 一、关于经费的问题：, and
第二、某事 below the head 第一、某事."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.numerals import number
from edition.rules.titles.points import count_of, series, style_of
from edition.rules.titles.shape import ends_stopped, has_ended

NAMES = re.compile("[^，。；：！？…]+：")
"""What is said of in words without a pause, and a colon."""
FEWEST = 2
PART = re.compile("第(?P<n>[一二三四五六七八九十]{1,3})[、，](?=[^第])")


def rows_with_colons(blocks: Sequence[Block], longest: int) -> list[int]:
    """The indexes of the numbered lines of a row that counts from one on and each line of which is short and
    ends with a colon, no pause within it, below what has ended and above text that the row does not count;
    where people speak in turn there is no such row."""
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


def parts_counted_on(blocks: Sequence[Block], longest: int) -> list[int]:
    """The indexes of short lines without a stop, between two texts, that count the part next to that of the
    head above them; below a line of the row that is none, nothing counts on."""
    found: list[int] = []
    last = 0
    for n, block in enumerate(blocks):
        last = 0 if block.attrs.get("opens") else last
        part = PART.match(block.text.text) if block.kind in ("head", "line") else None
        if part is None:
            continue
        below = n + 1 < len(blocks) and blocks[n + 1].kind == "line"
        brief = below and len(block.text) <= longest and not ends_stopped(block.text.text)
        next_of = last > 0 and number(part["n"]) == last + 1
        if block.kind == "line" and next_of and brief and has_ended(blocks[n - 1]):
            found.append(n)
        last = number(part["n"]) if block.kind == "head" or n in found[-1:] else 0
    return found
