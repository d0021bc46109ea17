"""Notes in the tree: calls behind marks, second calls, long notes cut where their lines end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from edition.render.calls import note_mark
from edition.render.pdf.joints import CLOSING, OPENING
from edition.render.pdf.marks import Mark, Marks, count_visible

LONG_NOTE = 150  # visible characters, about four lines: longer notes may be continued on the next page
TIGHT = CLOSING | frozenset("！？")  # marks with an empty half, into which a call moves
PIECE = 3  # lines of a long note that stay together


def prepare_notes(body: Element, language: str) -> None:
    """A call behind the date of a head joins it in its line, second calls become short notes, and a call after
    a full-width mark moves into its empty half (class tight)."""
    for head in body.iter():
        for date, note in pairwise(list(head)):
            if date.get("class") == "when" and is_note(note) and not (date.tail or "").strip():
                head.remove(note)
                date.append(note)
                date.tail, note.tail = note.tail, None

    def walk(element: Element, before: str) -> str:
        before = (element.text or before)[-1:]
        for child in element:
            kinds = (child.get("class") or "").split()
            if "fn-again" in kinds:
                child.set("class", "fn again")
                child.text = child.get("data-there", "").format("000", note_mark(1, language))
            if kinds and kinds[0] in ("fn", "ap", "fn-again"):
                if before in TIGHT:
                    child.set("class", f"{child.get('class')} tight")
                walk(child, "")
            else:
                before = walk(child, before)
            before = (child.tail or before)[-1:]
        return before

    walk(body, "")


def is_note(element: Element) -> bool:
    """Whether an element is set at the foot of the page."""
    return (element.get("class") or "").split(" ")[0] in ("fn", "ap")


def is_apparatus(element: Element) -> bool:
    """Whether it is an entry of the apparatus."""
    return (element.get("class") or "").split(" ")[0] == "ap"


def is_continued(element: Element) -> bool:
    """Whether it is a later piece of a long note, which has no call of its own."""
    return "more" in (element.get("class") or "").split()


def long_notes(tree: Element) -> list[Element]:
    """The notes that may have to run over a page."""
    notes = (e for e in tree.iter("span") if is_note(e) and not is_apparatus(e))
    return [note for note in notes if count_visible("".join(note.itertext())) > LONG_NOTE]


def cut_notes(tree: Element, lines: Mapping[Element, Sequence[str]], marks: Marks) -> None:
    """Cut each long note where its lines end, as `lines` says, into pieces
    that may stand on different pages."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for note, printed in lines.items():
        kind, parent = note.get("class", ""), parents[note]
        ends = piece_ends(printed)
        for end in reversed(ends):
            piece = split_element(note, end, marks)
            piece.set("class", f"{kind} more" if end == ends[-1] else f"{kind} more cut")
            piece.attrib.pop("id", None)
            piece.tail, note.tail = note.tail, None
            parent.insert(list(parent).index(note) + 1, piece)
        if ends:
            note.set("class", f"{kind} cut")


def piece_ends(lines: Sequence[str]) -> list[int]:
    """The lines of a note → after how many visible characters it is cut. No piece is a single line, and none
    begins with an opening mark, which would be set otherwise there than inside a text."""
    ends: list[int] = []
    held = shown = 0
    for number, line in enumerate(lines):
        if held >= PIECE and number < len(lines) - 1 and line[:1] not in OPENING:
            ends.append(shown)
            held = 0
        held += 1
        shown += count_visible(line)
    return ends


def split_element(element: Element, count: int, marks: Marks) -> Element:
    """Cut `element` after `count` visible characters → the second half, with
    copies of the elements cut through."""
    second = Element(element.tag, dict(element.attrib))
    left = count
    own = 0
    head, rest = cut_text(element.text or "", left)
    left -= count_visible(head)
    own += count_visible(head)
    cut_here = left <= 0
    if cut_here:
        element.text, second.text = head, rest
    for child in list(element):
        if cut_here:
            element.remove(child)
            second.append(child)
            continue
        inside = count_visible("".join(child.itertext()))
        if left < inside:
            piece = split_element(child, left, marks)
            piece.attrib.pop("id", None)
            piece.tail, child.tail = child.tail, None
            second.append(piece)
            cut_here = True
            continue
        left -= inside
        head, rest = cut_text(child.tail or "", left)
        left -= count_visible(head)
        own += count_visible(head)
        if left <= 0:
            child.tail, second.text = head, rest
            cut_here = True
    known = marks.get(element, [])
    if later := [Mark(m.start - own, m.length, m.id) for m in known if m.start >= own]:
        marks[second] = later
        marks[element] = [m for m in known if m.start < own]
    return second


def cut_text(text: str, count: int) -> tuple[str, str]:
    """A text → what holds its first `count` visible characters, and the rest."""
    for index, character in enumerate(text):
        if not character.isspace():
            if count <= 0:
                return text[:index], text[index:]
            count -= 1
    return text, ""
