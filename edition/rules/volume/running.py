"""Furniture of printed pages: running heads with their page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.text.cutting import cut, leave_out, marked, told
from edition.rules.text.folding import SPACE, fold
from edition.rules.text.parting import trim
from edition.rules.volume.contents import CAPTION, WORKS
from edition.rules.volume.insets import cut_plates

WORD = r"[^\d\s。，：；？！、]{2,20}"
HEADER = re.compile(rf"(?<![^\s页])(?P<page>\d{{1,4}}) (?P<text>{WORD}(?: {WORD}){{0,2}})(?=\s|$)")
# A word that says which part of a work the page is of: 附卷二, 往来篇.
OF_PART = re.compile(r"\S*(?:[卷篇编册集辑][上中下一二三四五六七八九十]{0,3})")
# What may stand before a running head that is known: white space, or the end of a sentence, note or citation.
BEFORE = r"(?<![^\s。！？”）页注])"
# Behind the number of a page, unless it counts something.
BEHIND = r"(?![\d年月日时页号万亿．.、])"

AT_HEAD = re.compile(BEFORE)
NUMBER_BEFORE = re.compile(rf"{BEFORE}(?P<page>\d{{1,4}}) ?\Z")
NUMBER_BEHIND = re.compile(rf" (?P<page>\d{{1,4}}){BEHIND}")
LONGEST_NUMBER = 5
"""So many characters has the number of a page at most, with the blank behind it."""

# A page number alone behind the end of a sentence, where the line ends too.
FOOT = re.compile(r"(?<=[。！？”’）])[ \t\u3000]*+(?P<page>\d{1,4})[ \t\u3000]*+(?=[\r\n]|$)")
# The same behind the notes of a page, where the text goes on in the next line, unless
# the number counts something.
BELOW_NOTES = re.compile(
    r"—{5}(?:[^—]|(?<!—)—{1,2}(?!—)){1,600}?(?:[。）”][ \t]*[\r\n]+|——[^—。]{1,8}注|页)[ \t\u3000]+(?P<page>\d{1,4})(?:[ \t\u3000]+(?=[\u4e00-\u9fff“（《\d])|[ \t\u3000]*+[\r\n]+)"
    r"(?![年月日时分号点岁人名个只架艘辆吨斤公里亩顷元卢镑马两种次条件份页章卷册期届处户家座多余万千百十])"
)
LAST_PAGE = 9999
FEWEST = 3
"""So many page numbers in a row that rises are no chance."""


def find_running_heads(blocks: Blocks, options: Options) -> Recognised:
    """A page number and words that come again with other, growing numbers → `pb` and `fw` of type header, `n`
    the page: blocks at the end of a paragraph, marks inside one.

    The words have at least `shortest` characters and stand nowhere without a number; those that begin with the
    name of the book above its contents table need not come again. Numbers alone behind sentences that end with
    their line, three at least that rise, and those below the notes of a page, by the pages of the contents
    table, are `pb` marks, too. The captions of plates bound into a document are taken out first.
    """
    blocks = page_feet(cut_plates(blocks))
    shortest = int(str(options["shortest"]))
    texts = [b.text.text for b in blocks if b.kind == "para"]
    name = name_of_book(blocks)
    hits = [m for text in texts for m in HEADER.finditer(text)]
    if name:
        behind = re.compile(
            rf"{BEFORE}(?P<text>{re.escape(name)}\S{{0,16}}(?: {WORD}){{0,2}}) (?P<page>\d{{1,4}})(?=\s|$)"
        )
        hits += [m for text in texts if name in text for m in behind.finditer(text)]
    found = Counter(words for m in hits for words in beginnings(m["text"]))
    again = {words for words, times in found.items() if times > 1}
    candidates = {words_of_head(m, again, name) for m in hits}
    running = printed(
        words for words in candidates if len(fold(words).text) >= shortest and rises(words, texts)
    )
    without = tuple(part for block in blocks for part in without_headers(block, running))
    return Recognised(numbers_below_notes(without))


def beginnings(words: str) -> Iterator[str]:
    """Words with spaces between them → the first, the first two, all."""
    parts = words.split(" ")
    return (" ".join(parts[:n]) for n in range(1, len(parts) + 1))


def words_of_head(found: re.Match[str], again: set[str], name: str) -> str:
    """What behind a page number is the running head: all the words where the text ends with
    them, else those that come `again`, or the name of the book, with what says of which part the
    page is; "" if there are none."""
    known = [words for words in beginnings(found["text"]) if words in again or names_book(words, name)]
    if not known:
        return ""
    if known[-1] == found["text"] and not found.string[found.end() :].strip(SPACE):
        return known[-1]
    sure = [
        words
        for n, words in enumerate(known)
        if not n or words in again or OF_PART.fullmatch(words.split(" ")[-1])
    ]
    return sure[-1]


def rises(words: str, texts: Sequence[str]) -> bool:
    """Whether words stand nowhere without the number of a page, and the numbers rise."""
    last = -1
    for text in texts:
        at = text.find(words)
        while at >= 0:
            found = NUMBER_BEFORE.search(text, max(0, at - LONGEST_NUMBER), at) or (
                AT_HEAD.match(text, at) and NUMBER_BEHIND.match(text, at + len(words))
            )
            if not found or int(found["page"]) <= last:
                return False
            last, at = int(found["page"]), text.find(words, at + len(words))
    return last >= 0


def printed(heads: Iterable[str]) -> re.Pattern[str] | None:
    """The words of running heads → what finds one of them beside its number, the longest
    first; nothing if there are none."""
    words = "|".join(map(re.escape, sorted(heads, key=len, reverse=True)))
    if not words:
        return None
    return re.compile(
        rf"{BEFORE}(?P<before>\d{{1,4}}) ?(?:{words})|{BEFORE}(?:{words}) (?P<behind>\d{{1,4}}){BEHIND}"
    )


def names_book(words: str, name: str) -> bool:
    """Whether words begin with the `name` of the book, if that is more than somebody's, or with the name and
    a word for works (某某文集)."""
    head = fold(words).text
    works = WORKS.search(name) or any(WORKS.fullmatch(head, len(name), len(name) + k) for k in range(2, 6))
    return bool(name and works) and head.startswith(name)


def name_of_book(blocks: Sequence[Block]) -> str:
    """What stands above the caption of the contents table, folded; "" where nothing does."""
    above = blocks[0].text.text if blocks and blocks[0].kind == "excluded" else ""
    caption = CAPTION.search(above)
    return fold(above[: caption.start()]).text if caption else ""


def page_feet(blocks: Blocks) -> Blocks:
    """Paragraphs → the same with the page numbers at the ends of their sentences as
    `pb` marks, if all of them rise."""
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


def numbers_below_notes(blocks: Blocks) -> Blocks:
    """Paragraphs → the same with the page numbers below the notes of a page as `pb` marks: those that lie
    between the page on which the contents table has the document and that of the next."""
    result, pages = list(blocks), [page_listed(b) for b in blocks]
    above, behind = last_known(pages, 0), last_known(reversed(pages), LAST_PAGE)[::-1]
    for n, block in enumerate(blocks):
        if block.kind != "para" or "—————" not in block.text.text:
            continue
        first, last = above[n], behind[n]
        found = [m for m in BELOW_NOTES.finditer(block.text.text) if 0 < first <= int(m["page"]) <= last]
        marks = (Mark("pb", m.start("page"), m.start("page"), {"n": m["page"]}) for m in found)
        result[n] = leave_out(marked(block, *marks), [m.span("page") for m in found])
    return tuple(result)


def last_known(pages: Iterable[int], first: int) -> list[int]:
    """Page numbers, 0 for none → before each, and behind the last of them, the page
    named last; `first` before any is."""
    found = [first]
    for page in pages:
        found.append(page or found[-1])
    return found


def page_listed(block: Block) -> int:
    """The page on which the contents table has the document that a head opens; 0 for any other block."""
    page = block.attrs.get("page", "")
    return int(page) if block.kind == "head" and page.isdecimal() else 0


def without_headers(block: Block, running: re.Pattern[str] | None) -> Iterator[Block]:
    """A paragraph → the same without running heads, and the running heads: those at its ends
    as blocks, the others as marks."""
    text = block.text.text
    hits = list(running.finditer(text)) if running and block.kind == "para" else []
    first, last, start, end = 0, len(hits), 0, len(text)
    while first < last and not text[start : hits[first].start()].strip(SPACE):
        start, first = hits[first].end(), first + 1
    while first < last and not text[hits[last - 1].end() : end].strip(SPACE):
        end, last = hits[last - 1].start(), last - 1
    for hit in hits[:first]:
        yield from head_of_page(block, hit)
    yield from filled(with_heads(block, hits[first:last], start, end)) if hits else (block,)
    for hit in hits[last:]:
        yield from head_of_page(block, hit)


def head_of_page(block: Block, hit: re.Match[str]) -> tuple[Block, Block]:
    """A running head in a block → its page number and its words, in the order in which they are printed."""
    number = hit["before"] or hit["behind"]
    start, end = hit.span("before") if hit["before"] else hit.span("behind")
    words = (hit.start(), start) if hit["behind"] else (end, hit.end())
    page = told(cut(block, start, end), "pb", "running-heads", n=number)
    header = told(trim(cut(block, *words)), "fw", "running-heads", type="header", n=number)
    return (header, page) if hit["behind"] else (page, header)


def with_heads(block: Block, hits: Sequence[re.Match[str]], start: int, end: int) -> Block:
    """A paragraph from `start` to `end` → the same with the running heads in it as marks."""
    marks: list[Mark] = []
    for hit in hits:
        at, number = hit.start() - start, hit["before"] or hit["behind"]
        whole = told(cut(block, *hit.span()), "fw", "running-heads", type="header", n=number)
        marks += (Mark("pb", at, at, {"n": number}), Mark("fw", at, at, {"type": "header", "n": number}, whole))
    spans = ((hit.start() - start, hit.end() - start) for hit in hits)
    return leave_out(marked(cut(block, start, end), *marks), spans)


def filled(block: Block) -> Iterator[Block]:
    """A block, unless it holds only white space."""
    if block.text.text.strip(SPACE):
        yield block


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("running-heads", "segment", find_running_heads, {"shortest": 4}),
)
