"""References of documents and notes to talks: 您同某大使3月12日的谈话, 1956年12月16日的会谈."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from edition.annotate.passage import Passage, Reading
from edition.annotate.references.finding import ids
from edition.annotate.references.kinds import of_date
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import NOBODY, Setting, mentions
from edition.annotate.references.sketch import DAY
from edition.annotate.references.targets import Directory, Message
from edition.annotate.references.tellings import SEVERAL
from edition.annotate.references.wording import ME, YOU

WHO = rf"{SEVERAL}|{YOU}|{ME}"
OTHER = rf"(?:(?:{ME}|贵方)的?[\u4e00-\u9fff]{{0,6}}?)?(?:{WHO})|(?:我|贵)[方国][\u4e00-\u9fff]{{1,8}}?"
"""Who is talked to, or his office alone: 我的同事某人, 我方队长."""
TALK = "(?:第[一二三四两]次)?(?:会谈|谈话|会晤|谈(?=[的过时到妥])|会见(?=[时中纪记后]))(?P<kept>[记纪]录|纪要)?(?![了过者人室厅]|(?<=谈话)会)"
OF_DAY = re.compile(
    rf"(?:(?P<who>{WHO})?(?:[同与和跟](?P<other>{OTHER}))?[于在]?)?(?P<said>(?P<day>{DAY})(?:[对同与和跟](?P<another>{OTHER}))?的?{TALK})"
)
"""您同某大使3月12日的谈话"""
ON_DAY = re.compile(
    rf"(?P<said>(?P<day>{DAY}),?(?:(?P<who>{WHO})(?:[同与和跟](?P<other>{OTHER}))?|[同与和跟](?P<another>{OTHER}))(?:举行|进行)?的?{TALK})"
)
"""3月12日您同某大使谈话的时候"""
MEETING = re.compile(r"[^。；！？，：]{0,24}?(?:会谈|谈话)(?:[记纪]录|纪要)?(?![室厅]|(?<=谈话)会)")
"""What follows the day of a talk in a narrative: 12月16日某人与某人的第一次会谈."""


def talk_references(setting: Setting, others: Iterable[Reference], *, vague: Setting) -> Iterator[Reference]:
    """The talks of which a document or a note speaks → the records of that day in which those who are named
    took part; where the record itself is spoken of, also one that the edition does not have. By the month or
    year of a `vague` day, the only record of that time."""
    covered = Covered(len(setting.sketch.text), others)
    for one, match in mentions((OF_DAY, ON_DAY), setting, vague):
        start, end = match.span("said")
        if covered.touches(start, end):
            continue
        talkers = parties(one, match)
        found = records(one, match, talkers)
        if len(found) == 1 or (one is setting and match["kept"] and not found and talkers):
            day = one.sketch.days[match.start("day")]
            sure = one is setting and talkers and day.attrs.get("cert") != "low"
            reference = Reference(start, end, "document", ids(found), "" if sure else "medium")
            covered.add(reference)
            yield reference


def parties(setting: Setting, match: re.Match[str]) -> frozenset[str]:
    """Who is named as having talked; of 我 and 您 it is known only in what
    correspondents write to each other."""
    keys = (key for key in ("who", "other", "another") if match.groupdict().get(key))
    told = (setting.who(match[key], *match.span(key)) for key in keys)
    return NOBODY.union(*told)


def records(setting: Setting, match: re.Match[str], talkers: frozenset[str]) -> list[Message]:
    """The records of talks of the day or month, of the same source if it has one, in which
    everyone who is named took part."""
    found = [
        m
        for m in of_date(setting, setting.sketch.days[match.start("day")])
        if m.piece.subtype == "conversation"
        and m.piece is not setting.passage.document
        and talkers <= (m.named or talkers)
    ]
    return [m for m in found if m.source == setting.source] or found


def meeting_references(
    passage: Passage, reading: Reading, source: str, directory: Directory
) -> Iterator[Reference]:
    """In a narrative, 12月16日的会谈记录 → the record of that day, surely that of the same source, else one
    that is likely meant; of two days before one word, 12月16日和1月22日的会谈, each means its own."""
    dates = [m for m in passage.block.marks if m.kind == "date"]
    starts = [bisect_left(reading.starts, date.start) for date in dates]
    for n, date in enumerate(dates):
        if len(date.attrs.get("when", "")) < 10:
            continue
        start, end = starts[n], bisect_left(reading.starts, date.end)
        match = MEETING.match(reading.text, end)
        found = [
            m for m in directory.by_date.get(date.attrs["when"][:10], ()) if m.piece.subtype == "conversation"
        ]
        near = [m for m in found if m.source == source] or found
        if match and len(near) == 1:
            stop = end if any(end <= other < match.end() for other in starts[n + 1 :]) else match.end()
            sure = near[0].source == source and date.attrs.get("cert") != "low"
            yield Reference(start, stop, "document", (near[0].piece.id,), "" if sure else "medium")
