"""Whom the name in a label means, and whether that may be somebody who speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping

from edition.dictionary import Size, frequencies, is_word
from edition.rules.language.formulas import HAN, SURNAME
from edition.rules.language.lexicon import BODIES, SAYS
from edition.rules.speech.labels import labelled
from edition.rules.text.folding import COLONS
from edition.rules.text.speakers import SOMEBODY, is_nobody, is_person

# What a body ends with, which speaks in a record only where it does so again and again.
BODY = re.compile(rf"(?:{BODIES}|堂|仓|船|店)$")
TRANSCRIBES = "[阿埃艾安奥巴贝比别波布茨达丹德迪杜厄恩尔法菲费弗夫盖高戈格哈赫霍基吉加贾杰捷卡考科克肯库拉莱兰朗勒雷里利列林卢鲁伦罗洛马曼梅米莫姆穆纳奈尼涅诺帕潘佩皮普乔切丘萨塞桑沙舍什斯舒索塔坦特提图托瓦威韦维魏沃乌西希肖谢辛雅扬伊耶尤约泽扎兹佐]"
"""A character with which foreign names are written."""
# A foreign name, which begins as a surname does or as such a name, may end as a section of an office
# does: 科 behind what is no word.
SECTION_OR_NAME = re.compile(rf"(?:(?={SURNAME}){HAN}{{0,2}}|{TRANSCRIBES}{{1,3}})(?P<named>{HAN}{{2}})科")
# Who talks by the side that he is on, or to himself.
SIDED = re.compile("[我余他她]|[我对双甲乙丙来客主中]方")
# A foreign name, written in characters for its sounds alone, which the dictionary may have too: 莫罗佐夫.
TRANSCRIBED = re.compile(f"{TRANSCRIBES}{{2,8}}")
TWO_WORDS = re.compile(f"{HAN}{{4}}")
VOICES, OFTEN = 2, 3
"""So many talk with each other, and have so many turns at least."""
# How the name of a field ends: 船名, 载重量, 单价.
MEASURED = re.compile("[名号重价数量期址额积度速率费款级籍龄]$")


def is_word_of_things(name: str, known: str) -> bool:
    """Whether a label is a word of the dictionary and by its form no person's name or office, nor one of the
    `known` names: it tells what is said below it (工钱：照旧例。)."""
    word = name in frequencies(Size.COMMON) or MEASURED.search(name)
    return (
        bool(word)
        and not SIDED.fullmatch(name)
        and not TRANSCRIBED.fullmatch(name)
        and not is_person(name, known)
    )


def topics_of_two(count: Mapping[str, int]) -> frozenset[str]:
    """How often each label comes → where two people and no third talk time and again, those labels
    that come but once and are made of two words of the dictionary that name nobody: of what one of
    the two tells there (拆卖渡船：)."""
    if sum(times >= OFTEN for label, times in count.items() if label) != VOICES:
        return frozenset()
    return frozenset(
        label for label, times in count.items() if times == 1 and is_two_words(label.rstrip(COLONS))
    )


def is_two_words(name: str) -> bool:
    """Whether a label is made of two words of the dictionary, and is nobody by what he is."""
    made = TWO_WORDS.fullmatch(name) is not None and is_word(name[:2]) and is_word(name[2:])
    return made and not SOMEBODY.search(name) and not is_person(name, "")


def names_somebody(name: str) -> bool:
    """Whether a label may be the name of somebody who speaks."""
    spelt = SECTION_OR_NAME.fullmatch(name)
    foreign = spelt is not None and spelt["named"] not in frequencies(Size.COMMON)
    body = BODY.search(name) and not foreign
    return not (body or is_nobody(name) or re.search(f"{SAYS}|[、的]|[时间题点况]$|^.名$", name))


def listed(name: str, present: str) -> bool:
    """Whether a name stands among those present, behind a mark."""
    return re.search(rf"[、，：；和与及]{re.escape(name)}(?![\u4e00-\u9fff])", present) is not None


def in_full(name: str, known: str) -> str:
    """The known name that one character stands for: 毛 in 毛某某与某某会谈; else the name itself."""
    found = re.search(
        rf"(?:^|[、，：和与同及\s])({re.escape(name)}[\u4e00-\u9fff]{{1,3}}?)(?=$|[、，：；和与同及。致会谈\s])",
        known,
    )
    return found[1] if len(name) == 1 and found else name


def abbreviates(name: str, known: str) -> bool:
    """Whether one character stands for one of the known people: 毛： for 毛某某."""
    return re.search(rf"(?:^|[、，：和与同及\s]|[会接]见){re.escape(name)}[\u4e00-\u9fff]", known) is not None


def known_label(text: str, people: frozenset[str]) -> int:
    """The length of the speaker's label that a paragraph begins with, or 0. A name may
    carry a title of two characters."""
    label = labelled(text)
    if label is None or (label["names"] not in people and re.search(SAYS, label["names"])):
        return 0
    names = re.split("[、和]", label["names"])
    known = all(any(n == p or (n.startswith(p) and len(n) == len(p) + 2) for p in people) for n in names)
    return label.end() if known else 0
