"""Heads inside a document that run into its text: items of an agenda, titled
points, what a stretch is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.heads.sideheads.evidence import Candidate, matched, weigh
from edition.rules.language.numerals import number as counted
from edition.rules.page.strayspaces import neighbours
from edition.rules.text.cutting import near, told
from edition.rules.text.folding import SPACE, squeeze
from edition.rules.text.parting import part, trim
from edition.rules.text.points import numbered

THRESHOLD = 7
"""So much evidence makes a head. Of a hundred blanks at such places, before anything is known of them, about
one parts a head from its text: odds of two to the power of minus seven, which this makes even."""
DOUBT = 1
"""So much more or less is no certainty (S055)."""
HARDLY, SUBJECT = 2, 5
"""With so much less evidence a blank is the likelier that stands so many characters before another."""
LIKELY, LIKELY_POINT = 1, -2
"""With so much evidence of its own a blank is a peer of others in the document. A point has less, since its
number tells where a title may stand."""
LONGEST, LONGEST_AGAIN, LONGEST_BELOW = 34, 60, 64
"""So many characters at most has a head, the title again at more length, and what is read of the text below."""
NEAR, MOST_NEAR = 20, 4
"""Within so many characters behind the head and in it stand more blanks in a list."""
NUMBER = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|(?:[一二三四五六七八九十]{1,3}|[甲乙丙丁戊己])、|\d{1,3}[.．]|第\d{1,3}[项点]"
)
# With these an item of minutes begins: 14.某事, 第1项 某事.
ITEM = "0123456789第"
COUNTED = re.compile(r"[一二三四五六七八九]?十?[一二三四五六七八九]?|[甲乙丙丁戊己]|\d+")
STEMS = tuple("甲乙丙丁戊己")
DIGITS = re.compile(r"[一二三四五六七八九十甲乙丙丁戊己\d]+")
# What no head holds, and the signs at whose seam one can end.
NO_HEAD = re.compile("[，。；：？！…—]")
SEAM = re.compile(r"[\u4e00-\u9fff“”）\d][\u4e00-\u9fff\d“（《]")
PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
ALL_OF_IT = re.compile(r"\d{1,3}[.．][^，。；：？！（]+。?")
MINUTES = ("dateline", "idno", "participants")
# A remark that stands aside from a report, and how the report goes on below it.
ASIDE = re.compile(r"附注|附言|[\u4e00-\u9fff]{0,6}(?:意见|建议|结论)")
GOES_ON = re.compile(r"(?:接着|随后|然后|而后|此后|最后|[谈会][谈话见]结束)[\u4e00-\u9fff，时]")


def find_side_heads(blocks: Blocks, options: Options) -> Recognised:
    """Words at the start of a paragraph that white space parts from a sentence → a head of type
    section, where the evidence suffices (`edition.rules.heads.sideheads.evidence`); S055 where it
    barely does or barely does not.

    Below the first paragraph of a remark (附注, 我的意见) the report that it interrupts goes on where a
    paragraph begins with 接着, 随后, 谈话结束 or the like: that one `resumes`.
    """
    weighed = {n: (c, weigh(c)) for document in documents(blocks) for n, c in document.items()}
    heads = {n: c for n, (c, total) in weighed.items() if total >= THRESHOLD}
    result: list[Block] = []
    aside = False
    for n, block in enumerate(blocks):
        if found := heads.get(n):
            label = trim(part(block, 0, found.end, found.end + 1))
            result.append(told(label, "head", "side-heads", type="section", point=""))
            rest = part(block, min(found.end + 1, len(block.text)), len(block.text))
            block = numbered(told(rest, point=""))
            aside = ASIDE.fullmatch(label.text.text) is not None
            if not block.text:
                continue
        elif block.kind == "head":
            aside = False
        elif aside and block.kind == "para" and GOES_ON.match(squeeze(block.text.text[:24]).text):
            block = told(block, resumes="report")
            aside = False
        result.append(block)
    doubts = (
        doubt(blocks[n], c, "a head" if n in heads else "none")
        for n, (c, total) in weighed.items()
        if THRESHOLD - DOUBT <= total < THRESHOLD + DOUBT
    )
    return Recognised(tuple(result), tuple(doubts))


def doubt(block: Block, candidate: Candidate, chosen: str) -> Finding:
    """A paragraph and what stands at its start → S055, with what was `chosen`."""
    said = {"head": candidate.number + candidate.head, "below": candidate.below[:12]}
    return Finding("S055", block.text.at[0], said | {"chosen": chosen})


def documents(blocks: Sequence[Block]) -> Iterator[dict[int, Candidate]]:
    """For each document: the indexes of its paragraphs with a blank that might part a head, with the likeliest
    one; these know of their peers."""
    pairs = neighbours([b for b in blocks if b.kind == "para"])
    found: dict[int, list[Candidate]] = {}
    first, title = True, ""
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield in_company(blocks, found)
            found, first, title = {}, True, squeeze(block.attrs.get("title", "")).text
        if block.kind == "para":
            minuted = near(blocks, n - 1) in MINUTES
            found[n] = [*candidates(block.text.text, pairs, first=first, minuted=minuted, title=title)]
            first = False
        if block.kind not in ("head", "fw", "pb"):
            title = ""
    yield in_company(blocks, found)


def candidates(
    words: str, pairs: frozenset[str], *, first: bool, minuted: bool, title: str
) -> Iterator[Candidate]:
    """The blanks near the start of a paragraph behind which a sentence could begin; in minutes also its end."""
    folded = squeeze(words[: 2 * (LONGEST_AGAIN + LONGEST_BELOW)])
    text = folded.text
    number = NUMBER.match(text)
    start = number.end() if number else 0
    longest = start + (LONGEST_AGAIN if title else LONGEST)
    minuted = minuted and text[:1] in ITEM
    where = Candidate(0, text[:start], "", "", False, False, first, minuted, re.split("——|：", title)[0])
    if minuted and len(text) <= longest and ALL_OF_IT.fullmatch(text):
        yield replace(where, end=len(words), head=text[start:])
    for end in range(start + (1 if number else 2), min(longest, len(text) - 1) + 1):
        if NO_HEAD.match(text, end - 1):
            return
        at, said = folded.end(end), text[start:end]
        if words[at] not in SPACE or not SEAM.match(text, end - 1) or not closed(said):
            continue
        blanks = re.findall(r"\S\s+(?=\S)", words[folded.start(start) : at + NEAR])
        meet, crowded = text[end - 1 : end + 1] in pairs, len(blanks) > MOST_NEAR
        yield replace(
            where, end=at, head=said, below=text[end : end + LONGEST_BELOW], meet=meet, crowded=crowded
        )


def closed(words: str) -> bool:
    """Whether each quotation mark and bracket in the words has its partner."""
    return all(words.count(one) == words.count(other) for one, other in PAIRS)


def in_company(blocks: Sequence[Block], found: dict[int, list[Candidate]]) -> dict[int, Candidate]:
    """The paragraphs of a document with their blanks → those that have one, with the
    likeliest, which knows of its peers."""
    single = {n: likeliest(several) for n, several in found.items() if several}
    best = dict(zip(single, matched([*single.values()]), strict=True))
    forms = {n: form(blocks[n]) for n in found}
    rows = rows_of(blocks, forms)
    likely = {n for n, c in best.items() if weigh(c) >= (LIKELY_POINT if c.number else LIKELY)}
    alike = Counter(forms[n] for n in likely)
    at_first = {forms[n] for n in likely if best[n].first}
    unlikely = Counter(rows[n] for n, own in forms.items() if own and not is_short(blocks[n]))
    unlikely.subtract(rows[n] for n in likely if not is_short(blocks[n]))
    for n, c in best.items():
        own, counted = forms[n], n in likely
        peers = alike[own] - counted
        throughout = peers > 0 and (c.first or own in at_first)
        lacking = unlikely[rows[n]] > (not counted and not is_short(blocks[n]))
        best[n] = replace(c, peers=peers, throughout=throughout, lacking=bool(own) and lacking)
    return best


def likeliest(several: Sequence[Candidate]) -> Candidate:
    """The blanks of a paragraph, in order → that with the most evidence, or the first with hardly less where
    what stands between the two is long enough for the subject of a sentence."""
    best = max(several, key=lambda c: (weigh(c), -c.end))
    before = (
        c for c in several if len(best.head) - len(c.head) >= SUBJECT and weigh(c) >= weigh(best) - HARDLY
    )
    return next(before, best)


def rows_of(blocks: Sequence[Block], forms: Mapping[int, str]) -> dict[int, int]:
    """The paragraphs of a document by their forms → the row in which the number of each counts. One that begins
    anew with 1 below the points of another is within the last of these: 一、 二、 （一、 二、） 三、"""
    rows: dict[int, int] = {}
    open_rows: dict[str, list[tuple[int, int]]] = {}
    for n, own in forms.items():
        value, stack = value_of(blocks[n]), open_rows.setdefault(own, [])
        while value > 1 and len(stack) > 1 and stack[-1][1] + 1 != value:
            stack.pop()
        if value > 1 and stack:
            stack[-1] = (stack[-1][0], value)
        else:
            stack.append((n, value))
        rows[n] = stack[-1][0]
    return rows


def value_of(block: Block) -> int:
    """The number before a paragraph; 0 where there is none."""
    found = NUMBER.match(squeeze(block.text.text[:12]).text)
    digits = DIGITS.search(found[0]) if found else None
    if digits is None or not COUNTED.fullmatch(digits[0]):
        return 0
    return STEMS.index(digits[0]) + 1 if digits[0] in STEMS else counted(digits[0])


def form(block: Block) -> str:
    """The number before a paragraph without its numeral, "" where there is none."""
    found = NUMBER.match(squeeze(block.text.text[:12]).text)
    return DIGITS.sub("", found[0]) if found else ""


def is_short(block: Block) -> bool:
    """Whether a paragraph is no sentence: a point that has nothing below its title."""
    return len(block.text) <= LONGEST and not NO_HEAD.search(block.text.text)


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("side-heads", "segment", find_side_heads),)
