"""Those present at a talk on lines of their own: below their label, beside the
chair, in a sentence above the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import takewhile

from edition.model import Block
from edition.rules.language.formulas import FULL_NAME
from edition.rules.language.lexicon import (
    ATTENDS,
    INTERPRETS,
    MEETING,
    RECEIVES,
)
from edition.rules.letters.letterparts.table import CHAIR
from edition.rules.text.cutting import cut, glue, near, near_text, told

BRACKETED = re.compile(r"[（(〔\[][\u4e00-\u9fff]{1,8}(?:方面?|代表团)[）)〕\]]")
SIDE = re.compile(rf"[\u4e00-\u9fff]{{1,8}}(?:方面?|代表团?|人员)[：:]|{BRACKETED.pattern}")
"""A side of a talk on a line of its own, above its people."""
NAMED = re.compile(r"[^。；！？：:“”]{2,120}")
"""Names on the line below such a label."""
DASHED = re.compile(r"[\u4e00-\u9fff]{1,4}方[—－-]{1,2}[^。！？：:“”]{2,120}")
GATHERED = re.compile(rf"(?:{ATTENDS})(?:人员|者|人)")
"""Those present, named on the lines below without a colon."""
ONE_SIDE = re.compile(
    r"[\u4e00-\u9fff]{1,6}(?:方面?|宾|客|人员)[：:](?!.*[我您你了吗呢])[^。；！？：“”]{2,60}[^。！？：“”]*"
)
"""A side of a talk and its people on one line: 外宾：某某、某某"""
LONGEST_LIST = 6
"""So many rows at most has the list of one side."""
PEOPLE = re.compile(r"(?=[^；]{2,40}[；，、])[^。！？：:“”]{4,160}")
"""The people of the other side on a row of their own."""
ONE = r"[\u4e00-\u9fff·]{2,8}(?:[（(][^（）()。；]{2,40}[）)])?"
NAMES = rf"{ONE}(?:[、，, \u3000]+{ONE}){{0,8}}"
HOST = re.compile(
    rf"(?:主持|主讲|评议|对[谈话]|与谈|受访|被访|采访|访谈|[口讲]述)(?:嘉宾|[人者])?[：:] ?{NAMES}|(?:与谈|对谈|特邀|访谈)?嘉宾[：:] ?{NAMES}"
    rf"|(?:{RECEIVES})[：:] ?(?![^，]*[我您你了吗呢])[\u4e00-\u9fff·、]{{2,40}}"
)
"""Who speaks, in the fields above a talk that was held to be published, or of a record:
主持人：某某, 嘉宾：某某、某某, 来宾：某某"""
GUESTS = re.compile(r"(?:[与对]谈|特邀|访谈|现场|参与|本期)?(?:嘉宾|来宾|专家)[：:]")
"""A label alone above those who talk, each on a line of his own."""
INTERPRETER = re.compile(rf"(?:翻[ \u3000]*译|{INTERPRETS})(?:人员|者)?[：:]")
# Somebody on a line of his own, with what he is: 陆青石（某局局长）, 陆青石，某局局长
ONE_PERSON = re.compile(
    r"[\u4e00-\u9fff·・．.、]{2,40}[ \u3000]?[（(][^（）()。；：]{2,40}[）)]"
    r"|[\u4e00-\u9fff·・．]{2,12}[，,][^。；！？：，]{2,40}"
)
WITH_COLON = re.compile(
    rf"(?:{FULL_NAME}|[\u4e00-\u9fff]{{1,8}}(?:[·．][\u4e00-\u9fff]{{1,8}}){{1,4}})[：:] ?(?![^《“]*[我您你了吗呢])[^。；！？：，…]{{4,40}}"
)
"""The same behind a colon, below the label of those who talk: 陆青石：某局局长"""
NAME_ALONE = re.compile(
    rf"(?:{FULL_NAME}|[\u4e00-\u9fff]{{1,8}}(?:[·．.][\u4e00-\u9fff]{{1,8}}){{1,3}})(?:先生|女士|同志|博士)?(?:[（(][^（）()。；]{{2,40}}[）)])?"
)
"""A name on a line of its own, perhaps with what he is: 扬·某某, 某某（工程师）"""
# The same as the last sentence of a paragraph, without a colon.
LISTED = re.compile(
    rf"(?:^|(?<=[。！？]))(?:[\u4e00-\u9fff]{{1,2}}方)?(?:{ATTENDS})(?:{MEETING})?(?:的|人员)?(?:还有|还是|有|是)"
    r"(?=[^。！？；]*[、和与])[^。！？；：]+。$"
)


def sides(blocks: Sequence[Block]) -> list[Block]:
    """Lines below the label of those present, or of a side of the talk → participants: names in one block with
    the label above them, sides one for each."""
    result: list[Block] = []
    for block in blocks:
        if block.kind != "line" or near(result, len(result) - 1) != "participants":
            result.append(block)
        elif SIDE.fullmatch(block.text.text):
            result.append(told(block, "participants", "letter-parts"))
        elif leads_to_names(near_text(result, len(result) - 1)) and NAMED.fullmatch(block.text.text):
            result[-1] = glue([result[-1], block])
        elif CHAIR.fullmatch(block.text.text):
            result.append(told(block, "participants", "letter-parts"))
        else:
            result.append(block)
    return result


def gathered(blocks: Sequence[Block]) -> list[Block]:
    """Lines → participants where one says and nothing else that people were present, above lines that
    name each a side with its people."""
    result, within = list(blocks), False
    for n, block in enumerate(blocks):
        opens = block.kind == "line" and GATHERED.fullmatch(block.text.text)
        side = block.kind == "line" and ONE_SIDE.fullmatch(block.text.text)
        runs_on = block.kind == "line" and NAMED.fullmatch(block.text.text)
        within = bool(opens and ONE_SIDE.fullmatch(near_text(blocks, n + 1))) or (
            within and bool(side or runs_on)
        )
        if within and (opens or side):
            result[n] = told(block, "participants", "letter-parts")
    return result


def dashed(blocks: Sequence[Block]) -> list[Block]:
    """Lines → those that name the people of a side behind a dash (中方——某某), below those present, as
    participants too; rows on which their names go on may stand between."""
    result, since = list(blocks), LONGEST_LIST
    for n, block in enumerate(blocks):
        side = DASHED.fullmatch(block.text.text) or BRACKETED.fullmatch(block.text.text)
        if block.kind == "line" and since < LONGEST_LIST and side:
            result[n] = told(block, "participants", "letter-parts")
        since = 0 if result[n].kind == "participants" else since + 1 if block.kind == "line" else LONGEST_LIST
    return result


def further(blocks: Sequence[Block]) -> list[Block]:
    """Lines → those that name people, with no sentence, between those present and the hour or place
    of the talk as participants too."""
    result = list(blocks)
    for n in range(1, len(blocks) - 1):
        between = result[n].kind == "line" and (near(result, n - 1), near(result, n + 1)) == (
            "participants",
            "dateline",
        )
        if between and PEOPLE.fullmatch(result[n].text.text):
            result[n] = told(result[n], "participants", "letter-parts")
    return result


def leads_to_names(text: str) -> bool:
    """Whether what ends so is a label, or a side of the talk in brackets, above its people."""
    return text[-1:] in "：:" or SIDE.fullmatch(text) is not None


def listed(blocks: Sequence[Block]) -> list[Block]:
    """Lines below the label of those present, of a side or of guests, that name one of them each with what he
    is → participants of one list: attr `listed` `label` and `person`."""
    result = list(blocks)
    for n, block in enumerate(blocks):
        guests = block.kind in ("line", "salute") and GUESTS.fullmatch(block.text.text)
        label = guests or (block.kind == "participants" and block.text.text[-1:] in "：:")
        forms = (ONE_PERSON, WITH_COLON) if guests else (ONE_PERSON,)
        below = [*takewhile(partial(names_one, forms), blocks[n + 1 :])] if label else []
        if len(below) > 1:
            result[n] = told(block, "participants", "letter-parts", listed="label")
            people = (told(b, "participants", "letter-parts", listed="person") for b in below)
            result[n + 1 : n + 1 + len(below)] = people
        elif label and (rows := rows_of_names(blocks, n + 1)):
            sided = rows[0].attrs["listed"] == "label"
            result[n] = told(block, "participants", "letter-parts", listed="" if sided else "label")
            result[n + 1 : n + 1 + len(rows)] = rows
    return result


def rows_of_names(blocks: Sequence[Block], start: int) -> list[Block]:
    """The lines from index `start` on that hold one name each, perhaps below the sides of a talk →
    participants, where there are at least two; a side has somebody below it."""
    rows: list[Block] = []
    for block in blocks[start:]:
        side = SIDE.fullmatch(block.text.text)
        if block.kind != "line" or not (side or NAME_ALONE.fullmatch(block.text.text)):
            break
        rows.append(told(block, "participants", "letter-parts", listed="label" if side else "person"))
    while rows and rows[-1].attrs["listed"] == "label":
        rows.pop()
    return rows if sum(row.attrs["listed"] == "person" for row in rows) > 1 else []


def names_one(forms: Sequence[re.Pattern[str]], block: Block) -> bool:
    """Whether a line has one of the `forms` of a person with what he is."""
    return block.kind == "line" and any(form.fullmatch(block.text.text) for form in forms)


def chaired(blocks: Sequence[Block]) -> list[Block]:
    """Lines → those that name the chair, who was away or, below them, who interpreted as participants too,
    where they stand beside such a block."""
    result = list(blocks)
    for order in (range(len(result)), reversed(range(len(result)))):
        for n in order:
            beside = "participants" in (near(result, n - 1), near(result, n + 1))
            field = "dateline" in (near(result, n - 1), near(result, n + 1))
            placed = beside or field or opens_talk(result, n)
            hosts = placed and result[n].kind == "line" and HOST.fullmatch(result[n].text.text)
            chaired = result[n].kind == "line" and CHAIR.fullmatch(result[n].text.text)
            if hosts or (
                beside
                and (
                    chaired
                    or (near(result, n - 1) == "participants" and INTERPRETER.match(result[n].text.text))
                )
            ):
                result[n] = told(result[n], "participants", "letter-parts", type="")
    return result


def opens_talk(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` stands right below a head and names whoever speaks in the line below:
    主持人：某某 above 某某：今天请大家来…"""
    name = blocks[n].text.text.replace(":", "：").partition("：")[2].strip()
    below = near_text(blocks, n + 1).replace(":", "：")
    return len(name) > 1 and near(blocks, n - 1) == "head" and below.startswith(name + "：")


def present(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → those present as a block of their own where a sentence names them
    beside what is no running text."""
    for n, block in enumerate(blocks):
        found = LISTED.search(block.text.text) if block.kind == "line" else None
        edge = near(blocks, n + 1) != "line" or (
            n > 0 and found and not found.start() and blocks[n - 1].kind != "line"
        )
        if found is None or not edge:
            yield block
            continue
        if found.start():
            yield cut(block, 0, found.start())
        yield told(cut(block, found.start(), len(block.text)), "participants", "letter-parts")
