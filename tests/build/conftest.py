"""Whole builds, made once per test run and shared by the tests that look at them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from edition.config import Corpus, load_corpus
from edition.order import Built, Order, Silent
from edition.pipeline import build
from tests.conftest import ROOT


@dataclass(frozen=True)
class Edition:
    """A built edition: what it was made from, where it lies, what the program said."""

    corpus: Corpus
    texts: Path
    out: Path
    built: Built

    @property
    def tei(self) -> Path:
        return self.out / "tei" / "edition.xml"

    def tree(self) -> etree._Element:
        return etree.parse(str(self.tei)).getroot()

    def raw(self, source: str) -> bytes:
        """The raw bytes of a source, found by its SHA-256."""
        from edition.read import find_texts

        paths, missing = find_texts(self.corpus.sources, [self.texts])
        assert not missing
        return paths[source].read_bytes()


def make(name: str, texts: Path, out: Path) -> Edition:
    folder = ROOT / "seeds" / name
    built = build(Order(folder, out, texts), Silent())
    assert not built.failed, "\n".join(str(d) for d in built.diagnostics if d.severity == "error")
    return Edition(load_corpus(folder), texts, out, built)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return make("sample", ROOT / "seeds" / "sample" / "texts", tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory, real_texts: Path) -> Edition:
    return make("sino-soviet", real_texts, tmp_path_factory.mktemp("real"))


@pytest.fixture(params=["sample", "real"])
def edition(request: pytest.FixtureRequest) -> Edition:
    made: Edition = request.getfixturevalue(request.param)
    return made
