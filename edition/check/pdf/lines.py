"""Lines: flush, inside the type area, no mark at the wrong end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import pikepdf

from edition.check.pdf.leaves import MARKS, NUMBER, Leaf, Line
from edition.report import Diagnostic, make

NEVER_FIRST = frozenset("）〕］｝》〉」』】〗”’、，。．：；！？％℃々")
NEVER_LAST = frozenset("（〔［｛《〈「『【〖“‘￥＄")
HALVED = frozenset("）〕］｝》〉」』】〗”’、，。．：；")
ENDING = frozenset(
    "。！？：；”）］"
)  # what a paragraph may end with, even one that the next follows without an indent
FLUSH = 0.5  # points
EVIDENCE = 12  # lines
TORN = 4  # em: a line that lacks more holds a word that cannot be divided, and spreading would tear it apart


def frames(text: Sequence[Leaf], file: pikepdf.Pdf) -> list[tuple[float, float]]:
    """The left and right edge of the type area on right-hand and on left-hand pages, which mirror each other.
    Where only one side has text, its longest line is the edge; a handful of lines, as a letter of one page has,
    shows no edge but the paper's."""
    width = float(file.pages[0].trimbox[2])
    body = common_size(text)
    sides = [
        [line for leaf in side for line in leaf.lines if line.size == body] for side in (text[::2], text[1::2])
    ]
    lefts = [left_edge(side) for side in (text[::2], text[1::2])]
    return [
        (left, width - other if shown(facing) else longest(side) if shown(side) else width)
        for side, left, facing, other in zip(sides, lefts, reversed(sides), reversed(lefts), strict=True)
    ]


def left_edge(side: Sequence[Leaf]) -> float:
    """The leftmost place where lines begin, heads and folios too; not where a few do that stand a little before
    many others, as slanting letters do."""
    lines = (line for leaf in side for line in leaf.lines if not is_line_number(line))
    counts = Counter(round(line.left, 1) for line in lines if line.text[0] not in NEVER_LAST)
    for left in sorted(counts):
        if not any(0 < other - left < 1.5 and count > 5 * counts[left] for other, count in counts.items()):
            return left
    return 0.0


def longest(side: Sequence[Line]) -> float:
    """Where the longest line ends: one whose last mark, which may hang, says nothing of it is left out."""
    ends = [line.right for line in side if line.text[-1] not in HALVED]
    return max(ends or [line.right for line in side])


def shown(side: Sequence[Line]) -> bool:
    """Whether the lines are enough to tell by them where the type area ends."""
    return len(side) >= EVIDENCE


def common_size(text: Sequence[Leaf]) -> float:
    """The size of type that most lines have."""
    sizes = Counter(line.size for leaf in text for line in leaf.lines)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def check_lines(side: Sequence[Leaf], edges: tuple[float, float], name: str) -> Iterator[Diagnostic]:
    """The right-hand or the left-hand pages → X054 for marks that may not stand there, X055 for lines inside a
    paragraph that are not flush, X056 for what sticks out of the type area."""
    left, right = edges
    for leaf in side:
        for before, line, following in zip(
            (None, *leaf.lines), leaf.lines, (*leaf.lines[1:], None), strict=False
        ):
            end = line.right
            if line.text[-1] in HALVED and end > right + FLUSH:
                end -= line.size / 2
            if end > right + 1 and not is_line_number(line):
                yield make("X056", name, page=leaf.label, line=line.text[-12:])
            if following is None or not continues(line, following, left):
                continue
            if before is not None and stands_alone(before, line, left):
                continue
            if line.text[-1] in NEVER_LAST or following.text[0] in NEVER_FIRST:
                yield make("X054", name, page=leaf.label, line=line.text[-12:], following=following.text[:12])
            if FLUSH < right - end < TORN * line.size and MARKS.sub("", line.text)[-1:] not in ENDING:
                yield make("X055", name, page=leaf.label, line=line.text[-12:], gap=round(right - end, 1))


def is_line_number(line: Line) -> bool:
    """Whether a line is the number in the margin of a study copy, which stands outside the type area."""
    return NUMBER.fullmatch(line.text) is not None and line.size < 8


def continues(line: Line, following: Line, left: float) -> bool:
    """Whether the second of two lines goes on with the paragraph of the first: it begins at the left edge,
    right below, in the same type, and the first begins there or two characters further in."""
    starts = min(abs(begin(line, left) - left), abs(begin(line, left) - left - 2 * line.size)) < 1
    near = 0 < line.base - following.base < 2.2 * line.size
    return starts and near and abs(begin(following, left) - left) < 1 and line.size == following.size


def stands_alone(before: Line, line: Line, left: float) -> bool:
    """Whether a line begins a block without an indent, as a list of recipients does: what
    follows it need not go on with it."""
    return abs(begin(line, left) - left) < 1 and (
        before.size != line.size or not 0 < before.base - line.base < 2.2 * line.size
    )


def begin(line: Line, left: float) -> float:
    """Where a line begins, an opening mark without its empty half."""
    return line.left + line.size / 2 if line.text[0] in NEVER_LAST and line.left < left - 1 else line.left
