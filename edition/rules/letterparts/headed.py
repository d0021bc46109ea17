"""The end of a letter or circular that the capture took for heads: who signs, the day below, what goes with the paper above."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.cutting import near, told
from edition.rules.signatures import is_writer

ENCLOSED = re.compile(r"[（(]附(?P<what>[^（）()：:]{4,30})[）)]")
"""What goes with a paper, in brackets above its signature: （附某局意见）"""
LONGEST = 40


def signed_as_heads(blocks: Sequence[Block]) -> list[Block]:
    """Lines → a head above a day that calls whoever the title of the document begins with, below running text, as signed; what stands in
    brackets above it and says what goes with the paper as a line."""
    result, title, text = list(blocks), "", False
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            title, text = block.text.text, False
        elif (
            block.kind == "head"
            and text
            and near(blocks, n + 1) == "dateline"
            and signs(block.text.text, title)
        ):
            result[n] = told(block, "signed", "letter-parts", type="")
            if n and blocks[n - 1].kind == "head" and ENCLOSED.fullmatch(blocks[n - 1].text.text):
                result[n - 1] = told(blocks[n - 1], "line", "letter-parts", type="")
            text = False
        text = text or block.kind == "line"
    return result


def signs(name: str, title: str) -> bool:
    """Whether a title begins with a name, or that is the end of the name of whom it begins with."""
    return 1 < len(name) <= LONGEST and (title.startswith(name) or is_writer(name, title))


def enclosed(text: str) -> str:
    """What a line in brackets says that goes with the paper, "" where it says nothing of that."""
    found = ENCLOSED.fullmatch(text)
    return found["what"] if found else ""
