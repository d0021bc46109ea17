"""The labels with which a line may begin that somebody speaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from edition.model import Block
from edition.rules.language.formulas import SURNAME
from edition.rules.language.lexicon import OFFICES
from edition.rules.text.folding import simplified
from edition.rules.text.speakers import INTERVIEW, UNREAD, is_nobody, is_person, unstyled

LABEL = re.compile(
    rf"(?P<name>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.． ]{{1,16}}?|{UNREAD}|[\u4e00-\u9fff]{{0,8}}《[^《》：]{{2,12}}》(?:[和、][^《》：]{{0,4}}《[^《》：]{{2,12}}》)?[\u4e00-\u9fff]{{0,4}}记者)(?P<aside>[（(][^（）()]{{1,16}}[）)])?[：:∶﹕](?=\s*\S)"
)
VOICE = re.compile(
    r"[（(\[〔](?P<name>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.．、 ]{1,16}?)(?:同时|齐声)?[：:∶﹕][）)\]〕](?=\s*\S)"
)
ASIDE = re.compile(
    r"[（(](?P<label>(?P<name>(?!这时|此时|当时|大家|[他她我你您它这那谁有])[\u4e00-\u9fff·]{1,8}?)(?:同志|先生)?(?P<says>(?:又|接着|马上|也|在旁)?(?:插话|插问|插|[说问答讲]))?[：:∶﹕])(?=\s*\S)[^（）()]*[）)]"
)
"""A line in brackets in which somebody throws something in while another speaks."""
SPACED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,5})(?:\u3000{1,2}|[ ]{2,4})(?=\S)")
"""A name set off from what it says by white space alone, as in a play."""
OFFICE = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}(?:[组队团会局处科室班]长?|[组队团科委成职]员|顾问|干事|秘书|办公室|{OFFICES})"
)
ROLL = re.compile(rf"{SURNAME}[\u4e00-\u9fff·]{{1,3}}(?:、[\u4e00-\u9fff·]{{2,4}}){{0,12}}。?")
"""Who holds an office, behind its name: 组员：甲某某、乙某某。"""
FEWEST_SPACED = 4


def is_running(block: Block) -> bool:
    """Whether nothing has settled yet what a line or paragraph is."""
    return block.kind in ("line", "para")


def label_of(block: Block) -> str:
    """The label a line starts with (名字： with its colon), or nothing."""
    found = LABEL.match(block.text.text) if is_running(block) else None
    if found is None:
        return ""
    name = re.sub(r"\s", "", simplified(found["name"]))
    if ROLL.fullmatch(block.text.text, found.end()) and OFFICE.fullmatch(name):
        return ""
    return "" if is_nobody(name) and unstyled(name) not in INTERVIEW else found[0]


def voice_of(block: Block) -> str:
    """The label in brackets that a line starts with, or nothing."""
    found = VOICE.match(block.text.text) if is_running(block) else None
    return "" if found is None or is_nobody(found["name"]) else found[0]


def aside_of(block: Block, names: str) -> str:
    """The label of a line in brackets in which somebody throws something in （甲插话：…）, or nothing: a person by his own
    words, or one of `names`, or somebody of whom a word for speaking says so."""
    found = ASIDE.fullmatch(block.text.text) if is_running(block) else None
    if found is None or (is_nobody(found["name"]) and found["name"] not in INTERVIEW):
        return ""
    return block.text.text[: found.end("label")] if found["says"] or is_person(found["name"], names) else ""


def spaced_labels(blocks: Sequence[Block]) -> list[str]:
    """The lines of a document → the names that white space sets off from what they say: at least two, each of whom speaks
    twice, four turns in all; else no labels."""
    found = [SPACED.match(block.text.text) if is_running(block) else None for block in blocks]
    count = Counter(m["name"] for m in found if m and not is_nobody(m["name"]))
    names = {name for name, times in count.items() if times > 1}
    labels = [m[0] if m and m["name"] in names else "" for m in found]
    return labels if len(names) > 1 and sum(map(bool, labels)) >= FEWEST_SPACED else [""] * len(labels)
