"""Furniture of printed pages between documents: running heads with their page numbers, plates and their captions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.contents import CAPTION, WORKS, entries
from edition.rules.cutting import cut, leave_out, marked, told
from edition.rules.folding import SPACE, fold
from edition.rules.parting import trim

HEADER = re.compile(
    r"(?<![^\s页])(?P<page>\d{1,4}) (?P<text>[^\d\s。，：；？！、]{2,20}(?: [^\d\s。，：；？！、]{2,20}){0,2})(?=\s|$)"
)

# A page number alone behind the end of a sentence, where the line ends too.
FOOT = re.compile(r"(?<=[。！？”’）])[ \t\u3000]*+(?P<page>\d{1,4})[ \t\u3000]*+(?=[\r\n]|$)")
# Words behind a page number that stand between two documents.
PAGE_HEAD = re.compile(
    r"\s*(?P<page>\d{1,4})\s+(?P<words>[^\d\s。，：；？！、](?:[^。，：；？！、]{0,58}[^\s。，：；？！、])?)\s*"
)
FEWEST = 3
"""So many page numbers in a row that rises are no chance."""


def find_running_heads(blocks: Blocks, options: Options) -> Recognised:
    """A page number and words that come again with other, growing numbers → `pb` and `fw` of type header, `n` the page.

    The words have at least `shortest` characters and occur nowhere without a number; those that begin with the name of the book above
    its contents table need not come again. At the end of a paragraph the two
    are blocks; inside one they are marks, and the sentence is whole again. So are numbers alone behind sentences that end with
    their line, three at least that rise: `pb` marks.
    """
    blocks = page_feet(blocks)
    shortest = int(str(options["shortest"]))
    texts = [b.text.text for b in blocks if b.kind == "para"]
    found: dict[str, list[int]] = defaultdict(list)
    for text in texts:
        for m in HEADER.finditer(text):
            found[m["text"]].append(int(m["page"]))
    running = {
        words
        for words, pages in found.items()
        if len(fold(words).text) >= shortest
        and (len(pages) > 1 or names_book(words, blocks))
        and all(a < b for a, b in pairwise(pages))
        and sum(text.count(words) for text in texts) == len(pages)
    }
    return Recognised(tuple(part for block in blocks for part in without_headers(block, running)))


def names_book(words: str, blocks: Sequence[Block]) -> bool:
    """Whether words begin with what stands above the caption of the contents table, if that is more than a name, or with the name and
    a word for works (某某文集)."""
    above = blocks[0].text.text if blocks[0].kind == "excluded" else ""
    caption = CAPTION.search(above)
    name = fold(above[: caption.start()]).text if caption else ""
    head = fold(words).text
    works = WORKS.search(name) or any(WORKS.fullmatch(head, len(name), len(name) + k) for k in range(2, 6))
    return bool(name and works) and head.startswith(name)


def page_feet(blocks: Blocks) -> Blocks:
    """Paragraphs → the same with the page numbers at the ends of their sentences as `pb` marks, if all of them rise."""
    found = [(n, m) for n, b in enumerate(blocks) if b.kind == "para" for m in FOOT.finditer(b.text.text)]
    pages = [int(m["page"]) for _, m in found]
    if len(pages) < FEWEST or any(a >= b for a, b in pairwise(pages)):
        return blocks
    result = list(blocks)
    for n in {n for n, _ in found}:
        feet = [m for k, m in found if k == n]
        marks = (Mark("pb", m.start(), m.start(), {"n": m["page"]}) for m in feet)
        result[n] = leave_out(marked(blocks[n], *marks), [m.span() for m in feet])
    return tuple(result)


def without_headers(block: Block, running: set[str]) -> Iterator[Block]:
    """A paragraph → the same without running heads, and the running heads."""
    if block.kind != "para" or not running:
        yield block
        return
    hit = next((m for m in HEADER.finditer(block.text.text) if m["text"] in running), None)
    if hit is None:
        yield block
        return
    text = block.text.text
    page = told(cut(block, *hit.span("page")), "pb", "running-heads", n=hit["page"])
    header = told(cut(block, *hit.span("text")), "fw", "running-heads", type="header", n=hit["page"])
    if not text[hit.end() :].strip(SPACE):
        yield from filled(cut(block, 0, hit.start()))
        yield from (page, header)
    elif not text[: hit.start()].strip(SPACE):
        yield from (page, header)
        yield from without_headers(cut(block, hit.end(), len(text)), running)
    else:
        kept = leave_out(block, [hit.span()])
        page_break = Mark("pb", hit.start(), hit.start(), {"n": hit["page"]})
        whole = told(cut(block, *hit.span()), "fw", "running-heads", type="header", n=hit["page"])
        mark = Mark("fw", hit.start(), hit.start(), {"type": "header", "n": hit["page"]}, whole)
        yield from without_headers(marked(kept, page_break, mark), running)


def filled(block: Block) -> Iterator[Block]:
    """A block, unless it holds only white space."""
    if block.text.text.strip(SPACE):
        yield block


# -- plates ------------------------------------------------------------------------------------------------------


def find_plates(blocks: Blocks, options: Options) -> Recognised:
    """What stands between the citation of a document, or the head of a part, and the next head, and ends like no sentence →
    `figure` blocks, one for each caption; `n`, `title` and `page` where the contents table lists the plate. A caption that is not listed
    belongs to the listed plate beside it and has its `n`; it may be two captions run together (S053).
    A number alone above a head is that of a page: `pb`; words behind one are a running head, should the book have it only once."""
    plates = entries(blocks, "plate")
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


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("running-heads", "segment", find_running_heads, {"shortest": 4}),
    Recogniser("plates", "segment", find_plates),
)
