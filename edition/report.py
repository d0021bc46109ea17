"""Problems in the data are values: a `Diagnostic` says where, what, and what to do.

No module makes up a message: `make` fills the template of a code from the catalogue in `edition.codes`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from edition.codes import CATALOGUE

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """A problem at FILE:LINE:COLUMN (both counted from 1; 0 where the whole file is meant)."""

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{hint}"


class Unusable(Exception):
    """The build cannot go on (missing file, broken installation); carries the diagnostics that say why."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        super().__init__("\n".join(map(str, diagnostics)))
        self.diagnostics = tuple(diagnostics)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Inside, an OSError of writing below `path` becomes X002."""
    try:
        yield
    except OSError as error:
        raise Unusable([make("X002", str(path), path=path, detail=error.strerror or error)]) from error


def make(code: str, file: str, position: tuple[int, int] = (0, 0), **values: object) -> Diagnostic:
    """A code, a place and the values its template names → the diagnostic. Unknown codes raise KeyError."""
    entry = CATALOGUE[code]
    line, column = position
    return Diagnostic(
        file, line, column, code, entry.severity, entry.message.format(**values), entry.hint.format(**values)
    )


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Diagnostics → a JSON array, in the order of file, line, column."""
    return json.dumps([asdict(d) for d in sorted(diagnostics)], ensure_ascii=False, indent=2)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(d.severity == "error" for d in diagnostics)
