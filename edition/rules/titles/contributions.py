"""Several short articles on one page, each below its title and the line of its author."""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.formulas import SURNAME
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import near, told
from edition.rules.titles.shape import may_be_title

LONGEST = 30
"""So many characters has a title at most, and fewer than the text below it."""
FEWEST = 2
AUTHOR = re.compile(
    rf"[○◎■●]?{SURNAME}[ \u3000]?[\u4e00-\u9fff]{{1,2}}[ \u3000]*[（(][^（）()。：“”]{{0,30}}(?:大学|学院|学校|党校|研究[院所室会员]|编辑部|出版社|教授|博士)[^（）()。：“”]{{0,12}}[）)]"
)
"""An author and where he teaches: 某某某（某大学教授）"""


def head_contributions(blocks: list[Block]) -> None:
    """Titles above the line of an author and his body, above running text, at least two on a page → heads
    of sections; the authors signed."""
    found = [n for n in range(len(blocks) - 2) if is_contribution(blocks, n)]
    for n in found if len(found) >= FEWEST else ():
        blocks[n] = told(blocks[n], "head", "dated-title", type="section")
        blocks[n + 1] = told(blocks[n + 1], "signed", "dated-title", type="author")


def is_contribution(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a title above its author and a text."""
    title, author, text = blocks[n : n + 3]
    ended = near(blocks, n - 1) != "line" or finished(blocks[n - 1].text.text)
    named = author.kind == "line" and AUTHOR.fullmatch(author.text.text) is not None
    running = text.kind == "line" and len(text.text) > LONGEST
    return (
        ended and may_be_title(title, LONGEST) and named and running and not AUTHOR.fullmatch(title.text.text)
    )
