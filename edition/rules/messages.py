"""Messages quoted inside a message, and what is said in a record: whose words a paragraph of a document gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from edition.model import Block, Mark
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.cutting import glue, marked, told
from edition.rules.folding import SPACE, curled, squeeze
from edition.rules.formulas import GREETED
from edition.rules.lexicon import (
    ABSENT,
    AGREEMENT,
    BODIES,
    CHAIR,
    INTERPRETS,
    MEETING,
    NOTE,
    OFFICES,
    ORDER,
    PROCLAIMED,
    RECORDS,
    RULES,
    SAYS,
    THOSE_PRESENT,
    TITLES,
)
from edition.rules.paragraphs import numbered
from edition.rules.parting import part, trim
from edition.rules.people import with_joins

HAN = r"[\u4e00-\u9fff]"
NAME = r"[\u4e00-\u9fff·．]"
SALUTE = re.compile(
    rf"(?!“?[请望希])“?致?(?!以|敬|电|请|望|希)[^。，；：？！]{{2,36}}?(?:{TITLES}|{GREETED})：|“致{NAME}{{2,10}}?(?:{TITLES})(?=一、|第一)|“(?!请|望|希){HAN}{{1,6}}?(?:{OFFICES})："
)
# A short line with a colon that stands alone at the beginning of a message: “某某局：
GREETING = re.compile(
    r"“(?!请|望|希|[^：]*(?:如下|下列|以下|通报|声明|决[定议]|条件))[^。，；：？！“”]{2,12}："
)
ADDRESSED = re.compile(rf"{NAME}{{2,8}}：")
TITLED = re.compile(
    rf"(?P<title>“?[^。，、；：？！“”\r\n]{{2,40}}?(?:{AGREEMENT}|{PROCLAIMED}|{RULES}|决议|命令|[训通手密]令|照会|备忘录)"
    r"(?:[（(](?:草案|草稿|初稿|摘录|节录|全文|文本|译文)[)）])?)[ \t\u3000]+(?=[\u4e00-\u9fff“])(?!的|中|和|与|及|为|在内|上|里)"
)
ANNOUNCES = re.compile(
    rf"(?:如下|下列|以下|电文?|电报|信|信函|函|决议|决定|{ORDER}|{PROCLAIMED}|通报|{NOTE}|全文|原文)[^。，；：]{{0,10}}：$"
)
# The colon before a quotation that opens inside a paragraph and stays open.
INLINE = re.compile(r"^[^“”]+：(?=“[^”]*(?:“[^“”]*”[^”]*)*$)")
# The words that announce a text which is no message to anybody, and what it is.
TEXTS: Mapping[str, str] = {
    **dict.fromkeys(("决议", "决定", "命令", "训令", "指令", "通令", "指示"), "decision"),
    **dict.fromkeys(("声明", "公报", "通告", "通报", "宣言", "布告", "公告", "启事"), "notice"),
}
NAMED_TEXT = re.compile(rf"(?P<word>{'|'.join(TEXTS)})(?:如下)?[：。]$")
CLOSERS = ("signed", "dateline", "idno", "secrecy")
INSIDE = ("para", "salute", "signed", "dateline", "idno", "secrecy", "item", "gap", "distribution", "address")


def find_messages(blocks: Blocks, options: Options) -> Recognised:
    """A quotation that begins a paragraph and runs over at least two of them, or fills the one below the words that announce
    a text → a floating text: its first block
    `opens`, its last `ends` floating; its salutation a block of its own. One that opens behind a colon in a paragraph and
    ends with a signature or a date begins a paragraph there. S046 where the quotation does not end before
    the document does."""
    result = list(blocks)
    findings: list[Finding] = []
    n = 0
    while n < len(result):
        result[n : n + 1] = led_to(result, n)
        block = result[n]
        if block.kind not in INSIDE or not curled(block.text.text).lstrip(SPACE).startswith("“"):
            n += 1
            continue
        end = closing(result, n)
        if end is None:
            findings.append(Finding("S046", block.text.at[0]))
            end = last_closer(result, n)
        if end > n or (n and is_announced(result[n - 1], block)):
            result[end] = told(result[end], ends="floating")
            opening = list(greeting(result[n]))
            kind = announced_kind(result[n - 1] if n else None, opening[0])
            result[n : n + 1] = [told(opening[0], opens="floating", subtype=kind), *opening[1:]]
            n = after_message(result, end + len(opening) - 1)
            continue
        n += 1
    return Recognised(tuple(result), tuple(findings))


def led_to(blocks: Sequence[Block], n: int) -> list[Block]:
    """A paragraph that leads to a message and goes on with it, 某某转来：“某某同志：…, where the quotation ends with a signature or
    a date further down → its two parts; any other block as it stands."""
    block = blocks[n]
    found = INLINE.search(curled(block.text.text)) if block.kind == "para" else None
    if found is None:
        return [block]
    message = part(block, found.end(), len(block.text))
    end = closing([message, *blocks[n + 1 :]], 0)
    if not end or blocks[n + end].kind not in CLOSERS or not curled(blocks[n + end].text.text).endswith("”"):
        return [block]
    return [part(block, 0, found.end(), found.end()), message]


def is_announced(before: Block, block: Block) -> bool:
    """Whether a paragraph is one quotation, below one that announces the wording of a text: 通过了如下决议："""
    text = curled(block.text.text).strip(SPACE)
    return (
        (before.kind, block.kind) == ("para", "para")
        and text[-1:] == "”"
        and text.find("”") == len(text) - 1
        and ANNOUNCES.search(squeeze(before.text.text).text) is not None
    )


def announced_kind(before: Block | None, first: Block) -> str:
    """What a quoted text is that bears no title and greets nobody, by the words before it: decision, notice; "" for a message."""
    if before is None or (before.kind, first.kind) != ("para", "para"):
        return ""
    found = NAMED_TEXT.search(squeeze(curled(before.text.text)).text)
    return TEXTS[found["word"]] if found else ""


def closing(blocks: Sequence[Block], start: int) -> int | None:
    """The index of the block that ends with the quotation mark that closes the one at the start of `start`; None where
    there is none."""
    depth = 0
    for n in range(start, len(blocks)):
        block = blocks[n]
        if block.kind not in INSIDE:
            return None
        text = curled(block.text.text)
        depth += text.count("“") - text.count("”")
        if depth <= 0:
            return n
    return None


def last_closer(blocks: Sequence[Block], start: int) -> int:
    """The index of the last closer below the block at `start`, before anything that is no part of a message; `start`
    where there is none."""
    after = takewhile(lambda n: blocks[n].kind in INSIDE, range(start, len(blocks)))
    return max((n for n in after if blocks[n].kind in CLOSERS), default=start)


def greeting(block: Block) -> Iterator[Block]:
    """The first paragraph of a message → its title or salutation and the rest of it."""
    if title := TITLED.match(curled(block.text.text)):
        yield told(part(block, 0, title.end("title"), title.end()), "head", "messages", type="main")
        yield numbered(part(block, title.end(), len(block.text)))
        return
    folded = squeeze(curled(block.text.text))
    found = SALUTE.match(folded.text, 0, 40) or GREETING.fullmatch(folded.text)
    if not found:
        yield block
        return
    cut_at = folded.end(found.end())
    yield told(part(block, 0, cut_at, cut_at), "salute", "messages")
    rest = trim(part(block, cut_at, len(block.text)))
    if rest.text:
        yield numbered(rest)


def after_message(blocks: list[Block], end: int) -> int:
    """The index after a message; 某某： alone below it greets the one who is to pass it on."""
    if end + 1 < len(blocks) and blocks[end + 1].kind == "para":
        below = blocks[end + 1]
        if ADDRESSED.fullmatch(squeeze(below.text.text).text):
            blocks[end + 1] = told(below, "address", "messages")
    return end + 1


# -- records -----------------------------------------------------------------------------------------------------

# Where somebody is asked: 问： and 答： speak.
INTERVIEW = re.compile("问答|答问|答.{0,12}问$|记者.{0,16}(?:访问|采访|提问|专访)|(?:访问|采访|专访)记?")
RECORD = re.compile(rf"{INTERVIEW.pattern}|纪要|{MEETING}|{RECORDS}|口供|供词|问答|答问")
LABEL = re.compile(
    rf"(?P<names>{NAME}{{1,16}}?(?:、{NAME}{{2,8}}?){{0,2}})(?P<aside>[（(][^（）()]{{1,10}}[)）])?："
)
TITLE = re.compile("(?:同志|先生)$")
# What a body ends with, which speaks in a record only where it does so again and again.
BODY = re.compile(rf"(?:{BODIES}|堂|仓|船|店)$")
SHORT_NAME = re.compile(r"[（(]以?下?简?称(?P<short>[^（）()]{1,8})[）)]")
TAKES_WORD = re.compile(rf"(?<=[。？！…])(?={LABEL.pattern})")
REPORTED = re.compile(rf"(?P<name>{NAME}{{2,8}}?)(?:同志)?(?:[（(][^（）()]{{1,10}}[)）])?(?:{SAYS})")
# One sign for who says something, as records of the Qing have it: 梁答，; 梁复问及
BY_SIGN = re.compile(
    rf"(?P<name>{HAN})(?:{HAN}{{0,4}}?(?:{SAYS}|[言云谓曰询])[，：]|(?:又|复|再|乃|遂|因|即|旋)(?:{SAYS}|[言云谓曰询]))"
)
# Behind a label, what the keeper of the record tells all the same: 提出……的问题。说……，并且问某某……
TOLD = re.compile(
    r"(?:提出|提到|谈到|谈及|问及|询问)[^“”]*?(?:[。；！？](?:并且?|又|还|也)?|，(?:并且?|又|还|也))(?:说(?![实来到起不])|问(?!题)|指出|询问)"
)
NARRATIVE = re.compile(
    rf"[（(]|(?:问|说|答|补充|提醒|提出|强调|再次|同时|随后|接着|最后|后来|然后|谈话|会谈|会见|至此|到此|决议|决定|(?:会议|双方|大家)(?:一致)?(?:决定|决议|商定|同意|认为|通过)|一致|散会|休会|由{NAME}{{2,12}}[纪记]录)"
)
# （谈话进行了一小时。某某纪录。）
KEPT = re.compile(r"[（(][^（）()]{0,80}(?:[纪记]录|整理)(?:人：[^（）()。]{2,20})?。?[）)]")
# Below who kept the record, when the talk was over: 谈话于四时结束。
OVER = re.compile(rf"(?:{MEETING})[^。：“”]{{0,24}}(?:结束|散会|完毕|终止|进行了[^。：“”]{{2,12}})。?")
PRESENT = re.compile(rf"{THOSE_PRESENT}：")
SIDE = re.compile(
    rf"(?:[^，。：？！]{{1,12}}(?:方|方面)(?:还?有|是)?|[^，。：？！]{{0,12}}(?:人员|(?:{INTERPRETS}|{RECORDS})[人者员]?))："
)
# The people of one side and nothing else: no speech of hers.
SIDE_LISTED = re.compile(
    rf"{HAN}{{1,8}}(?:方|方面)(?:还?有|是)?：(?!.*[我您你了吗呢])[^。？！：“”]{{2,120}}[。；]?"
)
# Several sides in one paragraph, a semicolon between: 甲方：…；乙方：…；翻译：…
SIDES = re.compile(rf"{SIDE.pattern}[^：。？！；“”]+(?:；{SIDE.pattern}[^：。？！；“”]+)+[。；]?")
# Who took the chair, who was away: names and nothing else.
CHAIRED = re.compile(rf"(?:{CHAIR}|{ABSENT})[者人]?：")
CHAIRED_BY = re.compile(rf"{CHAIRED.pattern}{NAME}{{2,8}}(?:、{NAME}{{2,8}})*[。；]?")
# Behind the people of one side, the next.
NEXT_SIDE = re.compile(
    rf"[。；]\s*(?=(?:[^，。：？！；、]{{1,12}}(?:方|方面)(?:还?有|是)?|(?:{INTERPRETS}|{RECORDS})[人者员]?)：)"
)


def find_participants(blocks: Blocks, options: Options) -> Recognised:
    """出席者：… and the paragraphs of the other sides and the interpreters below it → `participants`, one for each side."""
    result: list[Block] = []
    inside = False
    parts = [*told_apart(blocks)]
    for n, block in enumerate(parts):
        text = block.text.text
        found = PRESENT.match(text) or opens_sides(parts, n) if block.kind == "para" else None
        inside = inside or bool(result and result[-1].kind == "participants")
        label = inside and result[-1].text.text.endswith("：") and not is_side(text)
        inside = bool(found) or (inside and block.kind == "para" and (label or is_side(text)))
        if inside and label:
            result[-1] = glue([result[-1], block])
        else:
            result.append(told(block, "participants", "participants") if inside else block)
    return Recognised(tuple(with_joins([side for block in result for side in sides(block)])))


def opens_sides(blocks: Sequence[Block], n: int) -> bool:
    """Whether a paragraph right below an opener lists the people of a side, and the next those of another: 甲方：甲、乙。乙方：丙。"""
    pair = [b.text.text for b in blocks[n : n + 2] if b.kind == "para"]
    return (
        n > 0
        and blocks[n - 1].kind in ("head", "dateline", "idno", "secrecy")
        and len(pair) == 2
        and all(SIDE_LISTED.fullmatch(text) for text in pair)
        and "、" in "".join(pair)
    )


def told_apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks → the same, the people of a side cut from the speech run on behind them, which begins with a name that begins
    another speech: 翻译：甲、乙丙：您好。"""
    starts = (re.match(rf"{NAME}{{2,10}}：", b.text.text) for b in blocks if b.kind == "para")
    names = sorted({re.escape(found[0]) for found in starts if found and not is_side(found[0])})
    seam = re.compile(rf"(?<=[^：，。、])(?:{'|'.join(names)})(?=[^\s\d])")
    for block in blocks:
        listed = block.kind == "participants" or (block.kind == "para" and is_side_or_present(block.text.text))
        found = seam.search(block.text.text) if names and listed else None
        if found and not re.search("[。？！；]", block.text.text[: found.start()]):
            yield part(block, 0, found.start(), found.start())
            yield told(part(block, found.start(), len(block.text)), "para")
        else:
            yield block


def is_side_or_present(text: str) -> bool:
    """Whether a line begins to tell who was present, for which side, or who was in the chair."""
    return bool(PRESENT.match(text) or SIDE.match(text) or CHAIRED.match(text))


def sides(block: Block) -> Iterator[Block]:
    """Those present → a block for each side: 出席者：甲、乙。丙方：丁。"""
    listed = block.kind == "participants"
    seams = [m.end() for m in NEXT_SIDE.finditer(block.text.text)] if listed else []
    for start, end in pairwise([0, *seams, len(block.text)]):
        yield part(block, start, end) if seams else block


def is_side(text: str) -> bool:
    """Whether a paragraph names a side and its people."""
    named = SIDE.match(text) and not re.search("[？！；]", text.rstrip("；"))
    return bool(named or SIDES.fullmatch(text) or CHAIRED_BY.fullmatch(text))


def find_speeches(blocks: Blocks, options: Options) -> Recognised:
    """In a record, paragraphs that begin with 某某： → `speech` with a speaker mark; the paragraphs below such a one go
    on with it, up to the next report (某某说……) or remark of the one who keeps the record.

    A label is a speaker's only if paragraphs of the record begin with the name at least `times` times, so that a
    vocative or the subject of a sentence is none. Reported speech stays a paragraph, also behind a label.
    """
    times = int(str(options["times"]))
    result: list[Block] = []
    start = 0
    for n in range(1, len(blocks) + 1):
        if n == len(blocks) or blocks[n].attrs.get("opens", "") not in ("", "floating"):
            result += record(blocks[start:n], times)
            start = n
    return Recognised(tuple(result))


def record(blocks: Sequence[Block], times: int) -> Sequence[Block]:
    """A document → the same with its speeches, if its title says that it is a record."""
    if not blocks or not RECORD.search(blocks[0].attrs.get("title", "")):
        return blocks
    people = speakers(blocks, times)
    present = present_in(blocks)
    result: list[Block] = []
    speaking = False
    parts, joining = run_on(blocks, people, present)
    people |= joining
    known = blocks[0].attrs.get("title", "") + present
    named = people | {in_full(name, known) for name in people}
    for block in parts:
        if block.kind != "para":
            speaking = speaking and block.kind in ("fw", "pb")
            result.append(block)
            continue
        label = label_of(block.text.text, people)
        if label and not TOLD.match(block.text.text, label):
            block = marked(told(block, "speech", "record-speeches"), Mark("speaker", 0, label))
            speaking = True
        elif (
            speaking and not NARRATIVE.match(block.text.text) and not reported(block.text.text, named, present)
        ):
            block = told(block, "speech", "record-speeches")
        else:
            speaking = False
        result.append(block)
    return signed_off(result)


def run_on(blocks: Sequence[Block], people: frozenset[str], present: str) -> tuple[list[Block], set[str]]:
    """A record → the same, a speech cut where somebody who speaks elsewhere, or who was `present`, takes the word behind the end
    of a sentence in it (甲：何时？乙（看表）：今夜。), and the names of those who do."""
    result: list[Block] = []
    joining: set[str] = set()
    for block in blocks:
        speech = block.kind == "para" and label_of(block.text.text, people)
        done = 0
        for found in TAKES_WORD.finditer(block.text.text) if speech else ():
            names = re.split("[、和]", TITLE.sub("", found["names"]))
            if all(name in people or (len(name) > 1 and listed(name, present)) for name in names):
                result.append(part(block, done, found.start(), found.start()))
                joining.update(names)
                done = found.start()
        result.append(part(block, done, len(block.text)) if done else block)
    return result, joining


def listed(name: str, present: str) -> bool:
    """Whether a name stands among those present, behind a mark."""
    return re.search(rf"[、，：；和与及]{re.escape(name)}(?![\u4e00-\u9fff])", present) is not None


def signed_off(blocks: list[Block]) -> list[Block]:
    """A record → the same; a remark in brackets at its end that says who kept it is signed by the recorder, and so is below his
    name when the talk was over."""
    last = max((n for n, b in enumerate(blocks) if b.kind in ("para", "speech")), default=-1)
    if last < 0 or blocks[last].kind != "para":
        return blocks
    if KEPT.fullmatch(blocks[last].text.text):
        blocks[last] = told(blocks[last], "signed", "record-speeches", type="recorder")
    elif last and blocks[last - 1].attrs.get("type") == "recorder" and OVER.fullmatch(blocks[last].text.text):
        blocks[last - 1 : last + 1] = [glue(blocks[last - 1 : last + 1])]
    return blocks


def speakers(blocks: Sequence[Block], times: int) -> frozenset[str]:
    """The names of those who speak in a record: paragraphs begin with them, before a colon or a word for speaking; a
    name that does so only once must stand elsewhere in the record too."""
    text = "".join(b.text.text for b in blocks)
    names: Counter[str] = Counter()
    known = blocks[0].attrs.get("title", "") + present_in(blocks)
    asking = ("问", "答") if INTERVIEW.search(known) else ()
    for block in blocks:
        if block.kind != "para":
            continue
        label, told_of = LABEL.match(block.text.text), REPORTED.match(block.text.text)
        if (
            label
            and "、" not in label["names"]
            and (
                label["names"] in asking
                or not (re.search(SAYS, label["names"]) or NARRATIVE.match(label["names"]))
            )
        ):
            if short := SHORT_NAME.fullmatch(label["aside"] or ""):
                names.update({TITLE.sub("", label["names"]): times, short["short"]: times})
            for name in label["names"].split("和"):
                known_elsewhere = text.count(name) >= times and not BODY.search(name)
                names[TITLE.sub("", name)] += times if known_elsewhere else 1
        elif told_of:
            names[told_of["name"]] += 1
    return frozenset(
        name
        for name, count in names.items()
        if count >= times and (len(name) >= 2 or abbreviates(name, known) or name in asking)
    )


def in_full(name: str, known: str) -> str:
    """The known name that one character stands for: 毛 in 毛某某与某某会谈; else the name itself."""
    found = re.search(
        rf"(?:^|[、，：和与同及\s])({re.escape(name)}[\u4e00-\u9fff]{{1,3}}?)(?=$|[、，：；和与同及。致会谈\s])",
        known,
    )
    return found[1] if len(name) == 1 and found else name


def present_in(blocks: Sequence[Block]) -> str:
    """The words of a record that say who was present."""
    return "".join(b.text.text for b in blocks if b.kind == "participants")


def abbreviates(name: str, known: str) -> bool:
    """Whether one character stands for one of the known people: 毛： for 毛某某."""
    return re.search(rf"(?:^|[、，：和与及\s]){re.escape(name)}[\u4e00-\u9fff]", known) is not None


def label_of(text: str, people: frozenset[str]) -> int:
    """The length of the speaker's label that a paragraph begins with, or 0. A name may carry a title of two characters."""
    label = LABEL.match(text)
    if label is None or (label["names"] not in people and re.search(SAYS, label["names"])):
        return 0
    names = re.split("[、和]", label["names"])
    known = all(any(n == p or (n.startswith(p) and len(n) == len(p) + 2) for p in people) for n in names)
    return label.end() if known else 0


def reported(text: str, people: frozenset[str], present: str) -> bool:
    """Whether a paragraph reports what one of the people said or did: it begins with the name of a speaker, or with
    that of somebody among those `present` and a word for speaking."""
    told_of = REPORTED.match(text)
    by_sign = BY_SIGN.match(text)
    return (
        any(text.startswith(name) for name in people if len(name) > 1)
        or bool(told_of and told_of["name"] in present)
        or bool(by_sign and by_sign["name"] in people)
    )


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("messages", "segment", find_messages),
    Recogniser("participants", "segment", find_participants),
    Recogniser("record-speeches", "segment", find_speeches, {"times": 2}),
)
