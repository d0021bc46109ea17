"""Cross-references in running text: what a passage says, and the documents of the edition that it means."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from edition.annotate.anchors import squeezed
from edition.annotate.dates import is_narrative
from edition.annotate.passage import (
    DOCUMENTS,
    Passage,
    Reading,
)
from edition.annotate.subjects import find_by_subject
from edition.annotate.targets import NUMBER, Directory, Message, label_key, telegram_numbers
from edition.model import Mark, Piece, Structured

DASH = r"[—–\-－~～至]{1,2}"
PAGE_REF = re.compile(
    rf"(?:(?:参|详)?[见看阅])?本(?P<whole>[卷书册集文]|文集|全集)第(?P<from>\d+)页?(?:{DASH}第?(?P<to>\d+))?页"
)
LABEL_REF = re.compile(
    r"(?:(?:参|详)?见)?附(?P<what>[录件])(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})(?![、月年\d])"
)
# 电示, 电告: somebody wires, and no message is named.
WIRES = "示告令请嘱邀贺"
MESSAGE = rf"(?:电报|[来密急复去回代贵尊]电(?![{WIRES}])|[来回去复]信|信件|信函|[来密公便贵大]函(?![授购数件])|[来复]照|照会|节略|申请单|问题(?=的?(?:通知|答复|回答|复))|电(?![台话站力厂线灯器文码子影{WIRES}])|信(?![号息心任念用仰贷箱]))"
NOT_BETWEEN = re.compile(r"[收接]到|获悉|致[您你我]|到达|如下")
TO_MESSAGE = re.compile(rf"(?P<between>[^。；！？，：]{{0,28}}?)(?P<message>{MESSAGE})")
LIST = "申请单"
"""An enclosure that goes with a message that speaks of it."""
STYLED = "(?:同志|先生|阁下|将军)?"
BESIDE = re.compile(rf"{STYLED}[和与、及]")
RECEIVED = ("收到", "接到")
FORTHCOMING = re.compile(r"(?:之|以)?后(?![^。；！？：]*[已曾了过])")
JOINED = re.compile(rf"{STYLED}(?:[于在]|(?:[于在][^，。；：（(]{{1,8}})?[（(])?")
GIVEN = re.compile(rf"[)）]?{STYLED}(?:发给|复|答复|给|致)(?!电|函|信)")
OFFICE = re.compile(r"[^，。；：的“”《》]{0,12}")
SENT = re.compile(rf"{STYLED}(?:发)?(?:的|去的)?(?:那[封份])?{MESSAGE}")
OWN_MESSAGE = re.compile(
    rf"[)）]?{STYLED}(?:(?:发来|发出|所发)?的{MESSAGE}|(?:来电|电报|密电|来信|来函|照会|来照|节略)(?=[的中里]))"
)
"""How one tells of a message of others: the writer beside its day, the recipient behind 给 or 致."""
REPEATED = re.compile(rf"(?P<by>您|你们|你|贵方)的?(?P<message>{MESSAGE})")
SUBJECT = re.compile(
    rf"(?:您|你们|你|贵方)的?(?:关于|有关)(?P<subject>[^。；！？，：“”]{{2,40}}?)的(?:{MESSAGE})"
)
BY_YOU = re.compile("您|你|贵方")
BRACKETED = re.compile(
    rf"(?P<by>您|你们|你|贵方|我们|我方|我)的?(?:[一两二三四几\d]+[份封])?{MESSAGE}[（(](?:发自|发于|日期为)?"
)
CLOSE = re.compile("[）)]")
TRANSLATED = re.compile(rf"(?:同志|先生)?的?{MESSAGE}的?[俄汉中英]?(?:文译文|译文|译本)")
ENCLOSED = re.compile(
    rf"[所随]附(?![近属加带着])[^，,。；：？！、“”]{{0,40}}(?:{MESSAGE}|稿|草案|[抄副原]件|副本|译文|(?<![统筹])计划|方案|[地草详]图|照片|样本|收据|条例|章程|备忘录|电文|文本|名单|清单|(?<!代)表|指示|声明|协定|议定书|决议)(?=[，,。；：？！、）)”]|$)"
    r"|(?<=[（(])(?:[参请]?见)?附件(?=[)）])|[参请]见附件(?![一二三四五六七八九十\d])|(?:清单|名单|全文|原文|译文|抄件|草案|电文|附表)附后"
)
"""批准所附关于航线的电报稿: what is enclosed, to the end of its clause."""
MEETING = re.compile(r"[^。；！？，：]{0,24}?(?:会谈|谈话)(?:[记纪]录|纪要)?")
VOLUME_REF = re.compile(rf"《(?P<title>[^《》]{{2,40}})》第(?P<from>\d+)页?(?:{DASH}第?(?P<to>\d+))?页")
PART = re.compile(r"[附续副]?[卷编][一二三四五六七八九十\d]")
# 您在5月3日的电报中说: the message lies between 在 and 中.
WITHIN = re.compile("[中里]")
BY = re.compile(r"(?P<by>您|你们|你|贵方|我们|我方|我)(?:于|在|的|所)?$")
TELEGRAM = re.compile(
    rf"(?:(?:您|你们|你|贵方|我们|我方|我)的?)?第(?P<n>\d+(?:/\d+)?)(?:{DASH}(?P<to>\d+))?号(?:密码)?(?:电报|密电|来电|电)"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start`..`end` of what is read in a block: its type and its targets; none if it is absent from
    the edition, several if it is open which is meant."""

    start: int
    end: int
    type: str
    targets: tuple[str, ...]
    cert: str = ""
    code: str = "A030"
    pages: tuple[str, str] = ("", "")


def find_references(
    passage: Passage,
    reading: Reading,
    text: Structured,
    directory: Directory,
    named: dict[tuple[str, str], str],
) -> Iterator[Reference]:
    """What a passage refers to: pages of this book and of other volumes, attachments, messages by date, telegrams by
    number, talks that a narrative tells of. `named` holds, by document and word, the last message that was named by
    its date, and is brought up to date."""
    yield from page_references(reading, text.source.id, directory)
    yield from volume_references(passage, reading)
    yield from label_references(passage, reading, directory)
    if is_narrative(passage):
        yield from meeting_references(passage, reading, text.source.id, directory)
        yield from narrated_references(passage, reading, directory, ())
    elif any(p.type in DOCUMENTS for p in passage.trail):
        dated = [
            *message_references(passage, reading, directory),
            *bracketed_references(passage, reading, directory),
        ]
        yield from dated
        yield from repeated_references(passage, reading, dated, named)
        yield from translation_references(passage, reading)
        yield from enclosed_references(passage, reading)
        yield from subject_references(passage, reading, directory, dated)
        yield from number_references(passage, reading, directory, dated)
        yield from narrated_references(passage, reading, directory, dated)


def page_references(reading: Reading, source: str, directory: Directory) -> Iterator[Reference]:
    """见本卷第184—185页 → the document on that page."""
    pages, ids = directory.pages.get(source, ((), ()))
    for match in PAGE_REF.finditer(reading.text):
        first = int(match["from"])
        at = bisect_right(pages, first) - 1
        targets = (ids[bisect_left(pages, pages[at])],) if at >= 0 else ()
        if at >= 0 and pages[at] < first:
            targets = (ids[at],)
        span = (match["from"], match["to"] or "")
        yield Reference(match.start(), match.end(), "page", targets, code="A033", pages=span)


def volume_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """《文存·附卷三》第5页至第8页 → the volume, if works.toml has it."""
    works = {
        m.start: m.attrs["ref"]
        for m in passage.block.marks
        if m.kind == "name" and m.attrs.get("type") == "work" and "ref" in m.attrs
    }
    for match in VOLUME_REF.finditer(reading.text):
        starts = (reading.starts[match.start()], reading.starts[match.start("title")])
        work = next((works[start] for start in starts if start in works), "")
        if work and PART.search(match["title"]):
            span = (match["from"], match["to"] or "")
            yield Reference(match.start(), match.end(), "volume", (work,), pages=span)


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


def label_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """附件一, 附录三 in running text → the attachment of the document, or the appendix beside it."""
    for match in LABEL_REF.finditer(reading.text):
        if match.start() == 0 and match.end() == len(reading.text):
            continue
        key = label_key(match)
        holders = [p.id for p in reversed(passage.trail)]
        target = next((directory.labels[h][key] for h in holders if key in directory.labels.get(h, {})), "")
        yield Reference(match.start(), match.end(), "attachment", (target,) if target else (), code="A033")


def message_references(passage: Passage, reading: Reading, directory: Directory) -> Iterator[Reference]:
    """您9月20日的电报, 我1月28日给某人的电报 → the message, by who wrote it to whom and when."""
    own = passage.document
    here = frozenset(passage.inherited("sender-ref").split())
    there = frozenset(passage.inherited("recipient-ref").split())
    if not here or not there:
        return
    dates = [m for m in passage.block.marks if m.kind == "date" and len(m.attrs.get("when", "")) >= 10]
    by, last_end = "", -1
    for date in dates:
        start, end = bisect_left(reading.starts, date.start), bisect_left(reading.starts, date.end)
        said = BY.search(reading.text, max(0, start - 4), start)
        joined = last_end >= 0 and reading.text[last_end:start] in ("和", "、", "及", "与")
        if said is None and not joined:
            last_end = -1
            continue
        by = said["by"] if said else by
        first = said.start() if said else start
        after = TO_MESSAGE.match(reading.text, end)
        if after is None or NOT_BETWEEN.search(after["between"]):
            last_end = -1
            continue
        stop = (
            after.end()
            if not any(d.start > date.start and d.start < reading.starts[after.end() - 1] for d in dates)
            else end
        )
        last_end = stop
        if said and said[0].endswith("在") and WITHIN.match(reading.text, stop):
            first = start
        senders = here if by.startswith("我") else there
        third = addressee(passage, reading, end, stop)
        recipients = third or (frozenset() if by.startswith("我") else here)
        found, cert = look_up(date, reading.text[end:stop], senders, recipients, own, directory)
        if third and not found:
            found, cert = look_up(date, "", senders, here | there, own, directory)
            found, cert = ([m for m in found if m.date == date.attrs["when"][:10]], "low")
        if third and not found and by.startswith("我"):
            found, cert = enclosed_messages(own, third, directory), "medium"
        yield Reference(first, stop, "document", tuple(m.piece.id for m in found), cert)


def narrated_references(
    passage: Passage, reading: Reading, directory: Directory, others: Iterable[Reference]
) -> Iterator[Reference]:
    """某人5月13日给某人的电报, 5月13日某人致某人电, 某人5月13日的来电, told by a third → the message, by who wrote it to whom and when;
    none where the edition does not have it."""
    taken = list(others)
    at = partial(bisect_left, reading.starts)
    people = [
        (at(m.start), at(m.end), frozenset(m.attrs["ref"].split())) for m in passage.block.marks if is_party(m)
    ]
    for date in passage.block.marks:
        if date.kind != "date" or len(date.attrs.get("when", "")) < len("1900-01-01"):
            continue
        start, end = at(date.start), at(date.end)
        before = next((who for who in people if JOINED.fullmatch(reading.text, who[1], start)), None)
        after = next((who for who in people if who[0] == end), None)
        sender = before or after
        if sender is None or any(r.start < end and start < r.end for r in taken):
            continue
        told = end if sender is before else sender[1]
        given = GIVEN.match(reading.text, told)
        recipient = next(
            (who for who in people if given and OFFICE.fullmatch(reading.text, given.end(), who[0])), None
        )
        message = SENT.match(reading.text, recipient[1]) if recipient else OWN_MESSAGE.match(reading.text, told)
        if message is None:
            continue
        to = recipient[2] if recipient else frozenset()
        found, cert = look_up(date, message[0], sender[2], to, passage.document, directory)
        first = min(foremost(reading.text, people, sender), start)
        yield Reference(first, message.end(), "document", tuple(m.piece.id for m in found), cert or "medium")


Someone = tuple[int, int, frozenset[str]]


def foremost(text: str, people: Sequence[Someone], writer: Someone) -> int:
    """Where those begin who wrote a message together, the last of whom is `writer`: 甲和乙, 甲、乙和丙."""
    first = writer[0]
    for start, end, _ in reversed(people):
        if end <= first and BESIDE.fullmatch(text, end, first):
            first = start
    return first


def is_party(mark: Mark) -> bool:
    """Whether a mark names one who may write or receive a message."""
    return mark.kind == "name" and mark.attrs.get("type") in ("person", "org") and "ref" in mark.attrs


def enclosed_messages(own: Piece, recipients: frozenset[str], directory: Directory) -> list[Message]:
    """我5月26日给某人的电报, in a message that quotes one to this person → the quoted one."""
    inside = {child.id for child in own.children if isinstance(child, Piece) and child.type == "floating"}
    return [m for m in directory.messages if m.piece.id in inside and m.recipients & recipients]


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
        own = match["by"].startswith("我")
        senders, recipients = (here, there) if own else (there, here)
        for date, start, end in inside:
            found, cert = look_up(date, "", senders, recipients, passage.document, directory)
            if close and len(inside) == 1:
                start, end = match.start(), close.end()
            yield Reference(start, end, "document", tuple(m.piece.id for m in found), cert)


def repeated_references(
    passage: Passage, reading: Reading, dated: Iterable[Reference], named: dict[tuple[str, str], str]
) -> Iterator[Reference]:
    """您的照会, where 您9月15日的照会 was named before in the same document → that message; not one that is still to
    come (在接到您申请单后通知)."""
    known = list(dated)
    for reference in known:
        if len(reference.targets) == 1:
            remember(reading.text[reference.start : reference.end], reference.targets[0], passage, named)
    for match in REPEATED.finditer(reading.text):
        target = named.get((passage.document.id, match["message"]), "")
        if is_awaited(reading.text, match):
            continue
        if target and not any(r.start < match.end() and match.start() < r.end for r in known):
            yield Reference(match.start(), match.end(), "document", (target,), "medium")


def remember(words: str, target: str, passage: Passage, named: dict[tuple[str, str], str]) -> None:
    """The words of a reference to a message of the recipient (您9月15日的照会) → what 您的照会 means from here on."""
    message = re.search(rf"{MESSAGE}$", words)
    if message and BY_YOU.match(words):
        named[passage.document.id, message[0]] = target


def is_awaited(text: str, message: re.Match[str]) -> bool:
    """Whether something is to follow when a message has come (收到您的答复后再定), and nothing says that it has."""
    received = text.endswith(RECEIVED, 0, message.start())
    return received and FORTHCOMING.match(text, message.end()) is not None


def translation_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """某某同志来电的译文 → the attachment that is by this person; the only attachment of a document surely."""
    attached = attachments_of(passage)
    for match in TRANSLATED.finditer(reading.text):
        for name in passage.block.marks:
            if name.kind != "name" or name.end != reading.ends[match.start() - 1] or not match.start():
                continue
            fits = [p.id for p in attached if name.attrs.get("ref") in p.attrs.get("sender-ref", "").split()]
            if len(fits) == 1:
                start = bisect_left(reading.starts, name.start)
                cert = "medium" if attached[1:] else ""
                yield Reference(start, match.end(), "attachment", (fits[0],), cert)


def enclosed_references(passage: Passage, reading: Reading) -> Iterator[Reference]:
    """批准所附电报稿 → the attachment of the document, if it has a single one."""
    attached = attachments_of(passage)
    if len(attached) == 1:
        for match in ENCLOSED.finditer(reading.text):
            yield Reference(match.start(), match.end(), "attachment", (attached[0].id,))


def attachments_of(passage: Passage) -> list[Piece]:
    """The attachments of the document in which a passage stands."""
    return [c for c in passage.document.children if isinstance(c, Piece) and c.type == "attachment"]


def subject_references(
    passage: Passage, reading: Reading, directory: Directory, others: Iterable[Reference]
) -> Iterator[Reference]:
    """您关于航线问题的电报, without day or number → the one message of the days before that is about it; none where no title
    agrees, or several do."""
    here, there = (frozenset(passage.inherited(key).split()) for key in ("sender-ref", "recipient-ref"))
    day, taken = passage.inherited("date")[:10], list(others)
    for match in SUBJECT.finditer(reading.text):
        if any(r.start < match.end() and match.start() < r.end for r in taken) or NUMBER.search(match[0]):
            continue
        target = find_by_subject(match["subject"], day, there, here, passage.document, directory)
        if target:
            yield Reference(match.start(), match.end(), "document", (target,), "medium")


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


def look_up(
    date: Mark,
    phrase: str,
    senders: frozenset[str],
    recipients: frozenset[str],
    own: Piece,
    directory: Directory,
) -> tuple[list[Message], str]:
    """The date, the words after it and the correspondents of a message → the documents that fit best, and how sure
    that is: a number settles it, then the document's date, which also bears out a year that is not printed, then the day
    on which it says that it was written or sent."""
    number = NUMBER.search(phrase)
    if number and (exact := [m for m in directory.by_number.get(number["n"], ()) if m.piece is not own]):
        return exact, "" if len(exact) == 1 else "low"
    day = date.attrs["when"][:10]
    fits = [m for m in directory.by_date.get(day, ()) if m.piece is not own and m.senders & senders]
    if phrase.endswith(LIST):
        fits = [m for m in fits if any(LIST in squeezed(block.text.text) for block in m.piece.blocks())]
    best = [m for m in fits if m.recipients & recipients] if recipients else fits
    dated = [m for m in best if m.date == day]
    guessed = not dated or date.attrs.get("cert") == "low"
    cert = "medium" if guessed else ""
    best = dated or best
    return [m for m in best if m.piece.type != "floating"] or best, cert if best else ""


def number_references(
    passage: Passage, reading: Reading, directory: Directory, others: Iterable[Reference]
) -> Iterator[Reference]:
    """第2406号电, 5月2日第2406号电 → the document that went under this number."""
    taken = list(others)
    own = set(telegram_numbers(passage.document))
    ends = {bisect_left(reading.starts, m.end): m for m in passage.block.marks if m.kind == "date"}
    for match in TELEGRAM.finditer(reading.text):
        if match["n"] in own or any(r.start < match.end() and match.start() < r.end for r in taken):
            continue
        found = [m.piece.id for m in directory.by_number.get(match["n"], ()) if m.piece is not passage.document]
        dated = ends.get(match.start())
        start = bisect_left(reading.starts, dated.start) if dated else match.start()
        yield Reference(start, match.end(), "document", tuple(found), "medium" if found else "")
