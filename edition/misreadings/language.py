"""What speaks for one reading of a place and against another: the language in general, and the corpus itself.

The *general model* knows how words follow each other. The *usage* is that of the corpus: runs of one to three
characters, counted with the place in question left out, so that no reading testifies for itself. Both answers
are logarithms of likelihood ratios, in nats.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from edition.misreadings.general import General, find_model, make_general

BACK = 2.0
"""The weight of the shorter context when the next character is guessed from a longer one."""
FLOOR = 2e-5
"""The probability of a character that the corpus does not have: that of a rare one."""
USED, ALWAYS = 3, 0.75
"""So often at least the corpus has a character between its two neighbours, or after two others,
of which it follows that share."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the corpus has every run of one, two and three characters."""

    runs: Mapping[str, int]
    size: int

    def gain(self, left: str, old: str, new: str, right: str) -> float:
        """How much likelier `new` is than `old` between `left` and `right` (two characters each), judged by the
        rest of the corpus: the place itself, which has `old`, is not counted."""
        own = counted(left + old + right)
        return self.chain(left, new, right, own) - self.chain(left, old, right, own)

    def chain(self, left: str, middle: str, right: str, own: Mapping[str, int]) -> float:
        text = left + middle + right
        return sum(
            log(self.next(text[max(0, at - 2) : at], text[at], own)) for at in range(len(left), len(text))
        )

    def next(self, before: str, char: str, own: Mapping[str, int]) -> float:
        """The probability of a character after up to two others, shorter contexts weighed in (Witten and Bell's
        interpolation with a constant weight)."""
        runs = self.runs
        odds = max(runs.get(char, 0) - own.get(char, 0), 0) / self.size + FLOOR
        for length in range(1, len(before) + 1):
            context = before[-length:]
            seen = max(runs.get(context, 0) - own.get(context, 0), 0)
            if not seen:
                break
            follows = max(runs.get(context + char, 0) - own.get(context + char, 0), 0)
            odds = (follows + BACK * odds) / (seen + BACK)
        return odds


def counted(text: str) -> Counter[str]:
    """A text → how often it has every run of one to three characters."""
    return Counter(text[at : at + n] for n in (1, 2, 3) for at in range(len(text) - n + 1))


def make_usage(texts: Sequence[str]) -> Usage:
    """Texts without white space → what runs of characters they have."""
    runs: Counter[str] = Counter()
    for text in texts:
        for n in (1, 2, 3):
            runs.update(text[at : at + n] for at in range(len(text) - n + 1))
    return Usage(runs, max(1, sum(map(len, texts))))


@dataclass(frozen=True, slots=True)
class Language:
    """The two witnesses; `used`: by two characters those that often stand between them in the corpus; `always`:
    the one that nearly always follows them."""

    general: General
    usage: Usage
    used: Mapping[str, str]
    always: Mapping[str, str]

    def spoken(self, text: str, gain: float) -> str:
        """How a gain in likelihood is told to an editor."""
        witness = "语言模型" if self.general.paired else "词典"
        return f"作“{text}”更通（{witness} {gain:+.1f}）"


def make_language(
    names: Iterable[str], texts: Sequence[str], find: Callable[[], Path | None] = find_model
) -> Language:
    """The names of the authority files, all passages of a corpus and who knows
    where the model is → the witnesses."""
    usage = make_usage(texts)
    return Language(make_general(names, find()), usage, used_between(usage), always_after(usage))


def used_between(usage: Usage) -> dict[str, str]:
    """The usage of a corpus → by two characters, what stands between them often enough."""
    found: dict[str, list[str]] = defaultdict(list)
    for run, count in usage.runs.items():
        if len(run) == 3 and count >= USED:
            found[run[0] + run[2]].append(run[1])
    return {pair: "".join(sorted(middles)) for pair, middles in found.items()}


def always_after(usage: Usage) -> dict[str, str]:
    """The usage of a corpus → by two characters, the one that nearly always follows them."""
    runs = usage.runs
    return {
        run[:2]: run[2]
        for run, count in runs.items()
        if len(run) == 3 and count >= max(USED, ALWAYS * runs[run[:2]])
    }
