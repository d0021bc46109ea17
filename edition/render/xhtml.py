"""TEI elements → XHTML elements, for the pages of both books. Built as a tree of events, never as strings.

Notes come in two styles. POPUP (EPUB): a call in the text, the body kept for the end of the file. FOOT (print): the
body stands inline at its anchor as `span.fn`, an apparatus entry as `span.ap`, and the style sheet floats them down.
Elements of TEI that nobody foresaw pass their text through and are reported once per kind (X012).
Sources: EPUB 3.3 Structural Semantics, DPUB-ARIA 1.1, EPUB Indexes 1.0; TEI P5 chapters 3, 7, 11, 12.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

from lxml import etree

from edition.render.book import (
    HOLDERS,
    XML_ID,
    XML_LANG,
    Element,
    Node,
    excluded,
    leading_heads,
    line_of,
    local,
    plain,
    shown,
)

OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"

# Marks of punctuation that a note call follows and never precedes.
FOLLOWED = re.compile(r"[，。、；：？！,.;:?!]+")
BLANK = re.compile(r"\s+")
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—]")

BLOCKS = frozenset(
    {"p", "ab", "list", "table", "floatingText", "div", "head", "sp", "lg", "l", "figure", "opener", "closer", "salute"}
    | {"dateline", "signed", "address", "byline", "docAuthor", "epigraph", "trailer", "argument", "postscript", "stage"}
    | {"titlePage", "docTitle", "docImprint", "cit", "listBibl", "item", "row", "cell", "speaker", "text", "addrLine"}
    | {"castList", "castItem"} | HOLDERS
)  # fmt: skip
BLOCK_NOTES = frozenset({"citation", "distribution", "secrecy"})
SILENT = frozenset(
    {"pb", "fw", "cb", "gb", "milestone", "anchor", "space", "lb", "index", "graphic", "teiHeader"}
)
CLEAR = frozenset(
    {"date", "time", "num", "measure", "biblScope", "publisher", "editor", "author", "pubPlace", "term", "seg", "idno"}
    | {"abbr", "expan", "reg", "orig", "corr", "lem", "said", "soCalled", "mentioned", "roleName", "forename", "surname"}
    | {"country", "region", "settlement", "geogName", "bibl", "w", "c", "s", "pc", "add", "am", "ex", "ab", "gloss", "q"}
    | {"title", "persName", "placeName", "orgName", "name", "rs", "subst", "figDesc", "monogr", "edition", "docDate"}
)  # fmt: skip
NAMES = frozenset({"persName", "placeName", "orgName", "name", "rs", "title"})
RENDITION = {
    "bold": ("strong", ""), "italic": ("em", ""), "sup": ("sup", ""), "sub": ("sub", ""),
    "underline": ("span", "underline"), "dots": ("em", "dots"), "small": ("small", ""), "strike": ("s", ""),
}  # fmt: skip


class Notes(Enum):
    """Where the body of a note goes."""

    POPUP = "popup"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the renderer of a book decides for all its pages.

    `href` gives the address of a TEI id, "" when it is nowhere in the book. `anchors` are the names that an index or
    glossary points to and that therefore bear an id; `glossary` leads from the id of a name to its explanation.
    `sigla` gives the siglum of a witness id, `base` that of the source a unit stands in. `numbered` prints the number
    of a unit over its title, for an index that refers to it.
    """

    notes: Notes
    href: Callable[[str], str]
    anchors: frozenset[str] = frozenset()
    glossary: Mapping[str, str] = field(default_factory=dict)
    sigla: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page: `content` is a `div` or `section`, `notes` and `apparatus` the bodies to stand at its end (empty in FOOT).

    `unknown` maps each kind of element that is no part of the vocabulary to the line where it first stands.
    """

    content: Element
    notes: tuple[Element, ...]
    apparatus: tuple[Element, ...]
    unknown: Mapping[str, int]


def render_unit(
    unit: Node,
    setting: Setting,
    *,
    openings: Sequence[Node] = (),
    blocks: Sequence[Element] | None = None,
    part: int = 0,
) -> Rendered:
    """A unit → its page. `openings` are parts and sections whose headings stand above it; `blocks` are those of the
    unit that this page holds (all by default); `part` is greater than 0 when the page continues the unit."""
    held = unit.blocks if blocks is None else blocks
    heads = [h for node in (*openings, unit) for h in (*node.heads, *node.blocks * (node is not unit))]
    writer = Writer(setting, total=count_notes((*heads, *held) if part == 0 else held))
    shown = openings if part == 0 else ()
    with writer.element("div", ("class", "page")):
        for level, opening in enumerate(shown, 1):
            writer.heading(opening, level, ident=opening.id)
            writer.sequence(opening.blocks)
        writer.level = len(shown) + 1
        with writer.element(
            "section", ("id", f"{unit.id}.{part}" if part else unit.id), *semantics(unit, setting)
        ):
            if part == 0:
                writer.heading(unit, writer.level)
            writer.sequence(held)
    return writer.close()


def render_opening(node: Node, setting: Setting) -> Rendered:
    """A part or section → a page of its own with its headings."""
    writer = Writer(setting, total=count_notes((*node.heads, *node.blocks)))
    with writer.element("section", ("id", node.id), ("class", f"opening {node.kind}")):
        writer.heading(node, 1)
        writer.sequence(node.blocks)
    return writer.close()


def semantics(unit: Node, setting: Setting) -> Iterator[tuple[str, str]]:
    """The class and, in an EPUB, the structural semantics of a unit."""
    yield "class", f"unit {unit.subtype}".strip()
    if setting.notes is Notes.POPUP:
        yield EPUB_TYPE, "foreword" if unit.subtype == "foreword" else "chapter"
        yield "role", "doc-foreword" if unit.subtype == "foreword" else "doc-chapter"
        if unit.heading:
            yield "aria-label", unit.heading


def count_notes(elements: Iterable[Element]) -> int:
    """How many notes with a call stand in the elements."""
    return sum(1 for root in elements for e in root.iter("{*}note") if is_called(e))


def is_called(note: Element) -> bool:
    """Whether a note stands elsewhere than its anchor (not a citation, a list of recipients, a secrecy mark)."""
    return note.get("type") not in BLOCK_NOTES


def note_mark(number: int, total: int) -> str:
    """1 of 3 → ①; where a page has more than twenty notes, all of it is counted [1], [2] …, which every font has."""
    return chr(0x2460 + number - 1) if total <= 20 else f"[{number}]"


def letter_mark(number: int) -> str:
    """1 → a, 26 → z, 27 → aa: the marks of the apparatus."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters


def address_of(element: Element) -> str:
    """The id that `@target` or `@ref` points to inside the file, or ""."""
    target = (element.get("target") or element.get("ref") or "").split(" ")[0]
    return target[1:] if target.startswith("#") else ""


@dataclass(slots=True)
class Call:
    """A note that has been called on a page: its mark and the ids of its calls."""

    note: Element
    mark: str
    calls: list[str]


def new_builder() -> Any:
    """A tree builder; lxml's stubs do not know that `start` takes the namespaces."""
    return etree.TreeBuilder()


class Writer:
    """Writes TEI elements into one XHTML tree. One per page; `close` gives the page."""

    def __init__(self, setting: Setting, total: int) -> None:
        self.setting = setting
        self.total = total
        self.nsmap = {"epub": OPS} if setting.notes is Notes.POPUP else None
        self.builder = new_builder()
        self.pending: list[Callable[[], None]] = []
        self.called: dict[str, Call] = {}
        self.variants: list[tuple[str, str, Element]] = []
        self.unknown: dict[str, int] = {}
        self.level = 1
        self.linked = False
        self.within_note = False
        self.last = ""

    # -- events --------------------------------------------------------------------------------------------------

    @contextmanager
    def element(self, tag: str, *attrs: tuple[str, str]) -> Iterator[None]:
        """An XHTML element around what is written inside; block tags become spans inside a printed footnote."""
        self.flush()
        given = {key: value for key, value in attrs if value}
        if (
            self.within_note
            and self.setting.notes is Notes.FOOT
            and tag in ("p", "ul", "ol", "li", "div", "blockquote")
        ):
            given["class"] = f"{tag} {given.get('class', '')}".strip()
            tag = "span"
        self.builder.start(tag, given, self.nsmap)
        yield
        self.flush()
        self.builder.end(tag)

    def text(self, data: str | None) -> None:
        """Running text; line breaks of the file are no spaces between Chinese characters."""
        if not data:
            return
        if "\n" in data:
            data = BLANK.sub(lambda m: self.joint(m, data or ""), data)
        if self.pending and not self.linked and (found := FOLLOWED.match(data)):
            self.builder.data(found[0])
            data = data[found.end() :]
        if data:
            self.flush()
            self.builder.data(data)
            self.last = data[-1]

    def joint(self, blank: re.Match[str], data: str) -> str:
        """White space in the file → what separates the characters on its two sides."""
        if "\n" not in blank[0]:
            return blank[0]
        left = data[blank.start() - 1] if blank.start() else self.last
        right = data[blank.end()] if blank.end() < len(data) else ""
        spaced = left and not CJK.match(left) and not left.isspace() and not (right and CJK.match(right))
        return " " if spaced else ""

    def flush(self) -> None:
        """Write the note calls that waited for the punctuation after them, or for the end of a link."""
        if self.linked:
            return
        waiting, self.pending = self.pending, []
        for write in waiting:
            write()

    # -- content -------------------------------------------------------------------------------------------------

    def inline(self, element: Element) -> None:
        """The mixed content of an element, in order."""
        self.text(element.text)
        for child in element:
            self.node(child)
            self.text(child.tail)

    def node(self, element: Element) -> None:
        """One TEI element by its handler; transparent or unknown ones show their content."""
        name = local(element)
        if (name in SILENT and name != "lb") or excluded(element):
            return
        handler = HANDLERS.get(name)
        if handler is not None:
            handler(self, element)
            return
        if name not in CLEAR and name not in BLOCKS:
            self.unknown.setdefault(name or str(element.tag), line_of(element))
        if is_block(element):
            self.flow(element)
        elif language := element.get(XML_LANG):
            with self.element("span", ("lang", language), (XML_LANG, language)):
                self.inline(element)
        else:
            self.inline(element)

    def sequence(self, elements: Iterable[Element]) -> None:
        """Blocks one after the other."""
        for element in elements:
            if is_block(element):
                self.node(element)
            elif visible([element]):
                with self.element("p"):
                    self.node(element)

    def flow(self, element: Element, lead: Callable[[], None] | None = None) -> None:
        """Mixed content → paragraphs: runs of text are wrapped in `p`, blocks stand by themselves.

        `lead` writes what stands at the start of the first paragraph."""
        run: list[str | Element] = []
        for part in (*parts_of(element), None):
            if part is not None and (isinstance(part, str) or not is_block(part)):
                run.append(part)
                continue
            if visible(run):
                with self.element("p"):
                    if lead:
                        lead()
                        lead = None
                    self.run(run)
            run = []
            if part is not None:
                if lead and local(part) == "p":
                    paragraph(self, part, lead=lead)
                    lead = None
                else:
                    self.node(part)
        if lead:
            with self.element("p"):
                lead()

    def run(self, run: Iterable[str | Element]) -> None:
        """Text and inline elements in order."""
        for part in run:
            if isinstance(part, str):
                self.text(part)
            else:
                self.node(part)

    def heading(self, node: Node, level: int, ident: str = "") -> None:
        """The heads of a part, section or unit as one `header`; the main one bears the rank."""
        if not node.heads and not (node.number and self.setting.numbered):
            return
        main = next((h for h in node.heads if h.get("type") == "main"), None)
        if main is None:
            main = next((h for h in node.heads if h.get("type") != "label"), next(iter(node.heads), None))
        with self.element("header", ("id", ident), ("class", f"head {node.kind}")):
            if node.number and self.setting.numbered:
                with self.element("p", ("class", "number")):
                    self.builder.data(str(node.number))
            for head in node.heads:
                role = "title" if head is main else (head.get("type") or "sub")
                with self.element(f"h{min(level, 6)}" if head is main else "p", ("class", role)):
                    self.head(head)

    def head(self, head: Element) -> None:
        """A head. What follows a colon stays together where the line breaks; a date in brackets at the end is set
        apart."""
        parts = list(parts_of(head))
        before, date, after = bracketed_date(parts) or (parts, [], [])
        title, regest = after_colon(before)
        self.run(title)
        if regest:
            with self.element("span", ("class", "regest")):
                self.run(regest)
        if date:
            with self.element("span", ("class", "when")):
                self.run(date)
        self.run(after)

    # -- notes ---------------------------------------------------------------------------------------------------

    def call(self, note: Element) -> None:
        """A note where it is called."""
        ident = note.get(XML_ID, "")
        if self.setting.notes is Notes.FOOT:
            self.foot(note)
            return
        if self.within_note:
            with self.element("span", ("class", "nested")):
                self.inline(note)
            return
        known = self.called.get(ident)
        if known is None:
            known = self.called[ident] = Call(note, note_mark(len(self.called) + 1, self.total), [])
        known.calls.append(f"{ident}.r{len(known.calls) + 1}")
        place = known.calls[-1]
        self.pending.append(lambda: self.anchor(place, ident, known.mark, "call"))

    def foot(self, note: Element) -> None:
        """A printed footnote, inline at its anchor."""
        kind = note.get("type", "")
        attrs = (("class", f"fn {kind}".strip()), ("id", note.get(XML_ID, "")))
        nested, self.within_note = self.within_note, True
        with self.element("span", *attrs):
            write_mixed(self, note)
        self.within_note = nested

    def again(self, ref: Element, note: str) -> bool:
        """A second call to a note of this page → True; False where the reference is an ordinary link."""
        if ref.get("type") != "note" or plain(ref) not in ("", ref.get("n", "")):
            return False
        if self.setting.notes is Notes.FOOT:
            with self.element("span", ("class", "fn-again"), ("data-note", note)):
                self.text("")
            return True
        known = self.called.get(note)
        if known is None or self.within_note or self.linked:
            return False
        known.calls.append(f"{note}.r{len(known.calls) + 1}")
        self.anchor(known.calls[-1], note, known.mark, "call")
        return True

    def anchor(self, ident: str, target: str, mark: str, kind: str) -> None:
        """The superior mark that opens a note."""
        with (
            self.element("sup", ("class", kind)),
            self.element(
                "a", (EPUB_TYPE, "noteref"), ("role", "doc-noteref"), ("id", ident), ("href", f"#{target}")
            ),
        ):
            self.builder.data(mark)

    def vary(self, element: Element) -> None:
        """An entry of the apparatus: its mark after the lemma; in print the entry itself, inline; inside a note, brackets."""
        if self.within_note:
            with self.element("span", ("class", "within")):
                self.builder.data("〔")
                self.reading(element)
                self.builder.data("〕")
            return
        ident = element.get(XML_ID, "")
        if self.setting.notes is Notes.FOOT:
            self.within_note = True
            with self.element("span", ("class", "ap"), ("id", ident)):
                self.reading(element)
            self.within_note = False
            return
        mark = letter_mark(len(self.variants) + 1)
        self.variants.append((ident, mark, element))
        self.pending.append(lambda: self.anchor(f"{ident}.r1", ident, mark, "call variant"))

    def reading(self, element: Element) -> None:
        """`app` or `choice` → lemma］reading siglum；reading siglum."""
        lemma, readings = readings_of(element, self.setting)
        with self.element("span", ("class", "lemma")):
            self.text(shortened(lemma) or "（无）")
        self.builder.data("］")
        for number, (text, siglum) in enumerate(readings):
            if number:
                self.builder.data("；")
            with self.element("span", ("class", "reading")):
                self.builder.data(text or "（缺）")
            if siglum:
                self.builder.data(" ")
                with self.element("span", ("class", "siglum")):
                    self.builder.data(siglum)

    # -- the end of a page ---------------------------------------------------------------------------------------

    def close(self) -> Rendered:
        """→ the page and the bodies of its notes, in the order of their calls."""
        content = self.builder.close()
        notes = tuple(self.body(known) for known in self.called.values())
        apparatus = tuple(self.entry(*variant) for variant in self.variants)
        return Rendered(content, notes, apparatus, self.unknown)

    def body(self, known: Call) -> Element:
        """The body of a called note."""
        self.builder = new_builder()
        self.within_note, self.last = True, ""
        ident = known.note.get(XML_ID, "")

        def lead() -> None:
            for number, place in enumerate(known.calls):
                more = f"（第{number + 1}处）" if number else ""
                self.backlink(place, known.mark, f"返回正文注{known.mark}{more}")

        kind = known.note.get("type", "")
        with self.aside(ident, kind):
            self.flow(known.note, lead=lead)
        return cast(Element, self.builder.close())

    def entry(self, ident: str, mark: str, element: Element) -> Element:
        """The body of an entry of the apparatus."""
        self.builder = new_builder()
        with self.aside(ident, "variant"), self.element("p"):
            self.backlink(f"{ident}.r1", mark, f"返回正文校记{mark}")
            self.reading(element)
        return cast(Element, self.builder.close())

    @contextmanager
    def aside(self, ident: str, kind: str) -> Iterator[None]:
        """The element that a reading system shows when a note is called."""
        with self.element(
            "aside", (EPUB_TYPE, "footnote"), ("role", "doc-footnote"), ("id", ident), ("class", kind)
        ):
            yield

    def backlink(self, place: str, mark: str, label: str) -> None:
        """The way back from a note to its call; it comes first, as Kindle demands."""
        with self.element(
            "a",
            (EPUB_TYPE, "backlink"),
            ("role", "doc-backlink"),
            ("href", f"#{place}"),
            ("aria-label", label),
        ):
            self.builder.data(mark)
        self.builder.data(" ")


# -- what is a block ----------------------------------------------------------------------------------------------


def parts_of(element: Element) -> Iterator[str | Element]:
    """Text and child elements in order."""
    if element.text:
        yield element.text
    for child in element:
        yield child
        if child.tail:
            yield child.tail


def visible(run: Sequence[str | Element]) -> bool:
    """Whether a run of text and inline elements shows anything."""
    return any(bool(p.strip()) if isinstance(p, str) else local(p) not in SILENT for p in run)


def is_block(element: Element) -> bool:
    """Whether an element stands by itself and not in a line."""
    name = local(element)
    if name in BLOCKS:
        return True
    if name == "note":
        return not is_called(element)
    if name == "quote":
        return stands_alone(element) or has_blocks(element)
    if name == "gap":
        return stands_alone(element)
    if name in SILENT or name in NAMES:
        return False
    return has_blocks(element)


def has_blocks(element: Element) -> bool:
    """Whether any child is a block."""
    return any(is_block(child) for child in element)


def stands_alone(element: Element) -> bool:
    """Whether the parent holds blocks and no text of its own."""
    parent = element.getparent()
    return parent is not None and local(parent) in HOLDERS | {"div", "sp", "floatingText", "list"}


def bracketed_date(
    parts: Sequence[str | Element],
) -> tuple[list[str | Element], list[str | Element], list[str | Element]] | None:
    """The parts of a head that ends with （date）→ before, the bracketed date, after; None where it does not."""
    for number in range(1, len(parts) - 1):
        left, date, right = parts[number - 1 : number + 2]
        if (
            not isinstance(left, str)
            or not isinstance(right, str)
            or isinstance(date, str)
            or local(date) != "date"
        ):
            continue
        cut, skip = len(left.rstrip()) - 1, len(right) - len(right.lstrip()) + 1
        titled = number > 1 or left[:cut].strip()
        if titled and (left[cut : cut + 1] + right[skip - 1 : skip]) in ("（）", "()"):
            return (
                [*parts[: number - 1], left[:cut]],
                [left[cut:], date, right[:skip]],
                [right[skip:], *parts[number + 2 :]],
            )
    return None


def after_colon(parts: Sequence[str | Element]) -> tuple[list[str | Element], list[str | Element]]:
    """The parts of a head → up to its first colon, and what follows it."""
    for number, part in enumerate(parts):
        if isinstance(part, str) and "：" in part:
            cut = part.index("：") + 1
            rest = [part[cut:], *parts[number + 1 :]] if part[cut:].strip() else [*parts[number + 1 :]]
            return [*parts[:number], part[:cut]], rest
    return [*parts], []


# -- the apparatus ------------------------------------------------------------------------------------------------


def readings_of(element: Element, setting: Setting) -> tuple[str, list[tuple[str, str]]]:
    """`app` or `choice` → the lemma and each reading with the sigla of its witnesses."""
    if local(element) == "choice":
        wrong = next((plain(e) for e in element if local(e) == "sic"), "")
        right = next((plain(e) for e in element if local(e) == "corr"), "")
        return right, [(wrong, setting.base)]
    lemma = next((plain(e) for e in element if local(e) == "lem"), "")
    return lemma, [(plain(e), sigla_of(e, setting)) for e in element if local(e) == "rdg"]


def sigla_of(reading: Element, setting: Setting) -> str:
    """The sigla of a reading's witnesses."""
    targets = [target.lstrip("#") for target in reading.get("wit", "").split()]
    return "、".join(setting.sigla.get(target, target) for target in targets)


def shortened(lemma: str) -> str:
    """A long lemma by its first and last words."""
    return lemma if len(lemma) <= 16 else f"{lemma[:5]}……{lemma[-5:]}"


# -- one handler per element --------------------------------------------------------------------------------------


def identity(element: Element) -> tuple[str, str]:
    """The id that links point to."""
    return "id", element.get(XML_ID, "")


def paragraph(writer: Writer, element: Element, lead: Callable[[], None] | None = None) -> None:
    """A paragraph; one that holds lists or messages becomes a group of paragraphs."""
    rend = element.get("rend") or element.get("type") or ""
    if has_blocks(element):
        with writer.element("div", identity(element), ("class", f"p {rend}".strip())):
            writer.flow(element, lead=lead)
        return
    with writer.element("p", identity(element), ("class", rend)):
        if lead:
            lead()
        writer.inline(element)


def boxed(tag: str, name: str) -> Handler:
    """An element → a block element of that tag and class around its flow."""

    def write(writer: Writer, element: Element) -> None:
        with writer.element(tag, identity(element), ("class", name)):
            writer.flow(element)

    return write


def line(name: str) -> Handler:
    """An element → a paragraph of that class; where it holds blocks, a group of them."""

    def write(writer: Writer, element: Element) -> None:
        with writer.element("div" if has_blocks(element) else "p", ("class", name)):
            write_mixed(writer, element)

    return write


def write_mixed(writer: Writer, element: Element) -> None:
    """The content of an element, in paragraphs where it holds blocks."""
    if has_blocks(element):
        writer.flow(element)
    else:
        writer.inline(element)


def division(writer: Writer, element: Element) -> None:
    """A division inside a unit (attachment, chapter of an article)."""
    heads = leading_heads(element)
    name = element.get("type", "")
    node = Node(element.get(XML_ID, ""), "inner", element, "", heads=heads)
    writer.level += 1
    with writer.element("section", identity(element), ("class", name)):
        writer.heading(node, writer.level)
        writer.sequence(child for child in element if child not in heads)
    writer.level -= 1


def message(writer: Writer, element: Element) -> None:
    """A message quoted inside a message."""
    with writer.element("blockquote", identity(element), ("class", "message")):
        for holder in element:
            writer.sequence(holder if local(holder) in HOLDERS else [holder])


def loose_head(writer: Writer, element: Element) -> None:
    """A head that stands lower than the start of its division, or heads a message: of the next rank."""
    parent = element.getparent()
    ranked = parent is not None and local(parent) == "div" and element.get("type") in (None, "main", "section")
    tag = f"h{min(writer.level + 1, 6)}" if ranked else "p"
    with writer.element(tag, ("class", f"inner-head {element.get('type', '')}".strip())):
        writer.head(element)


def quotation(writer: Writer, element: Element) -> None:
    """A quotation; set off where it stands alone."""
    if not is_block(element):
        writer.inline(element)
        return
    with writer.element("blockquote", identity(element), ("class", "quote")):
        writer.flow(element)


def listing(writer: Writer, element: Element) -> None:
    """Lists of every kind: items with their printed labels, participants, chronologies."""
    kind = element.get("type", "")
    for head in element:
        if local(head) == "head":
            with writer.element("p", ("class", f"list-head {kind}".strip())):
                writer.inline(head)
    items = [child for child in element if local(child) not in ("head", *SILENT)]
    labelled = any(child.get("n") or local(child) == "label" for child in items)
    name = " ".join(filter(None, (kind, "labelled" if labelled else "")))
    with writer.element("ul", ("class", name), *([("role", "list")] if name else [])):
        label: Element | None = None
        for child in items:
            if local(child) == "label":
                label = child
                continue
            with writer.element("li", identity(child)):
                entry(writer, child, label)
            label = None


def entry(writer: Writer, item: Element, label: Element | None) -> None:
    """What stands in an item of a list: its label, then its text."""
    mark = item.get("n", "")

    def lead() -> None:
        if label is not None:
            with writer.element("span", ("class", "term")):
                writer.inline(label)
        elif mark and mark not in "-*•·–—":
            with writer.element("span", ("class", "n arabic" if mark.isdigit() else "n")):
                writer.builder.data(mark)

    if has_blocks(item) or local(item) != "item":
        writer.flow(item, lead=lead)
        return
    lead()
    writer.inline(item)


def table(writer: Writer, element: Element) -> None:
    """A table with its rows; what labels a row or column is a header cell."""
    with writer.element("div", ("class", "table")), writer.element("table"):
        for head in element:
            if local(head) == "head":
                with writer.element("caption"):
                    writer.inline(head)
        for row in element:
            if local(row) == "row":
                with writer.element("tr"):
                    for cell in row:
                        table_cell(writer, cell, row)


def table_cell(writer: Writer, cell: Element, row: Element) -> None:
    header = "label" in (cell.get("role"), row.get("role"))
    spans = [(html, cell.get(tei, "")) for html, tei in (("colspan", "cols"), ("rowspan", "rows"))]
    scope = ("scope", ("col" if row.get("role") == "label" else "row") if header else "")
    with writer.element("th" if header else "td", *[s for s in spans if s[1] not in ("", "1")], scope):
        write_mixed(writer, cell)


def figure(writer: Writer, element: Element) -> None:
    """A plate of which only the caption is known."""
    with writer.element("figure", identity(element)), writer.element("figcaption"):
        for child in element:
            if local(child) in ("head", "p", "figDesc"):
                with writer.element("p"):
                    writer.inline(child)


def speech(writer: Writer, element: Element) -> None:
    """A speech: the speaker's name runs into its first paragraph."""
    speakers = [child for child in element if local(child) == "speaker"]

    def lead() -> None:
        for speaker in speakers:
            with writer.element("strong", ("class", "speaker")):
                writer.inline(speaker)

    waiting: Callable[[], None] | None = lead if speakers else None
    with writer.element("div", ("class", "speech")):
        for child in element:
            if local(child) == "speaker":
                continue
            if waiting and local(child) in ("p", "ab"):
                paragraph(writer, child, lead=waiting)
                waiting = None
            else:
                writer.sequence([child])
        if waiting:
            with writer.element("p"):
                waiting()


def annotation(writer: Writer, element: Element) -> None:
    """A note: in the flow (citation, recipients, secrecy) or called."""
    kind = element.get("type", "")
    if is_called(element):
        writer.call(element)
    elif has_blocks(element):
        with writer.element("div", identity(element), ("class", kind)):
            writer.flow(element)
    else:
        with writer.element("p", identity(element), ("class", kind)):
            writer.inline(element)


def cited(writer: Writer, element: Element) -> None:
    """A bibliographic reference, leading to the list of sources where the work is known."""
    work = element.get("corresp", "").lstrip("#")
    address = writer.setting.href(work) if work else ""
    simple = not any(local(e) in ("note", "ref", "ptr", "app", "choice") for e in element.iter(etree.Element))
    if address and simple and not writer.linked:
        link(writer, element, address, "work")
    else:
        writer.inline(element)


def link(writer: Writer, element: Element, address: str, name: str = "", *extra: tuple[str, str]) -> None:
    """The content of an element as a link."""
    writer.linked = True
    with writer.element("a", ("href", address), ("class", name), *extra):
        writer.inline(element)
    writer.linked = False


def reference(writer: Writer, element: Element) -> None:
    """A cross-reference: a link where its target is in the book or on the web, plain text where it is not found."""
    target = element.get("target", "")
    ident = address_of(element)
    if ident and writer.again(element, ident):
        return
    address = (
        writer.setting.href(ident) if ident else (target if target.startswith(("http://", "https://")) else "")
    )
    if not address and not plain(element) and element.get("n"):
        with writer.element("sup", ("class", "call lost")):
            writer.builder.data(element.get("n", ""))
    elif not address or writer.linked:
        writer.inline(element)
    elif not plain(element):
        with writer.element("a", ("href", address), ("class", "ref")):
            writer.builder.data(element.get("n", "") or "↗")
    else:
        link(writer, element, address, "ref")


def name(writer: Writer, element: Element) -> None:
    """A name: an anchor where the index needs one, a link to the glossary where it is an alias."""
    ident = element.get(XML_ID, "")
    attrs = [("id", ident)] if ident in writer.setting.anchors else []
    address = "" if writer.linked else writer.setting.glossary.get(ident, "")
    if address:
        link(writer, element, address, "gloss", *attrs, (EPUB_TYPE, "glossref"), ("role", "doc-glossref"))
    elif attrs:
        with writer.element("span", *attrs):
            writer.inline(element)
    else:
        writer.inline(element)


def choice(writer: Writer, element: Element) -> None:
    """The corrected, regular or expanded form; a correction has its entry in the apparatus."""
    writer.inline(shown(element))
    if any(local(e) == "sic" for e in element):
        writer.vary(element)


def variant(writer: Writer, element: Element) -> None:
    """The lemma; the readings go to the apparatus."""
    read = next((e for name in ("lem", "rdg") for e in element if local(e) == name), None)
    if read is not None:
        writer.inline(read)
    writer.vary(element)


def enclosed(before: str, after: str, kind: str) -> Handler:
    """An editor's sign around the text: ［supplied］, 〈surplus〉, doubtful［？］."""

    def write(writer: Writer, element: Element) -> None:
        with writer.element("span", ("class", kind)):
            writer.text(before)
            writer.inline(element)
            writer.text(after)

    return write


def omission(writer: Writer, element: Element) -> None:
    """Text that the source leaves out."""
    with writer.element("p" if stands_alone(element) else "span", ("class", "gap")):
        writer.text("……")


def emphasis(writer: Writer, element: Element) -> None:
    """Text that the source sets apart."""
    tag, kind = RENDITION.get(element.get("rend", "italic").split(" ")[0], ("em", ""))
    with writer.element(tag, ("class", kind)):
        writer.inline(element)


def foreign(writer: Writer, element: Element) -> None:
    """Words in another language."""
    language = element.get(XML_LANG) or "und"
    with writer.element("span", ("lang", language), (XML_LANG, language)):
        writer.inline(element)


def verse(writer: Writer, element: Element) -> None:
    with writer.element("div", ("class", "verse")):
        writer.sequence(element)


def deleted(writer: Writer, element: Element) -> None:
    with writer.element("del"):
        writer.inline(element)


def line_break(writer: Writer, element: Element) -> None:
    """A line break that the text means; one of the source's typesetting is not shown."""
    if element.get("break") != "no" and not element.get("ed"):
        with writer.element("br"):
            pass


Handler = Callable[[Writer, Element], None]

HANDLERS: dict[str, Handler] = {
    "p": paragraph,
    "ab": paragraph,
    "div": division,
    "head": loose_head,
    "floatingText": message,
    "quote": quotation,
    "cit": boxed("div", "cit"),
    "list": listing,
    "table": table,
    "figure": figure,
    "sp": speech,
    "lg": verse,
    "l": line("line"),
    "opener": boxed("div", "opener"),
    "closer": boxed("div", "closer"),
    "dateline": line("dateline"),
    "salute": line("salute"),
    "signed": line("signed"),
    "address": boxed("div", "address"),
    "addrLine": line("address-line"),
    "byline": line("byline"),
    "docAuthor": line("byline"),
    "trailer": line("trailer"),
    "epigraph": boxed("div", "epigraph"),
    "postscript": boxed("div", "postscript"),
    "stage": line("stage"),
    "note": annotation,
    "bibl": cited,
    "ref": reference,
    "ptr": reference,
    "choice": choice,
    "app": variant,
    "supplied": enclosed("［", "］", "supplied"),
    "surplus": enclosed("〈", "〉", "surplus"),
    "unclear": enclosed("", "［？］", "unclear"),
    "gap": omission,
    "hi": emphasis,
    "emph": emphasis,
    "foreign": foreign,
    "distinct": foreign,
    "del": deleted,
    "lb": line_break,
    **dict.fromkeys(sorted(NAMES), name),
}
