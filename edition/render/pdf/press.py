"""The press: trees laid out by WeasyPrint's public API with one set of fonts and style sheets."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from edition.render.pdf.composer import Composer
from edition.render.pdf.sheets import Title
from edition.render.pdf.styles import PLAIN_MARKS, classes_in, is_simple, style_of
from edition.render.pdf.weasy.cascade import ASKING, SHARING
from edition.render.pdf.weasy.flows import Flow, flow
from edition.render.pdf.weasy.pages import drop_doubled_links
from edition.render.pdf.weasy.plugging import adopt_tree
from edition.render.printing import Printing
from edition.render.resources import resource_folder, style_sheet
from edition.render.wording import is_chinese


@dataclass(frozen=True, slots=True)
class Assets:
    """WeasyPrint's way to files: `data:` addresses, the pictures of the book, and what lies in the styles
    folder; nothing else, no network."""

    folder: Path
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    _fail_on_errors: bool = False

    def __call__(self, url: str) -> Any:
        parts = urlsplit(url)
        if parts.scheme == "data":
            from urllib.request import urlopen

            return URLFetcherResponse(url, urlopen(url).read())
        if parts.scheme == "picture" and parts.path in self.pictures:
            return URLFetcherResponse(url, self.pictures[parts.path])
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.folder.resolve()):
            raise ValueError(f"not among the edition's own files: {url}")
        return URLFetcherResponse(url, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Press:
    """Lays out trees with one set of fonts and styles."""

    title: Title
    composer: Composer | None
    printing: Printing
    fonts: Any
    assets: Assets
    style: str
    sheets: tuple[Any, ...]
    compiled: dict[str, Any] = field(default_factory=dict)

    def entitled(self, title: Title) -> Press:
        """The same press for a book: one that is not in Chinese gets the sheet for
        Latin setting, below one's own."""
        press = replace(self, title=title, assets=replace(self.assets, pictures=title.pictures), compiled={})
        if is_chinese(title.language):
            return press
        added = "\n".join((style_sheet("latin.css"), self.printing.style))
        return replace(press, style=f"{self.style}\n{added}", sheets=(*press.sheets, press.sheet(added)))

    def render(self, body: Element, first: int, *styles: str) -> Any:
        """A `body` and the number of its first page (a right-hand one where it
        is odd) → WeasyPrint's Document."""
        if self.composer:
            return self.settle(self.flow(body, first, *styles), first)
        html = ElementTree.tostring(self.around(body), "unicode", method="html")
        return self.read(html).render(**self.options(first, styles))

    def flow(self, body: Element, first: int, *styles: str) -> Flow:
        """A `body` → its pages, which may still get other numbers; `first` is the side on which it begins."""
        tree = self.around(body)
        if "target-" in "".join((self.style, *styles)):
            tree.set(ASKING, "")
        elif is_simple(self.style):
            tree.set(SHARING, " ".join(name for style in (self.style, *styles) for name in classes_in(style)))
        html = self.read("<html></html>")
        adopt_tree(html, tree)
        return flow(html, first, **self.options(first, styles))

    def settle(self, made: Flow, first: int) -> Any:
        """The pages of a `body` and the number of the first one, which they fit → WeasyPrint's Document."""
        document = made.settle(first)
        for page in document.pages:
            drop_doubled_links(page)
        return document

    def around(self, body: Element) -> Element:
        """A `body` → the whole tree, with what the metadata say."""
        html = Element("html", {"lang": self.title.language})
        head = ElementTree.SubElement(html, "head")
        ElementTree.SubElement(head, "title").text = self.title.title
        for author in self.title.authors:
            ElementTree.SubElement(head, "meta", {"name": "author", "content": author})
        if self.title.subtitle:
            ElementTree.SubElement(head, "meta", {"name": "description", "content": self.title.subtitle})
        ElementTree.SubElement(head, "meta", {"name": "generator", "content": "edition"})
        html.append(body)
        return html

    def read(self, source: str) -> Any:
        """HTML → WeasyPrint's."""
        return HTML(string=source, url_fetcher=self.assets, base_url=self.assets.folder.as_uri() + "/")

    def options(self, first: int, styles: Sequence[str]) -> dict[str, Any]:
        """How WeasyPrint is to lay out a tree."""
        beginning = f"@page :first {{ counter-reset: page {first} }}"
        side = "" if first % 2 else "html { break-before: left }"
        own = [self.sheet(style) for style in (beginning + side, *styles)]
        return {"stylesheets": [*self.sheets, *own], "font_config": self.fonts}

    def sheet(self, style: str) -> Any:
        """A style sheet → WeasyPrint's, compiled, the same one every time: with it goes what is
        known of elements (cascade.py)."""
        if style not in self.compiled:
            base = self.assets.folder.as_uri() + "/"
            made = CSS(string=style, font_config=self.fonts, url_fetcher=self.assets, base_url=base)
            self.compiled[style] = made
        return self.compiled[style]


def new_press(title: Title, composer: Composer | None, printing: Printing) -> Press:
    """The press for a book: our sheet, that of the page format, one's own."""
    style = style_of(printing) + ("" if composer else PLAIN_MARKS)
    assets = Assets(resource_folder("styles"))
    bare = Press(title, composer, printing, FontConfiguration(), assets, style, ())
    return replace(bare, sheets=(bare.sheet(style),)).entitled(title)


@contextmanager
def listening(complaints: list[str]) -> Iterator[None]:
    """Collect what WeasyPrint warns of, instead of printing it."""

    def hear(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            complaints.append(record.getMessage())
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(hear)
    try:
        yield
    finally:
        logger.removeFilter(hear)
