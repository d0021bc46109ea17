"""Read a TEI file of any size in parts that a validator can hold in memory.

    FILE.xml → survey: which ids there are, which are used twice, and what is pointed to
             → parts: well-formed documents that together are the file, each with the ids that it points to

A part repeats the elements around what it holds, so every element still stands below its ancestors; a document
is never cut, and a part ends where a division of documents ends, so that a change in one leaves the others as
they were. Each element bears its line and column in @p:at. Nothing but the file itself is read: expat follows
no external entity, and bounds the expansion of internal ones.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from edition.tei import NS
from edition.tei.declared import DEEPEST, KNOWN, NAMED

PLACE_NS = "urn:edition:place"

PART = 50_000
"""Characters of which a part is made, at least, unless what holds it ends."""

HOLDERS = frozenset({"teiCorpus", "TEI", "text", "front", "body", "back"})
"""Elements between whose children a file may be cut; so are divisions of these types."""
HOLDING_DIVISIONS = frozenset({"part", "section"})

KEPT = ("xml:id", "type", "n", "corresp", "next", "prev")
"""Attributes that the index keeps."""


class NotReadable(Exception):
    """The file is no XML that can be read: line, column, and why."""

    def __init__(self, line: int, column: int, detail: str) -> None:
        super().__init__(detail)
        self.position = (line, column)
        self.detail = detail


class Place(NamedTuple):
    """Line and column of a start tag, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Survey:
    """What a first reading finds: ids used again, with their places; of all that is pointed to an empty
    element, by its id; the ids of the witnesses."""

    twice: tuple[tuple[str, Place], ...]
    rows: Mapping[str, str]
    witnesses: frozenset[str]

    def index(self, asked: frozenset[str]) -> str:
        """Ids that a part points to → a TEI document of those elements, and of the witnesses."""
        rows = (self.rows[id_] for id_ in sorted((asked | self.witnesses) & self.rows.keys()))
        return f'<index xmlns="{NS}">{"".join(rows)}</index>'


class Part(NamedTuple):
    """A part as XML, the ids that it points to, and the sum of all that it says but its places."""

    text: str
    asked: frozenset[str]
    sum: bytes


@dataclass
class Surveyor:
    """Collects ids and pointers while a file goes by."""

    known: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    witnesses: set[str] = field(default_factory=set)
    twice: list[tuple[str, Place]] = field(default_factory=list)

    def start(self, name: str, attributes: Mapping[str, str], place: Place) -> None:
        local = name.rpartition(":")[2]
        self.asked.update(pointed(attributes))
        if local == "witness":
            self.witnesses.add(attributes.get("xml:id", ""))
        if (id_ := attributes.get("xml:id")) is None:
            return
        if id_ in self.known:
            self.twice.append((id_, place))
        else:
            self.known[id_] = tuple((key, attributes[key]) for key in KEPT[1:] if key in attributes)
            self.names[id_] = local

    def survey(self) -> Survey:
        rows = {
            id_: start_tag(self.names[id_], {"xml:id": id_, **dict(self.known[id_])}, end="/>")
            for id_ in (self.asked | self.witnesses) & self.known.keys()
        }
        return Survey(tuple(self.twice), rows, frozenset(self.witnesses))


@dataclass(frozen=True)
class Open:
    """An open element: its name, its start tag with and without its place, what it points
    to, whether it may not be cut."""

    name: str
    placed: str
    bare: str
    asked: frozenset[str]
    whole: bool


@dataclass
class Cutter:
    """Writes what goes by into parts of at least `size` characters, unless what holds them
    ends; with places, and without."""

    size: int
    open: list[Open] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    ready: list[Part] = field(default_factory=list)
    weight: int = 0
    uncut: int = 0
    """How many open elements may not be cut."""

    def start(self, name: str, attributes: Mapping[str, str], place: Place) -> None:
        bare = start_tag(name, attributes, end="")
        at = f' {PREFIX}:at="{place.line}:{place.column}"'
        declared = "" if self.open else f' xmlns:{PREFIX}="{PLACE_NS}"'
        asked = frozenset(pointed(attributes))
        mine = Open(name, f"{bare}{declared}{at}>", f"{bare}>", asked, whole=not holds(name, attributes))
        self.open.append(mine)
        self.uncut += mine.whole
        self.asked |= asked
        self.put(mine.placed, mine.bare)

    def end(self, name: str, _: Place) -> None:
        tag = f"</{name}>"
        self.put(tag, tag)
        mine = self.open.pop()
        self.uncut -= mine.whole
        if not self.open or (not self.uncut and (not mine.whole or self.weight >= self.size)):
            self.cut()

    def text(self, text: str, _: Place) -> None:
        written = escape(text, {"\r": "&#13;"})
        self.put(written, written)

    def put(self, placed: str, bare: str) -> None:
        self.placed.append(placed)
        self.bare.append(bare)
        self.weight += len(placed)

    def cut(self) -> None:
        """What was written, closed, becomes a part; the next one begins in the same elements."""
        closing = [f"</{element.name}>" for element in reversed(self.open)]
        said = sha256("".join((*self.bare, *closing)).encode()).digest()
        self.ready.append(Part("".join((*self.placed, *closing)), frozenset(self.asked), said))
        self.placed = [element.placed for element in self.open]
        self.bare = [element.bare for element in self.open]
        self.asked = {id_ for element in self.open for id_ in element.asked}
        self.weight = 0


PREFIX = "edition-place"
"""A prefix that no file has bound to something else."""


def holds(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether a file may be cut between the children of an element."""
    local = name.rpartition(":")[2]
    return local in HOLDERS or (local == "div" and attributes.get("type") in HOLDING_DIVISIONS)


def pointed(attributes: Mapping[str, str]) -> Iterator[str]:
    """Attributes → the ids that they point to."""
    for value in attributes.values():
        if "#" in value:
            yield from (part[1:] for part in value.split() if part.startswith("#"))


def start_tag(name: str, attributes: Mapping[str, str], end: str = ">") -> str:
    """A name and attributes → the tag as XML."""
    written = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}{end}"


def survey(path: Path) -> Survey:
    """A file → its ids and what is pointed to. Raises OSError or NotReadable."""
    surveyor = Surveyor()
    for _ in read(path, surveyor.start, nothing, nothing):
        pass
    return surveyor.survey()


def parts(path: Path, size: int = PART) -> Iterator[Part]:
    """A file → its parts in order. Raises OSError or NotReadable."""
    cutter = Cutter(size)
    for _ in read(path, cutter.start, cutter.end, cutter.text):
        yield from cutter.ready
        cutter.ready.clear()


def nothing(*_: object) -> None:
    """What a reader does with what it does not mind."""


def read(
    path: Path,
    start: Callable[[str, Mapping[str, str], Place], None],
    end: Callable[[str, Place], None],
    text: Callable[[str, Place], None],
    *,
    separator: str | None = None,
) -> Iterator[None]:
    """A file and what to do at start tags, end tags and characters → one step for each block that was read.

    With a `separator` names are those of Namespaces in XML: the namespace, the separator, the local name.
    """
    with path.open("rb") as file:
        head = file.read(1 << 10)
    decode = decoder(head)
    mark = int(head.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)))
    parser = expat.ParserCreate("utf-8" if decode else None, separator)
    depth = 0

    def at(line: int, column: int) -> Place:
        """Counted from 1; expat takes a byte order mark for a character."""
        return Place(line, column + 1 - mark if line == 1 and column else column + 1)

    def here() -> Place:
        return at(parser.CurrentLineNumber, parser.CurrentColumnNumber)

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        place = here()
        if depth > DEEPEST:
            raise NotReadable(*place, f"nested too deeply: more than {DEEPEST} elements in one another")
        start(name, attributes, place)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not nothing:
            end(name, here())

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    if text is not nothing:
        parser.CharacterDataHandler = lambda characters: text(characters, here())
    at_end = False
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 16):
                parser.Parse(decode(block).encode() if decode else block)
                yield
        at_end = True
        parser.Parse(decode(b"", True).encode() if decode else b"", True)
    except expat.ExpatError as error:
        detail = (
            "it ends before its elements are closed" if depth and at_end else expat.errors.messages[error.code]
        )
        raise NotReadable(*at(error.lineno, error.offset), detail) from error
    except UnicodeDecodeError as error:
        raise NotReadable(*here(), f"what follows is not {error.encoding}") from error
    yield


def decoder(head: bytes) -> Callable[..., str] | None:
    """The first bytes of a file → what decodes it, where expat does not know its encoding (GB18030, Big5)."""
    named = NAMED.match(head)
    name = named[1].decode("ascii") if named else ""
    if name.lower() in KNOWN:
        return None
    try:
        return codecs.getincrementaldecoder(name)().decode
    except LookupError as error:
        raise NotReadable(1, 1, f"the encoding {name} is not known") from error
