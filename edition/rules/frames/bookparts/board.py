"""The list of a board of editors or of sources, below its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules.text.cutting import cut, leave_out, stripped, told

BOARD = re.compile(r".{0,30}(?:编辑委员会|编委会|编辑部|编写组|编译组|编审委员会|编写人员|编辑人员)(?:名单)?")
# What a library or a printer put on the page: no word, or letters and digits that are no year.
MARK = re.compile(r"(?![12]\d{3}\Z)[\W\d_]*|(?![12]\d{3}(?!\d))(?=.*\d)[A-Za-z\d./:\-—·]{1,12}")
OFFICE = re.compile(
    r"(?:主\s*编|副\s*主\s*编|编\s*委|委\s*员|顾\s*问|成\s*员|编\s*者|作\s*者|撰\s*稿\s*人?)\s*(?:[（(][^（）()]{2,20}[）)])?[：:]?"
)
SPACED_NAME = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
"""A name of two characters, spaced out to the width of three."""
ONE_NAME = re.compile(rf"(?:{SPACED_NAME.pattern}|[\u4e00-\u9fff·]{{2,12}})(?:[（(][^（）()]{{1,20}}[）)])?")
"""A name in a list, perhaps spaced out, perhaps with where its bearer works."""
NAMES = re.compile(rf"[\s、，,]*{ONE_NAME.pattern}(?:[\s、，,]+{ONE_NAME.pattern})*[\s、，,]*")


def board_line(block: Block, opens: bool) -> Iterator[Block]:
    """A line of the list of editors → a head for the board or for an office, an item
    for each name beside or below it."""
    text = block.text.text
    said = {"opens": "front", "subtype": "board"} if opens else {}
    office = OFFICE.match(text)
    if MARK.fullmatch(text):
        yield told(block, "fw", "book-parts", type="mark", **said)
    elif BOARD.fullmatch(text) or (office and office.end() == len(text)):
        yield told(block, "head", "book-parts", type="main" if opens else "section", **said)
    elif office and (names := list(names_of(cut(block, office.end(), len(text))))):
        yield told(stripped(cut(block, 0, office.end())), "head", "book-parts", type="section", **said)
        yield from names
    else:
        yield from list(names_of(block)) or (told(block, "item", "book-parts", **said),)


def names_of(line: Block) -> Iterator[Block]:
    """A line of nothing but names, parted by white space or commas → an item each; nothing where it holds
    anything else. One that is spaced out (江 淳) has no space in it."""
    text = line.text.text
    if NAMES.fullmatch(text):
        for name in ONE_NAME.finditer(text):
            item = told(cut(line, name.start(), name.end()), "item", "book-parts", opens="", subtype="")
            spaced = SPACED_NAME.match(item.text.text)
            yield leave_out(item, [(1, spaced.end() - 1)]) if spaced else item
