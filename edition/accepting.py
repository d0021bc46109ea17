"""Diagnostics that somebody has seen and accepts: rows with a reason, each of
which must still silence something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from edition.report import Diagnostic

Position = tuple[int, int]

Range = tuple[Position, Position]

EVERYWHERE: Range = ((0, 0), (1 << 62, 0))
"""The range that holds every place of a file."""


@dataclass(frozen=True)
class Accepted:
    """A code, the places where it is accepted (by file, ranges of lines and columns), and why;
    `says` is a part of the message."""

    code: str
    places: Mapping[str, Sequence[Range]]
    reason: str
    says: str = ""

    def __contains__(self, diagnostic: Diagnostic) -> bool:
        place = (diagnostic.line, diagnostic.column)
        return (
            diagnostic.code == self.code
            and self.says in diagnostic.message
            and any(start <= place < end for start, end in self.places.get(diagnostic.file, ()))
        )


def accept(
    diagnostics: Iterable[Diagnostic], rows: Iterable[Accepted]
) -> tuple[list[Diagnostic], dict[Diagnostic, str], list[int]]:
    """Diagnostics and rows → those that no row silences, the silenced ones with the reason, and the numbers of
    the rows that silence none. A diagnostic belongs to the first row that takes it."""
    kept = list(diagnostics)
    silenced: dict[Diagnostic, str] = {}
    unused = []
    for number, row in enumerate(rows):
        taken = [d for d in kept if d in row]
        silenced |= dict.fromkeys(taken, row.reason)
        kept = [d for d in kept if d not in row]
        if not taken:
            unused.append(number)
    return kept, silenced, unused
