"""Whether a line that ends like no sentence goes on in the line below, in a text that was wrapped at no width:
what its words say is weighed (`edition.rules.language.weighing`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.dictionary import is_word
from edition.rules.heads.sideheads.words import HANGS, NO_START, SAYS_OF, TIME
from edition.rules.language.lexicon import SENT_AS
from edition.rules.language.sentences import finished
from edition.rules.language.weighing import Evidence, total

SUFFICES = 3
"""So much evidence at least joins two lines."""
WITHIN = re.compile("[，。；：？！,;?!](?=.)")
SENTENCE = re.compile("[\u4e00-\u9fff][。；！？](?=.)")
NUMBERED = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[）)、．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}|[表图]\d"
)
LABEL = re.compile(rf"(?!{SAYS_OF})[^，。；：！？]{{1,12}}[：:]")
OPENS = re.compile(rf"(?:{TIME})|[在从自对就据经当由为于因但如若按照根关此这那该其我你他她它]|[12]\d{{3}}年")
LAST, FIRST = re.compile(rf"(?:{HANGS})$"), re.compile(NO_START)
SENDS = re.compile("(?:[发寄送转打拍传递交捎][来出去回]|[收接]到|[复回]了?一?[封份]|发表|下达|[递提]交了?)$")
LONGEST_VERB = 8
PAPER = re.compile(rf"(?:[了过]?(?:一|如下|下列)?[封份道个件]?(?:{SENT_AS})|[如以]下(?:{SENT_AS})?)[：:]")
PER_CENT = re.compile("[%％]$")
ON_AMOUNT = re.compile(r"[^\u4e00-\u9fff]|以[上下内外]|左右|[的弱强多和与及到至]|上下|不到")
"""How the words go on behind an amount: 的, 以上"""
WIDE = 24
"""So many characters have rows that are hardly points of an outline."""


@dataclass(frozen=True, slots=True)
class Seam:
    """The place between two lines, the upper of which is no whole sentence: their words, and whether many
    lines of the text are `torn` so."""

    above: str
    below: str
    torn: bool


EVIDENCE: tuple[Evidence[Seam], ...] = (
    Evidence(6, "上行以逗号、顿号收尾", lambda s: s.above[-1:] in ("，", "、", ",")),
    Evidence(5, "上行的末字是虚词，话没有说完", lambda s: LAST.search(s.above) is not None),
    Evidence(5, "下行以虚字开头", lambda s: FIRST.match(s.below) is not None),
    Evidence(5, "两行相接的字成词，上行末两字不成词", lambda s: tears_word(s.above, s.below)),
    Evidence(5, "全篇的长行一半以上都没有说完", lambda s: s.torn),
    Evidence(3, "上行有标点，是成段的话", lambda s: WITHIN.search(s.above) is not None),
    Evidence(3, "上行里已有整句", lambda s: SENTENCE.search(s.above) is not None),
    Evidence(-4, "上行没有标点，像要点或标题", lambda s: WITHIN.search(s.above) is None),
    Evidence(1, "上行长", lambda s: len(s.above) >= WIDE),
    Evidence(1, "下行把话说完", lambda s: finished(s.below)),
    Evidence(-3, "下行也没有说完", lambda s: not finished(s.below)),
    Evidence(-3, "上行有序号，是一条要点", lambda s: NUMBERED.match(s.above) is not None),
    Evidence(-4, "下行以标目开头", lambda s: LABEL.match(s.below) is not None),
    Evidence(-6, "上行以百分数收尾，下行不接着说它", lambda s: ends_with_rate(s.above, s.below)),
    Evidence(-2, "下行像一句话的开头", lambda s: OPENS.match(s.below) is not None),
)  # fmt: skip


def runs_over(above: str, below: str, torn: bool) -> bool:
    """Whether the words of a line that is no whole sentence go on in those of the line below it, in a text of
    which many lines are `torn` or few."""
    return total(Seam(above.rstrip(), below, torn), EVIDENCE) >= SUFFICES


def leads_to_paper(above: str, below: str) -> bool:
    """Whether a line breaks off behind a word for sending or receiving, and the line below is what was sent,
    with the colon that leads to its words: 省局发来 | 电报："""
    return (
        bool(WITHIN.search(above) and SENDS.search(above[-LONGEST_VERB:]))
        and PAPER.fullmatch(below) is not None
    )


def ends_with_rate(above: str, below: str) -> bool:
    """Whether a line without a stop ends with a rate in per cent, of which the words below say nothing more."""
    return PER_CENT.search(above) is not None and not ON_AMOUNT.match(below)


def tears_word(above: str, below: str) -> bool:
    """Whether the characters on both sides of the end of a line are a word, and
    the last two before it are none."""
    return is_word(above[-1:] + below[:1]) and not is_word(above[-2:])
