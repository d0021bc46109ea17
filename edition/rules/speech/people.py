"""Who speaks in a record: those with whose names and what they say its paragraphs begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.model import Block
from edition.rules.language.formulas import HAN, SURNAME
from edition.rules.language.lexicon import BODIES, MEETING, RECORDS, SAYS
from edition.rules.speech.labels import NAME, labelled
from edition.rules.speech.narration import REPORTED, present_in
from edition.rules.text.speakers import SHORT_NAME, bare_name, is_nobody, is_person, is_thing

# Where somebody is asked: 问： and 答： speak.
INTERVIEW = re.compile(
    "问答|答问|答.{0,12}问$|答[^，。：]{0,20}记者|记者.{0,16}(?:访问|采访|提问|专访)|(?:访问|采访|专访)记?"
)
RECORD = re.compile(rf"{INTERVIEW.pattern}|纪要|{MEETING}|{RECORDS}|口供|供词|问答|答问")
# What a body ends with, which speaks in a record only where it does so again and again.
BODY = re.compile(rf"(?:{BODIES}|堂|仓|船|店)$")
TRANSCRIBES = "[阿埃艾安奥巴贝比别波布茨达丹德迪杜厄恩尔法菲费弗夫盖高戈格哈赫霍基吉加贾杰捷卡考科克肯库拉莱兰朗勒雷里利列林卢鲁伦罗洛马曼梅米莫姆穆纳奈尼涅诺帕潘佩皮普乔切丘萨塞桑沙舍什斯舒索塔坦特提图托瓦威韦维魏沃乌西希肖谢辛雅扬伊耶尤约泽扎兹佐]"
"""A character with which foreign names are written."""
# A foreign name, which begins as a surname does or as such a name, may end as a section of an office does: 科 behind what is no word.
SECTION_OR_NAME = re.compile(rf"(?:(?={SURNAME}){HAN}{{0,2}}|{TRANSCRIBES}{{1,3}})(?P<named>{HAN}{{2}})科")
# Who asks and who answers, told once where 问： and 答： follow: 某国代表问：, 贝问：
ASKS = re.compile(
    rf"{NAME}{{2,8}}[问答]|(?![反自设请试追质提疑]问|[回解]答){NAME}[问答]|第[一二三四五六七八九十]{{1,3}}个问题"
)
# Who talks by the side that he is on, or to himself.
SIDED = re.compile("[我余他她]|[我对双甲乙丙来客主中]方")
# A foreign name, written in characters for its sounds alone, which the dictionary may have too: 莫罗佐夫.
TRANSCRIBED = re.compile(f"{TRANSCRIBES}{{2,8}}")
# How the name of a field ends: 船名, 载重量, 单价.
MEASURED = re.compile("[名号重价数量期址额积度速率费款级籍龄]$")
# What is said by somebody and never stands in a field: whom it is said to, a question, a particle.
TALKS = re.compile("[您你我咱俺吗呢吧啊呀？！]|了。")
NOBODY = re.compile("有(?:些|的|几个)?人|[另那这某]一?个?人|众人|大家|人们")
# What somebody sends to somebody.
SENT = re.compile("[电信函](?:报|件)?$|^致|——致|照会|命令|公告|[^书]简$")
FEWEST_TURNS = 2
"""So many turns at least have each of two people who talk where no title says so."""


def people_of(blocks: Sequence[Block], times: int) -> frozenset[str]:
    """Those who speak in a document whose title says that it is a record, or who take turns in it, be they but 问 and 答."""
    recorded = blocks and RECORD.search(blocks[0].attrs.get("title", ""))
    if not blocks or not (recorded or takes_turns(blocks) or is_asked(blocks)):
        return frozenset()
    return speakers(blocks, times)


def heard_in(blocks: Sequence[Block], known: frozenset[str]) -> frozenset[str]:
    """Those of the speakers `known` from other documents of a volume with whose name, and what they say, a paragraph below the first of
    a document begins that nobody sends."""
    if not blocks or SENT.search(blocks[0].attrs.get("title", "")):
        return frozenset()
    below = [b.text.text for b in blocks if b.kind == "para"][1:]
    labels = (label for text in below if (label := labelled(text)) and label.end() < len(text))
    return frozenset(label["names"] for label in labels if label["names"] in known)


def is_word_of_things(name: str, known: str) -> bool:
    """Whether a label is a word of the dictionary and by its form no person's name or office, nor one of the `known` names: it tells what is
    said below it (工钱：照旧例。)."""
    word = name in frequencies(Size.COMMON) or MEASURED.search(name)
    return (
        bool(word)
        and not SIDED.fullmatch(name)
        and not TRANSCRIBED.fullmatch(name)
        and not is_person(name, known)
    )


def takes_turns(blocks: Sequence[Block]) -> bool:
    """Whether two people talk in a document, whatever its title: each says something in turn with the other, time and again, in
    questions or to the other. Points of a report (上游：) may do so too: no common word is a name."""
    title = blocks[0].attrs.get("title", "")
    labels = [
        (label["names"], block.text.text[label.end() :])
        for block in blocks
        if block.kind == "para" and (label := labelled(block.text.text)) and names_somebody(label["names"])
    ]
    turns = Counter(name for name, _ in labels)
    talk = [
        n
        for n, times in turns.items()
        if times >= FEWEST_TURNS and not (is_thing(n, COMMON_WORD) and n not in title)
    ]
    changes = sum(one != other for (one, _), (other, _) in pairwise(labels))
    asked = any(said.endswith("？") or re.search("[您你]", said) for _, said in labels)
    return len(talk) > 1 and changes > FEWEST_TURNS and asked


def names_somebody(name: str) -> bool:
    """Whether a label may be the name of somebody who speaks."""
    spelt = SECTION_OR_NAME.fullmatch(name)
    foreign = spelt is not None and spelt["named"] not in frequencies(Size.COMMON)
    body = BODY.search(name) and not foreign
    return not (body or is_nobody(name) or re.search(f"{SAYS}|[、的]|[时间题点况]$|^.名$", name))


def listed(name: str, present: str) -> bool:
    """Whether a name stands among those present, behind a mark."""
    return re.search(rf"[、，：；和与及]{re.escape(name)}(?![\u4e00-\u9fff])", present) is not None


def speakers(blocks: Sequence[Block], times: int) -> frozenset[str]:
    """The names of those who speak in a record: paragraphs begin with them, before a colon or a word for speaking; a
    name that does so only once must stand elsewhere in the record too."""
    text = "".join(b.text.text for b in blocks)
    names: Counter[str] = Counter()
    talkers: set[str] = set()
    known = blocks[0].attrs.get("title", "") + present_in(blocks)
    asking = ("我", "余", *(("问", "答") if INTERVIEW.search(known) or is_asked(blocks) else ()))
    for block in blocks:
        if block.kind != "para":
            continue
        label, told_of = labelled(block.text.text), REPORTED.match(block.text.text)
        if (
            label
            and "、" not in label["names"]
            and (
                label["names"] in asking
                or ("问" in asking and ASKS.fullmatch(label["names"]))
                or not (re.search(SAYS, label["names"]) or is_nobody(label["names"]))
            )
        ):
            if TALKS.search(block.text.text, label.end()):
                talkers.update((label["names"], bare_name(label["names"])))
            if short := SHORT_NAME.fullmatch(label["aside"] or ""):
                names.update({bare_name(label["names"]): times, short["short"]: times})
            for name in label["names"].split("和"):
                known_elsewhere = (
                    text.count(name) >= times and not BODY.search(name) and not is_word_of_things(name, known)
                )
                known_elsewhere = known_elsewhere or ("问" in asking and bool(ASKS.fullmatch(name)))
                names[bare_name(name)] += times if known_elsewhere else 1
        elif told_of and not NOBODY.fullmatch(told_of["name"]):
            names[told_of["name"]] += 1
    return frozenset(
        name
        for name, count in names.items()
        if count >= times
        and not (is_thing(name) and name not in known)
        and (name in talkers or not is_word_of_things(name, known))
        and (len(name) >= 2 or abbreviates(name, known) or name in asking)
    )


def is_asked(blocks: Sequence[Block]) -> bool:
    """Whether a record puts 问： and 答： before what is said, time and again."""
    labels = (labelled(b.text.text) for b in blocks if b.kind == "para")
    said = Counter("问" if ASKS.fullmatch(label["names"]) else label["names"] for label in labels if label)
    return min(said["问"], said["答"]) >= FEWEST_TURNS


def in_full(name: str, known: str) -> str:
    """The known name that one character stands for: 毛 in 毛某某与某某会谈; else the name itself."""
    found = re.search(
        rf"(?:^|[、，：和与同及\s])({re.escape(name)}[\u4e00-\u9fff]{{1,3}}?)(?=$|[、，：；和与同及。致会谈\s])",
        known,
    )
    return found[1] if len(name) == 1 and found else name


def abbreviates(name: str, known: str) -> bool:
    """Whether one character stands for one of the known people: 毛： for 毛某某."""
    return re.search(rf"(?:^|[、，：和与同及\s]|[会接]见){re.escape(name)}[\u4e00-\u9fff]", known) is not None


def label_of(text: str, people: frozenset[str]) -> int:
    """The length of the speaker's label that a paragraph begins with, or 0. A name may carry a title of two characters."""
    label = labelled(text)
    if label is None or (label["names"] not in people and re.search(SAYS, label["names"])):
        return 0
    names = re.split("[、和]", label["names"])
    known = all(any(n == p or (n.startswith(p) and len(n) == len(p) + 2) for p in people) for n in names)
    return label.end() if known else 0
