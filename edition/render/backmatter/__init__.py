"""Queries on the TEI for the back of the book: indexes, glossary, sources, editorial notes. Data only, no layout.

Book → BackMatter
"""

from __future__ import annotations

from dataclasses import dataclass

from edition.render.backmatter.authorities import read_authorities
from edition.render.backmatter.glossary import GlossaryEntry, build_glossary
from edition.render.backmatter.indexes import Index, build_indexes
from edition.render.backmatter.interventions import Emendation, list_emendations, read_declarations
from edition.render.backmatter.mentions import Mention, find_mentions
from edition.render.backmatter.sources import Witness, Work, list_works, read_witnesses
from edition.render.book import Book
from edition.tei import tei

__all__ = ["BackMatter", "Emendation", "Index", "Mention", "collect_backmatter", "read_witnesses"]


@dataclass(frozen=True, slots=True)
class BackMatter:
    """Everything behind the text, ready to be laid out."""

    indexes: tuple[Index, ...]
    glossary: tuple[GlossaryEntry, ...]
    witnesses: tuple[Witness, ...]
    works: tuple[Work, ...]
    emendations: tuple[Emendation, ...]
    declarations: tuple[tuple[str, tuple[str, ...]], ...]
    signs: frozenset[str]

    def sigla(self) -> dict[str, str]:
        """The id of a witness or source → its siglum."""
        return {key: w.siglum for w in self.witnesses for key in (w.source, w.id) if key}


def collect_backmatter(book: Book) -> BackMatter:
    """Book → all its back matter."""
    authorities = {a.id: a for a in read_authorities(book.root)}
    mentions = list(find_mentions(book))
    grouped: dict[str, list[Mention]] = {}
    for ref, mention in mentions:
        if ref in authorities:
            grouped.setdefault(ref, []).append(mention)
    named = {ref: tuple(found) for ref, found in grouped.items()}
    return BackMatter(
        indexes=tuple(build_indexes(authorities.values(), named)),
        glossary=tuple(build_glossary(authorities.values(), named)),
        witnesses=tuple(read_witnesses(book)),
        works=tuple(list_works(book, authorities, named)),
        emendations=tuple(list_emendations(book)),
        declarations=tuple(read_declarations(book.root)),
        signs=frozenset(
            name
            for name in ("supplied", "surplus", "unclear", "gap", "app", "choice")
            if next(book.root.iter(tei(name)), None) is not None
        ),
    )
