"""Page numbers: what is printed in the contents and indexes is the page it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from edition.check.pdf.leaves import Leaf
from edition.report import Diagnostic, make

SHOWN = re.compile(r"(?:^|·)(\d+|[ivxlc]+)$")
"""The number that a link shows: alone in an index, behind the leader in the contents."""
REFERRED = re.compile(r"(?:［见|同)第(\d+)页|［见本页")
"""The number that a cross-reference or a second call shows."""


def check_numbers(
    file: pikepdf.Pdf, pdf: Path, leaves: Sequence[Leaf], text: frozenset[str], name: str
) -> Iterator[Diagnostic]:
    """→ X057 where a number in the contents, an index, a list or a cross-reference leads to a page with another number. Other numbers
    in the text may be pages of something else."""
    numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    places = {str(key): numbers.get(value[0].objgen) for key, value in named_places(file)}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for index, page in enumerate(file.pages):
            leaf = leaves[index]
            pattern = REFERRED if leaf.label in text else SHOWN
            searched = pattern is SHOWN or pattern.search("".join(leaf.text.split()))
            links: Any = page.obj.get("/Annots", []) if searched else []
            words = document[index].get_textpage() if len(links) else None
            for link in links:
                target = places.get(str(link.get("/Dest", "")))
                x1, y1, x2, y2 = map(float, link["/Rect"])
                box = (min(x1, x2) - 0.3, min(y1, y2), max(x1, x2) + 0.3, max(y1, y2))
                shown = "".join(words.get_text_bounded(*box).split()) if words else ""
                number = pattern.search(shown)
                told = (number[1] or leaf.label) if number else ""
                if target is not None and told and told != leaves[target].label:
                    yield make("X057", name, page=leaf.label, shown=told, found=leaves[target].label)
    finally:
        document.close()


def check_links(file: pikepdf.Pdf, leaves: Sequence[Leaf], name: str) -> Iterator[Diagnostic]:
    """→ X061 for every place inside the book that a link leads to and that is not there."""
    known = {str(key) for key, _ in named_places(file)}
    for leaf, page in zip(leaves, file.pages, strict=True):
        links: Any = page.obj.get("/Annots", [])
        for link in links:
            if "/Dest" in link and str(link.Dest) not in known:
                yield make("X061", name, page=leaf.label, target=str(link.Dest))


def named_places(file: pikepdf.Pdf) -> Iterator[tuple[Any, Any]]:
    """The names of a PDF that links lead to, with their places."""
    names: Any = file.Root.get("/Names", pikepdf.Dictionary())
    places: Any = names.get("/Dests", pikepdf.Dictionary()).get("/Names", pikepdf.Array())
    for key, value in pairwise(list(places)):
        if isinstance(value, pikepdf.Array):
            yield key, value
