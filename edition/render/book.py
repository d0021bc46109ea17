"""A TEI file → a Book: what stands on the title page, and the units to read in their
order. Only the TEI is consulted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from edition.render.dates import worded_date
from edition.render.ids import supply_ids
from edition.render.languages import supply_language
from edition.render.naming import main_of
from edition.render.pictures import Picture, find_pictures
from edition.render.spelling import spell_out
from edition.render.units import Node, read_source
from edition.render.wording import say
from edition.report import Diagnostic, Unusable, make
from edition.tei import XML_ID, XML_LANG, tei
from edition.tei.foreign import adapt
from edition.tei.views import (
    PREFIX,
    Element,
    found_text,
    line_of,
    local,
    plain,
    read_tei,
)
from edition.tei.witness import find_witness, follow_witness, siglum


@dataclass(frozen=True, slots=True)
class Book:
    """The whole edition as a reader meets it; `nodes` are its sources, in the order of the TEI, `follows` is
    the id of the witness whose readings stand in the text, if not those of the base; `problems` are what there
    was to say of the file, `pictures` are by the address that the TEI gives."""

    file: str
    root: Element = field(repr=False)
    id: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    publisher: str
    place: str
    date: str
    language: str
    licence: str
    licence_url: str
    nodes: tuple[Node, ...]
    follows: str = ""
    problems: tuple[Diagnostic, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)

    def units(self) -> Iterator[Node]:
        """Every unit of the book, in reading order."""
        for node in self.nodes:
            yield from node.units()

    def walk(self) -> Iterator[Node]:
        """Every node above and at the units, in reading order."""
        stack = list(reversed(self.nodes))
        while stack:
            node = stack.pop()
            yield node
            if node.kind != "unit":
                stack.extend(reversed(node.children))

    def say(self, words: str) -> str:
        """Words of ours in the language of the book."""
        return say(words, self.language)

    @property
    def credits(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Who made the book, as (what they did, their names)."""
        return tuple(
            (role, names)
            for role, names in ((self.say("著"), self.authors), (self.say("编校"), self.editors))
            if names
        )

    @property
    def following(self) -> str:
        """The witness that the text follows, with its siglum; "" where that is the base."""
        witness = find_witness(self.root, self.follows) if self.follows else None
        return "" if witness is None else siglum(witness) + self.say("（{}）").format(plain(witness))

    @property
    def printed_date(self) -> str:
        """The date of publication as it is printed: as the TEI words it, else in Chinese from `@when`."""
        found = self.root.find("t:teiHeader/t:fileDesc/t:publicationStmt/t:date", PREFIX)
        return (plain(found) if found is not None else "") or worded_date(self.date, self.language)


def load_book(path: Path, witness: str = "", lacking: Collection[str] = ()) -> Book:
    """A TEI or teiCorpus file, and the siglum or id of a witness to follow → the Book, with the characters
    that are `lacking` spelt out. Raises Unusable with R004, X010 (not XML, nested too deeply), X011 (not
    TEI) or X014 (no such witness)."""
    try:
        root = read_tei(path, bare=True)
    except etree.XMLSyntaxError as error:
        at = error.position if error.position[0] else (1, 1)
        raise Unusable([make("X010", str(path), at, detail=error.msg or "unreadable")]) from None
    except OSError:
        raise Unusable([make("R004", str(path), path=path)]) from None
    problems = list(adapt(root, str(path)))
    if root.tag not in (tei("TEI"), tei("teiCorpus")):
        raise Unusable([make("X011", str(path), (line_of(root), 1), found=local(root) or root.tag)])
    supply_ids(root)
    supply_language(root)
    followed = find_witness(root, witness) if witness else None
    if witness and followed is None:
        known = "、".join(siglum(e) for e in root.iter(tei("witness"))) or "none"
        raise Unusable([make("X014", str(path), name=witness, known=known)])
    if followed is not None:
        follow_witness(root, followed.get(XML_ID, ""))
    spell_out(root, lacking)
    book = read_book(path, root)
    if not book.nodes:
        problems.append(make("X039", str(path), (line_of(root), 1)))
    pictures = dict(find_pictures(root, path, problems))
    follows = "" if followed is None else followed.get(XML_ID, "")
    return replace(book, follows=follows, problems=tuple(problems), pictures=pictures)


def read_book(path: Path, root: Element) -> Book:
    """The root element, every addressed element with its id → the Book."""
    statement = root.find("t:teiHeader/t:fileDesc/t:titleStmt", PREFIX)
    publication = root.find("t:teiHeader/t:fileDesc/t:publicationStmt", PREFIX)
    titles = [] if statement is None else statement.findall("t:title", PREFIX)
    main = main_of(titles, root.get(XML_LANG, ""))
    sub = next((t for t in titles if t.get("type") == "sub"), None)
    authors, editors = (
        tuple(filter(None, map(plain, () if statement is None else statement.iterchildren(tei(role)))))
        for role in ("author", "editor")
    )
    licence = None if publication is None else publication.find("t:availability/t:licence", PREFIX)
    when = None if publication is None else publication.find("t:date", PREFIX)
    numbers = iter(range(1, 1_000_000))
    texts = [root] if local(root) == "TEI" else list(root.iter(tei("TEI")))
    nodes = tuple(read_source(element, numbers) for element in texts)
    return Book(
        file=str(path),
        root=root,
        id=found_text(publication, "t:idno") or root.get(XML_ID, ""),
        title=plain(main) if main is not None else path.stem,
        subtitle=plain(sub) if sub is not None else "",
        authors=authors,
        editors=editors,
        publisher=found_text(publication, "t:publisher"),
        place=found_text(publication, "t:pubPlace"),
        date=(when.get("when", "") or plain(when)) if when is not None else "",
        language=root.get(XML_LANG, ""),
        licence=plain(licence) if licence is not None else "",
        licence_url=licence.get("target", "") if licence is not None else "",
        nodes=tuple(node for node in nodes if node.children),
    )
