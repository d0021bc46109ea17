"""Tables and lists that a flattened text has run into one paragraph, nothing but
white space between what they list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import FULL_NAME, HAN
from edition.rules.language.lexicon import OFFICES
from edition.rules.page.strayspaces import ANNOUNCED, neighbours
from edition.rules.text.cutting import Range, told
from edition.rules.text.folding import SPACE
from edition.rules.text.parting import part
from edition.rules.text.points import numbered
from edition.rules.text.speakers import SOMEBODY

BLANK = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")
LONGEST_CELL = 12
MOST_COLUMNS = 8
MOST_WORDS = 400
FEWEST_ROWS, FEWEST_UNTOLD = 2, 3
"""So many rows below its labels has a table at least that something announces or that is an appendix of the
book, and one that nothing does."""
# What a column may hold: amounts (十二吨, 3，000元), the names of people, what they are, words in letters.
AMOUNT = re.compile(
    rf"[约近]?(?:\d[\d，,．.]*|[〇零一二三四五六七八九十百千万亿半两]+)(?:{HAN}{{0,3}}|[％%])(?:[〇零一二三四五六七八九十半]{HAN})?(?:左右|以上)?|[—－-]+|无"
)
NAMED = re.compile(rf"{FULL_NAME}|{HAN}+(?:·{HAN}+)+")
HOLDS = re.compile(rf"(?:{HAN}{{0,8}}(?:{SOMEBODY.pattern.rstrip('$')}|{OFFICES}|员))")
FOREIGN = re.compile(r"[A-Za-zÀ-ɏА-я][^\u4e00-\u9fff，。；]+")
ORDINAL = re.compile(
    rf"第[〇零一二三四五六七八九十百\d]+{HAN}{{1,3}}|(?:\d+|[〇零一二三四五六七八九十百]+)[号年月日]{HAN}{{0,2}}"
)
LETTERS = re.compile(r"[A-Za-zÀ-ɏА-яё.]{2}")
KINDS = (ORDINAL, AMOUNT, FOREIGN, HOLDS, NAMED)
# What begins each line of a list: its years, 1919年—1923年; the name of a field, 姓名：
YEARS = re.compile(
    r"(?<![^ \t\u3000])[12]\d{3}年(?:\d{1,2}月)?(?:[—－–~～至到起-]{1,2}(?:[12]\d{3}年)?(?:\d{1,2}月)?今?)?(?=[ \t\u3000])"
)
FIELD = re.compile(rf"(?<![^ \t\u3000])(?!{HAN}*[说问答])(?:{HAN} ?){{2,6}}：")
# What stands as the first word of a table, and is its head: 二月账目
HEADING = re.compile(
    rf"{HAN}{{2,12}}(?:[账细项节]目|[一览统计比较价目]{{2}}表|[清名]单|名册|数量|价格|经费)表?"
)
# What measures are in others: 一里 五百米
CONVERSION = re.compile("(?:换算|折算|折合|对照)(?:一览)?表$")
SHORT_FORMS = re.compile("(?:缩略语|缩写|略语|简称)(?:对照)?(?:一览)?表?$")
MOST_TORN = 4
"""Into so many parts at most white space has torn what a short form stands for."""
FEWEST_LINES = 3
LONGEST_LINE = 60
SENTENCE = re.compile("[。？！；：“”，]")


def find_listings(blocks: Blocks, options: Options) -> Recognised:
    """A paragraph of short words with white space between → the `cell` blocks of a table, where its columns
    tell: one of them counts something in each row, or names people, and another does neither; the first row may
    label the columns, and a sentence may stand below. A paragraph with years or names of fields (姓名：) behind
    white space time and again → a paragraph for each."""
    pairs = neighbours(blocks)
    result: list[Block] = []
    above = ""
    for block in blocks:
        made: list[Block] = []
        if block.kind == "para":
            made = [*shortened(block, above)] or [*lines_by(block, YEARS)]
            made = made or table(block, above, pairs) or [*lines_by(block, FIELD)]
        result += made or [block]
        above = block.text.text if block.kind in ("para", "speech", "head") else ""
    return Recognised(tuple(result))


# -- tables ----------------------------------------------------------------------------------------------------


def table(block: Block, above: str, pairs: frozenset[str]) -> list[Block]:
    """A paragraph that is the rows of a table, below the text `above` → its cells, and the sentence that stands
    below it; nothing where it is none."""
    # White space within a word is noise, and what the words of two rows share elsewhere may part them here.
    for known in (frozenset[str](), pairs):
        if made := [*table_of(block, above, [*words_in(block.text.text, known)])]:
            return made
    return []


def table_of(block: Block, above: str, words: Sequence[Range]) -> Iterator[Block]:
    """The `words` of a paragraph that are the rows of a table → its cells, and the
    sentence that stands below it."""
    text = block.text.text
    texts = [" ".join(text[a:b].split()) if text[a].isascii() else "".join(text[a:b].split()) for a, b in words]
    if CONVERSION.search(above.strip(SPACE)) and not len(words) % 2 and all(map(AMOUNT.fullmatch, texts)):
        yield from cells(block, words, 2, labelled=False)
        return
    told_of = ANNOUNCED.search(above.rstrip(SPACE)) or above.strip(SPACE).endswith("索引")
    headed = len(words) > 1 and HEADING.fullmatch(texts[0]) is not None
    fewest = FEWEST_ROWS if told_of or headed else FEWEST_UNTOLD
    below = text.rstrip(SPACE)[-1:] in ("。", "！")
    for start, end in product((0, 1) if headed else (0,), (len(words), len(words) - below)):
        columns = columns_of(texts[start:end], fewest) if len(words) <= MOST_WORDS else 0
        if columns:
            labelled = kinds_of(texts[start:end], columns, 0) is None
            yield from cells(block, words[start:end], columns, labelled=labelled, caption=words[:start])
            if end < len(words):
                yield numbered(told(part(block, words[end][0], len(text)), point=""))
            return


def cells(
    block: Block, words: Sequence[Range], columns: int, *, labelled: bool, caption: Sequence[Range] = ()
) -> Iterator[Block]:
    """The words of a table in so many columns, below its `caption` → a cell for each; where it is `labelled`
    those of the first row head the columns."""
    for start, end in caption:
        yield told(part(block, start, end, end), "cell", "listings", point="", role="caption", table="1")
    for n, (start, end) in enumerate(words):
        said = {"table": "" if n or caption else "1", "row": "" if n % columns else "1"}
        role = "label" if labelled and n < columns else ""
        yield told(part(block, start, end, end), "cell", "listings", point="", role=role, **said)


def shortened(block: Block, above: str) -> Iterator[Block]:
    """Below the head of a table of short forms (缩略语表) → a row for each, the short form and what it stands
    for: this has the characters of that in their order, and may be torn by white space."""
    text = block.text.text
    words = [m.span() for m in re.finditer(r"\S+", text)] if SHORT_FORMS.search(above.strip(SPACE)) else []
    rows, n = list[tuple[int, int, int]](), 0
    while n < len(words):
        short = text[slice(*words[n])]
        ends = range(n + 2, min(n + 2 + MOST_TORN, len(words) + 1))
        full = ((m, "".join(text[a:b] for a, b in words[n + 1 : m])) for m in ends)
        end = next((m for m, said in full if len(said) > len(short) and is_short_for(short, said)), 0)
        # What is torn off behind a full form is none of the next row's short form, which has one of its own.
        while end and end < len(words) - 1 and not begins_row(text, words, end):
            end += 1
        if not end:
            return
        rows.append((n, n + 1, len(words) if end == len(words) - 1 else end))
        n = rows[-1][2]
    for k, (a, b, c) in enumerate(rows if len(rows) >= FEWEST_ROWS else ()):
        said = {"table": "" if k else "1", "row": "1"}
        yield told(part(block, words[a][0], words[a][1], words[b][0]), "cell", "listings", point="", **said)
        yield told(part(block, words[b][0], words[c - 1][1], words[c - 1][1]), "cell", "listings", point="")


def begins_row(text: str, words: Sequence[Range], n: int) -> bool:
    """Whether the word at index `n` is short for those behind it."""
    short = text[slice(*words[n])]
    ends = range(n + 2, min(n + 2 + MOST_TORN, len(words) + 1))
    return any(is_short_for(short, "".join(text[a:b] for a, b in words[n + 1 : m])) for m in ends)


def is_short_for(short: str, full: str) -> bool:
    """Whether the characters of a short form stand in the full one in their order, the
    first at its beginning or near it."""
    rest = iter(full)
    return len(short) > 1 and all(sign in rest for sign in short)


def words_in(text: str, pairs: frozenset[str]) -> Iterator[Range]:
    """The words of a text between white space, but for that between letters and between two characters that
    stand side by side elsewhere; an amount is a word."""
    start = 0
    for blank in BLANK.finditer(text):
        if LETTERS.fullmatch(text[blank.start() - 1] + text[blank.end()]):
            continue
        counted = AMOUNT.fullmatch(text, start, blank.start())
        if counted or text[blank.start() - 1] + text[blank.end()] not in pairs:
            yield start, blank.start()
            start = blank.end()
    yield start, len(text)


def columns_of(words: Sequence[str], fewest: int) -> int:
    """In how many columns words are the rows of a table, `fewest` of them at least below the
    labels; 0 where they are none."""
    cells = (word.rstrip("。") for word in words)
    if not all(FOREIGN.fullmatch(c) or AMOUNT.fullmatch(c) or is_brief(c) for c in cells):
        return 0
    even = [n for n in range(2, MOST_COLUMNS + 1) if not len(words) % n and len(words) // n >= fewest]
    bare = next((n for n in even if kinds_of(words, n, 0)), 0)
    return bare or next((n for n in even if len(words) // n > fewest and kinds_of(words, n, 1)), 0)


def is_brief(cell: str) -> bool:
    """Whether a cell is a few words and no sentence."""
    return len(cell) <= LONGEST_CELL and not SENTENCE.search(cell)


def kinds_of(words: Sequence[str], columns: int, first: int) -> tuple[re.Pattern[str] | None, ...] | None:
    """What each of so many columns holds in every row from the `first` on; none where more than
    one column does not tell, all hold the same or the first counts something, and where labels
    stand above that fit a column."""
    rows = [words[n : n + columns] for n in range(0, len(words), columns)]
    kinds = tuple(kind_of([row[k] for row in rows[first:]]) for k in range(columns))
    labels = [kind.fullmatch(row[k]) for row in rows[:first] for k, kind in enumerate(kinds) if kind]
    known = [kind for kind in kinds if kind]
    people = [all_people([row[k] for row in rows]) for k, kind in enumerate(kinds) if not kind]
    tells = not (NAMED in known and any(people)) and (
        len(known) >= columns - 1 and len(set(kinds)) > 1 and kinds[0] is not AMOUNT and {*known} != {ORDINAL}
    )
    return kinds if tells and not any(labels) else None


def all_people(column: Sequence[str]) -> bool:
    """Whether more than half of the cells of a column are names: beside a column of names no table,
    but a list of those who were there."""
    return 2 * sum(NAMED.fullmatch(cell) is not None for cell in column) > len(column)


def kind_of(column: Sequence[str]) -> re.Pattern[str] | None:
    """What all cells of a column are, if it is known."""
    return next((p for p in KINDS if all(p.fullmatch(cell.rstrip("。")) for cell in column)), None)


# -- lists -----------------------------------------------------------------------------------------------------


def lines_by(block: Block, beginning: re.Pattern[str]) -> Iterator[Block]:
    """A paragraph with a `beginning` behind white space time and again, and no sentence between → a paragraph
    from each; nothing where it has none."""
    text = block.text.text
    starts = [found.start() for found in beginning.finditer(text)]
    lines = [text[a:b].strip(SPACE) for a, b in pairwise([*starts, len(text)])]
    listed = all(len(line) <= LONGEST_LINE and not re.search("[。？！；]", line) for line in lines[:-1])
    counted = all(AMOUNT.fullmatch(line.partition(" ")[2].strip()) for line in lines)
    if len(starts) < FEWEST_LINES or not listed or counted or text[: starts[0]].strip(SPACE):
        return
    for a, b in pairwise([*starts, len(text)]):
        end = a + len(text[a:b].rstrip(SPACE))
        yield part(block, a, end, b)


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("listings", "segment", find_listings),)
