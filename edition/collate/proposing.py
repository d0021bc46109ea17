"""Documents of different sources that may witness the same text: they share runs of characters (n-grams)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from edition.collate.witnesses import Witness
from edition.model import Piece, Structured
from edition.report import Diagnostic, make

GRAM = 10
PROPOSED = 0.3
SHORTEST = 60
"""Documents with fewer characters are too short to be proposed."""


def propose(
    texts: Sequence[Structured], found: Mapping[str, Witness], confirmed: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """→ K001 for every two documents of different sources that share much of the
    shorter one and are not confirmed."""
    grams = {id: {w.text[i : i + GRAM] for i in range(len(w.text) - GRAM + 1)} for id, w in found.items()}
    held: dict[str, set[str]] = defaultdict(set)
    for id, own in grams.items():
        held[found[id].source] |= own
    alike = frozenset().union(*(one & other for one, other in combinations(held.values(), 2)))
    holders: dict[str, list[str]] = defaultdict(list)
    for id, own in grams.items():
        for gram in own & alike:
            holders[gram].append(id)
    shared = Counter(
        pair
        for ids in holders.values()
        for pair in combinations(sorted(ids), 2)
        if found[pair[0]].source != found[pair[1]].source
    )
    titles = {p.id: p for text in texts for top in text.pieces for p in top.pieces()}
    files = {text.source.id: text for text in texts}
    for (first, second), count in sorted(shared.items()):
        shorter = min(len(grams[first]), len(grams[second]))
        if shorter >= SHORTEST and count / shorter >= PROPOSED and (first, second) not in confirmed:
            text = files[found[second].source]
            at = text.source.position(opening(titles[second]))
            share = round(100 * count / shorter)
            yield make("K001", text.source.file, at, first=first, second=second, share=share)


def opening(piece: Piece) -> int:
    """The source offset at which a piece begins."""
    return min((block.text.outer().start for block in piece.blocks() if block.text), default=0)
