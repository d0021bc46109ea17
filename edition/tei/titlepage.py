"""Half title, series page and title page: a front → `titlePage` (TEI P5, chapter 4, Title Pages)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from edition.model import Block, Piece
from edition.tei.groups import extent
from edition.tei.loom import Loom
from edition.tei.strand import weave_gap, weave_page_break, weave_text

TITLE_PAGES = ("halftitle", "series", "titlepage")
"""Subtypes of a front that is a page of titles."""

FRAMES = {
    "publisher": ("docImprint", "publisher"),
    "date": ("docImprint", "docDate"),
    "edition": ("", "docEdition"),
    "imprint": ("", "docImprint"),
}
"""What a line of the imprint says → the element around its own, and its own."""


def is_title_page(piece: Piece) -> bool:
    """Whether a front becomes a `titlePage`: it has nothing but lines."""
    return (
        piece.type == "front"
        and piece.subtype in TITLE_PAGES
        and all(isinstance(child, Block) and child.kind in LINES for child in piece.children)
    )


LINES = ("head", "signed", "para", "fw", "pb", "gap")


def weave_title_page(loom: Loom, piece: Piece) -> None:
    """A page of titles → `titlePage`, its titles that follow each other in one `docTitle`."""
    outer, loom.piece = loom.piece, piece.id
    said = {"type": piece.subtype, "id": piece.id, "source": loom.where(extent([piece]))}
    blocks = [child for child in piece.children if isinstance(child, Block)]
    with loom.builder.element("titlePage", said):
        for titled, run in groupby(blocks, lambda block: block.kind == "head"):
            if titled:
                weave_titles(loom, list(run))
            else:
                for block in run:
                    weave_title_line(loom, block)
    loom.piece = outer


def weave_titles(loom: Loom, titles: Sequence[Block]) -> None:
    """The title and what stands below it as a second one → `docTitle`."""
    with loom.builder.element("docTitle"):
        for block in titles:
            weave_text(loom, "titlePart", block, {"type": block.attrs.get("type", "main")})


def weave_title_line(loom: Loom, block: Block) -> None:
    """Another line of a title page → byline, imprint, or a `titlePart` of the series."""
    match block.kind:
        case "pb":
            weave_page_break(loom, block.attrs)
            weave_text(loom, "fw", block, {"type": "pageNum"}, kind="fw")
        case "fw":
            weave_text(loom, "fw", block, {"type": block.attrs.get("type", "header")})
        case "gap":
            weave_gap(loom, block.text, block.attrs)
        case "signed":
            weave_text(loom, "byline", block)
        case _:
            kind = block.attrs.get("type", "")
            around, own = FRAMES.get(kind, ("", "titlePart"))
            said = {"type": kind or "desc"} if own == "titlePart" else {}
            if around:
                with loom.builder.element(around):
                    weave_text(loom, own, block, said)
            else:
                weave_text(loom, own, block, said)
