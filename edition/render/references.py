"""Names, works, and what refers to another place: a link where that is in the book or on the web.

`ref`, `ptr`, `bibl`, `persName` … → `a`, anchors for the indexes, signs of what is unsure or absent

Sources: TEI P5 chapters 3.7 (cross-references), 13 (names); RFC 3986 for addresses.
"""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree

from edition.render.notes import call_again
from edition.render.setting import Notes
from edition.render.wording import marked
from edition.render.writer import EPUB_TYPE, Writer
from edition.tei import XML_ID
from edition.tei.views import Element, is_unsure, local, plain

WIDEST_WHOLE = 8
"""Squares that a line of a heading holds on a phone, in large letters: a wider name or number may be broken."""

URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


def address_of(element: Element) -> str:
    """The id that `@target` or `@ref` points to inside the file, or ""."""
    target = (element.get("target") or element.get("ref") or "").split(" ")[0]
    return target[1:] if target.startswith("#") else ""


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
    """A cross-reference: a link where its target is in the book or on the web,
    plain text where it is not found."""
    target = element.get("target", "")
    ident = address_of(element)
    if ident and call_again(writer, element, ident):
        return
    address = writer.setting.href(ident) if ident else web_address(target)
    if not address and not plain(element) and element.get("n"):
        with writer.element("sup", ("class", "call lost")):
            writer.builder.data(element.get("n", ""))
    elif not address or writer.linked:
        writer.inline(element)
        if element.get("subtype") == "unresolved" and element.get("type") != "note" and not target:
            absent(writer, element.get(XML_ID, ""))
    elif not plain(element):
        with writer.element("a", ("href", address), ("class", "ref")):
            writer.builder.data(element.get("n", "") or "↗")
    else:
        link(writer, element, address, "ref")
        if is_unsure(element):
            sign(writer, "？", "unsure", "所指由推定")


def absent(writer: Writer, ident: str) -> None:
    """The sign that the document meant is not in the edition; a list leads to it."""
    sign(writer, "†", "absent", "所指文件本书未收", ident if ident in writer.setting.anchors else "")


def sign(writer: Writer, mark: str, kind: str, title: str, ident: str = "") -> None:
    """A superior sign of the editors, which the introduction explains; it stays
    on the line of what it follows."""
    with writer.element("sup", ("id", ident), ("class", kind), ("title", title)):
        writer.builder.data(f"\u2060{marked(mark, writer.setting.language)}")


def web_address(target: str) -> str:
    """A target on the web → its address, characters that no URL has escaped; "" for anything else."""
    return quote(target, safe=URL_CHARACTERS) if target.startswith(("http://", "https://")) else ""


def name(writer: Writer, element: Element) -> None:
    """A name: an anchor where the index needs one, a link to the glossary where it is an alias; one in a
    heading stays on its line where a reading system breaks it."""
    ident = element.get(XML_ID, "")
    anchor = "id", ident if ident in writer.setting.anchors else ""
    popup = writer.setting.notes is Notes.POPUP
    whole = "whole" if popup and writer.within_head and stays_whole(element) else ""
    address = "" if writer.linked else writer.setting.glossary.get(ident, "")
    if address:
        kind = f"gloss {whole}".strip()
        link(writer, element, address, kind, anchor, (EPUB_TYPE, "glossref"), ("role", "doc-glossref"))
    elif anchor[1] or whole:
        with writer.element("span", anchor, ("class", whole)):
            writer.inline(element)
    else:
        writer.inline(element)


def stays_whole(element: Element) -> bool:
    """Whether a name of a person or place, or the number of a telegram, is
    short enough to stand on one line."""
    kept = local(element) in ("persName", "placeName") or element.get("type") == "telegram"
    return kept and sum(0.5 if c.isascii() else 1 for c in plain(element)) <= WIDEST_WHOLE
