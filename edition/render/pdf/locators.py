"""Page numbers as they are printed: 3、5—7、9注、12校 in an index, iv in the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from edition.render.wording import say

SIGNS = ("", "注", "校")
"""What stands behind the number of a page where a name is in the text, in notes only, in the apparatus only."""


class Locator(NamedTuple):
    """A page or a range of pages in an index: where on it a name stands, and
    whether it is a principal place."""

    first: int
    last: int
    sign: str = ""
    principal: bool = False

    def printed(self, language: str) -> str:
        """As an index in that language prints it."""
        pages = str(self.first) if self.first == self.last else f"{self.first}{say('—', language)}{self.last}"
        return pages + say(self.sign, language)


def locators(places: Iterable[Locator]) -> list[Locator]:
    """A locator of one page for every mention → 3、5—7、9注. Of a page's places the text counts before
    notes, notes before the apparatus, and one principal place makes it one. Ranges have three pages or
    more, all alike and in the text."""
    pages: dict[int, Locator] = {}
    for place in places:
        known = pages.setdefault(place.first, place)
        sign = min(known.sign, place.sign, key=SIGNS.index)
        pages[place.first] = Locator(place.first, place.first, sign, known.principal or place.principal)
    return [locator for run in runs([pages[page] for page in sorted(pages)]) for locator in close_run(run)]


def runs(pages: Sequence[Locator]) -> Iterator[list[Locator]]:
    """Pages in order → those that follow each other and are alike, together."""
    run: list[Locator] = []
    for page in pages:
        if run and (page.first != run[-1].first + 1 or page[2:] != run[-1][2:] or page.sign):
            yield run
            run = []
        run.append(page)
    if run:
        yield run


def close_run(run: Sequence[Locator]) -> list[Locator]:
    """Consecutive pages → one range, or each by itself."""
    return [run[0]._replace(last=run[-1].last)] if len(run) > 2 else [*run]


def roman(number: int) -> str:
    """4 → iv: the folios of the front matter."""
    digits = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    text = ""
    for value, letters in digits:
        count, number = divmod(number, value)
        text += letters * count
    return text
