"""A document as a part of a file: its pages without fonts, and the fonts of all parts for the whole.

Belongs to weasy.py, written for the same version.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import weasyprint
from weasyprint import Attachment

from edition.render.pdf.press import Press
from edition.render.pdf.sheets import EMPTY, FontUse, Painted
from edition.render.pdf.version import is_known
from edition.render.pdf.weasy import replaced

EPOCH = datetime(2000, 1, 1)

if is_known():
    import pydyf  # type: ignore[import-untyped]
    import weasyprint.pdf
    from weasyprint.pdf import stream as pdf_stream
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_pango_font_key


@contextmanager
def unbound(known: dict[str, Any]) -> Iterator[None]:
    """Inside, a document is written as a part of a file: without fonts, and with links to places that other parts have. What is
    `known` of fonts is not asked for again: WeasyPrint reads a font's whole file for that."""

    def described(pango_font: Any, description: Any, size: float) -> Any:
        words = ffi.string(pango.pango_font_description_to_string(description)).decode()
        if words not in known:
            known[words] = Font(pango_font, description, size)
        font = copy(known[words])
        font.hb_font = pango.pango_font_get_hb_font(pango_font)
        font.widths, font.to_unicode, font.missing = {}, {}, {}
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


def paint(document: Any, variant: str, complaints: list[str], fonts: dict[str, Any]) -> Painted:
    """A laid-out document → its part of a file of that variant. WeasyPrint adds to `complaints` meanwhile; `fonts` collects what is
    known of them."""
    before = len(complaints)
    written = io.BytesIO()
    with unbound(fonts):
        document.write_pdf(written, pdf_variant=variant, pdf_identifier=False, uncompressed_pdf=True)
    return Painted(written.getvalue(), fonts_used(document), tuple(complaints[before:]))


def paint_cover(press: Press, fonts: Iterable[FontUse], tei: str) -> bytes:
    """A file of one empty page with the metadata of the whole book, the fonts that its parts use, and the TEI inside."""
    cover = press.render(ElementTree.fromstring(EMPTY), 1)
    take_fonts(cover, fonts)
    written = io.BytesIO()
    cover.write_pdf(
        written,
        pdf_variant=press.printing.variant,
        pdf_identifier=False,
        uncompressed_pdf=True,
        attachments=[inside(Path(tei))],
    )
    return written.getvalue()


def inside(tei: Path) -> Attachment:
    """The TEI as it lies in the file."""
    return Attachment(
        string=tei.read_bytes(),
        name=tei.name,
        description="TEI",
        created=EPOCH,
        modified=EPOCH,
        relationship="Source",
    )
