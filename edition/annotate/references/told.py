"""What is told of a message, and which documents of the edition it may be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.annotate.periods import FIRST, WHOLE_DAY, bounds, is_day
from edition.annotate.references.contexts import ANAPHORIC, Says
from edition.annotate.references.finding import (
    ANSWERED,
    POSTED,
    UNDERWAY,
    before,
    between,
    doubt,
    is_note,
    is_so_called,
    look_up,
    settled,
    shifted,
)
from edition.annotate.references.setting import NOBODY, Setting
from edition.annotate.references.sketch import DAY
from edition.annotate.references.subjects import how_alike, most_alike
from edition.annotate.references.targets import Message
from edition.annotate.references.wording import ME, YOU, figure
from edition.model import Mark

AROUND = 24
NOTE = re.compile("照会?$|节略|备忘录|通牒")
GOT_ON = re.compile(rf"(?P<day>{DAY})[，,]?(?:{ME})(?:已|才|刚)?[收接]到了?$")
LETTER = re.compile("[函信书札翰谕示]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a message: who wrote it to whom, its day, number and subject, and since
    when it is known to have come."""

    match: re.Match[str]
    writers: frozenset[str] = NOBODY
    readers: frozenset[str] = NOBODY
    date: Mark | None = None
    about: str = ""
    received: str = ""
    """`just`, `once`, or nothing."""
    handed: bool = False
    """Whether it is told of as handed on to somebody else."""

    def says(self, *groups: str) -> bool:
        """Whether one of these parts is told."""
        return any(self.match.groupdict().get(group) for group in groups)

    @property
    def by_whoever(self) -> bool:
        """Whether he who wrote it is not known: 他3月1日给您的电报; 您3月1日的电报 in a report
        that goes to nobody in particular."""
        by = self.match.groupdict().get("by") or ""
        return not self.writers and (by[:1] in ("他", "她") or re.match(YOU, by) is not None)

    @property
    def noun(self) -> str:
        return next((got for key in ("noun", "asked", "short") if (got := self.match.groupdict().get(key))), "")


def expected(setting: Setting, told: Told) -> frozenset[str]:
    """To whom a message went, as far as it is known: what the recipient of a document wrote went to its
    writer, unless it is handed on."""
    return told.readers or (setting.here if told.writers == setting.there and not told.handed else NOBODY)


def find(setting: Setting, told: Told) -> tuple[list[Message], str]:
    """What is told of a message → the documents of the edition that it may be, and how sure that is."""
    found, cert = look_for(setting, told)
    return unwrapped(setting, told, found), cert


def look_for(setting: Setting, told: Told) -> tuple[list[Message], str]:
    """The same, each with what it carries: by its number, by its day, by where it is
    quoted, else among the latest."""
    directory = setting.directory
    if told.says("n"):
        own = setting.passage.document
        numbered = [m for m in directory.by_number.get(figure(told.match["n"]), ()) if m.piece is not own]
        if numbered or not told.date:
            said = told.date and told.writers in (setting.here, setting.there)
            return numbered, "" if said and len(numbered) == 1 else "medium"
    inside = quoted_here(setting, told)
    if told.date:
        return by_time(setting, told, told.date, inside)
    if inside and not told.says("earlier"):
        return inside, "" if told.readers and not inside[1:] else "medium"
    return by_subject(setting, told, lately(setting, told))


def by_time(setting: Setting, told: Told, date: Mark, inside: list[Message]) -> tuple[list[Message], str]:
    """A message told of with its date, and the messages quoted in the same document → what
    it may be, and how sure that is."""
    if told.by_whoever or not is_day(date):
        return written_in(setting, told, *bounds(date)), "medium"
    found, cert = written_on(setting, told, date)
    if not found and inside and not told.writers | told.readers <= setting.here | setting.there:
        return inside, "medium"
    one = settled(found, setting.passage.document, told.about, setting.directory)
    return one, cert if len(one) == len(found) else "medium"


def lately(setting: Setting, told: Told) -> list[Message]:
    """A message told of without its date → those it may be, of the days before, in their
    order: 您的来电, 那封信, 日前收到的."""
    near = written_before(setting, told, UNDERWAY if told.received == "just" else ANSWERED)
    if not near and told.says("to") and (told.match["count"] or "").startswith("那"):
        near = only(of_any_time(setting, told))
    if came := day_of_receipt(setting, told):
        near = [m for m in near if came in m.days] or reported(setting, told, came, came) or near
    if not near and told.received:
        near = reported(setting, told, shifted(setting.day, -UNDERWAY), setting.day)[-1:]
    if not near and told.says("earlier"):
        near = only(written_before(setting, told, POSTED))
    return near


def only(found: list[Message]) -> list[Message]:
    """Messages → the one they are; none where several could be meant."""
    return found if len(found) == 1 else []


def by_subject(setting: Setting, told: Told, near: list[Message]) -> tuple[list[Message], str]:
    """What is told of a message, and those it may be in their order → which of them it is by what it is about,
    else the last; and how sure that is."""
    if told.about and (day := day_in_subject(setting, told)):
        of_day = [m for m in near if day <= m.date <= shifted(day, UNDERWAY)]
        return of_day or of_any_time(setting, told, day), "medium"
    if not told.about or ANAPHORIC.match(told.about):
        return near[-1:], "medium"
    alike = most_alike(told.about, near) or (only(near) if told.says("to") else [])
    last = [m for m in alike if m.date == alike[-1].date]
    sure = (
        len(last) == 1
        and told.writers | expected(setting, told) <= setting.here | setting.there
        and how_alike(told.about, last[0]) > 1
        and not any(m is not last[0] and m.date == last[0].date for m in near)
    )
    return last, "" if sure else "medium"


def of_any_time(setting: Setting, told: Told, day: str = "") -> list[Message]:
    """What is told of, however long before the document it was written; or if a day is
    given, within a few days of it."""
    return written_in(setting, told, day or FIRST, shifted(day, UNDERWAY) if day else setting.day)


def day_in_subject(setting: Setting, told: Told) -> str:
    """The day (ISO) that is told of what a message is about: 某大使关于12月17日谈话的电报."""
    start, end = told.match.span("about")
    days = (setting.sketch.days[at] for at in range(start, end) if at in setting.sketch.days)
    return next((day.attrs["when"][:WHOLE_DAY] for day in days if is_day(day)), "")


def day_of_receipt(setting: Setting, told: Told) -> str:
    """The day (ISO) on which whoever speaks got what is told of, where that is said right
    before: 10月7日，我收到了某人的复信."""
    start = told.match.start()
    got = GOT_ON.search(setting.sketch.text, max(0, start - AROUND), start) if told.received else None
    return setting.sketch.days[got.start("day")].attrs["when"][:WHOLE_DAY] if got else ""


def written_on(setting: Setting, told: Told, date: Mark) -> tuple[list[Message], str]:
    """The messages of a day, and how sure they are: surely those between the correspondents,
    those of one of them to somebody else where it is told to whom. Where that is a third, one
    between themselves may hold it."""
    own, directory, readers = setting.passage.document, setting.directory, expected(setting, told)
    sure = told.writers in (setting.here, setting.there)
    to = setting.there if told.writers == setting.here and not told.readers else readers
    found, cert = look_up(date, told.match[0], told.writers, to, own, directory)
    if not found and to is not readers:
        found, cert = look_up(date, told.match[0], told.writers, readers, own, directory)
    if found:
        return found, cert if sure else "medium"
    if sure and told.readers - setting.here - setting.there:
        both = setting.here | setting.there
        near, _ = look_up(date, "", told.writers, both, own, directory)
        return [m for m in near if m.date == date.attrs["when"][:WHOLE_DAY]], "low"
    return under_another_name(setting, told, date.attrs["when"][:WHOLE_DAY]), "medium"


def written_in(setting: Setting, told: Told, first: str, last: str) -> list[Message]:
    """The messages of a time before the document, from one day to another (ISO), that may be called so; of
    several those whose titles have most of what they are said to be about."""
    directory, readers = setting.directory, expected(setting, told)
    near = {
        m.piece.id: m
        for sender in sorted(told.writers or directory.by_sender)
        for m in between(directory.by_sender.get(sender, ()), first, min(last, setting.day or last))
        if m.piece is not setting.passage.document
        and (not readers or not m.recipients or m.recipients & readers)
        and is_so_called(m, told.noun)
    }
    found = [m for m in near.values() if m.carrier not in near]
    if LETTER.search(told.noun):
        found = [m for m in found if m.piece.subtype == "letter"] or found
    return (most_alike(told.about, found) if told.about and found[1:] else []) or found


def under_another_name(setting: Setting, told: Told, day: str) -> list[Message]:
    """The documents of a day (ISO) that may be what is told of, though they do not say that these wrote it: a
    note that an office sent for whoever is its head, a report that nobody signs or that somebody sent who is
    called 您 in what is handed on, a telegram whose title says what they answered."""
    fits = [
        m
        for m in setting.directory.by_date.get(day, ())
        if m.date == day and m.source == setting.source and m.piece is not setting.passage.document
    ]
    notes = [m for m in fits if is_note(m) and NOTE.search(told.noun)]
    if len(notes) == 1:
        return notes
    addressed = told.writers == setting.there and bool(setting.there)
    reports = [
        m
        for m in fits
        if m.piece.subtype == "report"
        and "报告" in told.noun
        and (not m.senders or (addressed and not m.recipients))
    ]
    return reports or reported(setting, told, day, day)


def reported(setting: Setting, told: Told, first: str, last: str) -> list[Message]:
    """What whoever speaks was sent between two days (ISO), by somebody else, under a title that names those who
    are told to have written: 我刚收到某人来电, that an ambassador handed on."""
    if not setting.here or told.writers & (setting.here | setting.there):
        return []
    day, days = first, [first]
    while day < last:
        days.append(day := shifted(day, 1))
    return [
        m
        for day in days
        for m in setting.directory.by_date.get(day, ())
        if m.date == day
        and m.source == setting.source
        and m.piece is not setting.passage.document
        and m.recipients & setting.here
        and m.named & told.writers
        and not m.carrier
    ]


def unwrapped(setting: Setting, told: Told, found: list[Message]) -> list[Message]:
    """What was found, or where it is told of as handed on, the only message by
    the same writers that it carries."""
    text = setting.sketch.text
    if len(found) != 1 or not (told.handed or Says.FORWARDED.of(text, told.match)):
        return found
    inside = [m for m in setting.directory.carried.get(found[0].piece.id, ()) if m.senders & told.writers]
    return inside if len(inside) == 1 and inside[0].piece.type == "floating" else found


def quoted_here(setting: Setting, told: Told) -> list[Message]:
    """The messages that the document itself quotes or forwards, as far as they are by those who are told."""
    return [
        m
        for m in setting.directory.carried.get(setting.passage.document.id, ())
        if m.senders & told.writers
        and (not told.readers or m.recipients & told.readers)
        and is_so_called(m, told.noun)
    ]


def written_before(setting: Setting, told: Told, within: int) -> list[Message]:
    """The messages of so many days before that may be called so, letters if a letter is told of; where it is
    not said to whom, those to the correspondents if there are any."""
    readers = expected(setting, told)
    near = before(
        setting.passage.document,
        setting.source,
        setting.day,
        told.writers,
        readers,
        setting.directory,
        within=within,
        today=told.handed,
    )
    near = [m for m in near if is_so_called(m, told.noun)]
    if LETTER.search(told.noun):
        near = [m for m in near if m.piece.subtype == "letter"] or near
    return near if readers else [m for m in near if m.recipients & (setting.here | setting.there)] or near


def is_vague(setting: Setting, told: Told) -> bool:
    """Whether a message that is not found need be none of a particular day: 您的电报 without more."""
    said = re.match(rf"{YOU}|{ME}", told.match.groupdict().get("by") or YOU) is not None
    if told.by_whoever:
        return True
    if told.received or told.date or told.says("n", "to", "earlier") or not (said or told.says("asked")):
        return False
    if told.says("asked"):
        near = before(
            setting.passage.document, setting.source, setting.day, told.writers, NOBODY, setting.directory
        )
        return bool(near) and not told.says("count")
    return not told.says("about", "count", "some", "sent")


def doubted(setting: Setting, told: Told) -> str:
    """The code under which a person is asked whether a message is absent, or ""."""
    own, readers = setting.passage.document, expected(setting, told)
    if told.date and not told.says("n"):
        first, last = bounds(told.date)
        near, far = shifted(first, -UNDERWAY), shifted(last, UNDERWAY)
        return doubt(own, told.writers, readers, near, far, setting.directory)
    since = shifted(setting.day, -ANSWERED)
    return doubt(own, told.writers, readers, since, setting.day, setting.directory)
