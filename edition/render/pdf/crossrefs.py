"""Cross-references in print: behind the words that refer to a document of the book
stands its page, ［见第28页］.

body → the same with places for the numbers, which are written in when the pages are known (numbering.py)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree.ElementTree import Element

from edition.render.pdf.notes import is_apparatus

WORDS = {"data-page": "［见第{}页］", "data-above": "［见本页上文］", "data-below": "［见本页下文］"}
"""How the place of what is referred to is printed: on another page, and on the page itself,
where it takes about as much room."""
SOUGHT = "data-sought"
"""An attribute of what cross-references lead to."""
NARROW = 900  # visible characters to a page of the book, as a rule: for the number of digits


def add_page_references(body: Element, say: Callable[[str], str]) -> None:
    """Give every cross-reference to a place in the body the place of its page number; a document says it once
    of each, and of a message that it quotes right below nowhere."""
    words = {name: say(chinese) for name, chinese in WORDS.items()}
    shown = {element.get("id"): element for element in body.iter()}
    digits = len(str(sum(map(len, body.itertext())) // NARROW))
    for unit in body:
        told: set[str] = set()
        quoted = {id(link) for link in to_messages_below(unit)}
        for parent, link in list(references(unit)):
            target = link.get("href", "")[1:]
            if target in shown and target not in told and id(link) not in quoted:
                told.add(target)
                shown[target].set(SOUGHT, "")
                see = Element("span", {"class": "see", "data-see": target, **words})
                see.text = words["data-page"].format("0" * digits)
                last = before_page(parent, link)
                see.tail, last.tail = last.tail, None
                parent.insert(list(parent).index(last) + 1, see)


def to_messages_below(unit: Element) -> Iterator[Element]:
    """The links to a quoted message in the paragraph right above it."""
    for holder in unit.iter():
        for above, below in pairwise(holder):
            if below.tag == "blockquote" and below.get("class") == "message":
                yield from (link for link in above.iter("a") if link.get("href") == f"#{below.get('id')}")


def before_page(parent: Element, link: Element) -> Element:
    """What the page of a cross-reference follows: the link, or the sign of doubt right behind it."""
    following = next(iter(list(parent)[list(parent).index(link) + 1 :]), None)
    signed = following is not None and following.tag == "sup" and not link.tail
    return following if following is not None and signed else link


def references(element: Element) -> Iterator[tuple[Element, Element]]:
    """The cross-references in an element, each with the element that holds it; those of the
    apparatus are read where they stand."""
    for child in element:
        if child.tag == "a" and child.get("class") == "ref" and (child.get("href") or "").startswith("#"):
            yield element, child
        if not is_apparatus(child):
            yield from references(child)
