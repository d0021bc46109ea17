"""The writer of XHTML pages: a tree of events, never strings; what it does with an element the handlers say.

    TEI elements, handlers by name → XHTML elements, and the notes and variants that they call

A line break of the file is no space between Chinese characters; a call stays on the line of what it follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from lxml import etree

from edition.render.blocks import BLOCKS, CLEAR, SILENT, has_blocks, is_block, parts_of, visible
from edition.render.setting import Notes, Setting
from edition.tei import XML_ID, XML_LANG
from edition.tei.views import LANGUAGE, Element, excluded, line_of, local

OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"

# Marks of punctuation that a note call follows and never precedes.
FOLLOWED = re.compile(r"[，。、；：？！,.;:?!]+")
STOPS = frozenset("，。、；：")
BLANK = re.compile(r"\s+")
CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f“”‘’…—]")

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
    """Writes TEI elements into one XHTML tree, one for each page; `called` and
    `variants` are what was called on it."""

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

    # -- events ------------------------------------------------------------------------------------------------

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
        """Running text; line breaks of the file are no spaces between Chinese characters. The last character is
        held back, so that a call after it can be kept on its line."""
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
        """Write the character held back, and the note calls that waited for the
        punctuation or the end of a link."""
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

    # -- content -----------------------------------------------------------------------------------------------

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
