"""The parts of a book: title pages, list of editors, forewords, chapters, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.frames.bookparts.chapters import open_parts
from edition.rules.frames.bookparts.listing import Entry, Listing, whole_titles
from edition.rules.frames.bookparts.titlepages import opens_text, title_pages
from edition.rules.text.cutting import cut, stripped, told

PART_AND_CHAPTER = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[编篇部]|[上中下][编篇])[^。！？；]{0,40}?[ \u3000]+(?=第(?:[一二三四五六七八九十]{1,3}|\d{1,2})章)"
)
"""The title of a part before that of its first chapter on the same line."""


def find_book_parts(blocks: Blocks, options: Options) -> Recognised:
    """The lines of a book → its pieces.

    Before the first foreword, contents table or chapter: half title, series page, title page and abstract (a
    front each), and a list of editors or sources below the name of a board, as items. Then forewords, chapters
    and numbered sections, each a head that opens a piece: a chapter with numbered sections is a section of
    documents, else a document. Where the book has a contents table, only what it lists is a chapter or section,
    at least `alike` percent alike; S041 says where the two differ, S024 how many entries have no text here.
    Without one, a line is a chapter by its number alone.
    """
    entries = [b for b in blocks if b.kind == "excluded" and (b.attrs.get("page") or b.attrs.get("label"))]
    known = tuple(Entry(b.attrs.get("label", ""), b.attrs.get("title", "")) for b in entries)
    result = [part for block in blocks for part in each_title(block)]
    first = next((n for n in range(len(result)) if opens_text(result, n)), 0)
    first = title_pages(result, first)
    listing = Listing(known, int(str(options["alike"])))
    result = [*result[:first], *whole_titles(result[first:], listing)]
    found, findings = open_parts(result, first, listing)
    missing = [n for n, entry in enumerate(known) if entry not in found]
    if missing:
        values = {"missing": len(missing), "all": len(known), "first": known[missing[0]].title}
        findings.append(Finding("S024", entries[missing[0]].text.at[0], values))
    return Recognised(tuple(result), tuple(findings))


def each_title(block: Block) -> Iterator[Block]:
    """A line → the same, the title of a part and that of a chapter behind it as lines of their own."""
    found = PART_AND_CHAPTER.match(block.text.text) if block.kind == "line" else None
    if not found:
        yield block
        return
    yield stripped(cut(block, 0, found.end()))
    yield told(cut(block, found.end(), len(block.text)), blank="")


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("book-parts", "segment", find_book_parts, {"alike": 75}),)
