"""Authority files against the texts: what they point to, whether the passages they
quote exist, whether they are used."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from edition.annotate.anchors import complain, squeeze, squeezed
from edition.annotate.passage import (
    fold,
    passages,
    read_block,
)
from edition.config import Alias, Corpus
from edition.model import Place, Structured
from edition.report import Diagnostic


def dangling(types: Mapping[str, str], corpus: Corpus) -> Iterator[Diagnostic]:
    """→ A005 for every `see` and every `ref` of names.toml that is no entry, C004 for
    an entry that sends to itself."""
    for n, row in enumerate(corpus.editorial.name):
        if row.ref and row.ref not in types:
            yield complain("A005", corpus, "name", n, "ref", key="ref", id=row.ref)
    for kind in ("person", "place", "org", "work"):
        for n, entry in enumerate(getattr(corpus.editorial, kind)):
            for target in entry.see:
                if target not in types:
                    yield complain("A005", corpus, kind, n, "see", key="see", id=target)
                elif target == entry.id:
                    yield complain("C004", corpus, kind, n, "see", key="see", expected="ids of other entries")


def unattested(texts: Sequence[Structured], corpus: Corpus) -> Iterator[Diagnostic]:
    """→ A022 for every alias whose attesting passage stands in no source."""
    found = attestations(texts, corpus)
    for key, n, m, alias in aliases(corpus):
        entry = getattr(corpus.editorial, key)[n]
        if squeezed(alias.quote) and (entry.id, alias.form) not in found:
            yield complain("A022", corpus, key, n, "alias", m, "quote", quote=alias.quote, form=alias.form)


def attestations(texts: Sequence[Structured], corpus: Corpus) -> dict[tuple[str, str], Place]:
    """Texts with names → for every alias, by its entry's id and its form, where the passage stands that it
    quotes, else where the form first names the entry; in the sources that the alias is said to hold in."""
    mentioned = first_mentions(texts)
    found: dict[tuple[str, str], Place] = {}
    for key, n, _, alias in aliases(corpus):
        entry = getattr(corpus.editorial, key)[n]
        if not squeezed(alias.quote) and (first := mentioned.get((entry.id, fold(alias.form)))) is not None:
            found.setdefault((entry.id, alias.form), first)
    quoting = [(key, n, alias) for key, n, _, alias in aliases(corpus) if squeezed(alias.quote)]
    read = {text.source.id: squeeze(text) for text in texts} if quoting else {}
    for key, n, alias in quoting:
        entry = getattr(corpus.editorial, key)[n]
        for source in (id for id in alias.sources or read if id in read):
            place = next(read[source].find(squeezed(alias.quote)), None)
            if place is not None:
                passage, at = place
                found.setdefault((entry.id, alias.form), Place(source, passage.block.text.at[at[0]]))
    return found


def first_mentions(texts: Sequence[Structured]) -> dict[tuple[str, str], Place]:
    """Texts with names → where each form first names an entry, by the entry's
    id and the form as it is folded."""
    found: dict[tuple[str, str], Place] = {}
    for text in texts:
        for block in (passage.block for passage in passages(text)):
            marks = (mark for mark in block.marks if mark.kind == "name" and mark.start < mark.end)
            names = [mark for mark in marks if "ref" in mark.attrs]
            if not names:
                continue
            reading = read_block(block)
            for mark in names:
                start, end = (bisect_left(reading.starts, at) for at in (mark.start, mark.end))
                place = Place(text.source.id, block.text.at[mark.start])
                found.setdefault((mark.attrs["ref"], reading.text[start:end]), place)
    return found


def unused(used: set[tuple[str, str]], texts: Sequence[Structured], corpus: Corpus) -> Iterator[Diagnostic]:
    """→ A024 for every entry that no text names, A023 for every other alias that names its entry nowhere.
    What stands in a printed contents table, in the navigation of a site or in a title counts too: it may
    be no mention, but it is read."""
    elsewhere = "\n".join(
        read_block(p.block).text for text in texts for p in passages(text) if p.silent or p.block.kind == "head"
    )
    decided = {row.ref for row in corpus.editorial.name}
    for key in ("person", "place", "org", "work"):
        for n, entry in enumerate(getattr(corpus.editorial, key)):
            forms = {form: fold(form) for form in (entry.name, *(alias.form for alias in entry.alias))}
            lost = {f for f, read in forms.items() if (read, entry.id) not in used and read not in elsewhere}
            if len(lost) == len(forms) and entry.id not in decided:
                yield complain("A024", corpus, key, n, "id", id=entry.id)
                continue
            for m, alias in enumerate(entry.alias):
                if alias.form in lost:
                    yield complain("A023", corpus, key, n, "alias", m, "form", form=alias.form, id=entry.id)


def aliases(corpus: Corpus) -> Iterator[tuple[str, int, int, Alias]]:
    """Every alias with its table, the number of its entry and its own number."""
    for key in ("person", "place", "org", "work"):
        for n, entry in enumerate(getattr(corpus.editorial, key)):
            for m, alias in enumerate(entry.alias):
                yield key, n, m, alias
