"""What a reader finds in the books of files that others made: in its place, in the order
of the file, in its own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from edition.cli import app
from edition.render.book import load_book
from edition.render.epub import render_epub
from edition.tei.views import plain
from tests.foreign.reading import epub_text

HERE = Path(__file__).parent


@pytest.fixture
def screens(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The words of the EPUB of a file."""
    render_epub(HERE / f"{request.param}.xml", tmp_path / "book.epub")
    return epub_text(tmp_path / "book.epub")


@pytest.mark.parametrize("screens", ["linewise"], indirect=True)
def test_lines_of_a_print_are_read_on(screens: str) -> None:
    assert "ausdemHafen,unddieMöwen" in screens and "einLeuchtturmzuſehen" in screens
    assert "SieheAnhang[NoteinderNote.]" in screens


def test_what_follows_a_division_is_read_behind_it() -> None:
    opening, chapter, *_ = load_book(HERE / "sutra.xml").units()
    assert "渡海經卷第一" in [plain(block) for block in opening.blocks]
    assert chapter.title == "舟品第一" and plain(chapter.blocks[-1]) == "渡海經卷第一"


@pytest.mark.parametrize("screens", ["sutra"], indirect=True)
def test_notes_in_the_line_and_witnesses_are_in_their_signs(screens: str) -> None:
    assert "namo（一）囉" in screens and "秦三藏【宋】、【元】、【明】" in screens


@pytest.mark.parametrize("screens", ["diplomatic"], indirect=True)
def test_a_note_that_is_inline_stands_there(screens: str) -> None:
    assert "DepartmentofHarbours611.93/3–452:TelegramSECRETNIACT" in screens
    assert "HarbourPrintingOffice,Ferrybank,1978" in screens


def test_a_book_goes_by_its_whole_title_and_a_document_by_its_day() -> None:
    book = load_book(HERE / "diplomatic.xml")
    assert book.title == "Papers of the Harbour Department, 1952–1954, Volume III, Pilotage"
    assert [unit.date for unit in book.units() if unit.date] == ["1952-03-04", "1952-03-09"]
    assert load_book(HERE / "sutra.xml").title == "渡海經"


def test_an_entry_without_a_place_is_printed_in_words(tmp_path: Path) -> None:
    text = (HERE / "sutra.xml").read_text("utf-8").replace('from="#beg0001002"', 'from="#nowhere"')
    (tmp_path / "x.xml").write_text(text, "utf-8")
    render_epub(tmp_path / "x.xml", tmp_path / "x.epub")
    assert "海］" in epub_text(tmp_path / "x.epub") and "江𫝻【明】" in epub_text(tmp_path / "x.epub")


def test_what_a_file_has_that_the_pages_do_not_know_is_said_on_the_screen(tmp_path: Path) -> None:
    command = ["render", str(HERE / "diplomatic.xml"), "--only", "epub", "--out", str(tmp_path)]
    said = CliRunner().invoke(app, command)
    assert said.exit_code == 0 and said.output.count("info X012") == 1 and "own/1.0}attachment" in said.output


def test_a_book_is_in_the_language_of_its_words_and_goes_by_the_title_in_it() -> None:
    book = load_book(HERE / "fascicle.xml")
    assert book.language == "zh"
    assert book.title == "藏經數位版, No. 9998 行舟經"


def test_the_title_of_a_fascicle_heads_the_division_behind_it() -> None:
    opening, preface, text = load_book(HERE / "fascicle.xml").units()
    assert [unit.title for unit in (preface, text)] == ["行舟經序", "行舟經"]
    assert opening.title == "藏經數位版, No. 9998 行舟經"
    assert [*filter(None, map(plain, text.blocks))] == ["西秦三藏某譯", "如是我聞：一時在海邊。", "行舟經"]
