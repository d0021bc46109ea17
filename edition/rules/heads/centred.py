"""Heads in the middle of a line, which white space parts from what follows, but not from what
precedes: 一 … 二 …, 第一个问题 …"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.heads.sideheads import candidates, likeliest
from edition.rules.heads.sideheads.evidence import Candidate, matched, weigh
from edition.rules.language.formulas import DAY as A_DAY
from edition.rules.language.formulas import NUMERAL, ORDINALS
from edition.rules.language.lexicon import AGREEMENT, PROCLAIMED, RECORDED, SENT_AS
from edition.rules.page.paragraphs import LISTED
from edition.rules.page.strayspaces import neighbours
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE, squeeze, stands_apart
from edition.rules.text.lines import LINE_END
from edition.rules.text.parting import part, trim

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
BLANK = r"[ \t\u3000]"
WORD = "[一二三四五六七八九十]{1,3}"
# Where a line begins or a sentence ends; behind 。 the volume breaks its lines, so
# that the next one begins there.
START = r"(?:\A|(?<=[\r\n？！…”）]))"
# The day of a paper, which a title may begin with: 一 八月十三日的电报
DAY = rf"(?:[一二](?:{BLANK}?[〇○零一二三四五六七八九]){{3}}{BLANK}?年|(?:[一二三四五六七八九]|十{BLANK}?[一二]?){BLANK}?月{BLANK}?[一二三四五六七八九十])"
# 一 alone, or with white space on both sides; no number of things, and no part of a word torn from it, which an
# ideographic space never does.
ALONE = re.compile(
    rf"{START}{BLANK}?(?P<n>{WORD}|[IVX]{{1,4}})(?={BLANK}\S)(?![ \t](?:(?!{DAY})[一二三四五六七八九十百千万亿](?!、)|[、，。：；年月日时分点天个位名次本种件条份]))"
)
# 一、标题
POINT = re.compile(rf"{START}(?P<n>{WORD})、(?=\S)")
# 第一个问题, 第二部分
ORDINAL = re.compile(
    rf"{START}(?P<sign>第(?P<n>{WORD})(?:[个次部章节讲篇][\u4e00-\u9fff]{{0,3}}|问题|点))(?={BLANK}\S)"
)
# （一） alone above a turn of a talk.
WHO = rf"(?P<who>(?:[\u4e00-\u9fff·]{BLANK}?){{2,8}})(?:（[^（）]{{1,12}}）)?："
ABOVE_TURN = re.compile(rf"{START}{BLANK}?(?P<sign>（(?P<n>{WORD})）)(?={BLANK}{WHO})")
TURN = re.compile(rf"(?<=[\s）]){WHO}")
OFTEN = 3
"""So many turns at least has somebody who speaks."""
# Stars that part one piece of a text from the next, with white space between them and on both sides.
STARS = re.compile(rf"(?:\A|(?<=\s)|(?<=[。？！…”）]))(?P<n>[*＊×](?:{BLANK}+[*＊×]){{2,}})(?=\s|\Z)")
# Who speaks below a head, which then may have a clause: 施工，地基问题 某某：
LABEL = re.compile(WHO)
FEWEST = 2
LONGEST_TITLE = 34
# The title of a part, and no words with which a sentence begins or goes on.
TITLE = re.compile(
    r"(?!如果|假如|因为|由于|虽然|但|所以|因此|我们?|你们?|您|他们?|她|它|这|那|有人|大家|在(?!.{2,20}(?:中|上|下)的)|当|首先|其次|最后|现在|目前)[\u4e00-\u9fff“”《》（）—·、，\d-]{2,40}"
)
GOES_ON = re.compile("[的了着是和与及也都就才被把将又还们]|同志")
NO_END = tuple("的了着是和与及对向从自于把被将为使让给会能可也都又还就不没但而且并则即比等")
PHRASE = re.compile(r"[，、：]|以及|——")
SHORTEST_PHRASE = 4
# What a text is about, at the beginning of a line: 关于某事
ABOUT = re.compile(rf"{START}(?P<n>关{BLANK}?于)")
# Two papers that a title joins: 关于某事的命令和谈话. The head of each ends with its kind.
KIND = f"{SENT_AS}|{AGREEMENT}|{PROCLAIMED}|{RECORDED}|谈话|讲话|演说|命令|决[议定]|序言?|按语"
TWO_KINDS = re.compile(rf"(?P<one>{KIND})[和与及](?P<other>{KIND})$")
# What was said or written on a day: 一九二一年三月四日，在某会议上的谈话
DATED = re.compile(rf"{A_DAY}(?:[、至]{NUMERAL}{{1,3}}日)*，?(?!{A_DAY})[^。；：？！]*")
PAPER = re.compile(rf"(?:{KIND}|批[示语])(?!{GOES_ON.pattern})(?=[\u4e00-\u9fff“《（])")
LONGEST_DATED = 80
# 某人的指示 “某事…”, 财务报告 （1）…
ENCLOSED = re.compile(rf"[\u4e00-\u9fff·]{{2,16}}(?:{KIND})(?={BLANK}(?:“[^”]{{12}}|（[一1]）))")
# What begins a line above a question, and no speaker: 堤工的情形 问：
ASKED_OF = re.compile(
    rf"(?:\A|(?<=[\r\n]))(?P<n>(?:[\u4e00-\u9fff“”《》·、]{BLANK}?){{4,40}}(?<!{BLANK})(?<!记者)(?<!代表)(?<!先生)(?<!同志))(?={BLANK}(?:[\u4e00-\u9fff]{{1,3}})?问：)"
)
ASKS, ANSWERS = (
    re.compile(r"(?<=[\s。？！”）])[\u4e00-\u9fff]{0,4}问："),
    re.compile(r"(?<=[\s。？！”）])[\u4e00-\u9fff]{0,4}答："),
)
FEWEST_ASKED = 3
# Where a line begins without white space, and no point or bracket.
FLUSH = re.compile(r"(?:\A|(?<=[\r\n]))(?=[\u4e00-\u9fff])")
QUESTION = re.compile(rf"(?!为什么|何|怎|那|这|难道|是不是)[\u4e00-\u9fff]{{4,20}}(?<![呢吗吧])？(?={BLANK}\S)")
LONGEST_LINE = 160
OWN, TOGETHER = 4, 2
"""So much evidence of its own has a head that begins a line in the midst of a text, and so
many of them stand in a document."""


@dataclass(frozen=True, slots=True)
class Place:
    """A head that may stand in the block at the index `n`: from where to where, and the
    number or the words that it has."""

    n: int
    start: int
    end: int
    sign: str


def find_centred_heads(blocks: Blocks, options: Options) -> Recognised:
    """Running text → the same, its heads that stand in the middle of a line as heads of type section, and what
    they part as paragraphs of their own.

    Such are numerals, at least two in turn from one on within a document: alone (一, I), with a title behind
    (一、某事, where each of them has one up to white space between characters that meet nowhere else) or with
    what they count (第一个问题); and words of the title of the document that stand so (关于某事), the kinds of
    two papers that it joins (某部命令, 某人的谈话), or whatever the evidence for side heads makes one. One
    numeral that white space tears from its word begins no row. Stars in a row are a separator.
    """
    pairs = neighbours([block for block in blocks if block.kind == "para"])
    heads: dict[int, list[Place]] = {}
    for first, last in documents(blocks):
        for place in heads_of(blocks, range(first, last), pairs):
            heads.setdefault(place.n, []).append(place)
    return Recognised(tuple(p for n, b in enumerate(blocks) for p in parted(b, heads.get(n, ()))))


def documents(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """Blocks → from where to where each document goes."""
    starts = [0, *(n for n, block in enumerate(blocks) if block.attrs.get("opens")), len(blocks)]
    yield from pairwise(starts)


def heads_of(blocks: Sequence[Block], within: range, pairs: frozenset[str]) -> list[Place]:
    """The heads of a document, in their order."""
    alone = [
        told_title(blocks, row, pairs)
        for numerals in (ORDINALS, ROMAN)
        if (row := in_turn(places(blocks, within, ALONE), numerals))
    ]
    counted = in_turn(places(blocks, within, ORDINAL), ORDINALS) or in_turn(
        above_turns(blocks, within), ORDINALS
    )
    pointed = titled(blocks, in_turn(places(blocks, within, POINT), ORDINALS), pairs)
    wordy = (phrases, papers, above_questions, weighed)
    rows = chain((*alone, counted, pointed), (found(blocks, within, pairs) for found in wordy))
    heads = [*next(filter(None, rows), []), *places(blocks, within, STARS)]
    return list(without_overlaps(sorted(heads, key=lambda place: (place.n, place.start))))


def without_overlaps(heads: Iterable[Place]) -> Iterator[Place]:
    """Heads in their order → those that do not begin within the one before."""
    reached = (-1, 0)
    for place in heads:
        if (place.n, place.start) >= reached:
            yield place
            reached = (place.n, place.end)


def places(blocks: Sequence[Block], within: range, pattern: re.Pattern[str]) -> list[Place]:
    """Where a pattern of heads fits in the running text of a document, from the first sign of each on."""
    found: list[Place] = []
    for n in within:
        if blocks[n].kind == "para":
            for m in pattern.finditer(blocks[n].text.text):
                start = m.start("sign") if "sign" in pattern.groupindex else m.start("n")
                found.append(Place(n, start, m.end(), m["n"]))
    return found


def in_turn(found: Sequence[Place], numerals: Sequence[str]) -> list[Place]:
    """Those of the places whose numbers count from one on, or none where they do not come to two."""
    row: list[Place] = []
    for place in found:
        if len(row) < len(numerals) and place.sign == numerals[len(row)]:
            row.append(place)
    return row if len(row) >= FEWEST else []


def told_title(blocks: Sequence[Block], row: Sequence[Place], pairs: frozenset[str]) -> list[Place]:
    """Numerals that stand alone → the same with the titles behind them, if each has one that reads as such."""
    whole = titled(blocks, row, pairs)
    read = (
        TITLE.fullmatch(squeeze(blocks[p.n].text.text[alone.end : p.end]).text)
        for p, alone in zip(whole, row, strict=False)
    )
    return whole if whole and all(read) else list(row)


def above_turns(blocks: Sequence[Block], within: range) -> list[Place]:
    """Numbers in brackets that stand alone above a turn, of somebody who has several in the document."""
    found = places(blocks, within, ABOVE_TURN)
    texts = (blocks[n].text.text for n in within if found and blocks[n].kind == "para")
    turns = Counter(squeeze(turn["who"]).text for text in texts for turn in TURN.finditer(text))
    below = (TURN.search(blocks[place.n].text.text, place.end) for place in found)
    return [
        place
        for place, turn in zip(found, below, strict=True)
        if turn and turns[squeeze(turn["who"]).text] >= OFTEN
    ]


def titled(blocks: Sequence[Block], row: Sequence[Place], pairs: frozenset[str]) -> list[Place]:
    """Numerals → the same with the titles behind them, or none where one of them has no title."""
    whole = [Place(p.n, p.start, title_end(blocks[p.n].text.text, p.end, pairs), p.sign) for p in row]
    return whole if all(place.end for place in whole) else []


def title_end(text: str, start: int, pairs: frozenset[str]) -> int:
    """Where a title ends that begins at `start`: before white space between two characters that meet nowhere
    in the text or above a numbered point, and no mark inside ends a clause; of several such places the
    likeliest. 0 where there is none."""
    begun = start + len(text[start:]) - len(text[start:].lstrip(SPACE))
    ends = list(title_ends(text, begun, pairs))
    if len(ends) < FEWEST:
        return ends[0] if ends else 0
    words = text[begun : begun + LONGEST_LINE]
    weighed = candidates(words, pairs, first=False, minuted=False, title="")
    several = [c for c in weighed if begun + c.end in ends]
    return begun + likeliest(several).end if several else ends[0]


def title_ends(text: str, begun: int, pairs: frozenset[str]) -> Iterator[int]:
    """The places at which a title may end that begins at `begun`: one that begins with a day behind
    what was said or written on it."""
    if end := dated_end(text, begun, pairs):
        yield end
        return
    words = text[begun : begun + LONGEST_TITLE]
    for blank in re.finditer(rf"(?<=\S){BLANK}(?=\S)", words):
        if re.search("[。；：？！]", words[: blank.start()]):
            return
        if "，" in words[: blank.start()] and not LABEL.match(text, begun + blank.end()):
            continue
        after = text[begun + blank.end() : begun + blank.end() + 2]
        if words[: blank.start()].endswith(NO_END) or GOES_ON.match(after):
            continue
        apart = LISTED.match(text, begun + blank.end()) or words[blank.start() - 1] + after[:1] not in pairs
        if apart and after[:1] not in "，。；：？！、）”":
            yield begun + blank.start()


def dated_end(text: str, begun: int, pairs: frozenset[str]) -> int:
    """Where the title ends that begins with a day at `begun`, before white space between two characters that
    meet nowhere in the text; 0 where none does."""
    folded = squeeze(text[begun : begun + LONGEST_DATED])
    dated = DATED.match(folded.text)
    papers = PAPER.finditer(folded.text, 0, dated.end()) if dated else ()
    ends = (begun + folded.end(m.end()) for m in papers if stands_apart(folded, m.end()))
    return next((end for end in ends if joint(text, end) not in pairs), 0)


def phrases(blocks: Sequence[Block], within: range, pairs: frozenset[str]) -> list[Place]:
    """The words between the marks of a document's title that stand again before white space
    in its text, where several do."""
    title = squeeze(blocks[within.start].attrs.get("title", "")).text if within else ""
    said = [words for words in PHRASE.split(title) if len(words) >= SHORTEST_PHRASE]
    if len(said) < FEWEST:
        return []
    spaced = "|".join(f"{BLANK}?".join(map(re.escape, words)) for words in said)
    pattern = re.compile(rf"{START}(?P<n>{spaced})(?={BLANK}\S)")
    found = places(blocks, within, pattern)
    apart = [p for p in found if joint(blocks[p.n].text.text, p.end) not in pairs]
    if len({squeeze(p.sign).text for p in apart}) < FEWEST:
        return []
    joined = [p for n in within if blocks[n].kind == "para" for p in joined_in(title, blocks[n], n, pairs)]
    return sorted({*apart, *joined}, key=lambda place: (place.n, place.start))


def joined_in(title: str, block: Block, n: int, pairs: frozenset[str]) -> Iterator[Place]:
    """Where words about something (关于乙) begin a line of the block at the index `n` and stand before white
    space, and a title that joins what it is about names that: 关于甲和乙."""
    text = block.text.text
    for line in ABOUT.finditer(text):
        ends = (
            m.start()
            for m in re.compile(rf"(?<=\S){BLANK}(?=\S)").finditer(text, line.end(), line.end() + LONGEST_TITLE)
        )
        named = [
            e
            for e in ends
            if squeeze(text[line.end() : e]).text in title
            and joint(text, e) not in pairs
            and not GOES_ON.match(text, e + 1)
        ]
        if named and len(squeeze(text[line.end() : named[-1]]).text) >= FEWEST:
            yield Place(n, line.start("n"), named[-1], text[line.start("n") : named[-1]])


def papers(blocks: Sequence[Block], within: range, pairs: frozenset[str]) -> list[Place]:
    """The heads of the two papers that the title of a document joins, each up to the words
    for its kind before white space."""
    title = squeeze(blocks[within.start].attrs.get("title", "")).text if within else ""
    told = TWO_KINDS.search(title)
    row: list[Place] = []
    for kind in told.groups() if told else ():
        spaced = f"{BLANK}?".join(map(re.escape, kind))
        pattern = re.compile(rf"{START}(?P<n>[^，。；：？！\r\n]{{2,{LONGEST_TITLE}}}?{spaced})(?={BLANK}\S)")
        after = (row[-1].n, row[-1].end) if row else (-1, 0)
        found = (p for p in places(blocks, within, pattern) if (p.n, p.start) >= after)
        row += [p for p in found if joint(blocks[p.n].text.text, p.end) not in pairs][:1]
    return row if len(row) >= FEWEST else []


def above_questions(blocks: Sequence[Block], within: range, pairs: frozenset[str]) -> list[Place]:
    """The words that begin lines of an interview above a question, where there are several: each question
    begins a turn, and no sentence ends without a stop."""
    texts = [blocks[n].text.text for n in within if blocks[n].kind == "para"]
    if min(sum(len(said.findall(text)) for text in texts) for said in (ASKS, ANSWERS)) < FEWEST_ASKED:
        return []
    found = places(blocks, within, ASKED_OF)
    return found if len(found) >= TOGETHER else []


def weighed(blocks: Sequence[Block], within: range, pairs: frozenset[str]) -> list[Place]:
    """The words that begin lines without white space and that the evidence for side heads makes heads, where
    there are several; beside them also questions."""
    found, asked = list[tuple[Place, Candidate]](), list[Place]()
    for n in within:
        text = blocks[n].text.text if blocks[n].kind == "para" else ""
        for line in FLUSH.finditer(text):
            if question := QUESTION.match(text, line.start()):
                asked.append(Place(n, line.start(), question.end(), question[0]))
                continue
            words = text[line.start() : line.start() + LONGEST_LINE]
            several = [
                c
                for c in candidates(words, pairs, first=False, minuted=False, title="")
                if ends_in_line(words, c.end)
            ]
            if several:
                best = likeliest(several)
                found.append((Place(n, line.start(), line.start() + best.end, best.head), best))
    company = matched([best for _, best in found])
    heads = [place for (place, _), best in zip(found, company, strict=True) if weigh(best) >= OWN]
    if len(heads) >= TOGETHER:
        return [*heads, *asked]
    return [place for n in within for place in enclosing(blocks[n], n)]


def ends_in_line(words: str, end: int) -> bool:
    """Whether words up to `end` stand in one line."""
    return not LINE_END.search(words[:end])


def enclosing(block: Block, n: int) -> Iterator[Place]:
    """The words that begin a line of the block at the index `n` and name the
    paper that is quoted below them."""
    text = block.text.text if block.kind == "para" else ""
    for line in FLUSH.finditer(text):
        if found := ENCLOSED.match(text, line.start()):
            yield Place(n, line.start(), found.end(), found[0])


def joint(text: str, at: int) -> str:
    """The characters on the two sides of white space at `at`."""
    return text[at - 1] + text[at:].lstrip(SPACE)[:1]


def parted(block: Block, heads: Sequence[Place]) -> Iterator[Block]:
    """A block → the same, its heads by themselves, what stands between them as paragraphs."""
    done = 0
    for head in heads:
        if block.text.text[done : head.start].strip(SPACE):
            yield part(block, done, head.start, head.start)
        own = trim(part(block, head.start, head.end, head.end))
        stars = STARS.fullmatch(head.sign) is not None
        yield told(own, "separator" if stars else "head", "centred-heads", type="" if stars else "section")
        done = head.end
    if not heads or block.text.text[done:].strip(SPACE):
        yield part(block, done, len(block.text)) if heads else block


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("centred-heads", "segment", find_centred_heads),)
