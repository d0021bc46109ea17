"""English words that a recogniser of print misread (modem for modern), in titles, imprints and names of archives.

How often a word is met, alone and beside another, is told by the lists that symspellpy brings (MIT); the files are read, the package
is not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from math import log
from pathlib import Path

from edition.misreadings.suspicion import Suspicion, sureness

WORDS, PAIRS = "frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt"
WORD = re.compile(r"(?<![\w@./-])[A-Za-z]{4,}(?![\w@/-]|\.[a-z])")
"""A word, no part of an address or a shelfmark."""
GLYPHS = (
    "rn m",
    "cl d",
    "vv w",
    "li h",
    "ri n",
    "ii u",
    "c e",
    "c o",
    "e o",
    "l i",
    "l t",
    "f t",
    "h b",
    "n u",
)
"""Letters that look alike in print: either may be read for the other."""
UNSEEN, APART = 1e5, 1e6
"""What the lists leave out: words rarer than that, and pairs (occurrences in the collection that they count)."""
RARE, SWAPPED = 6.5, 9.0
"""How seldom a word is misread, and how seldom two letters of it are exchanged (nats)."""


@dataclass(frozen=True, slots=True)
class English:
    """`alone`: how often each word is met; `pairs`: the list of those that follow each other, a line each."""

    alone: dict[str, int]
    pairs: str

    def together(self, before: str, word: str) -> float:
        """How often a word follows another."""
        at = self.pairs.find(f"\n{before} {word} ")
        return float(self.pairs[at + 1 : self.pairs.index("\n", at + 1)].rsplit(" ", 1)[1]) if at >= 0 else 0.0


@cache
def english() -> English:
    words = dict(line.rsplit(" ", 1) for line in read(WORDS).split("\n") if line)
    return English({word: int(count) for word, count in words.items()}, f"\n{read(PAIRS)}\n")


def read(name: str) -> str:
    """A list of symspellpy → its lines, each of one or two words and a number."""
    path = Path(str(distribution("symspellpy").locate_file(f"symspellpy/{name}")))
    return path.read_text("utf-8-sig").replace("\r\n", "\n")


def suspect_latin(text: str) -> Iterator[Suspicion]:
    """A passage with its white space → the English words that are suspect, placed in it without white space."""
    for match in WORD.finditer(text):
        word = match[0]
        before, after = neighbours(text, match.start(), match.end())
        found = max(
            (
                (odds(word.lower(), other, before, after) - rare, other)
                for other, rare in readings(word.lower())
            ),
            default=(-RARE, ""),
        )
        if found[0] > -RARE:
            right = found[1].capitalize() if word[0].isupper() else found[1]
            start = len("".join(text[: match.start()].split()))
            beside = " ".join(filter(None, (before, right, after)))
            how = "颠倒" if sorted(found[1]) == sorted(word.lower()) else "形近"
            why = f"英文“{word}”当作“{right}”：字母{how}，作“{beside}”常见"
            yield Suspicion(start, start + len(word), right, sureness(found[0]), why)


def neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """The place of a word → the words before and after it with nothing but spaces between."""
    before = re.search(r"([A-Za-z]+)\s+$", text[:start])
    after = re.match(r"\s+([A-Za-z]+)", text[end:])
    return (before[1] if before else ""), (after[1] if after else "")


def readings(word: str) -> Iterator[tuple[str, float]]:
    """A word → the words that it may have been misread from, each with how seldom that happens."""
    known = english().alone
    for pair in GLYPHS:
        one, other = pair.split()
        for read_as, was in ((one, other), (other, one)):
            for at in (m.start() for m in re.finditer(f"(?={read_as})", word)):
                if (made := word[:at] + was + word[at + len(read_as) :]) in known:
                    yield made, RARE
    for at in range(len(word) - 1) if word not in known else ():
        made = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if made != word and made in known:
            yield made, SWAPPED


def odds(word: str, other: str, before: str, after: str) -> float:
    """How much oftener another word is met between two neighbours, of which one at least knows it there; else nothing
    speaks for it."""
    lists = english()
    first, last = before.lower(), after.lower()
    beside = [(lists.together(first, w), lists.together(w, last)) for w in (other, word)]
    if not any(beside[0]):
        return -RARE
    alone = lists.alone
    return log((alone[other] + UNSEEN) / (alone.get(word, 0) + UNSEEN)) + sum(
        log((new + APART) / (old + APART)) for new, old in zip(*beside, strict=True)
    )
