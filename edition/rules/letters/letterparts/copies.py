"""Lists at the foot of a text that go on over several lines: who gets a copy, who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules.language.addressing import AND, NAMED
from edition.rules.language.formulas import A_FULL_NAME
from edition.rules.language.sentences import finished
from edition.rules.letters.letterparts.feet import LIST_MARKS, day_below
from edition.rules.letters.letterparts.names import BODY
from edition.rules.text.cutting import glue, near, near_text, told
from edition.rules.text.namerows import names_in

# Who got which copy: 1－某某同志
NUMBERED_COPY = re.compile(r"(?P<n>\d{1,2}) ?[－—–\-.．、)）] ?[^。；！？]{2,40}")
COPIED_TO = re.compile(r"(?:抄[送报发给]|分送|主送)(?P<who>[^。；！？：:“”]{2,60})")
"""Who gets a copy, without a colon, which a sentence may say as well: 抄送某局、"""
REPORTED = re.compile("[呈上]?报[：:] ?[^。；！？]{2,60}")
ROW = re.compile("[^。；！？：:“”]{2,60}。?")
BLANKS = re.compile("[ \u3000]+")
SIGNERS = re.compile(
    r"(?:签[名署字](?:[者人]|代表)?|联[名署][者人]?|发起人|署名[者人]?)(?:[（(][^（）()]{2,20}[）)])?[：:](?P<who>.*)"
)
NAMES = re.compile(rf"(?:{A_FULL_NAME.pattern})(?:[ \u3000、，]+(?:{A_FULL_NAME.pattern}))*[。等]?")
MORE_SIGN = re.compile(r"[（(][^（）()]{0,16}(?:签名|署名|签字|姓名|名单)[^（）()]{0,10}[）)]")
"""So many more sign: （以下尚有三十人签名，从略）"""
MOST_ROWS = 12


def numbered_copies(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, those below a count of copies that number who got them
    (1－某某同志) as distribution."""
    wanted = 0
    for block in blocks:
        counts = block.kind == "idno" and block.attrs.get("type") == "copies"
        copy = NUMBERED_COPY.fullmatch(block.text.text) if wanted and block.kind in ("line", "item") else None
        listed = copy is not None and int(copy["n"]) == wanted
        yield told(block, "distribution", "letter-parts", n="") if listed else block
        wanted = 1 if counts else wanted + 1 if listed else 0


def reported_to(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, one that says to whom a paper is reported, above or below another of who gets it
    (报：某委 above 送：某局), as distribution."""
    for n, block in enumerate(blocks):
        beside = "distribution" in (near(blocks, n - 1), near(blocks, n + 1))
        reported = beside and block.kind == "line" and REPORTED.fullmatch(block.text.text)
        yield told(block, "distribution", "letter-parts") if reported else block


def listed_on(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, a list of who gets a copy as one distribution and those who sign above a day each as
    signed, where the rows end with a comma and go on in the line below; so go on rows below a label alone, and
    rows of names that blanks part, each for itself, above no day, which they would sign."""
    n = 0
    while n < len(blocks):
        end = rows_from(blocks, n)
        rows = blocks[n:end]
        if rows[0].kind == "distribution" or (end - n > 1 and are_copied(rows)):
            yield told(glue(rows), "distribution", "letter-parts") if end - n > 1 else rows[0]
            last = next((m for m in range(end, end + MOST_ROWS) if not in_columns(blocks, m)), end)
            last = end if day_below(blocks, last) else last
            yield from (told(row, "distribution", "letter-parts") for row in blocks[end:last])
            end = last
        elif end - n > 1 and are_signers(blocks, n, end):
            yield from (told(row, "signed", "letter-parts") for row in rows)
        else:
            yield from rows
        n = end


def signers_listed(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the same, a label of those who sign, the rows of their names below it and how many more there are
    as signed: 签名者（以姓氏笔画为序）："""
    listing = False
    for n, block in enumerate(blocks):
        text = block.text.text
        label = SIGNERS.fullmatch(text) if block.kind == "line" else None
        names = label and (label["who"] or near_text(blocks, n + 1))
        further = listing and block.kind == "line" and (is_row_of_names(text) or MORE_SIGN.fullmatch(text))
        listing = bool(further or (names and is_row_of_names(names)))
        yield told(block, "signed", "letter-parts") if listing else block


def is_row_of_names(text: str) -> bool:
    """Whether a line is names in full, parted by white space or marks, or set to one width."""
    return NAMES.fullmatch(text) is not None or bool(names_in(text, below=True))


def rows_from(blocks: Sequence[Block], n: int) -> int:
    """The index behind the last row of the list that the block at index `n` begins, and which commas say goes
    on, or its label; `n` + 1 where it does not."""
    if blocks[n].kind not in ("line", "distribution"):
        return n + 1
    end = n + 1
    if blocks[n].kind == "distribution" and blocks[n].text.text[-1:] in ("：", ":"):
        end += near(blocks, end) == "line" and are_named(near_text(blocks, end))
    while near_text(blocks, end - 1).endswith(LIST_MARKS) and end - n < MOST_ROWS:
        if near(blocks, end) != "line" or not ROW.fullmatch(near_text(blocks, end)):
            return n + 1
        end += 1
    return end


def in_columns(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is several bodies parted by blanks."""
    row = near_text(blocks, n)
    several = near(blocks, n) == "line" and BLANKS.search(row.strip()) and ROW.fullmatch(row)
    return bool(several) and are_named(row)


def are_named(row: str) -> bool:
    """Whether a row is nothing but bodies and people of some office."""
    names = [name for name in AND.split(row.rstrip("。")) if name]
    return bool(names) and all(map(NAMED.fullmatch, names))


def are_copied(rows: Sequence[Block]) -> bool:
    """Whether the first of some rows says without a colon who gets a copy, and all name nothing but
    bodies and people of some office."""
    first = COPIED_TO.fullmatch(rows[0].text.text)
    return first is not None and are_named(first["who"]) and all(are_named(row.text.text) for row in rows[1:])


def are_signers(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether the rows from index `start` to `end` are people or bodies, below the end
    of a sentence and above a day."""
    names = ["".join(row.text.text.rstrip("、，, ").split()) for row in blocks[start:end]]
    people = all(A_FULL_NAME.fullmatch(name) or BODY.match(name) for name in names)
    above = near(blocks, start - 1) == "line" and finished(near_text(blocks, start - 1))
    return people and above and day_below(blocks, end) != ""
