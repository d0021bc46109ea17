"""The turns of the printed book's pages, marked in the text of the EPUB.

Page starts, XHTML of a file → markers in it (EPUB 3.3 Structural Semantics,
pagebreak; EPUB Accessibility 1.1, 4.1)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from edition.render.paging import PageStart
from edition.render.writer import EPUB_TYPE
from edition.tei.views import Element

ADDED = frozenset({"call", "number"})
"""Classes of what the text of the printed book does not have."""


class Slot(NamedTuple):
    """A run of text in a tree: that of an element itself, or what follows one of its children."""

    holder: Element
    child: Element | None

    @property
    def text(self) -> str:
        """The characters of the run."""
        return (self.holder.text if self.child is None else self.child.tail) or ""


def starts_by_block(starts: Iterable[PageStart]) -> dict[str, list[PageStart]]:
    """Page starts → those of a block, in their order."""
    found: dict[str, list[PageStart]] = {}
    for start in starts:
        found.setdefault(start.block, []).append(start)
    return found


def mark_pages(
    content: Element,
    starts: Mapping[str, Sequence[PageStart]],
    *,
    unit: str,
    before: int,
    continues: bool,
    worded: str,
) -> int:
    """Set the markers of a file. It shows a unit, or a stretch of it that has `before` letters in earlier files
    and `continues` in the next → the letters of the unit so far; `worded` is what a reader hears of a page."""
    read = before
    for element in list(content.iter()):
        ident = element.get("id", "")
        stretch = (
            element.tag == "section" and (ident == unit or ident.startswith(f"{unit}.")) and not read > before
        )
        skipped = before if stretch else 0
        if stretch:
            read = before + sum(count_letters(slot.text) for slot in slots(element))
        for start in reversed(starts.get(unit if stretch else ident, ())):
            if not stretch or (start.after >= before and (start.after < read or not continues)):
                place_marker(element, start.label, start.after - skipped, worded)
    return read


def labels_in(content: Element) -> Iterator[str]:
    """The labels of the pages that are marked in a file, in order."""
    for element in content.iter("span"):
        if element.get(EPUB_TYPE) == "pagebreak":
            yield element.get("id", "").removeprefix("pg-")


def place_marker(element: Element, label: str, after: int, worded: str) -> None:
    """Put a marker into an element, behind so many letters of it; at the end where it has no more."""
    slot, at = find_place(element, after)
    marker = element.makeelement(
        "span",
        {
            EPUB_TYPE: "pagebreak",
            "role": "doc-pagebreak",
            "id": f"pg-{label}",
            "aria-label": worded.format(label),
        },
    )
    marker.text, marker.tail = "", slot.text[at:]
    if slot.child is None:
        slot.holder.text = slot.text[:at]
        slot.holder.insert(0, marker)
    else:
        slot.child.tail = slot.text[:at]
        slot.child.addnext(marker)


def find_place(element: Element, after: int) -> tuple[Slot, int]:
    """→ the run that holds the letter behind so many others, and the letter's place in it."""
    slot, at = Slot(element, None), 0
    for slot in slots(element):
        letters = [place for place, character in enumerate(slot.text) if not character.isspace()]
        if after < len(letters):
            return slot, letters[after]
        after -= len(letters)
        at = len(slot.text)
    return slot, at


def slots(element: Element) -> Iterator[Slot]:
    """The runs of text of an element, in order."""
    yield Slot(element, None)
    for child in element:
        if not ADDED.intersection(child.get("class", "").split()):
            yield from slots(child)
        yield Slot(element, child)


def count_letters(text: str) -> int:
    """How many characters are no blanks."""
    return sum(not character.isspace() for character in text)
