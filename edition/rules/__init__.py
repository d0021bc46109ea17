"""The closed vocabulary of recognisers that profiles are written in.

A recogniser turns a sequence of blocks into a better known one: it cuts, classifies, joins, marks, or leaves
characters out. It never invents or changes a character. What it leaves out is booked in the ledger under its
own name by `run`, so nothing can be lost silently.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from edition.model import Block, Source
from edition.trace import Disposal, Traced

Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something a person should see: a code of the catalogue, a source offset, the values of its message."""

    code: str
    at: int
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recogniser hands on."""

    blocks: Blocks
    findings: tuple[Finding, ...] = ()


Options = Mapping[str, object]
Work = Callable[[Blocks, Options], Recognised]


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A name of the vocabulary: its stage, its options with their defaults, the function that does it."""

    name: str
    stage: Literal["clean", "segment"]
    work: Work
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A profile with its inheritance resolved: recogniser names per stage, options per recogniser."""

    family: str
    clean: tuple[str, ...]
    segment: tuple[str, ...]
    options: Mapping[str, Mapping[str, object]]


def whole(source: Source) -> Blocks:
    """A source → the one block, of kind para and unknown structure, that the first recogniser starts from."""
    return (Block("para", Traced.of(source.text)),)


def offsets(blocks: Iterable[Block]) -> set[int]:
    """Every source offset that stands in the blocks or in the bodies of their marks."""
    found: set[int] = set()
    for block in blocks:
        found.update(block.text.at)
        found |= offsets(mark.body for mark in block.marks if mark.body is not None)
    return found


def run(recogniser: Recogniser, blocks: Blocks, options: Options) -> tuple[Recognised, tuple[Disposal, ...]]:
    """One recogniser over blocks that share no character → what it made of them, and the
    ledger rows of what it left out.

    Raises AssertionError when a recogniser shows characters it was not given or shows one twice: that is a
    fault of the program. Blocks that it hands on as they are need no look.
    """
    result = recogniser.work(blocks, {**recogniser.options, **options})
    given, handed = Counter(map(id, blocks)), Counter(map(id, result.blocks))
    more = (handed - given).keys()
    taken = [block for block in blocks if handed[id(block)] < given[id(block)]]
    made = [block for block in result.blocks if id(block) in more]
    before, after = offsets(taken), offsets(made)
    if not after <= before:
        raise AssertionError(
            f"{recogniser.name} shows characters it was not given: {sorted(after - before)[:5]}"
        )
    if count(made) != len(after):
        raise AssertionError(f"{recogniser.name} shows characters twice")
    return result, tuple(runs(sorted(before - after), recogniser.name))


def count(blocks: Iterable[Block]) -> int:
    """How many characters the blocks and the bodies of their marks hold."""
    return sum(
        len(block.text) + count(mark.body for mark in block.marks if mark.body is not None) for block in blocks
    )


def runs(at: Sequence[int], rule: str) -> Iterable[Disposal]:
    """Sorted offsets → the maximal runs of them, dropped by `rule`."""
    start = None
    for i, offset in enumerate(at):
        if start is None:
            start = offset
        if i + 1 == len(at) or at[i + 1] != offset + 1:
            yield Disposal(start, offset + 1, rule)
            start = None
