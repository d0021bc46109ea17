"""Where a paragraph has no end: what follows is lost, or it needs no stop."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block, Mark
from edition.rules import Finding
from edition.rules.joining.outlines import LONGEST_POINT
from edition.rules.joining.seams import ends_with_rate
from edition.rules.language.dates import DATE, HOUR
from edition.rules.language.sentences import FULL_STOP, finished
from edition.rules.letters.signatures import DAY, GOES_WITH
from edition.rules.page.rows import LABELLED, row_width
from edition.rules.text.cutting import marked
from edition.rules.text.folding import simplified
from edition.rules.text.spaces import COLUMN

FEWEST_STOPLESS = 4
"""So many short rows without a stop show that the writer sets none behind some."""
FIRST = re.compile("[（(]?(?:[一1]|第一)[）)]?")
ANNOUNCES = re.compile(r"(?:如下|以下|下列|下述|几[点条项])[^，。；：、]{0,8}$")
"""How a sentence ends that leads to points."""
WISHED = re.compile(
    r"[，,；;](?:并?[此谨顺]?致以?|[顺即敬专]?[颂请候])?(?:[布敬]礼|敬意|[近大台时春夏秋冬撰教勋公政道]安|[近大]祺|健康)$"
)
"""A wish with which a letter ends without a stop."""
SAYS_ADDED = re.compile(r"[。！？”’）)][ \u3000]*[（(]?(?:又及|又启|附启|附及)[）)]?$")
"""What stands behind the last sentence of what is added below a signature: 。又及"""
INTERRUPTED = ("——", "──", "－－", "--")
"""With a dash ends who is not let speak on."""
LABEL_ALONE = re.compile(r"[\u4e00-\u9fff]{1,8}[：:]")
"""A line that only names what stands below it: 关键词："""
SHORTEST_LABEL = 3
"""So many characters, its colon among them, has a label of what has no end to lose; one
character alone says who speaks."""
WORD = re.compile("[\u4e00-\u9fff，、]")
FRAMED = ("dateline", "idno", "secrecy", "participants")
FIELD = re.compile(
    r"(?!附)[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,5}(?<![者人员])[：:][^。！？；“”]{1,48}"
)
"""What a frame says by a key: 文件：某某谈话记录"""
DAY_ENDS_QUOTE = re.compile(rf"(?:{DATE}|{DAY.pattern}){HOUR}?[”’」』]")
"""The day of a quoted letter, with the mark that ends it."""
SIGNS = re.compile("[\u4e00-\u9fff·\u3000 ]{1,12}")
NAMES = re.compile(r"(?:[\u4e00-\u9fff]{2,6}[：:] ?)?[^，。；：！？…“”,;:!?]{1,30}")
"""All that a head, a caption, an address or a field holds, of so many characters at most."""


def with_lost_ends(
    paragraphs: Sequence[Block], shortest: int, *, wrapped: bool
) -> tuple[list[Block], list[Finding]]:
    """Paragraphs (those of an outline by attr `outline`) of a text that was `wrapped` at a width or
    not → the same, those that break off inside a sentence, of so many characters at least, with a gap
    (reason lost) at their end, unless the next begins with dots for what is left out; and S020, S025
    for those that end like no sentence."""
    following = (*paragraphs[1:], None)
    dots = [below is not None and below.text.text.startswith("……") for below in following]
    leads = map(leads_on, paragraphs, following)
    signs = map(signs_quoted, paragraphs, following)
    reasons = zip(below_labels(paragraphs), dots, in_frame(paragraphs), leads, signs, strict=True)
    whole = [any(why) for why in reasons]
    brief = stopless(paragraphs)
    stops = [
        not wrapped and (short or lacks_stop(block, below))
        for block, below, short in zip(paragraphs, following, brief, strict=True)
    ]
    lost = [
        lost_end(block) if loses_end(block, shortest) and not (ended or stop) else block
        for block, ended, stop in zip(paragraphs, whole, stops, strict=True)
    ]
    judged = [block for block, ended in zip(paragraphs, whole, strict=True) if not ended]
    return lost, [*unsettled(judged, shortest)]


def stopless(paragraphs: Sequence[Block]) -> list[bool]:
    """For each paragraph whether it is a short one without a stop among several:
    the writer sets none behind some."""
    brief = [b.kind == "para" and row_width(b) <= LONGEST_POINT and breaks_off(b, 1) for b in paragraphs]
    return brief if sum(brief) >= FEWEST_STOPLESS else [False] * len(paragraphs)


def below_labels(paragraphs: Sequence[Block]) -> list[bool]:
    """For each paragraph whether it needs no stop: it is a row of an outline, or a label stands above it."""
    texts = [block.text.text for block in paragraphs[:-1]]
    labels = [
        False,
        *(len(text) >= SHORTEST_LABEL and LABEL_ALONE.fullmatch(text) is not None for text in texts),
    ]
    return [label or bool(block.attrs.get("outline")) for label, block in zip(labels, paragraphs, strict=False)]


def in_frame(paragraphs: Sequence[Block]) -> list[bool]:
    """For each paragraph whether it is a field of the frame of a record, beside what is known as such or
    another field (文件：某某谈话记录)."""
    known = [block.kind in FRAMED for block in paragraphs]
    fields = [block.kind == "para" and FIELD.fullmatch(block.text.text) is not None for block in paragraphs]
    beside = list(known)
    for step, order in ((1, range(1, len(beside))), (-1, reversed(range(len(beside) - 1)))):
        for n in order:
            beside[n] = beside[n] or (fields[n] and beside[n - step])
    return [field and near for field, near in zip(fields, beside, strict=True)]


def leads_on(block: Block, below: Block | None) -> bool:
    """Whether a paragraph announces the points of which the first stands
    `below` it, and lacks but its colon."""
    point = below.attrs.get("point", "") if below else ""
    return bool(FIRST.fullmatch(point)) and ANNOUNCES.search(block.text.text) is not None


def signs_quoted(block: Block, below: Block | None) -> bool:
    """Whether a paragraph is the name of whoever signs a quoted letter, whose day stands `below` it."""
    dated = below is not None and DAY_ENDS_QUOTE.fullmatch(below.text.text) is not None
    return dated and SIGNS.fullmatch(block.text.text) is not None


def lacks_stop(block: Block, below: Block | None) -> bool:
    """Whether a paragraph lacks but its stop: it ends with a word or a misprinted stop, and the next of the
    points of which it is one stands `below`; or with a rate, which the words there do not go on with."""
    if below is not None and below.kind == "para" and ends_with_rate(block.text.text, below.text.text):
        return True
    counts = below is not None and below.attrs.get("point", "") and block.attrs.get("point", "")
    return bool(counts) and WORD.match(block.text.text[-1:]) is not None


def unsettled(blocks: Sequence[Block], shortest: int) -> Iterator[Finding]:
    """→ S020 for a short paragraph that ends like no sentence (most often a head that was not recognised),
    S025 for a long one that does."""
    for block in blocks:
        text = block.text.text
        if loses_end(block, shortest):
            yield Finding("S025", block.text.at[-1], {"text": text[-12:]})
        elif breaks_off(block, 1):
            yield Finding("S020", block.text.at[0], {"text": text})


def loses_end(block: Block, shortest: int) -> bool:
    """Whether a block breaks off and is more than the name of something, which has no end to lose:
    a head, a caption, an address."""
    labelled = any(mark.kind == "speaker" for mark in block.marks)
    named = not labelled and NAMES.fullmatch(block.text.text) is not None
    return breaks_off(block, shortest) and not named


def breaks_off(block: Block, shortest: int) -> bool:
    """Whether a block of running text, of so many characters at least, ends like no sentence."""
    text = block.text.text
    running = block.kind in ("para", "speech") and not block.attrs.get("rend")
    left_out = any(mark.kind == "gap" and mark.start < mark.end == len(text) for mark in block.marks)
    labelled = GOES_WITH.match(text) or LABELLED.match(simplified(text))
    apart = len(COLUMN.findall(text)) > 1 or bool(labelled)
    cut_short = block.kind == "speech" and text.endswith(INTERRUPTED)
    framed = text[:1] in "[【〔［" and text[-1:] in "]】〕］"
    ended = any(end.search(text) for end in (FULL_STOP, WISHED, SAYS_ADDED))
    stopped = finished(text.rstrip()) or framed or cut_short or ended
    return running and len(text) >= shortest and not stopped and not left_out and not apart


def lost_end(block: Block) -> Block:
    """A paragraph that breaks off → the same with a gap at its end."""
    end = len(block.text)
    return marked(block, Mark("gap", end, end, {"reason": "lost"}))
