"""What may happen between two characters of a line: where it may end, what is squeezed, where Han meets Latin.

    two characters → their joint: kern, right to break, what it can give

Kerns are in em. Sources: W3C clreq 3.1.2–3.1.6 (marks at line starts and ends, squeezing), CSS Text
4 (text-autospace), GB/T 15834.
"""

from __future__ import annotations

import re
from typing import NamedTuple

OPENING = frozenset("（〔［｛《〈「『【〖“‘")
CLOSING = frozenset("）〕］｝》〉」』】〗”’、，。．：；")
NEVER_FIRST = CLOSING | frozenset("！？…·‧～％℃‰々〻–-－!),.:;?]}%\u2060\u00a0")
NEVER_LAST = OPENING | frozenset("￥＄$([{\u2060\u00a0")
BREAK_AFTER = frozenset("/?&=_")
INVISIBLE = frozenset("\u200b\u2060")
BORDER = "\u2005"  # stands where Han and Latin meet at the border of an element; it is a gap and never printed
HANGING = frozenset(" \u3000")  # blanks that may stick out at the end of a line
HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
LETTER = re.compile(r"[0-9A-Za-z%\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
LATIN = r"!-%'-.0-<>@-^`-~\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
# A dash that joins (GB/T 15834 5.1: not at the start of a line) stays with what it follows; a double one is a
# mark by itself. The sign behind a page of an index stays with its number.
TOKEN = re.compile(
    rf"[0-9]+[注校](?![\u3400-\u9fff])|[{LATIN}]*[/?&=_]+|[{LATIN}]+—(?!—)|[{LATIN}]+|—{{2,}}|…{{2,}}|[\u3005-\u3007\u3400-\u9fff]—(?!—)|.",
    re.DOTALL,
)
DASH = "—"
LONELY = re.compile(rf"{HAN.pattern}[{re.escape(''.join(sorted(NEVER_FIRST)))}]* *")
HALF = 0.5  # what a full-width mark loses beside another one, at a line's start or end
AUTOSPACE = 0.25  # between Han and Latin letters or digits
GIVE = 0.25  # what a mark may lose more where a closing mark has to be pushed in


class Joint(NamedTuple):
    """Two neighbouring characters: the kern between them, whether a line may end
    there, what it can still give."""

    kern: float
    breaks: bool
    give: float


def is_lonely(rest: str) -> bool:
    """Whether the rest of a text is one Chinese character with its marks, which makes no line (单字不成行)."""
    return LONELY.fullmatch(rest) is not None


def join(left: str, right: str) -> Joint:
    """The characters on both sides of a joint → its kern and its right to break (clreq 3.1.3, 3.1.5)."""
    if right in HANGING:
        return Joint(0.0, False, GIVE if left in CLOSING else 0.0)
    if left in CLOSING:
        if right in CLOSING or right in OPENING:
            return Joint(-HALF, right in OPENING, 0.0)
        return Joint(0.0, right not in NEVER_FIRST, GIVE)
    if right in OPENING:
        return Joint(
            -HALF if left in OPENING else 0.0, left not in NEVER_LAST, 0.0 if left in OPENING else GIVE
        )
    if left in OPENING or right in NEVER_FIRST or left in NEVER_LAST or left == BORDER:
        return Joint(0.0, False, 0.0)
    if left == right and left in "—…":
        return Joint(0.0, False, 0.0)
    if meet(left, right):
        return Joint(AUTOSPACE, True, 0.0)
    if "!" <= left <= "\u04ff" and "!" <= right <= "\u04ff":
        return Joint(0.0, left in BREAK_AFTER, 0.0)
    return Joint(0.0, True, 0.0)


def kind_of(character: str) -> tuple[object, ...]:
    """All that `join` looks at in a character."""
    sets = (HANGING, CLOSING, OPENING, NEVER_FIRST, NEVER_LAST, BREAK_AFTER, BORDER)
    repeated = character if character in "—…" else ""
    scripts = bool(LETTER.match(character)), bool(HAN.match(character)), "!" <= character <= "\u04ff"
    return (*(character in members for members in sets), repeated, *scripts)


class Joints(dict[str, Joint]):
    """The joints of all pairs of characters that were met, by the pair.
    Characters of one kind have the same."""

    def __init__(self) -> None:
        self.kinds: dict[str, int] = {}
        self.numbers: dict[tuple[object, ...], int] = {}
        self.known: dict[tuple[int, int], Joint] = {}

    def __missing__(self, pair: str) -> Joint:
        kinds = self.kind(pair[0]), self.kind(pair[1])
        if kinds not in self.known:
            self.known[kinds] = join(pair[0], pair[1])
        found = self[pair] = self.known[kinds]
        return found

    def kind(self, character: str) -> int:
        """The number of the kind of a character."""
        found = self.kinds.get(character)
        if found is None:
            found = self.numbers.setdefault(kind_of(character), len(self.numbers))
            self.kinds[character] = found
        return found


def meet(left: str, right: str) -> bool:
    """Whether a quarter em stands between two characters: Han and Latin, in either
    order (CSS Text 4, text-autospace)."""
    return bool((LETTER.match(left) and HAN.match(right)) or (HAN.match(left) and LETTER.match(right)))
