"""Ace by DAISY (EPUB Accessibility 1.1, WCAG 2.2 by axe) has nothing to say against the books."""

from __future__ import annotations

import zipfile
from pathlib import Path

from edition.render.epub import render_epub
from tests.readers.ace import assertions
from tests.readers.conftest import Opened
from tests.render.conftest import FIXTURE


def test_ace_asserts_nothing(opened: Opened, tmp_path: Path) -> None:
    assert assertions(opened.path, tmp_path) == []


def test_ace_is_awake(tmp_path: Path) -> None:
    """A picture without words and a heading of a rank too low are found."""
    whole, broken = tmp_path / "whole.epub", tmp_path / "broken.epub"
    render_epub(FIXTURE, whole)
    with zipfile.ZipFile(whole) as given, zipfile.ZipFile(broken, "w") as made:
        for entry in given.infolist():
            data = given.read(entry)
            if entry.filename == "EPUB/cover.xhtml":
                data = data.replace(b' role="doc-cover"', b"").replace(b" alt=", b" data-alt=")
            if entry.filename == "EPUB/t-jia-1931-04-02.xhtml":
                data = data.replace(b"<h2", b"<h5").replace(b"</h2", b"</h5")
            made.writestr(entry, data)
    found = {line.split(": ")[1] for line in assertions(broken, tmp_path / "out")}
    assert found == {"image-alt", "heading-order"}
