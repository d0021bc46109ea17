"""Golden pages: where a picture is the truth. Look at the new pictures after `pytest --accept`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.build.conftest import Edition

GOLDEN = Path(__file__).parents[1] / "golden"
SCALE = 1.25
"""Pixels to the point: 90 dpi."""
TOLERANCE = 3.0
"""Mean difference in grey levels (0–255) that another rasteriser's smoothing may make."""


def first(pages: Iterator[tuple[int, str]], shows: Callable[[str], bool]) -> int:
    return next(number for number, text in pages if shows(text))


SHOWN: dict[str, Callable[[str], bool]] = {
    "contents": lambda text: "目\u3000录" in text[:12],
    "document": lambda text: "①" in text and "急电" in text and "同上" in text,
    "apparatus": lambda text: "同志：" in text and text.count("ⓐ") >= 2 and text.count("ⓑ") >= 2,
    "index": lambda text: text.startswith("人名索引"),
    "glossary": lambda text: "化名与别名" in text and "的化名" in text,
}


@pytest.mark.parametrize("name", SHOWN)
def test_page_looks_as_accepted(name: str, sample: Edition, accept: bool, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument(sample.out / "edition.pdf")
    texts = ((n, document[n].get_textpage().get_text_bounded()) for n in range(len(document)))
    number = first(texts, SHOWN[name])
    made = document[number].render(scale=SCALE).to_pil().convert("L")
    golden = GOLDEN / f"{name}.png"
    if accept:
        GOLDEN.mkdir(exist_ok=True)
        made.quantize(16).save(golden, optimize=True)
    wanted = Image.open(golden).convert("L")
    assert made.size == wanted.size
    difference = ImageStat.Stat(ImageChops.difference(made, wanted)).mean[0]
    if difference > TOLERANCE:
        made.save(tmp_path / f"{name}.png")
    assert difference <= TOLERANCE, f"page {number + 1} differs: see {tmp_path / name}.png"
