"""Which row of the table a run of text below a title fits, and where the field ends that it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from edition.model import BlockKind
from edition.rules.language.formulas import DAY, HAN, NUMERAL
from edition.rules.language.lexicon import BODIES, CHIEF, TITLES, URGENCY
from edition.rules.letters.openers.letterheads import is_letterhead
from edition.rules.letters.openers.table import ROWS
from edition.rules.letters.rows import Row
from edition.rules.text.folding import Folded, stands_apart

# What may follow a field without white space between.
FOLLOWS = re.compile(
    rf"致(?![意以敬电函辞词])|报告{HAN}{{2,8}}：|绝密|极密|机密|禁止|{URGENCY}|特档|立即|优先|密码电|密电|第\d+[号份]|专号|送：|发[自往]|(?:[发收译到][电报]|[收接]到|[发译]出)(?:时间)?：|地点：|{DAY}|\d{{1,3}}[.．][\u4e00-\u9fff]|{NUMERAL}{{1,2}}、(?!{NUMERAL})"
)
ADDRESSED = re.compile(
    rf"{HAN}{{2,16}}(?:{TITLES}|大使|公使|代办|{CHIEF})：|(?!{HAN}{{0,9}}[到了的说答给致把被])(?:{HAN}{{0,8}}(?:{BODIES})|{HAN}{{1,8}}委)："
)
TORN = re.compile(r"(?<=[部厅局处署科站社团队组院省市县])长|(?<=收)[悉讫]")
# The text goes on to speak of it: 某部 3月4日 的报告
SPOKEN_OF = re.compile(rf"(?:{DAY})?的|致[^，。；：]{{1,16}}[电函信]如[下左次]：")
LONGEST = 40
"""So many characters at most has a field that ends where white space or another follows."""
ACTS = (
    ("received", "[收接奉]到|收[悉讫]|[收到][电报文]|[收到抵达]$"),
    ("sent", "[发送寄拍]出|拍[发讫]|发[自讫]|寄[发自]|付邮|[发寄][电报文]|[发寄]$"),
    ("deciphered", "译"),
    ("forwarded", "转[交发呈递到]|送[达到]|递[交到]|呈[送递]|投递"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field that begins at a known place: what it is, where it ends in the squeezed text, and whether it
    `addresses` somebody, so that below it a message can only be passed on."""

    kind: BlockKind
    type: str
    end: int
    addresses: bool = False


def read_row(folded: Folded, place: int, pairs: frozenset[str]) -> Field | None:
    """The field of the table that starts at `place`. White space between two characters that stand side by
    side elsewhere (`pairs`) is taken for an end only if there is no other."""
    ends = ends_behind(folded, place)
    for row in ROWS:
        end = apart_end(row, folded, place, ends, pairs) if row.apart else match_end(row, folded, place)
        if end and not (row.heads and not is_letterhead(folded, place, end, FOLLOWS)):
            return Field(row.kind, row.type, end)
    return None


def match_end(row: Row, folded: Folded, place: int) -> int:
    """Where the match of a row ends that starts at `place`; 0 if there is none."""
    found = row.pattern.match(folded.text, place)
    return found.end() if found else 0


def ends_behind(folded: Folded, place: int) -> list[int]:
    """Where a field that starts at `place` may end: where white space or another field follows, no word is torn
    (局|长, 收|悉) and nothing is said of it."""
    words = folded.text
    return [
        end
        for end in range(place + 1, min(place + LONGEST, len(words)) + 1)
        if (stands_apart(folded, end) or FOLLOWS.match(words, end) or below_day(words, end))
        and not TORN.match(words, end)
        and not SPOKEN_OF.match(words, end)
    ]


def apart_end(row: Row, folded: Folded, place: int, ends: Sequence[int], pairs: frozenset[str]) -> int:
    """The same of a row whose match ends at one of these `ends`."""
    words = folded.text
    ends = [end for end in ends if row.pattern.fullmatch(words, place, end)]
    if not ends:
        return 0
    ends = [e for e in ends if not words[e : e + 1].isdigit()] or ends
    sure = (
        e
        for e in ends
        if FOLLOWS.match(words, e) or not (words[e - 1 : e + 1] in pairs or leaves_one(folded, e))
    )
    return next(sure, ends[0])


def below_day(words: str, end: int) -> bool:
    """Whether behind a day or hour that ends there somebody is addressed without white
    space between: 3月5日某城某某先生："""
    return words[end - 1] in "日时分" and ADDRESSED.match(words, end) is not None


def leaves_one(folded: Folded, end: int) -> bool:
    """Whether behind white space at `end` one character stands alone, as the last of a
    name does that a space tore off."""
    return folded.text[end + 1 : end + 2] in ("（", "(") or (
        end + 1 < len(folded.at) and stands_apart(folded, end + 1)
    )


def act_of(text: str) -> str:
    """What a dateline says happened at its time."""
    return next((act for act, words in ACTS if re.search(words, text)), "")
