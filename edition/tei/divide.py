"""Blocks cut into parts that become elements of their own: speaker and speech, recipients, participants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from edition.model import Block, Mark

LIST_LABEL = re.compile(
    r"^(?:(?!第\d)[^：:、；;]{1,20}[：:](?:[^：:、，；;。]{1,14}(?:[：:]|(?<=方)[为有是]|(?<=方面)[为有是]))?|[^：:、，；;。]{1,8}方面?[为有是]|(?:参加|出席|列席|在座|与会)[^：:、，,；;。]{0,10}?(?:还有|还是|的有|的是|有|是)|(?:此件|本件)?(?:即|抄|分|请)?送(?=[^：:、，；。]{1,10}[、，]))"
)
COPY = re.compile(r"第\d{1,2}(?:[、—－–-]\d{1,2})*份|\d{1,2}[．.－—-](?=\D)")
# 抄送：某局 某某会
APART = re.compile(r"[\u4e00-\u9fff]{1,4}：[\u4e00-\u9fff]{2,16}(?: [\u4e00-\u9fff]{2,16})+")
# 陆青石—某局局长、柳成荫—秘书，兼通译: a dash between each name and what he is.
DASHED = re.compile(r"(?:^|[、；：])[^、；，：—－-]{1,12}[—－-]{1,2}(?=[^、；，：—－-])")
CONJUNCTIONS = frozenset("和与及")
SEPARATORS = frozenset("、，,；;")
SPACES, STYLES = frozenset(" \u3000"), ("同志", "先生", "女士")
"""White space behind one of these parts two names too: 甲同志 乙同志."""
BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}


def divide_names(block: Block) -> tuple[Block | None, list[Block]]:
    """Recipients or participants in one run of text → the label before a colon or after
    参加会谈的有, if there is one, and an item for each name; commas and an 和 between two persons
    stay at the end of their item. No mark is cut."""
    label = LIST_LABEL.match(block.text.text)
    start = label.end() if label else 0
    dashed = len(DASHED.findall(block.text.text[start:])) > 1
    joined = () if dashed else conjunctions(block, start)
    ends = sorted({*separations(block.text.text, start, dashed), *joined})
    cuts = [place for place in (start, *ends) if place and whole(block, place)]
    first, *rest = cut(block, cuts)
    return (first, rest) if start and cuts[:1] == [start] else (None, [first, *rest])


def whole(block: Block, place: int) -> bool:
    """Whether a cut at this place leaves every mark whole."""
    return not any(mark.start < place < mark.end for mark in block.marks)


def separations(text: str, start: int, dashed: bool = False) -> Iterator[int]:
    """A run of names → the places after the commas between them, after the space behind 同志 and before
    numbered copies (第2份, 2．); a comma in brackets or in the numbers of copies (第3、4份) separates nothing,
    nor does any but 、 and ； where names are `dashed`."""
    depth = 0
    parting = SEPARATORS if SEPARATORS & {*text[start:]} or not APART.fullmatch(text) else {" "}
    parting = parting - {"，", ","} if dashed else parting
    inside = {i for copy in COPY.finditer(text) for i in range(copy.start(), copy.end())}
    for i, character in enumerate(text[start:], start):
        depth = max(0, depth + BRACKETS.get(character, 0))
        numbered = COPY.match(text, i + 1) and not (character.isdigit() or character == "第")
        styled = character in SPACES and text.endswith(STYLES, start, i)
        parts = (character in parting and i not in inside) or numbered or styled
        if parts and not depth and text[i + 1 :].strip():
            yield i + 1


def conjunctions(block: Block, start: int) -> Iterator[int]:
    """A run of names → the places after each 和 between two commas that has a marked person on either side of
    it, or that attr `joins` knows to join two people."""
    text = block.text.text
    joins = tuple(block.attrs.get("joins", "").split())
    people = [m for m in block.marks if m.kind == "name" and m.attrs.get("type") == "person"]
    for first, last in pairwise([start, *separations(text, start), len(text)]):
        for i in range(first, last):
            before = any(first <= m.start and m.end <= i for m in people)
            after = any(i < m.start and m.end <= last for m in people)
            known = (before and after) or bool(joins and text.endswith(joins, first, i + 1))
            if text[i] in CONJUNCTIONS and known and not depth_at(text, first, i):
                yield i + 1


def depth_at(text: str, start: int, end: int) -> int:
    """How many brackets opened since `start` are open at `end`."""
    return sum(BRACKETS.get(character, 0) for character in text[start:end])


def cut(block: Block, at: Sequence[int]) -> list[Block]:
    """A block and ascending positions in its text → the blocks between them, each with its own marks. A
    mark that crosses a cut is halved where it may be, else it goes, too long, to the block in which it
    starts, where it will be reported."""
    parts = []
    left = list(block.marks)
    for start, end in pairwise([0, *at, len(block.text)]):
        mine = [m for m in left if m.start < end or m.end <= end]
        left = [m for m in left if m not in mine]
        halved = [(i, halves(m, end)) for i, m in enumerate(mine) if m.end > end]
        for i, pair in halved:
            if pair is not None:
                mine[i], rest = pair
                left.insert(0, rest)
        moved = tuple(replace(m, start=m.start - start, end=m.end - start) for m in mine if m.kind != "speaker")
        parts.append(replace(block, text=block.text[start:end], marks=moved))
    return parts


def halves(mark: Mark, at: int) -> tuple[Mark, Mark] | None:
    """A mark and a place inside it → two marks that say what it said, or nothing where that cannot
    be: emphasis can be halved, and so can a lemma that the other witnesses lack; what little they
    have belongs to the second half."""
    rows = [row.split("\t") for row in mark.attrs.get("readings", "").split("\n") if row]
    lacking = mark.kind == "app" and all("lacuna" in row[1:2] or not any(row[2:]) for row in rows)
    if mark.kind != "hi" and not lacking:
        return None
    readings = {"readings": "\n".join("\t".join((*row[:2], "")) for row in rows)} if rows else {}
    return replace(mark, end=at, attrs={**mark.attrs, **readings}), replace(mark, start=at)
