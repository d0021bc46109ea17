"""The sections of a dossier, and the documents in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.citing.citations import LONGEST as LONGEST_CITATION
from edition.rules.citing.citations import SECTION, citation_length
from edition.rules.heads.diaries import DIARY
from edition.rules.language.dates import is_date_line, iso
from edition.rules.language.lexicon import EDITORS
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, glue, told
from edition.rules.titles.letters import letter_below, open_letter
from edition.rules.titles.opening import (
    LEADS_ON,
    ON_AGREEMENT,
    SUBTITLE,
    agreement_among,
    number_documents,
    open_document,
)
from edition.rules.titles.shape import may_be_title
from edition.rules.volume.numbereddocs import NUMBER, TITLE, day_within, marked_titles, numbered_title

# Words that go on with a clause.
RUN_ON = re.compile(
    r"并(?:且|在|将|对|向|请|就|由|为|与|要|可)|而(?!今)|以及|及(?!时)|和(?![平约谈解睦议气])|与(?!会)|或(?!许)"
)

ASIDE = re.compile(r"[（(\[〔][^（）()\[\]〔〕]*。?[）)\]〕]。?")
SPEAKS = re.compile("[^，。；：！？“”]{2,16}：(?:“[^“”]{1,32}”|[^“”。：；]{4,32}[？！])")
"""A headline that imitates what somebody says in a sentence: 某某：“谁来修桥？”"""
LONE_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日")
"""A day without its year, the first of a diary below its title."""
AFTERWORD = re.compile(r"附记|(?:编|辑录?)?后记|编后|补记|跋")


def open_sections(blocks: Blocks, options: Options) -> Recognised:
    """A dossier → its sections: a line 【…】 (a date, 附录) opens one; where there is none a head that
    is only a date, or one with number, words and date (一、米价（1930年3月）). What stands before the
    first is the introduction (front).

    Below follow `headlines` headlines of the compiler, heads of the section, then the title, which opens the
    document, and its date; S052 where only the number of the lines tells where it begins. Further documents
    begin at numbered or marked titles (（一）甲致乙电, ◆ 甲致乙电). What the compiler says himself (按：…) is a
    remark; 附记 and 后记 head sections of his own.
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
            said = {"type": "main", "date": iso(block.text.text), "opens": "section"}
            result[n] = told(block, "head", "dossier-sections", **said)
            while n + 1 < len(result) and is_headline(result, n + 1):
                n += 1
                result[n] = told(result[n], "head", "dossier-sections", type="sub")
            findings += open_dated(result, n + 1, headlines, longest)
        elif not first and block.kind == "head" and AFTERWORD.fullmatch(block.text.text):
            result[n] = told(block, "head", "dossier-sections", type="main", opens="section")
    return Recognised(tuple(inserted(dated_within(number_documents(result)))), tuple(findings))


def inserted(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks → the same, a line below the first section in which the compiler
    speaks (按：…, 编者按：…) a remark."""
    below = False
    for block in blocks:
        below = below or block.attrs.get("opens") == "section"
        said = REMARK.match(block.text.text) if below and block.kind == "line" else None
        yield told(block, "remark", "dossier-sections", resp=said["resp"]) if said else block


REMARK = re.compile(rf"[【（(]?(?P<resp>{EDITORS})?[谨又]?[按案][】）)]?[：:]")


def is_headline(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` is a head that is no title of a document."""
    return blocks[n].kind == "head" and not blocks[n].attrs.get("opens") and not numbered_title(blocks, n)


def sign_documents(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, titles that a printer's sign marks (◆ 甲致乙函)
    opening documents, without the sign."""
    result = list(blocks)
    for n, start in marked_titles(blocks).items():
        head = told(cut(blocks[n], start, len(blocks[n].text)), "head", "dossier-sections", type="main")
        result[n] = told(head, opens="document")
    return result


def dated_within(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, documents dated by the day in brackets behind their
    titles, in the year of their section."""
    section = ""
    for block in blocks:
        section = block.attrs.get("date", "") if block.attrs.get("opens") == "section" else section
        undated = block.attrs.get("opens") == "document" and not block.attrs.get("date")
        yield told(block, date=day_within(block.text.text, section)) if undated else block


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
    return dated and found is not None and not TITLE.fullmatch(text[found.end() :])


def open_front(blocks: list[Block], end: int) -> None:
    """The text before the first section becomes the introduction; its first head is its title."""
    head = next((n for n in range(end) if blocks[n].kind == "head"), 0)
    blocks[head] = told(blocks[head], opens="front", subtype="introduction")


def open_dated(blocks: list[Block], start: int, headlines: int, longest: int) -> list[Finding]:
    """The short lines from `start` to a date alone, or where there is none to the text (a line that ends with a
    comma begins it): headlines of the section, then the title of a document, at the latest one of a letter
    above a salutation. → S052 where it is not sure which is its first line."""
    date = start
    while date < len(blocks) and not is_date_line(blocks[date]):
        if date > start and begins_diary(blocks, date):
            break
        imitates = date - start < headlines and speaks_above_title(blocks, date, longest)
        if not (imitates or may_be_title(blocks[date], longest)):
            break
        if citation_length(blocks, date, LONGEST_CITATION):
            break
        date += 1
    if date < len(blocks) and not is_date_line(blocks[date]):
        while date > start and blocks[date - 1].text.text.endswith(("，", "、", "；")):
            date -= 1
    if withheld := is_withheld(blocks, start, date):
        blocks[start:date] = [told(b, "head", "dossier-sections", type="sub") for b in blocks[start:date]]
        blocks[date:withheld] = [told(b, "remark", "dossier-sections") for b in blocks[date:withheld]]
        return []
    if letter := next((n for n in range(start, date) if letter_below(blocks, n)), 0):
        open_letter(blocks, letter, letter_below(blocks, letter), "dossier-sections")
        headings = [told(block, "head", "dossier-sections", type="sub") for block in blocks[start:letter]]
        blocks[start:letter] = run_on(headings)
        return []
    if date == start or date - start > headlines + 4:
        return []
    title, sure = title_among(blocks, start, date, headlines)
    first = blocks[title].text
    open_document(blocks, title, date)
    headings = [told(block, "head", "dossier-sections", type="sub") for block in blocks[start:title]]
    blocks[start:title] = run_on(headings)
    return [] if sure else [Finding("S052", first.at[0], {"text": first.text})]


def begins_diary(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is the first day of a diary, right below its title."""
    return (
        DIARY.search(blocks[n - 1].text.text) is not None
        and LONE_DAY.fullmatch(blocks[n].text.text) is not None
    )


def speaks_above_title(blocks: Sequence[Block], n: int, longest: int) -> bool:
    """Whether the line at index `n` imitates what somebody says, and what stands below it can be a title."""
    said = blocks[n].kind == "line" and SPEAKS.fullmatch(blocks[n].text.text) is not None
    return said and any(may_be_title(block, longest) for block in blocks[n + 1 : n + 2])


def is_withheld(blocks: Sequence[Block], start: int, end: int) -> int:
    """Where a section ends that has no document: below its headlines `start`..`end` stand nothing but sentences
    in brackets, with which the compiler says why （本节从略。）; 0 where it has one."""
    below = takewhile(lambda b: not (b.kind == "head" or opens_bracketed(b)), blocks[end:])
    said = [block.kind == "line" and ASIDE.fullmatch(block.text.text) is not None for block in below]
    dated = end < len(blocks) and is_date_line(blocks[end])
    return end + len(said) if said and all(said) and not dated else 0


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
    """Of the short lines `start`..`end`, the first of the title and whether that is sure: one that is numbered,
    the line above one that starts with a dash, else one that leads on with a colon, else that below the last
    empty line where the date stands right below it, that of a diary, else the one after the usual number of
    headlines, which is not sure unless it is the only line or names an agreement, perhaps below its parties.
    One line at least is a headline where there are two."""
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
    if blocks[end : end + 1] and begins_diary(blocks, end):
        return end - 1, True
    usual = min(start + headlines, end - 1)
    named = blocks[agreement_among(blocks, usual, end)].text.text
    return usual, end - start == 1 or bool(ON_AGREEMENT.fullmatch(named))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("dossier-sections", "segment", open_sections, {"headlines": 2, "longest": 40}),
)
