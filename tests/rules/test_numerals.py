"""Numbers as printed, from every form in which they are written back to what they count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition.rules.language.numerals import IN_ORDER, number

SIGNS = [*IN_ORDER, "十", "百", "廿", "卅", "千", "1"]


def written(value: int) -> str:
    """A number up to 999 → its numeral: 一百零五, 二十, 十二."""
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = f"{IN_ORDER[hundreds]}百" if hundreds else ""
    text += "零" if hundreds and ones and not tens else ""
    text += ("" if tens == 1 and not hundreds else IN_ORDER[tens]) + "十" if tens else ""
    return text + (IN_ORDER[ones] if ones else "")


@given(st.integers(1, 999))
def test_a_numeral_counts_what_it_was_written_for(value: int) -> None:
    assert number(written(value)) == number(str(value)) == value


@given(st.lists(st.sampled_from(SIGNS), max_size=6).map("".join))
def test_signs_that_make_no_number_count_nothing(text: str) -> None:
    assert number(text) >= 0
    assert number("十十" + text) == 0
