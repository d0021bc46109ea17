"""Text that a file gives line by line, as its source prints it: read on, the words that lines part joined.

Source: TEI P5 3.11.3 (lb, @break). A hyphen at the end of a line is the printer's, and not printed when
the line no longer ends there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.foreign.notes import detach
from edition.tei.views import Element, line_of, local, plain

PROSE = frozenset({"p", "note", "item", "cell", "quote", "q"})
APART = frozenset(
    {
        "l",
        "lg",
        "ab",
        "head",
        "titlePart",
        "address",
        "addrLine",
        "dateline",
        "signed",
        "salute",
        "byline",
        "docImprint",
        "sp",
    }
)
"""Where a line means something."""
BETWEEN = frozenset({"pb", "fw", "cb", "milestone"})
"""What may stand at the end of a line beside `lb`."""
LONG = 150
"""Characters: prose whose lines are shorter on the average is given line by line."""
PARTED = re.compile(r"(?<=[^\W\d_])[-¬⸗\u00ad\u2010]\s*$")
GOES_ON = re.compile(r"\s*[^\W\d_]")


def read_on(root: Element, file: str) -> Iterator[Diagnostic]:
    """Lines of prose are read on in place → X035 for the hyphens that are not printed."""
    for text in [
        text for text in root.iter(tei("text")) if next(text.iterancestors(tei("text")), None) is None
    ]:
        breaks = [lb for lb in text.iter(tei("lb")) if in_prose(lb)]
        by_line = len(breaks) > 2 and length_of_prose(text) < LONG * len(breaks)
        dropped = [line_of(lb) for lb in breaks if (by_line or lb.get("break") == "no") and joined(lb)]
        if dropped:
            yield make("X035", file, (dropped[0], 1), what=f"the hyphen at the end of a line ({len(dropped)})")


def in_prose(lb: Element) -> bool:
    """Whether a line ends in a paragraph and the like."""
    around = (local(e) for e in lb.iterancestors())
    return next((name for name in around if name in PROSE | APART), "") in PROSE


def length_of_prose(text: Element) -> int:
    """The characters of the paragraphs of a text."""
    return sum(len(plain(p)) for p in text.iter(tei("p")))


def joined(lb: Element) -> bool:
    """A line read on, with a blank or, where it parts a word, without → whether a hyphen was dropped for it."""
    holder, attribute = text_before(lb)
    before, after = str(getattr(holder, attribute) or ""), lb.tail or ""
    hyphen = PARTED.search(before) if GOES_ON.match(after) else None
    lower = after.lstrip()[:1].islower()
    if lb.get("break") == "no" or (hyphen and lower):
        setattr(holder, attribute, before[: hyphen.start()] if hyphen else before.rstrip())
        lb.tail = after.lstrip()
    elif before[-1:].strip() and after[:1].strip() and any(map(str.isascii, (before[-1], after[0]))):
        lb.tail = f" {after}"
    else:
        hyphen = None
    detach(lb)
    return hyphen is not None and (lb.get("break") == "no" or lower)


def text_before(lb: Element) -> tuple[Element, str]:
    """The element and its attribute (text or tail) that hold the text before a line
    break, past the beginning of a page."""
    before = lb.getprevious()
    while before is not None and local(before) in BETWEEN and not (before.tail or "").strip():
        before = before.getprevious()
    while before is not None and not (before.tail or "") and len(before) and isinstance(before.tag, str):
        before = before[-1]
    if before is not None:
        return (before, "tail") if before.tail or not isinstance(before.tag, str) else (before, "text")
    parent = lb.getparent()
    return (lb if parent is None else parent), "text"
