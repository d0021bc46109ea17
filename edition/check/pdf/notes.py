"""Notes: counted from the first on every page, on the page of their call, whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.check.epub import read_unit, tei_text
from edition.check.pdf.leaves import LETTERED, MARKS, NO_LETTER, NUMBERED, Leaf
from edition.check.pdf.words import AGREEING, SEE
from edition.render.book import Book
from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.views import Element


@dataclass(frozen=True, slots=True)
class WantedNote:
    """The letters of a note; they stand on the pages in runs of at least so many."""

    id: str
    letters: str
    least: int


def wanted_notes(book: Book) -> Iterator[WantedNote]:
    """The notes of a book, each once."""
    called: dict[str, Element] = {}
    for unit in book.units():
        for root in (*unit.heads, *unit.blocks):
            for _ in read_unit(root, called):
                pass
    for ident, note in called.items():
        # A correction inside a note stands in it with the source's words, so the
        # note's own come in shorter runs.
        least = 2 if next(note.iter(tei("choice"), tei("app")), None) is not None else AGREEING
        yield WantedNote(ident, SEE.sub("", NO_LETTER.sub("", "".join(tei_text(note)))), least)


def check_notes(
    wanted: Iterable[WantedNote], body: Sequence[Leaf], rests: Mapping[int, str], name: str
) -> Iterator[Diagnostic]:
    """→ X053 where a page's calls do not count from ① (from ⓐ), or a call has no note on its page; X052 for a
    note whose words are not all there."""
    for leaf in body:
        # A note begins a line; the entries of the apparatus run on, so their marks stand there a second time.
        begun = {line.text[0] for line in leaf.lines if MARKS.match(line.text)}
        begun |= {mark for mark in LETTERED if leaf.text.count(mark) > 1}
        for series in (NUMBERED, LETTERED):
            calls = "".join(mark for mark in leaf.calls if mark in series)
            if calls != series[: len(calls)]:
                yield make("X053", name, page=leaf.label, fault=f"{calls}")
            elif lost := [mark for mark in calls if mark not in begun]:
                yield make("X053", name, page=leaf.label, fault="".join(lost))
    # A note at the very end may go on over pages that have no text.
    last = [leaf.letters for leaf in body[max(rests, default=-1) + 1 :]]
    notes = SEE.sub("", "".join([*(rests[page] for page in sorted(rests)), *last]))
    for note in wanted:
        rest = note.letters
        while rest:
            length = bisect_left(range(1, len(rest) + 1), True, key=lambda n, rest=rest: rest[:n] not in notes)  # type: ignore[misc]
            if length < min(note.least, len(rest)):
                yield make("X052", name, id=note.id, page="?", wanted=rest[:12])
                break
            rest = rest[length:]
