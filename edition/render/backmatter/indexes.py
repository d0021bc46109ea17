"""The indexes: authorities that are mentioned, by pinyin, with 见 entries for their
aliases and 参见 to related ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.pinyin import Key, letter, sort_key
from edition.render.backmatter.authorities import Authority, IndexKind
from edition.render.backmatter.glossary import GLOSSED, VARIED
from edition.render.backmatter.mentions import Mention, first_by_unit
from edition.tei import tei
from edition.tei.views import Element, targets

TITLES: Mapping[IndexKind, str] = {
    "person": "人名",
    "place": "地名",
    "org": "机构",
    "work": "文献",
    "treaty": "条约与协定",
}


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of an index with its mentions; one with `see` has none and sends the reader to the main form.
    `also` are related headings, with their kinds."""

    id: str
    name: str
    key: Key
    authority: Authority
    mentions: tuple[Mention, ...] = ()
    see: str = ""
    also: tuple[Authority, ...] = ()

    def by_unit(self) -> tuple[Mention, ...]:
        """The best mention in every unit."""
        return first_by_unit(self.mentions)


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

    @property
    def heading(self) -> str:
        """What stands over it."""
        return f"{self.title}索引"


def build_indexes(
    authorities: Iterable[Authority],
    mentions: Mapping[str, tuple[Mention, ...]],
    related: Mapping[str, Sequence[str]],
) -> Iterator[Index]:
    """Authorities that are mentioned, and which others each is related to → an index per kind, with 见 entries
    for aliases and 参见 to relations that are in an index too."""
    found = [a for a in authorities if a.id in mentions]
    named = {a.id: a for a in found}

    def also(ident: str) -> tuple[Authority, ...]:
        return tuple(named[other] for other in related.get(ident, ()) if other in named and other != ident)

    for kind, title in TITLES.items():
        entries = [e for a in found if a.kind == kind for e in index_entries(a, mentions[a.id], also(a.id))]
        entries.sort(key=lambda e: (letter(e.key) == "#", e.key, e.name, e.id))
        groups = tuple(
            IndexGroup(initial, tuple(group))
            for initial, group in groupby(entries, key=lambda e: letter(e.key))
        )
        if groups:
            yield Index(kind, title, groups)


def index_entries(
    authority: Authority, mentions: tuple[Mention, ...], also: tuple[Authority, ...]
) -> Iterator[IndexEntry]:
    """An authority → its entry, and a 见 entry for every alias that stands in the text and that
    nobody would find beside the main form: one that contains it (尼·尼·林斯基) or begins with
    the same character needs none."""
    person = authority.kind == "person"
    main = f"ix-{authority.id}"
    key = sort_key(authority.name, authority.sort, person=person)
    yield IndexEntry(main, authority.name, key, authority, mentions, also=also)
    forms = {mention.form for mention in mentions}
    for number, alias in enumerate(authority.aliases, 1):
        beside = authority.name in alias.form or alias.form[:1] == authority.name[:1]
        if alias.form in forms and alias.kind in (*GLOSSED, *VARIED) and not beside:
            yield IndexEntry(
                f"{main}.{number}", alias.form, sort_key(alias.form, person=person), authority, see=main
            )


def read_see(root: Element) -> dict[str, list[str]]:
    """Every `relation name="see"` → the ids that each entry sends the reader to."""
    found: dict[str, list[str]] = {}
    for relation in root.iter(tei("relation")):
        if relation.get("name") == "see":
            for active in targets(relation.get("active")):
                found.setdefault(active, []).extend(targets(relation.get("passive")))
    return found
