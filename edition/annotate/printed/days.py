"""Days without their month: 21-22日, 十七日, 六日电, 8号."""

from __future__ import annotations

import re
from dataclasses import replace

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import DASH, HAN_DIGIT, NUMBER_BEFORE
from edition.annotate.printed.numerals import DAY as FIGURES
from edition.annotate.printed.numerals import HAN_DAY as NUMERALS
from edition.rules.language.numerals import number

OTHER_WORD = "[本元圆内後]|以内|之内|游|程|报|军|方"
"""What 日 begins a word with, or counts days before: 日本, 日元, 3日之内."""
AT_THAT = "左右|前后|[以之][前后]|上午|下午|[早晚]上|那天|凌晨|中午|夜"
DAY = re.compile(
    rf"(?<!历时)(?<!为期)(?<!需时)(?<!共计){NUMBER_BEFORE}(?P<day>{FIGURES})(?:日?{DASH}(?P<day2>{FIGURES})(?=日))?日"
    rf"(?!{OTHER_WORD}|后)"
)
OFFICES = "同志|主席|总理|组长|队长|政委|书记|部长|外长|主任|局长|厅长|县长|市长|省长|总统|大使"
"""Behind whom a day may stand in numerals: 某局长十六日在会上."""
# A day in numerals: alone from the eleventh on, before it where a telegram, a letter or an hour follows
# (六日电悉); at the head of a dispatch behind the place (【某地分社六日讯】).
HAN_DAY = re.compile(
    rf"(?:(?<![^，。；：！？、“‘”’（）()于在自从至到本及和与并以])|(?<={OFFICES})(?=[^，。；]{{2,4}}[在到于向抵离])|(?<=[钧贵大敝本][部处座署局])(?=[一二三四五六七八九十廿卅]{{1,3}}日[电函照训指通代])|(?<![一二三四五六七八九十廿卅百月])(?=[一二三四五六七八九十廿卅]{{1,3}}日[专特]?[电讯][】）)\s]))"
    rf"(?:(?P<handay>三十一?|卅一?|二?十[一二三四五六七八九]|廿[一二三四五六七八九]?|二十)日(?!{OTHER_WORD}|以?后|为[限期]|期|的?时间|左右)"
    r"|(?P<early>[一二三四五六七八九十])日(?!(?:电报?|函|信)(?:[一二两三几\d]|不断)|夜(?:以继日|[不无]))(?=[电函信晨晚夜午]|讯[】）)\s]|[上下]午|[来去]电|凌晨|[训指通代][令电]|照会))"
    rf"|(?<=[争定]取|准备|预定|[改限定]于|[限订]在)(?P<term>[一二三四五六七八九十])日(?!{OTHER_WORD}|[干口食]?粮|给养|伙食|[柴草饮用][料水]?|以?后|为[限期]|期|的?时间|左右)"
)
NO_DAY = "[楼院机车船炮井厂坑令信线矿门室房馆文铁钢首病地台闸桥洞坝堤渠区队组人员选球桌床布种锅炉]|同志|工[地程段]|高炉"
"""What is known by a number: 8号楼."""
# 8号: a day where another date stands before it in the sentence; in numerals also one of a row (六号…，七号…).
DAY_NUMBER = re.compile(
    rf"(?<![字住乘坐隔壁街路巷里弄同坊楼第编])(?:{NUMBER_BEFORE}(?P<day>{FIGURES}|(?<=[在于从到])(?:二?十[一二三四五六七八九]|二十|三十一?)(?=号(?:的(?:一天|那天)|{AT_THAT})))"
    rf"|(?<![{HAN_DIGIT}十廿百千])(?P<han>{NUMERALS}))号(?!{NO_DAY})"
)
ROW = 40
"""So many characters at most lie between two days of a row."""
# Behind a day by number, what says that it is one: 3号晚上.
AT_THAT_DAY = re.compile(f"{AT_THAT}|的[一那]天")


def day(match: re.Match[str]) -> Printed:
    """8日, 21-22日"""
    date = Printed(match.start(), match.end(), day=int(match["day"]))
    return replace(date, to=replace(date, day=int(match["day2"]))) if match["day2"] else date


def han_day(match: re.Match[str]) -> Printed:
    """十七日, 六日（电）"""
    return Printed(match.start(), match.end(), day=number(match["handay"] or match["early"] or match["term"]))


def day_number(match: re.Match[str]) -> Printed | None:
    """8号, and surely a day: 10号左右, 3号晚上; one of a row: 6号…，7号…"""
    sure = AT_THAT_DAY.match(match.string, match.end())
    row = in_row(match)
    if match["han"] and not row:
        return None
    day = number(match["day"] or match["han"])
    return Printed(match.start(), match.end(), day=day, loose=not sure, listed=row)


def in_row(match: re.Match[str]) -> bool:
    """Whether the day before or after stands near, by its number too."""
    day = number(match["day"] or match["han"])
    before = DAY_NUMBER.finditer(match.string, max(0, match.start() - ROW), match.start())
    after = DAY_NUMBER.finditer(match.string, match.end(), match.end() + ROW)
    others = {number(found["day"] or found["han"]) for found in (*before, *after)}
    return bool(others & {day - 1, day + 1})
