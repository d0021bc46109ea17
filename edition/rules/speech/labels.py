"""The labels with which a line or paragraph may begin that somebody speaks: their forms, and whom they name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from edition.model import Block, Mark
from edition.rules.language.formulas import SURNAME
from edition.rules.language.lexicon import CHAIR, OFFICES, SAYS
from edition.rules.text.cutting import marked, told
from edition.rules.text.folding import COLONS, simplified
from edition.rules.text.speakers import INTERVIEW, UNREAD, is_nobody, is_person, unstyled

COLON = f"[{COLONS}]"
# What is told to have been said stands in quotation marks; the name of a thing may as well: 甲答：“某某”号。
UNQUOTED = r"(?!“(?![^“”，。！？]{1,10}”[\u4e00-\u9fff]))"
NAME = r"[\u4e00-\u9fff·．]"
BEHIND = r"[（(][^（）()]{1,16}[）)]"
"""What stands in brackets behind a name: where it was said, how, the short form of the name."""
LABEL = re.compile(
    r"(?P<names>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.． ]{1,16}?(?:、[\u4e00-\u9fff·．]{2,8}?){0,2}"
    rf"|{UNREAD}|[\u4e00-\u9fff]{{0,8}}《[^《》：]{{2,12}}》(?:[和、][^《》：]{{0,4}}《[^《》：]{{2,12}}》)?[\u4e00-\u9fff]{{0,4}}记者)(?P<aside>{BEHIND})?{COLON}"
)
VOICE = re.compile(
    rf"[（(\[〔［【](?P<names>[\u4e00-\u9fffA-Za-zА-Яа-яЁё·.．、 ]{{1,16}}?)(?:同时|齐声)?(?P<aside>{BEHIND})?{COLON}[）)\]〕］】](?=\s*\S)"
)
ASIDE = re.compile(
    rf"[（(](?P<label>(?P<name>(?!这时|此时|当时|大家|[他她我你您它这那谁有])[\u4e00-\u9fff·]{{1,8}}?)(?:同志|先生)?(?P<says>(?:又|接着|马上|也|在旁)?(?:插话|插问|插|[说问答讲]))?{COLON})(?=\s*\S)[^（）()]*[）)]"
)
"""A line in brackets in which somebody throws something in while another speaks."""
JOINT = re.compile(rf"(?P<names>[\u4e00-\u9fff·]{{1,8}}(?:[、和与][\u4e00-\u9fff·]{{1,8}}?){{0,2}})等?{COLON}")
TOLD = re.compile(
    r"(?P<name>(?![他她我你您它这那谁众]|有人|大家|接着|最后|首先|于是|然后)[\u4e00-\u9fff·]{1,5}?)(?:同志|先生)?(?:又|接着|插话|再)?(?:[对向][\u4e00-\u9fff]{1,6})?(?:说|问|答|讲|插话|插|回答|答复)"
    rf"(?P<aside>{BEHIND})?{COLON}(?=\s*[^\s“])"
)
"""A label with a word for speaking: 甲说：, 乙问（向丙）："""
SAID = re.compile(rf"{NAME}{{2,8}}?(?:同志|先生)?(?:{SAYS})：(?!“)")
"""The same where another has just called out."""
ANSWERS = re.compile(rf"(?P<name>{NAME}{{2,8}}?)(?:同志|先生)?回?答(?:说|道)?：(?!“)")
"""Somebody who is asked by his name in the turn above: 某某回答说："""
ANSWERS_THERE = re.compile(f"(?<=[？?]){ANSWERS.pattern}")
"""The same behind the question itself, in one paragraph."""
BEFORE_NAME = re.compile("(?:最后|随后|接着|然后|后来|这时|于是)，?")
BEHIND_NAME = re.compile(
    rf"(?:同志|先生|女士)?(?:{BEHIND})?(?:在[^，。：“”]{{2,16}}时)?(?:转?[对向]{NAME}{{1,10}}?)?(?:[\u4e00-\u9fff]{{0,3}}?|[\u4e00-\u9fff]{{2,5}}地)"
    r"(?:[说问答讲][道到]?|指出|插话|解释|介绍|告知|宣布|补充|强调|表示|声明)：" + UNQUOTED
)
"""What stands between the name of somebody who speaks and what he says: 甲同志对乙说：, 甲半信半疑地问："""
SAID_ONCE = re.compile(
    rf"(?P<name>(?![他她我你您它这那谁众]|有人|大家|接着|最后|首先|于是|然后){NAME}{{2,8}}?)(?:同志|先生)?(?:回答|答复|插话|解释|补充|介绍|汇报|报告|反映)?[说问答]道?：{UNQUOTED}(?=.)"
)
"""Such a label where most turns of a record have one, whomever it names."""
OPENS = re.compile(rf"(?:{CHAIR})：(?=(?:现在|下面)?[请由]?{NAME}{{2,12}}(?:发言|讲话|作报告)。$)")
"""Who opens a meeting: 主席：某某发言。"""
CALLS_OUT = re.compile("(?:有人|众人|台下|会场上?)?(?:喊声|喊道?|插话|呼声)")
"""Somebody whom the keeper of a record does not know: 有人喊："""
UNNAMED = re.compile(
    rf"(?:有(?:些|的|几个)?人|有[一几两][个位](?:人|代表|同志|听众|记者)|[另那][一外]?[个位]?(?:人|代表|同志)|众人|大家|全场|台下|座中|会场上?|群众|听众|代表们|几个(?:人|声音))[^，。：“”]{{0,6}}?(?:{SAYS}|喊道?|叫道?|高呼|插话|应声)：(?!“)"
)
"""The same with a word for speaking, which tells of such a one in a report as well:
有人在座位上说：, 另一个人说："""
SPACED = re.compile(r"(?P<name>[\u4e00-\u9fff·]{1,5})(?:\u3000{1,2}|[ ]{2,4})(?=\S)")
"""A name set off from what it says by white space alone, as in a play."""
OFFICE = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}(?:[组队团会局处科室班]长?|[组队团科委成职]员|顾问|干事|秘书|办公室|{OFFICES})"
)
PART_PLAYED = re.compile(rf"(?:{CHAIR})|(?:[与对]谈|评[议论]|点评|报告|主讲|发言|致辞)[人者]")
"""What somebody does at a meeting, above what the keeper of its record tells."""
ROLL = re.compile(
    rf"{SURNAME}[\u4e00-\u9fff·]{{1,3}}(?:{BEHIND})?(?:、[\u4e00-\u9fff·]{{2,4}}(?:{BEHIND})?){{0,12}}。?"
)
"""Who holds an office or plays a part, behind what that is called:
组员：甲某某、乙某某。, 评议人：甲某某（某大学）"""
FRAMED = re.compile(r"[【［\[〔](?P<name>[\u4e00-\u9fff·]{1,8})[】］\]〕][：:]?(?=\s*\S)")
"""A name in brackets before what is said: 【主持人】各位好。"""
FEWEST_SPACED = 4
"""So many turns at least have labels without a colon."""


def is_running(block: Block) -> bool:
    """Whether nothing has settled yet what a line or paragraph is."""
    return block.kind in ("line", "para")


def labelled(text: str) -> re.Match[str] | None:
    """The label, or that in brackets, with which a text begins, whomever it names."""
    return LABEL.match(text) or VOICE.match(text)


def label_of(block: Block, writers: Collection[str] = ()) -> str:
    """The label of one speaker that a line starts with, above something that he says (名字： with its colon),
    or nothing; that which stood above it by attr `named`, its length. One of the `writers` of the text is
    somebody, whatever word his name ends with (某思道：)."""
    if length := int(block.attrs.get("named", "0")):
        return block.text.text[:length]
    found = LABEL.match(block.text.text) if is_running(block) else None
    if found is None or "、" in found["names"].partition("《")[0] or not block.text.text[found.end() :].strip():
        return ""
    name = re.sub(r"\s", "", simplified(found["names"]))
    if ROLL.fullmatch(block.text.text, found.end()) and (OFFICE.fullmatch(name) or PART_PLAYED.fullmatch(name)):
        return ""
    somebody = name in writers or unstyled(name) in INTERVIEW or not is_nobody(name)
    return found[0] if somebody else ""


def voice_of(block: Block) -> str:
    """The label in brackets that a line starts with, or nothing."""
    found = VOICE.match(block.text.text) if is_running(block) else None
    return "" if found is None or is_nobody(found["names"]) else found[0]


def told_label(text: str, people: Collection[str]) -> int:
    """The length of the label with a word for speaking with which a text begins (甲问：, 随后甲对乙说：),
    that of one of the `people`; or 0."""
    before = BEFORE_NAME.match(text)
    start = before.end() if before else 0
    names = (person for person in people if len(person) > 1 and text.startswith(person, start))
    labels = (BEHIND_NAME.match(text, start + len(person)) for person in names)
    return max((label.end() for label in labels if label and text[label.end() :].strip()), default=0)


def aside_of(block: Block, names: str) -> str:
    """The label of a line in brackets in which somebody throws something in （甲插话：…）, or nothing: a person
    by his own words, or one of `names`, or somebody of whom a word for speaking says so."""
    found = ASIDE.fullmatch(block.text.text) if is_running(block) else None
    if found is None or (is_nobody(found["name"]) and found["name"] not in INTERVIEW):
        return ""
    return block.text.text[: found.end("label")] if found["says"] or is_person(found["name"], names) else ""


def without_colon(blocks: Sequence[Block], labels: Sequence[str]) -> list[str]:
    """Lines and their labels → the same with names in brackets, or that white space sets
    off where there are no others."""
    labels = labels if any(labels) else spaced_labels(blocks)
    return [framed or label for framed, label in zip(framed_labels(blocks), labels, strict=True)]


def spaced_labels(blocks: Sequence[Block]) -> list[str]:
    """The lines of a document → the names that white space sets off from what they say: at least two, each of
    whom speaks twice, four turns in all; else no labels."""
    found = [SPACED.match(block.text.text) if is_running(block) else None for block in blocks]
    again = speak_again(found)
    return [m[0] if m and m["name"] in again else "" for m in found]


def framed_labels(blocks: Sequence[Block]) -> list[str]:
    """The lines of a document → the names in brackets before what they say, of those who do so as often, a
    person among them, and of other people."""
    found = [FRAMED.match(block.text.text) if is_running(block) else None for block in blocks]
    again = speak_again(found)
    again = again if any(is_person(name, "") for name in again) else set()
    return [m[0] if m and again and (m["name"] in again or is_person(m["name"], "")) else "" for m in found]


def speak_again(found: Iterable[re.Match[str] | None]) -> set[str]:
    """The labels without a colon with which lines begin → the names of those who speak more than once, two at
    least, with four turns in all; else none."""
    count = Counter(m["name"] for m in found if m and not is_nobody(m["name"]))
    names = {name for name, times in count.items() if times > 1}
    turns = sum(count[name] for name in names)
    return names if len(names) > 1 and turns >= FEWEST_SPACED else set()


def spoken(block: Block, label: int, rule: str) -> Block:
    """A block that begins with a label of a length → the speech of whom it names, found by a `rule`."""
    return marked(told(block, "speech", rule), Mark("speaker", 0, label))


def label_in(block: Block) -> str:
    """The label with which a speech begins; nothing where it goes on from above."""
    return next((block.text.text[: m.end] for m in block.marks if m.kind == "speaker"), "")
