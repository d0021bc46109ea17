"""The EPUBs of both corpora, built once per run, and a browser in which they are opened."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, sync_playwright

from edition.order import Order, Silent
from edition.pipeline import build
from tests.conftest import ROOT
from tests.readers.engines import ENGINES, PHONE, Engine, Screen, launch, served

EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
CORPORA = ("sample", "sino-soviet")


@dataclass(frozen=True)
class Opened:
    """An EPUB as its own files tell of it."""

    path: Path

    @cached_property
    def pages(self) -> dict[str, etree._Element]:
        """The pages of the book by file name, in the order of the archive."""
        with zipfile.ZipFile(self.path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xhtml")]
            return {name.removeprefix("EPUB/"): etree.fromstring(archive.read(name)) for name in names}

    def typed(self, file: str, kind: str) -> Iterator[etree._Element]:
        """The elements of a structural semantic on a page."""
        for element in self.pages[file].iter(etree.Element):
            if kind in element.get(EPUB_TYPE, "").split():
                yield element

    def listed(self, kind: str) -> list[tuple[str, str]]:
        """Label and address of every line of a list of the navigation document: toc, page-list."""
        nav = next(self.typed("nav.xhtml", kind))
        return [("".join(a.itertext()), a.get("href", "")) for a in nav.iter("{*}a")]


@pytest.fixture(scope="session", params=CORPORA)
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Opened:
    texts = request.getfixturevalue("real_texts") if request.param == "sino-soviet" else None
    out = tmp_path_factory.mktemp(request.param)
    built = build(Order(ROOT / "seeds" / request.param, out, texts), Silent())
    assert not built.failed
    return Opened(out / "edition.epub")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = launch(playwright)
        yield made
        made.close()


@pytest.fixture(scope="session", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Engine:
    chosen: Engine = request.param
    return chosen


@pytest.fixture
def screen(opened: Opened, engine: Engine, browser: Browser) -> Iterator[Screen]:
    """The book opened on a phone; no script of the reading system may have failed at the end."""
    with served({"book.epub": opened.path}) as address:
        page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
        screen = Screen(page)
        screen.open(address, engine, "book.epub")
        yield screen
        page.close()
        assert screen.faults == []
