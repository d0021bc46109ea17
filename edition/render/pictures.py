"""The pictures of a TEI file: those that lie beside it or below, and nothing else.

TEI file → pictures by the address that `graphic/@url` gives

A picture is looked at before it is taken: only what Pillow reads as one of the kinds below goes into a book.
SVG is not among them, for it may ask for other files.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.views import Element, line_of

KINDS = {"PNG": "png", "JPEG": "jpeg", "GIF": "gif", "WEBP": "webp"}
"""What readers show (EPUB 3.3, core media types); TIFF and BMP become PNG."""
CONVERTED = ("TIFF", "BMP")
HEAVIEST = 20 * 1024 * 1024
"""Bytes of one picture."""
LARGEST = 50_000_000
"""Points of one picture."""
TOGETHER = 400 * 1024 * 1024
"""Bytes of all pictures of a book."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name in the EPUB, its kind, its bytes; width and height in points of its own."""

    name: str
    kind: str
    data: bytes = field(repr=False)
    width: int
    height: int


def find_pictures(root: Element, path: Path, problems: list[Diagnostic]) -> Iterator[tuple[str, Picture]]:
    """Every `graphic` in a text → its address and picture; X038 for each address that gives none."""
    told: set[str] = set()
    weight = 0
    for text in root.iter(tei("text")):
        for graphic in text.iter(tei("graphic")):
            url = graphic.get("url", "")
            if url in told:
                continue
            told.add(url)
            found = read_picture(url, path.parent, len(told))
            if isinstance(found, Picture) and weight + len(found.data) > TOGETHER:
                found = f"all pictures together are larger than {TOGETHER >> 20} MB"
            if isinstance(found, str):
                problems.append(
                    make("X038", str(path), (line_of(graphic), 1), url=url or "graphic", reason=found)
                )
            else:
                weight += len(found.data)
                yield url, found


def read_picture(url: str, folder: Path, number: int) -> Picture | str:
    """An address, as the TEI file in `folder` gives it → the picture, or why it is none."""
    parts = urlsplit(url)
    if parts.scheme or parts.netloc or not parts.path:
        return "it is not beside the file"
    try:
        path = (folder / unquote(parts.path)).resolve()
        if not path.is_relative_to(folder.resolve()):
            return "it lies outside the folder of the file"
        if not path.is_file():
            return "there is no such file"
        if path.stat().st_size > HEAVIEST:
            return f"it is larger than {HEAVIEST >> 20} MB"
        data = path.read_bytes()
    except (OSError, ValueError):
        return "it cannot be read"
    return look_at(data, number)


def look_at(data: bytes, number: int) -> Picture | str:
    """The bytes of a file → the picture that they are, or why they are none."""
    from PIL import Image, UnidentifiedImageError  # few books have pictures

    try:
        with Image.open(io.BytesIO(data), formats=(*KINDS, *CONVERTED)) as image:
            width, height = image.size
            if width * height > LARGEST:
                return f"it has more than {LARGEST // 1_000_000} million points"
            image.load()
            kind = image.format or ""
            if kind in CONVERTED:
                made = io.BytesIO()
                image.convert("RGB").save(made, "PNG")
                kind, data = "PNG", made.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return "it is no picture that can be shown"
    return Picture(f"picture-{number}.{KINDS[kind]}", KINDS[kind], data, width, height)
