"""Heads that stand above fewer words than others, told by a head of their kind that the text has already."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.dates import DATE
from edition.rules.language.lexicon import MEETING, PART_OF_DAY
from edition.rules.language.sentences import finished
from edition.rules.letters.signatures import DAY
from edition.rules.page.rows import KEYED
from edition.rules.text.cutting import near_text
from edition.rules.text.folding import simplified
from edition.rules.titles.beginning import NAMED_ONLY
from edition.rules.titles.points import NUMBER_IN
from edition.rules.titles.shape import NUMBERED

BARE = re.compile(r"[\u4e00-\u9fff“”《》·]{2,15}")
"""A short head without a number and a mark."""
DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[ \u3000]+[\u4e00-\u9fff“《]")
"""A head that is counted in figures before white space: 2.1 某事"""
ADDED = re.compile(r"附[录件]?[一二三四五六七八九十\d]{0,2}[：:][^。！？；，]{2,24}")
"""What an article has behind its text: 附：主要著作"""
TAIL, FEWEST_TAILS = 4, 3
"""With so many characters at the end so many heads make a row: 某某发言时的插话"""
KIND = re.compile(
    rf"[\u4e00-\u9fff·]{{2,12}}日[记志](?:[选节摘][录抄]?)?|(?:(?:{DATE})|{DAY.pattern})(?:{PART_OF_DAY})?的?(?:第[一二三四五]次)?(?:{MEETING}|通话)"
)
"""What a part of an article holds: 某某日记, 5月16日的谈话"""
LEAST, LONGEST_MADE = 26, 30
"""So many characters at least has the row below a bare one, and so many at most a
head that counts as another does."""


def heads_alike(blocks: Sequence[Block]) -> list[int]:
    """The indexes of short lines below what has ended, without a number or a mark, above a row of several
    clauses, in a text that has such a head; and of those that count as a head does by other words:
    第三次某事：1961年 beside 第一次某事：1956年; of what is added behind the text (附：…); and of what says
    that a diary or a talk of a day stands below."""
    heads = [b.text.text for b in blocks if b.kind == "head" and b.attrs.get("type") == "section"]
    bare = any(BARE.fullmatch(head) for head in heads)
    made = {making(head) for head in heads} - {""}
    tails = Counter(head[-TAIL:] for head in heads if len(head) > TAIL)
    row = {tail for tail, times in tails.items() if times >= FEWEST_TAILS}
    found: list[int] = []
    for n in range(1, len(blocks) - 1):
        text = blocks[n].text.text
        above_first = KIND.fullmatch(text) is not None and bool(blocks[n - 1].attrs.get("opens"))
        ended = finished(near_text(blocks, n - 1)) or n - 1 in found or above_first
        kind = (bare and is_bare(blocks, n)) or making(text) in made or is_added(text)
        kind = kind or KIND.fullmatch(text) is not None or (text[-TAIL:] in row and len(text) <= LONGEST_MADE)
        if (
            blocks[n].kind == "line"
            and blocks[n + 1].kind in ("line", "speech", "item", "head", "dateline")
            and not blocks[n + 1].attrs.get("opens")
            and ended
            and kind
        ):
            found.append(n)
    return found


def is_added(text: str) -> bool:
    """Whether a line heads what is added behind a text (附：主要著作), and is no mere mention of it."""
    return ADDED.fullmatch(text) is not None and not NAMED_ONLY.search(text)


def is_bare(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is short and has no mark, above a row of several clauses or an address."""
    below = near_text(blocks, n + 1)
    clauses = (len(below) >= LEAST and "，" in below) or KEYED.match(simplified(below))
    return bool(BARE.fullmatch(blocks[n].text.text) and clauses)


def making(text: str) -> str:
    """A short line without a stop that begins with 第 and a number → the same without its numbers, # for one
    that figures count; "" for any other."""
    if DECIMAL.match(text) and len(text) <= LONGEST_MADE and not finished(text):
        return "#"
    counted = (
        text.startswith("第") and len(text) <= LONGEST_MADE and not finished(text) and not NUMBERED.match(text)
    )
    return NUMBER_IN.sub("#", text) if counted and NUMBER_IN.match(text, 1) else ""
