"""Stage 4, structure: blocks → pieces, one for each archival document, nested where one carries another.

What opens a piece is decided by the recognisers (block attribute `opens`); here the pieces are nested by rank,
named, and described from their own titles: kind of document, sender, recipient, date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import count, groupby

from edition.model import Block, Piece, Segmented, Structured
from edition.rules import Finding
from edition.structure.describing import describe
from edition.structure.naming import name, number, shared, unique
from edition.structure.nesting import nest


def structure_source(segmented: Segmented) -> tuple[Structured, tuple[Finding, ...]]:
    """A segmented source → its pieces with ids, kinds and titles; S001 where a source has no document at all,
    S002 where none of its text was kept."""
    kept = [b for b in segmented.blocks if b.kind != "excluded"]
    excluded = [b for b in segmented.blocks if b.kind == "excluded"]
    pieces = nest(kept)
    findings: tuple[Finding, ...] = ()
    if not any(block.text.text.strip() for block in kept):
        findings = (Finding("S002", 0),)
    elif not any(p.type == "document" for top in pieces for p in top.pieces()):
        findings = (Finding("S001", kept[0].text.outer().start if kept else 0),)
        pieces = [replace(p, type="document") if p.type == "front" else p for p in pieces]
    pieces = [name(describe(p), segmented.source.id) for p in number(pieces, count(1))]
    pieces = unique([*pieces, *set_aside(excluded, segmented.source.id)])
    pieces = [shared(piece) for piece in pieces]
    return Structured(segmented.source, tuple(pieces), segmented.disposals), findings


def set_aside(blocks: Iterable[Block], prefix: str) -> list[Piece]:
    """Excluded blocks → one excluded piece per subtype, in the order in which the subtypes first appear."""
    ordered = sorted(enumerate(blocks), key=lambda pair: (pair[1].attrs.get("subtype", "other"), pair[0]))
    groups = [
        (found[0][0], subtype, [b for _, b in found])
        for subtype, group in groupby(ordered, key=lambda pair: pair[1].attrs.get("subtype", "other"))
        if (found := list(group))
    ]
    return [
        Piece(f"{prefix}-{subtype}", "excluded", tuple(children), subtype)
        for _, subtype, children in sorted(groups, key=lambda g: g[0])
    ]
