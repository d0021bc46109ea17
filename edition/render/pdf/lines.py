"""One line: as much of a text as a width holds, marks squeezed, Han and Latin a quarter em apart.

    text, face, width → the line, its width, the characters used

Pure: shaping is asked of a `Shaper`. Widths and kerns are in em.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise
from math import inf
from operator import add, itemgetter
from typing import Any, NamedTuple, Protocol

from edition.render.pdf.joints import (
    BORDER,
    BREAK_AFTER,
    CLOSING,
    DASH,
    HALF,
    HANGING,
    OPENING,
    TOKEN,
    Joint,
    is_lonely,
)

CLOSE = 1e-6
PARTS = BREAK_AFTER | {DASH}
SHORT = 16.0  # in narrower lines a character by itself may be the last
COMPANY = 2.5  # so much at most a line leaves empty so that the character after it is not alone


class Glyph(NamedTuple):
    """A glyph of a token: its number in the font, the text it stands for, its nominal advance in 1/1000 em."""

    number: int
    text: str
    advance: int


class Token(NamedTuple):
    """What is never broken: a Han character, a mark, a Latin word, a double dash. `font` counts the face's
    fonts; a word that needs several has `pieces`, each in one of them."""

    text: str
    width: float
    font: int
    code: str
    glyphs: tuple[Glyph, ...]
    pieces: tuple[Token, ...] = ()


TEXT, CODE, PIECES = (itemgetter(Token._fields.index(name)) for name in ("text", "code", "pieces"))


@dataclass(slots=True)
class Face:
    """A font at a size, as one style asks for it, and the tokens shaped with it, which all sizes share;
    `shaping` is the style that they are shaped in.

    `fonts` are Pango's fonts with the layout that keeps each alive; the first is the face itself.
    `divide` tells of a Latin face, whose lines are set by latin.py, where its words may be divided;
    `slant` is how far its letters lean where they should be italic and their family has none; `spare` is
    a layout that keeps no font alive.
    """

    name: str
    style: Any
    size: float
    height: float
    baseline: float
    shaping: Any = None
    fonts: list[tuple[Any, Any]] = field(default_factory=list)
    tokens: dict[str, Token | None] = field(default_factory=dict)
    divide: Callable[[str], Sequence[int]] | None = None
    slant: float = 0.0
    spare: Any = None


@dataclass(slots=True)
class Line:
    """A composed line; it stands where WeasyPrint expects a Pango layout. `kerns[i]` stands before token i."""

    face: Face
    tokens: list[Token]
    kerns: list[float]
    text: str
    stretch: float = 0.0
    first_line_direction: int = 0
    max_width: float | None = None

    def deactivate(self) -> None:
        """Nothing to release."""

    def reactivate(self, style: Any) -> None:
        """Nothing to set up again."""

    @property
    def gaps(self) -> int:
        """How many gaps can be stretched."""
        if self.face.divide:
            return sum(map(is_loose, self.tokens))
        return max(0, len(self.tokens) - 1)

    @property
    def width(self) -> float:
        """Its width in em."""
        return sum(self.kerns) + sum(token.width for token in self.tokens) + self.stretch * self.gaps

    def steps(self) -> list[float]:
        """How much each token is moved from the one before it when the line is stretched, in em:
        all alike, in Latin the spaces."""
        if self.face.divide:
            return [self.stretch if is_loose(token) else 0.0 for token in self.tokens]
        return [0.0, *[self.stretch] * (len(self.tokens) - 1)]

    def place(self, count: int) -> float:
        """How far from the line's start the character stands that `count` visible ones precede, in em."""
        x = 0.0
        for token, kern, step in zip(self.tokens, self.kerns, self.steps(), strict=True):
            x += kern + step
            visible = len("".join(token.text.split()))
            if count < visible:
                return x + token.width * count / visible
            count -= visible
            x += token.width
        return x


def is_loose(token: Token) -> bool:
    """Whether a Latin line can be stretched before a token: a space, or a Han character."""
    return token.text == " " or token.text[0] >= "\u2e80"


class Shaper(Protocol):
    """Who knows the joints of characters, by the pair, and shapes tokens."""

    @property
    def joints(self) -> Mapping[str, Joint]: ...

    def joint(self, pair: str) -> Joint:
        """Two characters → their joint."""

    def shaped(self, face: Face, texts: Sequence[str]) -> list[Token] | None:
        """Token texts → tokens; None where one of them cannot be set in this face."""


def reach(text: str, limit: float) -> int:
    """How many characters of a text decide where a line of `limit` em ends, as a rule."""
    return len(text) if limit > len(text) else min(len(text), int(limit * 2.2) + 24)


def compose(
    shaper: Shaper, face: Face, text: str, look: int, limit: float, at_start: bool
) -> tuple[Line, float, int] | None:
    """`text` and a width in em → the line, its width, the characters used; None where the face cannot set it.

    Greedy: the line ends at the last joint that fits. A closing mark that sticks out loses its empty half;
    failing that it is pushed in where the marks before it can give enough, else its word goes to the next line
    with it. The gap at the border of an element vanishes at the start of a line.
    """
    if at_start and text[0] == BORDER and text != BORDER:
        found = compose(shaper, face, text[1:], max(1, look - 1), limit, at_start)
        return found and (replace(found[0], text=BORDER + found[0].text), found[1], found[2] + 1)
    while True:
        texts = TOKEN.findall(text[:look])
        if look < len(text) and len(texts) > 1:
            texts.pop()  # it may be half a word
        tokens = shaper.shaped(face, texts)
        if tokens is None:
            return None
        broken = break_line(shaper, tokens, limit, at_start, ended=look >= len(text))
        if broken is not None or look >= len(text):
            break
        look = min(len(text), look * 2)
    if broken is not None and look >= len(text) and (limit >= SHORT or not at_start):
        broken = accompanied(shaper, tokens, broken, limit)
    count, width, kerns = broken or whole_line(shaper, tokens, limit, at_start)
    if abs(width - limit) < 2 * CLOSE:
        width = limit - CLOSE  # a full line inside an element must not be found too long by a rounding
    if count == 1 and at_start and width > limit >= 4 and len(texts[0]) > 2:
        return chopped(shaper, face, texts[0], limit, text)
    return finished(face, tokens, count, width, kerns, text)


def break_line(
    shaper: Shaper, tokens: Sequence[Token], limit: float, at_start: bool, *, ended: bool
) -> tuple[int, float, list[float]] | None:
    """Tokens → how many go on the line, its width, the kerns before each; None where
    the line does not end in them."""
    limit += CLOSE
    joint = shaper.joint
    x = solid = give = 0.0  # `solid` is the width without the spaces at the end
    kerns: list[float] = []
    fit: tuple[int, float] | None = None
    last = ""
    for number, token in enumerate(tokens):
        first = token.text[0]
        if number:
            kern, breaks, more = joint(last + first)
            if breaks:
                end = solid - HALF if solid > limit and last in CLOSING else solid
                if end > limit:
                    return (*(fit or (number, end)), kerns)
                fit = (number, end)
                if solid > limit:
                    return (*fit, kerns)
            x += kern
            give += more
        else:
            kern = x = -HALF if at_start and first in OPENING else 0.0
        kerns.append(kern)
        x += token.width
        last = token.text[-1]
        if last in HANGING:
            continue
        solid = x
        closing = last in CLOSING
        excess = (x - HALF if closing else x) - limit
        if excess <= 0:
            continue
        if closing and excess <= give:
            final = number + 1 == len(tokens)
            if ended if final else joint(last + tokens[number + 1].text[0]).breaks:
                return number + 1, limit - CLOSE, squeezed(shaper, tokens, kerns, excess / give)
            continue  # another mark follows that may not begin a line
        if fit is not None:
            return (*fit, kerns)
    return None


def accompanied(
    shaper: Shaper, tokens: Sequence[Token], broken: tuple[int, float, list[float]], limit: float
) -> tuple[int, float, list[float]]:
    """A broken line → the same, or one that gives what comes after it company, where a single
    character would be the last line."""
    count, _, kerns = broken
    if not is_lonely("".join(map(TEXT, tokens[count:]))):
        return broken
    earlier = count - 1
    while earlier and not shaper.joint(tokens[earlier - 1].text[-1] + tokens[earlier].text[0]).breaks:
        earlier -= 1
    if not earlier or tokens[earlier - 1].text[-1] in HANGING:
        return broken
    _, width, plain = whole_line(shaper, tokens[:earlier], inf, at_start=False)
    if limit - width - kerns[0] > COMPANY:
        return broken
    return earlier, width + kerns[0], [kerns[0], *plain[1:]]


def whole_line(
    shaper: Shaper, tokens: Sequence[Token], limit: float, at_start: bool
) -> tuple[int, float, list[float]]:
    """All tokens on one line: the end of the text."""
    kerns = [-HALF if at_start and tokens[0].text[0] in OPENING else 0.0]
    kerns += [shaper.joint(a.text[-1] + b.text[0]).kern for a, b in pairwise(tokens)]
    width = sum(kerns) + sum(token.width for token in tokens)
    if width > limit and tokens[-1].text[-1] in CLOSING:
        width -= HALF
    return len(tokens), width, kerns


def squeezed(shaper: Shaper, tokens: Sequence[Token], kerns: list[float], share: float) -> list[float]:
    """The kerns of a line, each mark giving its share of what it can."""
    gives = (shaper.joint(a.text[-1] + b.text[0]).give for a, b in pairwise(tokens[: len(kerns)]))
    return [kerns[0], *(kern - give * share for kern, give in zip(kerns[1:], gives, strict=True))]


def chopped(shaper: Shaper, face: Face, word: str, limit: float, text: str) -> tuple[Line, float, int] | None:
    """A word wider than the whole line (an address, a checksum) → as many of its letters as fit."""
    letters = shaper.shaped(face, list(word))
    if letters is None:
        return None
    width = 0.0
    count = 0
    while count < len(letters) and (not count or width + letters[count].width <= limit):
        width += letters[count].width
        count += 1
    return finished(face, letters, count, width, [0.0] * count, text)


def finished(
    face: Face,
    tokens: Sequence[Token],
    count: int,
    width: float,
    kerns: Sequence[float],
    text: str,
) -> tuple[Line, float, int]:
    """What goes on the line, without the spaces at its end (the width is that of the line without them)."""
    held = list(tokens[:count])
    used = sum(len(token.text) for token in held)
    while used < len(text) and held and held[-1].text in HANGING:
        held.pop()
    shown = text[:used].rstrip(" ") if used < len(text) else text
    gaps = list(kerns[: len(held)])
    if not PARTS.isdisjoint(shown):
        held, gaps = closed_up(held, gaps)
    return Line(face, held, gaps, shown), width, used


def closed_up(tokens: Sequence[Token], kerns: Sequence[float]) -> tuple[list[Token], list[float]]:
    """Join the parts of an address, and both ends of a range (105—111), so that
    justification does not tear them apart."""
    joined: list[Token] = []
    gaps: list[float] = []
    for token, kern in zip(tokens, kerns, strict=True):
        last = joined[-1] if joined else None
        if (
            last
            and (last.text[-1] in BREAK_AFTER or is_range(last.text))
            and "!" <= token.text[0] <= "\u04ff"
            and last.font == token.font
            and not (kern or last.pieces or token.pieces)
        ):
            text, code, glyphs = last.text + token.text, last.code + token.code, last.glyphs + token.glyphs
            joined[-1] = Token(text, last.width + token.width, last.font, code, glyphs)
        else:
            joined.append(token)
            gaps.append(kern)
    return joined, gaps


def is_range(text: str) -> bool:
    """Whether a token is the first end of a range and its dash: 105—, not the double dash."""
    return text[-1] == DASH and "!" <= text[-2:-1] <= "\u04ff"


def written(line: Line) -> Iterator[tuple[int, str]]:
    """A line → for each run of one font, its number and the string of a TJ operator."""
    tokens = line.tokens
    shifts = [*map(add, line.kerns, line.steps())]
    moves = {shift: f">{-shift * 1000:.1f}<" if shift else "" for shift in set(shifts)}
    number = tokens[0].font
    if not any(map(PIECES, tokens)) and all(token.font == number for token in tokens):
        moved = zip(map(moves.__getitem__, shifts), map(CODE, tokens), strict=True)
        yield number, f"<{''.join(chain.from_iterable(moved))}>"
        return
    parts: list[str] = []
    for token, shift in zip(tokens, shifts, strict=True):
        move = moves[shift]
        for piece in token.pieces or (token,):
            if piece.font != number:
                if parts:
                    yield number, f"<{''.join(parts)}>"
                number, parts = piece.font, []
            parts += (move, piece.code)
            move = ""
    yield number, f"<{''.join(parts)}>"
