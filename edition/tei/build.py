"""A tree builder for TEI: elements are opened, filled and closed in text order; nobody touches text or tail.

Wraps lxml's TreeBuilder. Elements that hold only elements get a line end before each child, so that a file can
be read and compared line by line; mixed content is never touched.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from edition.tei import NSMAP, XML_ID, XML_LANG, tei
from edition.tei.values import UNWRITABLE

Attributes = Mapping[str, str]

ELEMENT_ONLY = frozenset((
    "teiCorpus", "TEI", "teiHeader", "fileDesc", "titleStmt", "publicationStmt", "availability", "sourceDesc",
    "encodingDesc", "projectDesc", "editorialDecl", "normalization", "tagsDecl", "namespace", "profileDesc", "langUsage",
    "correspDesc", "correspAction", "textClass", "keywords", "respStmt", "standOff", "listWit", "listPerson", "listPlace", "listOrg",
    "listBibl", "listRelation", "linkGrp", "interpGrp", "person", "place", "org", "text", "front", "body", "back", "div",
    "floatingText", "postscript", "list", "sp", "lg", "table", "row", "titlePage", "docTitle",
))  # fmt: skip

SPECIAL = {"id": XML_ID, "lang": XML_LANG}
"""Attribute names of ours that TEI takes from the XML namespace."""


def writable(text: str) -> str:
    """Text → the same without characters that XML cannot hold: a title or a field of a record is a copy of what
    the weave has reported and booked where it stands."""
    return text if text.isprintable() else UNWRITABLE.sub("", text)


class Opened:
    """An element of a builder that is open until the `with` block ends."""

    __slots__ = ("builder",)

    def __init__(self, builder: Builder) -> None:
        self.builder = builder

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        self.builder.end()


class Builder:
    """Opens, fills and closes TEI elements in order; `finish` gives the tree."""

    def __init__(self) -> None:
        self._builder = etree.TreeBuilder()
        self._open: list[str] = []

    def element(self, name: str, attributes: Attributes | None = None) -> Opened:
        """An element around everything that is written inside the `with` block;
        empty attributes are left out."""
        self._start(name, attributes)
        return Opened(self)

    def leaf(self, name: str, text: str = "", attributes: Attributes | None = None) -> None:
        """An element with nothing but text, or nothing at all."""
        self._start(name, attributes)
        self.text(text)
        self.end()

    def end(self) -> None:
        """Close the innermost open element."""
        name = self._open.pop()
        if name in ELEMENT_ONLY:
            self._builder.data("\n")
        self._builder.end(tei(name))

    def _start(self, name: str, attributes: Attributes | None) -> None:
        self._line()
        self._builder.start(  # type: ignore[call-arg]  # the stubs lack nsmap
            tei(name),
            {SPECIAL.get(key, key): writable(value) for key, value in (attributes or {}).items() if value},
            None if self._open else NSMAP,
        )
        self._open.append(name)

    def text(self, text: str) -> None:
        """Characters at the place reached."""
        if text:
            self._builder.data(writable(text))

    @property
    def inside(self) -> str:
        """The name of the innermost open element."""
        return self._open[-1] if self._open else ""

    def finish(self) -> etree._Element:
        """→ the root, once every element is closed."""
        return self._builder.close()

    def _line(self) -> None:
        if self._open and self._open[-1] in ELEMENT_ONLY:
            self._builder.data("\n")
