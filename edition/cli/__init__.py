"""The command `edition`: words a person types → the pipeline, and its answers in words.

Exit status: 0 all is well; 1 the data have errors (nothing was written); 2 the command cannot be carried out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, NoReturn

import typer

from edition import __version__
from edition.cli import checking, editing, explaining, making
from edition.cli.answers import Format, out_console, show
from edition.report import Unusable, make

app = typer.Typer(
    name="edition",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="From wrecked raw texts of archival documents to TEI XML, EPUB and a print-ready PDF.",
)

COMMANDS: dict[Callable[..., None], str] = {
    making.build: "Example: `edition build seeds/sample --out build/sample`",
    making.render: "Example: `edition render build/sample/tei/edition.xml --out build/render`",
    checking.check: "Example: `edition check build/sample`",
    checking.validate: "Example: `edition validate build/sample/tei/edition.xml`",
    checking.restore: "Example: `edition restore build/sample/tei/edition.xml --source a > a.txt`",
    checking.trace: "Examples: `edition trace volume.txt:12:34`, `edition trace --to kw-1950-10-01-p3`",
    editing.names: "Example: `edition names seeds/sino-soviet --texts TEXTS`",
    editing.emend: "Example: `edition emend seeds/sino-soviet --texts TEXTS --least 0.7`",
    editing.review: "Example: `edition review seeds/sino-soviet --texts TEXTS`",
    editing.init: "Example: `edition init seeds/mine raw/*.txt`",
    explaining.explain: "Example: `edition explain R002`",
    explaining.guide: "Examples: `edition guide`, `edition guide notes`, `edition guide rdg`, `edition guide T019`",
}
"""Every command, in the order of the help, with what is printed below its own."""

for command, example in COMMANDS.items():
    app.command(epilog=example)(command)


def main() -> None:
    """Run the command; a problem of the user's making ends in a sentence and status 2, never in a traceback."""
    try:
        app(standalone_mode=True)
    except Unusable as error:
        show(error.diagnostics, Format.text)
        leave(2)
    except OSError as error:  # standard output, for what else is written is Unusable
        unwritten(error)
    except SystemExit as done:
        leave(done.code)


def leave(status: object) -> NoReturn:
    """End at once: what was said is written out, and a whole edition in memory is not taken apart first."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has gone
        os._exit(1)
    except OSError as error:
        unwritten(error)
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0)


def unwritten(error: OSError) -> NoReturn:
    """Say that standard output cannot be written, and end."""
    show([make("X002", "-", path="standard output", detail=error.strerror or error)], Format.text)
    os._exit(2)


def version(wanted: bool) -> None:
    if wanted:
        out_console.print(f"edition {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version_: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
