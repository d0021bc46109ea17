"""A text that somebody has segmented already: JSON Lines, CSV or TSV, one record a
block, with a declared field map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from edition.model import Block, BlockKind, Mark, MarkKind
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.frames.formats import UNSAYABLE, Path, Record, Row, records
from edition.rules.notes.pagenotes import call, set_note
from edition.rules.speech.labels import labelled
from edition.rules.text.cutting import leave_out, marked, told
from edition.rules.text.folding import NOTE_MARKS
from edition.trace import Traced

KINDS: frozenset[str] = frozenset(get_args(BlockKind))
DROPPED = "dropped"
"""The kind of a record that tells what was left out of a source: nothing of it is text."""
MARK_KINDS: frozenset[str] = frozenset(get_args(MarkKind))
PIECES = frozenset(("part", "section", "front", "back", "chronology", "document", "attachment", "floating"))
NAMED = ("id", "kind", "order")
"""Fields that every record has where the field map names them."""
NUMBERED = re.compile(rf"\s*(?P<n>[{NOTE_MARKS}])\s*")
"""The number that a note begins with."""


def read_records(blocks: Blocks, options: Options) -> Recognised:
    """A file of records → the blocks it says. All of its syntax, and every field
    that is not mapped, is left out.

    `format`: jsonl, csv, tsv, or auto. `fields` says under which names the file keeps `text`, `kind` (a block
    kind, or `dropped`; `kinds` translates other words), `id`, `document` (a new value opens one), `title`,
    `date`, `page`, `note` (a note at the end of the text; of a record that is a note its number, which stands
    at its call), `order` (a number that may not fall). `attrs` and `marks` are read as `segments.jsonl` writes
    them. `source` keeps only the records of one source.

    S030 not a record, S031 a field is missing or wrong, S032 an id twice, S033 out of
    order, S034 a text in escapes.
    """
    fields, kinds = mapping(options["fields"]), mapping(options["kinds"])
    reader = Reader(fields, kinds, str(options["source"]))
    found: list[Block] = []
    findings: list[Finding] = []
    first, unseen = -1, set(fields.values())
    for block in blocks:
        for record in records(block.text, str(options["format"]), {"text": "text", **fields}.values()):
            if isinstance(record, Finding):
                findings.append(record)
                continue
            first = record.at if first < 0 else first
            unseen -= record.row.keys()
            if reader.kind(record) == DROPPED:
                continue
            problems = list(reader.faults(record))
            findings += problems
            if any(p.code in ("S031", "S034") for p in problems):
                continue
            try:
                for read in reader.blocks(record):
                    add(found, read, written="rule" in record.row)
            except (LookupError, TypeError, ValueError) as error:
                findings.append(Finding("S031", record.at, {"field": "row", "fault": reason(error)}))
    if first >= 0:
        findings += (Finding("S031", first, {"field": n, "fault": "is in no record"}) for n in sorted(unseen))
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
    documents: list[str] = field(default_factory=list)

    def value(self, record: Record, name: str) -> str:
        """What a record says under a field, as text; "" where it says nothing."""
        found = record.row.get(self.fields.get(name, name))
        return "" if found is None else str(found)

    def text(self, record: Record, name: str) -> Traced:
        return record.places.get((self.fields.get(name, name),), Traced("", ()))

    def carries(self, path: Path) -> bool:
        """Whether the characters at a path go into the edition: those of texts,
        notes, page numbers, note bodies."""
        own = [(self.fields.get(name, name),) for name in ("text", "note", "page")]
        return path in own or (path[0] == "marks" and path[-1] == "text")

    def kind(self, record: Record) -> str:
        found = self.value(record, "kind") or "para"
        return self.kinds.get(found, found)

    def faults(self, record: Record) -> Iterator[Finding]:
        """→ what is wrong with a record; a faulty one still counts for the order of the next."""
        text = self.fields.get("text", "text")
        if text not in record.row:
            yield Finding("S031", record.at, {"field": text, "fault": "is missing"})
        elif not isinstance(record.row[text], str):
            yield Finding("S031", record.at, {"field": text, "fault": "is not a text"})
        elif any(self.carries(path) for path in record.escaped):
            yield Finding("S034", record.at)
        elif self.kind(record) not in KINDS:
            yield Finding("S031", record.at, {"field": "kind", "fault": f"has no meaning: {self.kind(record)}"})
        for name in NAMED:
            if name in self.fields and self.fields[name] not in record.row:
                yield Finding("S031", record.at, {"field": self.fields[name], "fault": "is missing"})
        yield from self.misplaced(record)

    def misplaced(self, record: Record) -> Iterator[Finding]:
        """→ S032 for an id that comes again, S033 for a record or a document that stands behind a later one."""
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
        document = self.value(record, "document")
        if document and document not in self.documents[-1:]:
            if document in self.documents:
                yield Finding("S033", record.at, {"order": document})
            self.documents.append(document)

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
        note = self.text(record, "note")
        if note and block.kind == "note":
            block = told(block, n=note.text)
        elif note:
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


def add(blocks: list[Block], block: Block, written: bool) -> None:
    """A block read from a record → added to the `blocks` before it. What we have `written`
    ourselves is as it should be; of others a numbered note goes to its call in the same document,
    and a speech gets its speaker."""
    label = labelled(block.text.text) if block.kind == "speech" else None
    if label and not block.marks and not written:
        block = marked(block, Mark("speaker", 0, label.end()))
    printed = NUMBERED.match(block.text.text) if block.kind == "note" and not written else None
    sign = block.attrs.get("n", printed["n"] if printed else "")
    first = max((n for n, b in enumerate(blocks) if b.attrs.get("opens")), default=0)
    place = call(blocks[first:], sign, -1) if sign and not written and block.kind == "note" else None
    if place is None:
        blocks.append(block)
        return
    note = told(leave_out(block, [printed.span()]) if printed else block, n=sign)
    set_note(blocks, (first + place[0], place[1]), note, "source")


def as_kind(name: str) -> BlockKind:
    """A name that is known to be a kind, as one."""
    found: BlockKind = next(kind for kind in get_args(BlockKind) if kind == name)
    return found


TextOf = Callable[[Path, Row], Traced]


def block_of(row: Row, path: Path, text_of: TextOf, fields: Mapping[str, str] | None = None) -> Block:
    """A row as `segments.jsonl` has it → its block; `text_of` gives the traced text of the row at `path`.
    Raises LookupError, TypeError or ValueError where the row is not as it should be."""
    name = (fields or {}).get("text", "text")
    kind = row.get("kind", "para")
    text = text_of((*path, name), row)
    marks = row.get("marks") or []
    if not isinstance(marks, list) or not all(isinstance(mark, dict) for mark in marks):
        raise TypeError("has marks that are no list of objects")
    return Block(
        kind if kind in KINDS else "para",
        text,
        attributes(row),
        tuple(mark_of(mark, (*path, "marks", n), text_of, len(text)) for n, mark in enumerate(marks)),
        str(row.get("rule", "")),
    )


def mark_of(row: Row, path: Path, text_of: TextOf, length: int) -> Mark:
    """A mark on `length` characters, as `segments.jsonl` has it → the mark. Raises as `block_of` does."""
    if row["kind"] not in MARK_KINDS:
        raise ValueError(f"has no such kind of mark: {row['kind']}")
    start, end, body = row["start"], row["end"], row.get("body")
    if not (type(start) is type(end) is int and 0 <= start <= end <= length):
        raise ValueError(f"has a mark outside its text: {start}–{end}")
    if body is not None and not isinstance(body, dict):
        raise TypeError("has a mark whose body is no object")
    block = block_of(body, (*path, "body"), text_of) if body else None
    return Mark(row["kind"], start, end, attributes(row), block)


def attributes(row: Row) -> dict[str, str]:
    """The attributes of a block or mark. Raises TypeError where they are no object,
    ValueError for one that has no meaning."""
    attrs = row.get("attrs") or {}
    if not isinstance(attrs, dict):
        raise TypeError("has attrs that are no object")
    found = {str(key): str(value) for key, value in attrs.items()}
    for key in ("opens", "ends"):
        if found.get(key, "document") not in PIECES:
            raise ValueError(f"{key} no such piece: {found[key]}")
    if unfit := next((key for key, value in found.items() if UNSAYABLE.search(key + value)), None):
        raise ValueError(f"has a character that no XML can hold in its attribute {unfit!r}")
    return found


def reason(error: Exception) -> str:
    """What a faulty row lacks, in words."""
    return f"lacks {error}" if isinstance(error, LookupError) else str(error)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("records", "segment", read_records, {"format": "auto", "fields": {}, "kinds": {}, "source": ""}),
)
