"""Elements that archival documents seldom have and editions of others do: pictures, glossaries, people and
books in lists, casts, verse, dictionary entries, quoted words without marks.

Sources: TEI P5 chapters 3 (core), 6 (verse), 7 (performance texts), 9 (dictionaries), 13 (names), 14 (figures).
"""

from __future__ import annotations

from collections.abc import Mapping

from edition.render.blocks import SILENT, has_blocks, is_block
from edition.render.wording import is_chinese
from edition.render.writer import Handler, Writer, identity
from edition.tei.views import Element, language_of, local, plain

OPENING, CLOSING = "“\"‘'«„「『《", "”\"’'»“」』》"
PARTED = frozenset(
    {"person", "place", "org", "personGrp", "biblStruct", "biblFull", "monogr", "analytic", "imprint", "series"}
)
"""Elements whose parts are set side by side, a comma between them."""


def picture(writer: Writer, element: Element) -> None:
    """A picture that lies beside the file; its words are those of the figure."""
    address = writer.setting.pictures.get(element.get("url", ""), "")
    if address:
        with writer.element("img", ("src", address), ("alt", words_for(element))):
            pass


def words_for(graphic: Element) -> str:
    """What a picture shows, in words: its own description, the figure's, or the figure's heading."""
    around = graphic.getparent()
    for holder in (graphic, around):
        for name in ("desc", "figDesc", "head"):
            for child in () if holder is None else holder:
                if local(child) == name and plain(child):
                    return plain(child)
    return "—"


def under_heads(writer: Writer, element: Element, kind: str = "") -> list[Element]:
    """The heads of a list are written, each a line of its own → what stands under them."""
    for head in element:
        if local(head) == "head":
            with writer.element("p", ("class", f"list-head {kind}".strip())):
                writer.inline(head)
    return [child for child in element if local(child) not in ("head", *SILENT)]


def entries(writer: Writer, element: Element) -> None:
    """A list of persons, places, organisations or books."""
    items = under_heads(writer, element)
    if not items:
        return
    with writer.element("ul", ("class", "entries"), ("role", "list")):
        for item in items:
            with writer.element("li", identity(item)):
                writer.mixed(item) if has_blocks(item) and local(item) not in PARTED else parted(writer, item)


def parted(writer: Writer, element: Element) -> None:
    """The parts of an entry one after the other, a comma between those that no text separates."""
    writer.text(element.text)
    before: Element | None = None
    for child in element:
        if local(child) not in SILENT and (plain(child) or local(child) == "ptr"):
            bare = before is not None and not (before.tail or "").strip()
            if bare and local(child) != "note":
                writer.text("，" if is_chinese(writer.setting.language) else ", ")
            before = child
            if local(child) in PARTED:
                parted(writer, child)
            elif is_block(child):
                writer.inline(child)
            else:
                writer.node(child)
        if (child.tail or "").strip():
            writer.text(child.tail)


def cast_list(writer: Writer, element: Element) -> None:
    """The persons of a play."""
    items = [e for e in under_heads(writer, element) if local(e) == "castItem" or is_block(e)]
    with writer.element("ul", ("class", "cast"), ("role", "list")):
        for item in items:
            with writer.element("li", identity(item)):
                if local(item) == "castGroup":
                    cast_list(writer, item)
                else:
                    parted(writer, item)


def spoken(writer: Writer, element: Element) -> None:
    """Words that are quoted: the marks that the file leaves to the element are written,
    unless they stand there already."""
    if is_block(element):
        with writer.element("blockquote", identity(element), ("class", "quote")):
            writer.flow(element)
        return
    words = plain(element)
    before = (writer.last or "")[-1:]
    marked = words[:1] in OPENING or (before and before in OPENING) or words[-1:] in CLOSING
    if marked or not words or is_chinese(language_of(element)):
        writer.inline(element)
        return
    nested = any(local(e) in QUOTED for e in element.iterancestors())
    writer.text("‘" if nested else "“")
    writer.inline(element)
    writer.text("’" if nested else "”")


QUOTED = ("q", "said", "soCalled")


def verse_line(writer: Writer, element: Element) -> None:
    """A line of verse; one that is the later part of a line, or says so, is set in."""
    later = (
        element.get("part") in ("M", "F")
        or "indent" in element.get("rend", "")
        or "margin" in element.get("rend", "")
    )
    with writer.element(
        "div" if has_blocks(element) else "p", identity(element), ("class", "line later" if later else "line")
    ):
        writer.mixed(element)


def caesura(writer: Writer, element: Element) -> None:
    """A pause inside a line of verse."""
    writer.text("\u3000" if is_chinese(writer.setting.language) else "\u2003")


def space(writer: Writer, element: Element) -> None:
    """A blank that the source leaves on purpose."""
    quantity = element.get("quantity", "1")
    if element.get("unit", "") in ("chars", "char", "character") and quantity.isdigit():
        writer.text("\u3000" * min(int(quantity), 10))


def dictionary_entry(writer: Writer, element: Element) -> None:
    """An entry of a dictionary: its words in their order, as a paragraph."""
    if is_block(element):
        with writer.element("p", identity(element), ("class", "entry")):
            parted_words(writer, element)
    else:
        writer.inline(element)


def parted_words(writer: Writer, element: Element) -> None:
    """The words of an entry, a blank between parts that no text separates."""
    writer.text(element.text)
    for number, child in enumerate(element):
        if number and not (element[number - 1].tail or "").strip() and plain(child):
            writer.text(" ")
        if local(child) in ENTRY or local(child) in ("cit", "quote"):
            parted_words(writer, child)
        else:
            writer.node(child)
        if (child.tail or "").strip():
            writer.text(child.tail)


ENTRY = ("entry", "entryFree", "superEntry", "form", "sense", "gramGrp", "etym", "re", "hom", "xr", "def")


def ruby(writer: Writer, element: Element) -> None:
    """A reading beside its characters."""
    with writer.element("ruby"):
        for child in element:
            if local(child) == "rt":
                with writer.element("rt"):
                    writer.inline(child)
            else:
                writer.inline(child)


def set_apart(name: str) -> Handler:
    """An element whose parts stand each on a line of their own: a quotation and where it is from."""

    def write(writer: Writer, element: Element) -> None:
        loose = (element.text or "").strip() or any((child.tail or "").strip() for child in element)
        with writer.element("div", identity(element), ("class", name)):
            writer.flow(element) if loose else writer.sequence(element)

    return write


LESSER: Mapping[str, Handler] = {
    "graphic": picture,
    **dict.fromkeys(("listPerson", "listPlace", "listOrg", "listBibl", "listObject", "listEvent"), entries),
    **dict.fromkeys(("person", "place", "org", "biblStruct", "biblFull"), parted),
    "castList": cast_list,
    "castGroup": cast_list,
    **dict.fromkeys(QUOTED, spoken),
    "l": verse_line,
    "caesura": caesura,
    "epigraph": set_apart("epigraph"),
    "cit": set_apart("cit"),
    "space": space,
    **dict.fromkeys(("entry", "entryFree", "superEntry"), dictionary_entry),
    "ruby": ruby,
}
