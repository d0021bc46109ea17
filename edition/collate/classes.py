"""What kind of variant a reading is: substantive, orthographic, punctuation, lacuna."""

from __future__ import annotations

import re
from functools import cache
from unicodedata import category

from opencc import OpenCC

from edition.annotate.printed import HAN_DIGIT
from edition.rules.language.numerals import number

LACUNA = 8
"""An omission of at least this many characters is a lacuna, a shorter one a substantive variant."""

NUMERAL = re.compile(
    rf"[{HAN_DIGIT}]?十[{HAN_DIGIT}]?(?![{HAN_DIGIT}十百千万])|(?<![十百千万])[{HAN_DIGIT}]+(?![十百千万])"
)
"""Numbers in Chinese numerals: up to 99, or read digit by digit."""

# characters that are written one for the other without a change of sense, beyond what OpenCC knows
VARIANTS = (
    "像象", "作做", "账帐", "座坐", "唯惟", "订定", "的地得", "记纪", "于於", "借藉", "勾钩", "须需", "黏粘", "份分", "那哪", "他她它",
    "清淸", "尚尙", "研硏", "尔爾", "们們", "托讬", "周週", "够夠", "查査", "吕呂", "户戶", "别別", "为爲", "敘叙", "采採", "教敎",
)  # fmt: skip


def classify(lemma: str, text: str) -> str:
    """A lemma and a reading → lacuna, punctuation, orthographic or substantive."""
    left, right = letters(lemma), letters(text)
    if left == right:
        return "punctuation"
    if len(left) - len(right) >= LACUNA and right in ("", left[: len(right)], left[len(left) - len(right) :]):
        return "lacuna"
    return "orthographic" if plain(left) == plain(right) else "substantive"


def letters(text: str) -> str:
    """A text without its punctuation."""
    return "".join(char for char in text if category(char)[0] not in "PSZ")


def plain(text: str) -> str:
    """A text in simplified characters, each variant as the first of its kind, numbers in figures."""
    simple = str(simplifier().convert(text)).translate(preferred())
    return NUMERAL.sub(lambda m: str(number(m[0])), simple)


@cache
def simplifier() -> OpenCC:
    """OpenCC's table from traditional to simplified characters."""
    return OpenCC("t2s")


@cache
def preferred() -> dict[int, str]:
    """Each variant character → the first of its kind."""
    return {ord(char): kind[0] for kind in VARIANTS for char in kind[1:]}
