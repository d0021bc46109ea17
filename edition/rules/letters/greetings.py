"""Whom a text addresses, in the line above it: 各省市委：, 同志们：, 石泉：; and what may
stand between that and the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from edition.model import Block
from edition.rules.language.addressing import (
    ADDRESSES,
    DATED,
    LETTERS,
    NO_NAME,
    PARTIES,
    SUFFICES,
    Address,
    recipient_of,
)
from edition.rules.language.dates import DATE
from edition.rules.language.formulas import STATION, SURNAME
from edition.rules.language.lexicon import RECORDED, SENT_AS
from edition.rules.language.weighing import total
from edition.rules.text.cutting import cut, near, near_text, stripped, told

CALLED = re.compile(
    r"[^。，；？！：:“”]{0,16}(?:同志|朋友|先生|女士|代表|同学|战友|乡亲|同胞|来宾|贵宾|父老|兄弟|姐妹)们(?:[，、][^。，；？！：:“”]{1,8}(?<![我你您他她它咱])们){0,3}(?:[，,]?[你您]?们?好)?[！!]"
    rf"|[^。？！：:“”]{{1,120}}(?:{PARTIES})[：:](?:你们|大家)?好[！!]"
)
# Above some quotations at the head of a circular, which the address of the circular ends.
EPIGRAPH = re.compile(r"[\u4e00-\u9fff]{0,6}(?:最[高新]指示|语录)[：:]?")
LONGEST_EPIGRAPH = 8
# Whom a report is for, on two lines: 某某同志并报 above 省委：, a misprinted mark behind it.
FIRST_OF_TWO = re.compile("[^。；？！：:“”]{2,40}(?:并|并[报转呈告致]|暨|转[报呈])")
SECOND_OF_TWO = re.compile("[^。；？！：:“”]{2,40}[：:；;]")
# Below a title: what state its text is in, in brackets perhaps with its day (记录稿), or without them:
# 根据速记稿整理，未经本人审阅
UNSEEN = "未经?[^（）()，。；：]{0,8}(?:核对|审[阅定查]|[核校]阅)"
STATED = re.compile(
    rf"(?P<state>[（(][^（）()。；：]{{0,14}}(?:稿|[纪记]录|纪要|摘要|节录|摘录|节选|草案|整理|{UNSEEN})[）)])\s*(?P<date>[（(](?:{DATE}|\d{{2}}[.．]\d{{1,2}}[.．]\d{{1,2}})[）)])?"
    rf"|(?P<bare>(?:根?据[^（）()，。；：]{{2,12}}整理[，；]?)?{UNSEEN}|根?据[^（）()，。；：]{{2,12}}(?:记录|速记|录音)[^（）()，。；：]{{0,4}}整理)"
)
BRIEF_NAME = re.compile(r"[\u4e00-\u9fff]{1,3}[^说问答道曰云][：:]")
PERSON = re.compile(rf"{SURNAME}[\u4e00-\u9fff]{{0,2}}[：:]")
# An elder or friend whom a letter greets on a line of his own, with no mark behind: 黄任老
HONOURED = re.compile(rf"(?P<name>{SURNAME})[\u4e00-\u9fff]{{0,2}}(?:[老公翁兄]|同志|先生|女士)")
SENT_TO = re.compile(r"(?:给|致|复)(?P<who>.+)")
GREETING = re.compile(r"[^。，；？！：:“”]{2,20}[：:]")


LONGEST_LABEL = 12
"""So many characters at most, with its colon, has a label that comes back."""
GREETS_MANY = re.compile("们|[各诸]|全体|并[转告报致]|[、，]")
FURTHER_TITLE = re.compile(
    rf"[^。；！？：:，]{{0,20}}(?:转发|批转|印发|关于)[^。；！？：:]{{4,80}}(?:{SENT_AS}|{RECORDED}|意见|总结|办法|规定|决定|通报)[”》]?"
)
MATTER = re.compile(r"为[^，。；：！？“”]{1,14}事[：:。]")
"""The matter of a proclamation, above whom it addresses: 为布告事："""
FRAME = ("signed", "dateline", "idno", "secrecy", "address", "participants")
"""What may stand between a title and the salutation."""


@dataclass(frozen=True, slots=True)
class Top:
    """What stands above a line: the `title` of the document and the `recipient` it names, the `head` next
    above; whether the line is the `first` below it."""

    recipient: str = ""
    title: str = ""
    head: str = ""
    first: bool = False

    def under(self, head: Block) -> Top:
        """The same with a further head."""
        words = head.text.text
        return Top(
            recipient_of(words) or ("" if head.attrs.get("opens") else self.recipient),
            words if entitles(head) else self.title,
            self.head if head.attrs.get("type") == "sub" else words,
            first=True,
        )


def greeted(blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines → the first below a head as a salutation, if it names whom it addresses and ends with a colon:
    its recipient by the title (甲致乙电), offices, bodies, a company of people. Above it, in brackets, the
    state of the text (记录稿) is a second title. Below quotations at the head of a circular (最高指示) its
    address goes on with the circular itself."""
    top = Top()
    ends = epigraphs(blocks)
    resumed = frozenset(ends.values())
    for n, block in enumerate(blocks):
        if n in resumed:
            parted = near(blocks, n - 1) == "separator"
            yield told(block, "line" if parted else "salute", "letter-parts", resumes="epigraph")
            top = replace(top, first=False)
        elif n in ends:
            yield told(block, type="section")
        elif top.first and (on_two_lines(blocks, n) or (n and on_two_lines(blocks, n - 1))):
            yield told(block, "salute", "letter-parts")
        elif block.kind == "head":
            top = top.under(block)
            yield block
        elif block.kind != "line":
            yield block
        elif top.first and (stated := STATED.fullmatch(block.text.text)):
            yield from state_of(block, stated)
        elif top.first and n and blocks[n - 1].kind == "head" and titles_below(blocks, n):
            yield told(block, "head", "letter-parts", type="sub")
        elif top.first and (is_station(blocks, n) or MATTER.fullmatch(block.text.text)):
            yield block
        else:
            yield told(block, "salute", "letter-parts") if is_greeted(blocks, n, top) else block
            top = replace(top, recipient="", first=False)


def state_of(line: Block, stated: re.Match[str]) -> Iterator[Block]:
    """A line that says what state a text is in → a second title, and its day."""
    end = stated.end("bare" if stated["bare"] else "state")
    yield told(stripped(cut(line, 0, end)), "head", "letter-parts", type="sub")
    if stated["date"]:
        yield told(cut(line, stated.start("date"), len(line.text)), "dateline", "letter-parts", blank="")


def is_greeted(blocks: Sequence[Block], n: int, top: Top) -> bool:
    """Whether the line at index `n` names the recipient of the title before a colon, or addresses
    somebody as the first line below it."""
    text = blocks[n].text.text
    if top.recipient and top.recipient in text and GREETING.fullmatch(text) and not DATED.search(text):
        return True
    return top.first and addresses(text, top.title, blocks, n, top.head)


def titles_below(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a title that says what is passed on or of what it speaks,
    above whom the text addresses."""
    below = near_text(blocks, n + 1)
    titled = FURTHER_TITLE.fullmatch(blocks[n].text.text) is not None
    return (
        titled
        and below[-1:] in ("：", ":")
        and near(blocks, n + 1) == "line"
        and addresses(below, blocks[n].text.text)
    )


def is_station(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` is a place alone above whom the text addresses."""
    below = blocks[n + 1].text.text if n + 1 < len(blocks) and blocks[n + 1].kind == "line" else ""
    return (
        STATION.fullmatch(blocks[n].text.text) is not None
        and below[-1:] in ("：", ":")
        and addresses(below, "")
    )


def labelled_again(blocks: Sequence[Block], n: int) -> bool:
    """Whether below the line at index `n`, up to a head or a signature, another stands that names one
    person, body or group before a colon."""
    for block in blocks[n + 1 :]:
        if block.kind in ("head", "signed", "dateline", "excluded", "salute"):
            return False
        text = block.text.text
        short = block.kind == "line" and text[-1:] in ("：", ":") and len(text) <= LONGEST_LABEL
        if short and not GREETS_MANY.search(text) and total(Address.of(text, ""), ADDRESSES) >= SUFFICES:
            return True
    return False


def addresses(text: str, title: str, blocks: Sequence[Block] = (), n: int = 0, head: str = "") -> bool:
    """Whether the first line below a title addresses somebody: it calls out to people (同志们！),
    or what it names are such. Where it stands at index `n` among `blocks` below `head`, that and
    what stands below it count, too."""
    if text[-1:] in ("：", ":"):
        again = len(text) <= LONGEST_LABEL and not GREETS_MANY.search(text) and labelled_again(blocks, n)
        return (
            total(Address.of(text, title, head, near_text(blocks, n + 1), again=again), ADDRESSES) >= SUFFICES
        )
    return CALLED.fullmatch(text) is not None


def entitles(block: Block) -> bool:
    """Whether a head is the title of a document; a number above it may open that."""
    return bool(block.attrs.get("opens")) or (block.kind == "head" and block.attrs.get("type") == "main")


def on_two_lines(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` and the one below it say whom the text is for, the
    first that it is for others too."""
    first, second = blocks[n], near(blocks, n + 1)
    return bool(
        first.kind == second == "line"
        and FIRST_OF_TWO.fullmatch(first.text.text)
        and SECOND_OF_TWO.fullmatch(blocks[n + 1].text.text)
    )


def epigraphs(blocks: Sequence[Block]) -> dict[int, int]:
    """The places of heads over quotations that stand before a circular → the place of the line in which
    that addresses somebody, or of that below signs which part the quotations from the text, or -1 where
    its title stands again below them."""
    found: dict[int, int] = {}
    for n, block in enumerate(blocks):
        if block.kind == "head" and EPIGRAPH.fullmatch(block.text.text):
            below = range(n + 2, min(n + 2 + LONGEST_EPIGRAPH, len(blocks)))
            lines = takewhile(lambda m: blocks[m].kind == "line", below)
            quoted = [*lines]
            at = next((m for m in quoted if addresses(blocks[m].text.text, "")), -1)
            end = quoted[-1] + 1 if quoted else n
            if at < 0 and near(blocks, end) == "separator" and near(blocks, end + 1) == "line":
                at = end + 1
            headed = quoted and near(blocks, end) == "head"
            found |= {n: at} if at > 0 or headed else {}
    return found


def by_name(blocks: Sequence[Block]) -> list[Block]:
    """Lines → a short name and a colon at the head of what ends with a signature as a salutation, and a full
    one at the head of a letter or of a word on a paper; there also honoured names without one (黄任老), each on
    its line, of those that the title names."""
    result = list(blocks)
    first, title = -1, ""
    for n, block in enumerate([*blocks, None]):
        if block is not None and block.kind != "head" and block.kind != "excluded":
            continue
        signed = any(b.kind == "signed" and not b.attrs.get("type") for b in blocks[max(n - 2, 0) : n])
        written = LETTERS.search(title) and 0 <= first < n and PERSON.fullmatch(blocks[first].text.text)
        title = block.text.text if block is not None and entitles(block) else title
        top = blocks[first].text.text if 0 <= first < n else ""
        brief = BRIEF_NAME.fullmatch(top) and not NO_NAME.search(top)
        if written or (signed and brief):
            result[first] = told(blocks[first], "salute", "letter-parts")
        first = next((m for m in range(n + 1, len(blocks)) if blocks[m].kind not in FRAME), -1)
        first = first if near(blocks, first) == "line" else -1
        for m in honoured(blocks, first, title):
            result[m] = told(blocks[m], "salute", "letter-parts")
    return result


def honoured(blocks: Sequence[Block], first: int, title: str) -> Iterator[int]:
    """The indexes of the lines from `first` on that are each an honoured name of somebody whom the title
    of a letter says it is sent to."""
    sent = SENT_TO.search(title) if first >= 0 and LETTERS.search(title) else None
    names = (HONOURED.fullmatch(b.text.text) if b.kind == "line" else None for b in blocks[first:])
    for m, name in enumerate(takewhile(lambda name: name is not None, names), first):
        if sent and name and name["name"] in sent["who"]:
            yield m
