"""The list of pages in the EPUB is that of the PDF of the same build: every page, and each
turned before its first letter."""

from __future__ import annotations

import re
import zipfile

import pypdfium2
from lxml import etree

from tests.build.conftest import Edition

NOT_TEXT = re.compile(r"［见(第\s*\d+\s*页|本页[上下]文)］|[\W①-㊿Ⓐ-ⓩ]")
"""What only the printed page has, pages of cross-references among it, and what is no letter."""


def test_every_printed_page_begins_where_its_marker_stands(edition: Edition) -> None:
    document = pypdfium2.PdfDocument(edition.out / "edition.pdf")
    printed = {
        document.get_page_label(i): NOT_TEXT.sub("", page.get_textpage().get_text_range())
        for i, page in enumerate(document)
    }
    document.close()
    with zipfile.ZipFile(edition.out / "edition.epub") as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        listed = [
            (a.text, *a.get("href", "").split("#")) for a in nav.xpath("//*[@id='pages']//*[local-name()='a']")
        ]
        files = {file: etree.fromstring(archive.read(f"EPUB/{file}")) for _, file, _ in listed}
    numbers = [int(label) for label, _, _ in listed]
    assert numbers == sorted(set(numbers))
    for missing in set(range(1, numbers[-1])) - set(numbers):
        assert printed[str(missing)] == "", f"page {missing} is not listed"
    for label, file, ident in listed:
        following = files[file].xpath(
            f"//*[@id='{ident}']/following::text()[not(ancestor::*[@class='number' or contains(@class, 'call')])]"
        )
        letters = NOT_TEXT.sub("", "".join(following[:12]))[:6]
        assert letters in printed[label][:80], f"page {label} at {file}#{ident}"
