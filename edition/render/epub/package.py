"""Files and metadata → an EPUB file, the same bytes for the same input. The only module that knows EbookLib.

Sources: EPUB 3.3 (package document), OCF 3.3 (container).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ebooklib import epub

from edition.render.epub.metadata import Row
from edition.render.epub.pages import Item
from edition.tei.views import Element

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
NCX = "application/x-dtbncx+xml"


def write_package(
    items: Iterable[Item], rows: Iterable[Row], *, identifier: str, language: str
) -> epub.EpubBook:
    """Files, those to be read in their order, and metadata → an EbookLib book."""
    package = epub.EpubBook()
    package.set_identifier(identifier)
    package.set_language(language)
    for row in rows:
        package.add_metadata(row.space, row.name, row.value, dict(row.attributes))
    for item in items:
        ident = "ncx" if item.media == NCX else "i-" + item.file.replace(".", "-").replace("/", "-")
        member = epub.EpubItem(uid=ident, file_name=item.file, media_type=item.media, content=item.data)
        member.properties = list(item.properties)
        package.add_item(member)
        if item.spine:
            package.spine.append(member)
    return package


class Archive:
    """A zip file whose entries bear no time and no trace of the machine."""

    def __init__(self, target: Path) -> None:
        self.target, self.made = target, io.BytesIO()
        self.zip = zipfile.ZipFile(self.made, "w")

    def writestr(self, name: str, data: bytes | str, compress_type: int = zipfile.ZIP_DEFLATED) -> None:
        """Add an entry."""
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        entry.compress_type, entry.external_attr, entry.create_system = compress_type, 0o644 << 16, 3
        self.zip.writestr(entry, data, compresslevel=9)

    def close(self) -> None:
        """Write the directory, and the whole archive at once: a zip file cut short
        by a full disk cannot be closed."""
        self.zip.close()
        self.target.write_bytes(self.made.getbuffer())


class Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, which has no hook for the language of the package and
    stamps the hour on every entry."""

    def _write_opf_file(self, root: Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        del root.attrib["prefix"]
        super()._write_opf_file(root)

    def write(self) -> None:
        """Write the book: mimetype first and not compressed (OCF 3.3, 4.3), then the rest."""
        self.out = Archive(Path(self.file_name))
        self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()


def save(package: epub.EpubBook, out: Path, when: datetime) -> None:
    """The book → a file that is there whole or not at all."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.part")
    try:
        Writer(str(partial), package, {"mtime": when, "raise_exceptions": True}).write()
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
