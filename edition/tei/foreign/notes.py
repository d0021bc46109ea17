"""Notes that stand together at an end, moved to where they are called, so that they open there.

Source: TEI P5 3.9 (notes): a note may stand elsewhere and be attached by `@target`, or be pointed
at by `ref` or `ptr`; one that is inline (`@place`, or `@rend` as in editions of diplomatic
documents) stands among the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import XML_ID, tei
from edition.tei.views import Element, by_id, id_of, line_of, local, plain, targets

MARK = re.compile(r"\W*(?:\d{1,4}|[a-z]{1,2}|[ivxlc]+|[①-⑳㉑-㊿*†‡§¶]+|注|note)?\W*", re.IGNORECASE)
"""What a call shows; anything longer is words of the text."""
HAN = re.compile("[\u3400-\u9fff]")
HOLDERS = frozenset({"div", "body", "front", "back", "group", "text"})
BESIDE = frozenset({"head", "note", "noteGrp", "pb", "lb", "cb", "fw", "milestone", "anchor", "label"})
"""What may stand between notes in a division that is nothing else."""


def set_inline(root: Element) -> None:
    """Notes that the file has inline → words of the text, in brackets where a Chinese line has them in small
    type; paragraphs where they stand by themselves, which come behind the heads."""
    for note in list(root.iter(tei("note"))):
        parent = note.getparent()
        if parent is None or "inline" not in (note.get("place"), note.get("rend")):
            continue
        for name in ("place", "rend", "type"):
            note.attrib.pop(name, "")
        if local(parent) in HOLDERS:
            note.tag = tei("ab")
            follow_heads(note)
        else:
            note.tag = tei("seg")
            if HAN.search(plain(note)):
                bracket(note)


def bracket(element: Element) -> None:
    """Put the words of an element in brackets."""
    element.text = f"（{element.text or ''}"
    if len(element):
        element[-1].tail = f"{element[-1].tail or ''}）"
    else:
        element.text += "）"


def follow_heads(element: Element) -> None:
    """Move a block that stands before the heads of its division behind them."""
    beside = takewhile(lambda e: local(e) in BESIDE | {"ab"}, element.itersiblings(etree.Element))
    heads = [e for e in beside if local(e) == "head"]
    if heads:
        detach(element)
        insert_after(heads[-1], element)


def place_notes(root: Element, file: str) -> Iterator[Diagnostic]:
    """Every note of a division of notes goes to its first call, further calls point to it there → X034 for each
    that nothing calls, which is printed where it stands."""
    set_inline(root)
    calls: dict[str, list[Element]] = {}
    for pointer in root.iter(tei("ref"), tei("ptr")):
        for target in targets(pointer.get("target")):
            calls.setdefault(target, []).append(pointer)
    named = by_id(root)
    for division in list(root.iter(tei("div"), tei("back"), tei("noteGrp"), tei("listAnnotation"))):
        notes = apart(division)
        if not notes:
            continue
        own = set(division.iter(etree.Element))
        for note in notes:
            called = [call for call in calls.get(id_of(note), ()) if call not in own]
            place = next(
                (named[t] for t in targets(note.get("target")) if t in named and named[t] not in own), None
            )
            if called:
                call(note, called)
            elif place is not None:
                detach(note)
                note.tail = None
                insert_after(place, note)
            else:
                yield make("X034", file, (line_of(note), 1), id=id_of(note) or note.get("n", "") or "?")
                stand(note)
        drop_empty(division)


def apart(division: Element) -> list[Element]:
    """The notes of a division that holds nothing else, in order; none where it holds text of its own."""
    notes: list[Element] = []
    for child in division.iterchildren(etree.Element):
        inside = list(child.iterchildren(etree.Element))
        if local(child) == "note":
            notes.append(child)
        elif local(child) in ("p", "ab", "list", "noteGrp") and inside and wraps_notes(child, inside):
            notes += [
                note for note in child.iter(tei("note")) if next(note.iterancestors(tei("note")), None) is None
            ]
        elif local(child) not in BESIDE:
            return []
    return notes if not loose(division) else []


def wraps_notes(element: Element, inside: list[Element]) -> bool:
    """Whether a paragraph or list holds only notes."""
    held = all(local(e) in BESIDE or (local(e) == "item" and wraps_notes(e, list(e))) for e in inside)
    return held and not loose(element)


def loose(element: Element) -> bool:
    """Whether text stands between the children of an element."""
    return bool((element.text or "").strip() or any((child.tail or "").strip() for child in element))


def call(note: Element, calls: list[Element]) -> None:
    """Put a note in the place of its first call; one whose call is words of the text goes behind it."""
    detach(note)
    marks = [call for call in calls if MARK.fullmatch(plain(call))]
    first = next(iter(marks), calls[0])
    if not note.get("n") and plain(first) and first in marks:
        note.set("n", plain(first))
    insert_after(first, note)
    if first in marks:
        parent = first.getparent()
        if parent is not None:
            parent.remove(first)
    for other in marks:
        if other is not first:
            other.set("type", "note")
            other.set("target", f"#{id_of(note)}")
            other.set("n", note.get("n", ""))
            other.text = None
            for child in list(other):
                other.remove(child)


def stand(note: Element) -> None:
    """A note that nothing calls → a paragraph with its number, in place; where it
    holds paragraphs, they follow."""
    number = note.get("n", "")
    if number and not plain(note).startswith(number):
        label = note.makeelement(tei("label"))
        label.text, label.tail = number, " " + (note.text or "")
        note.text = None
        note.insert(0, label)
    note.tag = tei("ab")
    note.attrib.pop("type", "")


def detach(element: Element) -> None:
    """Take an element out of its place; the text behind it stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    parent.remove(element)
    element.tail = None
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def insert_after(place: Element, element: Element) -> None:
    """Put an element directly behind another, before the text that follows it."""
    parent = place.getparent()
    if parent is None:
        return
    element.tail, place.tail = place.tail, None
    parent.insert(parent.index(place) + 1, element)


def drop_empty(division: Element) -> None:
    """Remove a division of which at most heads are left, and what held it and nothing else."""
    parent = division.getparent()
    if parent is None or local(division) == "back":
        return
    kept = [e for e in division.iter(etree.Element) if e.get(XML_ID) and local(e) == "note"]
    words = "".join(plain(e) for e in division if local(e) != "head")
    if not kept and not words:
        detach(division)
