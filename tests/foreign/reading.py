"""What a TEI file of anybody says, and what its books say: read from the files alone,
by no function of the program."""

from __future__ import annotations

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

BLANK = re.compile(r"\s+")
UNPRINTED = frozenset({"fw", "index", "teiHeader", "facsimile", "sourceDoc", "standOff"})
"""Elements of which nothing is printed: forme work, entries of an index, what is no text."""
READ = ("corr", "reg", "expan")
CALLS = re.compile(r"[\d*①-⑳]{1,3}")


def name(element: etree._Element) -> str:
    """The local name of an element of any namespace; "" for a comment or an entity."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def said(path: Path) -> Iterator[str]:
    """The runs of text of a TEI file that a book must have, without their blanks."""
    root = etree.parse(str(path), etree.XMLParser(collect_ids=False, recover=True)).getroot()
    for text in root.iter():
        outermost = name(text) == "text" and not any(name(e) == "text" for e in text.iterancestors())
        if outermost:
            yield from filter(None, (BLANK.sub("", run) for run in runs(text)))


def runs(element: etree._Element) -> Iterator[str]:
    """The runs of text at and below an element, in order."""
    if name(element) == "choice" and len(element):
        wanted = next((e for kind in READ for e in element if name(e) == kind), element[0])
        corrected = [e for e in element if name(e) == "sic"]
        for form in (wanted, *corrected):
            yield from runs(form)
        return
    if isinstance(element.tag, str):
        yield element.text or ""
    for child in element:
        if name(child) not in UNPRINTED:
            yield from runs(child)
        yield child.tail or ""


def epub_text(path: Path) -> str:
    """All words of an EPUB's pages, without blanks and without the marks of notes."""
    words: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.namelist()):
            if member.endswith(".xhtml"):
                page = etree.fromstring(archive.read(member))
                for call in page.xpath("//*[contains(@class, 'call')]"):
                    call.text = ""
                    for child in call:
                        child.text = ""
                words += page.itertext()
    return BLANK.sub("", "".join(words))


def pdf_text(path: Path) -> str:
    """All words of a PDF, without blanks, as poppler reads them."""
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return BLANK.sub("", done.stdout.decode("utf-8", "replace"))


def lost(path: Path, printed: str) -> list[str]:
    """The runs of text of a TEI file that do not stand in what is printed; the mark of a call is no
    text, nor the hyphen of a line."""
    runs = [run for run in said(path) if run not in printed and not CALLS.fullmatch(run)]
    return [run for run in runs if run.rstrip("-⸗") not in printed]
