"""Who takes part in a document: sender and recipient of a letter, participants
of a conversation, its speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from edition.render.book import Book
from edition.tei import XML_ID, tei
from edition.tei.views import PREFIX, Element, excluded, local, plain, targets

SCOPES = frozenset({"div", "floatingText"})
"""What has senders and recipients of its own."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who sent or got a letter: the id of the authority entry, or "", and the words of the TEI."""

    ref: str
    name: str


@dataclass(frozen=True, slots=True)
class Letter:
    """Who sent a letter and who got it, as far as the TEI says."""

    sent: tuple[Party, ...]
    received: tuple[Party, ...]


def read_letters(book: Book) -> dict[str, Letter]:
    """Every `correspDesc` → the letter by the ids that it refers to: its division, and the document that
    encloses it; and by the id of a quotation that is the whole letter, signed by who sent it."""
    found: dict[str, Letter] = {}
    for description in book.root.iter(tei("correspDesc")):
        letter = Letter(tuple(parties(description, "sent")), tuple(parties(description, "received")))
        for ident in targets(description.get("ref")):
            found.setdefault(ident, letter)
    for message in book.root.iter(tei("floatingText")):
        carrier = next((a for a in message.iterancestors() if local(a) in SCOPES), None)
        carried = None if carrier is None else found.get(carrier.get(XML_ID, ""))
        if carried is not None and signers(message) & {party.ref for party in carried.sent}:
            found.setdefault(message.get(XML_ID, ""), carried)
    return found


def signers(message: Element) -> set[str]:
    """A quoted message → whom its signatures mean."""
    return {
        ref
        for signed in message.iter(tei("signed"))
        for name in signed.iter(tei("persName"), tei("orgName"))
        for ref in targets(name.get("ref"))
    }


def parties(description: Element, action: str) -> Iterator[Party]:
    """Who stands at a station of a letter's way."""
    for station in description.iterfind(f"t:correspAction[@type='{action}']", PREFIX):
        for name in station.iterchildren(tei("persName"), tei("orgName"), tei("name")):
            yield Party(next(iter(targets(name.get("ref"))), ""), plain(name))


def read_principals(book: Book, letters: Mapping[str, Letter]) -> dict[str, frozenset[str]]:
    """Every document, attachment and quoted message → the authority entries that take part in it."""
    return {
        scope.get(XML_ID, ""): frozenset(principals_of(scope, letters))
        for text in book.root.iter(tei("text"))
        for scope in text.iter(*map(tei, sorted(SCOPES)))
        if not excluded(scope)
    }


def principals_of(scope: Element, letters: Mapping[str, Letter]) -> Iterator[str]:
    """A division → who sent and got it, took part, or speaks in it; divisions inside have their own."""
    letter = letters.get(scope.get(XML_ID, ""))
    if letter is not None:
        yield from (party.ref for party in (*letter.sent, *letter.received) if party.ref)
    for element in own_elements(scope):
        if local(element) == "sp":
            yield from targets(element.get("who"))
        elif local(element) == "list" and element.get("type") == "participants":
            for name in element.iter(tei("persName"), tei("orgName")):
                yield from targets(name.get("ref"))


def own_elements(scope: Element) -> Iterator[Element]:
    """The elements below a division that stand in no division inside it."""
    for child in scope:
        if local(child) not in SCOPES:
            yield child
            yield from own_elements(child)
