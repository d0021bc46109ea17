"""One handler per TEI element: how it is written on a page. Elements of one kind share a handler.

Sources: TEI P5 chapters 3 (core), 4 (text structure), 7 (performance texts), 12 (transcription), 13 (apparatus).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from urllib.parse import quote

from lxml import etree

from edition.render.apparatus import call_variant
from edition.render.blocks import (
    HOLDERS,
    NAMES,
    SILENT,
    has_blocks,
    is_block,
    is_called,
    parts_of,
    stands_alone,
)
from edition.render.headings import write_head, write_heading
from edition.render.lesser import LESSER, parted, under_heads
from edition.render.looks import TAGS, looks_of
from edition.render.notes import call_again, call_note
from edition.render.setting import Notes
from edition.render.units import Node, leading_heads
from edition.render.wording import is_chinese, marked
from edition.render.writer import EPUB_TYPE, Handler, Writer, identity
from edition.tei import XML_ID, XML_LANG
from edition.tei.views import LANGUAGE, Element, is_unsure, local, plain, shown

WIDEST_WHOLE = 8
"""Squares that a line of a heading holds on a phone, in large letters: a wider name or number may be broken."""
URL_CHARACTERS = "!#$%&'()*+,/:;=?@[]~"


def address_of(element: Element) -> str:
    """The id that `@target` or `@ref` points to inside the file, or ""."""
    target = (element.get("target") or element.get("ref") or "").split(" ")[0]
    return target[1:] if target.startswith("#") else ""


def paragraph(writer: Writer, element: Element) -> None:
    """A paragraph."""
    writer.paragraph(element)


def boxed(tag: str, name: str) -> Handler:
    """An element → a block element of that tag and class around its flow."""

    def write(writer: Writer, element: Element) -> None:
        with writer.element(tag, identity(element), ("class", name)):
            writer.flow(element)

    return write


def line(name: str) -> Handler:
    """An element → a paragraph of that class; where it holds blocks, a group of them."""

    def write(writer: Writer, element: Element) -> None:
        if not is_block(element):
            writer.inline(element)
            return
        with writer.element("div" if has_blocks(element) else "p", ("class", name)):
            writer.mixed(element)

    return write


def division(writer: Writer, element: Element) -> None:
    """A division inside a unit (attachment, chapter of an article)."""
    heads = leading_heads(element)
    name = element.get("type", "")
    node = Node(element.get(XML_ID, ""), "inner", element, "", heads=heads)
    writer.level += bool(heads)
    with writer.element("section", identity(element), ("class", name)):
        write_heading(writer, node, writer.level)
        writer.sequence(child for child in element if child not in heads)
    writer.level -= bool(heads)


def title_page(writer: Writer, element: Element) -> None:
    """A half title, series page or title page; links lead to the unit of all of them."""
    with writer.element("section", ("class", f"title-page {element.get('type', '')}".strip())):
        writer.flow(element)


def title_part(writer: Writer, element: Element) -> None:
    """A line of a title page, by its type."""
    with writer.element("p", ("class", f"title-part {element.get('type', '')}".strip())):
        writer.inline(element)


def message(writer: Writer, element: Element) -> None:
    """A message quoted inside a message."""
    with writer.element("blockquote", identity(element), ("class", "message")):
        for holder in element:
            writer.sequence(holder if local(holder) in HOLDERS else [holder])


def loose_head(writer: Writer, element: Element) -> None:
    """A head that stands lower than the start of its division, or heads a message: of the next rank."""
    parent = element.getparent()
    ranked = parent is not None and local(parent) == "div" and element.get("type") in (None, "main", "section")
    tag = f"h{min(writer.level + 1, 6)}" if ranked else "p"
    with writer.element(tag, ("class", f"inner-head {element.get('type', '')}".strip())):
        write_head(writer, element)


def quotation(writer: Writer, element: Element) -> None:
    """A quotation; set off where it stands alone."""
    if not is_block(element):
        writer.inline(element)
        return
    with writer.element("blockquote", identity(element), ("class", "quote")):
        writer.flow(element)


def listing(writer: Writer, element: Element) -> None:
    """Lists of every kind: items with their printed labels, participants, chronologies. One that is to be numbered is."""
    kind = element.get("type", "")
    ordered = {"ordered", "numbered"} & {kind, *element.get("rend", "").split()}
    items = under_heads(writer, element, kind)
    numbers = enumerate((child for child in items if local(child) == "item"), 1) if ordered else ()
    counted = {child: str(number) for number, child in numbers}
    marks = {child: own_mark(child, counted.get(child, "")) for child in items}
    labelled = any(marks[child] or local(child) in ("label", "headLabel") for child in items)
    name = " ".join(filter(None, (kind, "labelled" if labelled else "")))
    with writer.element("ul", ("class", name), *([("role", "list")] if name else [])):
        label: Element | None = None
        for child in items:
            if local(child) in ("label", "headLabel"):
                if label is not None:
                    with writer.element("li"):
                        entry(writer, label, None, marks[label])
                label = child
                continue
            with writer.element("li", identity(child)):
                if kind == "chronology":
                    dated(writer, child)
                else:
                    entry(writer, child, label, marks[child])
            label = None
        if label is not None:
            with writer.element("li"):
                entry(writer, label, None, marks[label])


def dated(writer: Writer, item: Element) -> None:
    """An entry of a chronology: the date that begins it is set apart from what happened; further paragraphs stand below."""
    parts = list(parts_of(item))
    if not parts or isinstance(parts[0], str) or local(parts[0]) != "date":
        writer.mixed(item)
        return
    with writer.element("span", ("class", "day")):
        writer.run(parts[:1])
    writer.run(parts[1:])


def own_mark(item: Element, counted: str) -> str:
    """The number of an item where its text does not begin with it, or the `counted` one where the item begins with no number; a
    bullet is no number."""
    text = plain(item)
    mark = item.get("n") or ("" if text[:1].isdigit() else counted)
    printed = text.startswith(mark) and not (mark.isdigit() and text[len(mark) :][:1].isdigit())
    return "" if mark in "-*•·–—" or printed else mark


def entry(writer: Writer, item: Element, label: Element | None, mark: str) -> None:
    """What stands in an item of a list: its label or its number, then its text."""

    def lead() -> None:
        if label is not None:
            with writer.element("span", ("class", "term")):
                writer.inline(label)
        elif mark:
            with writer.element("span", ("class", "n arabic" if mark.isdigit() else "n")):
                writer.builder.data(mark)

    if has_blocks(item):
        writer.flow(item, lead=lead)
        return
    lead()
    writer.inline(item)


def table(writer: Writer, element: Element) -> None:
    """A table with its rows; what labels a row or column is a header cell."""
    with writer.element("div", ("class", "table")), writer.element("table"):
        for head in element:
            if local(head) == "head":
                with writer.element("caption"):
                    writer.inline(head)
        for row in element:
            if local(row) == "row":
                with writer.element("tr"):
                    for cell in row:
                        table_cell(writer, cell, row)


def table_cell(writer: Writer, cell: Element, row: Element) -> None:
    header = "label" in (cell.get("role"), row.get("role"))
    spans = [(html, cell.get(tei, "")) for html, tei in (("colspan", "cols"), ("rowspan", "rows"))]
    scope = ("scope", ("col" if row.get("role") == "label" else "row") if header else "")
    with writer.element("th" if header else "td", *[s for s in spans if s[1] not in ("", "1")], scope):
        writer.mixed(cell)


def figure(writer: Writer, element: Element) -> None:
    """A plate: its pictures, as far as they are there, and its words as the caption."""
    words = [child for child in element if local(child) not in ("graphic", *SILENT) and plain(child)]
    with writer.element("figure", identity(element)):
        for child in element:
            if local(child) == "graphic":
                writer.node(child)
        if words:
            with writer.element("figcaption"):
                for child in words:
                    if local(child) in ("head", "p", "figDesc", "ab"):
                        with writer.element("p"):
                            writer.mixed(child)
                    else:
                        writer.sequence([child])


def speech(writer: Writer, element: Element) -> None:
    """A speech: the speaker's name runs into its first paragraph."""
    speakers = [child for child in element if local(child) == "speaker"]

    def lead() -> None:
        for speaker in speakers:
            with writer.element("strong", ("class", "speaker")):
                writer.inline(speaker)
            if not is_chinese(writer.setting.language):
                writer.text(" ")

    spoken = [child for child in element if local(child) != "speaker"]
    run_in = bool(speakers and spoken) and local(spoken[0]) in ("p", "ab")
    with writer.element("div", ("class", "speech")):
        if run_in:
            writer.paragraph(spoken[0], lead=lead)
        elif speakers:
            with writer.element("p"):
                lead()
        writer.sequence(spoken[1:] if run_in else spoken)


def annotation(writer: Writer, element: Element) -> None:
    """A note: in the flow (citation, recipients, secrecy) or called."""
    kind = element.get("type", "")
    if is_called(element):
        call_note(writer, element)
    elif has_blocks(element):
        with writer.element("div", identity(element), ("class", kind)):
            writer.flow(element)
    else:
        with writer.element("p", identity(element), ("class", kind)):
            writer.inline(element)


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
    """A cross-reference: a link where its target is in the book or on the web, plain text where it is not found."""
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
    """A superior sign of the editors, which the introduction explains; it stays on the line of what it follows."""
    with writer.element("sup", ("id", ident), ("class", kind), ("title", title)):
        writer.builder.data(f"\u2060{marked(mark, writer.setting.language)}")


def web_address(target: str) -> str:
    """A target on the web → its address, characters that no URL has escaped; "" for anything else."""
    return quote(target, safe=URL_CHARACTERS) if target.startswith(("http://", "https://")) else ""


def name(writer: Writer, element: Element) -> None:
    """A name: an anchor where the index needs one, a link to the glossary where it is an alias; one in a heading stays
    on its line where a reading system breaks it."""
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
    """Whether a name of a person or place, or the number of a telegram, is short enough to stand on one line."""
    kept = local(element) in ("persName", "placeName") or element.get("type") == "telegram"
    return kept and sum(0.5 if c.isascii() else 1 for c in plain(element)) <= WIDEST_WHOLE


def choice(writer: Writer, element: Element) -> None:
    """The corrected, regular or expanded form; a correction has its entry in the apparatus."""
    writer.inline(shown(element))
    if any(local(e) == "sic" for e in element):
        call_variant(writer, element)


def variant(writer: Writer, element: Element) -> None:
    """The lemma; the readings go to the apparatus."""
    read = next((e for name in ("lem", "rdg") for e in element if local(e) == name), None)
    if read is not None:
        writer.inline(read)
    if any(local(e) == "rdg" and e is not read for e in element):
        call_variant(writer, element)


def enclosed(before: str, after: str, kind: str) -> Handler:
    """An editor's sign around the text: ［supplied］, 〈surplus〉, doubtful［？］."""

    def write(writer: Writer, element: Element) -> None:
        with writer.element("span", identity(element), ("class", kind)):
            writer.text(marked(before, writer.setting.language))
            writer.inline(element)
            writer.text(marked(after, writer.setting.language))

    return write


def omission(writer: Writer, element: Element) -> None:
    """Text that the source leaves out; what it has lost stands in brackets, and all of it in a book that is not Chinese."""
    described = next((plain(child) for child in element if local(child) == "desc"), "")
    lost = described or element.get("reason") == "lost" or not is_chinese(writer.setting.language)
    sign = marked(f"［{described or writer.setting.say('……')}］" if lost else "……", writer.setting.language)
    with writer.element("p" if stands_alone(element) else "span", ("class", "gap")):
        writer.text(sign)


def emphasis(writer: Writer, element: Element) -> None:
    """Text that the source sets apart."""
    looks = looks_of(element) or ("italic",)
    tags = list(dict.fromkeys(TAGS[look] for look in looks if look in TAGS)) or ["span"]
    kind = " ".join(look for look in looks if look not in TAGS or look == "dots")
    with ExitStack() as held:
        for number, tag in enumerate(tags):
            held.enter_context(writer.element(tag, ("class", kind if number == 0 else "")))
        writer.inline(element)


def foreign(writer: Writer, element: Element) -> None:
    """Words in another language."""
    language = element.get(XML_LANG) or "und"
    language = language if LANGUAGE.fullmatch(language) else "und"
    with writer.element("span", ("lang", language), (XML_LANG, language)):
        writer.inline(element)


def verse(writer: Writer, element: Element) -> None:
    with writer.element("div", ("class", "verse")):
        writer.sequence(element)


def stage(writer: Writer, element: Element) -> None:
    """A stage direction, on a line of its own or among the words spoken."""
    if is_block(element):
        line("stage")(writer, element)
        return
    with writer.element("em", ("class", "stage")):
        writer.inline(element)


def deleted(writer: Writer, element: Element) -> None:
    with writer.element("del"):
        writer.inline(element)


def is_number(element: Element) -> bool:
    """Whether an element is the number of a document, or the line of one that holds more than its characters."""
    return local(element) == "idno" or (local(element) == "seg" and element.get("type") == "idno")


def number(writer: Writer, element: Element) -> None:
    """A number of a telegram, which stays on its line; a space keeps it from the number before it."""
    before = element.getprevious()
    if is_number(element) and before is not None and is_number(before) and not (before.tail or "").strip():
        writer.text("\u3000")
    if stays_whole(element):
        with writer.element("span", ("class", "whole")):
            writer.inline(element)
    else:
        writer.inline(element)


def line_break(writer: Writer, element: Element) -> None:
    """A line break that the text means; one of the source's typesetting is not shown: words it parts stay apart."""
    if element.get("break") == "no":
        return
    if any(element.get(key) for key in ("ed", "edRef", "n", "facs", "corresp")):
        writer.text("\n")
        return
    with writer.element("br"):
        pass


def plain_words(writer: Writer, element: Element) -> None:
    """Words that need no form of their own: publisher, edition, date."""
    writer.inline(element)


def set_apart(writer: Writer, element: Element) -> None:
    """The parts of an imprint, a comma between those that no text separates."""
    with writer.element("p", ("class", "publisher")):
        parted(writer, element)


HANDLERS: Mapping[str, Handler] = {
    "p": paragraph,
    "date": name,
    "ab": paragraph,
    "div": division,
    "head": loose_head,
    "floatingText": message,
    "quote": quotation,
    "list": listing,
    "table": table,
    "figure": figure,
    "sp": speech,
    "lg": verse,
    "opener": boxed("div", "opener"),
    "closer": boxed("div", "closer"),
    "titlePage": title_page,
    "titlePart": title_part,
    "docImprint": set_apart,
    "publisher": plain_words,
    "docDate": plain_words,
    "docEdition": plain_words,
    "dateline": line("dateline"),
    "salute": line("salute"),
    "signed": line("signed"),
    "address": boxed("div", "address"),
    "addrLine": line("address-line"),
    "byline": line("byline"),
    "docAuthor": line("byline"),
    "idno": number,
    "seg": number,
    "trailer": line("trailer"),
    "postscript": boxed("div", "postscript"),
    "stage": stage,
    "note": annotation,
    "bibl": cited,
    "ref": reference,
    "ptr": reference,
    "choice": choice,
    "app": variant,
    "supplied": enclosed("［", "］", "supplied"),
    "surplus": enclosed("〈", "〉", "surplus"),
    "unclear": enclosed("", "［？］", "unclear"),
    "gap": omission,
    "hi": emphasis,
    "emph": emphasis,
    "foreign": foreign,
    "distinct": foreign,
    "del": deleted,
    "lb": line_break,
    **dict.fromkeys(sorted(NAMES), name),
    **LESSER,
}
