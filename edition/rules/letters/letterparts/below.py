"""A message without quotation marks, below the sentence that announces its wording: whom it
greets, who signs it and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.dates import DATE, HOUR
from edition.rules.language.formulas import HOURS, RHYME_DAYS
from edition.rules.language.sentences import finished
from edition.rules.letters.quoted import leads_to_text
from edition.rules.letters.signatures import DAY, LONE_DAY, SIGNING_BODY, signs_alone
from edition.rules.text.cutting import near, near_text, told

LONGEST = 24
"""So many rows at most has such a message."""
GREETS = re.compile(r"(?!.*(?:如下|下列|以下|[了着过是]))[^。；？！：:“”《》]{2,40}[：:]")
SIGNS_OFF = re.compile(
    r"(?:[职弟兄侄晚妹][ \u3000]*)?[\u4e00-\u9fff \u3000]{1,6}?[ \u3000]*(?:顿首|拜[上启]|谨[启上]|敬[上启]|[手草再]启|叩[上首]?|再拜)"
)
"""A name and what a letter has behind it: 弟 某 顿首"""
ON_DAY = re.compile(rf"[（(]?(?:{DATE}|{DAY.pattern}|{LONE_DAY}){HOUR}[）)]?|[{HOURS}]?[{RHYME_DAYS}]印?")


PLACED = re.compile(r"(?:[特加十万火]{1,2}急[，、 \u3000]+)?[\u4e00-\u9fff]{2,6}")
"""Where a telegram goes, perhaps behind how urgent it is."""


def placed_above_greeting(blocks: Sequence[Block]) -> list[Block]:
    """Lines → the same, a place between the announcement of a message and whom that greets as its address."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        above = near_text(blocks, n - 1) if near(blocks, n - 1) == "line" else ""
        announced = above[-1:] in ("：", ":") and leads_to_text(above)
        greeted = near(blocks, n + 1) == "salute" and near_text(blocks, n + 1)[-1:] in ("：", ":")
        if block.kind == "line" and greeted and announced and PLACED.fullmatch(block.text.text):
            result[n] = told(block, "address", "letter-parts")
    return result


def below_announced(blocks: Sequence[Block]) -> list[Block]:
    """Lines → below one that announces a message (某某来电：) and above the next day that stands alone below a
    name: the first line, if it ends with a colon, as salute, the name as signed, the day as dateline. Elsewhere
    within a text names and days are none."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        if block.kind != "line" or block.text.text[-1:] not in "：:" or not leads_to_text(block.text.text):
            continue
        if end := signed_below(blocks, n + 1):
            if near(blocks, n + 1) == "line" and GREETS.fullmatch(near_text(blocks, n + 1)):
                result[n + 1] = told(blocks[n + 1], "salute", "letter-parts")
            result[end - 1] = told(blocks[end - 1], "signed", "letter-parts")
            result[end] = told(blocks[end], "dateline", "letter-parts")
    return result


def signed_below(blocks: Sequence[Block], start: int) -> int:
    """The index of the day below a name that ends the message from index `start` on; 0 where none does."""
    for n in range(start + 1, min(start + LONGEST, len(blocks))):
        text, above = blocks[n].text.text, near_text(blocks, n - 1)
        if near(blocks, n) not in ("line", "dateline", "salute", "item") or leads_to_text(text):
            return 0
        signs = near(blocks, n - 1) == "line" and (
            signs_alone(above) or SIGNING_BODY.search(above) or SIGNS_OFF.fullmatch(above)
        )
        below = (
            n - 1 == start
            or finished(near_text(blocks, n - 2))
            or "salute" in (near(blocks, n - 2), near(blocks, n - 3))
        )
        if signs and below and not finished(above) and len(above) <= LONGEST and ON_DAY.fullmatch(text):
            return n
    return 0
