"""The front pages of a book: half title, title page, imprint, series, abstract."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.frames.bookparts.board import BOARD, MARK, board_line
from edition.rules.frames.bookparts.chapters import SERIES, is_foreword
from edition.rules.frames.bookparts.listing import bare
from edition.rules.language.lexicon import PUBLISHERS
from edition.rules.page.dotleaders import SECTION, read_title
from edition.rules.text.cutting import told

SERIES_LINE = re.compile(
    r"丛书|丛刊|文库|书系|系列|译丛|论丛|规划|重点图书|项目|资助|基金|获.{0,20}奖|奖.{0,8}(?:获奖|作品)"
)
BY = re.compile(r"[^，。；：、]{2,24}?\s*(?:著|编著|主编|选编|合编|编|译|编译|合译|校|校注|撰|辑)")
PRINTER = re.compile(
    r".{0,40}(?:(?:出版社|出版公司|印书馆|书店|书局)出版|印刷厂印刷|印刷|装订|发行所?|经销)|开本.*|[12]\d{3}年.{0,12}第.{1,3}[版次].*|印数.*|(?:统一)?书号.*|ISBN.*"
    r"|定价.*|字数.*|印张.*|[（(][^（）()]{2,24}号[）)]|图书在版编目.*|中国版本图书馆.*|[^，。]{2,40}[／/][^，。]{2,24}[著编译][．.].*|[ⅠI][．.].{1,12}[Ⅱ…].*|(?:责任编辑|封面设计|版式设计|装帧设计|美术编辑|责任校对)[：: \u3000].{1,20}",
    re.I,
)
"""Lines of the imprint on the back of a title page: printer, format, editions, number of copies, price."""
IMPRINT = (
    (
        "publisher",
        re.compile(rf"[^，。；：]{{2,30}}(?:{PUBLISHERS})"),
    ),
    (
        "date",
        re.compile(
            r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})\s*年?(?:\s*\d{1,2}\s*月)?(?:\s*[·.，]?\s*[\u4e00-\u9fff]{2,4})?"
        ),
    ),
    ("imprint", PRINTER),
    ("edition", re.compile(r".{0,12}(?:第.{1,3}版|修订版|增订版|初版|再版|重印)")),
)
ABSTRACT = re.compile(r"内容(?:提要|简介|说明|介绍)|作者简介")


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
    abstract = n > 0 and ABSTRACT.fullmatch(bare(blocks[n - 1]))
    return is_foreword(block) or bool(title.label and title.rank < SECTION) or (len(text) > 80 and not abstract)


def title_pages(blocks: list[Block], end: int) -> int:
    """The lines before index `end` → fronts: half title (a title that comes again), title page, series pages,
    and the members of a board as items, each of its own. Where the front ends now.

    A page begins where the title is printed again, and before and after lines about the series. An
    office without a name beside it is the head of the names below it; a mark without a word (of a
    library, of the printer) is no text.
    """
    lines = [n for n in range(end) if blocks[n].kind == "line"]
    board = next((i for i, n in enumerate(lines) if BOARD.fullmatch(blocks[n].text.text)), len(lines))
    for n, kind, opens in pages(blocks, lines[:board]):
        blocks[n] = title_line(blocks[n], kind, opens="front" if opens else "")
    for n in reversed(lines[board:]):
        parts = list(board_line(blocks[n], opens=n == lines[board]))
        blocks[n : n + 1] = parts
        end += len(parts) - 1
    if end:
        blocks[end - 1] = told(blocks[end - 1], ends="front")
    return end


def pages(blocks: Sequence[Block], lines: Sequence[int]) -> list[tuple[int, str, bool]]:
    """The indexes of lines of the front → each with the kind of its page (halftitle, titlepage, series,
    abstract; "" before the first), and whether it opens that."""
    plain = [n for n in lines if not is_series(blocks[n])]
    again = [n for n in plain if bare(blocks[n]) == bare(blocks[plain[0]])]
    titles = dict.fromkeys(again[:-1], "halftitle") | dict.fromkeys(again[-1:], "titlepage")
    kinds = {n: "abstract" for n in lines if ABSTRACT.fullmatch(bare(blocks[n]))} | titles
    above_imprint = {n for n, below in pairwise(plain) if is_imprint(blocks[below])}
    found: list[tuple[int, str, bool]] = []
    page, within = "", False
    for n in lines:
        series = is_series(blocks[n])
        within = within if series else n in above_imprint
        kind = kinds.get(n, "series" if series and not (within and page == "titlepage") else page)
        found.append((n, kind, n in titles or kind != page))
        page = kind
    return found


def is_series(block: Block) -> bool:
    """Whether a line of the front says what series the book belongs to, or how it was supported or honoured."""
    return bool(SERIES_LINE.search(block.text.text)) and not BOARD.fullmatch(block.text.text)


def is_imprint(block: Block) -> bool:
    """Whether a line of the front is of the imprint, such as the publisher below a title."""
    return any(pattern.fullmatch(block.text.text) for _, pattern in IMPRINT)


def title_line(block: Block, page: str, opens: str) -> Block:
    """A line of a title page → title, second title, byline, imprint, or a line of the series."""
    text = block.text.text
    said = {"opens": opens, "subtype": page if opens else ""}
    if MARK.fullmatch(text):
        return told(block, "fw", "book-parts", type="mark", **said)
    if page != "series" and opens:
        return told(block, "head", "book-parts", type="main", **said)
    if page == "abstract":
        return told(block, "para", "book-parts")
    if is_series(block):
        return told(block, "para", "book-parts", type="series", rend="titlepage", **said)
    if BY.fullmatch(text):
        return told(block, "signed", "book-parts", type="author")
    kind = next((kind for kind, pattern in IMPRINT if pattern.fullmatch(text)), "")
    kind = kind or ("series" if page == "series" else "sub")
    if kind == "sub":
        return told(block, "head", "book-parts", type=kind)
    return told(block, "para", "book-parts", type=kind, rend="titlepage", **said)
