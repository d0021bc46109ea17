"""The sources of the edition with their sigla, and the works that are cited or named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.pinyin import sort_key
from edition.render.backmatter.authorities import Authority
from edition.render.backmatter.mentions import Mention
from edition.render.book import Book
from edition.tei import XML_ID, tei
from edition.tei.views import PREFIX, Element, found_text, plain
from edition.tei.witness import siglum


@dataclass(frozen=True, slots=True)
class Witness:
    """A source of the edition, or a witness that the file only names, which has no `source`;
    `id` is that of its `witness`."""

    id: str
    source: str
    siglum: str
    title: str
    description: str
    file: str
    sha256: str

    @property
    def anchor(self) -> str:
        """The id under which the list of sources has it."""
        return self.source or self.id


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited or named, with its mentions."""

    id: str
    title: str
    details: str
    mentions: tuple[Mention, ...]


def read_witnesses(book: Book) -> Iterator[Witness]:
    """Every source of the edition with its siglum, from `listWit` and the headers, then
    the other witnesses of `listWit`."""
    listed = {
        source.lstrip("#"): witness
        for witness in book.root.iter(tei("witness"))
        for source in (witness.get("source") or witness.get("corresp") or "").split()
    }
    for node in book.nodes:
        description = node.element.find("t:teiHeader/t:fileDesc/t:sourceDesc", PREFIX)
        witness = listed.get(node.id)
        own = found_text(description, ".//t:idno[@type='siglum']")
        if witness is not None:
            own = witness.get("n") or found_text(witness, "t:abbr") or own
        yield Witness(
            id=witness.get(XML_ID, "") if witness is not None else "",
            source=node.id,
            siglum=own,
            title=node.title,
            description=describe_source(description),
            file=found_text(description, ".//t:idno[@type='file']"),
            sha256=found_text(description, ".//t:idno[@type='sha256']"),
        )

    known = {node.id for node in book.nodes}
    for witness in book.root.iter(tei("witness")):
        linked = (witness.get("source") or witness.get("corresp") or "").split()
        if known.isdisjoint(target.lstrip("#") for target in linked) and witness.get(XML_ID):
            name = siglum(witness)
            title = "" if plain(witness) == name else plain(witness)
            yield Witness(witness.get(XML_ID, ""), "", name, title, "", "", "")


def sigla_of(witnesses: Iterable[Witness]) -> dict[str, str]:
    """The id of a witness or source → its siglum."""
    return {key: w.siglum for w in witnesses for key in (w.source, w.id) if key}


def describe_source(description: Element | None) -> str:
    """A `sourceDesc` → what its first `bibl` says in running text, else in its note."""
    bibl = None if description is None else description.find(".//t:bibl", PREFIX)
    if bibl is None:
        return ""
    running = (bibl.text or "") + "".join(child.tail or "" for child in bibl)
    return plain(bibl) if running.strip() else found_text(bibl, "t:note")


def find_works(
    book: Book, authorities: Mapping[str, Authority], mentions: Mapping[str, tuple[Mention, ...]]
) -> dict[str, tuple[Mention, ...]]:
    """The works of the authority file that are cited or named, by their ids, each
    with one mention in every unit."""
    cited: dict[str, list[Mention]] = {}
    for unit in book.units():
        for block in unit.blocks:
            for bibl in block.iter(tei("bibl")):
                ref = (bibl.get("corresp") or "").lstrip("#")
                if ref in authorities:
                    cited.setdefault(ref, []).append(Mention(unit.id, unit.id, unit.id, unit.number, ""))
    works = (a for a in authorities.values() if a.id in cited or (a.kind == "work" and a.id in mentions))
    return {
        a.id: in_order([*mentions.get(a.id, ()), *cited.get(a.id, ())])
        for a in works
        if a.kind in ("work", "treaty")
    }


def in_order(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Mentions → the first of every unit, in the order of the units."""
    by_number = {m.number: m for m in sorted(mentions, key=lambda m: m.number, reverse=True)}
    return tuple(by_number[number] for number in sorted(by_number))


def list_works(
    book: Book, authorities: Mapping[str, Authority], found: Mapping[str, tuple[Mention, ...]]
) -> Iterator[Work]:
    """The works that `find_works` has found, by pinyin."""
    elements = {e.get(XML_ID, ""): e for e in book.root.iter(tei("bibl"))}
    works = (authorities[ident] for ident in found)
    for a in sorted(works, key=lambda a: (sort_key(a.name, a.sort, person=False), a.id)):
        yield Work(a.id, a.name, work_details(elements.get(a.id), book.say), found[a.id])


def work_details(bibl: Element | None, say: Callable[[str], str]) -> str:
    """Author, place, publisher, date and note of a work as one line without the stop at its end."""
    if bibl is None:
        return ""
    author, place = found_text(bibl, "t:author"), found_text(bibl, "t:pubPlace")
    imprint = say("：").join(filter(None, (place, found_text(bibl, "t:publisher"))))
    note = found_text(bibl, "t:note").rstrip("。.")
    return say("，").join(filter(None, (author, imprint, found_text(bibl, "t:date"), note)))
