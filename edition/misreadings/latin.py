"""English words that a recogniser of print misread (modem for modern), in titles,
imprints and names of archives.

How often a word is met, alone and beside another, is told by the lists that symspellpy brings (MIT); the files
are read, the package is not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import distribution
from math import log
from pathlib import Path

from edition.misreadings.suspicion import Suspicion, sureness

WORDS, PAIRS = "frequency_dictionary_en_82_765.txt", "frequency_bigramdictionary_en_243_342.txt"
LONGEST = 40
"""So far before a word its neighbour is looked for."""
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
"""What the lists leave out: words rarer than that, and pairs (occurrences in
the collection that they count)."""
RARE, SWAPPED = 6.5, 9.0
"""How seldom a word is misread, and how seldom two letters of it are exchanged (nats)."""


@dataclass(frozen=True, slots=True)
class English:
    """How often each word is met, and by two words with a space between, how often they follow each other."""

    alone: Mapping[str, int]
    pairs: Mapping[str, int]


@cache
def english() -> English:
    """The lists of symspellpy, read once a process."""
    return English(read(WORDS), read(PAIRS))


def read(name: str) -> dict[str, int]:
    """A list of symspellpy, a word or two and a number to the line → the number by the words."""
    path = Path(str(distribution("symspellpy").locate_file(f"symspellpy/{name}")))
    rows = (line.rpartition(" ") for line in path.read_text("utf-8-sig").splitlines() if line)
    return {words: int(count) for words, _, count in rows}


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
    before = re.search(r"(?<![A-Za-z])([A-Za-z]++)\s+$", text[max(0, start - LONGEST) : start])
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
    """How much oftener another word is met between two neighbours, of which one at least knows it
    there; else nothing speaks for it."""
    alone, pairs = english().alone, english().pairs
    first, last = before.lower(), after.lower()
    beside = [(pairs.get(f"{first} {w}", 0), pairs.get(f"{w} {last}", 0)) for w in (other, word)]
    if not any(beside[0]):
        return -RARE
    return log((alone[other] + UNSEEN) / (alone.get(word, 0) + UNSEEN)) + sum(
        log((new + APART) / (old + APART)) for new, old in zip(*beside, strict=True)
    )
