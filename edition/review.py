"""`edition review`: every place where the program was unsure and what it chose, in file order, for a person to read.

A doubt is a warning or a note of stages 2–6, or a block or mark that a recogniser was not certain of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.model import Block, Source, Structured
from edition.report import Diagnostic
from edition.trace import position

CONTEXT = 18
"""Raw characters shown on either side of the place."""


@dataclass(frozen=True, slots=True, order=True)
class Doubt:
    """A place in a raw text, what was chosen there and how sure the program is (0 to 1; 0.5 for a diagnostic, which
    says that something is wrong but not how likely)."""

    file: str
    line: int
    column: int
    sure: float
    chose: str
    context: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}  {self.sure:.0%}  {self.chose}\n    {self.context}"


def list_doubts(texts: Sequence[Structured], diagnostics: Iterable[Diagnostic]) -> list[Doubt]:
    """Texts after collation and the diagnostics of all stages before the wall → the doubts in file order."""
    by_file = {text.source.file: text.source for text in texts}
    found = [
        Doubt(d.file, d.line, d.column, 0.5, f"{d.code} {d.message}", shown(by_file[d.file], d.line, d.column))
        for d in diagnostics
        if d.file in by_file
    ]
    for text in texts:
        found += (
            doubt for piece in text.pieces for block in piece.blocks() for doubt in of_block(text.source, block)
        )
    return sorted(set(found))


def of_block(source: Source, block: Block) -> Iterator[Doubt]:
    """A block → a doubt if its recogniser was not certain of it."""
    if block.sure < 1 and block.text:
        line, column = position(source.starts, block.text.at[0])
        chose = f"{block.kind} by {block.rule}" if block.rule else block.kind
        yield Doubt(source.file, line, column, block.sure, chose, shown(source, line, column))


def shown(source: Source, line: int, column: int) -> str:
    """A place → the raw characters around it, the place itself marked ▸."""
    at = source.starts[min(max(line, 1), len(source.starts)) - 1] + max(column, 1) - 1
    before, after = source.text[max(0, at - CONTEXT) : at], source.text[at : at + CONTEXT]
    return f"{before}▸{after}".replace("\n", "⏎").replace("\r", "")
