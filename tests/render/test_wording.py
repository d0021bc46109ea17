"""What the books say of themselves: a book that is not Chinese says nothing in Chinese."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from edition.check.pdf import check_pdf
from edition.render.epub import render_epub
from edition.render.pdf import render_pdf
from edition.render.resources import resource_folder
from edition.render.wording import in_english
from tests.conftest import ROOT
from tests.foreign.reading import pdf_text

CHINESE = re.compile("[\u2e80-\u303f\u3400-\u9fff\uff00-\uffef①-⑳ⓐ-ⓩ]")
ENGLISH = ROOT / "tests" / "foreign" / "english.xml"
"""Letters with a chronology, aliases, an apparatus, every sign of the editors; a
page with more than nine notes."""


@pytest.mark.parametrize("path", sorted(resource_folder("templates").rglob("*.j2")), ids=lambda path: path.stem)
def test_a_template_has_an_english_word_for_each_of_its_own(path: Path) -> None:
    source = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
    assert CHINESE.findall(in_english(source)) == []


def test_an_english_book_has_no_chinese_on_its_screens(tmp_path: Path) -> None:
    render_epub(ENGLISH, tmp_path / "book.epub")
    with zipfile.ZipFile(tmp_path / "book.epub") as book:
        style = book.read("EPUB/style.css").decode()
        pages = {n: book.read(n).decode() for n in book.namelist() if n.endswith((".xhtml", ".opf", ".ncx"))}
    assert {name: found for name, page in pages.items() if (found := CHINESE.findall(page))} == {}
    assert ">1</a>" in pages["EPUB/t-letter1.xhtml"] and "2 March 1901" in pages["EPUB/t-letter1.xhtml"]
    assert 'lang="und-' not in "".join(pages.values())
    assert "em { font-style: italic" in style


def test_an_english_book_has_no_chinese_on_its_pages_and_agrees_with_its_tei(tmp_path: Path) -> None:
    assert render_pdf(ENGLISH, tmp_path / "book.pdf") == []
    printed = pdf_text(tmp_path / "book.pdf")
    assert CHINESE.findall(printed) == [] and "1Faircopyintheoffice." in printed
    assert check_pdf(tmp_path / "book.pdf", ENGLISH) == []
