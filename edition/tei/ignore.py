"""An ignore file: what somebody who validates TEI files has seen and accepts, each row with its reason.

    [[ignore]]
    code = "T014"            # what is accepted
    reason = "…"             # why
    file = "letters.xml"     # only in this file (the end of its path)
    id = "doc12"             # only inside the element with this xml:id
    says = "rendition"       # only where the message says this

A row about a validated file that silences nothing is an error (A006).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from edition.accepting import EVERYWHERE, Accepted, Range, accept
from edition.codes import CATALOGUE
from edition.config import Table, locate, read_table
from edition.report import Diagnostic, make
from edition.tei.parts import NotReadable, Place, nothing, read


class Ignored(Table):
    """`[[ignore]]`: a diagnostic that somebody accepts."""

    code: str
    reason: str
    file: str = ""
    id: str = ""
    says: str = ""


class IgnoreFile(Table):
    """The whole file."""

    ignore: list[Ignored]


def ignore(
    diagnostics: Sequence[Diagnostic], rows: Path, files: Sequence[Path]
) -> tuple[list[Diagnostic], dict[Diagnostic, str]]:
    """Diagnostics of some files and an ignore file → those that remain, and those
    that it silences, with the reason.

    Among what remains are R004 and C001–C004 for an ignore file that cannot be read, C006 for a code that is
    none, and A006 for a row about one of the files that silences nothing.
    """
    problems: list[Diagnostic] = []
    table = read_table(rows, IgnoreFile, problems)
    if table is None:
        return [*diagnostics, *problems], {}
    extents = {file: extent(file, {row.id for row in table.ignore if row.id}) for file in files}
    about = [[file for file in files if concerns(row.file, file)] for row in table.ignore]
    accepted = [
        Accepted(
            row.code,
            {str(file): extents[file].get(row.id, []) if row.id else [EVERYWHERE] for file in mine},
            row.reason,
            row.says,
        )
        for row, mine in zip(table.ignore, about, strict=True)
    ]
    kept, silenced, unused = accept(diagnostics, accepted)
    text = rows.read_text("utf-8-sig")
    for n in unused:
        code, at = table.ignore[n].code, locate(text, ["ignore", n, "code"])
        if code not in CATALOGUE:
            kept.append(make("C006", str(rows), at, kind="code", name=code, known="T010–T034"))
        elif about[n]:
            kept.append(make("A006", str(rows), at, waived=code))
    return sorted(kept), silenced


def concerns(end: str, file: Path) -> bool:
    """Whether a row is about a file: its `file` is the end of the path, or empty."""
    parts = Path(end).parts
    return file.absolute().parts[-len(parts) :] == parts if parts else True


def extent(file: Path, ids: Collection[str]) -> Mapping[str, list[Range]]:
    """A TEI file and some ids → where the elements that bear them stand. Of a file that is no
    XML, what stands before the fault."""
    found: dict[str, list[Range]] = {}
    open_: list[tuple[str, Place]] = []

    def start(_: str, attributes: Mapping[str, str], place: Place) -> None:
        open_.append((attributes.get("xml:id", ""), place))

    def end(_: str, place: Place) -> None:
        id_, since = open_.pop()
        if id_ in ids:
            found.setdefault(id_, []).append((since, place))

    if ids:
        with suppress(OSError, NotReadable):
            for _ in read(file, start, end, nothing):
                pass
    return found
