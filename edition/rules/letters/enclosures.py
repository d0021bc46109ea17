"""Papers enclosed in a letter that stand below its signature under a head of their own, which
no word such as 附件 tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.dictionary import Size, frequencies
from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.formulas import HOUR, IN_YEAR, NUMERAL_MONTH, SEAL
from edition.rules.language.lexicon import BODIES, OFFICES, TAKEN_FROM
from edition.rules.letters.closers import SENDER
from edition.rules.letters.closers.reading import GOES_ON
from edition.rules.letters.closers.table import CLOSING_DAY
from edition.rules.letters.papers import ANY_TITLE, DATED, FULL_TITLE, PAPER, STATE_OF
from edition.rules.page.strayspaces import neighbours
from edition.rules.text.cutting import cut, leave_out, line_ends, told
from edition.rules.text.folding import NOTE_MARKS, SPACE, Folded, squeeze, stands_apart
from edition.rules.volume.attachments import BEGINS
from edition.rules.volume.headings import with_mark

# A letter says that it brings something: 附上草案, 随信寄上, 现将条文送上, 全文抄录于后;
# 附近 and 附带 bring nothing.
BRINGS = re.compile(
    r"附[上寄呈送去来奉]|(?:随[信函电文]|一并|另纸?|同时)[附寄送呈奉抄]|[附抄录列][在于](?:[信函电]?后|下面)|附后|附有|另附|另纸|[寄送呈奉抄][上去奉](?![海面])|[抄附]录如[下后]|印发(?!行)|转发|[发抄]给[你您]们?"
)
STATED = re.compile(STATE_OF)
TITLED = re.compile(rf"[^。：；，！？“”（）()]{{2,36}}(?:{PAPER}{STATE_OF}?|{STATE_OF})")
NOBODY = re.compile(rf"(?:{OFFICES}|{BODIES})$")
SIGNED_DAY = re.compile(rf"(?:{CLOSING_DAY}){HOUR}")
# The month alone in which somebody signs, and no 一月份.
SIGNED_MONTH = re.compile(rf"{IN_YEAR}?{NUMERAL_MONTH}(?=[\u4e00-\u9fff])(?![份中初末底间至到的上下内来])")
# What says that a paper stands below: 附：, 附件：, 原电如下：
LABEL = re.compile("附[件录文电信表]?：")
LED_TO = re.compile(
    rf"(?P<label>{LABEL.pattern})|(?:原[电信文件]|电文|[来复去][电信函]|报告|指示|通报|全文|原文)(?:全文|抄录|转录|摘录)?如[下次左]："
)
# Who signs with a seal, and the day below it: a paper that stands behind goes with what he signed.
SEALED = re.compile(rf"[\u4e00-\u9fff]{SEAL}(?:{SIGNED_DAY.pattern})?")
# What shows that words before a day are a clause of a sentence (我在9月1日…), and no signature.
IN_CLAUSE = re.compile(rf"[，、“”]|[我你您他她它]|[{GOES_ON}]$")
# The source of a letter, below what it encloses without its text.
SOURCE_BELOW = re.compile(rf"{TAKEN_FROM}|同[上前]|(?:第一次|首次)(?:刊印|发表)|根据")
LONGEST_SIGNATURE = 30
SHORTEST_TITLE, LONGEST_TITLE = 6, 44
SHORTEST_TEXT = 10
"""So many characters at least has a paper that no first point or article begins."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper enclosed in a letter: where in the squeezed text its label begins, where its
    title does, and where that ends."""

    folded: Folded
    label: int
    start: int
    end: int


def find_enclosures(blocks: Blocks, options: Options) -> Recognised:
    """Below the signature and the day of a letter that says what it brings (附上草案), the title of a paper and
    its text → a head that opens an attachment. The title stands between white space and ends with the word for
    a paper, or with its state in brackets （草案）; below it a text begins. It need not be a letter where words
    announce the paper (附：, 原电如下：), or a seal parts it from what is signed."""
    pairs = neighbours(blocks)
    result: list[Block] = []
    sender = ""
    for block in blocks:
        if block.attrs.get("opens"):
            sender = SENDER.sub("", block.attrs.get("title", ""))
        result += split_enclosure(block, sender, pairs) if block.kind == "para" else [block]
    return Recognised(tuple(result))


def labelled_papers(folded: Folded) -> Iterator[tuple[int, int]]:
    """Where the title of a paper may stand that words announce (附：, 原电如下：), or that nothing parts from
    the month above it → where its label begins, and where it does itself."""
    words = folded.text
    for led in LED_TO.finditer(words):
        apart = stands_apart(folded, led.start())
        if apart or not led["label"]:
            yield led.start() if apart else led.end(), led.end()
    for month in SIGNED_MONTH.finditer(words):
        if stands_apart(folded, month.start()) and words[: month.start()].endswith(("。", "！", "？")):
            yield month.end(), month.end()


def split_enclosure(block: Block, sender: str, pairs: frozenset[str]) -> Iterator[Block]:
    """A paragraph of a letter by `sender` → the same cut at the title of what is enclosed."""
    text = block.text.text
    for paper in enclosed(text, sender, pairs):
        dated = DATED.match(paper.folded.text, paper.end)
        start, done = (
            paper.folded.start(paper.start),
            with_mark(text, paper.folded.end(dated.end() if dated else paper.end)),
        )
        at = paper.folded.start(paper.label)
        name = "".join(c for c in paper.folded.text[paper.start : paper.end] if c not in NOTE_MARKS)
        opened = {"opens": "attachment", "title": name}
        yield cut(block, 0, at)
        if LABEL.match(paper.folded.text, paper.label):
            label = cut(block, at, start)
            yield told(
                leave_out(label, line_ends(label.text.text)), "head", "enclosures", type="label", **opened
            )
            opened = {}
        elif at < start:
            yield cut(block, at, start)
        yield told(cut(block, start, done), "head", "enclosures", type="main", **opened)
        yield cut(block, done, len(text))
        return
    yield block


def enclosed(text: str, sender: str, pairs: frozenset[str]) -> Iterator[Paper]:
    """The papers enclosed in the text of a letter by `sender`: those that words announce, and those below its
    signature where it says that it brings some."""
    brings, led, sealed = BRINGS.search(text), LED_TO.search(text), SEALED.search(text)
    folded = squeeze(text) if brings or led or sealed else Folded("", ())
    for label, start in labelled_papers(folded):
        end = title_end(folded, start, pairs, FULL_TITLE)
        if end or (end := any_title_end(folded, label, start, pairs)):
            yield Paper(folded, label, start, end)
    for seal in SEALED.finditer(folded.text):
        if stands_apart(folded, seal.end()) and (end := title_end(folded, seal.end(), pairs, TITLED)):
            yield Paper(folded, seal.end(), seal.end(), end)
    for start in ends_of_letter(folded, sender):
        if brings and brings.end() < folded.start(start) and (end := title_end(folded, start, pairs, TITLED)):
            yield Paper(folded, start, start, end)


def ends_of_letter(folded: Folded, sender: str) -> Iterator[int]:
    """Where, behind white space, something may stand below a letter: behind the day below it or the name of its
    `sender`, which nothing but a signature parts from the last sentence."""
    words = folded.text
    for day in SIGNED_DAY.finditer(words):
        above = re.split("[。！？：；]", words[max(0, day.start() - LONGEST_SIGNATURE - 1) : day.start()])
        if len(above) > 1 and not IN_CLAUSE.search(above[-1]) and stands_apart(folded, day.end()):
            yield day.end()
    # He signs with all of what the title calls him, or the beginning or end of it: 某某
    # of 某某酋长, 某某 of 局长某某.
    names = sorted(
        {n for k in range(2, len(sender) + 1) for n in (sender[:k], sender[-k:])}, key=len, reverse=True
    )
    if names:
        for name in re.finditer(rf"(?<=[。！？])(?:{'|'.join(map(re.escape, names))}){SEAL}?", words):
            if stands_apart(folded, name.start()) and stands_apart(folded, name.end()):
                yield name.end()


def title_end(folded: Folded, start: int, pairs: frozenset[str], titled: re.Pattern[str]) -> int:
    """Where the title of a paper ends that starts at `start` and is `titled` so, with its text
    behind white space; 0 if none does."""
    words = folded.text
    for end in range(start + 3, min(start + LONGEST_TITLE, len(words))):
        if words[end - 1] in "。：；，！？“”":
            return 0
        dated = DATED.match(words, end)
        known = not dated and words[end - 1] not in "）)" and words[end - 1 : end + 1] in pairs
        parted = stands_apart(folded, dated.end() if dated else end)
        if known or not parted or not titled.fullmatch(words, start, end):
            continue
        if NOBODY.search(words[start:end]) or STATED.match(words, end):
            continue
        rest = words[end:]
        if BEGINS.match(rest) or len(rest.strip(SPACE)) >= SHORTEST_TEXT:
            return end
    return 0


def any_title_end(folded: Folded, label: int, start: int, pairs: frozenset[str]) -> int:
    """Where a title in any words ends that starts at `start`, behind 附： that begins a line: the only white
    space that can part it from its text and tears no word, the last if before it such stands between characters
    that meet elsewhere, or the one where the first point stands below; 0 where none or several could."""
    words = folded.text
    alone = LABEL.fullmatch(words, label, start) and stands_apart(folded, label)
    titled = ANY_TITLE.match(words, start) if alone else None
    whole = [
        end
        for end in range(start + SHORTEST_TITLE, titled.end() + 1 if titled else 0)
        if stands_apart(folded, end) and words[end - 1 : end + 1] not in frequencies(Size.COMMON)
    ]
    begun = [end for end in whole if BEGINS.match(words, end)][:1]
    unmet = [end for end in whole if words[end - 1 : end + 1] not in pairs]
    sole = begun or (unmet if unmet == whole[-1:] else whole)
    if len(sole) != 1 or SOURCE_BELOW.match(words, sole[0]) or not ANY_TITLE.fullmatch(words[start : sole[0]]):
        return 0
    return sole[0] if len(words[sole[0] :].strip(SPACE)) >= SHORTEST_TEXT else 0


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("enclosures", "segment", find_enclosures),)
