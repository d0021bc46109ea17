"""The lines of the contents: every source, part, section and document of the
book, and the sections around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from edition.render.book import Book
from edition.render.dates import BRACKETED
from edition.render.pdf.sheets import Sheets


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: its rank (front, source, part, section, unit, back), title, target and page."""

    rank: str
    title: str
    id: str
    page: str

    @property
    def parts(self) -> tuple[str, str]:
        """The title, and the end of it that goes to the second line with the leader:
        the date, or a few characters."""
        date = BRACKETED.search(self.title)
        cut = date.start() if date and len(date[0]) <= 16 else max(0, len(self.title) - 3)
        return self.title[:cut], self.title[cut:]


def list_contents(book: Book, label: Callable[[str], str]) -> Iterator[ContentsEntry]:
    """The sources, parts, sections and units of the book with their pages."""
    for node in book.walk():
        yield ContentsEntry(node.kind, node.heading, node.id, label(node.id))


def section_entries(rank: str, parts: Sequence[Sheets], label: Callable[[int], str]) -> Iterator[ContentsEntry]:
    """The sections of front or back matter that have a heading in the outline → lines of the contents."""
    for sheets in parts:
        for mark in sheets.pages.bookmarks:
            yield ContentsEntry(rank, mark.title, mark.id, label(sheets.pages.first + mark.page))
