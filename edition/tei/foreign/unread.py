"""What a file has beside its text and the pages do not print: said, so that nobody looks for it.

Sources: TEI P5 12 (facsimile, sourceDoc), 3.5 and 3.6 (choice), XInclude 1.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.views import Element, line_of, local, plain, shown

INCLUDE = "{http://www.w3.org/2001/XInclude}include"
LINES = frozenset({"line", "zone", "surface", "surfaceGrp"})


def tell_unread(root: Element, file: str) -> Iterator[Diagnostic]:
    """A transcription that is the only text becomes the text → X035 for what is not printed: another
    transcription beside the text, the spellings beside those that are read, what an include would bring."""
    for text in root.iter(tei("TEI")):
        yield from read_transcription(text, file)
    counted: dict[str, int] = {}
    first: dict[str, int] = {}
    for choice in root.iter(tei("choice")):
        for other in choice.iterchildren(etree.Element):
            if other is not shown(choice) and local(other) != "sic" and plain(other):
                counted[local(other)] = counted.get(local(other), 0) + 1
                first.setdefault(local(other), line_of(other))
    for name, count in sorted(counted.items()):
        yield make("X035", file, (first[name], 1), what=f"choice/{name} ({count})")
    for include in list(root.iter(INCLUDE)):
        yield make("X036", file, (line_of(include), 1), href=include.get("href", ""))


def read_transcription(text: Element, file: str) -> Iterator[Diagnostic]:
    """A `TEI` element: its `sourceDoc` is its text where it has no other."""
    found = next(text.iterchildren(tei("sourceDoc")), None)
    if found is None:
        return
    if next(text.iterchildren(tei("text")), None) is not None:
        yield make("X035", file, (line_of(found), 1), what="sourceDoc")
        return
    found.tag = tei("text")
    body = found.makeelement(tei("body"))
    body.extend(list(found))
    found.append(body)
    for element in body.iter(etree.Element):
        if local(element) in LINES:
            element.tag = tei("l" if local(element) == "line" else "lg")
