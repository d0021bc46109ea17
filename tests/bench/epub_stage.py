"""Time and memory of the EPUB stage, and how fast the book opens: python -m tests.bench.epub_stage [TEI]
[--documents 150,600,3000] [--open]

    TEI file, repeated → documents, seconds, documents a second, peak memory, size, largest
    chapter; with --open, for each engine:
    milliseconds until the first page stands, from there to the middle of the book, for one
    turn of the page (median, longest)

Whole processes, one after the other. Without a file the hand-made TEI of the tests is taken. --open needs what
`make test-readers` installs. Nothing is asserted: numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.pdf_stage import FIXTURE, repeat

TURNS = 40


def run(tei: Path, out: Path) -> dict[str, float]:
    """One process that makes the book → its seconds, documents, and peak memory in MB."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.epub_stage", str(tei), "--one", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return {"seconds": time.perf_counter() - start, **json.loads(done.stdout)}


def make_one(tei: Path, out: Path) -> dict[str, float]:
    """Make the book in this process."""
    from edition.render.epub import render_epub

    render_epub(tei, out)
    return {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def count_documents(tei: Path) -> int:
    """How many units the book of a TEI file has."""
    from edition.render.book import load_book

    return sum(1 for _ in load_book(tei).units())


def sizes(book: Path) -> tuple[float, float]:
    """An EPUB → its size, and that of its largest chapter, in kB."""
    with zipfile.ZipFile(book) as archive:
        chapters = [e.file_size for e in archive.infolist() if e.filename.startswith("EPUB/t-")]
    return book.stat().st_size / 1000, max(chapters) / 1000


def read_in_engines(book: Path) -> Iterator[str]:
    """Open an EPUB in each engine on a phone → a line of the table each, milliseconds."""
    from playwright.sync_api import sync_playwright

    from tests.readers.engines import ENGINES, PHONE, Screen, launch, served

    with zipfile.ZipFile(book) as archive:
        chapters = [e.filename.removeprefix("EPUB/") for e in archive.infolist() if "/t-" in e.filename]
    with sync_playwright() as playwright, served({"book.epub": book}) as address:
        browser = launch(playwright)
        for engine in ENGINES:
            page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
            screen = Screen(page)
            start = time.perf_counter()
            screen.open(address, engine, "book.epub")
            opened = time.perf_counter()
            screen.go(chapters[len(chapters) // 2])
            there = time.perf_counter()
            turns = [turn(screen) for _ in range(TURNS)]
            seen = len(screen.text())
            yield (
                f"{'':8}{engine:>10}{(opened - start) * 1000:>10.0f}{(there - opened) * 1000:>10.0f}"
                f"{statistics.median(turns) * 1000:>10.0f}{max(turns) * 1000:>10.0f}{seen:>8} characters on the last page"
            )
            page.close()
        browser.close()


def turn(screen: object) -> float:
    """Turn the page of a `Screen` → seconds."""
    start = time.perf_counter()
    screen.next()  # type: ignore[attr-defined]
    return time.perf_counter() - start


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tei", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--documents", default="150,600,3000")
    parser.add_argument("--open", action="store_true")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(make_one(options.tei, options.one)))
        return
    each = count_documents(options.tei)
    print(f"{'documents':>10}{'seconds':>10}{'a second':>10}{'MB':>8}{'kB':>8}{'largest':>9}")
    if options.open:
        print(f"{'':8}{'engine':>10}{'open ms':>10}{'go ms':>10}{'turn ms':>10}{'longest':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for wanted in map(int, options.documents.split(",")):
            times = max(1, round(wanted / each))
            tei, book = Path(folder) / "book.xml", Path(folder) / "book.epub"
            repeat(options.tei, times, tei)
            took = run(tei, book)
            size, largest = sizes(book)
            print(
                f"{each * times:>10}{took['seconds']:>10.1f}{each * times / took['seconds']:>10.0f}{took['memory']:>8.0f}"
                f"{size:>8.0f}{largest:>9.0f}",
                flush=True,
            )
            for line in read_in_engines(book) if options.open else ():
                print(line, flush=True)


if __name__ == "__main__":
    main()
