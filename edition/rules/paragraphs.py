"""Paragraphs of a text whose line ends only tell where a sentence ends, and the spaces that are no part of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import leave_out
from edition.rules.parting import part, trim

# White space after which a paragraph begins: a line end with a space below it, or a space after a mark that ends a
# sentence or announces what follows.
BREAK = re.compile(r"\s*[\r\n]+[ \t\u3000]+(?=\S)|(?<=[：？！；”…—）])[ \t\u3000]+(?=\S)")
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
    """
    return Recognised(tuple(part for block in blocks for part in split_paragraphs(block)))


def split_paragraphs(block: Block) -> Iterator[Block]:
    if block.kind not in ("para", "entry"):
        yield block
        return
    text, done = block.text.text, 0
    if block.kind == "para":
        for found in BREAK.finditer(text):
            if text[found.end()] in NO_START or is_bracket(text, found.start()):
                continue
            yield from lines(part(block, done, found.start(), found.end()))
            done = found.end()
    yield from lines(part(block, done, len(text)))


def is_bracket(text: str, at: int) -> bool:
    """Whether the sign before a break is a closing bracket or dash inside a sentence: then the space is noise."""
    return text[at - 1] in "）—…" and not text[at : at + 1] in "\r\n"


def lines(block: Block) -> Iterator[Block]:
    """A paragraph → the same without line ends; nothing if it holds only white space."""
    ends = [(m.start(), m.end()) for m in re.finditer(r"[ ]*[\r\n]+[ ]*", block.text.text)]
    kept = trim(leave_out(block, ends))
    if kept.text:
        yield kept


# -- stray spaces ------------------------------------------------------------------------------------------------

FIELDS = ("signed", "head", "figure", "fw", "address", "distribution", "idno", "secrecy", "dateline", "line")


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
    """Whether a space in a field stands between two words: its neighbours meet nowhere else."""
    if start == 0 or end == len(text):
        return False
    return is_han(text[start - 1]) and is_han(text[end]) and text[start - 1] + text[end] not in pairs


def is_han(char: str) -> bool:
    return bool(re.match(f"[{HAN}]", char))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("paragraphs", "segment", find_paragraphs),
    Recogniser("stray-spaces", "segment", drop_stray_spaces),
)
