"""The way back: the edition and its trace → the bytes of each source; where a character went, where an element
came from. Nothing but edition.xml and trace.tsv is read.

Diagnostics (in Unusable): T010, C006, L004.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from pathlib import Path

from lxml import etree

from edition.report import Diagnostic, Unusable, make
from edition.tei.ledger import read_trace
from edition.tei.views import Element, by_id, find_text, id_of, local, read_tei, source_text, sources_of
from edition.trace import Entry, Ledger, line_starts, position

PLACE = re.compile(r"^(?P<file>.+):(?P<line>\d+):(?P<column>\d+)$")


def restore(tei: Path, trace: Path, source: str) -> bytes:
    """edition.xml, trace.tsv and the id (or file name) of a source → the bytes of its file.

    Raises Unusable: T010 where a file cannot be read as what it should be, C006 where there is no such source,
    L004 where a row of the trace points at nothing.
    """
    return Archive.read(tei, trace).text(source).encode("utf-8")


@dataclass(frozen=True)
class Archive:
    """An edition with its trace."""

    root: Element
    ledgers: tuple[Ledger, ...]
    trace: Path

    @classmethod
    def read(cls, tei: Path, trace: Path) -> Archive:
        """The two files of an edition → the archive; T010 where one cannot be read."""
        try:
            root = read_tei(tei)
        except (OSError, etree.XMLSyntaxError) as error:
            raise Unusable([make("T010", str(tei), detail=str(error).splitlines()[0])]) from error
        try:
            return cls(root, read_trace(trace), trace)
        except (OSError, ValueError) as error:
            raise Unusable([make("T010", str(trace), detail=error)]) from error

    @cached_property
    def elements(self) -> dict[str, Element]:
        """Its elements by their ids."""
        return by_id(self.root)

    def ledger(self, source: str) -> Ledger:
        """The ledger of a source, by its id or file name."""
        text = find_text(self.root, source)
        name = id_of(text) if text is not None else source
        for ledger in self.ledgers:
            if ledger.source == name:
                return ledger
        known = ", ".join(ledger.source for ledger in self.ledgers)
        raise Unusable([make("C006", str(self.trace), kind="source", name=source, known=known)])

    def text(self, source: str) -> str:
        """The decoded text of a source, put together row by row."""
        texts: dict[str, str] = {}
        parts = []
        for row in sorted(self.ledger(source).entries, key=attrgetter("start")):
            if row.target and row.target not in texts:
                if row.target not in self.elements:
                    raise Unusable([self.loose(row)])
                texts[row.target] = source_text(self.elements[row.target])
            length = row.end - row.start
            part = texts[row.target][row.at : row.at + length] if row.target else row.text
            if len(part) != length:
                raise Unusable([self.loose(row)])
            parts.append(part)
        return "".join(parts)

    def loose(self, row: Entry) -> Diagnostic:
        """A row that does not find its characters → L004."""
        return make("L004", str(self.trace), start=row.start, end=row.end, target=row.target or row.rule)


def trace_place(out: Path, place: str) -> list[str]:
    """OUT and `FILE:LINE:COL` (file name or source id) → what became of that character, as lines to print; none
    where the file has no such place."""
    wanted = PLACE.match(place)
    if wanted is None:
        return []
    archive = Archive.read(out / "tei" / "edition.xml", out / "trace.tsv")
    source = wanted["file"]
    ledger, text = archive.ledger(source), archive.text(source)
    starts = line_starts(text)
    line, column = int(wanted["line"]), int(wanted["column"])
    bounds = (*starts, len(text))
    if not 1 <= line <= len(starts) or not 1 <= column <= max(1, bounds[line] - bounds[line - 1]):
        return []
    offset = starts[line - 1] + column - 1
    row = next((r for r in ledger.entries if r.start <= offset < r.end), None)
    if row is None:
        return []
    lines = [f"{place}: {text[offset]!r} (character {offset}) {said(row)}"]
    if row.target:
        at = row.at + offset - row.start
        element = archive.elements[row.target]
        lines.append(f"  {path_of(element)}")
        lines.append(f"  position {at}: {around(source_text(element), at)}")
    return lines


def trace_element(out: Path, name: str) -> list[str]:
    """OUT and an `xml:id` → the runs of source characters that stand in the element or below it, as lines to
    print; none where there is no such element or nothing of it comes from a source."""
    archive = Archive.read(out / "tei" / "edition.xml", out / "trace.tsv")
    element = archive.elements.get(name)
    if element is None:
        return []
    inside = {id_of(e) for e in element.iter(etree.Element)} - {""}
    files = {source: file for source, file, _ in sources_of(archive.root)}
    lines = []
    for ledger in archive.ledgers:
        rows = [row for row in ledger.entries if row.target in inside]
        if rows:
            text = archive.text(ledger.source)
            starts = line_starts(text)
            for row in rows:
                line, column = position(starts, row.start)
                where = f"{files.get(ledger.source) or ledger.source}:{line}:{column}"
                lines.append(
                    f"{where}: characters {row.start}–{row.end} {said(row)} {cut(text[row.start : row.end])}"
                )
    return lines


def said(row: Entry) -> str:
    """A row as words: text → kw-p3, dropped:space."""
    what = f"{row.disposition}:{row.rule}" if row.rule else row.disposition
    return f"{what} → {row.target}" if row.target else what


def path_of(element: Element) -> str:
    """An element → the names and ids from its source down to it."""
    steps = [element, *element.iterancestors()]
    return " › ".join(f"{local(e)}#{id_of(e)}" for e in reversed(steps) if id_of(e))


def around(text: str, at: int) -> str:
    """A text and a position → the character there in brackets, with up to twelve on each side."""
    return f"{text[max(0, at - 12) : at]}[{text[at]}]{text[at + 1 : at + 13]}".replace("\n", "⏎")


def cut(text: str) -> str:
    """The beginning of a text, on one line."""
    return (text if len(text) <= 24 else f"{text[:23]}…").replace("\n", "⏎")
