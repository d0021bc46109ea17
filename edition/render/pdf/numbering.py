"""Numbers of notes, written in when the pages are known: from the first on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby, pairwise
from typing import Any
from xml.etree.ElementTree import Element

from edition.render.calls import entry_mark, note_mark
from edition.render.pdf.lines import Shaper
from edition.render.pdf.notes import is_apparatus, is_continued
from edition.render.pdf.printed import Printed
from edition.render.pdf.refit import refit
from edition.render.pdf.sheets import Numbered
from edition.render.pdf.weasy.pages import add_link

LEAST = 0.01
"""Pixels that are no difference."""

Numbers = Mapping[str, Numbered | None]


def count_notes(texts: Sequence[Sequence[Printed]], language: str) -> dict[Element, Numbered]:
    """The texts of some pages → the mark of every note and every entry of the apparatus, which begin anew on
    each page, and its page, counted from 0."""
    found: dict[Element, Numbered] = {}
    for page, here in enumerate(texts):
        counts = {note_mark: 0, entry_mark: 0}
        for text in here:
            if text.tag.endswith("::footnote-call") and not is_continued(text.element):
                mark = entry_mark if is_apparatus(text.element) else note_mark
                counts[mark] += 1
                found[text.element] = Numbered(mark(counts[mark], language), page)
    return found


def number_notes(
    pages: Sequence[Any],
    texts: Sequence[Sequence[Printed]],
    shaper: Shaper,
    counted: Mapping[Element, Numbered],
) -> None:
    """Write their numbers into the notes and calls of some pages, and link them both ways."""
    for page, here in zip(pages, texts, strict=True):
        marks = [text for text in here if text.element in counted and "::" in text.tag]
        grown = {text.box: text.renew(shaper, written(text, counted[text.element].mark)) for text in marks}
        refit(page, {box: wider for box, wider in grown.items() if abs(wider) > LEAST})
        for text in marks:
            ident = text.element.get("id", "")
            if text.tag.endswith("::footnote-call"):
                connect(page, text, ident, f"{ident}.call")
            else:
                connect(page, text, f"{ident}.call", "")


def written(text: Printed, mark: str) -> str:
    """A mark as it stands in the text, or before its note; no line ends before a call,
    nor after the mark of an entry."""
    if text.tag.endswith("::footnote-call"):
        return f"\u2060{mark}"
    return mark + ("\u2060" if is_apparatus(text.element) else "")


def number_references(
    pages: Sequence[Any], texts: Sequence[Sequence[Printed]], shaper: Shaper, numbers: Numbers, first: int
) -> None:
    """Write the number, and the page where it is another, into the notes that only name another note, and the
    page into the cross-references, and link them. `numbers` are those of all the book's notes and documents
    that are asked for, `first` is the number of the first page."""
    named = [
        (page, where, text)
        for page, (where, here) in zip(pages, enumerate(texts, first), strict=True)
        for text in here
        if named_by(text)
    ]
    grown: dict[int, dict[Any, float]] = {id(page): {} for page in pages}
    for element, parts in groupby(named, key=lambda found: found[2].element):
        held = [*parts]
        page, where, text = held[0]
        told = words_of(element, numbers.get(named_by(text)), where, page.anchors, text.y)
        for (page, _, text), piece in zip(
            held, share_out(told, [len(text.text) for *_, text in held]), strict=True
        ):
            grown[id(page)][text.box] = text.renew(shaper, piece)
    for page in pages:
        refit(page, grown[id(page)])
    for page, _, text in named:
        connect(page, text, named_by(text), "")


def words_of(
    element: Element, numbered: Numbered | None, where: int, anchors: Mapping[str, Any], y: float
) -> str:
    """What a reference that stands on the page `where`, so far down, tells of what it refers to."""
    said = element.attrib
    mark, number = numbered or Numbered("", 0)
    if "data-note" in said:
        words = said.get("data-here" if where == number else "data-there", "")
        return words.format(mark) if where == number else words.format(number, mark)
    if where == number:
        return said.get("data-above" if anchors[said["data-see"]][1] < y else "data-below", "")
    return said.get("data-page", "").format(number)


def share_out(told: str, lengths: Sequence[int]) -> list[str]:
    """What is told, over the texts that kept its room: cut where they were cut by the end of a line, with a
    character left for each that follows and two for the last, since no line begins with a closing mark."""
    ends = [min(end, len(told) - 1 - len(lengths) + n) for n, end in enumerate(accumulate(lengths[:-1]), 1)]
    return [told[start:end] for start, end in pairwise([0, *ends, len(told)])]


def named_by(text: Printed) -> str:
    """The note or document whose number a text is to tell; "" for most."""
    said = text.element.attrib
    return "" if "::" in text.tag else said.get("data-note") or said.get("data-see") or ""


def connect(page: Any, text: Printed, target: str, name: str) -> None:
    """Link a text on a page to an anchor, and make it an anchor of its own where it has a name."""
    box = (text.x, text.y, text.x + text.width, text.y + text.height)
    if target.strip(".cal"):
        add_link(page, target, box, text.box)
    if name:
        page.anchors.setdefault(name, box)
