"""Parallels: passages that one document quotes from another, or that both took from the same place.

    annotated texts + Corpus → links between paragraphs, diagnostics

Documents that share a long run of characters are found by their n-grams and only proposed (K004). What an
editor confirms in collation.toml (a row of kind `parallel`, the first document against each of the others) is
linked, paragraph by paragraph; nothing is collated. White space and the width of punctuation do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from edition.annotate.anchors import complain
from edition.annotate.passage import Passage, passages
from edition.collate import BODY, GRAM, Witness, opening, witness
from edition.config import Collation, Corpus
from edition.model import Place, Structured
from edition.report import Diagnostic, make
from edition.reuse import Store, key_of

PROPOSED = 30
"""A run of at least this many characters in common is proposed as a parallel."""

SHARED = 16
"""In documents that are confirmed to be parallel, a run of at least this many characters is linked."""

COMMON = 12
"""A run of characters that stands in more places than this is a formula, not a quotation."""

PIECES = frozenset({"document", "attachment", "floating", "front", "section", "chronology"})


@dataclass(frozen=True, slots=True)
class Parallel:
    """A confirmed row and the paragraphs it links: in each pair the place of a character that both share."""

    row: Collation
    links: tuple[tuple[Place, Place], ...]


@dataclass(frozen=True, slots=True)
class Parallels:
    """The confirmed parallels of an edition, and what a person should see."""

    rows: tuple[Parallel, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that two documents share: where they begin in each, and how many they are."""

    first: int
    second: int
    length: int


def find_parallels(texts: Sequence[Structured], corpus: Corpus, store: Store | None = None) -> Parallels:
    """Annotated texts → the links of the parallel rows of collation.toml. K004 proposes further ones; K002
    and K003 say which rows name no document, or documents that share nothing. `store` has the runs of
    documents that have not changed."""
    found = bodies(texts)
    shared = kept_runs(found, store) if store else runs_of(found)
    places = {text.source.id: {p.number: p for p in passages(text)} for text in texts}
    problems: list[Diagnostic] = []
    rows = []
    for n, row in enumerate(corpus.editorial.collation):
        if row.kind != "parallel":
            continue
        unknown = [id for id in row.documents if id not in found]
        problems += (complain("K002", corpus, "collation", n, "documents", id=id) for id in unknown)
        links: list[tuple[Place, Place]] = []
        for other in row.documents[1:] if not unknown else ():
            runs = [run for run in between(shared, row.documents[0], other) if run.length >= SHARED]
            if not runs:
                values = {"first": row.documents[0], "second": other}
                problems.append(complain("K003", corpus, "collation", n, "documents", **values))
            links += linked(found[row.documents[0]], found[other], runs, places)
        rows.append(Parallel(row, tuple(links)))
    problems += propose(texts, found, shared, known_pairs(texts, corpus))
    return Parallels(tuple(rows), tuple(problems))


def bodies(texts: Sequence[Structured]) -> dict[str, Witness]:
    """Texts → every piece with running text by its id, as its characters count; a message inside a document for
    itself."""
    found: dict[str, Witness] = {}
    for text in texts:
        by_piece: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages(text):
            piece = passage.document
            if piece.type in PIECES and passage.block.kind in BODY and not passage.in_note:
                by_piece[piece.id].append(passage)
        found |= {id: witness(text.source.id, id, body, emended=False) for id, body in by_piece.items()}
    return found


# -- shared runs -----------------------------------------------------------------------------------------------

Pair = tuple[str, str]


def kept_runs(found: Mapping[str, Witness], store: Store) -> Mapping[Pair, Sequence[Run]]:
    """As `runs_of`, where an earlier build has not left them."""
    key = key_of("runs", *(part for id, body in found.items() for part in (id, body.text)))
    kept: Mapping[Pair, Sequence[Run]] | None = store.get(key)
    if kept is None:
        kept = runs_of(found)
        store.put(key, kept)
    return kept


def runs_of(found: Mapping[str, Witness]) -> dict[Pair, list[Run]]:
    """Documents → for every two that share one, their longest common runs, in the order of the first."""
    holders: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for id, body in found.items():
        for at in range(len(body.text) - GRAM + 1):
            holders[body.text[at : at + GRAM]].append((id, at))
    met: dict[Pair, set[tuple[int, int]]] = defaultdict(set)
    for places in holders.values():
        if 1 < len(places) <= COMMON:
            for (one, i), (other, j) in combinations(places, 2):
                if one != other:
                    met[one, other].add((i, j))
    return {pair: list(grown(places)) for pair, places in sorted(met.items())}


def grown(met: set[tuple[int, int]]) -> Iterator[Run]:
    """Where n-grams of two documents meet → the runs they make up."""
    for i, j in sorted(met):
        if (i - 1, j - 1) in met:
            continue
        length = GRAM
        while (i + length - GRAM + 1, j + length - GRAM + 1) in met:
            length += 1
        yield Run(i, j, length)


def between(shared: Mapping[Pair, Sequence[Run]], one: str, other: str) -> list[Run]:
    """The runs of two documents, whichever was met first."""
    if (one, other) in shared:
        return list(shared[one, other])
    return sorted(
        (replace(run, first=run.second, second=run.first) for run in shared.get((other, one), ())),
        key=lambda run: run.first,
    )


def linked(
    one: Witness, other: Witness, runs: Iterable[Run], places: Mapping[str, Mapping[int, Passage]]
) -> Iterator[tuple[Place, Place]]:
    """Shared runs → the places of their first characters, once for every two paragraphs."""
    seen: set[tuple[int, int]] = set()
    for run in runs:
        pair = (one.blocks[run.first], other.blocks[run.second])
        if pair not in seen:
            seen.add(pair)
            yield place_of(one, run.first, places), place_of(other, run.second, places)


def place_of(body: Witness, k: int, places: Mapping[str, Mapping[int, Passage]]) -> Place:
    """A character of a document → where it stands in its source."""
    block = places[body.source][body.blocks[k]].block
    return Place(body.source, block.text.at[min(body.starts[k], len(block.text) - 1)])


# -- proposals -------------------------------------------------------------------------------------------------


def known_pairs(texts: Sequence[Structured], corpus: Corpus) -> set[frozenset[str]]:
    """The documents that need no proposal: rows of collation.toml, a document and what stands in it,
    and the halves of one document."""
    known = {frozenset(pair) for row in corpus.editorial.collation for pair in combinations(row.documents, 2)}
    pieces = {p.id: p for text in texts for top in text.pieces for p in top.pieces()}
    for piece in pieces.values():
        known |= {frozenset((piece.id, inner.id)) for inner in piece.pieces()}
        if other := pieces.get(piece.attrs.get("next", "")):
            known |= {frozenset((one.id, two.id)) for one in piece.pieces() for two in other.pieces()}
    return known


def propose(
    texts: Sequence[Structured],
    found: Mapping[str, Witness],
    shared: Mapping[Pair, Sequence[Run]],
    known: set[frozenset[str]],
) -> Iterator[Diagnostic]:
    """→ K004 for every two documents that share a long run and are not known to, where the second stands."""
    pieces = {p.id: (text, p) for text in texts for top in text.pieces for p in top.pieces()}
    for (one, other), runs in shared.items():
        longest = max(runs, key=lambda run: run.length)
        if longest.length < PROPOSED or frozenset((one, other)) in known:
            continue
        text, piece = pieces[other]
        words = found[one].raw[longest.first : longest.first + 12]
        values = {"first": one, "second": other, "count": longest.length, "text": words}
        yield make("K004", text.source.file, text.source.position(opening(piece)), **values)
