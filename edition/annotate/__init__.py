"""Stage 5, annotate: what editors and rules know about the texts becomes marks on their blocks.

    Structured texts + Corpus → texts with marks, diagnostics

Five passes, each a pure function of that shape: emend · notes · dates · names · refs. A later pass reads what
the earlier ones marked: names are searched in the emended text, references lean on dates and names.
"""

from __future__ import annotations

from collections.abc import Sequence

from edition.annotate.anchors import waive
from edition.annotate.dates import date_texts
from edition.annotate.emend import emend
from edition.annotate.names import name_texts
from edition.annotate.notes import attribute_notes
from edition.annotate.passage import Annotated, Pass
from edition.annotate.refs import refer_texts
from edition.annotate.remarks import remark_texts
from edition.config import Corpus
from edition.model import Structured

PASSES: tuple[Pass, ...] = (emend, attribute_notes, remark_texts, date_texts, name_texts, refer_texts)


def annotate(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → the same with the marks of all passes, and every diagnostic of theirs (A001–A034)."""
    found = Annotated(tuple(texts))
    for run in PASSES:
        result = run(found.texts, corpus)
        found = Annotated(result.texts, (*found.diagnostics, *result.diagnostics))
    return found


__all__ = ["PASSES", "Annotated", "annotate", "waive"]
