"""Tables: rows of the same columns, a line of text for each row.

A capture keeps of a table what parts its cells: rules (|), tabs, wide white space, or single spaces. A `cell`
block tells how it stands: `table` begins a table, `row` a row, `role` is label for a cell that heads a column,
caption for what stands above the table (TEI P5, 14.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import Range, blocks_from, cut, near_text, told
from edition.rules.text.namerows import are_names

RULE_BETWEEN = re.compile(r"[ \t\u3000]*[|｜│┃┆┊][ \t\u3000]*")
TAB = re.compile(r"[ \u3000]*\t[ \u3000]*")
WIDE = re.compile(r"[ \u3000]{2,}|\u3000")
NARROW = re.compile(r"[ \u3000]+")
PARTINGS = (RULE_BETWEEN, TAB, WIDE, NARROW)
"""What may part the cells of a row, the plainest sign first."""
RULED = (RULE_BETWEEN, TAB)
"""What parts cells and nothing else, so that a cell between two of them may be empty."""
DRAWN = re.compile(r"[\s:：|｜│┃┆┊+＋┌┐└┘├┤┬┴┼─━—=＝_-]{3,}")
"""A line of a drawn table that holds no cell: the rule below its labels, or a border."""
BORDER = re.compile(r"[┌┬┐┏┳┓├┼┤╔╦╗+＋]?(?:[ 　]?[─━═┬┳╦┼+＋-]){3,}[ 　]?[┐┓╗┤+＋]?")
"""The border above the first row, which holds no rule between two cells."""
SPLITS = re.compile("[│┃├┣╟╠].*[┬┳╦]")
"""A rule inside a table, below which a column is split."""
NUMBER = re.compile(
    r"[约近]?(?:[-－+＋]?[\d０-９][\d０-９,，.．·/／:：〇○]*|[〇○零一二三四五六七八九十百千万亿点]+|[-－—–…]+)"
    r"(?:[%％‰元角分斤两石担亩顷人户口名个只头匹辆条次天年月日时度吨里尺丈米克升余多整万亿千百公华市平方]{0,4})"
)
"""A cell that counts something, or says with a dash that there is nothing to count."""
SENTENCE = re.compile("[。；！？]|[，：:]$")
CAPTION = re.compile(
    r"(?!#)(?:附?表[一二三四五六七八九十\d]{1,3}[　 、：:．.]?[^。！？；]{0,36}|[^。，！？；]{2,36}(?:[一览统计情况对照比较分配明细调查登记]{2}|[价数量工时]目?)表"
    r"|[（(]?(?:计量)?单位[：:][^。，！？；]{1,12}[）)]?)(?:[（(][^（）()]{1,24}[）)])?"
)
"""What stands above a table: its number, its name, or in what it counts. A heading that a sign marks (##
附：某表) is none: it may begin an attachment."""
PICTURE = re.compile(
    r"图 ?(?P<n>[一二三四五六七八九十]{1,3}|\d{1,3})[　 、：:．.]{1,2}(?!\d|[的所是可中为上下里内]|说明|表[示明]|显示|反映)[^。！？；，]{2,40}(?:[（(][^（）()]{1,24}[）)])?"
)
"""The words below a picture."""
PICTURED = re.compile(
    r"[（(〔\[]?(?:[上下左右]?图片?为[^，。！？；：“”]{2,40}|(?:全体|与会|参会|到会|部分)[^，。！？；：“”]{0,20}(?:合影|留影|合照)(?:留念)?"
    r"|(?:[前后一二三]排)?[从自]?[左右](?:[一二三][：:]|起(?:至[左右])?(?:依次|分别)?[为是]?(?:[：:]|(?!第)(?=[^，]{2,30}、)))[^。！？；：“”]{2,60})"
    r"。?[）)〕\]]?"
)
"""The same without a number: 图为某某渡口, 前排左起：某某、某某, 全体代表合影"""
LABELLED = re.compile(r"[（(〔\[]?图[片注]?(?:说明)?[：:](?=.{4})")
"""How they begin behind a label, however many sentences they are: 图：1952年修桥时。右起：某某"""
CREDIT = re.compile(
    r"[（(〔\[]?(?:(?:本文|以上|配|插|题)?(?:图片|照片)(?:(?:来源|出处|提供|摄影|作者)[：:/／]|[均皆]?(?:来源于|[来出取选]自)|[均皆]?由(?=[^，。！？；]*(?:提供|供图|[拍所]摄|摄影|绘制?)。?[）)〕\]]?$))[^，。！？；]{2,24}"
    r"|(?:资料|网络)(?:图片?|照片)|(?<=[（(〔\[])(?:历史|新闻|档案)(?:图片?|照片)|供图[：:/／][^，。！？；：]{2,16}|(?:(?![向给为])[^，。！？；：]){2,12}供图)。?[）)〕\]]?"
)
"""Whose a picture is: 图片由作者提供, （资料图片）"""
FEWEST_TORN = 20
"""So many characters has a row at least that is torn."""
LONGEST_ROW = 160
LONGEST_CELL = 24
FEWEST_ROWS = 3
FEWEST_CELLS = 3
MOST_ROWS = 400
UNEVEN = 2
"""By so many characters the cells of two columns differ in the mean that are no rows of names alone."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows of a table from a line on: for each the places of its cells in the line (empty where a line is a
    rule), and whether the first labels the columns."""

    rows: tuple[tuple[Range, ...], ...]
    labelled: bool


def find_tables(blocks: Blocks, options: Options) -> Recognised:
    """Lines that are rows of the same columns → their `cell` blocks. What parts the cells is left out, and so
    are the rules of a drawn table.

    Rules and tabs part two cells or more in two rows or more; white space at least three in three rows, where a
    column counts something or the columns are of unlike width, so that a list of names or a verse in two halves
    is none. The words below a picture (图1 某图), and whose it is → `figure`.
    """
    result: list[Block] = []
    n = 0
    while n < len(blocks):
        grid = grid_at(blocks, n)
        if grid is None:
            torn = n > 0 and is_torn_row(blocks[n - 1])
            result.append(blocks[n] if torn else captioned(blocks[n]))
            n += 1
            continue
        if result and result[-1].kind == "line" and BORDER.fullmatch(result[-1].text.text):
            result.pop()
        captions = list(takewhile(is_caption, reversed(result)))[::-1]
        result = result[: len(result) - len(captions)]
        result += (
            told(b, "cell", "tables", blank="", indent="", hard="", role="caption", table="" if k else "1")
            for k, b in enumerate(captions)
        )
        result += cells(blocks[n : n + len(grid.rows)], grid, begins=not captions)
        n += len(grid.rows)
    return Recognised(tuple(result))


def cells(lines: Sequence[Block], grid: Grid, *, begins: bool) -> Iterator[Block]:
    """The lines of a table → its cells; the first `begins` the table where no caption stands above it."""
    first = True
    for line, row in zip(lines, grid.rows, strict=True):
        for k, (start, end) in enumerate(row):
            attrs = {
                "table": "1" if first and begins else "",
                "row": "" if k else "1",
                "role": "label" if grid.labelled and line is lines[0] else "",
            }
            first = False
            yield told(cut(line, start, end), "cell", "tables", blank="", indent="", hard="", **attrs)


def captioned(block: Block) -> Block:
    """A line that holds the words below a picture → `figure`; any other block as it stands."""
    text = block.text.text
    numbered = PICTURE.fullmatch(text) if block.kind == "line" else None
    shown = numbered or (
        block.kind == "line" and (PICTURED.fullmatch(text) or LABELLED.match(text) or CREDIT.fullmatch(text))
    )
    return told(block, "figure", "tables", n=numbered["n"] if numbered else "") if shown else block


def is_torn_row(block: Block) -> bool:
    """Whether a line is as wide as rows of a page are and ends inside a sentence, so that the
    words below it are no picture's."""
    return block.kind == "line" and len(block.text) >= FEWEST_TORN and not finished(block.text.text)


def is_caption(block: Block) -> bool:
    """Whether a block above a table says what is in it."""
    return block.kind == "line" and CAPTION.fullmatch(block.text.text) is not None


def grid_at(blocks: Sequence[Block], n: int) -> Grid | None:
    """The table that begins with the block at index `n`; None where none does, or
    rows of names and nothing else do."""
    if blocks[n].kind != "line" or len(blocks[n].text) > LONGEST_ROW:
        return None
    grid = next(filter(None, (grid_by(blocks, n, parting) for parting in PARTINGS)), None)
    rows = [near_text(blocks, m) for m in range(n, n + len(grid.rows))] if grid else []
    named = are_names(rows)
    return None if named else grid


def grid_by(blocks: Sequence[Block], n: int, parting: re.Pattern[str]) -> Grid | None:
    """The table from index `n` on whose cells this sign parts."""
    if not parting.search(blocks[n].text.text):
        return None
    rows: list[tuple[Range, ...]] = []
    texts: list[list[str]] = []
    splits = False
    for block in takewhile(lambda b: b.kind == "line", blocks_from(blocks, n)):
        text = block.text.text
        drawn = parting is RULE_BETWEEN and DRAWN.fullmatch(text) is not None
        row = () if drawn else tuple(ranges(text, parting))
        wider = [texts[-1] + [text[start:end] for start, end in row]] if splits and texts else texts
        if len(rows) == MOST_ROWS or not (drawn or fits(text, row, wider, parting)):
            break
        splits = drawn and SPLITS.match(text) is not None
        rows.append(row)
        texts += [] if drawn else [[text[start:end] for start, end in row]]
    if not is_table(texts, parting):
        return None
    ruled = len(rows) > 1 and bool(rows[0]) and not rows[1]
    counted = any(map(NUMBER.fullmatch, filter(None, texts[0][1:])))
    below = any(numeric(column) for column in zip(*texts[1:], strict=False))
    return Grid(tuple(rows), ruled or (below and not counted))


def ranges(text: str, parting: re.Pattern[str]) -> Iterator[Range]:
    """The cells of a row; what a drawn row has before its first rule and behind its last is none."""
    start = 0
    for found in parting.finditer(text):
        if found.start() or parting is not RULE_BETWEEN:
            yield start, found.start()
        start = found.end()
    if start < len(text) or parting is TAB:
        yield start, len(text)


def fits(text: str, row: Sequence[Range], above: Sequence[Sequence[str]], parting: re.Pattern[str]) -> bool:
    """Whether a row has the columns of those above it: as many, or one more where the first cell above is that
    of the labels, which may have no text; between rules it may have fewer."""
    if len(text) > LONGEST_ROW or any(end - start > LONGEST_CELL for start, end in row):
        return False
    if SENTENCE.search(text) and parting is not RULE_BETWEEN:
        return False
    if not above:
        return len(row) > 1
    columns = len(above[-1])
    if parting in RULED:
        return 1 < len(row) <= columns + (len(above) == 1)
    return len(row) == columns or (len(above) == 1 and len(row) == columns + 1 > FEWEST_CELLS)


def is_table(texts: Sequence[Sequence[str]], parting: re.Pattern[str]) -> bool:
    """Whether rows that fit each other are a table, and no list of names, verse or points."""
    if parting is RULE_BETWEEN:
        return len(texts) > 1
    columns = [list(column) for column in zip(*texts[1:], strict=False)]
    counting = [numeric(column) for column in columns]
    if not columns or (all(cell == str(k + 2) for k, cell in enumerate(columns[0])) and len(columns) == 2):
        return False
    if parting is TAB:
        return len(texts) > 1 and (len(columns) >= FEWEST_CELLS or counting[-1])
    if len(texts) < FEWEST_ROWS or len(columns) < FEWEST_CELLS:
        return False
    if parting is NARROW:
        return sum(counting) >= len(columns) - 1
    widths = [sum(map(len, column)) / len(column) for column in columns]
    return any(counting) or max(widths) - min(widths) >= UNEVEN


def numeric(column: Sequence[str]) -> bool:
    """Whether the cells of a column count something, but for one in three, those without text aside."""
    filled = [cell for cell in column if cell]
    return 3 * sum(NUMBER.fullmatch(cell) is not None for cell in filled) >= 2 * len(filled) > 0


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("tables", "segment", find_tables),)
