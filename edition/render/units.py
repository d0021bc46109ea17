"""A `TEI` element → its parts and sections, and the units to read in their order.

A unit is what a reader opens: an archival document, an article, a chronology, or, in TEI that others made, any
outermost `div` or a `body` without one. Parts and sections hold units.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Literal

from edition.render.blocks import HOLDERS
from edition.render.dates import worded_date
from edition.render.dating import document_date
from edition.render.naming import joined, main_label, main_of, main_title, opening_words, title_of_file
from edition.render.wording import say
from edition.tei import XML_ID, tei
from edition.tei.views import PREFIX, Element, excluded, language_of, local, plain

Kind = Literal["source", "part", "section", "unit", "inner"]

MARKERS = frozenset({"", "pb", "fw", "lb", "cb", "gb", "milestone", "anchor", "index"})
"""Elements that only mark a place."""
PARTIAL = re.compile(r"（\w*月\w*日）$")
"""A day without its year, which the end of a title tells and its whole date says again."""


@dataclass(frozen=True, slots=True)
class Node:
    """A source, part, section or unit; `inner` are the headed divisions inside a unit (attachments, chapters).

    `heads` (those at the start) and `blocks` are TEI elements in reading order; `number` counts the units of
    the whole book from 1 and is 0 elsewhere; `date` is ISO, of the document or of its sending.
    """

    id: str
    kind: Kind
    element: Element = field(repr=False)
    title: str
    label: str = ""
    date: str = ""
    number: int = 0
    subtype: str = ""
    heads: tuple[Element, ...] = field(default=(), repr=False)
    blocks: tuple[Element, ...] = field(default=(), repr=False)
    children: tuple[Node, ...] = ()

    def units(self) -> Iterator[Node]:
        """Every unit at or below this node, in reading order."""
        if self.kind == "unit":
            yield self
            return
        for child in self.children:
            yield from child.units()

    @property
    def heading(self) -> str:
        """Label, title and second title of a unit as one line, with the date where they do not say it."""
        title = say("　", self.language).join(part for part in (self.label, self.name) if part)
        if self.date and not re.search(r"\d{4}|[一二三四五六七八九]{2}[〇○零一二三四五六七八九]{2}年", title):
            date = worded_date(self.date, self.language)
            title = PARTIAL.sub("", title) + say("（{}）", self.language).format(date)
        return title

    @property
    def name(self) -> str:
        """Title and second title of a unit as one line."""
        second = self.kind == "unit" and not re.search("[：:].", self.label + self.title)
        subs = (
            (joined(plain(head), self.language) for head in self.heads if head.get("type") == "sub")
            if second
            else ()
        )
        follows = "".join(subs)
        return (self.title.rstrip("：:") if follows else self.title) + follows

    @property
    def language(self) -> str:
        """The language that the unit is in, as the nearest `@xml:lang` says."""
        return language_of(self.element)


def read_source(element: Element, numbers: Iterator[int]) -> Node:
    """A `TEI` element → its node; the children are the parts, sections and units of all its text."""
    dates = {
        target.lstrip("#"): when
        for desc in element.iterfind("t:teiHeader/t:profileDesc/t:correspDesc", PREFIX)
        for when in [
            next((d.get("when", "") for d in desc.iterfind("t:correspAction[@type='sent']/t:date", PREFIX)), "")
        ]
        for target in desc.get("ref", "").split()
    }
    text = element.find("t:text", PREFIX)
    titles = element.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", PREFIX)
    main = main_of(titles, language_of(element))
    title = plain(main if main is not None else titles[0]) if titles else ""
    children = () if text is None else tuple(read_holder(text, numbers, dates))
    title = title or ("" if text is None else opening_words(text))
    return Node(element.get(XML_ID, ""), "source", element, title, children=children)


def read_holder(holder: Element, numbers: Iterator[int], dates: dict[str, str]) -> Iterator[Node]:
    """A `text`, `front`, `body`, `back` or `group` → the nodes in it; loose
    blocks become a unit of their own."""
    children = [child for child in holder if not excluded(child)]
    if all(local(child) in HOLDERS or local(child) in ("div", "pb", "fw", "titlePage") for child in children):
        if pages := tuple(child for child in children if local(child) == "titlePage"):
            yield read_titles(pages, numbers)
        for child in children:
            if local(child) in HOLDERS:
                yield from read_holder(child, numbers, dates)
            elif local(child) == "div":
                yield read_division(child, numbers, dates)
        return
    heads = leading_heads(children)
    first = next((n for n, child in enumerate(children) if local(child) == "div"), len(children))
    loose = tuple(child for child in children[:first] if child not in heads)
    title = main_title(heads) or title_of_file(holder.getroottree().getroot()) or opening_words(holder)
    opening = (
        []
        if not loose and not heads
        else [
            Node(holder.get(XML_ID, ""), "unit", holder, title, number=next(numbers), heads=heads, blocks=loose)
        ]
    )
    nodes, _ = read_children(children[first:], numbers, dates)
    yield from (*opening, *nodes)


def read_titles(pages: tuple[Element, ...], numbers: Iterator[int]) -> Node:
    """Half title, series page and title page → one unit; its title is that of the last page that has one."""
    titles = [part for page in pages for part in page.iter(tei("titlePart")) if part.get("type") == "main"]
    title = plain(titles[-1]) if titles else opening_words(pages[0])
    number = next(numbers)
    return Node(
        pages[0].get(XML_ID, ""), "unit", pages[0], title, number=number, subtype="titlepage", blocks=pages
    )


def read_division(div: Element, numbers: Iterator[int], dates: dict[str, str]) -> Node:
    """A `div` → part, section or unit."""
    own = [child for child in div if not excluded(child)]
    heads = leading_heads(own)
    holds = any(e.get("type") in ("document", "chronology") for e in div.iterdescendants(tei("div")))
    every = tuple(child for child in own if local(child) == "head")
    label, title = main_label(every), main_title(every)
    ident = div.get(XML_ID, "")
    if div.get("type") not in ("document", "chronology") and (holds or div.get("type") == "part"):
        kind: Kind = "part" if div.get("type") == "part" else "section"
        children, blocks = read_children([child for child in own if child not in heads], numbers, dates)
        named = title if title or label else opening_words(div)
        return Node(ident, kind, div, named, label, heads=heads, blocks=blocks, children=children)
    return Node(
        ident,
        "unit",
        div,
        title or opening_words(div),
        label,
        date=document_date(div, every) or dates.get(ident, ""),
        number=next(numbers),
        subtype=div.get("subtype") or div.get("type") or "",
        heads=heads,
        blocks=tuple(child for child in own if child not in heads),
        children=tuple(read_inner(div)),
    )


def read_children(
    own: Iterable[Element], numbers: Iterator[int], dates: dict[str, str]
) -> tuple[tuple[Node, ...], tuple[Element, ...]]:
    """What stands below the heads of a part or section → its nodes, and its own blocks; a plate between two
    units, and whatever else follows one, is read below the first."""
    nodes: list[Node] = []
    blocks: list[Element] = []
    for child in own:
        if local(child) == "div":
            nodes.append(read_division(child, numbers, dates))
        elif nodes and local(child) not in MARKERS and (local(child) != "figure" or nodes[-1].kind == "unit"):
            nodes[-1] = with_last(nodes[-1], child)
        else:
            blocks.append(child)
    return tuple(nodes), tuple(blocks)


def with_last(node: Node, block: Element) -> Node:
    """A node with one more block at the end of its last unit."""
    if node.kind == "unit" or not node.children:
        return replace(node, blocks=(*node.blocks, block))
    return replace(node, children=(*node.children[:-1], with_last(node.children[-1], block)))


def read_inner(div: Element) -> Iterator[Node]:
    """The headed divisions directly inside a unit: attachments, the chapters of an article."""
    for child in div.iterchildren(tei("div")):
        heads = tuple(child.iterchildren(tei("head")))
        if heads and not excluded(child):
            yield Node(child.get(XML_ID, ""), "inner", child, main_title(heads), main_label(heads), heads=heads)


def leading_heads(children: Iterable[Element]) -> tuple[Element, ...]:
    """The children of a division → the heads at its start, below a plate too; one that
    stands lower remains where it is."""
    seen = takewhile(lambda child: local(child) in ("head", "pb", "fw", "figure"), children)
    return tuple(child for child in seen if local(child) == "head")
