"""Those present at a talk: the names behind a label (出席者：, 卖方：), up to
the next label or what was said."""

from __future__ import annotations

import re

from edition.rules.language.formulas import HAN
from edition.rules.language.lexicon import (
    ABSENT,
    ATTENDS,
    CHAIR,
    INTERPRETS,
    RECORDS,
    SAYS,
    STATES,
    THOSE_PRESENT,
)
from edition.rules.letters.openers.reading import Field
from edition.rules.letters.openers.table import NAME
from edition.rules.text.folding import Folded, stands_apart

PRESENT = re.compile(rf"{THOSE_PRESENT}：|(?:{CHAIR}|{ABSENT})[人者]?：|{HAN}{{1,8}}方面?：")
SIDE = re.compile(rf"{HAN}[\u4e00-\u9fff·]{{1,9}}：")
NAMES = re.compile(r"[^：。！？；]{1,120}")
# Those present with their offices, in groups parted by semicolons; below them the time or the place.
GROUPS = re.compile(r"[^：。！？]{1,400}")
# How the keeper of a record begins to tell: 代表们首先…
TOLD_BELOW = rf"(?:{HAN}{{1,6}}们|双方|主人|客人|来宾)(?:首先|先|随即)"
BELOW_GROUPS = re.compile(
    rf"(?:日期(?:[与和及、]时间)?|{HAN}{{0,4}}时间|{HAN}{{0,4}}地点|(?:{RECORDS}|{INTERPRETS})[人者员]?)：|{TOLD_BELOW}"
)
# What may stand below the names of those present: another label, an item of the minutes, what somebody says.
BELOW_NAMES = re.compile(
    rf"{HAN}[\u4e00-\u9fff·]{{0,9}}：|第\d{{1,3}}[项点]|一、|（一）|{TOLD_BELOW}|{HAN}[\u4e00-\u9fff·]{{1,7}}?(?:同志|先生)?[，首先]{{0,3}}(?:{SAYS})"
)
# Behind the stop that ends a list of names: who attended besides, was away or kept the minutes.
BELOW_LIST = re.compile(
    rf"。(?=(?:(?:{ATTENDS})[\u4e00-\u9fff]{{0,4}}|{CHAIR}|{ABSENT}|{RECORDS}|{INTERPRETS}|时间|地点)[人者员]?：)"
)
# Below the people of the sides, behind a semicolon: the interpreter.
INTERPRETER = re.compile(rf"(?:{INTERPRETS}|{RECORDS})[人者员]?：?(?={HAN}{{2,8}})")
STATE = re.compile(rf"(?:{STATES}|{HAN}{{1,6}}国)(?:代表团)?：")
LISTED = re.compile(rf"{NAME}{{2,8}}(?:、{NAME}{{2,8}})*。")
BELOW_SIDE = re.compile(rf"{PRESENT.pattern}|{INTERPRETER.pattern}")


def read_present(folded: Folded, place: int, listing: bool) -> Field | None:
    """The people of a side (卖方：甲、乙) that stand before white space and another label or an item, with no
    stop between; of a label that has none itself (会谈参加者：) its colon. `listing`: others are named right
    above, so that a state may stand for a side."""
    words = folded.text
    label = (
        PRESENT.match(words, place)
        or (words[place - 1 : place] == "；" and INTERPRETER.match(words, place))
        or (listing and STATE.match(words, place))
    )
    if not label:
        return None
    end = label.end() if heads_labels(folded, label.end()) else names_end(folded, label)
    return Field("participants", "", end) if end else None


def heads_labels(folded: Folded, place: int) -> bool:
    """Whether the label that ends at `place` has no names of its own: nothing follows, or another label. White
    space in that of a side tears its words, unless a label begins behind it and a name stands before."""
    words = folded.text
    side, torn = SIDE.match(words, place), PRESENT.match(words, place)
    apart = [n for n in range(place + 1, side.end() if side else place) if stands_apart(folded, n)]
    begins = any(PRESENT.match(words, n) for n in apart if n > place + 1)
    return place == len(words) or (side is not None and not (apart and (begins or torn is None)))


def names_end(folded: Folded, label: re.Match[str]) -> int:
    """Where the names behind a label end; 0 if none stand there."""
    words, place = folded.text, label.end()
    if label.re is INTERPRETER and (listed := LISTED.match(words, place)):
        return listed.end()
    names = NAMES.match(words, place)
    if names and words[names.end() : names.end() + 1] == "；" and BELOW_SIDE.match(words, names.end() + 1):
        return names.end() + 1
    if names and BELOW_LIST.match(words, names.end()):
        return names.end() + 1
    return apart_before(folded, place, names, BELOW_NAMES) or apart_before(
        folded, place, GROUPS.match(words, place), BELOW_GROUPS
    )


def apart_before(folded: Folded, place: int, names: re.Match[str] | None, below: re.Pattern[str]) -> int:
    """The first white space in what names people from `place` on, where `below` follows, or the last before the
    same label where nothing else parts the names either; 0 if there is none."""
    ends = [
        (e, found.end())
        for e in range(place + 1, names.end() + 1 if names else 0)
        if stands_apart(folded, e)
        and (found := below.match(folded.text, e))
        and not folded.text.startswith(("同志", "先生", "阁下"), e)
    ]
    if not ends or names is None or re.search("[、，；]", names[0]):
        return ends[0][0] if ends else 0
    return max(e for e, label in ends if label == ends[0][1])


def seams(folded: Folded, start: int, end: int, pairs: frozenset[str]) -> list[int]:
    """Where a new line of names begins between `start` and `end` of the squeezed text, if semicolons part
    the names: behind white space, and not behind a comma, where the two characters beside it meet nowhere
    else; as places in the printed text."""
    words = folded.text
    if "；" not in words[start:end]:
        return []
    inner = (n for n in range(start + 2, end - 1) if stands_apart(folded, n))
    return [
        folded.start(n) for n in inner if words[n - 1] not in "、，；：" and words[n - 1 : n + 1] not in pairs
    ]
