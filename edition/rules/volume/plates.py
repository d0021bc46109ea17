"""Plates between the documents of a printed book, and their captions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.text.cutting import cut, told
from edition.rules.text.folding import SPACE, fold
from edition.rules.text.parting import trim
from edition.rules.volume.contents import listed_entries
from edition.rules.volume.running import filled

# Words behind a page number that stand between two documents.
PAGE_HEAD = re.compile(
    r"\s*(?P<page>\d{1,4})\s+(?P<words>[^\d\s。，：；？！、](?:[^。，：；？！、]{0,58}[^\s。，：；？！、])?)\s*"
)


def find_plates(blocks: Blocks, options: Options) -> Recognised:
    """What stands between the citation of a document, or the head of a part, and the next head, and ends like
    no sentence → `figure` blocks, one for each caption; `n`, `title` and `page` where the contents table lists
    the plate. A caption that is not listed belongs to the listed plate beside it and has its `n`; it may be two
    captions run together (S053). A number alone above a head is that of a page: `pb`; words behind one are a
    running head, should the book have it only once."""
    plates = listed_entries(blocks, "plate")
    result: list[Block] = []
    findings: list[Finding] = []
    for n, block in enumerate(blocks):
        after = next((b for b in reversed(result) if b.kind not in ("fw", "pb", "figure", "note")), None)
        below = blocks[n + 1].kind if n + 1 < len(blocks) else ""
        number = block.text.text.strip(SPACE)
        if block.kind == "para" and below == "head" and number.isdecimal():
            result.append(told(trim(block), "pb", "plates", n=number))
        elif (
            block.kind == "para"
            and after is not None
            and (after.kind == "citation" or (heads_part(after) and is_listed(block, plates)))
            and below in ("head", "fw", "pb")
        ):
            if (header := PAGE_HEAD.fullmatch(block.text.text)) and not is_listed(block, plates):
                n_of = header["page"]
                result.append(told(cut(block, *header.span("page")), "pb", "plates", n=n_of))
                words = cut(block, *header.span("words"))
                result.append(told(words, "fw", "plates", type="header", n=n_of))
                continue
            found = list(captions(block, plates))
            result += found
            findings += (unlisted(f) for f in found if f.kind == "figure" and f.text and "title" not in f.attrs)
        else:
            result.append(block)
    return Recognised(tuple(result), tuple(findings))


def heads_part(block: Block) -> bool:
    """Whether a block is the head of a part or section, below which a plate may stand."""
    return block.kind == "head" and block.attrs.get("opens", "") in ("", "part", "section")


def is_listed(block: Block, plates: Sequence[Block]) -> bool:
    """Whether a text has the caption of a plate that the contents table lists."""
    text = fold(block.text.text).text
    return any(fold(plate.attrs["title"]).text in text for plate in plates)


def unlisted(figure: Block) -> Finding:
    """The caption of a plate → S053."""
    return Finding("S053", figure.text.at[0], {"text": figure.text.text[:20]})


def captions(block: Block, plates: Sequence[Block]) -> Iterator[Block]:
    """The words between two documents → a figure for each caption; words that end like a sentence stay."""
    text = block.text.text
    if text.strip(SPACE)[-1:] in "。！？；：":
        yield block
        return
    folded = fold(text)
    listed: dict[int, tuple[int, Block]] = {}
    for plate in plates:
        key = fold(plate.attrs["title"]).text
        at = folded.text.find(key)
        if at >= 0:
            listed[folded.start(at)] = (folded.end(at + len(key)), plate)
    bounds = sorted({0, len(text), *listed, *(end for end, _ in listed.values())})
    beside = next((listed[start][1].attrs.get("n", "") for start in sorted(listed)), "")
    for start, end in pairwise(bounds):
        if start in listed:
            said = listed[start][1].attrs
            beside = said.get("n", "")
            attrs = {key: said.get(key, "") for key in ("n", "title", "page")}
        else:
            attrs = {"n": beside}
        for caption in filled(cut(block, start, end)):
            yield told(trim(caption), "figure", "plates", **attrs)


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("plates", "segment", find_plates),)
