"""A signature and its day in the midst of a line, where what the writer adds or hands on runs on behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from edition.model import Block, BlockKind
from edition.rules.heads.sideheads.words import OF_LIFE, SAYS_OF
from edition.rules.language.formulas import DAY, HAN, HOUR
from edition.rules.language.lexicon import PART_OF_DAY
from edition.rules.letters.closers.dividing import wished
from edition.rules.letters.openers.address import salutes
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.text.parting import part, trim

MONTH = r"[12]\d{3}年\d{1,2}月"
SIGNED_ON = re.compile(
    rf"(?:\A|(?<=[。！？）]))(?P<name>{HAN}{{2,24}}?)(?P<day>(?:{DAY}|{MONTH}(?!\d|[上中下]旬))(?:{HOUR}(?!{PART_OF_DAY})|{PART_OF_DAY}))(?={HAN})"
)
# A day with this behind it is no day of a signature: 四月三日以前.
COUNTED_FROM = r"(?:以|之)?[前后](?![方线面者任来])|起(?![草来先])|至(?![于今])"
# What runs on is a sentence, or announces a paper: it is no source, greets nobody, and says nothing of him who signs (某某 三月四日 到达…).
RUNS_ON = re.compile(
    rf"(?!{SAYS_OF}|{OF_LIFE}|{COUNTED_FROM}|[^，。；：？！]{{1,40}}(?<!如[下次左])：|同志|先生|已|是|[选摘译]自|同上|转引){HAN}"
    r"(?:[^。！？；：]{7,100}?[，。！？；：]|[^，。！？；：]{2,40}如[下次左]：)"
)
# The paper that a circular forwards, and how much longer than there the name of its writer is above it: 某省乙的报告.
FORWARDS = re.compile(r"(?:批转|转[发批]|批发)(?P<paper>[^《》：]{8,})$")
LONGEST_NAME = 12
CALL = re.compile("[^。，；：？！“”]{1,20}：")
SHORTENED = 2
"""So many characters at most are left out before the name with which a title begins: 中央 of 中共中央."""


def handed_on(block: Block, title: str, signers: Collection[str]) -> Iterator[Block]:
    """A text → the same cut where one of the `signers`, or with whom its `title` begins, signs with a day that white space
    parts from his name and from what goes on in the line: who forwards a report stands above that. The title of the report
    is a head where that of the document has it, and whom it greets a salutation."""
    folded, done = squeeze(curled(block.text.text)), 0
    for found in SIGNED_ON.finditer(folded.text) if block.kind == "para" else ():
        paper = title_end(folded.text, found.end(), title)
        first = folded.start(found.start())
        apart = block.text.text[first - 1 : first] in SPACE
        if not apart or not signs(folded, found, title, signers) or not (paper or runs_on(folded, found.end())):
            continue
        if block.text.text[done:first].strip(SPACE):
            yield from wished(part(block, done, first, first))
        done = first
        for kind, end in fields(folded, found, paper):
            until = folded.end(end)
            yield told(
                trim(part(block, done, until, until)), kind, "closers", type="section" if kind == "head" else ""
            )
            done = until
    yield part(block, done, len(block.text)) if done else block


def signs(folded: Folded, found: re.Match[str], title: str, signers: Collection[str]) -> bool:
    """Whether a name, with white space before the day, is that of one of the `signers`, or begins the `title`."""
    known = found["name"] in signers or begins_with(title, found["name"])
    return known and stands_apart(folded, found.start("day"))


def fields(folded: Folded, found: re.Match[str], paper: int) -> Iterator[tuple[BlockKind, int]]:
    """A signature and its day, the title of a paper that ends at `paper` (0 for none) and whom that greets, each up to where."""
    yield "signed", found.start("day")
    yield "dateline", found.end()
    if paper:
        yield "head", paper
        call = CALL.match(folded.text, paper)
        if call and salutes(call[0], folded.text[found.end() : paper]):
            yield "salute", call.end()


def runs_on(folded: Folded, end: int) -> bool:
    """Whether white space stands behind a day that ends at `end`, and a sentence goes on there."""
    return stands_apart(folded, end) and RUNS_ON.match(folded.text, end) is not None


def title_end(words: str, start: int, title: str) -> int:
    """Where the title of a paper ends that starts there, and which the `title` of the document says is forwarded; 0 if none does."""
    forwards = FORWARDS.search(squeeze(title).text)
    at = words.find(forwards["paper"], start, start + LONGEST_NAME + len(title)) if forwards else -1
    named = at >= 0 and at <= start + LONGEST_NAME and re.fullmatch(f"{HAN}*", words[start:at])
    return at + len(forwards["paper"]) if forwards and named else 0


def begins_with(title: str, name: str) -> bool:
    """Whether a title begins with a name, be that shortened."""
    words = squeeze(title).text
    return any(words.startswith(name, n) for n in range(SHORTENED + 1))
