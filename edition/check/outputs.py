"""A folder of outputs against itself: schema, house rules, ledger, text in = text out.

OUT/tei/edition.xml, trace.tsv, edition.epub, edition.pdf → diagnostics
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from edition.beside import beside
from edition.check.epub import check_epub
from edition.report import Diagnostic, Unusable, make
from edition.reuse import Store
from edition.tei.restore import Archive
from edition.tei.validate import validate
from edition.tei.views import read_tei, sources_of
from edition.trace import Ledger


def check_outputs(out: Path, only: Sequence[str], *, witness: str = "") -> list[Diagnostic]:
    """A folder of outputs, which books were made and the witness they follow → what is wrong with them: T codes
    for the TEI, L001 and L002 for the ledger, X codes for the books."""
    tei = out / "tei" / "edition.xml"
    problems = check_tei(out)
    if any(problem.code == "T010" for problem in problems):
        return problems
    printed: Callable[[], list[Diagnostic]] = list
    if "pdf" in only:
        from edition.check.pdf import check_pdf

        printed = beside(partial(check_pdf, out / "edition.pdf", tei, witness=witness))
    if "epub" in only:
        problems += check_epub(out / "edition.epub", tei, witness=witness)
    return [*problems, *printed()]


def check_tei(out: Path, store: Store | None = None) -> list[Diagnostic]:
    """A folder of outputs → what is wrong with its TEI and its ledger; `store` has what
    was found to be in order before."""
    problems = validate(out / "tei" / "edition.xml", store=store)
    if not any(problem.code == "T010" for problem in problems):
        problems += check_ledger(out)
    return problems


def check_built(out: Path, texts: Path | None = None) -> list[Diagnostic]:
    """A folder that `edition build` wrote → its problems; with the raw texts, L003 where one of them is not
    what the edition restores. Raises Unusable with R004 when there is no edition."""
    if not (out / "tei" / "edition.xml").is_file():
        raise Unusable([make("R004", str(out), path=out / "tei" / "edition.xml")])
    books = [kind for kind in ("epub", "pdf") if (out / f"edition.{kind}").is_file()]
    problems = check_outputs(out, books, witness=followed(out))
    return problems if texts is None else [*problems, *compare_texts(out, texts)]


def followed(out: Path) -> str:
    """The witness that the books of a build follow, as its report says; "" where there is none."""
    report = out / "report.json"
    said = json.loads(report.read_text("utf-8")) if report.is_file() else {}
    return str(said.get("witness", "")) if isinstance(said, dict) else ""


def check_ledger(out: Path) -> Iterator[Diagnostic]:
    """→ L001 where the rows of a source do not tile it, L002 where the edition restores another file than the
    header's SHA-256 names. Raises Unusable with T010 where trace.tsv cannot be read."""
    archive = Archive.read(out / "tei" / "edition.xml", out / "trace.tsv")
    rows = {ledger.source: ledger for ledger in archive.ledgers}
    for source, file, digest in sources_of(archive.root):
        data = archive.text(source).encode() if source in rows else b""
        if sha256(data).hexdigest() != digest:
            yield make("L002", file, source=source)
        for fault, span in rows.get(source, Ledger(source)).faults(len(data.decode())):
            yield make("L001", file, fault=fault, start=span.start, end=span.end)


def compare_texts(out: Path, texts: Path) -> Iterator[Diagnostic]:
    """→ L003 for every source whose raw file is not among `texts`. Raises Unusable with R004
    where there is no such folder."""
    if not texts.is_dir():
        raise Unusable([make("R004", str(texts), path=texts)])
    there = {sha256(path.read_bytes()).hexdigest() for path in sorted(texts.iterdir()) if path.is_file()}
    for source, file, digest in sources_of(read_tei(out / "tei" / "edition.xml")):
        if digest not in there:
            yield make("L003", file, source=source, texts=texts)
