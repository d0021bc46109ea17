"""Documents that a compiler numbered or marked with a sign, several below one headline: （一）甲致乙电,
二、甲同乙谈话记录, ◆ 甲致乙函."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model import Block
from edition.rules.citing.citations import below_citation
from edition.rules.language.dates import iso
from edition.rules.language.lexicon import AGREEMENT, PROCLAIMED, RECORDED, RULES, SENT_AS
from edition.rules.language.numerals import number
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, stripped, told

HAN = r"[一二三四五六七八九十]{1,3}"
NUMBER = re.compile(
    rf"(?:(?P<round>[（(](?:{HAN}|\d{{1,2}})[）)])|(?P<han>{HAN})[、．.]|(?P<digit>\d{{1,2}})[、．.](?!\d)|(?P<file>(?:文件|之)(?:{HAN}|\d{{1,2}}))[：:]?)\s*"
)
TITLE = re.compile(
    rf"[^。！？；，：:]{{2,40}}?(?:{SENT_AS}|{AGREEMENT}|{PROCLAIMED}|{RECORDED}|{RULES}|决议|批|日记)(?:稿|原文)?(?:[（(](?:摘录|节录|摘要|全文|译文)[）)])?(?:[（(][^（）()]{{2,24}}[）)])?"
)
"""A title that ends with the kind of its document, perhaps with its day in brackets."""

SIGN = re.compile(r"(?P<sign>[◆◇●○◎■□▲△★☆※▪]) ?\u3000?(?=\S)")
"""A printer's sign with which a compiler marks where a document begins."""
LONGEST = 40
MONTH_DAY = re.compile(
    r"(?P<m>\d{1,2}|[一二三四五六七八九十]{1,3}) ?月 ?(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3}) ?[日号]"
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A line that may be the title of a numbered document: its index, its number, how that is
    written (the name of a group of `NUMBER`), and where the title starts in it; at the end of the
    line where it stands on the next."""

    at: int
    value: int
    form: str
    start: int


def numbered_title(blocks: Sequence[Block], n: int) -> Numbered | None:
    """The line at index `n` → what it is as the title of a numbered document; None where it can be none."""
    block = blocks[n]
    found = NUMBER.match(block.text.text) if block.kind in ("line", "head") else None
    if found is None or found.lastgroup is None or block.attrs.get("opens", "document") != "document":
        return None
    rest = block.text.text[found.end() :]
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if not rest and below is not None and below.kind in ("line", "head") and not below.attrs.get("opens"):
        rest = below.text.text
    opened = block.kind == "head" and block.attrs.get("opens") == "document"
    if not (TITLE.fullmatch(rest) or (opened and rest)):
        return None
    written = re.sub(r"[（()）]|文件|之", "", found[found.lastgroup])
    return Numbered(n, number(written), found.lastgroup, found.end())


def in_sequence(blocks: Sequence[Block], opened: bool) -> list[Numbered]:
    """Blocks → the titles of numbered documents: at least two, whose numbers go up by one from 1 in each
    section or over all of them, and no two of which stand one right below the other, as in a list; `opened`:
    only those that open a document already."""
    places = [
        place
        for n, block in enumerate(blocks)
        if (block.attrs.get("opens") or not opened)
        and (place := numbered_title(blocks, n))
        and may_begin(blocks, n)
    ]
    found: list[Numbered] = []
    for form in {place.form: None for place in places}:
        run = [place for place in places if place.form == form]
        listed = {a.at for a, b in pairwise(run) if b.at == a.at + 1}
        run = [place for place in run if place.at not in listed and place.at - 1 not in listed]
        last, kept = 0, []
        for place in run:
            if place.value in (last + 1, 1):
                kept.append(place)
                last = place.value
        found += kept if len(kept) > 1 and any(place.value > 1 for place in kept) else ()
    return sorted(found, key=lambda place: place.at)


def may_begin(blocks: Sequence[Block], n: int) -> bool:
    """Whether a document can begin at index `n`: not inside a sentence, and not
    where a colon leads on to points."""
    above = blocks[n - 1] if n else None
    if above is None or above.kind not in ("line", "para", "speech") or blocks[n].kind == "head":
        return True
    return below_citation(blocks, n) or (finished(above.text.text) and above.text.text[-1] not in "：:；;")


def with_number(head: Block, start: int) -> Iterator[Block]:
    """The head of a numbered document, whose title starts at `start` → its number as a label, and its title."""
    if start >= len(head.text):
        yield told(head, type="label")
        return
    yield told(stripped(cut(head, 0, start)), type="label")
    yield told(cut(head, start, len(head.text)), type="main", opens="", date="", blank="", subtype="")


def marked_titles(blocks: Sequence[Block]) -> dict[int, int]:
    """Blocks → the indexes of titles that a printer's sign marks, each with where the title starts behind it:
    of the sign that begins most lines, at least two, if all of these are short and no sentences."""
    found: dict[str, dict[int, int]] = {}
    for n, block in enumerate(blocks):
        text = block.text.text
        sign = SIGN.match(text) if block.kind in ("line", "head") else None
        if sign:
            places = found.setdefault(sign["sign"], {})
            places[n] = sign.end() if len(text) <= LONGEST and not finished(text.rstrip("）)")) else -1
    best = max(found.values(), key=len, default={})
    return best if len(best) > 1 and min(best.values()) > 0 else {}


def day_within(text: str, section: str) -> str:
    """The day in brackets at the end of a title, as ISO; one without a year is of the
    year of its section ("" if none)."""
    written = re.search(r"[（(](?P<said>[^（）()]{3,24})[）)]$", text)
    if written is None or (found := iso(written["said"])):
        return found if written else ""
    day = MONTH_DAY.search(written["said"])
    return f"{section[:4]}-{number(day['m']):02}-{number(day['d']):02}" if day and section else ""
