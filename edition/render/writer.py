"""The writer of XHTML pages: a tree of events, never strings; what it does with an element the handlers say.

    TEI elements, handlers by name → Rendered

Notes come in two styles. POPUP (EPUB): a call in the text, the body kept for the end of the file. FOOT (print): the
body stands inline at its anchor as `span.fn`, an apparatus entry as `span.ap`, and the style sheet floats them down.
Sources: EPUB 3.3 Structural Semantics, DPUB-ARIA 1.1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from enum import Enum
from itertools import takewhile
from typing import Any, cast

from lxml import etree

from edition.render.blocks import (
    BLOCKS,
    CLEAR,
    SILENT,
    after_colon,
    bracketed_date,
    has_blocks,
    is_block,
    parts_of,
    phrases_of,
    visible,
)  # fmt: skip
from edition.render.book import Node
from edition.render.calls import letter_mark, screen_mark
from edition.render.dates import BRACKETED
from edition.render.relations import Bond, Relations, told
from edition.render.wording import is_chinese, marked, say
from edition.tei import XML_ID, XML_LANG
from edition.tei.views import LANGUAGE, UNREAD, Element, excluded, line_of, local, plain, read_text

OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"

# Marks of punctuation that a note call follows and never precedes.
FOLLOWED = re.compile(r"[，。、；：？！,.;:?!]+")
STOPS = frozenset("，。、；：")
BLANK = re.compile(r"\s+")
ENDS, WORDS = 5, 2
"""Characters, or words of another language than Chinese, that are printed of the beginning and of the end of a long lemma."""
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—]")


FIRST: Bond = "prev"
"""The bond that is told before the text of a unit."""


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
    of a unit over its title, for an index that refers to it. `pictures` gives the address in the book of a picture that the TEI
    names. `relations` are what units are to others, by their ids.
    """

    notes: Notes
    href: Callable[[str], str]
    anchors: frozenset[str] = frozenset()
    glossary: Mapping[str, str] = field(default_factory=dict)
    sigla: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    numbered: bool = False
    language: str = "zh-Hans"
    pictures: Mapping[str, str] = field(default_factory=dict)
    relations: Relations = field(default_factory=dict)

    def say(self, words: str) -> str:
        """Words of ours in the language of the book."""
        return say(words, self.language)


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page: `content` is a `div` or `section`, `notes` and `apparatus` the bodies to stand at its end (empty in FOOT).

    `unknown` maps each kind of element that is no part of the vocabulary to the line where it first stands.
    """

    content: Element
    notes: tuple[Element, ...]
    apparatus: tuple[Element, ...]
    unknown: Mapping[str, int]


Handler = Callable[["Writer", Element], None]


@dataclass(slots=True)
class Call:
    """A note that has been called on a page: its mark and the ids of its calls."""

    note: Element
    mark: str
    calls: list[str]


def identity(element: Element) -> tuple[str, str]:
    """The id that links point to."""
    return "id", element.get(XML_ID, "")


def new_builder() -> Any:
    """A tree builder; lxml's stubs do not know that `start` takes the namespaces."""
    return etree.TreeBuilder()


class Writer:
    """Writes TEI elements into one XHTML tree. One per page; `close` gives the page."""

    def __init__(self, setting: Setting, handlers: Mapping[str, Handler], total: int) -> None:
        self.handlers = handlers
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
        self.within_head = False
        self.last = self.held = ""

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
        """Running text; line breaks of the file are no spaces between Chinese characters. The last character is held
        back, so that a call after it can be kept on its line."""
        if not data:
            return
        if "\n" in data:
            data = BLANK.sub(lambda m: self.joint(m, data or ""), data)
        if self.pending and not self.linked and (found := FOLLOWED.match(data)):
            self.builder.data(self.held + found[0][:-1])
            self.held = found[0][-1]
            data = data[found.end() :]
        if data:
            self.flush()
            self.builder.data(data[:-1])
            self.held = self.last = data[-1]

    def joint(self, blank: re.Match[str], data: str) -> str:
        """White space in the file → what separates the characters on its two sides."""
        if "\n" not in blank[0]:
            return blank[0]
        left = data[blank.start() - 1] if blank.start() else self.last
        right = data[blank.end()] if blank.end() < len(data) else ""
        spaced = left and not CJK.match(left) and not left.isspace() and not (right and CJK.match(right))
        return " " if spaced else ""

    def flush(self) -> None:
        """Write the character held back, and the note calls that waited for the punctuation or the end of a link."""
        held, self.held = self.held, ""
        if self.linked or not self.pending:
            if held:
                self.builder.data(held)
            return
        waiting, self.pending = self.pending, []
        if held:
            # A full stop leaves half of its square blank: the mark moves into it.
            kind = "nb after-stop" if held in STOPS else "nb"
            self.builder.start("span", {"class": kind}, self.nsmap)
            self.builder.data(held)
        for write in waiting:
            write()
        if held:
            self.builder.end("span")

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
        handler = self.handlers.get(name)
        if handler is not None:
            handler(self, element)
            return
        if name not in CLEAR and name not in BLOCKS:
            self.unknown.setdefault(name or str(element.tag), line_of(element))
        if is_block(element):
            self.flow(element)
        elif (language := element.get(XML_LANG, "")) and LANGUAGE.fullmatch(language):
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
                    self.paragraph(part, lead=lead)
                    lead = None
                else:
                    self.node(part)
        if lead:
            with self.element("p"):
                lead()

    def mixed(self, element: Element) -> None:
        """The content of an element, in paragraphs where it holds blocks."""
        if has_blocks(element):
            self.flow(element)
        else:
            self.inline(element)

    def paragraph(self, element: Element, lead: Callable[[], None] | None = None) -> None:
        """A paragraph; one that holds lists or messages becomes a group of paragraphs."""
        rend = element.get("rend") or element.get("type") or ""
        ident = identity(element)
        if has_blocks(element):
            with self.element("div", ident, ("class", f"p {rend}".strip())):
                self.flow(element, lead=lead)
            return
        with self.element("p", ident, ("class", rend)):
            if lead:
                lead()
            self.inline(element)

    def run(self, run: Iterable[str | Element]) -> None:
        """Text and inline elements in order."""
        for part in run:
            if isinstance(part, str):
                self.text(part)
            else:
                self.node(part)

    def heading(self, node: Node, level: int, ident: str = "") -> None:
        """The heads of a part, section or unit as one `header`; the main one bears the rank. A heading with an id of
        its own stands over several sections and is a `div`: a `header` in no section would be the banner of the page
        (ARIA in HTML). Without heads it is only the place to which links lead."""
        if not node.heads and not (node.number and self.setting.numbered):
            if ident:
                with self.element("div", ("id", ident)):
                    pass
            return
        main = next((h for h in node.heads if h.get("type") == "main"), None)
        if main is None:
            main = next((h for h in node.heads if h.get("type") != "label"), next(iter(node.heads), None))
        with self.element("div" if ident else "header", ("id", ident), ("class", f"head {node.kind}")):
            if node.number and self.setting.numbered:
                with self.element("p", ("class", "number")):
                    self.builder.data(str(node.number))
            for head in node.heads:
                role = "title" if head is main else (head.get("type") or "sub")
                with self.element(f"h{min(level, 6)}" if head is main else "p", ("class", role)):
                    self.head(head)

    def related(self, unit: Node, *, before: bool) -> None:
        """A quiet line for each bond of a unit with others: what it goes on from `before` its text, all else behind it."""
        own = [r for r in self.setting.relations.get(unit.id, ()) if (r.bond == FIRST) == before]
        for words, relations in told(own):
            with self.element("p", ("class", "related")):
                with self.element("span", ("class", "bond")):
                    self.builder.data(self.setting.say(words) + self.setting.say("　"))
                for number, relation in enumerate(relations):
                    if number:
                        self.builder.data(self.setting.say("；"))
                    title = relation.unit.heading
                    date = BRACKETED.search(title)
                    with self.element("a", ("href", self.setting.href(relation.id)), ("class", "ref")):
                        if self.setting.numbered:
                            self.builder.data(f"{relation.unit.number}{self.setting.say('　')}")
                        self.builder.data(title[: date.start()] if date else title)
                        if date:
                            with self.element("span", ("class", "whole")):
                                self.builder.data(date[0])

    def head(self, head: Element) -> None:
        """A head; a date in brackets at its end is set apart."""
        self.within_head = True
        parts = list(parts_of(head))
        before, date, after = bracketed_date(parts) or (parts, [], [])
        if self.setting.notes is Notes.FOOT:
            self.run(before)
        else:
            self.title(before)
        if date:
            with self.element("span", ("class", "when")):
                self.run(date)
        self.run(after)
        self.within_head = False

    def title(self, parts: Sequence[str | Element]) -> None:
        """A title whose lines a reading system breaks: what stands before a colon and what follows it stay together, as do
        their phrases."""
        title, regest = after_colon(parts)
        if not regest:
            self.phrased(title)
            return
        for kind, words in (("named", title), ("regest", regest)):
            with self.element("span", ("class", kind)):
                self.phrased(words)

    def phrased(self, parts: Sequence[str | Element]) -> None:
        """Parts of a title, each of their phrases in an element where they are Chinese and more than one."""
        groups = phrases_of(parts) if is_chinese(self.setting.language) else []
        if len(groups) < 2:
            self.run(parts)
            return
        for group in groups:
            alone = len(group) == 1 and not isinstance(group[0], str)
            with nullcontext() if alone else self.element("span", ("class", "phrase")):
                self.run(group)

    # -- notes ---------------------------------------------------------------------------------------------------

    def call(self, note: Element) -> None:
        """A note where it is called."""
        ident = note.get(XML_ID, "")
        if self.within_note:
            with self.element("span", ("class", "nested")):
                self.text(marked("［", self.setting.language))
                self.mixed(note) if not has_blocks(note) else self.inline(note)
                self.text(marked("］", self.setting.language))
            return
        if self.setting.notes is Notes.FOOT:
            self.foot(note)
            return
        known = self.called.get(ident)
        if known is None:
            known = self.called[ident] = Call(
                note, screen_mark(len(self.called) + 1, self.total, self.setting.language), []
            )
        known.calls.append(f"{ident}.r{len(known.calls) + 1}")
        place = known.calls[-1]
        self.pending.append(lambda: self.anchor(place, ident, known.mark, "call"))

    def foot(self, note: Element) -> None:
        """A printed footnote, inline at its anchor."""
        kind = note.get("type", "")
        attrs = (("class", f"fn {kind}".strip()), ("id", note.get(XML_ID, "")))
        nested, self.within_note = self.within_note, True
        with self.element("span", *attrs):
            self.mixed(note)
        self.within_note = nested

    def again(self, ref: Element, note: str) -> bool:
        """A second call to a note of this page → True; False where the reference is an ordinary link."""
        if ref.get("type") != "note" or plain(ref) not in ("", ref.get("n", "")):
            return False
        if self.setting.notes is Notes.FOOT:
            with self.element("span", ("class", "fn-again"), ("data-note", note), *self.seconds()):
                self.text("")
            return True
        known = self.called.get(note)
        if known is None or self.within_note or self.linked:
            return False
        known.calls.append(f"{note}.r{len(known.calls) + 1}")
        place = known.calls[-1]
        self.pending.append(lambda: self.anchor(place, note, known.mark, "call"))
        self.flush()
        return True

    def seconds(self) -> tuple[tuple[str, str], ...]:
        """What the second call of a note says where it is printed: on the page of the note, and on another."""
        return ("data-here", self.setting.say("同注{}。")), ("data-there", self.setting.say("同第{}页注{}。"))

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
                self.builder.data(marked("〔", self.setting.language))
                self.reading(element)
                self.builder.data(marked("〕", self.setting.language))
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
            self.text(shortened(lemma, self.setting.language) or self.setting.say("（无）"))
        self.builder.data(self.setting.say("］"))
        for number, (reading, siglum) in enumerate(readings):
            if number:
                self.builder.data(self.setting.say("；"))
            with self.element("span", ("class", "reading")):
                if not plain(reading):
                    self.builder.data(self.setting.say("（缺）"))
                elif has_blocks(reading):
                    self.builder.data(plain(reading))
                else:
                    self.inline(reading)
            if siglum:
                self.builder.data(" " if self.setting.notes is Notes.FOOT else "\u00a0")
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
                more = self.setting.say("（第{}处）").format(number + 1) if number else ""
                self.backlink(place, known.mark, self.setting.say("返回正文注{}").format(known.mark) + more)

        kind = known.note.get("type", "")
        with self.aside(ident, kind):
            self.flow(known.note, lead=lead)
        return cast(Element, self.builder.close())

    def entry(self, ident: str, mark: str, element: Element) -> Element:
        """The body of an entry of the apparatus."""
        self.builder = new_builder()
        self.within_note = True
        with self.aside(ident, "variant"), self.element("p"):
            self.backlink(f"{ident}.r1", mark, self.setting.say("返回正文校记{}").format(mark))
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


# -- the apparatus ------------------------------------------------------------------------------------------------


def readings_of(element: Element, setting: Setting) -> tuple[str, list[tuple[Element, str]]]:
    """`app` or `choice` → the lemma and each reading with the sigla of its witnesses."""
    if local(element) == "choice":
        right = next((plain(e) for e in element if local(e) == "corr"), "")
        return right, [(e, setting.base) for e in element if local(e) == "sic"][:1]
    # Without a lemma the first reading stands in the text, as everywhere else.
    readings = [e for name in ("lem", "rdg") for e in element if local(e) == name]
    lemma = plain(readings[0]) if readings else ""
    if end := last_words(element, setting.language):
        lemma = from_to(lemma, end, setting.language)
    return lemma, [(e, sigla_of(e, setting)) for e in readings[1:]]


def last_words(app: Element, language: str) -> str:
    """The last words of what an entry of the apparatus stands for where it reaches beyond its lemma (`@to`), or ""."""
    to = app.get("to", "").removeprefix("#")
    anchors = app.getroottree().getroot().iter("{*}anchor") if to else ()
    anchor = next((found for found in anchors if found.get(XML_ID) == to), None)
    around = anchor.getparent() if anchor is not None else None
    if anchor is None or around is None:
        return ""
    words = [around.text or ""]
    for node in takewhile(lambda node: node is not anchor, around):
        words += [*(read_text(node) if local(node) not in UNREAD else ()), node.tail or ""]
    if is_chinese(language):
        return BLANK.sub("", "".join(words))[-ENDS:]
    return " ".join("".join(words).split()[-WORDS:])


def from_to(start: str, end: str, language: str) -> str:
    """The beginning and the end of a long lemma → what is printed of it."""
    if is_chinese(language):
        return f"{start[:ENDS]}……{end[-ENDS:]}"
    return f"{' '.join(start.split()[:WORDS])} … {' '.join(end.split()[-WORDS:])}"


def sigla_of(reading: Element, setting: Setting) -> str:
    """The sigla of a reading's witnesses."""
    targets = [target.lstrip("#") for target in reading.get("wit", "").split()]
    return setting.say("、").join(setting.sigla.get(target, target) for target in targets)


def shortened(lemma: str, language: str) -> str:
    """A long lemma by its first and last words."""
    whole = len(lemma) <= 16 if is_chinese(language) else len(lemma.split()) <= 3 * WORDS
    return lemma if whole else from_to(lemma, lemma, language)
