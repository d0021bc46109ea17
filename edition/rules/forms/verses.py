"""Verse among the prose, a line of text for each of its lines, and signs that part a text (× × ×)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, islice, takewhile

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import HAN, ORDINALS
from edition.rules.text.cutting import blocks_from, leave_out, near_text, told
from edition.rules.text.parting import part, trim

SEPARATOR = re.compile(
    r"[※☆★◇◆△]{3,10}|(?P<sign>[^\w\s.…·。，、；：！？“”‘’（）()\[\]【】〔〕《》<>|│—－\-+=#*_~～\u2010-\u2015\u2500-\u257f＝＿￣﹏?!×✕□■▢○●◯])(?P=sign){7,}|[×＊*※☆★◇◆△○](?:[ \u3000]{1,40}[×＊*※☆★◇◆△○]){2,9}"
)
"""Signs that part a text; a row of □, ■, × or ○ without white space stands for words
that nobody can read or may know."""
PARTING = re.compile(rf"(?:#{{1,6}}[ \t]+)?(?P<signs>{SEPARATOR.pattern})")
WORDS = r"[\u4e00-\u9fff（）·]"
LINE = re.compile(
    rf"(?P<open>[“‘「『])?{WORDS}{{1,14}}(?:(?:[，、；！？]|[ \u3000]{{1,3}}){WORDS}{{1,12}}){{0,2}}[，。！？；：]?(?P<close>[”’」』])?"
)
"""A line that may be one of verse: short, with a pause or two, no label before a colon, and
no enumeration comma at its end."""
DOTS = re.compile('(?:…{1,4}|[.]{3,6})[”’」』＂"]')
"""The last line of a quoted piece, which breaks off."""
THINGS = r"作者|目录|有[：:]|[，,](?![其第]?[一二三四五六七八九十两首段]{0,2}[曰云唱念写说题抄全内大意开]|如下|歌?词|诗|叫|是)"
ANNOUNCES = re.compile(
    rf".*(?:诗|歌(?!词本)|唱|谣|曲|号子|对联|挽联|顺口溜|词[一两二三]首)(?![人家手剧舞本集册片队团线折])(?:(?!{THINGS}).){{0,12}}[：:]"
)
"""What leads to verse in the line above it; who made it, a list and what a further clause speaks of
(唱着歌，带的东西是：) do not."""
SINGER = re.compile(r"[\u4e00-\u9fff]{1,4}[：:](?=[“‘]?[\u4e00-\u9fff])")
"""Who sings a line, before it: 男：, 领唱："""
SCROLLS = re.compile(r"(?P<side>[上下]联|横[批额幅])[：:] ?[^。？：；“”]{4,40}[。！]?")
"""A line of a couplet on a pair of scrolls, or what stands across."""
COUNTED = re.compile(r".*(?P<n>[两二三四六八])句(?:话|诗|词|歌词|口号|谚语|民谣)?[：:]")
"""What says how many lines stand below it."""
ATTRIBUTED = re.compile(r"[—―－-]{1,2}[^《》，。]{0,10}《[^《》]{2,30}》")
"""From which work words are taken, behind a dash."""
FEWEST, FEWEST_UNTOLD = 3, 4
"""So many lines at least are verse where they are quoted or announced, and where
nothing but their measure tells."""
LONGEST_LINE = 20
LONGEST = 80
"""So many lines at most are looked at for one piece."""
MEASURES = (5, 7)
LONGEST_SET = 600
"""So many characters at most has a paragraph of verse."""


def find_separators(blocks: Blocks, options: Options) -> Recognised:
    """Lines of nothing but three or more spaced signs (× × ×, * * *) → `separator`; the sign of a head in
    Markdown before them is left out."""
    result = list(blocks)
    for n, block in enumerate(blocks[1:], 1):
        found = PARTING.fullmatch(block.text.text) if block.kind == "line" else None
        if found:
            result[n] = told(leave_out(block, [(0, found.start("signs"))]), "separator", "separators")
    return Recognised(tuple(result))


def find_verses(blocks: Blocks, options: Options) -> Recognised:
    """Short lines in a row that are verse → `verse`, the first of a stanza with attr `stanza`:
    they stand in one pair of quotation marks, or behind a word for verse and a colon, or are all
    of five or of seven characters."""
    result = list(blocks)
    n = 0
    while n < len(blocks):
        length = verse_length(blocks, n)
        for k in range(n, n + length):
            apart = k > n and blocks[k].attrs.get("blank", "0") != "0" and near_together(blocks[n : n + length])
            sings = k > n and SINGER.match(blocks[k].text.text) and not SCROLLS.fullmatch(blocks[k].text.text)
            result[k] = told(blocks[k], "verse", "verses", stanza="1" if k == n or apart or sings else "")
        if length and blocks[n].text.text[0] in "“‘「『" and DOTS.fullmatch(near_text(blocks, n + length)):
            result[n + length] = told(blocks[n + length], "verse", "verses")
            length += 1
        n += length or 1
    return Recognised(tuple(result))


def near_together(lines: Sequence[Block]) -> bool:
    """Whether some lines stand right below the one above, so that an empty line parts stanzas."""
    return any(line.attrs.get("blank", "0") == "0" for line in lines[1:])


def verse_length(blocks: Sequence[Block], n: int) -> int:
    """How many lines from index `n` on are one piece of verse; 0 where none are."""
    if labelled := on_scrolls(blocks, n) or sung_in_turn(blocks, n):
        return labelled
    lines = list(takewhile(lambda found: found is not None, map(line_of, blocks[n : n + LONGEST])))
    row = [found for found in lines if found is not None]
    if not row:
        return 0
    if whole := section_of_verse(blocks, n):
        return whole
    announced = ANNOUNCES.fullmatch(near_text(blocks, n - 1)) is not None
    # A line that leads to something is none of verse, unless a closing mark below it says so.
    told_of = list(takewhile(lambda found: found[0][-1] not in "：:", row))
    quoted = next((k + 1 for k, found in enumerate(row) if found["close"]), 0)
    if row[0]["open"]:
        if not told_of:  # a salutation
            return 0
        leads = announced or near_text(blocks, n - 1)[-1:] in ("：", ":")
        unclosed = len(told_of) if leads and not quoted and len(told_of) >= FEWEST_UNTOLD else 0
        length = quoted if quoted >= FEWEST or is_couplet(row[:quoted]) else unclosed
        return length if all(found["open"] is None for found in row[1:length]) else 0
    if not quoted and (pair := announced_pair(told_of, near_text(blocks, n - 1))):
        return pair
    signed = ATTRIBUTED.fullmatch(near_text(blocks, n + len(told_of))) is not None
    if announced and not quoted and (couplets := in_couplets(told_of)):
        return couplets
    if announced and not quoted and len(told_of) >= FEWEST - signed:
        return len(told_of) - says_on(told_of)
    if (below := measured_below(told_of, near_text(blocks, n - 1))) and not quoted:
        return below
    measured = list(takewhile(lambda found: measure(found) == measure(row[0]), row))
    pairs = zip(measured[::2], measured[1::2], strict=False)
    rhymed = list(takewhile(lambda pair: pair[0][0][-1] in "，；" and pair[1][0][-1] in "。！？；，", pairs))
    regular = (
        measure(row[0]) in MEASURES and 2 * len(rhymed) >= FEWEST_UNTOLD and rhymed[-1][1][0][-1] in "。！？"
    )
    return 2 * len(rhymed) if regular else 0


def section_of_verse(blocks: Sequence[Block], n: int) -> int:
    """How many lines from index `n` on are a whole part of a text, below a head and up to the next, of
    short lines with a mark behind each, one in three of them within a sentence, as hardly anything but
    verse is set; 0 where they are not."""
    if n == 0 or blocks[n - 1].kind != "head":
        return 0
    part = list(takewhile(lambda b: b.kind == "line", islice(blocks_from(blocks, n), LONGEST)))
    below = blocks[n + len(part) : n + len(part) + 1]
    ends = all(b.kind in ("head", "excluded", "citation") for b in below)
    stops = [b.text.text[-1:] for b in part]
    short = all(len(b.text) <= LONGEST_LINE for b in part) and all(stop in "，、；。！？!?" for stop in stops)
    runs = 3 * sum(stop in "，、" for stop in stops) >= len(part)
    return len(part) if ends and short and runs and len(part) >= FEWEST_SUNG else 0


def on_scrolls(blocks: Sequence[Block], n: int) -> int:
    """How many lines from index `n` on are a couplet, each side named before it, with what
    stands across; 0 where they are not."""
    rows = islice(blocks_from(blocks, n), 3)
    found = [SCROLLS.fullmatch(b.text.text) if b.kind == "line" else None for b in rows]
    sides = [side["side"] for side in takewhile(bool, found) if side]
    return len(sides) if {"上联", "下联"} <= set(sides) else 0


def sung_in_turn(blocks: Sequence[Block], n: int) -> int:
    """How many lines from index `n` on several sing in turn, who are named before the first that each
    sings: lines of verse behind a word for it and a colon, at least half of five or of seven
    characters; 0 where they are not."""
    if not SINGER.match(blocks[n].text.text) or not ANNOUNCES.fullmatch(near_text(blocks, n - 1)):
        return 0
    rows = list(takewhile(lambda b: b.kind == "line", islice(blocks_from(blocks, n), LONGEST)))
    singers = [SINGER.match(b.text.text) for b in rows]
    texts = [b.text.text[m.end() if m else 0 :] for b, m in zip(rows, singers, strict=True)]
    lines = [*takewhile(bool, (LINE.fullmatch(t) if len(t) <= LONGEST_LINE else None for t in texts))]
    several = len({m[0] for m in singers[: len(lines)] if m}) > 1
    measured = sum(measure(line) in MEASURES for line in lines if line)
    return len(lines) if several and len(lines) >= FEWEST_UNTOLD and 2 * measured >= len(lines) else 0


def announced_pair(lines: Sequence[re.Match[str]], above: str) -> int:
    """How many lines are verse below what leads to it, or says how many there are: as many, or two where only
    two stand there; the first ends with a comma, the last a sentence. Else 0."""
    counted = COUNTED.fullmatch(above)
    wanted = ORDINALS.index(counted["n"].replace("两", "二")) + 1 if counted else 2
    led = counted or (ANNOUNCES.fullmatch(above) and len(lines) == wanted)
    ended = len(lines) >= wanted and lines[0][0][-1] in "，、；" and lines[wanted - 1][0][-1] in "。！？"
    return wanted if led and ended else 0


def is_couplet(lines: Sequence[re.Match[str]]) -> bool:
    """Whether two quoted lines are of one measure, of five or of seven characters, with a comma behind the
    first and a stop behind the second."""
    if len(lines) != 2:
        return False
    first, second = (line[0].strip("“”‘’「」『』") for line in lines)
    return even_measure(lines) and first[-1:] in "，、" and second[-1:] in "。！？"


def in_couplets(lines: Sequence[re.Match[str]]) -> int:
    """How many of some announced lines are couplets of one measure, of five or of seven characters, where
    others follow below the end of a sentence that have not that measure; else 0."""
    length = next((k for k, line in enumerate(lines) if measure(line) != measure(lines[0])), 0)
    ended = length and not length % 2 and lines[length - 1][0][-1] in "。！？"
    rest = lines[length:]
    other = all(measure(line) not in MEASURES and line[0][-1] not in "，；" for line in rest)
    return length if ended and other and measure(lines[0]) in MEASURES else 0


def measured_below(lines: Sequence[re.Match[str]], above: str) -> int:
    """How many lines are one piece of verse below a colon: the first one or two have a measure
    of their own (拿起笔，拿起枪，), all others are of seven characters in pairs that end a
    sentence; 0 where it is otherwise."""
    if above[-1:] not in ("：", ":"):
        return 0
    for length in range(len(lines) - len(lines) % 2, FEWEST_UNTOLD - 1, -2):
        ended = lines[length - 1][0][-1] in "。！？"
        rests = (lines[first:length] for first in (1, 2))
        if ended and any(len(rest) >= FEWEST and even_measure(rest) for rest in rests):
            return length
    return 0


def even_measure(lines: Sequence[re.Match[str]]) -> bool:
    """Whether lines are all of five or all of seven characters."""
    return len({measure(line) for line in lines}) == 1 and measure(lines[0]) in MEASURES


def says_on(lines: Sequence[re.Match[str]]) -> bool:
    """Whether the last of some lines is a clause on the verse that the others are: they are all of five or of
    seven characters, an even number of them, and end a sentence; it has another measure."""
    *verse, last = lines
    measures = {measure(line) for line in verse}
    whole = len(verse) >= FEWEST_UNTOLD and not len(verse) % 2 and verse[-1][0][-1] in "。！？"
    return whole and len(measures) == 1 and measures <= set(MEASURES) and measure(last) not in measures


def line_of(block: Block) -> re.Match[str] | None:
    """A line that may be one of verse → its match."""
    text = block.text.text
    return LINE.fullmatch(text) if block.kind == "line" and len(text) <= LONGEST_LINE else None


def measure(line: re.Match[str]) -> int:
    """How many characters a line of verse has, marks aside."""
    return len(re.findall(HAN, line[0]))


# -- verse in paragraphs ---------------------------------------------------------------------------------------

CLAUSE = re.compile(rf"[“‘]?(?P<words>(?:{HAN}[ \u3000]?){{4,9}})(?P<stop>[，；。！？])[”’]?\s{{0,4}}")
LEADS = re.compile(
    rf"(?:{HAN}|[，、“”《》])*(?:诗|歌|谣|曲|词|号子|[几两四八]句|[写题吟念唱诵][道着]?|如下)[：:]|{ANNOUNCES.pattern}"
)
# A verse to a tune, of lines of any length, with a stop behind each; and the tune above it, with
# what it is about: 某某令·渡口
SUNG = re.compile(rf"[“‘]?(?P<words>{HAN}{{1,11}})(?P<stop>[，；：、。！？!?])[”’]?\s{{0,4}}")
TUNE = re.compile(
    rf"{HAN}{{2,5}}(?:[ \u3000]{{0,3}}[·•・．][ \u3000]{{0,3}}|[ \u3000]{{1,4}})(?:{HAN}|[《》“”、，（）·]){{1,16}}"
)
PROSE = re.compile("[的们吗呢吧]")
FEET = 4
"""Longer is some line of a verse to a tune; prose goes on four feet."""
FEWEST_RHYMES, FEWEST_SUNG = 3, 6
"""So many sentences and so many lines at least has one."""
# The rhymes of northern verse (十三辙) by the finals of pinyin; eng and ong apart, which rhyme but poorly; ü
# rhymes with u as well, as it did of old.
CLASSES = (
            "a ia ua", "o e uo", "ie ve", "ai uai", "ei uei ui", "ao iao", "ou iou iu", "an ian uan van",
            "en in uen un vn", "ang iang uang", "eng ing ueng", "ong iong", "i v er", "u v",
)  # fmt: skip
RHYMES: Mapping[str, frozenset[int]] = {
    final: frozenset(n for n, finals in enumerate(CLASSES) if final in finals.split())
    for finals in CLASSES
    for final in finals.split()
}


def find_set_verses(blocks: Blocks, options: Options) -> Recognised:
    """Paragraphs that hold nothing but clauses of five or of seven characters, an even number of
    them and two pairs at least, with a stop behind each pair → `verse`, one for each clause, where
    the line above leads to verse or the pairs rhyme; so do paragraphs of short clauses below the
    name of a tune whose sentences all rhyme."""
    result: list[Block] = []
    n, head = 0, ""
    while n < len(blocks):
        head = blocks[n].text.text if blocks[n].kind == "head" else head
        above = near_text(blocks, n - 1).strip()
        row = list(takewhile(bool, map(clauses_of, islice(blocks_from(blocks, n), LONGEST))))
        # What goes on below verse may be as short as a line of it.
        length = next((k for k in range(len(row), 0, -1) if is_set_verse([*chain(*row[:k])], above)), 0)
        lines = [
            verse_line(block, clause)
            for block, made in zip(blocks[n : n + length], row, strict=False)
            for clause in made
        ] or [verse_line(blocks[n], clause) for clause in sung(blocks[n], (head, above))]
        result += [told(lines[0], stanza="1"), *lines[1:]] if lines else [blocks[n]]
        n += length or 1
    return Recognised(tuple(result))


def verse_line(block: Block, clause: re.Match[str]) -> Block:
    """A clause of a paragraph → its line of verse."""
    return told(trim(part(block, clause.start(), clause.end(), clause.end())), "verse", "set-verses")


def sung(block: Block, above: Sequence[str]) -> list[re.Match[str]]:
    """A paragraph below the name of a tune → its clauses, if its sentences all rhyme; else nothing."""
    if block.kind != "para" or PROSE.search(block.text.text) or not any(map(TUNE.fullmatch, above)):
        return []
    found = matched(block, SUNG)
    ends = [clause["words"][-1] for clause in found if clause["stop"] in "。！？!?"]
    ended = found and found[-1]["stop"] in "。！？!?" and len(found) >= FEWEST_SUNG
    uneven = any(len(clause["words"]) > FEET for clause in found)
    return found if ended and uneven and len(ends) >= FEWEST_RHYMES and rhymes(ends) else []


def matched(block: Block, clause: re.Pattern[str]) -> list[re.Match[str]]:
    """A paragraph → its clauses, if it holds nothing else; else nothing."""
    found: list[re.Match[str]] = []
    while one := clause.match(block.text.text, found[-1].end() if found else 0):
        found.append(one)
    return found if found and found[-1].end() == len(block.text) else []


def clauses_of(block: Block) -> list[re.Match[str]]:
    """A paragraph → its clauses, if it is made of such as may be lines of verse; else nothing."""
    if block.kind != "para" or len(block.text) > LONGEST_SET:
        return []
    return matched(block, CLAUSE)


def is_set_verse(clauses: Sequence[re.Match[str]], above: str) -> bool:
    """Whether clauses are verse below a line: in pairs of one measure, each with a stop at its end,
    and led to, or with one rhyme."""
    measures = {measure(clause) for clause in clauses}
    paired = len(clauses) >= FEWEST_UNTOLD and not len(clauses) % 2
    if not paired or len(measures) != 1 or not measures <= set(MEASURES):
        return False
    stopped = all(
        a["stop"] in "，；" and b["stop"] in "。！？；"
        for a, b in zip(clauses[::2], clauses[1::2], strict=True)
    )
    # The first line of two pairs rhymes as well (AABA); of more the seconds do.
    rhyming = [*(clauses[:1] if len(clauses) == FEWEST_UNTOLD else ()), *clauses[1::2]]
    return stopped and (
        LEADS.fullmatch(above) is not None or rhymes([c["words"].rstrip()[-1] for c in rhyming])
    )


def rhymes(signs: Sequence[str]) -> bool:
    """Whether characters rhyme with each other, each in one of its readings."""
    from pypinyin import Style, pinyin  # takes longer to load than most texts to read

    readings = (pinyin(sign, style=Style.FINALS, heteronym=True)[0] for sign in signs)
    classes = (frozenset[int]().union(*(RHYMES.get(final, ()) for final in finals)) for finals in readings)
    return bool(frozenset.intersection(*classes))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("separators", "segment", find_separators),
    Recogniser("verses", "segment", find_verses),
    Recogniser("set-verses", "segment", find_set_verses),
)
