"""A signature and its day in the midst of a line, where a paper that is handed on runs on behind them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from edition.model import Block
from edition.rules.heads.sideheads.words import SAYS_OF
from edition.rules.language.formulas import HAN, NUMERAL
from edition.rules.letters.closers.dividing import wished
from edition.rules.text.cutting import told
from edition.rules.text.folding import squeeze
from edition.rules.text.parting import part, trim

BLANK = r"[ \t\u3000]"
DAY = (
    rf"[12]\d{{3}} ?年 ?\d{{1,2}} ?月(?: ?\d{{1,2}} ?日)?|(?:[一二][〇○零一二三四五六七八九]{{3}}年)?{NUMERAL}{{1,2}}月{NUMERAL}{{1,3}}日"
    rf"(?:[清早晨上下中午晚夜]{{0,2}}{NUMERAL}{{1,3}}时)?"
)
# What runs on is a sentence: it is no source, greets nobody, and says nothing of him who signs (某某 三月四日 到达…).
SIGNED_ON = re.compile(
    rf"(?:\A|[\r\n]|(?<=[！？）])){BLANK}+(?P<name>{HAN}{{2,12}}){BLANK}+(?P<day>{DAY}){BLANK}+"
    rf"(?=(?!{SAYS_OF}|[^，。；：？！\r\n]{{1,40}}(?<!如[下次左])：|同志|先生|已|是|[选摘译]自|同上|转引){HAN}[^\r\n]{{7,}}?[，。！？；：])"
)
SHORTENED = 2
"""So many characters at most are left out before the name with which a title begins: 中央 of 中共中央."""


def handed_on(block: Block, title: str, signers: Collection[str]) -> Iterator[Block]:
    """A text → the same cut where one of the `signers`, or with whom its `title` begins, signs with a day that white space parts from his
    name and from what goes on in the line: who forwards a report stands above that."""
    text, done = block.text.text, 0
    for found in SIGNED_ON.finditer(text) if block.kind == "para" else ():
        if not (found["name"] in signers or begins_with(title, found["name"])):
            continue
        first, named = found.span("name")
        day, after = found.span("day")
        if text[done:first].strip():
            yield from wished(part(block, done, first, first))
        yield told(trim(part(block, first, named, day)), "signed", "closers")
        yield told(trim(part(block, day, after, after)), "dateline", "closers", type="")
        done = after
    yield part(block, done, len(text)) if done else block


def begins_with(title: str, name: str) -> bool:
    """Whether a title begins with a name, be that shortened."""
    words = squeeze(title).text
    return any(words.startswith(name, n) for n in range(SHORTENED + 1))
