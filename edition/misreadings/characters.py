"""Characters whose context wants another one: a look-alike, or any that makes much better sense."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from edition.misreadings.general import General
from edition.misreadings.language import Language, counted
from edition.misreadings.lattice import PAIRED, Lattice, Window
from edition.misreadings.lookalikes import BANDS, lookalikes
from edition.misreadings.suspicion import Suspicion, sureness
from edition.rules.text.folding import simplified

SETTLED, FREQUENT = 3, 12
"""A character that stands more often between the same two neighbours, or more often
with each of them, is left alone."""
GENERAL, USAGE = 0.65, 0.33
"""The weights of the two witnesses."""
COSTS = (5.3, 8.2, 11.1, 19.0)
"""How rare a misreading is, by the likeness of the two characters (nats); the last: they are not alike."""
LEAST, UNLIKE = 1.0, 8.0
"""What the general model must give at least, where characters are alike and where they are not."""
VARIANT = 3.0
"""What speaks against a misreading where the character is none of the common standard (GB/T 2312) and may
be a form of another (硏 of 研)."""
UNHEARD = -3.0
"""A corpus that does not know a character says no more than so against it (nats)."""
DOTTED, NAME = re.compile("[·•．]"), 7
"""A foreign name, so many characters long, is no words: only a look-alike is read in it,"""
UNKNOWN, MET = 4.0, 1.0
"""and one that the corpus does not have there is less likely (nats)."""
OTHERS, CLOSE = 4, 3.0
"""So many readings are named, if their odds are so close (nats)."""
COMMON = 8192
"""More different characters than a corpus has."""
LIKELIEST = -4.0
"""No word is likelier by itself."""


@dataclass(frozen=True, slots=True)
class Better:
    """Another character for a place: its odds, and what the general model and the usage give."""

    odds: float
    right: str
    gain: float
    use: float
    band: int


def suspect_characters(text: str, lattice: Lattice, language: Language) -> Iterator[Suspicion]:
    """A passage without white space and a run in it → for every character the one that
    language and usage prefer, if any."""
    for at in range(len(lattice.run)):
        if not settled(text, lattice.offset + at, language.usage.runs):
            found = sorted(readings(text, at, lattice, language), key=lambda b: (-b.odds, b.right))
            if found:
                place = lattice.offset + at
                why = spoken(text, place, found, language)
                yield Suspicion(place, place + 1, found[0].right, sureness(found[0].odds), why)


def settled(text: str, at: int, runs: Mapping[str, int]) -> bool:
    """Whether a character is at home with its two neighbours."""
    return (
        runs.get(text[max(0, at - 1) : at + 2], 0) > SETTLED
        or min(runs.get(text[max(0, at - 1) : at + 1], 0), runs.get(text[at : at + 2], 0)) > FREQUENT
    )


def readings(text: str, at: int, lattice: Lattice, language: Language) -> Iterator[Better]:
    """A place of a run → what may be read there, weighed."""
    gains = gains_at(at, lattice)
    if not gains:
        return
    near, usage, place = lookalikes().get(lattice.run[at], {}), language.usage, lattice.offset + at
    left, char, right = text[max(0, place - 2) : place], text[place], text[place + 1 : place + 3]
    own = counted(left + char + right)
    printed = usage.chain(left, char, right, own)
    variant = 0.0 if char in lookalikes() else VARIANT
    foreign = bool(DOTTED.search(text[max(0, place - NAME) : place + NAME]))
    for other, gain in gains.items():
        if foreign and other not in near:
            continue
        use = max(UNHEARD, usage.chain(left, other, right, own) - printed)
        band = near.get(other, BANDS)
        against = COSTS[band] + variant + (UNKNOWN if foreign and use < MET else 0)
        yield Better(GENERAL * gain + USAGE * use - against, other, gain, use, band)


def gains_at(at: int, lattice: Lattice) -> Mapping[str, float]:
    """A place of a run → the characters that make it likelier, and by how much."""
    char, worth = lattice.run[at], lattice.worth
    near, same = lookalikes().get(char, {}), simplified(char)
    alone = by_themselves(char, lattice.general)
    found: dict[str, float] = {}
    for window in lattice.windows(at, at + 1, worth + LEAST - LIKELIEST - PAIRED):
        for other in fitting(window, near, LEAST + worth - window.rest - PAIRED, alone):
            if other not in (char, same):
                gain = lattice.worth_with(window.head + other + window.tail, window) - worth
                if gain > max(found.get(other, 0.0), LEAST if other in near else UNLIKE):
                    found[other] = gain
    return found


def fitting(
    window: Window, near: Mapping[str, int], need: float, alone: Sequence[tuple[str, float]]
) -> set[str]:
    """The characters that make a word of a window likely enough: look-alikes, and of several characters any.
    `alone`: the look-alikes that are words by themselves, the likeliest first."""
    if not window.head and not window.tail:
        return {other for other, _ in takewhile(lambda pair: pair[1] > need, alone)}
    fits, unlike = window.fits, need + UNLIKE - LEAST
    best = next(iter(fits.values()))
    if best <= need:
        return set()
    found = {other for other in near.keys() & fits.keys() if fits[other] > need}
    if best > unlike:
        found.update(takewhile(lambda other: fits[other] > unlike, fits))
    return found


@lru_cache(COMMON)
def by_themselves(char: str, general: General) -> list[tuple[str, float]]:
    """The look-alikes of a character that are words by themselves, the likeliest first."""
    alone = general.alone
    near = lookalikes().get(char, {})
    return sorted(((other, alone[other]) for other in near if other in alone), key=lambda pair: -pair[1])


def spoken(text: str, at: int, found: Sequence[Better], language: Language) -> str:
    """The evidence in words, for the reason of a decision, and what else may be read."""
    best = found[0]
    around = text[max(0, at - 2) : at] + best.right + text[at + 1 : at + 3]
    alike = f"“{text[at]}”“{best.right}”形近；" if best.band < BANDS else "字形不近；"
    variant = "" if text[at] in lookalikes() else "或为异体字；"
    counts = told_counts(text, at, best.right, language.usage.runs)
    others = "".join(f"“{b.right}”" for b in found[1:OTHERS] if b.odds > best.odds - CLOSE)
    return (
        alike + variant + language.spoken(around, best.gain) + counts + (f"；亦或作{others}" if others else "")
    )


def told_counts(text: str, at: int, right: str, runs: Mapping[str, int]) -> str:
    """How often the corpus has a reading with its neighbours elsewhere, and what is
    printed: the longest run that it has."""
    spans = [(s, e) for s, e in ((at - 1, at + 2), (at - 1, at + 1), (at, at + 2)) if s >= 0 and e <= len(text)]
    told = [(runs.get(text[s:at] + right + text[at + 1 : e], 0), s, e) for s, e in spans]
    count, start, end = max(told, key=lambda t: (t[0] > 0, t[2] - t[1], t[0]), default=(0, 0, 0))
    if not count:
        return ""
    new, old = text[start:at] + right + text[at + 1 : end], text[start:end]
    elsewhere = runs.get(old, 1) - 1
    return f"；他处“{new}”{count}见，“{old}”{f'{elsewhere}见' if elsewhere else '未见'}"
