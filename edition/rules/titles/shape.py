"""By which shape a line can be a title or a head, and after which line one can stand."""

from __future__ import annotations

import re

from edition.model import Block
from edition.rules.language.sentences import finished
from edition.rules.page.rows import INDENT, LABELLED, SPARE, row_width, width
from edition.rules.text.folding import simplified

LONGEST_TITLE = 40
BRIEF = 20
"""A line of so many characters at most may end a document, such as a signature."""
HAN = re.compile(r"[\u4e00-\u9fff]{2}|^[△▲○●◇◆□■☆★]\d{1,2}月\d{1,2}日")
# A title may end with words that it quotes, where they are no sentence.
QUOTING = re.compile(r"“[^“”。！？；]*[^“”。！？；，]”$")
NUMBERED = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[节部]|[（(]?[一二三四五六七八九十]{1,3}[、）)．.]|[一二三四五六七八九十]{1,3}[ \u3000]|\d{1,2}[.．、](?!\d)|[（(]\d{1,2}[)）])"
)


def may_be_title(block: Block, longest: int = LONGEST_TITLE) -> bool:
    """Whether a line is short and open enough at its end to be a title."""
    text = block.text.text
    ends_open = not finished(text) or text.endswith(("）", ")", "：", ":")) or bool(QUOTING.search(text))
    return block.kind == "line" and 2 <= len(text) <= longest and ends_open and "。" not in text


def is_short(block: Block, longest: int, full: int = 0) -> bool:
    """Whether a line can be a head by its length, its end and its letters; in a text wrapped at a
    `full` width it leaves a fifth free."""
    text = block.text.text
    fits = len(text) <= longest and (not full or 5 * width(text) <= 4 * full)
    return block.kind == "line" and fits and not finished(text) and bool(HAN.search(text))


def is_wide(block: Block, full: int) -> bool:
    """Whether a line of a wrapped text fills its row, the indent of a paragraph allowed."""
    return full > 0 and row_width(block) >= full - INDENT - SPARE


def ends_stopped(text: str) -> bool:
    """Whether a line ends like a sentence, or leads on to what stands below it."""
    return text[-1:] in "。！？：:；;，、…"


def has_ended(block: Block) -> bool:
    """Whether the text before a head can end with this block."""
    running = block.kind in ("line", "para", "speech", "fw", "pb")
    return not running or finished(block.text.text) or bool(LABELLED.match(simplified(block.text.text)))


def may_end_document(block: Block) -> bool:
    """Whether a document can end with this block: a sentence is over, or it is as short as a signature."""
    return has_ended(block) or is_short(block, BRIEF)
