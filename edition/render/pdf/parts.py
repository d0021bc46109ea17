"""A document as a part of a file: its pages without fonts, and the fonts of all parts for the whole.

Belongs to weasy.py, written for the same version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import weasyprint

from edition.render.pdf.weasy import is_known, replaced

if is_known():
    import pydyf  # type: ignore[import-untyped]
    import weasyprint.pdf
    from weasyprint.pdf import stream as pdf_stream
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as the pages of a part use it: its name in their streams, Pango's words for it, its glyphs with their text and
    width."""

    name: str
    description: str
    texts: Mapping[int, str]
    widths: Mapping[int, int]
    missing: Mapping[int, int]


@contextmanager
def unbound() -> Iterator[None]:
    """Inside, a document is written as a part of a file: without fonts, and with links to places that other parts have."""

    def described(pango_font: Any, description: Any, size: float) -> Any:
        words = ffi.string(pango.pango_font_description_to_string(description)).decode()
        font = Font(pango_font, description, size)
        font.description = words
        return font

    places = [
        (weasyprint.pdf, "resolve_links", lambda pages: ((page.links, []) for page in pages)),
        (weasyprint.pdf, "build_fonts_dictionary", lambda *_: pydyf.Dictionary()),
        (pdf_stream, "Font", described),
    ]
    with replaced(places):
        yield


def fonts_used(document: Any) -> tuple[FontUse, ...]:
    """The fonts of a document that was written `unbound`."""
    return tuple(
        FontUse(font.hash, font.description, dict(font.to_unicode), dict(font.widths), dict(font.missing))
        for font in document.fonts.values()
    )


def take_fonts(document: Any, uses: Iterable[FontUse]) -> None:
    """Give a document the fonts of parts, so that it is written with their glyphs. Raises OSError where a font has gone."""
    if "pango_font_description_from_string" not in dir(pango):
        ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")
    fonts: dict[str, Any] = {}
    for use in uses:
        font = fonts.get(use.name)
        if font is None:
            font = fonts[use.name] = load_font(document.font_config, use.description)
            if font.hash != use.name:
                raise OSError(f"the font {use.description} has gone")
        font.to_unicode |= use.texts
        font.widths |= use.widths
        font.missing |= use.missing
    for name, font in sorted(fonts.items()):
        font.to_unicode = dict(sorted(font.to_unicode.items()))
        font.widths = dict(sorted(font.widths.items()))
        document.fonts[name] = font


def load_font(fonts: Any, description: str) -> Any:
    """Pango's words for a font → WeasyPrint's font, at a size of 100 pixels."""
    wanted = ffi.gc(
        pango.pango_font_description_from_string(description.encode()), pango.pango_font_description_free
    )
    pango.pango_font_description_set_absolute_size(wanted, int(100 * TO_UNITS))
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    loaded = ffi.gc(pango.pango_font_map_load_font(fonts.font_map, context, wanted), gobject.g_object_unref)
    _, found, size = get_pango_font_key(loaded)
    font = Font(loaded, found, size)
    font.loaded = loaded
    return font
