"""Neighbours that one element holds: lists, speeches, openers and closers, plates; and
where they stand in the source.

blocks and pieces in reading order → the same with groups; nodes → their extent, in source characters
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from edition.model import Block, Piece
from edition.trace import Span

GroupName = Literal[
    "opener",
    "closer",
    "postscript",
    "address",
    "figure",
    "list",
    "people",
    "chronology",
    "sp",
    "lg",
    "table",
    "section",
    "text",
    "continuation",
]

GLOBAL = frozenset({"fw", "pb", "gap", "figure", "citation", "distribution", "note", "remark"})
"""Kinds whose elements TEI allows between any two others."""

SPOKEN = frozenset({"floating", "lg", "table"})
"""Kinds that a speaker may say between two paragraphs of a speech."""

RUNS: dict[str, GroupName] = {"item": "list", "entry": "chronology", "speech": "sp"}
"""Kinds that a group holds together, and the group."""

SET_OFF: dict[str, GroupName] = {"verse": "lg", "cell": "table"}
"""Kinds whose groups may stand within a speech."""

DIVISIONS = frozenset({"section", "text", "continuation"})


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that one element holds."""

    name: GroupName
    members: tuple[Node, ...]


Node = Block | Piece | Group


def kind(node: Node) -> str:
    """A block's kind, `floating` for a message in a message, `div` for everything that becomes a division."""
    if isinstance(node, Block):
        return node.kind
    if isinstance(node, Piece):
        return "floating" if node.type == "floating" else "div"
    return "div" if node.name in DIVISIONS else node.name


Blocks = Sequence[Block | Piece]


def flow(nodes: Blocks) -> Iterator[Node]:
    """Blocks without heads → the same, with lists around items, people that stand on lines of their own and
    entries, `lg` around stanzas, `table` around cells and `sp` around speeches."""
    lines = gather([untrailed(n) for n in nodes], lambda n: SET_OFF.get(kind(n)), opens_group)
    return gather(list(lines), run_of, opens_run)


def run_of(node: Node) -> GroupName | None:
    """The group that a node is held in together with its neighbours; nothing where it stands alone."""
    if isinstance(node, Block) and node.kind == "participants" and "listed" in node.attrs:
        return "people"
    return RUNS.get(kind(node))


def opens_run(node: Node) -> bool:
    """Whether a new group begins with a node: a turn of somebody else, the label of further people."""
    if isinstance(node, Block) and node.kind == "participants":
        return node.attrs.get("listed") == "label"
    return opens_speech(node)


def entries(members: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """The members of a chronology → each entry with its further paragraphs, and
    apart from it what only follows it."""
    run: list[Node] = []
    waiting: list[Node] = []
    for node in members:
        if isinstance(node, Block) and node.kind == "entry":
            if run and node.attrs.get("further"):
                run += [*waiting, node]
            else:
                yield from (part for part in (run, waiting) if part)
                run = [node]
            waiting = []
        else:
            waiting.append(node)
    yield from (part for part in (run, waiting) if part)


def untrailed(node: Block | Piece) -> Block | Piece:
    """A trailer among paragraphs, where TEI has no place for one → a line."""
    return replace(node, kind="line") if isinstance(node, Block) and node.kind == "trailer" else node


def opens_group(node: Node) -> bool:
    """Whether a line of verse is the first of its stanza, a cell that of its table."""
    return isinstance(node, Block) and not node.attrs.keys().isdisjoint(("stanza", "table"))


def rows(members: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """The members of a table → each row's cells, and apart what stands above it, a caption, or what may stand
    anywhere; a row that this interrupts is two, so that all stays in its order."""
    run: list[Node] = []
    for node in members:
        cell = isinstance(node, Block) and node.kind == "cell" and node.attrs.get("role") != "caption"
        opens = isinstance(node, Block) and node.attrs.get("row")
        if run and (opens or not cell):
            yield run
            run = []
        if cell:
            run.append(node)
        else:
            yield [node]
    if run:
        yield run


def opens_speech(node: Node) -> bool:
    """Whether a block names its speaker, or goes on with a speech below what
    interrupts it, so that a new one begins."""
    if not isinstance(node, Block):
        return False
    return any(mark.kind == "speaker" for mark in node.marks) or "continues" in node.attrs


def gather(
    nodes: Sequence[Node],
    group_of: Callable[[Node], GroupName | None],
    begins: Callable[[Node], bool] = lambda n: False,
) -> Iterator[Node]:
    """Nodes → the same, with a group around each run of one group name. What may stand anywhere joins a group
    only between two of its members; a node that `begins` starts a new group of the same name."""
    name: GroupName | None = None
    members: list[Node] = []
    waiting: list[Node] = []
    for node in nodes:
        wanted = group_of(node)
        if name is not None and wanted is None and kind(node) in (GLOBAL | SPOKEN if name == "sp" else GLOBAL):
            waiting.append(node)
            continue
        if name is not None and wanted == name and not begins(node):
            members += [*waiting, node]
            waiting = []
            continue
        if name is not None:
            yield Group(name, tuple(members))
        yield from waiting
        name, members, waiting = wanted, [node], []
        if name is None:
            yield node
    if name is not None:
        yield Group(name, tuple(members))
    yield from waiting


def plates(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes in reading order → the same, with one group around each plate: the captions of
    one `n` that follow each other."""
    for n, run in groupby(nodes, plate_of):
        captions = tuple(run)
        if n is None:
            yield from captions
        else:
            groups = [captions] if n else [(caption,) for caption in captions]
            yield from (Group("figure", group) for group in groups)


def plate_of(node: Node) -> str | None:
    """The number of the plate that a node is a caption of, "" if it has none; None of what is no caption."""
    return node.attrs.get("n", "") if isinstance(node, Block) and node.kind == "figure" else None


def extent(nodes: Sequence[Node]) -> Span:
    """Nodes → the smallest span around all their characters, those of their notes included."""
    offsets = [offset for node in nodes for block in blocks_of(node) for offset in ends(block)]
    return Span(min(offsets), max(offsets) + 1) if offsets else Span(0, 0)


def blocks_of(node: Node) -> Iterator[Block]:
    """Every block of a node, with those that its marks carry."""
    if isinstance(node, Block):
        yield node
        for mark in node.marks:
            if mark.body is not None:
                yield from blocks_of(mark.body)
    else:
        for child in node.members if isinstance(node, Group) else node.children:
            yield from blocks_of(child)


def ends(block: Block) -> tuple[int, ...]:
    """The smallest and the greatest source offset of a block; nothing for an empty one."""
    return (min(block.text.at), max(block.text.at)) if block.text else ()
