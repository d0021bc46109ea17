"""A Book → the tree that is laid out as its body: sources, parts, sections, units. No layout here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from textwrap import shorten
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lxml import etree

from edition.render.book import Book
from edition.render.dates import BRACKETED, worded_date
from edition.render.pdf.borders import space_borders
from edition.render.pdf.gathering import AFRESH, OPENERS
from edition.render.pdf.marks import Marks, flatten
from edition.render.pdf.notes import prepare_notes
from edition.render.setting import Setting
from edition.render.titles import phrases
from edition.render.units import Node
from edition.render.wording import is_chinese
from edition.render.xhtml import Rendered, render_opening, render_unit

SHORT_TITLE = 27  # characters: with its date as much as the narrowest page holds
TELLING = 6  # characters of a title before its colon that are enough to know it by
CHAPTER = 4000  # characters: a section as long as this begins on a new page
STRETCH = 100_000  # characters: what runs on for longer begins a page with its next section or document
CLOSED = 8  # lines, or items, of a closer that stay on one page
DISPLAYED = 14  # characters of a phrase in the largest type
JOINING = ("、", "，", "；")


@dataclass(frozen=True, slots=True)
class Body:
    """The text of the book as one tree; `marks` are the names in it, `unknown` elements as in `Rendered`."""

    tree: Element
    marks: Marks = field(repr=False)
    unknown: Mapping[str, int]


def build_body(book: Book, setting: Setting, sigla: Mapping[str, str], *, flat: bool) -> Body:
    """The Book → its sources, parts, sections and units in order. With `flat`, names become marks;
    else they keep their elements."""
    body = Element("body")
    unknown: dict[str, int] = {}
    marks: Marks = {}
    for source in book.nodes:
        body.append(divider(source, sigla.get(source.id, "")))
        own = replace(setting, base=sigla.get(source.id, ""))
        for rendered in render_nodes(source.children, own):
            body.append(to_plain_tree(rendered.content))
            for name, line in rendered.unknown.items():
                unknown.setdefault(name, line)
    begin_afresh(body)
    prepare_notes(body, setting.language)
    run_in_lists(body)
    open_long_closers(body)
    if flat:
        flatten(body, setting.anchors, marks)
        space_borders(body)
    return Body(body, marks, unknown)


def render_nodes(nodes: Iterable[Node], setting: Setting) -> Iterator[Rendered]:
    """Parts and sections with their headings, and the units below them, in reading order."""
    for node in nodes:
        rendered = render_unit(node, setting) if node.kind == "unit" else render_opening(node, setting)
        title_runs(rendered, node)
        if node.kind == "section" and sum(map(len, node.element.itertext())) > CHAPTER:
            rendered.content.set("class", f"{rendered.content.get('class')} chapter")
        yield rendered
        if node.kind != "unit":
            yield from render_nodes(node.children, setting)


def begin_afresh(body: Element) -> None:
    """Where a text runs on for very many pages, its next section or document begins one: what has no page of
    its own to begin with is laid out in one piece, and held whole until it is."""
    length, opened = 0, False
    for child in body:
        kinds = set((child.get("class") or "").split())
        if any(kinds >= opener for opener in OPENERS):
            length = 0
        elif length > STRETCH and not opened:
            child.set("class", f"{child.get('class', '')} {AFRESH}".strip())
            length = 0
        length += sum(map(len, child.itertext()))
        opened = "opening" in kinds or "divider" in kinds


def title_runs(rendered: Rendered, node: Node) -> None:
    """Give the heading of a node the words of the running head and of the outline."""
    for header in rendered.content.iter("header"):
        header.set("data-run", running_title(node))
        header.set("data-outline", node.heading)
        return


def running_title(node: Node) -> str:
    """The title of a document cut to fit a running head, and its date: 林伯安致周明远电　1921年7月2日."""
    title = node.title
    if node.date:
        title = BRACKETED.sub("", title).strip() or title
    if not is_chinese(node.language):
        title = shorten(title, 2 * SHORT_TITLE, placeholder=" …")
    elif len(title) > SHORT_TITLE:
        first = title.partition("：")[0]
        whole = TELLING <= len(first) <= SHORT_TITLE
        title = first if whole else title[: SHORT_TITLE - 1].rstrip("，、：；（") + "…"
    gap = "　" if is_chinese(node.language) else ", "
    return f"{title}{gap}{worded_date(node.date, node.language)}" if node.date else title


def divider(source: Node, siglum: str) -> Element:
    """The page that opens a source of the edition."""
    section = Element("section", {"class": "divider", "id": source.id, "data-run": source.title})
    if siglum:
        ElementTree.SubElement(section, "p", {"class": "siglum"}).text = siglum
    section.append(phrased("h1", source.title))
    return section


def phrased(tag: str, title: str) -> Element:
    """A title as a heading that breaks between its phrases rather than inside them."""
    heading = Element(tag)
    for phrase in phrases(title):
        ElementTree.SubElement(heading, "span", {"class": "phrase"}).text = phrase
    if max(map(len, phrases(title)), default=0) > DISPLAYED:
        heading.set("class", "long")
    return heading


def run_in_lists(body: Element) -> None:
    """A list of recipients whose items end with marks, as in a sentence, is set as
    one; so is that of one recipient."""
    for holder in body.iter("div"):
        if "distribution" not in (holder.get("class") or "").split():
            continue
        for listed in holder.findall("ul"):
            items = ["".join(item.itertext()).strip() for item in listed]
            if all(item.endswith(JOINING) for item in items[:-1]):
                listed.set("class", f"{listed.get('class', '')} run-in".strip())
                holder.set("class", f"{holder.get('class')} runs-on")
                for head in holder.findall("p[@class='list-head']"):
                    head.set("class", "list-head run-in")


def open_long_closers(body: Element) -> None:
    """A closer with more than fits at the end of a page, as a rule because it names recipients, may break."""
    for closer in body.iter("div"):
        if closer.get("class") == "closer" and sum(1 for e in closer.iter() if e.tag in ("p", "li")) > CLOSED:
            closer.set("class", "closer long")


def to_plain_tree(element: etree._Element) -> Element:
    """An XHTML tree of lxml → one of the standard library, without namespaces on its names."""
    return ElementTree.fromstring(etree.tostring(element, encoding="utf-8"))
