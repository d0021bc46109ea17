"""The glossary: every other form of a person's name that stands in the text: whose it is, what attests it, who used it
to whom and when, and where it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from edition.pinyin import sort_key
from edition.render.backmatter.authorities import Alias, Authority
from edition.render.backmatter.letters import Letter, Party
from edition.render.backmatter.mentions import Mention, first_by_unit
from edition.render.book import Book, Node
from edition.render.dates import printed_days

GLOSSED = {"codename": "化名", "alias": "别名"}
VARIED = {"variant": "异称", "spelling": "异写", "misprint": "误写"}
DAY = re.compile(r"(\d+月)(\d+)日")
PARTIES = 3
"""Correspondents of an alias that are named; the others are 等."""


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of a year in which an alias stands, each with the day to print; the last year may have no name."""

    name: str
    days: tuple[tuple[Mention, str], ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The days, those of one month together; what is no day of a month, by itself."""
        found = [(DAY.fullmatch(text), mention, text) for mention, text in self.days]
        return tuple(
            Month(name, tuple((mention, day[2] if day else text) for day, mention, text in group))
            for name, group in groupby(found, key=lambda one: one[0][1] if one[0] else "")
        )


@dataclass(frozen=True, slots=True)
class Month:
    """10月 and the days in it, each the number alone; without a name, days that are worded by themselves."""

    name: str
    days: tuple[tuple[Mention, str], ...]


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An alias: whose it is, what attests it, how it was used, all its mentions, and the first in every unit by years."""

    id: str
    form: str
    kind: str
    authority: Authority
    quote: str
    note: str
    uses: tuple[str, ...]
    mentions: tuple[Mention, ...]
    years: tuple[Year, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """Code names and other aliases, then variants of names; both by pinyin."""

    aliases: tuple[GlossaryEntry, ...]
    variants: tuple[GlossaryEntry, ...]

    @property
    def entries(self) -> tuple[GlossaryEntry, ...]:
        """All entries."""
        return (*self.aliases, *self.variants)


def build_glossary(
    book: Book,
    authorities: Mapping[str, Authority],
    mentions: Mapping[str, tuple[Mention, ...]],
    letters: Mapping[str, Letter],
) -> Glossary:
    """Other forms of persons' names that stand in the text → the glossary."""
    units = {unit.id: unit for unit in book.units()}
    kinds = GLOSSED | VARIED
    made = [
        (alias.kind, glossary_entry(number, alias, kinds[alias.kind], a, used, units, letters, authorities))
        for a in authorities.values()
        if a.kind == "person"
        for number, alias in enumerate(a.aliases, 1)
        if alias.kind in kinds and (used := tuple(m for m in mentions.get(a.id, ()) if m.form == alias.form))
    ]
    made.sort(key=lambda pair: (sort_key(pair[1].form), pair[1].id))
    return Glossary(
        tuple(entry for kind, entry in made if kind in GLOSSED),
        tuple(entry for kind, entry in made if kind in VARIED),
    )


def glossary_entry(
    number: int,
    alias: Alias,
    kind: str,
    authority: Authority,
    used: tuple[Mention, ...],
    units: Mapping[str, Node],
    letters: Mapping[str, Letter],
    authorities: Mapping[str, Authority],
) -> GlossaryEntry:
    """An alias and the mentions in which it stands → its entry."""
    uses = uses_of(authority.id, used, units, letters, authorities) if alias.kind in GLOSSED else ()
    return GlossaryEntry(
        id=f"gl-{authority.id}.{number}",
        form=alias.form,
        kind=kind,
        authority=authority,
        quote=alias.quote,
        note=alias.note.rstrip("。"),
        uses=tuple(uses),
        mentions=used,
        years=tuple(by_year(first_by_unit(used), units)),
    )


def uses_of(
    ident: str,
    used: Iterable[Mention],
    units: Mapping[str, Node],
    letters: Mapping[str, Letter],
    authorities: Mapping[str, Authority],
) -> Iterator[str]:
    """Who used an alias to whom and when, one line for each way: as a signature, as an address."""
    signed: dict[str, Mention] = {}
    addressed: dict[str, Mention] = {}
    for mention in used:
        letter = letters.get(mention.scope)
        if letter is None or not mention.principal:
            continue
        if any(party.ref == ident for party in letter.sent):
            signed.setdefault(mention.scope, mention)
        elif any(party.ref == ident for party in letter.received):
            addressed.setdefault(mention.scope, mention)
    if signed:
        to = named((p for scope in signed for p in letters[scope].received), authorities)
        yield f"用以署名{f'，致{to}' if to else ''}，{span(signed.values(), units)}"
    if addressed:
        by = named((p for scope in addressed for p in letters[scope].sent), authorities)
        yield f"{f'{by}致电致函' if by else '来电来函'}时以此相称，{span(addressed.values(), units)}"


def named(parties: Iterable[Party], authorities: Mapping[str, Authority]) -> str:
    """Senders or recipients → the names of the most frequent ones."""
    counts = Counter(authorities[p.ref].name if p.ref in authorities else p.name for p in parties)
    most = [name for name, _ in counts.most_common(PARTIES)]
    return "、".join(most) + ("等" if len(counts) > PARTIES else "")


def span(mentions: Iterable[Mention], units: Mapping[str, Node]) -> str:
    """The documents of mentions → from when to when, and how many they are."""
    found = list(mentions)
    dates = sorted(filter(None, (units[m.unit].date for m in found if m.unit in units)))
    days = printed_days(dates[0], dates[-1]) if dates else ""
    return "，".join(filter(None, (days, f"共{len(found)}件" if len(found) > 1 else "")))


def by_year(mentions: Sequence[Mention], units: Mapping[str, Node]) -> Iterator[Year]:
    """One mention of every unit → the years of the documents with their days, undated ones by their numbers at the end."""

    def date(mention: Mention) -> str:
        return units[mention.unit].date if mention.unit in units else ""

    dated = sorted((m for m in mentions if date(m)), key=lambda m: (date(m), m.number))
    for year, group in groupby(dated, key=lambda m: date(m)[:4]):
        days = ((m, printed_days(date(m), date(m), year=False) or f"第{m.number}篇") for m in group)
        yield Year(f"{int(year)}年", tuple(days))
    if rest := tuple((m, f"第{m.number}篇") for m in mentions if not date(m)):
        yield Year("", rest)
