"""Numbers as printed: in figures, in Chinese numerals, or numerals read digit by digit; and patterns for the parts of a date."""

from __future__ import annotations

HAN = "〇一二三四五六七八九"
DIGITS = {**{char: n for n, char in enumerate(HAN)}, "○": 0, "零": 0, "Ｏ": 0, "O": 0, "元": 1}
HAN_DIGIT = "〇○零ＯO一二三四五六七八九"
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
ORDINALS = str.maketrans("1234", "一二三四")

# -- patterns ------------------------------------------------------------------------------------------------------

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


def number(text: str) -> int:
    """Figures or Chinese numerals up to 999, or read digit by digit → the number."""
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        hundreds, rest = text.split("百")
        return DIGITS[hundreds] * 100 + (number(rest) if rest else 0)
    if "十" in text:
        tens, ones = text.split("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[char]) for char in text))
