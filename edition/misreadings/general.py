"""A general model of modern Chinese: how likely a word is after another.

The pairs of words are those of the model that libime brings for input methods (LGPL-2.1-or-later; Debian and
Ubuntu: `libime-data-language-model`), read with KenLM. Where it is not on the machine, the frequencies of
single words have to do: those of a general dictionary (jieba's, from jieba3). The names of the authority files
count as words of either. All answers are natural logarithms of probabilities.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from math import log
from mmap import ACCESS_READ, mmap
from pathlib import Path

import kenlm

from edition.dictionary import Size, frequencies

LONGEST = 5
"""Longer words are not looked for."""
NAMED = 300
"""How often a name of the authority files counts as seen by the dictionary."""
SHORT = 2
UNSEEN = 0.5
HAN = re.compile(r"[\u4e00-\u9fff]+")
FIRST = b"<unk>\0"
"""The first of a model's words."""
MET = 4
"""The dictionary gives fewer to words that its makers never met in a text, misspellings among them."""
OPEN, START = "", "<s>"
"""What stands before the first word of a passage: nothing known, or the beginning of a sentence."""
MODEL = "zh_CN.lm"
PLACES = ("lib", "lib64", "local/lib")
NATS = log(10)
"""KenLM's logarithms are decimal."""


@dataclass(frozen=True, slots=True, eq=False)
class General:
    """`alone`: every known word with its logarithm; `after(before, word)`: that of a word after another;
    `unknown`: that of a character that is no word; `paired`: whether pairs of words are known, or words alone;
    `heads`: what longer words begin with; `fits`: by what stands before and after one of its characters, the
    characters that make a word there, the likeliest first."""

    alone: Mapping[str, float]
    after: Callable[[str, str], float]
    unknown: float
    paired: bool
    heads: frozenset[str]
    fits: Mapping[tuple[str, str], Mapping[str, float]]


def find_model() -> Path | None:
    """→ the model of the input methods, if it is on the machine: in a folder that LIBIME_MODEL_DIRS
    names, or where systems keep it."""
    named = (Path(folder) for folder in os.environ.get("LIBIME_MODEL_DIRS", "").split(":") if folder)
    kept = (folder / "libime" for place in PLACES for folder in folders(Path("/usr", place)))
    return next((path for folder in chain(named, kept) if (path := folder / MODEL).is_file()), None)


def folders(lib: Path) -> Iterator[Path]:
    """A folder of libraries → itself, and those that it has for a kind of machine."""
    yield lib
    yield from sorted(lib.glob("*-linux-*"))


@cache
def dictionary() -> Mapping[str, int]:
    """→ the words of the general dictionary, each with its frequency."""
    return {w: count for w, count in frequencies(Size.LARGE).items() if count and len(w) <= LONGEST}


def make_general(names: Iterable[str], model: Path | None) -> General:
    """Names, and the model if there is one → the general model."""
    own = {name for name in names if len(name) <= LONGEST}
    return of_words(own) if model is None else of_pairs(model, own)


def of_words(own: Collection[str]) -> General:
    """Names → the general model that knows the words of the dictionary by themselves."""
    counts = {**dict.fromkeys(own, NAMED), **dictionary()}
    whole = log(sum(counts.values()))
    alone = {word: log(count) - whole for word, count in counts.items()}
    unknown = log(UNSEEN) - whole
    return general(alone, lambda _, word: alone.get(word, unknown), unknown, paired=False)


def of_pairs(path: Path, own: Collection[str]) -> General:
    """The file of the model and names → the general model that knows which words follow which. A short word
    counts only if the dictionary knows it too: either has misspellings of its own."""
    model, met = kenlm.Model(str(path)), dictionary()
    words = {word for word in vocabulary(path) if len(word) > SHORT or met.get(word, 0) >= MET} - {*own}
    score, end = model.BaseScore, kenlm.State()

    @cache
    def state(before: str) -> kenlm.State:
        start, found = kenlm.State(), kenlm.State()
        model.NullContextWrite(start)
        if before == START:
            model.BeginSentenceWrite(found)
        elif before in words:
            score(start, before, found)
        else:
            return start
        return found

    @cache
    def after(before: str, word: str) -> float:
        if word in words:
            return float(score(state(before), word, end)) * NATS
        return named if word in own else unknown

    whole = log(sum(dictionary().values()))
    named, unknown = log(NAMED) - whole, log(UNSEEN) - whole
    return general({word: after(OPEN, word) for word in (*words, *own)}, after, unknown, paired=True)


def vocabulary(path: Path) -> Iterator[str]:
    """A model as KenLM writes it → its Chinese words, which stand at its end one after the other."""
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        words = data[max(0, data.rfind(FIRST)) :].decode("utf-8", "ignore").split("\0")
    return (word for word in words if 0 < len(word) <= LONGEST and HAN.fullmatch(word))


def general(
    alone: Mapping[str, float], after: Callable[[str, str], float], unknown: float, paired: bool
) -> General:
    """Logarithms of words alone and after one another, and that of an unknown character → the model, with the
    words that characters fit into."""
    heads = frozenset(word[:end] for word in alone for end in range(2, len(word)))
    fits: dict[tuple[str, str], dict[str, float]] = {}
    for worth, word in sorted((-alone[w], w) for w in alone if len(w) > 1):
        for at, char in enumerate(word):
            fits.setdefault((word[:at], word[at + 1 :]), {})[char] = -worth
    return General(alone, after, unknown, paired, heads, fits)
