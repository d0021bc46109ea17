"""Emendations: the wrong characters of the source, and what an editor reads instead (TEI choice, supplied)."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import replace

from edition.annotate.anchors import Anchor, anchor, by_number, complain, row_number, squeezed
from edition.annotate.passage import Annotated, with_blocks, with_marks
from edition.config import Corpus, Emendation
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic
from edition.rules.text.cutting import glue


def emend(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts with a choice mark for every row of emendations.toml.

    A row whose `right` is its `wrong` says that the reading stands: it is anchored and makes no mark. `right
    = ""` takes the wrong characters out (a choice with an empty correction); `wrong = ""` supplies `right`
    after the quote. A paragraph that no longer ends a sentence, since a colon there is corrected to a
    semicolon or comma, goes on with the next. Diagnostics: A001, A002, A008 (anchor), A003 (`wrong` not once
    in the quote), A004 (overlap).
    """
    rows = corpus.editorial.emendation
    anchors, problems = anchor(rows, "emendation", texts, corpus)
    emended = []
    for text in texts:
        changed = {}
        for number, places in by_number(anchors.get(text.source.id, ())).items():
            marks: list[Mark] = []
            for place in places:
                if place.row.stands:
                    continue
                mark = correction(place, corpus, problems)
                if mark is not None and not overlaps(mark, marks, place, corpus, problems):
                    marks.append(mark)
            if marks:
                changed[number] = with_marks(places[0].passage.block, marks)
        emended.append(rejoined(with_blocks(text, changed)))
    return Annotated(tuple(emended), tuple(problems))


def correction(place: Anchor[Emendation], corpus: Corpus, problems: list[Diagnostic]) -> Mark | None:
    """The place of an emendation → its mark, or None after adding A003."""
    row = place.row
    said = {"resp": row.resp, "decision": row.id, "cert": row.cert, "reason": row.reason}
    wrong, quote = squeezed(row.wrong), squeezed(row.quote)
    if not wrong:
        return Mark("supplied", place.end, place.end, {"text": row.right, **said})
    if quote.count(wrong) != 1:
        n = row_number(corpus.editorial.emendation, row)
        count = quote.count(wrong)
        problems.append(
            complain("A003", corpus, "emendation", n, "wrong", part=row.wrong, quote=row.quote, count=count)
        )
        return None
    first = quote.index(wrong)
    start, end = place.at[first], place.at[first + len(wrong) - 1] + 1
    return Mark("choice", start, end, {"corr": row.right, **said})


def overlaps(
    mark: Mark, others: Sequence[Mark], place: Anchor[Emendation], corpus: Corpus, problems: list[Diagnostic]
) -> bool:
    """Whether an earlier emendation already holds some of the characters; then A004 is added."""
    for other in others:
        if mark.start < other.end and other.start < mark.end:
            n = row_number(corpus.editorial.emendation, place.row)
            first, second = other.attrs["decision"], place.row.id
            problems.append(complain("A004", corpus, "emendation", n, "wrong", first=first, second=second))
            return True
    return False


def rejoined(text: Structured) -> Structured:
    """A text → the same, paragraphs that are one sentence once emended joined."""

    def rebuild(piece: Piece) -> Piece:
        children: list[Block | Piece] = []
        for child in piece.children:
            last = children[-1] if children else None
            if isinstance(child, Piece):
                children.append(rebuild(child))
            elif (
                isinstance(last, Block)
                and goes_on(last)
                and child.kind == "para"
                and "point" not in child.attrs
            ):
                children[-1] = glue([last, child])
            else:
                children.append(child)
        kept = len(children) == len(piece.children) and all(map(operator.is_, children, piece.children))
        return piece if kept else replace(piece, children=tuple(children))

    return replace(text, pieces=tuple(map(rebuild, text.pieces)))


def goes_on(block: Block) -> bool:
    """Whether a paragraph ends, as emended, with a sign that ends no sentence."""
    last = next((m for m in reversed(block.marks) if m.kind in ("choice", "supplied")), None)
    if block.kind != "para" or last is None or last.end != len(block.text):
        return False
    return last.attrs.get("corr", last.attrs.get("text", ""))[-1:] in tuple("；，、")
