"""A field of a closer as its blocks: a signature as one for each name, a
distribution as one for each statement."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import pairwise

from edition.model import Block
from edition.rules.language.formulas import HAN, HOURS, REGARDS, RHYME_DAYS, SEAL, SURNAME
from edition.rules.language.lexicon import LEADS_TO_WISH, OFFICES, RANKS, WISHED, WISHES
from edition.rules.letters.closers.table import QUOTE, SIGNATURE
from edition.rules.letters.rows import Row
from edition.rules.text.cutting import leave_out, line_ends, told
from edition.rules.text.folding import SPACE, squeeze
from edition.rules.text.parting import part, trim

# A role that the word 人 names, 夫人 apart: 移交人, 保人.
WITNESS = r"[\u4e00-\u9fff]{1,4}(?<!夫)人|监[誓交]"
# A name that white space has torn behind the surname, no office: 主席 某 某某
TORN_NAME = rf"(?:{SURNAME})\s(?!\S*(?:{OFFICES}|{WITNESS})\s){HAN}{{1,2}}(?=\s)"
# Between an office and a name may stand a rank: 总司令 中将 某某
NEXT_OFFICE = re.compile(
    rf"(?:(?:{OFFICES})\s+(?:(?:{RANKS})\s+)?(?:{TORN_NAME}|(?!(?:{RANKS})\s)\S+)|(?:{WITNESS})\s+(?!\S*(?:{OFFICES})\s)\S+)\s+(?=.*(?:{OFFICES}|{WITNESS})\s)"
)
# Names in full, one below the other: 某·某某 某·某·某某
SEVERAL_NAMES = re.compile(
    rf"(?<![^ ])[\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+ [\u4e00-\u9fff]+(?:[·．][\u4e00-\u9fff]+)+{SEAL}?$"
)
# A name behind its initials, and the next who signs so: 检验员 A．某某 某局技师 B．某某
INITIALLED = r"(?:[A-ZА-ЯЁ][．.] ?){1,3}[\u4e00-\u9fff]{2,8}(?: [\u4e00-\u9fff](?= |$))?"
NEXT_INITIALLED = re.compile(
    rf"(?<!\S){INITIALLED} +(?=(?:[\u4e00-\u9fff]{{2}}[^，。：；]{{0,30}}? )?{INITIALLED}{SEAL}?(?: |$))"
)
# What begins a statement: 抄送：, 第3份, 由某某列印; whatever stands between white space and a colon does.
STATEMENT = re.compile(
    r"(?<=[分日时号：])(?=(?:分送|发放)：)|(?<![ \t\u3000])[ \t\u3000]++(?=(?P<copy>第\s*\d[\d、—－–\s-]{0,6}份)|由\s*(?:[\u4e00-\u9fff]\s*){2,8}列\s*印|[列打油]\s*印\s*\d|(?P<label>(?:[\u4e00-\u9fff]\s*){2,6}：))"
)
COPY = re.compile(r"第\s*\d[\d、—－–\s-]{0,6}份")
# The same at once behind how many there are: 打字4份：第1份
FIRST_COPY = re.compile(rf"(?:[^：]{{0,10}}：\s*)?{COPY.pattern}")
WISH = re.compile(
    rf"(?:{REGARDS})[。！]|"
    rf"(?:(?:{LEADS_TO_WISH})[，。]?)?(?:(?:{WISHES})[^，。；：？！“”]{{0,5}}{WISHED}|[顺即此敬并恭谨虔祗]颂[^，。；：？！“”]{{1,10}}|[谨敬顺恭即并遥]?祝[^，。；：？！“”]{{1,24}}|[谨顺]?致[^，。；：？！“”]{{0,12}}[敬布][意礼])[。！]"
)
WISHED_ABOVE = re.compile(r"[！？”][ \t\u3000]+(?=\S[^！？]*[。！]\s*\Z)")
LONE_SURNAME = re.compile(rf"(?:{OFFICES})\s+{HAN}$")
RHYMED = re.compile(
    rf"[ \t\u3000](?P<day>[{HOURS}]?[{RHYME_DAYS}](?: ?[印电一二三四五六七八九{HOURS}])?{QUOTE})$"
)
# On whose behalf several sign, and they: 受中央委托 某·某某 某·某某
A_NAME = r"(?:[\u4e00-\u9fffA-ZА-Я]{1,6}(?:[·．][\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,4})"
CHARGED = re.compile(
    rf"[^，。；：？！]{{0,8}}[受奉据经代][^，。；：？！]{{2,40}}?(?:委托|授权|之托|之命|命令)\s+(?P<names>{A_NAME}(?:\s+{A_NAME})+)\s*"
)
# Where a line of a signature begins: at a space, or below an office.
LINE_BELOW = re.compile(
    r"(?<!\s)[ \t\u3000]*+[\r\n]++[ \t\u3000]++|(?:(?<=长)|(?<=主席|书记|秘书|大使|代表|主任|总理))[\r\n]+"
)


def fields_of(block: Block, row: Row, signers: Collection[str]) -> Iterator[Block]:
    """A field of a closer as it was cut → its blocks. A signature of several lines is one for each; where no
    space begins the line below, the words only broke there. `signers` are those who sign elsewhere."""
    text = block.text.text
    seam = LINE_BELOW.search(text) if row is SIGNATURE else None
    if seam:
        yield from fields_of(trim(part(block, 0, seam.start(), seam.end())), row, signers)
        yield from fields_of(trim(part(block, seam.end(), len(text))), row, signers)
        return
    made = told(leave_out(block, line_ends(text)), row.kind, "closers", type=row.type)
    yield from signatures_of(made, signers) if row is SIGNATURE else statements_of(made)


def wished(block: Block) -> Iterator[Block]:
    """The text above a closer → the same, and a salutation where its last line is one: 祝您健康！"""
    text = block.text.text
    line = max(text.rstrip(SPACE).rfind(end) for end in "\r\n") + 1
    line += len(text[line:]) - len(text[line:].lstrip(SPACE))
    # 祝您健康！ 致民主的敬礼。
    above = next((m.end() for m in WISHED_ABOVE.finditer(text, line)), line)
    line = above if WISH.fullmatch(squeeze(text[above:]).text) else line
    if not WISH.fullmatch(squeeze(text[line:]).text):
        yield block
        return
    if text[:line].strip(SPACE):
        yield part(block, 0, line, line)
    yield told(trim(part(block, line, len(text))), "salute", "closers")


def signatures_of(block: Block, signers: Collection[str]) -> Iterator[Block]:
    """A signature → one for each name after an office: 某局局长 甲 某部部长 乙; for each name in full;
    for those who sign on somebody's behalf, and on whose. A rhyme that stands for the day (某某叩 鱼)
    is a dateline; not the second character of a name that is set apart (秘书 某 文), nor the last one
    of a name that white space tears."""
    rhymed = RHYMED.search(block.text.text)
    apart = rhymed and not LONE_SURNAME.search(block.text.text, 0, rhymed.start())
    if rhymed and apart and not is_torn(block.text.text, rhymed.start(), signers):
        yield from signatures_of(part(block, 0, rhymed.start(), rhymed.start("day")), signers)
        yield told(part(block, rhymed.start("day"), len(block.text)), "dateline", "closers")
        return
    spaced = squeeze_blanks(block.text.text)
    charged = CHARGED.fullmatch(spaced)
    if charged:
        names = charged.start("names")
        seams = [names, *(names + m.end() for m in re.finditer(r"\s+", charged["names"]))]
        for start, end in pairwise([0, *seams, len(block.text)]):
            yield told(trim(part(block, start, end, end)), block.kind, "closers")
    elif SEVERAL_NAMES.search(block.text.text):
        last = block.text.text.rfind(" ")
        yield from signatures_of(part(block, 0, last, last), signers)
        yield told(trim(part(block, last, len(block.text))), block.kind, "closers")
    elif found := NEXT_INITIALLED.search(spaced) or NEXT_OFFICE.search(spaced):
        yield trim(part(block, 0, found.end(), found.end()))
        yield from signatures_of(trim(part(block, found.end(), len(block.text))), signers)
    else:
        yield block


def is_torn(text: str, blank: int, signers: Collection[str]) -> bool:
    """Whether a signature ends with the name of one of the `signers` that the white space at `blank` tears."""
    last = squeeze(text[blank:]).text
    name = squeeze(text).text
    return any(len(signer) > len(last) and name.endswith(signer) for signer in signers)


def statements_of(block: Block) -> Iterator[Block]:
    """A distribution → one for each statement: how many copies, who got them (第1份送：… 第2份送：… together),
    who typed, checked, deciphered."""
    text = block.text.text
    starts, ends = [0], []
    copying = bool(FIRST_COPY.match(text))
    for seam in STATEMENT.finditer(text) if block.kind == "distribution" else ():
        counted = seam["copy"] and text[: seam.start()].rstrip(SPACE)[-1:] == "："
        complete = not seam["label"] or re.search(r"：|\d|份", text[starts[-1] : seam.start()])
        if complete and not counted and not (copying and seam["copy"]):
            ends.append(seam.start())
            starts.append(seam.end())
        copying = bool(seam["copy"])
    for start, end in zip(starts, [*ends, len(text)], strict=True):
        yield part(block, start, end, min(end + 1, len(text)))


def squeeze_blanks(text: str) -> str:
    """Text with every kind of white space as a space, at the same places."""
    return re.sub(r"\s", " ", text)
