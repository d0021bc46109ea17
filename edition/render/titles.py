"""Where the lines of a title may end: between its phrases rather than inside them. No dictionary is asked.

title → phrases, in order, which together are the title
"""

from __future__ import annotations

import re

PHRASE = re.compile(r"(?<=：)|(?=——)|(?<=[^·]{3}·)(?=[^·]{3})")
WORD = re.compile(
    r"(?<=[，。：；、？！）》」』”])(?![，。：；、？！）》」』”])|(?<![（《「『“])(?=[（《「『“])|(?=——)|(?<=[^目]的)"
    r"|(?=关于|对于)|(?<![参给赐授])(?=与)|(?<![一导以])(?=致[^力])"
)
"""Behind a mark and behind 的; before 关于, 与 and 致, where these are words of their own and
no parts of others (参与, 一致)."""
FORWARD = frozenset(("与", "致", "和", "及", "给", "向", "对", "驻", "关于", "对于"))
BACKWARD = ("的", "等", "之")
TAIL = 2
"""A word of so few characters does not begin a line: it stays with what precedes it."""


def phrases(title: str) -> list[str]:
    """A title in display type → its phrases: cut behind a colon, before a double dash, and at a middle dot
    between words that are no names."""
    return [phrase for phrase in PHRASE.split(title) if phrase]


def words(title: str) -> list[str]:
    """A title, or a part of it between two names → its words, as far as marks and particles tell them apart."""
    return [word for word in WORD.split(title) if word]


def leads_on(word: str) -> bool:
    """Whether a word belongs to what follows it: 致 or 关于 before a name."""
    return word in FORWARD


def follows_on(word: str) -> bool:
    """Whether a word belongs to what precedes it: 电 behind a name, 的情况."""
    return (len(word.rstrip("：，、；。")) <= TAIL or word.startswith(BACKWARD)) and not leads_on(word)
