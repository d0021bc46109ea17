"""Numbers as printed: in figures, in Chinese numerals, or numerals read digit by digit."""

from __future__ import annotations

import re

IN_ORDER = "〇一二三四五六七八九"
DIGITS = {digit: n for n, digit in enumerate(IN_ORDER)} | {"○": 0, "零": 0, "0": 0, "Ｏ": 0, "O": 0, "元": 1}
"""What a digit stands for: the first year of an era is 元, and a letter may stand for nought."""
COUNTED = re.compile(
    "(?=.*[百十])(?:(?P<hundreds>[一二三四五六七八九])百[零〇○]?)?(?:(?P<tens>[一二三四五六七八九]?)十)?(?P<ones>[一二三四五六七八九]?)"
)
"""A numeral up to 999, by hundreds, tens and ones."""
UP_TO = r"[—–\-－~～至]{1,2}"
"""What stands between the first and the last of several numbers: 3—5."""


def number(text: str) -> int:
    """Figures, Chinese numerals up to 999 or numerals read digit by digit (37, 二十三, 一九五〇) → the number;
    0 for signs that make none (十十)."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    counted = COUNTED.fullmatch(text)
    if counted:
        hundreds, tens = counted["hundreds"], counted["tens"]
        ten = 0 if tens is None else DIGITS[tens] if tens else 1
        return (
            100 * (DIGITS[hundreds] if hundreds else 0)
            + 10 * ten
            + (DIGITS[counted["ones"]] if counted["ones"] else 0)
        )
    read = "".join(str(DIGITS[char]) for char in text if char in DIGITS)
    return int(read) if len(read) == len(text) > 0 else 0
