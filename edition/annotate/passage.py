"""Where annotation looks: every block and note in reading order, read without white
space and with its emendations."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from edition.config import Corpus
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic

SILENT = frozenset({"excluded", "fw", "pb", "gap"})
DOCUMENTS = frozenset({"document", "attachment", "floating"})
NARRATIVE = frozenset({"article", "foreword", "preface", "afterword", "chronology", "review", "book"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a pass hands on: the texts with its marks, and what a person should see."""

    texts: tuple[Structured, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


Pass = Callable[[Sequence[Structured], Corpus], Annotated]


@dataclass(frozen=True, slots=True)
class Passage:
    """A block with its place: `number` counts the blocks of the source in reading order, the bodies of notes
    right after the block that calls them; `trail` leads from the outermost piece to the one that holds it."""

    number: int
    trail: tuple[Piece, ...]
    block: Block
    in_note: bool = False

    @property
    def silent(self) -> bool:
        """Whether it is no text of the edition: contents table, navigation, running head, page number."""
        return self.block.kind in SILENT

    @property
    def document(self) -> Piece:
        """The innermost archival document around it, or else the innermost piece."""
        for piece in reversed(self.trail):
            if piece.type in DOCUMENTS:
                return piece
        return self.trail[-1]

    def inherited(self, key: str) -> str:
        """The attribute of the innermost piece around it that has one, or ""."""
        return next((p.attrs[key] for p in reversed(self.trail) if p.attrs.get(key)), "")


def home_of(passage: Passage) -> Piece:
    """The document by whose days those of a passage are reckoned: its own, or the article that
    quotes a message without a day."""
    piece = passage.document
    if piece.type != "floating" or piece.attrs.get("date"):
        return piece
    outer = next((p for p in reversed(passage.trail) if p.type in DOCUMENTS - {"floating"}), piece)
    return outer if outer.subtype in NARRATIVE else piece


def is_narrative(passage: Passage) -> bool:
    """Whether the text tells a story under a date of publication: its document's
    date says nothing of its days."""
    piece = home_of(passage)
    return passage.block.kind == "entry" or piece.subtype in NARRATIVE or piece.type in ("chronology", "front")


LAST_READ: deque[tuple[Structured, tuple[Passage, ...]]] = deque(maxlen=8)
"""The texts read last, each with its passages: one step after the other reads the same ones."""


def passages(text: Structured) -> Iterator[Passage]:
    """A text → all its blocks and notes in reading order."""
    found = next((found for known, found in tuple(LAST_READ) if known is text), None)
    if found is None:
        found = tuple(_passages(text))
        LAST_READ.append((text, found))
    return iter(found)


def _passages(text: Structured) -> Iterator[Passage]:
    number = 0
    for trail, block in _blocks(text.pieces, ()):
        for body, in_note in _with_notes(block, False):
            yield Passage(number, trail, body, in_note)
            number += 1


def _blocks(
    children: Iterable[Block | Piece], trail: tuple[Piece, ...]
) -> Iterator[tuple[tuple[Piece, ...], Block]]:
    for child in children:
        if isinstance(child, Piece):
            yield from _blocks(child.children, (*trail, child))
        else:
            yield trail, child


def _with_notes(block: Block, in_note: bool) -> Iterator[tuple[Block, bool]]:
    yield block, in_note
    for mark in block.marks:
        if mark.body is not None:
            yield from _with_notes(mark.body, mark.kind == "note" or in_note)


def with_blocks(text: Structured, changed: Mapping[int, Block]) -> Structured:
    """A text and blocks by the numbers of their passages → the text with those in place of its own. The bodies
    of notes are taken by their own numbers, whatever the block that calls them says."""
    if not changed:
        return text
    numbers = count()

    def renew(block: Block) -> Block:
        own = changed.get(next(numbers), block)
        marks = tuple(m if m.body is None else _with_body(m, renew(m.body)) for m in own.marks)
        return own if all(a is b for a, b in zip(marks, own.marks, strict=True)) else replace(own, marks=marks)

    def rebuild(piece: Piece) -> Piece:
        children = tuple(rebuild(c) if isinstance(c, Piece) else renew(c) for c in piece.children)
        kept = all(a is b for a, b in zip(children, piece.children, strict=True))
        return piece if kept else replace(piece, children=children)

    return replace(text, pieces=tuple(rebuild(piece) for piece in text.pieces))


def _with_body(mark: Mark, body: Block) -> Mark:
    return mark if body is mark.body else replace(mark, body=body)


def with_pieces(text: Structured, change: Callable[[Piece], Mapping[str, str]]) -> Structured:
    """A text and a function that says which attributes a piece gains → the text with them."""

    def rebuild(piece: Piece) -> Piece:
        gained = change(piece)
        children = tuple(rebuild(c) if isinstance(c, Piece) else c for c in piece.children)
        return replace(piece, children=children, attrs={**piece.attrs, **gained} if gained else piece.attrs)

    return replace(text, pieces=tuple(rebuild(piece) for piece in text.pieces))


def with_marks(block: Block, marks: Iterable[Mark]) -> Block:
    """A block → the same with further marks, sorted by start, longer first, earlier ones first where equal."""
    together = sorted((*block.marks, *marks), key=lambda m: (m.start, -m.end))
    return replace(block, marks=tuple(together))


def nests(mark: Mark, others: Iterable[Mark]) -> bool:
    """Whether a mark crosses none of the others: each lies inside it, around it or apart from it."""
    return nesting(others)(mark)


def nesting(others: Iterable[Mark]) -> Callable[[Mark], bool]:
    """Marks → whether a mark crosses none of them, to be asked of many."""
    by_start = sorted((m.start, m.end) for m in others)
    by_end = sorted((end, start) for start, end in by_start)

    def fits(mark: Mark) -> bool:
        begun, ended = (
            pairs[bisect_left(pairs, (mark.start + 1,)) : bisect_left(pairs, (mark.end,))]
            for pairs in (by_start, by_end)
        )
        return all(end <= mark.end for _, end in begun) and all(start >= mark.start for _, start in ended)

    return fits


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read in a block: its text without white space and, if wanted, as emended.

    `starts[i]` and `ends[i]` are the range in the block's own text of the character `text[i]`; a corrected
    character has the whole range of what it corrects.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def range(self, start: int, end: int) -> tuple[int, int]:
        """A non-empty range of what is read → the range in the block's own text."""
        return self.starts[start], max(self.ends[start:end])


GAP = re.compile(r"\s+")
FOLD = str.maketrans(
    "．・•‧●（）ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ", ".····()ABCDEFGHIJKLMNOPQRSTUVWXYZ"
)


def read_block(block: Block, *, emended: bool = True, folded: bool = True) -> Reading:
    """A block → what is read in it. One blank stays between two Latin letters or digits; if
    `folded`, points between parts of a name, brackets and capitals come in one width."""
    text = block.text.text
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def take(start: int, end: int) -> None:
        for run in GAP.finditer(text, start, end):
            keep(start, run.start())
            before, after = text[run.start() - 1 : run.start()], text[run.end() : run.end() + 1]
            if _latin(before) and _latin(after):
                parts.append(" ")
                starts.append(run.start())
                ends.append(run.end())
            start = run.end()
        keep(start, end)

    def keep(start: int, end: int) -> None:
        if end > start:
            parts.append(text[start:end])
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))

    last = 0
    for mark in block.marks if emended else ():
        right = mark.attrs.get("corr" if mark.kind == "choice" else "text", "")
        if mark.kind in ("choice", "supplied") and mark.start >= last:
            take(last, mark.start)
            parts.append(right)
            starts.extend([mark.start] * len(right))
            ends.extend([mark.end] * len(right))
            last = mark.end
    take(last, len(text))
    read = "".join(parts)
    return Reading(read.translate(FOLD) if folded else read, starts, ends)


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def fold(form: str) -> str:
    """A form as it stands in an authority file → as it is read in a block."""
    kept = GAP.sub(
        lambda m: (
            " " if _latin(form[m.start() - 1 : m.start()]) and _latin(form[m.end() : m.end() + 1]) else ""
        ),
        form,
    )
    return kept.translate(FOLD)
