"""What every page of the EPUB is made of and with: files, addresses, templates.

Book, BackMatter, planned pages → Made; template, values → file
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree
from markupsafe import Markup

from edition.render.backmatter import BackMatter, Mention
from edition.render.book import Book
from edition.render.epub.profiles import Profile
from edition.render.plan import Page
from edition.render.templating import templates
from edition.tei.views import Element


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package; `title` puts it into the contents, `landmark` among the landmarks; `labels` are
    those of the printed pages that begin in it."""

    file: str
    data: bytes
    media: str = "application/xhtml+xml"
    properties: tuple[str, ...] = ()
    title: str = ""
    landmark: str = ""
    spine: bool = True
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A book as made so far: what every page needs to know."""

    book: Book
    back: BackMatter
    pages: tuple[Page, ...]
    profile: Profile
    addresses: Mapping[str, str] = field(repr=False)

    def href(self, ident: str) -> str:
        """A TEI id → its address in the package, "" where the book does not show it."""
        return self.addresses.get(ident, "")

    def mentioned(self, mention: Mention) -> str:
        """→ the address of the very name, else of its block, else of its unit."""
        unit = self.href(mention.block) or self.href(mention.unit)
        return f"{unit.partition('#')[0]}#{mention.id}" if mention.id != mention.unit else unit


def fill(template: str, book: Book, title: str, matter: str, **values: object) -> bytes:
    """A template and its values → a file."""
    page = templates(book.language).get_template(f"epub/{template}.xhtml.j2")
    return page.render(book=book, title=book.say(title), matter=matter, kind=template, **values).encode("utf-8")


def markup(element: Element) -> Markup:
    """An XHTML element → markup for a template; empty elements keep both tags, which HTML parsers need."""
    for each in element.iter():
        if len(each) == 0 and each.text is None and each.tag not in ("br", "img"):
            each.text = ""
    return Markup(etree.tostring(element, encoding="unicode"))
