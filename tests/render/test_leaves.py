"""Pages that were read before are not read again, and only those: whatever a
page shows by makes another sum."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from edition.check.pdf import leaves
from edition.check.pdf.leaves import read_leaves
from edition.check.pdf.sums import page_sums
from edition.reuse import Store

TO_UNICODE = b"1 beginbfchar <01> <706F> endbfchar"


def new_file(count: int = 3) -> pikepdf.Pdf:
    """Pages with a letter each, all of one face, with a number for the folio."""
    file = pikepdf.new()
    face = file.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name.Helvetica,
            ToUnicode=file.make_stream(TO_UNICODE),
        )
    )
    for number in range(count):
        page = file.add_blank_page(page_size=(200, 300)).obj
        page.Resources = Dictionary(Font=Dictionary(F=face))
        page.Contents = file.make_stream(f"BT /F 10 Tf 20 {100 + number} Td (\\001) Tj ET".encode())
    return file


def rewrite(page: Any) -> None:
    page.Contents.write(b"BT /F 10 Tf 20 90 Td (\\001\\001) Tj ET")


def reface(page: Any) -> None:
    page.Resources.Font.F.ToUnicode.write(TO_UNICODE.replace(b"706F", b"5854"))


def turn(page: Any) -> None:
    page.Parent.Rotate = 90


def cut(page: Any) -> None:
    page.MediaBox = Array([0, 0, 100, 95])


@pytest.mark.parametrize(
    ("change", "others"),
    [(rewrite, True), (cut, True), (reface, False), (turn, False)],
    ids=lambda p: getattr(p, "__name__", None),
)
def test_what_a_page_shows_by_is_in_its_sum(change: Callable[[Any], None], others: bool) -> None:
    file = new_file()
    before = page_sums(file)
    change(file.pages[1].obj)
    after = page_sums(file)
    assert after[1] != before[1]
    assert [a == b for a, b in zip(after, before, strict=True)] == [others, False, others]


def test_layers_are_in_every_sum_links_and_tags_in_none() -> None:
    file = new_file()
    before = page_sums(file)
    file.pages[1].obj.Annots = Array([Dictionary(Subtype=Name.Link, Dest=Name.x)])
    file.pages[1].obj.StructParents = 7
    assert page_sums(file) == before == page_sums(new_file())
    file.Root.OCProperties = Dictionary(D=Dictionary(BaseState=Name.OFF))
    assert not set(page_sums(file)) & set(before)


def test_what_refers_to_itself_is_never_known() -> None:
    file = new_file()
    face = file.pages[0].obj.Resources.Font.F
    face.Again = face
    assert not set(page_sums(file)) & set(page_sums(file))


def test_only_new_pages_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path / "kept")
    read: list[int] = []
    stock = leaves.read_some

    def counted(pdf: Path, some: list[int], areas: dict[int, list[leaves.Area]]) -> list[leaves.Leaf]:
        read.extend(some)
        return stock(pdf, some, areas)

    monkeypatch.setattr(leaves, "read_some", counted)
    monkeypatch.setattr(leaves, "beside", lambda work: work)
    path = tmp_path / "x.pdf"
    areas: dict[int, list[leaves.Area]] = {0: [(0, 0, 50, 50)]}
    for number, new in enumerate(([0, 1, 2], [], [1], [2])):
        read.clear()
        file = new_file()
        if number >= 2:
            rewrite(file.pages[1].obj)
        if number == 3:
            areas[2] = [(0, 0, 100, 100), (0, 0, 1, 1)]
        file.save(path)
        found = read_leaves(path, areas, page_sums(file, areas), store)
        assert read == new
        assert found == stock(path, range(3), areas)
