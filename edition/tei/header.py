"""The headers of the edition as TEI: corpus and sources. No clock, no revisions.

    Corpus, texts → teiHeader of the corpus, teiHeader of each source

Follows TEI chapter HD (header).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from lxml import etree

from edition.config import Authority, Corpus, Decision, SourceSpec
from edition.model import Block, Mark, Piece, Source, Structured
from edition.rules.leftout import left_out_by
from edition.tei.build import Builder
from edition.tei.correspondence import list_letters, write_letters
from edition.tei.parties import each_name
from edition.tei.scopes import scope_of
from edition.tei.values import is_date, name_part, pointers
from edition.trace import Disposal

RECORD = ("idno", "title", "author", "date", "bibl")
"""What a record says of its text, and the elements that say so, in their order; `keywords` go to textClass."""

HOST = {"host": "title", "editor": "editor"}
"""What it says of the collection that holds it, and the elements of that one's `bibl`."""

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


@dataclass(frozen=True)
class Cast:
    """Who and what can be pointed to: responsible people, witnesses, authority entries by their forms, works by id and
    by title."""

    people: Mapping[str, str]
    witnesses: Mapping[str, str]
    forms: Mapping[str, tuple[str, str]]
    works: Mapping[str, str]

    def resp(self, name: str) -> str:
        """A name as decisions and notes give it → the value of @resp."""
        return pointers(self.people.get(name, ""))

    def witnesses_of(self, names: str) -> str:
        """Source ids or sigla separated by blanks → the value of @wit."""
        return pointers(" ".join(self.witnesses.get(name, name) for name in names.split()))

    def parties(self, printed: str) -> list[tuple[str, str, str]]:
        """A sender or recipient as printed → element name, words and authority id of each: one entry, several with 和
        or a comma between them, an office before a person's name, names run together, or words that nobody is known by."""
        names = [printed] if printed in self.forms else re.split("[、，和与及]", printed)
        if all(name in self.forms for name in names):
            return [(self.forms[name][0], name, self.forms[name][1]) for name in names]
        inside = [
            form for form, (element, _) in self.forms.items() if element == "persName" and form in printed
        ]
        longest = max(inside, key=len, default="")
        if not longest and len(apart := [part for name in names for part in each_name(name)]) > len(names):
            return [("name", name, "") for name in apart]
        return [("persName", printed, self.forms[longest][1]) if len(longest) > 1 else ("name", printed, "")]


def cast_of(texts: Sequence[Structured], corpus: Corpus) -> Cast:
    """The corpus and all marks → who can be pointed to."""
    decisions: list[Decision] = list(decisions_of(corpus))
    blocks = [block for text in texts for piece in text.pieces for block in piece.blocks()]
    marks = [m for block in blocks for m in marks_of(block)]
    said = {d.resp for d in decisions} | {row.resp for row in corpus.editorial.collation}
    said |= {m.attrs.get("resp", "") for m in marks} | {b.attrs.get("resp", "") for b in blocks}
    said |= set(corpus.info.editors)
    witnesses = {key: f"wit-{spec.id}" for spec in corpus.sources for key in (spec.siglum, spec.id)}
    people = {name: person_id(name) for name in sorted(said - {""})}
    return Cast(people, witnesses, forms_of(corpus), works_of(corpus))


def person_id(name: str) -> str:
    """The name of somebody responsible → an xml:id."""
    return f"resp-{name}" if name == name_part(name) else f"resp-{sha256(name.encode()).hexdigest()[:8]}"


def decisions_of(corpus: Corpus) -> Iterator[Decision]:
    """Every editorial decision, table by table."""
    tables = corpus.editorial
    yield from (*tables.emendation, *tables.date, *tables.reference, *tables.name, *tables.note)


def marks_of(block: Block) -> Iterator[Mark]:
    """Every mark of a block and of the notes it carries."""
    for mark in block.marks:
        yield mark
        if mark.body is not None:
            yield from marks_of(mark.body)


def forms_of(corpus: Corpus) -> dict[str, tuple[str, str]]:
    """Every form that one person, place or organisation alone goes by → its element name and id."""
    found: dict[str, set[tuple[str, str]]] = {}
    for kind, name in (("person", "persName"), ("place", "placeName"), ("org", "orgName")):
        for entry in getattr(corpus.editorial, kind):
            for form in forms(entry):
                found.setdefault(form, set()).add((name, entry.id))
    return {form: next(iter(entries)) for form, entries in sorted(found.items()) if len(entries) == 1}


def works_of(corpus: Corpus) -> dict[str, str]:
    """Every title that one work alone goes by, and every id of a work → its id."""
    found: dict[str, set[str]] = {}
    for work in corpus.editorial.work:
        for form in (*forms(work), work.id):
            found.setdefault(form, set()).add(work.id)
    return {form: next(iter(ids)) for form, ids in sorted(found.items()) if len(ids) == 1}


def forms(entry: Authority) -> Iterator[str]:
    """All forms of an authority entry, the main one first."""
    yield entry.name
    for alias in entry.alias:
        yield alias.form


# -- the corpus --------------------------------------------------------------------------------------------------


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


# -- a source ----------------------------------------------------------------------------------------------------


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
    """What `clean` and `segment` left out of a source → `normalization`: a paragraph for each rule (@n) with what it leaves
    out, how many runs of characters, and how many characters (TEI 2.3.3, editorialDecl)."""
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
    """A source → the metadata set aside from it, by the field that the recogniser gave them; none without a value."""
    fields: dict[str, list[Block]] = {}
    for piece in text.pieces:
        for block in piece.blocks() if piece.type == "excluded" else ():
            if (field := block.attrs.get("field")) and block.attrs.get("value"):
                fields.setdefault(field, []).append(block)
    return fields


def write_record(builder: Builder, fields: Mapping[str, Sequence[Block]], cast: Cast) -> None:
    """The fields of a record or a byline → a `bibl` of type record, in it one of type host for the collection that holds
    the record; nothing where there are no fields."""
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
    """What a record says its text is taken from → `bibl`; where it names one source alone, it points to the work, and
    volume and pages are marked."""
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
