"""References to pages of the same book and to other volumes of a series."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from edition.annotate.passage import Passage, Reading
from edition.annotate.references.reference import Reference
from edition.annotate.references.targets import Directory
from edition.annotate.references.wording import MESSAGE
from edition.rules.language.numerals import UP_TO

PAGE_REF = re.compile(
    rf"(?:(?:参|详)?[见看阅])?本(?P<whole>[卷书册集文]|文集|全集)第(?P<from>\d+)页?(?:{UP_TO}第?(?P<to>\d+))?页"
)
VOLUME_REF = re.compile(
    rf"《(?P<title>[^《》]{{2,40}})》(?P<part>[\u4e00-\u9fff]{{0,4}}[附续副]?[卷编][一二三四五六七八九十\d]{{1,3}})?第(?P<from>\d+)页?(?:{UP_TO}第?(?P<to>\d+))?页"
)
CHRONOLOGY_REF = re.compile(
    r"(?:[参详]?[见看阅])(?:本[卷书册集][后末]?|[卷书册][后末])(?:所?附|的)*(?:大?事?年表|大事记)"
)
# 指4月10日的信，见本卷第20页: how a note names what it refers to a page for.
MEANS = re.compile("[指即]$")
NAMED = re.compile(rf"的?(?:{MESSAGE}|报告|决[定议]|谈话|会谈)(?:[记纪]录|纪要)?[，。（(]")
REFERS = re.compile("[参详]?[见看阅]$")
PART = re.compile(r"[附续副]?[卷编][一二三四五六七八九十\d]")


def page_references(
    passage: Passage, reading: Reading, source: str, directory: Directory
) -> Iterator[Reference]:
    """见本卷第184—185页 → the document on that page; where the words before it name one of another day
    (指4月10日的信，见…), either may be meant."""
    for match in PAGE_REF.finditer(reading.text):
        found = on_page(int(match["from"]), source, directory)
        named = named_before(passage, reading, source, match.start(), directory) if found else ()
        targets = found if not named or found[0] in named else (*found, *named)
        span = (match["from"], match["to"] or "")
        yield Reference(match.start(), match.end(), "page", targets, code="A033", pages=span)


def on_page(page: int, source: str, directory: Directory) -> tuple[str, ...]:
    """The document that stands on a printed page: the first that begins there,
    else the last that began before."""
    pages, ids = directory.pages.get(source, ((), ()))
    place = bisect_left(pages, page)
    if place == len(pages) or pages[place] > page:
        place -= 1
    return (ids[place],) if place >= 0 else ()


def named_before(
    passage: Passage, reading: Reading, source: str, place: int, directory: Directory
) -> tuple[str, ...]:
    """The documents of a source that the words right before a place name by their kind and day, with what
    goes with them: 指4月10日的信，"""
    for mark in passage.block.marks:
        start, end = bisect_left(reading.starts, mark.start), bisect_left(reading.starts, mark.end)
        day = mark.attrs.get("when", "") if mark.kind == "date" else ""
        if len(day) >= len("1900-01-01") and NAMED.fullmatch(reading.text, end, place):
            before = MEANS.search(reading.text, max(0, start - len("即指")), start)
            found = [m for m in directory.by_date.get(day[:10], ()) if m.source == source]
            return tuple(m.piece.id for m in found) if before else ()
    return ()


def volume_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """《文存·附卷三》第5页至第8页 → the volume, if works.toml has it; one that a
    reader is sent to, without it too."""
    works = {
        m.start: m.attrs["ref"]
        for m in passage.block.marks
        if m.kind == "name" and m.attrs.get("type") == "work" and "ref" in m.attrs
    }
    for match in VOLUME_REF.finditer(reading.text):
        starts = (reading.starts[match.start()], reading.starts[match.start("title")])
        work = next((works[start] for start in starts if start in works), "")
        told = REFERS.search(reading.text, max(0, match.start() - 4), match.start())
        if (work or told) and PART.search(match["part"] or match["title"]):
            span = (match["from"], match["to"] or "")
            yield Reference(match.start(), match.end(), "volume", (work,) if work else (), code="", pages=span)


def chronology_references(reading: Reading, source: str, directory: Directory) -> Iterator[Reference]:
    """见本卷大事年表 → the chronology of the source, if it has one."""
    target = directory.chronologies.get(source, "")
    for match in CHRONOLOGY_REF.finditer(reading.text):
        yield Reference(match.start(), match.end(), "chronology", (target,) if target else (), code="A033")
