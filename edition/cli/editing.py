"""Commands for an editor at work: `names`, `emend`, `review`, `init`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from edition.cli.answers import Format, err_console, out_console, show
from edition.cli.options import SAMPLE


def names(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder.")] = SAMPLE,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the raw texts.")] = None,
) -> None:
    """Print the names that no authority file has yet, as rows ready to paste."""
    from edition.annotate.candidates import candidates
    from edition.config import load_corpus
    from edition.pipeline import structured_corpus

    found = structured_corpus(corpus, texts)
    for row in candidates(found, load_corpus(corpus)):
        sys.stdout.write(f"{row}\n")


def emend(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder.")] = SAMPLE,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the raw texts.")] = None,
    least: Annotated[
        float | None,
        typer.Option(
            "--least", min=0, max=1, help="The least confidence of a proposal (0.5, with --most 0.01)."
        ),
    ] = None,
    most: Annotated[
        int | None, typer.Option("--most", min=1, help="So many proposals at most, the surest of them.")
    ] = None,
    surest: Annotated[
        bool, typer.Option("--surest-first", help="In the order of confidence, not of the files.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Also what is decided already, and whether the decision agrees.")
    ] = False,
) -> None:
    """Print characters that may be misread, with the evidence, as rows of emendations.toml ready to paste."""
    from edition.config import load_corpus
    from edition.misreadings import HARDLY, LEAST, find_model, propose
    from edition.pipeline import structured_corpus
    from edition.report import make

    if find_model() is None:
        show([make("A035", "")], Format.text)
    least = least if least is not None else LEAST if most is None else HARDLY
    found = propose(structured_corpus(corpus, texts), load_corpus(corpus), least=least)
    shown = [proposal for proposal in found if every or not proposal.decided]
    ranked = sorted(shown, key=lambda proposal: -proposal.sure)[:most]
    kept = {proposal.id for proposal in ranked}
    for proposal in ranked if surest else [proposal for proposal in shown if proposal.id in kept]:
        sys.stdout.write(f"{proposal}\n")
    decided = sum(bool(proposal.decided) for proposal in found)
    said = "" if most is None else f", of which the {len(ranked)} surest are shown"
    err_console.print(f"{len(found) - decided} proposals, {decided} more places are decided{said}", style="dim")


def review(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder.")] = SAMPLE,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the raw texts.")] = None,
) -> None:
    """List every place where the program was unsure, in file order, with what it chose and the raw context."""
    from edition.pipeline import review_corpus

    doubts = review_corpus(corpus, texts)
    for doubt in doubts:
        sys.stdout.write(f"{doubt}\n")
    out_console.print(f"{len(doubts)} places to look at", style="dim")


def init(
    folder: Annotated[Path, typer.Argument(help="The corpus folder to write; must not exist or be empty.")],
    texts: Annotated[list[Path], typer.Argument(help="The raw texts.")],
) -> None:
    """Start an edition of your own: a corpus folder with a guessed family per text."""
    from edition.scaffold import write_corpus

    for source, family, file in write_corpus(folder, texts):
        out_console.print(f"{file}: {family} (source {source})")
    out_console.print(f"→ {folder}/edition.toml; next: edition build {folder}")
