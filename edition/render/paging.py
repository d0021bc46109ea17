"""Where the pages of the printed book begin, as the PDF tells the EPUB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from edition.render.backmatter import BackMatter
    from edition.render.book import Book


class PageStart(NamedTuple):
    """A page: the id of the innermost block with one that its text begins in, the page's label, and how many
    letters of that block (characters that are no blanks; without its notes) stand on the pages before."""

    block: str
    label: str
    after: int = 0


class Paged(NamedTuple):
    """The pages of a printed book, in reading order, and the book that they are of, as it was loaded; None
    where it was loaded with characters spelt out that the faces of print lack."""

    pages: Sequence[PageStart] = ()
    read: tuple[Book, BackMatter] | None = None
