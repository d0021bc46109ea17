"""Han and Latin a quarter em apart where they meet at the border of an element, which the composer, who sees
one text at a time, cannot know.

    tree → the same, a gap at the start of each text that begins with the one after the other
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from edition.render.pdf.joints import BORDER, meet

INLINE = frozenset({"a", "span", "b", "i", "em", "strong", "u"})
APART = frozenset({"fn", "ap", "n", "day", "page", "kind"})
"""What stands by itself: notes, labels that the style sheet completes, and columns."""


def space_borders(tree: Element) -> None:
    """Put the gaps into a tree, in place."""
    space(tree, "")


def space(element: Element, last: str) -> str:
    """Space the texts of an element; `last` is the character before it, and
    after it that before what follows."""
    element.text, last = spaced(element.text, last)
    for child in element:
        joined = child.tag in INLINE and (child.get("class") or "").split(" ")[0] not in APART
        end = space(child, last if joined else "")
        child.tail, last = spaced(child.tail, end if joined else "")
    return last


def spaced(text: str | None, last: str) -> tuple[str | None, str]:
    """A text and the character before it → the text with its gap, and its last character."""
    if not text:
        return text, last
    return (BORDER + text if last and meet(last, text[0]) else text), text[-1]
