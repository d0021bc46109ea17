"""What a book wants of its PDF, as far as the book alone says it: read while the PDF is made.

Book → the words of its documents, where everything stands in them, its notes, its indexes
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from edition.check.pdf.notes import WantedNote, wanted_notes
from edition.check.pdf.places import Standing, standings
from edition.check.pdf.words import WantedText, wanted_texts
from edition.render.backmatter import collect_indexes
from edition.render.backmatter.indexes import Index
from edition.render.book import Book
from edition.render.relations import read_relations


@dataclass(frozen=True, slots=True)
class Wanted:
    """A book, and what its pages must show."""

    book: Book
    texts: Sequence[WantedText]
    standings: Sequence[Standing]
    notes: Sequence[WantedNote]
    indexes: Sequence[Index]


def read_wanted(book: Book) -> Wanted:
    """A book → what its pages must show."""
    relations = read_relations(book)
    return Wanted(
        book,
        list(wanted_texts(book, relations)),
        list(standings(book, relations)),
        list(wanted_notes(book)),
        collect_indexes(book),
    )
