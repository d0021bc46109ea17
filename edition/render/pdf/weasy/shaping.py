"""Faces and glyphs: Pango asked for what a style sets.

    style, texts → faces, glyphs with their advances

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from edition.render.pdf.lines import Face, Glyph
from edition.render.pdf.weasy.version import is_known

SHAPING = 100.0
"""The size in pixels at which tokens are shaped: their widths are in em, so that they serve for every size."""
Shaped = list[tuple[int, Glyph, float]]
"""Glyphs of a text: the number of the font in the face, the glyph, its advance in em with kerning."""

if is_known():
    from weasyprint.text import line_break
    from weasyprint.text.ffi import FROM_UNITS, ffi, pango
    from weasyprint.text.fonts import get_pango_font_key


def new_face(name: str, style: Any, other: Face | None = None) -> Face:
    """A style → its face, with the font that sets 永, and with what was shaped for an `other` size of it."""
    layout = line_break.Layout(style)
    layout.set_text("永")
    line, _ = layout.get_first_line()
    _, height = line_break.line_size(line, style)
    baseline = baseline_of(layout)
    if other:
        return Face(name, style, style["font_size"], height, baseline, other.shaping, other.fonts, other.tokens)
    shaping = style.copy()
    shaping["font_size"] = SHAPING
    face = Face(name, style, style["font_size"], height, baseline, shaping)
    shape_run(face, "永")
    return face


def shape_runs(face: Face, texts: Sequence[str]) -> list[Shaped]:
    """Texts → the glyphs of each. They are shaped as paragraphs of one text, which know nothing of one another;
    one with a separator of paragraphs in it by itself."""
    whole = "\n".join(texts)
    if len(texts) > 1 and len(whole.splitlines()) != len(texts):
        return [shape_run(face, text) for text in texts]
    layout = face.spare or line_break.Layout(face.shaping)
    known = len(face.fonts)
    kept, _ = line_break.unicode_to_char_p(whole)
    pango.pango_layout_set_text(layout.layout, kept, -1)
    data = whole.encode()
    found = [
        glyphs_of(face, layout, pango.pango_layout_get_line_readonly(layout.layout, number), data)
        for number in range(len(texts))
    ]
    face.spare = layout if len(face.fonts) == known else None  # a font lasts as long as a layout that has it
    return found


def shape_run(face: Face, text: str) -> Shaped:
    """Text → its glyphs."""
    return shape_runs(face, [text])[0]


def glyphs_of(face: Face, layout: Any, line: Any, data: bytes) -> Shaped:
    """A line of a Pango layout of the text `data` → its glyphs."""
    unit = FROM_UNITS / SHAPING
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    found: Shaped = []
    run = line.runs[0] if line.runs != ffi.NULL else ffi.NULL
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


def cut_key(style: Any) -> str:
    """A style → what makes its face at any size: family, weight, language, the fonts at hand."""
    return f"{id(style.font_config)} {line_break._font_style_cache_key(style)}"


def face_key(style: Any) -> str:
    """A style → what makes its face: the same, and the size."""
    return f"{id(style.font_config)} {line_break._font_style_cache_key(style, include_size=True)}"


def is_missing(glyph: Glyph) -> bool:
    """Whether a glyph stands for a character that no face has."""
    return bool(glyph.number & pango.PANGO_GLYPH_UNKNOWN_FLAG)


def is_settable(glyph: Glyph) -> bool:
    """Whether a glyph is an ordinary one of a font."""
    return bool(glyph.number < pango.PANGO_GLYPH_EMPTY)


def baseline_of(layout: Any) -> float:
    """A Pango layout → its baseline in pixels."""
    return cast(float, pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS)


def family_of(font: Any) -> str:
    """A Pango font → the name of its family."""
    _, description, _ = get_pango_font_key(font)
    name = pango.pango_font_description_get_family(description)
    return cast(str, ffi.string(name).decode())
