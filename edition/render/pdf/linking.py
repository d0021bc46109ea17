"""Where marks stand on laid-out pages, and the links that some of them become."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from edition.render.pdf.marks import Mark, Marks, count_visible
from edition.render.pdf.printed import Printed
from edition.render.pdf.weasy.pages import add_link


class Found(NamedTuple):
    """A mark found on a page (counted from 0): the text it stands in and its place there."""

    mark: Mark
    page: int
    text: Printed
    start: int


def locate(pages: Sequence[Sequence[Printed]], marks: Marks) -> Iterator[Found]:
    """The texts of some pages → where the marks stand: the texts of each element
    are counted through the pages."""
    counts: dict[Element, int] = {}
    waiting = {element: iter(sorted(found)) for element, found in marks.items() if found}
    upcoming = {element: next(found) for element, found in waiting.items()}
    for number, texts in enumerate(pages):
        for text in texts if upcoming else ():
            mark = upcoming.get(text.element)
            if mark is None or "::" in text.tag:
                continue
            start = counts.get(text.element, 0)
            end = counts[text.element] = start + count_visible(text.text)
            while mark is not None and mark.start < end:
                yield Found(mark, number, text, mark.start - start)
                mark = next(waiting[text.element], None)
                if mark is None:
                    del upcoming[text.element]
                else:
                    upcoming[text.element] = mark


def link_locators(pages: Sequence[Any], texts: Sequence[Sequence[Printed]], marks: Marks) -> None:
    """Every marked page number on some pages with these texts becomes a link."""
    for mark, page, text, start in locate(texts, marks):
        box = (text.place(start), text.y, text.place(start + mark.length), text.y + text.height)
        add_link(pages[page], mark.id, box, text.box)
