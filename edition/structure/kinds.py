"""The kind of an archival document, by the words of its title."""

from __future__ import annotations

import re

from edition.rules.language.lexicon import AGREEMENT, JUDGED, MEETING, NOTE, PROCLAIMED
from edition.rules.text.folding import simplified

# The last of these words in a title's first part names the kind: 联共中央关于……电报的决议 is a decision.
KINDS = (
    (
        "telegram",
        r"电报|(?:快邮代|慰问|指示|嘉奖|[密急代通明贺唁训公专复回来去])电(?![台话影厂站线灯力器])|电(?=(?:[两二三四五六七八九][件封则通])?(?:[（(：:—－]|$))",
    ),
    (
        "letter",
        r"转交[^：:]{1,12}来电|信[函件]|(?:公开|邀请|介绍|感谢|慰问|亲笔|联名|[便复去贺密来])?(?:信|函)(?=(?:[两二三四五六七八九][件封则通])?(?:[（(：:—－]|$))|书[简札柬]|手[书札](?=[（(：:—－]|$)|便[条笺]|咨文?(?=[（(：:—－]|$)|移文|牒文",
    ),
    (
        "conversation",
        rf"(?:{MEETING}|座谈会|通话|电话)(?:纪录|记录|纪要|纪略|笔[记录]|备忘录|速记稿?|摘[要记]|要点|实录)|(?:谈话|会谈|会晤|座谈)(?:片[断段]|摘[录抄]|节录)?(?=[（(：:—－]|$)|议事录|会议[^：:（(]{{0,14}}(?:纪录|记录)|(?:审讯|询问|讯问|谈话)笔录|答[^：:]{{0,8}}记者问|访谈录|(?:走访|采访|访问|接待|讨论|汇报会?)(?:纪要|[纪记]录)|(?:问答|晤谈)(?:节略|记略|记)(?=[（(：:]|$)",
    ),
    (
        "decision",
        r"决议|决定|[指复训]示|指令|(?<!强迫)命令(?!主义|作风)|[训通密手部]令|[手密上]谕|札[文饬]|批文|批复|批示|批语|批注|批(?=[（(：:]|$)|"
        + JUDGED,
    ),
    (
        "report",
        r"报告|[通简密]报|汇报(?!会|时)|请示|签呈|呈文|呈(?=[（(：:]|$)|禀帖|禀(?=[（(：:]|$)|奏[折片]|折(?=[（(：:]|$)|(?:意见|建议|申请|请愿|陈情|计划)书",
    ),
    ("note", NOTE),
    ("notice", rf"{PROCLAIMED}|通知(?:书(?=[（(：:—－]|$)|(?!书))"),
    ("agreement", AGREEMENT),
    (
        "speech",
        r"讲话|演说|演讲|致[词辞](?=[（(：:]|$)|祝[酒词]|[开闭]幕[词辞]|[颂答]词(?=[（(：:]|$)|(?:发言|插话)(?:稿|提纲)?(?=[（(：:—－]|$)",
    ),
    ("foreword", r"序[言论]|前言|总序|序$|编辑说明|卷说明|出版说明|凡例|编例|弁言|[引导绪]言|卷首语|题记|小引"),
    ("afterword", r"后记|编后|跋[语文]?$"),
    (
        "index",
        r"索引$|(?:译名|人名|地名|缩略语|缩写|简称|略语|度量衡)(?:[对参]照|换算|一览)*表$|(?:度量衡|年代)?换算表$|参考(?:书目|文献)$|勘误表?$",
    ),
)
# 甲报告乙的谈话 is a report, whatever it is of.
REPORTS = re.compile(
    r"^(?!.*汇报.{0,12}时的?(?:讲话|谈话|插话|发言|指示|批示))(?:(?!关于)[^，：:（(的]){2,12}?(?:向[^，：:（(的]{2,10}?)?(?<!关于)(?:报告(?!会)|通报|汇报(?!会))(?=[\u4e00-\u9fff]{4})"
)
# What was written into the draft of a document is none of its kind: …复电稿上加写的话
ADDED = re.compile(
    r"[文稿告知案电定议示话论信]稿?[上中里]?时?(?:[加增补改]写|添加|增加)的?(?:[一二两三四五六七八九十几]?[段句处点条]?(?:话|文字|内容|意见)|[^的，：:]{0,4}$)"
)
# What was said when others reported is no report, nor what was written into one: 修改某报告稿时加写的一段话
LISTENED = re.compile("听取[^，：:]{0,12}?汇报|(?<=修改)[^，：:]{2,40}?稿时?(?=[加增]写)")
# What a text is called in brackets behind its title: （讲话稿）
CALLED = re.compile(r"[（(]((?:讲话|谈话|发言|报告|演讲|演说)(?:稿|记录稿?|纪录|提纲|摘要)?)[）)]$")


def bare(title: str) -> str:
    """A title without white space and without the marks and dashes around it."""
    return re.sub(r"\s", "", title).strip("—-·①②③④⑤")


def kind_of(title: str) -> str:
    """A title → the kind of document its words name; the part before the colon decides, then the whole. None
    for words added to another document."""
    whole = LISTENED.sub("", re.sub(r"[（(][^（）()]*[)）]", "", simplified(bare(title))))
    if ADDED.search(whole):
        return ""
    bracketed = CALLED.search(bare(title))
    for part in (re.split("[：:]", whole)[0], whole, bracketed[1] if bracketed else ""):
        if REPORTS.match(part):
            return "report"
        hits = [(m.end(), -m.start(), kind) for kind, words in KINDS for m in re.finditer(words, part)]
        if hits:
            return max(hits)[2]
    return ""
