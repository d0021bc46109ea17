"""Dates: every printed date gets a value a machine can read (TEI att.datable.w3c), the printed form stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.annotate.anchors import Anchor, anchor, by_number, complain, row_number
from edition.annotate.datevalues import ISO
from edition.annotate.dating import Memory, common_century, read_dates, signed_parts
from edition.annotate.passage import (
    NARRATIVE,
    Annotated,
    passages,
    with_blocks,
    with_marks,
)
from edition.annotate.reckoning import Unknown
from edition.config import Corpus, DateDecision
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic, make


def date_texts(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts with a date mark on every printed date.

    Attributes: `when`, or `notBefore` and `notAfter`; `cert` where a part is inferred; `type` in datelines;
    `resp`, `decision` where dates.toml decides. Diagnostics: A010 (part missing), A011 (no such day), A012
    (title against signature), and of the decisions A001, A002, A007, A008, A009.
    """
    anchors, problems = anchor(corpus.editorial.date, "date", texts, corpus)
    dated = []
    for text in texts:
        decided = by_number(anchors.get(text.source.id, ()))
        changed: dict[int, Block] = {}
        memory = Memory(common_century(text), signed=signed_parts(text))
        for passage in passages(text):
            if passage.silent:
                continue
            places = decided.get(passage.number, ())
            found = list(read_dates(passage, memory, places))
            marks = [mark for mark, _ in found]
            settled = decide(marks, places, corpus, problems)
            problems += (
                complaint(text, passage.block, mark, unknown)
                for mark, unknown in found
                if unknown is not None and mark in settled
            )
            if settled:
                changed[passage.number] = with_dates(passage.block, settled)
        result = with_blocks(text, changed)
        problems += contradictions(result)
        dated.append(result)
    return Annotated(tuple(dated), tuple(problems))


def complaint(text: Structured, block: Block, mark: Mark, unknown: Unknown) -> Diagnostic:
    """A date that stays without a value → A010, or A011 where the calendar has no such day."""
    at = text.source.position(block.text.at[mark.start])
    printed = block.text.text[mark.start : mark.end]
    if unknown.part == "calendar":
        return make("A011", text.source.file, at, text=printed)
    return make("A010", text.source.file, at, text=printed, part=unknown.part)


def with_dates(block: Block, marks: Iterable[Mark]) -> Block:
    """A block → the same with these dates; date marks that a recogniser left without a value give way."""
    found = list(marks)
    kept = [m for m in block.marks if m.kind == "date" and m.attrs.keys() & {"when", "notBefore", "notAfter"}]
    others = tuple(m for m in block.marks if m.kind != "date")
    typed = {(m.start, m.end): m.attrs for m in block.marks if m.kind == "date"}
    fresh = [
        replace(m, attrs={**typed.get((m.start, m.end), {}), **m.attrs})
        for m in found
        if "decision" in m.attrs or not any(m.start < k.end and k.start < m.end for k in kept)
    ]
    kept = [
        k for k in kept if not any("decision" in m.attrs and m.start < k.end and k.start < m.end for m in fresh)
    ]
    return with_marks(replace(block, marks=others), [*kept, *fresh])


def decide(
    marks: Sequence[Mark],
    anchors: Iterable[Anchor[DateDecision]],
    corpus: Corpus,
    problems: list[Diagnostic],
) -> list[Mark]:
    """The dates of a passage → the same as dates.toml decides; a quote that holds no date is made one."""
    settled = list(marks)
    for place in anchors:
        row = place.row
        n = row_number(corpus.editorial.date, row)
        match = ISO.fullmatch(row.when)
        if match is None:
            problems.append(complain("A007", corpus, "date", n, "when", when=row.when))
            continue
        inside = [m for m in settled if m.start < place.end and place.start < m.end]
        if len(inside) > 1:
            problems.append(complain("A009", corpus, "date", n, "quote", quote=row.quote, count=len(inside)))
            continue
        start, end = (inside[0].start, inside[0].end) if inside else (place.start, place.end)
        said = {"when": match[1]} if match[2] is None else {"notBefore": match[1], "notAfter": match[2]}
        attrs = {**said, "resp": row.resp, "decision": row.id, "reason": row.reason}
        if row.cert != "high":
            attrs["cert"] = row.cert
        if inside and "type" in inside[0].attrs:
            attrs["type"] = inside[0].attrs["type"]
        settled = [m for m in settled if m not in inside] + [Mark("date", start, end, attrs)]
    return sorted(settled, key=lambda m: m.start)


def contradictions(text: Structured) -> Iterator[Diagnostic]:
    """→ A012 for every document whose signature or dateline of sending names another day than its title."""
    for piece in (p for top in text.pieces for p in top.pieces()):
        title = piece.attrs.get("date", "")
        if len(title) != 10 or piece.subtype in NARRATIVE:
            continue
        named = list(own_dates(piece)) if not signed_in_parts(piece) else []
        own = (b for b in piece.children if isinstance(b, Block) and b.kind in ("signed", "dateline"))
        inferred = any(m.kind == "date" and m.attrs.get("when", "")[:10] == title for b in own for m in b.marks)
        if not named or inferred:
            continue
        block, mark = named[-1]
        at = text.source.position(block.text.at[mark.start])
        yield make("A012", text.source.file, at, title=title, place=block.kind, other=mark.attrs["when"][:10])


def signed_in_parts(piece: Piece) -> bool:
    """Whether several parts of a document that have heads of their own are signed or dated each for itself."""
    part, signed = 0, set[int]()
    for block in (b for b in piece.children if isinstance(b, Block)):
        part += block.kind == "head" and block.attrs.get("type") == "section"
        signed |= {part} if part and block.kind in ("signed", "dateline") else set()
    return len(signed) > 1


def own_dates(piece: Piece) -> Iterator[tuple[Block, Mark]]:
    """The days on which a document says it was signed or sent, as far as it prints them with their year."""
    for block in piece.children:
        if not isinstance(block, Block) or block.kind not in ("signed", "dateline"):
            continue
        for mark in block.marks:
            full = mark.kind == "date" and len(mark.attrs.get("when", "")) >= 10 and "cert" not in mark.attrs
            if full and (block.kind == "signed" or mark.attrs.get("type", "sent") == "sent"):
                yield block, mark
