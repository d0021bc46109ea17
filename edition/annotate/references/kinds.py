"""References to documents by their kind and day: 内阁去年6月1日的决定,
贵馆12月28日第14号照会, 指4月10日的信."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from edition.annotate.periods import bounds, is_day
from edition.annotate.references.contexts import Says
from edition.annotate.references.finding import ids
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import Setting, mentions
from edition.annotate.references.sketch import PARTY
from edition.annotate.references.targets import Message
from edition.annotate.references.tellings import DATED, ORDER
from edition.annotate.references.wording import figure
from edition.model import Mark

KINDS: Mapping[str, frozenset[str]] = {
    "决[定议]|命令|训令|指令|通令": frozenset({"decision"}),
    "照会|节略|备忘录|通牒|来照|复照": frozenset({"note"}),
    "报告书?": frozenset({"report"}),
    "[来复去回]?[函信]|信[件函]": frozenset({"letter"}),
    "[来复去回密]?电|电报": frozenset({"telegram"}),
    "声明书?|公报|宣言书?": frozenset({"notice"}),
}
"""What kinds of document a word may mean, beside those in whose title it stands; any other word means any."""


def kind_references(
    setting: Setting, others: Iterable[Reference], *, vague: Setting, owned: bool = False
) -> Iterator[Reference]:
    """What a passage names by its kind and its day → the only document of that kind and day; where it is said
    whose it is, also one that the edition does not have. By its kind and the month or year of a `vague` day,
    the only one of that time. Those alone, if `owned`, of which it is said whose they are."""
    covered = Covered(len(setting.sketch.text), others)
    for one, match in mentions(DATED, setting, vague):
        if ORDER.fullmatch(match["noun"]) and not match["by"]:
            continue
        if (owned and not match["by"]) or covered.touches(match.start(), match.end()):
            continue
        if any(what.of(one.sketch.text, match) for what in (Says.HOPED, Says.WANTED, Says.PLANNED)):
            continue
        found = of_kind(one, match)
        absent = not found and match["by"] and not setting.told_of and is_past(one, match)
        if absent or (len(found) == 1 and (one is setting or match["by"])):
            cert = "" if absent or (one is setting and is_by(one, match, found[0])) else "medium"
            reference = Reference(match.start(), match.end(), "document", ids(found), cert)
            covered.add(reference)
            yield reference


def is_past(setting: Setting, match: re.Match[str]) -> bool:
    """Whether the day of a mention is none after that of the document."""
    return not setting.day or bounds(setting.sketch.days[match.start("day")])[0] <= setting.day


def of_kind(setting: Setting, match: re.Match[str]) -> list[Message]:
    """The documents of the day or month (and the number) that may be called so, of the same source if it has
    one; of one that carries another, the first."""
    kinds = next((kinds for words, kinds in KINDS.items() if re.fullmatch(words, match["noun"])), frozenset())
    told = match.groupdict()
    number = told.get("n") or told.get("number")
    found = [
        m
        for m in of_date(setting, setting.sketch.days[match.start("day")])
        if m.piece is not setting.passage.document
        and (
            not kinds
            or m.piece.subtype in kinds
            or match["noun"] in m.title
            or (m.carrier and not m.piece.subtype)
        )
        and (not number or not m.numbers or figure(number) in m.numbers)
        and not (ORDER.fullmatch(match["noun"]) and setting.here and not m.recipients & setting.here)
        and not contradicts(setting, match, m)
    ]
    found = [m for m in found if m.source == setting.source] or found
    return [m for m in found if not m.carrier] or found


def of_date(setting: Setting, date: Mark) -> Iterable[Message]:
    """The documents of a day, or those of the source of a longer time."""
    first, last = bounds(date)
    if is_day(date):
        return setting.directory.by_date.get(first, ())
    return (m for m in setting.directory.messages if first <= m.date <= last and m.source == setting.source)


def contradicts(setting: Setting, match: re.Match[str], message: Message) -> bool:
    """Whether a document is known to be by somebody else than is told."""
    by = match["by"] or ""
    told = setting.who(by, *match.span("by")) if by and (by[0] == PARTY[0] or setting.spoken) else frozenset()
    return bool(told and message.senders and not told & message.senders)


def is_by(setting: Setting, match: re.Match[str], message: Message) -> bool:
    """Whether a document bears in its title, or as its sender, whose it is told to be."""
    by = setting.reading.text[match.start("by") : match.end("by")] if match["by"] else ""
    told = setting.who(match["by"], *match.span("by")) if by else frozenset()
    return bool(told & (message.senders | message.named)) or (len(by) > 1 and by in message.title)
