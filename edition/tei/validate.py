"""Is a TEI file one of ours? Our schema (edition.rng) and the house rules that RELAX NG cannot say.

    FILE.xml → diagnostics with line: T010 no XML, T011 against the schema, T012–T016 against a house rule

Stock TEI (tei_all) or any other RELAX NG can be given instead of our schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.views import Element, Range, id_of, local, read_tei, source_range, targets

CONTAINERS = frozenset(map(tei, ("div", "floatingText", "sp", "list", "figure", "titlePage")))
"""Elements with a @source range of which only their parts hold characters."""

POINTERS = (
    "ref",
    "target",
    "corresp",
    "who",
    "wit",
    "resp",
    "ana",
    "source",
    "active",
    "passive",
    "mutual",
    "next",
    "prev",
)
"""Attributes whose values starting with # must lead to an element of the file."""

NO_SOURCE = frozenset(map(tei, ("corr", "supplied", "rdg")))
"""Elements whose text no source has."""


def validate(path: Path, schema: Path | None = None) -> list[Diagnostic]:
    """A TEI file → what is wrong with it by our schema and house rules, or by another RELAX NG schema alone.

    R004 the file cannot be read, T010 it or the schema is not well-formed, T011 a schema violation, T012 an id twice,
    T013 a pointer to nothing, T014 a note without a mark, T015 a source range that cannot be, T016 text of no source.
    """
    try:
        root = read_tei(path)
    except OSError:
        return [make("R004", str(path), path=path)]
    except etree.XMLSyntaxError as error:
        return [make("T010", str(path), error.position, detail=error.msg)]
    try:
        relaxng = read_schema(schema) if schema else our_schema()
    except (OSError, etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
        return [make("T010", str(schema), detail=str(error).splitlines()[0])]
    relaxng.validate(root)
    problems = [
        make("T011", str(path), (entry.line, max(1, entry.column)), detail=entry.message)
        for entry in relaxng.error_log
    ]
    if schema is None:
        problems += [problem for rule in HOUSE_RULES for problem in rule(path, root)]
    return sorted(problems)


@cache
def our_schema() -> etree.RelaxNG:
    """The schema of what `weave` writes."""
    with as_file(files("edition.tei") / "edition.rng") as path:
        return read_schema(path)


def read_schema(path: Path) -> etree.RelaxNG:
    """A RELAX NG file in XML syntax → the schema."""
    return etree.RelaxNG(etree.parse(str(path)))


def found(code: str, path: Path, element: Element, **values: object) -> Diagnostic:
    """A diagnostic at the line of an element."""
    line = element.sourceline
    return make(code, str(path), (line if isinstance(line, int) else 1, 1), **values)


def unique_ids(path: Path, root: Element) -> Iterator[Diagnostic]:
    """→ T012 for every `xml:id` that is used a second time."""
    seen: set[str] = set()
    for element in root.iter(etree.Element):
        name = id_of(element)
        if name in seen:
            yield found("T012", path, element, id=name)
        elif name:
            seen.add(name)


def pointers_lead(path: Path, root: Element) -> Iterator[Diagnostic]:
    """→ T013 for every pointer to an id that the file does not have."""
    known = {id_of(element) for element in root.iter(etree.Element)}
    for element in root.iter(etree.Element):
        for attribute in POINTERS:
            for name in targets(element.get(attribute)):
                if name not in known:
                    yield found("T013", path, element, attribute=attribute, id=name)


def notes_marked(path: Path, root: Element) -> Iterator[Diagnostic]:
    """→ T014 for every foot- or endnote without `@n`."""
    for note in root.iter(tei("note")):
        if note.get("place") and not note.get("n"):
            yield found("T014", path, note, id=id_of(note))


def ranges_sane(path: Path, root: Element) -> Iterator[Diagnostic]:
    """→ T015 for every `@source` range that is empty or reaches out of the range around it."""
    for text in root.iter(tei("text")):
        yield from within(path, text, None)


def within(path: Path, element: Element, outer: Range | None) -> Iterator[Diagnostic]:
    """An element and the range around it → T015 below it. Notes and running heads may be printed
    outside the paragraph that holds them."""
    here = source_range(element)
    if here is not None:
        out = (
            outer is not None
            and local(element) not in ("note", "fw")
            and not (outer.start <= here.start and here.end <= outer.end)
        )
        if here.start >= here.end or out:
            yield found("T015", path, element, range=element.get("source"), name=local(element))
    for child in element.iterchildren(etree.Element):
        yield from within(path, child, here or outer)


def text_has_source(path: Path, root: Element) -> Iterator[Diagnostic]:
    """→ T016 for characters in a text that stand in no element with a `@source` range and an `xml:id`."""
    for text in root.iter(tei("text")):
        yield from sourceless(path, text, held=False)


def sourceless(path: Path, element: Element, *, held: bool) -> Iterator[Diagnostic]:
    """An element and whether a block holds it → T016 for the characters in and below it that no block holds."""
    if element.tag in NO_SOURCE:
        return
    if element.get("source") is None:
        here = held
    else:
        here = element.tag not in CONTAINERS and bool(id_of(element) and source_range(element))
    own = [element.text, *(child.tail for child in element)]
    if not here and any(part and part.strip() for part in own):
        words = " ".join("".join(part or "" for part in own).split())
        yield found("T016", path, element, name=local(element), words=words[:20])
    for child in element.iterchildren(etree.Element):
        yield from sourceless(path, child, held=here)


HOUSE_RULES: tuple[Callable[[Path, Element], Iterator[Diagnostic]], ...] = (
    unique_ids,
    pointers_lead,
    notes_marked,
    ranges_sane,
    text_has_source,
)
