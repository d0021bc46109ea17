"""Ours beside XeLaTeX, Typst and pandoc on the same book: python -m tests.bench.peers [CORPUS --texts DIR]
[--runs 3] [--install] [--only PART …]

    corpus → a table: median and least seconds, ratio to XeLaTeX, pages and links that each has set

Whole processes, all of them once in every round; the ratio is the median of those of the rounds, since a
machine may become slower from one to the next. `--only` takes the rows whose names have one of the parts. For
the others the book lies ready in their own language, while ours reads TEI; XeLaTeX runs three times with
makeindex after the first, pandoc writes LaTeX that goes the same way. Two rows are more than a PDF: the whole
build from raw texts to checked books, cold, and again after one emendation was changed. Without a corpus the
sample is taken, its book many times over. Nothing is asserted: numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from tests.bench.pdf_stage import repeat
from tests.bench.plain import PANDOC_READS, Note, Reference, latex, markdown, read_plain, typst

DEBIAN = (
    "texlive-xetex", "texlive-latex-recommended", "texlive-latex-extra", "texlive-fonts-recommended",
    "texlive-lang-chinese", "pandoc",
)  # fmt: skip
ROOT = Path(__file__).parent.parent.parent
EDITION = (sys.executable, "-m", "edition")

SAMPLE = ROOT / "seeds" / "sample"
YARDSTICK = "XeLaTeX, ctex, hyperref"

Command = Sequence[str]


@dataclass(frozen=True)
class Setter:
    """A program that sets the book: what it needs, what is run in turn, the PDF that comes of it. `before` is
    run ahead of every round, untimed."""

    name: str
    needs: str
    commands: tuple[Command, ...]
    pdf: str
    before: Callable[[], object] = lambda: None

    def present(self) -> bool:
        """Whether it is installed."""
        return bool(shutil.which(self.needs) or importlib.util.find_spec(self.needs))


def others() -> list[Setter]:
    """The other setters, to be run in a folder with the book as book.tex, book.typ and book.md."""
    pandoc = (
        "pandoc",
        "-f",
        PANDOC_READS,
        "-s",
        "--toc",
        "--toc-depth=4",
        "--top-level-division=part",
        "book.md",
        "-o",
        "pandoc.tex",
    )
    compiling = "import typst; typst.compile('book.typ', output='typst.pdf')"
    return [
        Setter(YARDSTICK, "xelatex", latex_run("book"), "book.pdf"),
        Setter("Typst", "typst", ((sys.executable, "-c", compiling),), "typst.pdf"),
        Setter("pandoc and XeLaTeX", "pandoc", (pandoc, *latex_run("pandoc")), "pandoc.pdf"),
    ]


def latex_run(name: str) -> tuple[Command, ...]:
    """Three passes over NAME.tex, with the index made after the first."""
    xelatex = ("xelatex", "-interaction=batchmode", f"{name}.tex")
    return xelatex, ("makeindex", "-q", name), xelatex, xelatex


def ours(corpus: Path, texts: Path | None, folder: Path) -> list[Setter]:
    """The PDF stage on edition.xml, the whole build without what earlier ones left,
    and the build after one change."""
    given = ("--texts", str(texts.resolve())) if texts else ()
    changed = folder / "changed"
    shutil.copytree(corpus, changed)
    build = (*EDITION, "build", str(changed), *given, "--out", "whole")
    stage = (*EDITION, "render", "edition.xml", "--only", "pdf", "--out", ".")

    def prepare() -> None:
        subprocess.run(build, cwd=folder, capture_output=True, check=True)
        change_emendation(changed / "editorial" / "emendations.toml")

    return [
        Setter("ours: the PDF stage", "python3", (stage,), "edition.pdf"),
        Setter("ours: the whole build, cold", "python3", ((*build, "--no-cache"),), "whole/edition.pdf"),
        Setter("ours: one emendation changed", "python3", (build,), "whole/edition.pdf", prepare),
    ]


def change_emendation(file: Path) -> None:
    """Let the emendation in the middle of a file read otherwise: one more character every time."""
    text = file.read_text("utf-8")
    rows = list(re.finditer(r'^right = "[^"]+', text, re.MULTILINE))
    end = rows[len(rows) // 2].end()
    file.write_text(f"{text[:end]}甲{text[end:]}", "utf-8")


def run(setter: Setter, folder: Path) -> float:
    """Run a setter's commands → seconds. XeLaTeX's exit code tells nothing, so what counts is the PDF."""
    setter.before()
    (folder / setter.pdf).unlink(missing_ok=True)
    start = time.perf_counter()
    for command in setter.commands:
        subprocess.run(command, cwd=folder, capture_output=True, check=command[0] == sys.executable)
    took = time.perf_counter() - start
    if not (folder / setter.pdf).is_file():
        raise SystemExit(f"{setter.name} made no PDF")
    return took


def install() -> None:
    """Install what is missing of the others, with Debian's package manager and pip."""
    subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", *DEBIAN], check=True)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "typst"], check=True)


def main() -> None:
    """Build the corpus, write the book for each setter, run them in turn, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--texts", type=Path)
    parser.add_argument("--times", type=int, default=0, help="how many times the book of the corpus is set")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", nargs="+", default=[""], metavar="PART")
    parser.add_argument("--install", action="store_true")
    options = parser.parse_args()
    if options.install:
        install()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        mine = ours(options.corpus, options.texts, folder)
        run(mine[1], folder)
        times = options.times or (12 if options.corpus == SAMPLE else 1)
        repeat(folder / "whole" / "tei" / "edition.xml", times, folder / "edition.xml")
        write_inputs(folder)
        rows = [row for row in (*mine, *others()) if any(part in row.name for part in options.only)]
        compare(rows, folder, options.runs)


def write_inputs(folder: Path) -> None:
    """The book edition.xml in the languages of the others."""
    book = read_plain(folder / "edition.xml")
    for file, writer in (("book.tex", latex), ("book.typ", typst), ("book.md", markdown)):
        (folder / file).write_text(writer(book), "utf-8")
    print(f"{book.length} characters, {book.count(Note)} notes, {book.count(Reference)} index references")


def compare(found: Sequence[Setter], folder: Path, runs: int) -> None:
    """Run those that are there `runs` times in turn and print the table."""
    for setter in found:
        if not setter.present():
            print(f"{setter.name}: not installed, left out (--install)")
    present = [setter for setter in found if setter.present()]
    seconds: dict[str, list[float]] = {setter.name: [] for setter in present}
    for _ in range(runs):
        for setter in present:
            seconds[setter.name].append(run(setter, folder))
    yardstick = seconds.get(YARDSTICK, [float("nan")] * runs)
    print(f"{'':30}{'median':>8}{'least':>8}{'of XeLaTeX':>12}{'pages':>7}{'links':>7}{'kB':>7}")
    for setter in present:
        took = seconds[setter.name]
        middle = statistics.median(took)
        ratio = statistics.median(one / other for one, other in zip(took, yardstick, strict=True))
        with pikepdf.open(folder / setter.pdf) as file:
            pages = len(file.pages)
            links = sum(len(page.get("/Annots", ())) for page in file.pages)
        size = (folder / setter.pdf).stat().st_size // 1000
        print(f"{setter.name:30}{middle:>8.2f}{min(took):>8.2f}{ratio:>12.2f}{pages:>7}{links:>7}{size:>7}")


if __name__ == "__main__":
    main()
