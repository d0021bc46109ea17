"""A message that a document quotes whole: in a paragraph of its own, or from the
middle of one on over several."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from edition.model import Block, BlockKind
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import A_DATE, iso
from edition.rules.language.lexicon import NOTE, SAYS
from edition.rules.letters.messages import greeting
from edition.rules.letters.signatures import DAY
from edition.rules.text.cutting import cut, told

# How a letter tells what stands in it, perhaps whom: 来信里还说：, 来电告诉我们：
TELLING = (
    rf"[还又]?(?:{SAYS}|写道?|称|[指批]示|请[示求]|报告|汇报|询问|通知|提议|祝贺|告诉)(?:[我你他]们?|大家)?"
)
# A sentence that ends like this announces the wording of a message: 某某于某日致电某某：,
# 某某给某某的电报抄件，全文如下：
ANNOUNCED = re.compile(
    rf"(?:[给致](?P<to>[\u4e00-\u9fff·]{{2,12}})的)?(?P<act>[致来复去回发急密通代]电(?![报文])|电[告复令示]|[致来复去回便短私]函|[便字]条|函[告复]|[致来复去回]信(?!件)|电[报文]|信件?|{NOTE}|照复|来照)"
    rf"(?:的?(?:抄件|副本|底稿|[原全译]文)，?)?(?:给)?(?!所)(?P<recipient>[\u4e00-\u9fff·]{{0,12}}?)(?:如下|全文如下|内容如下|[中里上]?(?:{TELLING})|[中里上]，[他她]?(?:{TELLING})|[中里上])?[：:]$"
)
# 某处给各仓库发了一份电报，我见过，原文是：
WORDED = re.compile(
    r"(?:[给向](?P<to>[\u4e00-\u9fff·]{2,12}?)(?:发|拍|打|寄|写|去|送)[出去来]?了?一?[份封件个]?)?(?P<act>电报|密电|信件?|函件?|照会|稿子?|答复|声明|意见)"
    r"[^。！？；：:]{0,30}?，(?:其|那份|上面的)?(?:原文|全文|电文|信文|文字|内容)(?:如下|[是为]|照录如下)[：:]$"
)
# What is sent up or down and stands below without quotation marks: 市委向省里请示：; in
# 现再作如下指示： a text speaks of itself.
SENT = re.compile(
    r"(?<![如以]下)(?<!下列)(?<![几数两一二三四五六七八九十]点)(?P<act>请示|报告|汇报|指示|批[示语文]|训令|通令|命令|通知|建议|呈文|答复)(?:[中里上]?(?:说|称|写道|写着|指出)|如下|全文如下)?[：:]$"
)
# What the writer sends up or down himself goes on below: 现将实况向省里报告如下：
OWN = re.compile(r"[现兹谨今特](?:在|特)?[将把就]|我们?[将把就]|(?:^|[，,])本[人局部委省县厅院]")
# Words by mouth that somebody is to pass on: 请我把他的下述答复转告您：, 要求我逐字转告如下：, 请我转告：
FOLLOWING = r"(?=[^。！？；：:]{0,28}(?:下[列述面]|以下|如下|转[告达述]))"
BY_MOUTH = re.compile(
    rf"(?:[请托]|要求|委托|授权)[^。！？；：:]{{0,24}}?{FOLLOWING}(?:[把将][^。！？；：:]{{0,20}}?)?(?P<act>答复|回答|口信|意见|声明|通[报知]|看法|[谈讲]?话|内容|)"
    r"[^。！？；：:]{0,4}(?:转[告达交述]|报告|告知|告诉|通知|传达)给?(?:[您你我贵][们方国]?|(?P<recipient>[\u4e00-\u9fff·]{0,12}?))(?:如下|以下[各几]?[点项事]?)?[：:]$"
)
SIGNS = re.compile(r"[\u4e00-\u9fff·]{2,12}(?:[、 \u3000]+[\u4e00-\u9fff·]{1,8}){0,4}")
"""One who signs a message, or several, and nothing that a sentence has."""
ONE_SIGN = re.compile("[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[^。！？；]*$")
BY_WIRE = re.compile(r"电")
IS_NOTE = re.compile(rf"{NOTE}|照复|来照")
QUOTES: Mapping[str, str] = {"“": "”", "「": "」", "『": "』"}
RUNNING = ("para", "speech")
ENDS = ("signed", "dateline")
CLOSERS = ("salute", *ENDS)
"""What else stands in a message than its text."""


def find_quoted_messages(blocks: Blocks, options: Options) -> Recognised:
    """Paragraphs wholly in quotation marks below one that announces a telegram, a letter or a note → a floating
    text of that kind, with the date and the recipient that the announcement names.

    So are the paragraphs below such an announcement that a signature ends, without quotation marks, where the
    text goes on below it. A quotation that opens right after the announcement, inside its paragraph, is one
    where it runs on over further paragraphs, at most `longest` of them; its first paragraph is cut there.
    """
    longest = int(str(options["longest"]))
    result: list[Block] = []
    n = 0
    while n < len(blocks):
        if (end := signed_end(blocks, n, longest)) > n and result:
            result += floating(blocks[n:end], last_sentence(result[-1].text.text))
            n = end
            continue
        carrier, opening = announcement(result[-1] if result else None, blocks[n])
        end = closing(blocks, n, opening, longest) if carrier is not None else n
        if carrier is None or end == n or (opening and end == n + 1):
            result.append(blocks[n])
            n += 1
            continue
        if opening:
            result.append(cut(blocks[n], 0, opening))
        message = [cut(blocks[n], opening, len(blocks[n].text)), *blocks[n + 1 : end]]
        result += floating(message, carrier)
        n = end
    return Recognised(tuple(result))


def announcement(before: Block | None, block: Block) -> tuple[str | None, int]:
    """A block and the one before it → the sentence that announces a message, and
    where in the block that opens."""
    text = block.text.text
    if block.kind not in (*RUNNING, "salute"):
        return None, 0
    if text[:1] in QUOTES:
        told_before = before is not None and before.kind in RUNNING and announces(before.text.text)
        return (last_sentence(before.text.text) if before is not None and told_before else None), 0
    for found in re.finditer("[：:](?=[“「『])", text):
        if announces(text[: found.end()]) and not inside_speaker(block, found.end()):
            return last_sentence(text[: found.end()]), found.end()
    return None, 0


def inside_speaker(block: Block, at: int) -> bool:
    """Whether a place in a speech is not behind its speaker's label."""
    return any(mark.kind == "speaker" and at <= mark.end for mark in block.marks)


def last_sentence(text: str) -> str:
    """The sentence that a text leaves unfinished at its end, or ""."""
    found = SENTENCE.search(text)
    return found[0] if found else ""


def announces(text: str) -> bool:
    """Whether the last sentence of a text announces what follows."""
    return announced_in(last_sentence(text)) is not None


def leads_to_text(text: str) -> bool:
    """Whether the last sentence of a text announces what a signature ends below it, without quotation marks;
    what its own writer reports is no message in it."""
    sentence = last_sentence(text)
    sent = SENT.search(sentence) is not None and not OWN.search(sentence)
    return announces(text) or sent


def announced_in(sentence: str) -> re.Match[str] | None:
    """A sentence → what it says of the message whose wording it announces, if it does."""
    return ANNOUNCED.search(sentence) or WORDED.search(sentence) or BY_MOUTH.search(sentence)


def closing(blocks: Sequence[Block], start: int, opening: int, longest: int) -> int:
    """The index after the block whose end closes the quotation that block `start` opens at `opening`; `start`
    where it ends inside a block, or nowhere near. Each paragraph of a long quotation may open it again."""
    sign = blocks[start].text.text[opening]
    for n in range(start, min(start + longest, len(blocks))):
        text = blocks[n].text.text[opening if n == start else 0 :]
        if blocks[n].kind not in (*RUNNING, *CLOSERS) or blocks[n].attrs.get("opens"):
            return start
        depth = 0 if text.startswith(sign) else 1
        for i, character in enumerate(text, 1):
            depth += (character == sign) - (character == QUOTES[sign])
            if not depth:
                return n + 1 if i == len(text) else start
    return start


def signed_end(blocks: Sequence[Block], start: int, longest: int) -> int:
    """The index after the signature of a message that block `start` opens, below a paragraph that
    announces it, without quotation marks; `start` where none does, a paragraph announces another before
    it, or no text goes on below it."""
    before = blocks[start - 1] if start else None
    opened = before is not None and before.kind in RUNNING and leads_to_text(before.text.text)
    if not opened or blocks[start].text.text[:1] in QUOTES:
        return start
    for n in range(start, min(start + longest, len(blocks) - 1)):
        block, below = blocks[n], blocks[n + 1]
        if not may_belong(block):
            return start
        days = begins_with_day(block) and begins_with_day(below)
        if n > start and block.kind in ENDS and (days or below.kind not in ENDS):
            return n + 1 if days or goes_on(below) else start
    return start


def may_belong(block: Block) -> bool:
    """Whether a block may stand in a message without quotation marks: it opens
    nothing and announces no other."""
    announces_more = block.kind in RUNNING and leads_to_text(block.text.text)
    return block.kind in (*RUNNING, *CLOSERS, "address") and not (block.attrs.get("opens") or announces_more)


def goes_on(below: Block) -> bool:
    """Whether with a block the text goes on that quotes the message above."""
    return below.kind in RUNNING or (below.kind == "head" and not below.attrs.get("opens"))


def begins_with_day(block: Block) -> bool:
    """Whether a block is a dateline that begins with a day and says of it nothing
    else, as an entry of a diary does."""
    dated = any(form.match(block.text.text) for form in (A_DATE, DAY))
    return block.kind == "dateline" and not block.attrs.get("type") and dated


def floating(message: Sequence[Block], carrier: str) -> Iterator[Block]:
    """The paragraphs of a quoted message → a piece of its own."""
    announced = announced_in(carrier) or SENT.search(carrier)
    assert announced is not None
    act, told_to = announced["act"], announced.groupdict()
    attrs = {
        "opens": "floating",
        "subtype": kind_of(act),
        "recipient": told_to.get("to") or told_to.get("recipient") or "",
        "date": "" if any(block.kind == "dateline" for block in message) else iso(carrier),
    }
    parts = closed(message)
    parts[:1] = greeting(parts[0]) if len(parts) > 1 and parts[0].kind in RUNNING else parts[:1]
    for n, block in enumerate(parts):
        spoken = replace(block, marks=tuple(m for m in block.marks if m.kind != "speaker"))
        said = attrs if n == 0 else {}
        ends = "floating" if n == len(parts) - 1 else ""
        kind: BlockKind | None = "para" if spoken.kind == "speech" else None
        yield told(spoken, kind, "quoted-messages", **said, ends=ends)


def closed(message: Sequence[Block]) -> list[Block]:
    """The paragraphs of a message in quotation marks → the same, a day alone at its end as dateline, and a name
    alone there or above it as signed."""
    result = list(message)
    last = len(result) - 1
    dated = last > 0 and result[last].kind in RUNNING and is_day(bare(result[last]))
    if dated:
        result[last] = told(result[last], "dateline", "quoted-messages")
        last -= 1
    # A single sign is a name above a day only.
    named = SIGNS.fullmatch(bare(result[last])) or (dated and ONE_SIGN.fullmatch(result[last].text.text))
    if last and result[last].kind in RUNNING and named:
        result[last] = told(result[last], "signed", "quoted-messages")
    return result


def bare(block: Block) -> str:
    """The words of the last paragraph of a quotation, without the mark that closes it."""
    return block.text.text.rstrip("”」』")


def is_day(text: str) -> bool:
    """Whether a text is a day and nothing else."""
    return any(form.fullmatch(text) for form in (A_DATE, DAY))


def kind_of(act: str) -> str:
    """The word for what was sent → the kind of the message; nothing for words by mouth."""
    if BY_WIRE.search(act):
        return "telegram"
    if IS_NOTE.fullmatch(act):
        return "note"
    return "letter" if re.search("[信函]", act.replace("口信", "")) else ""


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("quoted-messages", "segment", find_quoted_messages, {"longest": 12}),
)
