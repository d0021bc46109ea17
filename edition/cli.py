"""The command `edition`: words a person types → the pipeline, and its answers in words.

Exit status: 0 all is well; 1 the data have errors (nothing was written); 2 the command cannot be carried out.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table as Grid

from edition import __version__
from edition.codes import CATALOGUE
from edition.deliver import deliver, workshop
from edition.order import PRODUCTS, Built, Order, Product, Silent
from edition.products import read_style, render_books
from edition.render.printing import Page, Printing, Variant, millimetres
from edition.report import Diagnostic, Unusable, as_json, has_errors
from edition.sarif import as_sarif
from edition.tei.guide import about, pages
from edition.watch import Display, Lines

app = typer.Typer(
    name="edition",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="From wrecked raw texts of archival documents to TEI XML, EPUB and a print-ready PDF.",
)
out_console = Console(highlight=False, emoji=False)
err_console = Console(stderr=True, highlight=False, emoji=False)

SAMPLE = Path("seeds/sample")


class Format(StrEnum):
    """How diagnostics are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"


class EpubProfile(StrEnum):
    """The families of reading systems that an EPUB can be made for."""

    standard = "standard"
    duokan = "duokan"
    kobo = "kobo"
    kindle = "kindle"


EpubOption = Annotated[
    EpubProfile | None, typer.Option("--epub-profile", help="The reading systems that the EPUB is made for.")
]
WitnessOption = Annotated[
    str, typer.Option("--witness", help="Print this witness's text: its siglum or id (default: the base).")
]
PageOption = Annotated[
    Page | None, typer.Option("--page", help="Page of the PDF; a4 is a study copy with numbered lines.")
]
CropOption = Annotated[bool | None, typer.Option("--crop/--no-crop", help="Crop marks around the page.")]
BleedOption = Annotated[str, typer.Option("--bleed", help="Bleed inside the crop marks, such as 3mm.")]
VariantOption = Annotated[
    Variant | None, typer.Option("--variant", help="The standard that the PDF conforms to.")
]
StyleOption = Annotated[
    Path | None, typer.Option("--style", help="A style sheet laid over the printed book's.")
]
FormatOption = Annotated[Format, typer.Option("--format", help="How diagnostics are printed.")]
OutOption = Annotated[Path, typer.Option("--out", help="Folder of the outputs.")]


def main() -> None:
    """Run the command; a problem of the user's making ends in a sentence and status 2, never in a traceback."""
    try:
        app(standalone_mode=True)
    except Unusable as error:
        wanted = re.search(r"--format[= ](json|sarif)", " ".join(sys.argv))
        show(error.diagnostics, Format(wanted[1]) if wanted else Format.text)
        sys.exit(2)


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


@app.command("build", epilog="Example: `edition build seeds/sample --out build/sample`")
def build_command(
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
    from edition.pipeline import build

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
            built = build(order, display)
    else:
        built = build(order, Lines(err_console))
    show(built.diagnostics, form)
    if form is Format.text:
        summarise(built)
    raise typer.Exit(1 if built.failed else 0)


def products(names: str, known: Sequence[Product] = PRODUCTS) -> tuple[Product, ...]:
    """`tei,epub` → the products; a usage error for any word that is not `known`."""
    asked = [n.strip() for n in names.split(",") if n.strip()]
    wrong = [n for n in asked if n not in known]
    if wrong or not asked:
        raise typer.BadParameter(
            f"{', '.join(wrong) or 'nothing'}: choose from {', '.join(known)}", param_hint="--only"
        )
    return tuple(p for p in known if p in asked)


def wishes(
    page: Page | None, crop: bool | None, bleed: str, variant: Variant | None, style: Path | None
) -> dict[str, Any]:
    """The options of printing that were given → fields of a `Printing`; a usage error for a bleed that is no length."""
    try:
        width = millimetres(bleed) if bleed else None
    except ValueError:
        raise typer.BadParameter(f"{bleed}: give millimetres, such as 3mm", param_hint="--bleed") from None
    text = None if style is None else read_style(style)
    given = {"page": page, "crop": crop, "bleed": width, "variant": variant, "style": text}
    return {name: value for name, value in given.items() if value is not None}


def show(
    diagnostics: Sequence[Diagnostic],
    form: Format,
    most: int = 40,
    accepted: Mapping[Diagnostic, str] | None = None,
) -> None:
    """Diagnostics to the screen: errors first, then warnings, as many as a person reads; all of them as JSON or SARIF,
    there also what is accepted, with the reason."""
    if form is not Format.text:
        sys.stdout.write(
            (as_json(diagnostics) if form is Format.json else as_sarif(diagnostics, accepted)) + "\n"
        )
        return
    weight = {"error": 0, "warning": 1, "info": 2}
    told = [d for d in sorted(diagnostics, key=lambda d: (weight[d.severity], d)) if d.severity != "info"]
    for d in told[:most]:
        err_console.print(str(d), markup=False, soft_wrap=True, style="red" if d.severity == "error" else None)
    if len(told) > most:
        err_console.print(f"… and {len(told) - most} more: --format json prints them all", style="dim")


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


@app.command(epilog="Example: `edition render build/sample/tei/edition.xml --out build/render`")
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
    demand_file(file)
    books = products(only, ("epub", "pdf"))
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
    show(problems, form)
    raise typer.Exit(1 if has_errors(problems) else 0)


@app.command("check", epilog="Example: `edition check build/sample`")
def check_command(
    out: Annotated[Path, typer.Argument(help="Folder of a built edition.")] = Path("build/sample"),
    texts: Annotated[
        Path | None, typer.Option("--texts", help="The raw texts, to compare with what restores.")
    ] = None,
    form: FormatOption = Format.text,
) -> None:
    """Check a built edition: schema, ledger, links, text in = text out."""
    from edition.check import check_built

    problems = check_built(out, texts)
    show(problems, form)
    if form is Format.text and not has_errors(problems):
        out_console.print("no errors")
    raise typer.Exit(1 if has_errors(problems) else 0)


@app.command(epilog="Example: `edition validate build/sample/tei/edition.xml`")
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

    An ignore file holds rows [[ignore]] with code, reason and, if wanted, file, id (inside that element), says (a part of the
    message); a row that silences nothing is an error. Status 1: there are errors; 2: a file, schema or ignore file is not there.
    """
    from edition.tei.ignore import ignore
    from edition.tei.validate import validate as validate_file

    for file in (*files, *(path for path in (schema, ignored) if path)):
        demand_file(file)
    problems = [problem for file in files for problem in validate_file(file, schema)]
    accepted: Mapping[Diagnostic, str] = {}
    if ignored:
        problems, accepted = ignore(problems, ignored, files)
    show(problems, form, accepted=accepted)
    if form is Format.text:
        if not has_errors(problems):
            out_console.print("valid")
        if accepted:
            err_console.print(f"{len(accepted)} accepted by {ignored}", style="dim")
    raise typer.Exit(1 if has_errors(problems) else 0)


@app.command(epilog="Example: `edition restore build/sample/tei/edition.xml --source a > a.txt`")
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


@app.command(epilog="Examples: `edition trace volume.txt:12:34`, `edition trace --to kw-1950-10-01-p3`")
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


@app.command(epilog="Example: `edition names seeds/sino-soviet --texts TEXTS`")
def names(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder.")] = SAMPLE,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the raw texts.")] = None,
) -> None:
    """Print the names that no authority file has yet, as rows ready to paste."""
    from edition.annotate import candidates
    from edition.config import load_corpus
    from edition.pipeline import structured_corpus

    found = structured_corpus(corpus, texts)
    for row in candidates(found, load_corpus(corpus)):
        sys.stdout.write(f"{row}\n")


@app.command("emend", epilog="Example: `edition emend seeds/sino-soviet --texts TEXTS --least 0.7`")
def emend_command(
    corpus: Annotated[Path, typer.Argument(help="Corpus folder.")] = SAMPLE,
    texts: Annotated[Path | None, typer.Option("--texts", help="Folder with the raw texts.")] = None,
    least: Annotated[
        float, typer.Option("--least", min=0, max=1, help="The least confidence of a proposal.")
    ] = 0.5,
    every: Annotated[
        bool, typer.Option("--all", help="Also what is decided already, and whether the decision agrees.")
    ] = False,
) -> None:
    """Print characters that may be misread, with the evidence, as rows of emendations.toml ready to paste."""
    from edition.config import load_corpus
    from edition.misreadings import propose
    from edition.pipeline import structured_corpus

    found = propose(structured_corpus(corpus, texts), load_corpus(corpus), least=least)
    for proposal in found:
        if every or not proposal.decided:
            sys.stdout.write(f"{proposal}\n")
    decided = sum(bool(proposal.decided) for proposal in found)
    err_console.print(f"{len(found) - decided} proposals, {decided} more places are decided", style="dim")


@app.command(epilog="Example: `edition review seeds/sino-soviet --texts TEXTS`")
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


@app.command(epilog="Example: `edition init seeds/mine raw/*.txt`")
def init(
    folder: Annotated[Path, typer.Argument(help="The corpus folder to write; must not exist or be empty.")],
    texts: Annotated[list[Path], typer.Argument(help="The raw texts.")],
) -> None:
    """Start an edition of your own: a corpus folder with a guessed family per text."""
    from edition.scaffold import write_corpus

    for source, family, file in write_corpus(folder, texts):
        out_console.print(f"{file}: {family} (source {source})")
    out_console.print(f"→ {folder}/edition.toml; next: edition build {folder}")


@app.command(epilog="Example: `edition explain R002`")
def explain(code: Annotated[str, typer.Argument(help="A code as printed in a diagnostic.")]) -> None:
    """What a diagnostic means and what to do about it."""
    entry = CATALOGUE.get(code.upper())
    if entry is None:
        fail(f"{code}: no such code; there are {', '.join(sorted(CATALOGUE))}")
    see = "".join(f"\n\nSee: edition guide {page.name}" for page in about(code))
    out_console.print(
        f"{code.upper()} ({entry.severity})\n\n{entry.explanation}\n\nHint: {entry.hint}{see}", markup=False
    )


@app.command(
    epilog="Examples: `edition guide`, `edition guide notes`, `edition guide rdg`, `edition guide T019`"
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
            out_console.print(Markdown(page.text))
        else:
            sys.stdout.write(page.text + "\n")
    if not topic:
        grid = Grid.grid(padding=(0, 2))
        for page in pages():
            grid.add_row(page.name, page.title)
        out_console.print(grid)


def demand_file(path: Path) -> None:
    """End with one sentence and status 2 unless the file is there."""
    if not path.is_file():
        fail(f"{path}: no such file")


def fail(sentence: str) -> NoReturn:
    err_console.print(sentence, markup=False, soft_wrap=True)
    raise typer.Exit(2)
