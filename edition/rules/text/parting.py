"""Cutting blocks at white space and line ends, where a mark at the seam belongs to the text before it.

A note is called at the end of a word, so a call that stands just before the white space between two parts is
the first part's, unlike the marks that `edition.rules.text.cutting.cut` gives to the part after the seam.
"""

from __future__ import annotations

from dataclasses import replace

from edition.model import Block
from edition.rules.text.cutting import cut


def part(block: Block, start: int, end: int, until: int = -1) -> Block:
    """The part `start`..`end` of a block with the marks on it, and with those of no length that stand at its
    end or in the white space from there to `until`, which is left out. A mark of no length at `start` is the
    part's only if nothing is before it."""
    until = max(until, end)
    whole = cut(block, start, end)
    own = [m for m in whole.marks if m.start < m.end or (m.start, m.end) < (end - start, end - start)]
    if start:
        own = [m for m in own if m.start < m.end or m.start > 0]
    late = [m for m in block.marks if m.start == m.end and end <= m.start <= until and m.start > start]
    moved = [replace(m, start=end - start, end=end - start) for m in late]
    return replace(whole, marks=tuple(sorted((*own, *moved), key=lambda m: (m.start, -m.end))))


def trim(block: Block, chars: str | None = None) -> Block:
    """A block without white space (or `chars`) at its two ends; no mark is lost."""
    text = block.text.text
    left = len(text) - len(text.lstrip(chars))
    if left == len(text):
        return cut(block, left, left)
    kept = part(block, left, max(left, len(text.rstrip(chars))), len(text))
    early = [replace(m, start=0, end=0) for m in block.marks if left and m.start == m.end and m.start <= left]
    return replace(kept, marks=(*early, *kept.marks))
