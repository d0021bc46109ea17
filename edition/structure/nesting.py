"""Blocks → pieces without ids, nested by the rank of what opens them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from edition.model import Block, Piece

RANK = {
    "root": -1,
    "part": 0,
    "back": 0,
    "section": 1,
    "front": 1,
    "chronology": 1,
    "document": 2,
    "attachment": 3,
    "floating": 9,
}
"""How deep a piece stands; what is attached to an attachment (attr `level` 2, 3 …) one deeper each."""
TYPES = {"back": "document"}
"""What opens as a piece of another type: a document behind all parts is one like any other."""
HANDED_ON = ("subtype", "n", "title", "date", "sender", "recipient", "number", "page")


@dataclass
class Open:
    """A piece under construction."""

    type: str
    attrs: Mapping[str, str]
    rank: int
    children: list[Block | Piece] = field(default_factory=list)


def nest(blocks: Iterable[Block]) -> list[Piece]:
    """Blocks → pieces without ids, nested by the rank of what opens them. Blocks before the first are a front,
    which ends where anything opens; page breaks and running heads alone go to the first."""
    root = Open("root", {}, RANK["root"])
    stack = [root]
    waiting: list[Block | Piece] = []
    for block in blocks:
        opens = block.attrs.get("opens", "")
        rank = rank_of(opens, block)
        lead: list[Block | Piece] = []
        if opens == "floating":
            close(stack, to=RANK[opens])
        elif opens:
            untitled = stack[-1].type == "front" and not stack[-1].attrs.get("opens")
            inside = untitled or (opens == "document" and any(p.type == "chronology" for p in stack))
            lead = turn_page(stack, min(rank, RANK["front"]) if inside else rank)
        elif len(stack) == 1 and block.kind in ("pb", "fw"):
            waiting.append(block)
            continue
        elif len(stack) == 1:
            opens, rank = "front", RANK["front"]
        if opens:
            stack.append(Open(TYPES.get(opens, opens), block.attrs, rank, [*waiting, *lead]))
            waiting = []
        stack[-1].children.append(block)
        if ends := block.attrs.get("ends", ""):
            close(stack, to=RANK[ends])
    if waiting:
        stack.append(Open("front", {}, RANK["front"], waiting))
    close(stack, to=-1)
    return [child for child in root.children if isinstance(child, Piece)]


def rank_of(opens: str, block: Block) -> int:
    """How deep what a block opens stands; that of nothing is the root's."""
    return RANK[opens or "root"] + int(block.attrs.get("level", "1") if opens == "attachment" else "1") - 1


def turn_page(stack: list[Open], rank: int) -> list[Block | Piece]:
    """Closes the pieces that end where one of this rank opens → what stands below the last of them and opens
    with the new one: the page that has begun, and before it, where a section opens, a plate. A plate between
    two documents of a section stands between them in the section."""
    last = stack[-1]
    begun = page_begun(last.children)
    holders = [piece for piece in stack[1:] if piece.rank < rank]
    between = last.rank >= rank == RANK["document"] and bool(holders)
    opening = last.rank >= rank < RANK["document"]
    plates = plates_below(last.children) if between or opening else []
    close(stack, to=rank)
    if between:
        stack[-1].children += plates
        return begun
    return [*plates, *begun]


def page_begun(children: list[Block | Piece]) -> list[Block | Piece]:
    """Takes from the end of a piece the page break, with the running heads below it, after which nothing of it
    stands: what opens next opens that page. A piece is never left empty."""
    tail = furniture_below(children, "pb", "fw")
    return taken(children, next((n for n in tail if is_block(children[n], "pb")), len(children)))


def plates_below(children: list[Block | Piece]) -> list[Block | Piece]:
    """Takes from the end of a piece the plates after which nothing of it
    stands, with the page that they open."""
    tail = furniture_below(children, "pb", "fw", "figure")
    if not any(is_block(children[n], "figure") for n in tail):
        return []
    return taken(children, next(n for n in tail if not is_block(children[n], "fw")))


def furniture_below(children: Sequence[Block | Piece], *kinds: str) -> range:
    """The indexes of the blocks of these kinds that a piece ends with; never of all that it has."""
    count = sum(1 for _ in takewhile(lambda child: is_block(child, *kinds), reversed(children)))
    return range(max(1, len(children) - count), len(children))


def is_block(child: Block | Piece, *kinds: str) -> bool:
    """Whether a child is a block of one of these kinds."""
    return isinstance(child, Block) and child.kind in kinds


def taken(children: list[Block | Piece], start: int) -> list[Block | Piece]:
    """Takes what stands from index `start` on."""
    gone = children[start:]
    del children[start:]
    return gone


def close(stack: list[Open], to: int) -> None:
    """Close every open piece of rank `to` or deeper."""
    while len(stack) > 1 and stack[-1].rank >= to:
        done = stack.pop()
        attrs = {key: done.attrs[key] for key in HANDED_ON if done.attrs.get(key)}
        subtype, n = attrs.pop("subtype", ""), attrs.pop("n", "")
        stack[-1].children.append(Piece("", done.type, tuple(done.children), subtype, n, attrs))
