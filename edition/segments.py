"""The segmented corpus as a file: JSON Lines (RFC 8259 objects, one a block), written by every build and read back.

    {"id", "source", "kind", "text", "spans": [[start, end], …], "attrs", "marks", "rule"}

`spans` are character offsets in the raw text. A mark is {"kind", "start", "end", "attrs", "body"}, its body a block
without id. Empty attributes, marks and bodies are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from edition.model import Block, Mark, Segmented, Source
from edition.report import Diagnostic, make
from edition.rules import offsets, runs
from edition.rules.records import KINDS, Row, block_of, reason
from edition.trace import Traced


def write_segments(texts: Iterable[Segmented], path: Path) -> None:
    """Segmented sources → the file `path`, UTF-8, blocks in reading order; ids are `source-bN`."""
    with path.open("w", encoding="utf-8", newline="\n") as out:
        for text in texts:
            for n, block in enumerate(text.blocks, 1):
                row = {"id": f"{text.source.id}-b{n}", "source": text.source.id, **row_of(block)}
                out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


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
    row: dict[str, Any] = {"kind": mark.kind, "start": mark.start, "end": mark.end}
    if mark.attrs:
        row["attrs"] = dict(sorted(mark.attrs.items()))
    if mark.body is not None:
        row["body"] = row_of(mark.body)
    return row


def read_segments(path: Path, sources: Mapping[str, Source]) -> tuple[tuple[Segmented, ...], list[Diagnostic]]:
    """A file that `write_segments` made, perhaps edited, and the raw texts by id → the segmented sources, in the order
    of `sources`.

    Characters of a source that no block holds are booked as dropped by `segments`. Diagnostics with the line of the
    file: S030 not a row, S031 a field is missing or does not agree with the source, S032 an id twice.
    """
    blocks: dict[str, list[Block]] = {key: [] for key in sources}
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
            row = json.loads(line)
            key, source, block = read_row(row, sources)
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
        blocks[source.id].append(block)
    return tuple(whole(source, blocks[key]) for key, source in sources.items()), problems


def read_row(row: Row, sources: Mapping[str, Source]) -> tuple[str, Source, Block]:
    """A row → its id, its source, its block. Raises LookupError, TypeError or ValueError where the row is not as it
    should be."""
    if not isinstance(row, dict):
        raise TypeError("is not an object")
    for name in ("source", "kind", "text"):
        if not isinstance(row[name], str):
            raise TypeError(f"has a {name} that is not a text")
    if row["source"] not in sources:
        raise ValueError(f"names no source of the edition: {row['source']}")
    if row["kind"] not in KINDS:
        raise ValueError(f"has no such kind: {row['kind']}")
    source = sources[row["source"]]
    return str(row["id"]), source, block_of(row, (), lambda _, part: traced(part, source))


def traced(row: Row, source: Source) -> Traced:
    """A row → its text with the offsets that its spans give; TypeError where they are no spans, ValueError where the
    source says something else."""
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


def whole(source: Source, blocks: Iterable[Block]) -> Segmented:
    """A source and its blocks → the two together, the rest of the source dropped."""
    kept = tuple(blocks)
    rest = sorted(set(range(len(source.text))) - offsets(kept))
    return Segmented(source, kept, tuple(runs(rest, "segments")))
