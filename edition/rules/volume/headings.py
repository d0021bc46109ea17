"""Titles that run into the text before and after them, found again by the contents table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.formulas import STEM
from edition.rules.text.cutting import cut, leave_out, line_ends, told
from edition.rules.text.folding import NOTE_CALL, Folded, fold, stands_apart
from edition.rules.volume.contents import ORDINAL, listed_entries

LABEL_BEFORE = re.compile(rf"附[录錄](?:{STEM}|{ORDINAL})$")
ATTACHMENT_BEFORE = re.compile(rf"附[件表图单](?:{STEM}|{ORDINAL})$")
# The number under which a collection keeps each of its documents, before the title: SD00206.
CODE_BEFORE = re.compile(r"(?<![A-Za-z])(?P<series>[A-Z]{1,4})\d{2,6}$")
CN = "一二三四五六七八九十〇零○"
# A day, or several of a month (三、四日); what a decree prints in the brackets of it: its number before it,
# where it was signed behind it.
DATE_AFTER = re.compile(
    rf"\((?:第\d{{1,5}}号[.,。]?)?(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}(?:[、,]\d{{1,2}}){{0,4}}日|[{CN}]{{4}}年[{CN}]{{1,3}}月[{CN}]{{1,3}}(?:[、,][{CN}]{{1,3}}){{0,4}}日)[^()]{{0,12}}\)"
)
BRACKET = re.compile(r"\([^()]{2,48}\)")
DAY_LISTED = re.compile(r"\([^()]{0,16}年[^()]{0,20}\)$")
# A second line that a dash begins: 论某事——答某报记者问.
DASHED = re.compile(r"(?<=[^-]{4})--(?=[^-]{4,60}$)")
# The years that a part of the book spans, at the end of its title.
YEARS = re.compile(r"[一二三四五六七八九〇零○\d]{4}年[一二三四五六七八九十〇零○\d年月日至—－-]{0,40}$")
# （简要记录）, below the day of a title
COPIED = re.compile(r" ?[（(][^（）()]{0,6}(?:[记纪]录|摘录|节录|摘要|节选|片断|全文)[)）]")
CALLS = re.compile(rf"{NOTE_CALL}*+")
NEAR = 24
"""How far a section's head may stand before the first title of the section, in folded characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry of the contents table stands in the folded text: label,
    title, its second line, its end."""

    entry: Block
    label: int
    start: int
    second: int
    end: int
    exact: bool = True


def find_headings(blocks: Blocks, options: Options) -> Recognised:
    """Text after a contents table → the text cut at its titles: heads that open part, section, document, back,
    attachment or chronology, and those within a document, of type section.

    A title is looked for without white space, colons and note marks; where it is not found so, the likeliest
    words before its date are taken if they are `alike` per cent the same, and reported (S041). A title that is
    not found is reported (S042) and the text stays as it is. A title printed with a colon in the table and
    without one here stood on two lines: two heads, main and sub.
    """
    wanted = listed_entries(blocks, "part", "section", "front", "document", "inner", "attachment", "chronology")
    body = next((n for n, b in enumerate(blocks) if b.kind == "para"), -1)
    if body < 0 or not wanted:
        return Recognised(blocks)
    text = blocks[body].text.text
    folded = fold(text)
    places = find_titles(folded, wanted, float(str(options["alike"])))
    found = {id(place.entry) for place in places}
    findings = [
        Finding("S042", e.text.at[0], {"level": e.attrs["level"], "title": e.attrs["title"]})
        for e in wanted
        if id(e) not in found
    ]
    findings += differences(blocks[body], folded, places)
    parts = [*cut_heads(blocks[body], folded, places)]
    return Recognised((*blocks[:body], *parts, *blocks[body + 1 :]), tuple(findings))


# -- finding ---------------------------------------------------------------------------------------------------


def find_titles(folded: Folded, wanted: Sequence[Block], alike: float) -> list[Place]:
    """The entries of the table → their places, in reading order; those with a date
    first, the others between them."""
    places: dict[int, Place] = {}
    cursor = 0
    for n, entry in enumerate(wanted):
        if place := find_exactly(folded, entry, cursor):
            places[n] = place
            cursor = place.end
    for n, entry in enumerate(wanted):
        if n not in places and words_and_day(entry)[1]:
            low = max((p.end for m, p in places.items() if m < n), default=0)
            high = min((p.label for m, p in places.items() if m > n), default=len(folded.text))
            if place := find_alike(folded, entry, low, high, alike):
                places[n] = place
    for n, entry in enumerate(wanted):
        if n not in places and entry.attrs["level"] in ("part", "section"):
            low = max((p.end for m, p in places.items() if m < n), default=0)
            after = min((p.label for m, p in places.items() if m > n), default=-1)
            if place := find_before(folded, entry, low, after):
                places[n] = place
    ordered = [*in_order(places[n] for n in sorted(places))]
    missing = [e for n, e in enumerate(wanted) if n not in places and e.attrs["level"] == "attachment"]
    attached = [*filter(None, (find_attached(folded, entry, ordered) for entry in missing))]
    return coded(folded, [*in_order(sorted((*ordered, *attached), key=lambda place: place.label))])


def coded(folded: Folded, places: Sequence[Place]) -> list[Place]:
    """Places → the same, the number of a collection before each title (SD00206) as its label; where at least
    half of the documents, and two, have one of the same series."""
    documents = [p for p in places if p.entry.attrs["level"] == "document"]
    codes = {id(p): CODE_BEFORE.search(folded.text[max(0, p.label - 12) : p.label]) for p in documents}
    series = Counter(code["series"] for code in codes.values() if code)
    best, times = series.most_common(1)[0] if series else ("", 0)
    if times < 2 or 2 * times < len(documents):
        return list(places)
    marks = {key: code[0] for key, code in codes.items() if code and code["series"] == best}
    return [replace(p, label=p.label - len(marks.get(id(p), ""))) for p in places]


def in_order(places: Iterable[Place]) -> Iterator[Place]:
    """Places → those that begin where the one before has ended; the others were found in the wrong place."""
    reached = 0
    for place in places:
        if place.label >= reached:
            yield place
            reached = place.end


def find_exactly(folded: Folded, entry: Block, cursor: int) -> Place | None:
    """An entry with a date or a label of its own → the first place from `cursor` on where its words stand."""
    level, (key, day) = entry.attrs["level"], words_and_day(entry)
    if level in ("part", "section"):
        return None
    label = fold(entry.attrs["label"]).text if level == "attachment" else ""
    start, end = standing(folded.text, label + key, day, cursor)
    if start < 0:
        return None
    start += len(label)
    before = ATTACHMENT_BEFORE if level == "attachment" else LABEL_BEFORE
    labelled = label_start(folded, start, before, fold(entry.attrs.get("label", "")).text)
    return Place(entry, labelled, start, second_line(entry, key, key, start), end)


def find_attached(folded: Folded, entry: Block, places: Sequence[Place]) -> Place | None:
    """An attachment that the table lists apart from its document → the place where its label and title stand
    between white space, in the document on whose pages it begins; where no page tells, in any."""
    title, label = fold(entry.attrs["title"]).text, fold(entry.attrs["label"]).text
    page, documents = page_of(entry), [p for p in places if p.entry.attrs["level"] == "document"]
    bounds = [*(p.label for p in documents[1:]), len(folded.text)]
    around = [(p, e) for p, e in zip(documents, bounds, strict=False) if not page or page_of(p.entry) <= page]
    for place, until in around[-1:] if page else around:
        start = folded.text.find(label + title, place.end, until)
        end = start + len(label + title)
        if start >= 0 and stands_apart(folded, start) and stands_apart(folded, end):
            return Place(entry, start, start + len(label), start + len(label), end)
    return None


def page_of(entry: Block) -> int:
    """The page on which the table has an entry; 0 where it has none."""
    page = entry.attrs.get("page", "")
    return int(page) if page.isdecimal() else 0


def words_and_day(entry: Block) -> tuple[str, str]:
    """An entry → the words of its title and the day in brackets behind it, both
    folded; no day where it has none."""
    key = fold(entry.attrs["title"]).text
    day = fold(entry.attrs.get("day", "")).text or printed_date(entry.attrs.get("date", ""))
    listed = None if day else DAY_LISTED.search(key)
    return (key[: listed.start()], listed[0]) if listed else (key, day)


def standing(text: str, words: str, day: str, cursor: int) -> tuple[int, int]:
    """The first place from `cursor` on where words stand before brackets with the `day` in them, with an hour,
    a number or a place as well; -1 where there is none."""
    start = text.find(words, cursor)
    while start >= 0 and day:
        bracket = BRACKET.match(text, start + len(words))
        if bracket and day[1:-1] in bracket[0]:
            return start, bracket.end()
        start = text.find(words, start + 1)
    return start, start + len(words)


def find_alike(folded: Folded, entry: Block, low: int, high: int, alike: float) -> Place | None:
    """An entry with a date → the words before the same date, between `low` and
    `high`, that are likest to its title."""
    key, date = words_and_day(entry)
    best: tuple[float, int, int] | None = None
    for found in DATE_AFTER.finditer(folded.text, low, high):
        for length in range(max(2, len(key) - 12), len(key) + 13):
            start = found.start() - length
            if start < low:
                break
            score = fuzz.ratio(key, folded.text[start : found.start()]) + (5 if found[0] == date else 0)
            if score >= alike and (best is None or score > best[0]):
                best = (score, start, found.end())
    if best is None:
        return None
    _, start, end = best
    here = DATE_AFTER.sub("", folded.text[start:end])
    second = second_line(entry, key, here, start)
    label = label_start(folded, start, LABEL_BEFORE, fold(entry.attrs.get("label", "")).text)
    return Place(entry, label, start, second, end, exact=False)


def find_before(folded: Folded, entry: Block, low: int, after: int) -> Place | None:
    """The head of a part or section → its place closely before the first place
    `after` it, and not before `low`."""
    key = fold(entry.attrs["title"]).text
    start = folded.text.rfind(key, max(low, after - NEAR - len(key)), after)
    return Place(entry, start, start, start + len(key), start + len(key)) if start >= 0 else None


def label_start(folded: Folded, start: int, pattern: re.Pattern[str], listed: str) -> int:
    """Where the label (附录三) before a title starts, be it that which the table has `listed`; the start
    of the title where it has none."""
    if listed and folded.text.endswith(listed, 0, start):
        return start - len(listed)
    found = pattern.search(folded.text[max(0, start - 6) : start])
    return start - len(found[0]) if found else start


def second_line(entry: Block, key: str, here: str, start: int) -> int:
    """Where the second line of a title starts, by the colon in the table: its place in the folded text."""
    title = entry.attrs["title"]
    dash = DASHED.search(key)
    if "：" not in title and not dash:
        return start
    at = dash.start() if dash else len(fold(title.split("：")[0]).text)
    for step in Indel.opcodes(key, here):
        if step.src_start <= at < step.src_end and step.tag == "equal":
            return start + step.dest_start + at - step.src_start
    return start


def printed_date(iso: str) -> str:
    """An ISO date → as it is printed after a title, folded."""
    units = zip(iso.split("-"), "年月日", strict=False)
    return f"({''.join(f'{int(part)}{unit}' for part, unit in units)})" if iso else ""


def differences(block: Block, folded: Folded, places: Sequence[Place]) -> Iterator[Finding]:
    """→ S041 for every title or label that is not the same here and in the table."""
    for place in places:
        words, day = words_and_day(place.entry)
        entry = fold(place.entry.text.text).text
        dates = DATE_AFTER.findall(entry)
        listed = fold(place.entry.attrs.get("label", "")).text + words + (dates[-1] if dates else day)
        printed = place.start if CODE_BEFORE.fullmatch(folded.text[place.label : place.start]) else place.label
        here = folded.text[printed : place.end]
        if listed != here and here not in entry:
            at = block.text.at[folded.start(place.label)]
            yield Finding("S041", at, {"here": here, "listed": listed})


# -- cutting ---------------------------------------------------------------------------------------------------


def cut_heads(block: Block, folded: Folded, places: Sequence[Place]) -> Iterator[Block]:
    """The body → paragraphs of text and the heads between them; white space beside a
    head goes with the text before it."""
    text, done = block.text.text, 0
    for place in places:
        start, end = folded.start(place.label), with_mark(text, folded.end(place.end))
        if start > done:
            yield cut(block, done, start)
        opened = {
            "opens": opening(place.entry),
            "subtype": "foreword" if place.entry.attrs["level"] == "front" else "",
        }
        opened |= {key: place.entry.attrs.get(key, "") for key in ("n", "title", "date", "page")}
        if opened["opens"] == "inner":
            head = cut(block, start, end)
            yield told(leave_out(head, line_ends(head.text.text)), "head", "headings", type="section")
            done = end
            continue
        if opened["opens"] == "attachment":
            # The table may not list all of a document's attachments, so its running number is not theirs.
            opened["n"] = ""
        for kind, first, last in lines_of(text, folded, place, end):
            head = cut(block, first, last)
            head = leave_out(head, line_ends(head.text.text))
            yield told(head, "head", "headings", type=kind, **opened)
            opened = {}
        done = end
    if done < len(text):
        yield cut(block, done, len(text))


def opening(entry: Block) -> str:
    """What an entry of the table opens."""
    level = entry.attrs["level"]
    return "back" if entry.attrs.get("back") else "document" if level == "front" else level


def with_mark(text: str, end: int) -> int:
    """The end of a title with the note marks that stand at it, and how much of a record it is."""
    calls = CALLS.match(text, end)
    end = calls.end() if calls else end
    copied = COPIED.match(text, end)
    return copied.end() if copied else end


def lines_of(text: str, folded: Folded, place: Place, end: int) -> Iterator[tuple[str, int, int]]:
    """The lines of a title: label, main, sub, each with its place in the text."""
    start = folded.start(place.start)
    if place.label < place.start:
        yield "label", folded.start(place.label), start
    middle = folded.start(place.second)
    if start < middle < end and "：" not in text[start:middle] and ":" not in text[start:middle]:
        yield "main", start, middle
        yield "sub", middle, end
    elif place.entry.attrs["level"] == "part" and (years := YEARS.search(folded.text, place.start, place.end)):
        middle = folded.start(years.start())
        yield from (
            (("main", start, middle), ("sub", middle, end)) if middle > start else (("main", start, end),)
        )
    else:
        yield "main", start, end


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("headings", "segment", find_headings, {"alike": 72}),)
