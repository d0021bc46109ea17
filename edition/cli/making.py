"""Commands that make something: `build` of a corpus, `render` of a TEI file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from edition.cli.answers import Format, answering, demand_file, err_console, out_console, show, summarise
from edition.cli.options import (
    SAMPLE,
    BleedOption,
    CropOption,
    EpubOption,
    FormatOption,
    OutOption,
    PageOption,
    StyleOption,
    VariantOption,
    WitnessOption,
    products,
    wishes,
)
from edition.collecting import uncollected
from edition.deliver import deliver, workshop
from edition.order import Order, Silent
from edition.products import render_books
from edition.render.printing import Printing
from edition.report import has_errors
from edition.watch import Display, Lines

REMARKS = 3
"""Remarks of a kind, on what a file of others has that the pages do not know, that are shown on the screen."""


def build(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder with edition.toml.")] = SAMPLE,
    texts: Annotated[
        Path | None,
        typer.Option("--texts", help="Folder with the raw texts, under any names (default: CORPUS/texts)."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Folder of the outputs (default: build/NAME).")
    ] = None,
    only: Annotated[str, typer.Option("--only", help="Some of tei,epub,pdf.")] = "tei,epub,pdf",
    keep_stages: Annotated[
        bool, typer.Option("--keep-stages", help="Write a readable dump of every stage.")
    ] = False,
    segments: Annotated[
        Path | None,
        typer.Option("--segments", help="A segments.jsonl, perhaps edited, instead of cutting the texts."),
    ] = None,
    witness: WitnessOption = "",
    page: PageOption = None,
    crop: CropOption = None,
    bleed: BleedOption = "",
    variant: VariantOption = None,
    style: StyleOption = None,
    epub_profile: EpubOption = None,
    reuse: Annotated[
        bool, typer.Option("--cache/--no-cache", help="Use again what earlier builds left in OUT/.cache.")
    ] = True,
    form: FormatOption = Format.text,
) -> None:
    """Build an edition: TEI XML, EPUB, PDF, and the trace of every character."""
    with uncollected():
        from edition import pipeline

    with answering(form):
        target = out or Path("build") / corpus.resolve().name
        printing = wishes(page, crop, bleed, variant, style)
        order = Order(
            corpus,
            target,
            texts,
            products(only),
            keep_stages,
            segments,
            witness,
            printing=printing,
            reuse=reuse,
            epub_profile=epub_profile or "",
        )
        if err_console.is_terminal:
            with Display(err_console) as display:
                built = pipeline.build(order, display)
        else:
            built = pipeline.build(order, Lines(err_console))
    show(built.diagnostics, form)
    if form is Format.text:
        summarise(built)
    raise typer.Exit(1 if built.failed else 0)


def render(
    file: Annotated[Path, typer.Argument(help="A TEI file, made by this program or by anybody.")],
    out: OutOption = Path("build/render"),
    only: Annotated[str, typer.Option("--only", help="Some of epub,pdf.")] = "epub,pdf",
    witness: WitnessOption = "",
    page: PageOption = None,
    crop: CropOption = None,
    bleed: BleedOption = "",
    variant: VariantOption = None,
    style: StyleOption = None,
    epub_profile: EpubOption = None,
    form: FormatOption = Format.text,
) -> None:
    """Make EPUB and PDF of a TEI file."""
    demand_file(file, form)
    books = products(only, ("epub", "pdf"))
    with answering(form):
        printing = Printing(**wishes(page, crop, bleed, variant, style))
        with workshop(out) as bench:
            problems = list(
                render_books(
                    file,
                    bench,
                    file.stem,
                    books,
                    Silent(),
                    witness=witness,
                    printing=printing,
                    epub_profile=epub_profile or "standard",
                )
            )
            made = {} if has_errors(problems) else deliver(bench, out)
    if form is Format.text:
        for path in made.values():
            out_console.print(f"→ {path}")
    show(problems, form, remarks=REMARKS)
    raise typer.Exit(1 if has_errors(problems) else 0)
