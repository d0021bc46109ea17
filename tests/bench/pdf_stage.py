"""Time and memory of the PDF stage, whole processes in turn: python -m tests.bench.pdf_stage
[TEI] [--times 1,2,3] [--runs 3]

    TEI file, repeated → seconds, pages, pages a second, peak memory; the median of the runs

Without a file the hand-made TEI of the tests is taken, many times over. Nothing is asserted:
numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from copy import deepcopy
from pathlib import Path

import pypdfium2
from lxml import etree

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = ("ref", "target", "corresp", "who", "source", "wit", "resp")
FIXTURE = Path(__file__).parent.parent / "render" / "fixture.xml"


def repeat(tei: Path, times: int, out: Path) -> None:
    """A corpus → the same with every text `times` times; ids of the copies, and
    what points to them, are numbered."""
    root = etree.parse(tei).getroot()
    for text in root.findall("{*}TEI"):
        own = {e.get(XML_ID) for e in text.iter() if e.get(XML_ID)}
        for number in range(2, times + 1):
            copy = deepcopy(text)
            for element in copy.iter():
                if ident := element.get(XML_ID):
                    element.set(XML_ID, f"{ident}.{number}")
                for name in POINTERS:
                    if (target := element.get(name, "")[1:]) in own:
                        element.set(name, f"#{target}.{number}")
            root.append(copy)
    etree.ElementTree(root).write(str(out), encoding="utf-8", xml_declaration=True)


def run(tei: Path) -> dict[str, float]:
    """One process that makes the book → seconds of the whole process, pages, peak memory of it
    and its helpers together in MB."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "tests.bench.pdf_stage", str(tei), "--one"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        memory = 0
        while process.poll() is None:
            memory = max(memory, sum(map(share_of_memory, family(process.pid))))
            time.sleep(0.05)
        said = process.stdout.read() if process.stdout else ""
    if process.returncode:
        raise SystemExit(f"a run ended with status {process.returncode}")
    return {"seconds": time.perf_counter() - start, "memory": memory / 1024, **json.loads(said)}


def family(process: int) -> list[int]:
    """A process and all that it began, by number."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return [process, *(number for child in children for number in family(int(child)))]


def share_of_memory(process: int) -> int:
    """The memory of a process in kB, its share of what it has in common with
    others (PSS); 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def make_one(tei: Path) -> dict[str, float]:
    """Make the book in this process."""
    from edition.render.pdf import print_book

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "book.pdf"
        print_book(tei, out)
        document = pypdfium2.PdfDocument(out)
        pages = len(document)
        document.close()
    return {"pages": pages}


def main() -> None:
    """Print a line per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("tei", nargs="?", type=Path, default=FIXTURE)
    parser.add_argument("--times", default="")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(make_one(options.tei)))
        return
    times = options.times or ("20,40,60" if options.tei == FIXTURE else "1,2,3")
    print(f"{'times':>6}{'seconds':>10}{'pages':>8}{'pages/s':>10}{'MB':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for count in map(int, times.split(",")):
            tei = Path(folder) / f"{count}.xml"
            repeat(options.tei, count, tei)
            runs = [run(tei) for _ in range(options.runs)]
            seconds, pages = (statistics.median(r[key] for r in runs) for key in ("seconds", "pages"))
            memory = statistics.median(r["memory"] for r in runs)
            print(f"{count:>6}{seconds:>10.2f}{pages:>8.0f}{pages / seconds:>10.1f}{memory:>8.0f}")


if __name__ == "__main__":
    main()
