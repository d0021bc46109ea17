"""Paragraphs of a text whose line ends only tell where a sentence ends, and the spaces that are no part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import leave_out, told
from edition.rules.parting import part, trim

# White space after which a paragraph begins: a line end with a space below it, or a space after a mark that ends a
# sentence or announces what follows; after a semicolon only before a number, since a clause is no paragraph.
ITEM = r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]|第[一二三四五六七八九十]|[①-⑳]"
BREAK = re.compile(
    r"\s*[\r\n]+(?:[ \t\u3000]+(?=\S)|(?=（|……|[\u4e00-\u9fff]{2,8}(?:形势|局势|附注|意见|结论) ))"
    rf"|(?<=[：？！”…—）])[ \t\u3000]+(?=\S)|(?<=；)[ \t\u3000]+(?={ITEM})"
)
LONGEST_BRACKET = 120
NUMBERED = re.compile(r"（[一二三四五六七八九十\d]{1,3}）")
# Signs that cannot begin a paragraph.
NO_START = "”’）)》，。、；：！？%％､,.;:"
HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
MARKS = "，。、；：！？（）“”‘’《》〈〉【】…—·．－／％､"
BLANK = r"[ \t\u3000\u00a0]"
STRAY = re.compile(
    rf"(?<=[{HAN}{MARKS}]){BLANK}+(?=[{HAN}{MARKS}\dA-Za-zА-Яа-я(@%])|(?<=[\dA-Za-z)%]){BLANK}+(?=[{HAN}{MARKS}])"
    rf"|(?<=\d){BLANK}+(?=-)|(?<=-){BLANK}+(?=\d)|(?<=[(]){BLANK}+|(?<={BLANK}){BLANK}+|^{BLANK}+|{BLANK}+$"
)


def find_paragraphs(blocks: Blocks, options: Options) -> Recognised:
    """Running text → its paragraphs, without line ends.

    A paragraph begins where a line begins with a space, and after a space that follows a mark such as ： ？ ！ ； or ”.
    Dots alone in a paragraph stand for what the book leaves out: a `gap`.
    """
    return Recognised(tuple(part for block in blocks for part in split_paragraphs(block)))


def split_paragraphs(block: Block) -> Iterator[Block]:
    if block.kind not in ("para", "entry"):
        yield block
        return
    text, done = block.text.text, 0
    if block.kind == "para":
        for found in BREAK.finditer(text):
            if (
                text[found.end()] in NO_START
                or is_bracket(text, done, found.start())
                or in_brackets(text, done, found.start())
            ):
                continue
            yield from lines(part(block, done, found.start(), found.end()))
            done = found.end()
    yield from lines(part(block, done, len(text)))


def is_bracket(text: str, start: int, at: int) -> bool:
    """Whether the sign before a break is a bracket or dash inside the sentence that began at `start`, so that the space
    is noise; a paragraph that is all in brackets, or all dots, ends with them."""
    begun = text[start:at]
    if (begun[:1] == "（" and not NUMBERED.fullmatch(begun)) or not begun.strip("…"):
        return False
    return begun[-1:] in "）—…" and text[at : at + 1] not in "\r\n"


def in_brackets(text: str, start: int, at: int) -> bool:
    """Whether a round bracket opened since `start` closes only after `at`."""
    begun = text[start:at]
    return begun.count("（") > begun.count("）") and "）" in text[at : at + LONGEST_BRACKET]


def lines(block: Block) -> Iterator[Block]:
    """A paragraph → the same without line ends; nothing if it holds only white space."""
    ends = [(m.start(), m.end()) for m in re.finditer(r"[ ]*[\r\n]+[ ]*", block.text.text)]
    kept = trim(leave_out(block, ends))
    if kept.text and not kept.text.text.strip("…"):
        yield told(kept, "gap", "paragraphs", reason="sampling")
    elif kept.text:
        yield kept


# -- stray spaces ------------------------------------------------------------------------------------------------

FIELDS = ("signed", "figure", "fw", "address", "distribution", "line")


def drop_stray_spaces(blocks: Blocks, options: Options) -> Recognised:
    """Spaces between Chinese characters, digits and marks go; spaces between Latin words stay.

    In a signature, a head or a caption a space may stand between an office and a name, or between two lines: there it
    stays where the characters on its two sides are not found next to each other anywhere in the text.
    """
    pairs = neighbours(blocks)
    return Recognised(tuple(without_spaces(block, pairs) for block in blocks))


def neighbours(blocks: Sequence[Block]) -> frozenset[str]:
    """Every pair of characters that stands somewhere in running text without a space between."""
    return frozenset(
        b.text.text[i : i + 2]
        for b in blocks
        if b.kind in ("para", "speech", "entry")
        for i in range(len(b.text) - 1)
    )


def without_spaces(block: Block, pairs: frozenset[str]) -> Block:
    if block.kind == "excluded":
        return block
    text = block.text.text
    gone = [
        (m.start(), m.end())
        for m in STRAY.finditer(text)
        if block.kind not in FIELDS or not separates(text, m.start(), m.end(), pairs)
    ]
    kept = leave_out(block, gone)
    marks = tuple(replace(m, body=without_spaces(m.body, pairs)) if m.body else m for m in kept.marks)
    return replace(kept, marks=marks)


def separates(text: str, start: int, end: int, pairs: frozenset[str]) -> bool:
    """Whether a space in a field stands between two words or items: before a number, after a page number, or where its
    neighbours meet nowhere else."""
    left, right = text[start - 1 : start], text[end : end + 1]
    if not left or not right:
        return False
    if left.isdigit() or right.isdigit():
        return is_han(left) or text[:start].isdigit()
    return is_han(left) and is_han(right) and left + right not in pairs


def is_han(char: str) -> bool:
    return bool(re.match(f"[{HAN}]", char))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("paragraphs", "segment", find_paragraphs),
    Recogniser("stray-spaces", "segment", drop_stray_spaces),
)
