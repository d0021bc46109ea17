"""A Book → the trees that are laid out as pages, and what has to be found on the pages afterwards. No layout here.

The body is laid out first, once. Only then is it known on which page a document begins or a person is named, so the
contents and indexes are made from literal numbers. Names bear no element of their own on the way to the page (each
would cost layout time): `flatten` keeps their positions as counts of visible characters in the element that holds
them, and they are looked up in the laid-out text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from lxml import etree

from edition.render.book import Book, Node, chinese_date
from edition.render.xhtml import Rendered, Setting, render_opening, render_unit

CLOSING = frozenset("”’、，。．：；！？）》」』】〕")
OPENING = frozenset("（〔［｛《〈「『【〖“‘")
LONG_NOTE = 150  # visible characters, about four lines: longer notes may be continued on the next page
PIECE = 3  # lines of a long note that stay together
SHORT_TITLE = 24
CHAPTER = 4000  # characters: a section as long as this begins on a new page
BRACKETED_DATE = re.compile(r"[（(][^（()）]*\d[^（()）]*[）)]\s*$")


class Mark(NamedTuple):
    """Something to be found on the pages: it begins after `start` visible characters of the element's own text and
    is `length` long; `id` says what it is."""

    start: int
    length: int
    id: str


Marks = dict[Element, list[Mark]]


@dataclass(frozen=True, slots=True)
class Body:
    """The text of the book as one tree; `marks` are the names in it, `unknown` elements as in `Rendered`."""

    tree: Element
    marks: Marks = field(repr=False)
    unknown: Mapping[str, int]


# -- the body -----------------------------------------------------------------------------------------------------


def build_body(book: Book, setting: Setting, sigla: Mapping[str, str], *, flat: bool) -> Body:
    """The Book → its sources, parts, sections and units in order. With `flat`, names become marks; else they keep
    their elements."""
    body = Element("body")
    unknown: dict[str, int] = {}
    marks: Marks = {}
    for source in book.nodes:
        body.append(divider(source, sigla.get(source.id, "")))
        own = Setting(
            setting.notes,
            setting.href,
            setting.anchors,
            setting.glossary,
            setting.sigla,
            sigla.get(source.id, ""),
        )
        for rendered in render_nodes(source.children, own):
            body.append(to_plain_tree(rendered.content))
            for name, line in rendered.unknown.items():
                unknown.setdefault(name, line)
    prepare_notes(body)
    if flat:
        flatten(body, setting.anchors, marks)
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


def title_runs(rendered: Rendered, node: Node) -> None:
    """Give the heading of a node the words of the running head and of the outline."""
    for header in rendered.content.iter("header"):
        header.set("data-run", running_title(node))
        header.set("data-outline", node.heading)
        return


def running_title(node: Node) -> str:
    """The title of a document cut to fit a running head, and its date: 毛泽东致斯大林电　1950年7月2日."""
    title = node.title
    if node.date:
        title = BRACKETED_DATE.sub("", title).strip() or title
    if len(title) > SHORT_TITLE:
        title = title[: SHORT_TITLE - 1].rstrip("，、：；（") + "…"
    return f"{title}　{chinese_date(node.date)}" if node.date else title


def divider(source: Node, siglum: str) -> Element:
    """The page that opens a source of the edition."""
    section = Element("section", {"class": "divider", "id": source.id, "data-run": source.title})
    if siglum:
        ElementTree.SubElement(section, "p", {"class": "siglum"}).text = siglum
    ElementTree.SubElement(section, "h1").text = source.title
    return section


def to_plain_tree(element: etree._Element) -> Element:
    """An XHTML tree of lxml → one of the standard library, without namespaces on its names."""
    return ElementTree.fromstring(etree.tostring(element, encoding="utf-8"))


# -- notes --------------------------------------------------------------------------------------------------------


def prepare_notes(body: Element) -> None:
    """A call behind the date of a head joins it in its line, second calls become short notes, and a call after a
    full-width mark moves into its empty half (class tight)."""
    for head in body.iter():
        for date, note in pairwise(list(head)):
            if date.get("class") == "when" and is_note(note) and not (date.tail or "").strip():
                head.remove(note)
                date.append(note)
                date.tail, note.tail = note.tail, None

    def walk(element: Element, before: str) -> str:
        before = (element.text or before)[-1:]
        for child in element:
            kinds = (child.get("class") or "").split()
            if "fn-again" in kinds:
                child.set("class", "fn again")
                child.text = "同第000页注①。"
            if kinds and kinds[0] in ("fn", "ap", "fn-again"):
                if before in CLOSING:
                    child.set("class", f"{child.get('class')} tight")
                walk(child, "")
            else:
                before = walk(child, before)
            before = (child.tail or before)[-1:]
        return before

    walk(body, "")


def is_note(element: Element) -> bool:
    """Whether an element is set at the foot of the page."""
    return (element.get("class") or "").split(" ")[0] in ("fn", "ap")


def is_apparatus(element: Element) -> bool:
    """Whether it is an entry of the apparatus."""
    return (element.get("class") or "").split(" ")[0] == "ap"


def is_continued(element: Element) -> bool:
    """Whether it is a later piece of a long note, which has no call of its own."""
    return "more" in (element.get("class") or "").split()


def long_notes(tree: Element) -> list[Element]:
    """The notes that may have to run over a page."""
    notes = (e for e in tree.iter("span") if is_note(e) and not is_apparatus(e))
    return [note for note in notes if count_visible("".join(note.itertext())) > LONG_NOTE]


def cut_notes(tree: Element, lines: Mapping[Element, Sequence[str]], marks: Marks) -> None:
    """Cut each long note where its lines end, as `lines` says, into pieces that may stand on different pages."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    for note, printed in lines.items():
        kind, parent = note.get("class", ""), parents[note]
        ends = piece_ends(printed)
        for end in reversed(ends):
            piece = split_element(note, end, marks)
            piece.set("class", f"{kind} more" if end == ends[-1] else f"{kind} more cut")
            piece.attrib.pop("id", None)
            piece.tail, note.tail = note.tail, None
            parent.insert(list(parent).index(note) + 1, piece)
        if ends:
            note.set("class", f"{kind} cut")


def piece_ends(lines: Sequence[str]) -> list[int]:
    """The lines of a note → after how many visible characters it is cut. No piece is a single line, and none begins
    with an opening mark, which would be set otherwise there than inside a text."""
    ends: list[int] = []
    held = shown = 0
    for number, line in enumerate(lines):
        if held >= PIECE and number < len(lines) - 1 and line[:1] not in OPENING:
            ends.append(shown)
            held = 0
        held += 1
        shown += count_visible(line)
    return ends


def split_element(element: Element, count: int, marks: Marks) -> Element:
    """Cut `element` after `count` visible characters → the second half, with copies of the elements cut through."""
    second = Element(element.tag, dict(element.attrib))
    left = count
    own = 0
    head, rest = cut_text(element.text or "", left)
    left -= count_visible(head)
    own += count_visible(head)
    cut_here = left <= 0
    if cut_here:
        element.text, second.text = head, rest
    for child in list(element):
        if cut_here:
            element.remove(child)
            second.append(child)
            continue
        inside = count_visible("".join(child.itertext()))
        if left < inside:
            piece = split_element(child, left, marks)
            piece.attrib.pop("id", None)
            piece.tail, child.tail = child.tail, None
            second.append(piece)
            cut_here = True
            continue
        left -= inside
        head, rest = cut_text(child.tail or "", left)
        left -= count_visible(head)
        own += count_visible(head)
        if left <= 0:
            child.tail, second.text = head, rest
            cut_here = True
    known = marks.get(element, [])
    if later := [Mark(m.start - own, m.length, m.id) for m in known if m.start >= own]:
        marks[second] = later
        marks[element] = [m for m in known if m.start < own]
    return second


def cut_text(text: str, count: int) -> tuple[str, str]:
    """A text → what holds its first `count` visible characters, and the rest."""
    for index, character in enumerate(text):
        if not character.isspace():
            if count <= 0:
                return text[:index], text[index:]
            count -= 1
    return text, ""


# -- marks --------------------------------------------------------------------------------------------------------


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


# -- page numbers -------------------------------------------------------------------------------------------------


class Locator(NamedTuple):
    """A page or a range of pages in an index, and whether a name stands there in notes only."""

    first: int
    last: int
    noted: bool

    def __str__(self) -> str:
        pages = str(self.first) if self.first == self.last else f"{self.first}—{self.last}"
        return f"{pages}注" if self.noted else pages


def locators(pages: Iterable[tuple[int, bool]]) -> list[Locator]:
    """Pages with a name on them, and whether in a note → 3、5—7、9注. Ranges have three pages or more and are made of
    pages whose text has the name; a page is `noted` when only notes have it."""
    noted: dict[int, bool] = {}
    for page, in_note in pages:
        noted[page] = noted.get(page, True) and in_note
    found: list[Locator] = []
    run: list[int] = []
    for page in sorted(noted):
        if run and (page != run[-1] + 1 or noted[page] or noted[run[-1]]):
            found += close_run(run, noted)
            run = []
        run.append(page)
    return found + close_run(run, noted)


def close_run(run: Sequence[int], noted: Mapping[int, bool]) -> list[Locator]:
    """Consecutive pages → one range, or each by itself."""
    if len(run) < 3:
        return [Locator(page, page, noted[page]) for page in run]
    return [Locator(run[0], run[-1], False)]


def roman(number: int) -> str:
    """4 → iv: the folios of the front matter."""
    digits = (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    )
    text = ""
    for value, letters in digits:
        count, number = divmod(number, value)
        text += letters * count
    return text


# -- contents -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: its rank (front, source, part, section, unit, back), title, target and page."""

    rank: str
    title: str
    id: str
    page: str

    @property
    def parts(self) -> tuple[str, str]:
        """The title, and the end of it that goes to the second line with the leader: the date, or a few characters."""
        date = BRACKETED_DATE.search(self.title)
        cut = date.start() if date and len(date[0]) <= 16 else max(0, len(self.title) - 3)
        return self.title[:cut], self.title[cut:]


def list_contents(book: Book, label: Callable[[str], str]) -> Iterator[ContentsEntry]:
    """The sources, parts, sections and units of the book with their pages."""
    for node in book.walk():
        yield ContentsEntry(node.kind, node.heading, node.id, label(node.id))
