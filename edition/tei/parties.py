"""Who stands at either end of a letter's way and between: by title, signature,
address, salutation and dateline.

piece with name and date marks → parties, each with the words that it goes by there, and places
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.model import Block, Mark, Piece
from edition.tei.cast import Cast
from edition.tei.runtogether import each_name
from edition.tei.values import NAMES, UNWRITABLE

LETTERS = frozenset({"telegram", "letter", "note"})
"""Subtypes of documents that have a sender and a recipient; a diplomatic note only where it names one."""

REPORT = "report"

SIGNED = ("signed",)

ADDRESSED = ("address", "salute")

CORRESPONDENTS = frozenset({"person", "org"})

ONWARD = re.compile(r"转(?:[交呈告达致]|(?=\s*$))")
"""In an address, the word before whom a message is passed on to."""

JOINED = re.compile(
    r"[、，,；;。]|(?:并|和|及)?[请]?(?:告|转|报|致|抄送)(?=[\u4e00-\u9fff]{2})|(?<=.)[并及](?=[\u4e00-\u9fff]{2})"
)
"""Between two whom an address names, 并告 between them or a comma."""


ALL_OF_THEM = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[一二两三四五六七八九十]|诸)(?:位)?(?:同志|先生)(?=[，,。；;]|$)"
)
"""What stands behind the last of several and is said of all: 甲、乙二同志"""


THROUGH = re.compile(r"[（(](?:请|烦|由)?[^（）()]{0,12}转[^（）()]{0,6}[）)]$")
"""Through whom it goes, behind whom an address names: （中央转）."""

SIGNS = re.compile("(?:[敬谨]?[上启贺呈]|手[书启]|祝贺|叩[上首]?|拜[上启]?)$")
"""What a writer does behind his name in a signature: 甲某某祝贺."""

SHORTEST_WITH_ACT = 3
"""A signature of more characters than this may be a name and what its writer does."""

LESS_THAN_A_NAME = re.compile(
    r"(?:同志|朋友|先生|女士|代表|各位)[们]?[！!：:]?|[\u4e00-\u9fff]{0,12}们[！!：:]?"
)

PASS_ON = re.compile(r"转[交呈告达致述]|面交|告知|送交|拜[会访]")
"""What somebody is asked who is to hand a message on."""

OFFICE = re.compile(r"[^\s，：:。、致交转]{0,8}(?:大使|代办|公使|领事|武官|总?顾问|代表)")
"""An intermediary whom the address names by office alone."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation or place at a station: element name, the words it
    goes by there, authority id or ""."""

    element: str
    form: str
    ref: str = ""


def is_titled_by_its_way(piece: Piece) -> bool:
    """Whether a title, or what an editor says below it, calls the piece itself a report to its recipient
    (某人致某人报告), and does not tell of one."""
    return is_report_in(piece, piece.attrs.get("title", "")) or is_said_to_be_sent(piece)


def is_said_to_be_sent(piece: Piece) -> bool:
    """Whether an editor says among the lines of a piece that it is a report to its
    recipient: 【这是某人写给某人的报告。】"""
    return any(is_report_in(piece, b.text.text) for b in own_blocks(piece) if b.kind == "remark")


def is_report_in(piece: Piece, words: str) -> bool:
    """Whether words end with a report to whom a piece is for."""
    to = re.escape(piece.attrs.get("recipient", ""))
    kinds = "书面|综合|专题|工作|情况|补充|调查|考察"
    return (
        bool(to)
        and re.search(rf"[致给向呈]{to}的?(?:{kinds})?(?:报告|意见书|建议书)(?=[（(：:。]|$)", words)
        is not None
    )


def correspondents(piece: Piece, role: str, kinds: Sequence[str], cast: Cast) -> tuple[Party, ...]:
    """Who wrote a letter or got it, by its title, each under the name that the letter itself gives; where the
    title is silent, and in a report, whose title may tell of others, who signed it or is addressed."""
    blocks = [*own_blocks(piece), *(b for p in inside(piece) for b in own_blocks(p))]
    printed = {party.ref: party for party in reversed(named(blocks, kinds))}
    found = named(own_blocks(piece), kinds)
    heeded = piece.subtype != REPORT or (not found and is_titled_by_its_way(piece))
    said = piece.attrs.get(role, "") if heeded else ""
    titled = [Party(*party) for party in cast.parties(said)] if said else []
    if titled:
        return tuple(printed.get(party.ref, party) if party.ref else party for party in titled)
    persons = [party for party in found if party.element == NAMES["person"]]
    known = tuple({party.ref: party for party in persons or found}.values())
    return known or tuple(dict.fromkeys(as_printed(piece, kinds))) if piece.subtype in LETTERS else known


def as_printed(piece: Piece, kinds: Sequence[str]) -> Iterator[Party]:
    """Who signed a letter or is addressed at its head, by the words themselves, where nobody in them is known:
    those of a signature, of a salutation before its colon, one for each whom it joins (某局并告某厂)."""
    for block in own_blocks(piece):
        if block.kind not in kinds or block.attrs.get("type") or LESS_THAN_A_NAME.fullmatch(block.text.text):
            continue
        if block.kind == "salute" and block.text.text[-1:] not in "：:":
            continue
        named_so = THROUGH.sub("", block.text.text.strip("：: \u3000"))
        named_so = (
            SIGNS.sub("", named_so)
            if block.kind == "signed" and len(named_so) > SHORTEST_WITH_ACT
            else named_so
        )
        for words in filter(None, JOINED.split(ALL_OF_THEM.sub("", named_so))):
            yield from (Party("name", name) for name in each_name(words))


def companions(piece: Piece, recipient: Sequence[Party]) -> Iterator[Party]:
    """Who stands beside the recipient in the address or the salutation (致甲或乙同志), each once."""
    known = {party.ref for party in recipient if party.ref}
    for block in own_blocks(piece) if known else ():
        marks = [m for m in block.marks if is_name(m, CORRESPONDENTS)] if block.kind in ADDRESSED else []
        for one, other in pairwise(marks):
            joined = block.text.text[one.end : other.start].strip() in ("或", "和", "、", "及", "与")
            if joined and one.attrs["ref"] in known and other.attrs["ref"] not in known:
                known.add(other.attrs["ref"])
                yield party_of(block, other)


def announced_by(before: Block | None, recipient: Sequence[Party]) -> tuple[Party, ...]:
    """The block that announces a message (甲于某日致电乙：) → the first whom its last sentence
    names, unless it is the recipient."""
    if before is None:
        return ()
    start = max(before.text.text.rfind(stop) for stop in "。！？；") + 1
    ends = {party.ref for party in recipient}
    persons = [m for m in before.marks if is_name(m, CORRESPONDENTS) and m.start >= start]
    return (party_of(before, persons[0]),) if persons and persons[0].attrs["ref"] not in ends else ()


def signatories(piece: Piece, sender: Sequence[Party]) -> list[Party]:
    """Who signed the sheet of a letter without being its sender."""
    signed = named(own_blocks(piece), SIGNED, frozenset({"person"}))
    return others(signed, sender) if any(party.ref for party in sender) else []


def intermediaries(piece: Piece, recipient: Sequence[Party]) -> list[Party]:
    """Who is addressed without being the recipient: by name, or by an office that is asked to pass the letter
    on, in a paragraph or in the address itself (致总顾问转某某)."""
    if not any(party.ref for party in recipient):
        return []
    found: list[Party] = []
    asked = asked_to_pass_on(piece, recipient)
    for block in own_blocks(piece):
        if block.kind in ADDRESSED:
            persons = named([block], ADDRESSED, frozenset({"person"}))
            onward = "转" in block.text.text and not others(persons, recipient)
            by_office = block.kind == "address" and (onward or (asked and not persons))
            found += office_of(block) if by_office else persons
    return others(found, recipient)


def others(found: Iterable[Party], ends: Sequence[Party]) -> list[Party]:
    """Parties, each once, without those who stand at the end of the way."""
    known = {party.ref for party in ends}
    return list(
        {party.ref or party.form: party for party in found if not party.ref or party.ref not in known}.values()
    )


def asked_to_pass_on(piece: Piece, recipient: Sequence[Party]) -> bool:
    """Whether the address or a paragraph asks to hand the letter on to its recipient."""
    wanted = {party.ref for party in recipient if party.ref}
    running = [b for p in (piece, *inside(piece)) for b in own_blocks(p) if b.kind in ("para", "address")]
    return any(
        PASS_ON.search(block.text.text) and wanted & {m.attrs.get("ref", "") for m in block.marks}
        for block in running
    ) or any(ONWARD.search(b.text.text) for b in running if b.kind == "address")


def office_of(block: Block) -> list[Party]:
    """An address → the office that it names in place of a person, before the one to
    whom that is to pass the letter."""
    until = block.text.text.find("转") if "转" in block.text.text else len(block.text)
    places = [m.end for m in block.marks if is_name(m, frozenset({"place"})) and m.end <= until]
    found = OFFICE.search(block.text.text, max(places, default=0), until)
    return [Party("name", found[0].strip())] if found else []


def passed_on_to(piece: Piece) -> tuple[Party, ...]:
    """Whom the address says a letter is to be passed on to."""
    for block in own_blocks(piece):
        if block.kind == "address" and (found := re.search("转[交呈告达致]?", block.text.text)):
            return tuple(
                party_of(block, m) for m in block.marks if is_name(m, CORRESPONDENTS) and m.start >= found.end()
            )
    return ()


def place_of_address(piece: Piece) -> Party | None:
    """The place with which the address of a letter begins."""
    for block in own_blocks(piece):
        if block.kind == "address":
            for mark in block.marks:
                if is_name(mark, frozenset({"place"})) and not block.text.text[: mark.start].strip(" 　致"):
                    return party_of(block, mark)
    return None


def place_after(piece: Piece, word: str) -> Party | None:
    """The place that a dateline of the sender names right after a word (发自, 于)."""
    for block in own_blocks(piece):
        written = block.kind == "dateline" and block.attrs.get("type", "sent") == "sent"
        for mark in block.marks if written else ():
            if is_name(mark, frozenset({"place"})) and block.text.text[: mark.start].rstrip().endswith(word):
                return party_of(block, mark)
    return None


def own_blocks(piece: Piece) -> list[Block]:
    """The blocks of a piece, without those of the pieces in it."""
    return [child for child in piece.children if isinstance(child, Block)]


def inside(piece: Piece) -> list[Piece]:
    """The messages quoted in a piece."""
    return [child for child in piece.children if isinstance(child, Piece) and child.type == "floating"]


def named(blocks: Iterable[Block], kinds: Sequence[str], types: frozenset[str] = CORRESPONDENTS) -> list[Party]:
    """Everybody of these types who is named in blocks of these kinds, in order."""
    return [
        party_of(block, mark)
        for block in blocks
        if block.kind in kinds
        for mark in block.marks
        if is_name(mark, types)
    ]


def is_name(mark: Mark, types: frozenset[str]) -> bool:
    """Whether a mark is a name of one of these types that is known whose it is."""
    return mark.kind == "name" and "ref" in mark.attrs and mark.attrs.get("type") in types


def party_of(block: Block, mark: Mark) -> Party:
    """A name mark → the party, by its printed form."""
    form = UNWRITABLE.sub("", "".join(block.text.text[mark.start : mark.end].split()))
    return Party(NAMES[mark.attrs["type"]], form, mark.attrs["ref"])
