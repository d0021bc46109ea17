"""The line composer: justified Chinese lines inside WeasyPrint's layout.

    text, style, width → one line: where it breaks, marks squeezed, Han and Latin
    a quarter em apart, flush right

WeasyPrint alone stretches only spaces, so Chinese stays ragged, and it shapes every line several times.
`composing` plugs a `Composer` into its inline layout while a book is made: each distinct token is shaped once,
lines are broken by the rules of clreq; what the composer does not set (decorated, spaced or right-to-left text,
a missing glyph) goes to WeasyPrint's own functions. Widths and kerns are in em, positions in CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import Any

from edition.render.pdf.embedding import Embedding
from edition.render.pdf.foundry import Foundry
from edition.render.pdf.joints import CLOSING, HALF, TOKEN
from edition.render.pdf.latin import compose_latin, is_latin, join_latin
from edition.render.pdf.lines import CLOSE, Face, Line, compose, reach, whole_line, written
from edition.render.pdf.runs import Run, cut_line, measure
from edition.render.pdf.weasy.drawing import show_in
from edition.render.pdf.weasy.pages import is_run, is_text
from edition.render.pdf.weasy.paragraphs import Kept
from edition.render.pdf.weasy.plugging import Stock, plugged, stock_functions
from edition.render.pdf.weasy.version import is_known
from edition.render.titles import words

LOOSE = 4.0  # a line of few gaps that lacks more than this stays ragged: spreading would tear it apart
BALANCED = frozenset(("center", "right"))
ASTRAY = 0.4  # so far from half its text a title may break for the sake of a phrase
WIDE = 1.5  # so much may a space of a Latin line grow
AIRY = 0.15  # and so much the gap of two Chinese characters


@dataclass(slots=True)
class Composer:
    """Sets lines for one book in the faces of its `foundry`."""

    stock: Stock
    foundry: Foundry = field(default_factory=Foundry)
    embedding: Embedding = field(default_factory=Embedding)
    lines: dict[tuple[str, float, bool, str], tuple[Line, float, int]] = field(default_factory=dict)
    runs: dict[tuple[int, str], Run | None] = field(default_factory=dict)
    paragraphs: dict[int, Kept] = field(default_factory=dict)

    # -- what WeasyPrint calls ---------------------------------------------------------------------------------

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
        """As much of `text` as fits in `max_width` → (line, its bytes, bytes to
        skip, width, height, baseline)."""
        face = None if "\n" in text or "\t" in text else self.foundry.face(style)
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
        """The width to set the first line of a centred text in, or of one set to the right: the lines, as few
        as need be, become about equally long, and end behind a phrase where one ends near there."""
        tokens = self.foundry.shaped(face, TOKEN.findall(text)) or []
        _, width, kerns = whole_line(self.foundry, tokens, inf, True) if tokens else (0, 0.0, [])
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
        """As `compose`; a line that was set before (WeasyPrint lays notes and page
        ends out again and again) is kept."""
        look = reach(text, limit)
        key = (face.name, limit, at_start, text[: look + 1])
        known = self.lines.get(key)
        if known is None:
            known = compose_latin(self.foundry, face, text, look, limit, at_start) if face.divide else None
            if known is None and face.style["hyphens"] != "auto":
                known = compose(self.foundry, face, text, look, limit, at_start)
            if known is None or look < known[2]:
                return known
            self.lines[key] = known
        line, width, used = known
        return Line(face, line.tokens, line.kerns, line.text), width, used

    def can_break_text(self, text: str, lang: Any) -> bool:
        """Whether a line may end somewhere inside `text`."""
        if lang in self.foundry.latin:
            return any(join_latin(*pair).breaks for pair in pairwise(text))
        return any(self.foundry.joint(pair).breaks for pair in map("".join, pairwise(text)))

    def justify_line(self, context: Any, line: Any, extra: float) -> None:
        """Spread `extra` pixels over every gap of the line."""
        latin = is_latin(line.style)
        apart = frozenset(() if latin else self.apart(line))
        gaps = count_gaps(line) + len(apart)
        most = max(LOOSE, gaps * (WIDE if latin else AIRY))
        if gaps and extra <= line.style["font_size"] * most:
            self.spread(context, line, extra / gaps, 0.0, apart)

    def apart(self, line: Any) -> Iterator[Any]:
        """The texts of a line that may go further from the text before them: where the
        line could end between the two."""
        for before, text in pairwise(flowing(line)):
            if before.text and text.text and self.foundry.joint(before.text[-1] + text.text[0]).breaks:
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
            f"/{self.embedding.embed(stream, line, number)} {size} Tf [{string}] TJ"
            for number, string in written(line)
        )
        parts.append("ET")
        stream.stream.append(" ".join(parts).encode())
        stream._current_font = None  # WeasyPrint names a font again when it comes to set something itself
        box.pango_layout = None  # a page is drawn once, and all pages are kept until the file is written

    def set_text(
        self, box: Any, skip: int, room: float, at_start: bool
    ) -> tuple[Line, int | None, float, int] | None:
        """A box of text, the bytes to skip, the room in pixels → what fits, the bytes before the rest, the
        width in pixels, the characters before the rest; None for what `split_first_line` does better: Latin
        lines, balanced ones, those that `cut_line` does not know."""
        text, style = box.text, box.style
        face = self.foundry.face(style)
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
            self.runs[key] = measure(self.foundry, face, text)
        return self.runs[key]

    def enter_glyphs(self) -> None:
        """Enter the glyphs of what was shown into the PDF fonts."""
        self.embedding.enter_glyphs()

    def forget(self) -> None:
        """Let go of the styles and lines of a document that is done; what was shaped is kept."""
        self.foundry.forget()
        self.lines.clear()
        self.runs.clear()
        self.paragraphs.clear()

    # -- spreading ---------------------------------------------------------------------------------------------

    def spread(self, context: Any, box: Any, step: float, dx: float, apart: frozenset[Any]) -> float:
        """Move `box` by `dx` and stretch its gaps by `step`, also before the texts that are `apart` →
        how far what follows has to move."""
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


@contextmanager
def composing() -> Iterator[Composer | None]:
    """Plug a composer into WeasyPrint as long as the block runs; None, and nothing
    is changed, in another version."""
    if not is_known():
        yield None
        return
    composer = Composer(stock_functions())
    with plugged(composer):
        yield composer
