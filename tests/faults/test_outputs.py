"""Full disks, builds that are killed, builds side by side: the last good outputs
stay, nothing half-made is seen."""

from __future__ import annotations

import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.deliver import CACHE, PREFIX
from tests.conftest import ROOT

BUILD = (sys.executable, "-m", "edition", "build")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one telegram."""
    base = tmp_path_factory.mktemp("corpus")
    (base / "a.txt").write_text("甲致乙电\n来电收悉。\n我们同意。\n", "utf-8")
    made = subprocess.run(
        [sys.executable, "-m", "edition", "init", base / "mine", base / "a.txt"], check=True, cwd=ROOT
    )
    assert made.returncode == 0
    return base / "mine"


@pytest.fixture(scope="module")
def good(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished build of it, both books with it."""
    out = tmp_path_factory.mktemp("good") / "out"
    subprocess.run([*BUILD, corpus, "--out", out], check=True, capture_output=True, cwd=ROOT)
    return out


def files(out: Path) -> dict[str, bytes]:
    """Every output below a folder, by its name there; what builds keep for themselves is none."""
    found = {path.relative_to(out): path for path in sorted(out.rglob("*")) if path.is_file()}
    own = (CACHE, PREFIX)
    return {str(name): path.read_bytes() for name, path in found.items() if not name.parts[0].startswith(own)}


def at_most(size: int) -> Callable[[], None]:
    """What makes every file of a new process fail past `size` bytes, as a full disk does."""
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    ("only", "size"), [("tei", 0), ("tei", 1000), ("tei,epub", 4000), ("tei,pdf", 60_000), ("tei,pdf", 200_000)]
)
def test_a_full_disk_ends_in_a_sentence_and_leaves_the_last_outputs(
    corpus: Path, good: Path, tmp_path: Path, only: str, size: int
) -> None:
    out = shutil.copytree(good, tmp_path / "out")
    said = subprocess.run(
        [*BUILD, corpus, "--out", out, "--only", only],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        preexec_fn=at_most(size),
    )
    assert said.returncode == 2, said.stderr
    assert "X002" in said.stderr
    assert "Traceback" not in said.stderr
    assert files(out) == files(good)


def test_a_folder_where_nothing_can_be_written_is_named(corpus: Path) -> None:
    said = subprocess.run(
        [*BUILD, corpus, "--out", "/proc/edition"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert said.returncode == 2
    assert "X002" in said.stderr
    assert "Traceback" not in said.stderr


def test_builds_killed_at_any_moment_leave_whole_outputs_and_the_next_one_succeeds(
    corpus: Path, good: Path, tmp_path: Path
) -> None:
    """Killed earlier and later in a build that takes about two seconds, first into an empty
    folder, then into a full one; what stands under a final name is always whole, and the next
    build sweeps what the dead ones left."""
    out = tmp_path / "out"
    for begun in range(8):
        process = subprocess.Popen(
            [*BUILD, corpus, "--out", out], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(0.4 + 0.25 * begun)
        process.send_signal(signal.SIGKILL)
        process.wait()
        whole = files(good)
        assert all(data == whole[name] for name, data in files(out).items())
    subprocess.run([*BUILD, corpus, "--out", out], check=True, capture_output=True, cwd=ROOT)
    assert files(out) == files(good)


def test_two_builds_at_once_into_one_folder_both_succeed(corpus: Path, good: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    both = [
        subprocess.Popen([*BUILD, corpus, "--out", out], cwd=ROOT, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    assert files(out) == files(good)


def test_a_living_build_is_not_swept_away(corpus: Path, tmp_path: Path) -> None:
    """A build in this process holds its folder while another one comes and goes."""
    from edition.deliver import workshop

    out = tmp_path / "out"
    dead = out / f"{PREFIX}dead"
    dead.mkdir(parents=True)
    with workshop(out) as bench:
        assert not dead.exists()
        (bench / "unfinished.txt").write_text("…", "utf-8")
        subprocess.run(
            [*BUILD, corpus, "--out", out, "--only", "tei"], check=True, capture_output=True, cwd=ROOT
        )
        assert (bench / "unfinished.txt").exists()
    assert not list(out.glob(f"{PREFIX}*"))
    assert etree.parse(str(out / "tei" / "edition.xml")).getroot() is not None


def test_render_replaces_a_book_only_when_all_are_made(good: Path, tmp_path: Path) -> None:
    """A TEI file that no book can be made of leaves the books of the day before."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.pdf").write_bytes(b"%PDF of yesterday")
    (tmp_path / "letter.xml").write_text("<TEI xmlns='http://www.tei-c.org/ns/1.0'", "utf-8")
    said = subprocess.run(
        [sys.executable, "-m", "edition", "render", tmp_path / "letter.xml", "--out", out],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert said.returncode in (1, 2)
    assert "Traceback" not in said.stderr
    assert files(out) == {"letter.pdf": b"%PDF of yesterday"}
