"""Outputs appear whole or not at all: they are made in a folder beside their places and moved there by rename.

A build that fails, is killed or finds the disk full leaves the last good outputs as they were. What
a killed build left behind is swept by the next one; builds into one folder wait for one another
only while they sweep and deliver.
"""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition.report import Unusable, make, writable

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
"""How the system says that no more can be written."""

CACHE = ".cache"
"""The folder beside the outputs in which a build keeps what the next may use again."""

PREFIX = ".build-"
"""How the folders begin in which builds are made."""


@contextmanager
def workshop(out: Path) -> Iterator[Path]:
    """A folder beside the outputs in which a build is made; it is gone afterwards, whatever
    happens, and so is a new folder of outputs into which nothing was delivered. Raises Unusable
    with X002 where something cannot be written."""
    new = not out.exists()
    with writable(out):
        out.mkdir(parents=True, exist_ok=True)
        with held(out):
            sweep(out)
            bench = Path(tempfile.mkdtemp(prefix=PREFIX, dir=out))
            alive = os.open(bench, os.O_RDONLY)
            fcntl.flock(alive, fcntl.LOCK_EX)
    try:
        yield bench
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise Unusable([make("X002", str(out), path=out, detail=error.strerror)]) from error
    finally:
        shutil.rmtree(bench, ignore_errors=True)
        os.close(alive)
        if new and {path.name for path in out.iterdir()} <= {CACHE}:
            shutil.rmtree(out, ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Inside, no other build holds the folder; the system lets go of it when a build is killed."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def sweep(out: Path) -> None:
    """Remove the folders of builds that are no longer alive: a living one holds its own."""
    for left in out.glob(f"{PREFIX}*"):
        handle = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            continue
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(handle)


def deliver(bench: Path, out: Path) -> dict[str, str]:
    """Move every finished file to its place by rename, after all places were found free to take it → their
    paths by name. Raises Unusable with X002."""
    made = sorted(path for path in bench.rglob("*") if path.is_file())
    targets = [out / path.relative_to(bench) for path in made]
    for target in targets:
        if target.is_dir():
            raise Unusable([make("X002", str(target), path=target, detail="a folder is in the way")])
    with writable(out), held(out):
        for path, target in zip(made, targets, strict=True):
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
    return {str(target.relative_to(out)): str(target) for target in targets}
