"""Those present at a talk, as a record lists them: a block for each side, its chair, its interpreters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import HAN, OF_NAME
from edition.rules.language.lexicon import ABSENT, CHAIR, INTERPRETS, RECORDS, THOSE_PRESENT
from edition.rules.text.cutting import glue, told
from edition.rules.text.parting import part
from edition.rules.text.people import with_joins

# No things that stood there: 在座的还有：三条板凳
THINGS = r"(?:[一二三四五六七八九十两几]{1,3}|\d{1,3})(?:[条把只件盏匹头台架辆块间座本支部副]|张(?![\u4e00-\u9fff]{1,2}[、，。；]))"
PRESENT = re.compile(rf"{THOSE_PRESENT}：(?!{THINGS})")
SIDE = re.compile(
    rf"(?:[^，。：？！]{{1,12}}(?:方|方面)(?:还?有|是)?|[^，。：？！]{{0,12}}(?:人员|(?:{INTERPRETS}|{RECORDS})[人者员]?))："
)
# The people of one side and nothing else: no speech of hers.
SIDE_LISTED = re.compile(
    rf"{HAN}{{1,8}}(?:方|方面)(?:还?有|是)?：(?!.*[我您你了吗呢])[^。？！：“”]{{2,120}}[。；]?"
)
# Several sides in one paragraph, a semicolon between: 甲方：…；乙方：…；翻译：…
SIDES = re.compile(rf"{SIDE.pattern}[^：。？！；“”]+(?:；{SIDE.pattern}[^：。？！；“”]+)+[。；]?")
# What members of a body, its secretaries are called: 委员, 政治局委员和候补委员
ROLE = r"(?:[^，。：；？！“”、]{0,16}(?:委员|委员会|书记处?|秘书处?|代表|顾问|专家|来宾|部|局|处))"
# They and nothing else, perhaps a comma between two of them: 委员：甲、乙。
MEMBERS = re.compile(
    rf"{ROLE}：(?!.*[我您你])(?=[^、]*、)"
    rf"{OF_NAME}{{2,8}}(?:同志)?(?:[、，]{OF_NAME}{{2,8}}){{1,40}}[。；]?"
)
# Who took the chair, who was away: names and nothing else.
CHAIRED = re.compile(rf"(?:{CHAIR}|{ABSENT})[者人]?：")
CHAIRED_BY = re.compile(rf"{CHAIRED.pattern}{OF_NAME}{{2,8}}(?:、{OF_NAME}{{2,8}})*[。；]?")
# All who sat, in one paragraph: 主席：甲。甲方委员：乙、丙。乙方委员：丁。
NAMES = rf"{OF_NAME}{{2,8}}(?:同志)?(?:[、，]{OF_NAME}{{2,8}}(?:同志)?){{0,40}}"
SEAT = rf"(?:{CHAIRED.pattern}|{ROLE}：){NAMES}"
SEATED = re.compile(rf"{SEAT}(?:[。；]\s*{SEAT}){{1,8}}[。；]?")
# Behind the people of one side, the next: 。乙方：丙, ；对方为丙, 。委员会委员：丁
NEXT_SIDE = re.compile(
    rf"[。；]\s*(?=(?:[^，。：？！；、]{{1,12}}(?:方|方面)(?:还?有|是)?|(?:{INTERPRETS}|{RECORDS})[人者员]?|{ROLE})：|[^，。：？！；、]{{1,6}}方面?[为有是]{OF_NAME}{{2,8}}[、；。])"
)


def find_participants(blocks: Blocks, options: Options) -> Recognised:
    """出席者：… and the paragraphs of the other sides and the interpreters below it →
    `participants`, one for each side."""
    result: list[Block] = []
    inside = False
    parts = [*told_apart(blocks)]
    for n, block in enumerate(parts):
        text = block.text.text
        found = PRESENT.match(text) or opens_sides(parts, n) if block.kind == "para" else None
        inside = inside or bool(result and result[-1].kind == "participants")
        label = inside and result[-1].text.text.endswith("：") and not is_side(text)
        inside = bool(found) or (inside and block.kind == "para" and (label or is_side(text)))
        if inside and label:
            result[-1] = glue([result[-1], block])
        else:
            result.append(told(block, "participants", "participants") if inside else block)
    return Recognised(tuple(with_joins([side for block in result for side in sides(block)])))


def opens_sides(blocks: Sequence[Block], n: int) -> bool:
    """Whether a paragraph right below an opener lists all who sat, or the people of a side and the next those
    of another: 甲方：甲、乙。乙方：丙。"""
    if not n or blocks[n - 1].kind not in ("head", "dateline", "idno", "secrecy"):
        return False
    pair = [b.text.text for b in blocks[n : n + 2] if b.kind == "para"]
    if SEATED.fullmatch(blocks[n].text.text):
        return True
    return len(pair) == 2 and all(SIDE_LISTED.fullmatch(text) for text in pair) and "、" in "".join(pair)


def told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, the people of a side cut from the speech run on behind them, which begins with a name
    that begins another speech: 翻译：甲、乙丙：您好。"""
    starts = (re.match(rf"{OF_NAME}{{2,10}}：", b.text.text) for b in blocks if b.kind == "para")
    names = sorted({re.escape(found[0]) for found in starts if found and not is_side(found[0])})
    seam = re.compile(rf"(?<=[^：，。、])(?:{'|'.join(names)})(?=[^\s\d])")
    for block in blocks:
        listed = block.kind == "participants" or (block.kind == "para" and is_side_or_present(block.text.text))
        found = seam.search(block.text.text) if names and listed else None
        if found and not re.search("[。？！；]", block.text.text[: found.start()]):
            yield part(block, 0, found.start(), found.start())
            yield told(part(block, found.start(), len(block.text)), "para")
        else:
            yield block


def is_side_or_present(text: str) -> bool:
    """Whether a line begins to tell who was present, for which side, or who was in the chair."""
    return bool(PRESENT.match(text) or SIDE.match(text) or CHAIRED.match(text))


def sides(block: Block) -> Iterator[Block]:
    """Those present → a block for each side: 出席者：甲、乙。丙方：丁。"""
    listed = block.kind == "participants"
    seams = [m.end() for m in NEXT_SIDE.finditer(block.text.text)] if listed else []
    for start, end in pairwise([0, *seams, len(block.text)]):
        yield part(block, start, end) if seams else block


def is_side(text: str) -> bool:
    """Whether a paragraph names a side and its people."""
    named = SIDE.match(text) and not re.search("[？！；]", text.rstrip("；"))
    return bool(named or any(p.fullmatch(text) for p in (SIDES, CHAIRED_BY, MEMBERS)))


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("participants", "segment", find_participants),)
