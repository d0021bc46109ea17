"""A document as a part of a file: its pages without fonts.

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
from edition.render.pdf.sheets import EMPTY, Cover, Painted
from edition.render.pdf.weasy.fonts import described, fonts_used
from edition.render.pdf.weasy.replacing import replaced
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


@contextmanager
def unbound(known: dict[str, Any]) -> Iterator[None]:
    """Inside, a document is written as a part of a file: without fonts, and with links to places that other
    parts have. `known` collects what is known of fonts."""

    places = [
        (weasyprint.pdf, "add_outlines", lambda *_: None),
        (weasyprint.pdf, "resolve_links", lambda pages: ((page.links, []) for page in pages)),
        (weasyprint.pdf, "build_fonts_dictionary", lambda *_: pydyf.Dictionary()),
        (pdf_stream, "Font", described(known)),
    ]
    with replaced(places):
        yield


def paint(document: Any, printing: Printing, complaints: list[str], fonts: dict[str, Any]) -> Painted:
    """A laid-out document → its part of a file. WeasyPrint adds to `complaints` meanwhile; `fonts`
    collects what is known of them."""
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
    """What a file has once besides its fonts: the metadata of the whole book, the
    TEI inside; and an empty page."""
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
