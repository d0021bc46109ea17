"""The hour that follows a printed day: 下午3时30分, 深夜11点, 18时（莫斯科时间）."""

from __future__ import annotations

import re
from dataclasses import replace

from edition.annotate.printed.date import Printed
from edition.rules.language.lexicon import PART_OF_DAY
from edition.rules.language.numerals import number

ZONES = {"北京": "+08:00", "莫斯科": "+03:00", "平壤": "+09:00", "东京": "+09:00", "格林尼治": "Z"}
AFTERNOON = frozenset({"下午", "午后", "傍晚", "黄昏"})
NOON = frozenset({"中午", "正午", "午间"})
NIGHT = re.compile(r"晚|.?夜")
"""What begins a part of the night: its hours from five to twelve lie before midnight, the others behind it."""
IN_NIGHT = re.compile("晚上?")
"""The part of the day within a word for a day: 今晚, 当天晚上"""
HOUR = r"(?:(?P<hour>2[0-4]|1\d|0?\d)|(?P<hanhour>零|二?十[一二三四五六七八九]?|[一二三四五六七八九]))"
BY_SHI = (
    r"[时時](?!期|间|代|候)(?!(?<=日一时)[难不未没无冲疏])"
    r"(?:(?P<minute>[0-5]?\d)分|(?P<hanminute>(?:[二三四五]?十)?[一二三四五六七八九十])分|(?P<half2>半))?"
)
# 3点 is an hour, and a number of points before what they are: 3点意见.
BY_DIAN = (
    r"点(?!钟内|以上)(?:(?P<minute2>[0-5]?\d)分|(?P<half>半)|(?:钟))?"
    r"(?!协|[的内])(?(part)|(?![也都]|意见|要求|建议|希望|理由|指示))"
)
TIME = re.compile(
    rf"[，,]?(?:(?P<zone>当地|{'|'.join(ZONES)})时间)?(?P<part>{PART_OF_DAY}|[早晨])?{HOUR}(?:{BY_SHI}|{BY_DIAN})"
)
ZONE_AFTER = re.compile(rf"[(（](?P<zone>{'|'.join(ZONES)})时间[)）]")


def timed(text: str, date: Printed) -> Printed:
    """A date → the same with the hour that follows it, if it names a single day."""
    if date.to is not None or (date.day is None and date.relative_day is None):
        return date
    match = TIME.match(text, date.end)
    if match is None:
        return date
    hour = int(match["hour"]) if match["hour"] else number(match["hanhour"])
    within = IN_NIGHT.search(text, date.start, date.end)
    hour = on_the_clock(hour, match["part"] or (within[0] if within else ""))
    spelt = number(match["hanminute"]) if match["hanminute"] else 0
    minute = 30 if match["half"] or match["half2"] else int(match["minute"] or match["minute2"] or spelt)
    after = ZONE_AFTER.match(text, match.end())
    zone = match["zone"] or (after["zone"] if after else "")
    return replace(date, end=match.end(), minute=hour * 60 + minute, zone=ZONES.get(zone, ""))


def on_the_clock(hour: int, part: str) -> int:
    """An hour and the part of the day before it → the hour of twenty-four: 下午3时 is 15,
    深夜11时 23, 深夜1时 1, 午夜12时 24."""
    later = (
        (part in AFTERNOON and hour < 12)
        or (part in NOON and hour < 4)
        or (NIGHT.match(part) is not None and 4 < hour <= 12)
    )
    return hour + 12 if later else hour
