"""A signature and its day in the midst of a line, where what the writer adds
or hands on runs on behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from edition.model import Block, BlockKind
from edition.rules.heads.sideheads.words import OF_LIFE, SAYS_OF
from edition.rules.language.formulas import DAY, HAN, HOUR, RHYME_DAYS
from edition.rules.language.lexicon import BODIES, PART_OF_DAY
from edition.rules.letters.closers.dividing import wished
from edition.rules.letters.openers.address import salutes
from edition.rules.letters.papers import ABOUT, DATED, FULL_TITLE, MONTH
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.text.parting import part, trim

# The month by its branch and the day by its rhyme, as telegrams have them: 寅齐
RHYMED = f"[子丑寅卯辰巳午未申酉戌亥][{RHYME_DAYS}]"
FIRST_POINT = "[（(][一1甲][)）]"
SIGNED_ON = re.compile(
    rf"(?:\A|(?<=[。！？）]))(?P<name>{HAN}{{2,24}}?)(?P<day>(?:{DAY}|{MONTH}(?!\d|[上中下]旬))(?:{HOUR}(?!{PART_OF_DAY})|{PART_OF_DAY})|{RHYMED})(?={HAN}|{FIRST_POINT})"
)
# A day with this behind it is no day of a signature: 四月三日以前.
COUNTED_FROM = r"(?:以|之)?[前后](?![方线面者任来])|起(?![草来先])|至(?![于今])"
# What runs on is a sentence, or announces a paper: it is no source, greets nobody, and says nothing of him who
# signs (某某 三月四日 到达…).
RUNS_ON = re.compile(
    rf"(?!{SAYS_OF}|{OF_LIFE}|{COUNTED_FROM}|[^，。；：？！]{{1,40}}(?<!如[下次左])：|同志|先生|已|是|[选摘译]自|同上|转引)(?:{FIRST_POINT})?{HAN}"
    r"(?:[^。！？；：]{7,100}?[，。！？；：]|[^，。！？；：]{2,40}如[下次左]：)"
    rf"|[二三四五六七八九十]{{1,3}}、{HAN}{{1,6}}。"
)
# The paper that a circular forwards, and how much longer than there the name of its
# writer is above it: 某省乙的报告.
FORWARDS = re.compile(r"(?:批转|转[发批]|批发)(?P<paper>[^《》：]{8,})$")
LONGEST_NAME = 12
CALL = re.compile("[^。，；：？！“”]{1,20}：")
POINT_BELOW = re.compile(f"{FIRST_POINT}|一、|第一条")
SHORTEST_TITLE, LONGEST_TITLE = 8, 48
A_BODY = re.compile(rf"{HAN}{{0,8}}(?:{BODIES}|委)")
# What stands behind the sender in the title of what he forwards or answers.
HANDS_ON = re.compile("转[发报]|批[转复准示发]|同意|印发|关于|[致给对就向]")
SHORTENED = 2
"""So many characters at most are left out before the name with which a title begins: 中央 of 中共中央."""


def handed_on(block: Block, title: str, signers: Collection[str]) -> Iterator[Block]:
    """A text → the same cut where one of the `signers`, or with whom its `title` begins, signs with a day that
    white space parts from his name and from what goes on in the line: who forwards a report stands above that.
    The title of the report is a head where that of the document has it, or where its day in brackets, whom it
    greets or its first point stands below, and whom it greets a salutation."""
    folded, done = squeeze(curled(block.text.text)), 0
    for found in SIGNED_ON.finditer(folded.text) if block.kind == "para" else ():
        paper = title_end(folded.text, found.end(), title) or own_title_end(folded, found)
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
    """Whether a name, with white space before the day, is that of one of the
    `signers`, or begins the `title`."""
    known = found["name"] in signers or begins_with(title, found["name"])
    return known and stands_apart(folded, found.start("day"))


def fields(folded: Folded, found: re.Match[str], paper: int) -> Iterator[tuple[BlockKind, int]]:
    """A signature and its day, the title of a paper that ends at `paper` (0 for none) and whom
    that greets, each up to where."""
    yield "signed", found.start("day")
    yield "dateline", found.end()
    if paper:
        yield "head", paper
        if end := called_end(folded.text, paper, found):
            yield "salute", end


def own_title_end(folded: Folded, found: re.Match[str]) -> int:
    """Where the title of a paper, with its day in brackets, ends that starts behind a signature and its day:
    below it somebody is greeted or the first point stands; 0 if none does."""
    words, start = folded.text, found.end()
    for end in range(start + SHORTEST_TITLE, min(start + LONGEST_TITLE, len(words))):
        if words[end - 1] in "。，；：！？":
            return 0
        if any(titled.fullmatch(words[start:end]) for titled in (FULL_TITLE, ABOUT)):
            dated = DATED.match(words, end)
            until = dated.end() if dated else end
            begins = POINT_BELOW.match(words, until) or called_end(words, until, found)
            first = POINT_BELOW.match(words, end) and words.startswith("（", end)
            if dated or first or (stands_apart(folded, end) and begins):
                return until
    return 0


def called_end(words: str, paper: int, found: re.Match[str]) -> int:
    """Where the salutation below the title of a paper ends that ends at `paper`: it greets him who hands the
    paper on, or somebody by set words; 0 if none is there."""
    call = CALL.match(words, paper)
    known = call and (call[0][:-1].endswith(found["name"]) or salutes(call[0], words[found.end() : paper]))
    return call.end() if call and known else 0


def runs_on(folded: Folded, end: int) -> bool:
    """Whether white space stands behind a day that ends at `end`, and a sentence goes on there."""
    return stands_apart(folded, end) and RUNS_ON.match(folded.text, end) is not None


def title_end(words: str, start: int, title: str) -> int:
    """Where the title of a paper ends that starts there, and which the `title` of the document
    says is forwarded; 0 if none does."""
    forwards = FORWARDS.search(squeeze(title).text)
    at = words.find(forwards["paper"], start, start + LONGEST_NAME + len(title)) if forwards else -1
    named = at >= 0 and at <= start + LONGEST_NAME and re.fullmatch(f"{HAN}*", words[start:at])
    return at + len(forwards["paper"]) if forwards and named else 0


def begins_with(title: str, name: str) -> bool:
    """Whether a title begins with a name, be that shortened, a body by its last word: 县委 in 某县县委转发…"""
    words = squeeze(title).text
    at = words.find(name)
    body = 0 < at <= LONGEST_NAME and A_BODY.fullmatch(name) and HANDS_ON.match(words, at + len(name))
    return bool(body) or any(words.startswith(name, n) for n in range(SHORTENED + 1))
