"""Stand-off marks → a tree of marks: what contains what, and which marks cross.

On equal ranges bibl ⊃ scope ⊃ app ⊃ q ⊃ hi ⊃ ref ⊃ name ⊃ date ⊃ choice ⊃ gap. Marks of no length (note calls,
page breaks) take the place after everything that ends there and before everything that starts there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.model import Mark

OUTSIDE_IN = (
    "bibl",
    "scope",
    "app",
    "q",
    "hi",
    "ref",
    "name",
    "date",
    "choice",
    "gap",
    "anchor",
    "supplied",
    "note",
    "fw",
    "pb",
)
"""Which kind holds which when two marks have the same range."""

STRENGTH = ("bibl", "scope", "hi", "q", "gap", "name", "date", "ref", "app", "choice")
"""Which of two crossing marks stays: the later in this row. Decisions of the editor are strongest."""

POINTS = frozenset({"note", "pb", "fw", "supplied", "anchor"})
"""Marks that stand at a place; one that is given with a length stands at its end."""

EITHER = frozenset({"ref", "gap"})
"""Marks that have a length or none."""

CLOSED = frozenset({"choice", "gap"})
"""Marks whose text a reader may not see: what has no length inside them is moved to their end."""


@dataclass(frozen=True, slots=True)
class Nested:
    """A mark and the marks inside it, in text order."""

    mark: Mark
    inner: tuple[Nested, ...] = ()


def nest(marks: Sequence[Mark], length: int) -> tuple[tuple[Nested, ...], tuple[Mark, ...]]:
    """The marks of a text of `length` characters → the outermost marks with what they hold, and the marks left
    out because they cross a stronger one or do not lie in the text."""
    points, spans, lost = [], [], []
    for mark in marks:
        if not 0 <= mark.start <= mark.end <= length:
            lost.append(mark)
        elif mark.kind in POINTS or (mark.kind in EITHER and mark.start == mark.end):
            points.append(replace(mark, start=mark.end))
        elif mark.kind in STRENGTH and mark.start < mark.end:
            spans.append(mark)
        else:
            lost.append(mark)
    ranges, crossing = untangle([piece for mark in spans for piece in pieces(mark, spans)])
    ordered = sorted((*ranges, *(hoist(point, ranges) for point in points)), key=order)
    return tuple(grow(ordered)), (*lost, *crossing)


def order(mark: Mark) -> tuple[int, bool, int, int]:
    """Text order: points before what starts at the same place, longer before shorter, then
    outside in. Points keep the order they came in, but a supplied word stands before a note on
    it and after the end of a reading."""
    point = mark.start == mark.end
    return (
        mark.start,
        not point,
        -mark.end,
        OUTSIDE_IN.index(mark.kind) if not point else ("anchor", "supplied", mark.kind).index(mark.kind),
    )


def pieces(mark: Mark, others: Sequence[Mark]) -> list[Mark]:
    """A mark → itself; emphasis that crosses other marks → its pieces between their edges, for
    it is the same in two as in one."""
    if mark.kind != "hi":
        return [mark]
    holding = [other for other in others if other.kind not in ("hi", "gap")]
    first = {o.end for o in holding if o.start < mark.start < o.end < mark.end}
    last = {o.start for o in holding if mark.start < o.start < mark.end < o.end}
    seams = [mark.start, *sorted(first | last), mark.end]
    return [replace(mark, start=a, end=b) for a, b in pairwise(seams)]


def untangle(marks: Sequence[Mark]) -> tuple[list[Mark], list[Mark]]:
    """Marks with a length → those that nest, and those that cross a stronger one. Of two equally strong ones
    the first stays; nothing stands inside a gap."""
    kept: list[Mark] = []
    crossing: list[Mark] = []
    open_: list[Mark] = []
    for mark in sorted(marks, key=order):
        while open_ and open_[-1].end <= mark.start:
            open_.pop()
        while open_ and crosses(open_[-1], mark) and stronger(mark, open_[-1]):
            weaker = open_.pop()
            kept.remove(weaker)
            crossing.append(weaker)
        if open_ and crosses(open_[-1], mark):
            crossing.append(mark)
        else:
            kept.append(mark)
            open_.append(mark)
    return kept, crossing


def crosses(outer: Mark, inner: Mark) -> bool:
    """Whether `inner`, which starts in `outer`, cannot stand in it."""
    return inner.end > outer.end or outer.kind == "gap"


def stronger(mark: Mark, other: Mark) -> bool:
    """Whether of two crossing marks the first stays."""
    return STRENGTH.index(mark.kind) > STRENGTH.index(other.kind)


def hoist(point: Mark, ranges: Sequence[Mark]) -> Mark:
    """A mark of no length strictly inside a choice or a gap → the same at the end of the outermost of them."""
    ends = [m.end for m in ranges if m.kind in CLOSED and m.start < point.start < m.end]
    return replace(point, start=max(ends), end=max(ends)) if ends else point


def grow(ordered: Sequence[Mark]) -> list[Nested]:
    """Nesting marks in text order → the outermost ones with what they hold."""
    top: list[Nested] = []
    i = 0
    while i < len(ordered):
        mark = ordered[i]
        j = i + 1
        while j < len(ordered) and ordered[j].start < mark.end:
            j += 1
        top.append(Nested(mark, tuple(grow(ordered[i + 1 : j]))))
        i = j
    return top
