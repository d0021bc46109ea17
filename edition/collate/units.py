"""Where witnesses differ from their base: alignment, then places that cut no name, date or correction in two.

base, other witnesses → Units
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edition.alignment import Edit, align, slide
from edition.annotate.passage import passages
from edition.collate.proposing import GRAM
from edition.collate.witnesses import Witness
from edition.model import Structured


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of the base where some witness differs: its lemma `start`..`end`, which lies in one run; the end
    of what the readings stand for, which may be some runs on; the reading of each witness that begins there,
    and the witnesses whose earlier reading reaches over it."""

    start: int
    end: int
    far: int
    readings: Mapping[str, str]
    absent: frozenset[str] = frozenset()


def barriers(text: Structured, base: Witness) -> dict[int, list[tuple[int, int]]]:
    """The ranges that a lemma may not cut, by passage: names, dates, references, corrections, emphasis."""
    kinds = {"name", "date", "ref", "choice", "hi", "q", "app"}
    wanted = set(base.blocks)
    return {
        p.number: [(m.start, m.end) for m in p.block.marks if m.kind in kinds and m.start < m.end]
        for p in passages(text)
        if p.number in wanted
    }


def compare(
    base: Witness, others: Sequence[Witness], cuts: Mapping[int, Sequence[tuple[int, int]]]
) -> tuple[list[Unit], list[Witness]]:
    """A base and its witnesses → the places where they differ, and the witnesses that share no text with it."""
    whole: dict[str, list[Edit]] = {}
    strange = []
    for other in others:
        found = align(base.text, other.text)
        shared = len(base.text) - sum(e.end - e.start for e in found)
        if shared < min(2 * GRAM, len(base.text), len(other.text)):
            strange.append(other)
        else:
            found = slide(found, base.text, other.text, base.edges, other.edges)
            whole[other.id] = [anchored(edit, base, cuts) for edit in found]
    parts = {id: [part for edit in own for part in parted(edit, base)] for id, own in whole.items()}
    ranges = spread({(e.start, e.end) for own in parts.values() for e in own}, base, cuts)
    named = {other.id: other for other in others}
    units = [
        Unit(
            start,
            end,
            end,
            {id: reading(named[id], own, start, end) for id, own in parts.items() if inside(own, start, end)},
        )
        for start, end in ranges
    ]
    return list(chained(units, whole)), strange


def anchored(edit: Edit, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> Edit:
    """An edit → the same, never empty in the base: an addition takes the character before it, or the one after
    it where a run begins or a name or the like ends."""
    at = edit.start
    if at < edit.end:
        return edit
    after = at < len(base.text) and (at == 0 or base.runs[at - 1] != base.runs[at] or closes(at, base, cuts))
    if after:
        return replace(edit, end=at + 1, last=edit.last + 1)
    return replace(edit, start=at - 1, first=edit.first - 1)


def closes(at: int, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether some mark ends right before a character of the base and none begins with it."""
    marks = cuts.get(base.blocks[at], ())
    ends = any(right == base.ends[at - 1] for _, right in marks)
    return ends and not any(left == base.starts[at] for left, _ in marks)


def parted(edit: Edit, base: Witness) -> Iterator[Edit]:
    """An edit → the same cut at the ends of the base's runs; what the witness
    reads belongs to the first part."""
    start, first = edit.start, edit.first
    while start < edit.end:
        stop = min(edit.end, bisect_right(base.runs, base.runs[start]))
        yield Edit(start, stop, first, edit.last)
        start, first = stop, edit.last


def chained(units: Sequence[Unit], whole: Mapping[str, Sequence[Edit]]) -> Iterator[Unit]:
    """The places where witnesses differ, in order, and the whole edits of each witness → the
    same with one reading for an edit that reaches over several of them, as long as it does
    for all that differ at the first."""
    held: Unit | None = None
    reach: dict[str, int] = {}
    for unit in units:
        if held is not None and all(
            unit.readings.get(id) == "" and unit.end <= reach[id] for id in held.readings
        ):
            held = replace(held, far=unit.end)
            rest = {id: text for id, text in unit.readings.items() if id not in held.readings}
            if rest:
                yield replace(unit, readings=rest, absent=frozenset(held.readings))
            continue
        if held is not None:
            yield held
        held = unit
        reach = {id: max(e.end for e in whole[id] if e.start < unit.end) for id in unit.readings}
    if held is not None:
        yield held


def spread(
    ranges: Iterable[tuple[int, int]], base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Ranges of the base → the same, grown over the marks they would cross and made one where they overlap."""
    grown = sorted(grow(start, end, base, cuts) for start, end in ranges)
    joined: list[tuple[int, int]] = []
    for start, end in grown:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined if joined == sorted(set(ranges)) else spread(joined, base, cuts)


def grow(start: int, end: int, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """A range of the base → the range with all of every mark and every emendation that it would cut in two.
    What an editor supplied takes the characters around it, for a lemma needs a place in the source."""
    number, run = base.blocks[start], base.runs[start]
    low, high = bisect_left(base.runs, run), bisect_right(base.runs, run)
    starts, ends = base.starts[low:high], base.ends[low:high]
    for left, right in cuts.get(number, ()):
        first, last = base.starts[start], base.ends[end - 1]
        if left < first < right < last or first < left < last < right:
            start = min(start, low + bisect_left(starts, left))
            end = max(end, low + bisect_right(ends, right))
    while start > low and (base.ends[start - 1] > base.starts[start] or base.starts[start] == base.ends[start]):
        start -= 1
    while end < high and (base.starts[end] < base.ends[end - 1] or base.starts[end - 1] == base.ends[end - 1]):
        end += 1
    return start, end


def inside(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """The edits that lie in a range of the base."""
    return [e for e in edits if start <= e.start and e.end <= end]


def reading(other: Witness, edits: Sequence[Edit], start: int, end: int) -> str:
    """What a witness prints for a range of the base."""
    own = inside(edits, start, end)
    return other.raw[own[0].first - (own[0].start - start) : own[-1].last + (end - own[-1].end)]
