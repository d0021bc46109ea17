"""Titles that their date below them gives away, and the sections of a dossier."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.dates import is_bracketed_date, iso
from edition.rules.lines import finished

SUBTITLE = re.compile(r"[—－]{1,2}")
LEADS_ON = re.compile(r".*[：:]")


def find_dated_titles(blocks: Blocks, options: Options) -> Recognised:
    """One or more short lines above a line that is only a date in brackets → heads that open a document, the date its
    dateline.

    A title of several lines must be one paragraph, or its lines must show that they belong together (a dash at the
    start, a colon at the end). No line may end like a sentence or be longer than `longest` characters.
    """
    longest = int(str(options["longest"]))
    result = list(blocks)
    for n, block in enumerate(blocks):
        if block.kind == "line" and is_bracketed_date(block):
            start = title_start(result, n, longest)
            if start < n:
                open_document(result, start, n)
    return Recognised(tuple(result))


def title_start(blocks: Sequence[Block], date: int, longest: int) -> int:
    """The index of the first title line above the date at index `date`; `date` itself where there is none."""
    start = date
    while start and may_be_title(blocks[start - 1], longest):
        line, below = blocks[start - 1], blocks[start]
        joined = below.attrs.get("blank", "0") == "0" or SUBTITLE.match(below.text.text) or start == date
        if not (joined or LEADS_ON.fullmatch(line.text.text)):
            break
        start -= 1
    return start


def may_be_title(block: Block, longest: int) -> bool:
    text = block.text.text
    ends_open = not finished(text) or text[-1] in "）)：:"
    return block.kind == "line" and 2 <= len(text) <= longest and ends_open


def open_document(blocks: list[Block], start: int, date: int) -> None:
    """The lines `start`..`date` become the heads and the dateline of a document."""
    for n in range(start, date):
        kind = "main" if n == start else "sub"
        blocks[n] = told(blocks[n], "head", "dated-title", type=kind, opens="document" if n == start else "")
    blocks[start] = told(blocks[start], date=iso(blocks[date].text.text))
    blocks[date] = told(blocks[date], "dateline", "dated-title")


# -- dossiers ----------------------------------------------------------------------------------------------------

SECTION = re.compile(r"【[^【】]{1,30}】")


def open_sections(blocks: Blocks, options: Options) -> Recognised:
    """A dossier → its sections: a line 【…】 (a date, 附录) opens one; what stands before the first is its
    introduction (front).

    Below the line follow `headlines` headlines of the compiler, then the title of the document and its date. The
    headlines become heads of the section, even where they imitate speeches (甲：…), the title opens the document.
    """
    headlines = int(str(options["headlines"]))
    longest = int(str(options["longest"]))
    result = list(blocks)
    first = True
    for n, block in enumerate(blocks):
        if block.kind in ("line", "head") and SECTION.fullmatch(block.text.text):
            if first and n:
                open_front(result, n)
            first = False
            attrs = {"type": "label" if not iso(block.text.text) else "main", "date": iso(block.text.text)}
            result[n] = told(block, "head", "dossier-sections", **{**attrs, "opens": "section"})
            open_dated(result, n + 1, headlines, longest)
    return Recognised(tuple(result))


def open_front(blocks: list[Block], end: int) -> None:
    """The text before the first section becomes the introduction; its first head is its title."""
    head = next((n for n in range(end) if blocks[n].kind == "head"), 0)
    blocks[head] = told(blocks[head], opens="front", subtype="introduction")


def open_dated(blocks: list[Block], start: int, headlines: int, longest: int) -> None:
    """The short lines from `start` to a bracketed date: headlines of the section, then the title of a document."""
    date = start
    while date < len(blocks) and not is_bracketed_date(blocks[date]) and may_be_title(blocks[date], longest):
        date += 1
    if date == len(blocks) or not is_bracketed_date(blocks[date]) or date == start:
        return
    title = start + min(headlines, date - start - 1)
    for n in range(start, title):
        blocks[n] = told(blocks[n], "head", "dossier-sections", type="sub")
    open_document(blocks, title, date)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("dated-titles", "segment", find_dated_titles, {"longest": 40}),
    Recogniser("dossier-sections", "segment", open_sections, {"headlines": 2, "longest": 40}),
)
