"""Decisions find their places: a quotation of the source's own characters, which must stand there once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from edition.accepting import Accepted, Range, accept
from edition.annotate.passage import Passage, passages
from edition.config import Corpus, Decision, Table, Waiver, locate
from edition.model import Source, Structured
from edition.report import Diagnostic, make

D = TypeVar("D", bound=Decision)


@dataclass(frozen=True, slots=True)
class Anchor(Generic[D]):
    """The place of a decision: the passage, and where each character of the quote stands in its text."""

    row: D
    passage: Passage
    at: Sequence[int]

    @property
    def start(self) -> int:
        return self.at[0]

    @property
    def end(self) -> int:
        return self.at[-1] + 1


@dataclass(frozen=True, slots=True)
class Squeezed:
    """All passages of a text in one string without white space, a line each."""

    text: str
    passages: Sequence[Passage]
    bounds: Sequence[int]

    def find(self, quote: str, document: str = "") -> Iterator[tuple[Passage, Sequence[int]]]:
        """A quote → every place where it stands: the passage, and the offset of each character in its text."""
        start = self.text.find(quote)
        while start >= 0:
            number = bisect_right(self.bounds, start) - 1
            passage = self.passages[number]
            if any(p.id == document for p in passage.trail) if document else not passage.silent:
                text = passage.block.text.text
                kept = [i for i, char in enumerate(text) if not char.isspace()]
                begin = start - self.bounds[number]
                yield passage, kept[begin : begin + len(quote)]
            start = self.text.find(quote, start + 1)


def squeeze(text: Structured) -> Squeezed:
    """A text → its passages as one string to search quotes in."""
    found = list(passages(text))
    lines = [squeezed(p.block.text.text) for p in found]
    bounds, total = [], 0
    for line in lines:
        bounds.append(total)
        total += len(line) + 1
    return Squeezed("\n".join(lines), found, bounds)


def squeezed(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def anchor(
    rows: Sequence[D], key: str, texts: Sequence[Structured], corpus: Corpus
) -> tuple[dict[str, list[Anchor[D]]], list[Diagnostic]]:
    """The rows of one editorial table → their places by source, and A001, A002 or A008 at the line of each row
    whose quote does not stand exactly once."""
    found: dict[str, list[Anchor[D]]] = {}
    problems: list[Diagnostic] = []
    known = {text.source.id: text for text in texts}
    index: dict[str, Squeezed] = {}
    for n, row in enumerate(rows):
        if row.source not in known:
            problems.append(complain("A008", corpus, key, n, "source", source=row.source))
            continue
        if row.source not in index:
            index[row.source] = squeeze(known[row.source])
        places = list(index[row.source].find(squeezed(row.quote), row.document))
        meant = places[row.occurrence - 1 : row.occurrence] if row.occurrence else places
        if len(meant) == 1:
            found.setdefault(row.source, []).append(Anchor(row, *meant[0]))
        else:
            code = "A002" if places else "A001"
            problems.append(
                complain(code, corpus, key, n, "quote", quote=row.quote, source=row.source, count=len(places))
            )
    return found, problems


def complain(code: str, corpus: Corpus, key: str, n: int, /, *field: str | int, **values: object) -> Diagnostic:
    """A diagnostic at `field` of the n-th row of the editorial table `key`."""
    file = corpus.files.get(key, f"{key}.toml")
    path = Path(file)
    at = locate(path.read_text("utf-8"), [key, n, *field]) if path.is_file() else (0, 0)
    return make(code, file, at, **values)


def row_number(rows: Sequence[Table], row: Table) -> int:
    """The place of a row in its table."""
    return next(n for n, other in enumerate(rows) if other is row)


def waive(
    diagnostics: Iterable[Diagnostic], sources: Iterable[Source], corpus: Corpus, *, recognised: bool = True
) -> tuple[Diagnostic, ...]:
    """Diagnostics of all stages → those that no waiver silences, and A006 for every waiver that silences none.

    A waiver silences the diagnostics of its code that begin inside an occurrence of its quote in the
    source's file. Where no recogniser ran, since the text came in segmented, nothing tells whether a waiver
    of a code of theirs (S…) is still used.
    """
    known = {source.id: source for source in sources}
    waivers = corpus.editorial.waiver
    rows = [
        Accepted(
            w.code,
            {known[w.source].file: list(occurrences(known[w.source], w))} if w.source in known else {},
            w.reason,
        )
        for w in waivers
    ]
    kept, _, unused = accept(diagnostics, rows)
    for n in unused:
        if not recognised and waivers[n].code.startswith("S"):
            continue
        if waivers[n].source in known:
            kept.append(complain("A006", corpus, "waiver", n, "quote", waived=waivers[n].code))
        else:
            kept.append(complain("A008", corpus, "waiver", n, "source", source=waivers[n].source))
    return tuple(kept)


def occurrences(source: Source, waiver: Waiver) -> Iterator[Range]:
    """Where the quote of a waiver stands in the file, whatever blanks stand between its characters: line and
    column of its first character and after its last. Occurrences may overlap."""
    quote = squeezed(waiver.quote)
    if not quote:
        return
    spaced = re.compile(r"\s*".join(map(re.escape, quote)))
    found = spaced.search(source.text)
    while found:
        yield source.position(found.start()), source.position(found.end())
        found = spaced.search(source.text, found.start() + 1)


def by_number(anchors: Iterable[Anchor[D]]) -> Mapping[int, list[Anchor[D]]]:
    """Anchors → by the number of their passage."""
    found: dict[int, list[Anchor[D]]] = {}
    for place in anchors:
        found.setdefault(place.passage.number, []).append(place)
    return found
