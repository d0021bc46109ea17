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
    the other. A single line that is wider by an indent than five others does not set it.
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
    return full if torn or (common and neighbours and 5 * cut >= 2 * sum(rows)) else 0


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
    return columns == full + HANGING or (columns >= full - 3 and (rest == 0 or rest >= full - 3))
