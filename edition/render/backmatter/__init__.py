"""Queries on the TEI for the back of the book: indexes, glossary, sources,
editorial notes. Data only, no layout.

Book → what it names and refers to → BackMatter
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
from edition.render.backmatter.sources import (
    Witness,
    Work,
    find_works,
    list_works,
    read_witnesses,
    sigla_of,
)
from edition.render.backmatter.unsettled import (
    Absent,
    Ambiguous,
    by_pinyin,
    find_ambiguous,
    list_absent,
)
from edition.render.book import Book
from edition.render.relations import Parallel, Relations, list_parallels, read_relations
from edition.tei import tei
from edition.tei.views import is_unsure

__all__ = [
    "BackMatter",
    "Emendation",
    "Gathered",
    "Index",
    "Mention",
    "collect_backmatter",
    "collect_indexes",
    "gather",
    "read_witnesses",
]

SIGNED = ("supplied", "surplus", "unclear", "gap", "app", "choice")
"""Elements that the page shows with a sign, which the introduction explains."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a book names, cites and refers to: what its text needs when it is set, and what its back matter is
    made of. `named` are the mentions of every authority, `works` those of every work that is listed."""

    authorities: Mapping[str, Authority]
    letters: Mapping[str, Letter]
    named: Mapping[str, tuple[Mention, ...]]
    works: Mapping[str, tuple[Mention, ...]]
    witnesses: tuple[Witness, ...]
    emendations: tuple[Emendation, ...]
    relations: Relations
    absent: tuple[Absent, ...]
    ambiguous: Sequence[Ambiguous]

    @property
    def anchored(self) -> frozenset[str]:
        """The ids of all elements that an index, the glossary or a list leads to."""
        named = {mention.id for mentions in self.named.values() for mention in mentions}
        return frozenset({*named, *self.unsettled, *(row.id for row in self.emendations)})

    @property
    def unsettled(self) -> frozenset[str]:
        """The ids of references to what the book does not have, and of names of
        which it is open whose they are."""
        rows: Sequence[Absent | Ambiguous] = (*self.absent, *self.ambiguous)
        return frozenset(m.id for row in rows for m in row.mentions)

    def sigla(self) -> dict[str, str]:
        """The id of a witness or source → its siglum."""
        return sigla_of(self.witnesses)


@dataclass(frozen=True, slots=True)
class BackMatter:
    """Everything behind the text, ready to be laid out. `unsettled` as in `Gathered`."""

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
    unsettled: frozenset[str]

    def sigla(self) -> dict[str, str]:
        """The id of a witness or source → its siglum."""
        return sigla_of(self.witnesses)


def gather(book: Book) -> Gathered:
    """Book → what it names, cites and refers to."""
    authorities = {a.id: a for a in read_authorities(book.root, book.language)}
    letters = read_letters(book)
    named = group_mentions(book, authorities, letters)
    return Gathered(
        authorities=authorities,
        letters=letters,
        named=named,
        works=find_works(book, authorities, named),
        witnesses=tuple(read_witnesses(book)),
        emendations=tuple(list_emendations(book)),
        relations=read_relations(book),
        absent=list_absent(book, letters, authorities),
        ambiguous=find_ambiguous(book, authorities),
    )


def collect_backmatter(book: Book, found: Gathered | None = None) -> BackMatter:
    """Book, and what it names, if that is known already → all its back matter."""
    found = found or gather(book)
    counted = count_emendations(found.emendations)
    return BackMatter(
        indexes=tuple(build_indexes(found.authorities.values(), found.named, read_see(book.root))),
        glossary=build_glossary(book, found.authorities, found.named, found.letters),
        chronology=tuple(build_chronology(book)),
        witnesses=found.witnesses,
        works=tuple(list_works(book, found.authorities, found.works)),
        emendations=found.emendations,
        counted=counted,
        declarations=(*read_declarations(book.root), ("generated", tuple(introduce(book, counted)))),
        signs=frozenset(
            [name for name in SIGNED if next(book.root.iter(tei(name)), None) is not None]
            + ["present"] * refers_inside(book)
            + ["absent"] * bool(found.absent)
            + ["unsure"]
            * any(is_unsure(ref) for text in book.root.iter(tei("text")) for ref in text.iter(tei("ref")))
        ),
        relations=found.relations,
        parallels=tuple(list_parallels(book)),
        absent=found.absent,
        ambiguous=tuple(by_pinyin(found.ambiguous)),
        unsettled=found.unsettled,
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
