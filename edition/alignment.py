"""Where two texts differ, character by character.

base, other → edits in order; between them both are the same
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

SEED = 6
"""Runs of this many characters that stand once in each text hold the alignment in place."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`base[start:end]` reads `other[first:last]` in the other witness."""

    start: int
    end: int
    first: int
    last: int


def align(base: str, other: str) -> list[Edit]:
    """Two texts → where the other differs, in order; between the edits both are
    the same character by character.

    Runs of characters that stand once in each and in the same order are fixed first; what lies between is
    aligned by edit distance, so that an excerpt does not scatter over what it leaves out.
    """
    edits: list[Edit] = []
    i = j = 0
    for start, first, length in [*fixed_runs(base, other), (len(base), len(other), 0)]:
        edits += between(base, other, Edit(i, start, j, first))
        i, j = start + length, first + length
    return list(merged(edits))


def slide(
    edits: Iterable[Edit], base: str, other: str, edges: Container[int], other_edges: Container[int]
) -> list[Edit]:
    """Edits, and where paragraphs and speeches begin in each text → the same with every omission and addition
    moved, where the characters around it allow, so that it begins and ends with them: of two equal labels the
    one that goes with its speech is left out."""
    found = list(edits)
    for n, edit in enumerate(found):
        low = found[n - 1].end if n else 0
        high = found[n + 1].start if n + 1 < len(found) else len(base)
        if edit.first == edit.last:
            step = best_shift(base, edit.start, edit.end, low - edit.start, high - edit.end, edges)
        elif edit.start == edit.end:
            step = best_shift(other, edit.first, edit.last, low - edit.start, high - edit.end, other_edges)
        else:
            continue
        found[n] = Edit(edit.start + step, edit.end + step, edit.first + step, edit.last + step)
    return found


def best_shift(text: str, start: int, end: int, back: int, ahead: int, edges: Container[int]) -> int:
    """How far to move a range over characters that repeat, at most from `back` to `ahead`, so that both its
    ends, or at least one, are edges; not at all where that gains nothing."""
    shifts = [0]
    while shifts[-1] < ahead and text[start + shifts[-1]] == text[end + shifts[-1]]:
        shifts.append(shifts[-1] + 1)
    least = 0
    while least > back and text[start + least - 1] == text[end + least - 1]:
        least -= 1
        shifts.append(least)
    return max(shifts, key=lambda k: ((start + k in edges) + (end + k in edges), -abs(k), k))


def fixed_runs(base: str, other: str) -> list[tuple[int, int, int]]:
    """The longest chain of common runs, each grown from a seed that stands once in both texts."""
    places = unique_grams(base)
    seeds = sorted((places[gram], at) for gram, at in unique_grams(other).items() if gram in places)
    runs: list[tuple[int, int, int]] = []
    for start, first in increasing(seeds):
        if runs and start - runs[-1][0] == first - runs[-1][1] and start <= runs[-1][0] + runs[-1][2]:
            runs[-1] = (runs[-1][0], runs[-1][1], start + SEED - runs[-1][0])
        elif not runs or (start >= runs[-1][0] + runs[-1][2] and first >= runs[-1][1] + runs[-1][2]):
            runs.append((start, first, SEED))
    return runs


def unique_grams(text: str) -> dict[str, int]:
    """The runs of SEED characters that stand once in a text, and where."""
    count = Counter(text[i : i + SEED] for i in range(len(text) - SEED + 1))
    return {text[i : i + SEED]: i for i in range(len(text) - SEED + 1) if count[text[i : i + SEED]] == 1}


def increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs sorted by their first number → the longest chain in which the second increases too."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, (_, second) in enumerate(pairs):
        at = bisect_left(tops, second)
        before.append(ends[at - 1] if at else -1)
        if at == len(tops):
            tops.append(second)
            ends.append(n)
        else:
            tops[at], ends[at] = second, n
    chain = []
    n = ends[-1] if ends else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]


def between(base: str, other: str, gap: Edit) -> Iterator[Edit]:
    """What lies between two fixed runs → its edits; two passages that have little in common are one."""
    short = min(gap.end - gap.start, gap.last - gap.first)
    rest = max(gap.end - gap.start, gap.last - gap.first) - short
    if rest <= max(3 * short, 4 * SEED) and short:
        yield from changes(base, other, gap)
    elif (parts := partly(base, other, gap, short)) is not None:
        for part in parts:
            yield from changes(base, other, part)
    else:
        yield from trimmed(base, other, gap)


def partly(base: str, other: str, gap: Edit, short: int) -> tuple[Edit, Edit] | None:
    """A gap much longer on one side → the part that the shorter side resembles, and the part that it has not,
    in order; None if it resembles neither end of the longer side."""
    early = Edit(gap.start, gap.start + short, gap.first, gap.first + short)
    late = Edit(gap.end - short, gap.end, gap.last - short, gap.last)
    distance = [
        Levenshtein.distance(base[e.start : e.end], other[e.first : e.last]) if short else 0
        for e in (early, late)
    ]
    if not short or min(distance) * 2 > short:
        return None
    if distance[0] < distance[1]:
        return early, Edit(early.end, gap.end, early.last, gap.last)
    return Edit(gap.start, late.start, gap.first, late.first), late


def changes(base: str, other: str, gap: Edit) -> Iterator[Edit]:
    """A gap → its edits by edit distance."""
    for op in Levenshtein.opcodes(base[gap.start : gap.end], other[gap.first : gap.last]):
        if op.tag != "equal":
            yield Edit(
                gap.start + op.src_start,
                gap.start + op.src_end,
                gap.first + op.dest_start,
                gap.first + op.dest_end,
            )


def trimmed(base: str, other: str, gap: Edit) -> Iterator[Edit]:
    """An edit without what both sides have in common at its two ends."""
    start, end, first, last = gap.start, gap.end, gap.first, gap.last
    while start < end and first < last and base[start] == other[first]:
        start, first = start + 1, first + 1
    while start < end and first < last and base[end - 1] == other[last - 1]:
        end, last = end - 1, last - 1
    if start < end or first < last:
        yield Edit(start, end, first, last)


def merged(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Edits that touch, and changes with one common character between them, become one edit: 张三丰 ·
    张山峰 differ once, not twice."""
    held: Edit | None = None
    for edit in edits:
        if held is not None:
            apart = edit.start - held.end
            changes = held.start < held.end and edit.start < edit.end
            if apart == 0 or (apart == 1 and changes):
                held = Edit(held.start, edit.end, held.first, edit.last)
                continue
            yield held
        held = edit
    if held is not None:
        yield held
