"""The texts that are open at a line, each inside the one before: what they say that they hand on, and
how they count among their like."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from edition.model import Block
from edition.rules.language.numerals import number
from edition.rules.text.handing import FORWARDS, HANDS, SAYS_SO, enclosed, handed
from edition.rules.titles.beginning import LABELLED, NAMES_PAPER

MOST_NAMED = 100
"""So many titles about are looked for below a text that names them; a bibliography announces nothing."""
SHORTEST_TITLE = 8
DEEPEST = 4
"""So many texts at most stand each inside another."""
NAMED = re.compile("[《“](?P<title>[^《》“”]{6,60})[》”]")
REFERS = re.compile("(?:[这该此本]|上述|以上)[个份篇件项]?[\u4e00-\u9fff]{2,4}")
STEMS = "甲乙丙丁戊己庚辛壬癸"
AGREES = re.compile(rf"{HANDS.pattern}|同意|批复")
COUNTED = re.compile(
    rf"[（(]?(?:(?P<stem>[{STEMS}])|(?P<way>附录?件?|第)?(?P<n>[一二三四五六七八九十]{{1,3}}|\d{{1,2}}))(?:[）)、．.：:]|[份件篇][：:]|[ \u3000]|$)"
)


@dataclass
class Text:
    """A text that is open: its title, what it says that it hands on, and how it counts among its like."""

    opener: Block
    title: str
    count: tuple[str, int] = ("", 0)
    announces: bool = False
    delivered: bool = False
    parted: bool = False
    numbered: bool = False
    what: str = ""
    works: set[str] = field(default_factory=set)

    def reads(self, block: Block) -> None:
        """Takes in what a block of the text says of other papers."""
        text = block.text.text
        if len(self.works) < MOST_NAMED:
            self.works |= works_in(text)
        self.announces = self.announces or bool(SAYS_SO.search(text) or LABELLED.match(text))
        self.what = self.what or self.meant(handed(text), text) or enclosed(text)

    def meant(self, what: str, text: str) -> str:
        """`what` a `text` says that it hands on, by its title where it only refers to one that stands in
        quotation marks before (这个报告)."""
        named = [found["title"] for found in NAMED.finditer(text)] if REFERS.fullmatch(what) else []
        return named[-1] if named else what

    def names(self, title: str) -> bool:
        """Whether it names a paper of this title."""
        whole, title = key(self.title), key(title)
        inside = len(title) >= SHORTEST_TITLE and title in whole and title != whole
        longer = (work for work in self.works if len(work) >= SHORTEST_TITLE)
        return inside or title in self.works or any(work in title for work in longer)


def text_of(opener: Block, title: str) -> Text:
    """The first block of a text and its title → the text, open."""
    called = opener.attrs.get("title", "")
    said = FORWARDS.search(title)
    count = count_of(opener.text.text)
    return Text(
        opener,
        title + ("" if called == title else called),
        count if count[1] else count_of(title),
        announces=AGREES.search(title) is not None,
        what=said["what"] if said else "",
        works=works_in(title),
    )


def works_in(text: str) -> set[str]:
    """The titles that a text has in quotation marks, and the one behind 附：, without marks."""
    named = [found["title"] for found in NAMED.finditer(text)]
    enclosed_with = LABELLED.match(text)
    if enclosed_with:
        named.append(re.split("抄[ \u3000]*送", text[enclosed_with.end() :])[0])
    return {key(title) for title in named}


def key(title: str) -> str:
    """A title without white space and quotation marks, as it may be named elsewhere."""
    return re.sub(r"[\s《》“”‘’「」]", "", title)


def count_of(text: str) -> tuple[str, int]:
    """How a title counts, and up to what: 甲, 乙; 附件一; 第二份; （二） where it names a paper;
    nothing and 0 where it does not."""
    found = COUNTED.match(text)
    if not found or not (found["stem"] or found["way"] or NAMES_PAPER.search(text)):
        return "", 0
    if found["stem"]:
        return STEMS, STEMS.index(found["stem"]) + 1
    return (found["way"] or "")[:1], number(found["n"])


def counts_on(texts: Sequence[Text], text: str) -> bool:
    """Whether a title has the number behind that of one of the open texts."""
    style, count = count_of(text)
    return count > 1 and any(t.count == (style, count - 1) for t in texts)


def holder_of(texts: Sequence[Text], first: str, title: str) -> int:
    """Open texts, each inside the one before, and the first words and the title of a further one → in how many
    of them it stands: beside the one with which it counts; else in the innermost that hands on what it names
    so, or that handed on nothing so far, or in the first."""
    ways: tuple[Callable[[int], bool], ...] = (
        lambda m: m > 0 and counts_on(texts[m : m + 1], first),
        lambda m: texts[m].announces and texts[m].names(title),
        lambda m: texts[m].announces and not texts[m].delivered,
    )
    for beside, holds in zip((True, False, False), ways, strict=True):
        found = next((m for m in range(len(texts) - 1, -1, -1) if holds(m)), None)
        if found is not None:
            return found if beside else min(found + 1, DEEPEST)
    return 1


def stands_again(text: str, texts: Sequence[Text]) -> bool:
    """Whether a head is the title of an open text again, which does not hand on a paper of that title, or what
    of the title of the document stands behind the name of its sender: it says itself that something is
    forwarded, and the words before it do not."""
    before, found, behind = texts[0].opener.text.text.partition(text)
    sends = HANDS.search(text) is not None and not HANDS.search(before)
    again = any(t.title.endswith(text) and not HANDS.search(t.title.removesuffix(text)) for t in texts[1:])
    return again or bool(found and not behind and sends)
