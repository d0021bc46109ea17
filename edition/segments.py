"""The segmented corpus as a file: JSON Lines (RFC 8259 objects, one a block),
written by every build and read back.

    {"id", "source", "kind", "text", "spans": [[start, end], …], "attrs", "marks", "rule"}
    {"id", "source", "kind": "dropped", "rule", "spans": [[start, end], …]}

`spans` are character offsets in the raw text. A mark is {"kind", "start", "end", "attrs", "body"}, its body a
block without id. Empty attributes, marks and bodies are left out. Below the blocks of a source stand the runs
that each rule left out, so that a file says of every character of a source where it went.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from edition.model import Block, Mark, Segmented, Source
from edition.report import Diagnostic, make
from edition.rules import offsets, runs
from edition.rules.frames.formats import UNSAYABLE, Row
from edition.rules.frames.records import DROPPED, KINDS, block_of, reason
from edition.trace import Disposal, Traced


def write_segments(texts: Iterable[Segmented], path: Path) -> None:
    """Segmented sources → the file `path`, UTF-8, blocks in reading order; ids are
    `source-bN` and `source-dropped-rule`."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for text in texts:
            source = text.source.id
            rows = [
                {"id": f"{source}-b{n}", "source": source, **row_of(b)} for n, b in enumerate(text.blocks, 1)
            ]
            left_out = sorted(spans_by_rule(text.disposals).items())
            rows += (
                {
                    "id": f"{source}-{DROPPED}-{rule}",
                    "source": source,
                    "kind": DROPPED,
                    "rule": rule,
                    "spans": spans,
                }
                for rule, spans in left_out
            )
            out.writelines(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n" for row in rows)


def spans_by_rule(disposals: Iterable[Disposal]) -> dict[str, list[list[int]]]:
    """What was left out → its spans by the rule that decided so, in the order of the source."""
    found: dict[str, list[list[int]]] = {}
    for disposal in sorted(disposals, key=lambda d: d.start):
        found.setdefault(disposal.rule, []).append([disposal.start, disposal.end])
    return found


def row_of(block: Block) -> dict[str, Any]:
    """A block → what the file says of it."""
    row: dict[str, Any] = {
        "kind": block.kind,
        "text": block.text.text,
        "spans": [[span.start, span.end] for span in block.text.spans()],
    }
    if block.attrs:
        row["attrs"] = dict(sorted(block.attrs.items()))
    if block.marks:
        row["marks"] = [mark_row(mark) for mark in block.marks]
    if block.rule:
        row["rule"] = block.rule
    return row


def mark_row(mark: Mark) -> dict[str, Any]:
    """A mark → its object in a row of `segments.jsonl`."""
    row: dict[str, Any] = {"kind": mark.kind, "start": mark.start, "end": mark.end}
    if mark.attrs:
        row["attrs"] = dict(sorted(mark.attrs.items()))
    if mark.body is not None:
        row["body"] = row_of(mark.body)
    return row


@dataclass(frozen=True)
class Cut:
    """What a file says of a source: its blocks and what is left out, both in the order of the file."""

    blocks: list[Block] = field(default_factory=list)
    left_out: list[Disposal] = field(default_factory=list)


def read_segments(path: Path, sources: Mapping[str, Source]) -> tuple[tuple[Segmented, ...], list[Diagnostic]]:
    """A file that `write_segments` made, perhaps edited, and the raw texts by id → the segmented
    sources, in the order of `sources`.

    Characters of a source that no row names are booked as dropped by `segments`. Diagnostics with the line of
    the file: S030 not a row, S031 a field is missing or does not agree with the source, S032 an id twice.
    """
    cuts = {key: Cut() for key in sources}
    problems: list[Diagnostic] = []
    seen: set[str] = set()
    data = path.read_bytes()
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        lines = []
        at = (data.count(b"\n", 0, error.start) + 1, 1)
        problems.append(make("S030", str(path), at, detail="the file is not UTF-8"))
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            key = read_row(json.loads(line), sources, cuts)
        except json.JSONDecodeError as error:
            problems.append(make("S030", str(path), (number, error.colno), detail=error.msg))
            continue
        except RecursionError:
            problems.append(make("S030", str(path), (number, 1), detail="nested too deeply"))
            continue
        except (LookupError, TypeError, ValueError) as error:
            problems.append(make("S031", str(path), (number, 1), field="row", fault=reason(error)))
            continue
        if key in seen:
            problems.append(make("S032", str(path), (number, 1), id=key))
        seen.add(key)
    return tuple(whole(source, cuts[key]) for key, source in sources.items()), problems


def read_row(row: Row, sources: Mapping[str, Source], cuts: Mapping[str, Cut]) -> str:
    """A row → its id, its block or what it leaves out added to the cut of its source. Raises LookupError,
    TypeError or ValueError where the row is not as it should be."""
    if not isinstance(row, dict):
        raise TypeError("is not an object")
    kind = row["kind"]
    for name in ("source", "kind", "rule" if kind == DROPPED else "text"):
        if not isinstance(row[name], str):
            raise TypeError(f"has a {name} that is not a text")
    if row["source"] not in sources:
        raise ValueError(f"names no source of the edition: {row['source']}")
    source, cut = sources[row["source"]], cuts[row["source"]]
    if kind == DROPPED:
        cut.left_out.extend(disposals(row, source))
    elif kind in KINDS:
        cut.blocks.append(block_of(row, (), lambda _, part: traced(part, source)))
    else:
        raise ValueError(f"has no such kind: {kind}")
    return str(row["id"])


def disposals(row: Row, source: Source) -> list[Disposal]:
    """A row of what a rule left out → its runs; TypeError where its spans are none, ValueError where the source
    has no such place or the rule cannot be said in XML."""
    rule, length = row["rule"], len(source.text)
    if not is_spans(row["spans"]):
        raise TypeError("has spans that are no list of pairs [start, end]")
    if any(not start < end <= length for start, end in row["spans"]):
        raise ValueError("has a span that the source does not have")
    if UNSAYABLE.search(rule):
        raise ValueError("has a character that no XML can hold in its rule")
    return [Disposal(start, end, rule) for start, end in row["spans"]]


def traced(row: Row, source: Source) -> Traced:
    """A row → its text with the offsets that its spans give; TypeError where they are no spans, ValueError
    where the source says something else."""
    if not is_spans(row["spans"]):
        raise TypeError("has spans that are no list of pairs [start, end]")
    text = Traced.join(Traced.of(source.text[start:end], start) for start, end in row["spans"])
    if text.text != row["text"]:
        raise ValueError("does not agree with the source")
    return text


def is_spans(value: object) -> bool:
    """Whether a value is a list of pairs of offsets."""
    return isinstance(value, list) and all(
        isinstance(pair, list)
        and len(pair) == 2
        and all(type(offset) is int and offset >= 0 for offset in pair)
        for pair in value
    )


def whole(source: Source, cut: Cut) -> Segmented:
    """A source and its cut → the two together. What stands in a block is not left
    out, whatever another row says."""
    free = set(range(len(source.text))) - offsets(cut.blocks)
    left_out: list[Disposal] = []
    for disposal in cut.left_out:
        at = [offset for offset in range(disposal.start, disposal.end) if offset in free]
        free.difference_update(at)
        left_out += runs(at, disposal.rule)
    return Segmented(source, tuple(cut.blocks), (*left_out, *runs(sorted(free), "segments")))
