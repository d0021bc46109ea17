"""Numbers as printed: in figures, in Chinese numerals, or numerals read digit by digit."""

from __future__ import annotations

IN_ORDER = "〇一二三四五六七八九"
DIGITS = {digit: n for n, digit in enumerate(IN_ORDER)} | {"○": 0, "零": 0, "0": 0, "Ｏ": 0, "O": 0, "元": 1}
"""What a digit stands for: the first year of an era is 元, and a letter may stand for nought."""
UP_TO = r"[—–\-－~～至]{1,2}"
"""What stands between the first and the last of several numbers: 3—5."""


def number(text: str) -> int:
    """Figures, Chinese numerals up to 999 or numerals read digit by digit (37, 二十三, 一九五〇) → the number."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "百" in text:
        hundreds, rest = text.split("百")
        return DIGITS[hundreds] * 100 + (number(rest) if rest else 0)
    if "十" in text:
        tens, ones = text.split("十")
        return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
    return int("".join(str(DIGITS[char]) for char in text))
