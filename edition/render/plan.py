"""Which unit goes into which file of the EPUB, and where every id of the TEI is then found.

Book → Pages → addresses
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from edition.render.backmatter import BackMatter
from edition.render.blocks import is_called
from edition.render.book import Book
from edition.render.units import Node
from edition.tei import XML_ID
from edition.tei.views import Element, excluded, local

FILE_LIMIT = 180_000
"""Bytes of TEI in one page; its XHTML stays under 300 KB."""

ADDRESSABLE = frozenset(
    {
        "div",
        "p",
        "ab",
        "item",
        "note",
        "figure",
        "floatingText",
        "TEI",
        "app",
        "choice",
        "supplied",
        "surplus",
        "unclear",
    }
)


@dataclass(frozen=True, slots=True)
class Page:
    """A file planned: a source's or part's own page, or a unit (or a stretch of
    it) under the headings before it."""

    file: str
    node: Node
    source: Node
    openings: tuple[Node, ...] = ()
    blocks: tuple[Element, ...] = ()
    part: int = 0


def plan_pages(book: Book) -> Iterator[Page]:
    """Book → its pages in reading order: sources (where there are several) and parts alone, sections with what
    follows them, a unit each, long units in stretches."""
    names = file_names()
    for source in book.nodes:
        if len(book.nodes) > 1:
            yield Page(names(source.id), source, source)
        for node in source.children:
            yield from plan_node(node, source, (), names)


def plan_node(
    node: Node, source: Node, openings: tuple[Node, ...], names: Callable[[str], str]
) -> Iterator[Page]:
    """A part, section or unit → its pages."""
    if node.kind == "unit":
        stretches = list(divide(node.blocks))
        for part, blocks in enumerate(stretches):
            yield Page(names(node.id), node, source, openings if part == 0 else (), blocks, part)
        return
    if node.kind == "part" or not node.children:
        yield Page(names(node.id), node, source, openings)
        openings = ()
    else:
        openings = (*openings, node)
    for number, child in enumerate(node.children):
        yield from plan_node(child, source, openings if number == 0 else (), names)


def divide(blocks: Sequence[Element]) -> Iterator[tuple[Element, ...]]:
    """The blocks of a unit → stretches below the limit. A division or list that is longer is cut
    between its parts; a paragraph never."""
    stretch: list[Element] = []
    size = 0
    for block in (part for whole in blocks for part in cut_block(whole)):
        weight = weigh(block)
        if stretch and size + weight > FILE_LIMIT:
            yield tuple(stretch)
            stretch, size = [], 0
        stretch.append(block)
        size += weight
    yield tuple(stretch)


def weigh(element: Element) -> int:
    """The bytes of an element as it lies in the file."""
    return len(etree.tostring(element, encoding="utf-8", with_tail=False))


def cut_block(block: Element) -> list[Element]:
    """A division or list above the limit → several of its kind that follow one another in the tree, the first
    with the id and the heads; anything else as it is."""
    if local(block) not in ("div", "list") or weigh(block) <= FILE_LIMIT:
        return [block]
    children = [part for child in list(block) for part in cut_block(child)]
    made, size = [block], 0
    for child in children:
        weight = weigh(child)
        if size and size + weight > FILE_LIMIT:
            following = block.makeelement(block.tag)
            for name in sorted(set(map(str, block.attrib)) - {XML_ID}):
                following.set(name, block.attrib[name])
            following.tail, made[-1].tail = made[-1].tail, None
            made[-1].addnext(following)
            made.append(following)
            size = 0
        if made[-1] is not block:
            made[-1].append(child)
        size += weight
    return made


def file_names() -> Callable[[str], str]:
    """→ a function from an id to a file name that no other page has, also where case does not count."""
    taken: set[str] = set()

    def name(ident: str) -> str:
        base = (
            ident
            if ident.isascii() and ident.replace("-", "").replace(".", "").replace("_", "").isalnum()
            else "d"
        )
        for number in count(1):
            file = f"t-{base}.xhtml" if number == 1 else f"t-{base}_{number}.xhtml"
            if file.lower() not in taken:
                break
        taken.add(file.lower())
        return file

    return name


def locate(pages: Iterable[Page], back: BackMatter) -> dict[str, str]:
    """Pages → where each id of the TEI stands in the package; what has no anchor of its own is at its block."""
    found: dict[str, str] = {}
    for page in pages:
        for opening in page.openings:
            found.setdefault(opening.id, f"{page.file}#{opening.id}")
        start = f"{page.node.id}.{page.part}" if page.part else page.node.id
        found.setdefault(page.node.id, f"{page.file}#{start}")
        roots = [root for node in page.openings for root in (*node.heads, *node.blocks)]
        roots += page.node.heads if page.part == 0 else ()
        roots += [*page.blocks] if page.node.kind == "unit" else [*page.node.blocks]
        for root in roots:
            locate_below(root, page.file, start, found)
    for witness in back.witnesses:
        for ident in filter(None, (witness.id, witness.source)):
            found.setdefault(ident, f"sources.xhtml#w-{witness.source}")
    for work in back.works:
        found.setdefault(work.id, f"sources.xhtml#w-{work.id}")
    return found


def locate_below(
    element: Element, file: str, anchor: str, found: dict[str, str], *, noted: bool = False
) -> None:
    """Enter the addresses of an element and what it holds; variants and notes
    inside a note are at that note."""
    if excluded(element) or local(element) in ("sic", "rdg", "fw"):
        return
    ident = element.get(XML_ID)
    if ident is not None:
        if local(element) in ADDRESSABLE and not (noted and local(element) in ("app", "choice", "note")):
            anchor = ident
        found.setdefault(ident, f"{file}#{anchor}")
    noted = noted or (local(element) == "note" and is_called(element))
    for child in element:
        locate_below(child, file, anchor, found, noted=noted)
