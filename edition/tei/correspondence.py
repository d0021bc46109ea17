"""The way of a letter: who wrote it to whom, through whose hands it went, and when (TEI chapter HD, correspDesc).

    pieces with name and date marks → correspDesc

The title of a document says between whom it went; signature, address and salutation say under which names, and who
passed it on. A sheet whose address begins with the place it goes to was kept by the office that sent it: what was
received there came from the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from edition.model import Block, Mark, Piece
from edition.tei.build import Builder
from edition.tei.values import NAMES, UNWRITABLE, is_date, pointers

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
LESS_THAN_A_NAME = re.compile(
    r"(?:同志|朋友|先生|女士|代表|各位)[们]?[！!：:]?|[\u4e00-\u9fff]{0,12}们[！!：:]?"
)

PASS_ON = re.compile(r"转[交呈告达致述]|面交|告知|送交|拜[会访]")
"""What somebody is asked who is to hand a message on."""

OFFICE = re.compile(r"[^\s，：:。、致交转]{0,8}(?:大使|代办|公使|领事|武官|总?顾问|代表)")
"""An intermediary whom the address names by office alone."""

OWN_MESSAGE = re.compile(r"我们?[^，。；：]{0,16}[给致]$")
RECEIVED = re.compile(r"[收接]到$")
AS_FOLLOWS = re.compile(r"(?:同志|先生)?的?(?:以下|下列|如下)[^，。；：]{0,6}(?:电|信|函)")
"""Whose the message is that a paragraph hands on: 我5月26日给某人的电报, 收到某人的以下电报."""


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation or place at a station: element name, the words it goes by there, authority id or ""."""

    element: str
    form: str
    ref: str = ""


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a letter: who, where, and when (ISO). `action` is sent, transmitted, received or forwarded; `part`
    says of a transmission whether it is a carrier or the office where the letter came in for dispatch."""

    action: str
    parties: tuple[Party, ...] = ()
    place: Party | None = None
    when: str = ""
    part: str = ""

    @property
    def refs(self) -> frozenset[str]:
        """The authority ids of who is there."""
        return frozenset(party.ref for party in self.parties if party.ref)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter's stations in order, the id of its division, and that of a cover which holds nothing else."""

    targets: tuple[str, ...]
    stations: tuple[Station, ...]

    def refs(self, action: str) -> frozenset[str]:
        """Who was at the stations of this kind."""
        return frozenset(ref for station in self.stations if station.action == action for ref in station.refs)

    @property
    def between(self) -> tuple[frozenset[str], frozenset[str]]:
        """Sender and recipient."""
        return self.refs("sent"), self.refs("received")


class Cast(Protocol):
    """Who is known by which names."""

    def parties(self, printed: str) -> list[tuple[str, str, str]]:
        """A sender or recipient as printed → element name, words and authority id of each."""


def write_letters(builder: Builder, letters: Iterable[Letter]) -> None:
    """Letters → a `correspDesc` each, which points to its division."""
    for letter in letters:
        with builder.element("correspDesc", {"ref": pointers(" ".join(letter.targets))}):
            for station in letter.stations:
                with builder.element("correspAction", {"type": station.action, "subtype": station.part}):
                    for party in (*station.parties, *((station.place,) if station.place else ())):
                        builder.leaf(party.element, party.form, {"ref": pointers(party.ref)})
                    if station.when:
                        builder.leaf("date", attributes={"when": station.when})


# -- letters -----------------------------------------------------------------------------------------------------


def list_letters(pieces: Iterable[Piece], cast: Cast) -> list[Letter]:
    """The pieces of a source → its letters, in reading order: documents, attachments, and messages inside messages
    that went between others than the message around them."""
    return [letter for piece in pieces for letter in letters_below(piece, cast)]


def letters_below(
    piece: Piece, cast: Cast, around: Letter | None = None, before: Block | None = None
) -> Iterator[Letter]:
    """A piece, perhaps inside a letter and after a block that announces it → the letters in it. A document that only
    encloses its letter is its cover."""
    own = letter_of(piece, cast, before) if is_letter(piece) else quoted_unsigned(piece, around, before)
    if own and around and piece.type == "floating" and own.between == around.between:
        own = None
    enclosed = [c for c in piece.children if isinstance(c, Piece) and c.type == "attachment" and is_letter(c)]
    cover = own is not None and len(enclosed) == 1 and not signed_by_sender(piece, own)
    if own and not cover:
        yield own
    for child, last in zip(piece.children, (None, *piece.children), strict=False):
        if isinstance(child, Block):
            continue
        told = last if isinstance(last, Block) else None
        for letter in letters_below(child, cast, own or around, told):
            if cover and letter.targets == (enclosed[0].id,):
                yield replace(letter, targets=(*letter.targets, piece.id))
            else:
                yield letter


def is_letter(piece: Piece) -> bool:
    """Whether a piece is a telegram, letter or diplomatic note, by itself or attached to another document, or quoted
    in one so that it shows who sent or got it; so is an instruction or a report that is addressed and signed, and a report titled by its way."""
    printed = bool(piece.attrs.get("sender") or piece.attrs.get("recipient"))
    if piece.type == "floating":
        known = bool(piece.attrs.get("sender-ref") and piece.attrs.get("recipient-ref"))
        return known or (printed and piece.subtype in LETTERS)
    own = piece.type in ("document", "attachment") and (piece.subtype != "note" or printed)
    sent = (piece.subtype == "decision" and is_sent(piece)) or (piece.subtype == REPORT and is_handed_in(piece))
    return own and (piece.subtype in LETTERS or sent)


def is_sent(piece: Piece) -> bool:
    """Whether a piece names who sent it to whom, bears an address or a salutation, and a signature."""
    kinds = {block.kind for block in own_blocks(piece)}
    named = piece.attrs.get("sender-ref") and piece.attrs.get("recipient-ref")
    return bool(named) and bool(kinds & set(ADDRESSED)) and bool(kinds & set(SIGNED))


def is_handed_in(piece: Piece) -> bool:
    """Whether a report is from persons who signed it to others whom it addresses, whatever its title tells of; or is itself
    what its title says that somebody known sent to somebody."""
    people = frozenset({"person"})
    between = all(named(own_blocks(piece), kinds, people) for kinds in (SIGNED, ADDRESSED))
    return between or (is_titled_by_its_way(piece) and bool(piece.attrs.get("sender-ref")))


def is_titled_by_its_way(piece: Piece) -> bool:
    """Whether a title calls the piece itself a report to its recipient (某人致某人报告), and does not tell of one."""
    said = rf"[致给向呈]{re.escape(piece.attrs.get('recipient', ''))}的?(?:书面)?报告(?=[（(：:]|$)"
    return bool(piece.attrs.get("recipient") and re.search(said, piece.attrs.get("title", "")))


def letter_of(piece: Piece, cast: Cast, before: Block | None) -> Letter | None:
    """A piece that is a letter → its stations; None where it tells nothing of its way."""
    recipient = correspondents(piece, "recipient", ADDRESSED, cast)
    if not any(party.ref for party in recipient):
        recipient = passed_on_to(piece) or recipient
    recipient += tuple(companions(piece, recipient))
    sender = correspondents(piece, "sender", SIGNED, cast) or announced_by(before, recipient)
    origin, goal = place_after(piece, "发自"), place_of_address(piece)
    dates = dates_of(piece)
    arrival = dates.get("received", "")
    kept_by_sender = arrival and goal is not None and origin is None
    origin = origin or place_after(piece, "于")
    handed_on = signatories(piece, sender)
    written = date_written(piece, sender) if handed_on else ""
    dated = iso(piece.attrs.get("date", "")) or dates.get("", "")
    stations = [
        Station("sent", sender, origin, dates.get("sent") or written or dated),
        *(replace(carried(party), when=dated if written else "") for party in handed_on),
        Station("transmitted", when=arrival if kept_by_sender else "", part="office"),
        *(carried(party) for party in intermediaries(piece, recipient)),
        Station("received", recipient, goal if recipient else None, "" if kept_by_sender else arrival),
        Station("forwarded", when=dates.get("forwarded", "")),
    ]
    told = tuple(s for s in stations if s.parties or s.place or s.when)
    return Letter((piece.id,), told) if told else None


def quoted_unsigned(piece: Piece, around: Letter | None, before: Block | None) -> Letter | None:
    """A message without a signature that is quoted in a letter → the letter that it is, where the block before it says so:
    one by the writer to whom it greets, or one to the writer."""
    if piece.type != "floating" or not around or not before or named(own_blocks(piece), SIGNED):
        return None
    writer = next((station.parties for station in around.stations if station.action == "sent"), ())
    greeted = tuple(named(own_blocks(piece), ADDRESSED))
    for mark in (m for m in before.marks if is_name(m, CORRESPONDENTS)):
        own = OWN_MESSAGE.search(before.text.text, 0, mark.start)
        if own and mark.attrs["ref"] in {party.ref for party in greeted}:
            days = (m for m in before.marks if m.kind == "date" and own.start() <= m.start < mark.start)
            when = next((iso(day.attrs.get("when", "")) for day in days), "")
            return Letter((piece.id,), (Station("sent", writer, when=when), Station("received", greeted)))
        got = RECEIVED.search(before.text.text, 0, mark.start)
        if got and not greeted and AS_FOLLOWS.match(before.text.text, mark.end):
            sent = Station("sent", (party_of(before, mark),))
            return Letter((piece.id,), (sent, Station("received", writer)))
    return None


def signed_by_sender(piece: Piece, letter: Letter) -> bool:
    """Whether the piece itself, and not what is attached to it, bears its sender's signature."""
    return bool(letter.refs("sent") & {party.ref for party in named(own_blocks(piece), SIGNED)})


def iso(value: str) -> str:
    """A date, or nothing where it is none."""
    return value if is_date(value) else ""


# -- who and where -----------------------------------------------------------------------------------------------


def correspondents(piece: Piece, role: str, kinds: Sequence[str], cast: Cast) -> tuple[Party, ...]:
    """Who wrote a letter or got it, by its title, each under the name that the letter itself gives; where the title
    is silent, and in a report, whose title may tell of others, who signed it or is addressed."""
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
    return known or tuple(as_printed(piece, kinds)) if piece.subtype in LETTERS else known


def as_printed(piece: Piece, kinds: Sequence[str]) -> Iterator[Party]:
    """Who signed a letter or is addressed at its head, by the words themselves, where nobody in them is known: those of a
    signature, of a salutation before its colon, one for each whom it joins (某局并告某厂)."""
    for block in own_blocks(piece):
        if block.kind not in kinds or block.attrs.get("type") or LESS_THAN_A_NAME.fullmatch(block.text.text):
            continue
        if block.kind == "salute" and block.text.text[-1:] not in "：:":
            continue
        for words in filter(None, JOINED.split(block.text.text.strip("：: \u3000"))):
            yield Party("name", words)


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
    """The block that announces a message (甲于某日致电乙：) → the first whom its last sentence names, unless it is the
    recipient."""
    if before is None:
        return ()
    start = max(before.text.text.rfind(stop) for stop in "。！？；") + 1
    ends = {party.ref for party in recipient}
    persons = [m for m in before.marks if is_name(m, CORRESPONDENTS) and m.start >= start]
    return (party_of(before, persons[0]),) if persons and persons[0].attrs["ref"] not in ends else ()


def carried(party: Party) -> Station:
    """Somebody through whose hands a letter went → the station."""
    return Station("transmitted", (party,), part="carrier")


def signatories(piece: Piece, sender: Sequence[Party]) -> list[Party]:
    """Who signed the sheet of a letter without being its sender."""
    signed = named(own_blocks(piece), SIGNED, frozenset({"person"}))
    return others(signed, sender) if any(party.ref for party in sender) else []


def date_written(piece: Piece, sender: Sequence[Party]) -> str:
    """The date below the message that a sheet hands on, where its sender signed it; "" where it bears none."""
    known = {party.ref for party in sender if party.ref}
    for message in inside(piece):
        if known & {party.ref for party in named(own_blocks(message), SIGNED)}:
            return dates_of(message).get("", "")
    return ""


def intermediaries(piece: Piece, recipient: Sequence[Party]) -> list[Party]:
    """Who is addressed without being the recipient: by name, or by an office that is asked to pass the letter on, in a
    paragraph or in the address itself (致总顾问转某某)."""
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
    """An address → the office that it names in place of a person, before the one to whom that is to pass the letter."""
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


# -- blocks and marks --------------------------------------------------------------------------------------------


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


def dates_of(piece: Piece) -> dict[str, str]:
    """The dates of a letter's way by what its datelines say they are; an untyped one is nothing's."""
    return {
        mark.attrs.get("type", "") or block.attrs.get("type", ""): mark.attrs["when"]
        for block in own_blocks(piece)
        if block.kind == "dateline"
        for mark in block.marks
        if mark.kind == "date" and is_date(mark.attrs.get("when", ""))
    }
