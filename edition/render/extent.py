"""How much a book holds, as its introduction and its colophon say alike.

Book → its documents, its notes
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.render.blocks import is_called
from edition.render.book import Book
from edition.tei import tei
from edition.tei.views import Element, documents


def count_documents(book: Book) -> int:
    """How many archival documents a book has; of a book that has none (the TEI of others), how many texts."""
    return sum(1 for _ in documents(book.root)) or sum(1 for _ in book.units())


def count_notes(book: Book) -> int:
    """How many notes a reader is called to."""
    return sum(map(is_called, read_elements(book, "note")))


def count_entries(book: Book) -> int:
    """How many entries the apparatus has, those inside of notes included: corrections, and
    variants with another reading."""
    corrected = sum(1 for choice in read_elements(book, "choice") if choice.find(tei("sic")) is not None)
    return corrected + sum(1 for app in read_elements(book, "app") if app.find(tei("rdg")) is not None)


def read_elements(book: Book, name: str) -> Iterator[Element]:
    """The elements of one name in the units of a book."""
    roots = (root for unit in book.units() for root in (*unit.heads, *unit.blocks))
    return (element for root in roots for element in root.iter(tei(name)))
