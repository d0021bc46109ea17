"""References to messages of which a third tells: who wrote them to whom and when."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from edition.annotate.finding import look_up
from edition.annotate.passage import Passage, Reading
from edition.annotate.reference import Reference
from edition.annotate.targets import Directory
from edition.annotate.wording import MESSAGE, STYLED, is_party

BESIDE = re.compile(rf"{STYLED}[和与、及]")
JOINED = re.compile(rf"{STYLED}(?:[于在]|(?:[于在][^，。；：（(]{{1,8}})?[（(])?")
GIVEN = re.compile(rf"[)）]?{STYLED}(?:发给|复|答复|给|致)(?!电|函|信)")
OFFICE = re.compile(r"[^，。；：的“”《》]{0,12}")
SENT = re.compile(rf"{STYLED}(?:发)?(?:的|去的)?(?:那[封份])?{MESSAGE}")
OWN_MESSAGE = re.compile(
    rf"[)）]?{STYLED}(?:(?:发来|发出|所发)?的{MESSAGE}|(?:来电|电报|密电|来信|来函|照会|来照|节略)(?=[的中里]))"
)
"""How one tells of a message of others: the writer beside its day, the recipient behind 给 or 致."""

Someone = tuple[int, int, frozenset[str]]


def narrated_references(
    passage: Passage, reading: Reading, directory: Directory, others: Iterable[Reference]
) -> Iterator[Reference]:
    """某人5月13日给某人的电报, 5月13日某人致某人电, 某人5月13日的来电, told by a third → the message, by who wrote it to whom and when;
    none where the edition does not have it."""
    taken = list(others)
    at = partial(bisect_left, reading.starts)
    people = [
        (at(m.start), at(m.end), frozenset(m.attrs["ref"].split())) for m in passage.block.marks if is_party(m)
    ]
    for date in passage.block.marks:
        if date.kind != "date" or len(date.attrs.get("when", "")) < len("1900-01-01"):
            continue
        start, end = at(date.start), at(date.end)
        before = next((who for who in people if JOINED.fullmatch(reading.text, who[1], start)), None)
        after = next((who for who in people if who[0] == end), None)
        sender = before or after
        if sender is None or any(r.start < end and start < r.end for r in taken):
            continue
        told = end if sender is before else sender[1]
        given = GIVEN.match(reading.text, told)
        recipient = next(
            (who for who in people if given and OFFICE.fullmatch(reading.text, given.end(), who[0])), None
        )
        message = SENT.match(reading.text, recipient[1]) if recipient else OWN_MESSAGE.match(reading.text, told)
        if message is None:
            continue
        to = recipient[2] if recipient else frozenset()
        found, cert = look_up(date, message[0], sender[2], to, passage.document, directory)
        first = min(foremost(reading.text, people, sender), start)
        yield Reference(first, message.end(), "document", tuple(m.piece.id for m in found), cert or "medium")


def foremost(text: str, people: Sequence[Someone], writer: Someone) -> int:
    """Where those begin who wrote a message together, the last of whom is `writer`: 甲和乙, 甲、乙和丙."""
    first = writer[0]
    for start, end, _ in reversed(people):
        if end <= first and BESIDE.fullmatch(text, end, first):
            first = start
    return first
