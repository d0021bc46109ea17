"""What a note cites: books, articles and papers of an archive, each with its volume,
issue and pages (TEI 3.12, bibl).

texts with names → bibl marks in their notes, and scope marks inside them
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.annotate.passage import Reading, passages, read_block
from edition.model import Block, Mark, Structured
from edition.rules.language.lexicon import ARCHIVES, PUBLISHERS, SHELVES
from edition.rules.language.numerals import UP_TO, number

NUMBER = r"(?:\d{1,5}|[〇零一二三四五六七八九十百]{1,6})"
NUMBERS = rf"{NUMBER}(?:(?:{UP_TO}|[、,，]){NUMBER})*"
TITLE = r"《[^《》。；]{2,60}》"
AUTHOR = r"[^，,。；：:《》]{2,40}?(?:(?<![说称])(?<![写说报]道)[：:]|主编|编著|[编著译撰])"
PAGES = rf"第{NUMBERS}页(?:(?:{UP_TO}|[、,，])第{NUMBERS}页)*(?:以下|起)?"
SCOPE = rf"{PAGES}|第{NUMBERS}[卷册辑集期号版章节](?:[上中下][册卷]?)?|[上中下][册卷]"
IMPRINT = rf"[^，,。；《》\d()]{{2,30}}(?:{PUBLISHERS})"
YEAR = r"[12]\d{3}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:第?[一二三四五六七八九十\d]{0,2}版)?"
HOLDER = rf"(?:(?:载于?|收入|见)(?:[^，,。；：:《》]{{2,12}}(?:主编|[编著]))?)?{TITLE}"
PLACED = rf"[\u4e00-\u9fff·]{{2,8}}(?<![于在自至从到后前的是为]){YEAR}(?=[，,]?第{NUMBERS}[页卷册辑集])"
STEP = rf"[，,]?(?:{HOLDER}|\([^()。；]{{1,24}}\)|{IMPRINT}|{PLACED}|{YEAR}|{SCOPE}|的?附录|注\d+)"
WORK = rf"(?P<author>{AUTHOR})?(?P<title>{TITLE})(?P<steps>(?:{STEP}){{1,24}}+)"
SIGN = rf"(?:{SHELVES}|[φΦфФ]|[Оо]п|[пдл])"
PAPERS = rf"[^，,。；：:《》]{{2,20}}(?:{ARCHIVES})藏?(?:[，,]?{SIGN}[^，,。；《》]{{0,24}}){{1,12}}+(?:[，,]?{PAGES})?"
AGAIN = rf"(?:同上|同前)[书文]?(?:{STEP}){{0,24}}+"
CITED = re.compile(rf"(?:{WORK}|(?P<papers>{PAPERS})|(?<![^。；])(?P<again>{AGAIN}))(?=[，,。；)]|$)")
LEAD = re.compile(r".*(?:转引自|参见|参看|参阅|参考|详见|引自|可见|载于)|[又另亦也]?[见据载]")
"""What leads to a citation and is no part of it, before the author or the archive."""
SURE = re.compile(
    rf"(?:{YEAR}|(?!第{NUMBERS}号))(?:{SCOPE})|(?:{IMPRINT}|\([^()\d]{{1,16}}|{TITLE}(?:\([^()]{{1,24}}\))?[，,]?){YEAR}"
)
"""What makes a title a citation: a volume, issue or page (a number 号, which decisions have too, behind its
year); or a year behind its publisher, its place or its newspaper."""
UNITS = (
    ("volume", re.compile(rf"(?<=第){NUMBER}(?=[卷册辑集])|[上中下](?=[卷册])")),
    ("issue", re.compile(rf"(?<=第){NUMBERS}(?=[期号])")),
    ("page", re.compile(rf"(?<=第){NUMBERS}(?:页{UP_TO}第{NUMBER})?(?=页)")),
)
NUMERALS = re.compile(
    r"(?:[一二三四五六七八九]百零?)?(?:[一二三四五六七八九]?十)?[一二三四五六七八九]?|[一二三四五六七八九][〇零一二三四五六七八九]+"
)
RANGE = re.compile(rf"(?P<first>{NUMBER})页?{UP_TO}第?(?P<last>{NUMBER})")


@dataclass(frozen=True, slots=True)
class Citation:
    """The mark of a citation, with the id of its work or "", and those of its volume, issue and pages."""

    bibl: Mark
    scopes: tuple[Mark, ...]

    def holds(self, refs: list[Mark]) -> bool:
        """Whether cross-references leave it whole: none stands on what it prints of volume or pages."""
        return not any(scope.start < ref.end and ref.start < scope.end for ref in refs for scope in self.scopes)


def cite_in_notes(text: Structured) -> dict[int, list[Citation]]:
    """A text with names → the citations in its notes, by the numbers of their passages. 同上 repeats the work
    of the note before, if that cites a single one."""
    found: dict[int, list[Citation]] = {}
    before = ""
    for passage in passages(text):
        if not passage.in_note or passage.block.kind != "note":
            continue
        citations = list(citations_in(passage.block, before))
        if citations:
            found[passage.number] = citations
        works = {citation.bibl.attrs.get("work", "") for citation in citations}
        before = works.pop() if len(works) == 1 else ""
    return found


def citations_in(block: Block, before: str) -> Iterator[Citation]:
    """The body of a note, and the work that the note before cites → its citations in order."""
    reading = read_block(block)
    for match in CITED.finditer(reading.text):
        if match["title"] and not SURE.search(match["steps"]):
            continue
        lead = LEAD.match(match["author"] or match["papers"] or "")
        start, end = match.start() + (lead.end() if lead else 0), match.end()
        work = before if match["again"] else named(block, reading, *match.span("title"))
        bibl = Mark("bibl", *reading.range(start, end), {"work": work} if work else {})
        yield Citation(bibl, tuple(scopes(reading, start, end)))


def named(block: Block, reading: Reading, start: int, end: int) -> str:
    """A range of what is read in a block → the work that is named there, if one is."""
    if start < 0:
        return ""
    first, last = reading.range(start, end)
    works = (m for m in block.marks if m.kind == "name" and m.attrs.get("type") == "work" and "ref" in m.attrs)
    return next((m.attrs["ref"] for m in works if first <= m.start and m.end <= last), "")


def scopes(reading: Reading, start: int, end: int) -> Iterator[Mark]:
    """A citation `start`..`end` in what is read → the marks of its volume, issue and
    pages, as far as it prints them."""
    for unit, pattern in UNITS:
        found = pattern.search(reading.text, start, end)
        if found is None:
            continue
        ends = RANGE.fullmatch(found[0])
        said = {"n": figures(found[0])}
        if ends:
            said = {"from": figures(ends["first"]), "to": figures(ends["last"])}
        elif unit == "page" and re.fullmatch(NUMBER, found[0]):
            said = {"from": said["n"], "to": said["n"]}
        yield Mark("scope", *reading.range(*found.span()), {"unit": unit, **said})


def figures(printed: str) -> str:
    """The number of a volume, an issue or a page as it is printed → in figures, by which it is found whichever
    way it is printed: 第七卷 is volume 7; what is no number, as 上, is left."""
    return str(number(printed)) if printed and NUMERALS.fullmatch(printed) else printed
