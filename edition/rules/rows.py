"""Rows of a page: how wide each is, at which width the text was wrapped, and which rows are full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from edition.model import Block
from edition.rules.sentences import finished

INDENT = 4
"""Width of the two empty squares at the start of a printed paragraph, which captures leave out."""
FEWEST_ROWS = 5
"""So many lines of one width at least show that a text was wrapped."""
HANGING = 2
"""Width of a stop that hangs over the edge."""
SPARE = 3
"""So many columns at most a row lacks, for the next sign to be set whole."""
JOINED = ("line", "para", "speech", "item", "participants", "distribution", "remark")


def width(text: str) -> int:
    """The columns a text takes in a fixed-width face; signs of ambiguous width count as Chinese ones."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def row_width(block: Block) -> int:
    """The columns that a line took on the page: its own, and those of the note calls that were taken out of it, [1] or ①."""
    calls = (mark.attrs.get("n", "") for mark in block.marks if mark.kind == "note")
    return width(block.text.text) + sum(width(n) + 2 * n.isdigit() for n in calls)


def full_width(blocks: Sequence[Block]) -> int:
    """The width at which a text was wrapped, in columns, or 0 where it was not.

    It is the most common width of long lines, if at least five lines have it or lack only the indent of a paragraph, and hardly
    any of these ends with a sentence; or if they are a fifth of all, two in five end inside a sentence, and two stand one below
    the other. A single line that is wider by an indent than five others does not set it. Where first rows alone agree, it is an
    indent more: rows between two that are wrapped too, each a sign more or less wide, are wider.
    """
    lines = [b.text.text for b in blocks if b.kind in JOINED]
    widths = [row_width(b) for b in blocks if b.kind in JOINED]
    long = Counter(w for w in widths if w >= 40)
    wide = [w for w in long if long[w] > 1 or long[w - INDENT] < 5]
    if not wide:
        return 0
    full = max(wide, key=lambda w: (long[w] + long[w - INDENT], long[w] + w))
    rows = [w in (full, full - INDENT) for w in widths]
    common = sum(rows) >= FEWEST_ROWS and 5 * sum(rows) >= long.total()
    cut = sum(row and not finished(text) for row, text in zip(rows, lines, strict=True))
    neighbours = any(above and below == full for above, below in zip(rows, widths[1:], strict=False))
    torn = cut >= FEWEST_ROWS and 5 * cut >= 4 * sum(rows)
    wrapped = torn or (common and neighbours and 5 * cut >= 2 * sum(rows))
    return full + INDENT * are_wider(lines, widths, full) if wrapped else 0


def are_wider(lines: Sequence[str], widths: Sequence[int], full: int) -> bool:
    """Whether rows that go on with a sentence and end inside one, two at least and the most of them, are wider than `full` and not
    by more than an indent."""
    inside = [
        columns
        for (above, line), columns in zip(pairwise(lines), widths[1:], strict=True)
        if columns >= full - SPARE and not finished(above) and not finished(line)
    ]
    wider = sum(full + HANGING < columns <= full + INDENT + HANGING for columns in inside)
    return wider > 1 and 2 * wider >= len(inside)


def first_indent(blocks: Sequence[Block], full: int) -> int:
    """The columns that the first row of a paragraph lacks in a text wrapped at `full`: none where below a row that ends one the
    rows are whole, and not an indent shorter."""
    rows = [b for b in blocks if b.kind in JOINED]
    first = {
        row_width(row)
        for above, row in pairwise(rows)
        if finished(above.text.text) and row_width(above) < full - INDENT
    }
    return 0 if full in first and full - INDENT not in first else INDENT


def is_full(columns: int, full: int) -> bool:
    """Whether the last row of a text of so many columns reaches the edge; a row may lack what two signs take, and the stop of
    one hangs over it."""
    rest = columns % full
    return full < columns <= full + HANGING or (columns >= full - SPARE and (rest == 0 or rest >= full - SPARE))


def is_first(columns: int, full: int, indent: int) -> bool:
    """Whether a row that is wrapped, so many columns wide, is the first of a paragraph in a text wrapped at `full`: its `indent` is what
    it lacks."""
    return full - indent - SPARE <= columns <= full - indent and not is_next(columns, full)


def is_next(columns: int, full: int) -> bool:
    """Whether a row that is wrapped, so many columns wide, stands below another of its paragraph in a text wrapped at `full`."""
    return full - SPARE <= columns <= full + HANGING
