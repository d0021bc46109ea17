"""Make what follows from edition.odd: the grammar edition.rng and the rules edition.sch.

    python -m edition.tei.odd        (make schema)

The ODD (TEI P5, chapter 23) is what people write; the made files are kept beside it, so
that a build needs no compiler.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from saxonche import PySaxonProcessor

HERE = Path(__file__).parent

MADE: Mapping[str, str] = {"edition.rng": "rng.xsl", "edition.sch": "sch.xsl"}
"""A made file → the stylesheet that makes it of the ODD."""


def made(name: str) -> str:
    """The text of a made file, by its name in MADE."""
    with PySaxonProcessor(license=False) as saxon:
        stylesheet = saxon.new_xslt30_processor().compile_stylesheet(
            stylesheet_file=str(HERE / "xslt" / MADE[name])
        )
        text: str = stylesheet.transform_to_string(source_file=str(HERE / "edition.odd"))
    return text


if __name__ == "__main__":
    for file in MADE:
        (HERE / file).write_text(made(file), "utf-8")
