"""Notes that stand on lines of their own: at the foot of a page, or gathered at the end of a text.

Each goes to its call, as a note mark with its body; the signs of the call and of the note are left out (TEI keeps
them in `@n`). A call without a note and a note without a call stay in the text, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import cut, glue, leave_out, marked, stripped, told
from edition.rules.lines import finished

WRITTEN_BY_EDITOR = re.compile(r"[—－-]{1,2}\s*(?P<by>[^—－。，：；“”]{0,12}?注)[。）)]?$")
TEXT = ("line", "para", "speech", "item", "head")


@dataclass(frozen=True, slots=True)
class Call:
    """A sign in the text of block `block` that may call a note: its printed `n`, its range there."""

    block: int
    n: str
    start: int
    end: int


def gather_end_notes(blocks: Blocks, options: Options) -> Recognised:
    """Notes gathered after the text → note marks (place end) at their calls.

    `calls` and `notes` are patterns whose group 1 is the sign; `wrapped`: a line of a note that ends inside a
    sentence goes on in the next.
    """
    return place_notes(blocks, options, place="end")


def gather_foot_notes(blocks: Blocks, options: Options) -> Recognised:
    """Notes at the feet of pages → note marks (place bottom) at their calls, so that a sentence which a note and a
    page end had cut in two stands together again. Options as for `end-notes`."""
    return place_notes(blocks, options, place="bottom")


def place_notes(blocks: Blocks, options: Options, place: str) -> Recognised:
    """Blocks with calls and notes → blocks with note marks. A note belongs to the last call of its sign before it
    that has no note yet."""
    opening = re.compile(str(options["notes"]))
    groups = group_notes(blocks, opening, wrapped=bool(options["wrapped"]))
    bodies = {n for group in groups for n in group}
    calls = find_calls(blocks, re.compile(str(options["calls"])), bodies)
    open_calls = list(calls)
    placed: dict[int, list[tuple[Call, Mark]]] = {}
    used: set[int] = set()
    findings: list[Finding] = []
    for group in groups:
        first = blocks[group[0]]
        sign = opening.match(first.text.text)
        assert sign is not None
        call = next((c for c in reversed(open_calls) if c.n == sign[1] and c.block < group[0]), None)
        if call is None:
            findings.append(Finding("S021", first.text.at[0], {"n": sign[1]}))
            continue
        open_calls.remove(call)
        used.update(group)
        body = glue([cut(first, sign.end(), len(first.text)), *(blocks[n] for n in group[1:])])
        placed.setdefault(call.block, []).append((call, note(body, sign[1], place)))
    # A bare ① may number a point of the text; only a sign that the capture marked as a call is missed.
    lost = (c for c in open_calls if blocks[c.block].text.text[c.start : c.end].strip() != c.n)
    findings += (Finding("S022", blocks[c.block].text.at[c.start], {"n": c.n}) for c in lost)
    kept = (at_calls(block, placed.get(n, ())) for n, block in enumerate(blocks) if n not in used)
    return Recognised(tuple(kept), tuple(findings))


def group_notes(blocks: Sequence[Block], opening: re.Pattern[str], wrapped: bool) -> list[list[int]]:
    """→ the indexes of the lines of each note."""
    groups: list[list[int]] = []
    inside = False
    for n, block in enumerate(blocks):
        text = block.text.text
        if block.kind == "line" and opening.match(text):
            groups.append([n])
        elif block.kind == "line" and inside:
            groups[-1].append(n)
        else:
            inside = False
            continue
        inside = wrapped and not finished(text) and not WRITTEN_BY_EDITOR.search(text)
    return groups


def find_calls(blocks: Sequence[Block], pattern: re.Pattern[str], bodies: set[int]) -> list[Call]:
    """→ every call in the text that is not itself inside a note, in reading order."""
    return [
        Call(n, match[1], match.start(), match.end())
        for n, block in enumerate(blocks)
        if n not in bodies and block.kind in TEXT
        for match in pattern.finditer(block.text.text)
    ]


def note(body: Block, n: str, place: str) -> Mark:
    """The text of a note → its mark, not yet at a place; an ending like ——编者注 says who wrote it."""
    block = replace(told(stripped(body), "note", place + "-notes"), attrs={})
    attrs = {"n": n, "place": place, "type": "source"}
    if found := WRITTEN_BY_EDITOR.search(block.text.text):
        attrs |= {"type": "editor", "resp": found["by"]}
    return Mark("note", 0, 0, attrs, block)


def at_calls(block: Block, notes: Sequence[tuple[Call, Mark]]) -> Block:
    """A block → the same with its notes at their calls and without the calls' signs."""
    marks = (replace(mark, start=call.start, end=call.start) for call, mark in notes)
    return leave_out(marked(block, *marks), [(call.start, call.end) for call, _ in notes])


# `^[1]`, `[1]` and `^①` in the text; `[1] ` or `①` at the start of a note.
BRACKETED = r"\^?\[(\d{1,3})\] ?"
CIRCLED = r" ?\^?([①-⑳]) ?"

RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "end-notes", "segment", gather_end_notes, {"calls": BRACKETED, "notes": BRACKETED, "wrapped": True}
    ),
    Recogniser(
        "foot-notes", "segment", gather_foot_notes, {"calls": CIRCLED, "notes": CIRCLED, "wrapped": False}
    ),
)
