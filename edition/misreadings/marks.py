"""Stops, dashes and digits that a recogniser took for others, and words set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.misreadings.characters import Language
from edition.misreadings.suspicion import Suspicion, sureness
from edition.rules.scripts import one_script

DIGITS = {"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"}
AMONG_DIGITS = re.compile(
    r"(?<![A-Za-z])[lI|Oo](?=\d|[,.，．]\d|[年月日时分号名个辆架门条吨%％])|(?<=\d)[lI|Oo](?![A-Za-z])"
)
"""A letter where a number stands: before digits or a measure, or after digits."""

SENTENCE = re.compile(r"[。！？“”]")
CLAUSE = re.compile(r"[，；：。！？]")
PARALLEL = re.compile(r"第[二三四五六七八九十]|其[二三四]|另一方面|另外|但|而且|同时|其次|或者")
FIRST = re.compile(r"第一|其一|一是|首先|[“‘《「（(\d①⑴]")
ANNOUNCED = re.compile(
    r"(?:[说问答称示为下复令告诉电文列曰题法是容有如计即样针因话]"
    r"|[声说表指证][明出]|[规决商议确拟]定|[建提倡动]议|[请要追]求|意[见思]|知道|讨论|结论|谈到|提到|得出|出现"
    r"|[一二两三四五六七八九十几以如][下个点条项套种句件]\w{0,6}|计划|立场|条件|方案|方针|目的|错误|包括|如下\w{0,12}|以下\w{0,12}"
    r"|政府|同志|先生|等|共\d+人)$"
)
"""Words after which a colon announces what follows: verbs of saying, a number of points, what is meant by it."""
LABEL = 10
"""A colon so near the beginning of its sentence follows a label or a speaker."""

POINT = re.compile(r"(?:第?[一二三四五六七八九十]+|[（(](?:[一二三四五六七八九十]+|\d+)[)）]|\d+)[、.．，)]?")
NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")

STRAY = re.compile(r"[｡｢｣､･]")
"""The half-width marks of the Japanese standard JIS X 0201, which Chinese print does not have."""
FULL_POINT = re.compile(r"(?<=[\u4e00-\u9fff%％”）])．(?=[\u4e00-\u9fff])")
WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{2,}")
"""A run of letters that are no Chinese characters."""
CLAUSES = 40
"""So far on either side an enumeration comma tells that a list is read."""
STROKES = re.compile(r"一一(?![对列举])")
SAID = re.compile(r"(?:认为|指出|以为|表示|声称)(。)(?=[\u4e00-\u9fff])")
WILL = "(?<![不将才都也就大议协社聚晚能理员休])会"
"""会 that is neither part of another word nor of a verb of its own."""
PAST = re.compile(
    rf"(?:以前|当时|上次|去年|昨天|期间|时(?![机间候期刻代]))[^，。；：！？]{{0,8}}?{WILL}(?=[^，。；：！？谈见议晤员场])"
)
"""会 in a clause that tells what has been: after an adverbial of the past."""
BEFORE_PAST = re.compile(rf"{WILL}(?=[\u4e00-\u9fff]{{0,2}}[到说讲问写做看去来作提谈]过)")
"""会 before a verb with the particle of what has been."""
JOINT = re.compile(r"(?<=[\u4e00-\u9fff])[-－–](?=\d[\d,，]*(?:[个架门辆艘挺枚支台人名件吨座]|[万千百]))")
"""A hyphen before a number with its measure, where a list or an explanation goes on."""
AGAIN = re.compile(r"(?:[要应再先请多去来]|一起|好好)$|^[般式性化]")
"""What stands before a verb that is doubled (考虑考虑), or after a word that is no doublet (同志同志般)."""
TWICE = re.compile(r"([\u4e00-\u9fff]{2,6})\1")


def suspect_marks(text: str, following: str, language: Language) -> Iterator[Suspicion]:
    """A passage without white space and the one that follows → marks, digits and doubled words that are suspect."""
    for match in AMONG_DIGITS.finditer(text):
        right = DIGITS[match[0]]
        yield Suspicion(match.start(), match.end(), right, 0.95, f"数字{right}误识为字母{match[0]}")
    for match in STRAY.finditer(text):
        yield Suspicion(match.start(), match.end(), "", 0.8, "中文排版不用的半角标点，多出或错位")
    for match in FULL_POINT.finditer(text):
        yield Suspicion(match.start(), match.end(), "，", 0.7, "汉字之间的全角句点，当为逗号或句号")
    yield from suspect_colons(text, language)
    yield from suspect_last_colon(text, following)
    for match in SAID.finditer(text):
        yield Suspicion(match.start(1), match.end(1), "，", 0.85, "述语与所述之间当作逗号，误识为句号")
    for match in PAST.finditer(text):
        yield Suspicion(match.end() - 1, match.end(), "曾", 0.5, "所述为已有之事，“会”当作“曾”（會、曾形近）")
    for match in BEFORE_PAST.finditer(text):
        yield Suspicion(match.start(), match.end(), "曾", 0.6, "下有“过”字，“会”当作“曾”（會、曾形近）")
    for match in JOINT.finditer(text):
        listed = "、" in text[max(0, match.start() - CLAUSES) : match.end() + CLAUSES]
        right, what = ("、", "顿号") if listed and match[0] == "-" else ("——", "破折号")
        yield Suspicion(match.start(), match.end(), right, 0.6, f"数量之前当作{what}，误识为连接号")
    for match in WORD.finditer(text):
        if right := one_script(match[0]):
            yield Suspicion(match.start(), match.end(), right, 0.6, "一词之内拉丁、希腊、西里尔字母相混")
    yield from suspect_dashes(text, language)
    yield from suspect_doubles(text, language)


def suspect_colons(text: str, language: Language) -> Iterator[Suspicion]:
    """Colons between parallel clauses, where a semicolon belongs (GB/T 15834, 4.6 and 4.7)."""
    for match in re.finditer("：", text):
        at = match.start()
        start = max((m.end() for m in SENTENCE.finditer(text, 0, at)), default=0)
        before, after = text[start:at], text[at + 1 : at + 12]
        if len(before) < LABEL or not after or FIRST.match(after) or ANNOUNCED.search(before):
            continue
        odds, why = 0.0, ["前无提示下文的词语"]
        if PARALLEL.match(after):
            odds, why = odds + 3, [*why, f"下以“{after[:2]}”另起并列的一句"]
        openings = {clause[:n] for clause in CLAUSE.split(before) for n in (1, 2) if len(clause) > 3}
        if after[:2] in openings or after[:1] in {clause[:1] for clause in CLAUSE.split(before)[-1:]}:
            odds, why = odds + 2.5, [*why, f"上下两句同以“{after[:1]}”起"]
        gain = language.usage.gain(text[max(0, at - 2) : at], "：", "；", text[at + 1 : at + 3])
        odds += max(-2.0, min(2.0, gain / 2))
        yield Suspicion(at, at + 1, "；", sureness(odds), "并列分句之间当作分号：" + "，".join(why))


def suspect_last_colon(text: str, following: str) -> Iterator[Suspicion]:
    """A colon that ends a numbered point where the next point of the same level follows."""
    label, other = POINT.match(text), POINT.match(following)
    if not text.endswith("：") or not label or not other or len(text) <= LABEL or label[0] == other[0]:
        return
    level = NUMERAL.sub("#", label[0])
    if level != "#" and level == NUMERAL.sub("#", other[0]):
        why = f"并列各点之间当作分号，误识为冒号：下接同级的“{other[0]}”"
        yield Suspicion(len(text) - 1, len(text), "；", 0.95, why)


def suspect_dashes(text: str, language: Language) -> Iterator[Suspicion]:
    """Two numerals one where a dash belongs."""
    for match in STROKES.finditer(text):
        left, right = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        gain = language.usage.gain(left, "一一", "——", right)
        yield Suspicion(match.start(), match.end(), "——", sureness(gain), "破折号误识为“一一”")


def suspect_doubles(text: str, language: Language) -> Iterator[Suspicion]:
    """A word that stands twice running and never does so elsewhere."""
    for match in TWICE.finditer(text):
        word = match[1]
        once = language.words.weight.get(word)
        beside = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
        if len(word) == 2 and (AGAIN.search(beside[0]) or AGAIN.match(beside[1])):
            continue
        if once is None or word + word in language.words.weight or word[0] == word[1] or word[0] == "一":
            continue
        yield Suspicion(match.start(), match.end(), word, 0.6, f"“{word}”二字重出")
