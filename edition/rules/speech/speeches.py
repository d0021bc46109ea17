"""What is said in a record: which paragraphs are speeches, and whose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.lexicon import ATTENDS, MEETING, RECORDS
from edition.rules.speech.continuing import go_on, speaker_of
from edition.rules.speech.labels import (
    ANSWERS,
    ANSWERS_THERE,
    CALLS_OUT,
    LABEL,
    OPENS,
    SAID,
    SAID_ONCE,
    UNNAMED,
    labelled,
    spoken,
    told_label,
)
from edition.rules.speech.narration import (
    IN_ROW,
    LISTED,
    MEANWHILE,
    NAMED,
    is_narrative,
    present_in,
    reported,
    reports,
    tells_behind_label,
    tells_of,
)
from edition.rules.speech.people import in_full, is_word_of_things, known_label, listed, names_somebody
from edition.rules.speech.weighing import FEWEST_TURNS, NOBODY, heard_in, people_of
from edition.rules.text.cutting import glue, told
from edition.rules.text.parting import part
from edition.rules.text.speakers import STYLED, bare_name

TAKES_WORD = re.compile(rf"(?<=[。？！…])(?={LABEL.pattern})")
# How a title ends that says that one speaks: 某某的讲话
SPEECH = re.compile("(?:讲话|发言|演说|演讲|报告|讲演)(?:[（(]|——|$)")
EVERYBODY = ("众", "众人", "全体", "大家")
LONGEST_THROWN_IN = 60
FEWEST_DIRECT = 4
"""So many turns in direct form at least has a record in which a word for speaking
before the colon is part of a label."""
# The title of a record of what people said to one another: 甲与乙谈话纪录
KEPT_TALK = re.compile("[纪记]录|纪要|速记|笔录")
# Who keeps a record or leads the talk; what stands behind is his name.
KEEPS = re.compile(f"翻译|速记|主[持席]|{RECORDS}|{ATTENDS}")
# （谈话进行了一小时。某某纪录。）
KEPT = re.compile(r"[（(][^（）()]{0,80}(?:[纪记]录|整理)(?:人：[^（）()。]{2,20})?。?[）)]")
# Below who kept the record, when the talk was over: 谈话于四时结束。
OVER = re.compile(rf"(?:{MEETING})[^。：“”]{{0,24}}(?:结束|散会|完毕|终止|进行了[^。：“”]{{2,12}})。?")


def find_speeches(blocks: Blocks, options: Options) -> Recognised:
    """In a record, paragraphs that begin with 某某： → `speech` with a speaker mark; the paragraphs below go on
    with it, up to the next report (某某说……) or remark of whoever keeps the record.

    A label is a speaker's where paragraphs begin with the name at least `times` times; between two turns also
    that of somebody who speaks but once, or whom nobody names (有人喊：). A word for speaking before the colon
    (某某问：) is part of it where at least as many turns are in direct form as are reported. In a document that
    is no record itself and sent to nobody, those speak who do so in the volume's other records.
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
    labels = labels_in(parts, people, present)
    if KEPT_TALK.search(blocks[0].attrs.get("title", "")):
        labels = with_told(parts, labels, named, present)
        parts, labels = with_answers(parts, labels)
    narrated = tells_more(parts, labels, named, present)
    alone = not narrated and speaks_alone(parts, labels)
    turns = [spoken(b, n, "record-speeches") if n else b for b, n in zip(parts, labels, strict=True)]

    def keeper(n: int, speaker: str) -> bool:
        text = turns[n].text.text
        told_here = is_narrative(turns[n]) or reports(text) or tells_of(text, speaker)
        return narrated or told_here or reported(text, named, present)

    def lasts(n: int, speaker: str) -> bool:
        return alone or turns[n].kind == "para"

    return signed_off(go_on(turns, "record-speeches", keeper, lasts))


def speaks_alone(blocks: Sequence[Block], labels: Sequence[int]) -> bool:
    """Whether a document, by its title a speech, has the `labels` of but one who
    speaks, and of those who call out."""
    said = [bare_name(speaker_of(b.text.text[:n])) for b, n in zip(blocks, labels, strict=True) if n]
    names = {name for name in said if not CALLS_OUT.fullmatch(name) and not NOBODY.match(name)}
    return len(names) == 1 and SPEECH.search(blocks[0].attrs.get("title", "")) is not None


def tells_more(blocks: Sequence[Block], labels: Sequence[int], named: frozenset[str], present: str) -> bool:
    """Whether a record reports what was said and but one of its `labels` says who speaks, so that
    below that the report goes on."""
    told_of = sum(block.kind == "para" and reported(block.text.text, named, present) for block in blocks)
    return sum(map(bool, labels)) == 1 and told_of > FEWEST_TURNS


def labels_in(blocks: Sequence[Block], people: frozenset[str], present: str) -> list[int]:
    """A record → for each block the length of the label with which it begins that somebody speaks, or 0."""
    open_to = [b.kind == "para" and not tells_behind_label(b.text.text) for b in blocks]
    labels = [known_label(b.text.text, people) if own else 0 for b, own in zip(blocks, open_to, strict=True)]
    first = next((n for n, label in enumerate(labels) if label), len(blocks))
    for n in range(first + 1, len(blocks)):
        if open_to[n] and not labels[n]:
            labels[n] = once(blocks, n, people, present)
    for n in range(len(blocks) - 1):
        answered = (
            SAID.match(blocks[n + 1].text.text) if open_to[n] and UNNAMED.match(blocks[n].text.text) else None
        )
        if answered and open_to[n + 1] and not labels[n + 1]:
            labels[n + 1] = answered.end()
    below = len(blocks) - 1
    for n in reversed(range(len(blocks) - 1)):
        if open_to[n] and not labels[n]:
            labels[n] = thrown_in(blocks, labels, n, below, people, present)
        below = below if MEANWHILE.fullmatch(blocks[n].text.text) else n
    return labels


def with_told(blocks: Sequence[Block], labels: Sequence[int], named: frozenset[str], present: str) -> list[int]:
    """The lengths of the labels of a record of what the people `named` said to one another → the same with
    those that have a word for speaking (甲问：), also of somebody who speaks but once, where at least as many
    paragraphs are turns in direct form as report (甲说，他们……)."""
    paras = [block.text.text if block.kind == "para" else "" for block in blocks]
    people = {*named, *NAMED.findall(present), *LISTED.findall(present), *IN_ROW.findall(present)}
    found = [label or told_label(text, people) for text, label in zip(paras, labels, strict=True)]
    turns = sum(map(bool, found))
    told_of = sum(
        not label and reported(text, named, present) for text, label in zip(paras, found, strict=True)
    )
    if turns < max(FEWEST_DIRECT, told_of):
        return list(labels)
    once = (SAID_ONCE.match(text) for text in paras)
    return [
        label or (said.end() if said and names_somebody(said["name"]) else 0)
        for label, said in zip(found, once, strict=True)
    ]


def with_answers(blocks: Sequence[Block], labels: Sequence[int]) -> tuple[list[Block], list[int]]:
    """A record and the lengths of its labels → the same, a speech cut where the one to whom its label says it
    is addressed answers within it (甲转向乙问：行吗？乙回答说：行。)."""
    result: list[Block] = []
    lengths: list[int] = []
    for block, label in zip(blocks, labels, strict=True):
        text = block.text.text
        addressed = re.split("[对向]", text[:label], maxsplit=1)[1:]
        answers = ANSWERS_THERE.finditer(text, label) if addressed else iter(())
        found = next((m for m in answers if text[m.end() :] and addressed[0].startswith(m["name"])), None)
        start = found.start() if found else len(text)
        result.append(part(block, 0, start, start) if found else block)
        lengths.append(label)
        if found:
            result.append(part(block, start, len(text)))
            lengths.append(found.end() - start)
    return result, lengths


def thrown_in(
    blocks: Sequence[Block], labels: Sequence[int], n: int, below: int, people: frozenset[str], present: str
) -> int:
    """The length of the label of the paragraph at index `n`, above the turn at `below` with nothing but what an
    audience did between: of somebody whom nobody names, or who answers, as the keeper of the record puts it,
    and is none of the `people` who speak more often; or whose turn is the first below a text that one speaks,
    if his name is no common word and no office in the record."""
    text = blocks[n].text.text
    opens, asks = OPENS.match(text), UNNAMED.match(text) and SAID.match(blocks[below].text.text)
    if opens and labels[below]:
        return opens.end()
    if (len(text) > LONGEST_THROWN_IN and not asks) or not labels[below]:
        return 0
    label = labelled(text)
    if (voice := UNNAMED.match(text)) or (label and CALLS_OUT.fullmatch(label["names"])):
        return voice.end() if voice else label.end() if label else 0
    answered, above = ANSWERS.match(text), blocks[n - 1].text.text
    if answered and any(labels[:n]):
        asked = above.endswith("？") and answered["name"] in re.split("[。！？]", above[:-1])[-1]
        return answered.end() if asked and answered["name"] not in people else 0
    talk = not any(labels[:n]) and sum(map(bool, labels)) >= FEWEST_TURNS
    begins = talk and blocks[n - 1].kind == "para" and label and not KEEPS.search(label["names"])
    return once(blocks, n, frozenset(), present) if begins else 0


def once(blocks: Sequence[Block], n: int, people: frozenset[str], present: str) -> int:
    """The length of the label of somebody who speaks but once: one of those `present`, all together (众：), or
    between a speech and another somebody whose name is no common word."""
    label = labelled(blocks[n].text.text)
    below = blocks[n + 1].text.text if n + 1 < len(blocks) else ""
    follows = labelled(below)
    if label and len(label["names"]) > 1 and listed(label["names"], present):
        return label.end()
    taken_up = known_label(below, people) or (follows and names_somebody(follows["names"]))
    if label and label["names"] in EVERYBODY:
        return label.end()
    if not label or len(label["names"]) == 1 or not taken_up or not names_somebody(label["names"]):
        return 0
    if STYLED.search(label["names"]) or CALLS_OUT.fullmatch(label["names"]):
        return label.end()
    words = frequencies(Size.COMMON)
    often = max(words.get(label["names"], 0), words.get(label["names"][-2:], 0))
    return 0 if often >= COMMON_WORD or is_word_of_things(label["names"], present) else label.end()


def run_on(blocks: Sequence[Block], people: frozenset[str], present: str) -> tuple[list[Block], set[str]]:
    """A record → the same, a speech cut where somebody who speaks elsewhere, or who was `present`, takes the
    word behind the end of a sentence in it (甲：何时？乙（看表）：今夜。), and the names of those who do."""
    result: list[Block] = []
    joining: set[str] = set()
    for block in blocks:
        speech = block.kind == "para" and known_label(block.text.text, people)
        done = 0
        for found in TAKES_WORD.finditer(block.text.text) if speech else ():
            names = re.split("[、和]", bare_name(found["names"]))
            if all(name in people or (len(name) > 1 and listed(name, present)) for name in names):
                result.append(part(block, done, found.start(), found.start()))
                joining.update(names)
                done = found.start()
        result.append(part(block, done, len(block.text)) if done else block)
    return result, joining


def signed_off(blocks: list[Block]) -> list[Block]:
    """A record → the same; a remark in brackets at its end that says who kept it is signed by the recorder, and
    so is below his name when the talk was over."""
    last = max((n for n, b in enumerate(blocks) if b.kind in ("para", "speech")), default=-1)
    if last < 0 or blocks[last].kind != "para":
        return blocks
    if KEPT.fullmatch(blocks[last].text.text):
        blocks[last] = told(blocks[last], "signed", "record-speeches", type="recorder")
    elif last and blocks[last - 1].attrs.get("type") == "recorder" and OVER.fullmatch(blocks[last].text.text):
        blocks[last - 1 : last + 1] = [glue(blocks[last - 1 : last + 1])]
    return blocks


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("record-speeches", "segment", find_speeches, {"times": 2}),)
