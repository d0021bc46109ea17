"""Patterns for the parts of a printed date, in figures and in Chinese numerals."""

from __future__ import annotations

HAN_DIGIT = "〇○零ＯO一二三四五六七八九"
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
ORDINALS = str.maketrans("1234", "一二三四")

DASH = r"(?:[—–\-－~～至到]|——|─{1,2})"
# What no date in figures begins behind; l is a 1 that was misread.
NUMBER_BEFORE = r"(?<![\d.,第l])"
AFTER_WORD = r"(?<=[\u4e00-\u9fff])"

YEAR = r"(?:1\d{3}|20\d\d)"
PRINTED_YEAR = r"(?:1[5-9]\d\d|20\d\d)"
"""A year since there are printed books, where nothing else says that it is one."""
HAN_YEAR = rf"[一二][{HAN_DIGIT}]{{3}}"
MONTH = r"(?:1[0-2]|0?[1-9])"
HAN_MONTH = rf"(?:十[一二]|[一二三四五六七八九十]|(?<![单公纪美日欧港银几多余两半\d十百千万亿{HAN_DIGIT}])元)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])"
HAN_DAY = r"(?:三十一?|卅一?|二?十[一二三四五六七八九]|廿[一二三四五六七八九]?|二?十|[一二三四五六七八九])"
HAN_NUMBER = rf"(?:[二三四五六七八九]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?|[{HAN_DIGIT}]{{1,4}})"
"""A number below a hundred, or one read digit by digit."""
EDGE = r"[初底末](?![步级次等])"
"""The beginning or end of a year or month: 年底, and not 初步."""


SEVERAL = "(?:(?:这| )?[几两三四五六七八]|(?:这| )[2-8])?"
"""How many they are, behind several years: 1953、1954这两年."""
