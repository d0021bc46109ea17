"""What a build is asked for and what it answers: the words that the command line and the pipeline share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Protocol

from edition.deliver import CACHE
from edition.report import Diagnostic, has_errors
from edition.reuse import Store

Product = Literal["tei", "epub", "pdf"]
PRODUCTS: tuple[Product, ...] = ("tei", "epub", "pdf")


class Watch(Protocol):
    """Somebody who is told how far the build has come."""

    def begin(self, stage: str, total: int) -> None:
        """A stage begins that has `total` steps."""

    def step(self, detail: str) -> None:
        """A step of the stage begins; `detail` names its source or product."""

    def end(self) -> None:
        """The stage is done."""


@dataclass(frozen=True)
class Order:
    """What to build: a corpus folder, where its texts lie, where the outputs go, and which of them;
    `segments` is a segmented corpus (as OUT/segments.jsonl) to be used instead of stages 2 and 3; `witness`
    is the siglum or id of the witness that the books follow, if not the base; with `reuse`, what earlier
    builds left in OUT/.cache is used again; `printing` holds fields of a `Printing` that go before
    edition.toml's, and so does `epub_profile`."""

    corpus: Path
    out: Path
    texts: Path | None = None
    only: Sequence[Product] = PRODUCTS
    keep_stages: bool = False
    segments: Path | None = None
    witness: str = ""
    reuse: bool = True
    printing: Mapping[str, Any] = field(default_factory=dict)
    epub_profile: str = ""

    @property
    def store(self) -> Store | None:
        """Where results of earlier builds lie."""
        return Store(self.out / CACHE) if self.reuse else None


@dataclass(frozen=True)
class Built:
    """What came of it: counts of the edition's contents, diagnostics, the files by name, and the books of an
    earlier build that were not ordered this time and still lie beside them."""

    counts: Mapping[str, int]
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, str] = field(default_factory=dict)
    stale: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether an error kept the outputs from being written."""
        return has_errors(self.diagnostics)


class Silent:
    """A watch that says nothing."""

    def begin(self, stage: str, total: int) -> None:
        pass

    def step(self, detail: str) -> None:
        pass

    def end(self) -> None:
        pass
