"""The segmented corpus as a file: JSON Lines (RFC 8259 objects, one a block), written by every build and read back.

    {"id", "source", "kind", "text", "spans": [[start, end], …], "attrs", "marks", "rule", "sure"}

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
from edition.rules.records import KINDS, Row, block_of
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
    if block.sure < 1:
        row["sure"] = block.sure
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
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            key, source = str(row["id"]), sources[row["source"]]
            block = read_row(row, source)
        except json.JSONDecodeError as error:
            problems.append(make("S030", str(path), (number, error.colno), detail=error.msg))
            continue
        except (LookupError, TypeError, ValueError) as error:
            problems.append(make("S031", str(path), (number, 1), field="row", fault=reason(error)))
            continue
        if key in seen:
            problems.append(make("S032", str(path), (number, 1), id=key))
        seen.add(key)
        blocks[source.id].append(block)
    return tuple(whole(source, blocks[key]) for key, source in sources.items()), problems


def read_row(row: Row, source: Source) -> Block:
    """A row → its block. Raises LookupError, TypeError or ValueError where the row is not as it should be."""
    if row["kind"] not in KINDS:
        raise ValueError(f"has no such kind: {row['kind']}")

    return block_of(row, (), lambda _, part: traced(part, source))


def reason(error: Exception) -> str:
    """What a faulty row lacks, in words."""
    return f"lacks {error}" if isinstance(error, LookupError) else str(error)


def traced(row: Row, source: Source) -> Traced:
    """A row → its text with the offsets that its spans give; ValueError where the source says something else."""
    text = Traced.join(Traced.of(source.text[start:end], start) for start, end in row["spans"])
    if text.text != row["text"]:
        raise ValueError("does not agree with the source")
    return text


def whole(source: Source, blocks: Iterable[Block]) -> Segmented:
    """A source and its blocks → the two together, the rest of the source dropped."""
    kept = tuple(blocks)
    rest = sorted(set(range(len(source.text))) - offsets(kept))
    return Segmented(source, kept, tuple(runs(rest, "segments")))
