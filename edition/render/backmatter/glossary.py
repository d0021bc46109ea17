"""The glossary: every other form of a person's name that stands in the text: whose it is, what attests it, who
used it to whom and when, and where it stands."""

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
from edition.render.book import Book
from edition.render.dates import printed_days, year_name
from edition.render.units import Node

GLOSSED = {"codename": "化名", "alias": "别名"}
VARIED = {"variant": "异称", "spelling": "异写", "misprint": "误写"}
DAY = re.compile(r"(\d+月)(\d+)日")
PARTIES = 3
"""Correspondents of an alias that are named; the others are 等."""


@dataclass(frozen=True, slots=True)
class Year:
    """The documents of a year in which an alias stands, each with the day to print;
    the last year may have no name."""

    name: str
    days: tuple[tuple[Mention, str], ...]

    @property
    def months(self) -> tuple[Month, ...]:
        """The days, those of one month together; what is no day of a month, by itself."""
        found = [(DAY.fullmatch(text), mention, text) for mention, text in self.days]
        return tuple(
            Month(name, tuple(said_once((mention, day[2] if day else text) for day, mention, text in group)))
            for name, group in groupby(found, key=lambda one: one[0][1] if one[0] else "")
        )


def said_once(days: Iterable[tuple[Mention, str]]) -> Iterator[tuple[Mention, str]]:
    """Documents and their days → the same, a day that the document before has too as ""."""
    last = ""
    for mention, day in days:
        yield mention, "" if day == last else day
        last = day


@dataclass(frozen=True, slots=True)
class Month:
    """10月 and the days in it, each the number alone, "" for another document of the same day; without a name,
    days that are worded by themselves."""

    name: str
    days: tuple[tuple[Mention, str], ...]

    @property
    def again(self) -> str:
        """What is printed for another document of the same day."""
        return "又"


@dataclass(frozen=True, slots=True)
class GlossaryEntry:
    """An alias: whose it is, what attests it, how it was used, all its mentions, and
    the first in every unit by years."""

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
    uses = Uses(book, {unit.id: unit for unit in book.units()}, letters, authorities)
    made = [
        (alias.kind, glossary_entry(number, alias, a, used, uses))
        for a in authorities.values()
        if a.kind == "person"
        for number, alias in enumerate(a.aliases, 1)
        if alias.kind in GLOSSED | VARIED
        and (used := tuple(m for m in mentions.get(a.id, ()) if m.form == alias.form))
    ]
    made.sort(key=lambda pair: (sort_key(pair[1].form), pair[1].id))
    return Glossary(
        tuple(entry for kind, entry in made if kind in GLOSSED),
        tuple(entry for kind, entry in made if kind in VARIED),
    )


def glossary_entry(
    number: int, alias: Alias, authority: Authority, used: tuple[Mention, ...], uses: Uses
) -> GlossaryEntry:
    """An alias and the mentions in which it stands → its entry."""
    return GlossaryEntry(
        id=f"gl-{authority.id}.{number}",
        form=alias.form,
        kind=uses.book.say((GLOSSED | VARIED)[alias.kind]),
        authority=authority,
        quote=alias.quote,
        note=alias.note.rstrip("。."),
        uses=tuple(uses.told(authority.id, used)) if alias.kind in GLOSSED else (),
        mentions=used,
        years=tuple(uses.by_year(first_by_unit(used))),
    )


@dataclass(frozen=True, slots=True)
class Uses:
    """What the lines of an entry are made from: the book, its units and letters by their
    ids, whom the ids of persons mean."""

    book: Book
    units: Mapping[str, Node]
    letters: Mapping[str, Letter]
    authorities: Mapping[str, Authority]

    def told(self, ident: str, used: Iterable[Mention]) -> Iterator[str]:
        """Who used an alias to whom and when, one line for each way: as a signature, as an address."""
        signed: dict[int, tuple[Letter, Mention]] = {}
        addressed: dict[int, tuple[Letter, Mention]] = {}
        for mention in used:
            letter = self.letters.get(mention.scope)
            if letter is None or not mention.principal:
                continue
            if any(party.ref == ident for party in letter.sent):
                signed.setdefault(id(letter), (letter, mention))
            elif any(party.ref == ident for party in letter.received):
                addressed.setdefault(id(letter), (letter, mention))
        say = self.book.say
        if signed:
            to = self.named(p for letter, _ in signed.values() for p in letter.received)
            span = self.span(mention for _, mention in signed.values())
            yield self.joined(say("用以署名"), to and say("致{}").format(to), span)
        if addressed:
            by = self.named(p for letter, _ in addressed.values() for p in letter.sent)
            so = say("{}致电致函时以此相称").format(by) if by else say("来电来函时以此相称")
            yield self.joined(so, self.span(mention for _, mention in addressed.values()))

    def joined(self, *parts: str) -> str:
        """What there is to say as one line."""
        return self.book.say("，").join(filter(None, parts))

    def named(self, parties: Iterable[Party]) -> str:
        """Senders or recipients → the names of the most frequent ones."""
        counts = Counter(self.authorities[p.ref].name if p.ref in self.authorities else p.name for p in parties)
        most = self.book.say("、").join(name for name, _ in counts.most_common(PARTIES))
        return self.book.say("{}等").format(most) if len(counts) > PARTIES else most

    def span(self, mentions: Iterable[Mention]) -> str:
        """The documents of mentions → from when to when, and how many they are."""
        found = list(mentions)
        dates = sorted(filter(None, map(self.date, found)))
        days = printed_days(dates[0], dates[-1], self.book.language) if dates else ""
        return self.joined(days, self.book.say("共{}件").format(len(found)) if len(found) > 1 else "")

    def by_year(self, mentions: Sequence[Mention]) -> Iterator[Year]:
        """One mention of every unit → the years of the documents with their days, undated
        ones by their numbers at the end."""
        language = self.book.language
        numbered = self.book.say("第{}篇")
        dated = sorted((m for m in mentions if self.date(m)), key=lambda m: (self.date(m), m.number))
        for year, group in groupby(dated, key=lambda m: self.date(m)[:4]):
            days = ((m, printed_days(self.date(m), self.date(m), language, year=False)) for m in group)
            yield Year(
                year_name(year, language), tuple((m, day or numbered.format(m.number)) for m, day in days)
            )
        if rest := tuple((m, numbered.format(m.number)) for m in mentions if not self.date(m)):
            yield Year("", rest)

    def date(self, mention: Mention) -> str:
        """The date of the document in which a name stands."""
        return self.units[mention.unit].date if mention.unit in self.units else ""
