"""Plates that are bound into the midst of a document, whose captions stand in its text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules import Blocks
from edition.rules.notes.resuming import is_cut
from edition.rules.text.cutting import cut, glue, told
from edition.rules.text.folding import CALL, SPACE
from edition.rules.text.parting import trim
from edition.rules.volume.contents import listed_entries

NEXT_RULE = re.compile("(?<!—)—{5,}+")
BLANKS = " \t\u3000"
PARAGRAPH = re.compile(r"[\r\n](?=[ \t\u3000])|\Z")
SHORTEST = 3
"""So many characters at least has a caption that is known by the spaces between them."""


def cut_plates(blocks: Blocks) -> Blocks:
    """Paragraphs with the caption of a listed plate in them, a space between every two of its characters, or
    alone between the notes of a page and the rest of the sentence that they cut → the same without it, and a
    `figure` behind the paragraph in which it stands."""
    listed = {"".join(b.attrs["title"].split()): b for b in listed_entries(blocks, "plate")}
    titles = sorted((title for title in listed if len(title) >= SHORTEST), key=len, reverse=True)
    if not titles:
        return blocks
    spaced = "|".join(" ".join(map(re.escape, title)) for title in titles)
    printed = "|".join(map(re.escape, titles))
    caption = re.compile(
        rf"(?<!\S)(?:{spaced})(?=\s|—{{5}})|(?<=[\r\n][ \t\u3000])(?P<seam>{printed})(?=[ \t\u3000]\S[^\r\n]{{0,400}}[。！？；])"
    )
    return tuple(part for block in blocks for part in without_plates(block, caption, listed))


def without_plates(block: Block, caption: re.Pattern[str], listed: dict[str, Block]) -> Iterator[Block]:
    """A block → the same cut behind each paragraph that has a caption in it, which follows;
    text stands below the caption."""
    text = block.text.text
    hits = caption.finditer(text) if block.kind == "para" else ()
    found = next((m for m in hits if not m["seam"] or in_seam(text, m.start())), None)
    if found is None or not text[: found.start()].strip(SPACE) or not text[found.end() :].strip(SPACE):
        yield block
        return
    plate = listed["".join(found[0].split())]
    attrs = {key: plate.attrs.get(key, "") for key in ("n", "title", "page")}
    end = PARAGRAPH.search(text, found.end())
    until = end.end() if end else len(text)
    start, after = seam_at(text, *found.span())
    yield glue([cut(block, 0, start), cut(block, after, until)])
    yield told(trim(cut(block, *found.span())), "figure", "plates", **attrs)
    if text[until:].strip(SPACE):
        yield from without_plates(cut(block, until, len(text)), caption, listed)


def seam_at(text: str, start: int, end: int) -> tuple[int, int]:
    """From where to where a caption with white space around it parts a sentence that goes on behind it, on a
    line of its own or below the notes of a page; where the sentence above is whole, the caption alone."""
    above = text[:start].rstrip(SPACE)
    after = len(text) - len(text[end:].lstrip(SPACE))
    if in_seam(text, start):
        return len(text[:start].rstrip(BLANKS)), after
    return (len(above), after) if is_cut(above) and not above.endswith("：") else (start, end)


def in_seam(text: str, start: int) -> bool:
    """Whether what stands at `start` is right behind the notes of a page that cuts a
    sentence, each note of one line."""
    rules = list(NEXT_RULE.finditer(text, 0, start))
    if not rules or not is_cut(text[: rules[-1].start()]):
        return False
    lines = text[rules[-1].end() : start].strip(SPACE).splitlines()
    return all(CALL.match(line.strip(SPACE)) for line in lines)
