"""The press: trees laid out by WeasyPrint's public API with one set of fonts and style sheets."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from edition.render.book import Book
from edition.render.pdf.composer import Composer
from edition.render.pdf.weasy import adopt_tree, drop_doubled_links
from edition.render.printing import Printing
from edition.render.resources import resource_folder, style_sheet

# Without the composer nothing can be written in later: the marks count through the book.
PLAIN_MARKS = """
.fn::footnote-call, .fn::footnote-marker { content: "[" counter(footnote) "]"; }
.ap::footnote-call, .ap::footnote-marker { content: "[" counter(footnote) "]"; }
"""


@dataclass(frozen=True, slots=True)
class Assets:
    """WeasyPrint's way to files: `data:` addresses and what lies in the styles folder; nothing else, no network."""

    folder: Path
    _fail_on_errors: bool = False

    def __call__(self, url: str) -> Any:
        parts = urlsplit(url)
        if parts.scheme == "data":
            from urllib.request import urlopen

            return URLFetcherResponse(url, urlopen(url).read())
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.folder.resolve()):
            raise ValueError(f"not among the edition's own files: {url}")
        return URLFetcherResponse(url, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Press:
    """Lays out trees with one set of fonts and styles. What it makes depends on the text of its `style` and on the `faces` that
    are installed."""

    book: Book
    composer: Composer | None
    printing: Printing
    fonts: Any
    assets: Assets
    style: str
    faces: str
    sheets: tuple[Any, ...]

    def render(self, body: Element, first: int, *styles: str) -> Any:
        """A `body` and the number of its first page (a right-hand one where it is odd) → WeasyPrint's Document."""
        html = Element("html", {"lang": self.book.language})
        head = ElementTree.SubElement(html, "head")
        ElementTree.SubElement(head, "title").text = self.book.title
        for editor in (*self.book.authors, *self.book.editors):
            ElementTree.SubElement(head, "meta", {"name": "author", "content": editor})
        if self.book.subtitle:
            ElementTree.SubElement(head, "meta", {"name": "description", "content": self.book.subtitle})
        ElementTree.SubElement(head, "meta", {"name": "generator", "content": "edition"})
        html.append(body)
        source = "<html></html>" if self.composer else ElementTree.tostring(html, "unicode", method="html")
        page = HTML(string=source, url_fetcher=self.assets, base_url=self.assets.folder.as_uri() + "/")
        if self.composer:
            adopt_tree(page, html)
        beginning = f"@page :first {{ counter-reset: page {first} }}"
        side = "" if first % 2 else "html { break-before: left }"
        own = [self.sheet(style) for style in (beginning + side, *styles)]
        document = page.render(stylesheets=[*self.sheets, *own], font_config=self.fonts)
        if self.composer:
            for made in document.pages:
                drop_doubled_links(made)
        return document

    @property
    def standing(self) -> str:
        """What all pages of the book have in common: style and variant."""
        return f"{self.printing.variant}\n{self.style}"

    def sheet(self, style: str) -> Any:
        """A style sheet → WeasyPrint's, compiled."""
        base = self.assets.folder.as_uri() + "/"
        return CSS(string=style, font_config=self.fonts, url_fetcher=self.assets, base_url=base)


def new_press(book: Book, composer: Composer | None, printing: Printing, *, faces: str = "") -> Press:
    """The press for a book: our sheet, that of the page format, one's own; `faces` as `installed_faces` tells them."""
    ours = map(style_sheet, printing.sheets)
    style = "\n".join((*ours, printing.marks, printing.style, "" if composer else PLAIN_MARKS))
    assets = Assets(resource_folder("styles"))
    bare = Press(book, composer, printing, FontConfiguration(), assets, style, faces, ())
    return replace(bare, sheets=(bare.sheet(style),))


def installed_faces() -> str:
    """The font files that are installed, each with size and time of change; nothing where fontconfig cannot tell."""
    try:
        listed = subprocess.run(("fc-list", ":", "file"), capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    files = (Path(line.rstrip().rstrip(":")) for line in listed.splitlines())
    return "\n".join(sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))


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
