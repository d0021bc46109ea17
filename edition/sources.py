"""Stages 1 to 4 for every source of a corpus: read, clean, segment, structure.

    corpus folder + texts → sources → cleaned texts → blocks → pieces

A source that was cut before, by the same profile, is taken as the store has it; then the
recognisers are not even loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edition.beside import beside
from edition.config import Corpus
from edition.model import Segmented, Source, Structured
from edition.order import Order, Watch
from edition.read import find_texts, read_source
from edition.report import Diagnostic, Unusable, has_errors, make
from edition.reuse import Store, key_of
from edition.rules import Finding, Resolved
from edition.segments import read_segments
from edition.structure import structure_source

if TYPE_CHECKING:
    from edition.clean import Cleaned

Cut = tuple[Segmented, tuple[Finding, ...]]
"""A source cut into blocks, and what to look at."""


def structure_sources(
    corpus: Corpus, order: Order, watch: Watch, problems: list[Diagnostic]
) -> tuple[list[Cleaned], list[Segmented], list[Structured]]:
    """Stages 1–4 for every source of a corpus → what each of 2, 3 and 4 made of it. What
    stage 2 made is told for a dump only."""
    sources = read(order, corpus, watch)
    cleaned: list[Cleaned] = []
    if order.segments is not None:
        segmented = take_segments(order.segments, sources, watch)
    else:
        cleaned, segmented = segment(sources, corpus, watch, problems, order.store, dumped=order.keep_stages)
    return cleaned, segmented, structure(segmented, watch, problems)


def read(order: Order, corpus: Corpus, watch: Watch) -> list[Source]:
    """The corpus's sources, found by their SHA-256. Raises Unusable with R001–R004."""
    folders = [order.texts] if order.texts else [order.corpus / "texts"]
    for folder in folders:
        if not folder.is_dir():
            raise Unusable([make("R004", str(folder), path=folder)])
    watch.begin("read", len(corpus.sources))
    paths, missing = find_texts(corpus.sources, folders)
    if missing:
        raise Unusable(missing)
    sources = []
    for spec in corpus.sources:
        watch.step(spec.file)
        sources.append(read_source(spec.id, paths[spec.id], name=spec.file))
    watch.end()
    return sources


def segment(
    sources: Sequence[Source],
    corpus: Corpus,
    watch: Watch,
    problems: list[Diagnostic],
    store: Store | None = None,
    *,
    dumped: bool = False,
) -> tuple[list[Cleaned], list[Segmented]]:
    """Stages 2 and 3 for every source, by its profile → what stage 2 made of each, if that is to be `dumped`,
    and what stage 3 made. A source that was cut before by the same profile is not cut again."""
    keys = {
        s.id: key_of("segments", s.id, s.file, s.data, repr(corpus.profiles[s.id])) for s in sources if store
    }
    cut: dict[str, Cut] = {name: known for name, key in keys.items() if store and (known := store.get(key))}
    new = [source for source in sources if source.id not in cut]
    wanted = sources if dumped else new
    profiles = resolve_profiles(wanted, corpus, problems) if wanted else {}
    cleaned = clean(sources, profiles, watch)
    watch.begin("segment", len(sources))
    cut |= cut_new(new, profiles, cleaned)
    for name in [source.id for source in new]:
        if store:
            store.put(keys[name], cut[name])
    for source in sources:
        watch.step(source.file)
        problems += diagnose(source, cut[source.id][1])
    watch.end()
    return list(cleaned.values()) if dumped else [], [cut[source.id][0] for source in sources]


def resolve_profiles(
    sources: Sequence[Source], corpus: Corpus, problems: list[Diagnostic]
) -> dict[str, Resolved]:
    """The profiles of some sources with their inheritance resolved, by the id of the source. Raises Unusable
    where one names what there is not."""
    from edition.rules.registry import resolve

    profiles: dict[str, Resolved] = {}
    files = {spec.id: corpus.folder / spec.profile for spec in corpus.sources}
    for source in sources:
        profiles[source.id], unknown = resolve(corpus.profiles[source.id], files[source.id])
        problems += unknown
    if has_errors(problems):
        raise Unusable(problems)
    return profiles


def clean(sources: Sequence[Source], profiles: Mapping[str, Resolved], watch: Watch) -> dict[str, Cleaned]:
    """Stage 2 for the sources that have a profile here."""
    cleaned = {}
    watch.begin("clean", len(sources))
    for source in sources:
        watch.step(source.file)
        if source.id in profiles:
            from edition.clean import clean_source

            cleaned[source.id] = clean_source(source, profiles[source.id])
    watch.end()
    return cleaned


def cut_new(
    sources: Sequence[Source], profiles: Mapping[str, Resolved], cleaned: Mapping[str, Cleaned]
) -> dict[str, Cut]:
    """Stage 3 for some sources, the longest one beside the others."""
    if not sources:
        return {}
    from edition.segment import segment_cleaned

    works: dict[str, Callable[[], Cut]] = {
        source.id: partial(segment_cleaned, source, profiles[source.id], cleaned[source.id])
        for source in sources
    }
    if len(works) > 1:
        longest = max(sources, key=lambda source: len(source.data)).id
        works[longest] = beside(works.pop(longest))
    return {name: work() for name, work in works.items()}


def take_segments(path: Path, sources: Sequence[Source], watch: Watch) -> list[Segmented]:
    """A segmented corpus and the raw texts it was made from → the sources as that file cuts them. Raises
    Unusable with R004 where there is no such file, S030–S032 for its faulty rows."""
    if not path.is_file():
        raise Unusable([make("R004", str(path), path=path)])
    watch.begin("segment", 1)
    watch.step(path.name)
    segmented, faults = read_segments(path, {source.id: source for source in sources})
    if has_errors(faults):
        raise Unusable(faults)
    watch.end()
    return list(segmented)


def structure(texts: Sequence[Segmented], watch: Watch, problems: list[Diagnostic]) -> list[Structured]:
    """Stage 4 for every source."""
    structured = []
    watch.begin("structure", len(texts))
    for text in texts:
        watch.step(text.source.file)
        result, findings = structure_source(text)
        problems += diagnose(text.source, findings)
        structured.append(result)
    watch.end()
    return structured


def diagnose(source: Source, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
    """Findings of a source → diagnostics at their line and column."""
    for finding in findings:
        yield make(finding.code, source.file, source.position(finding.at), **finding.values)
