"""What is too large, too deep or elsewhere is refused or left out, with a code, at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from edition import reuse
from edition.order import Order, Silent
from edition.pipeline import build
from edition.render import pictures
from edition.render.book import load_book
from edition.render.pdf.press import Assets
from edition.report import Unusable
from edition.tei.declared import DEEPEST
from tests.faults.test_tables import EDITION, tried

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{body}</body></text></TEI>'
BOMB = "<!DOCTYPE TEI [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
)


def write(folder: Path, body: str, before: str = "") -> Path:
    """The body of a TEI file → the file."""
    path = folder / "any.xml"
    path.write_text(before + TEI.format(body=body), "utf-8")
    return path


@pytest.mark.parametrize(
    ("before", "body"),
    [
        (BOMB + "]>", "<p>&a11;</p>"),
        ("<!DOCTYPE TEI [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>", "<p>&a;</p>"),
        ("", "<hi>" * 10_000 + "</hi>" * 10_000),
        ("<!DOCTYPE TEI>", "<hi>" * 10_000 + "</hi>" * 10_000),
        ("", "<hi>" * DEEPEST + "</hi>" * DEEPEST),
    ],
)
def test_entities_that_grow_and_elements_that_are_too_deep_are_refused(
    tmp_path: Path, before: str, body: str
) -> None:
    with pytest.raises(Unusable, match="X010"):
        load_book(write(tmp_path, body, before))


def test_entities_of_the_file_are_its_text(tmp_path: Path) -> None:
    doctype = (
        '<!DOCTYPE TEI SYSTEM "tei.dtd" [<!ENTITY firm "Reed &amp; Sons"><!ENTITY there SYSTEM "there.txt">]>'
    )
    (tmp_path / "there.txt").write_text("secret", "utf-8")
    book = load_book(write(tmp_path, "<p>&firm; caf&eacute; &there; &unheard;</p>", doctype))
    assert "".join(map(str, book.root.itertext())) == "Reed & Sons café &there; &unheard;"


def test_pictures_come_from_the_folder_of_the_file_only(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    (inside / "plates").mkdir(parents=True)
    for place in (tmp_path / "out.png", inside / "plates" / "a b.png"):
        Image.new("L", (4, 4)).save(place)
    (inside / "link.png").symlink_to(tmp_path / "out.png")
    (inside / "drawing.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    Image.new("1", (10_001, 10_000)).save(inside / "large.png")
    refused = [
        "../out.png",
        "link.png",
        "drawing.svg",
        "large.png",
        "none.png",
        f"file://{tmp_path}/out.png",
        "%00.png",
    ]
    body = "".join(f"<figure><graphic url='{url}'/></figure>" for url in ["plates/a%20b.png", *refused])
    book = load_book(write(inside, body))
    assert list(book.pictures) == ["plates/a%20b.png"]
    assert [problem.code for problem in book.problems] == ["X038"] * len(refused)


def plates(folder: Path, sizes: dict[str, tuple[int, int]]) -> tuple[Path, dict[str, int]]:
    """Names and sizes of pictures in points → a TEI file that shows them, and how many bytes each has."""
    for name, size in sizes.items():
        Image.effect_noise(size, 90).save(folder / name)
    body = "".join(f"<figure><graphic url='{name}'/></figure>" for name in sizes)
    return write(folder, body), {name: (folder / name).stat().st_size for name in sizes}


def test_a_picture_of_too_many_bytes_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert pictures.HEAVIEST == 20 << 20
    path, weights = plates(tmp_path, {"small.png": (20, 20), "large.png": (60, 60)})
    monkeypatch.setattr(pictures, "HEAVIEST", weights["large.png"])
    assert list(load_book(path).pictures) == ["small.png", "large.png"]
    monkeypatch.setattr(pictures, "HEAVIEST", weights["large.png"] - 1)
    book = load_book(path)
    assert list(book.pictures) == ["small.png"]
    assert [problem.code for problem in book.problems] == ["X038"]


def test_pictures_that_are_too_many_bytes_together_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What still fits is taken, in the order of the text."""
    assert pictures.TOGETHER == 400 << 20
    path, weights = plates(tmp_path, {"one.png": (60, 60), "two.png": (60, 60), "three.png": (10, 10)})
    monkeypatch.setattr(pictures, "TOGETHER", sum(weights.values()))
    assert len(load_book(path).pictures) == 3
    monkeypatch.setattr(pictures, "TOGETHER", weights["one.png"] + weights["three.png"])
    book = load_book(path)
    assert list(book.pictures) == ["one.png", "three.png"]
    assert [(problem.code, problem.line) for problem in book.problems] == [("X038", 1)]


def test_a_build_leaves_no_more_in_its_cache_than_it_may(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert reuse.LIMIT == 200_000_000
    cache = tmp_path / "out" / ".cache"
    tried(tmp_path, "edition.toml", EDITION)
    full = sum(path.stat().st_size for path in cache.iterdir())
    assert full > 0
    monkeypatch.setattr(reuse, "LIMIT", full - 1)
    build(Order(tmp_path, tmp_path / "out", only=("tei",)), Silent())
    assert sum(path.stat().st_size for path in cache.iterdir()) < full


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "http://127.0.0.1:9/a.css",
        "picture:none.png",
        "../../etc/hostname",
        "ftp://a.b/c",
    ],
)
def test_a_style_sheet_gets_nothing_from_elsewhere(tmp_path: Path, url: str) -> None:
    """@import and url() of a publisher's sheet ask here."""
    with pytest.raises(ValueError, match="not among"):
        Assets(tmp_path)(url)
