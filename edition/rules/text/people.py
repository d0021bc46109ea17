"""Who was there: two people that 和, 与 or 及 joins are one each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from edition.model import Block
from edition.rules.language.formulas import FULL_NAME, HAN, OF_NAME
from edition.rules.language.lexicon import OFFICES, SAYS
from edition.rules.text.cutting import told

# Two people joined by 和, 与 or 及, behind others or at the beginning; 共和国 and 埃及 join nobody.
JOINED = re.compile(
    r"(?:(?P<list>[、，])|(?<=[：有是；]))(?P<join>(?P<one>(?:[^，。、；：和]|(?<=共)和){2,24}?)(?:(?<!共)和|与|(?<!埃)及))(?P<other>[^，。、；：]{2,24})(?=[，。；、]|$)"
)
TEXT = ("para", "speech")
# With his style ends the name of one of them: 某某先生和翻译某某.
STYLED = re.compile("(?:先生|女士|夫人|同志|小姐|博士|教授)$")
EVERYBODY = ("各位", "诸位", "全体")
SPEAKING = re.compile(rf"{OF_NAME}{{2,8}}?(?=(?:同志|先生)?[，：]|(?:同志|先生)?(?:{SAYS}))")
BARE_NAME = re.compile(rf"{OF_NAME}{{2,6}}")
OFFICE = re.compile(rf"(?:{OFFICES})")
# A person with his office, before or behind his name.
NAMED_OFFICE = re.compile(
    rf"{OF_NAME}*(?:{OFFICES})(?!{OF_NAME}*(?:{OFFICES})){OF_NAME}{{2,8}}|{FULL_NAME}[副代]?{HAN}{{0,2}}(?:{OFFICES})"
)


def with_joins(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, the people present with attr `joins`: each run of names before a 和, 与 or 及 that
    joins two people, with it. Both have an office beside the name, or one of them speaks in the same document,
    or both are short names without an office behind others.
    """
    heads = [n for n, b in enumerate(blocks) if b.attrs.get("opens") not in (None, "floating")]
    for first, last in pairwise(sorted({0, *heads, len(blocks)})):
        speaking = {m[0] for b in blocks[first:last] if b.kind in TEXT and (m := SPEAKING.match(b.text.text))}
        for block in blocks[first:last]:
            listed = block.kind == "participants"
            pairs = JOINED.finditer(block.text.text) if listed else ()
            joins = [m["join"] for m in pairs if joins_people(m, speaking)]
            yield told(block, joins=" ".join(joins)) if joins else block


def joins_people(found: re.Match[str], speaking: set[str]) -> bool:
    """Whether a 和, 与 or 及 between two runs of names joins people, by those who
    are `speaking` in the document."""
    one, other = found["one"], found["other"]
    if any(run.endswith(name) or run.startswith(name) for run in (one, other) for name in speaking):
        return True
    if all(NAMED_OFFICE.fullmatch(run) for run in (one, other)) or (
        STYLED.search(one) and not one.startswith(EVERYBODY)
    ):
        return True
    return bool(found["list"]) and all(
        BARE_NAME.fullmatch(run) and not OFFICE.search(run) for run in (one, other)
    )
