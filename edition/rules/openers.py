"""What stands between the title of a flattened document and its text: secrecy, numbers, places and times, address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.model import Block, BlockKind
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.cutting import told
from edition.rules.folding import SPACE, Folded, squeeze
from edition.rules.paragraphs import neighbours
from edition.rules.parting import part

HAN = r"[\u4e00-\u9fff]"
NAME = r"[\u4e00-\u9fff·．.A-Za-zА-Яа-я]"
TITLES = "同志们?|先生们?|女士|阁下|总理|主席|首相|元帅|将军"
DAY = r"(?:\d{4}年)?\d{1,2}月\d{1,2}日"
HOUR = r"(?:，?(?:凌晨|清晨|上午|中午|下午|晚上?|夜)?\d{1,2}时(?:\d{1,2}分)?)?"
ACTS = (
    ("received", "收到|收悉"),
    ("sent", "发出|送出|拍发|发自|发出时间"),
    ("deciphered", "译出|译毕"),
    ("forwarded", "转交|转发|送达"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """A kind of field of an opener. `apart`: it ends where white space or another field follows, and not before."""

    kind: BlockKind
    type: str
    pattern: re.Pattern[str]
    apart: bool = False


TABLE: tuple[tuple[BlockKind, str, str, bool], ...] = (
    ("secrecy", "", "绝密|极密|机密|秘密|特档|禁止复印", False),
    ("secrecy", "urgency", "立即优先拍发|优先拍发|特急|加急|急件|特件|急电。?|只用电报线拍发", False),
    ("idno", "telegram", r"(?:专号：)?第\d[\d/／－-]*号(?:电报|电)?", False),
    ("idno", "telegram", r"\d{5}", True),
    ("head", "sub", rf"{HAN}[\u4e00-\u9fff（）]{{4,36}}的决议", True),
    ("idno", "telegram", r"专号：第[\d－-]+号?", False),
    ("secrecy", "form", "密码电报|密码电|密电|明码电报", False),
    ("distribution", "", rf"(?:第\d{{1,2}}份(?:：作修改用|：副本|：?分?送：?{HAN}{{2,7}}?同志)?)+", False),
    ("distribution", "", rf"(?:抄送|分送|送)：{HAN}{{2,7}}?同志(?:[（(]\d份[)）])?(?:、{HAN}{{2,7}}?同志)*|只送{HAN}{{2,5}}", True),
    ("distribution", "", rf"抄送：\d[．.](?P<who>{HAN}{{2,6}}?)，\d[．.](?P=who)", False),
    ("dateline", "received", rf"收到时间：{DAY}{HOUR}", False),
    ("dateline", "sent", rf"发出时间：{DAY}{HOUR}", False),
    ("dateline", "", rf"，?{DAY}{HOUR}，?(?:发自|送达){HAN}{{2,12}}", True),
    ("dateline", "", rf"，?{DAY}{HOUR}，?(?:收到|收悉|发出|送出|拍发|译出|译毕|转交|转发)", False),
    ("dateline", "", rf"{DAY}{HOUR}(?:决议)?", True),
    ("dateline", "sent", rf"发自{HAN}{{2,4}}，?", True),
    ("dateline", "", rf"{HAN}[\u4e00-\u9fff（）]{{3,22}}[局处部]", True),
    ("participants", "", rf"(?:翻译|纪录|记录|口译)：{NAME}{{2,6}}", True),
    ("address", "", rf"{NAME}{{2,12}}收|交{NAME}{{2,8}}同志", True),
    ("address", "", rf"{HAN}{{2,6}}?大使(?=第\d+份|特急|特档|优先|绝密|“)", False),
)  # fmt: skip
ROWS: tuple[Row, ...] = tuple(
    Row(kind, typed, re.compile(pattern), apart) for kind, typed, pattern, apart in TABLE
)
# What may follow a field without white space between.
FOLLOWS = re.compile(
    rf"致|绝密|机密|禁止|特急|特档|急件|立即|优先|密码电|密电|第\d+[号份]|专号|送：|发自|(?:收到|发出)时间|{DAY}|\d{{1,3}}[.．][\u4e00-\u9fff]"
)
LINE = re.compile(r"[^。，；：？！“”]{2,44}：")
ADDRESSING = re.compile(rf"致|转|大使|(?:{TITLES})：$")
RELAYED = re.compile(
    rf"转[交呈]?(?P<who>{NAME}{{2,8}}?)(?:同志)?(?=“|(?P=who)(?:{TITLES})：)|{HAN}{{2,4}}致{NAME}{{2,12}}?(?=“|请)"
)
SALUTE = re.compile(
    rf"(?:致(?!电|函)|呈(?!请|报|上))(?:[^。，；：？！“”转（）]|（[^（）]{{1,12}}）){{2,40}}：|(?!.{{0,4}}致)[^。，；：？！、“”转]{{1,40}}(?:{TITLES})："
)
STATION = re.compile(rf"{HAN}{{4,10}}：(?=转|“)")
# Words that begin a sentence of the text, not an address.
SENTENCE = re.compile(r"请|现|兹|转[去来达述]|呈上|复第|答复|口头|立即|作为|据|关于|我|您|你|随|今|根据|在")


def find_openers(blocks: Blocks, options: Options) -> Recognised:
    """The text below the heads of a document or attachment → its opener in fields, then the rest.

    Kinds: secrecy (type urgency, form), idno, distribution, dateline (type sent, received, deciphered, forwarded),
    address, salute, participants. The fields run into each other; each ends where the next begins.
    """
    result: list[Block] = []
    pairs = neighbours(blocks)
    opened = False
    for block in blocks:
        if block.kind == "head":
            opened = opened or block.attrs.get("opens", "") in ("document", "attachment")
        elif opened and block.kind == "para":
            result += open_text(block, pairs)
            opened = False
            continue
        elif block.kind not in ("fw", "pb", "figure"):
            opened = False
        result.append(block)
    return Recognised(tuple(result))


def open_text(block: Block, pairs: frozenset[str]) -> Iterator[Block]:
    """A text → the fields at its beginning, and the rest."""
    folded = squeeze(block.text.text)
    place = done = 0
    addressed = False
    while field := read_row(folded, place, pairs) or read_address(folded, place, addressed):
        row, end = field
        text = folded.text[place:end]
        typed = row.type or (act_of(text) if row.kind == "dateline" else "")
        start, after = folded.start(place), folded.end(end)
        forwarded = row is SALUTATION and relays(folded.text, end)
        kind: BlockKind = "address" if forwarded else row.kind
        yield told(part(block, start, after), kind, "openers", type=typed)
        addressed = addressed or row in (ADDRESS, SALUTATION)
        place, done = end, after
        if row is SALUTATION and not relays(folded.text, place):
            break
    rest = part(block, done, len(block.text))
    if rest.text.text.strip(SPACE):
        yield rest


def stands_apart(folded: Folded, index: int) -> bool:
    """Whether white space stands before the squeezed character `index` in the printed text."""
    return index >= len(folded.at) or folded.at[index] > folded.at[index - 1] + 1


def read_row(folded: Folded, place: int, pairs: frozenset[str]) -> tuple[Row, int] | None:
    """The field of the table that starts at `place`, and its end. White space between two characters that stand side by
    side elsewhere (`pairs`) is taken for an end only if there is no other."""
    words = folded.text
    for row in ROWS:
        if not row.apart:
            if found := row.pattern.match(words, place):
                return row, found.end()
            continue
        ends = [
            end
            for end in range(place + 2, min(place + 40, len(words)) + 1)
            if (stands_apart(folded, end) or FOLLOWS.match(words, end))
            and row.pattern.fullmatch(words, place, end)
        ]
        if ends:
            sure = (e for e in ends if FOLLOWS.match(words, e) or words[e - 1 : e + 1] not in pairs)
            return row, next(sure, ends[0])
    return None


ADDRESS = Row("address", "", LINE)
SALUTATION = Row("salute", "", SALUTE)


def read_address(folded: Folded, place: int, addressed: bool) -> tuple[Row, int] | None:
    """An address or salutation that starts at `place`, and its end. After the first one only 转某某 and 某某同志： are
    looked for, since a sentence of the text may well announce a message with the same words."""
    words = folded.text
    if found := RELAYED.match(words, place):
        return ADDRESS, found.end()
    longest = 16 if addressed else 42
    if (found := SALUTE.match(words, place)) and len(found[0]) <= longest and not SENTENCE.match(found[0]):
        return SALUTATION, found.end()
    if not addressed and (found := STATION.match(words, place)):
        return ADDRESS, found.end()
    found = LINE.match(words, place)
    if not found or not ADDRESSING.search(found[0]) or SENTENCE.match(found[0]):
        return None
    return (ADDRESS, found.end()) if not addressed or found[0].startswith("转") else None


def relays(words: str, place: int) -> bool:
    """Whether 转某某： or 转某某 before a quoted message starts at `place`."""
    return bool(
        RELAYED.match(words, place)
        or re.compile(r"转(?![去来达述])[^。，；：？！“”告达]{2,14}：").match(words, place)
    )


def act_of(text: str) -> str:
    """What a dateline says happened at its time."""
    return next((act for act, words in ACTS if re.search(words, text)), "")


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("openers", "segment", find_openers),)
