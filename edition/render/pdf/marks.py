"""Names without elements: where they stand in the text of the element that holds them.

    tree with elements of names → tree without, marks

An element costs layout time; a count of visible characters costs nothing and is looked up in the laid-out text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element


class Mark(NamedTuple):
    """Something to be found on the pages: it begins after `start` visible characters of the element's own text
    and is `length` long; `id` says what it is."""

    start: int
    length: int
    id: str


Marks = dict[Element, list[Mark]]


def count_visible(text: str) -> int:
    """How many characters of a text leave ink; blanks may vanish at the end of a line."""
    return len("".join(text.split()))


def flatten(element: Element, names: frozenset[str], marks: Marks) -> None:
    """Replace the elements of names by their content, below `element`, and note where they stood."""
    children = list(element)
    if not any(is_name(child, names) for child in children):
        for child in children:
            flatten(child, names, marks)
        return
    for child in children:
        element.remove(child)
    text, element.text = element.text, None
    pour = Pour(element, names, marks)
    pour.text(text)
    pour.children(children)


def is_name(element: Element, names: frozenset[str]) -> bool:
    """Whether an element does nothing but mark a name for the index."""
    return element.tag == "span" and element.get("id") in names and not element.get("class")


@dataclass(slots=True)
class Pour:
    """Fills `holder` with text and elements; names lose their element and are marked."""

    holder: Element
    names: frozenset[str]
    marks: Marks
    count: int = 0

    def text(self, text: str | None) -> None:
        """Add text to the end of the holder."""
        if not text:
            return
        self.count += count_visible(text)
        if len(self.holder):
            last = self.holder[-1]
            last.tail = (last.tail or "") + text
        else:
            self.holder.text = (self.holder.text or "") + text

    def children(self, children: Iterable[Element]) -> None:
        """Add elements with what follows them."""
        for child in children:
            tail, child.tail = child.tail, None
            if is_name(child, self.names):
                mark = Mark(self.count, count_visible("".join(child.itertext())), child.get("id") or "")
                self.marks.setdefault(self.holder, []).append(mark)
                self.text(child.text)
                self.children(list(child))
            else:
                flatten(child, self.names, self.marks)
                self.holder.append(child)
            self.text(tail)
