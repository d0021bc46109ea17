"""The contents table of a book beside the titles of its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from edition.model import Block
from edition.rules import Finding
from edition.rules.page.dotleaders import SECTION, Title, read_title
from edition.rules.text.cutting import glue


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents table: its number, if any, and its title without spaces."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The contents table, perhaps empty, and how alike a title must be to an entry
    of the same number, in percent."""

    entries: tuple[Entry, ...]
    alike: int

    def find(self, label: str, rest: str) -> Entry | None:
        """A number and a title → the entry that they are."""
        wanted = Entry(label, rest)
        if wanted in self.entries or not label or not rest:
            return wanted if wanted in self.entries else None
        near = [(ratio(e.title, rest), -n) for n, e in enumerate(self.entries) if e.label == label]
        best, n = max(near, default=(0.0, 0))
        return self.entries[-n] if best >= self.alike else None


def bare(block: Block) -> str:
    """The text of a line without white space."""
    return re.sub(r"\s", "", block.text.text)


def whole_titles(blocks: Sequence[Block], listing: Listing) -> Iterator[Block]:
    """Lines → the same, a title that is broken over two or three of them, as
    the contents table says, on one."""
    n, label = 0, ""
    while n < len(blocks):
        title = read_title(blocks[n].text.text) if blocks[n].kind == "line" else Title("", "", SECTION)
        above, label = label, "" if title.rest else title.label
        lines = next(
            (
                k
                for k in (2, 3)
                if is_broken(blocks[n : n + k], Entry(title.label or above, title.rest), listing)
            ),
            1,
        )
        yield glue(blocks[n : n + lines]) if lines > 1 else blocks[n]
        n += lines


def is_broken(lines: Sequence[Block], first: Entry, listing: Listing) -> bool:
    """Whether lines, of which the `first` says so much, are together an entry of the contents
    table, and the first alone is none."""
    if any(b.kind != "line" for b in lines) or first in listing.entries or not first.title:
        return False
    rest = "".join(map(bare, lines[1:]))
    return Entry(first.label, first.title + rest) in listing.entries


def differing(block: Block, rest: str, entry: Entry) -> Iterator[Finding]:
    """→ S041 where a title is not what the contents table says."""
    if rest != entry.title:
        yield Finding("S041", block.text.at[0], {"here": rest, "listed": entry.title})
