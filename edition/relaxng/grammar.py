"""Read a RELAX NG schema in XML syntax.

    FILE.rng → Grammar, or NoSchema

Included schemas are read from the folder of the one that includes them; no other address is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit

from lxml import etree

from edition.relaxng import patterns
from edition.relaxng.datatypes import RNG, NoDatatype, datatype, literal
from edition.relaxng.patterns import EMPTY, NOT_ALLOWED, TEXT, Definition, NameClass, Pattern, Wild

Node = etree._Element


class NoSchema(Exception):
    """The file is no RELAX NG schema: why, and the line where that is known."""

    def __init__(self, detail: str, line: int = 0) -> None:
        super().__init__(detail)
        self.position = (line, 1 if line else 0)
        self.detail = detail


@dataclass
class Scope:
    """The definitions of one grammar element; `outer` is the grammar around it."""

    outer: Scope | None = None
    bodies: dict[str, list[Node]] = field(default_factory=dict)
    made: dict[str, Pattern] = field(default_factory=dict)
    making: set[str] = field(default_factory=set)


@dataclass
class Grammar:
    """A schema: where a document starts, and every element that it defines."""

    start: Pattern = NOT_ALLOWED
    definitions: list[Definition] = field(default_factory=list)

    def named(self, name: str) -> tuple[Definition, ...]:
        """The elements that may bear a name."""
        return tuple(d for d in self.definitions if name in d.name.names)


def read_grammar(path: Path) -> Grammar:
    """A schema file → the grammar. Raises OSError or NoSchema."""
    reader = Reader()
    try:
        root = parse(path)
        reader.grammar.start = reader.pattern(root, Scope())
        for definition in reader.grammar.definitions:
            _ = definition.content
    except NoDatatype as error:
        raise NoSchema(str(error)) from error
    except RecursionError as error:
        raise NoSchema("its patterns are nested too deeply") from error
    return reader.grammar


def parse(path: Path) -> Node:
    """A schema file → its root, without comments. Raises OSError or NoSchema."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.parse(str(path), parser).getroot()
    except etree.XMLSyntaxError as error:
        raise NoSchema(error.msg or "not well-formed", error.lineno or 0) from error
    if not is_rng(root):
        raise NoSchema("it is no RELAX NG schema in XML syntax", line(root))
    return root


def is_rng(node: Node) -> bool:
    """Whether a node is an element of RELAX NG, and no comment or annotation."""
    return isinstance(node.tag, str) and etree.QName(node).namespace == RNG


def line(node: Node) -> int:
    """The line of a node in the file of the schema, from 1; 0 where it is not known."""
    return cast(int, node.sourceline or 0)


def children(node: Node) -> Iterator[Node]:
    """The elements of RELAX NG inside one; annotations are passed over."""
    return filter(is_rng, node)


def kind(node: Node) -> str:
    """The name of an element of RELAX NG."""
    return etree.QName(node).localname


def inherited(node: Node, attribute: str) -> str:
    """An attribute that holds for all below: `ns`, `datatypeLibrary`."""
    return next(
        (e.get(attribute, "") for e in (node, *node.iterancestors()) if e.get(attribute) is not None), ""
    )


class Reader:
    """Makes patterns of the nodes of a schema, and collects its elements."""

    def __init__(self) -> None:
        self.grammar = Grammar()

    def pattern(self, node: Node, scope: Scope) -> Pattern:
        make = self.MAKERS.get(kind(node))
        if make is None:
            raise NoSchema(f"{kind(node)} is no pattern of RELAX NG, or not allowed here", line(node))
        return make(self, node, scope)

    def inside(self, node: Node, scope: Scope) -> list[Pattern]:
        return [self.pattern(child, scope) for child in children(node)]

    def group(self, node: Node, scope: Scope) -> Pattern:
        return patterns.group(self.inside(node, scope))

    def choice(self, node: Node, scope: Scope) -> Pattern:
        return patterns.choice(self.inside(node, scope))

    def interleave(self, node: Node, scope: Scope) -> Pattern:
        return patterns.interleave(self.inside(node, scope))

    def mixed(self, node: Node, scope: Scope) -> Pattern:
        return patterns.interleave((self.group(node, scope), TEXT))

    def optional(self, node: Node, scope: Scope) -> Pattern:
        return patterns.choice((self.group(node, scope), EMPTY))

    def some(self, node: Node, scope: Scope) -> Pattern:
        return patterns.choice((self.more(node, scope), EMPTY))

    def more(self, node: Node, scope: Scope) -> Pattern:
        return patterns.more(self.group(node, scope))

    def tokens(self, node: Node, scope: Scope) -> Pattern:
        return patterns.tokens(self.group(node, scope))

    def element(self, node: Node, scope: Scope) -> Pattern:
        name, rest = self.named(node, inherited(node, "ns"))
        definition = Definition(name, lambda: patterns.group(self.pattern(child, scope) for child in rest))
        self.grammar.definitions.append(definition)
        return patterns.element(definition)

    def attribute(self, node: Node, scope: Scope) -> Pattern:
        name, rest = self.named(node, node.get("ns", ""))
        return patterns.attribute(name, self.pattern(rest[0], scope) if rest else TEXT)

    def data(self, node: Node, scope: Scope) -> Pattern:
        params = [(p.get("name", ""), p.text or "") for p in children(node) if kind(p) == "param"]
        but = [self.choice(e, scope) for e in children(node) if kind(e) == "except"]
        type_ = datatype(node.get("type", ""), inherited(node, "datatypeLibrary"), params)
        return patterns.data(type_, *but)

    def value(self, node: Node, _: Scope) -> Pattern:
        type_ = node.get("type", "token")
        return patterns.value(literal(node.text or "", type_, inherited(node, "datatypeLibrary")))

    def ref(self, node: Node, scope: Scope) -> Pattern:
        return self.defined(node.get("name", "").strip(), scope, node)

    def parent_ref(self, node: Node, scope: Scope) -> Pattern:
        if scope.outer is None:
            raise NoSchema("parentRef outside a grammar inside another", line(node))
        return self.defined(node.get("name", "").strip(), scope.outer, node)

    def external(self, node: Node, _: Scope) -> Pattern:
        root = parse(address(node))
        if root.get("ns") is None:
            root.set("ns", inherited(node, "ns"))
        return self.pattern(root, Scope())

    def nested(self, node: Node, scope: Scope) -> Pattern:
        own = Scope(scope)
        collect(node, own.bodies)
        return self.defined("", own, node)

    def defined(self, name: str, scope: Scope, node: Node) -> Pattern:
        """What a grammar defines under a name; "" is its start."""
        if name not in scope.made:
            if name not in scope.bodies:
                raise NoSchema(f"{name or 'start'} is not defined", line(node))
            if name in scope.making:
                raise NoSchema(f"{name} refers to itself outside an element", line(node))
            scope.making.add(name)
            bodies = scope.bodies[name]
            combine = {b.get("combine") for b in bodies} - {None}
            made = (self.group(body, scope) for body in bodies)
            scope.made[name] = (patterns.interleave if "interleave" in combine else patterns.choice)(made)
            scope.making.discard(name)
        return scope.made[name]

    def named(self, node: Node, namespace: str) -> tuple[NameClass, list[Node]]:
        """An element or attribute → its name class, and the nodes of its content."""
        rest = list(children(node))
        if (name := node.get("name")) is not None:
            return NameClass(frozenset({expanded(name.strip(), namespace, node)})), rest
        if not rest:
            raise NoSchema(f"{kind(node)} has no name", line(node))
        return name_class(rest[0]), rest[1:]

    MAKERS: Mapping[str, Callable[[Reader, Node, Scope], Pattern]] = {
        "element": element, "attribute": attribute, "group": group, "choice": choice, "interleave": interleave,
        "mixed": mixed, "optional": optional, "zeroOrMore": some, "oneOrMore": more, "list": tokens, "data": data,
        "value": value, "ref": ref, "parentRef": parent_ref, "externalRef": external, "grammar": nested,
        "text": lambda *_: TEXT, "empty": lambda *_: EMPTY, "notAllowed": lambda *_: NOT_ALLOWED,
    }  # fmt: skip


def collect(node: Node, bodies: dict[str, list[Node]]) -> None:
    """The definitions of a grammar, a div or an include, by name; those of an
    include replace the included ones."""
    for child in children(node):
        if kind(child) in ("define", "start"):
            bodies.setdefault(child.get("name", "").strip(), []).append(child)
        elif kind(child) == "div":
            collect(child, bodies)
        elif kind(child) == "include":
            included: dict[str, list[Node]] = {}
            root = parse(address(child))
            if root.get("ns") is None:
                root.set("ns", inherited(child, "ns"))
            collect(root, included)
            own: dict[str, list[Node]] = {}
            collect(child, own)
            for name, found in (included | own).items():
                bodies.setdefault(name, []).extend(found)


def address(node: Node) -> Path:
    """Where an include or externalRef leads, as a file. Raises NoSchema for any other address."""
    href = urlsplit(node.get("href", ""))
    base = Path(unquote(urlsplit(node.base or "").path))
    if href.scheme or href.netloc or not href.path or Path(href.path).is_absolute():
        raise NoSchema(f"{node.get('href')}: only files beside the schema are read", line(node))
    return base.parent / unquote(href.path)


def expanded(name: str, namespace: str, node: Node) -> str:
    """A name of the schema, perhaps with a prefix → as expat writes it."""
    prefix, colon, local = name.rpartition(":")
    if colon:
        namespace = "http://www.w3.org/XML/1998/namespace" if prefix == "xml" else node.nsmap.get(prefix, "")
    return f"{namespace} {local}" if namespace else local


def name_class(node: Node) -> NameClass:
    """name, anyName, nsName, or a choice of them."""
    if kind(node) == "name":
        return NameClass(frozenset({expanded((node.text or "").strip(), inherited(node, "ns"), node)}))
    inner = [name_class(child) for child in children(node) if kind(child) != "except"]
    if kind(node) == "choice":
        return united(inner)
    but = united([name_class(c) for e in children(node) if kind(e) == "except" for c in children(e)])
    if kind(node) in ("anyName", "nsName"):
        return NameClass(wild=(Wild(None if kind(node) == "anyName" else inherited(node, "ns"), but),))
    raise NoSchema(f"{kind(node)} is no name class", line(node))


def united(classes: list[NameClass]) -> NameClass:
    """Name classes → the one that holds the names of all."""
    return NameClass(
        frozenset().union(*(c.names for c in classes)), tuple(wild for c in classes for wild in c.wild)
    )
