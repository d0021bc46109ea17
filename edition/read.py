"""Stage 1, read: bytes → Source. Decode strictly, hash, change nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from edition.config import SourceSpec
from edition.model import Source
from edition.report import Diagnostic, Unusable, make

LARGEST = 16 * 1024 * 1024
"""Bytes of one source: some five million characters, which take about a
gigabyte of memory while they are cut."""


def read_source(spec_id: str, path: Path, name: str = "") -> Source:
    """A file → its Source, called `name` (by default as the file is). Raises Unusable: R002 not UTF-8, R003
    empty, R004 unreadable, R006 too large."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Unusable([make("R004", str(path), path=path)]) from error
    return decode(spec_id, name or path.name, data)


def decode(spec_id: str, name: str, data: bytes) -> Source:
    """Bytes of a file called `name` → its Source. Raises Unusable with R002, R003 or R006."""
    if not data:
        raise Unusable([make("R003", name)])
    if len(data) > LARGEST:
        raise Unusable([make("R006", name, size=len(data) >> 20, most=LARGEST >> 20)])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[data.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8", "replace")) + 1
        problem = make("R002", name, (line, column), byte=data[error.start], offset=error.start)
        raise Unusable([problem]) from error
    return Source(spec_id, name, data, text, sha256(data).hexdigest())


def find_texts(
    specs: Sequence[SourceSpec], folders: Iterable[Path]
) -> tuple[dict[str, Path], list[Diagnostic]]:
    """Sources wanted and the folders where their files may lie under any name → path per source id, and R001
    for each that is missing. Files are recognised by SHA-256 alone."""
    wanted = {spec.sha256 for spec in specs}
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and (digest := sha256(path.read_bytes()).hexdigest()) in wanted:
                found.setdefault(digest, path)
    paths = {spec.id: found[spec.sha256] for spec in specs if spec.sha256 in found}
    missing = [make("R001", spec.file, id=spec.id) for spec in specs if spec.sha256 not in found]
    return paths, missing
