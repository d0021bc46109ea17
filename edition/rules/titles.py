"""Titles that their date below them gives away, and heads inside a piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise, takewhile

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.citations import below_citation
from edition.rules.cutting import told
from edition.rules.dates import DATE, is_bracketed_date, is_date_line, iso, number
from edition.rules.folding import simplified
from edition.rules.joining import LABELLED
from edition.rules.lexicon import AGREEMENT, MEETING, PROCLAIMED, RECORDED, SENT_AS
from edition.rules.numbereddocs import in_sequence, with_number
from edition.rules.rows import INDENT, full_width, width
from edition.rules.sentences import finished

LONGEST_TITLE = 40
BRIEF = 20
"""A line of so many characters at most may end a document, such as a signature."""
FEWEST_POINTS = 4
"""So many numbered lines make a series."""
NUMBER_IN = re.compile(r"[一二三四五六七八九十]+|\d+")
HAN = re.compile(r"[\u4e00-\u9fff]{2}")
SUBTITLE = re.compile(r"[—－]{1,2}")
# A title may end with words that it quotes, where they are no sentence.
QUOTING = re.compile(r"“[^“”。！？；]*[^“”。！？；，]”$")
LEADS_ON = re.compile(r".*[：:]")


def find_dated_titles(blocks: Blocks, options: Options) -> Recognised:
    """One or more short lines above a line that is only a date in brackets → heads that open a document, the date its
    dateline.

    A title of several lines must be one paragraph, or its lines must show that they belong together (a dash at the
    start, a colon at the end). No line may end like a sentence or be longer than `longest` characters.
    """
    longest = int(str(options["longest"]))
    result = list(blocks)
    for n, block in enumerate(blocks):
        if block.kind != "line":
            continue
        if is_bracketed_date(block):
            start = title_start(result, n, longest)
            if start < n:
                open_document(result, start, n)
        elif is_date_line(block):
            start = title_start(result, n, longest)
            if start < n and (below_citation(result, start) or titles_record(result, start, n)):
                open_document(result, start, n)
        elif names_record(block, longest) and (not n or ended(result[n - 1]) or short(result[n - 1], BRIEF, 0)):
            attrs = {"type": "main", "opens": "document", "date": iso(block.text.text)}
            result[n] = told(block, "head", "dated-title", **attrs)
    return Recognised(tuple(attached(titled(number_documents(result, opened=True)))))


def titled(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a first line that is a title right above the first document as the head of what holds them."""
    result = list(blocks)
    if (
        len(result) > 1
        and may_be_title(result[0], LONGEST_TITLE)
        and result[1].attrs.get("opens") == "document"
    ):
        result[0] = told(
            result[0], "head", "dated-title", type="main", opens="front", subtype="introduction", ends="front"
        )
    return result


def attached(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head 附：… or 附件一 that nothing has settled, a head below the signature of a circular that forwards
    something, or a line that is only 附件一 above a title, opening an attachment to the archival document above it, below
    an article a document."""
    result = list(blocks)
    above: Block | None = None
    for n, block in enumerate(result):
        above = block if block.attrs.get("opens") in HOLDERS else above
        forwarded = block.kind == "head" and above is not None and is_forwarded(above, block, result[n - 1])
        alone = bool(ATTACHED_LABEL.fullmatch(block.text.text)) and n + 1 < len(result)
        titled = alone and (result[n + 1].kind == "head" or may_be_title(result[n + 1], LONGEST_TITLE))
        named = block.kind == "head" and ATTACHED_HEAD.match(block.text.text)
        labelled = n > 0 and result[n - 1].attrs.get("opens") and result[n - 1].attrs.get("type") == "label"
        if above is None or above.attrs["opens"] == "section" or block.attrs.get("opens") or labelled:
            continue
        begins = ended(result[n - 1]) or short(result[n - 1], BRIEF, 0) or below_citation(result, n)
        begins = begins or bool(SIGNED_DAY.fullmatch(result[n - 1].text.text))
        if named or forwarded or (titled and block.kind in ("line", "head") and begins):
            opens = "document" if above.attrs.get("subtype") == "article" else "attachment"
            kind = "label" if titled else "main"
            result[n] = told(block, "head", "dated-title", opens=opens, type=kind, date=iso(block.text.text))
            if titled:
                result[n + 1] = told(result[n + 1], "head", "dated-title", type="main")
            if titled and n + 2 < len(result) and is_done(result[n + 2]):
                result[n + 2] = told(result[n + 2], "head", "dated-title", type="sub")
    return result


def is_done(block: Block) -> bool:
    """Whether a line below the title of an attachment says on which day it was received or the like."""
    return bool(DONE.fullmatch(block.text.text)) and not is_bracketed_date(block)


def is_forwarded(above: Block, head: Block, before: Block) -> bool:
    """Whether a head is the title of what a document forwards: it stands below the signature of that, or the title of that
    names it."""
    title, text = above.text.text + above.attrs.get("title", ""), head.text.text
    signed = before.kind in ("signed", "dateline") and before.attrs.get("type", "") != "author"
    named = len(text) >= SHORTEST_TITLE and text in title and head is not above
    return bool((signed or named) and FORWARDS.search(title) and HAN.search(text) and not NUMBERED.match(text))


SHORTEST_TITLE = 8
FORWARDS = re.compile("批[转发]|转[发报送]|印发")


def number_documents(blocks: Sequence[Block], opened: bool = False) -> list[Block]:
    """Blocks → the same, the titles of numbered documents opening them, each number a label of its own; `opened`: only of
    documents that something else has told."""
    result = list(blocks)
    for place in reversed(in_sequence(blocks, opened)):
        n = place.at
        if not result[n].attrs.get("opens"):
            open_document(result, n, n + 1 + (place.start >= len(result[n].text)))
        if place.start >= len(result[n].text):
            result[n + 1] = told(result[n + 1], "head", "dated-title", type="main")
        result[n : n + 1] = with_number(result[n], place.start)
    return result


# 附录二：某某会谈记录（1934年12月5日）
RECORD = re.compile(
    rf"[^。！？；]{{4,60}}(?:{RECORDED}|{SENT_AS}|{AGREEMENT}|{PROCLAIMED}|{MEETING})(?:[（(](?:摘录|节录|摘要|全文)[）)])?(?P<date>[（(][^（）()]{{8,24}}[）)])"
)


def titles_record(blocks: Sequence[Block], start: int, date: int) -> bool:
    """Whether the one line above a date at index `date` is the title of a record of a talk, as an earlier one is or by its words,
    below the end of a text."""
    title = blocks[start].text.text
    again = any(b.attrs.get("opens") and b.text.text == title for b in blocks[:start])
    above = blocks[start - 1] if start else None
    below = above is None or ended(above) or short(above, BRIEF, 0)
    return start == date - 1 and below and (again or OF_TALK.fullmatch(title) is not None)


OF_TALK = re.compile(
    rf"[^。！？；，：:]{{3,40}}(?:{MEETING})(?:记录|纪录|纪要|备忘录)(?:[（(](?:摘录|节录|摘要|全文)[）)])?"
)


def names_record(block: Block, longest: int) -> bool:
    """Whether a line is the title of a record or letter with its day in brackets."""
    found = RECORD.fullmatch(block.text.text)
    return found is not None and len(block.text) <= longest and len(iso(found["date"])) == len("1900-01-01")


def title_start(blocks: Sequence[Block], date: int, longest: int) -> int:
    """The index of the first title line above the date at index `date`; `date` itself where there is none."""
    start = date
    while start and may_be_title(blocks[start - 1], longest):
        line, below = blocks[start - 1], blocks[start]
        joined = below.attrs.get("blank", "0") == "0" or SUBTITLE.match(below.text.text) or start == date
        if not (joined or LEADS_ON.fullmatch(line.text.text)):
            break
        start -= 1
    return start


def may_be_title(block: Block, longest: int) -> bool:
    """Whether a line is short and open enough at its end to be a title."""
    text = block.text.text
    ends_open = not finished(text) or text.endswith(("）", ")", "：", ":")) or bool(QUOTING.search(text))
    return block.kind == "line" and 2 <= len(text) <= longest and ends_open and "。" not in text


def open_document(blocks: list[Block], start: int, date: int) -> None:
    """The lines `start`..`date` become the heads and the dateline of a document, or of an attachment (附：…) to the archival document above; the parties of an agreement above its
    title are its label."""
    main = agreement_among(blocks, start, date)
    for n in range(start, date):
        kind = "main" if n == main else "sub" if n > main else "label"
        blocks[n] = told(blocks[n], "head", "dated-title", type=kind, opens="document" if n == start else "")
    above = next((b for b in reversed(blocks[:start]) if b.attrs.get("opens") in ("document", "section")), None)
    carries = (
        above is not None and above.attrs["opens"] == "document" and above.attrs.get("subtype") != "article"
    )
    if carries and ATTACHED.match(blocks[start].text.text):
        blocks[start] = told(blocks[start], opens="attachment")
    if start and blocks[start - 1].kind == "line" and CODE.fullmatch(blocks[start - 1].text.text):
        opens = blocks[start].attrs["opens"]
        blocks[start] = told(blocks[start], opens="")
        start -= 1
        blocks[start] = told(blocks[start], "head", "dated-title", type="label", opens=opens)
    if date < len(blocks) and is_date_line(blocks[date]):
        blocks[start] = told(blocks[start], date=iso(blocks[date].text.text))
        blocks[date] = told(blocks[date], "dateline", "dated-title")


CODE = re.compile(r"[A-Z]{1,4}\d{2,6}|№ ?\d{1,5}")
"""The number of a document in its collection, on a line of its own above the title."""
SIGNED_DAY = re.compile(rf"[^。；：！？]{{2,40}}(?:{DATE})")
DONE = re.compile(rf"[（(](?:{DATE})[^（）()。；]{{2,20}}[）)]")
"""The day below the title of an attachment, with what was done to it."""
ATTACHED = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]")
ATTACHED_LABEL = re.compile(r"附件[一二三四五六七八九十\d]{0,2}[：:]?|附录?[一二三四五六七八九十\d]{0,2}[：:]")
ATTACHED_HEAD = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}(?:[：:]|[ \u3000]+)(?=\S)")
HOLDERS = ("document", "section", "attachment")
FEWEST_LINES = 4
ON_AGREEMENT = re.compile(rf"关于.{{2,40}}(?:{AGREEMENT}|{PROCLAIMED})(?:[（(][^（）()]{{1,12}}[）)])?")
PARTY = re.compile(r"[\u4e00-\u9fff·、和与 ]{2,40}")


def agreement_among(blocks: Sequence[Block], start: int, end: int) -> int:
    """Of the lines `start`..`end` of a title, the one that names an agreement below the names of its parties; else
    the first."""
    found = next((n for n in range(start, end) if ON_AGREEMENT.fullmatch(blocks[n].text.text)), start)
    parties = all(PARTY.fullmatch(blocks[n].text.text) for n in range(start, found))
    return found if parties else start


# -- heads inside a piece ----------------------------------------------------------------------------------------

# A sentence that leads over from another and breaks off is no head: 接下来，某某又谈了….
TELLING = re.compile("(?:接下来|然后|随后|接着|此后|后来|之后|对此|最后|另外|此外|同时)，.*[了又已]")
# Whose words stand above, and of what work: ——某某《某歌》
ATTRIBUTED = re.compile(r"[—―－-]{1,2}[^《》，。]{0,10}《[^《》]{2,30}》")
SPEECH_HEAD = re.compile(
    r"[\u4e00-\u9fff·]{2,8}?(?:同志|先生|代表)?的?(?:第[一二三四五]次)?(?:讲话|发言|致词|致辞|总结发言|插话)[：:]?"
)
NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[节部]|[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[一二三四五六七八九十]{1,3}[ \u3000]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])"
)


LISTED_TITLE = re.compile(
    r"(?:[（(]?(?:[一二三四五六七八九十]|\d{1,2})[）)、．.]|附件?[一二三四五六七八九十\d]{0,2}[：:、 \u3000]).{2,40}(?<![。！？])"
)
"""One of several titles of what goes with a paper."""


def find_inner_heads(blocks: Blocks, options: Options) -> Recognised:
    """A short line that ends like no sentence, below a head or a finished paragraph and above running text → a head
    inside its piece (type section). `longest` counts characters; in a wrapped text the line must leave a fifth of the
    width free; one with more empty lines above and below than the text has elsewhere may be twice as long.

    A numbered line (一、, 第二节) may stand above any line but the next of its kind, another only above a long one (S051). A line 附：… below the text of an
    archival document opens what is attached to it, and so does a head. A second title like the first, above the same line in brackets,
    is a head too, and so are the lines that say whose speech stands below (某某同志的讲话), where there are several.
    """
    longest, full = int(str(options["longest"])), full_width(blocks)
    heads = [b.text.text for b in blocks if b.kind == "head"]
    usual, speeches = usual_gap(blocks), sum(map(is_speech_head, blocks))
    result, points = list(blocks), strung(blocks)
    findings: list[Finding] = []
    holder = blocks[0] if blocks and blocks[0].attrs.get("opens") in HOLDERS else None
    for above, n in enumerate(range(1, len(blocks) - 1)):
        block, below = blocks[n], blocks[n + 1]
        if opens := block.attrs.get("opens", ""):
            holder = block if opens in HOLDERS else None
        lies_below = carried(block, holder) and has_text(blocks, n + 1)
        if lies_below and short(block, LONGEST_TITLE, full) and ended(result[above]):
            result[n] = told(block, "head", "inner-heads", type="main", opens="attachment")
            continue
        if retitles(result, n, heads):
            kind = "section" if result[above].kind != "head" else "sub"
            result[n] = told(block, "head", "inner-heads", type=kind)
            continue
        apart = not full and 0 <= usual < min(gap_above(block), gap_above(below))
        apart = apart and block.text.text[:1] not in "【[〔（("
        if speeches > 1 and is_speech_head(block) and ended(result[above]) and below.kind in ("line", "salute"):
            result[n] = told(block, "head", "inner-heads", type="section")
            continue
        if LABELLED.match(simplified(block.text.text)) or ATTRIBUTED.fullmatch(block.text.text):
            continue
        if not short(block, 2 * longest if apart else longest, full) or not ended(result[above]):
            continue
        needed = longest if apart or result[above].kind == "head" else 2 * longest
        numbered = bool(NUMBERED.match(block.text.text))
        if numbered and (n in points or is_point(blocks, n)):
            continue
        if block.text.text[-1:] in "，、；" or (not numbered and TELLING.search(block.text.text)):
            continue
        if below.kind != "line" and not (numbered and below.kind == "speech"):
            continue
        if numbered or len(below.text) > needed or is_wide(below, full):
            result[n] = told(block, "head", "inner-heads", type="section")
            if not numbered:
                findings.append(Finding("S051", block.text.at[0], {"text": block.text.text}))
    return Recognised(tuple(attached(printed_twice(result))), tuple(findings))


def has_text(blocks: Sequence[Block], start: int) -> bool:
    """Whether more stands from index `start` on than further titles of what goes with a paper (2、清单) and how often it was
    printed."""
    below = takewhile(
        lambda b: b.kind not in ("excluded", "citation") and not b.attrs.get("opens"), blocks[start:]
    )
    return any(
        b.kind != "idno" and not (b.kind == "line" and LISTED_TITLE.fullmatch(b.text.text)) for b in below
    )


def is_speech_head(block: Block) -> bool:
    """Whether a line or head says whose speech stands below it."""
    inner = block.kind in ("line", "head") and not block.attrs.get("opens")
    return inner and SPEECH_HEAD.fullmatch(block.text.text) is not None


def strung(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of numbered lines (1、…) that are points of one series and not heads, since most of its lines stand right below
    one another."""
    series: dict[str, list[list[int]]] = {}
    last: dict[str, int] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            last.clear()
        way = way_of(block) if block.kind == "line" else ""
        value = number(NUMBER_IN.findall(block.text.text)[0]) if way else 0
        if value <= last.get(way, value):
            series.setdefault(way, []).append([])
        if way:
            series[way][-1].append(n)
            last[way] = value
    runs = [run for way, runs in series.items() if way for run in runs if len(run) >= FEWEST_POINTS]
    return frozenset(n for run in runs if 2 * sum(b - a == 1 for a, b in pairwise(run)) > len(run) for n in run)


def is_point(blocks: Sequence[Block], n: int) -> bool:
    """Whether a numbered line at index `n` is one of short points that follow each other, with no text between them."""
    ways = [
        way_of(block) if block.kind == "line" and not finished(block.text.text) else ""
        for block in blocks[n - 1 : n + 2]
    ]
    return ways[1] != "" and ways[1] in (ways[0], ways[2])


def way_of(block: Block) -> str:
    """The number that a line begins with → its way, all figures alike: （一）, 1、, 第一节; nothing where it has none."""
    found = NUMBERED.match(block.text.text)
    return re.sub(r"[一二三四五六七八九十]+|\d+", "1", found[0]).strip() if found else ""


def printed_twice(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the title of something attached that stands again below 附：… as its head, and that line as the
    label above it."""
    result = list(blocks)
    for n in range(1, len(result)):
        above, block = result[n - 1], result[n]
        opens = above.kind == "head" and above.attrs.get("opens") == "attachment"
        if opens and block.kind == "head" and above.text.text.split("：")[-1] == block.text.text:
            result[n - 1 : n + 1] = [told(above, type="label"), told(block, type="main", opens="")]
    return result


def retitles(blocks: Sequence[Block], n: int, heads: Sequence[str]) -> bool:
    """Whether a line at index `n` is another title of the same making as the first: it begins like that and ends
    otherwise, above a line in brackets that stands below the first too; or it is that line."""
    text, below = blocks[n].text.text, blocks[n + 1].text.text
    if blocks[n].kind != "line" or len(heads) < 2 or not ended(blocks[n - 1]):
        return False
    alike = text.startswith(heads[0][: len(heads[0]) // 2])
    bracketed = heads[1][:1] in "（("
    return bracketed and ((alike and below == heads[1]) or (text == heads[1] and blocks[n - 1].kind == "head"))


def gap_above(block: Block) -> int:
    """The empty lines above a line."""
    return int(block.attrs.get("blank", "0"))


def usual_gap(blocks: Sequence[Block]) -> int:
    """The least number of empty lines that stands between two lines more than once; -1 where there are too few lines to
    tell."""
    gaps = Counter(gap_above(block) for block in blocks[1:] if block.kind == "line")
    return min((gap for gap, times in gaps.items() if times > 1 and gaps.total() >= FEWEST_LINES), default=-1)


def carried(block: Block, holder: Block | None) -> bool:
    """Whether a line is the title of something attached to the archival document that `holder` opens, and no mere mention of
    it (附：清单一份)."""
    text = block.text.text
    return (
        holder is not None
        and holder.attrs["opens"] != "section"
        and holder.attrs.get("subtype") not in ("article", "chapter", "foreword")
        and bool(ATTACHED_HEAD.match(text))
        and not re.search(r"[份件张册页]$", text)
    )


def short(block: Block, longest: int, full: int) -> bool:
    """Whether a line can be a head by its length, its end and its letters."""
    text = block.text.text
    fits = len(text) <= longest and (not full or 5 * width(text) <= 4 * full)
    return block.kind == "line" and fits and not finished(text) and bool(HAN.search(text))


def is_wide(block: Block, full: int) -> bool:
    """Whether a line of a wrapped text fills its row, the indent of a paragraph allowed."""
    return full > 0 and width(block.text.text) >= full - INDENT - 3


def ended(block: Block) -> bool:
    """Whether the text before a head can end with this block."""
    running = block.kind in ("line", "para", "speech", "fw", "pb")
    return not running or finished(block.text.text) or bool(LABELLED.match(simplified(block.text.text)))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("dated-titles", "segment", find_dated_titles, {"longest": 40}),
    Recogniser("inner-heads", "segment", find_inner_heads, {"longest": 30}),
)
