"""Who and what can be pointed to: responsible people, witnesses, authority entries, works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from edition.config import Authority, Corpus, Decision
from edition.model import Block, Mark, Structured
from edition.tei.runtogether import each_name
from edition.tei.values import name_part, pointers


@dataclass(frozen=True)
class Cast:
    """Who and what can be pointed to: responsible people, witnesses, authority entries by their
    forms, works by id and by title."""

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
        """A sender or recipient as printed → element name, words and authority id of each: one entry,
        several with 和 or a comma between them, an office before a person's name, names run together, or
        words that nobody is known by."""
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
