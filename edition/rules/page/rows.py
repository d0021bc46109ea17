"""Rows of a page: how wide each is, at which width the text was wrapped, and which rows are full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from unicodedata import east_asian_width

from edition.model import Block, Mark
from edition.rules.language.formulas import ORDINALS
from edition.rules.language.sentences import finished
from edition.rules.text.folding import simplified

INDENT = 4
"""Width of the two empty squares at the start of a printed paragraph, which captures leave out."""
LEAST, WIDEST = 40, 300
"""So many columns at least have rows of a page, and so many at most."""
FEWEST_ROWS = 5
"""So many lines of one width at least show that a text was wrapped."""
FEWEST_RUNS = 2
"""So often rows go on with rows in a text that was wrapped."""
FEWEST_INDENTS = 3
"""So many indented lines show that paragraphs are indented."""
HANGING = 2
"""Width of a stop that hangs over the edge."""
WIDE, FEWEST_WIDE = 80, 3
"""So many columns have wide rows, so many of which show that a page was wrapped, though in part only, where no
other row ends inside a sentence."""
SPARE = 3
"""So many columns at most a row lacks, for the next sign to be set whole."""
KEYED = re.compile(
    r"[\[［〔﹝【（(]?(?:关\s*键\s*词|主\s*题\s*词|(?:内\s*容\s*)?[提摘]\s*要|核\s*心\s*提\s*示|导\s*[读语]|作\s*者\s*简\s*介|基\s*金\s*项\s*目|收\s*稿\s*日\s*期|中\s*图\s*分\s*类\s*号"
    r"|文\s*献\s*标\s*[识志]\s*码|文\s*章\s*编\s*号|文件(?:性质|名称|类[别型])?)(?:\s*[：:]|[\]］〕﹞】）)])"
    r"|(?:(?:通[讯信]|投稿|联系)?地\s*址|邮\s*政\s*编\s*码|邮\s*[编箱]|电子(?:邮件|[信邮]箱)|(?:联系)?电\s*话|传\s*真|网\s*址|联系人)\s*[：:]\s*(?=\S)"
    r"|[●○◎■□◆◇★▲][\u4e00-\u9fff\s]{2,8}[：:]"
)
"""How a line begins that says something of an article or paper by a key: 关键词：, ﹝摘 要﹞"""
SUMMARY = re.compile(r"[\[［〔﹝【（(]?(?:(?:内\s*容\s*)?[提摘]\s*要|核\s*心\s*提\s*示|导\s*[读语])")
"""The same of what the article says, in sentences."""
LABELLED = re.compile(
    rf"{KEYED.pattern}|作者[\u4e00-\u9fff·]{{2,8}}[，,]|(?:文章|本文)(?:摘自|选自|原载|转自|来源)"
)
"""Lines that say something of an article, of a paper or of its author, and are no heads in it."""
JOINED = ("line", "para", "speech", "item", "participants", "distribution", "remark")
WORD = re.compile(r"[（(“‘《〔［【「『]*+(?:[A-Za-z0-9.%\u0400-\u04ff]++|.)[。，、；：！？）》”’」』〕】％]*+")
"""What no row parts: a sign, or a word in letters or figures, with the marks
that stand before and behind it."""
BRACKETS = "（([【〔［〖"
"""With one of these begins a note within a line that keeps its brackets, which take four columns."""
SERIES = re.compile("第(?P<n>[一二三四五六七八九十]{1,2})(?P<word>[条点项个款类种])")
FEWEST_COUNTED = 3
"""So many lines that count on with one word are a row of points."""


def width(text: str) -> int:
    """The columns a text takes in a fixed-width face; signs of ambiguous width count as Chinese ones."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def row_width(block: Block) -> int:
    """The columns that a line took on the page: its own, and those of the note calls that were taken out of it,
    [1] or ①, and of what an editor says within it."""
    return width(block.text.text) + sum(map(call_width, block.marks))


def hanging_call(block: Block) -> int:
    """The columns of the calls at the end of a line, which may stand over the
    edge of the page as a stop does."""
    return sum(call_width(mark) for mark in block.marks if mark.start == len(block.text))


def call_width(mark: Mark) -> int:
    """The columns that what a mark stands for took in its line: the call of a note, and the note itself
    where it was told within the line."""
    if mark.kind != "note":
        return 0
    n = mark.attrs.get("n", "")
    call = width(n) + 2 * n.isdigit()
    if mark.body is None or mark.body.rule != "remarks":
        return call
    said = mark.body.text.text
    return call + width(said) + 4 * (said[:1] not in BRACKETS)


def takes_more(row: Block, below: str, full: int) -> bool:
    """Whether the first word of the line `below` had room enough in a row of a text wrapped at `full`,
    so that no edge ended the row."""
    first = WORD.match(below)
    return row_width(row) + width(first[0] if first else "") < full - 2 * INDENT


def in_series(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines, at least three, each below an empty one, that count on from the first with
    the same word (第一条是…，), whatever mark ends each; none of them goes on in the next, the last
    perhaps in a line that counts nothing."""
    found: set[int] = set()
    run: list[int] = []
    word = ""
    for n, block in enumerate(blocks):
        apart = block.kind == "line" and block.attrs.get("blank", "0") != "0"
        counting = SERIES.match(block.text.text) if apart else None
        number = ORDINALS.index(counting["n"]) if counting and counting["n"] in ORDINALS else -1
        if counting is None or number != len(run) or (run and counting["word"] != word):
            run = []
        if counting and number == len(run):
            run, word = [*run, n], counting["word"]
        if len(run) >= FEWEST_COUNTED:
            found.update(run[:-1])
    return frozenset(found)


def full_width(blocks: Sequence[Block]) -> int:
    """The width at which a text was wrapped, in columns, or 0 where it was not."""
    counted = in_series(blocks)
    lines = [
        (row_width(b), b.text.text)
        for n, b in enumerate(blocks)
        if b.kind in JOINED and n not in counted and not b.attrs.get("listed")
    ]
    return wrapped_at(lines, indents=indented(blocks))


def wrapped_at(lines: Sequence[tuple[int, str]], *, indents: bool = False) -> int:
    """Lines, each with its width → the width at which a text was wrapped, in columns, or 0 where it was not;
    `indents` may show its paragraphs.

    Lines that end inside a sentence are as wide as rows are, or lack the indent of a paragraph: five at
    least and four of five of all long ones, and twice one stands below another; or three at least, all that
    there are, where they are wide and none is wider: what is whole may stand on wider lines, if one stands
    below another. Else it is the width that five such lines have to the column, and hardly any that ends
    with a sentence; or that a fifth of all long lines have, if two in five of these end inside a sentence,
    and two stand one below the other.
    """
    long = [(columns, text) for columns, text in lines if columns >= LEAST]
    cut = Counter(columns for columns, text in long if not finished(text) and not is_brief_label(columns, text))
    every = Counter(columns for columns, _ in long)
    full = 0 if indents else best_width(cut, SPARE, every)
    rows = fitting(cut, full, SPARE)
    # A head is no row: lines half as wide at most tell nothing.
    torn = sum(n for columns, n in cut.items() if 2 * columns >= full)
    if rows >= FEWEST_ROWS and 5 * rows >= 4 * torn and runs(lines, full) >= FEWEST_RUNS:
        return full
    widest = full + HANGING
    partly = max(every, default=0) <= widest or (max(cut, default=0) <= widest and runs(lines, full) > 0)
    if rows >= FEWEST_WIDE and full >= WIDE and rows == torn and partly:
        return full
    full = best_width(every, 0, every)
    rows, torn = fitting(every, full, 0), fitting(cut, full, 0)
    neighbours = any(
        above in (full, full - INDENT) and below == full for (above, _), (below, _) in pairwise(lines)
    )
    common = rows >= FEWEST_ROWS and 5 * rows >= every.total() and neighbours
    return full if 5 * torn >= (2 * rows if common else max(4 * rows, 5 * FEWEST_ROWS)) else 0


def is_brief_label(columns: int, text: str) -> bool:
    """Whether a line says something of an article in few words, as no row of a text does: 关键词：…"""
    return columns < 2 * LEAST and KEYED.match(simplified(text)) is not None


def runs(lines: Sequence[tuple[int, str]], full: int) -> int:
    """How often a line that ends inside a sentence, as wide as rows of a text wrapped at `full`
    are, stands below another such."""
    cut = [not finished(text) and (is_next(w, full) or is_first(w, full, INDENT)) for w, text in lines]
    return sum(above and below for above, below in pairwise(cut))


def indented(blocks: Sequence[Block]) -> bool:
    """Whether indents show where paragraphs begin."""
    return sum("indent" in block.attrs for block in blocks) >= FEWEST_INDENTS


def best_width(widths: Counter[int], spare: int, every: Counter[int]) -> int:
    """How often rows have each width, of those that end inside a sentence and of `every` long one → the width
    at which most of them fit a wrapped text, those that have it or lack just an indent of it half as much
    again; of several the widest that some have. One row that is wider than many first rows does not set it,
    where none that ends a sentence has its width."""
    found = {w + lead for w in widths if w <= WIDEST for lead in (0, INDENT)}
    several = (
        full
        for full in found
        if next_rows(widths, full, spare) > 1
        or (next_rows(widths, full, spare) and next_rows(every, full, spare) > 1)
        or first_rows(widths, full, spare) < FEWEST_ROWS
    )
    return max(
        several,
        key=lambda full: (2 * fitting(widths, full, spare) + fitting(widths, full, 0), every[full] > 0, full),
        default=0,
    )


def fitting(widths: Counter[int], full: int, spare: int) -> int:
    """How many rows have a width that rows of a text wrapped at `full` have, but for `spare` columns."""
    return next_rows(widths, full, spare) + first_rows(widths, full, spare)


def next_rows(widths: Counter[int], full: int, spare: int) -> int:
    """How many rows are as wide as those that stand below another of their paragraph."""
    return sum(n for w, n in widths.items() if full - spare <= w <= full + HANGING * bool(spare))


def first_rows(widths: Counter[int], full: int, spare: int) -> int:
    """How many rows are as wide as those that lack the indent of a paragraph."""
    return sum(n for w, n in widths.items() if full - INDENT - spare <= w <= full - INDENT)


def first_indent(blocks: Sequence[Block], full: int) -> int:
    """The columns that the first row of a paragraph lacks in a text wrapped at `full`: none where below a row
    that ends one the rows are whole, and not an indent shorter."""
    rows = [b for b in blocks if b.kind in JOINED]
    first = {
        row_width(row)
        for above, row in pairwise(rows)
        if finished(above.text.text) and row_width(above) < full - INDENT and not finished(row.text.text)
    }
    return 0 if full in first and full - INDENT not in first else INDENT


def ends_full(columns: int, full: int, *, first: bool) -> bool:
    """Whether a line of so many columns, the first of its paragraph or another, ends at the edge: below its
    first row a line may hold several."""
    rest = columns % full
    several = not first and columns > full and (rest == 0 or rest >= full - SPARE)
    return is_next(columns, full) or several


def is_first(columns: int, full: int, indent: int) -> bool:
    """Whether a row that is wrapped, so many columns wide, is the first of a paragraph in a text wrapped at
    `full`: its `indent` is what it lacks."""
    return full - indent - SPARE <= columns <= full - indent and not is_next(columns, full)


def is_next(columns: int, full: int) -> bool:
    """Whether a row so many columns wide reaches the edge of a text wrapped at `full`, as those do that
    stand below another of their paragraph: it may lack what two signs take, and its stop hangs over the
    edge. What is wider was not wrapped."""
    return full - SPARE <= columns <= full + HANGING
