"""Page numbers as they are printed: 3、5—7、9注 in an index, iv in the front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple


class Locator(NamedTuple):
    """A page or a range of pages in an index, and whether a name stands there in notes only."""

    first: int
    last: int
    noted: bool

    def __str__(self) -> str:
        pages = str(self.first) if self.first == self.last else f"{self.first}—{self.last}"
        return f"{pages}注" if self.noted else pages


def locators(pages: Iterable[tuple[int, bool]]) -> list[Locator]:
    """Pages with a name on them, and whether in a note → 3、5—7、9注. Ranges have three pages or more and are made of
    pages whose text has the name; a page is `noted` when only notes have it."""
    noted: dict[int, bool] = {}
    for page, in_note in pages:
        noted[page] = noted.get(page, True) and in_note
    found: list[Locator] = []
    run: list[int] = []
    for page in sorted(noted):
        if run and (page != run[-1] + 1 or noted[page] or noted[run[-1]]):
            found += close_run(run, noted)
            run = []
        run.append(page)
    return found + close_run(run, noted)


def close_run(run: Sequence[int], noted: Mapping[int, bool]) -> list[Locator]:
    """Consecutive pages → one range, or each by itself."""
    if len(run) < 3:
        return [Locator(page, page, noted[page]) for page in run]
    return [Locator(run[0], run[-1], False)]


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
