"""The numbers of points: those that a paragraph begins with, those that count on from the point
above, points that run on in a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.language.formulas import HOURS, NUMERAL, NUMERAL_YEAR, ORDINALS, STEM
from edition.rules.language.numerals import number
from edition.rules.text.cutting import told
from edition.rules.text.parting import part
from edition.rules.text.spaces import BLANK, HAN

# The number of a point at the start of its paragraph; 一、二两月 and 1.5 begin none,
# but 三、八位 and 一、三县 do.
IN_TURN = "|".join(f"{a}、\\s*{b}" for a, b in pairwise(ORDINALS[:10]))
# No range goes from a number to itself or a lower one: 一、一年来, 二、一切
NO_RANGE = "|".join(f"{a}(?=、[{''.join(ORDINALS[: n + 1])}])" for n, a in enumerate(ORDINALS[:9]))
NUMBER_OF = re.compile(
    rf"[“‘]?(?P<n>{NUMERAL}{{1,3}}(?= ?、(?:(?!\s*{NUMERAL})|(?={NUMERAL_YEAR})))|(?!(?:{IN_TURN})){NUMERAL}(?=、{NUMERAL}[位个名件项条省县市])|{NO_RANGE}|[（(]\s*(?:{NUMERAL}{{1,3}}|\d{{1,2}}|{STEM})\s*[）)]|第\s*{NUMERAL}{{1,3}}(?=[，、])"
    rf"|{NUMERAL}{{1,3}}(?=\u3000)|{NUMERAL}{{1,3}}(?=．(?!\s?(?:{NUMERAL}|\d)))|第\s*{NUMERAL}{{1,3}}\s*条(?=[ \u3000])|\d{{1,2}}(?!、\d{{1,2}}月)(?=[．、]|[.](?!\d)|·(?=[\u4e00-\u9fff]))|{STEM}(?=、(?!{STEM}))|[{HOURS}](?=、(?![{HOURS}]))|[㈠-㈩⑴-⒇])"
)
LIKE_POINT = re.compile(r"(?P<n>\d{1,2}(?=[。，：；][^\s\d]|[.．]\d{1,2}月\d)|[二三四五六七八九十](?=[、，]))")
WITHIN_POINT = re.compile(r"[（(]\s*\d{1,2}\s*[）)]|[①-⑳⑴-⒇]")
COUNTS = re.compile(r"(?P<n>\d{1,2})[。，：；、．.](?=[^\s\d])")
# A point whose number and the marks about it the next one repeats.
NUMERALS = ORDINALS[:10]
DIGITS = tuple(map(str, range(1, 31)))
RUN_ON = re.compile(
    rf"(?P<before>[（(]?)(?P<n>[{''.join(NUMERALS)}]|\d{{1,2}})(?P<after>[、．.)）])(?=[\u4e00-\u9fff]|[12]\d{{3}}年)"
)


def numbered(block: Block) -> Block:
    """A paragraph → the same with the number it begins with."""
    found = NUMBER_OF.match(block.text.text) if block.kind == "para" else None
    return told(block, point=re.sub(r"\s", "", found["n"])) if found else block


def counted_on(blocks: Sequence[Block]) -> Iterator[Block]:
    """Paragraphs → the same; one that begins with the number after that of the last point as the
    next point, also with another mark behind it (6。 below 5．) or before a number (三、四十名
    below 二、, 5.12月9日 below 4.)."""
    last, figure, first = "", "", first_points(blocks)
    for n, block in enumerate(blocks):
        found = (
            LIKE_POINT.match(block.text.text) if block.kind == "para" and "point" not in block.attrs else None
        )
        if found and (follows(found["n"], last) or follows(found["n"], figure) or n in first):
            block = told(block, point=found["n"])
        last = "" if block.kind == "head" else block.attrs.get("point", last)
        # Points within a point, 7。 （1） （2） 8。, do not end its row; those of a higher way do.
        figure = last if last.isdecimal() else figure if WITHIN_POINT.fullmatch(last) else ""
        yield block


def first_points(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of paragraphs that begin with a 1 and such a mark (1，), where the next that begin with a
    number and a mark go on with 2."""
    counts = [(n, m) for n, b in enumerate(blocks) if b.kind == "para" and (m := COUNTS.match(b.text.text))]
    return frozenset(n for (n, one), (_, two) in pairwise(counts) if one["n"] == "1" and two["n"] == "2")


def follows(number: str, last: str) -> bool:
    """Whether a number, in figures or one numeral, is the next after another."""
    if number.isdecimal() and last.isdecimal():
        return int(number) == int(last) + 1
    return last + number in (a + b for a, b in pairwise(NUMERALS))


def sign_of(text: str, start: int) -> str:
    """The number of the point that begins at `start`, with its brackets."""
    found = RUN_ON.match(text, start)
    return found[0].rstrip("、．.") if found else ""


def with_points_between(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs → the same, one between two points that count by two (二、 and 四、) cut where
    the number between them stands behind the end of a sentence and white space or a stroke:
    不再修。 三、木料; 也不修；／3、木料"""
    result = list(blocks)
    last: dict[tuple[str, str, bool], tuple[int, re.Match[str]]] = {}
    cuts: list[tuple[int, int, int]] = []
    for n, block in enumerate(blocks):
        if block.kind == "head" or block.attrs.get("opens"):
            last = {}
        found = RUN_ON.match(block.text.text) if block.kind == "para" and block.attrs.get("point") else None
        if found is None:
            continue
        above, point = last.get(way_of(found), (n, found))
        if number(found["n"]) == number(point["n"]) + 2:
            cuts += between(blocks[above:n], above, point)[:1]
        last[way_of(found)] = (n, found)
    cuts.sort()
    for n, end, start in reversed(cuts):
        below = numbered(part(result[n], start, len(result[n].text)))
        result[n : n + 1] = [part(result[n], 0, end), below]
    return result


def way_of(point: re.Match[str]) -> tuple[str, str, bool]:
    """The marks about the number of a point, and whether it is in figures."""
    return point["before"], point["after"], point["n"].isdecimal()


def between(blocks: Sequence[Block], first: int, point: re.Match[str]) -> list[tuple[int, int, int]]:
    """The places in paragraphs, counted from `first` on, of the number behind that of a `point`, each with the
    end of what stands above and its start."""
    kind = DIGITS if point["n"].isdecimal() else NUMERALS
    if number(point["n"]) >= len(kind):
        return []
    sign = re.escape(point["before"]) + kind[number(point["n"])] + re.escape(point["after"])
    here = re.compile(rf"(?<=[。！？；．])(?:(?P<blank>{BLANK}+)|[／/|])(?={sign}[{HAN}])")
    places = ((n, found) for n, b in enumerate(blocks, first) if (found := here.search(b.text.text)))
    return [(n, found.start() if found["blank"] else found.end(), found.end()) for n, found in places]


def points_run_on(block: Block) -> Iterator[Block]:
    """A point → the same cut before the next in turn, where only white space parts it from a point
    that no mark ends: 1．木料 2．石料"""
    text, done = block.text.text, 0
    first = RUN_ON.match(text) if block.kind == "para" else None
    if first is None:
        yield block
        return
    n, kind = number(first["n"]), NUMERALS if first["n"] in NUMERALS else DIGITS
    while n < len(kind):
        sign = re.escape(first["before"]) + kind[n] + re.escape(first["after"])
        found = re.compile(rf"(?<=[{HAN}）]){BLANK}+(?={sign}(?:[{HAN}]|[12]\d{{3}}年))").search(text, done)
        if found is None:
            break
        yield told(part(block, done, found.start(), found.end()), point=sign_of(text, done))
        done, n = found.end(), n + 1
    yield told(part(block, done, len(text)), point=sign_of(text, done)) if done else block
