"""All pages into one file: page labels, outline, the TEI inside.

Sources: ISO 19005-3 (PDF/A-3), ISO 32000-2 12.4.2 (page labels), 14.13 (associated files).
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import Attachment

from edition.render.pdf.making import Made

VARIANT = "pdf/a-3a"
EPOCH = datetime(2000, 1, 1)


def write_book(made: Made, tei: Path, out: Path) -> None:
    """All pages into one file, with outline, page labels and the TEI."""
    pages, front = made.pages()
    source = Attachment(
        string=tei.read_bytes(),
        name=tei.name,
        description="TEI",
        created=EPOCH,
        modified=EPOCH,
        relationship="Source",
    )

    def label_pages(_: Any, pdf: Any) -> None:
        ranges = (0, {"S": "/r"}, front, {"S": "/D"}) if front else (0, {"S": "/D"})
        entries = [pydyf.Dictionary(r) if isinstance(r, dict) else r for r in ranges]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(entries)})
        pdf.catalog["PageMode"] = "/UseOutlines"

    whole = made.body.copy(pages)
    unfinished = out.with_name(f".{out.name}.part")
    try:
        whole.write_pdf(unfinished, finisher=label_pages, pdf_variant=VARIANT, attachments=[source])
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
