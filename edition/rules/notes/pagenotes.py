"""Footnotes of printed pages that stand, with the rule above them, in the middle of running text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.lexicon import STATES
from edition.rules.notes.resuming import (
    DROP_SPACE,
    LONGEST_NOTE,
    SENTENCE_END,
    SURE,
    is_cut,
    resumption,
)
from edition.rules.text.concordance import Concordance
from edition.rules.text.cutting import blocks_from, cut, glue, leave_out, line_ends, marked, told
from edition.rules.text.folding import CALL, NOTE_CALL, SPACE, next_call
from edition.rules.text.lines import LINE_END

RULE = re.compile(rf"(?<!—)—{{5,}}+\s*(?={NOTE_CALL})")
# Who answers for a note, printed at its end.
SIGNATURE = re.compile(
    r"(?:——|(?<=[。！？”）\r\n])—)\s*(?P<resp>(?:[\u4e00-\u9fff]\s*){0,8}?(?:(?:[编译校著引记撰辑录笔作馆社]|校\s*[订勘]|点\s*校|制\s*作|整\s*理|本\s*刊)\s*者?\s*注|原\s*注)|(?:[本原]\s*[书刊卷]\s*)?(?:[编译校辑]|整\s*理)\s*者(?![\u4e00-\u9fff]))"
)
# What may stand behind that: ——编者注。
STOP = re.compile(r"\s{0,2}。")
# White space behind the label of a turn that the rule parts from its words.
LABEL_CUT = re.compile(r"(?:\A|(?<=[\s。！？”）]))(?P<label>[\u4e00-\u9fff·]{1,8}：)[ \t\u3000]+\Z")
# A note that its author signs by his name, white space below it: 着重号是我加的。——某某
BY_NAME = re.compile(
    rf"(?<!—)—{{5,}}+\s*{NOTE_CALL}[^—]{{1,300}}?[。”）]\s*——(?P<name>[\u4e00-\u9fff·．]{{2,8}})(?=\s|\Z)"
)
# What a dash leads to in a sentence that the rule cut, and no name: 敌人|——日本 政府
A_STATE = re.compile(STATES)


@dataclass(frozen=True, slots=True)
class Page:
    """The end of a printed page: a paragraph before the rule, the notes, and what
    follows them in the same block."""

    before: Block
    notes: tuple[Block, ...]
    after: Block


def find_page_notes(blocks: Blocks, options: Options) -> Recognised:
    """Dash rule, ① …, ② … in running text → note marks at their calls; the sentence they cut is whole again.

    The notes end before the next head, below a signature (——编注), or where the words leave off to
    speak of what the note speaks of, be it within a sentence (S043 where more than one place could be
    it). A note goes to the nearest call of its number before it that has none yet; S021 where there is
    none. `rule` is a pattern; attrs of the notes: `n`, `place` bottom, `type`, `resp` as printed; an
    unsigned one has the type `unsigned`.
    """
    rule = re.compile(str(options["rule"]))
    unsigned = str(options["unsigned"])
    running = "\n".join(block.text.text for block in blocks)
    signature = signature_of(running)
    words = Concordance.of(rule.sub("\n", running).translate(DROP_BLANK) if rule.search(running) else "")
    result: list[Block] = []
    findings: list[Finding] = []
    page_start = -1
    for n, block in enumerate(blocks):
        if block.kind != "para":
            result.append(block)
            continue
        ended = not any(
            b.kind == "para" and b.text.text.strip(SPACE) for b in blocks[n + 1 : next_head(blocks, n)]
        )
        closed = ended and is_over(
            result, next((b for b in blocks_from(blocks, n + 1) if b.kind not in ("pb", "fw")), None)
        )
        whole = block
        while found := rule.search(whole.text.text):
            found_at = whole.text[found.start() :]
            page, doubt = split_page(whole, found, closed, words, signature)
            findings += doubt
            before, unplaced = place_notes(page, result, page_start, unsigned, signature)
            findings += (
                Finding("S021", (note.text or found_at).at[0], {"n": note.attrs["n"]}) for note in unplaced
            )
            page_start = block.text.at[0] if not page.before.text else page.before.text.at[-1]
            whole = glue([before, page.after]) if page.after.text else before
            if unplaced:
                end = len(before.text) + paragraph_end(before, page.after)
                result += [*([cut(whole, 0, end)] if end else []), *unplaced]
                whole = cut(whole, end, len(whole.text))
        if whole.text.text.strip(SPACE):
            result.append(whole)
    return Recognised(tuple(result), tuple(findings))


DROP_BLANK: Mapping[int, None] = {ord(c): None for c in " \t\u3000\u00a0"}


def signature_of(running: str) -> re.Pattern[str]:
    """The running text of a volume → what signs its notes: an office, or a name (`author`)
    by which one of them is signed."""
    signed = {m["name"] for m in BY_NAME.finditer(running)}
    names = "|".join(sorted((re.escape(n) for n in signed if not A_STATE.fullmatch(n)), key=len, reverse=True))
    return re.compile(
        rf"{SIGNATURE.pattern}|(?<=[。”）\r\n])——\s*(?P<author>{names})" if names else SIGNATURE.pattern
    )


def is_over(before: Sequence[Block], below: Block | None = None) -> bool:
    """Whether no text of a document can stand between the blocks `before` and that `below`, if there is one:
    its citation is printed, or head stands upon head."""
    if below is None:
        return bool(before) and before[-1].kind == "citation"
    return not before or before[-1].kind == "citation" or before[-1].kind == below.kind == "head"


def next_head(blocks: Sequence[Block], n: int) -> int:
    """The index of the first head after `n`."""
    return next((m for m in range(n + 1, len(blocks)) if blocks[m].kind == "head"), len(blocks))


# -- where the notes end ---------------------------------------------------------------------------------------


def split_page(
    block: Block, rule: re.Match[str], closed: bool, words: Concordance, signature: re.Pattern[str]
) -> tuple[Page, list[Finding]]:
    """A block and the rule in it → the text before, the notes, the text after. `closed`: the document is over,
    so that only captions and running heads can follow the notes."""
    text = block.text.text
    turned = next((m.start for m in block.marks if m.kind == "pb" and m.start > rule.end()), None)
    starts = note_starts(text[:turned], rule.end())
    before = cut(block, 0, rule.start())
    doubt: list[Finding] = []
    sure = 1.0
    if closed and not before.text.text.strip(SPACE):
        end = last_sentence(text, starts[-1], signature)
    else:
        end, sure = resumes(text, rule.start(), starts[-1], words, signature, turned)
        if sure < SURE and text[end:].strip(SPACE):
            left = text[max(0, rule.start() - 12) : rule.start()].translate(DROP_SPACE)[-8:]
            right = text[end : end + 12].translate(DROP_SPACE)[:8]
            doubt.append(Finding("S043", block.text.at[rule.start()], {"before": left, "after": right}))
    bounds = [*starts, end]
    notes = tuple(
        told(trimmed(cut(block, a, b), len(call_at(text, a))), "note", "page-notes", n=call_at(text, a))
        for a, b in pairwise(bounds)
    )
    after = cut(block, end, len(text))
    if end == turned and is_cut(before.text.text) and not before.text.text.rstrip(SPACE).endswith("："):
        blank = len(after.text) - len(after.text.text.lstrip(SPACE))
        before, after = trimmed_end(before), leave_out(after, [(0, blank)])
    label = LABEL_CUT.search(before.text.text)
    if label and text.count(label["label"], 0, rule.start()) > 1 and after.text.text[:1] not in SPACE:
        before = trimmed_end(before)
    return Page(before, notes, after), doubt


def trimmed_end(block: Block) -> Block:
    """A block without white space at its end."""
    return leave_out(block, [(len(block.text.text.rstrip(SPACE)), len(block.text))])


def paragraph_end(before: Block, after: Block) -> int:
    """Where in the text below the notes the paragraph ends that the rule cut; 0
    where it is whole above the rule."""
    above = before.text.text.rstrip(SPACE)
    if not above or SENTENCE_END.search(above):
        return 0
    text = after.text.text
    ends = (m.end() for m in LINE_END.finditer(text) if text[m.end() : m.end() + 1] in (*SPACE, ""))
    return next((end for end in ends if end < len(text)), len(text))


def note_starts(text: str, first: int) -> list[int]:
    """Where the notes below a rule start: at its first number, then at each next one at the start of a line or
    after a stop; 第21页注② is none. Where the feet of two pages stand together, the first number comes again in
    a paragraph of its own, and has been called twice."""
    begins = call_at(text, first)
    starts, sign = [first], next_call(begins)
    while sign:
        twice = text.count(begins, 0, first) > starts_with(text, starts, begins)
        again = rf"|(?<=[\n\r])[ \u3000]+{re.escape(begins)}" if twice else ""
        found = re.compile(rf"(?<=[。\n\r注）])(?<![页见前上本]注)[ ]*{re.escape(sign)}{again}").search(
            text, starts[-1] + 1
        ) or start_without_stop(text, first, starts[-1], begins, sign)
        if not found or RULE.search(text, starts[-1], found.start()):
            break
        starts.append(found.end() - len(found[0].lstrip()))
        sign = next_call(found[0].strip())
    return starts


def start_without_stop(text: str, first: int, last: int, begins: str, sign: str) -> re.Match[str] | None:
    """Where a note starts behind one that has no stop, if it does: white space parts it from that, its number
    is called above the rule at `first`, and no call of another page, which `begins` anew, stands between.
    `last` is where the note before starts."""
    if sign not in text[:first]:
        return None
    found = re.compile(rf"(?<=\S)[ ]+{re.escape(sign)}(?![，。、；：？！）”])").search(text, last + 1)
    return found if found and begins not in text[last + 1 : found.start()] else None


def starts_with(text: str, starts: Sequence[int], sign: str) -> int:
    """How many of the notes that start there have this number."""
    return sum(text.startswith(sign, start) for start in starts)


def call_at(text: str, start: int) -> str:
    """The number of the note that starts at `start`, as printed."""
    found = CALL.match(text, start)
    return found[0] if found else text[start]


def last_sentence(text: str, start: int, signature: re.Pattern[str]) -> int:
    """The end of the last sentence or signature after `start`; the end of the text where none ends."""
    ends = [m.end() for m in signature.finditer(text, start)]
    ends += [m.end() for m in re.compile(r"[。！？][”’）)]*(?:\s*”)?").finditer(text, start)]
    return max(ends, default=len(text))


def resumes(
    text: str, rule: int, note: int, words: Concordance, signature: re.Pattern[str], turned: int | None
) -> tuple[int, float]:
    """Where the body goes on after the last note, and how sure that is, 0 to 1: below a signature, or where the
    words tell. At `turned` a page is known to begin, be it the next or a later one."""
    begun = len(text) - len(text[note + len(call_at(text, note)) :].lstrip(SPACE))
    paragraphs = (m.end() for m in LINE_END.finditer(text, begun) if text[m.end() : m.end() + 1] in (*SPACE,))
    ends = [p for p in paragraphs if not text.startswith("——", p + 1)]
    ends += [m.start() for m in RULE.finditer(text, note)] + ([] if turned is None else [turned])
    signed = signature.search(text, note)
    if signed and (signed.start() < min(ends, default=len(text)) or signs(text[begun : signed.start()])):
        stop = STOP.match(text, signed.end())
        end = stop.end() if stop else signed.end()
        blank = turned is not None and not text[end:turned].strip(SPACE)
        return (turned if blank and turned is not None else end), 1.0
    return resumption(text, rule, begun, words, turned)


def signs(words: str) -> bool:
    """Whether the signature of a note, on a line of its own, signs all the `words` between the number of the
    note and it: they are of paragraphs that a note may have, with no citation or rule among them, and the
    signature is not that of a remark in brackets."""
    own_line = LINE_END.search(words[len(words.rstrip(SPACE)) :])
    return (
        own_line is not None
        and len(LINE_END.findall(words)) <= LONGEST_NOTE
        and words.count("（") <= words.count("）")
        and not re.search("—{5}|选自|同上", words)
    )


def trimmed(block: Block, sign: int) -> Block:
    """A note as it was cut → its text without the number of `sign` characters, the line ends
    and the white space around it."""
    text = block.text.text
    lead = len(text) - len(text[sign:].lstrip(SPACE))
    tail = len(text.rstrip(SPACE))
    return leave_out(block, [(0, lead), *line_ends(text), (tail, len(text))])


# -- where the notes belong ------------------------------------------------------------------------------------


def place_notes(
    page: Page, blocks: list[Block], page_start: int, unsigned: str, signature: re.Pattern[str]
) -> tuple[Block, list[Block]]:
    """The notes of a page → the text before the rule with its note marks, and the notes that have no call.
    Calls in `blocks`, the blocks before, get their marks there, and one that white space parts from the title
    above it at the end of that; `page_start` is the source offset of the end of the page before."""
    held, unplaced = [*blocks, page.before], []
    # Of two notes of one number the later is called last.
    for note in reversed(page.notes):
        place = call(held, note.attrs["n"], page_start)
        if place is None:
            unplaced.append(note)
        else:
            set_note(held, place, note, unsigned, signature)
    *blocks[:], before = held
    return before, unplaced[::-1]


def set_note(
    blocks: list[Block],
    place: tuple[int, int],
    note: Block,
    unsigned: str,
    signature: re.Pattern[str] = SIGNATURE,
) -> None:
    """Give one of the `blocks` a note mark instead of the call at a `place`, its index and an offset; the
    title above it where nothing but white space stands between that and the call. `unsigned` is whose the
    note is where nobody signs it."""
    n, at = place
    carrier = blocks[n]
    called = leave_out(carrier, [(at, at + len(note.attrs["n"]))])
    mark = note_mark(at, note, unsigned, signature)
    if n and blocks[n - 1].kind == "head" and not carrier.text.text[:at].strip(SPACE):
        title = blocks[n - 1]
        blocks[n - 1 : n + 1] = [
            marked(title, replace(mark, start=len(title.text), end=len(title.text))),
            called,
        ]
    else:
        blocks[n] = marked(called, mark)


def call(blocks: Sequence[Block], sign: str, page_start: int) -> tuple[int, int] | None:
    """The nearest call `sign` on the page that has no note yet → index of its block and place in it."""
    for n in range(len(blocks) - 1, -1, -1):
        if blocks[n].kind in ("excluded", "note"):
            continue
        at = last_call(blocks[n].text.text, sign)
        if at >= 0:
            return (n, at) if blocks[n].text.at[at] > page_start else None
    return None


def last_call(text: str, sign: str) -> int:
    """Where `sign` stands last in a text, not as a part of a longer one (* in **); -1 where it does not."""
    at = text.rfind(sign)
    while at > 0 and sign[0] == "*" and text[at - 1] == "*":
        at = text.rfind(sign, 0, at - 1)
    return at


def note_mark(at: int, note: Block, unsigned: str, signature: re.Pattern[str] = SIGNATURE) -> Mark:
    """The mark of a note that is called at a place; `unsigned` is whose it is where nobody signs it."""
    signed = signature.search(note.text.text)
    author = signed.groupdict().get("author") if signed else None
    resp = author or ("".join(signed["resp"].split()) if signed else "")
    kind = (
        unsigned
        if not resp
        else "source"
        if author or ("制作" not in resp and ("编" in resp or resp == "原注"))
        else "compiler"
    )
    attrs = {"n": note.attrs["n"], "place": "bottom", "type": kind, "resp": resp}
    body = replace(note, attrs={})
    return Mark("note", at, at, {k: v for k, v in attrs.items() if v}, body)


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("page-notes", "segment", find_page_notes, {"rule": RULE.pattern, "unsigned": "editor"}),
)
