"""Blocks and pieces as text that a person reads: stage dumps, case files, the segmented corpus at a glance.

One line a block: `kind key=value … | text`. Marks stand below it, indented, each with its range in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from edition.model import Block, Mark, Piece


def dump_blocks(blocks: Iterable[Block], indent: str = "") -> str:
    """Blocks → one line each, their marks below."""
    return "".join(line + "\n" for block in blocks for line in block_lines(block, indent))


def dump_pieces(pieces: Iterable[Piece]) -> str:
    """Pieces → an outline: pieces as `[type] id`, their blocks and sub-pieces indented below."""
    return "".join(line + "\n" for piece in pieces for line in piece_lines(piece, ""))


def piece_lines(piece: Piece, indent: str) -> Iterator[str]:
    """A piece → its line, then those of what it holds, set in."""
    kind = f"{piece.type}/{piece.subtype}" if piece.subtype else piece.type
    number = f" n={piece.n}" if piece.n else ""
    yield f"{indent}[{kind}] {piece.id}{number}{attributes(piece.attrs)}"
    for child in piece.children:
        if isinstance(child, Piece):
            yield from piece_lines(child, indent + "  ")
        else:
            yield from block_lines(child, indent + "  ")


def block_lines(block: Block, indent: str) -> Iterator[str]:
    """A block → its line, then those of its marks."""
    yield f"{indent}{block.kind}{attributes(block.attrs)} | {visible(block.text.text)}"
    for mark in block.marks:
        yield from mark_lines(mark, block, indent + "    ")


def mark_lines(mark: Mark, block: Block, indent: str) -> Iterator[str]:
    """A mark in its block → its line, then those of the body it carries."""
    place = (
        f"@{mark.start}" if mark.start == mark.end else f"«{visible(block.text.text[mark.start : mark.end])}»"
    )
    yield f"{indent}{mark.kind} {place}{attributes(mark.attrs)}"
    if mark.body is not None:
        yield from block_lines(mark.body, indent + "    ")


def attributes(attrs: Mapping[str, str]) -> str:
    """Attributes → the same in a line, in order of their names; empty ones are left out."""
    return "".join(f" {key}={visible(value)}" for key, value in sorted(attrs.items()) if value)


def visible(text: str) -> str:
    """Line ends and tabs as their escapes, everything else as it is."""
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
