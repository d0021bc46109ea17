"""The authority files, relations and decisions of the edition as TEI: standOff.

    Corpus, texts, woven sources → standOff

Follows TEI chapters ND (names, dates, people, places) and SA (standOff).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from edition.annotate.attested import attestations
from edition.config import Authority, Corpus, Organisation, Person, Place, Work
from edition.model import Structured
from edition.parallels import Parallel
from edition.pinyin import spelling
from edition.tei.build import Builder
from edition.tei.cast import Cast, decisions_of, person_id
from edition.tei.links import element_at, spans_of, write_parallels
from edition.tei.values import is_date, pointers

Attested = Mapping[tuple[str, str], str]
"""The id of the element in which the passage stands that attests a form of an entry, by the entry's id and the
form: what its row quotes, else where it is first used."""


def standoff(
    corpus: Corpus,
    texts: Sequence[Structured],
    cast: Cast,
    parallels: Sequence[Parallel] = (),
    woven: Sequence[etree._Element] = (),
) -> etree._Element:
    """The authority files, witnesses, relations, editorial decisions, and parallels → `standOff`. Pointers to
    passages lead into the woven sources."""
    builder = Builder()
    spans = spans_of(woven)
    attested = {key: element_at(spans, place) for key, place in attestations(texts, corpus).items()}
    tables = corpus.editorial
    with builder.element("standOff"):
        with builder.element("interpGrp", {"type": "certainty"}):
            builder.leaf("interp", "形式相同，所指未定", {"id": "ambiguous"})
        with builder.element("listWit"):
            for spec in corpus.sources:
                said = {"id": f"wit-{spec.id}", "n": spec.siglum, "corresp": pointers(spec.id)}
                builder.leaf("witness", spec.title, said)
        for name, rows in (
            ("listPerson", tables.person),
            ("listPlace", tables.place),
            ("listOrg", tables.org),
        ):
            if rows:
                with builder.element(name):
                    for entry in rows:
                        write_authority(builder, entry, attested)
        if tables.work:
            with builder.element("listBibl", {"type": "works"}):
                for work in tables.work:
                    write_work(builder, work, attested)
        write_relations(builder, corpus, texts)
        write_decisions(builder, corpus)
        write_parallels(builder, parallels, spans, cast.people)
    return builder.finish()


def write_authority(builder: Builder, entry: Person | Place | Organisation, attested: Attested) -> None:
    """A person, place or organisation → its entry: main name, other names, sort key, and what is known."""
    if isinstance(entry, Person):
        element, name = "person", "persName"
    elif isinstance(entry, Place):
        element, name = "place", "placeName"
    else:
        element, name = "org", "orgName"
    with builder.element(element, {"id": entry.id}):
        write_names(builder, entry, name, attested)
        if isinstance(entry, Person):
            write_life(builder, entry)
        elif isinstance(entry, Place) and entry.country:
            builder.leaf("country", entry.country)
        if entry.note:
            builder.leaf("note", entry.note)
        for kind, value in entry.identifiers.items():
            if not isinstance(entry, Organisation):
                builder.leaf("idno", value, {"type": kind})


def write_names(builder: Builder, entry: Authority, element: str, attested: Attested) -> None:
    """The names of an authority entry: main, original, aliases with the passage that attests them, sort key."""
    builder.leaf(element, entry.name, {"type": "main"})
    if entry.original:
        builder.leaf(element, entry.original, {"type": "original", "lang": language_of(entry.original)})
    for alias in entry.alias:
        said = {
            "type": alias.kind,
            "source": pointers(" ".join(alias.sources)),
            "notBefore": alias.after if is_date(alias.after) else "",
            "notAfter": alias.before if is_date(alias.before) else "",
        }
        if element == "title":
            said["notBefore"] = said["notAfter"] = ""
        with builder.element(element, said):
            builder.text(alias.form)
            target = pointers(attested.get((entry.id, alias.form), ""))
            if alias.quote or target:
                builder.leaf("note", alias.quote, {"type": "attestation", "target": target})
            if alias.note:
                builder.leaf("note", alias.note)
    builder.leaf(element, spelling(entry.name, entry.sort, person=element == "persName"), {"type": "sort"})


SCRIPTS = (("ru", "\u0400", "\u04ff"), ("ko", "\uac00", "\ud7a3"), ("ja", "\u3040", "\u30ff"))
"""Languages that a letter of theirs gives away, with the range of those letters."""


def language_of(form: str) -> str:
    """A form in another script → its BCP 47 tag; `und-Latn` for Latin letters, nothing for Chinese."""
    for language, first, last in SCRIPTS:
        if any(first <= char <= last for char in form):
            return language
    return "und-Latn" if re.search(r"[A-Za-z\u00c0-\u024f]", form) else ""


def write_life(builder: Builder, person: Person) -> None:
    """A person's dates and offices."""
    years = re.fullmatch(r"\s*(\d{4})?\s*+[-–—－~]++\s*+(\d{4})?\s*+", person.dates)
    if years:
        for element, year in (("birth", years[1]), ("death", years[2])):
            if year:
                builder.leaf(element, year, {"when": year})
    elif person.dates:
        builder.leaf("floruit", person.dates)
    for office in person.office:
        said = {"from": office.start, "to": office.end}
        builder.leaf("occupation", office.role, {k: v for k, v in said.items() if is_date(v)})


def write_work(builder: Builder, work: Work, attested: Attested) -> None:
    """A book, newspaper, archive or treaty → `bibl`."""
    with builder.element("bibl", {"id": work.id, "type": work.kind}):
        write_names(builder, work, "title", attested)
        for element, text in (
            ("author", work.author),
            ("publisher", work.publisher),
            ("pubPlace", work.place),
        ):
            if text:
                builder.leaf(element, text)
        if work.date:
            builder.leaf("date", work.date, {"when": work.date if is_date(work.date) else ""})
        for kind, value in work.identifiers.items():
            builder.leaf("idno", value, {"type": kind})
        if work.note:
            builder.leaf("note", work.note)


def write_relations(builder: Builder, corpus: Corpus, texts: Sequence[Structured]) -> None:
    """`see` between authority entries, and documents of several sources that witness the same text."""
    there = {p.id for text in texts for top in text.pieces for p in top.pieces()}
    witnesses = [row for row in corpus.editorial.collation if row.kind == "witness"]
    groups = [[d for d in row.documents if d in there] for row in witnesses]
    groups = [group for group in groups if len(group) > 1]
    see = [(entry.id, entry.see) for _, entry in corpus.editorial.authorities() if entry.see]
    if groups or see:
        with builder.element("listRelation"):
            for one, others in see:
                said = {"name": "see", "active": pointers(one), "passive": pointers(" ".join(others))}
                builder.leaf("relation", attributes=said)
            for group in groups:
                builder.leaf("relation", attributes={"name": "same-text", "mutual": pointers(" ".join(group))})


def write_decisions(builder: Builder, corpus: Corpus) -> None:
    """Every editorial decision → an `item` with its id, who made it, how certain it is, and why."""
    rows = list(decisions_of(corpus))
    if rows:
        with builder.element("list", {"type": "decisions"}):
            for row in rows:
                said = {"id": row.id, "resp": pointers(person_id(row.resp)), "cert": row.cert}
                builder.leaf("item", row.reason, said)
