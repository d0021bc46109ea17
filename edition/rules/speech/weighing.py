"""Which labels of a document begin turns, weighed over all its lines, and who speaks
in it, over all its paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from edition.dictionary import COMMON_WORD, Size, frequencies
from edition.model import Block
from edition.rules.language.formulas import HAN, NUMERAL
from edition.rules.language.lexicon import MEETING, RECORDS, SAYS
from edition.rules.language.sentences import finished
from edition.rules.speech.labels import JOINT, NAME, TOLD, is_running, label_of, labelled, without_colon
from edition.rules.speech.lines import AUTHORS, authors_of, in_frame, is_named_alone, turn_lines
from edition.rules.speech.narration import REPORTED, present_in
from edition.rules.speech.people import BODY, abbreviates, is_word_of_things, names_somebody, topics_of_two
from edition.rules.text.folding import COLONS
from edition.rules.text.speakers import (
    PEOPLE,
    ROLE,
    SHORT_NAME,
    STYLED,
    bare_name,
    is_nobody,
    is_person,
    is_present,
    is_thing,
    known_names,
    names_of,
    unstyled,
)
from edition.rules.titles.shape import NUMBERED

MISPRINTED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,8})(?P<mark>[？?；;，,。.])(?=\s*[^\s？?])")
MAY_CALL = "，,。."
"""With one of these behind a name somebody is called by it as well: 甲，你去。"""
CALLS = re.compile("[您你咱请]")
MOST_UNLABELLED = 10
"""Of so many lines at most one has no label where every line is a turn."""
QUOTED = re.compile(r"\s{0,20}“[^“”]*”$")
COUNTED = re.compile(rf"\s?[约共]?(?:{NUMERAL}{{1,8}}|\d[\d，,.]{{0,12}}){HAN}{{1,3}}[。；]?$")
JOINS = re.compile("[、和与]")
FEWEST_MOSTLY = 6
"""So many turns at least, more than half of all lines, and what else has the form of one is one too."""
FEWEST_MIXED, FEWEST_TOLD = 4, 6
"""So many lines with labels, more than half of all, are turns where some have
that word, and where all have it."""
# What a title calls in which people speak in turn, and what somebody asks.
DIALOGUE = re.compile(r"谈话|会[谈见晤]|谈判|座谈|对话|接见|问答|答.{0,20}问|采访|访谈|讲话|听取")
TITLED = re.compile(r"(?:谈话|会谈|谈判|会晤|会见|座谈)(?:纪录|记录|纪要)")
ASKED_WHEN = re.compile("(?:采访|访[谈问]|专访)(?:时间|日期|地点)")
QUESTION = re.compile(r"[？?]")
LONGEST_HEAD = 30
MARKLESS = re.compile("[\u4e00-\u9fff“”《》·]{4,20}")
# Where somebody is asked: 问： and 答： speak.
OF_INTERVIEW = re.compile(
    "问答|答问|答.{0,12}问$|答[^，。：]{0,20}记者|记者.{0,16}(?:访问|采访|提问|专访)|(?:访问|采访|专访)记?"
)
OF_RECORD = re.compile(rf"{OF_INTERVIEW.pattern}|纪要|{MEETING}|{RECORDS}|口供|供词|问答|答问")
# Who asks and who answers, told once where 问： and 答： follow: 某国代表问：, 贝问：
ASKS_OR_ANSWERS = re.compile(
    rf"{NAME}{{2,8}}[问答]|(?![反自设请试追质提疑]问|[回解]答){NAME}[问答]|第[一二三四五六七八九十]{{1,3}}个问题"
)
# What is said by somebody and never stands in a field: whom it is said to, a question, a particle.
TALKS = re.compile("[您你我咱俺吗呢吧啊呀？！]|了。")
NOBODY = re.compile("有(?:些|的|几个)?人|[另那这某]一?个?人|众人|大家|人们")
# What somebody sends to somebody.
SENT = re.compile("[电信函](?:报|件)?$|^致|——致|照会|命令|公告|[^书]简$")
FEWEST_TURNS = 2
"""So many turns at least have each of two people who talk where no title says so."""
LONGEST_NAME = 9
CLAUSE = re.compile("[的了着过就都也]")


@dataclass(frozen=True, slots=True)
class Document:
    """An archival document as a record may be read from it: its `lines`, for each the label that begins a turn
    ("" for none), its `titles`, the words in which those `present` are named, and its `authors` where some of
    them stand above what they say."""

    lines: Sequence[Block]
    labels: Sequence[str]
    titles: Sequence[str]
    present: str
    authors: str = ""

    @property
    def names(self) -> str:
        """The words in which speakers may be named: of those present, of the titles and of the authors."""
        return "、".join([self.present, *self.titles, *AUTHORS.split(self.authors)])


def read_document(blocks: Sequence[Block], present: str) -> Document:
    """The blocks of a document, and the words in which those `present` are named → its lines with
    the labels that may begin turns."""
    lines = turn_lines(blocks)
    writers = AUTHORS.split(authors_of(blocks))
    labels = trusted(lines, [label_of(line, writers) for line in lines])
    labels = without_colon(lines, labels)
    labels = with_told(lines, with_joint(lines, labels, present))
    authors = authors_of(blocks) if any("called" in line.attrs for line in lines) else ""
    titles = [block.text.text for block in blocks if block.kind == "head"]
    return Document(lines, labels, titles, present, authors)


def is_record(document: Document, needed: int) -> bool:
    """Whether the labels of a document are those of people speaking in turn: at least `needed` lines have one,
    emphasised ones and names set above counted twice, one fewer where the title calls it a record, or a field
    says when somebody was asked. Labels of which none is a person's are such only where the title says that
    people spoke, or one of them asks something: points of a report are labelled too. Two turns are enough where
    the title says that these two spoke."""
    count = Counter(label for label in document.labels if label)
    people = sum(is_person(label, document.names) for label in count)
    repeated = bool(count) and max(count.values()) > 1 and (people > 0 or is_dialogue(document))
    if len(count) > 1 and any(all(map(names_in(title), count)) for title in document.titles):
        return True
    if sum(map(is_named_alone, document.lines, document.labels)) > 1:
        return True
    return weight(document) >= needed and (repeated or (len(count) > 1 and 2 * people > len(count)))


def names_in(title: str) -> Callable[[str], bool]:
    """The title of a talk → whether it names whom a label does."""
    talk = DIALOGUE.search(title) is not None
    return lambda label: talk and len(name := unstyled(label.rstrip("：:"))) > 1 and name in title


def weight(document: Document) -> int:
    """How much the labels of a document count."""
    labelled = list(zip(document.lines, document.labels, strict=True))
    labels = sum(bool(label) for _, label in labelled)
    bold = sum(is_bold(line, label) for line, label in labelled)
    above = sum("called" in line.attrs for line in document.lines)
    called = any(map(TITLED.search, document.titles)) or any(map(held_to_be_told, document.lines))
    return labels + bold + above + called


def held_to_be_told(block: Block) -> bool:
    """Whether a field says when or where somebody was asked: 采访时间：…"""
    return block.kind == "dateline" and ASKED_WHEN.match(block.text.text) is not None


def is_dialogue(document: Document) -> bool:
    """Whether a title says that people spoke in turn, or a line asks something whose label is
    no common word: 经费：从何而来？"""
    labelled = zip(document.lines, document.labels, strict=True)
    return any(map(DIALOGUE.search, document.titles)) or any(
        label and QUESTION.search(line.text.text) and not is_thing(unstyled(label.rstrip(COLONS)), COMMON_WORD)
        for line, label in labelled
    )


def is_bold(block: Block, label: str) -> bool:
    """Whether emphasis covers a block's label and nothing else."""
    return bool(label) and any(m.kind == "hi" and m.start == 0 and m.end <= len(label) for m in block.marks)


def is_mostly(blocks: Sequence[Block], labels: Sequence[str]) -> bool:
    """Whether more than half of the lines of a document have labels, and several have."""
    turns = sum(map(bool, labels))
    return turns >= FEWEST_MOSTLY and 2 * turns > sum(map(is_running, blocks))


# -- labels that the others of a document speak for or against -------------------------------------------------


def trusted(blocks: Sequence[Block], labels: Sequence[str]) -> list[str]:
    """Labels → the same without those that come but once and start a line inside a sentence, stand before words
    in quotation marks in the same line, as somebody tells them, are a clause, tell how much there is of a
    thing, of what one of two speaks, or stand among the fields above every other."""
    framed = in_frame(blocks)
    first = next((n for n, label in enumerate(labels) if label and n not in framed), len(labels))
    labels = ["" if n < first and n in framed else label for n, label in enumerate(labels)]
    count = Counter(labels)
    inside = [False, *(breaks_off(blocks, n) for n in range(len(blocks)))]
    quoted = [QUOTED.match(b.text.text, len(label)) for b, label in zip(blocks, labels, strict=True)]
    counts = [counts_thing(b.text.text, label) for b, label in zip(blocks, labels, strict=True)]
    quoted = [found if "called" not in b.attrs else None for b, found in zip(blocks, quoted, strict=True)]
    topics = topics_of_two(count)
    none = [
        (inside[n] or quoted[n] or is_clause(label) or label in topics) and not SHORT_NAME.search(label)
        for n, label in enumerate(labels)
    ]
    return ["" if count[label] == 1 and (none[n] or counts[n]) else label for n, label in enumerate(labels)]


def is_clause(label: str) -> bool:
    """Whether a label is too long for a name, reads as nobody's and has a word that clauses
    have: 大家的眼睛早就盯住了那条船："""
    return len(label) > LONGEST_NAME and CLAUSE.search(label) is not None and not is_person(label, "")


def breaks_off(blocks: Sequence[Block], n: int) -> bool:
    """Whether the line at index `n` ends inside a sentence; a short one below the end of another does not that
    has no mark, or a number as heads have, below which a turn begins: 一、关于经费"""
    text = blocks[n].text.text
    if not is_running(blocks[n]) or finished(text):
        return False
    bare = MARKLESS.fullmatch(text) and n > 0 and finished(blocks[n - 1].text.text)
    return len(text) > LONGEST_HEAD or not (bare or NUMBERED.match(text))


def counts_thing(text: str, label: str) -> bool:
    """Whether a line tells of a thing how much there is of it and nothing else: 木料：十根。"""
    word = unstyled(label.rstrip(COLONS)) in frequencies(Size.COMMON)
    return word and COUNTED.match(text, len(label)) is not None and not is_person(label, "")


def with_joint(blocks: Sequence[Block], labels: Sequence[str], present: str) -> list[str]:
    """Labels → the same with those that only others tell, or the words that say who was `present`: of two
    speakers together (甲、乙：), also of two names where nearly everything is said in turn, and with nothing
    behind them where what was said is lost."""
    known, mostly = known_names(labels), is_mostly(blocks, labels)
    result = list(labels)
    for n, block in enumerate(blocks):
        found = JOINT.match(block.text.text) if is_running(block) and not labels[n] else None
        if found and (
            are_known(found["names"], known, present) or (mostly and are_people(found["names"], known))
        ):
            result[n] = found[0]
    return result


def are_known(printed: str, known: frozenset[str], present: str) -> bool:
    """Whether names joined by 、 or 和 are those of speakers: one of them speaks elsewhere, and an office
    stands behind the last, or all speak or are present."""
    names = [unstyled(name) for name in JOINS.split(printed)]
    return bool(known & {*names, *JOINS.split(printed)}) and (
        STYLED.search(printed) is not None or all(name in known or is_present(name, present) for name in names)
    )


def are_people(printed: str, known: frozenset[str]) -> bool:
    """Whether two names or more, joined by 、 or 和, all read as those of people or speak elsewhere."""
    names = [unstyled(name) for name in JOINS.split(printed)]
    return len(names) > 1 and all(name in known or PEOPLE.fullmatch(name) for name in names)


def with_told(blocks: Sequence[Block], labels: Sequence[str]) -> list[str]:
    """Labels → the same with those that have a word for speaking (甲说：), where the same people also
    speak without one, or most lines of the document are such and some speak again: what each of
    several people said once is a report."""
    found = [
        TOLD.match(block.text.text) if is_running(block) and not label else None
        for block, label in zip(blocks, labels, strict=True)
    ]
    said = Counter(m["name"] for m in found if m)
    labelled, mostly = any(labels), is_mostly(blocks, labels)
    turns = said.total() + sum(map(bool, labels))
    many = turns >= (FEWEST_MIXED if labelled else FEWEST_TOLD) and 2 * turns > sum(map(is_running, blocks))
    again = labelled or len(said) < said.total()
    believed = bool(known_names(labels) & said.keys()) or (many and again and len(said) > 1)
    known = known_names(labels)
    result = list(labels)
    for n, m in enumerate(found):
        if m is None:
            continue
        alone = "called" in blocks[n].attrs or (mostly and ROLE.fullmatch(m["name"]))
        called = any(len(name) > 1 and m["name"].startswith(name) for name in known)
        somebody = not labelled or said[m["name"]] > 1 or called or is_person(m["name"], "")
        if alone or (believed and somebody):
            result[n] = m[0]
    return result


def misprinted(blocks: Sequence[Block], labels: Sequence[str]) -> dict[int, str]:
    """The labels of a record → by their indexes the names of some who speak again and again, at the
    start of lines between two turns of others, with another mark than the colon behind them
    (主席？走的水路吗); a comma or a stop only where hardly a line goes on with the turn of another,
    and nobody seems to be called by the name."""
    said = Counter(name for label in labels if label for name in names_of(label))
    plain = (b for b, label in zip(blocks, labels, strict=True) if is_running(b) and not label)
    unlabelled = sum(not MISPRINTED.match(b.text.text) for b in plain)
    each = MOST_UNLABELLED * (unlabelled - 1) <= sum(map(bool, labels))
    found: dict[int, str] = {}
    for n in range(1, len(blocks) - 1):
        mark = MISPRINTED.match(blocks[n].text.text) if is_running(blocks[n]) and not labels[n] else None
        between = labels[n - 1] and labels[n + 1]
        calls = mark and mark["mark"] in MAY_CALL and (not each or CALLS.search(blocks[n].text.text))
        if mark and between and not calls and said[mark["name"]] > 1:
            around = known_names((labels[n - 1], labels[n + 1]))
            found |= {n: mark[0]} if mark["name"] not in around else {}
    return found


# -- who speaks in a record, as its paragraphs begin -----------------------------------------------------------


def people_of(blocks: Sequence[Block], times: int) -> frozenset[str]:
    """Those who speak in a document whose title says that it is a record, or who take
    turns in it, be they but 问 and 答."""
    recorded = blocks and OF_RECORD.search(blocks[0].attrs.get("title", ""))
    if not blocks or not (recorded or takes_turns(blocks) or is_asked(blocks)):
        return frozenset()
    return speakers(blocks, times)


def heard_in(blocks: Sequence[Block], known: frozenset[str]) -> frozenset[str]:
    """Those of the speakers `known` from other documents of a volume with whose name, and what they say, a
    paragraph below the first of a document begins that nobody sends."""
    if not blocks or SENT.search(blocks[0].attrs.get("title", "")):
        return frozenset()
    below = [b.text.text for b in blocks if b.kind == "para"][1:]
    labels = (label for text in below if (label := labelled(text)) and label.end() < len(text))
    return frozenset(label["names"] for label in labels if label["names"] in known)


def takes_turns(blocks: Sequence[Block]) -> bool:
    """Whether two people talk in a document, whatever its title: each says something in turn with
    the other, time and again, in questions or to the other. Points of a report (上游：) may do so
    too: no common word is a name."""
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


@dataclass(frozen=True, slots=True)
class Talk:
    """A record as its paragraphs tell who speaks: its `text`, the words in which people are `known`, and what
    those are called who tell or ask in it (`asking`: 我, 问)."""

    text: str
    known: str
    asking: tuple[str, ...]

    def asks(self, name: str) -> bool:
        """Whether a label says who asks or answers, where such words are labels."""
        return "问" in self.asking and ASKS_OR_ANSWERS.fullmatch(name) is not None


def speakers(blocks: Sequence[Block], times: int) -> frozenset[str]:
    """The names of those who speak in a record: paragraphs begin with them, before a colon or a word for
    speaking; a name that does so only once must stand elsewhere in the record too."""
    talk = read_talk(blocks)
    names: Counter[str] = Counter()
    talkers: set[str] = set()
    for block in blocks:
        if block.kind != "para":
            continue
        label, told_of = labelled(block.text.text), REPORTED.match(block.text.text)
        if label and may_speak(label["names"], talk):
            names.update(count_names(label, talk, times))
            if TALKS.search(block.text.text, label.end()):
                talkers.update((label["names"], bare_name(label["names"])))
        elif told_of and not NOBODY.fullmatch(told_of["name"]):
            names[told_of["name"]] += 1
    return frozenset(
        name for name, count in names.items() if count >= times and speaks(name, talk, name in talkers)
    )


def read_talk(blocks: Sequence[Block]) -> Talk:
    """The blocks of a record → what they tell of who speaks."""
    known = blocks[0].attrs.get("title", "") + present_in(blocks)
    interview = OF_INTERVIEW.search(known) or is_asked(blocks)
    return Talk("".join(b.text.text for b in blocks), known, ("我", "余", *(("问", "答") if interview else ())))


def may_speak(names: str, talk: Talk) -> bool:
    """Whether the names of a label may be those of one speaker, or of two with 和 between them."""
    if "、" in names:
        return False
    return names in talk.asking or talk.asks(names) or not (re.search(SAYS, names) or is_nobody(names))


def count_names(label: re.Match[str], talk: Talk, times: int) -> Counter[str]:
    """The label of a paragraph → how much it counts for each name: `times` where it gives a short name, or the
    record has the name elsewhere or says so who asks; else one."""
    names: Counter[str] = Counter()
    if short := SHORT_NAME.fullmatch(label["aside"] or ""):
        names.update({bare_name(label["names"]): times, short["short"]: times})
    for name in label["names"].split("和"):
        again = talk.text.count(name) >= times and not BODY.search(name)
        sure = (again and not is_word_of_things(name, talk.known)) or talk.asks(name)
        names[bare_name(name)] += times if sure else 1
    return names


def speaks(name: str, talk: Talk, talks: bool) -> bool:
    """Whether a name that comes often enough is that of a speaker, who `talks` as somebody does or not: no
    thing, and no single character that stands for nobody."""
    return (
        not (is_thing(name) and name not in talk.known)
        and (talks or not is_word_of_things(name, talk.known))
        and (len(name) >= 2 or abbreviates(name, talk.known) or name in talk.asking)
    )


def is_asked(blocks: Sequence[Block]) -> bool:
    """Whether a record puts 问： and 答： before what is said, time and again."""
    labels = (labelled(b.text.text) for b in blocks if b.kind == "para")
    said = Counter(
        "问" if ASKS_OR_ANSWERS.fullmatch(label["names"]) else label["names"] for label in labels if label
    )
    return min(said["问"], said["答"]) >= FEWEST_TURNS
