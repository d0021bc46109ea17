"""Spaces that are no part of a Chinese text, and those that part the columns of a
table or the phrases of a title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from edition.dictionary import is_word
from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.text.cutting import leave_out
from edition.rules.text.folding import squeeze

HAN = r"\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
BLANK = r"[ \t\u3000\u00a0]"
SIGN = "，。、；：！？（）“”‘’《》"
COLUMN = re.compile(r"\u3000{2,}| {3,}|\t")
"""White space between two columns of a table, whose rows have at least three and this length at most."""
WIDE = re.compile(r" {2,}|\u3000+")
LONGEST_ROW = 60
FEWEST_FIELDS = 6
"""In so many places at least such white space parts the fields of a form that has become one paragraph."""
FEWEST_CELLS = 8
"""So many cells at least, of two to ten characters on the average, make a row of a table
whose columns one space parts."""
HALVES = re.compile(rf"(?P<one>[{HAN}“”《》]{{5,24}}){BLANK}(?P<other>[{HAN}“”《》]{{5,24}})")
# How a report begins that was wired: 新华社某地讯　…
WIRED = re.compile(
    r"[【（]?[\u4e00-\u9fff\d]{2,24}(?:(?<![通资简喜问])[讯电]|记者[\u4e00-\u9fff·]{2,8}(?:报道|报导|专访|采写))[】）]?"
)
WORDS_OR_PLACE = re.compile(
    r"[\[［〔﹝【（(]?(?:关\s*键\s*词|主\s*题\s*词|中\s*图\s*分\s*类\s*号)\s*[：:\]］〕﹞】）)]|[（(](?=[^（）()。，]{6,60}\d{6}[）)]$)"
)
"""How a line begins whose words or parts white space sets off: 关键词：甲 乙,
（某大学某系 某省某市 230009）."""
JOINING = ("与", "與", "和", "及", "的")
"""With these a phrase does not end."""
PREDICATE = re.compile("是[^的是]{2,}的$")
"""With 的 ends a phrase that says how something is: 路是走不完的"""
BETWEEN_HAN = re.compile(rf"(?<=[{HAN}{SIGN}]){BLANK}+(?=[{HAN}{SIGN}])")
NUMBER_OF_HEAD = re.compile(
    r"[图表][一二三四五六七八九十\d]{1,3}|第[一二三四五六七八九十百\d]{1,4}[编篇部章节卷条款]|[上中下][编篇]|附[录錄][一二三四五六七八九十\d]{0,3}"
)
NUMERAL_OF_HEAD = re.compile(
    rf"{NUMBER_OF_HEAD.pattern}|第?[一二三四五六七八九十]{{1,3}}|[甲乙丙丁戊己庚辛壬癸]"
)
# Between the title of a periodical and its year a space parts two fields.
YEAR_OF_ISSUE = rf"(?<=[{HAN}》]){BLANK}+[12]\d{{3}} ?年 ?第 ?[\d、，\-—－]{{1,8}} ?[期号辑]"
BESIDE_DIGITS = re.compile(
    rf"(?!{YEAR_OF_ISSUE})(?<=[{HAN}{SIGN}]){BLANK}+(?=\d)|(?<=\d){BLANK}+(?=[{HAN}{SIGN}])"
)


def drop_spaces(blocks: Blocks, options: Options) -> Recognised:
    """Spaces between Chinese characters and digits are no part of a Chinese text: they go, and so do those
    between two Chinese characters in the `kinds` of blocks named and in a signature that is spaced out;
    elsewhere, after the number of a head (第一章), before the year of a periodical (1950年第1期), between key
    words, between a body and its place, and between the two halves of a head in a text that has no such space
    elsewhere, it separates names, fields or phrases."""
    kinds = options["kinds"]
    assert isinstance(kinds, Sequence)
    clean = not any(b.kind in ("para", "speech") and BETWEEN_HAN.search(b.text.text) for b in blocks)
    return Recognised(
        tuple(
            b
            if clean and is_title(b) and is_halved(title_in(b))
            else without_spaces(b, (b.kind in kinds and not b.attrs.get("rend")) or is_spaced_name(b))
            for b in blocks
        )
    )


def is_title(block: Block) -> bool:
    """Whether a block is a head, or the entry of one in a contents table."""
    return block.kind == "head" or (block.kind == "excluded" and bool(block.attrs.get("title")))


def title_range(block: Block) -> range:
    """Where the title that the contents table gives a block stands in its text; nowhere if it has none."""
    title = block.attrs.get("title", "")
    folded = squeeze(block.text.text)
    at = folded.text.find(title) if title else -1
    return range(folded.start(at), folded.end(at + len(title))) if at >= 0 else range(0)


def title_in(block: Block) -> str:
    """The words of a head, or those of the title in an entry of a contents table."""
    place = range(len(block.text)) if block.kind == "head" else title_range(block)
    return block.text.text[place.start : place.stop]


def is_columns(text: str) -> bool:
    """Whether wide spaces part a short text into three fields or more."""
    return len(text) <= LONGEST_ROW and len(COLUMN.findall(text)) > 1


def is_table_row(text: str) -> bool:
    """Whether a text is a row of a table, its cells parted by spaces, and no sentence, nor words of a
    script that parts all its words so."""
    cells = text.split()
    return (
        len(cells) >= FEWEST_CELLS
        and 2 * len(cells) <= sum(map(len, cells)) <= 10 * len(cells)
        and not re.search("[。；！？：]", text)
        and 2 * sum(cell[0].lower() != cell[0].upper() for cell in cells) < len(cells)
    )


def is_phrased(title: str) -> bool:
    """Whether a title is made of phrases that spaces part, wide ones, an ideographic one or
    several, and of no letters spaced out."""
    phrases = title.split()
    shortest = min(map(len, phrases), default=0)
    several = (len(phrases) > 2 or WIDE.search(title) is not None) and not BESIDE_DIGITS.search(title)
    return (len(WIDE.findall(title)) > 1 and shortest > 2) or (several and len(phrases) > 1 and shortest > 3)


def is_halved(title: str) -> bool:
    """Whether a title is made of two long phrases that a single space parts, between which no word stands; a
    phrase that a conjunction ends (甲国与 乙国) is none."""
    found = HALVES.fullmatch(title)
    if found is None or is_word(found["one"][-1] + found["other"][0]):
        return False
    whole = PREDICATE.search(found["one"]) or is_word(found["one"][-2:])
    return bool(whole) or not found["one"].endswith(JOINING)


def is_spaced_name(block: Block) -> bool:
    """Whether a block is a signature spaced out, each character by itself: 中 央."""
    return block.kind == "signed" and all(len(part) == 1 for part in block.text.text.split())


def without_spaces(block: Block, prose: bool) -> Block:
    """A block and the bodies of its notes → the same without stray spaces; `prose`: also between characters."""
    if block.kind == "excluded":
        return without_spaces_in_title(block)
    bodies = (replace(m, body=without_spaces(m.body, True)) if m.body else m for m in block.marks)
    patterns = (BETWEEN_HAN, BESIDE_DIGITS) if prose else (BESIDE_DIGITS,)
    text = block.text.text
    spaces = (m for pattern in patterns for m in pattern.finditer(text))
    number = NUMERAL_OF_HEAD if block.kind == "head" else NUMBER_OF_HEAD
    fields = WORDS_OR_PLACE.match(text)
    columns = is_columns(text)
    stray = [
        (m.start(), m.end())
        for m in spaces
        if not (
            number.fullmatch(text, 0, m.start())
            or (WIDE.fullmatch(m[0]) and WIRED.fullmatch(text, 0, m.start()))
        )
        and not (columns and COLUMN.fullmatch(m[0]))
        and not (fields and m.start() > fields.end())
    ]
    form = len(COLUMN.findall(text)) >= FEWEST_FIELDS
    stray = [] if form or is_table_row(text) or (block.kind == "head" and is_phrased(text)) else stray
    return leave_out(replace(block, marks=tuple(bodies)), stray)


def without_spaces_in_title(block: Block) -> Block:
    """What is set aside → the same, as it is printed but for the stray spaces in the title
    of an entry of a contents table."""
    place = title_range(block)
    if not place or is_phrased(title_in(block)):
        return block
    spaces = (m for pattern in (BETWEEN_HAN, BESIDE_DIGITS) for m in pattern.finditer(block.text.text))
    return leave_out(block, [(m.start(), m.end()) for m in spaces if m.start() in place])


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("text-spaces", "segment", drop_spaces, {"kinds": ["para", "head", "speech"]}),
)
