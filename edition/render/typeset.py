"""The line composer: justified Chinese lines inside WeasyPrint's layout. The only module that knows its private side.

    text, style, width → one line: where it breaks, marks squeezed, Han and Latin a quarter em apart, flush right

WeasyPrint alone stretches only spaces, so Chinese stays ragged, and it shapes every line several times. `composing`
plugs a `Composer` into its inline layout while a book is made: each distinct token is shaped once, lines are broken
by the rules of clreq, what the composer does not set (decorated, spaced or right-to-left text, a missing glyph) goes
to WeasyPrint's own functions. With another WeasyPrint than `KNOWN` nothing is plugged in and the book is set plainly.

Widths and kerns are in em, positions in CSS pixels.
Sources: W3C clreq 3.1.2–3.1.6 (marks at line starts and ends, squeezing), CSS Text 4 (text-autospace).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, inf
from typing import Any, NamedTuple, cast
from xml.etree.ElementTree import Element

import weasyprint

KNOWN = "70.0"

if weasyprint.__version__ == KNOWN:
    import cssselect2  # type: ignore[import-untyped]
    import pydyf  # type: ignore[import-untyped]
    import weasyprint.draw
    import weasyprint.draw.text
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import LayoutContext, block, inline, preferred
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import get_pango_font_key

OPENING = frozenset("（〔［｛《〈「『【〖“‘")
CLOSING = frozenset("）〕］｝》〉」』】〗”’、，。．：；")
NEVER_FIRST = CLOSING | frozenset("！？…·‧～％℃‰々〻–!),.:;?]}%\u2060\u00a0")
NEVER_LAST = OPENING | frozenset("￥＄$([{\u2060\u00a0")
BREAK_AFTER = frozenset("/?&=_")
INVISIBLE = frozenset("\u200b\u2060")
HAN = re.compile(r"[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
LETTER = re.compile(r"[0-9A-Za-z%\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]")
LATIN = r"!-%'-.0-<>@-^`-~\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
TOKEN = re.compile(rf"[{LATIN}]*[/?&=_]+|[{LATIN}]+|—{{2,}}|…{{2,}}|.", re.DOTALL)

HALF = 0.5  # what a full-width mark loses beside another one, at a line's start or end
AUTOSPACE = 0.25  # between Han and Latin letters or digits
GIVE = 0.25  # what a mark may lose more where a closing mark has to be pushed in
LOOSE = 4.0  # a line that lacks more than this stays ragged: spreading would tear it apart
CLOSE = 1e-6


class Glyph(NamedTuple):
    """A glyph of a token: its number in the font, the text it stands for, its nominal advance in 1/1000 em."""

    number: int
    text: str
    advance: int


class Token(NamedTuple):
    """What is never broken: a Han character, a mark, a Latin word, a double dash. `font` counts the face's fonts."""

    text: str
    width: float
    font: int
    code: str
    glyphs: tuple[Glyph, ...]


class Joint(NamedTuple):
    """Two neighbouring characters: the kern between them, whether a line may end there, what it can still give."""

    kern: float
    breaks: bool
    give: float


def join(left: str, right: str) -> Joint:
    """The characters on both sides of a joint → its kern and its right to break (clreq 3.1.3, 3.1.5)."""
    if left in CLOSING:
        if right in CLOSING or right in OPENING:
            return Joint(-HALF, right in OPENING, 0.0)
        return Joint(0.0, right not in NEVER_FIRST, GIVE)
    if right in OPENING:
        return Joint(
            -HALF if left in OPENING else 0.0, left not in NEVER_LAST, 0.0 if left in OPENING else GIVE
        )
    if left in OPENING or right in NEVER_FIRST or left in NEVER_LAST or right == " ":
        return Joint(0.0, False, 0.0)
    if left == right and left in "—…":
        return Joint(0.0, False, 0.0)
    if (LETTER.match(left) and HAN.match(right)) or (HAN.match(left) and LETTER.match(right)):
        return Joint(AUTOSPACE, True, 0.0)
    if "!" <= left <= "\u04ff" and "!" <= right <= "\u04ff":
        return Joint(0.0, left in BREAK_AFTER, 0.0)
    return Joint(0.0, True, 0.0)


@dataclass(slots=True)
class Face:
    """A font at a size, as one style asks for it, and the tokens shaped with it.

    `fonts` are Pango's fonts with the layout that keeps each alive; the first is the face itself.
    """

    name: str
    style: Any
    size: float
    height: float
    baseline: float
    fonts: list[tuple[Any, Any]] = field(default_factory=list)
    tokens: dict[str, Token | None] = field(default_factory=dict)


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
        return max(0, len(self.tokens) - 1)

    def place(self, count: int) -> float:
        """How far from the line's start the character stands that `count` visible ones precede, in em."""
        x = 0.0
        for number, (token, kern) in enumerate(zip(self.tokens, self.kerns, strict=True)):
            x += kern + (self.stretch if number else 0.0)
            visible = len("".join(token.text.split()))
            if count < visible:
                return x + token.width * count / visible
            count -= visible
            x += token.width
        return x


@dataclass(frozen=True, slots=True)
class Stock:
    """WeasyPrint's own functions, for everything that is not composed."""

    split_first_line: Callable[..., Any]
    can_break_text: Callable[..., bool]
    add_word_spacing: Callable[..., float]
    draw_text: Callable[..., None]


@dataclass(slots=True)
class Composer:
    """Sets lines for one book. `missing` are characters without a glyph, `strays` those set from an unnamed font."""

    stock: Stock
    faces: dict[str, Face] = field(default_factory=dict)
    styles: dict[int, tuple[Any, Face | None]] = field(default_factory=dict)
    joints: dict[str, Joint] = field(default_factory=dict)
    lines: dict[tuple[str, float, bool, str], tuple[Line, float, int]] = field(default_factory=dict)
    embedded: dict[Any, tuple[Any, Any, set[str]]] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    strays: dict[str, str] = field(default_factory=dict)

    # -- what WeasyPrint calls -----------------------------------------------------------------------------------

    def split_first_line(
        self,
        text: str,
        style: Any,
        context: Any,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        """As much of `text` as fits in `max_width` → (line, its bytes, bytes to skip, width, height, baseline)."""
        face = self.face(style)
        at_start = is_line_start and not minimum
        composed = None
        if face:
            bounded = max_width is not None and style["white_space"] == "normal"
            limit = max_width / face.size if max_width is not None and bounded else inf
            if at_start and style["text_align_all"] == "center" and limit < inf:
                limit = self.balance(face, text, limit)
            composed = self.compose(face, text, limit, at_start)
        if face is None or composed is None:
            return self.stock.split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        line, width, used = composed
        resume = len(text[:used].encode()) if used < len(text) else None
        return line, len(line.text.encode()), resume, width * face.size, face.height, face.baseline

    def balance(self, face: Face, text: str, limit: float) -> float:
        """The width to set centred text in: its lines, as few as need be, become about equally long."""
        tokens = self.shaped(face, TOKEN.findall(text))
        width = whole_line(self, tokens, inf, True)[1] if tokens else 0.0
        return min(limit, width / ceil(width / limit) + HALF) if width > limit >= 4 else limit

    def compose(self, face: Face, text: str, limit: float, at_start: bool) -> tuple[Line, float, int] | None:
        """As `compose`; a line that was set before (WeasyPrint lays notes and page ends out again and again) is kept."""
        look = reach(text, limit)
        key = (face.name, limit, at_start, text[: look + 1])
        known = self.lines.get(key)
        if known is None:
            known = compose(self, face, text, look, limit, at_start)
            if known is None or look < known[2]:
                return known
            self.lines[key] = known
        line, width, used = known
        return Line(face, line.tokens, line.kerns, line.text), width, used

    def can_break_text(self, text: str, lang: Any) -> bool:
        """Whether a line may end somewhere inside `text`."""
        return any(self.joint(pair).breaks for pair in map("".join, pairwise(text)))

    def justify_line(self, context: Any, line: Any, extra: float) -> None:
        """Spread `extra` pixels over every gap of the line."""
        gaps = count_gaps(line)
        if gaps and extra <= line.style["font_size"] * LOOSE:
            self.spread(context, line, extra / gaps, 0.0)

    def draw_text(self, stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None:
        """Write a composed line into the page's content stream."""
        line = box.pango_layout
        if type(line) is not Line:
            self.stock.draw_text(stream, box, offset_x, overflow, ellipsis)
            return
        if not line.tokens or box.style["visibility"] != "visible":
            return
        stream.set_color(box.style["color"])
        stream.begin_text()
        stream.set_text_matrix(1, 0, 0, -1, box.position_x, box.position_y + box.baseline)
        for number, string in written(line):
            stream.set_font_size(self.embed(stream, line, number), line.face.size)
            stream.show_text(string)
        stream.end_text()

    # -- faces and tokens ----------------------------------------------------------------------------------------

    def face(self, style: Any) -> Face | None:
        """The face of a style; None where the style asks for something that the composer does not do."""
        known = self.styles.get(id(style))
        if known is None:
            face = None
            if plain_style(style):
                key = f"{id(style.font_config)} {line_break._font_style_cache_key(style, include_size=True)}"
                face = self.faces.get(key) or self.faces.setdefault(key, new_face(key, style))
            known = self.styles[id(style)] = (style, face)
        return known[1]

    def joint(self, pair: str) -> Joint:
        """The joint of two characters, from the table."""
        found = self.joints.get(pair)
        if found is None:
            found = self.joints[pair] = join(pair[0], pair[1])
        return found

    def shaped(self, face: Face, texts: Sequence[str]) -> list[Token] | None:
        """Token texts → tokens; None where one of them cannot be set in this face."""
        known = face.tokens
        fresh = sorted({text for text in texts if text not in known})
        if fresh:
            self.shape(face, fresh)
        tokens = [known[text] for text in texts]
        return None if None in tokens else cast("list[Token]", tokens)

    def shape(self, face: Face, texts: Iterable[str]) -> None:
        """Shape each of `texts` once: Han characters together, everything else by itself."""
        single = []
        for text in texts:
            if text in INVISIBLE:
                face.tokens[text] = Token(text, 0.0, 0, "", ())
            elif len(text) == 1 and HAN.match(text):
                single.append(text)
            else:
                face.tokens[text] = self.token(face, text, shape_run(face, text))
        glyphs = shape_run(face, "".join(single)) if single else []
        if len(glyphs) != len(single):
            glyphs = [glyph for text in single for glyph in shape_run(face, text)[:1]]
        for text, glyph in zip(single, glyphs, strict=True):
            face.tokens[text] = self.token(face, text, [glyph])

    def token(self, face: Face, text: str, run: Sequence[tuple[int, Glyph, float]]) -> Token | None:
        """The shaped glyphs of a token → the token; notes characters that the faces lack."""
        for _, glyph, _ in run:
            if glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
                self.missing[glyph.text] = None
        fonts = {font for font, _, _ in run}
        if not run or len(fonts) > 1 or any(glyph.number >= pango.PANGO_GLYPH_EMPTY for _, glyph, _ in run):
            return None
        font = fonts.pop()
        if font and (family := family_of(face.fonts[font][0])) not in face.style["font_family"]:
            self.strays[text] = family
        code, width = [], 0.0
        for _, glyph, advance in run:
            code.append(f"{glyph.number:04x}")
            if kern := round(glyph.advance - advance * 1000):
                code.append(f">{kern}<")
            width += advance
        return Token(text, width, font, "".join(code), tuple(glyph for _, glyph, _ in run))

    # -- drawing -------------------------------------------------------------------------------------------------

    def embed(self, stream: Any, line: Line, number: int) -> str:
        """Enter the glyphs of a line into the PDF font → the name of that font."""
        pango_font = line.face.fonts[number][0]
        known = self.embedded.get(pango_font)
        if known is None or known[0] is not stream._fonts:
            font, _ = stream.add_font(pango_font)
            known = self.embedded[pango_font] = (stream._fonts, font, set())
        _, font, done = known
        for token in line.tokens:
            if token.font == number and token.text not in done:
                done.add(token.text)
                for glyph in token.glyphs:
                    font.to_unicode.setdefault(glyph.number, glyph.text)
                    font.widths.setdefault(glyph.number, glyph.advance)
        return cast(str, font.hash)

    def spread(self, context: Any, box: Any, step: float, dx: float) -> float:
        """Move `box` by `dx` and stretch its gaps by `step` → how far what follows has to move."""
        if isinstance(box, boxes.TextBox):
            line = box.pango_layout
            if type(line) is not Line:
                return self.stock.add_word_spacing(context, box, step, dx)
            line.stretch = step / line.face.size
            box.position_x += dx
            box.width += line.gaps * step
            return dx + line.gaps * step
        if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            box.position_x += dx
            start = dx
            for child in box.children:
                if child.is_in_normal_flow():
                    dx = self.spread(context, child, step, dx)
            box.width += dx - start
            return dx
        box.translate(dx, 0)
        return dx


# -- one line -----------------------------------------------------------------------------------------------------


def reach(text: str, limit: float) -> int:
    """How many characters of a text decide where a line of `limit` em ends, as a rule."""
    return len(text) if limit > len(text) else min(len(text), int(limit * 2.2) + 24)


def compose(
    composer: Composer, face: Face, text: str, look: int, limit: float, at_start: bool
) -> tuple[Line, float, int] | None:
    """`text` and a width in em → the line, its width, the characters used; None where the face cannot set it.

    Greedy: the line ends at the last joint that fits. A closing mark that sticks out loses its empty half; failing
    that it is pushed in where the marks before it can give enough, else its word goes to the next line with it.
    """
    while True:
        texts = TOKEN.findall(text[:look])
        if look < len(text) and len(texts) > 1:
            texts.pop()  # it may be half a word
        tokens = composer.shaped(face, texts)
        if tokens is None:
            return None
        found = break_line(composer, tokens, limit, at_start, ended=look >= len(text))
        if found is not None or look >= len(text):
            break
        look = min(len(text), look * 2)
    count, width, kerns = found or whole_line(composer, tokens, limit, at_start)
    if count == 1 and at_start and width > limit >= 4 and len(texts[0]) > 2:
        return chopped(composer, face, texts[0], limit, text)
    return finished(face, tokens, count, width, kerns, text)


def break_line(
    composer: Composer, tokens: Sequence[Token], limit: float, at_start: bool, *, ended: bool
) -> tuple[int, float, list[float]] | None:
    """Tokens → how many go on the line, its width, the kerns before each; None where the line does not end in them."""
    limit += CLOSE
    joint = composer.joint
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
        if last == " ":
            continue
        solid = x
        closing = last in CLOSING
        excess = (x - HALF if closing else x) - limit
        if excess <= 0:
            continue
        if closing and excess <= give:
            final = number + 1 == len(tokens)
            if ended if final else joint(last + tokens[number + 1].text[0]).breaks:
                return number + 1, limit - CLOSE, squeezed(composer, tokens, kerns, excess / give)
            continue  # another mark follows that may not begin a line
        if fit is not None:
            return (*fit, kerns)
    return None


def whole_line(
    composer: Composer, tokens: Sequence[Token], limit: float, at_start: bool
) -> tuple[int, float, list[float]]:
    """All tokens on one line: the end of the text."""
    kerns = [-HALF if at_start and tokens[0].text[0] in OPENING else 0.0]
    kerns += [composer.joint(a.text[-1] + b.text[0]).kern for a, b in pairwise(tokens)]
    width = sum(kerns) + sum(token.width for token in tokens)
    if width > limit and tokens[-1].text[-1] in CLOSING:
        width -= HALF
    return len(tokens), width, kerns


def squeezed(composer: Composer, tokens: Sequence[Token], kerns: list[float], share: float) -> list[float]:
    """The kerns of a line, each mark giving its share of what it can."""
    gives = (composer.joint(a.text[-1] + b.text[0]).give for a, b in pairwise(tokens[: len(kerns)]))
    return [kerns[0], *(kern - give * share for kern, give in zip(kerns[1:], gives, strict=True))]


def chopped(
    composer: Composer, face: Face, word: str, limit: float, text: str
) -> tuple[Line, float, int] | None:
    """A word wider than the whole line (an address, a checksum) → as many of its letters as fit."""
    letters = composer.shaped(face, list(word))
    if letters is None:
        return None
    width = 0.0
    count = 0
    while count < len(letters) and (not count or width + letters[count].width <= limit):
        width += letters[count].width
        count += 1
    return finished(face, letters, count, width, [0.0] * count, text)


def finished(
    face: Face, tokens: Sequence[Token], count: int, width: float, kerns: Sequence[float], text: str
) -> tuple[Line, float, int]:
    """What goes on the line, without the spaces at its end (the width is that of the line without them)."""
    held = list(tokens[:count])
    used = sum(len(token.text) for token in held)
    while used < len(text) and held and held[-1].text == " ":
        held.pop()
    shown = "".join(token.text for token in held)
    gaps = list(kerns[: len(held)])
    if any(token.text[-1] in BREAK_AFTER for token in held):
        held, gaps = closed_up(held, gaps)
    return Line(face, held, gaps, shown), width, used


def closed_up(tokens: Sequence[Token], kerns: Sequence[float]) -> tuple[list[Token], list[float]]:
    """Join the parts of an address, so that justification does not tear it apart."""
    joined: list[Token] = []
    gaps: list[float] = []
    for token, kern in zip(tokens, kerns, strict=True):
        last = joined[-1] if joined else None
        if (
            last
            and last.text[-1] in BREAK_AFTER
            and "!" <= token.text[0] <= "\u04ff"
            and last.font == token.font
        ):
            text, code, glyphs = last.text + token.text, last.code + token.code, last.glyphs + token.glyphs
            joined[-1] = Token(text, last.width + token.width, last.font, code, glyphs)
        else:
            joined.append(token)
            gaps.append(kern)
    return joined, gaps


def written(line: Line) -> Iterator[tuple[int, str]]:
    """A line → for each run of one font, its number and the string of a TJ operator."""
    number = line.tokens[0].font
    parts: list[str] = []
    for index, (token, kern) in enumerate(zip(line.tokens, line.kerns, strict=True)):
        shift = kern + (line.stretch if index else 0.0)
        if token.font != number:
            if parts:
                yield number, f"<{''.join(parts)}>"
            number, parts = token.font, []
        if shift:
            parts.append(f">{-shift * 1000:.1f}<")
        parts.append(token.code)
    yield number, f"<{''.join(parts)}>"


def count_gaps(box: Any) -> int:
    """How many gaps a line box has to stretch."""
    if isinstance(box, boxes.TextBox):
        line = box.pango_layout
        return line.gaps if type(line) is Line else box.text.count(" ") + box.text.count("\u00a0")
    if isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        return sum(count_gaps(child) for child in box.children if child.is_in_normal_flow())
    return 0


# -- faces --------------------------------------------------------------------------------------------------------


def plain_style(style: Any) -> bool:
    """Whether the composer can set text of this style."""
    return (
        style["font_size"] > 0
        and style["white_space"] in ("normal", "nowrap")
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["direction"] == "ltr"
        and style["text_decoration_line"] == "none"
        and style["hyphens"] in ("manual", "none")
        and style["block_ellipsis"] == "none"
    )


def new_face(name: str, style: Any) -> Face:
    """A style → its face, with the font that sets 永."""
    layout = line_break.Layout(style)
    layout.set_text("永")
    line, _ = layout.get_first_line()
    _, height = line_break.line_size(line, style)
    face = Face(name, style, style["font_size"], height, baseline_of(layout))
    face.fonts.append((line.runs[0].data.item.analysis.font, layout))
    return face


def shape_run(face: Face, text: str) -> list[tuple[int, Glyph, float]]:
    """Text → its glyphs: number of the font in the face, glyph, advance in em with kerning."""
    unit = FROM_UNITS / face.size
    layout = line_break.Layout(face.style)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    data = text.encode()
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    found = []
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        font = item.analysis.font
        number = next((n for n, (known, _) in enumerate(face.fonts) if known == font), None)
        if number is None:
            number = len(face.fonts)
            face.fonts.append((font, layout))
        for index in range(glyphs.num_glyphs):
            info = glyphs.glyphs[index]
            start = glyphs.log_clusters[index]
            end = item.length if index + 1 == glyphs.num_glyphs else glyphs.log_clusters[index + 1]
            pango.pango_font_get_glyph_extents(font, info.glyph, ink, logical)
            # A glyph moved off its place (a combining accent) is left to Pango: it becomes no token.
            moved = info.geometry.x_offset or info.geometry.y_offset
            shown = data[item.offset + start : item.offset + end].decode()
            glyph = Glyph(
                pango.PANGO_GLYPH_EMPTY if moved else info.glyph, shown, round(logical.width * unit * 1000)
            )
            found.append((number, glyph, info.geometry.width * unit))
        run = run.next
    return found


def baseline_of(layout: Any) -> float:
    """A Pango layout → its baseline in pixels."""
    return cast(float, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS)


def family_of(font: Any) -> str:
    """A Pango font → the name of its family."""
    _, description, _ = get_pango_font_key(font)
    name = pango.pango_font_description_get_family(description)
    return cast(str, ffi.string(name).decode())


# -- the seam -----------------------------------------------------------------------------------------------------


# -- the seam -----------------------------------------------------------------------------------------------------


class Steady:
    """A layout context for lines that never sends a note to the next page to save two lines of text from standing
    alone: WeasyPrint does so outside columns, and the note would leave the page of its call."""

    __slots__ = ("context",)
    in_column = True

    def __init__(self, context: Any) -> None:
        object.__setattr__(self, "context", context)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.context, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.context, name, value)


def cached_references(stock: property) -> property:
    """`pydyf.PDF.page_references`, made once as long as no page is added."""
    known: dict[tuple[int, int], Any] = {}

    def references(pdf: Any) -> Any:
        key = (id(pdf), len(pdf.pages["Kids"]))
        if key not in known:
            known[key] = stock.fget(pdf) if stock.fget else ()
        return known[key]

    return property(references)


def apparatus_first(stock: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """`_update_footnote_area` with the notes that run on in one paragraph (`footnote-display: inline`, the apparatus)
    above those that stand each by itself."""

    def update(context: Any) -> bool:
        context.current_page_footnotes.sort(key=lambda note: note.style["footnote_display"] != "inline")
        return stock(context)

    return update


def resolve_once(stock: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """`resolve_percentages`, which has nothing to do for a text after the first time, and is asked at every line."""

    def resolve(box: Any, containing_block: Any) -> None:
        if type(box) is boxes.TextBox:
            if "resolved" in box.__dict__:
                return
            box.resolved = True
        stock(box, containing_block)

    return resolve


def remembered_strut(stock: Callable[[Any], tuple[float, float]]) -> Callable[[Any], tuple[float, float]]:
    """`strut`, kept per style: its own memory is keyed by a long text that takes longer to make than to look up."""
    known: dict[int, tuple[Any, tuple[float, float]]] = {}

    def strut(style: Any) -> tuple[float, float]:
        if id(style) not in known:
            known[id(style)] = (style, stock(style))
        return known[id(style)][1]

    return strut


@contextmanager
def composing() -> Iterator[Composer | None]:
    """Plug a composer into WeasyPrint as long as the block runs; None, and nothing is changed, in another version."""
    if weasyprint.__version__ != KNOWN:
        yield None
        return
    drawing = weasyprint.draw.text
    stock = Stock(
        line_break.split_first_line, line_break.can_break_text, inline.add_word_spacing, drawing.draw_text
    )
    composer = Composer(stock)
    layout_lines = block._linebox_layout

    def layout_steadily(context: Any, *args: Any, **kwargs: Any) -> Any:
        return layout_lines(Steady(context), *args, **kwargs)

    # The references are asked for once per tagged element and made anew from all pages each time.
    references = cached_references(pydyf.PDF.page_references)

    places = [
        *(
            (module, "split_first_line", composer.split_first_line)
            for module in (line_break, inline, preferred)
        ),
        *((module, "can_break_text", composer.can_break_text) for module in (line_break, inline, preferred)),
        *((module, "draw_text", composer.draw_text) for module in (drawing, weasyprint.draw)),
        (inline, "justify_line", composer.justify_line),
        (inline, "resolve_percentages", resolve_once(inline.resolve_percentages)),
        (inline, "strut", remembered_strut(inline.strut)),
        (block, "_linebox_layout", layout_steadily),
        (LayoutContext, "_update_footnote_area", apparatus_first(LayoutContext._update_footnote_area)),
        (pydyf.PDF, "page_references", references),
    ]
    kept = [(module, name, getattr(module, name)) for module, name, _ in places]
    try:
        for module, name, function in places:
            setattr(module, name, function)
        yield composer
    finally:
        for module, name, function in kept:
            setattr(module, name, function)


def adopt_tree(html: Any, tree: Element) -> None:
    """Give a WeasyPrint `HTML` a ready tree (no namespace), so that nothing is parsed twice and every box on a page
    refers to an element of ours."""
    html.wrapper_element = cssselect2.ElementWrapper.from_html_root(tree, content_language=None)
    html.etree_element = html.wrapper_element.etree_element


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of text as it stands on a page: the element that holds it, its words, its place in CSS pixels."""

    element: Element
    tag: str
    text: str
    x: float
    y: float
    width: float
    height: float
    box: Any

    def place(self, count: int) -> float:
        """The x of the character that `count` visible ones precede."""
        line = self.box.pango_layout
        if type(line) is Line:
            return self.x + line.place(count) * line.face.size
        return self.x + self.width * count / max(1, len("".join(self.text.split())))

    def rewrite(self, composer: Composer, text: str) -> None:
        """Print other words at this place: of the same width, or at the end of a line that is not justified."""
        line = self.box.pango_layout
        if type(line) is Line:
            tokens = composer.shaped(line.face, TOKEN.findall(text))
            if tokens:
                _, _, kerns = whole_line(composer, tokens, inf, False)
                line.tokens, line.kerns = tokens, kerns
        line.text = self.box.text = text


def printed(page: Any, *, notes: bool = True) -> Iterator[Printed]:
    """A page → its texts in the order of the document, then its notes. What the style sheet adds is left out, except
    the calls (`…::footnote-call`) and marks (`…::footnote-marker`) of notes."""
    areas = [page._page_box.children[0], *(note_areas(page) if notes else ())]
    for area in areas:
        for box in area.descendants():
            if type(box) is boxes.TextBox and box.element is not None:
                tag = box.element_tag
                if "::" not in tag or "::footnote" in tag:
                    yield Printed(
                        box.element, tag, box.text, box.position_x, box.position_y, box.width, box.height, box
                    )


def note_lines(page: Any) -> Iterator[tuple[Element, list[str]]]:
    """A page → each note on it: its element and the text of its lines (without marks)."""
    for note in page._page_box.children[1].children:
        found = []
        for line in note.descendants():
            if isinstance(line, boxes.LineBox):
                texts = (
                    b for b in line.descendants() if type(b) is boxes.TextBox and "::" not in b.element_tag
                )
                found.append("".join(b.text for b in texts))
        yield note.element, found


def note_areas(page: Any) -> list[Any]:
    """The area of the notes of a page; none where it has no notes."""
    return [box for box in page._page_box.children if isinstance(box, boxes.FootnoteAreaBox)]


def named_families(composer: Composer) -> list[str]:
    """The families that the book is set in, as the style sheet names them."""
    return sorted({face.style["font_family"][0] for face in composer.faces.values()})


def lacking_families(composer: Composer) -> list[str]:
    """The families that the style sheet names and the machine does not have."""
    wanted = {face.style["font_family"][0]: family_of(face.fonts[0][0]) for face in composer.faces.values()}
    return sorted(name for name, got in wanted.items() if got != name)
