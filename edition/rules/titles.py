"""Titles that their date below them gives away, and the sections of a dossier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.citations import LONGEST as LONGEST_CITATION
from edition.rules.citations import below_citation, citation_length
from edition.rules.cutting import cut, glue, told
from edition.rules.dates import is_bracketed_date, is_date_line, iso
from edition.rules.lines import INDENT, finished, full_width, width
from edition.rules.numbereddocs import (
    NUMBER,
    TITLE,
    day_within,
    in_sequence,
    marked_titles,
    numbered_title,
    with_number,
)

LONGEST_TITLE = 40
BRIEF = 20
"""A line of so many characters at most may end a document, such as a signature."""
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
            if start < n and below_citation(result, start):
                open_document(result, start, n)
        elif names_record(block, longest) and (not n or ended(result[n - 1]) or short(result[n - 1], BRIEF, 0)):
            attrs = {"type": "main", "opens": "document", "date": iso(block.text.text)}
            result[n] = told(block, "head", "dated-title", **attrs)
    return Recognised(tuple(attached(number_documents(result, opened=True))))


def attached(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head 附：… or 附件一 that nothing has settled, or a line that is only 附件一 above a title, opening
    an attachment to the archival document above it, below an article a document."""
    result = list(blocks)
    above: Block | None = None
    for n, block in enumerate(result):
        above = block if block.attrs.get("opens") in HOLDERS else above
        alone = bool(ATTACHED_LABEL.fullmatch(block.text.text)) and n + 1 < len(result)
        titled = alone and (result[n + 1].kind == "head" or may_be_title(result[n + 1], LONGEST_TITLE))
        named = block.kind == "head" and ATTACHED_HEAD.match(block.text.text)
        if above is None or above.attrs["opens"] == "section" or block.attrs.get("opens"):
            continue
        begins = ended(result[n - 1]) or short(result[n - 1], BRIEF, 0) or below_citation(result, n)
        if named or (titled and block.kind in ("line", "head") and begins):
            opens = "document" if above.attrs.get("subtype") == "article" else "attachment"
            kind = "label" if titled else "main"
            result[n] = told(block, "head", "dated-title", opens=opens, type=kind, date=iso(block.text.text))
            if titled:
                result[n + 1] = told(result[n + 1], "head", "dated-title", type="main")
    return result


# 附录二：某某会谈记录（1934年12月5日）
RECORD = re.compile(
    r"[^。！？；]{4,60}(?:[纪记]录|纪要|备忘录|协定|条约|照会|声明|公报|函|电|(?:谈话|会谈|会见|会晤|座谈|谈判))(?:[（(](?:摘录|节录|摘要|全文)[）)])?(?P<date>[（(][^（）()]{8,24}[）)])"
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
    text = block.text.text
    ends_open = not finished(text) or text[-1] in "）)：:" or bool(QUOTING.search(text))
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
    if date < len(blocks) and is_date_line(blocks[date]):
        blocks[start] = told(blocks[start], date=iso(blocks[date].text.text))
        blocks[date] = told(blocks[date], "dateline", "dated-title")


ATTACHED = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}[：:]")
ATTACHED_LABEL = re.compile(r"附件[一二三四五六七八九十\d]{0,2}[：:]?")
ATTACHED_HEAD = re.compile(r"附件?[一二三四五六七八九十\d]{0,2}(?:[：:]|[ \u3000]+)(?=\S)")
HOLDERS = ("document", "section", "attachment")
AGREEMENT = re.compile(
    r"关于.{2,40}(?:协定|条约|协议|议定书|公约|换文|公报|声明|宣言)(?:[（(][^（）()]{1,12}[）)])?"
)
PARTY = re.compile(r"[\u4e00-\u9fff·、和与 ]{2,40}")


def agreement_among(blocks: Sequence[Block], start: int, end: int) -> int:
    """Of the lines `start`..`end` of a title, the one that names an agreement below the names of its parties; else
    the first."""
    found = next((n for n in range(start, end) if AGREEMENT.fullmatch(blocks[n].text.text)), start)
    parties = all(PARTY.fullmatch(blocks[n].text.text) for n in range(start, found))
    return found if parties else start


# -- heads inside a piece ----------------------------------------------------------------------------------------

NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[节部]|[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[一二三四五六七八九十]{1,3}[ \u3000]|\d{1,2}[.．、](?!\d))"
)


def find_inner_heads(blocks: Blocks, options: Options) -> Recognised:
    """A short line that ends like no sentence, below a head or a finished paragraph and above running text → a head
    inside its piece (type section). `longest` counts characters; in a wrapped text the line must leave a fifth of the
    width free.

    A numbered line (一、, 第二节) may stand above any line, another only above a long one (S051). A line 附：… below the text of an
    archival document opens what is attached to it.
    """
    longest, full = int(str(options["longest"])), full_width(blocks)
    result = list(blocks)
    findings: list[Finding] = []
    holder = blocks[0] if blocks and blocks[0].attrs.get("opens") in HOLDERS else None
    for above, n in enumerate(range(1, len(blocks) - 1)):
        block, below = blocks[n], blocks[n + 1]
        if opens := block.attrs.get("opens", ""):
            holder = block if opens in HOLDERS else None
        if carried(block, holder) and short(block, LONGEST_TITLE, full) and ended(result[above]):
            result[n] = told(block, "head", "inner-heads", type="main", opens="attachment")
            continue
        if not short(block, longest, full) or not ended(result[above]):
            continue
        needed = longest if result[above].kind == "head" else 2 * longest
        numbered = bool(NUMBERED.match(block.text.text))
        if below.kind != "line" and not (numbered and below.kind == "speech"):
            continue
        if numbered or len(below.text) > needed or is_wide(below, full):
            result[n] = told(block, "head", "inner-heads", type="section")
            if not numbered:
                findings.append(Finding("S051", block.text.at[0], {"text": block.text.text}))
    return Recognised(tuple(result), tuple(findings))


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
    return block.kind not in ("line", "para", "speech", "fw", "pb") or finished(block.text.text)


# Words that go on with a clause.
RUN_ON = re.compile(
    r"并(?:且|在|将|对|向|请|就|由|为|与|要|可)|而(?!今)|以及|及(?!时)|和(?![平约谈解睦议气])|与(?!会)|或(?!许)"
)

# -- dossiers ----------------------------------------------------------------------------------------------------

SECTION = re.compile(r"【[^【】]{1,30}】")
AFTERWORD = re.compile(r"附记|(?:编|辑录?)?后记|编后|补记|跋")


def open_sections(blocks: Blocks, options: Options) -> Recognised:
    """A dossier → its sections: a line 【…】 (a date, 附录) opens one, where there is none a head that is only a date, or
    one with number, words and date (一、米价（1930年3月）); what stands before the first is its introduction (front).

    Below the line follow `headlines` headlines of the compiler, then the title of the document and its date. The
    headlines become heads of the section, even where they imitate speeches (甲：…), the title opens the document; S052
    where only the number of the lines tells where it begins. Further documents of a section begin at titles that are
    numbered (（一）甲致乙电) or have a sign (◆ 甲致乙电). What the compiler says himself (按：…) is a remark. A head 附记 or 后记 is a section of the compiler's own.
    """
    headlines = int(str(options["headlines"]))
    longest = int(str(options["longest"]))
    result = sign_documents(blocks)
    findings: list[Finding] = []
    ways = (opens_bracketed, opens_dated, opens_numbered)
    opens = next((way for way in ways if any(map(way, blocks))), opens_bracketed)
    first = True
    n = -1
    while (n := n + 1) < len(result):
        block = result[n]
        if opens(block):
            if first and n:
                open_front(result, n)
            first = False
            attrs = {"type": "label" if not iso(block.text.text) else "main", "date": iso(block.text.text)}
            result[n] = told(block, "head", "dossier-sections", **{**attrs, "opens": "section"})
            while n + 1 < len(result) and is_headline(result, n + 1):
                n += 1
                result[n] = told(result[n], "head", "dossier-sections", type="sub")
            findings += open_dated(result, n + 1, headlines, longest)
        elif not first and block.kind == "head" and AFTERWORD.fullmatch(block.text.text):
            result[n] = told(block, "head", "dossier-sections", type="label", opens="section")
    return Recognised(tuple(inserted(dated_within(number_documents(result)))), tuple(findings))


def inserted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks → the same, a line below the first section in which the compiler speaks (按：…, 编者按：…) a remark."""
    below = False
    for block in blocks:
        below = below or block.attrs.get("opens") == "section"
        said = REMARK.match(block.text.text) if below and block.kind == "line" else None
        yield told(block, "remark", "dossier-sections", resp=said["resp"]) if said else block


REMARK = re.compile(r"[【（(]?(?P<resp>编者|辑者|辑录者|译者|笔者)?[谨又]?[按案][】）)]?[：:]")


def is_headline(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` is a head that is no title of a document."""
    return blocks[n].kind == "head" and not blocks[n].attrs.get("opens") and not numbered_title(blocks, n)


def sign_documents(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, titles that a printer's sign marks (◆ 甲致乙函) opening documents, without the sign."""
    result = list(blocks)
    for n, start in marked_titles(blocks).items():
        head = told(cut(blocks[n], start, len(blocks[n].text)), "head", "dossier-sections", type="main")
        result[n] = told(head, opens="document")
    return result


def dated_within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, documents dated by the day in brackets behind their titles, in the year of their section."""
    section = ""
    for block in blocks:
        section = block.attrs.get("date", "") if block.attrs.get("opens") == "section" else section
        undated = block.attrs.get("opens") == "document" and not block.attrs.get("date")
        yield told(block, date=day_within(block.text.text, section)) if undated else block


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


def opens_bracketed(block: Block) -> bool:
    """Whether a line opens a section by its brackets."""
    return block.kind in ("line", "head") and bool(SECTION.fullmatch(block.text.text))


def opens_dated(block: Block) -> bool:
    """Whether a head opens a section by being nothing but a date."""
    return block.kind == "head" and is_date_line(block)


def opens_numbered(block: Block) -> bool:
    """Whether a head opens a section by its number and the date behind its words, and names no document."""
    text = block.text.text
    found = NUMBER.match(text) if block.kind == "head" else None
    dated = found is not None and bool(iso(text)) and text[-1] in "）)"
    return dated and found is not None and not TITLE.fullmatch(text, found.end())


def open_front(blocks: list[Block], end: int) -> None:
    """The text before the first section becomes the introduction; its first head is its title."""
    head = next((n for n in range(end) if blocks[n].kind == "head"), 0)
    blocks[head] = told(blocks[head], opens="front", subtype="introduction")


def open_dated(blocks: list[Block], start: int, headlines: int, longest: int) -> list[Finding]:
    """The short lines from `start` to a date alone, or where there is none to the text (a line that ends with a comma begins it): headlines of the section,
    then the title of a document. → S052 where it is not sure which is its first line."""
    date = start
    while date < len(blocks) and not is_date_line(blocks[date]) and may_be_title(blocks[date], longest):
        if citation_length(blocks, date, LONGEST_CITATION):
            break
        date += 1
    if date < len(blocks) and not is_date_line(blocks[date]):
        while date > start and blocks[date - 1].text.text.endswith(("，", "、", "；")):
            date -= 1
    if date == start or date - start > headlines + 4:
        return []
    title, sure = title_among(blocks, start, date, headlines)
    first = blocks[title].text
    open_document(blocks, title, date)
    headings = [told(block, "head", "dossier-sections", type="sub") for block in blocks[start:title]]
    blocks[start:title] = run_on(headings)
    return [] if sure else [Finding("S052", first.at[0], {"text": first.text})]


def run_on(heads: Sequence[Block]) -> Iterator[Block]:
    """Heads → the same, one that goes on with the clause of the head above as part of it."""
    whole: list[Block] = []
    for head in heads:
        goes_on = RUN_ON.match(head.text.text) and head.attrs.get("blank", "0") == "0"
        if whole and not (goes_on and not finished(whole[-1].text.text)):
            yield glue(whole)
            whole = []
        whole.append(head)
    if whole:
        yield glue(whole)


def title_among(blocks: Sequence[Block], start: int, end: int, headlines: int) -> tuple[int, bool]:
    """Of the short lines `start`..`end`, the first of the title and whether that is sure: one that is numbered, the line above one that starts
    with a dash, else one that leads on with a colon, else that below the last empty line where the date stands right below it, else the one after the usual number of headlines, which is not
    sure unless it is the only line or names an agreement, perhaps below its parties. One line at least is a headline where there are two."""
    counted = next((n for n in range(start, end) if numbered_title(blocks, n)), -1)
    if counted >= 0:
        return counted, True
    inner = range(min(start + 1, end - 1), end)
    dash = next((n - 1 for n in inner if SUBTITLE.match(blocks[n].text.text) and n > start), -1)
    colon = next((n for n in inner if LEADS_ON.fullmatch(blocks[n].text.text)), -1)
    found = next((n for n in (dash, colon) if n >= start), -1)
    if found >= 0:
        return found, True
    alone = next((n for n in range(end - 1, start, -1) if blocks[n].attrs.get("blank", "0") != "0"), start)
    if alone > start and blocks[end : end + 1] and blocks[end].attrs.get("blank", "0") == "0":
        return alone, True
    usual = min(start + headlines, end - 1)
    named = blocks[agreement_among(blocks, usual, end)].text.text
    return usual, end - start == 1 or bool(AGREEMENT.fullmatch(named))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("dated-titles", "segment", find_dated_titles, {"longest": 40}),
    Recogniser("inner-heads", "segment", find_inner_heads, {"longest": 30}),
    Recogniser("dossier-sections", "segment", open_sections, {"headlines": 2, "longest": 40}),
)
