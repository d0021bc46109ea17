"""Messages quoted inside a message: a quotation that is a text of its own, with
its salutation and its closer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.language.formulas import GREETED, HAN, OF_NAME
from edition.rules.language.lexicon import AGREEMENT, NOTE, OFFICES, ORDER, PROCLAIMED, RULES, TITLES
from edition.rules.text.cutting import blocks_from, told
from edition.rules.text.folding import SPACE, curled, squeeze
from edition.rules.text.parting import part, trim
from edition.rules.text.points import numbered

SALUTE = re.compile(
    rf"(?!“?[请望希])“?致?(?!以|敬|电|请|望|希)[^。，；：？！]{{2,36}}?(?:{TITLES}|{GREETED})：|“致{OF_NAME}{{2,10}}?(?:{TITLES})(?=一、|第一)|“(?!请|望|希){HAN}{{1,6}}?(?:{OFFICES})："
)
# A short line with a colon that stands alone at the beginning of a message: “某某局：,
# “亲爱的某某：, but “我的意见：
GREETING = re.compile(
    r"“(?!请|望|希|[^：]*(?<![爱敬])的(?!同志|朋友|先生|女士)|[^：]*(?:如下|下列|以下|通报|声明|决[定议]|条件))[^。，；：？！“”]{2,12}："
)
# Who is to pass a message on, in the line below it; 某局也有一电： tells of another.
ADDRESSED = re.compile(
    rf"(?!{HAN}*(?:[有说道称云曰及需要请须拟已是为的了]|如下|[来复电致]|[电信函]){HAN}{{0,3}}：){OF_NAME}{{2,8}}："
)
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
# Whom the message below is to, in the account of one who tells of it: 致某某、某某诸同志：
WIRED_TO = re.compile(rf"致{OF_NAME}{{2,10}}(?:、{OF_NAME}{{2,10}}){{0,8}}(?:诸|等)?(?:同志|先生|阁下)们?：")
HANDS_ON = re.compile(r"[^。；？！“”]{2,40}转[^。；？！“”]{2,20}：?")
CLOSERS = ("signed", "dateline", "idno", "secrecy")
INSIDE = ("para", "salute", "signed", "dateline", "idno", "secrecy", "item", "gap", "distribution", "address")


def find_messages(blocks: Blocks, options: Options) -> Recognised:
    """A quotation that begins a paragraph and runs over at least two of them, or fills the one below the words
    that announce a text → a floating text: its first block `opens`, its last `ends` floating; its salutation a
    block of its own. One that opens behind a colon in a paragraph and ends with a signature or a date begins a
    paragraph there. S046 where the quotation does not end before the document does."""
    result = list(blocks)
    findings: list[Finding] = []
    n = 0
    while n < len(result):
        result[n : n + 1] = led_to(result, n)
        block = result[n]
        if block.kind not in INSIDE or not curled(block.text.text).lstrip(SPACE).startswith("“"):
            n += 1
            continue
        length = closing(blocks_from(result, n))
        if length is None:
            findings.append(Finding("S046", block.text.at[0]))
        end = last_closer(result, n) if length is None else n + length
        if end > n or (n and (is_announced(result[n - 1], block) or is_handed_on(result[n - 1], block))):
            result[end] = told(result[end], ends="floating")
            if n and result[n - 1].kind == "para" and WIRED_TO.fullmatch(squeeze(result[n - 1].text.text).text):
                result[n - 1] = told(result[n - 1], "address", "messages")
            opening = list(greeting(result[n]))
            kind = announced_kind(result[n - 1] if n else None, opening[0])
            result[n : n + 1] = [told(opening[0], opens="floating", subtype=kind), *opening[1:]]
            n = after_message(result, end + len(opening) - 1)
            continue
        n += 1
    return Recognised(tuple(result), tuple(findings))


def led_to(blocks: Sequence[Block], n: int) -> list[Block]:
    """A paragraph that leads to a message and goes on with it, 某某转来：“某某同志：…, where the quotation ends
    with a signature or a date further down → its two parts; any other block as it stands."""
    block = blocks[n]
    found = INLINE.search(curled(block.text.text)) if block.kind == "para" else None
    if found is None:
        return [block]
    message = part(block, found.end(), len(block.text))
    length = closing(chain([message], blocks_from(blocks, n + 1)))
    last = blocks[n + length] if length else block
    if last.kind not in CLOSERS or not curled(last.text.text).endswith("”"):
        return [block]
    return [part(block, 0, found.end(), found.end()), message]


def is_announced(before: Block, block: Block) -> bool:
    """Whether a paragraph is one quotation, below one that announces the wording of a text: 通过了如下决议："""
    announced = before.kind == "para" and ANNOUNCES.search(squeeze(before.text.text).text) is not None
    return announced and is_quotation(block)


def is_handed_on(before: Block, block: Block) -> bool:
    """Whether a paragraph is one quotation, below the address of whoever is to pass it on: 某站站长转某某："""
    return (
        before.kind == "address"
        and HANDS_ON.fullmatch(squeeze(before.text.text).text) is not None
        and is_quotation(block)
    )


def is_quotation(block: Block) -> bool:
    """Whether a paragraph is one quotation and nothing else."""
    text = curled(block.text.text).strip(SPACE)
    return block.kind == "para" and text[-1:] == "”" and text.find("”") == len(text) - 1


def announced_kind(before: Block | None, first: Block) -> str:
    """What a quoted text is that bears no title and greets nobody, by the words before it:
    decision, notice; "" for a message."""
    if before is None or (before.kind, first.kind) != ("para", "para"):
        return ""
    found = NAMED_TEXT.search(squeeze(curled(before.text.text)).text)
    return TEXTS[found["word"]] if found else ""


def closing(blocks: Iterable[Block]) -> int | None:
    """Blocks from one that begins with a quotation mark → the index of the one that ends with the mark that
    closes it; None where there is none."""
    depth = 0
    for n, block in enumerate(blocks):
        if block.kind not in INSIDE:
            return None
        text = curled(block.text.text)
        depth += text.count("“") - text.count("”")
        if depth <= 0:
            return n
    return None


def last_closer(blocks: Sequence[Block], start: int) -> int:
    """The index of the last closer below the block at `start`, before anything that is no part of a
    message; `start` where there is none."""
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


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("messages", "segment", find_messages),)
