"""The glyphs that the fonts of a PDF have to hold, and the characters that each stands for
(ISO 32000-1, 9.10.3, ToUnicode).

lines as they are drawn → entries in WeasyPrint's fonts
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import Any, cast

from edition.render.pdf.lines import Line, Token


@dataclass(slots=True)
class Embedded:
    """A font of a PDF: the fonts it is one of, the tokens of the lines that were shown in it on a page, and all
    tokens whose glyphs it has, by their identity."""

    fonts: Any
    font: Any
    shown: list[list[Token]] = field(default_factory=list)
    done: dict[int, Token] = field(default_factory=dict)


@dataclass(slots=True)
class Embedding:
    """The fonts of a PDF by the face whose lines were shown in them, which is known by the identity of its
    tokens, and by their number in it."""

    fonts: dict[tuple[int, int], Embedded] = field(default_factory=dict)

    def embed(self, stream: Any, line: Line, number: int) -> str:
        """Remember that a line is shown in a PDF font → the name of that font."""
        key = (id(line.face.tokens), number)
        known = self.fonts.get(key)
        if known is None or known.fonts is not stream._fonts:
            font, _ = stream.add_font(line.face.fonts[number][0])
            known = self.fonts[key] = Embedded(stream._fonts, font)
        known.shown.append(line.tokens)
        return cast(str, known.font.hash)

    def enter_glyphs(self) -> None:
        """Enter the glyphs of what was shown into the PDF fonts."""
        for (_, number), known in self.fonts.items():
            shown = {id(token): token for token in chain.from_iterable(known.shown)}
            known.shown.clear()
            for token in [token for key, token in shown.items() if key not in known.done]:
                for piece in token.pieces or (token,):
                    if piece.font == number:
                        for glyph in piece.glyphs:
                            known.font.to_unicode.setdefault(glyph.number, glyph.text)
                            known.font.widths.setdefault(glyph.number, glyph.advance)
            known.done |= shown
