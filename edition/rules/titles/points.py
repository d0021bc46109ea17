"""Numbered lines that are points of a series and no heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.language.numerals import number
from edition.rules.language.sentences import finished
from edition.rules.titles.shape import NUMBERED

FEWEST_POINTS = 4
"""So many numbered lines make a series."""
NUMBER_IN = re.compile(r"[一二三四五六七八九十]+|\d+")
NUMERALS_IN = re.compile("[一二三四五六七八九十]+")


def points(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of numbered lines (1、…) that are points of one series and not heads: most lines of the
    series stand right below one another, or two short ones do that end like no sentence."""
    ways = [way_of(block) if block.kind == "line" else "" for block in blocks]
    runs = [run for run in series(blocks, ways) if len(run) >= FEWEST_POINTS]
    strung = {n for run in runs if 2 * sum(b - a == 1 for a, b in pairwise(run)) > len(run) for n in run}
    brief = [way if way and not finished(b.text.text) else "" for b, way in zip(blocks, ways, strict=True)]
    alike = {n for n, (above, below) in enumerate(pairwise(brief)) if above and above == below}
    return frozenset(strung | alike | {n + 1 for n in alike})


def series(blocks: Sequence[Block], ways: Sequence[str]) -> Iterator[list[int]]:
    """The indexes of lines numbered in one way each whose numbers go up, within one piece."""
    last: dict[str, int] = {}
    runs: dict[str, list[int]] = {}
    for n, (block, way) in enumerate(zip(blocks, ways, strict=True)):
        if block.attrs.get("opens"):
            last.clear()
        if way:
            value = count_of(block.text.text)
            if value <= last.get(way, value):
                yield runs.pop(way, [])
            runs.setdefault(way, []).append(n)
            last[way] = value
    yield from runs.values()


def way_of(block: Block) -> str:
    """The number that a line begins with → its way, all figures alike: （一）, 1、,
    第一节; nothing where it has none."""
    found = NUMBERED.match(block.text.text)
    return NUMBER_IN.sub("1", found[0]).strip() if found else ""


def count_of(text: str) -> int:
    """The number that a numbered line begins with."""
    return number(NUMBER_IN.findall(text)[0])


def style_of(text: str) -> str:
    """The number that a line begins with → its way with a sign for its figures: （一）, （1） as
    （#）; nothing where it has none."""
    found = NUMBERED.match(text)
    return re.sub(r"\d+", "#", NUMERALS_IN.sub("一", found[0])).strip() if found else ""
