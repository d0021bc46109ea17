"""The lines of a document, cut and joined so that each turn begins a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.dictionary import Size, frequencies
from edition.model import Block
from edition.rules.language.formulas import A_FULL_NAME, FULL_NAME
from edition.rules.language.lexicon import CHAIR, OFFICES, TITLES
from edition.rules.language.sentences import finished
from edition.rules.speech.labels import COLON, is_running, label_of
from edition.rules.text.cutting import cut, glue, told
from edition.rules.text.folding import COLONS
from edition.rules.text.speakers import NO_NAME, is_nobody, is_person, unstyled

CALLED = re.compile(rf"(?P<name>[\u4e00-\u9fff·]{{2,8}}){COLON}")
"""A head that is the name of a speaker."""
IN_BRACKETS = r"[（(][^（）()：:。；]{2,40}[）)]"
"""What a person is, behind his name."""
ALONE = re.compile(
    rf"(?:(?:{CHAIR})?{FULL_NAME}(?:{IN_BRACKETS})?|[\u4e00-\u9fff]{{1,5}}?(?:[总老帅]|{TITLES}|{OFFICES}))(?P<says>[又再]?[说讲问答])?{COLON}"
)
"""A line that is nothing but who says what stands below it, a full name or one with what he is: 钟主任：,
钟总说：, 钟某某（石桥教师）："""
BRACKET_AT_END = re.compile(rf"{IN_BRACKETS}$")
AUTHORS = re.compile(r"[ \u3000、，,]+")
DUTY = re.compile("(?:负责|主管|分管|掌管|兼管|担任|协助)(?!人)")
"""How the task of somebody begins, below his name."""
TELLS_OF = re.compile("[\u4e00-\u9fff]{2,}(?:传达|介绍|汇报|[谈讲])[\u4e00-\u9fff]{2,}")
"""Somebody and of what he speaks, which heads that and names no speaker."""
NAME_ALONE = re.compile(
    r"(?P<name>[\u4e00-\u9fff·《》]{1,14})(?:[（(]以?下?简称“?(?P<short>[^（）()“”]{1,6})”?[）)])?"
)
"""A line that is nothing but a name, perhaps with that by which it is short: 某某（以下简称某）"""
FEWEST_ALONE, FEWEST_TURNS = 3, 4
LONGEST_FIELD = 40
POINT = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)、．.]|第[一二三四五六七八九十]")
"""The number of a point, with which a head may be a sentence."""
NAMED_IN_HEAD = re.compile(rf"(?<=[？?！!。])(?P<name>[\u4e00-\u9fff·]{{2,6}}){COLON}(?=\s*[^\s“])")
"""A name and a colon behind the end of a sentence."""
STOP = "[？?！!。…][”’』」）)]?"
"""The end of a sentence, behind which the next turn may be run on."""


def documents(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks → the runs of them between two that open a piece."""
    start = 0
    for n, block in enumerate(blocks):
        if n > start and block.attrs.get("opens"):
            yield blocks[start:n]
            start = n
    yield blocks[start:]


def turn_lines(document: Sequence[Block]) -> list[Block]:
    """The blocks of a document → the same, no turn run on behind another, none below
    its label, none broken by a head."""
    return run_on(sentences(with_names_above(document)))


def with_names_above(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head that is the name of a speaker and a colon in one line (attr `called`) with what
    he says below it; so are lines, where at least three name who speaks."""
    joined = list(blocks)
    for find in (names_above, names_alone):
        for n in reversed(find(joined)):
            label = str(len(joined[n].text))
            joined[n : n + 2] = [told(glue(joined[n : n + 2]), "line", called="line", named=label)]
    result = list(joined)
    for n in reversed(range(len(joined) - 1)):
        if is_speaker_head(joined[n]) and result[n + 1].kind == "line":
            whole = glue([joined[n], result[n + 1]])
            result[n : n + 2] = [told(whole, "line", "turns", type="", called="head")]
    return result


def names_above(blocks: Sequence[Block]) -> list[int]:
    """The indexes of lines that name who says what stands below them, where there are at least three, of
    several people. What reads as a salutation is such a line where that name stands above others too, or some
    stand within the text and one comes again; and where it names one of the authors, two of whom speak so."""
    authors = authors_of(blocks)
    alone = [n for n in range(len(blocks) - 1) if stands_alone(blocks, n, authors)]
    count = Counter(blocks[n].text.text for n in alone)
    inside = [n for n in alone if n and blocks[n - 1].kind == "line"]
    again = len(inside) > 1 and max(count.values()) > 1
    names = {blocks[n].text.text for n in alone if blocks[n].kind == "line" or again}
    found = [n for n in alone if blocks[n].text.text in names]
    own = [n for n in alone if names_one_of(authors, blocks[n].text.text)]
    several = len({blocks[n].text.text for n in own}) > 1
    return found if len(found) >= FEWEST_ALONE and len(names) > 1 else own if several else []


def names_alone(blocks: Sequence[Block]) -> list[int]:
    """The indexes of lines that are the name of whoever says what stands below them, without a colon:
    where at least two say how they are called from there on (某某（以下简称某）), these, and those
    with that name; else those of people who speak in turn, each again, four turns in all, and of whom
    each time one of them answers."""
    below = range(len(blocks) - 1)
    names = {
        n: m for n in below if blocks[n].kind == "line" and (m := NAME_ALONE.fullmatch(blocks[n].text.text))
    }
    alone = {n: m for n, m in names.items() if n + 1 not in names and blocks[n + 1].kind == "line"}
    short = {m["short"] for m in alone.values() if m["short"]}
    if len(short) > 1:
        known = short | {m["name"] for m in alone.values() if m["short"]}
        return [n for n, m in alone.items() if m["short"] or m["name"] in known]
    count = Counter(m["name"] for m in alone.values())
    again = {name for name, times in count.items() if times > 1 and not is_nobody(name)}
    people = {name for name in again if is_person(name, "")}
    order = [alone[n]["name"] for n in alone]
    answered = Counter(name for name, below in pairwise(order) if below in people and below != name)
    speak = people | {name for name in again if answered[name] == count[name]}
    turns = [n for n in alone if alone[n]["name"] in speak]
    in_turn = all(alone[n]["name"] != alone[m]["name"] for n, m in pairwise(turns))
    return turns if people and len(speak) > 1 and in_turn and len(turns) >= FEWEST_TURNS else []


def is_named_alone(line: Block, label: str) -> bool:
    """Whether a label stood on a line of its own, without a colon."""
    return "named" in line.attrs and label[-1:] not in COLONS


def authors_of(blocks: Sequence[Block]) -> str:
    """The names of the authors of a text, as its head prints them."""
    return "、".join(b.text.text for b in blocks if b.kind == "signed" and b.attrs.get("type") == "author")


def names_one_of(authors: str, label: str) -> bool:
    """Whether a label names one of several authors of a text, who calls nobody so but himself."""
    name = unstyled(BRACKET_AT_END.sub("", label.rstrip(COLONS)))
    return len(name) > 1 and name in AUTHORS.split(authors)


def is_speaker_head(block: Block) -> bool:
    """Whether a head inside a piece is the name of a speaker and a colon."""
    found = CALLED.fullmatch(block.text.text) if block.kind == "head" else None
    name = unstyled(found["name"]) if found else ""
    nobody = NO_NAME.search(name) or TELLS_OF.fullmatch(name)
    return bool(name) and not nobody and not block.attrs.get("opens")


def stands_alone(blocks: Sequence[Block], n: int, authors: str) -> bool:
    """Whether the line at index `n` names who says what stands on the line below it, perhaps one of the
    `authors` of the text, and nothing else; what is said is no name."""
    name, below = blocks[n], blocks[n + 1]
    named = name.kind in ("line", "salute") and below.kind == "line"
    text = name.text.text
    return (
        named
        and text[-1:] in COLONS
        and (ALONE.fullmatch(text) is not None or names_one_of(authors, text))
        and not is_nobody(text.rstrip(COLONS + "说讲问答又再"))
        and (finished(below.text.text) or len(below.text) > LONGEST_FIELD)
        and not ALONE.fullmatch(below.text.text)
        and not DUTY.match(below.text.text)
    )


def sentences(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head that is a sentence between two turns as the line that it
    is: the turn above goes on in it."""
    result = list(blocks)
    for n in range(1, len(result) - 1):
        block, text = blocks[n], blocks[n].text.text
        sentence = block.kind == "head" and text.endswith("。") and "，" in text and not POINT.match(text)
        if sentence and label_of(blocks[n - 1]) and label_of(blocks[n + 1]):
            result[n] = told(block, "line", "turns", type="")
    return result


def run_on(blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a document → the same, a line cut where a label that begins several lines, or is that of
    somebody whom a head names, stands behind the end of a sentence in it: 甲：…吗？乙：…"""
    labels = [label_of(block) for block in blocks]
    seam = seam_before(blocks, labels)
    if seam is None:
        return list(blocks)
    return [
        part
        for block, label in zip(blocks, labels, strict=True)
        for part in (cut_at(block, seam) if label else (block,))
    ]


def seam_before(blocks: Sequence[Block], labels: Sequence[str]) -> re.Pattern[str] | None:
    """The end of a sentence behind which one of the labels stands that begin another
    turn; nothing where there are none."""
    count = Counter(label for label in labels if label)
    titles = "".join(block.text.text for block in blocks if block.kind == "head")
    inside = (found["name"] for block in blocks for found in NAMED_IN_HEAD.finditer(block.text.text))
    named = [name for name in dict.fromkeys(inside) if name in titles and not NO_NAME.search(name)]
    names = [re.escape(label) for label, times in count.items() if times > 1 or is_full_name(label)]
    names += [re.escape(name) + COLON for name in named]
    return re.compile(rf"{STOP}\s?(?=(?:{'|'.join(names)})\s*\S)") if names else None


def is_full_name(label: str) -> bool:
    """Whether a label is the full name of a person and a colon, which even where it begins one line
    only is no word of a sentence."""
    name = label.rstrip(COLONS)
    return A_FULL_NAME.fullmatch(name) is not None and name not in frequencies(Size.COMMON)


def cut_at(block: Block, seam: re.Pattern[str]) -> Iterator[Block]:
    """A line → its parts, cut behind every `seam`; all but the first stand right below
    the one before (attr `blank`)."""
    ends = [found.end() for found in seam.finditer(block.text.text)]
    yield cut(block, 0, ends[0]) if ends else block
    for start, end in pairwise([*ends, len(block.text)]):
        yield told(cut(block, start, end), blank="0")


def in_frame(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of lines without a stop right above a field that says when and where a talk was or who was
    there, or above another such line."""
    found: set[int] = set()
    below = False
    for n in reversed(range(len(blocks))):
        block = blocks[n]
        open_end = is_running(block) and not finished(block.text.text) and len(block.text) <= LONGEST_FIELD
        below = block.kind in ("dateline", "participants") or (below and open_end)
        if below and open_end:
            found.add(n)
    return frozenset(found)
