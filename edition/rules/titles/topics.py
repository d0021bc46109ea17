"""Lines that head what stands below them by what they are and where they stand: topics
between turns, signs, numbers alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules.language.formulas import STEM
from edition.rules.language.lexicon import BODIES, NARRATES, OFFICES, RECORDS
from edition.rules.language.numerals import number
from edition.rules.titles.shape import has_ended

TOPIC = re.compile(
    rf"(?!{NARRATES})(?:[\u4e00-\u9fff“”《》·－—]{{2,24}}|[\u4e00-\u9fff“”《》·]{{4,20}}[ \u3000]{{1,2}}[\u4e00-\u9fff“”《》·]{{5,20}})"
)
"""What a part of an interview is about, on a line of its own between turns, perhaps in two halves."""
FEWEST_TOPICS = 2
SHORTEST_TOPIC = 6
FEWEST_ASKED = 2
"""So often somebody asks at least who is the one that asks."""
LONE = re.compile(
    r"(?![后就也那这所但因为不是而又还都在从当对好嗯啊哦])[^我你您他她它咱吗呢吧啊呀]{8,26}(?<![了的过着])"
)
SIGNING = re.compile(rf"(?:{BODIES}|{OFFICES}|{RECORDS}|编者|记者)$")
COUNTS_ALONE = re.compile(
    r"(?P<n>[一二三四五六七八九十]{1,3})|(?P<figure>0\d|\d{1,2})|第(?P<sitting>[一二三四五六七八九十]{1,3})(?:[场组天日]|单元|阶段|议程|环节)"
)
BY_STEM = re.compile(rf"(?P<stem>{STEM})、[^。！？；：:…、]{{2,28}}(?<!，)")
"""A head that a stem counts, perhaps with a pause: 乙、先修后养，以养代修"""
SPOKEN_OF = re.compile(
    r"(?:谈(?![判话到及了])|论|忆|评|访|关于)[^，。！？：；]{1,24}：“[^“”。！？；：]{2,32}(?<![，、])”"
)
"""Of what the text below speaks, and a word of it: 谈修桥：“石头要自己背”"""
SIGNED_HEAD = re.compile(r"[■□◆◇★☆▲▼]\s?[^。！？：:；…■□◆◇★☆▲▼]{2,60}(?<![，、])")
"""A head that a sign stands before."""


def topics(blocks: Sequence[Block], longest: int) -> frozenset[int]:
    """The indexes of lines that say what the turns below them are about, where a text has at least two such:
    short, with no mark but quotation marks, between the end of a turn that leads to nothing, or a paragraph,
    and a turn or a line longer than `longest` characters; where one above a turn quotes a word, also such as do
    above a sentence of several clauses."""
    found = [
        n
        for n in range(1, len(blocks) - 1)
        if blocks[n].kind == "line"
        and TOPIC.fullmatch(blocks[n].text.text)
        and has_ended(blocks[n - 1])
        and not (blocks[n - 1].kind == "speech" and blocks[n - 1].text.text[-1:] in ("：", ":"))
    ]
    parting = {n for n in found if blocks[n + 1].kind == "speech"}
    above = {n for n in found if blocks[n + 1].kind == "line" and len(blocks[n + 1].text) > longest}
    quoting = any("“" in blocks[n].text.text for n in parting)
    like = {n for n in found if quoting and "“" in blocks[n].text.text and is_sentence(blocks[n + 1].text.text)}
    return frozenset(parting | like if len(parting | above | like) >= FEWEST_TOPICS else ())


def lone_topics(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines that say what the question below them is about, be there but one: of eight
    characters at least, with no word in which somebody talks or goes on, between what has ended and a turn of
    the one who asks in this text."""
    said = [(spoken_by(block), block.text.text.rstrip("”’）)")[-1:] in "？?") for block in blocks]
    turns, asked = Counter(s for s, _ in said), Counter(s for s, asks in said if asks)
    asking = {s for s, times in asked.items() if s and times >= FEWEST_ASKED and 3 * times >= 2 * turns[s]}
    return frozenset(
        n
        for n in range(1, len(blocks) - 1)
        if blocks[n].kind == "line"
        and said[n + 1][0] in asking
        and has_ended(blocks[n - 1])
        and LONE.fullmatch(blocks[n].text.text)
        and TOPIC.fullmatch(blocks[n].text.text)
    )


def spoken_by(block: Block) -> str:
    """The label with which a turn begins; nothing where a block begins none."""
    ends = [mark.end for mark in block.marks if mark.kind == "speaker" and not mark.start]
    return block.text.text[: ends[0]] if ends else ""


def opens_talk(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` stands between the paragraphs that introduce a talk and its
    first turn, and is as long as what a part is about, and no name of a body or of somebody by what
    he is, who signs an introduction."""
    above, line, below = blocks[n - 1 : n + 2]
    between = above.kind == "line" and line.kind == "line" and below.kind == "speech"
    if not between or len(line.text) < SHORTEST_TOPIC or not TOPIC.fullmatch(line.text.text):
        return False
    piece = takewhile(lambda b: not b.attrs.get("opens"), reversed(blocks[:n]))
    return not SIGNING.search(line.text.text) and all(b.kind != "speech" for b in piece)


def is_sentence(text: str) -> bool:
    """Whether a line is a sentence of several clauses."""
    return "，" in text and text.endswith("。")


def spoken_of(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines that begin with a word for speaking of something and name a word of it
    behind a colon, where a text has at least two such: without a stop, below what has ended and
    above running text that is none."""
    found = [
        n
        for n in range(1, len(blocks) - 1)
        if blocks[n].kind == "line" and SPOKEN_OF.fullmatch(blocks[n].text.text) and has_ended(blocks[n - 1])
    ]
    above = {
        n
        for n in found
        if blocks[n + 1].kind in ("line", "speech") and n + 1 not in found and n - 1 not in found
    }
    return frozenset(above if len(above) >= FEWEST_TOPICS else ())


def signed_heads(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines that a sign stands before (■), without a stop, between the end of a turn or
    paragraph and another that has no such sign."""
    found = [n for n in range(1, len(blocks) - 1) if SIGNED_HEAD.fullmatch(blocks[n].text.text)]
    return frozenset(
        n
        for n in found
        if blocks[n].kind == "line"
        and has_ended(blocks[n - 1])
        and blocks[n + 1].kind in ("line", "speech")
        and blocks[n + 1].text.text[:1] != blocks[n].text.text[:1]
    )


def numbers_alone(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the lines of a piece that are a number and nothing else, or that of a sitting
    (第一场), where they count on from 一 and there are at least two, figures only below what has ended,
    as the number of a page need not stand; and of one, whatever its number, with which the text of a
    piece begins, as an instalment does."""
    rows: list[list[int]] = [[]]
    first: set[int] = set()
    begun = True
    for n, block in enumerate(blocks[:-1]):
        text = block.text.text
        if block.attrs.get("opens"):
            rows.append([])
            begun = False
        counts = block.kind == "line" and COUNTS_ALONE.fullmatch(text)
        if not begun and counts and counts["n"] and blocks[n + 1].kind in ("line", "speech"):
            first.add(n)
        begun = begun or block.kind in ("line", "speech")
        counted = number(counts["n"] or counts["figure"] or counts["sitting"]) if counts else 0
        follows = counts and blocks[n + 1].kind in ("line", "speech") and counted == len(rows[-1]) + 1
        if counts and follows and (not counts["figure"] or has_ended(blocks[n - 1])):
            rows[-1].append(n)
    return frozenset(n for row in rows if len(row) >= FEWEST_TOPICS for n in row) | first


def counted_by_stems(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of the lines of a piece that stems count on from 甲, each without a stop, between
    the end of a paragraph and text that no stem counts, where there are at least two: parties and
    points of a list stand below each other."""
    rows: list[list[int]] = [[]]
    for n in range(1, len(blocks) - 1):
        if blocks[n].attrs.get("opens"):
            rows.append([])
        counted = BY_STEM.fullmatch(blocks[n].text.text) if blocks[n].kind == "line" else None
        below = blocks[n + 1]
        alone = below.kind in ("line", "speech") and not BY_STEM.match(below.text.text)
        if not (counted and alone and has_ended(blocks[n - 1])):
            continue
        if counted["stem"] == STEM[1]:
            rows.append([])
        if STEM[1:-1].startswith(counted["stem"], len(rows[-1])):
            rows[-1].append(n)
    return frozenset(n for row in rows if len(row) >= FEWEST_TOPICS for n in row)
