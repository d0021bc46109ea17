"""What a command answers: diagnostics, a summary, a sentence."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import NoReturn

import typer
from rich.console import Console
from rich.table import Table as Grid

from edition.order import Built
from edition.report import Diagnostic, Unusable, as_json, make
from edition.sarif import as_sarif

out_console = Console(highlight=False, emoji=False)
err_console = Console(stderr=True, highlight=False, emoji=False)


class Format(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"


@contextmanager
def answering(form: Format) -> Iterator[None]:
    """Inside, what cannot be carried out is told in this form and ends the command with status 2."""
    try:
        yield
    except Unusable as error:
        show(error.diagnostics, form)
        raise typer.Exit(2) from error


def show(
    diagnostics: Sequence[Diagnostic],
    form: Format,
    most: int = 40,
    remarks: int = 0,
    accepted: Mapping[Diagnostic, str] | None = None,
) -> None:
    """Diagnostics to the screen: errors first, then warnings, as many as a person reads, and
    of each kind of remark the first few `remarks`; all of them as JSON or SARIF, there also
    what is accepted, with the reason."""
    if form is not Format.text:
        sys.stdout.write(
            (as_json(diagnostics) if form is Format.json else as_sarif(diagnostics, accepted)) + "\n"
        )
        return
    weight = {"error": 0, "warning": 1, "info": 2}
    ordered = sorted(
        set(diagnostics), key=lambda d: (weight[d.severity], d.code if d.severity == "info" else "", d)
    )
    told = [d for d in ordered if d.severity != "info"]
    for d in told[:most]:
        err_console.print(str(d), markup=False, soft_wrap=True, style="red" if d.severity == "error" else None)
    if len(told) > most:
        err_console.print(f"… and {len(told) - most} more: --format json prints them all", style="dim")
    for code, group in groupby((d for d in ordered if d.severity == "info" and remarks), key=lambda d: d.code):
        same = list(group)
        for d in same[:remarks]:
            err_console.print(str(d), markup=False, soft_wrap=True, style="dim")
        if len(same) > remarks:
            err_console.print(
                f"… and {len(same) - remarks} more {code}: --format json prints them all", style="dim"
            )


def summarise(built: Built) -> None:
    """The closing summary: what the edition holds, how many warnings, where the files are."""
    grid = Grid.grid(padding=(0, 2))
    for label, count in built.counts.items():
        grid.add_row(label, f"[bold]{count}[/]")
    errors = sum(d.severity == "error" for d in built.diagnostics)
    warnings = sum(d.severity == "warning" for d in built.diagnostics)
    grid.add_row("errors", f"[bold]{errors}[/]")
    grid.add_row("warnings", f"[bold]{warnings}[/]")
    for target in built.files.values():
        if Path(target).parent.name != "stages":
            grid.add_row("→", target)
    for left in built.stale:
        grid.add_row("left", f"{left} (of an earlier build)")
    if built.failed:
        grid.add_row("→", "nothing was written; the last good outputs stand as they were")
    out_console.print(grid)


def demand_file(path: Path, form: Format = Format.text) -> None:
    """End with R004, told in this form, and status 2 unless the file is there."""
    if not path.is_file():
        show([make("R004", str(path), path=path)], form)
        raise typer.Exit(2)


def fail(sentence: str) -> NoReturn:
    """End with a sentence and status 2."""
    err_console.print(sentence, markup=False, soft_wrap=True)
    raise typer.Exit(2)
