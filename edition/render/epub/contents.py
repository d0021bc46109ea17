"""The ways into the book: contents, landmarks, list of printed pages, and the NCX of older devices.

Made, files, pages → navigation document, NCX
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from edition.render.dates import BRACKETED
from edition.render.epub.metadata import identifier
from edition.render.epub.pages import Item, Made, fill
from edition.render.templating import templates
from edition.render.units import Node

DEPTH = 3
"""Levels of the contents, as devices show them."""


LANDMARKS = {
    "toc": "目录", "cover": "封面", "titlepage": "书名页", "bodymatter": "正文", "glossary": "化名与别名", "index": "索引",
    "bibliography": "文献来源",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `order` counts all lines in reading order from 1."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()
    order: int = 0

    @property
    def dated(self) -> tuple[str, str]:
        """The title and the date in brackets at its end, which stays on one line; "" where it has none."""
        found = BRACKETED.search(self.title)
        return (self.title[: found.start()], found[0]) if found else (self.title, "")


def render_contents(
    made: Made, front: Sequence[Item], body: Sequence[Item], back: Sequence[Item]
) -> tuple[Item, Item]:
    """All pages → the navigation document and the NCX of older devices."""
    numbers = count(1)
    lines = [
        *(Entry(made.book.say(item.title), item.file) for item in front if item.title),
        *(entry for node in made.book.nodes for entry in contents_of(made, node)),
        *(Entry(made.book.say(item.title), item.file) for item in back if item.title),
    ]
    entries = [numbered(entry, numbers) for entry in lines]
    items = (*front, *body, *back)
    landmarks = [("toc", "nav.xhtml#toc"), *((item.landmark, item.file) for item in items if item.landmark)]
    nav = fill(
        "nav",
        made.book,
        "目录",
        "frontmatter",
        entries=entries,
        landmarks=[
            {"type": kind, "href": href, "title": made.book.say(LANDMARKS[kind])} for kind, href in landmarks
        ],
        pages=[{"href": f"{i.file}#pg-{label}", "label": label} for i in items for label in i.labels],
    )
    ncx = templates(made.book.language).get_template("epub/toc.ncx.j2")
    depth = max(map(depth_of, entries), default=1)
    text = ncx.render(book=made.book, identifier=identifier(made.book), entries=entries, depth=depth)
    return (
        Item("nav.xhtml", nav, properties=("nav",)),
        Item("toc.ncx", text.encode("utf-8"), media="application/x-dtbncx+xml", spine=False),
    )


def contents_of(made: Made, node: Node) -> list[Entry]:
    """A source → its lines in the contents; one that is a single unit takes one line. Where they go deeper than
    devices show, the outermost level is dissolved: its line stands before what it held."""
    entry = contents_entry(made, node)
    if len(made.book.nodes) > 1 and len(node.children) == 1 and node.children[0].title == node.title:
        entry = Entry(entry.children[0].title, entry.href, entry.children[0].children)
    entries = [*entry.children] if len(made.book.nodes) == 1 and entry.children else [entry]
    while any(depth_of(e) > DEPTH for e in entries):
        entries = [
            part
            for e in entries
            for part in ((Entry(e.title, e.href), *e.children) if depth_of(e) > DEPTH else (e,))
        ]
    return entries


def contents_entry(made: Made, node: Node) -> Entry:
    """A node → its line; the parts of a unit count only above the last level."""
    below = (contents_entry(made, child) for child in node.children if child.kind != "inner")
    title = node.heading or made.book.title
    return Entry(title, made.href(node.id), tuple(below))


def depth_of(entry: Entry) -> int:
    """How many levels a line and those below it take."""
    return 1 + max(map(depth_of, entry.children), default=0)


def numbered(entry: Entry, numbers: Iterator[int]) -> Entry:
    """The line and those below it with their order of play."""
    order = next(numbers)
    return Entry(entry.title, entry.href, tuple(numbered(child, numbers) for child in entry.children), order)
