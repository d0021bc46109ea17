"""A chronology whose entries run one below the other: year, day, what happened."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.folding import SPACE
from edition.rules.formulas import SEASON
from edition.rules.parting import part

TO = r"\s*[-－—至]\s*"
DAYS = rf"\s*(?P<day>\d{{1,2}})\s*日?(?:{TO}(?:(?P<month2>\d{{1,2}})\s*月)?(?P<day2>\d{{1,2}})\s*日)?"
ENTRY = re.compile(
    r"(?:(?<=[\r\n])|(?<=\A)|(?<=注))[ ]*(?:(?P<year>[12]\d{3}\s*年|(?:中华)?民国[元一二三四五六七八九十\d]{1,3}年\s*[（(][12]\d{3}\s*年?[)）])\s*)?"
    rf"(?P<when>(?:(?P<first>\d{{1,2}}){TO})?(?P<month>\d{{1,2}})\s*月(?:{DAYS}|[上中下]旬|初|底)?|{SEASON}|年[初底])(?=[ \u3000])"
)


WESTERN = re.compile(r"[12]\d{3}")


def find_entries(blocks: Blocks, options: Options) -> Recognised:
    """The text below the head of a chronology → a head (type section) for each year, `entry` blocks for the dates that
    start a line. Attrs of an entry: `date`, and `until` where it lasts, ISO."""
    result: list[Block] = []
    inside = False
    year = ""
    for block in blocks:
        if block.attrs.get("opens"):
            inside, year = block.attrs["opens"] == "chronology", ""
        if inside and block.kind == "para":
            for made in read_entries(block, year):
                year = made.attrs.get("year", year)
                result.append(told(made, year=""))
        else:
            result.append(block)
    return Recognised(tuple(result))


def read_entries(block: Block, year: str) -> Iterator[Block]:
    """A block → heads of years (attr `year`) and entries; what stands before the first entry stays."""
    text = block.text.text
    found = list(ENTRY.finditer(text))
    start = found[0].start() if found else len(text)
    if text[:start].strip(SPACE):
        yield part(block, 0, start)
    for n, entry in enumerate(found):
        end = found[n + 1].start() if n + 1 < len(found) else len(text)
        begin = entry.start("when")
        if entry["year"]:
            year = next(WESTERN.finditer(entry["year"]))[0]
            head = part(block, entry.start("year"), entry.end("year"))
            yield told(head, "head", "chronology", type="section", year=year)
        first = iso(year, entry["first"] or entry["month"], entry["day"])
        ends = bool(entry["day2"] or entry["first"])
        last = iso(year, entry["month2"] or entry["month"], entry["day2"]) if ends else ""
        yield told(part(block, begin, end), "entry", "chronology", date=first, until=last)


def iso(year: str, *numbers: str | None) -> str:
    """Printed year, month and day → ISO, as far as it goes."""
    return "-".join([year, *(f"{int(n):02}" for n in numbers if n)]) if year else ""


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("chronology", "segment", find_entries),)
