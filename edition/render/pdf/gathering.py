"""Gatherings: the stretches of the book that begin on a page of their own and are set one by one.

tree of the body, tree of the front or back matter → gatherings, in their order
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.pdf.crossrefs import SOUGHT
from edition.render.pdf.marks import Mark, Marks

AFRESH = "afresh"
"""The class of what begins a page because very much stands before it."""
OPENERS = ({"divider"}, {"opening", "part"}, {"opening", "chapter"}, {AFRESH})


@dataclass(frozen=True, slots=True)
class Gathering:
    """A `body` to be set; `marks` are names to be found on its pages, `links` numbers that lead somewhere."""

    body: Element
    marks: Marks = field(default_factory=dict, repr=False)
    links: Marks = field(default_factory=dict, repr=False)

    def asked(self) -> frozenset[str]:
        """The notes and documents of other gatherings that it names."""
        named = {e.get("data-note") or e.get("data-see") or "" for e in self.body.iter()} - {""}
        return frozenset(named - {e.get("id") for e in self.body.iter()})

    def sought(self) -> frozenset[str]:
        """What cross-references lead to."""
        return frozenset(e.get("id", "") for e in self.body.iter() if SOUGHT in e.attrib)

    def signature(self) -> str:
        """All that its pages can depend on, as one text."""
        marks: list[str] = []
        for number, element in enumerate(self.body.iter()):
            for kind, known in (("m", self.marks), ("l", self.links)):
                marks += (f"{kind}{number} {m.start} {m.length} {m.id}" for m in known.get(element, ()))
        return "\n".join([ElementTree.tostring(self.body, "unicode"), *marks])


def divide_body(body: Element, marks: Marks) -> Iterator[Gathering]:
    """The text of the book → a gathering for each source, part, long section and stretch of very many pages:
    print.css lets each begin a page. What opens one another stays together."""
    held: list[Element] = []
    opened = False
    for child in body:
        opens = any(set((child.get("class") or "").split()) >= kinds for kinds in OPENERS)
        if opens and not opened and held:
            yield gather(body, held, marks)
            held = []
        held.append(child)
        opened = opens
    if held:
        yield gather(body, held, marks)


def divide_matter(body: Element, links: Marks) -> Iterator[Gathering]:
    """Back matter → a gathering for each of its sections."""
    for section in body:
        whole = shell(body, [section])
        yield Gathering(whole, links=within(whole, links))


def gather(body: Element, held: Iterable[Element], marks: Marks) -> Gathering:
    """Some children of a body → their gathering."""
    whole = shell(body, held)
    return Gathering(whole, within(whole, marks))


def shell(body: Element, held: Iterable[Element]) -> Element:
    """A body of the same class around some of its children."""
    whole = Element("body", dict(body.attrib))
    whole.extend(held)
    return whole


def within(tree: Element, marks: Marks) -> dict[Element, list[Mark]]:
    """Those of the marks that stand in a tree."""
    return {element: marks[element] for element in tree.iter() if element in marks}
