"""Paragraphs of a text whose line ends only tell where a sentence ends."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import (
    DIGIT_DAY,
    HOUR,
    HOURS,
    LIST_BEGINS,
    NUMERAL,
    NUMERAL_DAY,
    ORDINALS,
    STEM,
)
from edition.rules.language.numerals import number
from edition.rules.notes.pagenotes import SIGNATURE
from edition.rules.text.cutting import leave_out, line_ends, near, told
from edition.rules.text.folding import SPACE, curled, squeeze
from edition.rules.text.omission import OMITTED
from edition.rules.text.parting import part, trim
from edition.rules.text.points import counted_on, numbered, points_run_on

# White space after which a paragraph begins: a line end with a space or a numbered point below it, or a space
# after a mark that ends a sentence or announces what follows; after a semicolon only before a number or where
# white space stands after each one of the sentence, since a clause is no paragraph. A mark with white space on
# both sides is torn loose: the paragraph goes on unless somebody speaks below.
ITEM = (
    rf"(?:{STEM}|[{HOURS}])、|"
    r"[（(][甲乙丙丁戊己庚辛壬癸][)）]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、．.]|[一二三四五六七八九十]{1,3}\u3000|第[一二三四五六七八九十]|[①-⑳㈠-㈩⑴-⒇]"
)
LISTED = re.compile(ITEM)
SUMS_UP = re.compile("(?:以上|上述|上列|右列)(?:[，各数]|[一二三四五六七八九十]{1,3}[条项点])")
POINT = "[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])"
# How an audience answers, or a speaker himself, which goes with the sentence before it: （掌声）, （笑）; what
# the keeper of a record tells (众人笑) stands alone.
REACTION = r"（[\u4e00-\u9fff，、 ]{0,18}?(?:笑 ?声|掌 ?声|鼓 ?掌|欢 ?呼(?: ?声)?|喝 ?彩(?: ?声)?|口 ?号(?: ?声)?)(?: ?多 ?时)?(?:[，。；][\u4e00-\u9fff“”，、。！\s]{1,40})?）|（ ?[大微含苦]?笑 ?）"
# What a quotation is taken from, in brackets behind it: …”（《某书》第3页）
CITED = re.compile(
    r"”（(?:[^（）]{0,24}(?:《[^《》]{2,40}》|“[^“”]{2,40}”)[^（）]{0,40}|(?:[参引]?见|同上|[引出载]自)[^（）]{0,40})）$"
)
ANSWERED = re.compile(
    rf"[。！？…”]\s*(?:{REACTION}|（[\u4e00-\u9fff，、]{{0,16}}?(?:笑声?|活跃|喧哗|骚动|寂静|沉默|起立)）)$"
)
# What is done, in brackets behind a sentence, above another such bracket that holds sentences:
# 去！（某某坐下） （某某来了。…）
DONE = re.compile(r"[。！？…”]（[^（）]{1,40}）$")
TOLD_BELOW = re.compile(r"(?<!\s)\s++（[^（）]{2,200}。\s?）")
# What refers to something, in brackets behind a sentence: …。（见附录二）
REFERRED = re.compile(r"[。！？]\s*（(?:[参详另]?见|参看)[^（）]{1,40}）$")
# A sentence that trails off.
BROKEN_OFF = re.compile(r"[^\s。；：，、…]…+$")
# A bracket that begins a line: of a point, or one that fills its paragraph; words behind it go on with those
# above, and so does, but below everything else, one that holds a sentence, unless the keeper of a record tells
# it of both sides; so does one that refers to something.
WITHIN = r"(?!双方|宾主|主客|会[谈议见]|谈话|大家|众人)[^（）]{0,200}。\s?）"
ALONE = rf"(?!{REACTION}|（\s?(?:[参详另]\s?)?[见看])（(?:[一二三四五六七八九十\d]{{1,3}}）|(?![^（）]{{1,200}}）[^\s”])(?!{WITHIN}\s*+\S))"
# The first point of a list, below a dash that announces it: 需要——（甲）…
FIRST_POINT = re.compile(r"(?<!\s)\s++(?:[（(]\s?[一甲1]\s?[)）]|第一[、，]|[一1][、．])")
# Dots that stand for what is left out, with white space on both sides.
DOTS = r"(?<!…)…{2,}+[ \t\u3000\r\n]"
# The number of a further point behind a comma.
BRACKETED = r"[（(]\s?(?:[二三四五六七八九十]|[2-9])\s?[)）](?=\S)"
# Who speaks, in square brackets: [某某：]
LABELLED = r"[\[［【〔][\u4e00-\u9fff·]{1,10}(?:[（(][^（）()]{1,8}[)）])?：[\]］】〕]"
# The number of an article, apart from its words: 第三条 双方……
ARTICLE = re.compile(rf"第\s?(?P<n>{NUMERAL}{{1,3}})\s?条[ \t\u3000]")
OF_A_ROW = re.compile(rf"(?:^|[。：；\s])\s{{0,4}}{ARTICLE.pattern}")
UNNAMED_ARTICLE = ARTICLE.pattern.replace("?P<n>", "?:")
# A word over a list, which stands apart from its first point: 决议 1．…
OVER_POINTS = rf"[\u4e00-\u9fff]{{2,8}}[ \t\u3000]+(?:{LIST_BEGINS})"
# What an order leads to, behind the clause that says when and why: 在…之际， 我命令：
ORDERS = r"[我兹特]? ?(?:命 ?令|宣 ?布|任 ?命)(?: ?如 ?下)?：\s"
BREAK = re.compile(
    r"(?<!\s)(?=[^\S\r\n]*+[\r\n])\s++"
    rf"(?:(?<=[ \t\u3000])(?=\S)|(?<=[\r\n])(?={ALONE}|……|{POINT}|{UNNAMED_ARTICLE}|{OVER_POINTS}|[\u4e00-\u9fff]{{2,8}}(?:形势|局势|附注|意见|结论) ))"
    rf"|(?<=：)(?={UNNAMED_ARTICLE})|(?<=\S)[ \t\u3000]+(?={LABELLED})|(?<=[\]］】〕])[ \t\u3000]+(?=\S)"
    rf"|(?<=[：？！?!”…—）])[ \t\u3000]+(?=\S)|(?<=[\u4e00-\u9fff]:)[ \t\u3000]+(?=[（(]?[一1甲][)）、．.])|(?<=[。？！\r\n]’)[ \t\u3000]+(?=\S)|(?<=；)[ \t\u3000]+(?=\S)|(?<=，)[ \t\u3000]+(?={DOTS}|{BRACKETED}|{ORDERS})"
)
ON_ITS_OWN = re.compile(f"{DOTS}|{BRACKETED}|{ORDERS}")
# The grounds of a resolution, each a paragraph down to what is resolved: 鉴于： …； …，—— 本会决定
PREAMBLE = re.compile(r"(?:(?:鉴于|考虑到|有鉴于)：\s|；\s鉴于)[^。]*\Z")
FEWEST_CLAUSES = 2
"""So many semicolons at least of a sentence, each with white space behind it, part things
that are set one below the other."""
LONGEST_LISTED = 600
"""So many characters of such a sentence are looked at on either side."""
INDENTED = re.compile(r"[\r\n][ \t\u3000]+$")
SPEAKS = re.compile(r"[\u4e00-\u9fff·．]{2,10}?(?:同志)?(?:说|问|答|：)")
# A turn behind what the recorder puts in square brackets: [某某点头。] 某某：
TAKES_WORD = re.compile(r"[\u4e00-\u9fff。][\]］】][ \t\u3000]+[\u4e00-\u9fff·]{2,8}：")
# What an editor says aside in a paragraph of its own: 〔此处缺一页。〕
WHOLE_ASIDE = re.compile(r"〔[^〔〕]*[。！？][”’\s]*〕")
LONGEST_BRACKET = 120
# What goes on from a quotation in the line that ends it: ”, he thinks.
GOES_ON = re.compile(r"[\u4e00-\u9fff，；]")
LONGEST_GREETING = 24
FURTHER_POINT = re.compile(r"(?P<before>（?)(?P<n>[二三四五六七八九十])(?P<after>[、）])")
NUMBERED = re.compile(r"（[一二三四五六七八九十\d]{1,3}）")
# （信见本卷第9页。——编者注）
REMARK = re.compile(
    rf"(?:[（(][^（）()]{{2,200}}?|[\[［【][^\[\]［］【】]{{2,400}}?){SIGNATURE.pattern}\s*。?\s*[）)\]］】]"
)
# A quoted word or title that a clause goes on from: “合同草案” 及来函.
QUOTED_WORD = re.compile(r"“[^“”。！？]*[^“”。！？；，：]”$")
WORD_JOINED = re.compile(r"“[^“”。！？]*[^“”。！？；，：]”.")
JOINS = re.compile("[及和与或的等之中上里内号]")
# Where and on what day a telegram was sent whose words follow: 某地8月2日电：
WIRED = re.compile(rf"[\u4e00-\u9fff·]{{2,10}}(?:{DIGIT_DAY}|{NUMERAL_DAY})[来急]?电：")
LONGEST_WIRED = 32
FAR = 4000
"""So many characters before and behind an article its neighbours are looked for."""
# The day of a text below it: （1950年3月5日）
DAY_ALONE = re.compile(rf"（(?:{DIGIT_DAY}|{NUMERAL_DAY}){HOUR}）")
# Signs that cannot begin a paragraph.
NO_START = "”’）)》，。、；：！？%％､,.;:"


def find_paragraphs(blocks: Blocks, options: Options) -> Recognised:
    """Running text → its paragraphs, without line ends.

    A paragraph begins where a line begins with a space, and after a space that follows a mark such as ： ？
    ！ ； or ”. In an entry of a chronology only the first of these counts; its further paragraphs say so
    (attr `further`). A numbered point bears its printed number in attr `point`: 一, （一）, 第一, 第一条, 1.
    Dots or （略） alone in a paragraph stand for what the book leaves out: a `gap`. A paragraph in brackets
    that an editor signs is a `remark`.
    """
    joined = words_joined("".join(block.text.text for block in blocks))
    paragraphs = (paragraph for block in blocks for paragraph in split_paragraphs(block, joined))
    points = [numbered(point) for whole in paragraphs for point in points_run_on(whole)]
    return Recognised(tuple(dated([remarked(point) for point in counted_on(points)])))


def dated(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a day alone in brackets between a text and the head of the next part, the
    source or the end as a dateline."""
    for n, block in enumerate(blocks):
        below = near(blocks, n + 1)
        ends = near(blocks, n - 1) == "para" and below in ("head", "citation", "fw", "pb", "")
        if block.kind == "para" and ends and DAY_ALONE.fullmatch(squeeze(block.text.text).text):
            block = told(block, "dateline", "paragraphs")
        yield block


def remarked(block: Block) -> Block:
    """A paragraph → a remark, if it is one; `resp` says whose."""
    found = REMARK.fullmatch(block.text.text.strip(SPACE)) if block.kind == "para" else None
    return told(block, "remark", "paragraphs", resp="".join(found["resp"].split())) if found else block


def words_joined(text: str) -> frozenset[str]:
    """A whole text → the words in quotation marks that stand in it more than once before one and the
    same sign, each with that sign."""
    found = Counter(word[0] for word in WORD_JOINED.finditer(squeeze(curled(text)).text))
    return frozenset(word for word, times in found.items() if times > 1)


def split_paragraphs(block: Block, joined: Set[str]) -> Iterator[Block]:
    """A paragraph or entry → the same cut where white space begins a paragraph; any other block as it stands.
    `joined`: quoted words with the sign behind them that go on elsewhere."""
    if block.kind not in ("para", "entry"):
        yield block
        return
    text, done = curled(block.text.text), 0
    entry = block.kind == "entry"
    for found in BREAK.finditer(text):
        if (
            (entry and not INDENTED.search(found[0]))
            or text[found.end()] in NO_START
            or is_bracket(text, done, found.start())
            or in_brackets(text, done, found.start())
            or in_quotation(text, done, found.start())
            or is_torn(text, found.start(), found.end())
            or (
                text[found.start() - 1] in "]］】〕"
                and not REMARK.fullmatch(text[done : found.start()].strip(SPACE))
                and not WHOLE_ASIDE.fullmatch(text[done : found.start()].strip(SPACE))
                and not TAKES_WORD.match(text, found.start() - 2)
            )
            or (text[found.start() - 1] == "；" and not is_listed(text, found.start(), found.end()))
            or (is_unfinished(text, done, found.start()) and not ON_ITS_OWN.match(text, found.end()))
            or is_wired(text, done, found.start())
            or runs_on(text, done, found.start(), found.end())
            or cites_article(text, found.start(), found.end())
            or quotes_word(text, done, found.start(), found.end(), joined)
        ):
            continue
        yield from lines(further(block, part(block, done, found.start(), found.end())))
        done = found.end()
    yield from lines(further(block, part(block, done, len(text))))


def further(entry: Block, paragraph: Block) -> Block:
    """A paragraph of an entry of a chronology → the same; one that is not its first says so."""
    first = entry.kind != "entry" or paragraph.text.at[:1] == entry.text.at[:1]
    return paragraph if first else told(paragraph, date="", until="", further="true")


def is_bracket(text: str, start: int, at: int) -> bool:
    """Whether the sign before a break is a bracket or dash inside the sentence that began at `start`, so that
    the space is noise; a paragraph that is all in brackets, or all dots, ends with them."""
    begun = text[start:at].lstrip(SPACE)
    said = squeeze(begun[-LONGEST_BRACKET:]).text
    if ANSWERED.search(said) or CITED.search(said) or REFERRED.search(said) or BROKEN_OFF.search(begun):
        return False
    if DONE.search(said) and TOLD_BELOW.match(text, at):
        return False
    listed = FIRST_POINT.match(text, at) or PREAMBLE.search(text, max(0, at - LONGEST_LISTED), at)
    if begun.endswith("——") and listed:
        return False
    if (
        re.search(r"。[\r\n]*）$", begun[-6:])
        or (begun[:1] == "（" and not NUMBERED.fullmatch(begun))
        or not begun.strip("…")
    ):
        return False
    return begun[-1:] in "）—…" and text[at : at + 1] not in "\r\n"


def is_unfinished(text: str, start: int, at: int) -> bool:
    """Whether the sentence before a line end at `at`, in the paragraph from `start`, stops at a comma; a short
    line that does may greet somebody."""
    begun = text[start:at].strip(SPACE)
    return begun[-1:] in "，、" and (len(begun) > LONGEST_GREETING or "。" in begun)


def quotes_word(text: str, start: int, at: int, end: int, joined: Set[str]) -> bool:
    """Whether a word in quotation marks ends before the white space `at`..`end`, and the sentence from `start`
    goes on behind it: by the sign there, or as the two are `joined` elsewhere."""
    word = QUOTED_WORD.search(text, start, at)
    return word is not None and bool(JOINS.match(text, end) or squeeze(word[0]).text + text[end] in joined)


def is_wired(text: str, start: int, at: int) -> bool:
    """Whether the paragraph from `start` is, up to `at`, nothing but where and when a
    telegram was sent, whose words follow."""
    return at - start < LONGEST_WIRED and WIRED.fullmatch(squeeze(text[start:at]).text) is not None


def runs_on(text: str, start: int, at: int, end: int) -> bool:
    """Whether a point below a line end, no white space before it, is of a row whose number before stands within
    the paragraph that began at `start`: 请注意：（一）…。（二）…; or begins that paragraph, behind white space
    that no further one of the row has."""
    point = FURTHER_POINT.match(text, end) if text[end - 1] in "\r\n" else None
    if point is None:
        return False
    before = re.compile(rf"{point['before']}{ORDINALS[ORDINALS.index(point['n']) - 1]}{point['after']}")
    begun = text[start:at].lstrip(SPACE)
    if before.search(begun, 1):
        return True
    indented = text[max(0, start - 1) : start + 1].strip(" \t\u3000") != text[max(0, start - 1) : start + 1]
    further = re.compile(rf"[\r\n][ \t\u3000]+{point['before']}[二三四五六七八九十]{point['after']}")
    return before.match(begun) is not None and indented and not further.search(text)


def cites_article(text: str, at: int, end: int) -> bool:
    """Whether an article stands at `end`, without white space before it but a line end, that is none
    of a row: neither the one before it nor, of the first, the one behind it stands at the start of a
    sentence of the text (第四条 规定…)."""
    article = ARTICLE.match(text, end)
    if article is None or text[at:end].strip("\r\n"):
        return False
    n = number(article["n"])
    row = (number(other["n"]) for other in OF_A_ROW.finditer(text, max(0, at - FAR), end + FAR))
    return (n - 1 if n > 1 else n + 1) not in row


def is_listed(text: str, at: int, end: int) -> bool:
    """Whether the white space `at`..`end` behind a semicolon parts things of a list: the next is
    numbered, or what is below sums them up (以上各项), or the sentence has white space behind each
    of its semicolons, and several."""
    if LISTED.match(text, end) or text.startswith("鉴于", end) or SUMS_UP.match(text, end):
        return True
    if PREAMBLE.search(text, max(0, at - LONGEST_LISTED), at):
        return True
    before = re.split("[。！？]", text[max(0, at - LONGEST_LISTED) : at])[-1]
    sentence = before + re.split("[。！？]", text[at : at + LONGEST_LISTED])[0]
    return sentence.count("；") >= FEWEST_CLAUSES and not re.search("；(?![ \t\u3000])", sentence)


def is_torn(text: str, at: int, end: int) -> bool:
    """Whether the mark before the white space `at`..`end` has white space before it too, so that the space
    after it tells nothing; a speaker below it begins a paragraph all the same."""
    torn = text[at - 1 : at] in "？！?!" and text[at - 2 : at - 1] in (" ", "\u3000")
    return torn and not SPEAKS.match(squeeze(text[end : end + 24]).text)


def in_brackets(text: str, start: int, at: int) -> bool:
    """Whether a round bracket opened since `start` closes only after `at`."""
    begun = text[start:at]
    return begun.count("（") > begun.count("）") and "）" in text[at : at + LONGEST_BRACKET]


def in_quotation(text: str, start: int, at: int) -> bool:
    """Whether a quotation opened inside the sentence that began at `start` closes only after `at`, and
    the sentence goes on behind it."""
    begun = text[start:at].lstrip(SPACE)
    if begun[:1] == "“" or begun.count("“") <= begun.count("”"):
        return False
    close = text.find("”", at, at + LONGEST_BRACKET)
    return close >= 0 and "“" not in text[at:close] and bool(GOES_ON.match(text, close + 1))


def lines(block: Block) -> Iterator[Block]:
    """A paragraph → the same without line ends; nothing if it holds only white space."""
    kept = trim(leave_out(block, line_ends(block.text.text)))
    if kept.text and (not kept.text.text.strip("…") or re.fullmatch(OMITTED, squeeze(kept.text.text).text)):
        yield told(kept, "gap", "paragraphs", reason="sampling")
    elif kept.text:
        yield kept


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("paragraphs", "segment", find_paragraphs),)
