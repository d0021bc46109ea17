"""One handler per TEI element: how it is written on a page. Elements of one kind share a handler.

Sources: TEI P5 chapters 3 (core), 4 (text structure), 7 (performance texts), 12 (transcription), 13
(apparatus). What refers elsewhere is written by `references`, lists and tables by `lists`, what archival
documents seldom have by `lesser`.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack

from edition.render.apparatus import call_variant
from edition.render.blocks import HOLDERS, NAMES, SILENT, has_blocks, is_block, is_called, stands_alone
from edition.render.headings import write_head, write_heading
from edition.render.lesser import LESSER, parted
from edition.render.lists import listing, table
from edition.render.looks import TAGS, looks_of
from edition.render.notes import call_note
from edition.render.references import cited, name, reference, stays_whole
from edition.render.units import Node, leading_heads
from edition.render.wording import is_chinese, marked
from edition.render.writer import Handler, Writer, identity
from edition.tei import XML_ID, XML_LANG
from edition.tei.views import LANGUAGE, Element, local, plain, shown


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
    """A note: in the flow (citation, recipients, secrecy) or called. Recipients of whom the source has the
    label alone are headed like those that it names."""
    kind = element.get("type", "")
    if is_called(element):
        call_note(writer, element)
    elif kind == "distribution" and not element.get("subtype") and plain(element).endswith(("：", ":")):
        with (
            writer.element("div", identity(element), ("class", kind)),
            writer.element("p", ("class", "list-head")),
        ):
            writer.inline(element)
    elif has_blocks(element):
        with writer.element("div", identity(element), ("class", kind)):
            writer.flow(element)
    else:
        with writer.element("p", identity(element), ("class", kind)):
            writer.inline(element)


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
    """Text that the source leaves out; what it has lost stands in brackets, and all of it
    in a book that is not Chinese."""
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
    """A stanza; its lines one below the other."""
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
    """Text that is struck out in the source."""
    with writer.element("del"):
        writer.inline(element)


def is_number(element: Element) -> bool:
    """Whether an element is the number of a document, or the line of one that
    holds more than its characters."""
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
    """A line break that the text means; one of the source's typesetting is not
    shown: words it parts stay apart."""
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
