"""The title of a record of a talk, told by what stands below it: who took part, when and where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.dates import DATE, is_date_line, iso
from edition.rules.language.lexicon import MEETING, RECEIVES, RECORDED, THOSE_PRESENT
from edition.rules.letters.signatures import DAY
from edition.rules.text.cutting import told
from edition.rules.titles.shape import LONGEST_TITLE, may_end_document

FIELD = re.compile(
    rf"(?:{THOSE_PRESENT}|{RECEIVES}|(?:{MEETING})?(?:(?:日期|时间|地点)[及和与、]?){{1,2}})[：:]"
)
"""How a line begins, blanks aside, that says who took part in a talk, when or where."""
BY = re.compile(r"\s(?:作者|来源)[：:]")
"""The byline of an article on the line of its day."""
KEY = re.compile(r"[^：:]{2,24}[：:]")
OF_TALK = re.compile(
    rf"[^。！？；：:“”]{{2,}}(?:{MEETING})(?:[^。！？；：:“”]{{0,8}}(?:{RECORDED}|备忘录|摘要))?"
)
BARE = re.compile(rf"(?:{MEETING})(?:{RECORDED}|备忘录)")
"""The same without a word of what it was about, above a part of a paper: 会谈记录"""
WHEN_AND_WHERE = re.compile(rf"(?:{DATE}|{DAY.pattern})[，, ]?[于在][\u4e00-\u9fff·]{{2,12}}")
ABOVE = ("head", "signed", "citation", "excluded")
"""What may stand between the title of an article and that of the record which it is."""


def is_field(block: Block) -> bool:
    """Whether a line says who took part in a talk, when or where, by its first words (时　间：, 与会者：)."""
    key = KEY.match(block.text.text) if block.kind == "line" else None
    return key is not None and FIELD.fullmatch(re.sub(r"\s", "", key[0])) is not None


def among_fields(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a field of a record beside another that is none of
    a byline: 时间： below 与会者："""
    beside = (b for b in (*blocks[max(n - 2, 0) : n], *blocks[n + 1 : n + 3]) if is_field(b))
    said = is_field(blocks[n]) and not BY.search(blocks[n].text.text)
    return said and any("时间" not in b.text.text and "日期" not in b.text.text for b in beside)


def titles_talk(blocks: Sequence[Block], n: int) -> int:
    """Where the fields begin below the line at index `n` if that is the title of a talk right above them, or
    above its day and place and them; else 0."""
    title = blocks[n]
    if title.kind != "line" or len(title.text) > LONGEST_TITLE or is_field(title):
        return 0
    if not (OF_TALK.fullmatch(title.text.text) or BARE.fullmatch(title.text.text)):
        return 0
    below = blocks[n + 1] if n + 1 < len(blocks) else title
    held = below.kind == "line" and (is_date_line(below) or WHEN_AND_WHERE.fullmatch(below.text.text))
    fields = n + 1 + bool(held)
    return fields if fields < len(blocks) and is_field(blocks[fields]) else 0


def open_talks(blocks: list[Block]) -> None:
    """Titles of talks right above such fields, or above the day and place of the talk and these
    → heads that open a document; below the head of an article with nothing but its byline
    between, a second title of that."""
    for n in range(len(blocks) - 1):
        title, fields = blocks[n], titles_talk(blocks, n)
        if not fields or (n and not may_end_document(blocks[n - 1])):
            continue
        if fields > n + 1:
            blocks[n + 1] = told(blocks[n + 1], "dateline", "dated-title")
        if BARE.fullmatch(title.text.text):
            blocks[n] = told(title, "head", "dated-title", type="section")
            continue
        if is_title_of_page(blocks, n):
            blocks[n] = told(title, "head", "dated-title", type="sub")
        else:
            days = (iso(b.text.text) for b in blocks[n + 1 : n + 5])
            day = next((day for day in days if day), "")
            blocks[n] = told(title, "head", "dated-title", type="main", opens="document", date=day)


def is_title_of_page(blocks: Sequence[Block], n: int) -> bool:
    """Whether nothing but the title and the byline of an article stands above the line at index `n`."""
    above = [b for b in blocks[:n] if b.kind != "excluded"]
    return bool(above) and above[0].attrs.get("subtype") == "article" and all(b.kind in ABOVE for b in above)
