"""Commands that explain: `explain` a diagnostic, `guide` to the encoding."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.table import Table as Grid

from edition.cli.answers import fail, out_console
from edition.codes import CATALOGUE
from edition.tei.guide import about, pages


def explain(code: Annotated[str, typer.Argument(help="A code as printed in a diagnostic.")]) -> None:
    """What a diagnostic means and what to do about it."""
    entry = CATALOGUE.get(code.upper())
    if entry is None:
        fail(f"{code}: no such code; there are {', '.join(sorted(CATALOGUE))}")
    see = "".join(f"\n\nSee: edition guide {page.name}" for page in about(code))
    out_console.print(
        f"{code.upper()} ({entry.severity})\n\n{entry.explanation}\n\nHint: {entry.hint}{see}", markup=False
    )


def guide(
    topic: Annotated[str, typer.Argument(help="A page, an element or a rule; nothing for the list.")] = "",
) -> None:
    """How each thing is encoded in TEI, with examples: the encoding guide for scholars."""
    found = about(topic)
    if topic and not found:
        fail(f"{topic}: no page, element or rule of the guide; `edition guide` lists the pages")
    for page in found:
        if out_console.is_terminal:
            from rich.markdown import Markdown  # 50 modules that no other command needs

            out_console.print(Markdown(page.text))
        else:
            sys.stdout.write(page.text + "\n")
    if not topic:
        grid = Grid.grid(padding=(0, 2))
        for page in pages():
            grid.add_row(page.name, page.title)
        out_console.print(grid)
