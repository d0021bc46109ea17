"""What an excerpt leaves out, and says so with dots."""

from __future__ import annotations

import re

from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.text.cutting import marked, told

DOTS = r"(?:\.{3,}|…{1,4}|。{3,}|·{3,})"
OMITTED = r"[（(\[〔［](?:[前中上后下以]{0,2}(?:从|节|全)?略[—…]{0,2}|…{1,2}|\.{3,6})[）)\]〕］]"
# The table, list or drawing that is left out: （表式略）, （附名单略）, and no （战略）.
SHEET_LEFT_OUT = re.compile(
    r"[（(\[〔［]附?[\u4e00-\u9fff\d]{0,8}(?:[表图]式?|[附名清]单|附件|图样|照片|统计|数字|名册)[均从]?略[）)\]〕］]"
)
# What is left out, in words, on a line of its own: [以下宣读某文，略]
TOLD_LEFT_OUT = re.compile(
    r"[（(\[〔［【](?:以[上下]|[上下]面|此处|中间|接着|然后)[^（）()\[\]〔〕［］【】。]{2,60}[，、,；： ]?[从均]?略去?。?[）)\]〕］】]"
)
# What the copy lacks that somebody had before him: （上缺）, （下缺）, （缺页）.
LOST = re.compile(
    r"[（(\[〔［](?:原[件文稿]|此处|以)?[前中上后下]?(?:[残佚]?缺[页字损失]?|[残佚]失?)[）)\]〕］]"
)
# What nobody can read: （此处看不清）, （原件字迹模糊）.
ILLEGIBLE = re.compile(
    r"[（(\[〔［](?:此处|原[件文稿]|以下|下[面文]|[一二三四五六七八九十两几数\d]{1,3}[字行])?(?:有?[一二三四五六七八九十两几数\d]{1,3}[字行])?(?:字迹|文字)?(?:看不清楚?|不清楚?|模糊(?:不清)?|漫漶(?:不清)?|无法辨认|辨认不清|难以?辨认?|不可辨认?)[）)\]〕］]"
)
ROW = re.compile(rf"(?:{DOTS}|{DOTS}?{OMITTED}{DOTS}?)")
# Dots at the start of a paragraph, after a full stop, or between a comma and new words, stand for something
# left out; after a word they are a pause.
INLINE = re.compile(rf"(?:(?<=[。！？，；])|^){DOTS}|{OMITTED}")


def find_omissions(blocks: Blocks, options: Options) -> Recognised:
    """A line that is only dots, or says （略） → a gap (reason sampling), one that says （下缺） a
    gap of reason lost, （此处看不清） of reason illegible; such words and dots after a stop or
    comma within a text → a gap mark."""
    return Recognised(tuple(omission(block) for block in blocks))


def omission(block: Block) -> Block:
    """A line that stands for left-out text → a gap; a text with signs of that inside →
    the same with a mark for each."""
    text = block.text.text
    rest = any(form.fullmatch(text) for form in (ROW, SHEET_LEFT_OUT, TOLD_LEFT_OUT))
    if block.kind in ("line", "head") and not block.attrs.get("opens") and rest:
        return told(block, "gap", "omission", type="", reason="sampling")
    for reason, pattern in (("lost", LOST), ("illegible", ILLEGIBLE)):
        if block.kind == "line" and pattern.fullmatch(text):
            return told(block, "gap", "omission", reason=reason)
    if block.kind not in ("line", "para", "speech"):
        return block
    reasons = (("sampling", INLINE), ("lost", LOST), ("illegible", ILLEGIBLE))
    return marked(
        block,
        *(
            Mark("gap", m.start(), m.end(), {"reason": reason})
            for reason, pattern in reasons
            for m in pattern.finditer(text)
        ),
    )


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("omission", "segment", find_omissions),)
