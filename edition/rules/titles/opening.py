"""Titles that open a document: the lines above its date, the parties above an
agreement, the number of a document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.dates import is_date_line, iso
from edition.rules.language.lexicon import AGREEMENT, MEETING, PROCLAIMED, RECORDED, RECORDS, SENT_AS
from edition.rules.page.markup import STATES
from edition.rules.text.cutting import told
from edition.rules.titles.beginning import LABELLED
from edition.rules.titles.shape import may_be_title, may_end_document
from edition.rules.volume.numbereddocs import in_sequence, with_number

SUBTITLE = re.compile(r"[—－]{1,2}")
LEADS_ON = re.compile(r".*[：:]")
EXCERPT = "(?:[（(](?:摘录|节录|摘要|全文)[）)])?"
# 附录二：某某会谈记录（1934年12月5日）
RECORD = re.compile(
    rf"(?:[^。！？；]{{4,60}}(?:{RECORDED}|{SENT_AS}|{AGREEMENT}|{PROCLAIMED}|{MEETING})|[^。！？；]{{0,24}}答[^。！？；]{{0,12}}问){EXCERPT}(?P<date>[（(][^（）()]{{8,24}}[）)])"
)
OF_TALK = re.compile(rf"[^。！？；，：:]{{3,40}}(?:{MEETING})(?:记录|纪录|纪要|备忘录){EXCERPT}")
OF_TWO = re.compile(rf"[^。！？；，：:与同和]{{2,16}}[与同和][^。！？；，：:]{{2,20}}的?(?:{MEETING}|通话)")
"""Who talked with whom."""
CODE = re.compile(r"[A-Z]{1,4}\d{2,6}|№ ?\d{1,5}")
"""The number of a document in its collection, on a line of its own above the title."""
ON_AGREEMENT = re.compile(rf"关于.{{2,40}}(?:{AGREEMENT}|{PROCLAIMED})(?:[（(][^（）()]{{1,12}}[）)])?")
COMPILED = re.compile(
    rf"(?:资料|文献|史料|本文|全文)?(?:(?:{RECORDS}|辑录|编[选辑注]|辑注|录入|校[对订])[人者]?|(?:选编|汇编)[人者])[：:][^，。；：]{{2,16}}"
)
"""Who compiled what stands above, and no title: 资料辑录：某某"""
PARTY = re.compile(r"[\u4e00-\u9fff·、和与 ]{2,40}")


def title_start(blocks: Sequence[Block], date: int, longest: int) -> int:
    """The index of the first title line above the date at index `date`; `date` itself where there is none."""
    start = date
    while start and may_be_title(blocks[start - 1], longest):
        line, below = blocks[start - 1], blocks[start]
        if COMPILED.fullmatch(line.text.text):
            break
        joined = below.attrs.get("blank", "0") == "0" or SUBTITLE.match(below.text.text) or start == date
        if not (joined or LEADS_ON.fullmatch(line.text.text) or STATES.fullmatch(below.text.text)):
            break
        start -= 1
    return start


def titles_record(blocks: Sequence[Block], start: int, date: int) -> bool:
    """Whether the one line above a date at index `date` is the title of a record of a talk, as an earlier one
    is or by its words, below the end of a text."""
    title = blocks[start].text.text
    again = any(b.attrs.get("opens") and b.text.text == title for b in blocks[:start])
    below = start == 0 or may_end_document(blocks[start - 1])
    talk = OF_TALK.fullmatch(title) or OF_TWO.fullmatch(title)
    return start == date - 1 and below and (again or talk is not None)


def names_record(block: Block, longest: int) -> bool:
    """Whether a line is the title of a record or letter with its day in brackets."""
    found = RECORD.fullmatch(block.text.text)
    return found is not None and len(block.text) <= longest and len(iso(found["date"])) == len("1900-01-01")


def open_document(blocks: list[Block], start: int, date: int) -> None:
    """The lines `start`..`date` become the heads and the dateline of a document, or of an attachment (附：…) to
    the archival document above; the parties of an agreement above its title are its label."""
    opens = "attachment" if carries(blocks, start) and LABELLED.match(blocks[start].text.text) else "document"
    main = agreement_among(blocks, start, date)
    for n in range(start, date):
        kind = "main" if n == main else "sub" if n > main else "label"
        blocks[n] = told(blocks[n], "head", "dated-title", type=kind, opens="")
    if start and blocks[start - 1].kind == "line" and CODE.fullmatch(blocks[start - 1].text.text):
        start -= 1
        blocks[start] = told(blocks[start], "head", "dated-title", type="label")
    blocks[start] = told(blocks[start], opens=opens)
    if date < len(blocks) and is_date_line(blocks[date]):
        blocks[start] = told(blocks[start], date=iso(blocks[date].text.text))
        blocks[date] = told(blocks[date], "dateline", "dated-title")


def carries(blocks: Sequence[Block], start: int) -> bool:
    """Whether what stands above index `start` is an archival document, to which something can be attached."""
    above = next((b for b in reversed(blocks[:start]) if b.attrs.get("opens") in ("document", "section")), None)
    return above is not None and above.attrs["opens"] == "document" and above.attrs.get("subtype") != "article"


def agreement_among(blocks: Sequence[Block], start: int, end: int) -> int:
    """Of the lines `start`..`end` of a title, the one that names an agreement below the names
    of its parties; else the first."""
    found = next((n for n in range(start, end) if ON_AGREEMENT.fullmatch(blocks[n].text.text)), start)
    parties = all(PARTY.fullmatch(blocks[n].text.text) for n in range(start, found))
    return found if parties else start


def number_documents(blocks: Sequence[Block], opened: bool = False) -> list[Block]:
    """Blocks → the same, the titles of numbered documents opening them, each number a label of its own;
    `opened`: only of documents that something else has told."""
    result = list(blocks)
    for place in reversed(in_sequence(blocks, opened)):
        n = place.at
        if not result[n].attrs.get("opens"):
            open_document(result, n, n + 1 + (place.start >= len(result[n].text)))
        if place.start >= len(result[n].text):
            result[n + 1] = told(result[n + 1], "head", "dated-title", type="main")
        result[n : n + 1] = with_number(result[n], place.start)
    return result
