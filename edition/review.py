"""`edition review`: every place where the program was unsure and what it chose, in
file order, for a person to read.

A doubt is a warning or a note of stages 2–6 that no decision of the editor has settled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.model import Block, Mark, Source, Structured
from edition.report import Diagnostic
from edition.trace import position

CONTEXT = 18
"""Raw characters shown on either side of the place."""

NEIGHBOURS = 60
"""How many columns apart two doubts of one code in a line may stand to be one."""

SURE: Mapping[str, float] = {
    "S020": 0.6, "S023": 0.8, "S024": 0.9, "S025": 0.9, "S026": 0.9, "S027": 0.8, "S041": 0.9, "S043": 0.7, "S044": 0.9,
    "S046": 0.6, "S047": 0.9, "S048": 0.6, "S050": 0.8, "S051": 0.8, "S052": 0.7, "S053": 0.6, "A030": 0.6,
}  # fmt: skip
"""How sure the program is of what it chose where it reports a diagnostic; 0.5 of all others."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A place in a raw text, what was chosen there and how sure the program is of it (0 to 1)."""

    file: str
    line: int
    column: int
    sure: float
    chose: str
    context: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.sure:.0%}  {self.chose}\n    {self.context}"


def list_doubts(texts: Sequence[Structured], diagnostics: Iterable[Diagnostic]) -> list[Doubt]:
    """Texts after collation and the diagnostics of all stages before the wall → the doubts in file order; what
    is said of one sentence more than once is one doubt, what the editor has noted is none."""
    by_file = {text.source.file: text.source for text in texts}
    noted = {(text.source.file, *place) for text in texts for place in noted_places(text)}
    open_ = {d for d in diagnostics if d.file in by_file and (d.file, d.line, d.column) not in noted}
    known = sorted(open_, key=lambda d: (d.file, d.line, d.code, d.column))
    return sorted({of_diagnostics(by_file[same[0].file], same) for same in neighbours(known)})


def noted_places(text: Structured) -> Iterator[tuple[int, int]]:
    """Line and column of every character of the blocks in which a note of the editor stands; the
    lines of a title are one in this."""
    for top in text.pieces:
        for piece in top.pieces():
            own = [child for child in piece.children if isinstance(child, Block)]
            noted = [block for block in own if any(is_note_of_editor(mark) for mark in block.marks)]
            titled = any(block.kind == "head" for block in noted)
            for block in own:
                if block in noted or (titled and block.kind == "head"):
                    yield from (position(text.source.starts, at) for at in block.text.at)


def is_note_of_editor(mark: Mark) -> bool:
    """Whether a mark is a note that a decision has put there."""
    return mark.kind == "note" and "decision" in mark.attrs


def neighbours(diagnostics: Iterable[Diagnostic]) -> Iterator[list[Diagnostic]]:
    """Diagnostics by file, line, code and column → those of one code that stand side by side."""
    run: list[Diagnostic] = []
    for found in diagnostics:
        last = run[-1] if run else found
        same = (found.file, found.line, found.code) == (last.file, last.line, last.code)
        if run and not (same and found.column - last.column <= NEIGHBOURS):
            yield run
            run = []
        run.append(found)
    if run:
        yield run


def of_diagnostics(source: Source, same: Sequence[Diagnostic]) -> Doubt:
    """Diagnostics of one code and one place → the doubt they are."""
    first = same[0]
    chose = f"{first.code} " + "; ".join(dict.fromkeys(found.message for found in same))
    context = shown(source, first.line, first.column)
    return Doubt(first.file, first.line, first.column, SURE.get(first.code, 0.5), chose, context)


def shown(source: Source, line: int, column: int) -> str:
    """A place → the raw characters around it, the place itself marked ▸."""
    at = source.starts[min(max(line, 1), len(source.starts)) - 1] + max(column, 1) - 1
    before, after = source.text[max(0, at - CONTEXT) : at], source.text[at : at + CONTEXT]
    return f"{before}▸{after}".replace("\n", "⏎").replace("\r", "")
