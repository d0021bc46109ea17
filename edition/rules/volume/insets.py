"""Plates that are bound into the midst of a document, whose captions stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules import Blocks
from edition.rules.text.cutting import cut, glue, told
from edition.rules.text.folding import SPACE
from edition.rules.text.parting import trim
from edition.rules.volume.contents import listed_entries

PARAGRAPH = re.compile(r"[\r\n](?=[ \t\u3000])|\Z")
SHORTEST = 3
"""So many characters at least has a caption that is known by the spaces between them."""


def cut_plates(blocks: Blocks) -> Blocks:
    """Paragraphs with the caption of a listed plate in them, a space between every two of its characters → the same without it, and a
    `figure` behind the paragraph in which it stands."""
    listed = {"".join(b.attrs["title"].split()): b for b in listed_entries(blocks, "plate")}
    titles = sorted((title for title in listed if len(title) >= SHORTEST), key=len, reverse=True)
    if not titles:
        return blocks
    spaced = re.compile(rf"(?<!\S)(?:{'|'.join(' '.join(map(re.escape, title)) for title in titles)})(?=\s)")
    return tuple(part for block in blocks for part in without_plates(block, spaced, listed))


def without_plates(block: Block, spaced: re.Pattern[str], listed: dict[str, Block]) -> Iterator[Block]:
    """A block → the same cut behind each paragraph that has a caption in it, which follows; text stands below the caption."""
    text = block.text.text
    found = spaced.search(text) if block.kind == "para" else None
    if found is None or not text[: found.start()].strip(SPACE) or not text[found.end() :].strip(SPACE):
        yield block
        return
    plate = listed["".join(found[0].split())]
    attrs = {key: plate.attrs.get(key, "") for key in ("n", "title", "page")}
    end = PARAGRAPH.search(text, found.end())
    until = end.end() if end else len(text)
    yield glue([cut(block, 0, found.start()), cut(block, found.end(), until)])
    yield told(trim(cut(block, *found.span())), "figure", "plates", **attrs)
    if text[until:].strip(SPACE):
        yield from without_plates(cut(block, until, len(text)), spaced, listed)
