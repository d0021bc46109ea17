"""The printed contents table of a flattened volume: entries run into each other, each
closed by a dot leader and its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.dates import iso as first_day
from edition.rules.language.formulas import ORDINALS, STEM
from edition.rules.text.concordance import Concordance
from edition.rules.text.cutting import cut, told
from edition.rules.text.folding import Folded, squeeze, stands_apart
from edition.rules.volume.sectioning import (
    Entry,
    before_senders,
    beginnings,
    hidden_heads,
    ordinal,
    part_length,
    sender_behind,
)

CN = "[一二三四五六七八九十百]"
# What numbers the documents of a table that numbers them all: 115、甲致乙电, No.0115甲致乙电.
NUMBER = re.compile(r"(?:N[oO][.．]?|№)\d{1,6}(?=[\u4e00-\u9fff])|(?P<n>\d{1,4})[、．.](?!\d)")
LONGEST_HEADS = 40
FEWEST_INNER = 2
# What numbers an appendix or an attachment: 附录三, 附录3, 附录（三）, 附录之三; a
# figure that begins a year is none.
ORDINAL = rf"(?:之?{CN}{{1,3}}|[（(](?:{CN}{{1,3}}|\d{{1,2}})[)）]|\d{{1,2}}(?!\d))?"
WORKS = re.compile(r"(?:[全文选]集|文[存录稿选]|函电|书信[集选]?|(?:[言讲谈]|著)[论话述作][集选]|选编|年谱)+$")
OWNER = re.compile(r"[\u4e00-\u9fff·]{2,10}")
CAPTION = re.compile(r"目\s*[录錄次]")
LEADER = re.compile(r"(?<!…)…[…\s]{2,300}+(?P<page>\d{1,4})")
DIGITS_RUN_ON = re.compile(r"(?P<n>\d{2,8})[、．.](?!\d)")
DATE = re.compile(r"[（(](?P<y>\d{4})年(?:(?P<m>[\dl]{1,2})月(?:(?P<d>[\dl]{1,2})日)?)?[^（）()]{0,8}[)）]$")
NUMBERED = ORDINAL[:-1]
LABEL = re.compile(
    rf"附[录錄]{ORDINAL}|(?:附[件文载]?|参考(?:资料|文件|材料)?|另[件附]|补[件遗录])(?:{STEM}(?!方)|{NUMBERED})"
)
# 附录甲, 附录乙 number appendices where the first of a document is 附录甲; else a name begins there.
STEM_LABEL = re.compile(rf"附[录錄]{STEM}|{LABEL.pattern}")
BY_STEM = re.compile(r"附[录錄]甲")
ATTACHMENT = re.compile(rf"(?P<label>附[件表图单](?:{STEM}(?!方)|{ORDINAL}))(?P<title>.+)")
CHRONOLOGY = re.compile(
    r".*(?:年表|年谱|大事(?:记|简[表记]|编年|一览|日志|纪要|纪年|纪略|表)|编年(?:史|纪事|纪要)?|纪事)$"
)
# What stands behind the documents of a book, for itself: an index, a table of names, a postface.
BACK_MATTER = re.compile(
    r".*(?:索引|(?:译名|人名|地名|名词|年代|纪年|换算|对照|缩略语|缩写|略语|简称)(?:对照)?(?:一览)?表|勘误表?|书目|文献目录|后记|编后|跋[语文]?|鸣谢|致谢)$"
)
PLATES = re.compile(rf"(?:插图|图版|插页|图片|照片)(?:目录)?(?={CN}|\d)")
PLATE = re.compile(rf"\s{{0,20}}(?P<label>{CN}{{1,4}}|\d{{1,4}})[、.．\s]{{1,20}}")
# The years of a part, up to the word that follows: 一九二一年至一九二六年五月; 日 of a
# name behind 年 is none of it.
YEAR = "[一二三四五六七八九〇零○]{4}"
DAY_OF = "(?:[一二三四五六七八九十]{1,3}月(?:[一二三四五六七八九十]{1,3}日)?)?"
YEARS = rf"{YEAR}(?:年{DAY_OF})?(?:[至到—－-]{{1,2}}{YEAR}(?:年{DAY_OF})?)?"
PART = re.compile(
    rf"(?:第{CN}{{1,3}}[编部卷篇]|卷[上中下一二三四五六七八九十])(?!{CN}*[、：]).{{1,14}}?(?:[（(][^（）()]{{2,20}}[)）]|{YEARS}(?!、)|(?={CN}{{1,3}}、)|$)|.{{1,14}}?(?:篇(?:{YEARS})?|[编部卷]{YEARS})(?!、)"
)
YEARED_PART = re.compile(rf"[^，。：]{{1,14}}?[篇编部卷]{YEARS}(?!、)")
# The head of a section between dashes, and that of a part before it: 附卷某某档案选—某某篇—某事
DASHED = re.compile(r"(?P<part>[^—，。：（）()]{2,24})?(?P<section>—[^—，。：（）()]{2,12}—)(?=[^—])")
# The head of a section in two halves, before a title whose sender nothing else tells: 修闸（上）甲致乙电.
HALF = re.compile(
    r"(?![^（）()]{0,14}(?:[致与给]|[电函信]$))[^，。：（）()]{2,14}[（(][上中下][)）](?=[\u4e00-\u9fff])"
)
# A day in Chinese numerals, which an entry keeps as it is printed: （一九三七年十一月十二日）.
NUMERAL_DAY = re.compile(
    r"[（(][一二三四五六七八九〇○零]{4}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?[)）]$"
)
# （不早于1937年11月12日）, （1937年11月12日至14日）: a date that is no single day.
LOOSE_DATE = re.compile(
    r"[（(][^（）()]{0,12}(?:\d{4}|[一二三四五六七八九〇○零]{4}|民国[元\d一二三四五六七八九十]{1,3})年[^（）()]{0,20}[)）]$"
)
SENDS = re.compile("致|[与同和][^，。：]{1,16}?(?:会谈|谈话|会见|会晤|通话)")
# Before these a name is the object of the sentence, so that no title begins with it; not so where
# it sends: 某某的答复 甲致乙电.
OBJECT_OF = "致与给向和同告对见为由复答问访晤谒"


@dataclass(frozen=True, slots=True)
class Item:
    """A part of the table: what it lists, where it stands in the text, and on which page it says it is."""

    level: str
    start: int
    end: int
    title: str
    label: str = ""
    date: str = ""
    page: str = ""
    day: str = ""
    back: bool = False


def find_contents(blocks: Blocks, options: Options) -> Recognised:
    """Text → the contents table at its beginning as `excluded` blocks (subtype contents), one for
    each entry, and the text after it.

    Their attrs: `level` part, section, front, document, inner (a head within the document above), attachment,
    chronology or plate; `title` (without spaces and date), `label` (附录三, 附件一), `date` (ISO), `day` (the
    brackets of a date in Chinese numerals), `page`, `back` of what stands behind the documents for itself (an
    index, a postface), and `n`, the running number on its level; none where a page stands behind no title. S040
    where there is no table, or nothing but the table.
    """
    text = blocks[0].text.text if blocks else ""
    table = table_range(text, int(str(options["within"])), int(str(options["longest"])))
    if table is None or not (text[table[1] :].strip() or blocks[1:]):
        return Recognised(blocks, (Finding("S040", blocks[0].text.at[0] if text else 0),))
    start, end = table
    whole = Concordance.of(squeeze(text).text)
    items = list(
        with_hidden_heads(with_inner_heads(list(read_items(text, start, end, whole)), text), text, whole)
    )
    listed = [cut(blocks[0], 0, start)] if start else []
    numbers: Counter[str] = Counter()
    for item in items:
        entry = cut(blocks[0], item.start, item.end)
        if not item.title:
            listed.append(entry)
            continue
        numbers[item.level] += 1
        attrs = {
            "level": item.level,
            "title": item.title,
            "label": item.label,
            "date": item.date,
            "page": item.page,
            "day": item.day,
            "back": "true" if item.back else "",
        }
        listed.append(told(entry, n=str(numbers[item.level]), **attrs))
    excluded = [told(block, "excluded", "contents-table", subtype="contents") for block in listed]
    return Recognised((*excluded, cut(blocks[0], end, len(text)), *blocks[1:]))


def table_range(text: str, within: int, longest: int) -> tuple[int, int] | None:
    """Where the table stands: from its caption, in the first `within` characters, to the last leader that is
    not further than `longest` characters from the one before it."""
    caption = CAPTION.search(text, 0, within)
    if caption is None:
        return None
    end = page = 0
    for leader in LEADER.finditer(text, caption.end()):
        if leader.start() - (end or caption.end()) > longest:
            break
        end = leader.end()
        page = leader.start("page")
    if not end:
        return None
    # The last page may run into the number of the first document, which the table began with.
    first, run = NUMBER.match(squeeze(text[caption.end() : end]).text), DIGITS_RUN_ON.match(text, page)
    if first and first["n"] and run and run["n"].endswith(first["n"]) and len(run["n"]) > len(first["n"]):
        end = run.end("n") - len(first["n"])
    return caption.end(), end


def read_items(text: str, start: int, end: int, whole: Concordance) -> Iterator[Item]:
    """The table → its entries, told by how often words stand in the `whole` text; heads of sections and parts
    that run into an entry are items of their own."""
    entries = list(led_entries(text, start, end))
    titles = [squeeze(text[a:b]).text for a, b, _, _ in entries]
    author = common_beginning(titles, owner(text, start))
    numbered = STEM_LABEL if any(map(BY_STEM.search, titles)) else LABEL
    counting = len([t for t in titles if NUMBER.search(t, 0, LONGEST_HEADS)]) * 2 > len(titles)
    plates = counted = dated = False
    reached = 0
    names = beginnings(titles)
    for first, last, after, page in entries:
        folded = squeeze(text[first:last])
        words, done = folded.text, 0
        if found := PLATES.match(words):
            plates, done = True, found.end()
        plate = PLATE.match(text, first + folded.start(done), last) if plates else None
        # A list of plates at the front of the table ends where its numbers do.
        plates = plates and (plate is not None or not counted)
        counted = counted or plate is not None
        if plates:
            begin = first + folded.start(done)
            title = squeeze(text[plate.end() if plate else begin : last]).text
            yield Item("plate", first, after, title, plate["label"] if plate else "", page=page)
            continue
        date = DATE.search(words)
        if not date and not LOOSE_DATE.search(words):
            yield undated(words, first, after, page, dated, counting)
            continue
        dated = True
        number = NUMBER.search(words, 0, LONGEST_HEADS) if counting else None
        done = number.start() if number else lines_before(text, first, folded) or heading_length(words, author)
        done = done or (0 if number or STEM_LABEL.search(words) else sender_behind(words, names, whole))
        done = done or part_length(words, whole)
        place, told_of = first, 0
        for level, title in headings_of(words[:done]):
            told_of += len(title)
            until = first + folded.start(told_of)
            yield Item(level, place, until, title)
            place = until
        label = number or numbered.match(words, done)
        titled = label_end(label, folded, reached) if label else done
        printed = words[label.start() : titled] if label else ""
        reached = ordinal(Entry("document", "", printed)) or reached
        day = NUMERAL_DAY.search(words)
        dated_at = date or day
        title = words[titled : dated_at.start() if dated_at else None]
        said = iso(date) if date else first_day(day[0]) if day else ""
        yield Item("document", place, after, title, printed, said, page, day[0] if day else "")


def label_end(label: re.Match[str], folded: Folded, reached: int) -> int:
    """Where the label of an appendix ends (附录一 三国协定): before a numeral behind white space, where it goes
    on in turn, below the one that `reached` so far, without that and not with it."""
    in_turn = (1, reached + 1)
    if ordinal(Entry("document", "", label[0])) in in_turn:
        return label.end()
    apart = (n for n in range(label.start() + 3, label.end()) if stands_apart(folded, n))
    short = (n for n in apart if ordinal(Entry("document", "", folded.text[label.start() : n])) in in_turn)
    return next(short, label.end())


def with_hidden_heads(items: Sequence[Item], text: str, whole: Concordance) -> Iterator[Item]:
    """The entries of the table → the same, with the heads of sections apart that only the numbers of the
    appendices, or the senders behind them, tell of."""
    entries = [Entry(i.level, i.title, i.label, printed_day(text[i.start : i.end])) for i in items]
    heads = before_senders(entries, whole) | hidden_heads(entries, whole)
    for n, item in enumerate(items):
        if length := heads.get(n):
            at = item.start + squeeze(text[item.start : item.end]).start(length)
            yield Item("section", item.start, at, item.title[:length])
            item = replace(item, start=at, title=item.title[length:])
        yield item


def with_inner_heads(items: Sequence[Item], text: str) -> list[Item]:
    """The entries of the table → the same, as heads within a document those without a day that count from one
    on, at least to two, right below an entry with a day."""
    found = list(items)
    for n, item in enumerate(items):
        if item.level != "document" or not (item.date or item.day or LOOSE_DATE.search(item.title)):
            continue
        row: list[Item] = []
        for below, numeral in zip(items[n + 1 :], ORDINALS, strict=False):
            apart = re.match(
                rf"\s*(?:第?{numeral}[章节、\s]|[（(]{numeral}[)）])", text[below.start : below.end]
            )
            if below.level != "document" or below.date or below.day or below.label or not apart:
                break
            row.append(replace(below, level="inner"))
        if len(row) >= FEWEST_INNER:
            found[n + 1 : n + 1 + len(row)] = row
    return found


def printed_day(entry: str) -> str:
    """The day of a document as an entry prints it, without brackets and white
    space; nothing where there is none."""
    day = DATE.search(squeeze(entry.partition("…")[0]).text)
    return day[0][1:-1] if day else ""


def led_entries(text: str, start: int, end: int) -> Iterator[tuple[int, int, int, str]]:
    """The table → where each entry begins, where its leader begins and its page ends, and that page.

    In a table that numbers its entries the page of one may run into the number of the next (388116、: page 388,
    then 116): it is parted there where the numbers go up, by as little as may be, and the pages do not go down.
    """
    first = LEADER.search(text, start, end)
    number = NUMBER.search(squeeze(text[start : first.start()]).text, 0, LONGEST_HEADS) if first else None
    last, reached = int(number["n"] or "0") if number else 0, 0
    for leader in LEADER.finditer(text, start, end):
        after = leader.end()
        run = DIGITS_RUN_ON.match(text, leader.start("page"), end) if number else None
        parts = [(int(run["n"][k:]), k) for k in range(1, len(run["n"])) if run["n"][k] != "0"] if run else []
        parts = [(n, k) for n, k in parts if run and n > last and int(run["n"][:k]) >= reached]
        if run and parts:
            last, length = min(parts)
            after = run.start() + length
        page = text[leader.start("page") : after]
        reached = int(page)
        yield start, leader.start(), after, page
        start = after


def undated(words: str, start: int, end: int, page: str, after_documents: bool, counting: bool = False) -> Item:
    """An entry without a date: an attachment, a chronology, or a text that stands before or after the
    documents; a document where the table is `counting` them and numbers it."""
    if counting and (number := NUMBER.match(words)):
        return Item("document", start, end, words[number.end() :], number[0], page=page)
    if found := ATTACHMENT.match(words):
        return Item("attachment", start, end, found["title"], found["label"], page=page)
    if CHRONOLOGY.match(words):
        return Item("chronology", start, end, words, page=page)
    back = after_documents and BACK_MATTER.match(words) is not None
    return Item("document" if after_documents else "front", start, end, words, page=page, back=back)


def iso(date: re.Match[str]) -> str:
    """A date in brackets → ISO as far as it goes; a letter l in a number is a misread 1."""
    return "-".join(f"{int(date[key].replace('l', '1')):02}" for key in "ymd" if date[key])


def owner(text: str, start: int) -> str:
    """The name before the caption of the table that starts at `start` (某某目录), or nothing."""
    caption = CAPTION.search(text, max(0, start - 8), start)
    name = WORKS.sub("", squeeze(text[: caption.start()]).text) if caption else ""
    return name if OWNER.fullmatch(name) else ""


def common_beginning(titles: Sequence[str], owned: str) -> str:
    """The name that most titles of documents begin with (that of the author of the volume), or nothing: the one
    above the table, `owned`, where it stands in a third of the titles, or of those of the documents themselves;
    else that which the titles have in common.

    The longest beginning that nearly all titles share whose first two characters are the commonest; in a short
    table, where the heads of sections stand before most titles, the name they share before 致 or 与.
    """
    dated = [t for t in titles if DATE.search(t) and not LABEL.search(t)]
    if not dated:
        return ""
    if owned and any(3 * sum(owned in t for t in among) >= len(among) for among in (titles, dated)):
        return owned
    [(lead, count)] = Counter(t[:2] for t in dated).most_common(1)
    if 2 * count < len(dated):
        return common_sender(dated)
    for length in range(8, 2, -1):
        name, shared = Counter(t[:length] for t in dated if t.startswith(lead)).most_common(1)[0]
        if shared >= 0.95 * count:
            return name.rstrip("致与给")
    return lead


def common_sender(titles: Sequence[str]) -> str:
    """The longest name before 致 or 与 that most titles share whatever stands before it, or nothing."""
    senders = [found[1] for title in titles if (found := re.match(r"(.{2,40}?)[致与]", title))]
    for length in range(8, 1, -1):
        ends = Counter(sender[-length:] for sender in senders if len(sender) >= length)
        name, shared = ends.most_common(1)[0] if ends else ("", 0)
        if shared >= 3 and 2 * shared > len(titles):
            return name
    return ""


def heading_length(words: str, author: str) -> int:
    """How many characters of an entry are heads of a part or section that stand before its title."""
    if dashed := DASHED.match(words):
        return dashed.end()
    if label := LABEL.search(words):
        return label.start() if label.start() <= 40 else 0
    found = words.find(author, 1, 40) if author and not words.startswith(author) else -1
    sends = SENDS.match(words, found + len(author))
    if found >= 2 and (words[found - 1] not in OBJECT_OF or sends):
        return found
    part = YEARED_PART.match(words)
    done = part.end() if part else 0
    half = HALF.match(words, done)
    return half.end() if half else done


def lines_before(text: str, first: int, folded: Folded) -> int:
    """In a table with a line for each entry: how many characters of the entry that begins at `first` stand
    on short lines above its last, the heads of a part or section; 0 where a line is long or has a colon, as
    the first line of a long title."""
    whole = text[first : first + folded.end(len(folded.text))]
    above, _, _ = whole.rpartition("\n")
    heads = above.split("\n")
    if whole[:1] != "\n" or any(len(head) > LONGEST_HEADS or "：" in head for head in heads):
        return 0
    return len(squeeze(above).text)


def headings_of(words: str) -> Iterator[tuple[str, str]]:
    """The heads before an entry → level and title of each:
    某某篇一九二一年至一九二六年 a part, the rest a section."""
    dashed = DASHED.match(f"{words} ")
    if dashed and dashed.end() == len(words):
        yield from (("part", dashed["part"]),) if dashed["part"] else ()
        yield "section", dashed["section"]
        return
    part = PART.match(words)
    if part:
        yield "part", part[0]
    rest = words[part.end() if part else 0 :]
    if rest:
        yield "section", rest


def listed_entries(blocks: Sequence[Block], *levels: str) -> list[Block]:
    """The entries of the contents table on the given levels, in the order of the table."""
    return [b for b in blocks if b.kind == "excluded" and b.attrs.get("level", "") in levels]


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("contents-table", "segment", find_contents, {"within": 2000, "longest": 300}),
)
