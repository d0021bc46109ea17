"""Options and fixtures shared by all tests."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.epubchecks import EpubChecks

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")  # no test is timed: a crowded machine must not fail a law

# EPUBCheck and jing run for seconds: Java's second compiler and its parallel collector
# cost them more than they give.
os.environ.setdefault("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")

ROOT = Path(__file__).parent.parent
REAL_TEXTS = ROOT.parent / "shared" / "seeds"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite expected outputs; read the diff afterwards")


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def real_texts() -> Path:
    """The folder of the real texts. CI has it; elsewhere the tests that need it are skipped."""
    if not REAL_TEXTS.is_dir():
        if os.environ.get("CI"):
            pytest.fail(f"CI must have the real texts in {REAL_TEXTS}")
        pytest.skip("the real texts are protected and not part of the project (../shared/seeds is missing)")
    return REAL_TEXTS


@pytest.fixture(scope="session")
def epubcheck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EpubChecks]:
    """A book → what EPUBCheck says of it."""
    with EpubChecks(tmp_path_factory.mktemp("epubcheck")) as checks:
        yield checks


@pytest.fixture(scope="session")
def sample_tei(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition.xml of the sample corpus, without books."""
    from edition.order import Order, Silent
    from edition.pipeline import build

    out = tmp_path_factory.mktemp("sample-tei")
    built = build(Order(ROOT / "seeds" / "sample", out, only=("tei",)), Silent())
    assert not built.failed, built.diagnostics
    return out / "tei" / "edition.xml"
