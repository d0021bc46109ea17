"""TEI that others made, brought into the forms that the pages know: in memory only,
and nothing of its text is lost.

    TEI tree of any habit → the same tree with its glyphs written out, notes at
    their calls, apparatus at its words

A file that keeps to the encoding guide comes out as it went in. Each step is a module; what a step could not
do, or had to decide, it reports.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.report import Diagnostic
from edition.tei.foreign.apparatus import place_apparatus
from edition.tei.foreign.glyphs import write_glyphs
from edition.tei.foreign.ids import mend_ids
from edition.tei.foreign.lines import read_on
from edition.tei.foreign.names import name_as_p5
from edition.tei.foreign.notes import place_notes
from edition.tei.foreign.renditions import say_renditions
from edition.tei.foreign.unread import tell_unread
from edition.tei.views import Element

__all__ = ["adapt"]


def adapt(root: Element, file: str) -> Iterator[Diagnostic]:
    """The root of a TEI file, changed in place; → what is to be said of it, in the order of the steps."""
    yield from name_as_p5(root, file)
    yield from mend_ids(root, file)
    say_renditions(root)
    yield from write_glyphs(root, file)
    yield from read_on(root, file)
    yield from place_notes(root, file)
    yield from place_apparatus(root, file)
    yield from tell_unread(root, file)
