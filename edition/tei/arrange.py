"""The order of a division's parts as TEI wants it, without moving a character: blocks and pieces → groups.

TEI's `div` (and `body`) holds first heads and openers, then paragraphs, then divisions, then closers; notes,
page breaks, running heads, figures and gaps may stand anywhere (model.global). Text that came in another order
keeps its order and is wrapped: a head among paragraphs opens a section, a closer before an attachment closes a
`div type="text"`, paragraphs after a division stand in a `div type="continuation"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, takewhile

from edition.model import Block, Piece
from edition.tei.frames import (
    FRAME,
    closers,
    ended,
    frame,
    further_letters,
    head_length,
    is_greeting,
    openers,
    signatures,
)
from edition.tei.groups import GLOBAL, Blocks, Group, Node, flow, kind

HAN_NUMBER = "[一二三四五六七八九十百]{1,4}"

NUMBERINGS = tuple(
    map(
        re.compile,
        (
            rf"第(?:{HAN_NUMBER}|\d{{1,3}})[编部章篇份件封]",
            rf"第(?:{HAN_NUMBER}|\d{{1,3}})节",
            rf"{HAN_NUMBER}(?:[、．.，]|$)",
            rf"[（(]{HAN_NUMBER}[）)]",
            rf"第{HAN_NUMBER}[，、：:]",
            r"\d{1,2}[、．.](?!\d)",
            r"[（(]\d{1,2}[）)]",
        ),
    )
)
Ranks = Sequence[int | None]
"""For each node the rank of the way in which it is numbered, if it is a head that is."""
ABOVE_ALL = -1
"""The rank of a head without a number above numbered ones."""
FIRST = re.compile(r"\s*(?:第一|[（(]?(?:一|1(?!\d)))")
"""The number with which a row of heads begins."""
TIMES = {
    -3: re.compile(
        r"(?:[12]\d{3}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) ?月 ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]|[上中下]旬)"
    ),
    -2: re.compile(
        r"(?:[上中下]午|晚[上间]?|早[上晨]|[清凌]晨|夜[里间晚]?)(?:$|[\d一二三四五六七八九十]{1,3}[点时]|[：:，（(])"
    ),
}
"""The ranks of heads that begin with a day and with an hour of it, where several of a text do:
what has no time is within these."""


def arrange(children: Sequence[Block | Piece]) -> tuple[Node, ...]:
    """The children of a piece, in reading order → the same in groups, in an order that TEI allows."""
    first = next((i for i, child in enumerate(children) if kind(child) == "div"), len(children))
    own, rest = children[:first], children[first:]
    if not rest and (further := further_letters(own)):
        return tuple(letters(own, further))
    top, middle, bottom = frame(own)
    if not rest and (letters_at := signed_apart(middle)) >= 0:
        apart = [*middle[letters_at:], *bottom]
        return (*alone(own[: len(own) - len(apart)]), *sections(apart))
    text, end = ended(middle, bottom)
    if end and rest:
        return (*alone(own), *after(rest))
    return (*openers(top), *sections(text), *end, *after(rest))


def alone(own: Blocks) -> tuple[Node, ...]:
    """What stands before the first division → its heads, and where it has a signature of
    its own, a text around the rest."""
    top, middle, bottom = frame(own)
    text, end = ended(middle, bottom)
    if not end:
        return (*openers(top), *sections(text))
    lead = head_length(top)
    return (*top[:lead], Group("text", (*openers(retitled(top[lead:])), *sections(text), *end)))


def letters(own: Blocks, further: Sequence[int]) -> Iterator[Node]:
    """A document that holds several letters, the `further` of which begin at these places → its heads, a text
    around each letter, and what says where they are from."""
    top, _, _ = frame(own)
    lead = head_length(top)
    end = len(own) - sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL, reversed(own)))
    yield from own[:lead]
    for a, b in pairwise([lead, *further, end]):
        above, middle, below = frame(own[a:b])
        yield Group("text", (*openers(retitled(above)), *sections(middle), *closers(below)))
    yield from own[end:]


def signed_apart(middle: Blocks) -> int:
    """Where in a body the first head stands below which its parts are letters of their own: one before
    the last, or what stands above them, ends with a signature of its own, or the last turns to
    somebody. -1 where nothing does."""
    heads = [i for i, n in enumerate(middle) if kind(n) == "head"]
    greets = len(heads) > 1 and heads[-1] + 1 < len(middle) and is_greeting(middle[heads[-1] + 1])
    signed = any(signatures(middle[start:end]) for start, end in pairwise([0, *heads]))
    return heads[0] if signed or greets else -1


def retitled(top: Blocks) -> list[Block | Piece]:
    """The beginning of a text inside a document → the same, its first head the main one."""
    first = next((n for n in top if isinstance(n, Block) and n.kind == "head"), None)
    return [
        replace(n, attrs={**n.attrs, "type": "main"}) if isinstance(n, Block) and n is first else n for n in top
    ]


def sections(middle: Blocks) -> Iterator[Node]:
    """The body of a division → paragraphs, lists and speeches; from its first head on, sections, and where the
    text goes on below one (block attribute `resumes`), a continuation; at last the citation of the whole."""
    middle, cited = without_citation(middle)
    ranks = ranks_of(middle)
    heads = [i for i, n in enumerate(middle) if kind(n) == "head" and not goes_with(middle, i, ranks)]
    heads = [*outer(middle, heads, ranks)]
    resumed = [i for i, n in enumerate(middle) if heads and i > heads[0] and resumes(n)]
    cuts = [*sorted({*heads, *resumed}), len(middle)]
    yield from flow(middle[: cuts[0]])
    for start, end in pairwise(cuts):
        yield Group("section" if kind(middle[start]) == "head" else "continuation", arrange(middle[start:end]))
    yield from cited


def goes_with(middle: Blocks, i: int, ranks: Ranks) -> bool:
    """Whether the head at index `i` stands below another that it is no sibling of: one numbered in the same way
    has nothing below it, and ends there; so does one above the next of a row of a higher way."""
    if not i or kind(middle[i - 1]) != "head":
        return False
    rank, above = ranks[i], ranks[i - 1]
    if rank is None or above is None:
        return True
    return rank > above or (rank < above and begins_row(middle[i]))


def without_citation(middle: Blocks) -> tuple[Blocks, Blocks]:
    """A body → itself up to the citations that end it, and those; one in which
    sections have their own stays whole."""
    cited = [i for i, n in enumerate(middle) if kind(n) == "citation"]
    ends = bool(cited) and all(kind(n) in GLOBAL for n in middle[cited[0] :])
    return (middle[: cited[0]], middle[cited[0] :]) if ends else (middle, [])


def outer(middle: Blocks, heads: Sequence[int], ranks: Ranks) -> Iterator[int]:
    """The places of heads → those that begin a section of this division: a head numbered in a lower
    way （一） below one numbered in a higher way 一、 begins a section within that one's, and so do
    all numbered ones where the first of them stands right below one without a number, and all that
    have no time where several begin with a day or an hour. One without a number between two numbered
    in one way is within the first of these."""
    above: int | None = None
    times = times_of([middle[i] for i in heads])
    for k, i in enumerate(heads):
        rank = times[k] or ranks[i]
        if rank is None and above in TIMES:
            continue
        if rank is None and above is not None and counts_on(middle, heads[k + 1 :], above, ranks):
            continue
        if above is None or rank is None or rank <= above:
            yield i
            numbered_below = i + 1 < len(middle) and ranks[i + 1] is not None
            above = ABOVE_ALL if rank is None and numbered_below else rank


def times_of(heads: Sequence[Node]) -> list[int | None]:
    """Heads → for each its rank by the day or the hour with which it begins, where
    another begins so too; else None."""
    texts = [head.text.text.lstrip() if isinstance(head, Block) else "" for head in heads]
    found = [next((rank for rank, form in TIMES.items() if form.match(text)), None) for text in texts]
    return [rank if found.count(rank) > 1 else None for rank in found]


def counts_on(middle: Blocks, heads: Sequence[int], above: int, ranks: Ranks) -> bool:
    """Whether the next of these heads that is numbered as high as `above`, or
    higher, goes on with that numbering."""
    higher = ((i, rank) for i in heads if (rank := ranks[i]) is not None and rank <= above)
    i, rank = next(higher, (-1, ABOVE_ALL))
    return rank == above >= 0 and not begins_row(middle[i])


def begins_row(head: Node) -> bool:
    """Whether a head has the first number of its row."""
    return isinstance(head, Block) and FIRST.match(head.text.text) is not None


def ranks_of(nodes: Blocks) -> Ranks:
    """For each node, if it is a head, the way in which it is numbered, the highest first: 第一章,
    第一节, 一、, （一）, 第一，, 1., （1）; None without a number. Where a lower way holds rows of a
    higher one, the two change places."""
    ranks = [rank_of(node) if kind(node) == "head" else None for node in nodes]
    ways = sorted({rank for rank in ranks if rank is not None})
    for high, low in combinations(ways, 2):
        if turned(nodes, ranks, high, low):
            ranks = [{high: low, low: high}.get(rank, rank) if rank is not None else None for rank in ranks]
    return ranks


def turned(nodes: Blocks, ranks: Ranks, high: int, low: int) -> bool:
    """Whether rows of the `high` way stand within what is numbered in the `low` one: this begins first, and a
    row of the other begins right below one of its heads, or anew below each of several."""
    places = [i for i, rank in enumerate(ranks) if rank in (high, low)]
    if ranks[places[0]] != low or not begins_row(nodes[places[0]]):
        return False
    begun, counted, rows = False, True, 0
    for i in places:
        first = begins_row(nodes[i])
        if ranks[i] == low:
            counted = counted or not first
        elif first:
            begun = begun or ranks[i - 1] == low
            rows += counted
            counted = False
        elif not rows:
            return False
    return begun or rows > 1


def rank_of(head: Node) -> int | None:
    """The way in which a head is numbered; None without a number."""
    text = head.text.text.lstrip() if isinstance(head, Block) else ""
    return next((rank for rank, pattern in enumerate(NUMBERINGS) if pattern.match(text)), None)


def resumes(node: Block | Piece) -> bool:
    """Whether the text that a side head interrupted goes on with this block."""
    return isinstance(node, Block) and bool(node.attrs.get("resumes"))


def after(rest: Blocks) -> Iterator[Node]:
    """What stands from the first division on → divisions; other text between and after them in divisions of its
    own, and a closer at the very end."""
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
