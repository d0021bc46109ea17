"""References to telegrams by their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from edition.annotate.passage import Passage, Reading
from edition.annotate.reference import Reference
from edition.annotate.targets import Directory, telegram_numbers
from edition.annotate.wording import DASH

TELEGRAM = re.compile(
    rf"(?:(?:您|你们|你|贵方|我们|我方|我)的?)?第(?P<n>\d+(?:/\d+)?)(?:{DASH}(?P<to>\d+))?号(?:密码)?(?:电报|密电|来电|电)"
)


def number_references(
    passage: Passage, reading: Reading, directory: Directory, others: Iterable[Reference]
) -> Iterator[Reference]:
    """第2406号电, 5月2日第2406号电 → the document that went under this number."""
    taken = list(others)
    own = set(telegram_numbers(passage.document))
    ends = {bisect_left(reading.starts, m.end): m for m in passage.block.marks if m.kind == "date"}
    for match in TELEGRAM.finditer(reading.text):
        if match["n"] in own or any(r.start < match.end() and match.start() < r.end for r in taken):
            continue
        found = [m.piece.id for m in directory.by_number.get(match["n"], ()) if m.piece is not passage.document]
        dated = ends.get(match.start())
        start = bisect_left(reading.starts, dated.start) if dated else match.start()
        yield Reference(start, match.end(), "document", tuple(found), "medium" if found else "")
