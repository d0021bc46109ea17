"""Titles that run into the text before and after them, found again by the contents table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.contents import ORDINAL, entries
from edition.rules.cutting import cut, told
from edition.rules.folding import NOTE_CALL, SPACE, Folded, fold, squeeze
from edition.rules.formulas import STEM
from edition.rules.lexicon import OFFICES, TITLES
from edition.rules.paragraphs import numbered
from edition.rules.parting import part, trim

LABEL_BEFORE = re.compile(rf"附[录錄](?:{STEM}|{ORDINAL})$")
ATTACHMENT_BEFORE = re.compile(rf"附件(?:{STEM}|{ORDINAL})$")
# The number under which a collection keeps each of its documents, before the title: SD00206.
CODE_BEFORE = re.compile(r"(?<![A-Za-z])(?P<series>[A-Z]{1,4})\d{2,6}$")
DATE_AFTER = re.compile(r"\(\d{4}年\d{1,2}月\d{1,2}日[^()]{0,8}\)")
# The years that a part of the book spans, at the end of its title.
YEARS = re.compile(r"[一二三四五六七八九〇零○\d]{4}年[一二三四五六七八九十〇零○\d年月日至—－-]{0,40}$")
LONGEST_HOUR = 9
"""How many characters may follow the day of a title inside its brackets."""
CALLS = re.compile(rf"{NOTE_CALL}*+")
NEAR = 24
"""How far a section's head may stand before the first title of the section, in folded characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry of the contents table stands in the folded text: label, title, its second line, its end."""

    entry: Block
    label: int
    start: int
    second: int
    end: int
    exact: bool = True


def find_headings(blocks: Blocks, options: Options) -> Recognised:
    """Text after a contents table → the text cut at its titles: heads that open front, part, section, document,
    attachment or chronology.

    A title is looked for without white space, colons and note marks; where it is not found so, the likeliest words
    before its date are taken if they are `alike` per cent the same, and reported (S041). A title that is not found is
    reported (S042) and the text stays as it is. A title printed with a colon in the table and without one here stood on
    two lines: two heads, main and sub.
    """
    wanted = entries(blocks, "part", "section", "front", "document", "attachment", "chronology")
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


# -- finding -----------------------------------------------------------------------------------------------------


def find_titles(folded: Folded, wanted: Sequence[Block], alike: float) -> list[Place]:
    """The entries of the table → their places, in reading order; those with a date first, the others between them."""
    places: dict[int, Place] = {}
    cursor = 0
    for n, entry in enumerate(wanted):
        if place := find_exactly(folded, entry, cursor):
            places[n] = place
            cursor = place.end
    for n, entry in enumerate(wanted):
        if n not in places and entry.attrs.get("date"):
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
    return coded(folded, [*in_order(places[n] for n in sorted(places))])


def coded(folded: Folded, places: Sequence[Place]) -> list[Place]:
    """Places → the same, the number of a collection before each title (SD00206) as its label; where at least half of the
    documents, and two, have one of the same series."""
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
    level, key = entry.attrs["level"], fold(entry.attrs["title"]).text
    if level in ("part", "section"):
        return None
    date = printed_date(entry.attrs.get("date", ""))
    label = fold(entry.attrs["label"]).text if level == "attachment" else ""
    # An hour may be printed in the brackets too: the day is looked for without the second of them.
    start = folded.text.find(label + key + date[:-1], cursor)
    dated = start + len(label + key + date[:-1])
    closing = folded.text.find(")", dated, dated + LONGEST_HOUR)
    if start < 0 or (date and closing < 0):
        return None
    start += len(label)
    before = ATTACHMENT_BEFORE if level == "attachment" else LABEL_BEFORE
    end = closing + 1 if date else start + len(key)
    labelled = label_start(folded, start, before, fold(entry.attrs.get("label", "")).text)
    return Place(entry, labelled, start, second_line(entry, key, key, start), end)


def find_alike(folded: Folded, entry: Block, low: int, high: int, alike: float) -> Place | None:
    """An entry with a date → the words before the same date, between `low` and `high`, that are likest to its title."""
    key, date = fold(entry.attrs["title"]).text, printed_date(entry.attrs["date"])
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
    """The head of a part or section → its place closely before the first place `after` it, and not before `low`."""
    key = fold(entry.attrs["title"]).text
    start = folded.text.rfind(key, max(low, after - NEAR - len(key)), after)
    return Place(entry, start, start, start + len(key), start + len(key)) if start >= 0 else None


def label_start(folded: Folded, start: int, pattern: re.Pattern[str], listed: str) -> int:
    """Where the label (附录三) before a title starts, be it that which the table has `listed`; the start of the title where it
    has none."""
    if listed and folded.text.endswith(listed, 0, start):
        return start - len(listed)
    found = pattern.search(folded.text[max(0, start - 6) : start])
    return start - len(found[0]) if found else start


def second_line(entry: Block, key: str, here: str, start: int) -> int:
    """Where the second line of a title starts, by the colon in the table: its place in the folded text."""
    title = entry.attrs["title"]
    if "：" not in title:
        return start
    at = len(fold(title.split("：")[0]).text)
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
        listed = fold(place.entry.attrs.get("label", "") + place.entry.attrs["title"]).text
        dates = DATE_AFTER.findall(fold(place.entry.text.text).text)
        listed += dates[-1] if dates else printed_date(place.entry.attrs.get("date", ""))
        printed = place.start if CODE_BEFORE.fullmatch(folded.text[place.label : place.start]) else place.label
        here = folded.text[printed : place.end]
        if listed != here:
            at = block.text.at[folded.start(place.label)]
            yield Finding("S041", at, {"here": here, "listed": listed})


# -- cutting -----------------------------------------------------------------------------------------------------


def cut_heads(block: Block, folded: Folded, places: Sequence[Place]) -> Iterator[Block]:
    """The body → paragraphs of text and the heads between them; white space beside a head goes with the text before
    it."""
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
        if opened["opens"] == "attachment":
            # The table may not list all of a document's attachments, so its running number is not theirs.
            opened["n"] = ""
        for kind, first, last in lines_of(text, folded, place, end):
            yield told(cut(block, first, last), "head", "headings", type=kind, **opened)
            opened = {}
        done = end
    if done < len(text):
        yield cut(block, done, len(text))


def opening(entry: Block) -> str:
    """What an entry of the table opens."""
    level = entry.attrs["level"]
    return "document" if level == "front" else level


def with_mark(text: str, end: int) -> int:
    """The end of a title with the note marks that stand at it."""
    calls = CALLS.match(text, end)
    return calls.end() if calls else end


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


# -- heads inside a document -------------------------------------------------------------------------------------

AGENDA = re.compile(r"\d{1,3}[.．][^。！？；：，]{2,30}?(?:问题|电报|报告|事项|请求|建议)(?:。?$|(?= ))")
# 第4项 某某事项: an item of minutes, its title up to white space.
MINUTE = re.compile(r"第\d{1,3}[项点](?= )")
LONGEST_MINUTE = 40
LONGEST_SIDE_HEAD = 34
LONGEST_STRETCH = 17
TITLED_POINT = re.compile(r"[一二三四五六七八九十]{1,3}、(?!请|应|将)[\u4e00-\u9fff]{1,12}")
FEWEST_TITLED = 2
# 一、关于某事 leads on into a sentence as well, so that more of them are asked for.
ABOUT = re.compile(r"[一二三四五六七八九十]{1,3}、关于")
FEWEST_ABOUT = 3
BELOW_HEAD = re.compile(r"[\u4e00-\u9fff\d]")
SIDE_HEAD = re.compile(
    r"(?:(?:[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)关于[^。；，：！？\s]{2,24}(?:问题|情况|事宜|事项|工作)|[\u4e00-\u9fff]{2,8}(?:形势|局势|概况|意见|建议)|(?![\u4e00-\u9fff]{0,6}[此该这一])[\u4e00-\u9fff]{2,6}(?:状况|现状|态势|动向|前景|背景|近况)|附注|附言|结论)"
)
# The head of a stretch of a report by what it ends with, and words before which such an end is the subject of a sentence.
TOPIC = re.compile(
    r"(?![此该这那其我您你他她])[\u4e00-\u9fff、“”]{2,14}(?:准备|态度|看法|印象|经过|反应|情况|情形|问题|要求|任务|措施|办法|过程|原因|结果|影响|关系|气氛|安排|活动|工作|方针|立场|动态|评价|估计|分析|总结|计划|条件|困难|打算)"
)
SUBJECT = re.compile(
    r"[极没得变仅是有的为和与及很已也都不将要使就会可应仍还被由上中下之等以而太更尚亦均并越较甚颇]|在于|表明|说明|如下|方面|引起|导致|需要|本身|如何|十分|非常|完全|比较|相当|一致|明确|严重|良好|正常|复杂|紧张|基本|日益|逐渐|逐步"
)
FEWEST_TOPICS = 2
# What else heads a stretch (到任和拜会县署): no clause that leads on, nobody spoken to, nothing that asks for what follows; and how a
# sentence begins that needs nothing above it, by itself or with the time; or it takes up a word of the head (学堂的开办 学堂现有…).
STRETCH = re.compile(
    r"(?!关于|对于|至于|根据|按照|由于|为[了着]?|当|因|所以|但|如|若|目前|现|最近|近|[今昨去明上下]|同[时年月日]|此|另|最[后近]|首先|其|经|据|请|希|望|我|你|您|他|她|它|这|那|该|各位|[一二三四五六七八九十几两半]个?多?[年月周天日]|第)"
    r"[\u4e00-\u9fff、“”]{4,16}(?<!(?<!经)过)(?<![的了着是在和与及对向从把被将请求说问答为使让给要会能可也都又还就不没时候下后前来外间内因但而且并则即比等])"
)
SOMEBODY = re.compile(rf"(?:{TITLES}|{OFFICES})$")
BY_ITSELF = re.compile("我们?(?![国方军省县])|本[人使团馆]|根据|由于|为了|鉴于|关于|按照")
IN_TIME = re.compile(
    r"[一二三四五六七八九十几两半]个?多?[年月周天日][来前后]|[一二三四五六七八九十]月(?:[上中下]旬|[初底])|目前|现在|最近|近来|[12]\d{3}年|\d{1,2}月|[今昨去明][年天日]|[上下本]月|在"
)

# A remark that stands aside from a report, and how the report goes on below it.
ASIDE = re.compile(r"附注|附言|[\u4e00-\u9fff]{0,6}(?:意见|建议|结论)")
GOES_ON = re.compile(r"(?:接着|随后|然后|而后|此后|最后|[谈会][谈话见]结束)[\u4e00-\u9fff，时]")


def find_side_heads(blocks: Blocks, options: Options) -> Recognised:
    """A word such as 附注 or 某某形势 that stands apart at the start of a paragraph → a head of type section.

    It stands apart if white space follows it and the characters on the two sides of that meet nowhere in the text. So
    does the item of an agenda below the date of a decision or those present, and each of at least two points in turn that all have a title
    (一、装备). Below the first paragraph of a remark (附注, 我的意见) the
    report that it interrupts goes on where a paragraph begins with 接着, 随后, 谈话结束 or the like: that one `resumes`. What ends as heads do (几点看法) is one where at least
    two such stand in the same document.
    """
    text = " ".join(b.text.text for b in blocks if b.kind == "para")
    points = titled_points(blocks, text) | stretches(blocks, text) | topics(blocks, text)
    result: list[Block] = []
    aside = False
    for n, block in enumerate(blocks):
        dated = bool(result) and result[-1].kind in ("dateline", "idno", "participants")
        if head := points.get(n) or head_length(block, text, dated):
            label = told(trim(part(block, 0, head, head + 1)), "head", "side-heads", type="section", point="")
            result.append(label)
            block = numbered(told(part(block, min(head + 1, len(block.text)), len(block.text)), point=""))
            aside = bool(ASIDE.fullmatch(result[-1].text.text))
            if not block.text:
                continue
        elif block.kind == "head":
            aside = False
        elif aside and block.kind == "para" and GOES_ON.match(squeeze(block.text.text[:24]).text):
            block = told(block, resumes="report")
            aside = False
        result.append(block)
    return Recognised(tuple(result))


def titled_points(blocks: Sequence[Block], text: str) -> dict[int, int]:
    """The indexes of points that have a title, where all of a document have one → how long that is with its number."""

    def title(words: str) -> int | None:
        return point_title(words, text) if TITLED_POINT.match(words) else None

    def fewest(run: dict[int, int]) -> int:
        return FEWEST_ABOUT if any(ABOUT.match(blocks[n].text.text) for n in run) else FEWEST_TITLED

    points = [run for run in runs(blocks, title) if len(run) >= fewest(run) and all(run.values())]
    return {n: length for run in points for n, length in run.items()}


def topics(blocks: Sequence[Block], text: str) -> dict[int, int]:
    """The indexes of paragraphs that begin with what a stretch of the document is about (会谈前的准备), where at least two of it do
    → how long that is."""
    found = [run for run in runs(blocks, lambda words: topic_length(words, text)) if len(run) >= FEWEST_TOPICS]
    return {n: length for run in found for n, length in run.items()}


def stretches(blocks: Sequence[Block], text: str) -> dict[int, int]:
    """The indexes of paragraphs that begin with any other words for a stretch of the document, where at least two of it begin so or
    with a head of a known shape, and below one of these the sentence begins by itself → how long the words are."""
    found: dict[int, int] = {}
    for run in runs(blocks, lambda words: shaped_length(words, text) or stretch_length(words, text)):
        own = {n: length for n, length in run.items() if not shaped_length(blocks[n].text.text, text)}
        below = (
            squeeze(blocks[n].text.text[length : length + LONGEST_STRETCH]).text for n, length in own.items()
        )
        if len(run) >= FEWEST_TOPICS and any(map(BY_ITSELF.match, below)):
            found |= own
    return found


def runs(blocks: Sequence[Block], length_of: Callable[[str], int | None]) -> Iterator[dict[int, int]]:
    """For each document: the indexes of its paragraphs for which a length is told, with that."""
    run: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if block.attrs.get("opens"):
            yield run
            run = {}
        elif block.kind == "para" and (length := length_of(block.text.text)) is not None:
            run[n] = length
    yield run


def topic_length(words: str, text: str) -> int | None:
    """How long the head of a stretch at the start of a paragraph is, if there is one."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(4, min(LONGEST_SIDE_HEAD, len(folded.text))):
        topic = TOPIC.fullmatch(folded.text, 0, end) and not SUBJECT.match(folded.text, end)
        if topic and parts_at(folded, end, words, text):
            return folded.end(end)
    return None


def stretch_length(words: str, text: str) -> int | None:
    """How long any other words are that head a stretch at the start of a paragraph, if there are some."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(4, min(LONGEST_STRETCH, len(folded.text))):
        again = folded.text[end : end + 2] in folded.text[:end]
        begins = again or BY_ITSELF.match(folded.text, end) or IN_TIME.match(folded.text, end)
        heads = STRETCH.fullmatch(folded.text, 0, end) and not SOMEBODY.search(folded.text, 0, end)
        if begins and heads and parts_at(folded, end, words, text):
            return folded.end(end)
    return None


def parts_at(folded: Folded, end: int, words: str, text: str) -> bool:
    """Whether white space stands behind `end` characters between two that meet nowhere else."""
    return (
        words[folded.end(end) : folded.end(end) + 1] in (*SPACE,)
        and folded.text[end - 1 : end + 1] not in text
        and BELOW_HEAD.match(folded.text, end) is not None
    )


def point_title(words: str, text: str) -> int:
    """How long the number and the title of a point are, 0 where white space parts no title from what follows."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    longest = TITLED_POINT.match(folded.text)
    for end in range(3, longest.end() + 1 if longest else 0):
        at = folded.end(end)
        if words[at : at + 1] in SPACE and folded.text[end - 1 : end + 1] not in text:
            return at
    return 0


def head_length(block: Block, text: str, dated: bool) -> int:
    """How long the head at the start of a paragraph is, 0 where there is none. `dated`: the paragraph stands below the
    date or number of a decision."""
    words = block.text.text
    if block.kind != "para":
        return 0
    if dated and (found := AGENDA.match(words)):
        return found.end()
    if dated and (found := MINUTE.match(words)):
        spaces = (m.start() for m in re.finditer(r"(?<=\S) (?=\S)", words[: found.end() + LONGEST_MINUTE]))
        return next((n for n in spaces if n > found.end() and words[n - 1] + words[n + 1] not in text), 0)
    return shaped_length(words, text)


def shaped_length(words: str, text: str) -> int:
    """How long a head of a known shape at the start of a paragraph is, 0 where there is none."""
    folded = squeeze(words[: 2 * LONGEST_MINUTE])
    for end in range(2, min(len(folded.text), LONGEST_SIDE_HEAD)):
        if SIDE_HEAD.fullmatch(folded.text, 0, end) and parts_at(folded, end, words, text):
            return folded.end(end)
    return 0


def close_attachments(blocks: Blocks, options: Options) -> Recognised:
    """A citation below an attachment is that of the whole document, unless that has one of its own above: the block
    before it ends the attachment."""
    result = list(blocks)
    attached = cited = False
    for n, block in enumerate(result):
        opens = block.attrs.get("opens", "")
        if opens and opens != "floating":
            attached = opens == "attachment"
            cited = cited and attached
        cited = cited or (block.kind == "citation" and not attached)
        if attached and block.kind == "citation" and not cited:
            result[n - 1] = replace(result[n - 1], attrs={**result[n - 1].attrs, "ends": "attachment"})
            attached = False
    return Recognised(tuple(result))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("headings", "segment", find_headings, {"alike": 72}),
    Recogniser("side-heads", "segment", find_side_heads),
    Recogniser("close-attachments", "segment", close_attachments),
)
