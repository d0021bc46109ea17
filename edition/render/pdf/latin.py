"""Latin lines: words with their marks in one piece, spaces that stretch, words divided where
a line would become too loose.

    text, face, width → the line, its width, the characters used; None where the text is no Latin one

Widths are in em. Sources: UAX 14 (where a line may end beside dashes and marks), CSS Text 4 (hyphens,
hyphenate-limit-chars); the patterns are those of pyphen, which has them from LibreOffice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

import pyphen  # type: ignore[import-untyped]

from edition.render.pdf.joints import (
    AUTOSPACE,
    BORDER,
    BREAK_AFTER,
    HAN,
    HANGING,
    NEVER_FIRST,
    NEVER_LAST,
    Joint,
    meet,
)
from edition.render.pdf.lines import Line, Shaper, Token, chopped, finished

SIGNS = r"!-~\u00a0-\u00ac\u00ae-\u052f\u1e00-\u1fff\u2010-\u2014\u2018-\u201f\u2020-\u2022\u2026\u202f\u2030-\u203a\u20a0-\u20bf\u2116\u2122\u2150-\u215f\u2212"
PARTING = frozenset("-\u2010–—") | BREAK_AFTER
KNOWN = re.compile(rf"[ {SIGNS}{BORDER}\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]*")
WORD = re.compile(
    rf"[{SIGNS}]*?\w[/?&=_–—](?=[\w“‘(])|[{SIGNS}]*?\w[-\u2010](?=[^\W\d_])|[{SIGNS}]*?[”’.,]—(?=\w)|[{SIGNS}]+|.",
    re.DOTALL,
)
LETTERS = re.compile(r"[^\W\d_]+")
EAST_ASIAN = frozenset({"zh", "ja", "ko"})
LOOSE = 0.05  # a line that lacks more than this share of its width for the next word gets a part of that word
SHORT = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "ita": "it", "spa": "es", "por": "pt", "nld": "nl", "dut": "nl",
    "rus": "ru", "swe": "sv", "dan": "da", "pol": "pl", "ces": "cs", "cze": "cs", "ell": "el", "gre": "el",
}  # fmt: skip
"""The tags of two letters that BCP 47 has for languages that many files name by three (ISO 639-2)."""
USUAL = {"en": "en-US"}
"""What a language without a region is divided as."""
Divide = Callable[[str], Sequence[int]]


def is_latin(style: Any) -> bool:
    """Whether latin.css has the text of a style set as Latin."""
    language = (style["lang"] or "").partition("-")[0].lower()
    return "proportional-width" in style["font_variant_east_asian"] and language not in EAST_ASIAN


def divide_of(style: Any) -> Divide:
    """A style → what divides its words."""
    if style["hyphens"] != "auto":
        return undivided
    return divider(style["lang"] or "", *style["hyphenate_limit_chars"])


def undivided(_: str) -> Sequence[int]:
    """The parts of a word that is not divided."""
    return ()


@cache
def divider(language: str, total: int, left: int, right: int) -> Divide:
    """A language, the letters that a word must have, and those before and after a division →
    what divides its words: word with its marks → how many characters may stand before a hyphen.
    What has only capitals is left whole."""
    first, _, rest = language.lower().partition("-")
    plain = SHORT.get(first, first)
    known = pyphen.language_fallback(f"{plain}-{rest}" if rest else USUAL.get(plain, plain))
    if known is None:
        return undivided
    patterns = pyphen.Pyphen(lang=known, left=left, right=right)

    @cache
    def divide(word: str) -> Sequence[int]:
        return [
            found.start() + point
            for found in LETTERS.finditer(word)
            if len(found[0]) >= total and not found[0].isupper()
            for point in patterns.positions(found[0])
        ]

    return divide


@cache
def join_latin(left: str, right: str) -> Joint:
    """The characters on both sides of a joint → its kern, and whether a line may end there."""
    if right in HANGING:
        return Joint(0.0, False, 0.0)
    if left in HANGING:
        return Joint(0.0, right not in NEVER_FIRST, 0.0)
    if meet(left, right):
        return Joint(AUTOSPACE, True, 0.0)
    if left in PARTING:
        return Joint(0.0, right.isalpha() or (left != "-" and right.isalnum()) or right in "“‘(", 0.0)
    han = HAN.match(left) or HAN.match(right)
    return Joint(0.0, bool(han) and right not in NEVER_FIRST and left not in NEVER_LAST and left != BORDER, 0.0)


def compose_latin(
    shaper: Shaper, face: Any, text: str, look: int, limit: float, at_start: bool
) -> tuple[Line, float, int] | None:
    """As `compose` of lines.py: the line ends after the last word that fits, or after a part
    of the next one with a hyphen."""
    while True:
        if not KNOWN.fullmatch(text, 0, look):
            return None
        texts = WORD.findall(text[:look])
        if look < len(text) and len(texts) > 1:
            texts.pop()  # it may be half a word
        tokens = shaper.shaped(face, texts)
        if tokens is None:
            return None
        kerns = [-AUTOSPACE if at_start and texts[0] == BORDER else 0.0]
        kerns += (join_latin(a[-1], b[0]).kern for a, b in pairwise(texts))
        count, width, full = break_latin(tokens, kerns, limit)
        if full or look >= len(text):
            break
        look = min(len(text), look * 2)
    if full and limit >= 4:
        divided = divide_next(shaper, face, tokens, kerns, limit, count if width <= limit else 0, text)
        if divided:
            return divided
    if count == 1 and at_start and width > limit >= 4 and len(texts[0]) > 2:
        return chopped(shaper, face, texts[0], limit, text)
    return finished(face, tokens, count, width, kerns, text)


def break_latin(tokens: Sequence[Token], kerns: Sequence[float], limit: float) -> tuple[int, float, bool]:
    """Tokens and the kerns before them → how many go on the line, its width without the spaces at
    its end, and whether it is full."""
    x = solid = 0.0
    fit: tuple[int, float] | None = None
    for number, (token, kern) in enumerate(zip(tokens, kerns, strict=True)):
        if number and join_latin(tokens[number - 1].text[-1], token.text[0]).breaks:
            if solid > limit:
                return (*(fit or (number, solid)), True)
            fit = number, solid
        x += kern + token.width
        if token.text not in HANGING:
            solid = x
            if solid > limit and fit:
                return (*fit, True)
    return len(tokens), x if solid <= limit else solid, False


def divide_next(
    shaper: Shaper,
    face: Any,
    tokens: Sequence[Token],
    kerns: Sequence[float],
    limit: float,
    count: int,
    text: str,
) -> tuple[Line, float, int] | None:
    """The line with as much of the word after the first `count` tokens as fits; None where it
    is full enough, or nothing fits."""
    before = sum(kerns[: count + 1]) + sum(token.width for token in tokens[:count])
    if limit - before < LOOSE * limit:
        return None
    hyphen = face.style["hyphenate_character"]
    word = tokens[count].text
    for point in reversed(face.divide(word)):
        parts = shaper.shaped(face, [word[:point] + hyphen])
        if parts and before + parts[0].width <= limit:
            used = sum(len(token.text) for token in tokens[:count]) + point
            line = Line(face, [*tokens[:count], *parts], list(kerns[: count + 1]), text[:used] + hyphen)
            return line, before + parts[0].width, used
    return None
