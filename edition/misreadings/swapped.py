"""Two neighbouring characters in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from edition.misreadings.characters import GENERAL, USAGE
from edition.misreadings.general import dictionary
from edition.misreadings.language import Language
from edition.misreadings.lattice import Lattice
from edition.misreadings.suspicion import Suspicion, sureness

RARE = 9.0
"""How rare it is (nats)."""
BETWEEN = frozenset("不了得起过着")
"""What stands between a verb and what belongs to it."""
LEAST = 2.0
"""What the general model must give at least."""


def suspect_swapped(text: str, lattice: Lattice, language: Language) -> Iterator[Suspicion]:
    """A passage without white space and a run in it → neighbours that make better sense the other way round."""
    run, alone = lattice.run, language.general.alone
    for at in range(len(run) - 1):
        new = run[at + 1] + run[at]
        if new[0] == new[1] or not BETWEEN.isdisjoint(new):
            continue
        words = (run[at - 1 : at] + new[0], new, new[1] + run[at + 2 : at + 3])
        if not any(len(word) == 2 and word in alone for word in words) or is_usual(run, at, language):
            continue
        gain = lattice.changed(at, at + 2, new) - lattice.worth
        if gain > LEAST:
            place = lattice.offset + at
            left, right = text[max(0, place - 2) : place], text[place + 2 : place + 4]
            use = language.usage.gain(left, text[place : place + 2], new, right)
            why = f"二字颠倒：{language.spoken(left + new + right, gain)}"
            yield Suspicion(place, place + 2, new, sureness(GENERAL * gain + USAGE * use - RARE), why)


def is_usual(run: str, at: int, language: Language) -> bool:
    """Whether two characters stand in the same order with a neighbour elsewhere in the corpus, or
    in a word that the dictionary has."""
    around = run[max(0, at - 1) : at + 2], run[at : at + 3]
    return any(
        len(part) == 3 and (language.usage.runs.get(part, 0) > 1 or part in dictionary()) for part in around
    )
