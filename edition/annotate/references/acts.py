"""References to messages as acts: 7月15日甲致电乙, 甲分别致函乙和丙, 他给乙写了一封信."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.annotate.references.contexts import Says
from edition.annotate.references.finding import (
    ANSWERED,
    before,
    doubt,
    doubt_day,
    ids,
    look_up,
    settled,
    shifted,
)
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import NOBODY, Setting
from edition.annotate.references.sketch import DAY
from edition.annotate.references.targets import Message
from edition.annotate.references.tellings import SEVERAL, SOMEBODY
from edition.annotate.references.wording import ME, MESSAGE, OTHER_WORD
from edition.model import Mark

TO = (
    rf"(?:[^，。；：的“”《》\ue000-\ue005]{{0,10}}{SOMEBODY}"
    rf"(?:(?:[和与、及]|以及)[^，。；：的“”《》\ue000-\ue005]{{0,8}}{SOMEBODY}){{0,4}})"
)
ADVERB = "(?:分别|联名|随即|遂|立即|当即|即|又|再次|再|也|亦|亲自|首次|曾|紧急|急|先后|正式|共同){0,3}"
WROTE = rf"(?:发[出去][^，。；：的\ue000-\ue005]{{0,6}}?(?:电报|信[函件]?|照会)(?!{OTHER_WORD})|(?:致[电函信书]|[复回][电函信])(?!{OTHER_WORD})|(?:电|函)[告示令请复知](?=[^，。；：的]{{0,10}}[\ue000])|照会(?!{OTHER_WORD})(?=[^，。；：的]{{0,10}}[\ue000]))"
ACT = re.compile(
    rf"(?:(?P<day>{DAY})，?)?(?P<by>{SEVERAL}|{ME})(?:[于在]?(?P<at>{DAY}))?(?P<once>曾经?)?(?:就此事?|为此)?{ADVERB}(?:{WROTE}(?P<to>{TO})?|(?P<report>报告)(?=[，：]))"
)
"""Who wrote to whom, and when."""
WROTE_ONE = re.compile(
    rf"(?:给|向)(?P<to>{TO}|{ME})(?:发|写|寄|拍|递交|提[交出]|送[交来])[出去来]?"
    rf"(?:(?P<did>[了过])(?:[一两几][封份件])?|(?=[^，。；：的\ue000-\ue005]{{0,6}}?照会))[^，。；：的\ue000-\ue005]{{0,6}}?{MESSAGE}"
)
"""给某人发了一封信"""


SINCE = re.compile("[已曾]经?$")


def act_references(setting: Setting, others: Iterable[Reference]) -> Iterator[Reference]:
    """The messages that a passage tells of as sent → the documents they are."""
    covered = Covered(len(setting.sketch.text), others)
    for reference in (*dated_acts(setting), *(() if setting.told_of else letters_given(setting))):
        if not covered.touches(reference.start, reference.end):
            yield reference


def dated_acts(setting: Setting) -> Iterator[Reference]:
    """7月15日甲致电乙 → the message of that day. Where a later hand tells of it, one too that the edition does
    not have; the writers of documents tell of much that is no matter of theirs."""
    text, listed = setting.sketch.text, setting.passage.block.kind == "entry"
    for match in ACT.finditer(text):
        date = day_of(setting, match)
        said = re.match(ME, match["by"]) is not None
        if (
            date is None
            or (said and not setting.spoken)
            or Says.HOPED.of(text, match)
            or Says.WANTED.of(text, match)
        ):
            continue
        writers = setting.who(match["by"], match.start("by"), match.end("by"))
        readers = setting.sketch.among(match.start("to"), match.end("to")) if match["to"] else NOBODY
        found, cert = find_sent(setting, match, writers, readers, date)
        if found or (match["once"] and match["at"]) or (setting.told_of and (listed or not match["report"])):
            start = match.start("by") if listed else match.start()
            code = doubt_day(
                setting.passage.document, writers, readers, date.attrs["when"][:10], setting.directory
            )
            yield Reference(start, match.end(), "document", ids(found), cert, code=code)


def letters_given(setting: Setting) -> Iterator[Reference]:
    """他给乙写了一封信 → the last message of whoever was named before to this person."""
    own, directory = setting.passage.document, setting.directory
    for match in WROTE_ONE.finditer(setting.sketch.text):
        writers, me = setting.sketch.party_before(match.start()), re.match(ME, match["to"])
        if (me and not match["did"] and setting.writes) or (
            not writers and SINCE.search(setting.sketch.text, max(0, match.start() - 2), match.start())
        ):
            yield Reference(match.start(), match.end(), "document", (), code="")
        elif writers and not me:
            readers = setting.sketch.among(match.start("to"), match.end("to"))
            near = before(own, setting.source, setting.day, writers, readers, directory)
            code = doubt(own, writers, readers, shifted(setting.day, -ANSWERED), setting.day, directory)
            yield Reference(match.start(), match.end(), "document", ids(near[-1:]), "medium", code=code)


def day_of(setting: Setting, match: re.Match[str]) -> Mark | None:
    """The day on which a message was sent: the one beside its writer, or in a note
    or an entry the last one before."""
    days = setting.sketch.days
    told = days.get(match.start("at")) or days.get(match.start("day"))
    return told or (setting.sketch.day_before(match.start()) if setting.listed else None)


def find_sent(
    setting: Setting, match: re.Match[str], writers: frozenset[str], readers: frozenset[str], date: Mark
) -> tuple[list[Message], str]:
    """Who wrote to whom and when → the documents that it may be, and how sure that is; a report by a body
    may be one that names no writer."""
    own, directory = setting.passage.document, setting.directory
    if match["report"]:
        reports = directory.by_date.get(date.attrs["when"][:10], ())
        fits = [m for m in reports if m.piece.subtype == "report" and (m.senders & writers or not m.senders)]
        return fits, "medium"
    found, cert = look_up(date, "", writers, readers, own, directory)
    return settled(found, own, "", directory), cert if readers and len(found) == 1 else "medium"
