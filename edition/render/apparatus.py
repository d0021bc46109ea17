"""The apparatus of a page: readings of other witnesses and what the source has
for a correction (TEI chapter TC).

    `app` or `choice` → lemma］reading siglum；reading siglum

An entry is placed as the notes of the book are: called by a letter, or inline as `span.ap`;
inside a note it stands in brackets.
"""

from __future__ import annotations

from itertools import takewhile
from typing import cast

from edition.render.blocks import has_blocks
from edition.render.calls import letter_mark
from edition.render.notes import aside, write_backlink, write_call
from edition.render.setting import Notes, Setting
from edition.render.wording import is_chinese, marked
from edition.render.writer import BLANK, Writer, new_builder
from edition.tei import XML_ID
from edition.tei.views import UNREAD, Element, local, plain, read_text

ENDS, WORDS = 5, 2
"""Characters, or words of another language than Chinese, that are printed of the beginning
and of the end of a long lemma."""


def call_variant(writer: Writer, element: Element) -> None:
    """An entry of the apparatus: its mark after the lemma; in print the entry itself,
    inline; inside a note, brackets."""
    if writer.within_note:
        with writer.element("span", ("class", "within")):
            writer.builder.data(marked("〔", writer.setting.language))
            write_reading(writer, element)
            writer.builder.data(marked("〕", writer.setting.language))
        return
    ident = element.get(XML_ID, "")
    if writer.setting.notes is Notes.FOOT:
        writer.within_note = True
        with writer.element("span", ("class", "ap"), ("id", ident)):
            write_reading(writer, element)
        writer.within_note = False
        return
    mark = letter_mark(len(writer.variants) + 1)
    writer.variants.append((ident, mark, element))
    writer.pending.append(lambda: write_call(writer, f"{ident}.r1", ident, mark, "call variant"))


def write_reading(writer: Writer, element: Element) -> None:
    """`app` or `choice` → lemma］reading siglum；reading siglum."""
    lemma, readings = readings_of(element, writer.setting)
    with writer.element("span", ("class", "lemma")):
        writer.text(shortened(lemma, writer.setting.language) or writer.setting.say("（无）"))
    writer.builder.data(writer.setting.say("］"))
    for number, (reading, siglum) in enumerate(readings):
        if number:
            writer.builder.data(writer.setting.say("；"))
        with writer.element("span", ("class", "reading")):
            if not plain(reading):
                writer.builder.data(writer.setting.say("（缺）"))
            elif has_blocks(reading):
                writer.builder.data(plain(reading))
            else:
                writer.inline(reading)
        if siglum:
            writer.builder.data(" " if writer.setting.notes is Notes.FOOT else "\u00a0")
            with writer.element("span", ("class", "siglum")):
                writer.builder.data(siglum)


def entry_body(writer: Writer, ident: str, mark: str, element: Element) -> Element:
    """The body of an entry of the apparatus."""
    writer.builder = new_builder()
    writer.within_note = True
    with aside(writer, ident, "variant"), writer.element("p"):
        write_backlink(writer, f"{ident}.r1", mark, writer.setting.say("返回正文校记{}").format(mark))
        write_reading(writer, element)
    return cast(Element, writer.builder.close())


def readings_of(element: Element, setting: Setting) -> tuple[str, list[tuple[Element, str]]]:
    """`app` or `choice` → the lemma and each reading with the sigla of its witnesses."""
    if local(element) == "choice":
        right = next((plain(e) for e in element if local(e) == "corr"), "")
        return right, [(e, setting.base) for e in element if local(e) == "sic"][:1]
    # Without a lemma the first reading stands in the text, as everywhere else.
    readings = [e for name in ("lem", "rdg") for e in element if local(e) == name]
    lemma = plain(readings[0]) if readings else ""
    if end := last_words(element, setting.language):
        lemma = from_to(lemma, end, setting.language)
    return lemma, [(e, sigla_of(e, setting)) for e in readings[1:]]


def last_words(app: Element, language: str) -> str:
    """The last words of what an entry of the apparatus stands for where it reaches
    beyond its lemma (`@to`), or ""."""
    to = app.get("to", "").removeprefix("#")
    anchors = app.getroottree().getroot().iter("{*}anchor") if to else ()
    anchor = next((found for found in anchors if found.get(XML_ID) == to), None)
    around = anchor.getparent() if anchor is not None else None
    if anchor is None or around is None:
        return ""
    words = [around.text or ""]
    for node in takewhile(lambda node: node is not anchor, around):
        words += [*(read_text(node) if local(node) not in UNREAD else ()), node.tail or ""]
    if is_chinese(language):
        return BLANK.sub("", "".join(words))[-ENDS:]
    return " ".join("".join(words).split()[-WORDS:])


def from_to(start: str, end: str, language: str) -> str:
    """The beginning and the end of a long lemma → what is printed of it."""
    if is_chinese(language):
        return f"{start[:ENDS]}……{end[-ENDS:]}"
    return f"{' '.join(start.split()[:WORDS])} … {' '.join(end.split()[-WORDS:])}"


def sigla_of(reading: Element, setting: Setting) -> str:
    """The sigla of a reading's witnesses."""
    targets = [target.lstrip("#") for target in reading.get("wit", "").split()]
    return setting.say("、").join(setting.sigla.get(target, target) for target in targets)


def shortened(lemma: str, language: str) -> str:
    """A long lemma by its first and last words."""
    whole = len(lemma) <= 16 if is_chinese(language) else len(lemma.split()) <= 3 * WORDS
    return lemma if whole else from_to(lemma, lemma, language)
