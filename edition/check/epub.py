"""Our own laws of the EPUB, read from the built file and the TEI alone. EPUBCheck and Ace see none of them.

EPUB, TEI → diagnostics: X020 unreadable, X021 links, X022 ids, X023 notes, X024 index,
X025 words, X026 size, X027 pages
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from lxml import etree

from edition.render.book import Book, load_book
from edition.render.units import Node
from edition.report import Diagnostic, make
from edition.tei import XML_ID, tei
from edition.tei.views import Element, excluded, local, shown

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
LARGEST = 300 * 1024
WORDS = re.compile(r"\W+")
NO_TEXT = frozenset({"call", "number", "within", "n", "related"})
UNSEEN = frozenset({"fw", "graphic", "index"})
APART = frozenset({"citation", "distribution", "secrecy", "inserted"})


@dataclass(frozen=True)
class Package:
    """The pages of an EPUB in reading order, and every id with the page and the element that bears it."""

    path: str
    pages: Mapping[str, Element]
    sizes: Mapping[str, int]
    spine: tuple[str, ...]
    ids: Mapping[str, tuple[str, Element]]

    def complain(self, code: str, **values: object) -> Diagnostic:
        """A diagnostic about the EPUB."""
        return make(code, self.path, (0, 0), **values)


def check_epub(epub: Path, tei: Path, *, witness: str = "") -> list[Diagnostic]:
    """An EPUB, the TEI it was made from and the witness it follows → what is wrong with it, by the laws
    above; nothing when all is well."""
    try:
        package = read_package(epub)
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        return [make("X020", str(epub), detail=error)]
    book = load_book(tei, witness)
    return [
        *check_ids(package),
        *check_links(package),
        *check_notes(package),
        *check_index(package, book),
        *check_see(package),
        *check_words(package, book),
        *check_outside(package, book),
        *check_readings(package, book),
        *check_sizes(package),
        *check_pages(package),
    ]


def read_package(epub: Path) -> Package:
    """The file → its pages, parsed."""
    with zipfile.ZipFile(epub) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        name = next(e for e in container.iter() if e.get("full-path")).get("full-path", "")
        folder = PurePosixPath(name).parent
        opf = etree.fromstring(archive.read(name))
        members = {item.get("id", ""): item for item in opf.iter(f"{OPF}item")}
        pages: dict[str, Element] = {}
        sizes: dict[str, int] = {}
        for item in members.values():
            if item.get("media-type") == "application/xhtml+xml":
                file = item.get("href", "")
                data = archive.read(str(folder / file))
                pages[file], sizes[file] = etree.fromstring(data), len(data)
        spine = tuple(members[ref.get("idref", "")].get("href", "") for ref in opf.iter(f"{OPF}itemref"))
    ids = {e.get("id", ""): (file, e) for file, page in pages.items() for e in page.iter() if e.get("id")}
    return Package(str(epub), pages, sizes, spine, ids)


def check_ids(package: Package) -> Iterator[Diagnostic]:
    """→ X022 for ids that two elements of the book bear."""
    seen: set[str] = set()
    for page in package.pages.values():
        for element in page.iter():
            ident = element.get("id")
            if ident in seen:
                yield package.complain("X022", id=ident)
            if ident:
                seen.add(ident)


def check_links(package: Package) -> Iterator[Diagnostic]:
    """→ X021 for links to a file or an id that is not there."""
    for file, page in package.pages.items():
        for element in page.iter(f"{XHTML}a"):
            href = element.get("href", "")
            if "://" not in href and target_of(package, file, href) is None:
                yield package.complain("X021", href=f"{file} → {href}")


def target_of(package: Package, file: str, href: str) -> Element | None:
    """A link of a page → the element it leads to."""
    name, _, ident = unquote(href).partition("#")
    name = name or file
    if not ident:
        return package.pages.get(name)
    where, element = package.ids.get(ident, ("", None))
    return element if where == name else None


def check_notes(package: Package) -> Iterator[Diagnostic]:
    """→ X023 for a call without a note in its file, a note without a call, a way back that misses its call."""
    for file, page in package.pages.items():
        calls = {e.get("id", ""): e.get("href", "")[1:] for e in typed(page, "noteref")}
        notes = {
            e.get("id", ""): [a.get("href", "")[1:] for a in typed(e, "backlink")]
            for e in typed(page, "footnote")
        }
        for call, note in calls.items():
            if note not in notes:
                yield package.complain("X023", id=note, fault=f"called in {file}, which has no such note")
            elif call not in notes[note]:
                yield package.complain("X023", id=note, fault=f"no way back to the call {call}")
        for note, ways in notes.items():
            if not ways:
                yield package.complain("X023", id=note, fault="no call")
            for way in ways:
                if calls.get(way) != note:
                    yield package.complain(
                        "X023", id=note, fault=f"leads back to {way}, which does not call it"
                    )
        order = list(dict.fromkeys(calls.values()))
        for kind in (".variant", ""):
            called = [n for n in order if n in notes and is_variant(package, n) == bool(kind)]
            given = [n for n in notes if is_variant(package, n) == bool(kind)]
            for first, second in zip(called, given, strict=False):
                if first != second:
                    yield package.complain("X023", id=second, fault="not in the order of the calls")
                    break


def is_variant(package: Package, ident: str) -> bool:
    """Whether a note is an entry of the apparatus."""
    return "variant" in package.ids[ident][1].get("class", "").split()


def typed(root: Element, kind: str) -> Iterator[Element]:
    """The elements of a structural semantic."""
    for element in root.iter(etree.Element):
        if kind in element.get(EPUB_TYPE, "").split():
            yield element


def check_index(package: Package, book: Book) -> Iterator[Diagnostic]:
    """→ X024 for a locator whose target is not a name that the TEI refers to the entry."""
    named: dict[str, set[str]] = {}
    for element in book.root.iter(
        *(tei(n) for n in ("persName", "placeName", "orgName", "name", "rs", "title"))
    ):
        ref = element.get("ref", "")
        if ref.startswith("#"):
            named.setdefault(ref[1:], set()).add(words("".join(tei_text(element))))
    for file, page in package.pages.items():
        for entry in typed(page, "index-entry"):
            ident = entry.get("id", "").removeprefix("ix-")
            for locator in typed(entry, "index-locator"):
                href = locator.get("href", "")
                target = target_of(package, file, href)
                found = words("".join(page_text(target))) if target is not None else ""
                if found not in named.get(ident, ()):
                    name = next(iter(typed(entry, "index-term"))).text
                    yield package.complain("X024", name=name, href=href, found=found)


def check_see(package: Package) -> Iterator[Diagnostic]:
    """→ X028 for a 见 or 参见 that leads to its own entry or to one without locators:
    so no see-references have loops."""
    for file, page in package.pages.items():
        for entry in typed(page, "index-entry"):
            for kind in ("index-xref-preferred", "index-xref-related"):
                for link in (a for xref in typed(entry, kind) for a in xref.iter(f"{XHTML}a")):
                    target = target_of(package, file, link.get("href", ""))
                    if target is None or target is entry or next(typed(target, "index-locator"), None) is None:
                        name = next(iter(typed(entry, "index-term"))).text
                        yield package.complain("X028", name=name, href=link.get("href", ""))


def check_words(package: Package, book: Book) -> Iterator[Diagnostic]:
    """→ X025 where the letters of a unit, or of a note, differ from the TEI's. Marks of punctuation and
    editors' signs are no letters."""
    called: dict[str, Element] = {}
    for unit in book.units():
        wanted = words(
            "".join(text for root in (*unit.heads, *unit.blocks) for text in read_unit(root, called))
        )
        found = words("".join(text for part in parts_of(package, unit) for text in page_text(part)))
        yield from compare(package, unit.id, found, wanted)
    for ident, note in called.items():
        _, element = package.ids.get(ident, ("", None))
        found = "" if element is None else words("".join(page_text(element)))
        yield from compare(package, ident, found, words("".join(tei_text(note))))


def check_outside(package: Package, book: Book) -> Iterator[Diagnostic]:
    """→ X025 where a chapter says anything outside its units and notes but the heads of parts and
    sections, all of them, in order."""
    wanted = words(
        "".join(
            text
            for node in book.walk()
            if node.kind in ("part", "section")
            for root in (*node.heads, *node.blocks)
            for text in read_unit(root, {})
        )
    )
    units = {part for unit in book.units() for part in parts_of(package, unit)}
    chapters = (package.pages[file].find(f"{XHTML}body") for file in package.spine)
    found = words(
        "".join(
            text
            for body in chapters
            if body is not None and body.get("class") == "chapter"
            for text in page_text(body, units)
        )
    )
    yield from compare(package, "headings", found, wanted)


def check_readings(package: Package, book: Book) -> Iterator[Diagnostic]:
    """→ X025 for a reading that its entry in the apparatus does not give."""
    for element in book.root.iter(tei("app"), tei("choice")):
        _, entry = package.ids.get(element.get(XML_ID, ""), ("", None))
        if entry is None or not is_variant(package, entry.get("id", "")):
            continue
        given = words("".join(page_text(entry)))
        others = [e for name in ("lem", "rdg") for e in element if local(e) == name][1:]
        for reading in (*others, *(e for e in element if local(e) == "sic")):
            wanted = words("".join(tei_text(reading)))
            if wanted not in given:
                yield package.complain("X025", id=entry.get("id"), found=given[:18], wanted=wanted[:18])


def compare(package: Package, ident: str, found: str, wanted: str) -> Iterator[Diagnostic]:
    """→ X025 at the first difference."""
    if found != wanted:
        at = next(i for i, (a, b) in enumerate(zip_longest(found, wanted)) if a != b)
        start = max(0, at - 6)
        yield package.complain("X025", id=ident, found=found[start : at + 12], wanted=wanted[start : at + 12])


def parts_of(package: Package, unit: Node) -> Iterator[Element]:
    """The sections of the EPUB that hold a unit, in order."""
    number = 0
    ident = unit.id
    while ident in package.ids:
        yield package.ids[ident][1]
        number += 1
        ident = f"{unit.id}.{number}"


def check_sizes(package: Package) -> Iterator[Diagnostic]:
    """→ X026 for chapters above 300 KB; indexes and contents are as long as they are."""
    for file, size in package.sizes.items():
        body = package.pages[file].find(f"{XHTML}body")
        if size > LARGEST and body is not None and body.get("class") == "chapter":
            yield make("X026", f"{package.path}/{file}", size=size // 1024)


def check_pages(package: Package) -> Iterator[Diagnostic]:
    """→ X027 where the page list and the markers of the pages differ."""
    markers = [e.get("id") for file in package.spine for e in typed(package.pages[file], "pagebreak")]
    listed = [
        a.get("href", "").partition("#")[2]
        for page in package.pages.values()
        for nav in typed(page, "page-list")
        for a in nav.iter(f"{XHTML}a")
    ]
    for marker, link in zip_longest(markers, listed, fillvalue=""):
        if marker != link:
            yield package.complain("X027", label=marker or link)
            return


# -- what a reader reads, on both sides ------------------------------------------------------------------------


def words(text: str) -> str:
    """The letters and digits of a text."""
    return WORDS.sub("", text)


def read_unit(
    element: Element, called: dict[str, Element], meet: Callable[[Element], None] | None = None
) -> Iterator[str]:
    """The text of a unit as the TEI has it; notes that stand elsewhere on the page are collected in `called`,
    and every element is told to `meet` before its text."""
    if meet:
        meet(element)
    if local(element) == "note" and element.get("type") not in APART:
        called[element.get(XML_ID, "")] = element
        return
    if local(element) in UNSEEN:
        return
    yield from tei_text(element, called, meet)


def tei_text(
    element: Element,
    called: dict[str, Element] | None = None,
    meet: Callable[[Element], None] | None = None,
) -> Iterator[str]:
    """The text nodes that are read, in order: emended, the base text's readings, without forme work.
    `called` and `meet` as in `read_unit`."""
    if excluded(element):
        return
    yield element.text or ""
    for child in element:
        name = local(child)
        if meet:
            meet(child)
        if name == "choice":
            yield from tei_text(shown(child), called, meet)
        elif name == "app":
            readings = [e for kind in ("lem", "rdg") for e in child if local(e) == kind]
            if readings:
                yield from tei_text(readings[0], called, meet)
        elif name == "note" and child.get("type") not in APART and called is not None:
            called[child.get(XML_ID, "")] = child
        elif name not in UNSEEN:
            yield from tei_text(child, called, meet)
        yield child.tail or ""


def page_text(element: Element, without: Collection[Element] = ()) -> Iterator[str]:
    """The text nodes of a page that come from the TEI: without calls, ways back, numbers and printed labels;
    and without some elements, where the notes are left out too."""
    classes = element.get("class", "").split()
    kinds = element.get(EPUB_TYPE, "").split()
    if (
        NO_TEXT.intersection(classes)
        or "backlink" in kinds
        or element in without
        or (without and "footnotes" in kinds)
    ):
        return
    yield element.text or ""
    for child in element:
        yield from page_text(child, without)
        yield child.tail or ""
