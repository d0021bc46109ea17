"""What is attached to an archival document: by the word 附 before its title, or because the document forwards it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from edition.model import Block
from edition.rules.citations import below_citation
from edition.rules.cutting import blocks_from, near, told
from edition.rules.dates import DATE, is_bracketed_date, iso, number
from edition.rules.lexicon import PROCLAIMED, RECORDED, RULES, SENT_AS
from edition.rules.omission import OMITTED
from edition.rules.titles.shape import HAN, NUMBERED, may_be_title, may_end_document

HOLDERS = ("document", "section", "attachment")
SHORTEST_TITLE = 8
SIGNS = ("signed", "dateline")
FORWARDS = re.compile("批[转发准]|转[发报送]|印发")
AGREES = re.compile("同意|批复")
NAMED = re.compile("《(?P<title>[^《》]{6,60})》")
STEMS = "甲乙丙丁戊己庚辛壬癸"
STEM = re.compile(rf"[（(]?(?P<n>[{STEMS}])[）)、．.]")
COUNTED = re.compile(r"[（(]?(?P<n>[一二三四五六七八九十]{1,3})[）)、．.]")
NAMES_DOCUMENT = re.compile(
    rf"(?:{SENT_AS}|{RECORDED}|{RULES}|{PROCLAIMED}|决[定议]|通报|总结|规定|办法|方案)(?:[（(][^（）()]{{1,16}}[）)])?$"
)
ORDINAL = r"[一二三四五六七八九十\d]{0,2}"
ATTACHED = re.compile(rf"附件?{ORDINAL}[：:]")
ATTACHED_LABEL = re.compile(rf"附件{ORDINAL}[：:]?|附录?{ORDINAL}[：:]")
ATTACHED_IN_BRACKETS = re.compile(rf"[【〔（(\[]附件?{ORDINAL}[：:][^【】〔〕（）()\[\]]{{2,40}}[】〕）)\]]")
"""What is attached, in brackets above its own title: 【附：某某的材料】"""
LEFT_OUT = re.compile(rf"{OMITTED}$")
"""What is attached is only named: 一、名册（略）"""
# What leads to the text of what is handed on, above its title: 原件附后：
ORIGINAL_BELOW = re.compile("(?:原[件电文稿]|来[件电]|全文|附件)(?:附[后下]|附于后|如[下后])[：:。]?")
NAMED_ONLY = re.compile(rf"(?:[份件张册页]|{OMITTED})$")
"""So ends a line that only names what is attached: 附：清单一份, 附：名册（略）"""
ATTACHED_HEAD = re.compile(rf"附件?{ORDINAL}(?:[：:]|[ \u3000]+)(?=\S)")
SIGNED_DAY = re.compile(rf"[^。；：！？]{{2,40}}(?:{DATE})")
DONE = re.compile(rf"[（(](?:{DATE})[^（）()。；]{{2,20}}[）)]")
"""The day below the title of an attachment, with what was done to it."""
LISTED_TITLE = re.compile(
    rf"(?:[（(]?(?:[一二三四五六七八九十]|\d{{1,2}})[）)、．.]|附件?{ORDINAL}[：:、 \u3000]).{{2,40}}(?<![。！？])"
)
"""One of several titles of what goes with a paper."""


def attached(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, a head 附：… or 附件一 that nothing has settled, a head below the signature of a circular that forwards
    something, those that count on from it (甲, 乙; 一, 二 where they name documents), 附： above a salutation, or a line that is only 附件一 or
    原件附后 above a title, opening an attachment to the archival document above it, below an article a document."""
    result = list(blocks)
    holder: Block | None = None
    counted = 0
    titles: list[str] = []
    works = frozenset(m["title"] for b in blocks if b.kind == "line" for m in NAMED.finditer(b.text.text))
    for n in range(len(result)):
        block = result[n]
        counted = 0 if block.attrs.get("opens") in ("document", "section") else counted
        holder = block if block.attrs.get("opens") in HOLDERS else holder
        if holder is None or holder.attrs["opens"] == "section" or is_opened(result, n):
            continue
        opens = "document" if holder.attrs.get("subtype") == "article" else "attachment"
        said = {"opens": opens, "type": "main", "date": iso(block.text.text)}
        if labels_title(result, n):
            result[n] = told(block, "head", "dated-title", **{**said, "type": "label"})
            result[n + 1] = told(result[n + 1], "head", "dated-title", type="main")
            counted = number_of(result[n + 1])
            if n + 2 < len(result) and is_done(result[n + 2]):
                result[n + 2] = told(result[n + 2], "head", "dated-title", type="sub")
        elif block.kind == "head" and (
            ATTACHED_HEAD.match(block.text.text)
            or is_forwarded(result, n, holder, works)
            or (counted and counted + 1 == number_of(block))
            or (ATTACHED_LABEL.fullmatch(block.text.text) and near(result, n + 1) == "salute")
        ):
            again = any(title.endswith(block.text.text) for title in titles)
            result[n] = block if again else told(block, "head", "dated-title", **said)
            titles.append(block.text.text)
            counted = number_of(block)
    return result


def number_of(head: Block) -> int:
    """With which number a head counts in the signs 甲, 乙, 丙, or in 一, 二, 三 where it names a document; 0 where it does not."""
    text = head.text.text
    if found := STEM.match(text):
        return STEMS.index(found["n"]) + 1
    counts = COUNTED.match(text) if NAMES_DOCUMENT.search(text) else None
    return number(counts["n"]) if counts else 0


def is_opened(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` opens a piece, or is the title below the label that does."""
    label = blocks[n - 1].attrs if n else {}
    return bool(blocks[n].attrs.get("opens")) or bool(label.get("opens") and label.get("type") == "label")


def labels_title(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` is only 附件一 above a title, where what stands above it can have ended."""
    block, above = blocks[n], blocks[n - 1]
    below = blocks[n + 1] if n + 1 < len(blocks) else None
    bracketed = below and below.kind == "head" and ATTACHED_IN_BRACKETS.fullmatch(block.text.text)
    original = below and below.kind == "head" and ORIGINAL_BELOW.fullmatch(block.text.text)
    labels = bracketed or original or ATTACHED_LABEL.fullmatch(block.text.text)
    if block.kind not in ("line", "head") or not labels:
        return False
    ended = may_end_document(above) or below_citation(blocks, n) or bool(SIGNED_DAY.fullmatch(above.text.text))
    listed = below is not None and LEFT_OUT.search(below.text.text)
    return bool(ended and below and not listed and (below.kind == "head" or may_be_title(below)))


def is_done(block: Block) -> bool:
    """Whether a line below the title of an attachment says on which day it was received or the like."""
    return bool(DONE.fullmatch(block.text.text)) and not is_bracketed_date(block)


def is_forwarded(blocks: Sequence[Block], n: int, holder: Block, works: frozenset[str]) -> bool:
    """Whether the head at index `n` is the title of what the document above (`holder` opens it) forwards: it stands right below the
    signature of that, or the title of that names it, or it is one of the `works` that the text names."""
    head = blocks[n]
    title, text = holder.text.text + holder.attrs.get("title", ""), head.text.text
    if NUMBERED.match(text) or not HAN.search(re.sub(r"\s", "", text)):
        return False
    named = (
        len(text) >= SHORTEST_TITLE and text in title and head is not holder and not stands_again(text, holder)
    )
    signed = below_signature(blocks, n)
    if (signed or named or text in works) and FORWARDS.search(title):
        return True
    return signed and agreed(text, title, works)


def below_signature(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` stands right below the signature or day of a text, and not of a head."""
    signed = near(blocks, n - 1) in SIGNS and blocks[n - 1].attrs.get("type", "") != "author"
    return signed and next((b.kind for b in reversed(blocks[:n]) if b.kind not in SIGNS), "") != "head"


def agreed(text: str, title: str, works: frozenset[str]) -> bool:
    """Whether a head is the title of a paper that the circular above says it hands on, or the kind of paper to which its title agrees
    (同意某局的通知)."""
    return text in works or (AGREES.search(title) is not None and title.endswith(re.sub(r"\s", "", text)))


def stands_again(text: str, holder: Block) -> bool:
    """Whether a head is the title of the document that `holder` opens, or what of it stands behind the name of its sender, again: it says itself
    that something is forwarded, and the words before it do not."""
    before, found, behind = holder.text.text.partition(text)
    return bool(found and not behind and FORWARDS.search(text) and not FORWARDS.search(before))


def carried(block: Block, holder: Block | None) -> bool:
    """Whether a line is the title of something attached to the archival document that `holder` opens, and no mere mention of
    it (附：清单一份)."""
    text = block.text.text
    return (
        holder is not None
        and holder.attrs["opens"] != "section"
        and holder.attrs.get("subtype") not in ("article", "chapter", "foreword")
        and bool(ATTACHED_HEAD.match(text))
        and not NAMED_ONLY.search(text)
    )


def has_text(blocks: Sequence[Block], start: int) -> bool:
    """Whether more stands from index `start` on than further titles of what goes with a paper (2、清单) and how often it was
    printed."""
    below = takewhile(
        lambda b: b.kind not in ("excluded", "citation") and not b.attrs.get("opens"),
        blocks_from(blocks, start),
    )
    return any(
        b.kind != "idno" and not (b.kind == "line" and LISTED_TITLE.fullmatch(b.text.text)) for b in below
    )


def printed_twice(blocks: Sequence[Block]) -> list[Block]:
    """Blocks → the same, the title of something attached that stands again below 附：… as its head, and that line as the
    label above it."""
    result = list(blocks)
    for n in range(1, len(result)):
        above, block = result[n - 1], result[n]
        opens = above.kind == "head" and above.attrs.get("opens") == "attachment"
        if opens and block.kind == "head" and above.text.text.split("：")[-1] == block.text.text:
            result[n - 1 : n + 1] = [told(above, type="label"), told(block, type="main", opens="")]
    return result
