"""The beginning and the end of a text: heads and openers, signatures, closers,
postscripts (TEI chapter DS, 4.2).

what stands before the first division → beginning, body, end; these → openers and closers
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise, takewhile

from edition.model import Block, Piece
from edition.tei.groups import GLOBAL, Blocks, Group, Node, flow, gather, kind

FRAME = frozenset({"address", "salute", "signed", "dateline", "idno", "secrecy"})
"""Kinds that stand in an opener or a closer."""

POSTSCRIPT = re.compile(
    r"\s*(?:(?:又及|又启者?|再启|再者|附启|附言|P\.?\s?S\.?)(?=[\s：:，。.]|$)|(?:又|说明|备注|附注|附件?[一二三四五六七八九十\d]{0,2}|[\u4e00-\u9fff]{0,6}(?:批[示语注]|[眉旁]批))[：:])"
)

MOST_ADDED = 2
"""So many paragraphs at most that do not say so are a postscript."""

DATED = re.compile(r"[（(][^（）()]*\d年[^（）()]*[）)]\s*$")


def frame(own: Blocks) -> tuple[Blocks, Blocks, Blocks]:
    """What stands before the first division → its beginning, its body, its end."""
    start = sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME | {"head"}, own[: side_head(own)]))
    tail = sum(1 for _ in takewhile(lambda n: kind(n) in GLOBAL | FRAME | {"trailer"}, reversed(own[start:])))
    if not any(kind(n) in FRAME for n in own[len(own) - tail :]) or tail == len(own) - start:
        tail = 0
    end = len(own) - tail
    return own[:start], own[start:end], own[end:]


def ended(middle: Blocks, bottom: Blocks) -> tuple[Blocks, tuple[Node, ...]]:
    """The body and the end of what stands before the first division → the body up to its own signature, and
    closers, with a postscript where one stands below that signature."""
    whole = [*middle, *bottom]
    start = next((i for i in range(1, len(middle)) if is_added(whole, i)), 0)
    signature = signed_from(middle[:start])
    added = whole[start:]
    last = max((i + 1 for i, n in enumerate(added) if kind(n) not in GLOBAL | {"trailer"}), default=0)
    lead = sum(1 for _ in takewhile(is_greeting, added[:last]))
    words = lead + sum(1 for _ in takewhile(lambda n: kind(n) not in FRAME, added[lead:last]))
    bodiless = all(kind(n) in GLOBAL for n in middle[:signature])
    spoken = any(kind(n) == "speech" for n in added[lead:words])
    wordless = all(kind(n) in GLOBAL for n in added[lead:words])
    if bodiless or spoken or wordless or any(kind(n) not in GLOBAL | FRAME for n in added[words:last]):
        return middle, tuple(closers(bottom))
    inner = (*openers(added[:lead]), *flow(added[lead:words]), *closers(added[words:last]))
    return middle[:signature], (*closers(middle[signature:start]), Group("postscript", inner), *added[last:])


def is_added(own: Blocks, at: int) -> bool:
    """Whether what stands from `at` on is added below a signature: it says so, or is a last paragraph or two
    below signature and day, or turns to another person and bears the same signature again, or none."""
    if is_postscript(own[at]) or ends_below(own, at):
        return bool(signatures(own[:at]))
    if not is_greeting(own[at]):
        return False
    above = own[:at]
    if isinstance(above[-1], Piece) and above[-1].type == "floating":
        above = above[-1].children
    return bool(signed := signatures(above)) and signatures(own[at:]) <= signed


def further_letters(own: Blocks) -> list[int]:
    """Where in a document that has no sections further letters begin: each greets somebody below the signature
    and day of the one above, and ends with signature and day itself. What an opener has above the greeting
    (特急, when it was sent) is its own."""
    greets = [i for i in range(1, len(own)) if is_greeting(own[i]) and not is_greeting(own[i - 1])]
    begins = [i - sum(1 for _ in takewhile(opens_letter, reversed(own[:i]))) for i in greets]
    begins = [i for i in begins if i and is_signed_and_dated(own[:i])]
    whole = all(is_signed_and_dated(own[a:b]) for a, b in pairwise([*begins, len(own)]))
    sectioned = side_head(own) < len(own)
    return begins if whole and not sectioned else []


def opens_letter(node: Node) -> bool:
    """Whether a block stands in openers alone: secrecy, or when a telegram was sent or received."""
    return isinstance(node, Block) and (
        node.kind == "secrecy" or (node.kind == "dateline" and node.attrs.get("type", "") != "")
    )


def is_signed_and_dated(own: Blocks) -> bool:
    """Whether a run of blocks ends with a signature and the day."""
    below = [kind(n) for n in own[signed_from(own) :]]
    return "signed" in below and "dateline" in below and signed_from(own) > 0


def is_postscript(node: Node) -> bool:
    """Whether a paragraph says that it is written below the signature: 又及, P.S., 说明：, 附件："""
    return isinstance(node, Block) and node.kind == "para" and POSTSCRIPT.match(node.text.text) is not None


def ends_below(own: Blocks, at: int) -> bool:
    """Whether nothing but one or two paragraphs stand from `at` on, numbers aside, below a signature and the
    day, place and number it bears."""
    below = (own[i] for i in range(at, len(own)) if kind(own[i]) not in GLOBAL | {"idno"})
    rest = list(islice(below, MOST_ADDED + 1))
    above = (kind(own[i]) for i in range(at - 1, -1, -1))
    run = list(takewhile(lambda k: k in ("dateline", "idno", "signed"), above))
    fields = list(takewhile(lambda k: k != "signed", run))
    dated = "dateline" in fields and len(fields) < len(run)
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


def side_head(own: Blocks) -> int:
    """Where a head of type section stands that is not the first head; the length where there is none."""
    heads = [i for i, n in enumerate(own) if kind(n) == "head"]
    return next((i for i in heads[1:] if is_side_head(own[i])), len(own))


def is_side_head(node: Node) -> bool:
    """Whether a node is a head of type section."""
    return isinstance(node, Block) and node.kind == "head" and node.attrs.get("type") == "section"


def head_length(top: Blocks) -> int:
    """How many members of a beginning stand up to and with the last head of the document before the first
    opener: a title ends with its date in brackets, and what stands below is the head of the text alone."""
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
