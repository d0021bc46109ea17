"""Faces, and the tokens that are shaped in them, each once for a book.

    style → face; token texts → tokens with glyphs and widths; what no face has is noted

Widths are in em of the face, so that what was shaped at one size serves for every other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from typing import Any, cast

from edition.render.pdf.faces import Faces
from edition.render.pdf.joints import AUTOSPACE, BORDER, HAN, INVISIBLE, TOKEN, Joint, Joints
from edition.render.pdf.latin import divide_of, is_latin
from edition.render.pdf.lines import Face, Glyph, Token
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

UPRIGHT, SLANT = "CJK", 0.2  # families made for Chinese have no italics
OFTEN = 24
"""The face that has been asked so often for what it does not know, and most often
of all, is that of running text."""


@dataclass(slots=True)
class Foundry:
    """The faces of one book. `missing` are characters without a glyph, `strays` those set from an
    unnamed font. `coming` are the tokens of the document being set, `asked` says how often a face was
    asked for unknown ones, `foreseen` are the faces that have shaped all that is coming; they are
    known by the identity of their tokens."""

    faces: dict[str, Face] = field(default_factory=dict)
    cuts: dict[str, Face] = field(default_factory=dict)
    styles: dict[int, tuple[Any, Face | None]] = field(default_factory=dict)
    joints: Joints = field(default_factory=Joints)
    latin: set[Any] = field(default_factory=set)
    coming: Sequence[str] = ()
    asked: Counter[int] = field(default_factory=Counter)
    foreseen: set[int] = field(default_factory=set)
    missing: dict[str, None] = field(default_factory=dict)
    strays: dict[str, str] = field(default_factory=dict)

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
        """Shape all at once what a face will have to set, rather than some of it for every paragraph. What it
        cannot set by itself is left until it is asked for: it may never be."""
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
        """Let go of the styles of a document that is done; what was shaped is kept."""
        self.styles.clear()
        self.foreseen.clear()
        self.coming = ()


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
