"""Several who sign a text one below another without a day: who stands among them
signs, too, whatever he is called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.formulas import FULL_NAME
from edition.rules.language.lexicon import BODIES
from edition.rules.language.sentences import finished
from edition.rules.letters.letterparts.feet import ENDS, SENT
from edition.rules.letters.letterparts.names import BODY
from edition.rules.text.cutting import near, near_text, told

FEWEST = 3
"""So many lines at least are a row of those who sign."""
NAME = re.compile(r"[\u4e00-\u9fff“”·\d]{2,24}")
PERSON = re.compile(FULL_NAME)
LISTS = re.compile(
    rf"(?:以下|下列|如下|下面|名单)[^，。]{{0,8}}。?$|(?<![我你他她咱]们)(?<![我咱])(?:[二两三四五六七八九十几]{{1,3}}|\d{{1,2}})[个家](?:[\u4e00-\u9fff]{{0,8}}(?:{BODIES})|单位|部门|机关|团体)[^，。；]{{0,16}}。?$"
)
"""How a sentence counts up those below it, 下列各社, 三个单位; but those of 我们三个单位 sign."""


def signed_in_row(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the lines between the last sentence and the end of what greets somebody, or of what
    by its title is sent, as signed where they are names, more than half of them bodies or people; as lines
    where that sentence counts them up."""
    result = list(blocks)
    for start, end, greets in rows(blocks):
        row = range(start, end)
        if LISTS.search(near_text(blocks, start - 1)):
            for n in row:
                result[n] = told(blocks[n], "line")
            continue
        named = sum(
            BODY.fullmatch(near_text(blocks, n)) is not None
            or PERSON.fullmatch(near_text(blocks, n)) is not None
            for n in row
        )
        if greets and 2 * named > len(row):
            for n in row:
                result[n] = told(blocks[n], "signed", "letter-parts")
    return result


def rows(blocks: Sequence[Block]) -> Iterator[tuple[int, int, bool]]:
    """The places of rows of names right below a sentence where a text ends: first, behind the last, and
    whether the text is sent to somebody."""
    greets, start = False, 0
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            greets = SENT.search(block.text.text) is not None
        greets = greets or block.kind == "salute"
        name = (
            block.kind in ("line", "signed") and not block.attrs.get("type") and NAME.fullmatch(block.text.text)
        )
        if not name:
            start = n + 1
        elif near(blocks, n + 1) in ENDS and n + 1 - start >= FEWEST and below_sentence(blocks, start):
            yield start, n + 1, greets


def below_sentence(blocks: Sequence[Block], n: int) -> bool:
    """Whether a whole sentence that leads to nothing stands above the block at index `n`."""
    above = near_text(blocks, n - 1)
    return near(blocks, n - 1) == "line" and finished(above) and above[-1:] not in "：:"
