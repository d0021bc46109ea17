"""References to messages by who wrote them to whom: 甲给乙的报告, 您关于航线的电报, 甲5月13日给乙的信, 乙的上一封电报."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.annotate.anaphora import is_awaited
from edition.annotate.finding import (
    ANSWERED,
    UNDERWAY,
    before,
    doubt,
    doubt_day,
    ids,
    is_so_called,
    look_up,
    settled,
    shifted,
)
from edition.annotate.reference import Reference
from edition.annotate.setting import NOBODY, Setting
from edition.annotate.sketch import PARTY, PLACE
from edition.annotate.subjects import most_alike
from edition.annotate.targets import Directory, Message
from edition.annotate.tellings import (
    AGAINST,
    ANAPHORIC,
    AWAITED,
    BEHIND,
    BRACKETED,
    CAME,
    CITING,
    COMPOUND,
    GIVEN,
    HANDED,
    HANDED_ON,
    HERS,
    INSIDE,
    KNOWN,
    LAST,
    NOT_COME,
    OFFICE_BEFORE,
    PLANNED,
    RECEIVED,
    RECEIVING,
    SAYS_IN,
    SENT_ON,
    TELLING,
    TOLD,
    WANTED,
    WRITTEN,
)
from edition.annotate.wording import LIST, ME, MESSAGE, YOU, figure
from edition.model import Mark, Piece

LETTER = re.compile("[函信书札翰谕示]")
CLAUSE = 30
"""Characters before a mention in which its clause is looked at."""
HINT = re.compile(MESSAGE)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a message: who wrote it to whom, its day, number and subject, and since when it is known to have come."""

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
    def noun(self) -> str:
        return next((got for key in ("noun", "asked", "short") if (got := self.match.groupdict().get(key))), "")


def told_references(setting: Setting, others: Iterable[Reference]) -> Iterator[Reference]:
    """The messages that a passage tells of, by whoever wrote them → the documents they are; none where the edition does
    not have them."""
    taken = list(others)
    for pattern, read in ((SENT_ON, by_me), (TOLD, by_somebody), (LAST, my_last), (CAME, by_you)):
        for reference in search(pattern, read, setting, taken):
            taken.append(reference)
            yield reference


def search(
    pattern: re.Pattern[str],
    read: Callable[[Setting, re.Match[str]], Told | None],
    setting: Setting,
    taken: Sequence[Reference],
) -> Iterator[Reference]:
    """The references that a pattern finds where none is yet."""
    text, at = setting.sketch.text, 0
    while match := pattern.search(text, at):
        at = match.start() + 1
        if any(r.start < match.end() and match.start() < r.end for r in taken):
            continue
        told = read(setting, match)
        if told is None or is_to_come(text, match):
            continue
        found, cert = find(setting, told)
        if not found and is_vague(setting, told):
            continue
        at = match.end()
        yield Reference(opening(text, match), at, "document", ids(found), cert, code=doubted(setting, told))


def is_to_come(text: str, match: re.Match[str]) -> bool:
    """Whether a message is still to be written or to come, or never came."""
    return (
        is_awaited(text, match)
        or NOT_COME.search(text, max(0, match.start() - 8), match.start()) is not None
        or AWAITED.search(text, max(0, match.start() - 14), match.start()) is not None
        or PLANNED.match(text, match.end()) is not None
    )


def opening(text: str, match: re.Match[str]) -> int:
    """Where the words begin that tell of a message: with the office of its writer, if he has one."""
    office = OFFICE_BEFORE.search(text, max(0, match.start() - 14), match.start())
    return office.start() if office and text[match.start()] == PARTY[0] else match.start()


def doubted(setting: Setting, told: Told) -> str:
    """The code under which a person is asked whether a message is absent, or ""."""
    own, readers = setting.passage.document, expected(setting, told)
    if told.date and not told.says("n"):
        return doubt_day(own, told.writers, readers, told.date.attrs["when"][:10], setting.directory)
    since = shifted(setting.day, -ANSWERED)
    return doubt(own, told.writers, readers, since, setting.day, setting.directory)


# -- what is told --------------------------------------------------------------------------------------------------


def by_somebody(setting: Setting, match: re.Match[str]) -> Told | None:
    """甲给乙的报告, 您的来电 → what it tells; None where the words name no particular message."""
    text, by, to = setting.sketch.text, match["by"], match["to"]
    said = re.match(rf"{YOU}|{ME}", by) is not None
    clause = text[max(0, match.start() - CLAUSE) : match.start()]
    subject = text[match.start("about") : match.end("about")] if match["about"] else ""
    if (
        (said and (match["n"] or not setting.spoken))
        or HINT.search(subject)
        or BRACKETED.match(text, match.end())
    ):
        return None
    if (said and GIVEN.search(clause)) or (
        not said and not to and (INSIDE.search(clause) or (AGAINST.search(clause) and not match["at"]))
    ):
        return None
    told = Told(
        match,
        setting.who(by, match.start("by"), match.end("by")),
        setting.who(to, match.start("to"), match.end("to")) if to else NOBODY,
        setting.sketch.days.get(match.start("at")) or setting.sketch.days.get(match.start("day")),
        subject_of(setting, match),
        receipt(text, match),
        handed=HANDED.search(clause) is not None or HANDED.match(text, match.end()) is not None,
    )
    if not told.writers and by[0] != PLACE[0]:
        return None
    means = is_message(setting, told, clause) if match["asked"] else is_particular(text, told, said)
    return told if means else None


def is_particular(text: str, told: Told, said: bool) -> bool:
    """Whether a message is meant, and not something that is just so called: 某人来电说 tells what somebody does, 我的电报 is what is
    being written."""
    by = told.match["by"]
    bare = not told.says("day", "at", "to", "sent", "earlier", "count", "n", "about", "some")
    if bare and not said and told.match[0].endswith(by + told.noun):
        if HANDED_ON.search(text, max(0, told.match.start() - 2), told.match.start()):
            return True
        return COMPOUND.match(told.noun) is not None and bool(
            told.received or BEHIND.match(text, told.match.end())
        )
    if re.match(ME, by) and by != "自己":
        return told.says("at", "day", "to", "earlier", "n") or (
            told.about != "" and text[told.match.start("about") - 1] in "于关"
        )
    return True


def is_message(setting: Setting, told: Told, clause: str) -> bool:
    """Whether a word for what is asked or answered means a message: 您3月4日的通知, 甲给乙的报告, 您对弹药的申请."""
    if setting.told_of or (WANTED.search(clause) and not told.received):
        return False
    by = told.match["by"]
    if told.received or told.says("n", "earlier", "to") or (told.date and told.says("sent", "about")):
        return True
    if told.date and told.says("of") and WRITTEN.match(told.noun):
        return True
    if told.says("count") and re.search("[两二三四五几]", told.match["count"]):
        return True
    if re.match(YOU, by) and told.noun in ("答复", "回答") and CITING.search(clause):
        return True
    asked = told.noun in ("请求", "申请", "建议") and told.says("about")
    return asked and re.match(YOU, by) is not None and not TELLING.search(clause)


def by_me(setting: Setting, match: re.Match[str]) -> Told | None:
    """昨天发给你们的电报"""
    to = match["to"]
    if not setting.spoken:
        return None
    readers = setting.who(to, match.start("to"), match.end("to"))
    return Told(
        match, setting.here, readers, setting.sketch.days[match.start("at")], subject_of(setting, match)
    )


def my_last(setting: Setting, match: re.Match[str]) -> Told | None:
    """前一封电报, 前电"""
    return Told(match, setting.here, setting.there) if setting.spoken else None


def by_you(setting: Setting, match: re.Match[str]) -> Told | None:
    """5月13日来电, 关于航线的电报已收到; None where somebody else is named before it in its clause, who may have got it."""
    text = setting.sketch.text
    clause = re.split("[。；！？，：“”]", text[max(0, match.start() - CLAUSE) : match.start()])[-1]
    if not setting.spoken or re.search(PARTY, clause):
        return None
    date, received = setting.sketch.days.get(match.start("at")), receipt(text, match)
    told = Told(match, setting.there, setting.here, date, subject_of(setting, match), received)
    came = HERS.match(told.noun) is not None
    begins = KNOWN.match(text, match.end()) and not clause
    if (
        begins
        or (came and (date or received or SAYS_IN.match(text, match.end())))
        or (received and (date or told.about) and not match["asked"])
    ):
        return told
    if date and (told.noun.endswith(LIST) or (match["noun"] and text[match.end()] not in PARTY[0] + PLACE[0])):
        return Told(match, setting.here | setting.there, NOBODY, date)
    return None


def subject_of(setting: Setting, match: re.Match[str]) -> str:
    """The words that say what a message is about."""
    return (
        setting.reading.text[match.start("about") : match.end("about")]
        if match.groupdict().get("about")
        else ""
    )


def receipt(text: str, match: re.Match[str]) -> str:
    """Whether it is said that a message came: `just`, `once` or nothing."""
    before = RECEIVING.search(text, max(0, match.start() - 6), match.start())
    if before:
        return "just" if before["just"] else "once"
    return "once" if RECEIVED.match(text, match.end()) else ""


# -- which document it is ------------------------------------------------------------------------------------------


def expected(setting: Setting, told: Told) -> frozenset[str]:
    """To whom a message went, as far as it is known: what the recipient of a document wrote went to its writer, unless it is handed on."""
    return told.readers or (setting.here if told.writers == setting.there and not told.handed else NOBODY)


def find(setting: Setting, told: Told) -> tuple[list[Message], str]:
    """What is told of a message → the documents of the edition that it may be, and how sure that is."""
    own, directory = setting.passage.document, setting.directory
    if told.says("n"):
        return [m for m in directory.by_number.get(figure(told.match["n"]), ()) if m.piece is not own], "medium"
    readers = expected(setting, told)
    if told.date:
        found, cert = look_up(told.date, told.match[0], told.writers, readers, own, directory)
        sure = told.writers in (setting.here, setting.there)
        return settled(found, own, told.about, directory), cert if sure else "medium"
    inside = [
        m
        for m in carried(own, directory)
        if m.senders & told.writers
        and (not told.readers or m.recipients & told.readers)
        and is_so_called(m, told.noun)
    ]
    if inside and not told.says("earlier"):
        return inside, "medium"
    within = UNDERWAY if told.received == "just" else ANSWERED
    near = before(
        own, setting.source, setting.day, told.writers, readers, directory, within=within, today=told.handed
    )
    near = [m for m in near if is_so_called(m, told.noun)]
    if LETTER.search(told.noun):
        near = [m for m in near if m.piece.subtype == "letter"] or near
    if not readers:
        near = [m for m in near if m.recipients & (setting.here | setting.there)] or near
    if told.about and not ANAPHORIC.match(told.about):
        alike = most_alike(told.about, near)
        near = near if not alike and told.says("to") and len(near) == 1 else alike
        return [m for m in near if m.date == near[-1].date], "medium"
    return near[-1:], "medium"


def carried(own: Piece, directory: Directory) -> list[Message]:
    """The messages that a document quotes or forwards."""
    inner = (directory.message(child.id) for child in own.children if isinstance(child, Piece))
    return [message for message in inner if message]


def is_vague(setting: Setting, told: Told) -> bool:
    """Whether a message that is not found need be none of a particular day: 您的电报 without more."""
    said = re.match(rf"{YOU}|{ME}", told.match.groupdict().get("by") or YOU) is not None
    if told.received or told.date or told.says("n", "to", "earlier") or not (said or told.says("asked")):
        return False
    if told.says("asked"):
        near = before(
            setting.passage.document, setting.source, setting.day, told.writers, NOBODY, setting.directory
        )
        return bool(near) and not told.says("count")
    return not told.says("about", "count", "some", "sent")
