"""References to pages of the same book and to other volumes of a series."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from edition.annotate.passage import Passage, Reading
from edition.annotate.reference import Reference
from edition.annotate.targets import Directory
from edition.annotate.wording import DASH

PAGE_REF = re.compile(
    rf"(?:(?:参|详)?[见看阅])?本(?P<whole>[卷书册集文]|文集|全集)第(?P<from>\d+)页?(?:{DASH}第?(?P<to>\d+))?页"
)
VOLUME_REF = re.compile(rf"《(?P<title>[^《》]{{2,40}})》第(?P<from>\d+)页?(?:{DASH}第?(?P<to>\d+))?页")
PART = re.compile(r"[附续副]?[卷编][一二三四五六七八九十\d]")


def page_references(reading: Reading, source: str, directory: Directory) -> Iterator[Reference]:
    """见本卷第184—185页 → the document on that page."""
    pages, ids = directory.pages.get(source, ((), ()))
    for match in PAGE_REF.finditer(reading.text):
        first = int(match["from"])
        at = bisect_right(pages, first) - 1
        targets = (ids[bisect_left(pages, pages[at])],) if at >= 0 else ()
        if at >= 0 and pages[at] < first:
            targets = (ids[at],)
        span = (match["from"], match["to"] or "")
        yield Reference(match.start(), match.end(), "page", targets, code="A033", pages=span)


def volume_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """《文存·附卷三》第5页至第8页 → the volume, if works.toml has it."""
    works = {
        m.start: m.attrs["ref"]
        for m in passage.block.marks
        if m.kind == "name" and m.attrs.get("type") == "work" and "ref" in m.attrs
    }
    for match in VOLUME_REF.finditer(reading.text):
        starts = (reading.starts[match.start()], reading.starts[match.start("title")])
        work = next((works[start] for start in starts if start in works), "")
        if work and PART.search(match["title"]):
            span = (match["from"], match["to"] or "")
            yield Reference(match.start(), match.end(), "volume", (work,), pages=span)
