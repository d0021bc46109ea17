"""Time and memory of `edition validate` on a large file: python -m tests.bench.validation TEI
[--megabytes 100] [--schema RNG]

    TEI file, its bodies repeated → megabytes, findings, seconds, peak memory in MB of the whole process

Nothing is asserted: numbers depend on the machine.
"""

from __future__ import annotations

import argparse
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BODY = re.compile(r"(<TEI .*?<body>)(.*?)(</body>(?:(?!</?body>).)*</TEI>)", re.S)
ID = re.compile(r'xml:id="([^"]+)"')
POINTER = re.compile(r'#([^\s"#=]+)(?=[\s"])')


def repeat(tei: Path, megabytes: int, out: Path) -> None:
    """A corpus → the same with the contents of every body so often that the file
    has that size; ids are numbered."""
    text = tei.read_text("utf-8")
    times = max(1, round(megabytes * 1e6 / sum(len(m[2].encode()) for m in BODY.finditer(text))))

    with out.open("w", encoding="utf-8") as file:
        end = 0
        for body in BODY.finditer(text):
            file.write(text[end : body.end(1)])
            own = set(ID.findall(body[2]))
            for number in range(times):
                file.write(numbered(body[2], own, f".{number}" if number else ""))
            end = body.start(3)
        file.write(text[end:])


def numbered(text: str, own: set[str], suffix: str) -> str:
    """XML with its ids, and the pointers to them, made new by a suffix."""
    renamed = ID.sub(lambda m: f'xml:id="{m[1]}{suffix}"', text)
    return POINTER.sub(lambda m: m[0] + suffix if m[1] in own else m[0], renamed)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("tei", type=Path)
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--schema", type=Path)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.xml"
        repeat(chosen.tei, chosen.megabytes, file)
        command = [sys.executable, "-m", "edition", "validate", str(file), "--format", "json"]
        if chosen.schema:
            command += ["--schema", str(chosen.schema)]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        findings = done.stdout.count('"code"')
        print(
            f"{file.stat().st_size / 1e6:.0f} MB: {findings} findings, {seconds:.1f} s, {peak} MB, exit {done.returncode}"
        )


if __name__ == "__main__":
    main()
