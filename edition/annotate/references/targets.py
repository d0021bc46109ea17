"""What references may point to: the documents of an edition by date, telegram
number, printed page and label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from edition.annotate.anchors import squeezed
from edition.annotate.passage import DOCUMENTS
from edition.annotate.references.wording import NUMERAL, figure, is_party
from edition.model import Block, Mark, Piece, Structured
from edition.rules.language.numerals import UP_TO, number

T = TypeVar("T")

LABEL = re.compile(r"附(?P<what>[录件])(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})?")
NUMBER = re.compile(rf"第(?P<n>{NUMERAL})号")
NUMBERS = re.compile(rf"第(?P<n>{NUMERAL})(?:{UP_TO}第?(?P<to>\d+))?号?")
"""第408—410号: a telegram in several parts went under several numbers."""
PARTS = 20
WRITTEN = frozenset({"report", "decision", "note"})
"""Documents whose title need not say who sends them to whom."""
OWN_NUMBER = frozenset({"idno", "signed", "dateline"})


@dataclass(frozen=True, slots=True)
class Message:
    """A document that can be referred to: who wrote it to whom and when, its telegram numbers, and the days on
    which it says that it was written or sent."""

    piece: Piece
    source: str
    senders: frozenset[str]
    recipients: frozenset[str]
    numbers: frozenset[str]
    date: str = ""
    days: frozenset[str] = frozenset()
    carrier: str = ""
    """The id of the document that quotes or forwards it."""
    title: str = ""
    """Its title, or else that of the document that quotes or forwards it."""
    named: frozenset[str] = frozenset()
    """Whoever its heads name, and who took part in it."""


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything that references may point to."""

    messages: Sequence[Message]
    by_date: Mapping[str, Sequence[Message]]
    by_number: Mapping[str, Sequence[Message]]
    pages: Mapping[str, tuple[Sequence[int], Sequence[str]]]
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    by_sender: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    """The dated messages of everyone, by their day, those of a day as they stand in the edition."""
    attached: Mapping[str, Sequence[Piece]] = field(default_factory=dict)
    """The attachments of documents, by their ids."""
    carried: Mapping[str, Sequence[Message]] = field(default_factory=dict)
    """The messages that documents quote or forward, by the ids of these."""
    chronologies: Mapping[str, str] = field(default_factory=dict)
    """The chronologies of sources, by the ids of these."""
    talkers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Who speaks in records of talks, by the ids of these."""
    order: Mapping[str, int] = field(default_factory=dict)
    """The places of the messages in the edition, by their ids."""

    def message(self, ident: str) -> Message | None:
        """The message of this id, if it is one."""
        place = self.order.get(ident)
        return None if place is None else self.messages[place]


def list_targets(texts: Sequence[Structured]) -> Directory:
    """Texts with names → all documents by date, telegram number, printed page and label."""
    messages = [message for text in texts for message in list_messages(text)]
    dated = sorted((m for m in messages if len(m.date) == len("1900-01-01")), key=lambda m: m.date)
    pieces = [(text, piece) for text in texts for top in text.pieces for piece in top.pieces()]
    held = [(p.id, child) for _, p in pieces for child in p.children if isinstance(child, Piece)]
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for holder, child in held:
        if label := label_of(child):
            labels[holder].setdefault(label, child.id)
    return Directory(
        messages,
        grouped((day, m) for m in messages for day in sorted({m.date, *m.days})),
        by_number=grouped((n, m) for m in messages for n in sorted(m.numbers)),
        pages={t.source.id: list_pages(t) for t in texts},
        labels=labels,
        by_sender=grouped((sender, m) for m in dated for sender in sorted(m.senders)),
        attached=grouped((holder, child) for holder, child in held if child.type == "attachment"),
        carried=grouped((m.carrier, m) for m in messages if m.carrier),
        chronologies={text.source.id: p.id for text, p in pieces if p.type == "chronology"},
        talkers={message.piece.id: frozenset(talkers(message.piece)) for message in messages},
        order={message.piece.id: n for n, message in enumerate(messages)},
    )


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, Sequence[T]]:
    """Pairs of a key and a value → for each key its values in their order."""
    found: dict[str, list[T]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return found


def list_messages(text: Structured) -> Iterator[Message]:
    """The archival documents of a text, and the messages inside them, which lean on the document for what they
    do not say of themselves: sender and date."""
    for top in text.pieces:
        for trail in trails(top, ()):
            piece = trail[-1]
            if piece.type in DOCUMENTS:
                yield Message(
                    piece,
                    text.source.id,
                    senders=frozenset(inherited(trail, "sender-ref").split()) or frozenset(writers(piece)),
                    recipients=frozenset(piece.attrs.get("recipient-ref", "").split()),
                    numbers=frozenset(telegram_numbers(piece)),
                    date=own_date(piece) or inherited(trail, "date"),
                    days=frozenset(days_of(piece)),
                    carrier=next((p.id for p in reversed(trail[:-1]) if p.type in DOCUMENTS), ""),
                    title=inherited(trail, "title"),
                    named=frozenset(named_in(piece)),
                )


def named_in(piece: Piece) -> Iterator[str]:
    """Whoever is named in the heads of a document or among those present."""
    for block in piece.children:
        if isinstance(block, Block) and block.kind in ("head", "participants"):
            yield from parties_of(block)


def writers(piece: Piece) -> Iterator[str]:
    """Who wrote a document that names no sender: whoever its title begins with, and those who
    sign it; nobody writes a talk."""
    for block in piece.children if piece.subtype in WRITTEN else ():
        if isinstance(block, Block) and block.kind == "signed":
            yield from parties_of(block)
        elif isinstance(block, Block) and block.kind == "head" and block.attrs.get("type", "main") == "main":
            yield from (who for mark in block.marks[:1] if not mark.start for who in parties_of(block, mark))


def talkers(piece: Piece) -> Iterator[str]:
    """Whoever speaks in a document."""
    for block in piece.children:
        if isinstance(block, Block) and block.kind == "speech":
            yield speaker_of(block)


def speaker_of(block: Block) -> str:
    """The ids of whoever speaks a speech, separated by blanks, or ""."""
    return next((mark.attrs.get("who", "") for mark in block.marks if mark.kind == "speaker"), "")


def parties_of(block: Block, *marks: Mark) -> Iterator[str]:
    """Everyone who is named in a block, or by some of its marks."""
    for mark in marks or block.marks:
        if is_party(mark):
            yield from mark.attrs["ref"].split()


def trails(piece: Piece, above: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """Every piece with the pieces around it, outermost first."""
    trail = (*above, piece)
    yield trail
    for child in piece.children:
        if isinstance(child, Piece):
            yield from trails(child, trail)


def inherited(trail: Sequence[Piece], key: str) -> str:
    """The attribute of the innermost piece that has one, up to the document."""
    around = [p for p in reversed(trail) if p.type in DOCUMENTS]
    return next((p.attrs[key] for p in around if p.attrs.get(key)), "")


def own_date(piece: Piece) -> str:
    """The day that a message inside a message gives itself."""
    if piece.type != "floating" or piece.attrs.get("date"):
        return ""
    return next(days_of(piece, ("received", "deciphered", "forwarded")), "")


def days_of(piece: Piece, also: Container[str] = ()) -> Iterator[str]:
    """The days under which a document was written or sent, that of its title, and those
    of what else its datelines tell."""
    for block in piece.children:
        if isinstance(block, Block) and block.kind in ("dateline", "signed", "head"):
            for mark in block.marks:
                type_ = mark.attrs.get("type", "sent")
                if mark.kind == "date" and (type_ in ("", "sent") or type_ in also):
                    yield from (day for day in (mark.attrs.get("when", "")[:10],) if len(day) == 10)


def telegram_numbers(piece: Piece) -> Iterator[str]:
    """The numbers under which a document went: its attribute, and 第…号 in its opener and closer."""
    yield from re.findall(r"\d+(?:/\d+)?", piece.attrs.get("number", ""))
    for block in piece.children:
        if isinstance(block, Block) and block.kind in OWN_NUMBER:
            pattern = NUMBERS if block.kind == "idno" else NUMBER
            for match in pattern.finditer(squeezed(block.text.text)):
                yield figure(match["n"])
                yield from further_numbers(match)


def further_numbers(match: re.Match[str]) -> Iterator[str]:
    """第408—410号 → 409, 410"""
    last = match.groupdict().get("to")
    if last and match["n"].isdecimal() and int(last) - int(match["n"]) < PARTS:
        yield from (str(n) for n in range(int(match["n"]) + 1, int(last) + 1))


def label_of(piece: Piece) -> str:
    """附录三, 附件一: the label of a piece as 录3, 件1, or ""; an unnumbered one counts as the first."""
    for block in piece.children:
        if isinstance(block, Block) and block.kind == "head":
            match = LABEL.match(squeezed(block.text.text))
            return label_key(match) if match else ""
    return ""


def label_key(match: re.Match[str]) -> str:
    """附录三 → 录3"""
    return f"{match['what']}{number(match['n']) if match['n'] else 1}"


def list_pages(text: Structured) -> tuple[Sequence[int], Sequence[str]]:
    """The printed pages on which the documents of a text begin, in order, and the documents."""
    pages = [
        (int(p.attrs["page"]), n, p.id)
        for n, p in enumerate(p for top in text.pieces for p in top.pieces())
        if p.type in DOCUMENTS and p.attrs.get("page", "").isdecimal()
    ]
    ordered = sorted(pages)
    return [page for page, _, _ in ordered], [id for _, _, id in ordered]
