"""The date of a document: as its heads or its opener tell it.

a division and its heads → `date`, ISO day
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.tei import tei
from edition.tei.views import PREFIX, UNREAD, Element, local


def document_date(div: Element, heads: tuple[Element, ...]) -> str:
    """The date of a division, as `date_in` finds it; ISO, cut to the day."""
    date = date_in(div, heads)
    return "" if date is None else (date.get("when") or date.get("notBefore") or "")[:10]


def date_in(div: Element, heads: tuple[Element, ...]) -> Element | None:
    """The `date` in brackets in a head, else that of sending in the opener nearest to the text, else one with
    which a head begins or ends. A date among the words of a title is what it speaks of."""
    dates = [
        (date, *sides)
        for head in heads
        for date in head.iter(tei("date"))
        if (date.get("when") or date.get("notBefore")) and (sides := around(head, date))
    ]
    bracketed = (date for date, before, _ in dates if before.endswith(("（", "(", "[", "【")))
    if (found := next(bracketed, None)) is not None:
        return found
    for opener in reversed(div.findall("t:opener", PREFIX)):
        sent = (d for d in opener.iter(tei("date")) if d.get("type") in (None, "sent") and d.get("when"))
        if (found := next(sent, None)) is not None:
            return found
    alone = (date for date, before, after in dates if not after or (not before and not after[0].isalnum()))
    return next(alone, None)


def around(head: Element, date: Element) -> tuple[str, str] | None:
    """A head and a date in it → the text before and after that, without white space at its
    ends; nothing for one in a note."""
    pieces = [*pieces_around(head, date)]
    if None not in pieces:
        return None
    at = pieces.index(None)
    before, after = ("".join(filter(None, part)).strip() for part in (pieces[:at], pieces[at + 1 :]))
    return before, after


def pieces_around(element: Element, date: Element) -> Iterator[str | None]:
    """The texts of an element as they are read, and nothing where the date stands."""
    yield element.text or ""
    for child in element:
        if child is date:
            yield None
        elif local(child) not in UNREAD:
            yield from pieces_around(child, date)
        yield child.tail or ""
