"""What stands by a title: the day below it without its year, and at the end of a letter or circular whoever the
title says sends it, the day, what goes with the paper above, also where the capture took them for heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.dates import DATE, day_without_year
from edition.rules.language.sentences import finished
from edition.rules.letters.signatures import WRITES, is_writer, signed_on
from edition.rules.text.cutting import near, near_text, told
from edition.rules.text.handing import enclosed

LONGEST = 40
SENDER_DAY = re.compile(rf"(?P<name>[^。；！？“”]{{2,60}}?(?<![于在至到从自了的]))[ \u3000]*(?P<day>{DATE})")
"""Whoever sends a paper, perhaps with others and their people, and the day:
某局办事组：某某 工会：某某1965年5月6日"""
SHORTEST_SENDER = 4
NOTHING_BELOW = ("", "excluded", "citation")
ABOVE_TEXT = ("head", "signed", "idno", "secrecy", "dateline")
"""What may stand between a title and its day."""


def dated_below_title(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a day without its year between a title and the text as its dateline; without brackets
    only where no other day stands alone, as those of a diary do."""
    days = sum(bool(day_without_year(b.text.text)) for b in blocks if b.kind in ("line", "head"))
    begun = True
    for block in blocks:
        opens = bool(block.attrs.get("opens"))
        above = not begun and not opens and block.kind in ("line", "head")
        open_by = day_without_year(block.text.text) if above else ""
        begun = not opens and (begun or not (open_by or block.kind in ABOVE_TEXT))
        if open_by and (open_by != "-" or days == 1):
            yield told(block, "dateline", "letter-parts", type="")
        else:
            yield block


def signed_as_heads(blocks: Sequence[Block]) -> list[Block]:
    """Lines → a head above a day, or below which nothing stands, that calls whoever the title of the
    document begins with, below running text, as signed; what stands in brackets above it and says what
    goes with the paper as a line."""
    result, title, text = list(blocks), "", False
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title, text = block.text.text, False
        elif (
            block.kind == "head"
            and text
            and near(blocks, n + 1) in ("dateline", *NOTHING_BELOW)
            and signs(block.text.text, title)
        ):
            result[n] = told(block, "signed", "letter-parts", type="")
            if n and blocks[n - 1].kind == "head" and enclosed(blocks[n - 1].text.text):
                result[n - 1] = told(blocks[n - 1], "line", "letter-parts", type="")
            text = False
        text = text or block.kind == "line"
    return result


def signed_by_sender(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → one below a sentence that begins with the whole sender of the title and ends with a
    day as signature and dateline."""
    title = ""
    for n, block in enumerate(blocks):
        title = block.text.text if block.attrs.get("opens") else title
        found = None
        if block.kind == near(blocks, n - 1) == "line" or near(blocks, n - 1) == "gap":
            sender, text = WRITES.split(title, 1)[0], block.text.text
            ended = near(blocks, n - 1) == "gap" or finished(near_text(blocks, n - 1))
            sent = len(sender) >= SHORTEST_SENDER and sender != title and text.startswith(sender) and ended
            found = SENDER_DAY.fullmatch(text) if sent else None
        if found and block.kind == "line":
            yield from signed_on(block, found)
        else:
            yield block


def signs(name: str, title: str) -> bool:
    """Whether a title begins with a name, or that is the end of the name of whom it begins with."""
    return 1 < len(name) <= LONGEST and (title.startswith(name) or is_writer(name, title))
