"""Remarks: what the editor says of words that stay as they are, for the reader
to see (TEI note type=editor)."""

from __future__ import annotations

from collections.abc import Sequence

from edition.annotate.anchors import anchor, by_number
from edition.annotate.passage import Annotated, with_blocks, with_marks
from edition.config import Corpus
from edition.model import Mark, Structured

CALL = "*"


def remark_texts(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts with a note mark behind the words of every row of notes.toml. An error of the book itself
    is noted in this way and not mended. Diagnostics: A001, A002, A008 (anchor)."""
    anchors, problems = anchor(corpus.editorial.note, "note", texts, corpus)
    remarked = []
    for text in texts:
        changed = {}
        for number, places in by_number(anchors.get(text.source.id, ())).items():
            marks = [
                Mark(
                    "note",
                    place.end,
                    place.end,
                    {
                        "type": "editor",
                        "place": "bottom",
                        "n": CALL,
                        "text": place.row.text,
                        "resp": place.row.resp,
                        "cert": place.row.cert,
                        "decision": place.row.id,
                    },
                )
                for place in places
            ]
            changed[number] = with_marks(places[0].passage.block, marks)
        remarked.append(with_blocks(text, changed))
    return Annotated(tuple(remarked), tuple(problems))
