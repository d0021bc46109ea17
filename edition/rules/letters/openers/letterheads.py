"""Whether the name of an office below a title says whose paper it is, or begins the text: what is
in it and behind it is weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.rules.heads.sideheads.words import OWN, PREDICATE
from edition.rules.language.addressing import ADDRESSES, SUFFICES, Address
from edition.rules.language.formulas import DAY, HOUR
from edition.rules.language.weighing import Evidence, total
from edition.rules.text.folding import Folded, stands_apart

DATED = re.compile(rf"{DAY}{HOUR}(?P<done>[\u4e00-\u9fff]{{2}}(?=\d{{1,3}}[.．]))?")
# Behind the day of a letterhead the text begins; behind the day that a sentence speaks of, this goes on.
GOES_ON = re.compile("[的关就给致对向至到以之前后起来]|[去复]?[电信函]")
OWNED = re.compile(OWN)
CALL = re.compile("([^。？！：]{2,80})：")
LABEL = re.compile(r"[\u4e00-\u9fff]{1,4}：")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The name of an office that white space parts from what stands `below` it: whether a further field begins
    there, or a day, and whether that ends with its line (`day`: 1) or leads on in a sentence (-1)."""

    words: str
    below: str
    field: bool
    day: int


LETTERHEADS: tuple[Evidence[Letterhead], ...] = (
    Evidence(4, "下面还有一栏：密级、号数、发往何人", lambda c: c.field),
    Evidence(4, "下面是完整的日期，日期后另起", lambda c: c.day > 0),
    Evidence(4, "下面称呼收件人", lambda c: addresses(c.below)),
    Evidence(4, "下面由自己说起：本局、我们", lambda c: OWNED.match(c.below) is not None),
    Evidence(-4, "有动词", lambda c: re.search(PREDICATE, c.words) is not None),
    Evidence(-6, "下面的日期在句中", lambda c: c.day < 0),
    Evidence(-4, "下面接着说，到冒号为止", lambda c: LABEL.match(c.below) is not None and not addresses(c.below)),
)  # fmt: skip
ENOUGH = 4


def is_letterhead(folded: Folded, start: int, end: int, follows: re.Pattern[str]) -> bool:
    """Whether the office `start`..`end` stands above the text; `follows` fits a further field."""
    return total(letterhead(folded, start, end, follows), LETTERHEADS) >= ENOUGH


def letterhead(folded: Folded, start: int, end: int, follows: re.Pattern[str]) -> Letterhead:
    """The office `start`..`end` of the squeezed text with what stands below it."""
    words = folded.text
    dated = DATED.match(words, end)
    day = 0
    if dated:
        whole = dated["done"] or stands_apart(folded, dated.end()) or follows.match(words, dated.end())
        day = 1 if whole and not GOES_ON.match(words, dated.end()) else -1
    return Letterhead(
        words[start:end], words[end : end + 82], not dated and bool(follows.match(words, end)), day
    )


def addresses(below: str) -> bool:
    """Whether a text begins with words that address somebody."""
    call = CALL.match(below)
    return call is not None and total(Address.of(call[1], "", ""), ADDRESSES) >= SUFFICES
