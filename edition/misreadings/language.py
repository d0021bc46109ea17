"""What speaks for one string in a context and against another: words of the language, and the corpus itself.

Two witnesses are heard. The *words* are those of a general dictionary with their frequencies (jieba's, from jieba3) and
the names of the authority files; a context is worth as much as its likeliest division into words. The *usage* is that of
the corpus: runs of one to three characters, counted with the place in question left out, so that no reading testifies
for itself. Both answers are logarithms of likelihood ratios, in nats.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from math import log

LONGEST = 6
"""Longer words are not looked for."""
NAMED = 300
"""How often a name of the authority files counts as seen by the dictionary."""
UNSEEN = 0.5
BACK = 2.0
"""The weight of the shorter context when the next character is guessed from a longer one."""
FLOOR = 1e-6


@dataclass(frozen=True, slots=True)
class Words:
    """A dictionary: the logarithm of the probability of each word and of an unknown character, and of the number of all
    words that were counted (`whole`)."""

    weight: Mapping[str, float]
    unknown: float
    whole: float

    def best(self, text: str) -> float:
        """A short text → the logarithm of the probability of its likeliest division into words."""
        best = [0.0]
        for end in range(1, len(text) + 1):
            score = best[end - 1] + self.weight.get(text[end - 1], self.unknown)
            for start in range(max(0, end - LONGEST), end - 1):
                word = self.weight.get(text[start:end])
                if word is not None and best[start] + word > score:
                    score = best[start] + word
            best.append(score)
        return best[-1]


@cache
def dictionary() -> Mapping[str, int]:
    """→ the words of the general dictionary, each with its frequency. The file is read, the package not loaded."""
    path = distribution("jieba3").locate_file("jieba3/model.base.json")
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123
        counts: dict[str, int] = json.load(file)["freq"]
    return {word: count for word, count in counts.items() if count}


def make_words(names: Iterable[str]) -> Words:
    """The dictionary and the forms of the authority files → words."""
    counts = dict(dictionary())
    for name in names:
        counts[name] = max(NAMED, counts.get(name, 0))
    whole = log(sum(counts.values()))
    return Words({word: log(count) - whole for word, count in counts.items()}, log(UNSEEN) - whole, whole)


@dataclass(frozen=True, slots=True)
class Usage:
    """How often the corpus has every run of one, two and three characters."""

    runs: Mapping[str, int]
    size: int

    def gain(self, left: str, old: str, new: str, right: str) -> float:
        """How much likelier `new` is than `old` between `left` and `right` (two characters each), judged by the rest
        of the corpus: the place itself, which has `old`, is not counted."""
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
