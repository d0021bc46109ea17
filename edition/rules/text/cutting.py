"""Cutting and gluing blocks so that their marks stay on their words. All recognisers work with these."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model import Block, BlockKind, Mark
from edition.trace import Traced

Range = tuple[int, int]


def cut(block: Block, start: int, end: int) -> Block:
    """The part `start`..`end` of a block, with the marks on it. A mark at the
    seam goes to the part after it."""
    last = end == len(block.text)
    return replace(block, text=block.text[start:end], marks=tuple(clip(block.marks, start, end, last)))


def clip(marks: Iterable[Mark], start: int, end: int, last: bool) -> Iterator[Mark]:
    """Marks → those that touch `start`..`end`, clipped to it and counted from its start."""
    for mark in marks:
        if mark.start == mark.end:
            if start <= mark.start < end or (last and mark.start == end):
                yield replace(mark, start=mark.start - start, end=mark.end - start)
        elif mark.start < end and mark.end > start:
            yield replace(mark, start=max(mark.start, start) - start, end=min(mark.end, end) - start)


def glue(blocks: Sequence[Block]) -> Block:
    """Blocks in reading order → one, of the kind and with the attributes of the first."""
    marks: list[Mark] = []
    length = 0
    for block in blocks:
        marks += (replace(m, start=m.start + length, end=m.end + length) for m in block.marks)
        length += len(block.text)
    text = Traced.join(b.text for b in blocks)
    return replace(blocks[0], text=text, marks=tuple(marks))


def leave_out(block: Block, ranges: Iterable[Range]) -> Block:
    """A block without the characters of `ranges`; a mark that loses its last character goes with it."""
    gone = sorted({i for start, end in ranges for i in range(start, end)})
    if not gone:
        return block
    seams = (-1, *gone, len(block.text))
    text = Traced.join(
        [block.text[before + 1 : after] for before, after in pairwise(seams) if after > before + 1]
    )
    moved = (
        (m, replace(m, start=m.start - bisect_left(gone, m.start), end=m.end - bisect_left(gone, m.end)))
        for m in block.marks
    )
    kept = tuple(new for old, new in moved if new.start < new.end or old.start == old.end)
    return replace(block, text=text, marks=kept)


def line_ends(text: str) -> list[Range]:
    """A text → its ends of line, each with the spaces around it."""
    return [found.span() for found in re.finditer(r"[ \r\n]+", text) if found[0].strip(" ")]


def stripped(block: Block, chars: str | None = None) -> Block:
    """A block without the given characters (white space by default) at its two ends."""
    text = block.text.text
    left = len(text) - len(text.lstrip(chars))
    return cut(block, left, max(left, len(text.rstrip(chars))))


def marked(block: Block, *marks: Mark) -> Block:
    """A block with further marks, all in order: by start, the longer first."""
    return replace(block, marks=tuple(sorted((*block.marks, *marks), key=lambda m: (m.start, -m.end))))


def told(block: Block, kind: BlockKind | None = None, rule: str = "", /, **attrs: str) -> Block:
    """A block with another kind and further attributes; an attribute said to be "" is taken away."""
    merged = {key: value for key, value in {**block.attrs, **attrs}.items() if value}
    return replace(block, kind=kind or block.kind, attrs=merged, rule=rule or block.rule)


def blocks_from(blocks: Sequence[Block], n: int) -> Iterator[Block]:
    """The blocks from the index `n` on; none of those before it is looked at."""
    return (blocks[i] for i in range(n, len(blocks)))


def near(blocks: Sequence[Block], n: int) -> str:
    """The kind of the block at index `n`, "" outside."""
    return blocks[n].kind if 0 <= n < len(blocks) else ""


def near_text(blocks: Sequence[Block], n: int) -> str:
    """The text of the block at index `n`, "" outside."""
    return blocks[n].text.text if 0 <= n < len(blocks) else ""
