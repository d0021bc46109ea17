"""Attachments that the contents table of a volume does not list, inside the documents that they
belong to, and where they end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.addressing import GREETING
from edition.rules.page.strayspaces import neighbours
from edition.rules.text.cutting import cut, told
from edition.rules.text.folding import NOTE_MARKS, SPACE, Folded, squeeze
from edition.rules.volume.contents import ORDINAL
from edition.rules.volume.headings import with_mark

WORD = "授权书|意见书|申请书|计划书|委任书|保证书|备忘录|条例|章程|方案|提纲|名册|清册|比较表|一览表|译文|电报稿|指示稿|书稿|草案|电报|书信|信函|信|函|指示|指令|决议|决定|协定|议定书|照会|声明|通报|名单|清单|报告|草稿|稿|说明|附注"
ATTACHMENT = re.compile(
    rf"(?<![（(《“‘、和与见])附件{ORDINAL}(?P<colon>[：:]?)(?P<title>(?:(?![。：；，！？”）)]).){{0,40}}?(?:{WORD})(?!稿|草案|书草案|的|中|第))"
)
# The same by its shape: 附件 stands apart or below a citation, and the title apart, which names a document by
# its last character or stands above one.
APART = re.compile(rf"(?<![（(《“‘、和与见及如])附件{ORDINAL}")
DOCUMENT = re.compile(
    "[书令状表单册录稿文函电信案约议款章则程纲例法规图谱簿帐账据证契记报告示谕训辞词言明要略目划算计准复见求会况]$|[须通]知$"
)
NO_TITLE = re.compile(r"[。：；，！？“”]|[\d一二两三四五六七八九十几数多] ?[份件张册页]$")
# What may stand right before the label: a title apart is glued to the page of a citation above as a heading is.
BEFORE_LABEL = re.compile(r"(?:^|\s|\d\s?页)$")
# What a text begins with: its first point, its title letter-spaced, its day.
BEGINS = re.compile(
    r"\s{0,20}(?:第 ?[一1] ?[条款章项]|[（(]?[一1][）)、．.]|甲、|[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,5} |[（(]?[12]\d{3}年)"
)
LONGEST_ATTACHMENT = 40
# The day below the title of an attachment, with what was done to it: （1948年9月10日收到）
DAY_BELOW = re.compile(r"\s{0,20}[（(]\d{4}年[^（）()。；]{2,24}[）)](?=\s|$)")
SPACED = re.compile(r"\s{0,20}[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,5}(?= |$)")


def find_attachments(blocks: Blocks, options: Options) -> Recognised:
    """附件 and a title inside a document → heads label and main that open an attachment. The title stands apart
    from 附件 by a space and ends, within 40 characters, in the word for a document; or at a space where 附件
    stands apart too, and a text begins below it. Its day may stand in brackets below it."""
    pairs = neighbours(blocks)
    return Recognised(tuple(part for block in blocks for part in split_attachments(block, pairs)))


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether white space stands before a label and its title, and white space or a bracket behind them: 附件：
    and what it lists in a closer do not."""
    behind = text[end : end + 1] in ("", "（", "(", *SPACE) or GREETING.match(text, end)
    return text[start - 1 : start] in ("", *SPACE) and bool(behind)


def split_attachments(block: Block, pairs: frozenset[str]) -> Iterator[Block]:
    """A paragraph → the same cut at the labels of attachments, each with its title as a
    block; any other block as it stands."""
    text = block.text.text
    if block.kind != "para" or "附件" not in text:
        yield block
        return
    folded, done = squeeze(text), 0
    for found in APART.finditer(folded.text):
        label = folded.start(found.start())
        title, end = attached_title(text, folded, found, pairs)
        if not end or label < done:
            continue
        if label > done:
            yield cut(block, done, label)
        name = squeeze("".join(c for c in text[title:end] if c not in NOTE_MARKS)).text
        done = with_mark(text, end)
        yield told(
            cut(block, label, title), "head", "attachments", type="label", opens="attachment", title=name
        )
        yield told(cut(block, title, done), "head", "attachments", type="main")
        if spaced := SPACED.match(text, done) or DAY_BELOW.match(text, done):
            yield told(cut(block, done, spaced.end()), "head", "attachments", type="sub")
            done = spaced.end()
    yield cut(block, done, len(text))


def attached_title(text: str, folded: Folded, label: re.Match[str], pairs: frozenset[str]) -> tuple[int, int]:
    """Where the title behind a `label` (附件一) begins and ends in the printed text;
    (0, 0) where none stands there."""
    start = folded.start(label.start())
    if found := ATTACHMENT.match(folded.text, label.start()):
        title, end = folded.start(found.start("title")), folded.end(found.end())
        apart = text[title - 1] in SPACE or (found["colon"] and GREETING.match(text, end))
        if apart and (not found["colon"] or stands_alone(text, start, end)):
            return title, end
    title = folded.start(label.end())
    if not BEFORE_LABEL.search(text[max(0, start - 4) : start]) or text[title - 1] not in SPACE:
        return 0, 0
    for space in re.compile(r"(?<=\S)\s").finditer(text, title + 2, title + LONGEST_ATTACHMENT):
        end, words = space.start(), text[title : space.start()]
        if NO_TITLE.search(words):
            break
        known = text[end - 1] + text[end:].lstrip(SPACE)[:1] in pairs
        if BEGINS.match(text, end) or (DOCUMENT.search(words) and not known):
            return title, end
    return 0, 0


def close_attachments(blocks: Blocks, options: Options) -> Recognised:
    """A citation below an attachment is that of the whole document, unless that has one of its own above: the
    block before it ends the attachment."""
    result = list(blocks)
    attached = cited = False
    for n, block in enumerate(result):
        opens = block.attrs.get("opens", "")
        if opens and opens != "floating":
            attached = opens == "attachment"
            cited = cited and attached
        cited = cited or (block.kind == "citation" and not attached)
        if attached and block.kind == "citation" and not cited:
            result[n - 1] = replace(result[n - 1], attrs={**result[n - 1].attrs, "ends": "attachment"})
            attached = False
    return Recognised(tuple(result))


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("attachments", "segment", find_attachments),
    Recogniser("close-attachments", "segment", close_attachments),
)
