"""Queries on the TEI for the back of the book: indexes, glossary, sources, editorial notes. Data only, no layout.

Book → BackMatter
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition.render.backmatter.authorities import Authority, read_authorities
from edition.render.backmatter.chronology import Year, build_chronology
from edition.render.backmatter.glossary import Glossary, build_glossary
from edition.render.backmatter.indexes import Index, build_indexes, read_see
from edition.render.backmatter.interventions import (
    Emendation,
    count_emendations,
    list_emendations,
    read_declarations,
)
from edition.render.backmatter.introduction import introduce, refers_inside
from edition.render.backmatter.letters import Letter, read_letters, read_principals
from edition.render.backmatter.mentions import Mention, find_mentions
from edition.render.backmatter.sources import Witness, Work, list_works, read_witnesses
from edition.render.backmatter.unsettled import Absent, Ambiguous, list_absent, list_ambiguous
from edition.render.book import Book
from edition.render.relations import Parallel, Relations, list_parallels, read_relations
from edition.tei import tei
from edition.tei.views import is_unsure

__all__ = [
    "BackMatter",
    "Emendation",
    "Index",
    "Mention",
    "collect_backmatter",
    "collect_indexes",
    "read_witnesses",
]

SIGNED = ("supplied", "surplus", "unclear", "gap", "app", "choice")
"""Elements that the page shows with a sign, which the introduction explains."""


@dataclass(frozen=True, slots=True)
class BackMatter:
    """Everything behind the text, ready to be laid out."""

    indexes: tuple[Index, ...]
    glossary: Glossary
    chronology: tuple[Year, ...]
    witnesses: tuple[Witness, ...]
    works: tuple[Work, ...]
    emendations: tuple[Emendation, ...]
    counted: tuple[tuple[str, int], ...]
    declarations: tuple[tuple[str, tuple[str, ...]], ...]
    signs: frozenset[str]
    relations: Relations
    parallels: tuple[Parallel, ...]
    absent: tuple[Absent, ...]
    ambiguous: tuple[Ambiguous, ...]

    @property
    def anchored(self) -> frozenset[str]:
        """The ids of all elements that an index, the glossary or a list leads to."""
        named = {m.id for i in self.indexes for g in i.groups for e in g.entries for m in e.mentions}
        used = {m.id for entry in self.glossary.entries for m in entry.mentions}
        return frozenset({*named, *used, *self.unsettled, *(row.id for row in self.emendations)})

    @property
    def unsettled(self) -> frozenset[str]:
        """The ids of references to what the book does not have, and of names of which it is open whose they are."""
        rows: Sequence[Absent | Ambiguous] = (*self.absent, *self.ambiguous)
        return frozenset(m.id for row in rows for m in row.mentions)

    def sigla(self) -> dict[str, str]:
        """The id of a witness or source → its siglum."""
        return {key: w.siglum for w in self.witnesses for key in (w.source, w.id) if key}


def collect_backmatter(book: Book) -> BackMatter:
    """Book → all its back matter."""
    authorities = {a.id: a for a in read_authorities(book.root, book.language)}
    letters = read_letters(book)
    named = group_mentions(book, authorities, letters)
    emendations = tuple(list_emendations(book))
    counted = count_emendations(emendations)
    absent = list_absent(book, letters, authorities)
    return BackMatter(
        indexes=tuple(build_indexes(authorities.values(), named, read_see(book.root))),
        glossary=build_glossary(book, authorities, named, letters),
        chronology=tuple(build_chronology(book)),
        witnesses=tuple(read_witnesses(book)),
        works=tuple(list_works(book, authorities, named)),
        emendations=emendations,
        counted=counted,
        declarations=(*read_declarations(book.root), ("generated", tuple(introduce(book, counted)))),
        signs=frozenset(
            [name for name in SIGNED if next(book.root.iter(tei(name)), None) is not None]
            + ["present"] * refers_inside(book)
            + ["absent"] * bool(absent)
            + ["unsure"]
            * any(is_unsure(ref) for text in book.root.iter(tei("text")) for ref in text.iter(tei("ref")))
        ),
        relations=read_relations(book),
        parallels=tuple(list_parallels(book)),
        absent=absent,
        ambiguous=tuple(list_ambiguous(book, authorities)),
    )


def collect_indexes(book: Book) -> tuple[Index, ...]:
    """Book → its indexes alone."""
    authorities = {a.id: a for a in read_authorities(book.root, book.language)}
    named = group_mentions(book, authorities, read_letters(book))
    return tuple(build_indexes(authorities.values(), named, read_see(book.root)))


def group_mentions(
    book: Book, authorities: Mapping[str, Authority], letters: Mapping[str, Letter]
) -> dict[str, tuple[Mention, ...]]:
    """The mentions of every authority that the book has, in reading order."""
    grouped: dict[str, list[Mention]] = {}
    for ref, mention in find_mentions(book, read_principals(book, letters)):
        if ref in authorities:
            grouped.setdefault(ref, []).append(mention)
    return {ref: tuple(found) for ref, found in grouped.items()}
