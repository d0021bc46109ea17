"""What whoever made a record says himself: on lines of its own, among the heads,
and in brackets within the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block, Mark
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.language.dates import is_date_line
from edition.rules.language.lexicon import EDITORS, OFFICES
from edition.rules.text.cutting import Range, cut, leave_out, marked, told

# A sentence in brackets among the heads: what the occasion was, who speaks.
FRAMED = re.compile(r"〖(?=[^〖〗，。]*[，。]|[^〖〗]{16})[^〖〗]*〗")
BRACKETED = re.compile(
    r"(?P<open>[\[【〔（(〖［])(?=.*[。：；？！]|.{20,}$|.*(?:[时现曾]任|当时任)|原[书文件刊])(?P<said>[^\[\]【】〔〕（）()〖〗［］]{8,})[\]】〕）)〗］]"
)
# (某某汇报水位的情况), where others stand so among the heads.
IN_ROW = re.compile(r"[（(](?!\d)[^（）()]{6,}[）)]")
FEWEST_IN_ROW = 2
# [某某：某局局长], 【某某(1908--1991)，某县人】
SQUARE = re.compile(r"(?=.*[，：:])[\[【〔［][^\[\]【】〔〕［］]{10,}[\]】〕］]")
# （某某：某年任某局局长）, of one whom the title or the line of the author names
WHO_HE_WAS = re.compile(
    rf"[（(](?P<name>[\u4e00-\u9fff·]{{2,12}})[：:，,](?=[^（）()]*(?:[时现曾前原]任|(?:{OFFICES})[）)]))[^（）()。；！？]{{4,60}}[）)]"
)
# [某月在会上的发言，本文由记录整理，标题为编者所拟。]
HEADNOTE = re.compile(
    r"(?=.{16,})[\[【〔（(](?!有人|谈到|当谈)(?=.*(?:本[文篇件]|此[文篇件]|此[为系是]|这[是篇份]|标题|原题|题目|[记纪]录是|未经[^（）()，]{1,12}(?:审阅|审定|核对|核阅|校阅)|整理[的出]|原话)).*[\]】〕）)]"
)
# 【这是甲写给乙的报告。】
SAID_TO_BE = re.compile(r"[\[【〔［（(](?:这|本件|此件|本文|此文)是[^\[\]【】〔〕（）()［］]{3,}[\]】〕］）)]")
# In square brackets, a whole sentence of the editor: [这个办法是他到任以后提出来的。]
SENTENCE = re.compile(r"[\[【〔［][^\[\]【】〔〕［］“”]*(?:“[^“”]*”[^\[\]【】〔〕［］“”]*){0,4}。[\]】〕］]")
# Below who wrote a text, what office he held: （某局渡口科科长）
OFFICE = re.compile(rf"[（(][^（）()，。：]{{2,40}}(?:{OFFICES})[）)]")
NOTES = re.compile(r"[【\[]?注[ \u3000]?释[】\]]?[：:]?")
"""The word above what an editor says of a text."""
MOST_NOTES = 3
"""So many paragraphs at most that is."""
# 注：…, 编者注：…, （编者按：…）, [编者按] ….
NOTED = re.compile(
    rf"[【（(\[〔［](?P<who>{EDITORS})[谨又]?[按案][】）)\]〕］][ \u3000]*(?=[^\s：:])|"
    rf"[【（(\[〔［]?(?:《[^《》]{{1,16}}》(?={EDITORS}))?(?P<resp>{EDITORS})?(?:[谨又]?[按案]|注)[】）)\]〕］]?[ \u3000]{{0,2}}[：:](?=\s*\S)|注[ \u3000]{{2,4}}(?=\S)"
)
POINT = re.compile(r"\s{0,2}(?P<open>[（(]?)(?P<n>\d{1,2})(?P<close>[）)、．.])")
# Below a text, by an asterisk that nothing calls: *[ ]外为后加的文字
STARRED = re.compile(r"[*＊※] ?(?=[^\s*＊]).{4,}")
# Within a paragraph: (某按：…), and behind the call of a note what it says: ①【原文如此。】
WITHIN = re.compile(
    r"[（(\[【〔［〖](?P<resp>[\u4e00-\u9fff]{1,4}?)?(?:[谨又]?[按案]|注)[：:](?=\S)[^（）()\[\]【】〔〕［］〖〗]*[）)\]】〕］〗]"
    r"|(?P<call>[①-⑳])\s*[【〖]\s*(?:(?P=call)\s*)?(?P<note>[^【】〖〗]+)[】〗]"
)
# The same whose opening bracket the capture lost: ①指某局第二次会议。】
UNOPENED = re.compile(r"(?<=[\u4e00-\u9fff”》])(?P<call>[①-⑳])(?P<note>[^①-⑳【】〖〗“”]{4,80}。)[】〗]")
# The same in round brackets, behind the mark of the sentence that the call stands in: ①，（这里指…。）
EXPLAINED = re.compile(
    r"(?<=[\u4e00-\u9fff”》])(?P<call>[①-⑳])\s*(?P<mark>[，、；]?)\s*[（(](?P<note>(?:这里|此处|所?指|即|系指?|原[话文意]|引自|见)[^（）()]{2,}|[^（）()]{4,}。)[）)]"
)
# Behind its call a note that says its number again: ①（注①：原文如此）
CALLED_AGAIN = re.compile(r"(?P<call>[①-⑳])\s*[（(]注(?P=call)[：:]\s*(?P<note>[^（）()]{2,})[）)]")
# Who or what is meant: 钟总〔指钟大河〕
MEANT = re.compile(
    r"(?<=[\u4e00-\u9fff”》])[〔［\[](?P<note>(?:[\u4e00-\u9fff，]{0,6}?(?:所?指|应指|系指|即|疑指)|原文|原件|下同)[^〔〕［］\[\]]*)[〕］\]]"
)
# How an editor writes of the text below the title: 以下…，笔者…
PREFACE = re.compile("(?=.*(?:笔者|编者|整理者|抄录者))(?=.*(?:以下|下面|本文|此文|本件)).{20,}")
# What a bracket says without a call, where others of the same text have one: 某某【甲·某某，时任经理】
UNCALLED = re.compile(r"(?<=[\u4e00-\u9fff])【(?P<note>[^【】]{2,})】")
CALLED = re.compile(r"[①-⑳]【[^【】]+】")
# （甲听了一阵以后又说：）, （当谈到水库时）
TOLD = re.compile(
    r"[（(][^（）()“”]{6,}(?:说|讲|问|答|插话|指出|表示)[：:][）)]"
    r"|[（(](?:[当在][^（）()。“”]{0,16}?)?(?:谈|讲|说|提|汇报)[到及完][^（）()。]{1,40}(?:时|的时候|以?后)[：:，]?[）)]"
)
# Below a text, in brackets and in several sentences, what is to be known of it.
CLOSING = re.compile(
    r"[（(][^（）()]{12,}。[^（）()]{4,}。[）)]|[（(](?:以上|此[件稿]|本[件稿文])[^（）()]{6,}(?:整理|记录|传达|抄录|翻印|核对|审阅|改写|摘[要录]|节录)(?:而成)?(?:[。，][^（）()]{2,20})?。?[）)]"
    r"|[（(](?:以上|上[面述列]|[文书]中|各[则篇段])[^（）()。；]{0,20}(?:[标小]?题目?|题名|篇名|日期|标点)[^（）()。；]{0,4}(?:编者|编辑|整理者|抄录者|选编者)[^（）()。；]{0,3}[加拟改][^（）()]{0,3}[）)]"
    r"|[（(](?:[^（）()。；：，]{0,12}(?:记录|整理)稿[，,]|(?:[^（）()。；：，]{0,12}(?:稿|[讲谈]话)[，,]?)?未经[^（）()，]{1,12}(?:审阅|审定|审查|核对|校阅))[^（）()：]{0,40}[）)]"
    r"|[（(](?:根据|依据|据)[^（）()，。]{0,24}(?:记录稿?|笔记|录音|回忆)[^（）()，。]{0,4}整理(?:[。，](?:未|已)?经[^（）()]{1,16}(?:审阅|审定|核对|校阅))?。?[）)]"
)
# What the copy lacks: [有缺页], （以下字迹不清）
LACKS = re.compile(
    r"[\[【〔［（(](?:此处|此页|以[上下]|[上下]文?|中间|原[件文稿])?有?(?:缺[页字行损]?|残缺|脱[页漏]|字迹(?:不清|模糊)|看不清|辨认不清)[^\]】〕］）)]{0,8}[\]】〕］）)]"
)
# What stands between a title and that: who, when, where, in one line each.
FIELD = re.compile(r"[^：:。]{2,8}[：:][^。]*|[\u4e00-\u9fff·、，,]{2,20}")
SPOKEN = ("line", "para", "speech", "item")


def find_remarks(blocks: Blocks, options: Options) -> Recognised:
    """Lines in which whoever made the record speaks (编者按：…, 注：…), sentences in brackets among the heads,
    and what stands in brackets right below a title and says what the text is → `remark`; `resp` says who. The
    same in brackets within a paragraph (某按：…), and what stands in brackets behind the call of a note → a
    note mark (place bottom) there."""
    called = any(b.kind in SPOKEN and CALLED.search(b.text.text) for b in blocks)
    apart = below_label(blocks) | in_row(blocks) | frozenset(further_points(blocks))
    return Recognised(
        tuple(
            told(block, "remark", "remarks", type="") if n in apart else remarked(blocks, n, called)
            for n, block in enumerate(blocks)
        )
    )


def below_label(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of a line that says 注释 and nothing else, and of those below it, few and none numbered, with
    which the text ends: what an editor says of the whole."""
    found: set[int] = set()
    for n, block in enumerate(blocks):
        if block.kind != "line" or not NOTES.fullmatch(block.text.text):
            continue
        until = next((m for m in range(n + 1, len(blocks)) if blocks[m].kind != "line"), len(blocks))
        ends = all(b.kind in ("citation", "excluded") for b in blocks[until : until + 1])
        if ends and 0 < until - n - 1 <= MOST_NOTES:
            found.update(range(n, until))
    return frozenset(found)


def in_row(blocks: Sequence[Block]) -> frozenset[int]:
    """The indexes of heads that brackets frame, where at least two others, or lines, are sentences in brackets:
    what the recorder says of a talk."""
    framed = [
        n
        for n, b in enumerate(blocks)
        if b.kind == "head" and not b.attrs.get("opens") and IN_ROW.fullmatch(b.text.text)
    ]
    sentences = {
        n for n, b in enumerate(blocks) if b.kind in ("head", "line") and BRACKETED.fullmatch(b.text.text)
    }
    return frozenset(n for n in framed if len(sentences - {n}) >= FEWEST_IN_ROW and not is_date_line(blocks[n]))


def further_points(blocks: Sequence[Block]) -> Iterator[int]:
    """The indexes of lines that count on from the first point of a note (注：（1）… above （2）…)."""
    wanted, way = 0, ""
    for n, block in enumerate(blocks):
        said = NOTED.match(block.text.text) if block.kind == "line" else None
        point = POINT.match(block.text.text, said.end() if said else 0) if block.kind == "line" else None
        counts = int(point["n"]) if point else 0
        style = point["open"] + point["close"] if point else ""
        if said:
            wanted, way = (2, style) if counts == 1 else (0, "")
        elif wanted and counts == wanted and style == way:
            wanted += 1
            yield n
        else:
            wanted = 0


def is_headnote(blocks: Sequence[Block], n: int) -> bool:
    """Whether the block at index `n` stands in brackets below the title of a text, what else stands between
    them short, and says what the text is, or who somebody is whom they name; in square ones, who speaks."""
    text = blocks[n].text.text
    who = WHO_HE_WAS.fullmatch(text)
    if blocks[n].kind != "line" or not (
        who
        or HEADNOTE.fullmatch(text)
        or SAID_TO_BE.fullmatch(text)
        or PREFACE.fullmatch(text)
        or (SQUARE.fullmatch(text) and not is_date_line(blocks[n]))
        or SENTENCE.fullmatch(text)
    ):
        return False
    named = False
    while n and stands_between(blocks[n - 1]):
        n -= 1
        named = named or (who is not None and who["name"] in blocks[n].text.text)
    below = n > 0 and blocks[n - 1].kind == "head" and bool(blocks[n - 1].attrs.get("opens"))
    return below and (who is None or named or who["name"] in blocks[n - 1].text.text)


def stands_between(block: Block) -> bool:
    """Whether a block can stand between a title and what is said of the text: who wrote it, what else
    is said of him or of the text."""
    text = block.text.text
    if block.kind == "head":
        return not block.attrs.get("opens") and any(f.fullmatch(text) for f in (BRACKETED, SQUARE, OFFICE))
    return block.kind == "signed" or any(form.fullmatch(text) for form in (SQUARE, FIELD))


def remarked(blocks: Sequence[Block], n: int, called: bool) -> Block:
    """The block at index `n` → a remark, where nothing else stands in it; else the same
    with those within it as notes."""
    block, text = blocks[n], blocks[n].text.text
    said = NOTED.match(text) if block.kind == "line" else None
    framing = BRACKETED.fullmatch(text) or SQUARE.fullmatch(text)
    sentence = block.kind == "head" and framing and not is_date_line(block)
    framed = sentence or (block.kind in ("line", "head") and FRAMED.fullmatch(text))
    if block.kind == "head" and OFFICE.fullmatch(text):
        framed = framed or (n > 0 and blocks[n - 1].attrs.get("type") == "author")
    below = all(b.kind in ("excluded", "head", "citation") for b in blocks[n + 1 : n + 2])
    starred = block.kind == "line" and below and STARRED.fullmatch(text)
    resp = (said["resp"] or said["who"] or "") if said else ""
    narrates = block.kind == "line" and TOLD.fullmatch(text)
    above_sign = len(blocks) - n == 2 or all(b.kind == "excluded" for b in blocks[n + 2 : n + 3])
    closing = block.kind == "line" and n > 1 and (below or above_sign) and CLOSING.fullmatch(text)
    apart = (
        said
        or (block.kind == "line" and LACKS.fullmatch(text))
        or starred
        or narrates
        or closing
        or (framed and not block.attrs.get("opens"))
        or is_headnote(blocks, n)
    )
    return told(block, "remark", "remarks", type="", resp=resp) if apart else noted(block, called)


def noted(block: Block, called: bool) -> Block:
    """A paragraph → the same, what its maker says in brackets within it as notes at their places."""
    if block.kind not in SPOKEN:
        return block
    gone: list[Range] = []
    marks: list[Mark] = []
    text = block.text.text
    uncalled = UNCALLED.finditer(text) if called else ()
    for found in sorted(
        (
            *WITHIN.finditer(text),
            *UNOPENED.finditer(text),
            *EXPLAINED.finditer(text),
            *CALLED_AGAIN.finditer(text),
            *MEANT.finditer(text),
            *uncalled,
        ),
        key=lambda found: found.start(),
    ):
        if found.start() == 0 and found.end() == len(block.text):
            continue
        group = found.groupdict()
        start, end = found.span("note") if group["note"] else found.span()
        body = told(cut(block, start, end), "note", "remarks", blank="", indent="", hard="")
        marks.append(
            Mark("note", found.start(), found.start(), {"n": group.get("call") or "", "place": "bottom"}, body)
        )
        mark = found.span("mark") if group.get("mark") else (found.end(), found.end())
        gone += [(found.start(), mark[0]), (mark[1], found.end())]
    return leave_out(marked(block, *marks), gone)


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("remarks", "segment", find_remarks),)
