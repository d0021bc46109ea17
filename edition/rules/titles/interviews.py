"""The parts of an interview: numbered lines, perhaps whole sentences, each right
above a turn of the one who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.numerals import number
from edition.rules.titles.points import NUMBER_IN, way_of
from edition.rules.titles.shape import has_ended

LONGEST = 60
"""So many characters at most has such a line."""
FEWEST = 2


def interview_parts(blocks: Sequence[Block]) -> list[int]:
    """The indexes of the lines of a piece that count on from the first, where there are at least two, none is
    long, and below every one the same person begins to speak: points of what somebody says stand above each
    other, or he goes on below them."""
    return [n for row in rows(blocks) if len(row) >= FEWEST for n in row if blocks[n].kind == "line"]


def rows(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The indexes of numbered lines and heads above turns of one person, those of each piece
    together that count on the same way."""
    found: dict[tuple[str, str], list[int]] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield from found.values()
            found = {}
        way = way_of(block) if block.kind in ("line", "head") else ""
        speaker = speaker_below(blocks, n) if way and may_head(blocks, n) else ""
        row = found.setdefault((way, speaker), []) if speaker else []
        if speaker and count_of(block) == len(row) + 1:
            row.append(n)
    yield from found.values()


def may_head(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` can be a head by its length and what stands above it."""
    return n > 0 and len(blocks[n].text) <= LONGEST and has_ended(blocks[n - 1])


def speaker_below(blocks: Sequence[Block], n: int) -> str:
    """The label of the turn right below the block at index `n`, "" where none begins there."""
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    marks = below.marks if below is not None and below.kind == "speech" else ()
    ends = [mark.end for mark in marks if mark.kind == "speaker" and not mark.start]
    return below.text.text[: ends[0]] if below is not None and ends else ""


def count_of(block: Block) -> int:
    """The number that a numbered line begins with."""
    return number(NUMBER_IN.findall(block.text.text)[0])
