"""How many misreadings `edition emend` finds, and how many of its proposals are
right, on text whose truth is known.

    python -m tests.bench.misreadings                       the sample, damaged in the ways recognition damages
    python -m tests.bench.misreadings CORPUS [--texts DIR]  what an editor has decided, in two halves

The sample is damaged at random, one kind at a time, with seeds that no weight was set by. A line says:
damaged places, how many were found, how many with the right reading, and how many proposals stand where
nothing was damaged, in all and in 10,000 characters. Of a corpus every second decided row is one half: set a
weight by one of them and read the other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

import typer

from edition.annotate.anchors import anchor, squeezed
from edition.annotate.passage import DOCUMENTS, passages
from edition.config import Corpus, load_corpus
from edition.misreadings import propose
from edition.misreadings.lookalikes import lookalikes
from edition.model import BlockKind, Structured
from edition.pipeline import structured_corpus
from tests.annotate.by_hand import document, source

SAMPLE = Path("seeds/sample")
SEEDS = (11, 12, 13)
ROW = 24
LISTS = (0.5, 0.2, 0.1, 0.02)
Line = tuple[BlockKind, str]
Damage = Callable[[str, Random], Iterator[tuple[int, int, str]]]
"""A line and a chance → what may be damaged in it: a range and what is read there instead."""


def look_alikes(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    turned: dict[str, list[str]] = defaultdict(list)
    for wrong, near in lookalikes().items():
        for right, band in near.items():
            if band < 2:
                turned[right].append(wrong)
    for at, char in enumerate(line):
        if char in turned and chance.random() < 1 / 200:
            yield at, at + 1, chance.choice(turned[char])


def lost_at_row_ends(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    for at in range(ROW - 1, len(line) - 1, ROW):
        if han(line[at - 1 : at + 2]) and chance.random() < 1 / 3:
            yield at, at + 1, "\n"


def lost_in_rows(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    """A wrapped column, the first row two squares shorter, of which one row in six has lost a character."""
    for start in range(-2, len(line), ROW):
        lost = chance.randrange(max(1, start + 1), start + ROW) if start + ROW < len(line) else 0
        if lost and han(line[lost - 1 : lost + 2]) and chance.random() < 1 / 6:
            yield lost, lost + 1, ""
        if start + ROW < len(line):
            yield start + ROW, start + ROW, "\n"


def lost_anywhere(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    for at in range(1, len(line) - 1):
        if han(line[at - 1 : at + 2]) and chance.random() < 1 / 300:
            yield at, at + 1, ""


def digits(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer(r"[10]", line):
        if chance.random() < 1 / 4:
            yield match.start(), match.end(), {"1": "l", "0": "O"}[match[0]]


def semicolons(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    yield from ((m.start(), m.end(), "：") for m in re.finditer("；", line) if chance.random() < 1 / 2)


def doubled(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    for match in re.finditer("协定|军队|政府|条约|问题|铁路", line):
        if chance.random() < 1 / 10:
            yield match.start(), match.end(), match[0] * 2


def unpaired(line: str, chance: Random) -> Iterator[tuple[int, int, str]]:
    marks = list(re.finditer("[“”《》（）]", line))
    if marks and chance.random() < 1 / 3:
        mark = chance.choice(marks)
        yield mark.start(), mark.end(), ""


KINDS: dict[str, Damage] = {
    "look-alikes": look_alikes,
    "lost at row ends": lost_at_row_ends,
    "lost in full rows": lost_in_rows,
    "lost anywhere": lost_anywhere,
    "1 and 0 as letters": digits,
    "； as ：": semicolons,
    "words set twice": doubled,
    "marks without partner": unpaired,
}


def han(text: str) -> bool:
    return all("\u4e00" <= char <= "\u9fff" for char in text)


def clean_documents(texts: Sequence[Structured]) -> list[tuple[str, list[Line]]]:
    """Texts → the lines of each of their documents, notes apart."""
    found: dict[str, list[Line]] = defaultdict(list)
    for text in texts:
        for passage in passages(text):
            if not passage.silent and not passage.in_note:
                outer = next((p.id for p in passage.trail if p.type in DOCUMENTS), passage.trail[-1].id)
                found[outer].append((passage.block.kind, squeezed(passage.block.text.text)))
    return list(found.items())


def damaged(
    documents: Sequence[tuple[str, list[Line]]], damage: Damage, chance: Random
) -> tuple[Structured, dict[int, str]]:
    """Documents → a text with damage, and by the offset of each damaged place what stood there."""
    was: dict[int, str] = {}
    made = []
    offset = 0
    for id, lines in documents:
        read: list[Line] = []
        for kind, line in lines:
            text, last = "", 0
            for start, end, wrong in damage(line, chance):
                text += line[last:start]
                if start < end:
                    was[offset + len(text)] = line[start:end]
                text += wrong
                last = end
            text += line[last:]
            read.append((kind, text))
            offset += len(text) + 1
        made.append(document(*read, id=id))
    return source(*made), was


def of_sample(corpus: Corpus, texts: Sequence[Structured]) -> None:
    """The sample, damaged in every way → a line for each."""
    documents = clean_documents(texts)
    bare = corpus.model_copy(
        update={
            "editorial": corpus.editorial.model_copy(update={"emendation": []}),
            "sources": corpus.sources[:1],
        }
    )
    size = sum(len(line) for _, lines in documents for _, line in lines)
    print(f"{size} characters, seeds {SEEDS}")
    for name, damage in KINDS.items():
        count: Counter[str] = Counter()
        for seed in SEEDS:
            text, was = damaged(documents, damage, Random(seed))
            text = Structured(
                type(text.source)(bare.sources[0].id, text.source.file, text.source.data, text.source.text, ""),
                text.pieces,
                (),
            )
            count["damaged"] += len(was)
            count.update(judged(text, was, bare))
        print(line_of(name, count, size * len(SEEDS)))


def judged(text: Structured, was: dict[int, str], corpus: Corpus) -> Iterator[str]:
    """A damaged text and what stood there → found, right or false for each proposal."""
    seen = set()
    for proposal in propose([text], corpus):
        at = text.source.starts[proposal.line - 1] + proposal.column - 1
        place = next((at + d for d in (0, 1, -1, -2, 2) if at + d in was), None)
        if place is None or place in seen:
            yield "false"
            continue
        seen.add(place)
        yield "found"
        if proposal.right == was[place]:
            yield "right"


def line_of(name: str, count: Counter[str], size: int) -> str:
    all_, found, right, false = (count[key] for key in ("damaged", "found", "right", "false"))
    share = f"{found / all_:4.0%}" if all_ else "   –"
    return f"{name:24} {all_:5} damaged  {found:5} found ({share})  {right:5} right  {false:4} false ({10000 * false / size:.1f})"


def of_decisions(corpus: Corpus, texts: Sequence[Structured]) -> None:
    """The decided rows of a corpus → for lists of several lengths a line, then the
    corrections that none of them has."""
    rows = [row for row in corpus.editorial.emendation if not row.stands]
    anchors, _ = anchor(corpus.editorial.emendation, "emendation", texts, corpus)
    where = {
        (places.passage.block.text.at[at], id): places.row.id
        for id, found in anchors.items()
        for places in found
        for at in places.at
    }
    starts = {text.source.id: text.source.starts for text in texts}
    proposals = propose(texts, corpus, least=LISTS[-1])
    hit: set[str] = set()
    for least in LISTS:
        listed = [p for p in proposals if p.sure >= least]
        count = Counter(p.decided or "new" for p in listed)
        for proposal in listed:
            at = starts[proposal.source][proposal.line - 1] + proposal.column - 1
            if proposal.decided == "agrees":
                hit |= {where[at + d, proposal.source] for d in (0, -1) if (at + d, proposal.source) in where}
        halves = " + ".join(f"{sum(row.id in hit for row in half)}" for half in (rows[::2], rows[1::2]))
        print(
            f"--least {least}: {len(listed):4} proposals, {count['agrees']} right ({halves} of {len(rows)} decided corrections), "
            f"{count['differs']} right in place, {count['kept']} rejected, {count['new']} undecided"
        )
    for row in rows:
        if row.id not in hit:
            print(f"  not proposed: {row.id} {row.wrong or '（补）'} → {row.right or '（删）'} in {row.quote}")


def main(corpus: Path = typer.Argument(SAMPLE), texts: Path | None = None) -> None:  # noqa: B008
    found, loaded = structured_corpus(corpus, texts), load_corpus(corpus)
    (of_sample if corpus == SAMPLE else of_decisions)(loaded, found)


if __name__ == "__main__":
    typer.run(main)
