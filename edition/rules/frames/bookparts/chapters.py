"""Forewords, parts, chapters and numbered sections, each opened by its head."""

from __future__ import annotations

import re

from edition.model import Block
from edition.rules import Finding
from edition.rules.frames.bookparts.listing import Entry, Listing, bare, differing
from edition.rules.language.formulas import FULL_NAME
from edition.rules.language.sentences import finished
from edition.rules.page.dotleaders import CHAPTER, PART, SECTION, Title, read_title
from edition.rules.text.cutting import told

FOREWORD = re.compile(
    r"(?:总|代|自|再版|修订版|中文版|原|译者|作者)?序(?:言|一|二|三)?|[前引导绪弁][言论]|(?:编辑|出版|编译|本卷|编者)?说明|凡例|题记"
    r"|(?:编者|译者|出版者)的话|编者按|致读者|小引|引子|缘起|开场白|.{2,60}[（(]代(?:前言|序言?|自序)[）)]"
)
AFTERWORD = re.compile(
    r"(?:编|译|再版)?后记|跋|结[语论]|结束语|余论|致谢|大事(?:年表|记)|(?:主要)?参考(?:文献|书目)|索引"
)
SERIES = re.compile(r"《[^《》]{2,30}》(?:[^，。；]{0,6})|[^，。；]{2,30}丛书")
BYLINE = re.compile(r"[\u4e00-\u9fff·]{2,8}")
WRITER = rf"(?:{FULL_NAME}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]{{1,8}})(?:[（(][\u4e00-\u9fff]{{1,6}}[）)])?"
WRITERS = re.compile(rf"{WRITER}(?:[、，,]\s*{WRITER}){{1,5}}")
"""Those who wrote a chapter, below its title."""


def is_foreword(block: Block) -> bool:
    """Whether a line names a foreword and nothing else."""
    return block.kind == "line" and FOREWORD.fullmatch(bare(block)) is not None


def open_parts(blocks: list[Block], start: int, listing: Listing) -> tuple[set[Entry], list[Finding]]:
    """The heads from index `start` on open their pieces → the entries of the contents table that were
    found, and what differs from it."""
    titles = {n: read_title(b.text.text) for n, b in enumerate(blocks) if n >= start and b.kind == "line"}
    divided = any(t.rank == SECTION and listing.find(t.label, t.rest) for t in titles.values())
    found: set[Entry] = set()
    findings: list[Finding] = []
    for n, title in titles.items():
        if blocks[n].kind != "line":
            continue
        if is_foreword(blocks[n]):
            foreword(blocks, n)
            found.add(Entry("", title.rest))
        elif entry := whole_title(title, listing):
            chapter(blocks, n, title, whole=True, divided=divided)
            findings += differing(blocks[n], title.rest, entry)
            found.add(entry)
        elif entry := parted_title(title, titles.get(n + 1), listing):
            chapter(blocks, n, title, whole=False, divided=divided)
            findings += differing(blocks[n + 1], titles[n + 1].rest, entry)
            found.add(entry)
    return found, findings


def whole_title(title: Title, listing: Listing) -> Entry | None:
    """A line → the entry that it is; without a contents table, what its number or its word says it is."""
    if listing.entries:
        return listing.find(title.label, title.rest)
    numbered = title.label and title.rank < SECTION and 0 < len(title.rest) <= 30 and not finished(title.rest)
    return Entry(title.label, title.rest) if numbered or AFTERWORD.fullmatch(title.rest) else None


def parted_title(label: Title, below: Title | None, listing: Listing) -> Entry | None:
    """A line that is only a number (第一章) and the line below it → the entry that they are together."""
    if not label.label or label.rest or label.rank >= SECTION or below is None or below.label:
        return None
    if listing.entries:
        return listing.find(label.label, below.rest)
    return Entry(label.label, below.rest) if len(below.rest) <= 40 and not finished(below.rest) else None


def foreword(blocks: list[Block], n: int) -> None:
    """The line `n` is the head of a foreword; a series title above it is its
    label, a name below it its author."""
    attrs = {"opens": "document", "subtype": "foreword"}
    above = blocks[n - 1] if n else None
    labelled = above is not None and above.kind == "line" and SERIES.fullmatch(above.text.text)
    if above is not None and labelled:
        blocks[n - 1] = told(above, "head", "book-parts", type="label", **attrs)
    blocks[n] = told(blocks[n], "head", "book-parts", type="main", **({} if labelled else attrs))
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if below is not None and below.kind == "line" and BYLINE.fullmatch(below.text.text):
        blocks[n + 1] = told(below, "signed", "book-parts", type="author")


def chapter(blocks: list[Block], n: int, title: Title, whole: bool, divided: bool) -> None:
    """The line `n`, or where it is not the `whole` title also the one below it, opens a part, section or
    document; a title of a lower rank is a head inside its piece."""
    if title.rank > SECTION:
        blocks[n] = told(blocks[n], "head", "book-parts", type="section")
        return
    rank = {PART: "part", CHAPTER: "section"}.get(title.rank, "document")
    if title.rank == CHAPTER and (not divided or not title.label):
        rank = "document"
        if divided and n and blocks[n - 1].kind != "excluded":
            blocks[n - 1] = told(blocks[n - 1], ends="section")
    attrs = {
        "opens": rank,
        "n": title.label.rstrip(".．、"),
        "subtype": "chapter" if title.rank > PART else "",
    }
    blocks[n] = told(blocks[n], "head", "book-parts", type="main" if whole else "label", **attrs)
    if not whole:
        blocks[n + 1] = told(blocks[n + 1], "head", "book-parts", type="main")
    below = n + 2 - whole
    if below + 1 < len(blocks) and blocks[below].kind == "line" and WRITERS.fullmatch(blocks[below].text.text):
        blocks[below] = told(blocks[below], "signed", "book-parts", type="author")
