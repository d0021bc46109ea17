"""A text that somebody has segmented already: JSON Lines, CSV or TSV, one record a block, with a declared field map."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from edition.model import Block, BlockKind, Mark, MarkKind
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import marked, told
from edition.trace import Traced

Path = tuple[str | int, ...]
Row = Mapping[str, Any]
KINDS: frozenset[str] = frozenset(get_args(BlockKind))
MARK_KINDS: frozenset[str] = frozenset(get_args(MarkKind))


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its values, the traced text of every string in it, and where it starts."""

    row: Row
    places: Mapping[Path, Traced]
    at: int


def read_records(blocks: Blocks, options: Options) -> Recognised:
    """A file of records → the blocks it says. All of its syntax, and every field that is not mapped, is left out.

    `format`: jsonl, csv, tsv, or auto. `fields` says under which names the file keeps what: `text`, `kind` (one of
    the block kinds; `kinds` translates other words), `id`, `document` (a new value opens a document), `title`, `date`, `page` (a
    new value is kept as a page number), `note` (a note at the end of the text), `order` (a number that may not fall). `attrs` and `marks` are read as
    `segments.jsonl` writes them. `source` keeps only the records of one source.

    S030 not a record, S031 a field is missing or wrong, S032 an id twice, S033 out of order.
    """
    fields, kinds = mapping(options["fields"]), mapping(options["kinds"])
    reader = Reader(fields, kinds, str(options["source"]))
    found: list[Block] = []
    findings: list[Finding] = []
    for block in blocks:
        for record in records(block.text, str(options["format"])):
            if isinstance(record, Finding):
                findings.append(record)
                continue
            problems = list(reader.faults(record))
            findings += problems
            if not any(p.code == "S031" for p in problems):
                found += reader.blocks(record)
    return Recognised(tuple(found), tuple(findings))


def mapping(option: object) -> Mapping[str, str]:
    """An option that is a table of strings."""
    return {str(k): str(v) for k, v in option.items()} if isinstance(option, Mapping) else {}


@dataclass
class Reader:
    """The field map, and what the records so far have said."""

    fields: Mapping[str, str]
    kinds: Mapping[str, str]
    source: str
    ids: set[str] | None = None
    order: float = float("-inf")
    document: str = ""
    page: str = ""

    def value(self, record: Record, name: str) -> str:
        """What a record says under a field, as text; "" where it says nothing."""
        found = record.row.get(self.fields.get(name, name))
        return "" if found is None else str(found)

    def text(self, record: Record, name: str) -> Traced:
        return record.places.get((self.fields.get(name, name),), Traced("", ()))

    def kind(self, record: Record) -> str:
        found = self.value(record, "kind") or "para"
        return self.kinds.get(found, found)

    def faults(self, record: Record) -> Iterator[Finding]:
        """→ what is wrong with a record; a faulty one still counts for the order of the next."""
        if self.fields.get("text", "text") not in record.row:
            yield Finding("S031", record.at, {"field": self.fields.get("text", "text"), "fault": "is missing"})
        elif self.kind(record) not in KINDS:
            yield Finding("S031", record.at, {"field": "kind", "fault": f"has no meaning: {self.kind(record)}"})
        key = self.value(record, "id")
        self.ids = self.ids or set()
        if key and key in self.ids:
            yield Finding("S032", record.at, {"id": key})
        self.ids.add(key)
        order = self.value(record, "order")
        if re.fullmatch(r"-?\d+(?:\.\d+)?", order):
            if float(order) < self.order:
                yield Finding("S033", record.at, {"order": order})
            self.order = float(order)

    def blocks(self, record: Record) -> Iterator[Block]:
        """A sound record → its block and the page number that starts with it; the block first where it opens a
        piece, so that the number stands inside."""
        if self.source and record.row.get("source") != self.source:
            return
        block = self.opened(record, self.noted(record))
        page = self.text(record, "page")
        number = (
            [Block("fw", page, {"type": "pageNum"}, rule="records")] if page.text not in ("", self.page) else []
        )
        self.page = page.text or self.page
        yield from (block, *number) if block.attrs.get("opens") else (*number, block)

    def noted(self, record: Record) -> Block:
        """A record → its block, with its note at the end of the text."""
        block = block_of(record.row, (), lambda path, row: record.places[path], self.fields)
        block = told(block, as_kind(self.kind(record)), "records")
        if note := self.text(record, "note"):
            end, body = len(block.text), Block("note", note, rule="records")
            block = marked(block, Mark("note", end, end, {"place": "bottom", "type": "source"}, body))
        return block

    def opened(self, record: Record, block: Block) -> Block:
        """A block → the same, opening a document where the record's document is another than before."""
        document = self.value(record, "document")
        if not document or document == self.document:
            return block
        self.document = document
        title, date = self.value(record, "title"), self.value(record, "date")
        return told(block, opens=block.attrs.get("opens", "document"), title=title, date=date)


def as_kind(name: str) -> BlockKind:
    """A name that is known to be a kind, as one."""
    found: BlockKind = next(kind for kind in get_args(BlockKind) if kind == name)
    return found


TextOf = Callable[[Path, Row], Traced]


def block_of(row: Row, path: Path, text_of: TextOf, fields: Mapping[str, str] | None = None) -> Block:
    """A row as `segments.jsonl` has it → its block; `text_of` gives the traced text of the row at `path`."""
    name = (fields or {}).get("text", "text")
    kind = row.get("kind", "para")
    marks = row.get("marks") or []
    return Block(
        kind if kind in KINDS else "para",
        text_of((*path, name), row),
        {str(k): str(v) for k, v in (row.get("attrs") or {}).items()},
        tuple(mark_of(mark, (*path, "marks", n), text_of) for n, mark in enumerate(marks)),
        str(row.get("rule", "")),
        float(row.get("sure", 1.0)),
    )


def mark_of(row: Row, path: Path, text_of: TextOf) -> Mark:
    """A mark as `segments.jsonl` has it → the mark. An unknown kind raises ValueError."""
    if row["kind"] not in MARK_KINDS:
        raise ValueError(f"no kind of mark: {row['kind']}")
    body = block_of(row["body"], (*path, "body"), text_of) if row.get("body") else None
    return Mark(row["kind"], int(row["start"]), int(row["end"]), dict(row.get("attrs") or {}), body)


# -- formats -----------------------------------------------------------------------------------------------------


def records(text: Traced, form: str) -> Iterator[Record | Finding]:
    """The text of a file → its records in order, S030 in the place of a line that is none."""
    if form == "auto":
        first = text.text.lstrip("\ufeff \r\n").split("\n", 1)[0]
        form = "jsonl" if first.startswith("{") else "tsv" if "\t" in first else "csv"
    yield from json_lines(text) if form == "jsonl" else table(text, "\t" if form == "tsv" else ",")


def json_lines(text: Traced) -> Iterator[Record | Finding]:
    for match in re.finditer(r"[^\r\n]*\S[^\r\n]*", text.text):
        line = text[match.start() : match.end()]
        start = len(line.text) - len(line.text.lstrip("\ufeff \t"))
        places: dict[Path, Traced] = {}
        try:
            row, _ = scan(line, start, (), places)
        except (ValueError, IndexError) as error:
            yield Finding("S030", line.at[0], {"detail": str(error).split(":")[0] or "the line breaks off"})
            continue
        if isinstance(row, dict):
            yield Record(row, places, line.at[0])
        else:
            yield Finding("S030", line.at[0], {"detail": "not an object"})


BLANKS = re.compile(r"[ \t]*")
DECODER = json.JSONDecoder()


def scan(line: Traced, at: int, path: Path, places: dict[Path, Traced]) -> tuple[Any, int]:
    """JSON (RFC 8259) from `at` on → its value and where it ends; the traced text of every string goes to `places`."""
    text = line.text
    if text[at] == '"':
        _, end = DECODER.raw_decode(text, at)
        places[path] = unescaped(line[at + 1 : end - 1])
        return places[path].text, end
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
        value, at = scan(line, at, (*path, key), places)
        members[key] = value
        at = blanks(text, at)
        if text[at] == ",":
            at = blanks(text, at + 1)
        elif text[at] not in "}]":
            fail("no comma between two values", text, at)
    return (members if opening == "{" else list(members.values())), at + 1


def fail(reason: str, text: str, at: int) -> Any:
    raise json.JSONDecodeError(reason, text, at)


def blanks(text: str, at: int) -> int:
    """Where the white space from `at` on ends."""
    found = BLANKS.match(text, at)
    return found.end() if found else at


ESCAPED = re.compile(r'\\(?:(["\\/])|u[0-9a-fA-F]{4}|.)')


def unescaped(text: Traced) -> Traced:
    """The inside of a JSON string → its text: a quotation mark, slash or backslash without its escape; other escapes
    stand for characters that the file does not hold, so they go (and stay in the ledger)."""
    parts, last = [], 0
    for match in ESCAPED.finditer(text.text):
        parts.append(text[last : match.start()])
        if match[1]:
            parts.append(text[match.start() + 1 : match.end()])
        last = match.end()
    return Traced.join([*parts, text[last:]])


def table(text: Traced, separator: str) -> Iterator[Record | Finding]:
    """CSV (RFC 4180) or TSV with a first row of names → records."""
    names: list[str] = []
    for cells in rows(text, separator):
        if not names:
            names = [cell.text.strip("\ufeff ") for cell in cells]
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


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("records", "segment", read_records, {"format": "auto", "fields": {}, "kinds": {}, "source": ""}),
)
