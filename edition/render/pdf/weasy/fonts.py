"""The fonts of a file: what is known of each while pages are drawn, and each cut to what a book uses of it.

    Pango's fonts → their names and glyphs in a part; the glyphs of all parts → a font as objects of the file

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

from edition.render.pdf.sheets import Cut, FontUse
from edition.render.pdf.weasy.replacing import replaced
from edition.render.pdf.weasy.taking import numbers_of, place_of, take_objects
from edition.render.pdf.weasy.version import is_known

if is_known():
    import pydyf  # type: ignore[import-untyped]
    import weasyprint
    import weasyprint.pdf
    from weasyprint.pdf import fonts as stock_fonts
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango
    from weasyprint.text.fonts import get_hb_object_data, get_pango_font_key

    # Here rather than where it is used: it takes long, and the helpers load this module once for all of them.
    ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")


def lending() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: class, name, function."""
    yield Font, "__init__", unread(Font.__init__)
    yield Font, "file_content", borrowed_content()


def unread(stock: Callable[..., None]) -> Callable[..., None]:
    """`Font.__init__` that does not copy the whole file (20 MB a face), which is
    asked for only where a font is cut."""

    def begin(font: Any, pango_font: Any, description: Any, font_size: float) -> None:
        with replaced([(stock_fonts, "get_hb_object_data", lambda *_: b"")]):
            stock(font, pango_font, description, font_size)

    return begin


def borrowed_content() -> property:
    """`Font.file_content`, which is the whole file until it has become the subset that goes into
    the book, and is kept only then."""

    def read(font: Any) -> Any:
        return font.__dict__.get("subset_content") or get_hb_object_data(font.hb_face)

    def keep(font: Any, content: Any) -> None:
        if font.__dict__.get("index") is not None:  # `__init__` sets it after the whole file
            font.subset_content = content

    return property(read, keep)


def described(known: dict[str, Any]) -> Callable[..., Any]:
    """What makes a `Font` while pages are drawn: what is `known` of fonts is not asked for again."""

    def describe(pango_font: Any, description: Any, size: float) -> Any:
        words = ffi.string(pango.pango_font_description_to_string(description)).decode()
        if words not in known:
            known[words] = Font(pango_font, description, size)
        font = copy(known[words])
        font.hb_font = pango.pango_font_get_hb_font(pango_font)
        font.widths, font.to_unicode, font.missing = {}, {}, {}
        font.description = words
        return font

    return describe


def fonts_used(document: Any) -> tuple[FontUse, ...]:
    """The fonts of a document that was written `unbound`."""
    return tuple(
        FontUse(font.hash, font.description, dict(font.to_unicode), dict(font.widths), dict(font.missing))
        for font in document.fonts.values()
    )


def cut_font(fonts: Any, use: FontUse, variant: str) -> Cut:
    """A font with the glyphs that all parts use of it → its objects. Raises OSError where the font has gone."""
    font = load_font(fonts, use.description)
    if font.hash != use.name:
        raise OSError(f"the font {use.description} has gone")
    font.to_unicode, font.widths, font.missing = dict(use.texts), dict(use.widths), dict(use.missing)
    pdf = pydyf.PDF()
    known = len(pdf.objects)
    options = weasyprint.DEFAULT_OPTIONS | weasyprint.pdf.VARIANTS[variant][1]
    made = weasyprint.pdf.build_fonts_dictionary(pdf, {use.name: font}, False, True, options)
    own = pdf.objects[known:]
    numbers = numbers_of(own, {})
    return Cut(take_objects(own, numbers), place_of(made[use.name], numbers))


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
