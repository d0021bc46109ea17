"""Dates by year, month and day, as far as each is printed: 1951年3月1日至5日, 民国三十四年八月,
去年2、3月, 1957.11.19, 五、六十年代."""

from __future__ import annotations

import re
from dataclasses import replace

from edition.annotate.printed.date import Printed
from edition.annotate.printed.listed import FIRST_DECADE, FIRST_MONTH
from edition.annotate.printed.numerals import (
    AFTER_WORD,
    DASH,
    DAY,
    EDGE,
    HAN_DAY,
    HAN_DIGIT,
    HAN_MONTH,
    HAN_NUMBER,
    HAN_YEAR,
    MONTH,
    NUMBER_BEFORE,
    ORDINALS,
    PRINTED_YEAR,
    YEAR,
)
from edition.annotate.printed.relative import (
    MONTH_ALONE,
    OF_TEXT,
    RELATIVE_MONTH,
    RELATIVE_YEAR,
    YEAR_ALONE,
)
from edition.annotate.printed.shortyears import HAN_WITH_MONTH, WITH_MONTH
from edition.rules.language.numerals import DIGITS, number

# A month or day that the source leaves open: 1949年3月 日, 1951年—月—日.
OPEN = r"[—＿_×ＸX□○]{0,2}"
OPEN_END = r"(?=[，。、；：）)”’（(]|$)"

# -- the grammar of a date: one part after the other, each optional, all verbose patterns ----------------------

THE_YEAR = rf"""
    (?: (?:公元)?{NUMBER_BEFORE}(?P<year>{YEAR}) (?:(?:{DASH}1\d{{3}})?{DASH}(?P<year2>{YEAR}|\d\d))?
      | (?<![{HAN_DIGIT}十百千])(?P<hanyear>{HAN_YEAR}) (?:{DASH}(?P<hanyear2>{HAN_YEAR}))?
      | {WITH_MONTH.pattern("shortyear")}
      | {HAN_WITH_MONTH.pattern("hanshort")}
      | (?:中华)?民国(?P<republic>\d{{1,2}}|元|{HAN_NUMBER})
      | (?P<relyear>[今去前明本同当翌次]|大前)
    )年"""
PART_OF_YEAR = rf"""
    (?: (?:的?年|的(?=[春夏秋冬][季天]))?
        (?P<ofyear>{EDGE}|[春夏秋冬](?!威夷|宫|装|[收播耕种灌训修]|至(?!目前|今|现|一九|19))|(?<=的年)中|中(?=[，。、；：）)]|期|$)|[上下]半(?=年)|第?[一二三四1-4]季(?=度))
        (?:(?<=[春夏秋冬])[季天]|(?<=半)年|(?<=季)度|(?<=中)期)?
      | 度
      | {OPEN}月{OPEN}日{OPEN_END}
      | 的(?=(?:\d、)?(?:1?\d|{HAN_MONTH})月)
    )?"""
THE_MONTH = rf"""
    (?:(?:{AFTER_WORD}|^(?=[\d、]{{3,6}}月份)|(?<=[\u4e00-\u9fff][、，])){NUMBER_BEFORE}(?<![{HAN_DIGIT}十百千个])(?P<first>{FIRST_MONTH}))?
    (?: {NUMBER_BEFORE}(?P<month>{MONTH}) (?:{DASH}(?P<month2>{MONTH}))?
      | (?<![{HAN_DIGIT}十个])(?<!过去|最近|今后)(?P<hanmonth>{HAN_MONTH}) (?:{DASH}(?P<hanmonth2>{HAN_MONTH}))?
      | (?P<relmonth>[本上下]|[这上下]个)
    )月(?!球|亮|台|天(?!津))份?"""
PART_OF_MONTH = rf"(?:(?P<ofmonth>[上中下]旬|{EDGE}|中(?=[，。、；：）)]|$))|间(?!隔))?"
THE_DAY = rf"""
    (?: (?P<day>{DAY}) (?:(?:[日号]?{DASH}(?P<day2>{DAY})(?=[日号]))? [日号](?!本)|(?=(?:、{DAY}){{0,6}}[、和]{DAY}[日号](?!本)))
      | (?P<handay>{HAN_DAY}) (?:(?:[日号]?{DASH}|(?:、{HAN_DAY}){{0,4}}、)(?P<handay2>{HAN_DAY})(?=[日号]))? [日号](?!本)
      | (?P<lastday>{HAN_DAY})$
      | {OPEN}日{OPEN_END}
    )?"""
# A match without year and month is no date.
DATE = re.compile(
    rf"""
    (?=[\d今去前大明本同当翌次上下这民元{HAN_DIGIT}十]|中华民国)
    (?:{THE_YEAR}{PART_OF_YEAR})?
    (?:{THE_MONTH}{PART_OF_MONTH}{THE_DAY})?
    """,
    re.VERBOSE,
)

# -- without the words for year, month and day -----------------------------------------------------------------

NUMERIC = re.compile(
    rf"{NUMBER_BEFORE}(?P<year>{PRINTED_YEAR})(?P<dot>[.\-/])(?P<month>{MONTH})(?:(?P=dot)(?P<day>{DAY}))?(?!\.?\d)"
)
HAN_NUMERIC = re.compile(
    rf"(?P<year>{HAN_YEAR})[·．.](?P<month>{HAN_MONTH})[·．.](?P<day>[二三][一二三四五六七八九](?![{HAN_DIGIT}十])|{HAN_DAY}(?![{HAN_DIGIT}十]))"
)
LIFETIME = re.compile(rf"(?<=[(（])(?P<year>{YEAR}){DASH}(?P<year2>{YEAR})(?=[)）])")
RANGE = re.compile(DASH)
DECADE = re.compile(
    rf"(?:(?P<century>\d\d|{HAN_DAY})世纪)?(?:{AFTER_WORD}{NUMBER_BEFORE}(?P<first>{FIRST_DECADE}))?"
    rf"{NUMBER_BEFORE}(?:(?P<decade>1\d\d0|20\d0|[1-9]0)|(?P<handecade>[二三四五六七八九]十))年代"
)
YEARS = ("year", "hanyear", "shortyear", "hanshort")
NAMED = frozenset({*YEARS, "republic", "relyear", "month", "hanmonth", "relmonth"})


def date(match: re.Match[str]) -> Printed | None:
    """Year, month and day as far as they are printed, in figures or Chinese numerals."""
    got = {key: value for key, value in match.groupdict().items() if value}
    if not got.keys() & NAMED or not good_alone(match, got):
        return None
    relyear, relmonth = got.get("relyear", ""), got.get("relmonth", "")
    month = number(got["first"].rstrip("、")) if "first" in got else first_number(got, "month", "hanmonth")
    near = Printed(
        match.start(),
        match.end(),
        year_of(got),
        month,
        first_number(got, "day", "handay", "lastday"),
        relative_year=RELATIVE_YEAR[relyear] if relyear else None,
        relative_month=RELATIVE_MONTH[relmonth] if relmonth else None,
        same=relyear in OF_TEXT,
        of_year=got.get("ofyear", "").removeprefix("第").translate(ORDINALS),
        of_month=got.get("ofmonth", ""),
    )
    return replace(near, to=far_end(near, got))


def good_alone(match: re.Match[str], got: dict[str, str]) -> bool:
    """今年 and 上月 alone are dates where no other word begins or ends in them (过去|年代); 五月 of 十月革命,
    二月逆流 and 一月 of 一月一次 are none, nor is the 1月 of 1月风暴."""
    text, end = match.string, match.end()
    if got.keys() <= {"relyear"}:
        return YEAR_ALONE.match(text, match.start()) is not None
    if got.keys() <= {"relmonth"}:
        return MONTH_ALONE.match(text, match.start()) is not None
    return not (
        (got.keys() <= {"hanmonth"} and text.startswith(("革命", "一次", "社会主义", "逆流"), end))
        or (got.keys() <= {"hanmonth", "month"} and text.startswith("风暴", end))
    )


def year_of(got: dict[str, str]) -> int | None:
    """The printed year: in figures, in Chinese numerals, of either perhaps the last two only (五二年), or of
    the Republic (民国元年 is 1912)."""
    if "republic" in got:
        return 1911 + number(got["republic"])
    return first_number(got, *YEARS)


def far_end(date: Printed, got: dict[str, str]) -> Printed | None:
    """The far end of a range inside one date: 1951-1952年, 2-3月, 2、3月, 21-22日, 二十五、六日."""
    if "year2" in got or "hanyear2" in got:
        year = number(got.get("year2") or got["hanyear2"])
        near = date.year or 0
        return Printed(
            date.start, date.end, year if year > 99 else near - near % 100 + year, date.month, date.day
        )
    if "month2" in got or "hanmonth2" in got or "first" in got:
        month = first_number(got, "month2", "hanmonth2", "month", "hanmonth")
        return Printed(date.start, date.end, date.year, month, date.day)
    if "day2" in got or "handay2" in got:
        near, day = date.day or 0, number(got.get("day2") or got["handay2"])
        day += near - near % 10 if day < 10 < near else 0
        return Printed(date.start, date.end, date.year, date.month, day)
    return None


def first_number(got: dict[str, str], *keys: str) -> int | None:
    """The first of the groups that is printed, as a number."""
    return next((number(got[key]) for key in keys if key in got), None)


def numeric(match: re.Match[str]) -> Printed | None:
    """1957.11.19, 1957-11-19; 1957.11 only in a range (1956.10—1958.3)."""
    day = int(match["day"]) if match["day"] else None
    if day is None and not in_range(match):
        return None
    return Printed(match.start(), match.end(), int(match["year"]), int(match["month"]), day)


def in_range(match: re.Match[str]) -> bool:
    """Whether a year and month with a dash or dot between is the beginning or,
    with a dot, the end of a range."""
    text = match.string
    goes_on = RANGE.match(text, match.end()) and NUMERIC.match(text, match.end() + 1)
    comes_from = (
        match["dot"] == "." and match.start() > 0 and RANGE.fullmatch(text, match.start() - 1, match.start())
    )
    return bool(goes_on or comes_from)


def han_numeric(match: re.Match[str]) -> Printed:
    """一九六七·一·十八"""
    year, month, day = (number(match[part]) for part in ("year", "month", "day"))
    return Printed(match.start(), match.end(), year, month, day)


def lifetime(match: re.Match[str]) -> Printed:
    """(1876-1949)"""
    far = Printed(match.start("year2"), match.end(), int(match["year2"]))
    return Printed(match.start(), match.end(), int(match["year"]), to=far)


def decade(match: re.Match[str]) -> Printed:
    """1950年代, 20世纪50年代, 五十年代, 五、六十年代; without a century the
    year is only its last two digits."""
    text = match["decade"] or str(DIGITS[match["handecade"][0]] * 10)
    year = int(text)
    if year < 100 and match["century"]:
        year += (number(match["century"]) - 1) * 100
    last = Printed(match.start(), match.end(), year, decade=True)
    return replace(last, year=year - 10, to=last) if match["first"] else last
