"""Characters that were lost: where a row of the page ends, or out of a word that stands whole elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition.misreadings.characters import CLOSE, GENERAL, LIKELIEST, OTHERS, USAGE
from edition.misreadings.language import Language
from edition.misreadings.lattice import PAIRED, Lattice
from edition.misreadings.rows import Row
from edition.misreadings.suspicion import Suspicion, sureness

AT_END, WITHIN, WANTING = 0.7, -3.5, 3.0
"""What speaks for a loss beforehand at the end of a row, elsewhere, and in a row
that ends a square early (nats)."""
SELDOM = 3
"""Within a row only neighbours are looked at that meet so seldom in the corpus."""
LEAST = -4.0
"""What the general model must give at least: a character more always costs something."""


def suspect_missing(
    text: str, rows: Sequence[Row], lattice: Lattice, language: Language
) -> Iterator[Suspicion]:
    """A passage without white space, its rows and a run in it → places where a character is wanting.

    Within a row two neighbours that meet elsewhere too are looked at only where the
    corpus knows one way to go on.
    """
    ends = {row.end: row for row in rows}
    wanting = {at for row in rows if row.room == "wanting" for at in range(row.start + 1, row.end)}
    for at in range(lattice.offset + 1, lattice.offset + len(lattice.run)):
        left, right = text[at - 1], text[at]
        if at in ends:
            short = ends[at].room == "wanting"
            fillings, prior = beside(left, right, language), WANTING if short else AT_END
            where = "此行短一字，行末" if short else "行末"
        elif (met := language.usage.runs.get(left + right, 0)) > SELDOM:
            continue
        elif met > 1:
            fillings, prior, where = always(text, at, language), WITHIN, ""
        elif at in wanting:
            fillings, prior, where = beside(left, right, language), WANTING, "此行短一字，"
        else:
            fillings, prior, where = expected(text, at, language), WITHIN, ""
        found = sorted(filled(text, at, fillings, lattice, language), reverse=True)
        if found:
            odds, gain, char = found[0]
            around = text[max(0, at - 2) : at] + char + text[at : at + 2]
            others = "".join(f"“{c}”" for o, _, c in found[1:OTHERS] if o > odds - CLOSE)
            why = f"{where}脱“{char}”字：{language.spoken(around, gain)}" + (
                f"；亦或脱{others}" if others else ""
            )
            yield Suspicion(at, at, char, sureness(odds + prior), why)


def beside(left: str, right: str, language: Language) -> set[str]:
    """Two neighbours → the characters that make a word with one of them."""
    fits = language.general.fits
    return {*fits.get((left, ""), ()), *fits.get(("", right), ())}


def expected(text: str, at: int, language: Language) -> set[str]:
    """A place → what the corpus often has between the two neighbours, or nearly
    always after the two before it."""
    return always(text, at, language) | {*language.used.get(text[at - 1 : at + 1], "")}


def always(text: str, at: int, language: Language) -> set[str]:
    """A place → what the corpus nearly always has after the two characters before it, where it makes a word."""
    found = language.always.get(text[max(0, at - 2) : at], "")
    return {found} & language.general.fits.get((text[at - 1], ""), {}).keys()


def filled(
    text: str, at: int, fillings: set[str], lattice: Lattice, language: Language
) -> Iterator[tuple[float, float, str]]:
    """A place and what may be lost there → the odds by both witnesses, what the general
    model alone gives, the character."""
    least = lattice.worth + LEAST
    place = at - lattice.offset
    windows = lattice.windows(place, place, least - PAIRED - LIKELIEST)
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    worths: dict[str, float] = {}
    for window in windows:
        for char in fillings & window.fits.keys():
            worth = lattice.worth_with(window.head + char + window.tail, window)
            worths[char] = max(worth, worths.get(char, least))
    for char, worth in worths.items():
        if worth > least:
            use = language.usage.chain(left, char, right, {}) - language.usage.chain(left, "", right, {})
            yield GENERAL * (worth - lattice.worth) + USAGE * use, worth - lattice.worth, char
