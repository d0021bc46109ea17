"""Lines that belong to one sentence or one paragraph, joined: as it was before
the page or the column broke it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.forms.chronology import begins_entry
from edition.rules.joining.endings import LABEL_ALONE, with_lost_ends
from edition.rules.joining.outlines import outlined
from edition.rules.joining.seams import ends_with_rate, leads_to_paper, runs_over, tears_word
from edition.rules.language.lexicon import NARRATES, OFFICES
from edition.rules.language.sentences import STRAY_QUOTE, finished, quotes_words
from edition.rules.page.rows import (
    INDENT,
    JOINED,
    KEYED,
    LABELLED,
    SPARE,
    SUMMARY,
    ends_full,
    first_indent,
    full_width,
    hanging_call,
    indented,
    is_first,
    is_next,
    row_width,
    takes_more,
)
from edition.rules.text.cutting import glue, marked, told
from edition.rules.text.folding import simplified
from edition.rules.text.people import with_joins
from edition.rules.text.points import counted_on, numbered, with_points_between
from edition.rules.text.spaces import is_columns, is_table_row
from edition.rules.text.speakers import is_nobody, is_person

# A line that starts like this is no continuation, whatever the line before it looks like.
ITEM = re.compile(
    r"(?:[-*•] |[（(]?[一二三四五六七八九十]{1,3}[、）)．]|[一二三四五六七八九十]{1,3}\u3000|[（(]?\d{1,2}(?:[、）)．]|\. ?(?!\d))|[①-⑳](?![，。、；：！？]))"
)
ORDINAL = re.compile("第[一二三四五六七八九十]{1,3}[条款项点]?[、，： \u3000]")
"""With this begins a point where every paragraph is a line: 第三、, 第三条　"""
POINT = re.compile(r"([（(])(?P<n>\d{1,2})([）)])")
# The number of a point at the end of a line, the words of the point on the next: (1)……；(2)
NUMBER_AT_END = re.compile(r"[；，][（(]\d{1,2}[）)]$")
MARKS_BEFORE_DOTS = "，。；：！？"
"""Behind one of these what is left out at the start of the line below begins a paragraph there, where
nothing tells how wide rows are."""
CONTINUING = ("，", "、", "。", "；", "？", "！", "）", "》")
"""With these no paragraph begins."""
BLOT = re.compile(r"[，、。][ \u3000]{2}")
"""A mark and blanks at the start of a paragraph, of which the former is a blot of the copy."""
STOPS = "。！？…"
SAYS = re.compile(r"(?:[说讲问答想喊叫]|(?<!写)道)[：:]$")
"""So ends what leads to words that somebody said, and to none that stand on their own."""
ANSWERS = re.compile(r"[\u4e00-\u9fff·]{2,8}?(?:[又笑追回]?[说问答]道?)：“")
"""How a line begins that tells what somebody answered: 某某说：“…"""
SPEAKER = re.compile("(?P<name>[\u4e00-\u9fff·]{2,8})[：:](?=.)")
"""How a line begins that may name who speaks."""
OPENING = ("（", "“", "‘", "《", "［", "【", "〔", "「", "『")
"""With these no paragraph ends."""
LONG_ROW = 80
"""So many columns show that a row without a stop is none by choice."""
PAUSE = re.compile("....，.")
"""A comma behind more than a number."""
SHORTEST_ROW = 16
"""So many columns at least has a row with a comma that breaks off inside a sentence."""
NARRATIVE = re.compile(NARRATES)
LISTED = re.compile(
    rf"(?=.*(?:{OFFICES}|、))(?:[^，。；：？！“”]{{1,60}}|[^。；：？！“”]{{1,80}}(?<![，、]))。?"
)
"""The last people of a list: names with offices, and no sentence."""
OTHER_SIDE = re.compile(r"[\u4e00-\u9fff]{1,4}方(?:[—－-]{1,2}|[：:])")
"""The people of the next side of a talk: 中方——某某"""
FURNITURE = ("fw", "pb")
UNCLOSED = re.compile(r"[（(][^（）()。]{1,12}[：:]$")
"""With a label in a bracket that does not close ends a row, never a paragraph: …（插话："""
OPENED = re.compile(r"[\u4e00-\u9fff][（(][^（）()。！？]{1,40}。$")
CLOSED = re.compile(r"[^（）()。！？]{1,60}[）)][，、；]")
LISTS = ("participants", "distribution")


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a text stood on the page: by which `unit` they are joined, the `full` width at which
    they were wrapped (0 where they were not) and the `widest` row, in columns, how many columns the first row
    of a paragraph lacks (`lead`), whether `indents` show paragraphs, and how many characters the `shortest` row
    has that is no head; whether half of the longer lines are `torn`, no whole sentences."""

    unit: str
    shortest: int
    full: int
    lead: int
    widest: int
    indents: bool
    torn: bool


def join_lines(blocks: Blocks, options: Options) -> Recognised:
    """Lines → paragraphs, each as it was before the page or the column broke it.

    What a page has at its foot or head (`fw`, `pb`) stands as a mark inside a sentence that goes on over it.
    `unit`: `line` makes a paragraph of every line; `blank` of the lines between two empty ones; `sentence` goes
    by the sentence: a line that ends within one continues in the next, whatever stands between; `auto` is
    `sentence` where the text was wrapped at a width, `blank` where it has both kinds of breaks, else `line`.
    A paragraph that breaks off inside a sentence ends with a gap (reason lost), unless the next begins
    with dots for what is left out. In a text that was wrapped at a fixed width a full line continues
    even after a full stop (S050).
    """
    layout = layout_of(blocks, str(options["unit"]), int(str(options["shortest"])))
    joined = joined_rows(outlined(blocks, layout.full), layout)
    paragraphs = list(counted_on(list(with_joins([settle(rows) for rows in joined]))))
    if layout.unit != "sentence" or not paragraphs:
        return Recognised(tuple(told(block, outline="") for block in paragraphs))
    whole, breaks = with_lost_ends(paragraphs, layout.shortest, wrapped=bool(layout.full))
    doubts = (doubt for rows in joined for doubt in doubtful_joins(rows, layout))
    return Recognised(
        tuple(told(block, outline="") for block in with_points_between(whole)), (*doubts, *breaks)
    )


def layout_of(blocks: Sequence[Block], unit: str, shortest: int) -> Layout:
    """Lines → how they stood on the page."""
    full = full_width(blocks) if unit in ("auto", "sentence") else 0
    if unit == "auto":
        unit = "sentence" if full else guess_unit(blocks)
    return Layout(
        unit,
        shortest,
        full,
        lead=first_indent(blocks, full),
        widest=max((row_width(block) for block in blocks if block.kind == "line"), default=0),
        indents=indented(blocks),
        torn=are_torn(blocks, shortest),
    )


def are_torn(blocks: Sequence[Block], shortest: int) -> bool:
    """Whether at least half of the lines of a text that are no shorter than
    two heads are no whole sentences."""
    long = (block for block in blocks if block.kind == "line" and row_width(block) >= 2 * shortest)
    whole = [finished(block.text.text) for block in long]
    return 2 * whole.count(False) >= len(whole)


def joined_rows(blocks: Sequence[Block], layout: Layout) -> list[list[Block]]:
    """Lines → those of each paragraph; what stands at the foot or head of a page between them
    is a mark on the line below it."""
    joined: list[list[Block]] = []
    seam: list[Block] = []
    for block in blocks:
        if joined and block.kind in FURNITURE:
            seam.append(block)
            continue
        if joined and (
            continues(joined[-1], block, layout)
            or (layout.indents and is_rest(block) and fills_row(joined[-1], layout))
        ):
            joined[-1].append(with_seam(block, seam))
        else:
            joined += ([part] for part in (*seam, block))
        seam = []
    return [*joined, *([part] for part in seam)]


def fills_row(before: Sequence[Block], layout: Layout) -> bool:
    """Whether the last line of a paragraph is as wide as rows are: inside a sentence the full width or an
    indent less, below a stop hardly less than the widest."""
    row, full = before[-1], layout.full or 2 * layout.shortest + INDENT
    running = row.kind in ("line", "para", "speech") and before[0].kind in JOINED
    least = layout.widest - INDENT if finished(row.text.text) else full - INDENT
    return running and row.text.text[-1:] not in ("：", ":") and row_width(row) >= least


def is_rest(line: Block) -> bool:
    """Whether a line stands at the edge of the page, as the rows of a paragraph do below its first: though it
    begins like a numbered point, it is none."""
    near = line.attrs.get("blank", "0") == "0"
    return line.kind == "line" and near and not line.attrs.get("indent") and not line.attrs.get("opens")


def with_seam(block: Block, seam: Sequence[Block]) -> Block:
    """A line that goes on with a sentence after a page's end → the same with the page's furniture as
    marks before its first character."""
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


def continues(before: Sequence[Block], line: Block, layout: Layout) -> bool:
    """Whether `line` goes on with the paragraph whose lines so far are `before`. A line that
    holds nothing but the call of a note does, and shows that the row is not full; the words of a
    picture go on only in the next row."""
    if line.kind != "line" or line.attrs.get("opens") or layout.unit == "line":
        return False
    if before[0].kind not in JOINED:
        return before[0].kind == "figure" and is_wrapped(before[-1], line, layout)
    if not line.text.text:
        return True
    if stands_alone(before, line, layout):
        return False
    if layout.unit == "blank":
        return line.attrs.get("blank", "0") == "0" and not line.attrs.get("indent")
    return goes_on(before, line, layout)


def is_wrapped(row: Block, line: Block, layout: Layout) -> bool:
    """Whether a row of a wrapped text breaks off because the first word of the `line` below it had no room."""
    torn = bool(layout.full) and not finished(row.text.text)
    return torn and not takes_more(row, line.text.text, layout.full)


def stands_alone(before: Sequence[Block], line: Block, layout: Layout) -> bool:
    """Whether a line is a label or one of an outline, or `before` is such a one, a remark whose bracket is
    closed or what a label says of an article."""
    first = before[0]
    row = before[-1]
    torn = layout.full and not finished(row.text.text) and row_width(row) >= layout.full - INDENT - SPARE
    torn = torn or leads_to_paper(row.text.text, line.text.text)
    named = not torn and LABEL_ALONE.fullmatch(line.text.text)
    if (
        named
        or KEYED.match(simplified(line.text.text))
        or first.attrs.get("outline")
        or line.attrs.get("outline")
    ):
        return True
    if first.kind == "remark" and before[-1].text.text[-1:] in "）)〗］]】〕":
        return True
    apart = not layout.full or line.attrs.get("blank", "0") != "0"
    whole = layout.full and row_width(row) >= layout.full - INDENT - SPARE
    # A summary has sentences, a wide row of it without a stop goes on.
    broken = row_width(row) >= LONG_ROW and not finished(row.text.text) and SUMMARY.match(first.text.text)
    return bool(apart and not whole and not broken and LABELLED.match(simplified(first.text.text)))


def goes_on(before: Sequence[Block], line: Block, layout: Layout) -> bool:
    """Whether a line goes on with the sentence above it, or below a stop with a paragraph whose last row is
    full. A row that begins with the call of a note does: what that explains stands above."""
    row, full = before[-1], layout.full
    last = next((part for part in reversed(before) if part.text.text), row)
    text = last.text.text
    if row.attrs.get("hard") or is_table_row(text) or is_columns(text) or is_columns(line.text.text):
        return False
    begins_on = line.text.text[:1] in CONTINUING and not (finished(text) and BLOT.match(line.text.text))
    if begins_with_call(line) and (full or row_width(row) >= LONG_ROW):
        return True
    if begins_on or (text[-1:] in OPENING and not STRAY_QUOTE.search(text)):
        return True
    if line.text.text.startswith("……") and not full and text[-1:] in MARKS_BEFORE_DOTS:
        return False
    if ITEM.match(line.text.text) or (not full and ORDINAL.match(line.text.text)):
        return counts_on(row, line, full)
    if NUMBER_AT_END.search(text) and "；" in text:
        return True
    if is_torn(text, line.text.text):
        return True
    wide = row_width(row) >= (full - INDENT if full else LONG_ROW)
    if finished(text) and not (wide and (UNCLOSED.search(text) or quotes_words(text))):
        columns = row_width(row)
        first = len(before) == 1
        whole = columns + (layout.lead if first else 0)
        hangs = hanging_call(row)
        filled = bool(full) and (full in (columns, whole - hangs) or ends_full(whole, full, first=first))
        if text[-1:] in "：:":
            return filled and SAYS.search(text) is not None and line.text.text[:1] == "“"
        answers = text[-1:] == "”" and ANSWERS.match(line.text.text) is not None
        return filled and not (answers or begins(before[0], line, layout) or quotes_all(before))
    if before[0].kind in LISTS and OTHER_SIDE.match(line.text.text):
        return False
    if before[0].kind in LISTS:
        wide = 5 * row_width(last) >= 4 * full if full else row_width(last) >= LONG_ROW
        listed = full or LISTED.fullmatch(line.text.text) or tears_word(text, line.text.text)
        return text[-1] in "、，,；;" or (wide and bool(listed))
    if full and takes_more(last, line.text.text, full):
        return 2 * row_width(last) >= full and (text[-1:] in "，、" or tears_word(text, line.text.text))
    if full:
        return True
    wide = wide and (layout.torn or not ends_with_rate(text, line.text.text))
    paused = PAUSE.search(text) is not None and text[-1:] not in "，、；" and finished(line.text.text)
    running = row_width(last) >= (SHORTEST_ROW if paused else 2 * layout.shortest)
    return wide or (running and runs_over(text, line.text.text, layout.torn))


def begins_with_call(line: Block) -> bool:
    """Whether a note is called before the first word of a line, of what stands above."""
    return any(mark.kind == "note" and not mark.end for mark in line.marks)


def is_torn(above: str, below: str) -> bool:
    """Whether a stop ends `above` inside brackets that it opened within its last sentence, and `below` closes
    them and goes on with that sentence: 提出计划（先修沟。 | 后修埂），报到县里。"""
    opened = OPENED.search(above)
    return opened is not None and CLOSED.match(below) is not None


def quotes_all(rows: Sequence[Block]) -> bool:
    """Whether the rows of a paragraph are one quotation from the first sign to the last, as what is
    cited at length stands on its own."""
    text = "".join(row.text.text for row in rows)
    return text[:1] == "“" and text.find("”") == len(text) - 1 and text[-2:-1] in STOPS


def begins(first: Block, line: Block, layout: Layout) -> bool:
    """Whether a line is wrapped itself and lacks the indent of a first row; or tells, below a
    speech that starts with `first`, what the keeper of the record says, or begins with a day as
    that does, or names who speaks."""
    wrapped = bool(layout.lead) and not finished(line.text.text)
    # The last row of a paragraph has a stop, every other is full.
    headed = bool(layout.full) and not finished(line.text.text) and row_width(line) < layout.full // 2
    framed = line.text.text[:1] in "（(［[【" and line.text.text[-1:] in "）)］]】"
    tells = first.kind == "speech" and NARRATIVE.match(line.text.text) is not None
    dated = begins_entry(first.text.text) is not None and begins_entry(line.text.text) is not None
    label = SPEAKER.match(line.text.text)
    speaks = label is not None and not is_nobody(label["name"]) and is_person(label["name"], "")
    return (
        tells
        or dated
        or headed
        or framed
        or speaks
        or (wrapped and is_first(row_width(line), layout.full, layout.lead))
    )


def counts_on(row: Block, line: Block, full: int) -> bool:
    """Whether a line begins with the number after one that stands inside the
    full row above it: (1)……；(2)……；"""
    found = POINT.match(line.text.text)
    before = f"{found[1]}{int(found['n']) - 1}{found[3]}" if found else ""
    return bool(found and full) and row_width(row) >= full - 2 * INDENT and row.text.text.find(before) > 0


def settle(lines: Sequence[Block]) -> Block:
    """The lines of one paragraph → the paragraph, without what they said about their place on the page."""
    whole = glue(lines)
    kind = "para" if whole.kind == "line" else whole.kind
    ends = next((line.attrs["ends"] for line in reversed(lines) if "ends" in line.attrs), "")
    rule = "join-lines" if len(lines) > 1 else ""
    return numbered(told(whole, kind, rule, blank="", indent="", hard="", ends=ends))


def doubtful_joins(lines: Sequence[Block], layout: Layout) -> Iterator[Finding]:
    """The lines of one paragraph → S050 for each that goes on with it below a full stop. That is no doubt where
    indents show paragraphs, where the line is wrapped itself and lacks no indent, and inside a quotation, for a
    new paragraph of a quotation begins with its mark."""
    quoted = 0
    for above, line in pairwise([line for line in lines if line.text.text]):
        text = above.text.text
        quoted += text.count("“") - text.count("”")
        inside = quoted > 0 and not line.text.text.startswith("“")
        wrapped = bool(layout.lead and layout.full) and not finished(line.text.text)
        unindented = layout.indents and not line.attrs.get("indent")
        whole = wrapped and is_next(row_width(line), layout.full)
        apart = POINT.match(line.text.text) or is_torn(text, line.text.text) or begins_with_call(line)
        sure = inside or unindented or whole or apart
        within = quotes_words(text) or NUMBER_AT_END.search(text) or UNCLOSED.search(text)
        if finished(text) and not sure and not within:
            values = {"before": text[-8:], "after": line.text.text[:8]}
            yield Finding("S050", line.text.at[0], values)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("join-lines", "segment", join_lines, {"unit": "sentence", "shortest": 15}),
)
