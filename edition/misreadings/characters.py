"""Characters whose context wants a look-alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log

from edition.misreadings.language import Usage, Words, counted
from edition.misreadings.lookalikes import lookalikes
from edition.misreadings.suspicion import Suspicion, sureness

AROUND = 4
"""Characters on either side that are divided into words."""
SETTLED, FREQUENT = 3, 12
"""A character that stands more often between the same two neighbours, or more often with each of them, is left alone."""
WORDS, USAGE, ALIKE, RARE = 0.8, 0.35, 1.0, 5.5
"""The weights of the two witnesses, the cost of each band of likeness, and how rare misreadings are (nats)."""
KNOWN, AT_HOME = 5, 2.0
"""What it costs (nats) to doubt a character that makes a word of the dictionary, seen so often, with its neighbours."""
LONGEST = 4
LEAST = (-12.0, 1.0)
"""What usage and words must give at least: words must speak for the change, usage only not strongly against it."""


@dataclass(frozen=True, slots=True)
class Language:
    """The two witnesses of `edition.misreadings.language`."""

    words: Words
    usage: Usage


def suspect_characters(text: str, language: Language) -> Iterator[Suspicion]:
    """A passage without white space → for every character the look-alike that words and usage prefer, if any."""
    known = lookalikes()
    for at, char in enumerate(text):
        near = known.get(char)
        if near is not None and not settled(text, at, language.usage.runs):
            found = max(weigh(text, at, near, language), default=None)
            if found is not None:
                odds, right, gain, sense = found
                why = f"“{char}”“{right}”形近；{spoken(text, at, right, gain, sense)}"
                yield Suspicion(at, at + 1, right, sureness(odds), why)


def settled(text: str, at: int, runs: Mapping[str, int]) -> bool:
    """Whether a character is at home with its two neighbours."""
    return (
        runs.get(text[max(0, at - 1) : at + 2], 0) > SETTLED
        or min(runs.get(text[max(0, at - 1) : at + 1], 0), runs.get(text[at : at + 2], 0)) > FREQUENT
    )


def weigh(
    text: str, at: int, near: Mapping[str, int], language: Language
) -> Iterator[tuple[float, str, float, float]]:
    """A place and what its character may have been → odds, reading, and what usage and words give, of each reading
    that neither speaks against."""
    words, usage = language.words, language.usage
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    fits = [
        (right, band)
        for right, band in near.items()
        if usual(before + right, language)
        or usual(right + after, language)
        or right + text[at + 1 : at + 3] in words.weight
    ]
    if not fits:
        return
    left, right_side = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    own = counted(left + text[at] + right_side)
    printed = usage.chain(left, text[at], right_side, own)
    start = max(0, at - AROUND)
    head, tail = text[start:at], text[at + 1 : at + 1 + AROUND]
    divided = words.best(head + text[at] + tail)
    rare = RARE + AT_HOME * makes_word(text, at, language)
    for right, band in fits:
        gain = usage.chain(left, right, right_side, own) - printed
        if gain < LEAST[0]:
            continue
        sense = words.best(head + right + tail) - divided
        if sense >= LEAST[1]:
            yield USAGE * gain + WORDS * sense - ALIKE * band - rare, right, gain, sense


def makes_word(text: str, at: int, language: Language) -> bool:
    """Whether a character is part of a known word where it stands."""
    least = log(KNOWN) - language.words.whole
    return any(
        language.words.weight.get(text[start:end], least - 1) >= least
        for start in range(max(0, at - LONGEST + 1), at + 1)
        for end in range(max(at + 1, start + 2), min(len(text), start + LONGEST) + 1)
    )


def usual(pair: str, language: Language) -> bool:
    """Whether two characters are a word, or stand together more than once in the corpus."""
    return len(pair) == 2 and (pair in language.words.weight or language.usage.runs.get(pair, 0) > 1)


def spoken(text: str, at: int, right: str, gain: float, sense: float) -> str:
    """The evidence in words, for the reason of a decision."""
    around = text[max(0, at - 2) : at] + right + text[at + 1 : at + 3]
    used = f"，合于他处用例（{gain:+.1f}）" if gain >= 1 else ""
    return f"作“{around}”成词（词典 {sense:+.1f}）{used}"
