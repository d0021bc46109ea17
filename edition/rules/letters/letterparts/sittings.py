"""The sittings of a body one below the other, each with its number, when and where it was and what
it was about run into one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.sentences import finished
from edition.rules.text.cutting import cut, stripped, told

SITTING = re.compile(
    r"(?P<nth>第(?:[一二三四五六七八九十]{1,3}|\d{1,2})次(?:会议?|开会|座谈会?|集会|聚会)?)[：:，,\s]{0,3}(?=(?:会议|开会)?(?:时间|日期|地点)[：:])"
)
FIELD = re.compile(
    r"[，,；;\s]{0,3}(?P<key>(?:会议|开会|讨论)?(?:时间|日期|地点|中心|主题|题目|议题|内容|主席|主持(?:人|者)?|记录(?:人|者)?))[：:]"
)
WHEN_AND_WHERE = re.compile("时间|日期|地点")
WHO = re.compile("主席|主持|记录")
FEWEST = 2


def sittings(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, a line in which a sitting begins, of at least two, as head (第一次), datelines
    (时间：, 地点：), those present (主席：, 记录：) and what it was about as a second title, or, where
    that is a sentence, as a line."""
    found = [SITTING.match(block.text.text) if block.kind == "line" else None for block in blocks]
    several = sum(map(bool, found)) >= FEWEST
    for block, sitting in zip(blocks, found, strict=True):
        if sitting and several:
            yield told(cut(block, 0, sitting.end("nth")), "head", "letter-parts", type="section")
            yield from fields(cut(block, sitting.end(), len(block.text)))
        else:
            yield block


def fields(line: Block) -> Iterator[Block]:
    """What stands behind the number of a sitting → its fields, each a block."""
    found = [*FIELD.finditer(line.text.text)]
    ends = [*(one.start() for one in found[1:]), len(line.text)]
    for one, end in zip(found, ends, strict=True):
        part = stripped(told(cut(line, one.start("key"), end), blank=""))
        if WHEN_AND_WHERE.search(one["key"]):
            yield told(part, "dateline", "letter-parts")
        elif WHO.search(one["key"]):
            yield told(part, "participants", "letter-parts")
        elif finished(part.text.text):
            yield part
        else:
            yield told(part, "head", "letter-parts", type="sub")
