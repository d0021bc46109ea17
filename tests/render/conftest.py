"""The hand-made corpus, read once, and EPUBs made from it or from a few elements."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from edition.render.book import Book, load_book
from edition.render.epub import render_epub

FIXTURE = Path(__file__).parent / "fixture.xml"

FRAME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="zh-Hans" xml:id="s"><teiHeader><fileDesc><titleStmt>
<title>试</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
<text>{text}</text></TEI>"""


@pytest.fixture(scope="session")
def fixture_book() -> Book:
    return load_book(FIXTURE)


@pytest.fixture(scope="session")
def fixture_epub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("epub") / "fixture.epub"
    assert render_epub(FIXTURE, out) == []
    return out


@pytest.fixture
def write_tei(tmp_path: Path) -> Callable[[str], Path]:
    """The content of a `text` → a TEI file."""

    def write(text: str) -> Path:
        path = tmp_path / "tei.xml"
        path.write_text(FRAME.format(text=text), encoding="utf-8")
        return path

    return write
