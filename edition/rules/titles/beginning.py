"""What tells that a further text begins at a line inside another, each with its weight."""

from __future__ import annotations

import re
from dataclasses import dataclass

from edition.rules.language.lexicon import JUDGED, PROCLAIMED, RECORDED, RULES, SENT_AS, WRITTEN_ON
from edition.rules.language.weighing import Evidence, total
from edition.rules.text.handing import LONGEST_OFFICE
from edition.rules.text.omission import OMITTED
from edition.rules.titles.shape import HAN, NUMBERED

SUFFICES = 8
ORDINAL = r"[一二三四五六七八九十\d]{0,2}"
IN_BRACKETS = rf"[【〔（(\[]附件?{ORDINAL}[：:][^【】〔〕（）()\[\]]{{2,40}}[】〕）)\]]"
"""What is attached, in brackets above its own title: 【附：某某的材料】"""
LABEL_IN_BRACKETS = rf"[【〔（(\[]附(?:[件录]{ORDINAL}[：:]?|{ORDINAL}[：:])[】〕）)\]]"
# What leads to the text of what is handed on, above its title: 原件附后：, （附原报告）
ORIGINAL = "(?:原[件电文稿]|来[件电]|全文|附件)(?:附[后下]|附于后|如[下后文])[：:。]?|[（(]?附原(?:报告|通报|通知|请示|意见|[件文电稿信函])[）)]?"
SHEET = re.compile(
    r"第[一二三四五六七八九十]{1,3}[份件篇][：:](?:[（(][^（）()]{1,12}[）)])?(?:“[^“”]{1,12}”)?[：:]?"
)
"""One of several papers in one file: 第二份：（手写）"""
LABEL = re.compile(
    rf"附件{ORDINAL}[：:]?|附录?{ORDINAL}[：:]|又[：:]|{IN_BRACKETS}|{LABEL_IN_BRACKETS}|{ORIGINAL}|{SHEET.pattern}"
)
"""A line that says that a text follows, and is not its title."""
LABELLED = re.compile(rf"附件?{ORDINAL}(?:[：:]|[ \u3000]+)(?=\S)")
"""How a title begins that says itself that it is attached."""
NAMED_ONLY = re.compile(rf"(?:[份件张册页]|{OMITTED})$")
"""So ends a line that only names what is attached: 附：清单一份, 附：名册（略）"""
LEFT_OUT = re.compile(rf"[（(][^（）()]{{2,60}}略[）)]|.*{OMITTED}")
NAMES_PAPER = re.compile(
    rf"(?:{SENT_AS}|{RECORDED}|{RULES}|{PROCLAIMED}|{JUDGED}|决[定议]|通报|总结|规定|办法|[方草]案|意见)(?:[（(][^（）()]{{1,16}}[）)])?[：:]?$"
)
SAYS_MATTER = re.compile("关于.{4,60}的|[致给].{2,40}[电信函]")
INSTRUCTION = re.compile(rf"[\u4e00-\u9fff]{{0,12}}(?:{WRITTEN_ON}|指示)[：:]?")


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a line. `closed`: how the text there is closed, "signed" (or dated), "sent" where it
    only says in brackets who gets it, "" where it is not. `ended`: a text can end there. `parted`: that text
    has parts with heads of their own, `numbered`: these have numbers. Of all texts that are open there,
    `announced`: one says that it hands something on, `awaited`: and what, but nothing came of it so far;
    `named`: one names a text of these words; `counts`: the line counts on from one."""

    closed: str
    ended: bool
    parted: bool
    numbered: bool
    announced: bool
    awaited: bool
    named: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Below:
    """What stands below a line. `title`: the line that can be the title of a text, "" where none can.
    `greeted`: somebody is greeted; `dated`: a day; `numbered`: the number of a paper; `foot`: the end of a text
    that is signed or dated; `lone`: at most one paragraph."""

    title: str
    greeted: bool
    dated: bool
    numbered: bool
    foot: bool
    lone: bool


@dataclass(frozen=True, slots=True)
class Beginning:
    """A line with which a further text may begin. `text`: its words; `head`: it is one already; `entitles`: it
    is short enough, and its end open, to be a title; what stands above and below it."""

    text: str
    head: bool
    entitles: bool
    above: Above
    below: Below

    @property
    def label(self) -> bool:
        """Whether it says that a text follows, and is not its title."""
        return LABEL.fullmatch(bare(self.text)) is not None

    @property
    def labelled(self) -> bool:
        """Whether it is a title that says itself that it is attached."""
        return not self.label and self.entitles and LABELLED.match(self.text) is not None

    @property
    def titled_below(self) -> bool:
        """Whether its title stands below it."""
        return bool(self.below.title) and (self.label or (self.labelled and self.repeated))

    @property
    def repeated(self) -> bool:
        """Whether the title below it says its words again."""
        return bare(self.text).endswith(bare(self.below.title))

    @property
    def title(self) -> bool:
        """Whether it can be the title of a text."""
        return self.entitles and HAN.search(bare(self.text)) is not None

    @property
    def untitled(self) -> bool:
        """Whether the text would begin with it without a title."""
        return not (self.title or self.label)

    @property
    def excluded(self) -> bool:
        """Whether nothing can make it the beginning of a text: it says that its text is left out, only
        a part is signed above it, or it has no title and stands below no signature, or nobody waits
        for it, or it is too short to run."""
        if LEFT_OUT.fullmatch(self.text) or (self.above.closed and self.above.parted and not self.above.counts):
            return True
        waited_for = self.above.awaited or self.below.greeted
        runs = self.below.greeted or len(self.text) > LONGEST_OFFICE
        return self.untitled and not (self.above.closed and not self.head and waited_for and runs)


def bare(text: str) -> str:
    """A title without white space."""
    return re.sub(r"\s", "", text)


EVIDENCE: tuple[Evidence[Beginning], ...] = (
    Evidence(5, "说以下有附件", lambda b: b.label and b.above.ended),
    Evidence(4, "附件字样之下有题目", lambda b: b.label and b.below.title != ""),
    Evidence(4, "是几件中的一件", lambda b: SHEET.fullmatch(bare(b.text)) is not None),
    Evidence(8, "题目以附件字样开头", lambda b: b.labelled and b.above.ended),
    Evidence(4, "上文已落款", lambda b: b.above.closed != ""),
    Evidence(3, "上文说转发、附上文件", lambda b: b.above.announced),
    Evidence(2, "上文说过所转发的是什么，还没有见到", lambda b: b.above.awaited),
    Evidence(5, "上文提过这个题目", lambda b: b.above.named),
    Evidence(9, "接着上一件的次序", lambda b: b.above.counts),
    Evidence(2, "以文件的种类收尾", lambda b: b.title and NAMES_PAPER.search(bare(b.text)) is not None),
    Evidence(1, "说出事由或收发者", lambda b: b.title and SAYS_MATTER.search(b.text) is not None),
    Evidence(3, "以下是称呼", lambda b: b.below.greeted and (b.above.closed != "" or b.label)),
    Evidence(2, "上文已落款，各节都有序号，此题没有", lambda b: b.title and b.above.closed == "signed" and b.above.numbered and not b.above.parted and NUMBERED.match(b.text) is None),
    Evidence(2, "以下有自己的日期", lambda b: b.below.dated),
    Evidence(5, "上文已落款，以下有自己的文号", lambda b: b.title and b.below.numbered and b.above.closed != ""),
    Evidence(3, "上文已落款，以下另有落款", lambda b: b.below.foot and b.above.closed != ""),
    Evidence(-4, "上文没有说转发、附上什么", lambda b: not (b.above.announced or b.above.named or b.label or b.labelled)),
    Evidence(-6, "只是正文的一节", lambda b: b.title and not b.above.counts and NUMBERED.match(b.text) is not None),
    Evidence(-6, "是批语的标题", lambda b: INSTRUCTION.fullmatch(b.text) is not None),
    Evidence(-3, "没有标作标题", lambda b: b.title and not (b.head or b.label or b.labelled)),
    Evidence(-1, "没有题目", lambda b: b.untitled),
    Evidence(-3, "没有题目，只有一段，像附言", lambda b: b.untitled and b.below.lone and b.above.closed == "signed" and not b.below.foot),
)  # fmt: skip


def begins(line: Beginning) -> bool:
    """Whether a further text begins with a line."""
    return not line.excluded and total(line, EVIDENCE) >= SUFFICES
