"""References to messages by their day, and to talks: 您9月20日的电报, 12月16日的会谈记录."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from edition.annotate.finding import doubt_day, ids, look_up, settled
from edition.annotate.passage import Passage, Reading
from edition.annotate.reference import Reference
from edition.annotate.setting import Setting
from edition.annotate.sketch import DAY
from edition.annotate.subjects import most_alike
from edition.annotate.targets import Directory, Message
from edition.annotate.wording import ME, MESSAGE, WITHIN, YOU
from edition.model import Piece
from edition.rules.lexicon import AGREEMENT

NOT_BETWEEN = re.compile(r"[收接]到|获悉|致[您你我]|到达|如下|[将把]")
TO_HIM = re.compile("(?:[发寄写]?[给致]|交给)[他她]")
"""您5月3日给他的电报: whoever was named last, and it is not known who that is."""
TO_MESSAGE = re.compile(rf"(?P<between>[^。；！？，：]{{0,28}}?)(?P<message>{MESSAGE})")
BY = re.compile(rf"(?P<by>{YOU}|{ME})(?:于|在|的|所)?$")
BRACKETED = re.compile(rf"(?P<by>{YOU}|{ME})的?(?:[一两二三四几\d]+[份封])?{MESSAGE}[（(](?:发自|发于|日期为)?")
CLOSE = re.compile("[）)]")
AGREED = re.compile(
    rf"{DAY}的?(?:签订的)?(?:(?:关于|有关)(?P<about>[^。；！？，：“”\ue004]{{2,40}}?))?(?P<noun>{AGREEMENT})(?![书稿草])"
)
MEETING = re.compile(r"[^。；！？，：]{0,24}?(?:会谈|谈话)(?:[记纪]录|纪要)?(?![室厅]|(?<=谈话)会)")


def message_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """您9月20日的电报, 我1月28日给某人的电报 → the message, by who wrote it to whom and when."""
    own = passage.document
    here = frozenset(passage.inherited("sender-ref").split())
    there = frozenset(passage.inherited("recipient-ref").split())
    if not here or not there:
        return
    dates = [m for m in passage.block.marks if m.kind == "date" and len(m.attrs.get("when", "")) >= 10]
    starts, by, last_end = sorted(d.start for d in dates), "", -1
    for date in dates:
        start, end = bisect_left(reading.starts, date.start), bisect_left(reading.starts, date.end)
        before = BY.search(reading.text, max(0, start - 8), start)
        joined = last_end >= 0 and reading.text[last_end:start] in ("和", "、", "及", "与")
        if before is None and not joined:
            last_end = -1
            continue
        by = before["by"] if before else by
        first = before.start() if before else start
        after = TO_MESSAGE.match(reading.text, end)
        if after is None or NOT_BETWEEN.search(after["between"]) or TO_HIM.match(after["between"]):
            last_end = -1
            continue
        other = bisect_right(starts, date.start)
        between = other < len(starts) and starts[other] < reading.starts[after.end() - 1]
        stop = last_end = end if between else after.end()
        if before and before[0].endswith("在") and WITHIN.match(reading.text, stop):
            first = start
        mine = re.match(ME, by) is not None
        senders = here if mine else there
        third = addressee(passage, reading, end, stop)
        said = reading.text[end:stop]
        found, cert = look_up(date, said, senders, third or (there if mine else here), own, directory)
        if not found and not third and mine:
            found, cert = look_up(date, said, senders, frozenset(), own, directory)
        if third and not found:
            found, cert = look_up(date, "", senders, here | there, own, directory)
            found, cert = ([m for m in found if m.date == date.attrs["when"][:10]], "low")
        if third and not found and mine:
            found, cert = enclosed_messages(own, third, directory), "medium"
        if len(found) > 1 and len(one := settled(found, own, said, directory)) == 1:
            found, cert = one, "medium"
        code = doubt_day(
            own, senders, third or (frozenset() if mine else here), date.attrs["when"][:10], directory
        )
        yield Reference(first, stop, "document", ids(found), cert, code=code)


def addressee(passage: Passage, reading: Reading, start: int, end: int) -> frozenset[str]:
    """Whom a message went to, where the reference says so: 您1月28日给某人的电报."""
    at = next((at for at in range(start, end) if reading.text[at] in "给致"), None)
    if at is None or at + 1 >= len(reading.starts):
        return frozenset()
    first = reading.starts[at + 1]
    return frozenset(
        m.attrs["ref"]
        for m in passage.block.marks
        if m.kind == "name" and m.start == first and "ref" in m.attrs
    )


def enclosed_messages(own: Piece, recipients: frozenset[str], directory: Directory) -> list[Message]:
    """我5月26日给某人的电报, in a message that quotes one to this person → the quoted one."""
    inside = (m for m in directory.carried.get(own.id, ()) if m.piece.type == "floating")
    return [m for m in inside if m.recipients & recipients]


def bracketed_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """您的电报（发自6月24日） → the message; 您的两份电报（发自6月24日和6月28日） → each of the messages, by its day."""
    here = frozenset(passage.inherited("sender-ref").split())
    there = frozenset(passage.inherited("recipient-ref").split())
    days = [
        (m, bisect_left(reading.starts, m.start), bisect_left(reading.starts, m.end))
        for m in passage.block.marks
        if m.kind == "date" and len(m.attrs.get("when", "")) >= len("1900-01-01")
    ]
    for match in BRACKETED.finditer(reading.text):
        close = CLOSE.search(reading.text, match.end())
        inside = [day for day in days if close and match.end() <= day[1] < close.start()]
        own = re.match(ME, match["by"]) is not None
        senders, recipients = (here, there) if own else (there, here)
        for date, start, end in inside:
            found, cert = look_up(date, "", senders, recipients, passage.document, directory)
            if close and len(inside) == 1:
                start, end = match.start(), close.end()
            code = doubt_day(passage.document, senders, recipients, date.attrs["when"][:10], directory)
            yield Reference(start, end, "document", ids(found), cert, code=code)


def meeting_references(
    passage: Passage, reading: Reading, source: str, directory: Directory
) -> Iterator[Reference]:
    """In a narrative, 12月16日的会谈记录 → the record of that day, surely that of the same source, else one that is likely
    meant; of two days before one word, 12月16日和1月22日的会谈, each means its own."""
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


def agreement_references(setting: Setting) -> Iterator[Reference]:
    """1950年2月14日关于某地的协定 → the agreement of that day, if the edition has it."""
    for match in AGREED.finditer(setting.sketch.text):
        day = setting.sketch.days[match.start()].attrs["when"][:10]
        about = setting.reading.text[match.start("about") : match.end("about")] if match["about"] else ""
        found = [
            m
            for m in setting.directory.by_date.get(day, ())
            if m.date == day and m.piece is not setting.passage.document and match["noun"] in m.title
        ]
        found = most_alike(about, found) if about else found
        if len(found) == 1:
            yield Reference(match.start(), match.end(), "document", (found[0].piece.id,))
