"""The state of the weaving of one source: where it writes, what it numbers, what it books and reports."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import quote

from edition.model import Block, Mark, Source
from edition.report import Diagnostic, make
from edition.tei.build import Builder
from edition.tei.cast import Cast
from edition.tei.ledger import dropped
from edition.tei.values import name_part
from edition.trace import Disposal, Entry, Span, Traced

SHORT = {
    "para": "p",
    "line": "p",
    "speech": "p",
    "verse": "l",
    "item": "i",
    "entry": "i",
    "head": "h",
    "note": "n",
    "citation": "c",
}
"""How the ids of blocks begin after the piece's; other kinds use their own name."""


class Loom:
    """Where the weaving of one source has come to: the builder, the piece and its numbering, the rows so far;
    the speeches so far, by their ids, and who speaks."""

    def __init__(self, builder: Builder, source: Source, cast: Cast) -> None:
        self.builder = builder
        self.source = source
        self.cast = cast
        self.rows: list[Entry] = []
        self.problems: list[Diagnostic] = []
        self.piece = source.id
        self.excluded = ""
        self.calls: dict[tuple[str, str], str] = {}
        self.speeches: list[tuple[str, str]] = []
        self._numbers: Counter[tuple[str, str]] = Counter()

    def number(self, kind: str) -> str:
        """→ the id of the piece's next block of this kind."""
        short = SHORT.get(kind, kind)
        self._numbers[self.piece, short] += 1
        return f"{self.piece}-{short}{self._numbers[self.piece, short]}"

    def page(self, n: str) -> str:
        """→ the id of the source's page break `n`; a number that comes twice is counted on."""
        name = name_part(n)
        self._numbers["", name] += 1
        again = self._numbers["", name]
        return f"{self.source.id}-pb{name}" + (f"_{again}" if again > 1 or not name else "")

    def where(self, span: Span) -> str:
        """→ `@source` for a range of the source; nothing for an empty range."""
        file = re.sub(r"[\s%#]", lambda m: quote(m[0]), self.source.file)
        return f"{file}#char={span.start},{span.end}" if len(span) else ""

    def report(self, code: str, at: Traced, place: int, **values: object) -> None:
        """A diagnostic at the source position of the character `place` of a text."""
        offset = at.at[min(place, len(at) - 1)] if at else 0
        self.problems.append(make(code, self.source.file, self.source.position(offset), **values))

    def lost(self, block: Block, mark: Mark) -> None:
        """T001: a mark that cannot stand where it is."""
        self.report("T001", block.text, mark.start, kind=mark.kind, form=block.text.text[mark.start : mark.end])

    def drop(self, text: Traced, rule: str) -> None:
        """Characters that do not go into the TEI → their rows in the ledger."""
        spans = text.spans()
        self.rows += [dropped(self.source.text, Disposal(span.start, span.end, rule)) for span in spans]
