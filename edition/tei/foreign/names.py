"""Elements and attributes of older TEI, and of a well-known extension, by the names that TEI P5 has for them.

Sources: TEI P4 (2002) and P5, appendix "Migrating from P4"; TEI P5 4.1.2 (numbered divisions); the schema of
the Chinese Buddhist Electronic Text Association, namespace http://www.cbeta.org/ns/1.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import XML_ID, XML_LANG, tei
from edition.tei.views import Element, line_of, local, plain

NUMBERED = {f"{name}{number}": name for name in ("div", "lg") for number in range(10)}
"""Numbered divisions and groups of lines → those without numbers."""
OLD = {"TEI.2": "TEI", "teiCorpus.2": "teiCorpus", "xref": "ref", "xptr": "ptr"}
"""P4's names of what P5 calls otherwise."""

POINTERS = ("target", "targetEnd", "who", "wit", "from", "to", "corresp", "sameAs", "next", "prev", "ana")
"""Attributes that name ids in P4, and addresses in P5."""

PAIRS: Mapping[str, tuple[str, str]] = {
    "corr": ("sic", "sic"), "sic": ("corr", "corr"), "abbr": ("expan", "expan"), "expan": ("abbr", "abbr"),
    "orig": ("reg", "reg"), "reg": ("orig", "orig"),
}  # fmt: skip
"""P4's elements that hold their counterpart in an attribute → that attribute, and the
counterpart's name in `choice`."""

BUDDHIST = "http://www.cbeta.org/ns/1.0"
NAMED: Mapping[str, str] = {
    "div": "div", "event": "div", "juan": "ab", "jhead": "seg", "docNumber": "ab", "jl_title": "seg", "jl_juan": "seg",
    "jl_byline": "seg", "sp": "sp", "tt": "seg", "t": "seg", "yin": "seg", "zi": "seg", "fan": "seg", "mulu": "index",
}  # fmt: skip
"""The extension's elements → those of TEI that are written alike; `dialog` only holds speeches."""
BELOW_TITLE = frozenset({"byline", "lb", "pb", "milestone"})
"""What may stand between the title of a fascicle and its text."""


def name_as_p5(root: Element, file: str) -> Iterator[Diagnostic]:
    """→ X031 where the file is TEI P4. A root of another kind stays as it is; a span
    of time that is a moment is one."""
    if root.tag in ("TEI", "TEI.2", "teiCorpus", "teiCorpus.2"):
        yield make("X031", file, (line_of(root), 1), found=root.tag)
        for element in list(root.iter(etree.Element)):
            migrate(element)
    for date in root.iter(tei("date")):
        if not date.get("when") and date.get("from") and date.get("from") == date.get("to"):
            date.set("when", date.get("from", ""))
    for name, plain_name in NUMBERED.items():
        for element in list(root.iter(f"{{*}}{name}")):
            element.tag = tei(plain_name)
    fascicles = [juan for juan in root.iter(f"{{{BUDDHIST}}}juan") if juan.get("fun") == "open"]
    for element in list(root.iter(f"{{{BUDDHIST}}}*")):
        rename(element, etree.QName(element).localname)
    for fascicle in fascicles:
        head_division(fascicle)


def migrate(element: Element) -> None:
    """An element of P4 → the same in P5, in place."""
    if not isinstance(element.tag, str) or element.tag.startswith("{"):
        return
    name = OLD.get(element.tag, element.tag)
    element.tag = tei(name)
    for old, new in (("id", XML_ID), ("lang", XML_LANG)):
        if value := str(element.attrib.pop(old, "")):
            element.set(new, value)
    for pointer in POINTERS:
        if named := element.get(pointer):
            element.set(pointer, " ".join(v if re.search("[#:/]", v) else f"#{v}" for v in named.split()))
    attribute, counterpart = PAIRS.get(name, ("", ""))
    if counterpart and (value := str(element.attrib.pop(attribute, ""))):
        choice = element.makeelement(tei("choice"))
        other = etree.SubElement(choice, tei(counterpart))
        other.text = value
        choice.tail, element.tail = element.tail, None
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, choice)
        choice.insert(0, element)


def head_division(fascicle: Element) -> None:
    """The title that opens a fascicle, in place: the head of the division that follows, if that has
    none, with the bylines below it."""
    below: list[Element] = []
    for sibling in fascicle.itersiblings():
        if local(sibling) not in BELOW_TITLE:
            break
        below.append(sibling)
    division = below[-1].getnext() if below else fascicle.getnext()
    if division is None or local(division) != "div":
        return
    if any(local(child) == "head" for child in division):
        return
    fascicle.tag = tei("head")
    for place, moved in enumerate((fascicle, *below)):
        division.insert(place, moved)


def rename(element: Element, name: str) -> None:
    """An element of the extension → TEI's, in place; a line of its table of contents is the
    head of a division that has none."""
    parent = element.getparent()
    if name == "mulu" and parent is not None and local(parent) == "div" and plain(element):
        headed = any(local(child) in ("head", "juan") for child in parent)
        element.tag = tei("index" if headed else "head")
        return
    if name in NAMED:
        element.tag = tei(NAMED[name])
    for key, value in list(element.attrib.items()):
        if str(key).startswith(f"{{{BUDDHIST}}}"):
            own = etree.QName(key).localname
            element.set(own, element.get(own) or str(value))
