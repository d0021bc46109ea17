"""What the package says of the book: Dublin Core, accessibility, date; computed from what the book holds.

Made → rows of metadata. Sources: EPUB 3.3, Package metadata; EPUB Accessibility 1.1.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from edition.render.book import Book
from edition.render.epub.pages import Made

EPOCH = datetime(2000, 1, 1)


class Row(NamedTuple):
    """A line of metadata: "DC" or "OPF", name, value, attributes."""

    space: str
    name: str
    value: str
    attributes: Mapping[str, str] = {}


def describe(made: Made, *, pictured: bool, paged: bool) -> Iterator[Row]:
    """Dublin Core and accessibility metadata; `pictured` where there is a cover, `paged`
    where there is a list of pages."""
    book = made.book
    yield Row("DC", "title", book.title, {"id": "title"})
    yield refine("title", "title-type", "main")
    if book.subtitle:
        yield Row("DC", "title", book.subtitle, {"id": "subtitle"})
        yield refine("subtitle", "title-type", "subtitle")
    for kind, role, names in (("author", "aut", book.authors), ("editor", "edt", book.editors)):
        for number, name in enumerate(names, 1):
            yield Row("DC", "creator", name, {"id": f"{kind}{number}"})
            yield refine(f"{kind}{number}", "role", role, scheme="marc:relators")
    for name, value in (("publisher", book.publisher), ("date", book.date), ("rights", book.licence)):
        if value:
            yield Row("DC", name, value)
    for witness in made.back.witnesses:
        if described := witness.description or witness.title:
            yield Row("DC", "source", described)
    for name, value in accessibility(made, pictured=pictured, paged=paged):
        yield Row("OPF", f"schema:{name}", value, {"property": f"schema:{name}"})
    if paged:
        yield Row(
            "OPF",
            "pageBreakSource",
            book.say("{}（同版印本）").format(book.title),
            {"property": "pageBreakSource"},
        )
    if pictured:
        yield Row("OPF", "cover", "", {"name": "cover", "content": "i-cover-png"})


def refine(ident: str, name: str, value: str, **more: str) -> Row:
    """A property that says more about another one."""
    return Row("OPF", name, value, {"refines": f"#{ident}", "property": name, **more})


def accessibility(made: Made, *, pictured: bool, paged: bool) -> Iterator[tuple[str, str]]:
    """The properties of schema.org that EPUB Accessibility 1.1 asks for."""
    yield "accessMode", "textual"
    if pictured or made.book.pictures:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual"
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] if pictured else []
    features += ["index"] if made.back.indexes else []
    features += ["pageNavigation", "pageBreakMarkers"] if paged else []
    for feature in features:
        yield "accessibilityFeature", feature
    yield "accessibilityHazard", "none"
    say = made.book.say
    kinds = ["目录"] + ["索引"] * bool(made.back.indexes) + ["页码表"] * paged
    none = "封面图片附有文字说明，此外没有图片。" if pictured else "全书没有图片。"
    pictures = "图片均附有文字说明。" if made.book.pictures else none
    listed = say("、").join(map(say, kinds))
    yield (
        "accessibilitySummary",
        say("全书为可调整字号的文本，有{}可供跳转，注释可往返。{}").format(listed, say(pictures)),
    )


def identifier(book: Book) -> str:
    """The edition's id → a UUID that stays the same over all its builds."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'edition:{book.id}')}"


def modified(book: Book) -> datetime:
    """The edition's own date at midnight UTC; partial dates at their start, none at the year 2000."""
    parts = book.date[:10].split("-")
    try:
        year, month, day = (*map(int, parts), *(1,) * (3 - len(parts)))
        return datetime(year, month, day)
    except ValueError:
        return EPOCH
