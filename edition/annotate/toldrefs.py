"""References to messages by who wrote them to whom: 甲给乙的报告, 您关于航线的电报, 甲5月13日给乙的信, 乙的上一封电报."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from edition.annotate.contexts import (
    AGAINST,
    BEHIND,
    BRACKETED,
    CITING,
    COMPOUND,
    GENERAL,
    GIVEN,
    GIVEN_HERE,
    GOES_ON,
    GOT,
    HANDED_ON,
    INSIDE,
    KNOWN,
    OF_ANOTHER,
    PASSED_ON,
    SAYS_IN,
    TELLING,
    WANTED,
    WRITTEN,
    YOURS,
    is_asked_for,
    is_itself,
    is_to_come,
    opening,
    receipt,
)
from edition.annotate.finding import ids
from edition.annotate.periods import WHOLE_DAY, is_day
from edition.annotate.reference import Covered, Reference
from edition.annotate.setting import NOBODY, Setting
from edition.annotate.sketch import PARTY, PLACE
from edition.annotate.tellings import CAME, CITED, LAST, SENT_ON, TOLD
from edition.annotate.told import Told, doubted, find, is_vague
from edition.annotate.wording import LIST, ME, MESSAGE, YOU

AROUND = 30
"""Characters before a mention in which its clause is looked at."""
HINT = re.compile(MESSAGE)


def told_references(
    setting: Setting, others: Iterable[Reference], *, dated: bool = False
) -> Iterator[Reference]:
    """The messages that a passage tells of by somebody who wrote them → the documents they are; none where the edition does
    not have them. Those alone, if `dated`, of which a day is told, or in a setting by periods the time."""
    patterns = ((SENT_ON, by_me), (CITED, by_formula), (TOLD, by_somebody))
    yield from search_all(setting, others, patterns, dated=dated)


def left_references(setting: Setting, others: Iterable[Reference]) -> Iterator[Reference]:
    """The messages of which it is not said who wrote them, but that answers to them or continues them: 来电, 前函."""
    yield from search_all(setting, others, ((LAST, my_last), (CAME, by_you)))


def search_all(
    setting: Setting,
    others: Iterable[Reference],
    patterns: Iterable[tuple[re.Pattern[str], Callable[[Setting, re.Match[str]], Told | None]]],
    *,
    dated: bool = False,
) -> Iterator[Reference]:
    """The references that patterns find, one after the other, where none is yet."""
    covered, months = Covered(len(setting.sketch.text), others), months_told(setting)
    for pattern, read in patterns if setting.sketch.days or not dated else ():
        for reference in search(pattern, read, setting, covered, {} if dated else months, dated=dated):
            covered.add(reference)
            yield reference


def search(
    pattern: re.Pattern[str],
    read: Callable[[Setting, re.Match[str]], Told | None],
    setting: Setting,
    covered: Covered,
    months: Mapping[int, str],
    *,
    dated: bool,
) -> Iterator[Reference]:
    """The references that a pattern finds where none is yet, each to a document of the month told right before it, if one is."""
    text, at = setting.sketch.text, 0
    while match := pattern.search(text, at):
        at = match.start() + 1
        if covered.touches(match.start(), match.end()):
            continue
        told = read(setting, match)
        if told is None or is_itself(text, match) or is_to_come(text, match) or (dated and told.date is None):
            continue
        found, cert = find(setting, told)
        found = [m for m in found if m.date.startswith(months.get(match.start(), ""))]
        if not found and is_vague(setting, told):
            continue
        at = match.end()
        yield Reference(opening(text, match), at, "document", ids(found), cert, code=doubted(setting, told))


def months_told(setting: Setting) -> Mapping[int, str]:
    """The months and years (ISO) that a passage tells without a day, by where they end in it: 1951年5月甲给乙的信."""
    dates = (mark for mark in setting.passage.block.marks if mark.kind == "date")
    return {
        bisect_left(setting.reading.starts, mark.end): day
        for mark in dates
        if 0 < len(day := mark.attrs.get("when", "")) < WHOLE_DAY
    }


# -- what is told --------------------------------------------------------------------------------------------------


def by_somebody(setting: Setting, match: re.Match[str]) -> Told | None:
    """甲给乙的报告, 您的来电 → what it tells; None where the words name no particular message."""
    text, by, to = setting.sketch.text, match["by"], match["to"]
    said = re.match(rf"{YOU}|{ME}", by) is not None
    clause = text[max(0, match.start() - AROUND) : match.start()]
    subject = text[match.start("about") : match.end("about")] if match["about"] else ""
    if HINT.search(subject) or BRACKETED.match(text, match.end()):
        return None
    if said and (match["n"] or not setting.spoken or GIVEN.search(clause)):
        return None
    if match["within"] and not (match["at"] or match["day"] or re.match(YOU, by)):
        return None
    if GOT.search(clause) or is_named_before(match) or is_request(text, match):
        return None
    if not said and not to and (INSIDE.search(clause) or (AGAINST.search(clause) and not match["at"])):
        return None
    told = Told(
        match,
        setting.who(by, match.start("by"), match.end("by")),
        setting.who(to, match.start("to"), match.end("to")) if to else NOBODY,
        setting.sketch.days.get(match.start("at")) or setting.sketch.days.get(match.start("day")),
        subject_of(setting, match),
        receipt(text, match),
        handed=PASSED_ON.search(clause) is not None or PASSED_ON.match(text, match.end()) is not None,
    )
    if not told.writers and by[0] != PLACE[0] and not (told.by_whoever and told.date and told.readers):
        return None
    if match["asked"] and told.date and not is_day(told.date) and GOES_ON.match(text, match.end()):
        return None
    means = is_message(setting, told, clause) if match["asked"] else is_particular(text, told, said)
    return told if means else None


def is_request(text: str, match: re.Match[str]) -> bool:
    """Whether somebody is asked to write on a day: 请您于3月10日来电."""
    on_day = match["at"] and not match["of"] and text[match.end("by")] in "于在"
    return bool(on_day) and is_asked_for(text, match)


def is_named_before(match: re.Match[str]) -> bool:
    """Whether it is only told that a message was named before: 您的那封信, 那份报告."""
    if (match["noun"] or "").endswith(LIST):
        return False
    more = ("day", "at", "to", "sent", "earlier", "n", "about", "some")
    return (match["count"] or "").startswith("那") and not any(match[part] for part in more)


def is_particular(text: str, told: Told, said: bool) -> bool:
    """Whether a message is meant, and not something that is just so called: 某人来电说 tells what somebody does, 我的电报 is what is
    being written."""
    by = told.match["by"]
    bare = not told.says("day", "at", "to", "sent", "earlier", "count", "n", "about", "some")
    if bare and GENERAL.match(text, told.match.end()):
        return False
    if bare and not said and told.match[0].endswith(by + told.noun):
        handed = HANDED_ON.search(text, max(0, told.match.start() - 2), told.match.start())
        cited = told.received or BEHIND.match(text, told.match.end())
        return handed is not None or (COMPOUND.match(told.noun) is not None and bool(cited))
    if re.match(ME, by) and by != "自己":
        return told.says("at", "day", "to", "earlier", "n") or (
            told.about != "" and text[told.match.start("about") - 1] in "于关"
        )
    return True


def is_message(setting: Setting, told: Told, clause: str) -> bool:
    """Whether a word for what is asked or answered means a message: 您3月4日的通知, 甲给乙的报告, 您对弹药的申请."""
    if setting.told_of or (WANTED.search(clause) and not told.received):
        return False
    if told.noun in ("答复", "回答") and GIVEN_HERE.match(setting.sketch.text, told.match.end()):
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
    """昨天发给你们的电报; None where somebody stands before the day, who sent it."""
    to = match["to"]
    told_whose = setting.sketch.text[max(0, match.start() - 1) : match.start()]
    if not setting.spoken or re.match(ME, to) or re.fullmatch("[\ue000\ue001]", told_whose):
        return None
    readers = setting.who(to, match.start("to"), match.end("to"))
    date = setting.sketch.days[match.start("at" if match["at"] else "day")]
    return Told(match, setting.here, readers, date, subject_of(setting, match))


def by_formula(setting: Setting, match: re.Match[str]) -> Told | None:
    """据某人函称"""
    writers = setting.who(match["by"], match.start("by"), match.end("by"))
    date = setting.sketch.days.get(match.start("at"))
    return Told(match, writers, date=date, received="once") if writers else None


def my_last(setting: Setting, match: re.Match[str]) -> Told | None:
    """前一封电报, 前电: of whoever writes; 上次来信 of whoever is written to."""
    told = Told(match, setting.here, setting.there)
    if not (setting.spoken or (setting.writes and not YOURS.match(told.noun))):
        return None
    return replace(told, writers=setting.there, readers=setting.here) if YOURS.match(told.noun) else told


def by_you(setting: Setting, match: re.Match[str]) -> Told | None:
    """5月13日来电, 关于航线的电报已收到; None where somebody else is named before it in its clause, who may have got it."""
    text = setting.sketch.text
    clause = re.split("[。；！？，：“”]", text[max(0, match.start() - AROUND) : match.start()])[-1]
    date, received = setting.sketch.days.get(match.start("at")), receipt(text, match)
    listed = date and (match["noun"] or "").endswith(LIST)
    others = OF_ANOTHER.search(clause) or (re.search(PARTY, clause) and not listed)
    if not setting.spoken or others:
        return None
    told = Told(match, setting.there, setting.here, date, subject_of(setting, match), received)
    came = YOURS.match(told.noun) is not None
    begins = KNOWN.match(text, match.end()) and not clause
    if (
        begins
        or (came and (date or received or SAYS_IN.match(text, match.end())))
        or (received and (date or told.about) and not match["asked"])
    ):
        return told
    verb = re.match(rf"{PARTY}|{PLACE}", text[match.end() : match.end() + 1])
    if date and (told.noun.endswith(LIST) or (match["noun"] and not verb)):
        return Told(match, setting.here | setting.there, NOBODY, date)
    return None


def subject_of(setting: Setting, match: re.Match[str]) -> str:
    """The words that say what a message is about."""
    told = match.groupdict().get("about") is not None
    return setting.reading.text[match.start("about") : match.end("about")] if told else ""
