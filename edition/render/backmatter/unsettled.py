"""What the edition cannot lead to: documents that are referred to and that it does not have, and names of
which it is open whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from edition.pinyin import sort_key
from edition.render.backmatter.authorities import Authority
from edition.render.backmatter.letters import Letter, own_elements
from edition.render.backmatter.mentions import Mention, find_mentions, first_by_unit
from edition.render.book import Book
from edition.render.dates import date_key, printed_days, span_of
from edition.tei import tei
from edition.tei.views import Element, by_id, local, plain, targets

YOURS = ("您", "你", "贵")
"""How a letter begins to speak of one that its recipient wrote."""
JOINTS = frozenset("和、及与")


@dataclass(frozen=True, slots=True)
class Absent:
    """A document that the book does not have: its date to print, who wrote it to whom as far as that is clear,
    the words of the first reference to it, and all references."""

    day: str
    parties: str
    words: str
    mentions: tuple[Mention, ...]

    def by_unit(self) -> tuple[Mention, ...]:
        """The first mention in every unit."""
        return first_by_unit(self.mentions)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A form of which it is open whose it is: the candidates by their names, and where it stands."""

    form: str
    candidates: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def by_unit(self) -> tuple[Mention, ...]:
        """The first mention in every unit."""
        return first_by_unit(self.mentions)


def is_absent(ref: Element) -> bool:
    """Whether a reference is to a document that the edition does not have."""
    return (
        ref.get("subtype") == "unresolved"
        and local(ref) == "ref"
        and ref.get("type") != "note"
        and not ref.get("target")
    )


def list_absent(
    book: Book, letters: Mapping[str, Letter], authorities: Mapping[str, Authority]
) -> tuple[Absent, ...]:
    """Book → the documents it refers to and does not have, by date; those without one at the end, in reading
    order. One that is named twice with the same date, number and correspondents is one."""
    elements = by_id(book.root)
    found: dict[tuple[str, ...], list[Mention]] = {}
    dates: dict[tuple[str, ...], tuple[str, str]] = {}
    for _, mention in find_mentions(book, {}, lambda e: "†" if is_absent(e) else ""):
        first, last = date_of(elements[mention.id])
        letter = letters.get(mention.scope) or letters.get(mention.unit)
        parties = parties_of(elements[mention.id], elements.get(mention.scope), letter, authorities, book.say)
        key = (
            (first, last, parties) if first and parties else (first, last, parties, mention.form, mention.scope)
        )
        found.setdefault(key, []).append(mention)
        dates[key] = first, last
    ordered = sorted(found, key=lambda key: date_key(*dates[key]))
    return tuple(
        Absent(printed_days(*dates[key], book.language), key[2], found[key][0].form, tuple(found[key]))
        for key in ordered
    )


def date_of(ref: Element) -> tuple[str, str]:
    """The day that a reference names; a month or a year in it is what the document is about."""
    spans = (span_of(date) for date in ref.iter(tei("date")))
    return next((span for span in spans if len(span[0]) >= len("1950-01-01")), ("", ""))


def parties_of(
    ref: Element,
    scope: Element | None,
    letter: Letter | None,
    authorities: Mapping[str, Authority],
    say: Callable[[str], str],
) -> str:
    """Who wrote what a letter calls yours: 某人致某人; "" for any other reference. Whom the letter speaks to is
    whom it greets: one that is to be passed on calls its bearer you."""
    greeted = () if scope is None else tuple(greeted_in(scope))
    received = greeted or (tuple(party.ref or party.name for party in letter.received) if letter else ())
    if letter is None or not letter.sent or not received or not calls_yours(ref):
        return ""
    sent = tuple(party.ref or party.name for party in letter.sent)
    one, other = (
        say("、").join(authorities[who].name if who in authorities else who for who in parties)
        for parties in (received, sent)
    )
    return say("{}致{}").format(one, other)


def greeted_in(scope: Element) -> Iterator[str]:
    """The persons whom a letter greets at its head, by their authority entries."""
    for element in own_elements(scope):
        parent = element.getparent()
        if local(element) == "salute" and parent is not None and local(parent) == "opener":
            yield from (ref for name in element.iter(tei("persName")) for ref in targets(name.get("ref")))


def calls_yours(ref: Element) -> bool:
    """Whether a reference begins with your, or goes on from one that does: 您9月30日 and 10月1日的电报."""
    before = ref.getprevious()
    joined = before is not None and local(before) == "ref" and (before.tail or "").strip() in JOINTS
    return plain(ref).startswith(YOURS) or (joined and before is not None and calls_yours(before))


def find_ambiguous(book: Book, authorities: Mapping[str, Authority]) -> list[Ambiguous]:
    """Book → the forms of which it is open whose they are, in reading order."""
    found: dict[tuple[str, tuple[str, ...]], list[Mention]] = {}
    elements = by_id(book.root)
    for _, mention in find_mentions(book, {}, lambda e: "?" if e.get("ana") == "#ambiguous" else ""):
        keys = (elements[mention.id].get("key") or "").split()
        names = tuple(authorities[key].name for key in keys if key in authorities)
        found.setdefault((mention.form, names), []).append(mention)
    return [Ambiguous(form, names, tuple(mentions)) for (form, names), mentions in found.items()]


def by_pinyin(found: Iterable[Ambiguous]) -> list[Ambiguous]:
    """Forms of which it is open whose they are, in the order of the list."""
    return sorted(found, key=lambda row: (sort_key(row.form), row.form, row.candidates))
