"""Faces: every one of them is in the file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pikepdf

from edition.report import Diagnostic, make


def check_faces(file: pikepdf.Pdf, name: str) -> Iterator[Diagnostic]:
    """→ X051 for every face whose program is not in the file."""
    faces: dict[str, bool] = {}
    for page in file.pages:
        fonts: Any = page.obj.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        for _, font in fonts.items():
            for one in font.get("/DescendantFonts", [font]):
                descriptor = one.get("/FontDescriptor", pikepdf.Dictionary())
                embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                faces[str(one.get("/BaseFont", "?"))] = embedded
    for face, embedded in sorted(faces.items()):
        if not embedded:
            yield make("X051", name, face=face.lstrip("/"))
