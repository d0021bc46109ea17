"""Lines: cutting a text into them, and joining those that belong to one sentence or one paragraph.

Between the two, a block of kind `line` is a line that nothing has settled yet. It tells in its attributes how it
stood: `blank` how many empty lines came before it, `indent` that white space stood at its start, `hard` that two spaces stood at
its end. `join-lines` closes the family's list and takes these attributes away again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from unicodedata import east_asian_width

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import cut, glue, leave_out, marked, told
from edition.rules.folding import simplified
from edition.rules.lexicon import OFFICES
from edition.rules.paragraphs import numbered
from edition.rules.people import with_joins

LINE = re.compile(r"[^\r\n]+")
LINE_END = re.compile(r"\r\n|\n|\r")
STOPS = "。！？!?；;…"
CLOSING = "”’）)』」】》〕〗]*\"'"
# A line that starts like this is no continuation, whatever the line before it looks like.
ITEM = re.compile(
    r"(?:[-*•] |[（(]?[一二三四五六七八九十]{1,3}[、）)．]|[一二三四五六七八九十]{1,3}\u3000|[（(]?\d{1,2}(?:[、）)．]|\. ?(?!\d))|[①-⑳])"
)
POINT = re.compile(r"([（(])(?P<n>\d{1,2})([）)])")
QUOTED_WORDS = re.compile(r"(?<![。！？…：:，；“])[“‘《][^“”‘’《》。！？；，：]{1,16}[”’]$")
# The number of a point at the end of a line, the words of the point on the next: (1)……；(2)
NUMBER_AT_END = re.compile(r"[；，][（(]\d{1,2}[）)]$")
LONG_ROW = 80
"""So many columns show that a row without a stop is none by choice."""
LISTED = re.compile(rf"(?=.*(?:{OFFICES}|、))[^，。；：？！“”]{{1,60}}。?")
"""The last people of a list: names with offices, and no sentence."""
OUTLINE = re.compile(r"[\u4e00-\u9fff]{2,6}：[^。！？“”]*[^。！？；：“”，、]")
FEWEST_OUTLINED = 3
"""So many rows make an outline."""
FEWEST_INDENTS = 3
"""So many indented lines show that paragraphs are indented."""
INDENT = 4
"""Width of the two empty squares at the start of a printed paragraph, which captures leave out."""
FEWEST_ROWS = 5
"""So many lines of one width at least show that a text was wrapped."""
HANGING = 2
"""Width of a stop that hangs over the edge."""


def cut_lines(blocks: Blocks, options: Options) -> Recognised:
    """Unsettled text → one `line` block for each line that is not empty; line ends and outer white space go."""
    return Recognised(tuple(line for block in blocks for line in lines_of(block)))


def lines_of(block: Block) -> Iterator[Block]:
    """A paragraph → its lines, with how each stood (`blank`, `indent`, `hard`); any other block as it stands."""
    if block.kind not in ("para", "line"):
        yield block
        return
    text, last, blank = block.text.text, 0, 0
    for match in LINE.finditer(text):
        blank += len(LINE_END.findall(text[last : match.start()]))
        last = match.end()
        line = match[0]
        content = line.strip()
        if not content:
            continue
        start = match.start() + line.index(content)
        attrs = {
            "blank": str(max(0, blank - 1)) if blank else "",
            "indent": "1" if line[:1].isspace() else "",
            "hard": "1" if line.endswith("  ") else "",
        }
        blank = 0
        yield replace(
            told(cut(block, start, start + len(content)), "line", "lines"),
            attrs={k: v for k, v in attrs.items() if v},
        )


# -- joining -----------------------------------------------------------------------------------------------------

CALL = re.compile(r"(?:\[\d{1,3}\]|〔\d{1,3}〕)+$")
FULL_STOP = re.compile(r"[A-Za-zА-Яа-яЁё]\.[”’\")]{0,3}$")
"""The end of a sentence in Latin or Cyrillic letters."""
LABELLED = re.compile(
    r"(?:关键词|主题词|内容提要|[提摘]要|作者简介|基金项目|中图分类号|文献标识码|文章编号)[：:]|作者[\u4e00-\u9fff·]{2,8}[，,]|(?:文章|本文)(?:摘自|选自|原载|转自|来源)"
)
"""Lines that say something of an article or of its author, and are no heads in it."""
FURNITURE = ("fw", "pb")
WISHED = re.compile(
    r"[，,；;](?:并?[此谨顺]?致以?|[顺即敬专]?[颂请候])?(?:[布敬]礼|敬意|[近大台时春夏秋冬撰教勋公政道]安|[近大]祺|健康)$"
)
"""A wish with which a letter ends without a stop."""
LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}[：:]")
"""A line that only names what stands below it: 关键词："""
LISTS = ("participants", "distribution")
JOINED = ("line", "para", "speech", "item", "participants", "distribution", "remark")


def join_lines(blocks: Blocks, options: Options) -> Recognised:
    """Lines → paragraphs, each as it was before the page or the column broke it.

    What a page has at its foot or head (`fw`, `pb`) stands as a mark inside a sentence that goes on over it.
    `unit`: `line` makes a paragraph of every line; `blank` of the lines between two empty ones; `sentence` goes by
    the sentence: a line that ends within one continues in the next, whatever stands between; `auto` is `blank` where
    the text has both kinds of breaks, else `line`.
    A paragraph that breaks off inside a sentence ends with a gap (reason lost). In a text that was wrapped at
    a fixed width a full line continues even after a full stop (S050).
    """
    unit = str(options["unit"])
    if unit == "auto":
        unit = guess_unit(blocks)
    shortest = int(str(options["shortest"]))
    full = full_width(blocks) if unit == "sentence" else 0
    lead = first_indent(blocks, full)
    indents = sum("indent" in block.attrs for block in blocks) >= FEWEST_INDENTS
    widest = max((row_width(block) for block in blocks if block.kind == "line"), default=0)
    blocks = tuple(outlined(blocks))
    joined: list[list[Block]] = []
    seam: list[Block] = []
    for block in blocks:
        if joined and block.kind in FURNITURE:
            seam.append(block)
            continue
        if joined and (
            continues(joined[-1], block, unit, full, shortest, lead=lead)
            or (indents and is_rest(block) and fills_row(joined[-1], full or 2 * shortest + INDENT, widest))
        ):
            joined[-1].append(with_seam(block, seam))
        else:
            joined += ([part] for part in (*seam, block))
        seam = []
    paragraphs = tuple(settle(part) for part in (*joined, *([part] for part in seam)))
    plain = tuple(with_joins([told(block, outline="") for block in paragraphs]))
    if unit != "sentence":
        return Recognised(plain)
    outline = [*(bool(block.attrs.get("outline")) for block in paragraphs), False]
    labelled = [False, *(bool(LABEL.fullmatch(block.text.text)) for block in paragraphs)]
    labelled = [one or other for one, other in zip(labelled, outline, strict=True)]
    lost = (
        lost_end(block) if breaks_off(block, shortest) and not below_label else block
        for block, below_label in zip(plain, labelled, strict=False)
    )
    doubts = (doubt for part in joined for doubt in doubtful_joins(part, indents))
    judged = [block for block, below in zip(plain, labelled, strict=False) if not below]
    return Recognised(tuple(lost), (*doubts, *unsettled(judged, shortest)))


def outlined(blocks: Sequence[Block]) -> list[Block]:
    """Lines → the same, those of an outline (attr `outline`), which begin with a label each (主要：…) and end without a stop, where
    there are several: none of them goes on in the next."""
    rows = [b.kind == "line" and OUTLINE.fullmatch(b.text.text) is not None for b in blocks]
    if sum(rows) < FEWEST_OUTLINED:
        return list(blocks)
    return [told(b, outline="1") if row else b for b, row in zip(blocks, rows, strict=True)]


def fills_row(before: Sequence[Block], full: int, widest: int) -> bool:
    """Whether the last line of a paragraph is as wide as rows are: inside a sentence `full` columns or an indent less, below a
    stop hardly less than the `widest`."""
    row = before[-1]
    running = row.kind in ("line", "para", "speech") and before[0].kind in JOINED
    least = widest - INDENT if finished(row.text.text) else full - INDENT
    return running and row.text.text[-1:] not in ("：", ":") and row_width(row) >= least


def is_rest(line: Block) -> bool:
    """Whether a line stands at the edge of the page, as the rows of a paragraph do below its first: though it begins like a
    numbered point, it is none."""
    near = line.attrs.get("blank", "0") == "0"
    return line.kind == "line" and near and not line.attrs.get("indent") and not line.attrs.get("opens")


def with_seam(block: Block, seam: Sequence[Block]) -> Block:
    """A line that goes on with a sentence after a page's end → the same with the page's furniture as marks before
    its first character."""
    marks = (
        Mark(
            "pb" if part.kind == "pb" else "fw",
            0,
            0,
            {k: part.attrs[k] for k in ("n", "type") if k in part.attrs},
            part,
        )
        for part in (settle([part]) for part in seam)
    )
    return marked(block, *marks)


def guess_unit(blocks: Sequence[Block]) -> str:
    """`blank` where some lines follow each other directly and some have an empty line between, else `line`."""
    lines = [b for b in blocks[1:] if b.kind == "line"]
    separated = sum("blank" in b.attrs and b.attrs["blank"] != "0" for b in lines)
    return "blank" if 0 < separated < len(lines) else "line"


def continues(
    before: Sequence[Block], line: Block, unit: str, full: int, shortest: int, *, lead: int = INDENT
) -> bool:
    """Whether `line` goes on with the paragraph whose lines so far are `before`; the first of them lacks `lead` columns. A line
    that holds nothing but the call of a note does, and shows that the row is not full."""
    row = before[-1]
    last = next((part for part in reversed(before) if part.text.text), row)
    if line.kind != "line" or line.attrs.get("opens") or before[0].kind not in JOINED or unit == "line":
        return False
    if not line.text.text:
        return True
    if LABEL.fullmatch(line.text.text):
        return False
    if before[0].attrs.get("outline") or line.attrs.get("outline"):
        return False
    if before[0].kind == "remark" and row.text.text[-1:] in "）)〗］]】〕":
        return False
    if LABELLED.match(simplified(before[0].text.text)) and (not full or line.attrs.get("blank", "0") != "0"):
        return False
    if unit == "blank":
        return line.attrs.get("blank", "0") == "0" and not line.attrs.get("indent")
    text = last.text.text
    if row.attrs.get("hard") or is_table_row(text):
        return False
    if ITEM.match(line.text.text):
        return counts_on(row, line, full)
    if NUMBER_AT_END.search(text) and "；" in text:
        return True
    if finished(text) and not (quotes_words(text) and row_width(row) >= (full - INDENT if full else LONG_ROW)):
        return (
            bool(full)
            and text[-1:] not in "：:"
            and (is_full(row_width(row) + (lead if len(before) == 1 else 0), full) or row_width(row) == full)
        )
    if before[0].kind in LISTS:
        wide = 5 * row_width(last) >= 4 * full if full else row_width(last) >= LONG_ROW
        return text[-1] in "、，,；;" or (wide and (bool(full) or bool(LISTED.fullmatch(line.text.text))))
    return row_width(last) >= (full // 2 if full else 2 * shortest)


def quotes_words(text: str) -> bool:
    """Whether a text ends with words in quotation marks that are no sentence: “某事”."""
    quoted = QUOTED_WORDS.search(text)
    return quoted is not None and quoted.start() > 0


def counts_on(row: Block, line: Block, full: int) -> bool:
    """Whether a line begins with the number after one that stands inside the full row above it: (1)……；(2)……；"""
    found = POINT.match(line.text.text)
    before = f"{found[1]}{int(found['n']) - 1}{found[3]}" if found else ""
    return bool(found and full) and row_width(row) >= full - 2 * INDENT and row.text.text.find(before) > 0


def finished(text: str) -> bool:
    """Whether a text ends where a sentence may end: with a stop or a colon, quotes and brackets after it allowed."""
    text = CALL.sub("", text)
    bare = text.rstrip(CLOSING)
    return (
        not bare
        or bare[-1] in STOPS
        or bare.endswith("...")
        or text[-1] in "：:"
        or (bare != text and text[-1] in "）)”〗")
    )


def width(text: str) -> int:
    """The columns a text takes in a fixed-width face; signs of ambiguous width count as Chinese ones."""
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


def row_width(block: Block) -> int:
    """The columns that a line took on the page: its own, and those of the note calls that were taken out of it, [1] or ①."""
    calls = (mark.attrs.get("n", "") for mark in block.marks if mark.kind == "note")
    return width(block.text.text) + sum(width(n) + 2 * n.isdigit() for n in calls)


def full_width(blocks: Sequence[Block]) -> int:
    """The width at which a text was wrapped, in columns, or 0 where it was not.

    It is the most common width of long lines, if at least five lines have it or lack only the indent of a paragraph, and hardly
    any of these ends with a sentence; or if they are a fifth of all, two in five end inside a sentence, and two stand one below
    the other. A single line that is wider by an indent than five others does not set it.
    """
    lines = [b.text.text for b in blocks if b.kind in JOINED]
    widths = [row_width(b) for b in blocks if b.kind in JOINED]
    long = Counter(w for w in widths if w >= 40)
    wide = [w for w in long if long[w] > 1 or long[w - INDENT] < 5]
    if not wide:
        return 0
    full = max(wide, key=lambda w: (long[w] + long[w - INDENT], long[w] + w))
    rows = [w in (full, full - INDENT) for w in widths]
    common = sum(rows) >= FEWEST_ROWS and 5 * sum(rows) >= long.total()
    cut = sum(row and not finished(text) for row, text in zip(rows, lines, strict=True))
    neighbours = any(above and below == full for above, below in zip(rows, widths[1:], strict=False))
    torn = cut >= FEWEST_ROWS and 5 * cut >= 4 * sum(rows)
    return full if torn or (common and neighbours and 5 * cut >= 2 * sum(rows)) else 0


def first_indent(blocks: Sequence[Block], full: int) -> int:
    """The columns that the first row of a paragraph lacks in a text wrapped at `full`: none where below a row that ends one the
    rows are whole, and not an indent shorter."""
    rows = [b for b in blocks if b.kind in JOINED]
    first = {
        row_width(row)
        for above, row in pairwise(rows)
        if finished(above.text.text) and row_width(above) < full - INDENT
    }
    return 0 if full in first and full - INDENT not in first else INDENT


def is_full(columns: int, full: int) -> bool:
    """Whether the last row of a text of so many columns reaches the edge; a row may lack what two signs take, and the stop of
    one hangs over it."""
    rest = columns % full
    return columns == full + HANGING or (columns >= full - 3 and (rest == 0 or rest >= full - 3))


def settle(lines: Sequence[Block]) -> Block:
    """The lines of one paragraph → the paragraph, without what they said about their place on the page."""
    whole = glue(lines)
    kind = "para" if whole.kind == "line" else whole.kind
    ends = next((line.attrs["ends"] for line in reversed(lines) if "ends" in line.attrs), "")
    rule = "join-lines" if len(lines) > 1 else ""
    return numbered(told(whole, kind, rule, blank="", indent="", hard="", ends=ends))


def doubtful_joins(lines: Sequence[Block], indents: bool) -> Iterator[Finding]:
    """The lines of one paragraph → S050 for each that goes on with it below a full stop. That is no doubt where `indents` show
    paragraphs, and inside a quotation, for a new paragraph of a quotation begins with its mark."""
    quoted = 0
    for above, line in pairwise([line for line in lines if line.text.text]):
        text = above.text.text
        quoted += text.count("“") - text.count("”")
        inside = quoted > 0 and not line.text.text.startswith("“")
        sure = inside or (indents and not line.attrs.get("indent")) or POINT.match(line.text.text)
        within = quotes_words(text) or NUMBER_AT_END.search(text)
        if finished(text) and not sure and not within:
            values = {"before": text[-8:], "after": line.text.text[:8]}
            yield Finding("S050", line.text.at[0], values)


def unsettled(blocks: Sequence[Block], shortest: int) -> Iterator[Finding]:
    """→ S020 for a short paragraph that ends like no sentence (most often a head that was not recognised), S025 for
    a long one that does."""
    for block in blocks:
        text = block.text.text
        if breaks_off(block, shortest):
            yield Finding("S025", block.text.at[-1], {"text": text[-12:]})
        elif breaks_off(block, 1):
            yield Finding("S020", block.text.at[0], {"text": text})


def breaks_off(block: Block, shortest: int) -> bool:
    """Whether a block of running text, of so many characters at least, ends like no sentence."""
    text = block.text.text
    running = block.kind in ("para", "speech") and not block.attrs.get("rend")
    left_out = any(mark.kind == "gap" and mark.start < mark.end == len(text) for mark in block.marks)
    apart = len(COLUMN.findall(text)) > 1 or bool(LABELLED.match(simplified(text)))
    stopped = finished(text) or FULL_STOP.search(text) or WISHED.search(text)
    return running and len(text) >= shortest and not stopped and not left_out and not apart


def lost_end(block: Block) -> Block:
    """A paragraph that breaks off → the same with a gap at its end."""
    end = len(block.text)
    return marked(block, Mark("gap", end, end, {"reason": "lost"}))


# -- stray spaces ------------------------------------------------------------------------------------------------

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
BLANK = r"[ \t\u3000\u00a0]+"
SIGN = "，。、；：！？（）“”‘’《》"
COLUMN = re.compile(r"\u3000{2,}| {3,}|\t")
"""White space between two columns of a table, whose rows have at least three and this length at most."""
WIDE = re.compile(r" {2,}|\u3000+")
LONGEST_ROW = 60
FEWEST_CELLS = 8
"""So many cells at least, of two to ten characters on the average, make a row of a table whose columns one space parts."""
# How a report begins that was wired: 新华社某地讯　…
WIRED = re.compile(r"[【（]?[\u4e00-\u9fff\d]{2,24}(?<![通资简喜问])[讯电][】）]?")
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}{SIGN}]){BLANK}(?=[{HAN}{SIGN}])")
NUMBER_OF_HEAD = re.compile(
    r"[图表][一二三四五六七八九十\d]{1,3}|第[一二三四五六七八九十百\d]{1,4}[编篇部章节卷条款]|[上中下][编篇]|附[录錄][一二三四五六七八九十\d]{0,3}"
)
NUMERAL_OF_HEAD = re.compile(rf"{NUMBER_OF_HEAD.pattern}|[一二三四五六七八九十]{{1,3}}")
# Between the title of a periodical and its year a space parts two fields.
YEAR_OF_ISSUE = rf"(?<=[{HAN}》]){BLANK}[12]\d{{3}} ?年 ?第 ?[\d、，\-—－]{{1,8}} ?[期号辑]"
BESIDE_DIGITS = re.compile(
    rf"(?!{YEAR_OF_ISSUE})(?<=[{HAN}{SIGN}]){BLANK}(?=\d)|(?<=\d){BLANK}(?=[{HAN}{SIGN}])"
)


def drop_spaces(blocks: Blocks, options: Options) -> Recognised:
    """Spaces between Chinese characters and digits are no part of a Chinese text: they go, and so do those between
    two Chinese characters in the `kinds` of blocks named and in a signature that is spaced out; elsewhere, after the number of a head
    (第一章) and before the year of a periodical (1950年第1期), such a space separates names or fields."""
    kinds = options["kinds"]
    assert isinstance(kinds, Sequence)
    return Recognised(
        tuple(
            without_spaces(b, (b.kind in kinds and not b.attrs.get("rend")) or is_spaced_name(b))
            for b in blocks
        )
    )


def is_table_row(text: str) -> bool:
    """Whether a text is a row of a table, its cells parted by spaces, and no sentence, nor words of a script that parts all
    its words so."""
    cells = text.split()
    return (
        len(cells) >= FEWEST_CELLS
        and 2 * len(cells) <= sum(map(len, cells)) <= 10 * len(cells)
        and not re.search("[。；！？：]", text)
        and 2 * sum(cell[0].lower() != cell[0].upper() for cell in cells) < len(cells)
    )


def is_phrased(title: str) -> bool:
    """Whether a title is made of phrases that wide spaces part, and of no letters spaced out."""
    return len(WIDE.findall(title)) > 1 and all(len(phrase) > 2 for phrase in title.split())


def is_spaced_name(block: Block) -> bool:
    """Whether a block is a signature spaced out, each character by itself: 中 央."""
    return block.kind == "signed" and all(len(part) == 1 for part in block.text.text.split())


def without_spaces(block: Block, prose: bool) -> Block:
    """A block and the bodies of its notes → the same without stray spaces; `prose`: also between characters."""
    if block.kind == "excluded":
        return block
    bodies = (replace(m, body=without_spaces(m.body, True)) if m.body else m for m in block.marks)
    patterns = (BETWEEN_HAN, BESIDE_DIGITS) if prose else (BESIDE_DIGITS,)
    text = block.text.text
    spaces = (m for pattern in patterns for m in pattern.finditer(text))
    number = NUMERAL_OF_HEAD if block.kind == "head" else NUMBER_OF_HEAD
    columns = len(text) <= LONGEST_ROW and len(COLUMN.findall(text)) > 1
    stray = [
        (m.start(), m.end())
        for m in spaces
        if not (
            number.fullmatch(text, 0, m.start()) or (m[0] == "\u3000" and WIRED.fullmatch(text, 0, m.start()))
        )
        and not (columns and COLUMN.fullmatch(m[0]))
    ]
    stray = [] if is_table_row(text) or (block.kind == "head" and is_phrased(text)) else stray
    return leave_out(replace(block, marks=tuple(bodies)), stray)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("lines", "segment", cut_lines),
    Recogniser("join-lines", "segment", join_lines, {"unit": "sentence", "shortest": 15}),
    Recogniser("text-spaces", "segment", drop_spaces, {"kinds": ["para", "head", "speech"]}),
)
