"""Two sources of one document set side by side, whose lines the extraction of a page runs together row by row:
译自《甲》 选自《乙》 1952年版第3—4页 第2卷第5页."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.rules.folding import Folded, stands_apart
from edition.rules.lexicon import TAKEN_FROM

PAGES = r"第(?P<{0}>\d+)(?:[-－–—～~至]+第?(?P<{0}_to>\d+))?(?:、\d+(?:[-－–—～~至]+\d+)?){{0,6}}页"
ROW = "[^。；！？：《》页]{0,16}?"
ISSUE = r"(?:第[\d（）()、\-－–—～~]{1,16}[期号辑])?"
COLUMNS = re.compile(
    rf"(?P<left>(?:{TAKEN_FROM}|原?[载刊]于?)[^。；！？：]{{2,48}}?|《[^《》]{{2,60}}》|第一次(?:刊印|发表))"
    rf"(?P<right>(?:{TAKEN_FROM})[^《》。；]{{0,8}}《(?P<work>[^《》]{{2,60}})》)"
    rf"(?P<below>(?:《[^《》]{{2,40}}》|[^。；《》页]{{0,20}}》)?{ROW}{PAGES.format('one')})(?P<row>{ROW}{PAGES.format('two')})?{ISSUE}"
)
TITLE = re.compile(r"《([^《》]{2,60})》")
VOLUME = re.compile(
    r"[（(](?P<part>[上中下])册?[)）]|第(?P<n>[\d一二三四五六七八九十]+)[卷册辑编集]|(?P<extra>附卷[一二三四五六七八九十\d]+)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """A citation of two sources in the folded text: from where to where it stands, and what it says."""

    start: int
    end: int
    attrs: dict[str, str]


def side_by_side(folded: Folded) -> Iterator[Columns]:
    """Running text without white space → its citations of two sources. The first, that names no pages and is done before the other
    begins, is one of its own; where the rows of both run into each other they are one, with the work and pages of the second.

    White space must stand before both columns: a sentence may say all that too.
    """
    for found in COLUMNS.finditer(folded.text):
        left, right = found.start("left"), found.start("right")
        if (left and not stands_apart(folded, left)) or not stands_apart(folded, right):
            continue
        paged = found["two"] is not None and stands_apart(folded, found.start("row"))
        end = found.end() if paged or found["two"] is None else found.end("below")
        said = {"work": found["work"], **pages(found, "two" if paged else "one")}
        said["volume"] = volume(found["row"] if paged else found["below"])
        if paged or "》" in found["below"] or found["left"].count("《") != found["left"].count("》"):
            yield Columns(left, end, said)
            continue
        title = TITLE.search(found["left"])
        yield Columns(left, right, {"work": title[1]} if title else {})
        yield Columns(right, end, said)


def pages(found: re.Match[str], which: str) -> dict[str, str]:
    """The first and the last page of one of the two sources."""
    return {"from": found[which], "to": found[f"{which}_to"] or found[which]}


def volume(row: str) -> str:
    """What a row names of the volume, or nothing."""
    found = VOLUME.search(row)
    return next((v for v in found.groups() if v), "") if found else ""
