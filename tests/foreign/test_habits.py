"""TEI of many habits, each in a file of its own: both books come out, whole and valid,
with nothing of the text lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from edition.check.epub import check_epub
from edition.render.epub import render_epub
from edition.render.pdf import render_pdf
from edition.report import has_errors
from edition.tei import NS, XML_LANG
from tests.epubchecks import EpubChecks
from tests.foreign.reading import epub_text, lost, pdf_text

HERE = Path(__file__).parent
FILES = sorted(path.stem for path in HERE.glob("*.xml"))
GONE = {"校注", "大正藏校注", "試刻校注", "Mr", "Olsn"}
"""What a book need not have: the heads of divisions whose notes have all gone to their words, an
abbreviation that is printed expanded."""


@pytest.mark.parametrize("name", FILES)
def test_an_epub_has_every_word(name: str, tmp_path: Path) -> None:
    tei, out = HERE / f"{name}.xml", tmp_path / "book.epub"
    assert not has_errors(render_epub(tei, out))
    assert check_epub(out, tei) == []
    assert set(lost(tei, epub_text(out))) <= GONE


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files but the old one in one corpus, in which ids stand twice and namespaces mix."""
    corpus = etree.Element(f"{{{NS}}}teiCorpus", {XML_LANG: "en"}, nsmap={None: NS})
    for number, name in enumerate(name for name in FILES if name != "p4"):
        root = etree.parse(
            str(HERE / f"{name}.xml"), etree.XMLParser(collect_ids=False, recover=True)
        ).getroot()
        if number == 0:
            corpus.append(root[0])
        corpus.extend([root] if root.tag.endswith("}TEI") else root.findall("{*}TEI"))
    path = tmp_path_factory.mktemp("together") / "corpus.xml"
    etree.ElementTree(corpus).write(path, encoding="utf-8")
    return path


def test_epubcheck_says_nothing(together: Path, tmp_path: Path, epubcheck: EpubChecks) -> None:
    out = tmp_path / "book.epub"
    render_epub(together, out)
    assert epubcheck(out) == []


def test_a_pdf_has_every_word(together: Path, tmp_path: Path) -> None:
    out = tmp_path / "book.pdf"
    assert not has_errors(render_pdf(together, out))
    printed = pdf_text(out)
    assert {run for run in lost(together, printed) if not across(run, printed)} <= GONE


def across(run: str, printed: str) -> bool:
    """Whether a run is there in two halves, with the mark of a note or the end of a page
    between, or from right to left."""
    halves = any(run[:at] in printed and run[at:] in printed for at in range(1, len(run)))
    return halves or run[::-1] in printed
