"""The nine stages one after the other: read, clean, segment, structure, annotate,
collate, weave, render, check.

    corpus folder + texts → OUT/tei/edition.xml, tei/cmif.xml, trace.tsv, segments.jsonl,
    edition.epub, edition.pdf, report.json

Everything is made in a folder beside OUT's files and moved into place only when all of it is there, so outputs
appear whole or not at all and the last good ones stay when a build fails.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree

from edition.annotate import annotate
from edition.annotate.anchors import waive
from edition.beside import beside
from edition.check.checker import Checker, checking
from edition.collate import collate
from edition.collecting import uncollected
from edition.config import Corpus, load_corpus
from edition.deliver import deliver, workshop
from edition.dump import dump_blocks, dump_pieces
from edition.model import Segmented, Structured
from edition.order import Built, Order, Silent, Watch
from edition.parallels import find_parallels
from edition.pinyin import remembering
from edition.products import Begun, begin_books, read_style
from edition.render.cmif import write_cmif
from edition.render.pdf.room import PlainRoom, Pressroom, pressroom
from edition.render.printing import Printing, millimetres
from edition.report import Diagnostic
from edition.review import Doubt, list_doubts
from edition.segments import write_segments
from edition.sources import structure_sources
from edition.tei.ledger import write_trace
from edition.tei.views import count_kinds
from edition.tei.weave import Woven, weave_edition

if TYPE_CHECKING:
    from edition.clean import Cleaned

AGAIN = {"A021": "T028", "A032": "T030"}
"""What says of the raw text what another code would say of each element of the TEI."""


def build(order: Order, watch: Watch) -> Built:
    """An order → its outputs on disk, unless an error was found. Raises Unusable
    where it cannot begin or write."""
    corpus = load_corpus(order.corpus)
    order = replace(order, epub_profile=order.epub_profile or corpus.info.epub_profile)
    with workshop(order.out) as bench, uncollected():
        built = make_outputs(order, corpus, bench, watch)
        if order.store:
            order.store.trim()
        if built.failed:
            return built
        return replace(built, files=deliver(bench, order.out), stale=tuple(stale(order)))


def make_outputs(order: Order, corpus: Corpus, bench: Path, watch: Watch) -> Built:
    """All nine stages, their files in the folder `bench` → what came of it."""
    printing = printing_of(corpus, order.printing)
    printed = pressroom(printing, order.store) if "pdf" in order.only else nullcontext()
    # The forks that print and check get ready while the texts are read.
    with remembering(order.store), printed as room, checking(printed="pdf" in order.only) as checker:
        return run_stages(order, corpus, bench, watch, Hands(printing, room, checker))


@dataclass(frozen=True, slots=True)
class Hands:
    """Who prints, and how, and who checks."""

    printing: Printing
    room: Pressroom | PlainRoom | None
    checker: Checker


def run_stages(order: Order, corpus: Corpus, bench: Path, watch: Watch, hands: Hands) -> Built:
    """As `make_outputs`, with those who print and check at hand."""
    problems: list[Diagnostic] = []
    cleaned, segmented, structured = structure_sources(corpus, order, watch, problems)
    watch.begin("annotate", 1)
    watch.step(corpus.info.title)
    annotated = annotate(structured, corpus)
    problems += annotated.diagnostics
    watch.end()
    watch.begin("collate", 1)
    watch.step(corpus.info.title)
    alike = beside(partial(find_parallels, annotated.texts, corpus, order.store))
    try:
        collated = collate(annotated.texts, corpus)
    finally:
        parallels = alike()
    problems += (*collated.diagnostics, *parallels.diagnostics)
    watch.end()
    watch.begin("weave", 1)
    watch.step("edition.xml")
    woven = weave_edition(collated.texts, corpus, parallels.rows)
    problems += woven.diagnostics
    watch.end()
    if order.keep_stages:
        write_stages(bench, cleaned, segmented, (structured, annotated.texts, collated.texts))
    write_tei(bench, woven, segmented)
    hands.checker.begin_tei(bench, order.witness, order.store)
    begun = render(order, bench, watch, hands)
    problems += begun.problems
    try:
        problems += check(order, bench, watch, hands.checker)
    finally:
        problems += begun.finish()
    sources = [text.source for text in structured]
    settled = waive(unrepeated(problems), sources, corpus, recognised=order.segments is None)
    built = Built(count_kinds(woven.tree), tuple(sorted({named(problem, bench) for problem in settled})))
    write_report(bench, corpus, built, witness=order.witness)
    return built


def structured_corpus(folder: Path, texts: Path | None) -> list[Structured]:
    """A corpus folder and its texts → the sources after stage 4, for commands that only look."""
    return structure_sources(load_corpus(folder), Order(folder, folder, texts, reuse=False), Silent(), [])[-1]


def review_corpus(folder: Path, texts: Path | None) -> list[Doubt]:
    """A corpus folder and its texts → every place where stages 2–6 were unsure, in file order."""
    corpus = load_corpus(folder)
    problems: list[Diagnostic] = []
    *_, structured = structure_sources(corpus, Order(folder, folder, texts, reuse=False), Silent(), problems)
    annotated = annotate(structured, corpus)
    collated = collate(annotated.texts, corpus)
    problems += [*annotated.diagnostics, *collated.diagnostics]
    return list_doubts(collated.texts, waive(problems, [text.source for text in structured], corpus))


# -- the stages ------------------------------------------------------------------------------------------------


def printing_of(corpus: Corpus, overriding: Mapping[str, Any]) -> Printing:
    """What edition.toml says of printing, with some fields replaced. Raises Unusable with R004 where the style
    sheet that it names is not there."""
    spec = corpus.printing
    style = "" if spec.style is None else read_style(corpus.folder / spec.style)
    printing = Printing(spec.page, spec.crop, millimetres(spec.bleed), spec.variant, style)
    return replace(printing, **overriding)


def render(order: Order, bench: Path, watch: Watch, hands: Hands) -> Begun:
    """Stage 8: the TEI on disk → its index of letters, and the books that were
    ordered; the EPUB is still being made."""
    books = tuple(product for product in ("pdf", "epub") if product in order.only)
    watch.begin("render", len(books))
    tei = bench / "tei" / "edition.xml"
    lettered = beside(partial(write_cmif, tei, bench / "tei" / "cmif.xml"))
    try:
        begun = begin_books(
            tei,
            bench,
            "edition",
            books,
            watch,
            witness=order.witness,
            printing=hands.printing,
            store=order.store,
            epub_profile=order.epub_profile,
            proof=partial(prove, tei=tei, witness=order.witness),
            room=hands.room,
        )
    finally:
        lettered()
    watch.end()
    return begun


def prove(epub: Path, *, tei: Path, witness: str) -> list[Diagnostic]:
    """Stage 9 for the EPUB, in the fork that made it: only there are the laws of EPUBs loaded."""
    from edition.check.epub import check_epub

    return check_epub(epub, tei, witness=witness)


def check(order: Order, bench: Path, watch: Watch, checker: Checker) -> list[Diagnostic]:
    """Stage 9: schema, links, ledger, text in = text out, on the files as they lie on disk. The TEI was checked
    while the books were made; the EPUB is read in the fork that makes it."""
    watch.begin("check", 1)
    watch.step("TEI, ledger, books")
    pdf = bench / "edition.pdf"
    if pdf.is_file():
        checker.begin_pdf(pdf, order.store)
    problems = checker.finish()
    if pdf.is_file():
        problems += checker.finish()
    watch.end()
    return problems


def unrepeated(problems: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics of a build → those without what the check of the TEI says again, element by element, of an
    unknown speaker or work that was reported with its place in the raw text."""
    said = {AGAIN[problem.code] for problem in problems if problem.code in AGAIN}
    return [problem for problem in problems if problem.code not in said]


# -- files -----------------------------------------------------------------------------------------------------


def write_tei(bench: Path, woven: Woven, segmented: Sequence[Segmented]) -> None:
    """The wall: edition.xml, its trace, and the segmented corpus go to disk."""
    (bench / "tei").mkdir()
    # Through a file of Python's own, so that a full disk is an OSError as everywhere.
    with (bench / "tei" / "edition.xml").open("wb") as file:
        etree.ElementTree(woven.tree).write(file, encoding="UTF-8", xml_declaration=True)
    write_trace(woven.ledgers, bench / "trace.tsv")
    write_segments(segmented, bench / "segments.jsonl")


def write_stages(
    bench: Path,
    cleaned: Sequence[Cleaned],
    segmented: Sequence[Segmented],
    structured: Sequence[Sequence[Structured]],
) -> None:
    """A readable, numbered dump of every stage before the wall; `structured` are stages 4, 5 and 6."""
    folder = bench / "stages"
    folder.mkdir()
    for clean, text in zip(cleaned, segmented, strict=False):
        (folder / f"2-clean-{text.source.id}.txt").write_text(dump_blocks(clean[0]), "utf-8")
    for text in segmented:
        (folder / f"3-segment-{text.source.id}.txt").write_text(dump_blocks(text.blocks), "utf-8")
    for stage, texts in zip(("4-structure", "5-annotate", "6-collate"), structured, strict=True):
        for made in texts:
            (folder / f"{stage}-{made.source.id}.txt").write_text(dump_pieces(made.pieces), "utf-8")


def named(problem: Diagnostic, folder: Path) -> Diagnostic:
    """A diagnostic of a file below `folder` → the same with the file named from there."""
    path = Path(problem.file)
    return replace(problem, file=str(path.relative_to(folder))) if path.is_relative_to(folder) else problem


def write_report(bench: Path, corpus: Corpus, built: Built, *, witness: str) -> None:
    """report.json: the edition, the witness that its books follow, counts of its contents,
    counts per code, every diagnostic."""
    data = {
        "edition": corpus.info.id,
        **({"witness": witness} if witness else {}),
        "counts": dict(built.counts),
        "codes": dict(sorted(Counter(d.code for d in built.diagnostics).items())),
        "diagnostics": [asdict(named(d, corpus.folder)) for d in built.diagnostics],
    }
    (bench / "report.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def stale(order: Order) -> Iterator[str]:
    """The books of an earlier build that this order did not ask for."""
    for product in ("epub", "pdf"):
        path = order.out / f"edition.{product}"
        if product not in order.only and path.is_file():
            yield str(path)
