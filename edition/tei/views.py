"""Read-only queries on TEI, shared by restore, check and the renderers. Element
in, elements or plain values out.

Works on TEI that this program did not write: what is missing is empty, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast
from urllib.parse import unquote

from lxml import etree

from edition.tei import NS, XML_ID, XML_LANG, tei
from edition.tei.declared import has_doctype, limit_depth, read_declared, refusal

Element = etree._Element

NOT_SOURCE = frozenset(map(tei, ("corr", "supplied", "rdg", "note")))
"""Elements whose text the editor or another witness adds, unless their own @source says where it stands."""

PREFIX = {"t": NS}
"""The prefix of TEI elements in paths."""

RANGE = re.compile(r"^(.+)#char=(\d+),(\d+)$")


class Range(NamedTuple):
    """Where a block stands: file name and the outermost character range (RFC 5147)."""

    file: str
    start: int
    end: int


def read_tei(path: Path, *, bare: bool = False) -> Element:
    """A TEI file → its root element; `bare` without comments and processing instructions. Raises OSError or
    etree.XMLSyntaxError, also for elements nested too deeply and for entities that grow out of all proportion.

    No other file is read: a DTD is not loaded, and only entities that the file itself declares are written out.
    """
    if has_doctype(path):
        return read_declared(path, bare=bare)
    # libxml2 refuses ids that stand twice or are no names, unless it is told not to collect them.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=True,
        collect_ids=False,
        remove_comments=bare,
        remove_pis=bare,
    )
    with path.open("rb") as file:
        try:
            root = etree.parse(file, parser).getroot()
        except OSError as error:
            if error.errno is not None:
                raise
            # lxml says of bytes that are not in the encoding that the file cannot be read.
            last = parser.error_log.last_error
            said = ("bad bytes", 1, 1) if last is None else (last.message, last.line, last.column)
            raise refusal(*said) from None
    limit_depth(root)
    return root


def local(element: Element) -> str:
    """The local name of a TEI element; empty for an element of another namespace, a comment, an instruction."""
    tag = element.tag
    return local_name(tag) if isinstance(tag, str) else ""


@cache
def local_name(tag: str) -> str:
    """A name with its namespace → the local name if it is the TEI's, else ""."""
    return tag[len(NS) + 2 :] if tag.startswith(f"{{{NS}}}") else ""


def line_of(element: Element) -> int:
    """The line of the file at which an element starts, from 1."""
    return cast(int, element.sourceline or 1)


def id_of(element: Element) -> str:
    """The element's `xml:id`, or empty."""
    return element.get(XML_ID, "")


def by_id(root: Element) -> dict[str, Element]:
    """Every element below `root` that has an `xml:id`, by that id; the first wins when one is used twice."""
    found: dict[str, Element] = {}
    for element in root.iter(etree.Element):
        if name := element.get(XML_ID):
            found.setdefault(name, element)
    return found


def source_range(element: Element) -> Range | None:
    """`@source="FILE#char=START,END"` → the range, or None when there is none of this form."""
    match = RANGE.match(element.get("source", ""))
    return Range(unquote(match[1]), int(match[2]), int(match[3])) if match else None


def source_text(element: Element) -> str:
    """A block → the characters of the source that stand in it, in order.

    All its text nodes, without descendants that bear their own `@source`; `choice` is read as its `sic`, `app`
    as its `lem`, and what the editor adds (`corr`, `supplied`, notes without `@source`) is left out.
    """
    parts: list[str] = []
    _gather(element, parts)
    return "".join(parts)


def _gather(element: Element, parts: list[str]) -> None:
    parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_SOURCE and child.get("source") is None:
            _gather(child, parts)
        parts.append(child.tail or "")


def texts(root: Element) -> list[Element]:
    """A TEI file → its TEI elements in order, one per source; the root itself when it is one."""
    return [root] if root.tag == tei("TEI") else list(root.iterchildren(tei("TEI")))


def find_text(root: Element, source: str) -> Element | None:
    """The TEI element of a source, asked for by its id or by its file name."""
    for text in texts(root):
        if source in (id_of(text), file_name(text)):
            return text
    return None


def file_name(text: Element) -> str:
    """A TEI element → the name of the file it was made from (`idno type="file"`)."""
    return _idno(text, "file")


def sha256_of(text: Element) -> str:
    """A TEI element → the SHA-256 of the file it was made from (`idno type="sha256"`)."""
    return _idno(text, "sha256")


def _idno(text: Element, kind: str) -> str:
    found = text.find(
        f"{tei('teiHeader')}/{tei('fileDesc')}/{tei('sourceDesc')}//{tei('idno')}[@type='{kind}']"
    )
    return (found.text or "") if found is not None else ""


def documents(root: Element) -> Iterator[Element]:
    """Every archival document in reading order: `div type="document"`."""
    return (div for div in root.iter(tei("div")) if div.get("type") == "document")


def authorities(root: Element) -> dict[str, Element]:
    """The authority entries of `standOff` by id: person, place, org, and bibl for works."""
    kinds = [tei(name) for name in ("person", "place", "org", "bibl")]
    return {
        id_of(entry): entry
        for standoff in root.iterchildren(tei("standOff"))
        for entry in standoff.iter(*kinds)
        if id_of(entry)
    }


def targets(value: str | None) -> list[str]:
    """The value of @ref, @corresp, @wit … → the local ids it points to, in order."""
    return [part[1:] for part in (value or "").split() if part.startswith("#")]


def is_unsure(ref: Element) -> bool:
    """Whether a reference leads somewhere and it is not certain that this is what is meant."""
    return bool(ref.get("target")) and ref.get("cert") in ("low", "medium")


def sources_of(root: Element) -> list[tuple[str, str, str]]:
    """A TEI file → id, file name and SHA-256 of every source it was made from, in order."""
    return [(id_of(text), file_name(text), sha256_of(text)) for text in texts(root)]


COUNTS: Mapping[str, tuple[str, ...]] = {
    "names": ("persName", "placeName", "orgName"),
    "dates": ("date",),
    "references": ("ref",),
    "corrections": ("choice", "supplied", "surplus"),
    "variants": ("app",),
}


def count_kinds(root: Element) -> dict[str, int]:
    """A TEI file → how many sources, documents, notes, names … its texts hold; headers are not counted, nor
    what is kept for the record only."""
    counts = {"sources": len(texts(root)), "documents": sum(1 for _ in documents(root)), "notes": 0}
    counts |= dict.fromkeys(COUNTS, 0)
    kinds = {name: kind for kind, names in COUNTS.items() for name in names}
    for text in root.iter(tei("text")):
        walk = etree.iterwalk(text, events=("start",))
        for _, element in walk:
            name = local(element)
            if excluded(element):
                walk.skip_subtree()
            elif name in kinds:
                counts[kinds[name]] += 1
            elif name == "note" and element.get("place"):
                counts["notes"] += 1
    return counts


# -- as a reader sees it ---------------------------------------------------------------------------------------

UNREAD = frozenset({"note", "rdg", "fw", "index"})
"""What the page never shows in the line: apparatus and notes have their own
places, forme work stays in the TEI."""
HAN = r"\u2e80-\u2fff\u3001-\u9fff\uf900-\ufaff\uff00-\uffef"
PREFERRED = ("corr", "reg", "expan", "add")


def plain(element: Element) -> str:
    """→ the text as a reader sees it in one line: emended, without notes, readings and forme work."""
    return re.sub(r"\s+", " ", WRAPPED.sub("", "".join(read_text(element)))).strip()


WRAPPED = re.compile(rf"(?<=[{HAN}])(?=[^\S\n]*+\n)\s++(?=[{HAN}])")
"""A line break of the file between two characters that no blank parts."""
LETTER = re.compile("[A-Za-z0-9\u00c0-\u024f]")
"""What begins a word that a line break parts from the one before."""


def read_text(element: Element) -> Iterator[str]:
    """The text nodes that are read, in order."""
    if local(element) == "choice" and len(element):
        yield from read_text(shown(element))
        return
    yield element.text or ""
    for child in element:
        if local(child) not in UNREAD:
            yield from read_text(child)
        if local(child) == "lb" and child.get("break") != "no" and LETTER.match(child.tail or ""):
            yield " "
        yield child.tail or ""


def shown(choice: Element) -> Element:
    """A `choice` → the alternative that is read: corrected, regularised,
    expanded; an empty one shows itself."""
    return next((e for name in PREFERRED for e in choice if local(e) == name), next(iter(choice), choice))


def excluded(element: Element) -> bool:
    """Whether a division is kept in the TEI for the record only (printed contents table, site navigation)."""
    return element.get("type") == "excluded" and local(element) == "div"


def language_of(element: Element) -> str:
    """The language of an element's text: the nearest `@xml:lang` on it or around it, or ""."""
    tags = (e.get(XML_LANG, "") for e in (element, *element.iterancestors()))
    return next((tag for tag in tags if tag and LANGUAGE.fullmatch(tag)), "")


LANGUAGE = re.compile(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
"""A tag that names a language by the rules (BCP 47, 2.1): language, script, region, variants, private use."""


def found_text(element: Element | None, path: str) -> str:
    """The plain text of the first element at `path`, or nothing."""
    found = None if element is None else element.find(path, PREFIX)
    return plain(found) if found is not None else ""
