"""Stage 9 beside the others: a fork that gets ready while the texts are read, and checks each
output as soon as it is there.

OUT/tei/edition.xml and trace.tsv, then edition.pdf → diagnostics
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from edition.beside import Answer, Helpers, hire
from edition.report import Diagnostic, Unusable
from edition.reuse import Store


@dataclass(frozen=True, slots=True)
class Checker:
    """The fork as its builder knows it: it is asked for one thing after the other, and answers in that order.
    Raises ChildProcessError where it was killed, and what its checks raise."""

    helpers: Helpers

    def begin_tei(self, out: Path, witness: str, store: Store | None) -> None:
        """Let the TEI and the ledger of a folder be checked, and be read for what the book that follows a
        witness wants of its PDF; `store` has the parts that earlier checks found in order."""
        self.helpers.ask(0, ("tei", (out, witness, store)))

    def begin_pdf(self, pdf: Path, store: Store | None) -> None:
        """Let a PDF of that book be checked; `store` has what earlier checks
        read of pages that are the same."""
        self.helpers.ask(0, ("pdf", (pdf, store)))

    def finish(self) -> list[Diagnostic]:
        """Wait for the next answer."""
        found: list[Diagnostic] = self.helpers.next()[1]
        return found


@contextmanager
def checking(*, printed: bool) -> Iterator[Checker]:
    """A checker, as long as the block runs; whether it is to check a PDF too."""
    helpers = hire(1, partial(prepare, printed))
    try:
        yield Checker(helpers)
    finally:
        helpers.dismiss()
        helpers.bury()


def prepare(printed: bool) -> Answer:
    """Load what checks need, also those of a book that is `printed` → what answers."""
    from edition.check.outputs import check_tei

    if not printed:
        return lambda message: check_tei(message[1][0], message[1][2])
    from edition.check.pdf import check_pdf
    from edition.check.pdf.wanted import Wanted, read_wanted
    from edition.render.book import load_book

    read: dict[str, Any] = {}

    def answer_tei(out: Path, witness: str, store: Store | None) -> list[Diagnostic]:
        read["tei"], read["witness"] = out / "tei" / "edition.xml", witness
        problems = check_tei(out, store)
        with suppress(Unusable):  # the check of the PDF says why
            read["wanted"] = read_wanted(load_book(read["tei"], witness))
        return problems

    def answer_pdf(pdf: Path, store: Store | None) -> list[Diagnostic]:
        wanted: Wanted | None = read.get("wanted")
        return check_pdf(pdf, read["tei"], witness=read["witness"], store=store, wanted=wanted)

    tasks: dict[str, Callable[..., list[Diagnostic]]] = {"tei": answer_tei, "pdf": answer_pdf}
    return lambda message: tasks[message[0]](*message[1])
