"""A page whose content, links or language the tree of tags does not know is seen,
also where no validator looks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from edition.check.pdf import check_pdf
from edition.check.pdf.tagging import tag_faults
from edition.render.pdf import print_book
from tests.render.conftest import FIXTURE


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pdf") / "fixture.pdf"
    print_book(FIXTURE, out)
    return out


def links(file: pikepdf.Pdf) -> Iterator[tuple[int, Any]]:
    """The pages' annotations, each with the number of its page."""
    for number, page in enumerate(file.pages, 1):
        for annotation in page.obj.get("/Annots", []):  # type: ignore[operator]
            yield number, annotation


def shown_untagged(file: pikepdf.Pdf) -> str:
    file.pages[2].contents_add(b"BT 10 10 Td () Tj ET")
    return "something is shown that is neither tagged nor an artifact (page 3)"


def picture_untagged(file: pikepdf.Pdf) -> str:
    file.pages[2].contents_add(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI")
    return "something is shown that is neither tagged nor an artifact (page 3)"


def unknown_mark(file: pikepdf.Pdf) -> str:
    file.pages[3].contents_add(b"/P <</MCID 999>> BDC BT () Tj ET EMC")
    return "the tree of tags does not know what is marked (page 4)"


def empty_tree(file: pikepdf.Pdf) -> str:
    file.Root.StructTreeRoot.ParentTree = pikepdf.Dictionary(Nums=[])
    return "the tree of tags does not know what is marked (page 1, "


def lost_link(file: pikepdf.Pdf) -> str:
    number, link = next(links(file))
    del link["/StructParent"]
    return f"an annotation is not in the tree of tags (page {number})"


def other_link(file: pikepdf.Pdf) -> str:
    (number, link), (_, other) = list(links(file))[:2]
    link["/StructParent"] = other["/StructParent"]
    return f"an annotation is not in the tree of tags (page {number})"


def silent_link(file: pikepdf.Pdf) -> str:
    number, link = next(links(file))
    link["/Contents"] = " "
    return f"an annotation does not say in words what it is (page {number})"


def no_language(file: pikepdf.Pdf) -> str:
    del file.Root["/Lang"]
    return "no language is named for the whole"


@pytest.mark.parametrize(
    "damage",
    [
        shown_untagged,
        picture_untagged,
        unknown_mark,
        empty_tree,
        lost_link,
        other_link,
        silent_link,
        no_language,
    ],
)
def test_what_is_missing_between_pages_and_tree_is_seen(
    made: Path, damage: Callable[[pikepdf.Pdf], str]
) -> None:
    with pikepdf.open(made) as file:
        assert list(tag_faults(file, universal=True)) == []
        fault = damage(file)
        assert [one for one in tag_faults(file, universal=True) if one.startswith(fault)]


def test_a_build_tells_of_it(made: Path, tmp_path: Path) -> None:
    with pikepdf.open(made) as file:
        shown_untagged(file)
        file.save(tmp_path / "x.pdf")
    told = [d.message for d in check_pdf(tmp_path / "x.pdf", FIXTURE) if d.code == "X058"]
    assert told == [
        "the file breaks PDFA3A: something is shown that is neither tagged nor an artifact (page 3)"
    ]
