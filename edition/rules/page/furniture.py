"""Page numbers and running heads on lines of their own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from edition.dictionary import Size, frequencies
from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, leave_out, marked, told

NUMBER = re.compile(
    r"(?P<left>[-—–·•．.]\s*|第\s*)?(?P<n>\d{1,4})(?P<right>\s*[-—–·•．.]|\s*页[，,]?\s*共\s*\d+\s*页)?"
)
# A page number behind the sentence that ends the page, on its line.
FOOT = re.compile(r"(?<=[。！？”’）])[ \t\u3000]++(?P<n>\d{1,4})$")
# The sign of a page that begins within the text: 【P2】, ［第3页］.
SIGN = re.compile(r"[【\[〔［<〈](?:[Pp]\.?|第) ?(?P<n>\d{1,4}) ?页?[】\]〕］>〉]")
# The number alone in round brackets, between two characters of the text: 一（118）记.
ROUND = re.compile(r"(?<=.)[（(](?P<n>\d{1,4})[）)](?=\D)(?![号字年元角斤吨人名户亩])")
HUNDREDS = re.compile(r"(?<=.)[（(](?P<n>[1-9]\d{2})[）)](?:(?=\D)(?![号字年元角斤吨人名户亩])|$)")
"""The same of three figures, also at the end of a line."""
OF_BOOK = re.compile(HUNDREDS.pattern.replace(r"\d{2}", r"\d{1,2}"))
"""The same of two or three figures, in what is taken from a book."""
BESIDE = re.compile(
    r"(?P<left>\d{1,4})(?:\u3000{2,}| {3,}|\t+)(?P<below>\S.{1,38})|(?P<above>\S.{0,38}\S)(?:\u3000{2,}| {3,}|\t+)(?P<right>\d{1,4})"
)
"""A running head and the number of its page, at the two edges of the line."""
SIGN_ALONE = re.compile(r"第 ?(?P<n>\d{1,4}) ?页")
PAGES = re.compile(r"第 ?(?P<from>\d{1,4}) ?[-—－–～~至]{1,2} ?(?P<to>\d{1,4}) ?页")
FEWEST, FURTHEST = 3, 10
HAN_PAIR = re.compile(r"(?![第共约计达号室间座米])[\u4e00-\u9fff]{2}")
SENTENCE_END = re.compile(r"[。！？](?:[\u4e00-\u9fff“]|$)")
SMALLEST_ALONE, SMALLEST_FROM_BOOK = 100, 30
"""From these on a number that stands within no word may be that of a page, in any text and in one taken from a
book: points and notes that are so many are seldom alone."""
BOOK = re.compile(
    r"^(?:来源[：:])?\s*(?:原载|摘自|选自|引自|见)?[^《》。]{0,24}《[^《》]{4,60}》(?:[（(，,]|[^，。《》]{2,30}编[，,])"
)
"""The line that names the book of which a text is taken."""
COMMON = 2000
"""How often at least the dictionary has a word that the end of a page may cut."""
SHORTEST_PAGE = 30
"""So many characters at least stand between two numbers in round brackets that are those of pages."""
EARLIEST_YEAR = 1800
OUTER_NUMBER = re.compile(r"^\d{1,4}\s++|(?<!\s)\s++\d{1,4}$")


def find_page_furniture(blocks: Blocks, options: Options) -> Recognised:
    """Lines that are a page number, or a short line that comes at page ends again and again → `fw` of type
    pageNum or header, the page in attr `n`.

    A bare number counts only in a row of at least three that never fall, so does one behind a sentence on its
    line. A running head comes at least `times` times, page numbers aside, each time beside a page number, in
    the middle of a sentence, or with its own number; or it has the words of another line, and its number, at
    the other edge of the page, is one of that row.
    """
    blocks = part_feet(blocks)
    numbers = [
        (n, int(m["n"]), bool(m["left"] and m["right"])) for n, b in enumerate(blocks) if (m := number(b))
    ]
    numbered = numbered_heads(blocks)
    bare = [page for _, page, framed in sorted([*numbers, *numbered]) if not framed]
    rising = len(bare) >= FEWEST and all(a <= b for a, b in pairwise(bare))
    heads = {n: str(page) for n, page, _ in numbered} if rising else {}
    pages = {n: str(page) for n, page, framed in numbers if framed or rising}
    words = Counter(bare_words(b) for b in blocks if b.kind == "line")
    result = list(blocks)
    for n, block in enumerate(blocks):
        if n in pages:
            result[n] = told(block, "fw", "page-furniture", type="pageNum", n=pages[n])
        elif n in heads:
            result[n] = told(block, "fw", "page-furniture", type="header", n=heads[n])
        elif is_header(blocks, n, pages) and words[bare_words(block)] >= int(str(options["times"])):
            own = OUTER_NUMBER.search(block.text.text)
            result[n] = told(block, "fw", "page-furniture", type="header", n=own[0].strip() if own else "")
    return Recognised(tuple(result))


def numbered_heads(blocks: Sequence[Block]) -> list[tuple[int, int, bool]]:
    """Lines of a page number and, a wide space apart, the words of another line, such as the title of the book
    or of a chapter → index and page of each, in the shape of a page number that stands alone."""
    lines = [re.sub(r"\s", "", b.text.text) for b in blocks]
    known = set(lines)
    found = []
    for n, block in enumerate(blocks):
        beside = BESIDE.fullmatch(block.text.text) if block.kind == "line" else None
        if beside and re.sub(r"\s", "", beside["below"] or beside["above"]) in known:
            found.append((n, int(beside["left"] or beside["right"]), False))
    return found


def part_feet(blocks: Blocks) -> Blocks:
    """Lines → the same, with page numbers behind their sentences on lines of
    their own, if all of these rise."""
    found = {n: m for n, b in enumerate(blocks) if b.kind == "line" and (m := FOOT.search(b.text.text))}
    pages = [int(foot["n"]) for foot in found.values()]
    if len(pages) < FEWEST or any(a >= b for a, b in pairwise(pages)):
        return blocks
    result: list[Block] = []
    for n, block in enumerate(blocks):
        if n not in found:
            result.append(block)
            continue
        result.append(cut(block, 0, found[n].start()))
        result.append(cut(block, found[n].start("n"), len(block.text)))
    return tuple(result)


def number(block: Block) -> re.Match[str] | None:
    """A line that is only a page number → its parts."""
    return NUMBER.fullmatch(block.text.text) if block.kind == "line" else None


def bare_words(block: Block) -> str:
    """A short line without the page number before or after it and without white
    space; "" where it is no short line."""
    text = block.text.text
    words = re.sub(r"\s", "", OUTER_NUMBER.sub("", text)) if block.kind == "line" and len(text) <= 40 else ""
    return "" if finished(words) or words.isdigit() else words


def is_header(blocks: Sequence[Block], n: int, pages: dict[int, str]) -> bool:
    """Whether a line stands where a running head does."""
    if not bare_words(blocks[n]):
        return False
    before = blocks[n - 1] if n else None
    cuts = (
        before is not None
        and before.kind == "line"
        and len(before.text) > 40
        and not finished(before.text.text)
    )
    return cuts or n - 1 in pages or n + 1 in pages or bool(OUTER_NUMBER.search(blocks[n].text.text))


def find_page_signs(blocks: Blocks, options: Options) -> Recognised:
    """Signs of page beginnings inside the text (【P2】) → `pb` marks, the signs left out; lines and heads that
    are such a sign alone (第2页) → `fw` of type pageNum. Each only where there are at least two and each is one
    page further than the one before. Numbers in round brackets (118) are such signs where they are a row of
    pages, or rise and are all pages that the source of the text names, in its record or below it."""
    blocks = feet(blocks)
    signs, rounds = numbers_of(blocks, SIGN), numbers_of(blocks, ROUND)
    in_words = len(signs) > 1 and follow([n for n, _ in signs], 1)
    rising = is_row_of_pages(rounds) or are_pages_of([n for n, _ in rounds], blocks) or cut_words(blocks, ROUND)
    ways = (HUNDREDS, OF_BOOK) if is_from_book(blocks) else (HUNDREDS,)
    alone = next((way for way in ways if not rising and cut_words(blocks, way)), None)
    rows = (SIGN if in_words else None, ROUND if rising else None, alone)
    for sign in filter(None, rows):
        blocks = tuple(signed(block, sign) if block.kind in RUNNING else block for block in blocks)
    return Recognised(blocks)


def numbers_of(blocks: Sequence[Block], sign: re.Pattern[str]) -> list[tuple[int, int]]:
    """The numbers that the signs in running text name, each with its place in that text, in characters."""
    found: list[tuple[int, int]] = []
    done = 0
    for block in blocks:
        if block.kind in RUNNING:
            found += ((int(m["n"]), done + m.start()) for m in sign.finditer(block.text.text))
            done += len(block.text)
    return found


def follow(pages: Sequence[int], furthest: int) -> bool:
    """Whether each page lies behind the one before, and not further than `furthest`."""
    return all(0 < b - a <= furthest for a, b in pairwise(pages))


def is_row_of_pages(signs: Sequence[tuple[int, int]]) -> bool:
    """Whether numbers in round brackets, all that a text has, each with its place, are its
    pages: at least three that rise, with text between them, none a year or the number of a point
    or of a note, which begin with 1."""
    numbers = [n for n, _ in signs]
    apart = all(b - a > SHORTEST_PAGE for (_, a), (_, b) in pairwise(signs))
    in_range = len(numbers) >= FEWEST and numbers[0] > 9 and numbers[-1] < EARLIEST_YEAR
    return in_range and apart and follow(numbers, FURTHEST)


def cut_words(blocks: Sequence[Block], sign: re.Pattern[str]) -> bool:
    """Whether the numbers in such brackets, each the next page or nearly, stand within a word at least
    once, as nothing but the end of a page does (如（118）果); or all have three figures and stand, at
    most two, behind the end of a sentence, which they count nothing in, or between two characters or
    there in a text that is taken from a book."""
    signs = [(b.text.text, m) for b in blocks if b.kind in RUNNING for m in sign.finditer(b.text.text)]
    pages = [int(m["n"]) for _, m in signs]
    if not pages or not 9 < min(pages) <= max(pages) < EARLIEST_YEAR or not follow(pages, FURTHEST):
        return False
    words = frequencies(Size.COMMON)
    around = [text[m.start() - 1] + text[m.end() : m.end() + 1] for text, m in signs]
    cut = any(words.get(pair, 0) >= COMMON for pair in around)
    from_book = is_from_book(blocks)
    if cut or min(pages) < (SMALLEST_FROM_BOOK if from_book else SMALLEST_ALONE):
        return cut
    behind = [SENTENCE_END.fullmatch(pair) is not None for pair in around]
    amid = all(b or HAN_PAIR.fullmatch(pair) for b, pair in zip(behind, around, strict=True))
    return (all(behind) and len(pages) < FEWEST) or (amid and from_book)


def is_from_book(blocks: Sequence[Block]) -> bool:
    """Whether a line of a text, or a field of its record, names the book of which it is taken."""
    said = (b.text.text if b.kind == "line" else b.attrs.get("value", "") for b in blocks if names_source(b))
    return any(BOOK.search(words) for words in said)


def names_source(block: Block) -> bool:
    """Whether a block is a line, or the field of a record that says where its text is from."""
    return block.kind == "line" or block.attrs.get("field") == "bibl"


def are_pages_of(numbers: Sequence[int], blocks: Sequence[Block]) -> bool:
    """Whether numbers rise and lie among the pages that a record says its text is taken from, its first page
    not among them: it begins above the text."""
    sources = [b.attrs.get("value", "") for b in blocks if b.attrs.get("field") == "bibl"]
    ranges = [(int(m["from"]), int(m["to"])) for said in sources for m in PAGES.finditer(said)]
    return (
        bool(numbers)
        and follow(numbers, FURTHEST)
        and any(a < min(numbers) <= max(numbers) <= b for a, b in ranges)
    )


def feet(blocks: Blocks) -> Blocks:
    """Lines and heads that are the sign of a page and nothing else → `fw`, if each is
    one page further than the last."""
    found = {
        n: m["n"] for n, b in enumerate(blocks) if b.kind in LINES and (m := SIGN_ALONE.fullmatch(b.text.text))
    }
    if len(found) < 2 or any(int(b) != int(a) + 1 for a, b in pairwise(found.values())):
        return blocks
    return tuple(
        told(block, "fw", "page-signs", type="pageNum", n=found[n]) if n in found else block
        for n, block in enumerate(blocks)
    )


def signed(block: Block, sign: re.Pattern[str]) -> Block:
    """A block → the same with a page break for each sign in it."""
    found = list(sign.finditer(block.text.text))
    breaks = (Mark("pb", m.start(), m.start(), {"n": m["n"]}) for m in found)
    return leave_out(marked(block, *breaks), [m.span() for m in found])


RUNNING = ("line", "para", "item", "speech")
LINES = ("line", "head")

RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("page-furniture", "segment", find_page_furniture, {"times": 3}),
    Recogniser("page-signs", "segment", find_page_signs),
)
