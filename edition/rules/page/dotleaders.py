"""The printed contents table of a book or bulletin: a title, dots or a tab, and the page, one entry a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import glue, told

CONTENTS = re.compile(r"总?目\s*[录錄次]|CONTENTS", re.I)
PAGE = re.compile(r"[(（]?(\d{1,4}|[ivxlc]{1,7})[)）]?", re.I)
LEADERS = ".…·．"
WIDE = re.compile(r"\t|\u3000{2}| {4}")
SIGNED_ENTRY = re.compile(
    rf"(?P<title>[^{LEADERS}]+)[{LEADERS}]{{2,}}\s*[\u4e00-\u9fff·　 ]{{2,10}}?\s*[（(](?P<page>\d{{1,4}})[）)]"
)
BARE_PAGE = re.compile(r"(?P<title>.{4,}[\u4e00-\u9fff”》])[(（](?P<page>\d{1,3})[)）]")
"""An entry whose page stands in brackets right behind its title."""
CN = r"[一二三四五六七八九十百]{1,4}"
LABELS = (
    re.compile(rf"第(?:{CN}|\d{{1,2}})[编篇部](?:分)?|[上中下][编篇]"),
    re.compile(rf"第(?:{CN}|\d{{1,2}})章|附[录錄](?:{CN}|\d{{1,2}})?"),
    re.compile(rf"第(?:{CN}|\d{{1,2}})节|\d{{1,2}}[.．、]|{CN}、"),
    re.compile(rf"[（(](?:{CN}|\d{{1,2}})[)）]"),
)
"""How a book numbers its parts, chapters, sections and subsections; what has no
number ranks with the chapters."""
COUNTED_APART = re.compile(rf"(?P<n>{CN})[ \u3000]+(?=\S)")
"""The number of a section that white space alone parts from its title."""
FEWEST_ENTRIES, LONGEST_ENTRY = 3, 40
"""So many entries without pages at least say the same as heads below them; so
many characters at most each has."""
PART, CHAPTER, SECTION = 0, 1, 2
"""The ranks of the first three."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title without its white space, cut into its number (第一章, 1.) and the rest; `rank` as in LABELS."""

    label: str
    rest: str
    rank: int


def read_title(text: str) -> Title:
    """A line → its title."""
    if counted := COUNTED_APART.match(text):
        return Title(counted["n"], re.sub(r"\s", "", text[counted.end() :]), SECTION)
    bare = re.sub(r"\s", "", text)
    for rank, pattern in enumerate(LABELS):
        if found := pattern.match(bare):
            return Title(found[0], bare[found.end() :].lstrip("：:"), rank)
    return Title("", bare, CHAPTER)


def find_contents(blocks: Blocks, options: Options) -> Recognised:
    """The lines below 目录 that end in a page → `excluded` of subtype contents with attrs `title` (without
    spaces), `label`, `page` and `level` (1 is the highest that occurs). An entry may take up to `lines` lines.

    The table ends where the next `lines` lines hold no page. Where there is none, lines above the first head
    inside a text that say this and the further ones are one without pages.
    """
    reach = int(str(options["lines"]))
    start = next(
        (n for n, b in enumerate(blocks) if b.kind in ("line", "head") and CONTENTS.fullmatch(b.text.text)), -1
    )
    entries = list(each_title(blocks, entries_from(blocks, start + 1, reach))) if start >= 0 else []
    if not entries:
        return Recognised(tuple(without_pages(blocks)))
    titles = [title_of(blocks[a:b]) for a, b in entries]
    ranks = sorted({title.rank for title, _ in titles})
    listed = [
        told(
            glue(blocks[a:b]), "excluded", "contents-leaders",
            subtype="contents", title=title.rest, label=title.label, page=page, level=str(ranks.index(title.rank) + 1),
        )
        for (a, b), (title, page) in zip(entries, titles, strict=True)
    ]  # fmt: skip
    head = told(blocks[start], "excluded", "contents-leaders", subtype="contents", type="")
    text = headed([title for title, _ in titles], blocks[entries[-1][1] :])
    return Recognised((*blocks[:start], head, *listed, *text))


def headed(titles: Sequence[Title], blocks: Sequence[Block]) -> Iterator[Block]:
    """What stands below a contents table of these `titles` → the same, a line that is one of them as a head,
    where another of them is a head already."""
    said = [read_title(b.text.text) if b.kind == "head" or is_brief(b) else None for b in blocks]
    known = any(b.kind == "head" and title in titles for b, title in zip(blocks, said, strict=True))
    for block, title in zip(blocks, said, strict=True):
        listed = known and block.kind == "line" and title in titles
        yield told(block, "head", "contents-leaders", type="section") if listed else block


def without_pages(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, lines that stand right above a head, the first of which says the same as
    that, and at least three the same as heads of the text, as the entries of a contents table without
    pages, and 目录 above them too."""
    result = list(blocks)
    heads = [n for n, block in enumerate(blocks) if block.kind == "head" and not block.attrs.get("opens")]
    first = heads[0] if heads else 0
    start = first
    while start and is_brief(blocks[start - 1]):
        start -= 1
    named = start < first and CONTENTS.fullmatch(blocks[start].text.text) is not None
    begins = start + named
    titles = [read_title(blocks[n].text.text) for n in range(begins, first)]
    below = [read_title(blocks[n].text.text) for n in heads]
    if titles[:1] != below[:1] or len(set(titles) & set(below)) < FEWEST_ENTRIES:
        return result
    ranks = sorted({title.rank for title in titles})
    if named:
        result[start] = told(blocks[start], "excluded", "contents-leaders", subtype="contents")
    for n, title in zip(range(begins, first), titles, strict=True):
        said = {"title": title.rest, "label": title.label, "level": str(ranks.index(title.rank) + 1)}
        result[n] = told(blocks[n], "excluded", "contents-leaders", subtype="contents", **said)
    return result


def is_brief(block: Block) -> bool:
    """Whether a line is as short as an entry, and no sentence."""
    return block.kind == "line" and len(block.text) <= LONGEST_ENTRY and not finished(block.text.text)


def entries_from(blocks: Sequence[Block], start: int, reach: int) -> list[tuple[int, int]]:
    """→ the ranges of lines of the entries from `start` on."""
    entries: list[tuple[int, int]] = []
    while True:
        end = next((n + 1 for n in range(start, min(start + reach, len(blocks))) if is_entry(blocks[n])), 0)
        if not end:
            return entries
        entries.append((start, end))
        start = end


def each_title(blocks: Sequence[Block], entries: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Ranges of lines → the same, a title without a page above one of a lower rank (第一编 above
    第一章) as an entry of its own."""
    for start, end in entries:
        first = start
        for n in range(start, end - 1):
            title, below = (read_title(blocks[m].text.text) for m in (n, n + 1))
            if title.label and ((below.label and title.rank < below.rank) or not title.rest):
                yield first, n + 1
                first = n + 1
        yield first, end


def is_entry(block: Block) -> bool:
    """Whether a line is an entry of a contents table."""
    return block.kind == "line" and entry(block.text.text) is not None


def entry(line: str) -> tuple[str, str] | None:
    """A line → its title and page, where leaders, a tab, a wide space, or a bracket part the two; between
    leaders and a page in brackets an author may stand."""
    if found := SIGNED_ENTRY.fullmatch(line) or BARE_PAGE.fullmatch(line):
        return found["title"].rstrip(), found["page"]
    space = max(line.rfind(c) for c in " \t\u3000" + LEADERS)
    page = PAGE.fullmatch(line, space + 1)
    title = line[: space + 1].rstrip(" \t\u3000" + LEADERS)
    between = line[len(title) : space + 1]
    led = (
        sum(c in LEADERS for c in between) >= 2 or WIDE.search(between) or line[space + 1 :][:1] in ("(", "（")
    )
    return (title, page[1]) if page and title and between and led else None


def title_of(lines: Sequence[Block]) -> tuple[Title, str]:
    """The lines of an entry → its title and page, which a part may not have."""
    found = entry(lines[-1].text.text) or (lines[-1].text.text, "")
    return read_title("".join(line.text.text for line in lines[:-1]) + found[0]), found[1]


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("contents-leaders", "segment", find_contents, {"lines": 3}),)
