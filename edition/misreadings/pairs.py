"""Brackets and quotation marks without their partner (GB/T 15834, 4.8 and 4.9)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from edition.annotate.passage import DOCUMENTS, Passage
from edition.misreadings.suspicion import Suspicion

PARTNER = {"（": "）", "(": ")", "《": "》", "〈": "〉", "“": "”", "‘": "’", "【": "】", "〔": "〕"}
OPENER = {
    "）": "（(",
    ")": "（(",
    "》": "《",
    "〉": "〈",
    "”": "“",
    "’": "‘",
    "】": "【",
    "〕": "〔",
}
NAMES = {
    "“": "引号",
    "‘": "单引号",
    "（": "括号",
    "(": "括号",
    "《": "书名号",
    "〈": "书名号",
    "【": "括号",
    "〔": "括号",
}
QUOTES = "“‘"
LABEL = re.compile(r"[\w]{1,3}[)）]")
"""1), a）: the bracket of a point has no partner."""
APOSTROPHE = re.compile(r"(?<=[A-Za-z])’")
BELOW = ("citation", "distribution", "figure", "trailer")
STOP = re.compile(r"[。！？，；：]|$")
SURE = {"“": 0.7}
FAIR = 0.55
"""How sure it is where the lost mark stood: a quotation ends with its paragraph or its
message, a bracket with a clause."""

Lines = Sequence[str]


@dataclass
class Open:
    """What is open in a document: mark, passage and place; and what was found."""

    marks: list[tuple[str, int, int]] = field(default_factory=list)
    found: list[tuple[str, int, int]] = field(default_factory=list)


def suspect_pairs(read: Sequence[Passage], lines: Lines) -> Mapping[int, list[Suspicion]]:
    """The passages of a text and their lines without white space → by the number of the passage in both, the
    marks that lack their partner in the whole document, with the likeliest place of the partner.

    Brackets close in their paragraph; a quotation may run over several, each of them beginning with its mark.
    """
    found: dict[int, list[Suspicion]] = defaultdict(list)
    for numbers in documents(read).values():
        state = Open()
        for n in numbers:
            scan(state, n, lines[n])
            for left in [left for left in state.marks if left[0] not in QUOTES]:
                state.marks.remove(left)
                found[n].append(closed(*left, numbers, read, lines)[1])
        for mark, n, at in state.marks:
            place, suspicion = closed(mark, n, at, numbers, read, lines)
            found[place].append(suspicion)
        for mark, n, at in state.found:
            found[n].append(opened(mark, at, lines[n]))
    return found


def documents(read: Sequence[Passage]) -> Mapping[tuple[str, int], list[int]]:
    """Passages → their numbers by the outermost document around them; every note is one of its own."""
    found: dict[tuple[str, int], list[int]] = defaultdict(list)
    for n, passage in enumerate(read):
        outer = next((p.id for p in passage.trail if p.type in DOCUMENTS), passage.trail[-1].id)
        found[outer, n if passage.in_note else -1].append(n)
    return found


def scan(state: Open, n: int, line: str) -> None:
    """One passage more: what it opens and closes."""
    skipped = {m.start() for m in APOSTROPHE.finditer(line)}
    label = LABEL.match(line)
    for at, char in enumerate(line):
        if at in skipped or (label and at == label.end() - 1):
            continue
        if char in PARTNER:
            if not (at == 0 and char in [mark for mark, _, _ in state.marks]):
                state.marks.append((char, n, at))
        elif char in OPENER:
            if state.marks and state.marks[-1][0] in OPENER[char]:
                state.marks.pop()
            elif any(mark in OPENER[char] for mark, _, _ in state.marks):
                last = max(i for i, (mark, _, _) in enumerate(state.marks) if mark in OPENER[char])
                del state.marks[last]
            else:
                state.found.append((char, n, at))


def closed(
    mark: str, n: int, at: int, numbers: Iterable[int], read: Sequence[Passage], lines: Lines
) -> tuple[int, Suspicion]:
    """An opening mark without its partner → the passage in which that is supplied, and where."""
    place, line = n, lines[n]
    if mark == "“" and at == 0:
        place = last_of_message(n, numbers, read)
        end = len(lines[place])
    elif mark == "“":
        end = len(line)
    else:
        end = next(
            m.start() for m in STOP.finditer(line, at + 1) if m.start() > at + 1 or m.start() == len(line)
        )
    why = f"前{NAMES[mark]}无相应的后{NAMES[mark]}"
    return place, Suspicion(end, end, PARTNER[mark], SURE.get(mark, FAIR), why)


def last_of_message(n: int, numbers: Iterable[int], read: Sequence[Passage]) -> int:
    """A quotation that begins a paragraph is a message: it ends above what stands
    below the text of its document."""
    return [m for m in numbers if m >= n and read[m].block.kind not in BELOW][-1]


def opened(mark: str, at: int, line: str) -> Suspicion:
    """A closing mark without its partner → where that is supplied: after the colon or comma before it."""
    partner = OPENER[mark][0]
    start = max((m.end() for m in re.finditer(r"[。！？，；：]", line[: max(0, at - 1)])), default=0)
    why = f"后{NAMES[partner]}无相应的前{NAMES[partner]}"
    if not start:
        return Suspicion(0, 1, partner + line[0], FAIR, why)
    return Suspicion(start, start, partner, FAIR, why)
