"""Authority entries of `standOff`: who and what the indexes and the glossary are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from edition.render.dates import worded_date
from edition.render.wording import say
from edition.tei import XML_ID, XML_LANG, tei
from edition.tei.views import PREFIX, Element, found_text, local, plain

IndexKind = Literal["person", "place", "org", "work", "treaty"]
NAME_OF: Mapping[IndexKind, str] = {
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "work": "title",
    "treaty": "title",
}
KINDS: Mapping[str, IndexKind] = {
    "person": "person",
    "place": "place",
    "org": "org",
    "bibl": "work",
    "biblStruct": "work",
}


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
    """An entry of the authority file; `sort` as it stands there (`mao2 ze2 dong1`), `language` that of the
    original form, `life` as dates to print."""

    id: str
    kind: IndexKind
    name: str
    sort: str
    original: str = ""
    language: str = ""
    life: str = ""
    description: str = ""
    aliases: tuple[Alias, ...] = ()


def read_authorities(root: Element, language: str) -> Iterator[Authority]:
    """The entries of every `standOff` and the language of the book → authorities, in the order of the file."""
    for tag, kind in KINDS.items():
        for entry in root.iter(tei(tag)):
            parent = entry.getparent()
            listed = parent is not None and local(parent) in ("listPerson", "listPlace", "listOrg", "listBibl")
            if (ident := entry.get(XML_ID)) and listed:
                treaty = kind == "work" and entry.get("type") == "treaty"
                yield read_authority(entry, ident, "treaty" if treaty else kind, language)


def read_authority(entry: Element, ident: str, kind: IndexKind, language: str) -> Authority:
    """A `person`, `place`, `org` or `bibl` → the authority."""
    forms = entry.findall(f"t:{NAME_OF[kind]}", PREFIX)
    typed = {form.get("type", "main"): form for form in reversed(forms)}
    main = typed.get("main", forms[0] if forms else None)
    aliases = tuple(
        Alias(
            plain(f),
            f.get("type", "variant"),
            found_text(f, "t:note[@type='attestation']"),
            say("；", language).join(
                plain(note) for note in f.findall("t:note", PREFIX) if note.get("type") != "attestation"
            ),
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
        life=life_of(entry, language),
        description=say("；", language).join(description_of(entry, kind, language)),
        aliases=aliases,
    )


def description_of(entry: Element, kind: IndexKind, language: str) -> Iterator[str]:
    """What tells an entry from others: offices, the date of a treaty, the country of a place, remarks."""
    yield from offices_of(entry, language)
    if kind == "treaty" and (date := entry.find("t:date", PREFIX)) is not None:
        yield worded_date(date.get("when") or plain(date), language)
    yield from filter(None, (found_text(entry, "t:country"), *map(plain, entry.findall("t:note", PREFIX))))


def life_of(entry: Element, language: str) -> str:
    """`birth` and `death` as 1889—1960; one of them missing leaves its side empty."""
    years = []
    for tag in ("birth", "death"):
        found = entry.find(f"t:{tag}", PREFIX)
        years.append("" if found is None else (found.get("when") or plain(found))[:4])
    return say("—", language).join(years) if any(years) else ""


def offices_of(entry: Element, language: str) -> Iterator[str]:
    """Offices as the sources state them, with their years."""
    for office in entry.findall("t:occupation", PREFIX):
        start, end = office.get("from", "")[:4], office.get("to", "")[:4]
        years = start if start == end else f"{start}{say('—', language)}{end}"
        yield plain(office) + (say("（{}）", language).format(years) if start or end else "")
