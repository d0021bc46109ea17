"""Heads inside a piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised
from edition.rules.forms.verses import ATTRIBUTED
from edition.rules.language.lexicon import WRITTEN_ON
from edition.rules.language.numerals import number
from edition.rules.language.sentences import finished
from edition.rules.page.rows import LABELLED, full_width
from edition.rules.text.cutting import near, near_text, told
from edition.rules.text.folding import simplified
from edition.rules.text.omission import OMITTED
from edition.rules.titles.alike import heads_alike
from edition.rules.titles.interviews import interview_parts
from edition.rules.titles.leading import parts_counted_on, rows_with_colons
from edition.rules.titles.points import count_of, points, style_of
from edition.rules.titles.questions import questions
from edition.rules.titles.shape import LONGEST_TITLE, NUMBERED, ends_stopped, has_ended, is_short, is_wide
from edition.rules.titles.topics import (
    COUNTS_ALONE,
    counted_by_stems,
    lone_topics,
    numbers_alone,
    opens_talk,
    signed_heads,
    spoken_of,
    topics,
)

FEWEST_LINES = 4
FEWEST_ALIKE = 2
"""So many heads at least that count in one way make another row of their like."""
# A sentence that leads over from another and breaks off is no head: 接下来，某某又谈了….
TELLING = re.compile("(?:接下来|然后|随后|接着|此后|后来|之后|对此|最后|另外|此外|同时)，.*[了又已]")
# Whose words stand above, and of what work: ——某某《某歌》
COUNTED = re.compile(r"(第?)(?P<n>[一二三四五六七八九十]{1,3})(、|，|[ \u3000])")
"""The number of a head in a row."""
SECOND_LINE = re.compile(r"[—―－]{2}(?!.*《[^《》]*》$)")
LEFT_OUT = re.compile(rf"[一二三四五六七八九十]{{1,3}}、[^，。；：！？]{{2,16}}{OMITTED}")
"""The head of a part that is left out: 二、国外情况（略）"""
ORDINAL = re.compile("第[一二三四五六七八九十]{1,2}(?:个[^，。：]{1,6})?[，、]")
PART = re.compile(r"第[一二三四五六七八九十\d]{1,3}(?P<way>[、，]|条|章|节|部分)(?=[^第])")
FIRST_POINT = re.compile(r"[（(]?[一1][、）)．.]")
SPEECH_HEAD = re.compile(
    r"[\u4e00-\u9fff·]{2,8}?(?:同志|先生|代表)?的?(?:第[一二三四五]次)?(?:讲话|发言|致词|致辞|总结发言|插话)[：:]?"
)

WHOLE_WITHIN = re.compile("[。；](?=[^”’）)])")
"""A sentence that ends within a line, which is no head then where it is long."""
INSTRUCTION = re.compile(rf"(?!按照|根据)[\u4e00-\u9fff]{{0,12}}(?:{WRITTEN_ON})[：:]")


@dataclass(frozen=True, slots=True)
class Habits:
    """How a text sets its heads: of `longest` characters at most in rows of `full` columns (0 where it is not
    wrapped), with more than the `usual` empty lines around one that stands apart; the `heads` that it has
    already; whether several `speeches` have one each; the lines that are `points` of a series; how many
    paragraphs begin with an ordinal (第二，…); and the lines that are `topics` of an interview, a number alone
    or the head of what is left out."""

    longest: int
    full: int
    usual: int
    heads: Sequence[str]
    speeches: bool
    points: frozenset[int]
    ordinals: int
    topics: frozenset[int]


def find_inner_heads(blocks: Blocks, options: Options) -> Recognised:
    """A short line that ends like no sentence, below a head or a finished paragraph and above running text → a
    head inside its piece (type section). `longest` counts characters; in a wrapped text the line must leave a
    fifth of the width free; one set apart by more empty lines may be twice as long.

    A numbered line (一、, 第二节) may stand above any line but the next of its kind, another only above a long
    one (S051). So do a title that stands again, lines that say whose speech follows, where there are several,
    and sentences with the number between those of two heads.
    """
    habits = habits_of(blocks, int(str(options["longest"])))
    result = list(blocks)
    findings: list[Finding] = []
    for n in range(1, len(blocks) - 1):
        block, above = blocks[n], result[n - 1]
        if retitles(result, n, habits.heads):
            result[n] = told(block, "head", "inner-heads", type="sub" if above.kind == "head" else "section")
        elif parts := subtitled(result, n, habits):
            result[n], result[n + 1] = parts
        elif leads_part(result, n, habits):
            result[n] = told(block, "head", "inner-heads", type="section")
        elif heads_text(result, n, habits):
            result[n] = told(block, "head", "inner-heads", type="section")
            if not NUMBERED.match(block.text.text):
                findings.append(Finding("S051", block.text.at[0], {"text": block.text.text}))
    for n in heads_alike(result):
        result[n] = told(result[n], "head", "inner-heads", type="section")
        findings.append(Finding("S051", result[n].text.at[0], {"text": result[n].text.text}))
    result = with_sections(result, (*between_heads(result), *questions(result), *interview_parts(result)))
    result = with_parts(result, habits)
    result = with_sections(result, rows_like_heads(result, habits.longest))
    for rows in (rows_with_colons, parts_counted_on):
        result = with_sections(result, rows(result, habits.longest))
    return Recognised(tuple(result), tuple(findings))


def leads_part(blocks: Sequence[Block], n: int, habits: Habits) -> bool:
    """Whether the line at index `n` leads to a part of its text: a speech, an instruction, a
    topic, what heads of its form do."""
    return (
        announces_speech(blocks, n, habits)
        or follows_heads(blocks, n)
        or n in habits.topics
        or names_instruction(blocks, n)
    )


def with_parts(blocks: Sequence[Block], habits: Habits) -> list[Block]:
    """Blocks → the same, lines in the form of heads as such, and a numbered line
    right below one that heads text."""
    result = list(blocks)
    for n in parts_like_heads(result, habits.longest):
        result[n] = told(result[n], "head", "inner-heads", type="section")
        numbered = NUMBERED.match(near_text(result, n + 1)) and n + 2 < len(result)
        if numbered and heads_text(result, n + 1, habits):
            result[n + 1] = told(result[n + 1], "head", "inner-heads", type="section")
    return result


def with_sections(blocks: Sequence[Block], found: Iterable[int]) -> list[Block]:
    """Blocks → the same, those at the indexes that were `found` as heads inside their piece."""
    result = list(blocks)
    for n in found:
        result[n] = told(result[n], "head", "inner-heads", type="section")
    return result


def between_heads(blocks: Sequence[Block]) -> list[int]:
    """The indexes of numbered lines without a stop, however long, that stand by their number between two heads
    of the same way: （三） below the head （二） and above the head （四）."""
    ways = [style_of(b.text.text) if b.kind in ("head", "line") else "" for b in blocks]
    found: list[int] = []
    for n, (block, way) in enumerate(zip(blocks, ways, strict=True)):
        if block.kind != "line" or not way or len(block.text) > LONGEST_TITLE or ends_stopped(block.text.text):
            continue
        above = next((m for m in range(n - 1, -1, -1) if ways[m] == way or blocks[m].attrs.get("opens")), -1)
        below = next(
            (m for m in range(n + 1, len(blocks)) if ways[m] == way or blocks[m].attrs.get("opens")), -1
        )
        row = [blocks[m] for m in (above, below) if m >= 0 and ways[m] == way and blocks[m].kind == "head"]
        counted = [count_of(b.text.text) for b in row]
        wanted = count_of(block.text.text)
        if (
            counted == [wanted - 1, wanted + 1]
            and has_ended(blocks[n - 1])
            and near(blocks, n + 1) in ("line", "speech")
        ):
            found.append(n)
    return found


def rows_like_heads(blocks: Sequence[Block], longest: int) -> list[int]:
    """The indexes of lines that count from one below a head, in the way in which heads of the
    same text count below another, each short, with text below it, and asking or without a
    stop: a row of heads like that one."""
    ways = [style_of(b.text.text) if b.kind in ("head", "line") else "" for b in blocks]
    headed = Counter(way for way, block in zip(ways, blocks, strict=True) if way and block.kind == "head")
    rows: list[list[int]] = []
    for n, (block, way) in enumerate(zip(blocks, ways, strict=True)):
        if block.kind == "head":
            rows.append([])
        if block.kind != "line" or headed[way] < FEWEST_ALIKE or not way:
            continue
        row = rows[-1] if rows and (not rows[-1] or ways[rows[-1][0]] == way) else []
        if count_of(block.text.text) == len(row) + 1:
            row.append(n)
        else:
            rows.append([])
    like = (row for row in rows if len(row) > 1 and all(asks_or_heads(blocks, ways, n, longest) for n in row))
    return [n for row in like for n in row]


def parts_like_heads(blocks: Sequence[Block], longest: int) -> list[int]:
    """The indexes of short lines that count parts as a head of the same piece does (第二、 beside the head
    第一、), or articles as another such line does, without a stop, or with a colon where no article is counted,
    above the first point of another row."""
    found: list[int] = []
    row: list[int] = []
    headed: set[str] = set()
    for n, block in enumerate((*blocks, None)):
        if block is None or block.attrs.get("opens"):
            ways = [part_of(blocks[m].text.text) for m in row]
            headed |= {way for way in ways if way != "、" and ways.count(way) >= FEWEST_ALIKE}
            found += [m for m, way in zip(row, ways, strict=True) if way in headed]
            row, headed = [], set()
        way = part_of(block.text.text) if block is not None else ""
        if not way or block is None or len(block.text) > longest:
            continue
        if block.kind == "head":
            headed.add(way)
        elif block.kind == "line" and not ends_stopped(block.text.text.rstrip("：:" if way == "、" else "")):
            first = (
                has_ended(blocks[n - 1]) and n + 1 < len(blocks) and FIRST_POINT.match(blocks[n + 1].text.text)
            )
            row += [n] if first else []
    return found


def part_of(text: str) -> str:
    """How a line counts a part of the text: 第二、 and 第二，, 第三条,
    第四部分; nothing where it counts none."""
    found = PART.match(text)
    return found["way"].replace("，", "、") if found else ""


def asks_or_heads(blocks: Sequence[Block], ways: Sequence[str], n: int, longest: int) -> bool:
    """Whether the numbered line at index `n` can be a head by its words and what stands around it."""
    text = blocks[n].text.text
    brief = len(text) <= longest and text[-1] not in "。！!；;，,、…"
    return (
        brief
        and has_ended(blocks[n - 1])
        and near(blocks, n + 1) in ("line", "speech")
        and ways[n + 1] != ways[n]
    )


def habits_of(blocks: Sequence[Block], longest: int) -> Habits:
    """The lines of a text → how it sets its heads."""
    return Habits(
        longest,
        full=full_width(blocks),
        usual=usual_gap(blocks),
        heads=[block.text.text for block in blocks if block.kind == "head"],
        speeches=sum(map(is_speech_head, blocks)) > 1,
        points=points(blocks),
        ordinals=sum(
            b.kind == "line" and len(b.text) > longest and ORDINAL.match(b.text.text) is not None
            for b in blocks
        ),
        topics=topics(blocks, longest)
        | lone_topics(blocks)
        | spoken_of(blocks)
        | signed_heads(blocks)
        | numbers_alone(blocks)
        | counted_by_stems(blocks)
        | left_out(blocks),
    )


def left_out(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of numbered lines that are heads of parts whose text is left out; below 附件： they
    are a list of what is attached."""
    found: list[int] = []
    for n in range(1, len(blocks) - 1):
        above = blocks[n - 1].text.text
        listing = above[:1] == "附" or (above[-1:] in "：:" and "。" not in above)
        within = n - 1 in found or not (LEFT_OUT.fullmatch(above) or listing)
        if (
            blocks[n].kind == "line"
            and LEFT_OUT.fullmatch(blocks[n].text.text)
            and has_ended(blocks[n - 1])
            and within
        ):
            found.append(n)
    return frozenset(found)


def subtitled(blocks: Sequence[Block], n: int, habits: Habits) -> tuple[Block, Block] | None:
    """The short line at index `n` and the one below it that begins with a dash, above running
    text → a head and its second line."""
    if (
        n + 2 >= len(blocks)
        or not is_short(blocks[n], habits.longest, habits.full)
        or not has_ended(blocks[n - 1])
    ):
        return None
    second, below = blocks[n + 1 : n + 3]
    dashed = SECOND_LINE.match(second.text.text) and is_short(second, habits.longest, habits.full)
    if not dashed or below.kind != "line" or len(below.text) <= habits.longest:
        return None
    return (
        told(blocks[n], "head", "inner-heads", type="section"),
        told(second, "head", "inner-heads", type="sub"),
    )


def retitles(blocks: Sequence[Block], n: int, heads: Sequence[str]) -> bool:
    """Whether a line at index `n` is another title of the same making as the first: it begins like that and
    ends otherwise, above a line in brackets that stands below the first too; or it is that line."""
    text, below = blocks[n].text.text, blocks[n + 1].text.text
    if blocks[n].kind != "line" or len(heads) < 2 or not has_ended(blocks[n - 1]):
        return False
    alike = text.startswith(heads[0][: len(heads[0]) // 2])
    bracketed = heads[1][:1] in "（("
    return bracketed and ((alike and below == heads[1]) or (text == heads[1] and blocks[n - 1].kind == "head"))


def announces_speech(blocks: Sequence[Block], n: int, habits: Habits) -> bool:
    """Whether the line at index `n` says whose speech stands below it, as others do."""
    below = blocks[n + 1].kind in ("line", "salute")
    return habits.speeches and below and is_speech_head(blocks[n]) and has_ended(blocks[n - 1])


def is_speech_head(block: Block) -> bool:
    """Whether a line or head says whose speech stands below it."""
    inner = block.kind in ("line", "head") and not block.attrs.get("opens")
    return inner and SPEECH_HEAD.fullmatch(block.text.text) is not None


def heads_text(blocks: Sequence[Block], n: int, habits: Habits) -> bool:
    """Whether the line at index `n` is the head of the text below it, by its number or by how it is set."""
    above, block, below = blocks[n - 1 : n + 2]
    text = block.text.text
    if LABELLED.match(simplified(text)) or ATTRIBUTED.fullmatch(text) or text[-1:] in "，、；":
        return False
    apart, longest = stands_apart(block, below, habits), habits.longest
    # Among wrapped rows none ends inside a sentence where it has room.
    most = 2 * longest if apart else max(longest, LONGEST_TITLE * is_wide(below, habits.full))
    if not is_short(block, most, habits.full) or not has_ended(above):
        return False
    if len(text) > longest and WHOLE_WITHIN.search(text):
        return False
    if NUMBERED.match(text):
        return n not in habits.points and below.kind in ("line", "speech")
    if ORDINAL.match(text) and habits.ordinals > 1:
        return False
    needed = longest if apart or above.kind == "head" or habits.full else 2 * longest
    counted = above.kind == "head" and COUNTS_ALONE.fullmatch(above.text.text) and finished(below.text.text)
    long = len(below.text) > needed or is_wide(below, habits.full)
    running = below.kind == "line" and (long or bool(counted))
    return (running or opens_talk(blocks, n)) and not TELLING.search(text)


def names_instruction(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` says and nothing else that somebody wrote the text below it on a paper
    (省局批语：), below a head, who wrote it or the end of a text."""
    block, above = blocks[n], near(blocks, n - 1)
    named = block.kind == "line" and INSTRUCTION.fullmatch(block.text.text)
    return bool(named) and above != "line" and near(blocks, n + 1) in ("line", "salute")


def follows_heads(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a single sentence that has the number behind those of the two heads
    above it: 第四、 below the heads 第二、 and 第三、."""
    text, found = blocks[n].text.text, COUNTED.match(blocks[n].text.text)
    below = blocks[n + 1].kind == "line" and not COUNTED.match(blocks[n + 1].text.text)
    if not found or not below or blocks[n].kind != "line" or len(text) > LONGEST_TITLE or "。" in text[:-1]:
        return False
    heads = [COUNTED.match(b.text.text) for b in blocks[:n] if b.kind == "head"][-2:]
    counted = [(m[1], number(m["n"]), m[3]) for m in heads if m]
    wanted = number(found["n"])
    return has_ended(blocks[n - 1]) and counted == [(found[1], wanted - k, found[3]) for k in (2, 1)]


def stands_apart(block: Block, below: Block, habits: Habits) -> bool:
    """Whether more empty lines stand above and below a line than between others
    of a text that is not wrapped."""
    gap = min(gap_above(block), gap_above(below))
    return not habits.full and 0 <= habits.usual < gap and block.text.text[:1] not in "【[〔（("


def gap_above(block: Block) -> int:
    """The empty lines above a line."""
    return int(block.attrs.get("blank", "0"))


def usual_gap(blocks: Sequence[Block]) -> int:
    """The least number of empty lines that stands between two lines more than once; -1 where
    there are too few lines to tell."""
    gaps = Counter(gap_above(block) for block in blocks[1:] if block.kind == "line")
    return min((gap for gap, times in gaps.items() if times > 1 and gaps.total() >= FEWEST_LINES), default=-1)
