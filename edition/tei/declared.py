"""XML files with a document type: the entities that they declare themselves are
written out, nothing else is read.

    file with <!DOCTYPE … [<!ENTITY firm "Reed &amp; Sons">]> → its tree

Read by expat, which reports what libxml2 would either fetch or refuse, and which stops entities that grow out
of all proportion. Source: XML 1.0, 4 (physical structures).
"""

from __future__ import annotations

import re
from html.entities import html5
from pathlib import Path
from typing import Any
from xml.parsers import expat

from lxml import etree

Element = etree._Element

DEEPEST = 200
"""How many elements may stand in one another: far more than a text has, and what every stage can follow."""
NAMED = re.compile(rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
KNOWN = frozenset({"", "utf-8", "utf-16", "iso-8859-1", "us-ascii"})
"""The encodings that expat reads by itself."""


def has_doctype(path: Path) -> bool:
    """Whether an XML file declares a document type, as far as expat can tell: True also where it cannot."""
    seen: list[bool] = []
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = lambda *_: seen.append(True)
    parser.StartElementHandler = lambda *_: seen.append(False)
    with path.open("rb") as file:
        try:
            while not seen and (data := file.read(4096)):
                parser.Parse(data)
        except (expat.ExpatError, ValueError, LookupError):
            seen.append(True)
    return not seen or seen[0]


def read_declared(path: Path, *, bare: bool) -> Element:
    """A file with a document type → its root, as `read_tei`. Where an entity is declared nowhere
    in the file, its name stands in the text as it was written; those of HTML, which old document
    types share, are their characters."""
    data = path.read_bytes()
    named = NAMED.match(data)
    encoding = named[1].decode("ascii") if named else ""
    known = encoding.lower() in KNOWN
    tree = Tree(bare=bare, encoding=None if known else "utf-8")
    try:
        # What expat cannot decode, Python can: Chinese files are often in GB 18030 or Big5.
        tree.parser.Parse(data if known else data.decode(encoding).encode(), True)
    except expat.ExpatError as error:
        raise refusal(expat.errors.messages[error.code], error.lineno, error.offset + 1) from None
    except (UnicodeDecodeError, LookupError) as error:
        raise refusal(f"not in the encoding that it names: {error}", 1, 1) from None
    except ValueError as error:
        raise refusal(str(error), tree.parser.CurrentLineNumber, 1) from None
    return tree.builder.close()  # type: ignore[no-any-return]


def refusal(detail: str, line: int, column: int) -> etree.XMLSyntaxError:
    """Why a file is no XML that can be read, at its place."""
    return etree.XMLSyntaxError(detail, 0, line, column)  # type: ignore[call-arg, arg-type]


class Tree:
    """What expat tells → a tree of lxml with the lines of its elements."""

    def __init__(self, *, bare: bool, encoding: str | None) -> None:
        self.builder: Any = etree.TreeBuilder()
        self.open: list[str] = []
        self.spaces: list[dict[str | None, str]] = [{}]
        self.parser = parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.ordered_attributes = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.builder.data
        parser.SkippedEntityHandler = self.skip
        parser.ExternalEntityRefHandler = self.leave
        if not bare:
            parser.CommentHandler = self.comment

    def start(self, name: str, given: list[str]) -> None:
        """An element begins; its names are resolved as Namespaces in XML says."""
        if len(self.open) >= DEEPEST:
            detail = f"nested too deeply: more than {DEEPEST} elements in one another"
            raise refusal(detail, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)
        pairs = list(zip(given[::2], given[1::2], strict=True))
        declared: dict[str | None, str] = {
            (key.partition(":")[2] or None): value
            for key, value in pairs
            if key == "xmlns" or key.startswith("xmlns:")
        }
        self.spaces.append({**self.spaces[-1], **declared} if declared else self.spaces[-1])
        attributes = {
            self.resolve(key, plain=True): value
            for key, value in pairs
            if key != "xmlns" and not key.startswith("xmlns:")
        }
        self.open.append(self.resolve(name))
        element = self.builder.start(self.open[-1], attributes, {k: v for k, v in declared.items() if v})
        element.sourceline = self.parser.CurrentLineNumber

    def end(self, _: str) -> None:
        self.builder.end(self.open.pop())
        self.spaces.pop()

    def resolve(self, name: str, *, plain: bool = False) -> str:
        """A name as it is written → as lxml has it; `plain` for an attribute, which the
        default namespace does not reach."""
        prefix, _, own = name.rpartition(":")
        if prefix == "xml":
            return f"{{http://www.w3.org/XML/1998/namespace}}{own}"
        space = self.spaces[-1].get(prefix or None, "") if prefix or not plain else ""
        if prefix and not space:
            raise refusal(f"the prefix {prefix} is declared nowhere", self.parser.CurrentLineNumber, 1)
        return f"{{{space}}}{own}" if space else own

    def skip(self, name: str, parameter: bool) -> None:
        """An entity that the file does not declare."""
        if not parameter:
            self.builder.data(html5.get(f"{name};", f"&{name};"))

    def leave(self, context: str | None, base: str | None, system: str | None, public: str | None) -> int:
        """An entity that lies in another file: its name stands for it."""
        self.builder.data(f"&{(context or '?').split(chr(12))[-1]};")
        return 1

    def comment(self, text: str) -> None:
        if self.open:
            self.builder.comment(text)


def limit_depth(root: Element) -> None:
    """Raises etree.XMLSyntaxError where more than DEEPEST elements stand in one another."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            detail = f"nested too deeply: more than {DEEPEST} elements in one another"
            line = element.sourceline
            raise refusal(detail, line if isinstance(line, int) else 1, 1)
