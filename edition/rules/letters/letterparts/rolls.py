"""Rows of names that white space parts: those of a list, below its head, and those who sign, perhaps in
groups with a label above each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.lexicon import OFFICES
from edition.rules.language.sentences import finished
from edition.rules.letters.letterparts.cosigners import LISTS
from edition.rules.letters.letterparts.feet import leads_from
from edition.rules.text.cutting import cut, leave_out, near, near_text, told
from edition.rules.text.namerows import are_names, names_in

FEWEST = 3
"""So many names at least are a list."""
GROUP = re.compile(r"(?!第[一二三四五六七八九十\d]{1,2}名|.*[名奖][：:]?$)[\u4e00-\u9fff“”\d]{2,16}[：:]?")
"""Whose names stand in the rows below: 渡口二组; but 第二名, 甲等奖 tell who won."""
HOLDERS = re.compile(
    rf"(?=[^ \u3000]{{2,16}}[：: \u3000])[\u4e00-\u9fff]{{0,12}}(?:{OFFICES}|[委成队组]员)(?:[：: \u3000]+[\u4e00-\u9fff·]{{2,8}}){{1,8}}"
)
"""An office and who holds it: 副主席　某某某　某某某"""
LISTED = re.compile(
    r"(?:(?:名[单册录]|[（(]共?[一二三四五六七八九十百\d]{1,4}[人名位][）)])[：:]?|[^。！？；，]{2,24}[：:])$"
)
"""What stands above a list of names, without a sign for a head."""
ROLL = re.compile("名[单册录](?:[（(][^（）()]*[）)])?$")
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.]")
"""So begins the head of a part, which is what the whole is."""
ENDED = ("line", "item", "salute", "gap", "verse")


def names_listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, rows of names that white space parts below a head, or a line that announces a list, as
    an item each; those who sign as signed."""
    signing = frozenset(n for start, end in signers(blocks) for n in range(start, end))
    n = 0
    while n < len(blocks):
        if n in signing:
            yield told(blocks[n], "signed", "letter-parts")
            n += 1
            continue
        end = rows_end(blocks, n)
        listed = end > n and is_listed(blocks, n, end)
        for block in blocks[n : max(end, n + 1)]:
            yield from items(block) if listed else (block,)
        n = max(end, n + 1)


def rows_end(blocks: Sequence[Block], n: int) -> int:
    """The index behind the last row of names from index `n` on."""
    start = n
    while near(blocks, n) == "line" and names_in(near_text(blocks, n), below=n > start):
        n += 1
    return n


def is_listed(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether the rows of names between two indexes are a list: several below a head or what announces one."""
    above = near_text(blocks, start - 1)
    announced = near(blocks, start - 1) == "head" or LISTED.search(above) is not None
    rows = [row.text.text for row in blocks[start:end]]
    named = len(rows) == 1 or are_names(rows)
    return announced and named and sum(len(names_in(row, below=True)) for row in rows) >= FEWEST


def items(row: Block) -> Iterator[Block]:
    """A row of names → an item each, one set to the width of others without its white space."""
    for k, (start, end) in enumerate(names_in(row.text.text, below=True)):
        name = told(cut(row, start, end), "item", "letter-parts", blank="" if k else row.attrs.get("blank", ""))
        blanks = [found.span() for found in re.finditer(r"[ \t\u3000]+", name.text.text)]
        yield leave_out(name, blanks)


def signers(blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The places of lines between the end of a sentence and a day that are rows of names, or each an office and
    who holds it, perhaps with a label above each group: first, behind the last."""
    title = ""
    for n, block in enumerate(blocks):
        title = block.text.text if block.kind == "head" and not NUMBERED.match(block.text.text) else title
        begins = block.kind == "line" and near(blocks, n - 1) in ENDED and not ROLL.search(title)
        above = near_text(blocks, n - 1)
        told_of = begins and finished(above) and above[-1:] not in "：:" and not LISTS.search(above)
        wished = near(blocks, n - 1) == "salute" and not leads_from(above)
        end = groups_end(blocks, n) if told_of or (begins and wished) else n
        if end > n and near(blocks, end) == "dateline":
            yield n, end


def groups_end(blocks: Sequence[Block], n: int) -> int:
    """The index behind the last of those who sign, or label with such lines below it, from index `n` on."""
    while True:
        label = near(blocks, n) == "line" and GROUP.fullmatch(near_text(blocks, n)) is not None
        end = n + label
        while near(blocks, end) == "line" and signs(near_text(blocks, end), below=end > n + label):
            end += 1
        if end == n + label:
            return n
        n = end


def signs(text: str, *, below: bool) -> bool:
    """Whether a line is a row of names, `below` others, or an office and who holds it."""
    return HOLDERS.fullmatch(text) is not None or bool(names_in(text, below=below))
