"""Who gets a copy and who took part: runs of names → lists; how a paper was made is told apart.

block of kind `distribution` or `participants` → `note`, `list`
"""

from __future__ import annotations

import re

from edition.model import Block
from edition.tei.divide import divide_names
from edition.tei.groups import extent
from edition.tei.loom import Loom
from edition.tei.strand import weave_text

DONE = "(?:译电|[列打油复]印(?!机)|核校|校对|打字|缮校|监印|拟稿|承办|经办(?!事))"
"""What is done to a paper before it goes out."""

MADE = re.compile(rf"{DONE}人?：")
"""How the line begins that says who deciphered, typed or checked a paper."""

PRODUCED = re.compile(rf"\s*(?:\d{{1,6}}份)?(?:由[\u4e00-\u9fff]{{2,8}}?)?{DONE}")
"""How a line begins that says how a paper was made: in how many copies, by whom, when."""

TIME = re.compile(r"\s*(?:[12]\d{3}年)?\d{1,2}月\d{1,2}日\s*(?:\d{1,2}时(?:\d{1,2}分)?)?\s*")
"""A day, with or without an hour, in a run of names."""


def weave_distribution(loom: Loom, block: Block) -> None:
    """Who gets a copy → a note: with a list where there is a label or more than one name, else plain; who
    deciphered, typed or checked it and when is no list, and is told apart by its subtype."""
    label, items = divide_names(block)
    timed = any(TIME.fullmatch(item.text.text) for item in items if item.text)
    if (
        timed
        or MADE.match(block.text.text)
        or (label is None and len(items) == 1)
        or not any(item.text for item in items)
    ):
        made = "production" if PRODUCED.match(block.text.text) else ""
        weave_text(loom, "note", block, {"type": "distribution", "subtype": made})
        return
    with loom.builder.element("note", {"type": "distribution", "source": loom.where(extent([block]))}):
        weave_enumeration(loom, block, "")


def weave_enumeration(loom: Loom, block: Block, kind: str) -> None:
    """Recipients or participants in one run of text → `list` with an `item` each, a label before them its head;
    a label alone, of lists that follow, is a paragraph."""
    _, items = divide_names(block)
    if not any(item.text for item in items):
        weave_text(loom, "p", block)
        return
    with loom.builder.element("list", {"type": kind}):
        weave_names(loom, block)


def weave_names(loom: Loom, block: Block) -> None:
    """A run of names inside its list → `head` for the label before them, `item` for each; one item for somebody
    on a line of his own with what he is behind a colon."""
    label, items = divide_names(block)
    if label is not None and block.attrs.get("listed") == "person":
        label, items = None, [block]
    if label is not None:
        weave_text(loom, "head", label, kind="head")
    for item in items:
        if item.text or item.marks:
            weave_text(loom, "item", item, kind="item")
