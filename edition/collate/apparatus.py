"""The apparatus of a base: written as marks on its blocks, and read again as the text of a witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import itemgetter

from edition.collate.classes import classify
from edition.collate.units import Unit
from edition.collate.witnesses import WIDTH, Witness, counted
from edition.model import Block, Mark


def apparatus(base: Witness, others: Sequence[Witness], units: Iterable[Unit]) -> dict[int, list[Mark]]:
    """The places where witnesses differ → app marks by the number of the passage: the lemma with the base and
    those that agree, and each reading with its witness and class. A reading that reaches beyond its lemma says
    in `to` the id of the anchor where it ends."""
    sources = {other.id: other.source for other in others}
    marks: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, str] = {}
    for unit in units:
        whole = base.raw[unit.start : unit.far]
        agree = [s for id, s in sources.items() if id not in unit.readings and id not in unit.absent]
        readings = [f"{sources[id]}\t{classify(whole, text)}\t{text}" for id, text in unit.readings.items()]
        attrs = {"wit": " ".join([base.source, *agree]), "readings": "\n".join(readings)}
        if unit.far > unit.end:
            attrs["to"] = ends.setdefault(unit.far, f"{base.id}-end{len(ends) + 1}")
        start, end = base.starts[unit.start], base.ends[unit.end - 1]
        marks[base.blocks[unit.start]].append(Mark("app", start, end, attrs))
    for far, id in ends.items():
        end = base.ends[far - 1]
        marks[base.blocks[far - 1]].append(Mark("anchor", end, end, {"id": id}))
    return marks


def witness_text(blocks: Iterable[Block], source: str) -> str:
    """The blocks of a collated base and the source of a witness → that witness's text, widths folded, without
    white space: every character of it, and none else. The source of the base gives the base as edited."""
    parts: list[str] = []
    until = ""
    for block in blocks:
        places = [mark for mark in block.marks if mark.kind == "app"]
        anchors = [mark for mark in block.marks if mark.kind == "anchor"]
        found = [(mark.start, mark.end, "", "", mark.attrs["id"]) for mark in anchors]
        found += [
            (start, end, char, "", "")
            for char, start, end in counted(block, emended=True)
            if not any(holds(place, start, end) for place in places)
        ]
        for place in places:
            text = read_place(place, source)
            to = "" if text is None else place.attrs.get("to", "")
            found.append((place.start, place.end, lemma(place, block) if text is None else text, to, ""))
        for _, _, text, to, id in sorted(found, key=itemgetter(0, 1)):
            parts += [] if until else [text]
            until = "" if id and id == until else until or to
    return "".join("".join(parts).split()).translate(WIDTH)


def holds(place: Mark, start: int, end: int) -> bool:
    """Whether a character belongs to a lemma; a supplied one, which has no length, only if it stands inside."""
    if start == end:
        return place.start < start < place.end
    return place.start <= start and end <= place.end


def read_place(place: Mark, source: str) -> str | None:
    """What a witness reads at an app mark, or None where it has no reading of its own."""
    rows = (line.split("\t", 2) for line in place.attrs["readings"].split("\n"))
    return next((text for wit, _, text in rows if wit == source), None)


def lemma(place: Mark, block: Block) -> str:
    """The lemma of an app mark as edited."""
    return "".join(char for char, start, end in counted(block, emended=True) if holds(place, start, end))
