"""The options that several commands share, and what the words given to them mean."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from edition.cli.answers import Format
from edition.order import PRODUCTS, Product
from edition.products import read_style
from edition.render.printing import Page, Variant, millimetres

SAMPLE = Path("seeds/sample")


class EpubProfile(StrEnum):
    """The families of reading systems that an EPUB can be made for."""

    standard = "standard"
    duokan = "duokan"
    kobo = "kobo"
    kindle = "kindle"


EpubOption = Annotated[
    EpubProfile | None, typer.Option("--epub-profile", help="The reading systems that the EPUB is made for.")
]
WitnessOption = Annotated[
    str, typer.Option("--witness", help="Print this witness's text: its siglum or id (default: the base).")
]
PageOption = Annotated[
    Page | None, typer.Option("--page", help="Page of the PDF; a4 is a study copy with numbered lines.")
]
CropOption = Annotated[bool | None, typer.Option("--crop/--no-crop", help="Crop marks around the page.")]
BleedOption = Annotated[str, typer.Option("--bleed", help="Bleed inside the crop marks, such as 3mm.")]
VariantOption = Annotated[
    Variant | None, typer.Option("--variant", help="The standard that the PDF conforms to.")
]
StyleOption = Annotated[
    Path | None, typer.Option("--style", help="A style sheet laid over the printed book's.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How diagnostics are printed.")]
OutOption = Annotated[Path, typer.Option("--out", help="Folder of the outputs.")]


def products(names: str, known: Sequence[Product] = PRODUCTS) -> tuple[Product, ...]:
    """`tei,epub` → the products; a usage error for any word that is not `known`."""
    asked = [n.strip() for n in names.split(",") if n.strip()]
    wrong = [n for n in asked if n not in known]
    if wrong or not asked:
        raise typer.BadParameter(
            f"{', '.join(wrong) or 'nothing'}: choose from {', '.join(known)}", param_hint="--only"
        )
    return tuple(p for p in known if p in asked)


def wishes(
    page: Page | None, crop: bool | None, bleed: str, variant: Variant | None, style: Path | None
) -> dict[str, Any]:
    """The options of printing that were given → fields of a `Printing`; a usage error
    for a bleed that is no length."""
    try:
        width = millimetres(bleed) if bleed else None
    except ValueError:
        raise typer.BadParameter(f"{bleed}: give millimetres, such as 3mm", param_hint="--bleed") from None
    text = None if style is None else read_style(style)
    given = {"page": page, "crop": crop, "bleed": width, "variant": variant, "style": text}
    return {name: value for name, value in given.items() if value is not None}
