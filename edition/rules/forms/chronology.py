"""A chronology, each entry with its day: one whose entries run on, and one whose title says so and
whose paragraphs are the entries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import ERA, MONTH, NUMBER, YEAR
from edition.rules.language.dates import iso as first_date
from edition.rules.language.formulas import SEASON
from edition.rules.language.lexicon import PART_OF_DAY
from edition.rules.language.numerals import number
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE
from edition.rules.text.parting import part

TO = r"\s*[-－—至]\s*"
# The year of 1957年初 is 1957 alone: the entry below it begins with 年初.
IN_YEAR = (
    rf"(?:{YEAR}|{ERA})\s*(?:年(?!\s*[初中底末])(?:\s*[（(][^（）()\r\n]{{2,12}}[)）])?|(?=年\s*[初中底末]))"
)
DAYS = rf"\s*(?P<day>{NUMBER})\s*日?(?:{TO}(?:(?P<month2>{MONTH})\s*月\s*)?(?P<day2>{NUMBER})\s*日)?"
MONTHS = rf"(?:(?P<first>{MONTH}){TO})?(?P<month>{MONTH})\s*月(?:{DAYS}|{TO}(?P<month3>{MONTH})\s*月|[上中下]旬|[上下]半月|[初中底末])?"
# Without a month: 冬, 年底, 下半年, and what goes on from the entry before, 同月, 是年.
LESS = rf"{SEASON}[初末]?|年\s*[初中底末]|[上下]半年|[同是当本][年月日]|[次翌][年月日]|[正冬腊]月(?:初{NUMBER}|{NUMBER}|[初底中末])?日?"
# A year alone before what happened in it: 1952年 全年运石四千船。
ALL_YEAR = rf"(?<=年)(?=[ \u3000]+(?!\d|{SEASON}|[元正冬腊上下初中底末同是])[\u4e00-\u9fff“《])"
ENTRY = re.compile(
    rf"(?:(?<=[\r\n])|(?<=\A)|(?<=注))(?P<lead>[ \u3000]*)(?:(?P<year>{IN_YEAR})\s*)?(?P<when>(?:(?:[同是当]年\s*)?{MONTHS}|{LESS}|{ALL_YEAR})(?:(?:{PART_OF_DAY}|[晨早晚夜]|前后|左右)(?=[ \u3000]))?)(?=(?P<after>[ \u3000，：:]))"
)
COMMAS = "，：:"
CHRONICLE = re.compile("年谱|大事[记表]|纪事|编年|年表|日志(?!愿)|活动记")
"""What a text is called whose parts are what happened on each day."""
OF_YEAR = re.compile(rf"[ \u3000]*(?P<year>{YEAR})\s*年")
ONLY_YEAR = re.compile(r"[^，。；：]*")
FEWEST = 3
"""So many paragraphs at least that begin with a day and white space make such a text."""


def find_entries(blocks: Blocks, options: Options) -> Recognised:
    """The text below the head of a chronology → a head (type section) for each year, if each is named once and
    parted from the day behind it, and `entry` blocks for the dates that start a line with white space behind
    them, or, where none has any, that start a paragraph with a comma or colon. Attrs of an entry: `date`, and
    `until` where it lasts, ISO. A date without a month (冬, 同月) is a date mark."""
    within = [block for block, inside in walked(blocks) if inside]
    found = [entry for block in within for entry in ENTRY.finditer(block.text.text)]
    spaced = any(entry["after"] not in COMMAS for entry in found)
    chosen = [entry for entry in found if fits(entry, spaced=spaced)]
    years = [year_of(entry) for entry in chosen if entry["year"]]
    heads = len(set(years)) == len(years) and all(stands_apart(entry) for entry in chosen if entry["year"])
    result: list[Block] = []
    year = ""
    for block, inside in walked(blocks):
        if block.attrs.get("opens"):
            year = ""
        if not inside:
            result.append(block)
            continue
        entries = [entry for entry in ENTRY.finditer(block.text.text) if fits(entry, spaced=spaced)]
        for made in read_entries(block, entries, year, heads=heads):
            year = made.attrs.get("year", year)
            result.append(told(made, year=""))
    return Recognised(tuple(result))


def walked(blocks: Blocks) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it is text below the head of a chronology."""
    inside = False
    for block in blocks:
        if block.attrs.get("opens"):
            inside = block.attrs["opens"] == "chronology"
        yield block, inside and block.kind == "para"


def fits(entry: re.Match[str], *, spaced: bool) -> bool:
    """Whether a date at the start of a line begins an entry: white space stands behind it, or, where entries
    are not `spaced`, a comma, and a paragraph begins with it."""
    return entry["after"] not in COMMAS if spaced else bool(entry["lead"]) or entry.start() == 0


def stands_apart(entry: re.Match[str]) -> bool:
    """Whether white space parts the year printed before a date from it."""
    return entry["year"] != entry["year"].rstrip() or entry.start("when") > entry.end("year")


def read_entries(block: Block, found: Sequence[re.Match[str]], year: str, *, heads: bool) -> Iterator[Block]:
    """A block → heads of years, if the years are `heads` and no part of the dates, and entries; both say the
    `year`. What stands before the first entry stays."""
    text = block.text.text
    start = found[0].start() if found else len(text)
    if text[:start].strip(SPACE):
        yield part(block, 0, start)
    for n, entry in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        begin = entry.start("when")
        if entry["year"]:
            year = year_of(entry)[:4]
            if heads:
                head = part(block, entry.start("year"), entry.end("year"))
                yield told(head, "head", "chronology", type="section", year=year)
            else:
                begin = entry.start("year")
        ends = bool(entry["day2"] or entry["first"] or entry["month3"])
        first = iso(year, entry["first"] or entry["month"], entry["day"])
        last = iso(year, entry["month2"] or entry["month3"] or entry["month"], entry["day2"]) if ends else ""
        made = part(block, begin, end)
        if not entry["month"] and entry["when"]:
            made = replace(made, marks=(Mark("date", 0, entry.end("when") - begin), *made.marks))
        yield told(made, "entry", "chronology", date=first, until=last, year=year)


def year_of(entry: re.Match[str]) -> str:
    """The year printed before the date of an entry → ISO."""
    return first_date(entry["year"] if "年" in entry["year"] else entry["year"].strip() + "年")


def iso(year: str, *numbers: str | None) -> str:
    """Printed year, month and day → ISO, as far as it goes."""
    return "-".join([year, *(f"{number(n):02}" for n in numbers if n)]) if year else ""


def find_chronicle(blocks: Blocks, options: Options) -> Recognised:
    """The paragraphs of a text whose title calls it a chronicle, at least three, that begin with a
    date and white space → `entry` blocks with `date` and `until`, as `chronology` makes them; those
    between two of them belong to the one above (attr `further`). The year stands in the entry, in a
    head above it or in the title."""
    result = list(blocks)
    start = 0
    for end in range(1, len(blocks) + 1):
        if end < len(blocks) and not blocks[end].attrs.get("opens"):
            continue
        if CHRONICLE.search(blocks[start].text.text):
            result[start:end] = with_entries(blocks[start:end])
        start = end
    return Recognised(tuple(result))


def with_entries(document: Sequence[Block]) -> list[Block]:
    """The blocks of a chronicle → the same, its dated paragraphs as entries, if there are enough."""
    found = {n: entry for n, block in enumerate(document) if (entry := opening(block))}
    result = list(document)
    if len(found) < FEWEST:
        return result
    year, last = "", max(found)
    for n, block in enumerate(document):
        if n in found:
            made = next(iter(read_entries(block, [found[n]], year, heads=False)))
            year = made.attrs.get("year", year)
            result[n] = told(made, year="")
            continue
        begun = OF_YEAR.match(block.text.text)
        alone = begun is not None and ONLY_YEAR.fullmatch(block.text.text) is not None
        if block.kind in ("head", "dateline") or alone:
            year = first_date(block.text.text)[:4] or year
        elif begun and first_date(begun[0])[:4] != year:
            year = ""
        if (
            block.kind == "para"
            and not alone
            and is_further(block)
            and min(found) < n < last
            and result[n - 1].kind == "entry"
        ):
            result[n] = told(block, "entry", "chronicle", further="1")
    return result


def is_further(block: Block) -> bool:
    """Whether a paragraph between entries is one of text, and no head of a month (3月)."""
    return block.kind == "para" and finished(block.text.text)


def opening(block: Block) -> re.Match[str] | None:
    """The date with which a paragraph begins before white space."""
    return begins_entry(block.text.text) if block.kind == "para" else None


def begins_entry(text: str) -> re.Match[str] | None:
    """The date before white space with which a line begins, as an entry does."""
    entry = ENTRY.match(text)
    return entry if entry and entry["after"] not in COMMAS else None


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("chronology", "segment", find_entries),
    Recogniser("chronicle", "segment", find_chronicle),
)
