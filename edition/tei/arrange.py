"""The order of a division's parts as TEI wants it, without moving a character: blocks and pieces → groups.

TEI's `div` (and `body`) holds first heads and openers, then paragraphs, then divisions, then closers; notes, page
breaks, running heads, figures and gaps may stand anywhere (model.global). Text that came in another order keeps its
order and is wrapped: a head among paragraphs opens a section, a closer before an attachment closes a `div
type="text"`, paragraphs after a division stand in a `div type="continuation"`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, takewhile
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
    "chronology",
    "sp",
    "section",
    "text",
    "continuation",
]

GLOBAL = frozenset({"fw", "pb", "gap", "figure", "citation", "distribution", "note", "remark"})
"""Kinds whose elements TEI allows between any two others."""

FRAME = frozenset({"address", "salute", "signed", "dateline", "idno", "secrecy"})
"""Kinds that stand in an opener or a closer."""

SPOKEN = frozenset({"floating"})
"""Kinds that a speaker may say between two paragraphs of a speech."""

RUNS: dict[str, GroupName] = {"item": "list", "entry": "chronology", "speech": "sp"}
"""Kinds that a group holds together, and the group."""

DIVISIONS = frozenset({"section", "text", "continuation"})

POSTSCRIPT = re.compile(
    r"\s*(?:(?:又及|又启者?|再启|再者|附启|附言|P\.?\s?S\.?)(?=[\s：:，。.]|$)|(?:说明|备注|附注)[：:])"
)
HAN_NUMBER = "[一二三四五六七八九十百]{1,4}"
NUMBERINGS = tuple(
    map(
        re.compile,
        (
            rf"第(?:{HAN_NUMBER}|\d{{1,3}})[编部章篇]",
            rf"第(?:{HAN_NUMBER}|\d{{1,3}})节",
            rf"{HAN_NUMBER}(?:[、．.]|$)",
            rf"[（(]{HAN_NUMBER}[）)]",
            r"\d{1,2}[、．.](?!\d)",
            r"[（(]\d{1,2}[）)]",
        ),
    )
)
MOST_ADDED = 2
"""So many paragraphs at most that do not say so are a postscript."""
DATED = re.compile(r"[（(][^（）()]*\d年[^（）()]*[）)]\s*$")


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


def arrange(children: Sequence[Block | Piece]) -> tuple[Node, ...]:
    """The children of a piece, in reading order → the same in groups, in an order that TEI allows."""
    first = next((i for i, child in enumerate(children) if kind(child) == "div"), len(children))
    own, rest = children[:first], children[first:]
    top, middle, bottom = frame(own)
    if not rest and (letters := signed_apart(middle)) >= 0:
        apart = [*middle[letters:], *bottom]
        return (*alone(own[: len(own) - len(apart)]), *sections(apart))
    text, end = ended(middle, bottom)
    if end and rest:
        return (*alone(own), *after(rest))
    return (*openers(top), *sections(text), *end, *after(rest))


Blocks = Sequence[Block | Piece]


def alone(own: Blocks) -> tuple[Node, ...]:
    """What stands before the first division → its heads, and where it has a signature of its own, a text around the rest."""
    top, middle, bottom = frame(own)
    text, end = ended(middle, bottom)
    if not end:
        return (*openers(top), *sections(text))
    lead = head_length(top)
    return (*top[:lead], Group("text", (*openers(retitled(top[lead:])), *sections(text), *end)))


def frame(own: Blocks) -> tuple[Blocks, Blocks, Blocks]:
    """What stands before the first division → its beginning, its body, its end."""
    start = sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME | {"head"}, own[: side_head(own)]))
    tail = sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME | {"trailer"}, reversed(own[start:])))
    if not any(kind(n) in FRAME for n in own[len(own) - tail :]) or tail == len(own) - start:
        tail = 0
    end = len(own) - tail
    return own[:start], own[start:end], own[end:]


def ended(middle: Blocks, bottom: Blocks) -> tuple[Blocks, tuple[Node, ...]]:
    """The body and the end of what stands before the first division → the body up to its own signature, and closers, with a
    postscript where one stands below that signature."""
    whole = [*middle, *bottom]
    start = next((i for i in range(1, len(middle)) if is_added(whole, i)), 0)
    signature = signed_from(middle[:start])
    added = whole[start:]
    last = max((i + 1 for i, n in enumerate(added) if kind(n) not in GLOBAL | {"trailer"}), default=0)
    lead = sum(1 for _ in takewhile(is_greeting, added[:last]))
    words = lead + sum(1 for _ in takewhile(lambda n: kind(n) not in FRAME, added[lead:last]))
    bodiless = all(kind(n) in GLOBAL for n in middle[:signature])
    if bodiless or any(kind(n) not in GLOBAL | FRAME for n in added[words:last]):
        return middle, tuple(closers(bottom))
    inner = (*openers(added[:lead]), *flow(added[lead:words]), *closers(added[words:last]))
    return middle[:signature], (*closers(middle[signature:start]), Group("postscript", inner), *added[last:])


def is_added(own: Blocks, at: int) -> bool:
    """Whether what stands from `at` on is added below a signature: it says so, or is a last paragraph or two below signature and day,
    or turns to another person and bears the same signature again, or none."""
    if is_postscript(own[at]) or ends_below(own, at):
        return bool(signatures(own[:at]))
    if not is_greeting(own[at]):
        return False
    above = own[:at]
    if isinstance(above[-1], Piece) and above[-1].type == "floating":
        above = above[-1].children
    return bool(signed := signatures(above)) and signatures(own[at:]) <= signed


def is_postscript(node: Node) -> bool:
    """Whether a paragraph says that it is written below the signature: 又及, P.S., 说明："""
    return isinstance(node, Block) and node.kind == "para" and POSTSCRIPT.match(node.text.text) is not None


def ends_below(own: Blocks, at: int) -> bool:
    """Whether nothing but one or two paragraphs stand from `at` on, below a signature and the day it bears."""
    rest = own[at:]
    dated = [kind(n) for n in own[max(at - 2, 0) : at]] == ["signed", "dateline"]
    return dated and len(rest) <= MOST_ADDED and all(isinstance(n, Block) and n.kind == "para" for n in rest)


def is_greeting(node: Node) -> bool:
    """Whether a block turns to somebody: 某某同志："""
    return (
        isinstance(node, Block)
        and node.kind in ("address", "salute")
        and node.text.text.rstrip().endswith(("：", ":"))
    )


def signed_from(own: Blocks) -> int:
    """Where the signature that ends a run of blocks begins, with what stands around it."""
    return len(own) - sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME, reversed(own)))


def signatures(own: Blocks) -> set[str]:
    """The signatures with which a run of blocks ends, without spaces and quotation marks."""
    below = own[signed_from(own) :]
    return {re.sub(r"[\s“”]", "", n.text.text) for n in below if isinstance(n, Block) and n.kind == "signed"}


def signed_apart(middle: Blocks) -> int:
    """Where in a body the first head stands below which its parts are letters of their own: one before the last, or what
    stands above them, ends with a signature of its own. -1 where nothing does."""
    heads = [i for i, n in enumerate(middle) if kind(n) == "head"]
    return heads[0] if any(signatures(middle[start:end]) for start, end in pairwise([0, *heads])) else -1


def side_head(own: Blocks) -> int:
    """Where a head of type section stands that is not the first head; the length where there is none."""
    heads = [i for i, n in enumerate(own) if kind(n) == "head"]
    return next((i for i in heads[1:] if is_side_head(own[i])), len(own))


def is_side_head(node: Node) -> bool:
    """Whether a node is a head of type section."""
    return isinstance(node, Block) and node.kind == "head" and node.attrs.get("type") == "section"


def head_length(top: Blocks) -> int:
    """How many members of a beginning stand up to and with the last head of the document before the first opener: a title
    ends with its date in brackets, and what stands below is the head of the text alone."""
    until = list(takewhile(lambda n: kind(n) not in FRAME, top))
    heads = [i for i, n in enumerate(until) if kind(n) == "head"]
    dated = next((n for n, i in enumerate(heads) if is_dated(until[i])), len(heads))
    below = next((n for n in range(dated + 1, len(heads)) if not is_bracketed(until[heads[n]])), len(heads))
    return max(heads[:below], default=-1) + 1


def is_dated(node: Node) -> bool:
    """Whether a head ends with a date in brackets."""
    return isinstance(node, Block) and DATED.search(node.text.text) is not None


def is_bracketed(node: Node) -> bool:
    """Whether a head stands in brackets: （摘录）."""
    return isinstance(node, Block) and node.text.text.strip()[:1] in "（("


def retitled(top: Blocks) -> list[Block | Piece]:
    """The beginning of a text inside a document → the same, its first head the main one."""
    first = next((n for n in top if isinstance(n, Block) and n.kind == "head"), None)
    return [
        replace(n, attrs={**n.attrs, "type": "main"}) if isinstance(n, Block) and n is first else n for n in top
    ]


def openers(top: Blocks) -> Iterator[Node]:
    """A beginning → heads as they stand, and an opener around each run of what belongs in one."""
    return with_addresses(gather(top, lambda n: "opener" if kind(n) in FRAME else None))


def closers(bottom: Blocks) -> Iterator[Node]:
    """An end → a closer around what belongs in one; citations and page breaks after it stay outside."""
    return with_addresses(gather(bottom, lambda n: "closer" if kind(n) in FRAME else None))


def with_addresses(nodes: Iterator[Node]) -> Iterator[Node]:
    """Openers and closers → the same with the lines of an address in one group."""
    for node in nodes:
        if isinstance(node, Group):
            lines = gather(node.members, lambda n: "address" if kind(n) == "address" else None)
            yield Group(node.name, tuple(lines))
        else:
            yield node


def sections(middle: Blocks) -> Iterator[Node]:
    """The body of a division → paragraphs, lists and speeches; from its first head on, sections, and where the text goes
    on below one (block attribute `resumes`), a continuation; at last the citation of the whole."""
    middle, cited = without_citation(middle)
    heads = [i for i, n in enumerate(middle) if kind(n) == "head" and not goes_with(middle, i)]
    heads = [*outer(middle, heads)]
    resumed = [i for i, n in enumerate(middle) if heads and i > heads[0] and resumes(n)]
    cuts = [*sorted({*heads, *resumed}), len(middle)]
    yield from flow(middle[: cuts[0]])
    for start, end in pairwise(cuts):
        yield Group("section" if kind(middle[start]) == "head" else "continuation", arrange(middle[start:end]))
    yield from cited


def goes_with(middle: Blocks, i: int) -> bool:
    """Whether the head at index `i` stands below another that it is no sibling of: one numbered in the same way has nothing
    below it, and ends there."""
    if not i or kind(middle[i - 1]) != "head":
        return False
    rank = rank_of(middle[i])
    return rank is None or rank != rank_of(middle[i - 1])


def without_citation(middle: Blocks) -> tuple[Blocks, Blocks]:
    """A body → itself up to the citation that ends it, and that; one in which sections have their own stays whole."""
    cited = [i for i, n in enumerate(middle) if kind(n) == "citation"]
    ends = len(cited) == 1 and all(kind(n) in GLOBAL for n in middle[cited[0] :])
    return (middle[: cited[0]], middle[cited[0] :]) if ends else (middle, [])


def outer(middle: Blocks, heads: Sequence[int]) -> Iterator[int]:
    """The places of heads → those that begin a section of this division: a head numbered in a lower way （一） below one
    numbered in a higher way 一、 begins a section within that one's."""
    above: int | None = None
    for i in heads:
        rank = rank_of(middle[i])
        if above is None or rank is None or rank <= above:
            yield i
            above = rank


def rank_of(head: Node) -> int | None:
    """The way in which a head is numbered, the highest first: 第一章, 第一节, 一、, （一）, 1., （1）; None without a number."""
    text = head.text.text.lstrip() if isinstance(head, Block) else ""
    return next((rank for rank, pattern in enumerate(NUMBERINGS) if pattern.match(text)), None)


def resumes(node: Block | Piece) -> bool:
    """Whether the text that a side head interrupted goes on with this block."""
    return isinstance(node, Block) and bool(node.attrs.get("resumes"))


def flow(nodes: Blocks) -> Iterator[Node]:
    """Blocks without heads → the same, with lists around items and entries and `sp` around speeches."""
    return gather([untrailed(n) for n in nodes], lambda n: RUNS.get(kind(n)), opens_speech)


def entries(members: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """The members of a chronology → each entry with its further paragraphs, and apart from it what only follows it."""
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


def opens_speech(node: Node) -> bool:
    """Whether a block names its speaker, so that a new speech begins."""
    return isinstance(node, Block) and any(mark.kind == "speaker" for mark in node.marks)


def gather(
    nodes: Sequence[Node],
    group_of: Callable[[Node], GroupName | None],
    begins: Callable[[Node], bool] = lambda n: False,
) -> Iterator[Node]:
    """Nodes → the same, with a group around each run of one group name. What may stand anywhere joins a group only
    between two of its members; a node that `begins` starts a new group of the same name."""
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


def after(rest: Blocks) -> Iterator[Node]:
    """What stands from the first division on → divisions; other text between and after them in divisions of its own,
    and a closer at the very end."""
    run: list[Block | Piece] = []
    for node in rest:
        if kind(node) == "div":
            yield from between(run)
            yield node
            run = []
        else:
            run.append(node)
    tail = sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME | {"trailer"}, reversed(run)))
    yield from between(run[: len(run) - tail])
    yield from closers(run[len(run) - tail :])


def between(run: Blocks) -> Iterator[Node]:
    """Text between two divisions → itself where it may stand there, else a division around it."""
    if all(kind(n) in GLOBAL for n in run):
        yield from run
    else:
        yield Group("continuation", arrange(run))


def plates(nodes: Sequence[Node]) -> Iterator[Node]:
    """Nodes in reading order → the same, with one group around each plate: the captions of one `n` that follow each
    other."""
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
