"""What speaks for and against a blank that parts a head from the sentence below it: one table, a weight in each
row (`edition.rules.language.weighing`). `edition.rules.heads.sideheads` finds the places and decides."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.rules.heads.sideheads.words import (
    AMOUNT,
    DECIDES,
    DEED,
    HANGS,
    KIND_OF_PAPER,
    LEADS_ON,
    MATTER,
    NO_START,
    OF_LIFE,
    OF_VERB,
    OWN,
    PART,
    PREDICATE,
    REASON,
    SAYS_OF,
    SOMEBODY,
    STAGE,
    STATE,
    SUBJECT,
    TIME,
    WE,
    WRITER,
)
from edition.rules.language.formulas import HAN, LIST_BEGINS
from edition.rules.language.weighing import Evidence, total

SAYS = re.compile(SAYS_OF)
SHORTEST_TITLE, SHORT, CLAUSE = 6, 4, 30
LONG = 16


@dataclass(frozen=True, slots=True)
class Candidate:
    """A blank near the start of a paragraph, what stands on its two sides, and where it stands.

    `end` counts characters of the paragraph with their white space; `number`, `head` and `below` have none,
    and `below` is cut where it gets long. `meet`: the characters on both sides stand side by side elsewhere
    in the text. `crowded`: so many blanks stand near that this is a list. `first`: the paragraph is the
    document's first. `minuted`: it is an item below the date, the number or the people of minutes. `title`:
    that of the document right above.

    The rest is told of the document: how many other paragraphs have such a blank (`peers`), whether one of them
    all is the first (`throughout`), whether a point with a number of the same form has none (`lacking`),
    whether the words before the blank of another are built alike (`matched`).
    """

    end: int
    number: str
    head: str
    below: str
    meet: bool
    crowded: bool
    first: bool
    minuted: bool
    title: str
    peers: int = 0
    throughout: bool = False
    lacking: bool = False
    matched: bool = False

    @property
    def sentence(self) -> str:
        """The first sentence behind the blank."""
        return re.split("[。；：？！]", self.below)[0]

    @property
    def again(self) -> bool:
        """Whether the title of the document stands before the blank, at more length; not so where the
        writer says it of himself (我反对…)."""
        named = len(self.title) >= SHORTEST_TITLE and self.title in self.head
        return named and not re.match(rf"{WE}|{WRITER}", self.head)

    def matches(self, other: Candidate) -> bool:
        """Whether the heads of both are built alike: 北天的进展 and 南天的空白 are as long, begin each with a
        character of its own and have half of the others in the same places."""
        same = sum(one == two for one, two in zip(self.head, other.head, strict=False))
        alike = len(self.head) == len(other.head) > SHORT and bool(self.number) == bool(other.number)
        return alike and self.head[0] != other.head[0] and 2 * same >= len(self.head) - 1

    def takes_up(self, length: int) -> bool:
        """Whether so many characters of the head in a row stand in the sentence as well."""
        runs = (self.head[n : n + length] for n in range(len(self.head) - length + 1))
        return any(run in self.sentence for run in runs)

    @property
    def cut_word(self) -> bool:
        """Whether the blank stands inside a common word."""
        seams = [(left, right) for left in (1, 2, 3) for right in (1, 2, 3)]
        spanning = (self.head[-left:] + self.below[:right] for left, right in seams if self.below)
        return any(word in frequencies(Size.COMMON) for word in spanning)

    @property
    def wordless(self) -> bool:
        """Whether a head of three characters and more holds no common word, or one of two
        a rare character, as names do."""
        words, starts = frequencies(Size.COMMON), range(len(self.head) - 1)
        if len(self.head) < 3:
            return not all(words.get(char, 0) >= COMMON_WORD for char in self.head)
        return not any(self.head[n : n + 2] in words for n in starts)


def head(pattern: str) -> Callable[[Candidate], bool]:
    """Whether the words before the blank hold a pattern."""
    compiled = re.compile(pattern)
    return lambda c: compiled.search(c.head) is not None


def below(pattern: str) -> Callable[[Candidate], bool]:
    """Whether the words behind the blank begin so."""
    compiled = re.compile(pattern)
    return lambda c: compiled.match(c.below) is not None


def both(one: Callable[[Candidate], bool], other: Callable[[Candidate], bool]) -> Callable[[Candidate], bool]:
    """Whether two things hold."""
    return lambda c: one(c) and other(c)


def numbered(c: Candidate) -> bool:
    """Whether a number stands before the head."""
    return c.number != ""


def plain(c: Candidate) -> bool:
    """Whether none does."""
    return c.number == ""


EVIDENCE: tuple[Evidence[Candidate], ...] = (
    Evidence(7, "附注、结论、几点看法，向来只作标题", head(rf"^(?:{PART})$")),
    Evidence(8, "文种之后括号里说是草案、摘要，只作标题", head(rf"^{KIND_OF_PAPER}[（(](?:{STAGE})[）)]$")),
    Evidence(3, "以形势、现状之类收尾，是一段的题目", head(rf"..(?:{STATE})$")),
    Evidence(3, "以情况、问题、经过之类收尾，多是题目", head(rf"(?:{MATTER}|(?:^|[的点])(?:{DEED}))。?$")),
    Evidence(1, "单用建议、任务一类的词", head(f"^(?:{MATTER}|{DEED})$")),
    Evidence(1, "某某的某某，是名词短语", head("..的[^的]{2,6}$")),
    Evidence(2, "甲与乙，并列两事", head(f"^{HAN}{{1,6}}[与和]{HAN}{{1,6}}$")),
    Evidence(1, "前有序号", numbered),
    Evidence(1, "第几项，是议程", lambda c: c.number[:1] == "第"),
    Evidence(2, "序号之后的关于某某，是题目常用的开头", both(numbered, head("^关于"))),
    Evidence(-3, "没有序号的关于某某，多是状语", lambda c: plain(c) and c.head[:2] == "关于" and not c.again),
    Evidence(-3, "这样开头的是句子或套语，不是题目", both(plain, head(f"^(?:{LEADS_ON})"))),
    Evidence(-3, "序号之后这样开头的也是句子", both(numbered, head("^(?:就|请|[应将在](?![急军])|根据|由于|为|责成|批准|同意|撤销|授予)"))),
    Evidence(-5, "话没有说完，题目不这样收尾", head(rf"(?:{HANGS})$")),
    Evidence(-4, "“我们和某某”是一句话的主语", head(rf"(?:{WE})[和与同跟](?!.*的{HAN}{{1,5}}$)")),
    Evidence(-2, "有谓语，是半句话", head(rf"(?:{PREDICATE})(?!.*的{HAN}{{1,5}}$)")),
    Evidence(-1, "人、官职、机关、国家，多作主语", both(plain, head(rf"^{SOMEBODY}$"))),
    Evidence(-4, "说到某时，是半句话", head(rf".{TIME}")),
    Evidence(-4, "有数目字的多是句子", head(r"\d(?![\d号])")),
    Evidence(-5, "以数量收尾，是表的一行", both(plain, head(rf"{AMOUNT}$"))),
    Evidence(-5, "下文是数量，是表的一行", both(plain, below(AMOUNT))),
    Evidence(-1, "没有一个常用的词，像是人名", lambda c: plain(c) and c.wordless),
    Evidence(-2, "太长", lambda c: len(c.head) > LONG),
    Evidence(7, "下文是第一点，上文是几点的题目", both(plain, below(LIST_BEGINS))),
    Evidence(2, "下文自己开头：我、我们、本馆", below(OWN)),
    Evidence(2, "下文从时间说起", below(rf"{TIME}(?!份?的)")),
    Evidence(-7, "下文以虚字开头，句子还在上文", below(NO_START)),
    Evidence(2, "下文一开口就重提题目里的话", lambda c: len(c.below) > 2 and c.below[:2] in c.head),
    Evidence(2, "下文的第一句里重提题目里的话", lambda c: len(c.head) <= 2 * SHORT and c.takes_up(2)),
    Evidence(1, "同上，题目长些就不那么说明问题", lambda c: len(c.head) > 2 * SHORT and c.takes_up(2)),
    Evidence(1, "重提三个字以上", lambda c: c.takes_up(3)),
    Evidence(1, "短题目的一个字在下文里", lambda c: len(c.head) <= SHORT and not set(c.sentence[:CLAUSE]).isdisjoint(c.head)),
    Evidence(1, "下文有自己的主语和谓语", lambda c: not SAYS.match(c.below) and re.match(SUBJECT, c.below) is not None),
    Evidence(1, "下文是一整句", lambda c: len(c.sentence.split("，")[0]) > SHORT),
    Evidence(-4, "下文以谓语开头，上文是它的主语", both(plain, below(SAYS_OF))),
    Evidence(-4, "时间之后就是谓语，上文是它的主语", below(rf"(?:{WE}|{WRITER})[也都就才便却曾均已]|{TIME}{{1,2}}(?!的)(?:{SAYS_OF}|{OF_LIFE}|[收涨缺拨])(?<![和同与])")),
    Evidence(-4, "原因之后就是谓语，上文是它的主语", below(rf"{REASON}(?:[已均也都就才不没付]|纷纷)")),
    Evidence(-4, "单用可作动词的词，下文是它的宾语或补语", both(plain, both(head(f"^(?:{DEED})$"), below(OF_VERB)))),
    Evidence(-2, "序号之后的词，下文是它的谓语", both(numbered, below(SAYS_OF))),
    Evidence(-2, "序号之后的关于某某，下文是它的谓语", both(both(numbered, head("^关于")), below(SAYS_OF))),
    Evidence(-6, "下文是冒号前的半句", lambda c: not c.minuted and re.match("[^，。；？！：]{1,12}：", c.below) is not None),
    Evidence(2, "独占一段的议题", lambda c: not c.below),
    Evidence(3, "在决议的日期、号数或出席者之下", lambda c: c.minuted),
    Evidence(3, "下文是决议：听取、决定、批准", lambda c: c.minuted and re.match(DECIDES, c.below) is not None),
    Evidence(9, "篇题在正文之首重出，更详细", lambda c: c.again),
    Evidence(-3, "空白切断常用的词", lambda c: c.cut_word),
    Evidence(-4, "两边的字在别处相连", lambda c: c.meet),
    Evidence(-4, "空白太密，是名单或表", lambda c: c.crowded),
    Evidence(3, "同篇另有一处这样的空白", lambda c: c.peers == 1),
    Evidence(4, "同篇另有两处以上", lambda c: c.peers > 1),
    Evidence(3, "另有一处字数相同，一半的字相同", lambda c: c.matched),
    Evidence(2, "第一处在正文之首，小标题通贯全篇", lambda c: c.throughout),
    Evidence(4, "序号相连的三条以上都有", lambda c: numbered(c) and c.peers > 1 and not c.lacking),
    Evidence(-3, "同样的序号之下没有这样的空白", lambda c: c.lacking),
)  # fmt: skip
VOUCHES = 4
"""What a head weighs at least by which another that is built alike is known."""


def matched(several: Sequence[Candidate]) -> list[Candidate]:
    """The likely blanks of a document in order, one a paragraph or line → the same, each knowing whether the
    next head as long as its own, before or behind, is built alike, where one of the two is a head without the
    other: two subjects (东岸的船工, 西岸的船工) make none."""
    met: dict[int, int] = {}
    found = list(several)
    for n, candidate in enumerate(several):
        before = met.get(len(candidate.head), n)
        other = several[before]
        if candidate.matches(other) and max(weigh(candidate), weigh(other)) >= VOUCHES:
            found[before], found[n] = (replace(found[at], matched=True) for at in (before, n))
        met[len(candidate.head)] = n
    return found


def weigh(candidate: Candidate) -> int:
    """A candidate → the sum of the weights of what holds of it."""
    return total(candidate, EVIDENCE)
