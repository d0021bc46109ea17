"""Dates in a row that share what is printed behind the last of them: 11、15日,
一八三○、一八四八年, 4、5两月, 今明两年."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from edition.annotate.printed.date import Printed
from edition.annotate.printed.numerals import (
    DAY,
    HAN_DIGIT,
    HAN_MONTH,
    HAN_YEAR,
    NUMBER_BEFORE,
    PRINTED_YEAR,
    SEVERAL,
)
from edition.annotate.printed.relative import RELATIVE_YEAR
from edition.annotate.printed.shortyears import FIGURES
from edition.rules.language.formulas import ORDINALS
from edition.rules.language.numerals import number

NUMBERS = [str(n) for n in range(1, 13)]
NUMERALS = ORDINALS[:12]
# The first of two months or decades that follow each other, 一、二月; after a word, since at a
# beginning 一、 is a point's number.
FIRST_MONTH = "|".join(f"{one}、(?={other}月)" for row in (NUMBERS, NUMERALS) for one, other in pairwise(row))
ROW = "|".join("".join(NUMERALS[n : n + k]) for k in (4, 3, 2) for n in range(10 - k))
# 一二三月: months of a row, no numeral between them and the next
ROW_OF_MONTHS = re.compile(
    rf"(?:(?<![{HAN_DIGIT}\d十百千])(?P<year>{HAN_YEAR}|{PRINTED_YEAR}|[三四五六七八九][{HAN_DIGIT}])年的?)?(?<![{HAN_DIGIT}十百千、])(?P<row>{ROW})月(?:份|内|间|里)?(?![亮球])"
)
FIRST_DECADE = "|".join(
    [f"{one}、?(?={other}十年代)" for one, other in zip("二三四五六七八", "三四五六七八九", strict=True)]
    + [f"{n}0、(?={n + 1}0年代)" for n in range(1, 9)]
)
TEEN = "(?:三十一?|二?十[一二三四五六七八九]|二十)"
"""A day from the eleventh on, in numerals."""
# The first days of a list, and years of one.
LISTED_DAY = re.compile(
    rf"(?<![\d.,第月])(?P<day>{DAY})(?=(?:[、，,]{DAY}){{0,6}}[、和]{DAY}日)"
    rf"|(?<![^，。；：！？、“‘”’（）()\u4e00-\u9fff])(?<![{HAN_DIGIT}十廿月第])(?P<han>{TEEN})(?=(?:[、，]{TEEN}){{0,6}}[、和]{TEEN}日(?![本元后内]|以[后内]|之内))"
)
LISTED_YEAR = re.compile(
    rf"(?<![{HAN_DIGIT}\d十百千万])(?P<year>{PRINTED_YEAR}|{HAN_YEAR})"
    rf"(?:(?=(?:[、，,和与及](?:{PRINTED_YEAR}|{HAN_YEAR}|{FIGURES})){{1,8}}{SEVERAL}年)"
    rf"|(?<=[、和与及](?P=year))(?={SEVERAL[:-1]}年))"
)
# 4、5两月, 去年五、六两个月, 一二两月, 10、11、12月份
TWO_MONTHS = re.compile(
    rf"(?:(?P<relyear>[今去前明])年)?"
    rf"(?:{NUMBER_BEFORE}(?<!、)(?P<one>1[01]|[1-9])(?P<between>、(?:1[01]|[2-9]))?、(?P<two>1[0-2]|[2-9])"
    rf"|(?<![{HAN_DIGIT}十、])(?P<hanone>{HAN_MONTH})(?:、|(?={HAN_MONTH}这?两个?月))(?P<hantwo>{HAN_MONTH}))"
    rf"(?:(?(between)份?|(?!))(?:这?三个)?|这?两个?)月(?(between)份?|(?:(?<=两月)份)?)"
)
TWO_YEARS = re.compile("今、?明(?:两|二)?(?P<third>、?后[三两]?)?年")


def listed_day(match: re.Match[str]) -> Printed:
    """11、 or 十一、 before further days"""
    return Printed(match.start(), match.end(), day=number(match["day"] or match["han"]))


def listed_year(match: re.Match[str]) -> Printed:
    """一七八九、 before further years"""
    return Printed(match.start(), match.end(), year=number(match["year"]), listed=True)


def two_months(match: re.Match[str]) -> Printed | None:
    """4、5两月, 10、11、12月份: two or three that follow each other."""
    one, two = (number(match[key] or match["han" + key]) for key in ("one", "two"))
    if two != one + (2 if match["between"] else 1):
        return None
    year = RELATIVE_YEAR[match["relyear"]] if match["relyear"] else None
    date = Printed(match.start(), match.end(), month=one, relative_year=year)
    return replace(date, to=replace(date, month=two))


def row_of_months(match: re.Match[str]) -> Printed:
    """一二三月: from the first to the last."""
    row = match["row"]
    year = number(match["year"]) if match["year"] else None
    date = Printed(match.start(), match.end("row") + 1, year=year, month=number(row[0]))
    return replace(date, to=replace(date, month=number(row[-1])))


def two_years(match: re.Match[str]) -> Printed:
    """今明两年; 今、明、后年"""
    far = Printed(match.start(), match.end(), relative_year=2 if match["third"] else 1)
    return Printed(match.start(), match.end(), relative_year=0, to=far)
