"""Where words stand in all the running text of a volume, told without reading it again for each of them."""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from math import log

MOST = 4000
"""So many places of one pair of characters are looked at, so that a text that repeats
itself takes no longer than another."""
# The first two characters of a sentence below another.
BEGINNING = re.compile(r"(?<=[。！？])\s*(?P<first>[^\s”’）])(?P<second>.)")
UNSEEN = 0.5
"""How often something is counted besides the times that it was met."""


@dataclass(frozen=True, slots=True)
class Concordance:
    """A text and the places of each pair of characters in it, as offsets in order. It is made
    once, in time that grows with the text; a question takes time by how often a pair of the
    words stands in it, and that is bounded."""

    text: str
    places: Mapping[str, Sequence[int]]
    beginnings: Mapping[str, int]
    """How often sentences begin with a character, and with a pair of them."""

    @classmethod
    def of(cls, text: str) -> Concordance:
        """A text → its concordance."""
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        for at, pair in enumerate(map("".join, pairwise(text))):
            places[pair].append(at)
        beginnings: Counter[str] = Counter()
        for begun in BEGINNING.finditer(text):
            beginnings.update((begun["first"], begun["first"] + begun["second"], ""))
        return cls(text, places, beginnings)

    def count(self, words: str, most: int) -> int:
        """How often words of at least two characters stand in the text, none over another; `most`
        where they stand there more often."""
        pairs = [words[n : n + 2] for n in range(len(words) - 1)]
        rarest = min(range(len(pairs)), key=lambda n: len(self.places.get(pairs[n], ())))
        found, end = 0, 0
        for at in islice(self.places.get(pairs[rarest], ()), MOST):
            start = at - rarest
            if start >= end and self.text.startswith(words, start):
                found, end = found + 1, start + len(words)
                if found == most:
                    break
        return found

    def longest_run(self, left: str, right: str, most: int) -> int:
        """The length of the longest run of characters from the end of `left` on into `right` that stands
        in the text, as it does where the two go on with each other; 0 where not even the two characters
        at the seam do; at most `most`."""
        best = 0
        for at in islice(self.places.get(left[-1:] + right[:1], ()), MOST):
            run = shared(left[::-1], self.text[max(0, at + 1 - len(left)) : at + 1][::-1]) + shared(
                right, self.text[at + 1 : at + 1 + len(right)]
            )
            best = max(best, run)
            if best >= most:
                return most
        return best

    def begins(self, words: str) -> float:
        """By how much likelier a sentence of the text begins with these one or two characters than they stand
        where any may stand, as a logarithm: 关于 begins many, 的船 none."""
        met = self.text.count(words) if len(words) == 1 else len(self.places.get(words, ()))
        expected = met * self.beginnings.get("", 0) / max(len(self.text), 1)
        return log((self.beginnings.get(words, 0) + UNSEEN) / (expected + UNSEEN))


def shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
