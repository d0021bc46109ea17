"""Characters that were lost: where a row of the page ends, or out of a word that stands whole elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.misreadings.characters import AROUND, USAGE, WORDS, Language
from edition.misreadings.language import Usage
from edition.misreadings.rows import Row
from edition.misreadings.suspicion import Suspicion, is_han, sureness

AT_END, WITHIN, WANTING = 0.7, -4.5, 3.0
"""What speaks for a loss beforehand at the end of a row, elsewhere, and in a row that ends a square early (nats)."""
USED = 3
"""So often at least the corpus has the character between its two neighbours."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """What can stand between two characters: by the words of two characters, and by the usage of the corpus."""

    follows: Mapping[str, str]
    leads: Mapping[str, str]
    used: Mapping[str, str]

    def fillings(self, left: str, right: str) -> str:
        """Two neighbours → the characters that make a word with one of them."""
        return "".join(sorted({*self.follows.get(left, ""), *self.leads.get(right, "")}))


def make_gaps(language: Language) -> Gaps:
    """The two witnesses → what can stand between two characters."""
    follows: dict[str, list[str]] = defaultdict(list)
    leads: dict[str, list[str]] = defaultdict(list)
    for word in language.words.weight:
        if len(word) == 2:
            follows[word[0]].append(word[1])
            leads[word[1]].append(word[0])
    return Gaps(
        {k: "".join(v) for k, v in follows.items()},
        {k: "".join(v) for k, v in leads.items()},
        used_between(language.usage),
    )


def used_between(usage: Usage) -> dict[str, str]:
    """The usage of a corpus → by two characters, what stands between them often enough."""
    found: dict[str, list[str]] = defaultdict(list)
    for run, count in usage.runs.items():
        if len(run) == 3 and count >= USED:
            found[run[0] + run[2]].append(run[1])
    return {pair: "".join(sorted(middles)) for pair, middles in found.items()}


def suspect_missing(text: str, rows: Sequence[Row], language: Language, gaps: Gaps) -> Iterator[Suspicion]:
    """A passage without white space and its rows → places where a character is wanting.

    Within a row only two neighbours are looked at that meet nowhere else in the corpus.
    """
    ends = {row.end: row for row in rows}
    wanting = {at for row in rows if row.room == "wanting" for at in range(row.start + 1, row.end)}
    for at in range(1, len(text)):
        left, right = text[at - 1], text[at]
        if not (is_han(left) and is_han(right)):
            continue
        if at in ends:
            short = ends[at].room == "wanting"
            fillings, prior = gaps.fillings(left, right), WANTING if short else AT_END
            where = "此行短一字，行末" if short else "行末"
        elif language.usage.runs.get(left + right, 0) != 1:
            continue
        elif at in wanting:
            fillings, prior, where = gaps.fillings(left, right), WANTING, "此行短一字，"
        else:
            fillings, prior, where = gaps.used.get(left + right, ""), WITHIN, ""
        best = max((weigh_filling(text, at, char, language) for char in fillings), default=None)
        if best is not None and (odds := best[0] + prior) > 0:
            _, sense, char = best
            around = text[max(0, at - 2) : at] + char + text[at : at + 2]
            why = f"{where}脱“{char}”字：作“{around}”成词（词典 {sense:+.1f}）"
            yield Suspicion(at, at, char, sureness(odds), why)


def weigh_filling(text: str, at: int, char: str, language: Language) -> tuple[float, float, str]:
    """A place and what may be lost there → the odds by words and usage, what words alone give, the character."""
    head, tail = text[max(0, at - AROUND - 1) : at], text[at : at + AROUND + 1]
    sense = language.words.best(head + char + tail) - language.words.best(head + tail)
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    use = language.usage.chain(left, char, right, {}) - language.usage.chain(left, "", right, {})
    return WORDS * sense + USAGE * use, sense, char
