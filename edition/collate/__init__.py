"""Stage 6, collate: where documents of different sources witness the same text, the base gets an apparatus.

    annotated texts + Corpus → the same with app marks on the bases, diagnostics

    witnesses   documents as the characters that count
    proposing   documents that may witness the same text (K001)
    units       where witnesses differ from their base
    classes     what kind of variant a reading is
    apparatus   the places as marks, and each witness's text read off them

What an editor confirms in collation.toml is aligned character by character; white space and the width of
punctuation do not count. Every way in which a witness differs from its base is one reading, however many
paragraphs it leaves out, and each witness's text can be read off the base (`witness_text`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from edition.annotate.anchors import complain
from edition.annotate.passage import Annotated, passages, with_blocks, with_marks
from edition.collate.apparatus import apparatus, witness_text
from edition.collate.classes import classify
from edition.collate.proposing import GRAM, opening, propose
from edition.collate.units import barriers, compare
from edition.collate.witnesses import BODY, WIDTH, Witness, witness, witnesses
from edition.config import Corpus
from edition.model import Block, Structured
from edition.report import Diagnostic

__all__ = [
    "BODY",
    "GRAM",
    "WIDTH",
    "Witness",
    "classify",
    "collate",
    "opening",
    "witness",
    "witness_text",
    "witnesses",
]


def collate(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Annotated texts → texts with the apparatus of every row of collation.toml on the base; K001 proposes
    further groups, K002 and K003 say which rows cannot be collated."""
    problems: list[Diagnostic] = []
    found = witnesses(texts)
    bases = {row.documents[0] for row in corpus.editorial.collation if row.kind == "witness"}
    edited = witnesses(texts, emended=True, only=bases)
    confirmed = {pair for row in corpus.editorial.collation for pair in combinations(sorted(row.documents), 2)}
    problems += propose(texts, found, confirmed)
    changed: dict[str, dict[int, Block]] = defaultdict(dict)
    for n, row in enumerate(corpus.editorial.collation):
        if row.kind != "witness":
            continue
        unknown = [id for id in row.documents if id not in found]
        if unknown:
            problems += (complain("K002", corpus, "collation", n, "documents", id=id) for id in unknown)
            continue
        base, others = edited[row.documents[0]], [found[id] for id in row.documents[1:]]
        text = next(t for t in texts if t.source.id == base.source)
        units, strange = compare(base, others, barriers(text, base))
        problems += (
            complain("K003", corpus, "collation", n, "documents", first=base.id, second=other.id)
            for other in strange
        )
        near = [other for other in others if other not in strange]
        for place, marks in apparatus(base, near, units).items():
            block = changed[base.source].get(place) or next(
                p.block for p in passages(text) if p.number == place
            )
            changed[base.source][place] = with_marks(block, marks)
    done = tuple(with_blocks(text, changed.get(text.source.id, {})) for text in texts)
    return Annotated(done, tuple(problems))
