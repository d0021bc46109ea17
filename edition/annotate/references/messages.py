"""References to messages by who wrote them to whom: 甲给乙的报告, 您关于航线的电报,
甲5月13日给乙的信, 乙的上一封电报."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from edition.annotate.periods import WHOLE_DAY, bounds, is_day
from edition.annotate.references.contexts import YOURS, Says, opening, receipt, refers_to_none
from edition.annotate.references.finding import ids
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import NOBODY, Setting
from edition.annotate.references.sketch import DAY, PARTY, PLACE
from edition.annotate.references.tellings import CAME, CITED, LAST, SENT_ON, TOLD
from edition.annotate.references.told import Told, doubted, find, is_vague
from edition.annotate.references.wording import LIST, ME, MESSAGE, YOU

Form = tuple[re.Pattern[str], Callable[[Setting, re.Match[str]], Told | None]]
"""The words in which a message is told of, and what they tell; None where they name no particular one."""
ONE_DAY, SIGN = re.compile(DAY), re.compile(f"{PARTY}|{PLACE}")
WHOSE = re.compile(rf"(?:[\ue000\ue001]|{ME}|{YOU})[于在]?$")
"""What stands before a day and says who wrote then."""
HINT = re.compile(MESSAGE)
WRITTEN = re.compile("口信|战报|简报|通知|指示|命令|训令|声明|报告")
"""What is asked or answered in writing."""
ANSWER, WISH = re.compile("答复|回答"), re.compile("请求|申请|建议")
COMPOUND = re.compile("[来复回去].?")
"""The word for a message and the act in one: 来电."""


def dated_references(setting: Setting, others: Iterable[Reference]) -> Iterator[Reference]:
    """The messages that a passage tells of by a day, or in a setting by periods the
    time, and somebody who wrote them."""
    yield from search_all(setting, others, BY_SOMEBODY, dated=True)


def told_references(setting: Setting, others: Iterable[Reference]) -> Iterator[Reference]:
    """The messages that a passage tells of by somebody who wrote them → the documents they are; none where
    the edition does not have them."""
    yield from search_all(setting, others, BY_SOMEBODY)


def left_references(
    setting: Setting, others: Iterable[Reference], *, dated: bool = False
) -> Iterator[Reference]:
    """The messages of which it is not said who wrote them, but that answers to them
    or continues them: 来电, 前函."""
    yield from search_all(setting, others, LEFT, dated=dated)


def search_all(
    setting: Setting, others: Iterable[Reference], forms: Iterable[Form], *, dated: bool = False
) -> Iterator[Reference]:
    """The references that forms find, one after the other, where none is yet; those alone, if
    `dated`, of which a day is told."""
    covered, months = Covered(len(setting.sketch.text), others), months_told(setting)
    for form in forms if setting.sketch.days or not dated else ():
        for reference in search(form, setting, covered, {} if dated else months, dated=dated):
            covered.add(reference)
            yield reference


def search(
    form: Form, setting: Setting, covered: Covered, months: Mapping[int, str], *, dated: bool
) -> Iterator[Reference]:
    """The references that a form finds where none is yet, each to a document of the month
    told right before it, if one is."""
    text, at = setting.sketch.text, 0
    pattern, read = form
    while match := pattern.search(text, at):
        at = match.start() + 1
        if covered.touches(match.start(), match.end()):
            continue
        told = read(setting, match)
        if (
            told is None
            or refers_to_none(text, match)
            or (dated and told.date is None)
            or is_ahead(setting, told)
        ):
            continue
        for start, end, one in each_day(setting, told):
            found, cert = find(setting, one)
            found = [m for m in found if m.date.startswith(months.get(match.start(), ""))]
            if found or not is_vague(setting, one):
                at = match.end()
                yield Reference(start, end, "document", ids(found), cert, code=doubted(setting, one))


def is_ahead(setting: Setting, told: Told) -> bool:
    """Whether a message is of a day after the document."""
    first = bounds(told.date)[0] if told.date else ""
    return bool(setting.day and not setting.told_of) and first > setting.day


def each_day(setting: Setting, told: Told) -> Iterator[tuple[int, int, Told]]:
    """What is told of a message, or of one of each of several days (您9月30日和10月1日的电报) →
    the range of the words for each."""
    text, match = setting.sketch.text, told.match
    start, end = opening(text, match), match.end()
    joined = next((group for group in ("more", "further") if told.says(group)), "")
    if not joined:
        yield start, end, told
        return
    first = match.start("at" if joined == "more" else "dated")
    days = [day.span() for day in ONE_DAY.finditer(text, first, match.end(joined))]
    ranges = [(start, days[0][1]), *days[1:-1], (days[-1][0], end)] if joined == "more" else days
    for (at, _), (one, other) in zip(days, ranges, strict=True):
        yield one, other, replace(told, date=setting.sketch.days[at])


def months_told(setting: Setting) -> Mapping[int, str]:
    """The months and years (ISO) that a passage tells without a day, by where they
    end in it: 1951年5月甲给乙的信."""
    dates = (mark for mark in setting.passage.block.marks if mark.kind == "date")
    return {
        bisect_left(setting.reading.starts, mark.end): day
        for mark in dates
        if 0 < len(day := mark.attrs.get("when", "")) < WHOLE_DAY
    }


# -- what is told ----------------------------------------------------------------------------------------------


def by_somebody(setting: Setting, match: re.Match[str]) -> Told | None:
    """甲给乙的报告, 您的来电 → what it tells."""
    text, by, to = setting.sketch.text, match["by"], match["to"]
    said = re.match(rf"{YOU}|{ME}", by) is not None
    if (said and not is_said_of(setting, match)) or is_spoken_of(text, match):
        return None
    told = Told(
        match,
        setting.who(by, *match.span("by")),
        setting.who(to, *match.span("to")) if to else (setting.here if said and not setting.spoken else NOBODY),
        next(
            (day for key in ("at", "day", "dated") if (day := setting.sketch.days.get(match.start(key)))), None
        ),
        subject_of(setting, match),
        receipt(text, match),
        handed=Says.HANDED_ON.of(text, match),
    )
    if not told.writers and by[0] != PLACE[0] and not (told.by_whoever and told.date and told.readers):
        return None
    if match["asked"] and told.date and not is_day(told.date) and Says.GOES_ON.of(text, match):
        return None
    means = is_message(setting, told) if match["asked"] else is_particular(text, told, said)
    return told if means else None


def is_said_of(setting: Setting, match: re.Match[str]) -> bool:
    """Whether 我 and 您 are known where a message of theirs is told of; its number
    alone is looked for by itself."""
    numbered = match["n"] and not match["at"]
    known = setting.spoken or (setting.writes and match["at"] and re.match(YOU, match["by"]))
    return bool(known) and not numbered and not Says.GIVEN.of(setting.sketch.text, match)


def is_spoken_of(text: str, match: re.Match[str]) -> bool:
    """Whether the words beside those for a message make something else of it than
    one that somebody wrote and sent."""
    by, subject = match["by"], text[match.start("about") : match.end("about")] if match["about"] else ""
    of_others = not re.match(rf"{YOU}|{ME}", by) and not match["to"]
    on_day = match["at"] and not match["of"] and text[match.end("by")] in "于在"
    return bool(
        HINT.search(subject)
        or (match["within"] and not (match["at"] or match["day"] or re.match(YOU, by)))
        or (of_others and Says.SUBJECT.of(text, match))
        or (of_others and not match["at"] and Says.RECIPIENT.of(text, match))
        or Says.GOT_BY_ANOTHER.of(text, match)
        or is_named_before(match)
        or (on_day and Says.WANTED.of(text, match))
    )


def is_named_before(match: re.Match[str]) -> bool:
    """Whether it is only told that a message was named before: 您的那封信, 那份报告."""
    if (match["noun"] or "").endswith(LIST):
        return False
    more = ("day", "at", "dated", "to", "sent", "earlier", "n", "about", "some")
    return (match["count"] or "").startswith("那") and not any(match[part] for part in more)


def is_particular(text: str, told: Told, said: bool) -> bool:
    """Whether a message is meant, and not something that is just so called: 某人来电说 tells what somebody
    does, 我的电报 is what is being written."""
    match, by = told.match, told.match["by"]
    bare = not told.says("day", "at", "dated", "to", "sent", "earlier", "count", "n", "about", "some")
    if bare and Says.GENERAL.of(text, match):
        return False
    if bare and not said and match[0].endswith(by + told.noun):
        cited = told.received or Says.NO_VERB.of(text, match)
        return Says.FORWARDED.of(text, match) or (COMPOUND.match(told.noun) is not None and bool(cited))
    if re.match(ME, by) and by != "自己":
        return told.says("at", "day", "dated", "to", "earlier", "n") or (
            told.about != "" and text[match.start("about") - 1] in "于关"
        )
    return True


def is_message(setting: Setting, told: Told) -> bool:
    """Whether a word for what is asked or answered means a message:
    您3月4日的通知, 甲给乙的报告, 您对弹药的申请."""
    text, match, yours = setting.sketch.text, told.match, re.match(YOU, told.match["by"]) is not None
    cited = told.received or (told.date and Says.CITED.of(text, match))
    if setting.told_of or (Says.WANTED.of(text, match) and not cited):
        return False
    if ANSWER.match(told.noun) and Says.GIVEN_HERE.of(text, match):
        return False
    if told.received or told.says("n", "earlier", "to") or (told.date and told.says("sent", "about")):
        return True
    if (
        told.date
        and (told.says("of") or Says.CITED.of(text, match))
        and (WRITTEN.match(told.noun) or is_in_edition(setting, told))
    ):
        return True
    if told.says("count") and re.search("[两二三四五几]", match["count"]):
        return True
    if yours and ANSWER.match(told.noun) and Says.CITING.of(text, match):
        return True
    return (
        yours and WISH.match(told.noun) is not None and told.says("about") and not Says.TELLING.of(text, match)
    )


def is_in_edition(setting: Setting, told: Told) -> bool:
    """Whether the edition has what is told of by its day."""
    return bool(find(setting, told)[0])


def by_me(setting: Setting, match: re.Match[str]) -> Told | None:
    """昨天发给你们的电报; None where somebody stands before the day, who sent it."""
    to = match["to"]
    told_whose = WHOSE.search(setting.sketch.text, max(0, match.start() - 4), match.start())
    if not setting.spoken or re.match(ME, to) or told_whose:
        return None
    date = setting.sketch.days[match.start("at" if match["at"] else "day")]
    return Told(match, setting.here, setting.who(to, *match.span("to")), date, subject_of(setting, match))


def by_formula(setting: Setting, match: re.Match[str]) -> Told | None:
    """据某人函称"""
    writers = setting.who(match["by"], *match.span("by"))
    date = setting.sketch.days.get(match.start("at"))
    return Told(match, writers, date=date, received="once") if writers else None


def my_last(setting: Setting, match: re.Match[str]) -> Told | None:
    """前一封电报, 前电: of whoever writes; 上次来信 of whoever is written to."""
    told = Told(match, setting.here, setting.there)
    if not (setting.spoken or (setting.writes and not YOURS.match(told.noun))):
        return None
    return replace(told, writers=setting.there, readers=setting.here) if YOURS.match(told.noun) else told


def by_you(setting: Setting, match: re.Match[str]) -> Told | None:
    """5月13日来电, 关于航线的电报已收到; None where somebody else is named before it in
    its clause, who may have got it."""
    text = setting.sketch.text
    clause = re.split("[。；！？，：“”]", text[max(0, match.start() - 30) : match.start()])[-1]
    date, received = setting.sketch.days.get(match.start("at")), receipt(text, match)
    told = Told(match, setting.there, setting.here, date, subject_of(setting, match), received)
    listed = date and told.noun.endswith(LIST)
    others = Says.OF_ANOTHER.of(text, match) or (re.search(PARTY, clause) and not listed)
    first, last = bounds(date) if date else ("", "")
    if first[:7] != last[:7] and not received:
        return None
    if not setting.spoken or others or (date and not received and Says.WANTED.of(text, match)):
        return None
    came = YOURS.match(told.noun) is not None
    if (
        (Says.KNOWN.of(text, match) and not clause)
        or (came and (date or received or Says.CITED.of(text, match)))
        or (received and (date or told.about) and not match["asked"])
    ):
        return told
    verb = SIGN.match(text, match.end())
    if date and (listed or (match["noun"] and not verb)) and (is_day(date) or not listed):
        return Told(match, setting.here | setting.there, NOBODY, date)
    return None


def subject_of(setting: Setting, match: re.Match[str]) -> str:
    """The words that say what a message is about."""
    told = match.groupdict().get("about") is not None
    return setting.reading.text[match.start("about") : match.end("about")] if told else ""


BY_SOMEBODY: tuple[Form, ...] = ((SENT_ON, by_me), (CITED, by_formula), (TOLD, by_somebody))
LEFT: tuple[Form, ...] = ((LAST, my_last), (CAME, by_you))
