"""Notes that stand on lines of their own: at the foot of a page, or gathered at the end of a text.

Each goes to its call, as a note mark with its body; the signs of the call and of the note are left out (TEI
keeps them in `@n`). A call without a note and a note without a call stay in the text, with a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, glue, leave_out, marked, stripped, told
from edition.rules.text.folding import NOTE_MARKS, simplified

BACK = re.compile(r"[↑↩⏎][\ufe0e\ufe0f]?$")
"""The arrow that leads from a note on a page back to its call."""
SIGNED = re.compile(r"[—―－-]{1,2}\s*[^—―－。，：；“”]{0,12}?注[。）)]?$")
NOTES_HEAD = re.compile(r"[【\[]?(?:注\s*释?|注解|脚注|尾注|参考文献|注释及参考文献|Notes?)[】\]]?[：:]?", re.I)
BARE_NOTE = re.compile(
    r"(?P<n>\d{1,3})[.．]?[\t\u3000 ]+(?P<word>[\u4e00-\u9fff·《》“”]{1,16}?)(?=[，：:。、（(是指即])"
)
PAGE_CALLED = re.compile(r"[（(][Pp]{1,2}\.? ?\d[\d\s,，、.\-—－–~～Pp]*[)）]")
"""The page of a work behind the call of its place in a list: [3](P435)"""
STOPS = ("。", "，", "；", "、")
MOST_BETWEEN = 4
"""So many paragraphs at most a point goes on in below its first."""
TEXT = ("line", "para", "speech", "item", "head")


@dataclass(frozen=True, slots=True)
class Call:
    """A sign in the text of block `block` that may call a note: its printed `n`, its range there, and how
    likely it is a call: 2 the capture says so, 1 it follows a word, 0 it may number a point."""

    block: int
    n: str
    start: int
    end: int
    weight: int


def gather_end_notes(blocks: Blocks, options: Options) -> Recognised:
    """Notes gathered after the text → note marks (place end) at their calls.

    `calls` and `notes` are patterns with a group around the sign; `wrapped`: a line of a note that ends inside
    a sentence goes on in the next.
    """
    return place_notes(blocks, options, place="end")


def gather_foot_notes(blocks: Blocks, options: Options) -> Recognised:
    """Notes at the feet of pages → note marks (place bottom) at their calls, so that a sentence which a note
    and a page end had cut in two stands together again. Options as for `end-notes`."""
    return place_notes(blocks, options, place="bottom")


def place_notes(blocks: Blocks, options: Options, place: str) -> Recognised:
    """Blocks with calls and notes → blocks with note marks, the lines of the notes taken out."""
    blocks = each_note(blocks)
    pairs, lost, again = pair_notes(blocks, options, shared=place == "end")
    pairs += pair_bare(blocks, {n for _, lines, _ in pairs for n in lines})
    placed: dict[int, list[tuple[Call, Mark]]] = {}
    for call, lines, start in pairs:
        first = blocks[lines[0]]
        body = glue([cut(first, start, len(first.text)), *(blocks[n] for n in lines[1:])])
        placed.setdefault(call.block, []).append((call, note(body, call.n, place)))
    for call in again:
        placed.setdefault(call.block, []).append((call, Mark("note", 0, 0, {"n": call.n, "place": place})))
    used = {n for _, lines, _ in pairs for n in lines}
    head = min(used, default=0) - 1
    opening = re.compile(str(options["notes"]))
    while head > 0 and (opening.match(blocks[head].text.text) or BARE_NOTE.match(blocks[head].text.text)):
        head -= 1
    among = NOTES_HEAD.fullmatch(simplified(blocks[head].text.text)) is not None if used else False
    # What nothing calls among the notes is said of the whole text.
    uncalled = range(head + 1, min(used)) if among else ()
    kept = [
        told(block, "excluded", place + "-notes", subtype="notes")
        if n == head and NOTES_HEAD.fullmatch(simplified(block.text.text))
        else told(block, "remark", place + "-notes")
        if n in uncalled
        else at_calls(block, placed.get(n, ()))
        for n, block in enumerate(blocks)
        if n not in used
    ]
    own = [n for n in range(len(blocks)) if n not in used]
    whole = over_feet(own, kept) if place == "bottom" else kept
    return Recognised(tuple(whole), tuple(f for c in not_points(lost) if (f := missing(blocks[c.block], c))))


def not_points(calls: Sequence[Call]) -> Iterator[Call]:
    """Signs without partner → the same but for those at the start of lines that count on, line by line, from a
    first one that numbers a point within one (…的问题：①…, ②…, ③… below it)."""
    last, counted = -1, 0
    for call in calls:
        number = NOTE_MARKS.find(call.n) + 1 if len(call.n) == 1 else 0
        if number == 1 and call.start and not call.weight:
            last, counted = call.block, 1
        elif number == counted + 1 > 1 and not call.weight and call.block - last <= 1 + MOST_BETWEEN:
            last, counted = call.block, number
            if not call.start:
                continue
        yield call


def over_feet(numbers: Sequence[int], lines: Sequence[Block]) -> list[Block]:
    """Lines by their `numbers` on the pages → the same, a row that breaks off above the notes of its page
    joined to the row below them. A short one with the call of a note at its end may be a head."""
    result: list[Block] = []
    last = 0
    for n, line in zip(numbers, lines, strict=True):
        above = result[-1] if result and n - last > 1 else None
        last = n
        if (
            above
            and above.kind == line.kind == "line"
            and not finished(above.text.text)
            and not is_called_at_end(above)
        ):
            result[-1] = glue([above, line])
        else:
            result.append(line)
    return result


def is_called_at_end(line: Block) -> bool:
    """Whether the last sign of a line, and no comma before it, calls a note."""
    return line.text.text[-1:] not in "，、；" and any(
        mark.kind == "note" and mark.start == len(line.text) for mark in line.marks
    )


def pair_notes(
    blocks: Blocks, options: Options, shared: bool
) -> tuple[list[tuple[Call, list[int], int]], list[Call], list[Call]]:
    """→ each call with the lines of its note and where the note starts in the first of them; the calls without
    note; those that call a note again that is `shared`, as a list of works is.

    A note belongs to the last call of its sign before it that has no note yet, one that the capture marked
    (`^①`) or that follows a word before one that may number a point (：①…；②…). A line that starts with a
    sign nothing has called is text.
    """
    opening, calling = re.compile(str(options["notes"])), re.compile(str(options["calls"]))
    pairs: list[tuple[Call, list[int], int]] = []
    waiting: dict[str, list[Call]] = {}
    used: set[int] = set()
    again: list[Call] = []
    for n, block in enumerate(blocks):
        if n in used:
            continue
        sign = opening.match(block.text.text) if block.kind == "line" else None
        calls = [c for c in waiting.get(sign[sign.lastindex or 0], ()) if c.start or c.weight] if sign else []
        if sign and calls:
            call = max(calls, key=lambda c: (c.weight, c.block, c.start))
            if shared and (alike := called_again(blocks, calls)):
                call = alike[0]
                again += alike[1:]
            waiting[call.n] = [c for c in waiting[call.n] if c != call and c not in again]
            lines = note_lines(blocks, n, opening, wrapped=bool(options["wrapped"]))
            pairs.append((call, lines, sign.end()))
            used.update(pairs[-1][1])
        else:
            for call in find_calls(n, block, calling):
                waiting.setdefault(call.n, []).append(call)
    lost = sorted((c for calls in waiting.values() for c in calls), key=lambda c: (c.block, c.start))
    return pairs, lost, again


def called_again(blocks: Sequence[Block], calls: Sequence[Call]) -> list[Call]:
    """The calls of one sign, all that stand before its note → those that share it, the first before the
    others: numbers in brackets within one document, with a page behind one of them, as the list of works
    at the end of a paper is cited."""
    found = [c for c in calls if c.n.isdigit() and c.weight == max(c.weight for c in calls)]
    paged = any(PAGE_CALLED.match(blocks[c.block].text.text, c.end) for c in found)
    apart = len(found) > 1 and any(
        b.attrs.get("opens") for b in blocks[found[0].block + 1 : found[-1].block + 1]
    )
    return found if len(found) > 1 and paged and not apart else []


def pair_bare(blocks: Sequence[Block], used: set[int]) -> Iterator[tuple[Call, list[int], int]]:
    """→ the notes below the word for them that begin with a bare number and a tab, each with its call, the same
    number behind the words that the note explains (甲某某1同志 … 1⇥甲某某，某局局长。)."""
    head = next((n for n, b in enumerate(blocks) if NOTES_HEAD.fullmatch(simplified(b.text.text))), len(blocks))
    for n in range(head + 1, len(blocks)):
        found = (
            BARE_NOTE.match(blocks[n].text.text)
            if n not in used and blocks[n].kind in ("line", "item")
            else None
        )
        calls = (bare_call(k, blocks[k], found) for k in range(head)) if found else iter(())
        if found and (call := next(filter(None, calls), None)):
            yield call, [n], found.start("word")


def bare_call(n: int, block: Block, found: re.Match[str]) -> Call | None:
    """The number of a note in block `n` behind the words with which the note begins; nothing
    where it does not stand there."""
    call = found["word"] + found["n"]
    at = block.text.text.find(call) if block.kind in TEXT else -1
    end = at + len(call)
    bare = at >= 0 and not block.text.text[end : end + 1].isdigit()
    return Call(n, found["n"], at + len(found["word"]), end, 1) if bare else None


def find_calls(n: int, block: Block, pattern: re.Pattern[str]) -> Iterator[Call]:
    """→ every sign in block `n` that may call a note."""
    if block.kind in TEXT:
        text = block.text.text
        for match in pattern.finditer(text):
            sign = match[match.lastindex or 0]
            before = text[: match.start()].rstrip()[-1:]
            # At the start of a row a stop behind the sign shows that it stands behind the word above.
            called = before not in "：；，、:;," if before else text[match.end() :][:1] in STOPS
            weight = 2 if match[0].strip() != sign else int(called)
            yield Call(n, sign, match.start(), match.end(), weight)


def note_lines(blocks: Sequence[Block], start: int, opening: re.Pattern[str], wrapped: bool) -> list[int]:
    """→ the indexes of the lines of the note that starts at index `start`: those that its sentences go on in
    (`wrapped`), and those right below it in a run of lines that begins with a note below an empty line."""
    lines = [start]
    apart = stands_apart(blocks, start, opening)
    while start + 1 < len(blocks) and blocks[start + 1].kind == "line":
        text, below = blocks[start].text.text, blocks[start + 1]
        close = below.attrs.get("blank", "0") == "0" and not opening.match(below.text.text)
        close = close and (apart or (wrapped and leads_to_note(blocks, start + 1, opening)))
        goes_on = wrapped and not finished(text) and not opening.match(below.text.text)
        if not (close or goes_on) or SIGNED.search(text):
            break
        start += 1
        lines.append(start)
    return lines


def stands_apart(blocks: Sequence[Block], n: int, opening: re.Pattern[str]) -> bool:
    """Whether the run of lines around index `n` that no empty line parts begins
    with a note below an empty line."""
    while n and blocks[n].kind == "line" and blocks[n].attrs.get("blank", "0") == "0":
        n -= 1
    return blocks[n].attrs.get("blank", "0") != "0" and bool(opening.match(blocks[n].text.text))


def each_note(blocks: Blocks) -> Blocks:
    """Lines → the same, one that holds two notes (① … 。② …) as one for each."""
    return tuple(part for block in blocks for part in (parted(block) if block.kind == "line" else (block,)))


def parted(line: Block) -> Iterator[Block]:
    """A line that begins with a circled number, or one in square brackets → a part for each further one that
    follows a stop and is the next."""
    text, done = line.text.text, 0
    first = SQUARED.match(text)
    for seam in NEXT_SQUARED.finditer(text) if first else ():
        if first and int(seam[1]) == int(first[1]) + 1:
            yield told(cut(line, done, seam.start()), blank="" if done else line.attrs.get("blank", ""))
            done, first = seam.end(), SQUARED.match(text, seam.end())
    number = NOTE_MARKS.find(text[:1])
    for seam in NEXT_NOTE.finditer(text) if number >= 0 else ():
        if NOTE_MARKS.find(seam[1]) == number + 1:
            yield told(cut(line, done, seam.start(1)), blank="" if done else line.attrs.get("blank", ""))
            done, number = seam.start(1), number + 1
    yield told(cut(line, done, len(text)), blank="" if done else line.attrs.get("blank", ""))


SQUARED = re.compile(r"\[(\d{1,2})\]")
NEXT_SQUARED = re.compile(r"(?<=[。！？）])[ \t\u3000]{2,8}(?=\[(\d{1,2})\]\S)")
NEXT_NOTE = re.compile(r"(?<=[。！？）]) ?\u3000?([②-⑳]) ?(?=\S)")


def leads_to_note(blocks: Sequence[Block], n: int, opening: re.Pattern[str]) -> bool:
    """Whether the line at index `n` and those right below it, no empty line
    between, lead up to another note."""
    while n + 1 < len(blocks) and blocks[n + 1].kind == "line" and blocks[n + 1].attrs.get("blank", "0") == "0":
        n += 1
        if opening.match(blocks[n].text.text):
            return True
    return False


def missing(block: Block, call: Call) -> Finding | None:
    """What to report of a sign without partner: at the start of a line a note without call
    (S021), elsewhere a call without note (S022). A bare ① may number a point of the text; only a
    sign that the capture marked is missed."""
    at = block.text.at[call.start]
    if not call.start:
        return Finding("S021", at, {"n": call.n})
    return Finding("S022", at, {"n": call.n}) if call.weight == 2 else None


def note(body: Block, n: str, place: str) -> Mark:
    """The text of a note → its mark, not yet at a place. Who wrote it is for the notes pass to say."""
    back = BACK.search(body.text.text)
    words = cut(body, 0, back.start() if back else len(body.text))
    block = replace(told(stripped(words), "note", place + "-notes"), attrs={})
    return Mark("note", 0, 0, {"n": n, "place": place}, block)


def at_calls(block: Block, notes: Sequence[tuple[Call, Mark]]) -> Block:
    """A block → the same with its notes at their calls and without the calls' signs."""
    marks = (replace(mark, start=call.start, end=call.start) for call, mark in notes)
    return leave_out(marked(block, *marks), [(call.start, call.end) for call, _ in notes])


# ^[1], ^[1]^, [1], 〔1〕, [^1], [①], ^①, ①; a note may have a colon after its sign. One group of each pattern
# holds the sign. In 中发[66]310号 the brackets hold the year of a number.
BRACKETED = r"(?<!发)\^?[\[〔［]\^?(\d{1,3}|[①-⑳])[\]〕］](?:\^|:? ?)"
CIRCLED = r" ?\^?([①-⑳])(?:\^| ?)"
EITHER = rf"{BRACKETED}|{CIRCLED}"
# A note may say that it is one before its sign: 注① …
NOTE = rf"{EITHER}|注 ?([①-⑳])[：:\s]*"
# An asterisk after a word or its stop calls a note; before a word at the start of a line it opens one.
STARRED_CALL = r"(?<=[\u4e00-\u9fff，。；”》）])([*＊]{1,3})(?=[\u4e00-\u9fff，。；！？]|$)"
STARRED_NOTE = r"([*＊]{1,3})[ \u3000]?(?=[\u4e00-\u9fff《“])"

RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser(
        "end-notes",
        "segment",
        gather_end_notes,
        {"calls": f"{EITHER}|{STARRED_CALL}", "notes": f"{NOTE}|{STARRED_NOTE}", "wrapped": True},
    ),
    Recogniser(
        "foot-notes",
        "segment",
        gather_foot_notes,
        {"calls": f"{EITHER}|{STARRED_CALL}", "notes": f"{EITHER}|{STARRED_NOTE}", "wrapped": False},
    ),
)
