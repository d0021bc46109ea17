"""The parts of a book: title pages, list of editors, forewords, chapters, sections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import cut, glue, leave_out, stripped, told
from edition.rules.dotleaders import Title, read_title
from edition.rules.formulas import SURNAME
from edition.rules.lexicon import PUBLISHERS
from edition.rules.sentences import finished

FOREWORD = re.compile(
    r"(?:总|代|自|再版|修订版|中文版|原|译者|作者)?序(?:言|一|二|三)?|[前引导绪弁][言论]|(?:编辑|出版|编译|本卷|编者)?说明|凡例|题记"
    r"|(?:编者|译者|出版者)的话|编者按|致读者|小引|引子|缘起|开场白|.{2,60}[（(]代(?:前言|序言?|自序)[）)]"
)
AFTERWORD = re.compile(
    r"(?:编|译|再版)?后记|跋|结[语论]|结束语|余论|致谢|大事(?:年表|记)|(?:主要)?参考(?:文献|书目)|索引"
)
SERIES = re.compile(r"《[^《》]{2,30}》(?:[^，。；]{0,6})|[^，。；]{2,30}丛书")
SERIES_LINE = re.compile(
    r"丛书|丛刊|文库|书系|系列|译丛|论丛|规划|重点图书|项目|资助|基金|获.{0,20}奖|奖.{0,8}(?:获奖|作品)"
)
BY = re.compile(r"[^，。；：、]{2,24}?\s*(?:著|编著|主编|选编|合编|编|译|编译|合译|校|校注|撰|辑)")
PRINTER = re.compile(
    r".{0,40}(?:(?:出版社|出版公司|印书馆|书店|书局)出版|印刷厂印刷|印刷|装订|发行所?|经销)|开本.*|[12]\d{3}年.{0,12}第.{1,3}[版次].*|印数.*|(?:统一)?书号.*|ISBN.*"
    r"|定价.*|字数.*|印张.*|[（(][^（）()]{2,24}号[）)]|图书在版编目.*|中国版本图书馆.*|[^，。]{2,40}[／/][^，。]{2,24}[著编译][．.].*|[ⅠI][．.].{1,12}[Ⅱ…].*|(?:责任编辑|封面设计|版式设计|装帧设计|美术编辑|责任校对)[：: \u3000].{1,20}",
    re.I,
)
"""Lines of the imprint on the back of a title page: printer, format, editions, number of copies, price."""
IMPRINT = (
    (
        "publisher",
        re.compile(rf"[^，。；：]{{2,30}}(?:{PUBLISHERS})"),
    ),
    (
        "date",
        re.compile(
            r"(?:[12]\d{3}|[一二][〇○零一二三四五六七八九]{3})\s*年?(?:\s*\d{1,2}\s*月)?(?:\s*[·.，]?\s*[\u4e00-\u9fff]{2,4})?"
        ),
    ),
    ("imprint", PRINTER),
    ("edition", re.compile(r".{0,12}(?:第.{1,3}版|修订版|增订版|初版|再版|重印)")),
)
ABSTRACT = re.compile(r"内容(?:提要|简介|说明|介绍)|作者简介")
BYLINE = re.compile(r"[\u4e00-\u9fff·]{2,8}")
WRITER = rf"(?:{SURNAME}[\u4e00-\u9fff]{{1,2}}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]{{1,8}})(?:[（(][\u4e00-\u9fff]{{1,6}}[）)])?"
WRITERS = re.compile(rf"{WRITER}(?:[、，,]\s*{WRITER}){{1,5}}")
"""Those who wrote a chapter, below its title."""
PART_AND_CHAPTER = re.compile(
    r"(?:第[一二三四五六七八九十]{1,3}[编篇部]|[上中下][编篇])[^。！？；]{0,40}?[ \u3000]+(?=第(?:[一二三四五六七八九十]{1,3}|\d{1,2})章)"
)
"""The title of a part before that of its first chapter on the same line."""
BOARD = re.compile(r".{0,30}(?:编辑委员会|编委会|编辑部|编写组|编译组|编审委员会|编写人员|编辑人员)(?:名单)?")
# What a library or a printer put on the page: no word, or letters and digits that are no year.
MARK = re.compile(r"[\W\d_]*|(?![12]\d{3}(?!\d))(?=.*\d)[A-Za-z\d./:\-—·]{1,12}")
OFFICE = re.compile(
    r"(?:主\s*编|副\s*主\s*编|编\s*委|委\s*员|顾\s*问|成\s*员|编\s*者|作\s*者|撰\s*稿\s*人?)\s*(?:[（(][^（）()]{2,20}[）)])?[：:]?"
)
SPACED_NAME = re.compile(r"[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff](?![\u4e00-\u9fff])")
"""A name of two characters, spaced out to the width of three."""
ONE_NAME = re.compile(rf"(?:{SPACED_NAME.pattern}|[\u4e00-\u9fff·]{{2,12}})(?:[（(][^（）()]{{1,20}}[）)])?")
"""A name in a list, perhaps spaced out, perhaps with where its bearer works."""
NAMES = re.compile(rf"[\s、，,]*{ONE_NAME.pattern}(?:[\s、，,]+{ONE_NAME.pattern})*[\s、，,]*")
PART, CHAPTER, SECTION = 0, 1, 2


def find_book_parts(blocks: Blocks, options: Options) -> Recognised:
    """The lines of a book → its pieces.

    Before the first foreword, contents table or chapter: half title, series page, title page and abstract (a front each), and a
    list of editors or sources below the name of a board, as items. Then forewords, chapters and numbered sections, each a head that opens a piece: a chapter
    with numbered sections is a section of documents, else a document. Where the book has a contents table, only what it
    lists is a chapter or section, at least `alike` percent alike; S041 says where the two differ, S024 how many
    entries have no text here. Without one, a line is a chapter by its number alone.
    """
    entries = [b for b in blocks if b.kind == "excluded" and (b.attrs.get("page") or b.attrs.get("label"))]
    known = tuple(Entry(b.attrs.get("label", ""), b.attrs.get("title", "")) for b in entries)
    result = [part for block in blocks for part in each_title(block)]
    first = next((n for n in range(len(result)) if opens_text(result, n)), 0)
    first = title_pages(result, first)
    listing = Listing(known, int(str(options["alike"])))
    result = [*result[:first], *whole_titles(result[first:], listing)]
    found, findings = open_parts(result, first, listing)
    missing = [n for n, entry in enumerate(known) if entry not in found]
    if missing:
        values = {"missing": len(missing), "all": len(known), "first": known[missing[0]].title}
        findings.append(Finding("S024", entries[missing[0]].text.at[0], values))
    return Recognised(tuple(result), tuple(findings))


def each_title(block: Block) -> Iterator[Block]:
    """A line → the same, the title of a part and that of a chapter behind it as lines of their own."""
    found = PART_AND_CHAPTER.match(block.text.text) if block.kind == "line" else None
    if not found:
        yield block
        return
    yield stripped(cut(block, 0, found.end()))
    yield told(cut(block, found.end(), len(block.text)), blank="")


# -- title pages -------------------------------------------------------------------------------------------------


def opens_text(blocks: Sequence[Block], n: int) -> bool:
    """Whether the front pages end at index `n`: a foreword with its label, a contents table, a chapter."""
    block = blocks[n]
    if block.kind == "excluded":
        return True
    text = block.text.text
    if block.kind != "line":
        return block.kind == "head"
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if SERIES.fullmatch(text) and below is not None and is_foreword(below):
        return True
    title = read_title(text)
    abstract = n > 0 and ABSTRACT.fullmatch(bare(blocks[n - 1]))
    return is_foreword(block) or bool(title.label and title.rank < SECTION) or (len(text) > 80 and not abstract)


def is_foreword(block: Block) -> bool:
    """Whether a line names a foreword and nothing else."""
    return block.kind == "line" and bool(FOREWORD.fullmatch(re.sub(r"\s", "", block.text.text)))


def title_pages(blocks: list[Block], end: int) -> int:
    """The lines before index `end` → fronts: half title (a title that comes again), title page, series pages, and the
    members of a board as items, each of its own. Where the front ends now.

    A page begins where the title is printed again, and before and after lines about the series. An office without a
    name beside it is the head of the names below it; a mark without a word (of a library, of the printer) is no text.
    """
    lines = [n for n in range(end) if blocks[n].kind == "line"]
    board = next((i for i, n in enumerate(lines) if BOARD.fullmatch(blocks[n].text.text)), len(lines))
    titles = [n for n in lines[:board] if not is_series(blocks[n])]
    title = blocks[titles[0]].text.text if titles else ""
    again = [n for n in titles if bare(blocks[n]) == re.sub(r"\s", "", title)]
    page = ""
    for i, n in enumerate(lines[:board]):
        below = next((blocks[m] for m in lines[i + 1 : board] if not is_series(blocks[m])), None)
        within = page == "titlepage" and below is not None and is_imprint(below)
        kind = "series" if is_series(blocks[n]) and not within else page
        if n in again:
            kind = "titlepage" if n == again[-1] else "halftitle"
        elif ABSTRACT.fullmatch(bare(blocks[n])):
            kind = "abstract"
        opens = "front" if n in again or kind != page else ""
        blocks[n] = title_line(blocks[n], kind, opens=opens)
        page = kind
    for i in reversed(range(board, len(lines))):
        parts = list(board_line(blocks[lines[i]], opens=i == board))
        blocks[lines[i] : lines[i] + 1] = parts
        end += len(parts) - 1
    if end:
        blocks[end - 1] = told(blocks[end - 1], ends="front")
    return end


def bare(block: Block) -> str:
    """The text of a line without white space."""
    return re.sub(r"\s", "", block.text.text)


def is_series(block: Block) -> bool:
    """Whether a line of the front says what series the book belongs to, or how it was supported or honoured."""
    return bool(SERIES_LINE.search(block.text.text)) and not BOARD.fullmatch(block.text.text)


def is_imprint(block: Block) -> bool:
    """Whether a line of the front is of the imprint, such as the publisher below a title."""
    return any(pattern.fullmatch(block.text.text) for _, pattern in IMPRINT)


def title_line(block: Block, page: str, opens: str) -> Block:
    """A line of a title page → title, second title, byline, imprint, or a line of the series."""
    text = block.text.text
    said = {"opens": opens, "subtype": page if opens else ""}
    if MARK.fullmatch(text):
        return told(block, "fw", "book-parts", type="mark", **said)
    if page != "series" and opens:
        return told(block, "head", "book-parts", type="main", **said)
    if page == "abstract":
        return told(block, "para", "book-parts")
    if is_series(block):
        return told(block, "para", "book-parts", type="series", rend="titlepage", **said)
    if BY.fullmatch(text):
        return told(block, "signed", "book-parts", type="author")
    kind = next((kind for kind, pattern in IMPRINT if pattern.fullmatch(text)), "")
    kind = kind or ("series" if page == "series" else "sub")
    if kind == "sub":
        return told(block, "head", "book-parts", type=kind)
    return told(block, "para", "book-parts", type=kind, rend="titlepage", **said)


def board_line(block: Block, opens: bool) -> Iterator[Block]:
    """A line of the list of editors → a head for the board or for an office, an item for each name beside or below it."""
    text = block.text.text
    said = {"opens": "front", "subtype": "board"} if opens else {}
    office = OFFICE.match(text)
    if MARK.fullmatch(text):
        yield told(block, "fw", "book-parts", type="mark", **said)
    elif BOARD.fullmatch(text) or (office and office.end() == len(text)):
        yield told(block, "head", "book-parts", type="main" if opens else "section", **said)
    elif office and (names := list(names_of(cut(block, office.end(), len(text))))):
        yield told(stripped(cut(block, 0, office.end())), "head", "book-parts", type="section", **said)
        yield from names
    else:
        yield from list(names_of(block)) or (told(block, "item", "book-parts", **said),)


def names_of(line: Block) -> Iterator[Block]:
    """A line of nothing but names, parted by white space or commas → an item each; nothing where it holds anything else.
    One that is spaced out (江 淳) has no space in it."""
    text = line.text.text
    if NAMES.fullmatch(text):
        for name in ONE_NAME.finditer(text):
            item = told(cut(line, name.start(), name.end()), "item", "book-parts", opens="", subtype="")
            spaced = SPACED_NAME.match(item.text.text)
            yield leave_out(item, [(1, spaced.end() - 1)]) if spaced else item


# -- forewords, chapters, sections -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents table: its number, if any, and its title without spaces."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The contents table, perhaps empty, and how alike a title must be to an entry of the same number, in percent."""

    entries: tuple[Entry, ...]
    alike: int

    def find(self, label: str, rest: str) -> Entry | None:
        """A number and a title → the entry that they are."""
        wanted = Entry(label, rest)
        if wanted in self.entries or not label or not rest:
            return wanted if wanted in self.entries else None
        near = [(ratio(e.title, rest), -n) for n, e in enumerate(self.entries) if e.label == label]
        best, n = max(near, default=(0.0, 0))
        return self.entries[-n] if best >= self.alike else None


def whole_titles(blocks: Sequence[Block], listing: Listing) -> Iterator[Block]:
    """Lines → the same, a title that is broken over two or three of them, as the contents table says, on one."""
    n, label = 0, ""
    while n < len(blocks):
        title = read_title(blocks[n].text.text) if blocks[n].kind == "line" else Title("", "", SECTION)
        above, label = label, "" if title.rest else title.label
        lines = next(
            (
                k
                for k in (2, 3)
                if is_broken(blocks[n : n + k], Entry(title.label or above, title.rest), listing)
            ),
            1,
        )
        yield glue(blocks[n : n + lines]) if lines > 1 else blocks[n]
        n += lines


def is_broken(lines: Sequence[Block], first: Entry, listing: Listing) -> bool:
    """Whether lines, of which the `first` says so much, are together an entry of the contents table, and the first alone is none."""
    if any(b.kind != "line" for b in lines) or first in listing.entries or not first.title:
        return False
    rest = "".join(re.sub(r"\s", "", line.text.text) for line in lines[1:])
    return Entry(first.label, first.title + rest) in listing.entries


def open_parts(blocks: list[Block], start: int, listing: Listing) -> tuple[set[Entry], list[Finding]]:
    """The heads from index `start` on open their pieces → the entries of the contents table that were found, and what
    differs from it."""
    titles = {n: read_title(b.text.text) for n, b in enumerate(blocks) if n >= start and b.kind == "line"}
    divided = any(t.rank == SECTION and listing.find(t.label, t.rest) for t in titles.values())
    found: set[Entry] = set()
    findings: list[Finding] = []
    for n, title in titles.items():
        if blocks[n].kind != "line":
            continue
        if is_foreword(blocks[n]):
            foreword(blocks, n)
            found.add(Entry("", title.rest))
        elif entry := whole_title(title, listing):
            chapter(blocks, n, title, whole=True, divided=divided)
            findings += differing(blocks[n], title.rest, entry)
            found.add(entry)
        elif entry := parted_title(title, titles.get(n + 1), listing):
            chapter(blocks, n, title, whole=False, divided=divided)
            findings += differing(blocks[n + 1], titles[n + 1].rest, entry)
            found.add(entry)
    return found, findings


def whole_title(title: Title, listing: Listing) -> Entry | None:
    """A line → the entry that it is; without a contents table, what its number or its word says it is."""
    if listing.entries:
        return listing.find(title.label, title.rest)
    numbered = title.label and title.rank < SECTION and 0 < len(title.rest) <= 30 and not finished(title.rest)
    return Entry(title.label, title.rest) if numbered or AFTERWORD.fullmatch(title.rest) else None


def parted_title(label: Title, below: Title | None, listing: Listing) -> Entry | None:
    """A line that is only a number (第一章) and the line below it → the entry that they are together."""
    if not label.label or label.rest or label.rank >= SECTION or below is None or below.label:
        return None
    if listing.entries:
        return listing.find(label.label, below.rest)
    return Entry(label.label, below.rest) if len(below.rest) <= 40 and not finished(below.rest) else None


def differing(block: Block, rest: str, entry: Entry) -> Iterator[Finding]:
    """→ S041 where a title is not what the contents table says."""
    if rest != entry.title:
        yield Finding("S041", block.text.at[0], {"here": rest, "listed": entry.title})


def foreword(blocks: list[Block], n: int) -> None:
    """The line `n` is the head of a foreword; a series title above it is its label, a name below it its author."""
    attrs = {"opens": "document", "subtype": "foreword"}
    above = blocks[n - 1] if n else None
    labelled = above is not None and above.kind == "line" and SERIES.fullmatch(above.text.text)
    if above is not None and labelled:
        blocks[n - 1] = told(above, "head", "book-parts", type="label", **attrs)
    blocks[n] = told(blocks[n], "head", "book-parts", type="main", **({} if labelled else attrs))
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    if below is not None and below.kind == "line" and BYLINE.fullmatch(below.text.text):
        blocks[n + 1] = told(below, "signed", "book-parts", type="author")


def chapter(blocks: list[Block], n: int, title: Title, whole: bool, divided: bool) -> None:
    """The line `n`, or where it is not the `whole` title also the one below it, opens a part, section or document; a
    title of a lower rank is a head inside its piece."""
    if title.rank > SECTION:
        blocks[n] = told(blocks[n], "head", "book-parts", type="section")
        return
    rank = {PART: "part", CHAPTER: "section"}.get(title.rank, "document")
    if title.rank == CHAPTER and (not divided or not title.label):
        rank = "document"
        if divided and n and blocks[n - 1].kind != "excluded":
            blocks[n - 1] = told(blocks[n - 1], ends="section")
    attrs = {
        "opens": rank,
        "n": title.label.rstrip(".．、"),
        "subtype": "chapter" if title.rank > PART else "",
    }
    blocks[n] = told(blocks[n], "head", "book-parts", type="main" if whole else "label", **attrs)
    if not whole:
        blocks[n + 1] = told(blocks[n + 1], "head", "book-parts", type="main")
    below = n + 2 - whole
    if below + 1 < len(blocks) and blocks[below].kind == "line" and WRITERS.fullmatch(blocks[below].text.text):
        blocks[below] = told(blocks[below], "signed", "book-parts", type="author")


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("book-parts", "segment", find_book_parts, {"alike": 75}),)
