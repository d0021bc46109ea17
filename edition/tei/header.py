"""The header of the whole edition as TEI, with counts of what it marks. No clock, no revisions (TEI 2, HD)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from edition.config import Corpus
from edition.tei.build import Builder
from edition.tei.cast import Cast
from edition.tei.values import is_date, pointers

COUNTED = (
    "div",
    "note",
    "persName",
    "placeName",
    "orgName",
    "title",
    "date",
    "ref",
    "choice",
    "supplied",
    "app",
    "gap",
)
"""Elements whose number stands in the corpus header."""


def corpus_header(corpus: Corpus, cast: Cast, texts: Iterable[etree._Element]) -> etree._Element:
    """The corpus and its woven texts → the `teiHeader` of the whole edition, with counts of what it marks."""
    builder = Builder()
    info = corpus.info
    with builder.element("teiHeader"):
        with builder.element("fileDesc"):
            with builder.element("titleStmt"):
                builder.leaf("title", info.title, {"type": "main"})
                if info.subtitle:
                    builder.leaf("title", info.subtitle, {"type": "sub"})
                write_responsible(builder, corpus, cast)
            write_publication(builder, corpus)
            with builder.element("sourceDesc"), builder.element("listBibl"):
                for spec in corpus.sources:
                    with builder.element("bibl", {"corresp": pointers(spec.id)}):
                        builder.leaf("title", spec.title)
        with builder.element("encodingDesc"):
            write_prose(builder, "projectDesc", info.introduction)
            write_prose(builder, "editorialDecl", info.principles)
            write_counts(builder, texts)
        with builder.element("profileDesc"), builder.element("langUsage"):
            builder.leaf("language", attributes={"ident": info.language})
    return builder.finish()


def write_responsible(builder: Builder, corpus: Corpus, cast: Cast) -> None:
    """Editors, then everybody else who answers for a decision or a note."""
    for name in corpus.info.editors:
        builder.leaf("editor", name, {"id": cast.people[name]})
    for name, person in cast.people.items():
        if name not in corpus.info.editors:
            with builder.element("respStmt", {"id": person}):
                builder.leaf("resp", "校注")
                builder.leaf("name", name)


def write_publication(builder: Builder, corpus: Corpus) -> None:
    """Where and when the edition is published, and under which licence."""
    info = corpus.info
    with builder.element("publicationStmt"):
        if info.publisher:
            builder.leaf("publisher", info.publisher)
        else:
            builder.leaf("authority", "、".join(info.editors) or info.title)
        if info.place:
            builder.leaf("pubPlace", info.place)
        if info.date:
            builder.leaf("date", info.date, {"when": info.date if is_date(info.date) else ""})
        builder.leaf("idno", info.id, {"type": "edition"})
        if info.url:
            builder.leaf("idno", info.url, {"type": "url"})
        if info.licence:
            with builder.element("availability"):
                target = info.licence if re.match(r"https?://\S+$", info.licence) else ""
                builder.leaf("licence", info.licence, {"target": target})


def write_prose(builder: Builder, element: str, prose: str) -> None:
    """Paragraphs between empty lines → an element of paragraphs; nothing for no prose."""
    paragraphs = [p.strip() for p in re.split(r"\n[ \t]*\n", prose) if p.strip()]
    if paragraphs:
        with builder.element(element):
            for paragraph in paragraphs:
                builder.leaf("p", "".join(line.strip() for line in paragraph.split("\n")))


def write_counts(builder: Builder, texts: Iterable[etree._Element]) -> None:
    """How often the edition uses the elements that carry its work (TEI tagsDecl)."""
    numbers = dict.fromkeys(COUNTED, 0)
    for text in texts:
        for element in text.iter(etree.Element):
            name = etree.QName(element).localname
            if name in numbers:
                numbers[name] += 1
    with builder.element("tagsDecl"), builder.element("namespace", {"name": "http://www.tei-c.org/ns/1.0"}):
        for name, number in numbers.items():
            builder.leaf("tagUsage", attributes={"gi": name, "occurs": str(number)})
