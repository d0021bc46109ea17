"""Commands that look at what was made: `check`, `validate`, `restore`, `trace`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from edition.cli.answers import Format, answering, demand_file, err_console, fail, out_console, show
from edition.cli.options import FormatOption, OutOption
from edition.report import Diagnostic, has_errors


def check(
    out: Annotated[Path, typer.Argument(help="Folder of a built edition.")] = Path("build/sample"),
    texts: Annotated[
        Path | None, typer.Option("--texts", help="The raw texts, to compare with what restores.")
    ] = None,
    form: FormatOption = Format.text,
) -> None:
    """Check a built edition: schema, ledger, links, text in = text out."""
    from edition.check.outputs import check_built

    with answering(form):
        problems = check_built(out, texts)
    show(problems, form)
    if form is Format.text and not has_errors(problems):
        out_console.print("no errors")
    raise typer.Exit(1 if has_errors(problems) else 0)


def validate(
    files: Annotated[list[Path], typer.Argument(help="TEI files.")],
    schema: Annotated[
        Path | None, typer.Option("--schema", help="Another RELAX NG, such as tei_all.rng.")
    ] = None,
    ignored: Annotated[
        Path | None, typer.Option("--ignore", help="A TOML file of what you accept, each row with its reason.")
    ] = None,
    form: FormatOption = Format.text,
) -> None:
    """Validate TEI files, anybody's, against our schema and its rules, or against a schema of your own.

    An ignore file holds rows [[ignore]] with code, reason and, if wanted, file, id (inside that element), says
    (a part of the message); a row that silences nothing is an error. Status 1: there are errors; 2: a file,
    schema or ignore file is not there.
    """
    from edition.tei.ignore import ignore
    from edition.tei.validate import validate as validate_file

    for file in (*files, *(path for path in (schema, ignored) if path)):
        demand_file(file, form)
    accepted: Mapping[Diagnostic, str] = {}
    with answering(form):
        problems = [problem for file in files for problem in validate_file(file, schema)]
        if ignored:
            problems, accepted = ignore(problems, ignored, files)
    show(problems, form, accepted=accepted)
    if form is Format.text:
        if not has_errors(problems):
            out_console.print("valid")
        if accepted:
            err_console.print(f"{len(accepted)} accepted by {ignored}", style="dim")
    raise typer.Exit(1 if has_errors(problems) else 0)


def restore(
    file: Annotated[Path, typer.Argument(help="The edition.xml of a build; trace.tsv lies beside its folder.")],
    source: Annotated[str, typer.Option("--source", help="Id of the source.")],
) -> None:
    """Print a source's raw file, rebuilt byte for byte from the edition."""
    from edition.tei.restore import restore as restore_source

    demand_file(file)
    trace = file.parent.parent / "trace.tsv"
    demand_file(trace)
    sys.stdout.buffer.write(restore_source(file, trace, source))


def trace(
    place: Annotated[str, typer.Argument(help="FILE:LINE:COL of a source.")] = "",
    to: Annotated[str, typer.Option("--to", help="xml:id of an element: where did it come from?")] = "",
    out: OutOption = Path("build/sample"),
) -> None:
    """Where did this character go, or where did this element come from?"""
    from edition.tei.restore import trace_element, trace_place

    demand_file(out / "trace.tsv")
    lines = trace_element(out, to) if to else trace_place(out, place)
    if not lines:
        fail(
            f"{to or place or 'nothing asked'}: not found in {out}; give FILE:LINE:COL of a source, or --to ID"
        )
    for line in lines:
        out_console.print(line, markup=False, soft_wrap=True)
