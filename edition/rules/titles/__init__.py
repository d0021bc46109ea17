"""Titles that their date below them gives away, further texts inside a text, and heads inside a piece."""

from __future__ import annotations

from collections.abc import Sequence

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.citing.citations import below_citation
from edition.rules.language.dates import is_bracketed_date, is_date_line, iso
from edition.rules.text.cutting import told
from edition.rules.titles.contributions import head_contributions
from edition.rules.titles.further import find_further_texts
from edition.rules.titles.inner import find_inner_heads
from edition.rules.titles.letters import open_letters
from edition.rules.titles.opening import (
    names_record,
    number_documents,
    open_document,
    title_start,
    titles_record,
)
from edition.rules.titles.shape import may_be_title, may_end_document
from edition.rules.titles.talks import open_talks


def find_dated_titles(blocks: Blocks, options: Options) -> Recognised:
    """One or more short lines above a line that is only a date in brackets → heads that open a
    document, the date its dateline.

    A title of several lines must be one paragraph, or its lines must show that they belong together (a dash at
    the start, a colon at the end). No line may end like a sentence or be longer than `longest` characters.
    """
    longest = int(str(options["longest"]))
    result = list(blocks)
    open_talks(result)
    open_letters(result)
    head_contributions(result)
    for n, block in enumerate(blocks):
        if block.kind != "line" or result[n].kind != "line":
            continue
        if is_date_line(block):
            start = title_start(result, n, longest)
            if start < n and (
                is_bracketed_date(block) or below_citation(result, start) or titles_record(result, start, n)
            ):
                open_document(result, start, n)
        elif names_record(block, longest) and (not n or may_end_document(result[n - 1])):
            attrs = {"type": "main", "opens": "document", "date": iso(block.text.text)}
            result[n] = told(block, "head", "dated-title", **attrs)
    return Recognised(tuple(titled(number_documents(result, opened=True))))


def titled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a first line that is a title right above the first document
    as the head of what holds them."""
    result = list(blocks)
    if len(result) > 1 and may_be_title(result[0]) and result[1].attrs.get("opens") == "document":
        said = {"opens": "front", "subtype": "introduction", "ends": "front"}
        result[0] = told(result[0], "head", "dated-title", type="main", **said)
    return result


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("dated-titles", "segment", find_dated_titles, {"longest": 40}),
    Recogniser("further-texts", "segment", find_further_texts),
    Recogniser("inner-heads", "segment", find_inner_heads, {"longest": 30}),
)
