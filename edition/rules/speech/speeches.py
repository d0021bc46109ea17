"""What is said in a record: which paragraphs are speeches, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.dictionary import Size, frequencies
from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.lexicon import ATTENDS, CHAIR, MEETING, RECORDS, SAYS
from edition.rules.speech.recordspeakers import (
    COMMON,
    FEWEST_TURNS,
    HAN,
    LABEL,
    NAME,
    NARRATIVE,
    NOBODY,
    REPORTED,
    TITLE,
    heard_in,
    in_full,
    is_word_of_things,
    label_of,
    listed,
    names_somebody,
    people_of,
    present_in,
)
from edition.rules.speech.turns.narration import MEANWHILE
from edition.rules.text.cutting import glue, marked, told
from edition.rules.text.parting import part

TAKES_WORD = re.compile(rf"(?<=[。？！…])(?={LABEL.pattern})")
# One sign for who says something, as records of the Qing have it: 梁答，; 梁复问及
BY_SIGN = re.compile(
    rf"(?P<name>{HAN})(?:{HAN}{{0,4}}?(?:{SAYS}|[言云谓曰询])[，：]|(?:又|复|再|乃|遂|因|即|旋)(?:{SAYS}|[言云谓曰询]))"
)
# Behind a label, what the keeper of the record tells all the same: 提出……的问题。说……，并且问某某……
TOLD = re.compile(
    r"(?:提出|提到|谈到|谈及|问及|询问)[^“”]*?(?:[。；！？](?:并且?|又|还|也)?|，(?:并且?|又|还|也))(?:说(?![实来到起不])|问(?!题)|指出|询问)"
)
# What only somebody who speaks says, where no colon leads to what another said: 最后你把账算清。
SPOKEN_TO = re.compile("(?!.*：)(?:[^“”]|“[^“”]*”)*?[您你咱]")
# Where the talk went on to what is not reported, whoever is spoken of: 后来的谈话涉及…
WENT_ON = re.compile(rf"(?:后来|随后|此后|接着|接下来)的?(?:{MEETING})")
# The words by which the keeper of a record tells what one of them did: 某某先是阐述了…
TELLING = rf"(?:先是?|首先|接着|随后|然后|又|还|再次|最后)?(?:{SAYS}|叙述|讲述|阐述|回忆|说明)"
# How a point begins that is numbered in figures.
POINT = re.compile(r"(?P<n>\d{1,2})[．.、](?!\d)")
# What is added in brackets, after which a speech goes on: （译员补充了数目。）
IN_BRACKETS = re.compile(r"（(?![一二三四五六七八九十\d]{1,3}）)[^（）]{2,60}）")
# How a title ends that says that one speaks: 某某的讲话
SPEECH = re.compile("(?:讲话|发言|演说|演讲|报告|讲演)(?:[（(]|——|$)")
# Who led a meeting and who kept its record, on a line at the end: 主席：某某 记录：某某
OFFICERS = re.compile(
    rf"(?:\s*(?:{CHAIR}|{RECORDS})[人者员]?：{NAME}{{2,8}}?(?=\s|$|{CHAIR}|{RECORDS})){{2,}}\s*"
)
# A question that stands above an answer with its number, in quotation marks: 2．“何时修桥？”
ASKED = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})[．.、]\s?“[^“”]*？”$")
# Somebody whom the keeper of a record does not know: 有人喊：
CALLS_OUT = re.compile("(?:有人|众人|台下|会场上?)?(?:喊声|喊道?|插话|呼声)")
EVERYBODY = ("众", "众人", "全体", "大家")
# The same with a word for speaking, which tells of such a one in a report as well: 有人在座位上说：, 另一个人说：
VOICE = re.compile(
    rf"(?:有(?:些|的|几个)?人|有[一几两][个位](?:人|代表|同志|听众|记者)|[另那][一外]?[个位]?(?:人|代表|同志)|众人|大家|全场|台下|座中|会场上?|群众|听众|代表们|几个(?:人|声音))[^，。：“”]{{0,6}}?(?:{SAYS}|喊道?|叫道?|高呼|插话|应声)：(?!“)"
)
# Who answers such a one: 某某说：
SAID = re.compile(rf"{NAME}{{2,8}}?(?:同志|先生)?(?:{SAYS})：(?!“)")
# Who opens a meeting: 主席：某某发言。
OPENS = re.compile(rf"(?:{CHAIR})：(?=(?:现在|下面)?[请由]?{NAME}{{2,12}}(?:发言|讲话|作报告)。$)")
# Somebody who is asked by his name in the turn above: 某某回答说：
ANSWERS = re.compile(rf"(?P<name>{NAME}{{2,8}}?)(?:同志|先生)?回?答(?:说|道)?：(?!“)")
LONGEST_THROWN_IN = 60
# Who keeps a record or leads the talk; what stands behind is his name.
KEEPS = re.compile(f"翻译|速记|主[持席]|{RECORDS}|{ATTENDS}")
# （谈话进行了一小时。某某纪录。）
KEPT = re.compile(r"[（(][^（）()]{0,80}(?:[纪记]录|整理)(?:人：[^（）()。]{2,20})?。?[）)]")
# Below who kept the record, when the talk was over: 谈话于四时结束。
OVER = re.compile(rf"(?:{MEETING})[^。：“”]{{0,24}}(?:结束|散会|完毕|终止|进行了[^。：“”]{{2,12}})。?")


def find_speeches(blocks: Blocks, options: Options) -> Recognised:
    """In a record, paragraphs that begin with 某某： → `speech` with a speaker mark; the paragraphs below such a one go
    on with it, up to the next report (某某说……) or remark of the one who keeps the record, and below what an audience did （众笑）.

    A label is a speaker's only if paragraphs of the record begin with the name at least `times` times, so that a
    vocative or the subject of a sentence is none; between two turns also that of somebody who speaks but once, or whom nobody names
    (有人喊：). Reported speech stays a paragraph, also behind a label. Elsewhere those speak who do so in the records of the same volume, but
    in what is sent to somebody.
    """
    times = int(str(options["times"]))
    parts = [list(document) for document in documents(blocks)]
    spoken = [people_of(document, times) for document in parts]
    known = frozenset(name for people in spoken for name in people if len(name) > 1)
    return Recognised(
        tuple(
            block
            for document, people in zip(parts, spoken, strict=True)
            for block in record(document, people or heard_in(document, known))
        )
    )


def documents(blocks: Sequence[Block]) -> Iterator[Sequence[Block]]:
    """Blocks → those of each document."""
    start = 0
    for n in range(1, len(blocks) + 1):
        if n == len(blocks) or blocks[n].attrs.get("opens", "") not in ("", "floating"):
            yield blocks[start:n]
            start = n


def record(blocks: Sequence[Block], people: frozenset[str]) -> Sequence[Block]:
    """A document → the same with what the `people` say in it, if any does."""
    if not people:
        return blocks
    present = present_in(blocks)
    parts, joining = run_on(blocks, people, present)
    people |= joining
    known = blocks[0].attrs.get("title", "") + present
    named = people | {in_full(name, known) for name in people}
    narrated = tells_more(parts, people, named, present)
    labels = labels_in(parts, people, present)
    alone = not narrated and speaks_alone(parts, labels)
    result: list[Block] = []
    speaking = apart = unsaid = False
    speaker, point, own = "", 0, 0
    for block, label in zip(parts, labels, strict=True):
        text = block.text.text
        numbered = point_of(text, label)
        lasts = alone and speaking and block.kind in ("gap", "head")
        if lasts or (block.kind == "gap" and unsaid):
            apart = True
        elif block.kind != "para":
            speaking = speaking and block.kind in ("fw", "pb")
        elif label:
            block = marked(told(block, "speech", "record-speeches"), Mark("speaker", 0, label))
            speaking, apart = True, False
            speaker = TITLE.sub("", text[:label].partition("（")[0].rstrip("："))
            own = max((point_of(text, m.start()) for m in POINT.finditer(text, label)), default=0)
        elif speaking and (MEANWHILE.fullmatch(text) or IN_BRACKETS.fullmatch(text)):
            apart = True
        elif (
            speaking
            and not narrated
            and not (point and numbered == point + 1 and own != point)
            and not keeper_tells(text, speaker)
            and not reported(text, named, present)
        ):
            block = told(block, "speech", "record-speeches", continues="1" if apart else "")
            apart, own = False, numbered or own
        else:
            speaking = False
            point = numbered or point
        unsaid = label == len(text)
        result.append(block)
    return signed_off(result)


def speaks_alone(blocks: Sequence[Block], labels: Sequence[int]) -> bool:
    """Whether a document, by its title a speech, has the `labels` of but one who speaks, and of those who call out."""
    said = [TITLE.sub("", b.text.text[:n].rstrip("：")) for b, n in zip(blocks, labels, strict=True) if n]
    names = {name for name in said if not CALLS_OUT.fullmatch(name) and not NOBODY.match(name)}
    return len(names) == 1 and SPEECH.search(blocks[0].attrs.get("title", "")) is not None


def point_of(text: str, start: int) -> int:
    """The number in figures of the point (3．) that begins at `start` of a paragraph, or 0."""
    found = POINT.match(text, start)
    return int(found["n"]) if found else 0


def tells_more(blocks: Sequence[Block], people: frozenset[str], named: frozenset[str], present: str) -> bool:
    """Whether a record reports what was said and but one paragraph begins with who says it, so that below that the report goes on."""
    texts = [block.text.text for block in blocks if block.kind == "para"]
    labelled = sum(bool(label_of(text, people)) for text in texts)
    return labelled == 1 and sum(reported(text, named, present) for text in texts) > FEWEST_TURNS


def labels_in(blocks: Sequence[Block], people: frozenset[str], present: str) -> list[int]:
    """A record → for each block the length of the label with which it begins that somebody speaks, or 0."""
    open_to = [b.kind == "para" and not tells(b.text.text) for b in blocks]
    labels = [label_of(b.text.text, people) if own else 0 for b, own in zip(blocks, open_to, strict=True)]
    first = next((n for n, label in enumerate(labels) if label), len(blocks))
    for n in range(first + 1, len(blocks)):
        if open_to[n] and not labels[n]:
            labels[n] = once(blocks, n, people, present)
    for n in range(len(blocks) - 1):
        answered = (
            SAID.match(blocks[n + 1].text.text) if open_to[n] and VOICE.match(blocks[n].text.text) else None
        )
        if answered and open_to[n + 1] and not labels[n + 1]:
            labels[n + 1] = answered.end()
    below = len(blocks) - 1
    for n in reversed(range(len(blocks) - 1)):
        if open_to[n] and not labels[n]:
            labels[n] = thrown_in(blocks, labels, n, below, people, present)
        below = below if MEANWHILE.fullmatch(blocks[n].text.text) else n
    return labels


def tells(text: str) -> bool:
    """Whether a paragraph, behind the label with which it begins, tells what somebody said, or is nothing but who led the meeting and
    kept its record."""
    label = LABEL.match(text)
    return bool(label and (TOLD.match(text, label.end()) or OFFICERS.fullmatch(text)))


def thrown_in(
    blocks: Sequence[Block], labels: Sequence[int], n: int, below: int, people: frozenset[str], present: str
) -> int:
    """The length of the label of the paragraph at index `n`, above the turn at `below` with nothing but what an audience did between: of somebody whom nobody names, or who answers, as the keeper
    of the record puts it, and is none of the `people` who speak more often; or whose turn is the first below a text that one speaks, if his name is no common word and no office in the record."""
    text = blocks[n].text.text
    opens, asks = OPENS.match(text), VOICE.match(text) and SAID.match(blocks[below].text.text)
    if opens and labels[below]:
        return opens.end()
    if (len(text) > LONGEST_THROWN_IN and not asks) or not labels[below]:
        return 0
    label = LABEL.match(text)
    if (voice := VOICE.match(text)) or (label and CALLS_OUT.fullmatch(label["names"])):
        return voice.end() if voice else label.end() if label else 0
    answered, above = ANSWERS.match(text), blocks[n - 1].text.text
    if answered and any(labels[:n]):
        asked = above.endswith("？") and answered["name"] in re.split("[。！？]", above[:-1])[-1]
        return answered.end() if asked and answered["name"] not in people else 0
    talk = not any(labels[:n]) and sum(map(bool, labels)) >= FEWEST_TURNS
    begins = talk and blocks[n - 1].kind == "para" and label and not KEEPS.search(label["names"])
    return once(blocks, n, frozenset(), present) if begins else 0


def once(blocks: Sequence[Block], n: int, people: frozenset[str], present: str) -> int:
    """The length of the label of somebody who speaks but once: one of those `present`, all together (众：), or between a speech and another
    somebody whose name is no common word."""
    label = LABEL.match(blocks[n].text.text)
    below = blocks[n + 1].text.text if n + 1 < len(blocks) else ""
    follows = LABEL.match(below)
    if label and len(label["names"]) > 1 and listed(label["names"], present):
        return label.end()
    taken_up = label_of(below, people) or (follows and names_somebody(follows["names"]))
    if label and label["names"] in EVERYBODY:
        return label.end()
    if not label or len(label["names"]) == 1 or not taken_up or not names_somebody(label["names"]):
        return 0
    if TITLE.search(label["names"]) or CALLS_OUT.fullmatch(label["names"]):
        return label.end()
    words = frequencies(Size.COMMON)
    often = max(words.get(label["names"], 0), words.get(label["names"][-2:], 0))
    return 0 if often >= COMMON or is_word_of_things(label["names"], present) else label.end()


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


def keeper_tells(text: str, speaker: str) -> bool:
    """Whether a paragraph below what a `speaker` says is told by the keeper of the record: by its first words, or by the name of the speaker."""
    narrative = NARRATIVE.match(text) and not SPOKEN_TO.match(text)
    fields = OFFICERS.fullmatch(text) or ASKED.match(text)
    return bool(narrative or fields or WENT_ON.match(text) or tells_of(text, speaker))


def tells_of(text: str, speaker: str) -> bool:
    """Whether a paragraph below what a `speaker` says tells outside quotation marks what he said, by his name: 谈到修桥，某某叙述了往事。"""
    said = re.sub("“[^“”]*”", "", text)
    return (
        len(speaker) > 1
        and re.search(rf"(?<=[，。；]){re.escape(speaker)}(?:同志|先生)?{TELLING}", said) is not None
    )


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


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("record-speeches", "segment", find_speeches, {"times": 2}),)
