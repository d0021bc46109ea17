"""Page formats, crop marks, variants, a sheet of one's own: what the file says and what stands on its pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import pytest

from edition.check.pdf import check_pdf
from edition.check.pdf.leaves import read_leaves
from edition.render.pdf import print_book
from edition.render.printing import SIZES, Page, Printing, millimetres
from tests.render.conftest import FIXTURE

MM = 25.4 / 72


def sizes(box: Any) -> tuple[int, int]:
    left, low, right, high = map(float, box)
    return round((right - left) * MM), round((high - low) * MM)


@pytest.mark.parametrize("page", ["a5", "16k", "a4"])
def test_a_page_has_its_size_and_passes_every_check(page: Page, tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert print_book(FIXTURE, out, printing=Printing(page)).diagnostics == ()
    assert check_pdf(out, FIXTURE) == []
    with pikepdf.open(out) as file:
        assert {sizes(leaf.trimbox) for leaf in file.pages} == {SIZES[page]}
    numbers = [
        line.text for leaf in read_leaves(out) for line in leaf.lines if line.size < 8 and line.text == "5"
    ]
    assert bool(numbers) == (page == "a4")


def test_every_fifth_line_of_a_study_copy_has_its_number_beside_it(tmp_path: Path) -> None:
    print_book(FIXTURE, tmp_path / "x.pdf", printing=Printing("a4"))
    leaves = [leaf for leaf in read_leaves(tmp_path / "x.pdf") if any(line.text == "10" for line in leaf.lines)]
    assert leaves
    for leaf in leaves:
        numbers = [line for line in leaf.lines if line.text.isdigit() and line.size < 8]
        assert [int(line.text) for line in numbers] == list(range(5, 5 * len(numbers) + 1, 5))
        for number in numbers:
            beside = [line for line in leaf.lines if abs(line.base - number.base) < 0.6 and line is not number]
            assert beside, number


def test_crop_marks_stand_outside_the_bleed(tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert print_book(FIXTURE, out, printing=Printing(crop=True, bleed=5)).diagnostics == ()
    assert check_pdf(out, FIXTURE) == []
    with pikepdf.open(out) as file:
        for leaf in file.pages:
            assert sizes(leaf.trimbox) == (170, 240)
            assert sizes(leaf.obj.BleedBox) == (180, 250)
            assert sizes(leaf.mediabox) == sizes(leaf.obj.CropBox) == (194, 264)


def test_a_book_for_the_blind_conforms(tmp_path: Path) -> None:
    out = tmp_path / "x.pdf"
    assert print_book(FIXTURE, out, printing=Printing(variant="pdf/ua-1")).diagnostics == ()
    assert check_pdf(out, FIXTURE) == []
    with pikepdf.open(out) as file, file.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_every_link_is_the_area_of_a_link_element(tmp_path: Path) -> None:
    print_book(FIXTURE, tmp_path / "x.pdf")
    with pikepdf.open(tmp_path / "x.pdf") as file:
        links = [link for leaf in file.pages for link in leaf.obj.get("/Annots", [])]
        objects: list[Any] = [item for item in file.objects if isinstance(item, pikepdf.Dictionary)]
        kids = (
            kid for item in objects if item.get("/S") == "/Link" for kid in item.K if not isinstance(kid, int)
        )
        tagged = {kid.Obj.objgen for kid in kids if kid.get("/Type") == "/OBJR"}
    assert links and {link.objgen for link in links} == tagged


def test_a_sheet_of_the_corpus_is_laid_over_ours(tmp_path: Path) -> None:
    style = "@page { size: 100mm 200mm; margin: 20mm } @page :left { margin: 20mm }"
    print_book(FIXTURE, tmp_path / "x.pdf", printing=Printing(style=style))
    with pikepdf.open(tmp_path / "x.pdf") as file:
        assert sizes(file.pages[0].trimbox) == (100, 200)


@pytest.mark.parametrize(("length", "value"), [("3mm", 3.0), ("2.5mm", 2.5)])
def test_millimetres(length: str, value: float) -> None:
    assert millimetres(length) == value


def test_what_is_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="wide"):
        millimetres("wide")
