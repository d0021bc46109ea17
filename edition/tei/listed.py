"""The printed contents table set beside the text: each entry points to the division it lists.

Pieces → pieces whose entries bear a `ref` mark, with a target where the text has what they list
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from edition.model import Block, Mark, Piece
from edition.tei.groups import Group, plates


@dataclass(frozen=True, slots=True)
class Place:
    """What an entry may point to: its id, and its date if it has one (ISO)."""

    id: str
    date: str = ""


PLATE = "plate"
"""What the ids of plates are formed with."""

LISTED = frozenset({"part", "section", "front", "chronology", "document", "attachment"})
"""Types of pieces that a contents table may list."""

LEADERS = re.compile(r"\s*+(?:[）)][0-9ivxlc]+[（(]|[0-9ivxlc]*)[\s.…·．]*", re.I)
"""What stands between the title of an entry and the end of its line, read backwards."""


def link_contents(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a source → the same, the entries of its contents table with a `ref` mark over
    their titles: `n` the printed page, `target` the piece of that title or the plate with that
    caption, or none where the text has no such thing. Of several of one title the entry takes the one
    of its date, else the next in order."""
    found: defaultdict[str, list[Place]] = defaultdict(list)
    for top in pieces:
        for piece in top.pieces():
            if piece.type in LISTED:
                for name in sorted(names_of(piece)):
                    found[name].append(Place(piece.id, piece.attrs.get("date", "")))
            for name, place in plates_of(piece):
                found[name].append(place)
    used: set[str] = set()
    linked = []
    for piece in pieces:
        if piece.type == "excluded" and piece.subtype == "contents":
            blocks = [
                entry(child, found, used) if isinstance(child, Block) else child for child in piece.children
            ]
            piece = replace(piece, children=tuple(blocks))
        linked.append(piece)
    return linked


def plates_of(piece: Piece) -> Iterator[tuple[str, Place]]:
    """The captions of the plates of a piece → each, with the id that its plate gets in the TEI."""
    groups = [node for node in plates(piece.children) if isinstance(node, Group)]
    for n, plate in enumerate(groups, 1):
        for caption in plate.members:
            if isinstance(caption, Block):
                yield squeezed(caption.text.text), Place(f"{piece.id}-{PLATE}{n}")


def names_of(piece: Piece) -> set[str]:
    """What a contents table may call a piece: its title, or its main head; with or without its number."""
    mains = [
        block.text.text
        for block in piece.children
        if isinstance(block, Block) and block.kind == "head" and block.attrs.get("type", "main") == "main"
    ]
    titles = {squeezed(title) for title in (piece.attrs.get("title", ""), *mains[:1])} - {""}
    return titles | {title.removeprefix(number(title)) for title in titles} - {""}


def squeezed(title: str) -> str:
    """A title without white space and without the signs of its notes."""
    return re.sub(r"[\s①-⑳*＊]", "", title)


def number(title: str) -> str:
    """The number that a title begins with (1., 一、, 第一章), if any."""
    found = re.match(
        r"\d{1,2}[.．、]|[一二三四五六七八九十]{1,3}、|第(?:[一二三四五六七八九十百]{1,4}|\d{1,2})[编篇部卷章节]",
        title,
    )
    return found[0] if found else ""


def entry(block: Block, found: Mapping[str, Sequence[Place]], used: set[str]) -> Block:
    """A block of a contents table → the same with its `ref`; one without a title is no entry."""
    title = block.attrs.get("title", "")
    if not title:
        return block
    target = best(found.get(squeezed(title), ()), block.attrs.get("date", ""), used)
    text = block.text.text
    start = len(text) - len(text.lstrip())
    said = {"type": "document", "n": block.attrs.get("page", ""), "target": target}
    leaders = LEADERS.match(text[::-1])
    mark = Mark("ref", start, len(text) - (leaders.end() if leaders else 0), said)
    return replace(block, marks=(mark, *block.marks)) if mark.start < mark.end else block


def best(candidates: Sequence[Place], date: str, used: set[str]) -> str:
    """Places of one title → the id of the one that an entry of this date lists,
    which is then used; "" for none."""
    free = [place for place in candidates if place.id not in used]
    dated = [place for place in free if date and place.date == date]
    chosen = next(iter(dated or free), None)
    if chosen is None:
        return ""
    used.add(chosen.id)
    return chosen.id
