"""The ledger as rows and as a file: what became of every character of a source.

traced text that stands in an element → Entry rows → OUT/trace.tsv → Entry rows
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from edition.trace import Disposal, Entry, Ledger

COLUMNS = ("source", "start", "end", "disposition", "rule", "xml:id", "at", "text")


def rows_of(offsets: Sequence[int], target: str, *, disposition: str, rule: str = "") -> Iterator[Entry]:
    """The source offsets of the characters of an element, in their order there → one row per unbroken run."""
    start = 0
    for i in range(1, len(offsets) + 1):
        if i == len(offsets) or offsets[i] != offsets[i - 1] + 1:
            yield Entry(offsets[start], offsets[i - 1] + 1, disposition, rule, target, start)
            start = i


def dropped(text: str, disposal: Disposal) -> Entry:
    """What a rule left out of the source text → its row, with the characters themselves."""
    run = text[disposal.start : disposal.end]
    return Entry(disposal.start, disposal.end, disposal.disposition, disposal.rule, text=run)


def balance(source: str, rows: Iterable[Entry]) -> Ledger:
    """Rows in any order → the ledger of a source, in source order."""
    return Ledger(source, tuple(sorted(rows)))


def write_trace(ledgers: Iterable[Ledger], path: Path) -> None:
    """Ledgers → a tab-separated file with a header line; `text` is a JSON string, of dropped runs only."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, lineterminator="\n", quotechar=None)
        writer.writerow(COLUMNS)
        for ledger in ledgers:
            for row in ledger.entries:
                at = "" if row.at < 0 else row.at
                text = json.dumps(row.text, ensure_ascii=True)[1:-1] if row.text else ""
                writer.writerow(
                    (ledger.source, row.start, row.end, row.disposition, row.rule, row.target, at, text)
                )


def read_trace(path: Path) -> tuple[Ledger, ...]:
    """What `write_trace` wrote → the ledgers, in the order of the file.

    Raises OSError, or ValueError naming the line that is no row of a ledger.
    """
    rows: list[tuple[str, Entry]] = []
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if tuple(next(lines, ())) != COLUMNS:
            raise ValueError("line 1: not the header of a trace")
        for number, fields in enumerate(lines, 2):
            try:
                source, start, end, disposition, rule, target, at, text = fields
                entry = Entry(
                    int(start),
                    int(end),
                    disposition,
                    rule,
                    target,
                    int(at) if at else -1,
                    json.loads(f'"{text}"') if text else "",
                )
            except ValueError as error:
                raise ValueError(f"line {number}: not a row of a ledger") from error
            rows.append((source, entry))
    return tuple(
        Ledger(source, tuple(entry for _, entry in group))
        for source, group in groupby(rows, key=lambda r: r[0])
    )
