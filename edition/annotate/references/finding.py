"""Who wrote to whom, when and under which number → the documents of the edition that fit."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from datetime import timedelta

from edition.annotate.anchors import squeezed
from edition.annotate.references.subjects import pairs, subject
from edition.annotate.references.targets import NUMBER, Directory, Message
from edition.annotate.references.wording import LIST, figure
from edition.model import Mark, Piece

ANSWERED = 14
"""Days within which a telegram is answered that is named without its day."""
TWO = re.compile("[和与、及]")
"""What joins two subjects, each of which may be that of another message."""
POSTED = 92
"""Days within which a letter is."""
UNDERWAY = 3
"""Days that a message takes which somebody is told to have received."""


def look_up(
    date: Mark,
    phrase: str,
    senders: frozenset[str],
    recipients: frozenset[str],
    own: Piece,
    directory: Directory,
) -> tuple[list[Message], str]:
    """The date, the words after it and the correspondents of a message → the documents that fit
    best, and how sure that is: a number settles it, then the document's date, which also bears
    out a year that is not printed, then the day on which it says that it was written or sent. A
    report need not say to whom it goes."""
    number = NUMBER.search(phrase)
    if number and (
        exact := [m for m in directory.by_number.get(figure(number["n"]), ()) if m.piece is not own]
    ):
        return exact, "" if len(exact) == 1 else "low"
    day = date.attrs["when"][:10]
    fits = [m for m in directory.by_date.get(day, ()) if m.piece is not own and m.senders & senders]
    if phrase.endswith(LIST):
        fits = [m for m in fits if is_so_called(m, LIST)]
    best = [m for m in fits if m.recipients & recipients] if recipients else fits
    best = best or [m for m in fits if m.piece.subtype == "report" and not m.recipients]
    dated = [m for m in best if m.date == day]
    guessed = not dated or date.attrs.get("cert") == "low"
    cert = "medium" if guessed else ""
    best = dated or best
    return [m for m in best if m.piece.type != "floating"] or best, cert if best else ""


def before(
    own: Piece,
    source: str,
    day: str,
    senders: frozenset[str],
    recipients: frozenset[str],
    directory: Directory,
    *,
    within: int = ANSWERED,
    today: bool = False,
) -> list[Message]:
    """Who wrote to whom (anyone, if `recipients` is empty) → the messages of the same source within so
    many days (a letter that was posted: three months) before a document of that `day` (ISO), the last one
    last; if `today`, those of the same day too that stand behind it. One that was quoted with a day of
    its own in place of what carries it."""
    wired, posted = shifted(day, -within), shifted(day, -POSTED)
    place = directory.order.get(own.id, len(directory.order))
    mine = directory.message(own.id)
    near = {
        m.piece.id: m
        for sender in sorted(senders)
        for m in between(directory.by_sender.get(sender, ()), wired if within < ANSWERED else posted, day)
        if m.source == source
        and (m.date >= wired or (m.piece.subtype == "letter" and not m.carrier))
        and (not recipients or readers(m, directory) & recipients)
        and own.id not in (m.piece.id, m.carrier)
        and (mine is None or m.piece.id != mine.carrier)
        and (today or m.date < day or directory.order[m.piece.id] < place)
    }
    quoted = {m.carrier for m in near.values() if m.carrier in near and m.date != near[m.carrier].date}
    kept = [
        m for m in near.values() if m.piece.id not in quoted and (m.carrier in quoted or m.carrier not in near)
    ]
    return sorted(kept, key=lambda m: (m.date, directory.order[m.piece.id]))


def readers(message: Message, directory: Directory) -> frozenset[str]:
    """To whom a message went: one that is quoted and does not say so, to whoever got what carries it."""
    carrier = directory.message(message.carrier)
    return message.recipients if message.recipients or carrier is None else carrier.recipients


def is_so_called(message: Message, noun: str) -> bool:
    """Whether a document may be called by the word for a message: no telegram is a note, no letter a telegram,
    and a list goes with a message that speaks of it."""
    if noun.endswith(LIST):
        return any(LIST in squeezed(block.text.text) for block in message.piece.blocks())
    if re.search("照|节略|备忘录|通牒", noun):
        return is_note(message) or (
            noun in message.title and message.piece.subtype not in ("telegram", "letter")
        )
    if message.piece.subtype == "telegram" and "信" in noun:
        return False
    if message.piece.subtype == "note":
        return not re.search("[电信函]", noun)
    return message.piece.subtype != "letter" or "电" not in noun


def is_note(message: Message) -> bool:
    """Whether a document is a diplomatic note."""
    return message.piece.subtype in ("note", "memorandum")


def between(messages: Sequence[Message], first: str, last: str) -> Iterator[Message]:
    """Messages by their day → those from one day to another (ISO)."""
    start = bisect_left(messages, first, key=lambda m: m.date)
    yield from messages[start : bisect_right(messages, last, start, key=lambda m: m.date)]


def settled(found: list[Message], own: Piece, about: str, directory: Directory) -> list[Message]:
    """Messages of which one is meant → of those of the same source, if there are any, the one whose title
    agrees with that of the document that speaks of it, or else with what it says it is about, twice as much as
    that of any other; all of them where there is no such one."""
    mine = directory.message(own.id)
    found = [m for m in found if mine and m.source == mine.source] or list(found)
    for words in (subject(mine.title) if mine else "", "" if TWO.search(about) else about) if found[1:] else ():
        shared = [len(pairs(words) & pairs(subject(m.title))) for m in found]
        best, second = sorted(shared, reverse=True)[:2]
        if best and best >= 2 * second:
            return [found[shared.index(best)]]
    return found


def doubt(
    own: Piece,
    senders: frozenset[str],
    recipients: frozenset[str],
    first: str,
    last: str,
    directory: Directory,
) -> str:
    """Whether a message that is not found may yet be one of the edition under another day: A030
    where one of its writers wrote another between two days (ISO) to one of those who got it (to
    anyone, if that is not said), "" where none did, which leaves nothing to decide. What the
    document says itself, or carries, is none."""
    mine = directory.message(own.id)
    around = {own.id, mine.carrier} if mine and mine.carrier else {own.id}
    near = any(
        not recipients or readers(m, directory) & recipients
        for sender in senders
        for m in between(directory.by_sender.get(sender, ()), first, last)
        if m.piece.id not in around and m.carrier not in around
    )
    return "A030" if near or not senders else ""


def doubt_day(
    own: Piece, senders: frozenset[str], recipients: frozenset[str], day: str, directory: Directory
) -> str:
    """The same of a message of a day: one of the days beside it may be meant."""
    first, last = (shifted(day, days) for days in (-UNDERWAY, UNDERWAY))
    return doubt(own, senders, recipients, first, last, directory)


def shifted(day: str, days: int) -> str:
    """A day (ISO) so many days later; the day itself, or what there is of it, if it is not known."""
    try:
        return (Day.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return day


def ids(messages: Iterable[Message]) -> tuple[str, ...]:
    """The ids of messages."""
    return tuple(message.piece.id for message in messages)
