"""Titles that run into the text before and after them and that no contents table lists."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.citing.ibidem import citation_ends
from edition.rules.language.dates import DATE, iso
from edition.rules.language.formulas import HAN
from edition.rules.text.cutting import cut, told
from edition.rules.text.folding import CALL, SPACE, Folded, squeeze
from edition.rules.volume.contents import LABEL

# The day of a document in brackets behind its title, perhaps with an hour or a place.
DAY = re.compile(rf"[（(][^（）()\d]{{0,6}}(?:{DATE})[^（）()。；]{{0,12}}[)）]")
# What no title holds.
SENTENCE = re.compile(r"[。！？；“”—…]|：.*：")
SHORTEST, LONGEST = 4, 70
FEWEST = 2
"""So many titles at least tell a volume without a contents table."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title, from where it begins to behind its day, in the text without white space."""

    start: int
    end: int
    day: int


def find_unlisted(blocks: Blocks, options: Options) -> Recognised:
    """A title with its day in brackets, glued to the source citation of the document above → heads label and
    main that open a document; S048 reports each, since no contents table lists it.

    Where there is no contents table at all, a title may also begin where a sentence ends and no white space
    follows, and one below a citation without a day ends at the first white space; there must be two.
    `longest` counts characters of a title.
    """
    listed = any(block.attrs.get("subtype") == "contents" for block in blocks)
    longest = int(str(options["longest"]))
    titles = [list(titles_in(block, listed, longest)) if block.kind == "para" else [] for block in blocks]
    if not listed and sum(map(len, titles)) < FEWEST:
        return Recognised(blocks)
    parts = [part for block, found in zip(blocks, titles, strict=True) for part in cut_titles(block, found)]
    findings = [
        Finding("S048", b.text.at[0], {"title": b.attrs["title"]})
        for b in parts
        if b.rule == "unlisted-titles" and b.attrs.get("opens")
    ]
    return Recognised(tuple(parts), tuple(findings))


def titles_in(block: Block, listed: bool, longest: int) -> Iterator[Title]:
    """A paragraph → the titles in it, in order."""
    text, folded = block.text.text, squeeze(block.text.text)
    cited = citation_ends(block)
    begun = [] if listed else [i for i, at in enumerate(folded.at) if text[at - 1 : at] in ("", "\n", "\r")]
    seams = sorted({*cited, *begun})
    dated = dict(dated_titles(text, folded, seams, longest))
    if not listed:
        for start in cited:
            if start not in dated and (title := undated_title(text, folded, start, longest)):
                dated[start] = title
    done = 0
    for start in sorted(dated):
        if start >= done:
            yield dated[start]
            done = dated[start].end


def dated_titles(text: str, folded: Folded, seams: Sequence[int], longest: int) -> Iterator[tuple[int, Title]]:
    """The days in brackets with white space behind them → where the title before each starts, and the title."""
    for day in DAY.finditer(folded.text):
        end = day.end()
        if calls := CALL.match(folded.text, end):
            end = calls.end()
        n = bisect_right(seams, day.start()) - 1
        if n < 0 or not text[folded.end(end) : folded.end(end) + 1].isspace():
            continue
        start, words = seams[n], folded.text[seams[n] : day.start()]
        if SHORTEST <= len(words) <= longest and not SENTENCE.search(words):
            yield start, Title(start, end, day.start())


def undated_title(text: str, folded: Folded, start: int, longest: int) -> Title | None:
    """What follows the citation that ends at `start` without white space, up to the first
    white space, if it can be a title."""
    first = folded.start(start)
    space = re.compile(r"\s").search(text, first, first + longest)
    if text[first : first + 1].isspace() or space is None:
        return None
    words = text[first : space.start()]
    if len(words) < SHORTEST or not re.match(HAN, words) or SENTENCE.search(words) or words[-1] in "：，、":
        return None
    return Title(start, start + len(words), start + len(words))


def cut_titles(block: Block, titles: Sequence[Title]) -> Iterator[Block]:
    """A paragraph and the titles in it → text and heads."""
    folded, done = squeeze(block.text.text), 0
    for title in titles:
        start, end = folded.start(title.start), folded.end(title.end)
        if start > done:
            yield cut(block, done, start)
        words = folded.text[title.start : title.day]
        label = LABEL.match(words)
        named = words[label.end() if label else 0 :].lstrip("：")
        attrs = {
            "opens": "document",
            "title": CALL.sub("", named),
            "date": iso(folded.text[title.day : title.end]),
        }
        if label:
            main = folded.start(title.start + label.end())
            yield told(cut(block, start, main), "head", "unlisted-titles", type="label", **attrs)
            start, attrs = main, {}
        yield told(cut(block, start, end), "head", "unlisted-titles", type="main", **attrs)
        done = end
    if block.text.text[done:].strip(SPACE) or not done:
        yield cut(block, done, len(block.text))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("unlisted-titles", "segment", find_unlisted, {"longest": LONGEST}),
)
