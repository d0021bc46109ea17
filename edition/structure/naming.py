"""Numbers and ids of pieces, derived from their dates and titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from edition.model import Block, Piece
from edition.structure.kinds import bare

FRONT_MATTER = ("foreword", "introduction", "titlepage")


def number(pieces: Iterable[Piece], documents: Iterator[int]) -> Iterator[Piece]:
    """Pieces → the same, each numbered: documents through the whole source, forewords left out,
    the others among their siblings."""
    seen: Counter[str] = Counter()
    for piece in pieces:
        seen[piece.type] += 1
        own = str(seen[piece.type])
        if piece.type == "document":
            own = "" if piece.subtype in FRONT_MATTER else str(next(documents))
        inner = number([c for c in piece.children if isinstance(c, Piece)], documents)
        children = tuple(next(inner) if isinstance(c, Piece) else c for c in piece.children)
        yield replace(piece, n=piece.n or own, children=children)


def name(piece: Piece, prefix: str) -> Piece:
    """A piece and the id of what holds it → the same with ids all the way down."""
    key = identifier(piece, prefix)
    holder = prefix if piece.type in ("part", "section") else key
    return replace(
        piece, id=key, children=tuple(name(c, holder) if isinstance(c, Piece) else c for c in piece.children)
    )


def identifier(piece: Piece, prefix: str) -> str:
    """The id a piece asks for; two pieces may still ask for the same one."""
    date, title = piece.attrs.get("date", ""), bare(piece.attrs.get("title", ""))
    if piece.type in ("attachment", "floating"):
        return f"{prefix}-{piece.type[0]}{piece.n}"
    if piece.type == "document":
        return f"{prefix}-{date or digest(title or first_words(piece))}"
    return f"{prefix}-{piece.type}" + (f"-{digest(title)}" if title else "")


def first_words(piece: Piece) -> str:
    """The beginning of the first block of a piece that has text, up to 40 characters without white space."""
    for child in piece.children:
        if words := first_words(child) if isinstance(child, Piece) else bare(child.text.text)[:40]:
            return words
    return ""


def digest(title: str) -> str:
    """Eight hexadecimal digits that stand for a title."""
    return sha256(title.encode()).hexdigest()[:8]


def unique(pieces: Sequence[Piece]) -> list[Piece]:
    """Pieces → the same, a second one of an id called -2, a third -3, their contents renamed with them."""
    seen: Counter[str] = Counter()

    def settle(piece: Piece, old: str, new: str) -> Piece:
        wanted = new + piece.id.removeprefix(old) if old and piece.id.startswith(old) else piece.id
        seen[wanted] += 1
        key = wanted if seen[wanted] == 1 else f"{wanted}-{seen[wanted]}"
        children = tuple(settle(c, piece.id, key) if isinstance(c, Piece) else c for c in piece.children)
        return replace(piece, id=key, children=children)

    return [settle(piece, "", "") for piece in pieces]


def shared(piece: Piece) -> Piece:
    """A piece whose ids are settled → the same, each citation that covers several documents with the ids of
    those (`documents`): the one it stands in and its neighbours before it."""
    children: list[Block | Piece] = []
    documents: list[str] = []
    for child in piece.children:
        if isinstance(child, Piece):
            documents.append(child.id)
            blocks = (covering(c, documents) if isinstance(c, Block) else c for c in child.children)
            child = shared(replace(child, children=tuple(blocks)))
        children.append(child)
    return replace(piece, children=tuple(children))


def covering(block: Block, documents: Sequence[str]) -> Block:
    """A block of the last of these documents → the same; a citation that covers more than one names them."""
    covers = block.attrs.get("covers", "")
    if block.kind != "citation" or not covers.isdigit():
        return block
    return replace(block, attrs={**block.attrs, "documents": " ".join(documents[-int(covers) :])})
