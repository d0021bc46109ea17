"""The title of a letter or note inside a page, told by whom it goes to and by the salutation below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.addressing import recipient_of
from edition.rules.language.dates import DATE, is_date_line, iso
from edition.rules.language.lexicon import BODIES, DEAR, LETTER, NOTE, OFFICES, STYLES, WIRE
from edition.rules.text.cutting import near_text, told
from edition.rules.titles.shape import LONGEST_TITLE, may_be_title, may_end_document

TITLE = re.compile(
    rf"(?![这那此该])[^。！？；：“”，]{{2,16}}(?:致|给|[答复])[^。！？；：“”，]{{2,24}}?的?(?:[答复]?(?:{LETTER})|{NOTE}|[答复]?(?:{WIRE}))(?:[（(][^（）()]{{1,12}}[）)])?"
)
LISTED = re.compile(rf"(?:\d{{1,4}}[.．、 \u3000]{{0,3}})?(?:{DATE}) ?(?:致|给|复)[^。！？；：“”，]{{2,40}}")
"""The same in a list of letters: its number, its day, to whom."""
GREETS = re.compile(rf"(?:{DEAR})?[^。；！？：:“”]{{1,24}}(?:{STYLES}|{OFFICES}|{BODIES})[：:]")
ADDRESS = re.compile(r"[\u4e00-\u9fff·（）()、 \u3000]{2,40}")
MOST_ABOVE = 3
"""So many lines at most of an address stand between a title and the salutation."""


def open_letters(blocks: list[Block]) -> None:
    """Titles of letters, notes and telegrams (甲致乙的复函) right above a salutation, or above the lines of an
    address and it → heads that open a document; the lines between as its address."""
    for n in range(1, len(blocks) - 1):
        below = letter_below(blocks, n)
        if below and (may_end_document(blocks[n - 1]) or is_date_line(blocks[n - 1])):
            open_letter(blocks, n, below, "dated-title")


def letter_below(blocks: Sequence[Block], n: int) -> int:
    """The index of the salutation below the title of a letter at index `n`; 0 where
    that is none or nobody is greeted."""
    title = blocks[n].text.text
    titled = may_be_title(blocks[n], LONGEST_TITLE) and (TITLE.fullmatch(title) or LISTED.fullmatch(title))
    return salutation(blocks, n + 1, recipient_of(title)) if titled else 0


def open_letter(blocks: list[Block], n: int, below: int, rule: str) -> None:
    """The title of a letter at index `n` opens a document, the lines between it and the
    salutation `below` are its address."""
    title = blocks[n].text.text
    kind = "letter" if LISTED.fullmatch(title) else ""
    blocks[n] = told(blocks[n], "head", rule, type="main", opens="document", subtype=kind, date=iso(title))
    for m in range(n + 1, below):
        blocks[m] = told(blocks[m], "address", rule)


def salutation(blocks: Sequence[Block], start: int, recipient: str) -> int:
    """The index of the salutation that stands at index `start` or below lines of an
    address there; 0 where none does."""
    for n in range(start, min(start + MOST_ABOVE + 1, len(blocks))):
        text = near_text(blocks, n)
        if blocks[n].kind != "line":
            return 0
        if GREETS.fullmatch(text) or (
            recipient and text.rstrip("：:").endswith(recipient) and text[-1:] in "：:"
        ):
            return n
        if not ADDRESS.fullmatch(text):
            return 0
    return 0
