"""The header of a source as TEI: what it is, what was left out of it, its record, its
documents, its letters (TEI 2, HD)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from edition.config import Corpus, SourceSpec
from edition.model import Block, Piece, Source, Structured
from edition.rules.leftout import left_out_by
from edition.tei.build import Builder
from edition.tei.cast import Cast
from edition.tei.correspondence import list_letters, write_letters
from edition.tei.scopes import scope_of
from edition.tei.values import is_date, pointers
from edition.trace import Disposal

RECORD = ("idno", "title", "author", "date", "bibl")
"""What a record says of its text, and the elements that say so, in their order; `keywords` go to textClass."""
HOST = {"host": "title", "editor": "editor"}
"""What it says of the collection that holds it, and the elements of that one's `bibl`."""


def write_text_header(builder: Builder, corpus: Corpus, text: Structured, cast: Cast) -> None:
    """A source → its `teiHeader`: what it is, its file and SHA-256, its documents, and its correspondence."""
    source = text.source
    spec = next((s for s in corpus.sources if s.id == source.id), None)
    documents = [p for top in text.pieces for p in top.pieces() if p.type == "document"]
    with builder.element("teiHeader"):
        with builder.element("fileDesc"):
            with builder.element("titleStmt"):
                builder.leaf("title", spec.title if spec else source.id)
            with builder.element("publicationStmt"):
                builder.leaf("p", corpus.info.title)
            with builder.element("sourceDesc"):
                write_witnessed(builder, source, spec)
                fields = fields_of(text)
                write_record(builder, fields, cast)
                write_documents(builder, documents)
        write_normalization(builder, text.disposals)
        letters = list_letters(text.pieces, cast)
        keywords = [
            term
            for block in fields.get("keywords", ())
            for term in re.split(r"[,，、;；\s]+", block.attrs["value"])
            if term
        ]
        if keywords or letters:
            with builder.element("profileDesc"):
                write_keywords(builder, keywords)
                write_letters(builder, letters)


def write_normalization(builder: Builder, disposals: Iterable[Disposal]) -> None:
    """What `clean` and `segment` left out of a source → `normalization`: a paragraph for each rule (@n) with
    what it leaves out, how many runs of characters, and how many characters (TEI 2.3.3, editorialDecl)."""
    runs: dict[str, list[int]] = {}
    for disposal in disposals:
        if disposal.disposition == "dropped":
            runs.setdefault(disposal.rule, []).append(disposal.end - disposal.start)
    if not runs:
        return
    with (
        builder.element("encodingDesc"),
        builder.element("editorialDecl"),
        builder.element("normalization", {"method": "silent"}),
    ):
        for rule, lengths in sorted(runs.items()):
            with builder.element("p", {"n": rule}):
                builder.text(f"{left_out_by(rule)}：")
                for unit, count, said in (("run", len(lengths), "处，"), ("character", sum(lengths), "字符")):
                    builder.leaf("measure", f"{count}{said}", {"quantity": str(count), "unit": unit})


def write_witnessed(builder: Builder, source: Source, spec: SourceSpec | None) -> None:
    """The raw text itself: title, siglum, file, SHA-256, remarks."""
    with builder.element("bibl"):
        builder.leaf("title", spec.title if spec else source.id)
        if spec and spec.short:
            builder.leaf("title", spec.short, {"type": "short"})
        if spec:
            builder.leaf("idno", spec.siglum, {"type": "siglum"})
        builder.leaf("idno", source.file, {"type": "file"})
        builder.leaf("idno", source.sha256, {"type": "sha256"})
        if spec and spec.note:
            builder.leaf("note", spec.note)


def fields_of(text: Structured) -> Mapping[str, Sequence[Block]]:
    """A source → the metadata set aside from it, by the field that the recogniser
    gave them; none without a value."""
    fields: dict[str, list[Block]] = {}
    for piece in text.pieces:
        for block in piece.blocks() if piece.type == "excluded" else ():
            if (field := block.attrs.get("field")) and block.attrs.get("value"):
                fields.setdefault(field, []).append(block)
    return fields


def write_record(builder: Builder, fields: Mapping[str, Sequence[Block]], cast: Cast) -> None:
    """The fields of a record or a byline → a `bibl` of type record, in it one of type host for the collection
    that holds the record; nothing where there are no fields."""
    if not any(field in fields for field in (*RECORD, "host")):
        return
    with builder.element("bibl", {"type": "record"}):
        for element in RECORD:
            for block in fields.get(element, ()):
                for value in entries(block):
                    if element == "bibl":
                        write_taken(builder, block, value, cast)
                    else:
                        when = value if element == "date" and is_date(value) else ""
                        builder.leaf(element, value, {"when": when})
        if "host" in fields:
            with builder.element("bibl", {"type": "host"}):
                for field, element in HOST.items():
                    for value in (v for block in fields.get(field, ()) for v in entries(block)):
                        builder.leaf(element, value)


def entries(block: Block) -> Sequence[str]:
    """A field → what it says, each entry of a list by itself."""
    return block.attrs["value"].split("\n")


def write_taken(builder: Builder, block: Block, value: str, cast: Cast) -> None:
    """What a record says its text is taken from → `bibl`; where it names one source alone, it points to the
    work, and volume and pages are marked."""
    text, start = block.text.text, block.text.text.find(value)
    if start < 0 or len(entries(block)) > 1:
        builder.leaf("bibl", value)
        return
    marks = (scope_of(block, unit) for unit in ("volume", "page"))
    with builder.element("bibl", {"corresp": pointers(cast.works.get(block.attrs.get("work", ""), ""))}):
        last = start
        for mark in sorted((m for m in marks if m and start <= m.start < m.end), key=lambda m: m.start):
            builder.text(text[last : mark.start])
            builder.leaf("biblScope", text[mark.start : mark.end], mark.attrs)
            last = mark.end
        builder.text(text[last : start + len(value)])


def write_keywords(builder: Builder, keywords: Sequence[str]) -> None:
    """The keywords of a record → `textClass`."""
    if keywords:
        with builder.element("textClass"), builder.element("keywords"):
            for term in keywords:
                builder.leaf("term", term)


def write_documents(builder: Builder, documents: Sequence[Piece]) -> None:
    """The archival documents of a source → a `bibl` each: title, date, printed page."""
    if documents:
        with builder.element("listBibl", {"type": "documents"}):
            for piece in documents:
                with builder.element("bibl", {"corresp": pointers(piece.id), "type": piece.subtype}):
                    builder.leaf("title", piece.attrs.get("title", ""), {"level": "a"})
                    when = piece.attrs.get("date", "")
                    if is_date(when):
                        builder.leaf("date", attributes={"when": when})
                    if page := piece.attrs.get("page", ""):
                        builder.leaf("biblScope", page, {"unit": "page"})
