"""Ids that both books can bear: names of XML, each once, none that the pages need themselves.

Sources: XML 1.0 and Namespaces (NCName), `xml:id`; EPUB 3.3, where an id is one of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import XML_ID, tei
from edition.tei.views import Element, line_of

STRANGE = re.compile(r"[^\w.-]")
BEGINNING = re.compile(r"[^\W\d]")
OURS = re.compile(
    r"(?:toc|landmarks|page-list|contents|introduction|sources|emendations|chronology|glossary|colophon|halftitle|titlepage|imprint)"
    r"|(?:index|pg|ix|gl|w)-.*|fn-.*",
    re.DOTALL,
)
"""Ids of pages and places that the books make themselves."""


def mend_ids(root: Element, file: str) -> Iterator[Diagnostic]:
    """→ X032 for an id that no page can bear and for one that stands twice. Pointers to a mended id follow it;
    those to an id that stands twice lead to the one in their own text of a corpus, else to the first."""
    taken: set[str] = set()
    mended: dict[str, str] = {}
    own: dict[Element, dict[str, str]] = {}
    for element in root.iter(etree.Element):
        ident = element.get(XML_ID)
        if ident is None:
            continue
        wanted = proper(ident)
        new, number = wanted, 1
        while new in taken:
            number += 1
            new = f"{wanted}.{number}"
        taken.add(new)
        if new != ident:
            if wanted != ident:
                mended.setdefault(ident, new)
            if (text := next(element.iterancestors(tei("TEI")), None)) is not None:
                own.setdefault(text, {}).setdefault(ident, new)
            element.set(XML_ID, new)
            yield make("X032", file, (line_of(element), 1), id=ident, new=new)
    for text, renamed in own.items():
        here = {ident for element in text.iter(etree.Element) if (ident := element.get(XML_ID))}
        follow(text, {ident: new for ident, new in renamed.items() if ident not in here})
    if mended:
        follow(root, mended)


def follow(root: Element, mended: Mapping[str, str]) -> None:
    """Let the pointers at and below an element follow mended ids."""
    for element in root.iter(etree.Element) if mended else ():
        for key in map(str, element.attrib.keys()):
            value = element.get(key, "")
            if value.startswith("#"):
                element.set(key, followed(value, mended))


def proper(ident: str) -> str:
    """An id → itself where the pages can bear it, else the nearest name of XML."""
    if BEGINNING.match(ident) and not STRANGE.search(ident) and not OURS.fullmatch(ident):
        return ident
    name = STRANGE.sub("_", ident)
    return name if BEGINNING.match(name) and not OURS.fullmatch(name) else f"id_{name}"


def followed(value: str, mended: Mapping[str, str]) -> str:
    """The value of a pointer → the same with the mended ids; an id with a blank is one id, as it was given."""
    whole = mended.get(value[1:])
    if whole is not None:
        return f"#{whole}"
    return " ".join(
        f"#{mended[part[1:]]}" if part.startswith("#") and part[1:] in mended else part
        for part in value.split(" ")
    )
