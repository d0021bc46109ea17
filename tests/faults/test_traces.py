"""Nothing of whoever built a book is in it: no path, no name of a user or machine, no hour."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ROOT

TELLTALE = "qwxzjk"
"""Stands in the names of the folders, of the user and of the machine."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus built below a folder that tells tales, and rendered again."""
    home = tmp_path_factory.mktemp(f"home-{TELLTALE}")
    (home / "a.txt").write_text(
        "甲致乙电\n1950年5月6日\n来电收悉①。\n① 原文如此。\n我们同意，见1950年5月6日甲致乙电。\n", "utf-8"
    )
    told = dict.fromkeys(("USER", "LOGNAME", "USERNAME", "HOSTNAME"), f"{TELLTALE}-user")
    given = {**os.environ, **told, "HOME": str(home), "TZ": "Pacific/Apia", "TMPDIR": str(home)}
    for arguments in (
        ("init", home / "corpus", home / "a.txt"),
        ("build", home / "corpus", "--out", home / "out", "--keep-stages"),
        ("render", home / "out" / "tei" / "edition.xml", "--out", home / "out" / "again"),
    ):
        command = [sys.executable, "-m", "edition", *map(str, arguments)]
        done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    return home / "out"


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """A file → itself, and everything that is packed in it, unpacked."""
    data = path.read_bytes()
    yield path.name, data
    if path.suffix == ".epub":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                yield f"{path.name}/{entry.filename}", archive.read(entry) + entry.comment + entry.extra
    elif path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            yield f"{path.name}/info", str(dict(pdf.docinfo)).encode()
            for number, thing in enumerate(pdf.objects):
                if isinstance(thing, pikepdf.Stream):
                    yield f"{path.name}/{number}", thing.read_bytes() + str(dict(thing)).encode()
    else:
        for start in (found.start() for found in re.finditer(b"\x78[\x01\x9c\xda]", data)):
            try:
                yield f"{path.name}@{start}", zlib.decompressobj().decompress(data[start:])
            except zlib.error:
                continue


def test_no_output_tells_where_or_by_whom_or_when_it_was_made(built: Path) -> None:
    now = datetime.now(UTC)
    forbidden = {TELLTALE.encode(), str(ROOT).encode(), b"/home/", b"/root/", b"/tmp/"}
    if len(machine := os.uname().nodename.encode()) > 6:  # a shorter name may stand in any packed bytes
        forbidden.add(machine)
    clock = re.compile(rb"%d-?%02d-?%02d[T ]?\d\d:?\d\d" % (now.year, now.month, now.day))
    seen = set()
    for path in sorted(path for path in built.rglob("*") if path.is_file()):
        seen.add(path.name)
        for name, data in contents(path):
            assert not [word for word in forbidden if word in data], name
            assert not clock.search(data), name
    assert {"edition.epub", "edition.pdf", "edition.xml", "report.json", "segments.jsonl", "trace.tsv"} <= seen
    assert any(".cache" in path.parts for path in built.rglob("*"))


def test_a_tale_that_is_told_is_noticed(tmp_path: Path) -> None:
    """What is packed in a book is looked at too."""
    with zipfile.ZipFile(tmp_path / "a.epub", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("page.xhtml", TELLTALE * 50)
    assert any(TELLTALE.encode() * 50 in data for _, data in contents(tmp_path / "a.epub"))
    (tmp_path / "kept").write_bytes(b"key" + zlib.compress(TELLTALE.encode() * 50))
    assert any(TELLTALE.encode() * 50 in data for _, data in contents(tmp_path / "kept"))
