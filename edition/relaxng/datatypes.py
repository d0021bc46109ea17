"""Datatypes of RELAX NG: its own two, and those of XML Schema, which libxml2 judges."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lxml import etree

from edition.relaxng.patterns import Datatype

RNG = "http://relaxng.org/ns/structure/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"


class NoDatatype(Exception):
    """The schema asks for a datatype that is none."""


def datatype(name: str, library: str, params: Sequence[tuple[str, str]] = ()) -> Datatype:
    """A type, its library, and its facets → the datatype. Raises NoDatatype."""
    facets = "".join(f", {key} {value}" for key, value in params)
    if name in ("string", "token") and not params:
        return Datatype(name, lambda _: True)
    if library != XSD:
        raise NoDatatype(f"no datatype {name} in {library or 'RELAX NG itself'}")
    return Datatype(name + facets, _judge(name, params))


def literal(text: str, name: str, library: str) -> Datatype:
    """A value that is written in the schema. Of type string it is compared as it stands,
    else with white space collapsed.

    RELAX NG 6.2.9; of the other datatypes of XML Schema the written form is compared, not the value behind it.
    """
    if name == "string":
        return Datatype(f"“{text}”", lambda given: given == text)
    wanted = " ".join(text.split())
    return Datatype(f"“{wanted}”", lambda given: " ".join(given.split()) == wanted)


def _judge(name: str, params: Sequence[tuple[str, str]]) -> Callable[[str], bool]:
    """A schema of one element that holds the type → whether a text is of it."""
    root = etree.Element(f"{{{RNG}}}element", {"name": "v", "datatypeLibrary": XSD})
    data = etree.SubElement(root, f"{{{RNG}}}data", {"type": name})
    for key, value in params:
        etree.SubElement(data, f"{{{RNG}}}param", {"name": key}).text = value
    try:
        schema = etree.RelaxNG(root)
    except etree.RelaxNGParseError as error:
        raise NoDatatype(f"datatype {name}: {error}") from error
    holder = etree.Element("v")

    def judge(text: str) -> bool:
        holder.text = text
        return bool(schema.validate(holder))

    return judge
