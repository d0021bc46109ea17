"""Queries on the TEI for the back of the book: indexes, glossary, sources, editorial notes. Data only, no layout.

A mention carries the id of the name element, of its block and of its unit, so that an EPUB can link to the word and
a printed book can look up the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from edition.pinyin import Key, letter, sort_key
from edition.render.book import (
    NS,
    TEI,
    UNREAD,
    XML_ID,
    XML_LANG,
    Book,
    Element,
    Node,
    excluded,
    found_text,
    local,
    plain,
    read_text,
)

IndexKind = Literal["person", "place", "org", "work"]
NAME_OF: Mapping[IndexKind, str] = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "work": "title",
}
KINDS: Mapping[str, IndexKind] = {
    "person": "person",
    "place": "place",
    "org": "org",
    "bibl": "work",
    "biblStruct": "work",
}
TITLES: Mapping[IndexKind, str] = {"person": "人名", "place": "地名", "org": "机构", "work": "文献"}
UNSEEN = frozenset({"sic", "rdg", "fw", "teiHeader"})
GLOSSED = {"codename": "化名", "alias": "别名"}


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where something is named: ids of the name, its block and its unit; the form that stands there.

    `number` is that of the unit in the book; `noted` says that it stands in a note."""

    id: str
    block: str
    unit: str
    number: int
    form: str
    noted: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """Another form of a name; `quote` attests it in the source's words, `sources` are ids of where it holds."""

    form: str
    kind: str
    quote: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """An entry of the authority file; `sort` as it stands there (`mao2 ze2 dong1`), `language` that of the original
    form, `life` as dates to print."""

    id: str
    kind: IndexKind
    name: str
    sort: str
    original: str = ""
    language: str = ""
    life: str = ""
    description: str = ""
    aliases: tuple[Alias, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of an index with its mentions; one with `see` has none and sends the reader to the main form."""

    id: str
    name: str
    key: Key
    authority: Authority
    mentions: tuple[Mention, ...] = ()
    see: str = ""

    def by_unit(self) -> tuple[Mention, ...]:
        """The first mention in every unit; one in the text goes before one in a note."""
        best: dict[str, Mention] = {}
        for mention in self.mentions:
            known = best.get(mention.unit)
            if known is None or (known.noted and not mention.noted):
                best[mention.unit] = mention
        return tuple(best.values())


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries under one letter, A–Z, then #."""

    letter: str
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """One index of the book."""

    kind: IndexKind
    title: str
    groups: tuple[IndexGroup, ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An alias: whose it is, what attests it, and the first mention in every unit that uses it."""

    id: str
    form: str
    kind: str
    authority: Authority
    quote: str
    note: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """A source of the edition; `id` is that of its `witness` or of its `TEI`."""

    id: str
    source: str
    siglum: str
    title: str
    description: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is cited or named, with its mentions."""

    id: str
    title: str
    details: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Emendation:
    """A correction of the editors; `before` are the words that it follows."""

    id: str
    unit: Node
    wrong: str
    right: str
    resp: str
    cert: str
    reason: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class BackMatter:
    """Everything behind the text, ready to be laid out."""

    indexes: tuple[Index, ...]
    glossary: tuple[GlossaryEntry, ...]
    witnesses: tuple[Witness, ...]
    works: tuple[Work, ...]
    emendations: tuple[Emendation, ...]
    declarations: tuple[tuple[str, tuple[str, ...]], ...]
    signs: frozenset[str]

    def sigla(self) -> dict[str, str]:
        """The id of a witness or source → its siglum."""
        return {key: w.siglum for w in self.witnesses for key in (w.source, w.id) if key}


def collect_backmatter(book: Book) -> BackMatter:
    """Book → all its back matter."""
    authorities = {a.id: a for a in read_authorities(book.root)}
    mentions = list(find_mentions(book))
    grouped: dict[str, list[Mention]] = {}
    for ref, mention in mentions:
        if ref in authorities:
            grouped.setdefault(ref, []).append(mention)
    named = {ref: tuple(found) for ref, found in grouped.items()}
    return BackMatter(
        indexes=tuple(build_indexes(authorities.values(), named)),
        glossary=tuple(build_glossary(authorities.values(), named)),
        witnesses=tuple(read_witnesses(book)),
        works=tuple(list_works(book, authorities, named)),
        emendations=tuple(list_emendations(book)),
        declarations=tuple(read_declarations(book.root)),
        signs=frozenset(
            name
            for name in ("supplied", "surplus", "unclear", "gap", "app", "choice")
            if next(book.root.iter(f"{{{TEI}}}{name}"), None) is not None
        ),
    )


# -- authorities --------------------------------------------------------------------------------------------------


def read_authorities(root: Element) -> Iterator[Authority]:
    """The entries of every `standOff` → authorities, in the order of the file."""
    for tag, kind in KINDS.items():
        for entry in root.iter(f"{{{TEI}}}{tag}"):
            parent = entry.getparent()
            listed = parent is not None and local(parent) in ("listPerson", "listPlace", "listOrg", "listBibl")
            if (ident := entry.get(XML_ID)) and listed:
                yield read_authority(entry, ident, kind)


def read_authority(entry: Element, ident: str, kind: IndexKind) -> Authority:
    """A `person`, `place`, `org` or `bibl` → the authority."""
    forms = entry.findall(f"t:{NAME_OF[kind]}", NS)
    typed = {form.get("type", "main"): form for form in reversed(forms)}
    main = typed.get("main", forms[0] if forms else None)
    aliases = tuple(
        Alias(
            plain(f),
            f.get("type", "variant"),
            found_text(f, "t:note[@type='attestation']"),
            "；".join(plain(note) for note in f.findall("t:note", NS) if note.get("type") != "attestation"),
            tuple(target.lstrip("#") for target in (f.get("source") or "").split()),
        )
        for f in forms
        if f is not main and f.get("type") not in ("sort", "original", "main")
    )
    return Authority(
        id=ident,
        kind=kind,
        name=plain(main) if main is not None else plain(entry),
        sort=plain(typed["sort"]) if "sort" in typed else "",
        original=plain(typed["original"]) if "original" in typed else "",
        language=typed["original"].get(XML_LANG, "") if "original" in typed else "",
        life=life_of(entry),
        description="；".join(filter(None, [*offices_of(entry), *map(plain, entry.findall("t:note", NS))])),
        aliases=aliases,
    )


def life_of(entry: Element) -> str:
    """`birth` and `death` as 1889—1960; one of them missing leaves its side empty."""
    years = []
    for tag in ("birth", "death"):
        found = entry.find(f"t:{tag}", NS)
        years.append("" if found is None else (found.get("when") or plain(found))[:4])
    return "—".join(years) if any(years) else ""


def offices_of(entry: Element) -> Iterator[str]:
    """Offices as the sources state them, with their years."""
    for office in entry.findall("t:occupation", NS):
        start, end = office.get("from", "")[:4], office.get("to", "")[:4]
        years = start if start == end else f"{start}—{end}"
        yield plain(office) + (f"（{years}）" if start or end else "")


# -- mentions -----------------------------------------------------------------------------------------------------


def find_mentions(book: Book) -> Iterator[tuple[str, Mention]]:
    """Every name with a reference that a reader can see → (id of the authority, mention), in reading order."""
    for node in book.walk():
        unit = next(node.units(), node)
        for root in (*node.heads, *node.blocks):
            yield from mentions_below(root, node if node.kind == "unit" else unit, root, noted=False)


def mentions_below(
    element: Element, unit: Node, block: Element, *, noted: bool
) -> Iterator[tuple[str, Mention]]:
    """The mentions at and below an element, in document order."""
    name = local(element)
    if name in UNSEEN or excluded(element):
        return
    noted = noted or (name == "note" and element.get("place") is not None)
    if element.get(XML_ID) and name in ("p", "item", "note", "div", "head", "figure"):
        block = element
    ref = element.get("ref") or (element.get("corresp") if name == "bibl" else None) or ""
    if (
        name in ("persName", "placeName", "orgName", "name", "rs", "title")
        and ref.startswith("#")
        and " " not in ref
    ):
        yield (
            ref[1:],
            Mention(
                element.get(XML_ID, ""), block.get(XML_ID, unit.id), unit.id, unit.number, plain(element), noted
            ),
        )
    for child in element:
        yield from mentions_below(child, unit, block, noted=noted)


# -- indexes ------------------------------------------------------------------------------------------------------


def build_indexes(
    authorities: Iterable[Authority], mentions: Mapping[str, tuple[Mention, ...]]
) -> Iterator[Index]:
    """Authorities that are mentioned → an index per kind, with 见 entries for aliases."""
    found = [a for a in authorities if a.id in mentions]
    for kind, title in TITLES.items():
        entries = [e for a in found if a.kind == kind for e in index_entries(a, mentions[a.id])]
        entries.sort(key=lambda e: (letter(e.key) == "#", e.key, e.name, e.id))
        groups = tuple(
            IndexGroup(initial, tuple(group))
            for initial, group in groupby(entries, key=lambda e: letter(e.key))
        )
        if groups:
            yield Index(kind, title, groups)


def index_entries(authority: Authority, mentions: tuple[Mention, ...]) -> Iterator[IndexEntry]:
    """An authority → its entry, and a 见 entry for every alias that stands in the text and that nobody would find
    beside the main form: one that contains it (安·安·葛罗米柯) or begins with the same character needs none."""
    person = authority.kind == "person"
    main = f"ix-{authority.id}"
    key = sort_key(authority.name, authority.sort, person=person)
    yield IndexEntry(main, authority.name, key, authority, mentions)
    forms = {mention.form for mention in mentions}
    for number, alias in enumerate(authority.aliases, 1):
        beside = authority.name in alias.form or alias.form[:1] == authority.name[:1]
        if alias.form in forms and alias.kind in (*GLOSSED, "variant") and not beside:
            yield IndexEntry(
                f"{main}.{number}", alias.form, sort_key(alias.form, person=person), authority, see=main
            )


# -- glossary -----------------------------------------------------------------------------------------------------


def build_glossary(
    authorities: Iterable[Authority], mentions: Mapping[str, tuple[Mention, ...]]
) -> Iterator[GlossaryEntry]:
    """Code names and other aliases that stand in the text → glossary entries, by pinyin."""
    entries = [
        GlossaryEntry(
            f"gl-{a.id}.{number}", alias.form, GLOSSED[alias.kind], a, alias.quote, alias.note,
            replace(IndexEntry("", "", (), a), mentions=used).by_unit(),
        )
        for a in authorities
        for number, alias in enumerate(a.aliases, 1)
        if alias.kind in GLOSSED
        and (used := tuple(m for m in mentions.get(a.id, ()) if m.form == alias.form))
    ]  # fmt: skip
    yield from sorted(entries, key=lambda e: (sort_key(e.form), e.id))


# -- sources ------------------------------------------------------------------------------------------------------


def read_witnesses(book: Book) -> Iterator[Witness]:
    """Every source of the edition with its siglum, from `listWit` and the headers."""
    listed = {
        source.lstrip("#"): witness
        for witness in book.root.iter(f"{{{TEI}}}witness")
        for source in (witness.get("source") or witness.get("corresp") or "").split()
    }
    for node in book.nodes:
        description = node.element.find("t:teiHeader/t:fileDesc/t:sourceDesc", NS)
        witness = listed.get(node.id)
        siglum = found_text(description, ".//t:idno[@type='siglum']")
        if witness is not None:
            siglum = witness.get("n") or found_text(witness, "t:abbr") or siglum
        yield Witness(
            id=witness.get(XML_ID, "") if witness is not None else "",
            source=node.id,
            siglum=siglum,
            title=node.title,
            description=describe_source(description),
            file=found_text(description, ".//t:idno[@type='file']"),
            sha256=found_text(description, ".//t:idno[@type='sha256']"),
        )


def describe_source(description: Element | None) -> str:
    """A `sourceDesc` → what its first `bibl` says in running text, else in its note."""
    bibl = None if description is None else description.find(".//t:bibl", NS)
    if bibl is None:
        return ""
    running = (bibl.text or "") + "".join(child.tail or "" for child in bibl)
    return plain(bibl) if running.strip() else found_text(bibl, "t:note")


def list_works(
    book: Book, authorities: Mapping[str, Authority], mentions: Mapping[str, tuple[Mention, ...]]
) -> Iterator[Work]:
    """The works of the authority file that are cited or named, by pinyin."""
    cited: dict[str, list[Mention]] = {}
    for unit in book.units():
        for block in unit.blocks:
            for bibl in block.iter(f"{{{TEI}}}bibl"):
                ref = (bibl.get("corresp") or "").lstrip("#")
                if ref in authorities:
                    cited.setdefault(ref, []).append(Mention(unit.id, unit.id, unit.id, unit.number, "", False))
    elements = {e.get(XML_ID, ""): e for e in book.root.iter(f"{{{TEI}}}bibl")}
    works = [a for a in authorities.values() if a.kind == "work" and (a.id in mentions or a.id in cited)]
    for a in sorted(works, key=lambda a: (sort_key(a.name, a.sort, person=False), a.id)):
        found = [*mentions.get(a.id, ()), *cited.get(a.id, ())]
        by_number = {m.number: m for m in sorted(found, key=lambda m: m.number, reverse=True)}
        ordered = tuple(by_number[number] for number in sorted(by_number))
        yield Work(a.id, a.name, work_details(elements.get(a.id)), ordered)


def work_details(bibl: Element | None) -> str:
    """Author, place, publisher, date and note of a work as one line without the stop at its end."""
    if bibl is None:
        return ""
    author, place = found_text(bibl, "t:author"), found_text(bibl, "t:pubPlace")
    imprint = "：".join(filter(None, (place, found_text(bibl, "t:publisher"))))
    note = found_text(bibl, "t:note").rstrip("。")
    return "，".join(filter(None, (author, imprint, found_text(bibl, "t:date"), note)))


# -- editorial notes ----------------------------------------------------------------------------------------------


def list_emendations(book: Book) -> Iterator[Emendation]:
    """Every correction in the text, in reading order, with the reason where the TEI gives one."""
    reasons = {
        e.get(XML_ID, ""): plain(e) for e in book.root.iterfind(".//t:list[@type='decisions']/t:item", NS)
    }
    people = {
        e.get(XML_ID, ""): found_text(e, "t:name") or plain(e)
        for e in book.root.iter(f"{{{TEI}}}editor", f"{{{TEI}}}respStmt")
    }
    for unit in book.units():
        for block in (*unit.heads, *unit.blocks):
            for choice in block.iter(f"{{{TEI}}}choice"):
                sic, corr = choice.find("t:sic", NS), choice.find("t:corr", NS)
                if sic is None or corr is None:
                    continue
                ident = choice.get(XML_ID, "")
                decision = (choice.get("corresp") or corr.get("corresp") or corr.get("ana") or "").lstrip("#")
                resp = corr.get("resp", "").lstrip("#")
                yield Emendation(
                    ident,
                    unit,
                    plain(sic),
                    plain(corr),
                    people.get(resp, ""),
                    corr.get("cert", ""),
                    reasons.get(decision, ""),
                    words_before(choice),
                )


def words_before(element: Element, length: int = 6) -> str:
    """The last characters that a reader sees before an element, inside its paragraph."""
    text = ""
    while len(text) < length and local(element) not in ("p", "item", "head", "note", "div", "cell"):
        previous = element.getprevious()
        if previous is not None:
            seen = "" if local(previous) in UNREAD else "".join(read_text(previous))
            text = seen + (previous.tail or "") + text
            element = previous
            continue
        parent = element.getparent()
        if parent is None:
            break
        text = (parent.text or "") + text
        element = parent
    return re.sub(r"\s+", " ", text)[-length:].lstrip("，。、；：！？”’）》 ")


def read_declarations(root: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs of the header that a reader should know: ("project" | "editorial", paragraphs)."""
    for name, path in (("project", "projectDesc"), ("editorial", "editorialDecl")):
        found = root.find(f"t:teiHeader/t:encodingDesc/t:{path}", NS)
        texts = () if found is None else tuple(filter(None, (plain(p) for p in found.iter(f"{{{TEI}}}p"))))
        if texts:
            yield name, texts
