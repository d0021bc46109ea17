"""The way of a letter: who wrote it to whom, through whose hands it went, and when
(TEI chapter HD, correspDesc).

    pieces with name and date marks → correspDesc

The title of a document says between whom it went; signature, address and salutation say under which names, and
who passed it on. A sheet whose address begins with the place it goes to was kept by the office that sent it:
what was received there came from the sender.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition.model import Block, Piece
from edition.tei.build import Builder
from edition.tei.cast import Cast
from edition.tei.parties import (
    ADDRESSED,
    CORRESPONDENTS,
    LETTERS,
    REPORT,
    SIGNED,
    Party,
    announced_by,
    companions,
    correspondents,
    inside,
    intermediaries,
    is_name,
    is_said_to_be_sent,
    is_titled_by_its_way,
    named,
    own_blocks,
    party_of,
    passed_on_to,
    place_after,
    place_of_address,
    signatories,
)
from edition.tei.values import is_date, pointers

OWN_MESSAGE = re.compile(r"我们?[^，。；：]{0,16}[给致]$")

RECEIVED = re.compile(r"[收接]到$")

AS_FOLLOWS = re.compile(r"(?:同志|先生)?的?(?:以下|下列|如下)[^，。；：]{0,6}(?:电|信|函)")
"""Whose the message is that a paragraph hands on: 我5月26日给某人的电报, 收到某人的以下电报."""


@dataclass(frozen=True, slots=True)
class Station:
    """A station of a letter: who, where, and when (ISO). `action` is sent, transmitted,
    received or forwarded; `part` says of a transmission whether it is a carrier or the office
    where the letter came in for dispatch."""

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


# -- letters ---------------------------------------------------------------------------------------------------


def list_letters(pieces: Iterable[Piece], cast: Cast) -> list[Letter]:
    """The pieces of a source → its letters, in reading order: documents, attachments, and messages inside
    messages that went between others than the message around them."""
    return [letter for piece in pieces for letter in letters_below(piece, cast)]


def letters_below(
    piece: Piece, cast: Cast, around: Letter | None = None, before: Block | None = None
) -> Iterator[Letter]:
    """A piece, perhaps inside a letter and after a block that announces it → the letters in it. A document that
    only encloses its letter is its cover."""
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
    """Whether a piece is a telegram, letter or diplomatic note, by itself or attached to another document, or
    quoted in one so that it shows who sent or got it; so is an instruction or a report that is addressed and
    signed, and a report titled by its way."""
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
    """Whether a report is from persons who signed it to others whom it addresses, whatever its title
    tells of; or is itself what its title says that somebody known sent to somebody, or somebody to
    somebody, if it is addressed and signed."""
    people = frozenset({"person"})
    between = all(named(own_blocks(piece), kinds, people) for kinds in (SIGNED, ADDRESSED))
    kinds = {block.kind for block in own_blocks(piece)}
    sealed = bool(kinds & set(SIGNED)) and bool(kinds & set(ADDRESSED))
    known = sealed or bool(piece.attrs.get("sender-ref")) or is_said_to_be_sent(piece)
    return between or (is_titled_by_its_way(piece) and known)


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
    """A message without a signature that is quoted in a letter → the letter that it is, where the block before
    it says so: one by the writer to whom it greets, or one to the writer."""
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


def carried(party: Party) -> Station:
    """Somebody through whose hands a letter went → the station."""
    return Station("transmitted", (party,), part="carrier")


def date_written(piece: Piece, sender: Sequence[Party]) -> str:
    """The date below the message that a sheet hands on, where its sender signed it; "" where it bears none."""
    known = {party.ref for party in sender if party.ref}
    for message in inside(piece):
        if known & {party.ref for party in named(own_blocks(message), SIGNED)}:
            return dates_of(message).get("", "")
    return ""


def dates_of(piece: Piece) -> dict[str, str]:
    """The dates of a letter's way by what its datelines say they are; an untyped one is nothing's."""
    return {
        mark.attrs.get("type", "") or block.attrs.get("type", ""): mark.attrs["when"]
        for block in own_blocks(piece)
        if block.kind == "dateline"
        for mark in block.marks
        if mark.kind == "date" and is_date(mark.attrs.get("when", ""))
    }
