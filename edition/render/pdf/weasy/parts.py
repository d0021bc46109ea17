"""A document as a part of a file: its pages without fonts, and the fonts of all parts for the whole.

Belongs to the seam, written for one version of WeasyPrint.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import weasyprint
from weasyprint import Attachment

from edition.render.pdf.objects import Common
from edition.render.pdf.press import Press
from edition.render.pdf.sheets import EMPTY, Cover, Cut, FontUse, Painted
from edition.render.pdf.weasy.plugging import replaced
from edition.render.pdf.weasy.taking import (
    common_in,
    draw_boxes,
    is_tag,
    key_tags,
    numbers_of,
    object_of,
    pages_of,
    place_of,
    reference_to,
    renumbered,
    take_objects,
    take_stream,
    unwrap_tables,
)
from edition.render.pdf.weasy.version import is_known
from edition.render.printing import Printing

EPOCH = datetime(2000, 1, 1)
BY_COVER = (Common.CATALOG, Common.TAGS, Common.COLOURS)

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
        (weasyprint.pdf, "add_outlines", lambda *_: None),
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


def cut_font(fonts: Any, use: FontUse, variant: str) -> Cut:
    """A font with the glyphs that all parts use of it → its objects. Raises OSError where the font has gone."""
    if "pango_font_description_from_string" not in dir(pango):
        ffi.cdef("PangoFontDescription * pango_font_description_from_string (const char *str);")
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


def paint(document: Any, printing: Printing, complaints: list[str], fonts: dict[str, Any]) -> Painted:
    """A laid-out document → its part of a file. WeasyPrint adds to `complaints` meanwhile; `fonts` collects what
    is known of them."""
    before = len(complaints)
    with unbound(fonts):
        pdf = drawn(document, printing.variant)
    if printing.crop:
        for page in pages_of(pdf):
            draw_boxes(page, printing.bleed)
    unwrap_tables(pdf.objects)
    common = common_in(pdf)
    tree = key_tags(pdf)
    said = object_of(pdf, pdf.catalog["Metadata"])
    own = [made for made in pdf.objects[1:] if made.number not in common and made is not said]
    numbers = numbers_of(own, common)
    top = object_of(pdf, object_of(pdf, pdf.catalog["StructTreeRoot"])["K"][0])["K"]
    return Painted(
        take_objects(own, numbers),
        tuple(place_of(page.reference, numbers) for page in pages_of(pdf)),
        tuple(place_of(tag, numbers) for tag in top),
        place_of(tree.reference, numbers),
        fonts_used(document),
        tuple(complaints[before:]),
    )


def drawn(document: Any, variant: str, attachments: Sequence[Attachment] = ()) -> Any:
    """A laid-out document → all that WeasyPrint would write, as pydyf has it."""
    taken: list[Any] = []

    def take(_: Any, pdf: Any) -> None:
        taken.append(copy(pdf))
        pdf.objects = pdf.objects[:1]

    document.write_pdf(
        io.BytesIO(),
        finisher=take,
        pdf_variant=variant,
        pdf_identifier=False,
        uncompressed_pdf=True,
        attachments=attachments,
    )
    return taken[0]


def paint_cover(press: Press, tei: str) -> Cover:
    """What a file has once besides its fonts: the metadata of the whole book, the TEI inside; and an empty page."""
    document = press.render(ElementTree.fromstring(EMPTY), 1)
    pdf = drawn(document, press.printing.variant, [inside(Path(tei))])
    (page,) = pages_of(pdf)
    if press.printing.crop:
        draw_boxes(page, press.printing.bleed)
    del page["StructParents"]
    common = common_in(pdf)
    names = pdf.catalog.setdefault("Names", pydyf.Dictionary())
    names["Dests"] = reference_to(Common.PLACES)
    pdf.catalog |= {
        "Outlines": reference_to(Common.OUTLINE),
        "PageLabels": reference_to(Common.LABELS),
        "PageMode": "/UseOutlines",
    }
    own = [
        made for made in pdf.objects[1:] if made.number not in common and not is_tag(made) and made is not page
    ]
    numbers = numbers_of(own, common)
    kept = {number: pdf.objects[old] for old, number in common.items()}
    texts = {int(number): renumbered(kept[number].data, numbers) for number in BY_COVER}
    texts[int(Common.INFO)] = pdf.info.data
    profile = take_stream(kept[Common.PROFILE], numbers) if Common.PROFILE in kept else None
    return Cover(take_objects(own, numbers), texts, profile, renumbered(page.data, numbers))


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
