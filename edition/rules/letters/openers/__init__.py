"""What stands between the title of a flattened document and its text: secrecy,
numbers, places and times, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from edition.model import Block, BlockKind
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.heads.diaries import DIARY, WEATHER
from edition.rules.language.formulas import UNWIRED
from edition.rules.letters.openers.address import (
    RECORD,
    greets_again,
    greets_by_name,
    read_address,
    read_body,
    read_name,
    relays,
)
from edition.rules.letters.openers.numbered import TITLED, letters_of, numbers_of
from edition.rules.letters.openers.present import read_present, seams
from edition.rules.letters.openers.reading import FOLLOWS, Field, act_of, read_row
from edition.rules.page.strayspaces import neighbours
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE, Folded, curled, squeeze, stands_apart, wide_colons
from edition.rules.text.parting import part

LONGEST_LABEL = 16
"""So many characters at most has the label of somebody who speaks."""


def find_openers(blocks: Blocks, options: Options) -> Recognised:
    """The text below the heads of a document or attachment → its opener in fields, then the rest.

    Kinds: secrecy (type urgency, form), idno, distribution, dateline (type sent, received, deciphered,
    forwarded), address, salute, participants. The fields run into each other; each ends where the next
    begins. A line that names the recipient of the title (甲致乙电) is a salutation, or an address
    where a place stands before the name.
    """
    result: list[Block] = []
    pairs = neighbours(blocks)
    titles = " ".join(b.attrs["title"] for b in blocks if b.kind == "head" and "title" in b.attrs)
    opened = False
    title = titled = ""
    numbers: dict[int, list[tuple[int, int]]] = {}
    for n, block in enumerate(blocks):
        if block.kind == "head":
            opens = block.attrs.get("opens", "")
            if opens in ("document", "attachment"):
                opened, title, titled = True, block.attrs.get("title", ""), ""
        elif block.kind == "para" and (opened or n in numbers):
            if opened:
                numbers = numbers_of(blocks, n, partial(addresses, title=title))
            for letter in letters_of(block, numbers[n]) if n in numbers else (block,):
                opened = opened or letter.kind == "head"
                if letter.kind == "head" and (own := TITLED.fullmatch(squeeze(letter.text.text).text)):
                    titled = own["title"]
                begins = opened and letter.kind == "para"
                result += open_text(letter, pairs, titled or title, titles) if begins else (letter,)
                opened = opened and not begins
            continue
        elif block.kind not in ("fw", "pb", "figure"):
            opened = False
        result.append(block)
    return Recognised(tuple(result))


def addresses(folded: Folded, place: int, title: str) -> bool:
    """Whether at `place` somebody is addressed in a document of this `title`."""
    return (field := read_address(folded, place, False, title)) is not None and field.addresses


def open_text(block: Block, pairs: frozenset[str], title: str, titles: str) -> Iterator[Block]:
    """A text below a title → the fields at its beginning, and the rest. `titles` are those of all documents."""
    folded = squeeze(wide_colons(curled(block.text.text)))
    place = done = 0
    addressed = listing = False
    while field := (
        (not addressed and read_body(folded, place, title))
        or read_row(folded, place, pairs)
        or read_present(folded, place, listing)
        or read_address(folded, place, addressed, title)
        or (None if addressed else read_name(folded, place, title, titles))
    ):
        if field.kind == "salute" and speaks_on(block, folded, place, field.end, title):
            break
        if addressed and field.kind == "idno" and runs_into_text(folded, field.end):
            break
        done = folded.end(field.end)
        weather = (
            WEATHER.match(block.text.text, done) if field.kind == "dateline" and DIARY.search(title) else None
        )
        if weather:
            done = weather.end()
            field = replace(field, end=field.end + len(squeeze(weather[0]).text))
        kind, typed = named(field, folded.text, place, title)
        start = folded.start(place)
        for seam in seams(folded, place, field.end, pairs) if kind == "participants" else ():
            yield told(part(block, start, seam, seam), kind, "openers", type=typed)
            start = seam
        yield told(part(block, start, done), kind, "openers", type=typed)
        addressed = addressed or field.addresses
        listing = field.kind == "participants"
        place = field.end
        if kind == "salute" and not greets_again(folded.text, place):
            break
    rest = part(block, done, len(block.text))
    if rest.text.text.strip(SPACE):
        yield rest


def speaks_on(block: Block, folded: Folded, start: int, end: int, title: str) -> bool:
    """Whether what looks like a salutation (某某同志：) is the first turn in a record: the same
    words begin another further down."""
    words = folded.text[start:end]
    turns = re.compile(rf"[\s]{re.escape(words)}") if len(words) < LONGEST_LABEL else None
    return bool(turns and RECORD.search(title) and turns.search(block.text.text, folded.end(end)))


def runs_into_text(folded: Folded, end: int) -> bool:
    """Whether behind a number that ends there neither white space nor another field follows: below the address
    it begins a sentence (第12号电及附件均已阅)."""
    return end < len(folded.text) and not stands_apart(folded, end) and not FOLLOWS.match(folded.text, end)


def named(field: Field, words: str, place: int, title: str) -> tuple[BlockKind, str]:
    """The kind and type of a field that starts at `place`: a salutation above a message that is passed on, or
    above friendly words, is an address, the number of what was not wired that of a document."""
    if field.kind == "dateline":
        return field.kind, field.type or act_of(words[place : field.end])
    if field.kind == "salute" and (relays(words, field.end) or greets_by_name(words, field.end)):
        return "address", field.type
    lettered = re.search(r"\d[/／][A-ZА-Я]", words[place : field.end])
    wired = field.kind == "idno" and field.type == "telegram" and not lettered
    if lettered and field.kind == "idno":
        return field.kind, "document"
    return field.kind, "document" if wired and UNWIRED.search(title) else field.type


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("openers", "segment", find_openers),)
