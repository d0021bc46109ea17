"""Clean text damaged as recognition damages it: most of the damage is found, and little else is proposed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from edition.annotate.passage import passages, read_block
from edition.misreadings.characters import suspect_characters
from edition.misreadings.general import find_model
from edition.misreadings.language import make_language
from edition.misreadings.lattice import divided
from edition.misreadings.lookalikes import lookalikes
from edition.misreadings.suspicion import Suspicion
from edition.model import Structured

LEAST = 0.5
RATE = 200
"""One character in so many is damaged."""


def damage(lines: list[str], chance: Random) -> tuple[list[str], dict[tuple[int, int], str]]:
    """Lines → the same with characters replaced by look-alikes, and what stood there."""
    turned: dict[str, list[str]] = {}
    for wrong, near in lookalikes().items():
        for right, band in near.items():
            if band < 2:
                turned.setdefault(right, []).append(wrong)
    found, was = [], {}
    for n, line in enumerate(lines):
        read = list(line)
        for at, char in enumerate(line):
            if char in turned and chance.random() < 1 / RATE:
                read[at] = chance.choice(turned[char])
                was[n, at] = char
        found.append("".join(read))
    return found, was


@pytest.mark.parametrize(
    ("seed", "find", "least"),
    [(1, find_model, 0.6), (2, find_model, 0.6), (3, find_model, 0.6), (1, lambda: None, 0.5)],
    ids=["1", "2", "3", "words alone"],
)
def test_damage_is_found(
    seed: int, find: Callable[[], Path | None], least: float, sample_texts: list[Structured]
) -> None:
    clean = [read_block(p.block, folded=False).text for t in sample_texts for p in passages(t) if not p.silent]
    lines, was = damage(clean, Random(seed))
    language = make_language((), lines, find)
    assert language.general.paired == (find is find_model)
    found: dict[tuple[int, int], Suspicion] = {
        (n, s.start): s
        for n, line in enumerate(lines)
        for run in divided(line, language.general).runs
        for s in suspect_characters(line, run, language)
        if s.sure >= LEAST
    }
    right = sum(place in found and found[place].right == char for place, char in was.items())
    false = sum(place not in was for place in found)
    assert len(was) > 50
    assert right / len(was) >= least
    assert false / sum(map(len, lines)) <= 1 / 1000
