"""JSON Lines, CSV and TSV → records, every string of which knows where its characters stand in
the file (RFC 8259, RFC 4180).

text of a file → records in order; a finding in the place of a line that is none
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from edition.rules import Finding
from edition.trace import Traced

Path = tuple[str | int, ...]
Row = Mapping[str, Any]
# Control characters, halves of surrogate pairs and non-characters (XML 1.0, 2.2).
UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its values, the traced text of every string in it, where it starts, and which of its strings
    have escapes for characters that the file does not hold."""

    row: Row
    places: Mapping[Path, Traced]
    at: int
    escaped: tuple[Path, ...] = ()


def records(text: Traced, form: str, needed: Iterable[str]) -> Iterator[Record | Finding]:
    """The text of a file → its records in order, S030 in the place of a line that is none; S031 alone for a
    table without the `needed` columns."""
    if form == "auto":
        first = text.text.lstrip("\ufeff \r\n").split("\n", 1)[0]
        form = "jsonl" if first.startswith("{") else "tsv" if "\t" in first else "csv"
    yield from json_lines(text) if form == "jsonl" else table(text, "\t" if form == "tsv" else ",", needed)


def json_lines(text: Traced) -> Iterator[Record | Finding]:
    """JSON Lines → a record for each line that is not empty; S030 in the place of one that is no object."""
    for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text.text):
        line = text[match.start() : match.end()]
        start = len(line.text) - len(line.text.lstrip("\ufeff \t"))
        places: dict[Path, Traced] = {}
        escaped: list[Path] = []
        try:
            row, _ = scan(line, start, (), places, escaped)
        except RecursionError:
            yield Finding("S030", line.at[0], {"detail": "nested too deeply"})
            continue
        except (ValueError, IndexError) as error:
            yield Finding("S030", line.at[0], {"detail": str(error).split(":")[0] or "the line breaks off"})
            continue
        if isinstance(row, dict):
            yield Record(row, places, line.at[0], tuple(escaped))
        else:
            yield Finding("S030", line.at[0], {"detail": "not an object"})


BLANKS = re.compile(r"[ \t]*")
DECODER = json.JSONDecoder()


def scan(line: Traced, at: int, path: Path, places: dict[Path, Traced], escaped: list[Path]) -> tuple[Any, int]:
    """JSON (RFC 8259) from `at` on → its value and where it ends; the traced text of every string goes to
    `places`, the path of one that cannot be traced whole to `escaped`. An escaped tab is a blank and may go."""
    text = line.text
    if text[at] == '"':
        said, end = DECODER.raw_decode(text, at)
        if UNSAYABLE.search(said):
            fail("a character that no XML can hold", text, at)
        places[path] = unescaped(line[at + 1 : end - 1])
        if places[path].text != said.replace("\t", ""):
            escaped.append(path)
        return said, end
    if text[at] not in "{[":
        return DECODER.raw_decode(text, at)
    members: dict[str | int, Any] = {}
    opening = text[at]
    at = blanks(text, at + 1)
    while text[at] not in "}]":
        key: str | int = len(members)
        if opening == "{":
            key, at = DECODER.raw_decode(text, at) if text[at] == '"' else fail("a key is no string", text, at)
            at = blanks(text, at)
            at = blanks(text, at + 1) if text[at] == ":" else fail("no colon after a key", text, at)
        value, at = scan(line, at, (*path, key), places, escaped)
        members[key] = value
        at = blanks(text, at)
        if text[at] == ",":
            at = blanks(text, at + 1)
        elif text[at] not in "}]":
            fail("no comma between two values", text, at)
    return (members if opening == "{" else list(members.values())), at + 1


def fail(reason: str, text: str, at: int) -> Any:
    """Raise JSONDecodeError with the place in the line."""
    raise json.JSONDecodeError(reason, text, at)


def blanks(text: str, at: int) -> int:
    """Where the white space from `at` on ends."""
    found = BLANKS.match(text, at)
    return found.end() if found else at


ESCAPED = re.compile(r'\\(?:(["\\/])|u[0-9a-fA-F]{4}|.)')


def unescaped(text: Traced) -> Traced:
    """The inside of a JSON string → its text: a quotation mark, slash or backslash without its escape; other
    escapes stand for characters that the file does not hold, so they go."""
    parts, last = [], 0
    for match in ESCAPED.finditer(text.text):
        parts.append(text[last : match.start()])
        if match[1]:
            parts.append(text[match.start() + 1 : match.end()])
        last = match.end()
    return Traced.join([*parts, text[last:]])


def table(text: Traced, separator: str, needed: Iterable[str]) -> Iterator[Record | Finding]:
    """CSV (RFC 4180) or TSV with a first row of names → records."""
    names: list[str] = []
    for cells in rows(text, separator):
        if not names:
            names = [cell.text.strip("\ufeff ") for cell in cells]
            at = next((c.at[0] for c in cells if c), 0)
            missing = [name for name in dict.fromkeys(needed) if name not in names]
            yield from (
                Finding("S031", at, {"field": n, "fault": "is no column of the table"}) for n in missing
            )
            if missing:
                return
            continue
        if len(cells) != len(names):
            at = next((c.at[0] for c in cells if c), 0)
            yield Finding("S030", at, {"detail": f"{len(cells)} fields, not {len(names)}"})
            continue
        row = {name: cell.text for name, cell in zip(names, cells, strict=True)}
        places: dict[Path, Traced] = {(name,): cell for name, cell in zip(names, cells, strict=True)}
        yield Record(row, places, next((c.at[0] for c in cells if c), 0))


def rows(text: Traced, separator: str) -> Iterator[list[Traced]]:
    """→ the cells of each row that is not empty, without their quotes."""
    cell = re.compile(rf'(?:"((?:[^"]|"")*)"|([^{separator}\r\n]*))({separator}|\r\n|\n|\r|\Z)')
    cells: list[Traced] = []
    at = 0
    while at < len(text) and (match := cell.match(text.text, at)):
        group = 1 if match[1] is not None else 2
        inside = text[match.start(group) : match.end(group)]
        cells.append(single_quotes(inside) if group == 1 else inside)
        at = match.end()
        if match[3] != separator:
            if any(cells):
                yield cells
            cells = []


def single_quotes(text: Traced) -> Traced:
    """The inside of a quoted cell → the same with its doubled quotation marks single."""
    parts, last = [], 0
    for match in re.finditer('""', text.text):
        parts.append(text[last : match.start() + 1])
        last = match.end()
    return Traced.join([*parts, text[last:]])
