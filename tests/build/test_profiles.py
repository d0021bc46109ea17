"""The EPUB of the sample for each family of reading systems: no message of EPUBCheck or of
our own check, and what differs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from edition.check.epub import check_epub
from edition.cli.options import EpubProfile
from edition.config import Info
from edition.order import Silent
from edition.products import render_books
from edition.render.epub.profiles import FILLER, PROFILES
from edition.render.printing import Printing
from tests.build.conftest import Edition
from tests.epubchecks import EpubChecks


def made_for(profile: str, sample: Edition, out: Path, epubcheck: EpubChecks) -> str:
    """The sample's EPUB for a profile, after both checks → all its pages as one text."""
    told = list(
        render_books(sample.tei, out, "book", ["epub"], Silent(), printing=Printing(), epub_profile=profile)
    )
    assert not [str(d) for d in told if d.severity == "error"]
    book = out / "book.epub"
    assert epubcheck(book) == []
    assert not [str(d) for d in check_epub(book, sample.tei) if d.severity == "error"]
    with zipfile.ZipFile(book) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith("html"))


@pytest.mark.parametrize("profile", PROFILES)
def test_each_profile_is_a_valid_book_with_what_it_wants(
    profile: str, sample: Edition, tmp_path: Path, epubcheck: EpubChecks
) -> None:
    pages = made_for(profile, sample, tmp_path, epubcheck)
    assert ("duokan-footnote" in pages) == (profile == "duokan")
    assert (FILLER in pages) == (profile == "kobo")
    assert ('role="doc-cover"' in pages or "cover.png" in pages) == (profile != "kindle")
    assert pages.count('role="doc-noteref"') > 80


def test_the_profiles_have_the_same_names_everywhere() -> None:
    assert [*PROFILES] == [profile.value for profile in EpubProfile]
    for name in PROFILES:
        assert Info(id="small", title="书", epub_profile=name).epub_profile == name  # type: ignore[arg-type]
