"""`edition review`: every place where the program was unsure and what it chose, in file order, for a person to read.

A doubt is a warning or a note of stages 2–6, or a block or mark that a recogniser was not certain of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.model import Block, Source, Structured
from edition.report import Diagnostic
from edition.trace import position

CONTEXT = 18
"""Raw characters shown on either side of the place."""

NEIGHBOURS = 60
"""How many columns apart two doubts of one code in a line may stand to be one."""

SURE: Mapping[str, float] = {
    "S020": 0.6, "S023": 0.8, "S024": 0.9, "S025": 0.9, "S026": 0.9, "S027": 0.8, "S041": 0.9, "S043": 0.7, "S044": 0.9,
    "S046": 0.6, "S047": 0.9, "A030": 0.6,
}  # fmt: skip
"""How sure the program is of what it chose where it reports a diagnostic; 0.5 of all others."""

CHOSE: Mapping[tuple[str, str], str] = {
    (
        "figure",
        "plates",
    ): "a caption that the contents table does not list, taken as one of the plate beside it",
    ("para", "join-lines"): "a paragraph that goes on below a full stop, since the line before was full",
    ("head", "inner-heads"): "a short line without a number, taken as a head inside the text",
    ("head", "dated-title"): "the first line of a title; the short lines above it are taken as headlines",
}
"""What a recogniser chose where it was not certain, by the kind of block and its own name."""


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
    """Texts after collation and the diagnostics of all stages before the wall → the doubts in file order; what is said of
    one sentence more than once is one doubt."""
    by_file = {text.source.file: text.source for text in texts}
    known = sorted(
        {d for d in diagnostics if d.file in by_file}, key=lambda d: (d.file, d.line, d.code, d.column)
    )
    found = [of_diagnostics(by_file[same[0].file], same) for same in neighbours(known)]
    for text in texts:
        found += (
            doubt for piece in text.pieces for block in piece.blocks() for doubt in of_block(text.source, block)
        )
    return sorted(set(found))


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


def of_block(source: Source, block: Block) -> Iterator[Doubt]:
    """A block → a doubt if its recogniser was not certain of it."""
    if block.sure < 1 and block.text:
        line, column = position(source.starts, block.text.at[0])
        chose = CHOSE.get((block.kind, block.rule)) or f"{block.kind} by {block.rule}".removesuffix(" by ")
        yield Doubt(source.file, line, column, block.sure, chose, shown(source, line, column))


def shown(source: Source, line: int, column: int) -> str:
    """A place → the raw characters around it, the place itself marked ▸."""
    at = source.starts[min(max(line, 1), len(source.starts)) - 1] + max(column, 1) - 1
    before, after = source.text[max(0, at - CONTEXT) : at], source.text[at : at + CONTEXT]
    return f"{before}▸{after}".replace("\n", "⏎").replace("\r", "")
