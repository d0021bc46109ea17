"""Results of earlier builds, kept to be used again: a folder of files named by the hash
of all that a result depends on.

    what a result is made from → key → the result, if it was ever made

A key covers the data that go in, this program's own code, templates and style sheets, the versions of the
libraries and of Python. So nothing has to be declared stale: what has changed has another key. A file is
written beside its place and renamed into it, so that a killed build, or two at once, leave whole files only;
one that does not bear its own sum is taken for none.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

LIMIT = 200_000_000  # bytes; what was longest not used goes first
PACKAGE = Path(__file__).parent


class DataOnly(pickle.Unpickler):
    """Reads a result back, and with it no more than data: a pickle may name any function to be called, this one
    only frozen sets and the data classes, named tuples and enumerations of this program."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("builtins", "frozenset"):
            return frozenset
        found = getattr(sys.modules.get(module), name, None) if module.startswith("edition.") else None
        if isinstance(found, type) and found.__module__ == module and is_data(found):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no data of this program")


class Flat(pickle.Pickler):
    """Writes data classes as calls with the values of their fields: what stands in the standard library for
    those with slots takes four times as long to read."""

    def reducer_override(self, found: object) -> Any:
        kind: Any = type(found)
        names = field_names(kind)
        return (kind, tuple([getattr(found, name) for name in names])) if names else NotImplemented


@cache
def field_names(kind: type) -> tuple[str, ...]:
    """The fields of a data class; none of anything else."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def is_data(kind: type) -> bool:
    """Whether a class is a data class, a named tuple or an enumeration."""
    return is_dataclass(kind) or issubclass(kind, Enum) or hasattr(kind, "_fields")


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of results: data of this program's own kinds, nothing that runs."""

    folder: Path

    def get(self, key: str) -> Any:
        """The result kept under a key; None where there is none, or a damaged one."""
        path = self.folder / key
        try:
            kept = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        digest, data = kept[:32], kept[32:]
        if hashlib.sha256(data).digest() != digest:
            return None
        with suppress(pickle.UnpicklingError, EOFError, AttributeError, TypeError, ValueError):
            return DataOnly(io.BytesIO(data)).load()
        return None

    def put(self, key: str, result: object) -> None:
        """Keep a result. A full or read-only disk keeps nothing, and that is no error."""
        written = io.BytesIO()
        Flat(written, protocol=5).dump(result)
        data = written.getvalue()
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.folder, prefix=".")
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(name).replace(self.folder / key)

    def trim(self, limit: int | None = None) -> None:
        """Take away what was longest not used, until the rest has `limit` bytes (LIMIT) at most."""
        with suppress(OSError):
            files = [(path.stat(), path) for path in self.folder.iterdir()]
            room = LIMIT if limit is None else limit
            for stat, path in sorted(files, key=lambda item: item[0].st_mtime_ns, reverse=True):
                room -= stat.st_size
                if room < 0:
                    path.unlink(missing_ok=True)


def key_of(kind: str, *parts: str | bytes) -> str:
    """What kind of result it is and all that it depends on, beside the program → its key."""
    digest = hashlib.sha256(fingerprint())
    for part in (kind, *parts):
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    return f"{kind}-{digest.hexdigest()}"


@cache
def fingerprint() -> bytes:
    """The sum of this program's code, templates and style sheets, and of the versions that it runs with."""
    digest = hashlib.sha256(sys.version.encode())
    for folder in (PACKAGE, PACKAGE.parent / "templates", PACKAGE.parent / "styles"):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    for library in sorted(requires("edition") or ()):
        name = library.partition(";")[0].split("=")[0].rstrip("<>~!")
        with suppress(PackageNotFoundError):
            digest.update(f"{name} {version(name)}".encode())
    return digest.digest()
