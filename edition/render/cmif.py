"""The letters of an edition for correspSearch: who wrote to whom, where and when, and where to read it.

    TEI → CMIF, the Correspondence Metadata Interchange Format of the TEI Correspondence SIG (version 1)

CMIF allows two stations, sent and received, names without mark-up, authority addresses on the web as
@ref, days without hours, and its own licence, CC BY 4.0. Everything else that the edition knows of a
letter stays in its correspDesc.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from edition.tei.build import Builder
from edition.tei.views import Element, by_id, local, read_tei

NS = {"t": "http://www.tei-c.org/ns/1.0"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENSED = "This file is licensed under the terms of the Creative Commons License CC-BY 4.0"
UNKNOWN = "Unknown"
"""What CMIF wants in place of a name that is not known."""

DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
DATING = ("when", "from", "to", "notBefore", "notAfter")

AUTHORITIES = {
    "viaf": "https://viaf.org/viaf/{}",
    "gnd": "https://d-nb.info/gnd/{}",
    "lc": "https://id.loc.gov/authorities/names/{}",
    "bnf": "https://catalogue.bnf.fr/ark:/12148/cb{}",
    "ndl": "https://id.ndl.go.jp/auth/ndlna/{}",
    "wikidata": "https://www.wikidata.org/entity/{}",
    "geonames": "https://www.geonames.org/{}",
}
"""Kinds of identifiers (idno/@type) and the addresses that they stand for, the most widely used first."""


def write_cmif(tei: Path, out: Path) -> bool:
    """A TEI file → its letters as CMIF in the file `out`; False, and no file, where it has none."""
    root = read_tei(tei)
    if root.find(".//t:correspDesc", NS) is None:
        return False
    etree.ElementTree(cmif(root)).write(str(out), encoding="UTF-8", xml_declaration=True)
    return True


def cmif(root: Element) -> Element:
    """An edition → the CMIF document of its letters."""
    builder = Builder()
    address = text_of(root, "t:publicationStmt/t:idno[@type='url']")
    named = address or text_of(root, "t:publicationStmt/t:idno[@type='edition']")
    source = f"edition-{uuid5(NAMESPACE_URL, named)}"
    letters = list(root.iterfind(".//t:teiHeader//t:correspDesc", NS))
    with builder.element("TEI"):
        with builder.element("teiHeader"):
            with builder.element("fileDesc"):
                write_index(builder, root, address, letters)
                with builder.element("sourceDesc"):
                    kind = "online" if address else "print"
                    builder.leaf("bibl", described(root), {"type": kind, "id": source})
            with builder.element("profileDesc"):
                entries = by_id(root)
                for letter in letters:
                    write_letter(builder, letter, entries, address=address or "edition.xml", source=source)
        with builder.element("text"), builder.element("body"):
            builder.leaf("p")
    return builder.finish()


def write_index(builder: Builder, root: Element, address: str, letters: list[Element]) -> None:
    """What the index of letters is called, who answers for it, where it lies, and its licence."""
    title, editors = text_of(root, "t:titleStmt/t:title"), responsible(root)
    with builder.element("titleStmt"):
        builder.leaf("title", f"{title}：书信索引")
        for editor in editors:
            builder.leaf("editor", editor)
    with builder.element("publicationStmt"):
        builder.leaf("publisher", text_of(root, "t:publicationStmt/t:publisher") or editors[0])
        builder.leaf("idno", f"{address.rstrip('/')}/cmif.xml" if address else "cmif.xml", {"type": "url"})
        builder.leaf("date", attributes=published(root, letters))
        with builder.element("availability"):
            builder.leaf("licence", LICENSED, {"target": LICENCE})


def published(root: Element, letters: list[Element]) -> dict[str, str]:
    """When the edition is published, as far as it says so; it is never before its last letter."""
    date = root.find("t:teiHeader/t:fileDesc/t:publicationStmt/t:date", NS)
    if date is not None and (when := date.get("when", "")):
        return {"when": when}
    days = [date.get("when", "") for letter in letters for date in letter.iterfind(".//t:date", NS)]
    return {"notBefore": max((found[0] for day in days if (found := DAY.match(day))), default="1900")}


def responsible(root: Element) -> list[str]:
    """The editors, or else whoever answers for the edition, or its title."""
    paths = (
        "t:titleStmt/t:editor",
        "t:titleStmt/t:respStmt/t:name",
        "t:publicationStmt/*",
        "t:titleStmt/t:title",
    )
    for path in paths:
        if found := [name for e in root.iterfind(f"t:teiHeader/t:fileDesc/{path}", NS) if (name := words(e))]:
            return found
    return [UNKNOWN]


def described(root: Element) -> str:
    """The edition in one line: title, subtitle, publisher, date."""
    statements = ("t:titleStmt/t:title", "t:publicationStmt/t:publisher", "t:publicationStmt/t:date")
    found = [words(e) for path in statements for e in root.iterfind(f"t:teiHeader/t:fileDesc/{path}", NS)]
    return "，".join(word for word in found if word)


def write_letter(
    builder: Builder, letter: Element, entries: Mapping[str, Element], *, address: str, source: str
) -> None:
    """A `correspDesc` of the edition → one of CMIF, which leads to the letter."""
    target = next(iter(letter.get("ref", "").split()), "").lstrip("#")
    said = {"key": target, "ref": f"{address}#{target}" if target else "", "source": f"#{source}"}
    with builder.element("correspDesc", said):
        for action in ("sent", "received"):
            station = letter.find(f"t:correspAction[@type='{action}']", NS)
            with builder.element("correspAction", {"type": action}):
                write_station(builder, station, entries)


def write_station(builder: Builder, station: Element | None, entries: Mapping[str, Element]) -> None:
    """Who was at a station, where and when; somebody unknown where nobody is named."""
    named = [] if station is None else [e for e in station if local(e) in ("persName", "orgName", "name")]
    places = [] if station is None else list(station.iterfind("t:placeName", NS))
    for element in named:
        write_name(builder, "orgName" if local(element) == "orgName" else "persName", element, entries)
    if not named:
        builder.leaf("persName", UNKNOWN)
    for element in places[:1]:
        write_name(builder, "placeName", element, entries)
    dates = [] if station is None else list(station.iterfind("t:date", NS))
    days = {key: found[0] for date in dates[:1] for key in DATING if (found := DAY.match(date.get(key, "")))}
    if days:
        builder.leaf("date", attributes=days)


def write_name(builder: Builder, name: str, element: Element, entries: Mapping[str, Element]) -> None:
    """A name in the edition → the main name of its entry, with the address of its
    authority record if it has one."""
    entry = entries.get(element.get("ref", "").lstrip("#"))
    main = None if entry is None else entry.find("*[@type='main']")
    builder.leaf(name, words(element if main is None else main), {"ref": authority(entry)})


def authority(entry: Element | None) -> str:
    """An authority entry → the web address of its record elsewhere, "" if it has none."""
    known = {} if entry is None else {e.get("type", ""): words(e) for e in entry.iterfind("t:idno", NS)}
    return next(iter(addresses(known)), "")


def addresses(known: Mapping[str, str]) -> Iterator[str]:
    """Identifiers by their kind → their web addresses."""
    for kind, pattern in AUTHORITIES.items():
        if value := known.get(kind):
            yield value if re.match(r"https?://", value) else pattern.format(value)
    yield from (value for value in known.values() if re.match(r"https?://", value))


def text_of(root: Element, path: str) -> str:
    """The words of the first element at a path in the description of the edition's file."""
    found = root.find(f"t:teiHeader/t:fileDesc/{path}", NS)
    return "" if found is None else words(found)


def words(element: Element) -> str:
    """An element → its text, without notes, in one line."""
    copy = deepcopy(element)
    etree.strip_elements(copy, "{*}note", with_tail=False)
    return " ".join("".join(map(str, copy.itertext())).split())
