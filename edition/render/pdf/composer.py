"""The line composer: justified Chinese lines inside WeasyPrint's layout.

    text, style, width → one line: where it breaks, marks squeezed, Han and Latin a quarter em apart, flush right

WeasyPrint alone stretches only spaces, so Chinese stays ragged, and it shapes every line several times. `composing`
plugs a `Composer` into its inline layout while a book is made: each distinct token is shaped once, lines are broken
by the rules of clreq; what the composer does not set (decorated, spaced or right-to-left text, a missing glyph) goes
to WeasyPrint's own functions. Widths and kerns are in em, positions in CSS pixels.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby, pairwise
from math import ceil, inf
from typing import Any, cast

from edition.render.pdf.faces import Faces
from edition.render.pdf.joints import AUTOSPACE, BORDER, CLOSING, HALF, HAN, INVISIBLE, TOKEN, Joint, Joints
from edition.render.pdf.latin import compose_latin, divide_of, is_latin, join_latin
from edition.render.pdf.lines import CLOSE, Face, Glyph, Line, Token, compose, reach, whole_line, written
from edition.render.pdf.runs import Run, cut_line, measure
from edition.render.pdf.weasy.drawing import show_in
from edition.render.pdf.weasy.pages import is_run, is_text
from edition.render.pdf.weasy.paragraphs import Kept
from edition.render.pdf.weasy.plugging import Stock, plugged, stock_functions
from edition.render.pdf.weasy.shaping import (
    cut_key,
    face_key,
    family_of,
    is_missing,
    is_settable,
    new_face,
    shape_run,
    shape_runs,
)
from edition.render.pdf.weasy.version import is_known
from edition.render.titles import words

LOOSE = 4.0  # a line of few gaps that lacks more than this stays ragged: spreading would tear it apart
BALANCED = frozenset(("center", "right"))
ASTRAY = 0.4  # so far from half its text a title may break for the sake of a phrase
UPRIGHT, SLANT = "CJK", 0.2  # families made for Chinese have no italics
WIDE = 1.5  # so much may a space of a Latin line grow
AIRY = 0.15  # and so much the gap of two Chinese characters
OFTEN = 24
"""The face that has been asked so often for what it does not know, and most often of all, is that of running text."""


@dataclass(slots=True)
class Embedded:
    """A font of a PDF: the fonts it is one of, the tokens of the lines that were shown in it on a page, and all tokens whose glyphs it has,
    by their identity."""

    fonts: Any
    font: Any
    shown: list[list[Token]] = field(default_factory=list)
    done: dict[int, Token] = field(default_factory=dict)


@dataclass(slots=True)
class Composer:
    """Sets lines for one book. `missing` are characters without a glyph, `strays` those set from an unnamed font. `coming` are the tokens of the
    document being set, `asked` says how often a face was asked for unknown ones, `foreseen` are the faces that have shaped all that is
    coming; they are known by the identity of their tokens."""

    stock: Stock
    faces: dict[str, Face] = field(default_factory=dict)
    cuts: dict[str, Face] = field(default_factory=dict)
    styles: dict[int, tuple[Any, Face | None]] = field(default_factory=dict)
    joints: Joints = field(default_factory=Joints)
    lines: dict[tuple[str, float, bool, str], tuple[Line, float, int]] = field(default_factory=dict)
    runs: dict[tuple[int, str], Run | None] = field(default_factory=dict)
    paragraphs: dict[int, Kept] = field(default_factory=dict)
    latin: set[Any] = field(default_factory=set)
    coming: Sequence[str] = ()
    asked: Counter[int] = field(default_factory=Counter)
    foreseen: set[int] = field(default_factory=set)
    embedded: dict[tuple[int, int], Embedded] = field(default_factory=dict)
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
        face = None if "\n" in text or "\t" in text else self.face(style)
        at_start = is_line_start and not minimum
        composed = None
        if face:
            bounded = max_width is not None and style["white_space"] == "normal"
            limit = max_width / face.size if max_width is not None and bounded else inf
            if at_start and style["text_align_all"] in BALANCED and limit < inf:
                limit = self.balance(face, text, limit)
            composed = self.compose(face, text, limit, at_start)
        if face is None or composed is None:
            return self.stock.split_first_line(
                text, style, context, max_width, justification_spacing, is_line_start, minimum
            )
        line, width, used = composed
        resume = len(text[:used].encode()) if used < len(text) else None
        length = min(
            len(line.text.encode()), resume or len(text.encode())
        )  # without the hyphen of a divided word
        return line, length, resume, width * face.size, face.height, face.baseline

    def balance(self, face: Face, text: str, limit: float) -> float:
        """The width to set the first line of a centred text in, or of one set to the right: the lines, as few as need be,
        become about equally long, and end behind a phrase where one ends near there."""
        tokens = self.shaped(face, TOKEN.findall(text)) or []
        _, width, kerns = whole_line(self, tokens, inf, True) if tokens else (0, 0.0, [])
        if not width > limit >= 4:
            return limit
        lines = ceil(width / limit)
        wanted = width / lines
        rest = (lines - 1) * limit
        ends = set(accumulate(map(len, words(text))))
        x, used = 0.0, 0
        found: list[float] = []
        for token, kern in zip(tokens, kerns, strict=True):
            x += kern + token.width
            used += len(token.text)
            end = x - HALF if token.text[-1] in CLOSING else x
            if used in ends and end <= limit and width - x <= rest:
                found.append(end)
        nearest = min(found, key=lambda end: abs(end - wanted), default=0.0)
        if abs(nearest - wanted) <= wanted * ASTRAY:
            return min(limit, nearest + CLOSE)
        return min(limit, wanted + HALF)

    def compose(self, face: Face, text: str, limit: float, at_start: bool) -> tuple[Line, float, int] | None:
        """As `compose`; a line that was set before (WeasyPrint lays notes and page ends out again and again) is kept."""
        look = reach(text, limit)
        key = (face.name, limit, at_start, text[: look + 1])
        known = self.lines.get(key)
        if known is None:
            known = compose_latin(self, face, text, look, limit, at_start) if face.divide else None
            if known is None and face.style["hyphens"] != "auto":
                known = compose(self, face, text, look, limit, at_start)
            if known is None or look < known[2]:
                return known
            self.lines[key] = known
        line, width, used = known
        return Line(face, line.tokens, line.kerns, line.text), width, used

    def can_break_text(self, text: str, lang: Any) -> bool:
        """Whether a line may end somewhere inside `text`."""
        if lang in self.latin:
            return any(join_latin(*pair).breaks for pair in pairwise(text))
        return any(self.joint(pair).breaks for pair in map("".join, pairwise(text)))

    def justify_line(self, context: Any, line: Any, extra: float) -> None:
        """Spread `extra` pixels over every gap of the line."""
        latin = is_latin(line.style)
        apart = frozenset(() if latin else self.apart(line))
        gaps = count_gaps(line) + len(apart)
        most = max(LOOSE, gaps * (WIDE if latin else AIRY))
        if gaps and extra <= line.style["font_size"] * most:
            self.spread(context, line, extra / gaps, 0.0, apart)

    def apart(self, line: Any) -> Iterator[Any]:
        """The texts of a line that may go further from the text before them: where the line could end between the two."""
        for before, text in pairwise(flowing(line)):
            if before.text and text.text and self.joint(before.text[-1] + text.text[0]).breaks:
                yield text

    def join_dots(self, dots: Sequence[Any]) -> Sequence[Any]:
        """The boxes of a leader's dots, from right to left → one box with all of them."""
        if len(dots) < 2 or type(dots[-1].pango_layout) is not Line:
            return dots
        whole = dots[-1].copy()
        line = whole.pango_layout
        whole.text = line.text * len(dots)
        whole.width *= len(dots)
        whole.pango_layout = Line(line.face, line.tokens * len(dots), line.kerns * len(dots), whole.text)
        return (whole,)

    def draw_text(self, stream: Any, box: Any, offset_x: float, overflow: str, ellipsis: str) -> None:
        """Write a composed line into the page's content stream."""
        line = box.pango_layout
        if type(line) is not Line:
            self.stock.draw_text(stream, box, offset_x, overflow, ellipsis)
            return
        if not line.tokens or box.style["visibility"] != "visible":
            return
        show_in(stream, box.style["color"])
        size = number_of(line.face.size)
        parts = [
            f"BT 1 0 {number_of(line.face.slant)} -1 {number_of(box.position_x)} {number_of(box.position_y + box.baseline)} Tm"
        ]
        parts += (
            f"/{self.embed(stream, line, number)} {size} Tf [{string}] TJ" for number, string in written(line)
        )
        parts.append("ET")
        stream.stream.append(" ".join(parts).encode())
        stream._current_font = None  # WeasyPrint names a font again when it comes to set something itself
        box.pango_layout = None  # a page is drawn once, and all pages are kept until the file is written

    def set_text(
        self, box: Any, skip: int, room: float, at_start: bool
    ) -> tuple[Line, int | None, float, int] | None:
        """A box of text, the bytes to skip, the room in pixels → what fits, the bytes before the rest, the width in pixels, the
        characters before the rest; None for what `split_first_line` does better: Latin lines, balanced ones, those that `cut_line`
        does not know."""
        text, style = box.text, box.style
        face = self.face(style)
        bounded = style["white_space"] == "normal"
        if face is None or face.divide or style["hyphens"] == "auto":
            return None
        if at_start and bounded and style["text_align_all"] in BALANCED:
            return None
        run = self.run(face, text)
        start = run.token_at(skip) if run else None
        if run is None or start is None or start == len(run.tokens):
            return None
        cut = cut_line(face, run, start, room / face.size if bounded else inf, at_start)
        if cut is None:
            return None
        line, width, after = cut
        if after is None:
            return line, None, width * face.size, len(text)
        return line, run.bytes_before(after), width * face.size, run.starts[after]

    def run(self, face: Face, text: str) -> Run | None:
        """A text, measured in a face at any size; None where the face cannot set it."""
        key = (id(face.tokens), text)
        if key not in self.runs:
            self.runs[key] = measure(self, face, text)
        return self.runs[key]

    # -- faces and tokens ----------------------------------------------------------------------------------------

    def face(self, style: Any) -> Face | None:
        """The face of a style; None where the style asks for something that the composer does not do."""
        known = self.styles.get(id(style))
        if known is None:
            if "face" not in style.__dict__:
                style.face = self.known_face(style) if plain_style(style) else None
            known = self.styles[id(style)] = (style, style.face)
        return known[1]

    def known_face(self, style: Any) -> Face:
        """The face of a style that the composer can set."""
        key = f"{face_key(style)} {style['hyphens'] if is_latin(style) else ''}"
        return self.faces.get(key) or self.faces.setdefault(key, self.new_face(key, style))

    def new_face(self, key: str, style: Any) -> Face:
        """A face at a new size; what was shaped for another size of it serves for this one too."""
        cut = cut_key(style)
        face = new_face(key, style, self.cuts.get(cut))
        self.cuts.setdefault(cut, face)
        if is_latin(style):
            face.divide = divide_of(style)
            if style["font_style"] != "normal" and UPRIGHT in family_of(face.fonts[0][0]):
                face.slant = SLANT
            self.latin.add(style["lang"])
        return face

    def joint(self, pair: str) -> Joint:
        """The joint of two characters, from the table."""
        return self.joints[pair]

    def shaped(self, face: Face, texts: Sequence[str]) -> list[Token] | None:
        """Token texts → tokens; None where one of them cannot be set in this face."""
        known = face.tokens
        tokens = [*map(known.get, texts)]
        if not all(tokens):
            if fresh := sorted({text for text in texts if text not in known}):
                self.shape(face, fresh)
                tokens = [*map(known.get, texts)]
            if not all(tokens):
                return None
        return cast("list[Token]", tokens)

    def expect(self, texts: Iterable[str]) -> None:
        """Be told the texts of a document that is to be set."""
        found = dict.fromkeys(chain.from_iterable(map(TOKEN.findall, texts)))
        self.coming = [text for text in found if text.isprintable() and text not in INVISIBLE]

    def foresee(self, face: Face) -> None:
        """Shape all at once what a face will have to set, rather than some of it for every paragraph. What it cannot set by
        itself is left until it is asked for: it may never be."""
        known = face.tokens
        fresh = [text for text in self.coming if text not in known]
        single = [text for text in fresh if len(text) == 1 and HAN.match(text)]
        others = [text for text in fresh if len(text) > 1 or not HAN.match(text)]
        glyphs = [[glyph] for glyph in shape_run(face, "".join(single))] if single else []
        runs = shape_runs(face, others) if others else []
        if len(glyphs) == len(single):
            runs, others = [*glyphs, *runs], [*single, *others]
        for text, run in zip(others, runs, strict=True):
            if run and all(not number and is_settable(glyph) for number, glyph, _ in run):
                known[text] = piece_of(0, run)._replace(text=text)

    def shape(self, face: Face, texts: Iterable[str]) -> None:
        """Shape each of `texts` once: Han characters in one text, everything else by itself."""
        key = id(face.tokens)
        self.asked[key] += 1
        often = self.asked[key] >= OFTEN and self.asked[key] == max(self.asked.values())
        if often and self.coming and key not in self.foreseen:
            self.foreseen.add(key)
            self.foresee(face)
            texts = [text for text in texts if text not in face.tokens]
        single, others = [], []
        for text in texts:
            if text in INVISIBLE:
                face.tokens[text] = Token(text, 0.0, 0, "", ())
            elif text == BORDER:
                face.tokens[text] = Token(text, AUTOSPACE, 0, f">{-AUTOSPACE * 1000:.0f}<", ())
            elif len(text) == 1 and HAN.match(text):
                single.append(text)
            else:
                others.append(text)
        if others:
            for text, found in zip(others, shape_runs(face, others), strict=True):
                face.tokens[text] = self.token(face, text, found)
        glyphs = shape_run(face, "".join(single)) if single else []
        if len(glyphs) != len(single):
            glyphs = [found[0] for found in shape_runs(face, single)]
        for text, glyph in zip(single, glyphs, strict=True):
            face.tokens[text] = self.token(face, text, [glyph])

    def token(self, face: Face, text: str, run: Sequence[tuple[int, Glyph, float]]) -> Token | None:
        """The shaped glyphs of a token → the token; notes characters that the faces lack."""
        for _, glyph, _ in run:
            if is_missing(glyph):
                self.missing[glyph.text] = None
        for number in {number for number, _, _ in run if number}:
            if (family := family_of(face.fonts[number][0])) not in face.style["font_family"]:
                self.strays[text] = family
        if not run or not all(is_settable(glyph) for _, glyph, _ in run):
            return None
        pieces = [piece_of(font, list(part)) for font, part in groupby(run, key=lambda found: found[0])]
        if len(pieces) == 1:
            return pieces[0]._replace(text=text)
        glyphs = tuple(glyph for piece in pieces for glyph in piece.glyphs)
        return Token(text, sum(piece.width for piece in pieces), pieces[0].font, "", glyphs, tuple(pieces))

    def used(self) -> Faces:
        """The families that were set since it was last told to forget."""
        used = {face.style["font_family"][0]: face for _, face in self.styles.values() if face}
        lacking = (name for name, face in used.items() if family_of(face.fonts[0][0]) != name)
        return Faces(frozenset(used), frozenset(lacking))

    def forget(self) -> None:
        """Let go of the styles and lines of a document that is done; what was shaped is kept."""
        self.styles.clear()
        self.lines.clear()
        self.runs.clear()
        self.paragraphs.clear()
        self.foreseen.clear()
        self.coming = ()

    # -- drawing -------------------------------------------------------------------------------------------------

    def embed(self, stream: Any, line: Line, number: int) -> str:
        """Remember that a line is shown in a PDF font → the name of that font."""
        key = (id(line.face.tokens), number)
        known = self.embedded.get(key)
        if known is None or known.fonts is not stream._fonts:
            font, _ = stream.add_font(line.face.fonts[number][0])
            known = self.embedded[key] = Embedded(stream._fonts, font)
        known.shown.append(line.tokens)
        return cast(str, known.font.hash)

    def enter_glyphs(self) -> None:
        """Enter the glyphs of what was shown into the PDF fonts."""
        for (_, number), known in self.embedded.items():
            shown = {id(token): token for token in chain.from_iterable(known.shown)}
            known.shown.clear()
            for token in [token for key, token in shown.items() if key not in known.done]:
                for piece in token.pieces or (token,):
                    if piece.font == number:
                        for glyph in piece.glyphs:
                            known.font.to_unicode.setdefault(glyph.number, glyph.text)
                            known.font.widths.setdefault(glyph.number, glyph.advance)
            known.done |= shown

    def spread(self, context: Any, box: Any, step: float, dx: float, apart: frozenset[Any]) -> float:
        """Move `box` by `dx` and stretch its gaps by `step`, also before the texts that are `apart` → how far what follows has to
        move."""
        if is_text(box):
            if box in apart:
                dx += step
            line = box.pango_layout
            if type(line) is not Line:
                return self.stock.add_word_spacing(context, box, step, dx)
            line.stretch = step / line.face.size
            box.position_x += dx
            box.width += line.gaps * step
            return dx + line.gaps * step
        if is_run(box):
            box.position_x += dx
            start = dx
            for child in box.children:
                if child.is_in_normal_flow():
                    dx = self.spread(context, child, step, dx, apart)
            box.width += dx - start
            return dx
        box.translate(dx, 0)
        return dx


def number_of(value: float) -> str:
    """A number as it stands in a content stream."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def piece_of(font: int, run: Sequence[tuple[int, Glyph, float]]) -> Token:
    """Shaped glyphs of one font → their token."""
    code, width = [], 0.0
    for _, glyph, advance in run:
        code.append(f"{glyph.number:04x}")
        if kern := round(glyph.advance - advance * 1000):
            code.append(f">{kern}<")
        width += advance
    shown = tuple(glyph for _, glyph, _ in run)
    return Token("".join(glyph.text for glyph in shown), width, font, "".join(code), shown)


def count_gaps(box: Any) -> int:
    """How many gaps a line box has to stretch."""
    if is_text(box):
        line = box.pango_layout
        return line.gaps if type(line) is Line else box.text.count(" ") + box.text.count("\u00a0")
    if is_run(box):
        return sum(count_gaps(child) for child in box.children if child.is_in_normal_flow())
    return 0


def flowing(box: Any) -> Iterator[Any]:
    """The texts of a line box, in order, less those that do not flow with it."""
    for child in box.children:
        if is_text(child):
            yield child
        elif is_run(child) and child.is_in_normal_flow():
            yield from flowing(child)


def plain_style(style: Any) -> bool:
    """Whether the composer can set text of this style."""
    return (
        style["font_size"] > 0
        and style["white_space"] in ("normal", "nowrap", "pre")
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
        and style["direction"] == "ltr"
        and style["text_decoration_line"] == "none"
        and (style["hyphens"] in ("manual", "none") or is_latin(style))
        and style["block_ellipsis"] == "none"
    )


@contextmanager
def composing() -> Iterator[Composer | None]:
    """Plug a composer into WeasyPrint as long as the block runs; None, and nothing is changed, in another version."""
    if not is_known():
        yield None
        return
    composer = Composer(stock_functions())
    with plugged(composer):
        yield composer
