"""The ways to divide a run of Chinese characters into words, and what another
reading of a place would be worth.

The likeliest way to each place and from each place on is kept for every word that ends or begins
there (Viterbi), so that another reading of a few characters is weighed by the words that it makes,
without dividing the run anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition.misreadings.general import HAN, LONGEST, OPEN, START, General

STOPS = "。，；：？！"
PAIRED = 5.5
"""How much likelier than by itself two neighbours make a word, hardly ever more (nats)."""


@dataclass(frozen=True, slots=True)
class Window:
    """A word that another reading may make: from `start` to `end` of the run, what it has before
    and after the place, what all else is worth at best, and the characters that make one, each
    with the logarithm of the word."""

    start: int
    end: int
    head: str
    tail: str
    rest: float
    fits: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Lattice:
    """A run of characters that begins at `offset` of its passage; `to[i]`: each word that ends at `i` with the
    worth of the likeliest division up to it, `on[i]`: each word that begins at `i` with the worth of what
    follows it; `best_to` and `best_on` the best of them."""

    run: str
    offset: int
    general: General
    to: Sequence[Mapping[str, float]]
    on: Sequence[Mapping[str, float]]
    best_to: Sequence[float]
    best_on: Sequence[float]

    @property
    def worth(self) -> float:
        """The logarithm of the probability of the likeliest division."""
        return self.best_to[-1]

    def windows(self, start: int, end: int, least: float) -> list[Window]:
        """A place → what stands around it in the words that a character there may make, where the
        rest of the run is worth `least`."""
        fits, heads, alone = self.general.fits, self.general.heads, self.general.alone
        run, best_on, size = self.run, self.best_on, len(self.run)
        found = []
        for begin in range(max(0, start - LONGEST + 1), start + 1):
            head, needed = run[begin:start], least - self.best_to[begin]
            if len(head) > 1 and head not in heads:
                continue
            for stop in range(end, min(size, end + LONGEST - 1 - start + begin) + 1):
                if best_on[stop] >= needed:
                    tail = run[end:stop]
                    others = fits.get((head, tail)) if head or tail else alone
                    if others:
                        rest = self.best_to[begin] + best_on[stop]
                        found.append(Window(begin, stop, head, tail, rest, others))
        return found

    def worth_with(self, word: str, window: Window) -> float:
        """What the run is worth where a window holds a word."""
        return self.before(window.start, word) + self.behind(word, window.end)

    def before(self, start: int, word: str) -> float:
        after = self.general.after
        return max([after(last, word) + worth for last, worth in self.to[start].items()])

    def behind(self, word: str, end: int) -> float:
        after = self.general.after
        return max([after(word, following) + worth for following, worth in self.on[end].items()], default=0.0)

    def changed(self, start: int, end: int, new: str) -> float:
        """What the run is worth with `new` for the characters `start:end`."""
        begin = max(0, start - LONGEST + 1)
        text = self.run[begin:start] + new + self.run[end : end + LONGEST - 1]
        first = start - begin
        last = first + len(new)
        to = [dict(words) for words in self.to[begin : start + 1]]
        to += ({} for _ in text[first:])
        after = self.general.after
        for at in range(last):
            for word in words_at(text, at, self.general):
                if at + len(word) > first:
                    to[at + len(word)][word] = max([after(w, word) + worth for w, worth in to[at].items()])
        return max(
            worth + self.behind(word, at - last + end)
            for at in range(last, len(text) + 1)
            for word, worth in to[at].items()
        )


def divide(
    run: str, words: Sequence[Sequence[str]], start: Mapping[str, float], general: General
) -> list[dict[str, float]]:
    """A run, the words that begin at each place of it and those that may stand before it → for each place every
    word that ends there, with the worth of the likeliest division up to it."""
    after = general.after
    to: list[dict[str, float]] = [dict(start), *({} for _ in run)]
    for begin, found in enumerate(words):
        before = list(to[begin].items())
        for word in found:
            to[begin + len(word)][word] = max([after(last, word) + worth for last, worth in before])
    return to


def words_at(run: str, begin: int, general: General) -> list[str]:
    """The words that begin at a place of a run, the single character among them whether known or not."""
    found = [run[begin]]
    for end in range(begin + 2, min(len(run), begin + LONGEST) + 1):
        word = run[begin:end]
        if word in general.alone:
            found.append(word)
        if word not in general.heads:
            break
    return found


def make_lattice(run: str, offset: int, before: str, general: General) -> Lattice:
    """A run, its place in its passage and the character before it → its divisions."""
    words = [words_at(run, begin, general) for begin in range(len(run))]
    to = divide(run, words, {START if not before or before in STOPS else OPEN: 0.0}, general)
    on: list[dict[str, float]] = [{} for _ in to]
    after, alone, unknown = general.after, general.alone, general.unknown
    for begin in range(len(run) - 1, -1, -1):
        for word in words[begin]:
            following = on[begin + len(word)]
            on[begin][word] = max(
                [after(word, other) + worth for other, worth in following.items()], default=0.0
            )
    best_on = [max([alone.get(w, unknown) + worth for w, worth in begun.items()], default=0.0) for begun in on]
    return Lattice(run, offset, general, to, on, [max(words.values()) for words in to], best_on)


@dataclass(frozen=True, slots=True)
class Divided:
    """A passage without white space, each run of Chinese characters in it divided."""

    text: str
    runs: Sequence[Lattice]

    def gain(self, start: int, end: int, new: str) -> float | None:
        """What `new` is worth in the place of `start:end`, beside what stands
        there; None where that is in no run."""
        for lattice in self.runs:
            if lattice.offset <= start and end <= lattice.offset + len(lattice.run):
                return lattice.changed(start - lattice.offset, end - lattice.offset, new) - lattice.worth
        return None


def divided(text: str, general: General) -> Divided:
    """A passage without white space → its runs, divided."""
    runs = (
        make_lattice(match[0], match.start(), text[match.start() - 1 : match.start()], general)
        for match in HAN.finditer(text)
    )
    return Divided(text, [*runs])
