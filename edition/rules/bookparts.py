"""The parts of a book: title pages, list of editors, forewords, chapters, sections."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.dotleaders import Title, read_title
from edition.rules.lines import finished

FOREWORD = re.compile(
    r"(?:总|代|自|再版|修订版|中文版|原|译者|作者)?序(?:言|一|二|三)?|[前引导绪弁][言论]|(?:编辑|出版|编译|本卷|编者)?说明|凡例|题记"
    r"|(?:编者|译者|出版者)的话|编者按|致读者"
)
AFTERWORD = re.compile(
    r"(?:编|译|再版)?后记|跋|结[语论]|结束语|余论|致谢|大事(?:年表|记)|(?:主要)?参考(?:文献|书目)|索引"
)
SERIES = re.compile(r"《[^《》]{2,30}》(?:[^，。；]{0,6})|[^，。；]{2,30}丛书")
BYLINE = re.compile(r"[\u4e00-\u9fff·]{2,8}")
BOARD = re.compile(r".{0,30}(?:编辑委员会|编委会|编辑部|编写组|编译组|编审委员会|编写人员|编辑人员)(?:名单)?")
HAN = re.compile(r"[\u4e00-\u9fff]")
PART, CHAPTER, SECTION = 0, 1, 2


def find_book_parts(blocks: Blocks, options: Options) -> Recognised:
    """The lines of a book → its pieces.

    Before the first foreword, contents table or chapter: the title pages (front), a list of editors or sources below the name of a board as items. Then
    forewords, chapters and numbered sections, each a head that opens a piece: a chapter with numbered sections is a
    section of documents, else a document. Where the book has a contents table, only what it lists is a chapter or
    section, and S024 says how many of its entries have no text here.
    """
    listed = [b for b in blocks if b.kind == "excluded" and b.attrs.get("page")]
    known = {(b.attrs.get("label", ""), b.attrs.get("title", "")) for b in listed}
    result = list(blocks)
    first = next((n for n, b in enumerate(result) if n and opens_text(result, n)), 0)
    title_pages(result, first)
    found = open_parts(result, first, known)
    missing = [b for b in listed if (b.attrs.get("label", ""), b.attrs.get("title", "")) not in found]
    finding = [
        Finding(
            "S024",
            missing[0].text.at[0],
            {"missing": len(missing), "all": len(listed), "first": missing[0].attrs.get("title", "")},
        )
    ] if missing else []  # fmt: skip
    return Recognised(tuple(result), tuple(finding))


# -- title pages -------------------------------------------------------------------------------------------------


def opens_text(blocks: Sequence[Block], n: int) -> bool:
    """Whether the front pages end at index `n`: a foreword with its label, a contents table, a chapter."""
    block = blocks[n]
    if block.kind == "excluded":
        return True
    text = block.text.text
    if block.kind != "line":
        return block.kind == "head"
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if SERIES.fullmatch(text) and below is not None and is_foreword(below):
        return True
    title = read_title(text)
    return is_foreword(block) or bool(title.label and title.rank < SECTION) or len(text) > 80


def is_foreword(block: Block) -> bool:
    return block.kind == "line" and bool(FOREWORD.fullmatch(re.sub(r"\s", "", block.text.text)))


def title_pages(blocks: list[Block], end: int) -> None:
    """The lines before index `end` → a front: its first line the head, the members of a board items, the rest
    paragraphs."""
    board = False
    if end:
        blocks[end - 1] = told(blocks[end - 1], ends="front")
    for n in range(end):
        text = blocks[n].text.text
        if blocks[n].kind != "line":
            continue
        if n == 0:
            blocks[n] = told(blocks[n], "head", "book-parts", type="main", opens="front", subtype="titlepage")
        elif BOARD.fullmatch(text):
            board = True
            blocks[n] = told(blocks[n], "head", "book-parts", type="section")
        elif board and HAN.search(text):
            blocks[n] = told(blocks[n], "item", "book-parts")
        elif HAN.search(text):
            blocks[n] = told(blocks[n], "para", "book-parts", rend="titlepage")
        else:
            blocks[n] = told(blocks[n], "para", "book-parts")


# -- forewords, chapters, sections -------------------------------------------------------------------------------


def open_parts(blocks: list[Block], start: int, known: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The heads from index `start` on open their pieces → the entries of the contents table that were found."""
    titles = {n: read_title(b.text.text) for n, b in enumerate(blocks) if n >= start and b.kind == "line"}
    divided = any(listed(title, known) and title.rank == SECTION for title in titles.values())
    found: set[tuple[str, str]] = set()
    n = start
    while n < len(blocks):
        if n not in titles or blocks[n].kind != "line":
            n += 1
            continue
        title = titles[n]
        if is_foreword(blocks[n]):
            foreword(blocks, n)
            found.add(("", title.rest))
        elif (entry := listed(title, known) or listed_below(title, titles.get(n + 1), known)) is not None:
            found.add(entry)
            n += chapter(blocks, n, title, whole=entry == (title.label, title.rest), divided=divided)
        n += 1
    return found


def listed(title: Title, known: set[tuple[str, str]]) -> tuple[str, str] | None:
    """A title → the entry of the contents table that it is; without a table, what its number says it is."""
    key = (title.label, title.rest)
    if known:
        return key if key in known else None
    numbered = title.label and 0 < len(title.rest) <= 30 and not finished(title.rest)
    return key if numbered or AFTERWORD.fullmatch(title.rest) else None


def listed_below(label: Title, below: Title | None, known: set[tuple[str, str]]) -> tuple[str, str] | None:
    """A line that is only a number (第一章) and the line below it → the entry that they are together."""
    if not label.label or label.rest or label.rank >= SECTION or below is None:
        return None
    key = (label.label, below.rest)
    return key if key in known or (not known and len(below.rest) <= 40 and not finished(below.rest)) else None


def foreword(blocks: list[Block], n: int) -> None:
    """The line `n` is the head of a foreword; a series title above it is its label, a name below it its author."""
    attrs = {"opens": "document", "subtype": "foreword"}
    above = blocks[n - 1] if n else None
    labelled = above is not None and above.kind == "line" and SERIES.fullmatch(above.text.text)
    if above is not None and labelled:
        blocks[n - 1] = told(above, "head", "book-parts", type="label", **attrs)
    blocks[n] = told(blocks[n], "head", "book-parts", type="main", **({} if labelled else attrs))
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if below is not None and below.kind == "line" and BYLINE.fullmatch(below.text.text):
        blocks[n + 1] = told(below, "signed", "book-parts", type="author")


def chapter(blocks: list[Block], n: int, title: Title, whole: bool, divided: bool) -> int:
    """The line `n`, with its number alone or with its `whole` title, opens a part, section or document → how many
    further lines are its title."""
    rank = {PART: "part", CHAPTER: "section"}.get(title.rank, "document")
    if title.rank == CHAPTER and (not divided or not title.label):
        rank = "document"
    attrs = {"opens": rank, "n": title.label.rstrip(".．、"), "subtype": "chapter" if title.rank > PART else ""}
    blocks[n] = told(blocks[n], "head", "book-parts", type="main" if whole else "label", **attrs)
    if not whole:
        blocks[n + 1] = told(blocks[n + 1], "head", "book-parts", type="main")
    return 0 if whole else 1


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("book-parts", "segment", find_book_parts),)
