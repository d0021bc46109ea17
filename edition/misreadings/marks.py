"""Stops, dashes and digits that a recogniser took for others, and words set twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.misreadings.language import Language
from edition.misreadings.suspicion import Suspicion, sureness
from edition.rules.language.scripts import one_script

DIGITS = {"l": "1", "I": "1", "|": "1", "O": "0", "o": "0"}
AMONG_DIGITS = re.compile(
    r"(?<![A-Za-z])[lI|Oo](?=\d|[,.，．]\d|[年月日时分号名个辆架门条吨%％])|(?<=\d)[lI|Oo](?![A-Za-z])"
)
"""A letter where a number stands: before digits or a measure, or after digits."""

SENTENCE = re.compile(r"[。！？“”]")
CLAUSE = re.compile(r"[，；：。！？]")
PARALLEL = re.compile(r"第[二三四五六七八九十]|其[二三四]|另一方面|另外|但|而且|同时|其次|或者")
FIRST = re.compile(r"第一|其一|一是|首先|[“‘《「（(\d①⑴]|(?:在?什么|谁|怎么?样?|如何|为什么|那么|嘿|喂)")
"""What a colon announces begins so: as a point, a quotation, a question."""
LIST = re.compile(r"[^\W，；。]+、")
NOTED = re.compile(r"[①-⑳]$")
ANNOUNCED = re.compile(
    r"(?:[说问答称示为下复令告诉电文列曰题法是容有如计即样针因话]"
    r"|[声说表指证][明出]|问[到道]|通报|承认|答复|商谈|申请|提供|(?:转告|告知|通知)\w{1,16}|这样\w{1,4}|的电报|事项|做到|\d国\w{0,4}会议"
    r"|[规决商议确拟]定|[建提倡动]议|[请要追]求|意[见思]|知道|讨论|结论|谈到|提到|得出|出现"
    r"|[一二两三四五六七八九十几以如][下个点条项套种句件]\w{0,6}|计划|立场|条件|方案|方针|目的|错误|包括|如下\w{0,12}|以下\w{0,12}"
    r"|政府|同志|先生|等|共\d+人)$"
)
"""Words after which a colon announces what follows: verbs of saying, a number
of points, what is meant by it."""
LABEL = 10
"""A colon so near the beginning of its sentence follows a label or a speaker."""

POINT = re.compile(r"(?:第?[一二三四五六七八九十]+|[（(](?:[一二三四五六七八九十]+|\d+)[)）]|\d+)[、.．，)]?")
NUMERAL = re.compile(r"[一二三四五六七八九十]+|\d+")

STRAY = re.compile(r"[｡｢｣､･]")
"""The half-width marks of the Japanese standard JIS X 0201, which Chinese print does not have."""
FULL_POINT = re.compile(r"(?<=[\u4e00-\u9fff%％”）])．(?=[\u4e00-\u9fff])")
NARROW = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
AMONG_HAN = re.compile(r"(?<=[\u4e00-\u9fff”）])[,;:?!](?=[\u4e00-\u9fff“（])")
"""A mark of Latin print between Chinese characters (GB/T 15834, 5.1); a source that
sets all of them so has a habit."""
WORD = re.compile(r"[^\W\d_\u3400-\u9fff]{2,}")
"""A run of letters that are no Chinese characters."""
CLAUSES = 40
"""So far on either side an enumeration comma tells that a list is read."""
LISTED = re.compile(r"[、和及与]|､(?![，。；])")
"""What stands after an item of a list."""
ITEM = range(2, 5)
"""The length of an item in characters."""
PHRASES = re.compile(
    r"(?P<first>[在从对向为由])[\u4e00-\u9fff]{1,8}(?P<last>[\u4e00-\u9fff]{2})(?=(?P=first)[\u4e00-\u9fff]{1,8}(?P=last))"
)
"""A phrase after which another of the same form begins (在……方面在……方面)."""
BEYOND = re.compile(r"以外[，,]")
"""What 除 or 除了 opens at the beginning of its sentence."""
CLAUSE_BEGINS = re.compile(
    r"(?<=[\u4e00-\u9fff])(?:[还也又]因为|不仅|而且|但是|所以|因此|可是|然而|否则|如果|虽然|尽管)(?=[\u4e00-\u9fff]{4})"
)
"""A conjunction that begins a clause, so that a stop belongs before it where much precedes."""
AWHILE = 14
LONG = re.compile(rf"[\u4e00-\u9fff]{{{AWHILE}}}")
"""So much without a stop is a clause of its own."""
BLANK_DATE = re.compile(r"(?<=\d年)一月一(?=日)")
"""A month and a day in Chinese numerals after a year in Arabic ones."""
BEGINS = re.compile(
    r"[“‘《「（(①]|[一二三四五六七八九十]+、|第[一二三四五六七八九十]+|[（(]?\d+[)）.．、]|[甲乙丙丁]、|[A-Za-z]"
)
"""How what a colon announces begins in a paragraph of its own: as a quotation or a point of a list."""
STROKES, STROKED = re.compile(r"一一(?![对列举])"), 1.5
"""Two numerals one in a row, and what speaks for a dash beforehand (nats)."""
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
    """A passage without white space and the one that follows → marks, digits and
    doubled words that are suspect."""
    for match in AMONG_DIGITS.finditer(text):
        right = DIGITS[match[0]]
        yield Suspicion(match.start(), match.end(), right, 0.95, f"数字{right}误识为字母{match[0]}")
    for match in STRAY.finditer(text):
        yield Suspicion(match.start(), match.end(), "", 0.8, "中文排版不用的半角标点，多出或错位")
    for match in FULL_POINT.finditer(text):
        yield Suspicion(match.start(), match.end(), "，", 0.7, "汉字之间的全角句点，当为逗号或句号")
    narrow = [*AMONG_HAN.finditer(text)]
    for match in narrow if len(narrow) == 1 and "，" in text else ():
        right = NARROW[match[0]]
        yield Suspicion(
            match.start(), match.end(), right, 0.7, f"汉字之间的半角标点，当作“{right}”，同段他处用全角"
        )
    yield from suspect_lists(text, language)
    yield from suspect_clauses(text)
    yield from suspect_frames(text)
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
        before, after = text[start_of_sentence(text, at) : at], text[at + 1 : at + 12]
        if len(before) < LABEL or not after or FIRST.match(after) or is_label(before):
            continue
        odds, why = 0.0, ["前无提示下文的词语"]
        if "；" in before:
            odds, why = 1.5, ["同句之内上文已用分号"]
        elif ANNOUNCED.search(before):
            continue
        elif LIST.match(after):
            odds = -1.0
        if PARALLEL.match(after):
            odds, why = odds + 3, [*why, f"下以“{after[:2]}”另起并列的一句"]
        openings = {clause[:n] for clause in CLAUSE.split(before) for n in (1, 2) if len(clause) > 3}
        if after[:2] in openings or after[:1] in {clause[:1] for clause in CLAUSE.split(before)[-1:]}:
            odds, why = odds + 2.5, [*why, f"上下两句同以“{after[:1]}”起"]
        gain = language.usage.gain(text[max(0, at - 2) : at], "：", "；", text[at + 1 : at + 3])
        odds += max(-2.0, min(2.0, gain / 2))
        yield Suspicion(at, at + 1, "；", sureness(odds), "并列分句之间当作分号：" + "，".join(why))


def is_label(before: str) -> bool:
    """Whether a colon stands in a title, or after a name that has a note."""
    return before.count("《") > before.count("》") or bool(NOTED.search(before))


def suspect_last_colon(text: str, following: str) -> Iterator[Suspicion]:
    """A colon that ends a numbered point where the next point of the same level follows, or a
    paragraph that announces nothing."""
    if not text.endswith("：") or len(text) <= LABEL:
        return
    label, other = POINT.match(text), POINT.match(following)
    level = NUMERAL.sub("#", label[0]) if label else "#"
    before = text[start_of_sentence(text, len(text) - 1) : -1]
    if other and level == NUMERAL.sub("#", other[0]) != "#" and label and label[0] != other[0]:
        why = f"并列各点之间当作分号，误识为冒号：下接同级的“{other[0]}”"
        yield Suspicion(len(text) - 1, len(text), "；", 0.95, why)
    elif len(before) > LABEL and not ANNOUNCED.search(before) and not BEGINS.match(following):
        why = "段末的冒号前无提示下文的词语，下段亦非引文或列举，疑当作分号"
        yield Suspicion(len(text) - 1, len(text), "；", 0.25, why)


def start_of_sentence(text: str, at: int) -> int:
    """Where the sentence begins in which `at` stands."""
    return max((m.end() for m in SENTENCE.finditer(text, 0, at)), default=0)


def suspect_lists(text: str, language: Language) -> Iterator[Suspicion]:
    """Two items of a list with nothing between them, in a sentence in which a mark stands astray."""
    for stray in STRAY.finditer(text):
        start = start_of_sentence(text, stray.start())
        for at in range(start + ITEM[0], stray.start()):
            left = any(at - n >= start and text[at - n : at] in language.general.alone for n in ITEM)
            if left and any(is_item(text, at, n, language) for n in ITEM):
                pair = text[max(start, at - ITEM[0]) : at], text[at : at + ITEM[0]]
                why = f"“{pair[0]}”“{pair[1]}”并列，其间脱顿号；句中另有错位的“{stray[0]}”"
                yield Suspicion(at, at, "、", 0.5, why)


def is_item(text: str, at: int, length: int, language: Language) -> bool:
    """Whether a word of that length begins at a place and another item of a list follows it."""
    return text[at : at + length] in language.general.alone and bool(LISTED.match(text, at + length))


def suspect_frames(text: str) -> Iterator[Suspicion]:
    """Two phrases of one form with nothing between them (GB/T 15834, 4.5), and 以外 that nothing opened."""
    for match in PHRASES.finditer(text):
        why = f"“{match['first']}……{match['last']}”二语并列，其间脱顿号"
        yield Suspicion(match.end(), match.end(), "、", 0.6, why)
    for match in BEYOND.finditer(text):
        start = start_of_sentence(text, match.start())
        if start < match.start() and "除" not in text[start : match.start()]:
            why = "“以外”之前无“除”字，疑句首脱之"
            where, right = ((0, 1), "除" + text[0]) if not start else ((start, start), "除")
            yield Suspicion(*where, right, 0.5, why)


def suspect_clauses(text: str) -> Iterator[Suspicion]:
    """Conjunctions that begin a clause with no stop before them (GB/T 15834, 4.4)."""
    for match in CLAUSE_BEGINS.finditer(text):
        if LONG.match(text, max(0, match.start() - AWHILE), match.start()):
            why = f"“{match[0]}”另起一分句，其前一长句无停顿，疑脱逗号"
            yield Suspicion(match.start(), match.start(), "，", 0.5, why)


def suspect_dashes(text: str, language: Language) -> Iterator[Suspicion]:
    """Numerals one where dashes belong."""
    for match in BLANK_DATE.finditer(text):
        why = "年份用阿拉伯数字而月、日作“一”：日期留空的短横误识为“一”"
        yield Suspicion(match.start(), match.end(), "—月—", 0.5, why)
    for match in STROKES.finditer(text):
        left, right = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 2]
        gain = language.usage.gain(left, "一一", "——", right)
        yield Suspicion(match.start(), match.end(), "——", sureness(gain + STROKED), "破折号误识为“一一”")


def suspect_doubles(text: str, language: Language) -> Iterator[Suspicion]:
    """A word that stands twice running and never does so elsewhere."""
    for match in TWICE.finditer(text):
        word = match[1]
        once = language.general.alone.get(word)
        beside = text[max(0, match.start() - 2) : match.start()], text[match.end() : match.end() + 1]
        if len(word) == 2 and (AGAIN.search(beside[0]) or AGAIN.match(beside[1])):
            continue
        if once is None or word + word in language.general.alone or word[0] == word[1] or word[0] == "一":
            continue
        yield Suspicion(match.start(), match.end(), word, 0.6, f"“{word}”二字重出")
