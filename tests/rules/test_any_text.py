"""Whatever text a family's profile is given, it recognises something or nothing, but it never fails and
never loses or doubles a character."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.config import Profile
from edition.model import Source
from edition.read import decode
from edition.rules import offsets
from edition.rules.language.formulas import ORDINALS
from edition.rules.registry import families, resolve
from edition.segment import segment_source

PIECES = [
    "甲：", "乙同志：", "渡口。", "桥，", "《某书》", "第2卷", "第15页", "【1951年5月6日】", "（1951年5月6日）", "1950年",
    "——", "……", ".....", "**", "#", "## ", "[1] ", "^[1]", "[字](#)", "^①", "① ", "②", "- ", "1. ", "一、", "第一章", "目 录",
    "前　言", "序", "\t(3)", "....(5)", "作者：某", "来源：", "正文：", "标题：", "描述：", "网友评论", "ICP备1号", "致莫斯科",
    "周某某", "\n", "\n\n", "\r\n", "\r", "  \n", " ", "\u3000", "\u00a0", "\ufeff", "\\", '{"text":"甲"}', '"', ",", "]", "(",
    "12", "某某某某某某某某某某某某某某某某某某某某某某某某某某某某", "同志", "致电乙：", "“好。”", "No123", "绝密", "附录", "附言：",
]  # fmt: skip
TEXTS = (
    st.lists(
        st.one_of(st.sampled_from(PIECES), st.text(st.characters(exclude_categories=["Cs"]), max_size=3)),
        min_size=1,
        max_size=60,
    )
    .map("".join)
    .filter(bool)
)


# A volume of one document, more telegrams under its title than there are numerals.
MANY_LETTERS = (
    "林 伯 安 集目录林伯安与周明远往来电报（1932年3月14日）…… 1林伯安与周明远往来电报（1932年3月14日） "
    + "".join(f"（{numeral}）林伯安致周明远电 来电已悉。\n " for numeral in (*ORDINALS, ORDINALS[-1]))
)


@pytest.mark.parametrize("family", sorted(families()))
@settings(max_examples=80, deadline=None)
@example(text=MANY_LETTERS)
@example(text="#")
@example(text="## #")
@given(text=TEXTS)
def test_every_character_is_kept_once_or_dropped_once(family: str, text: str) -> None:
    profile, problems = resolve(Profile(inherit=family), Path("test"))
    assert not problems
    source: Source = decode("x", "x.txt", text.encode())
    segmented, findings = segment_source(source, profile)
    kept = offsets(segmented.blocks)
    dropped = list(chain.from_iterable(range(d.start, d.end) for d in segmented.disposals))
    assert sorted([*kept, *dropped]) == list(range(len(text)))
    for block in segmented.blocks:
        assert block.text.text == "".join(text[i] for i in block.text.at)
        assert all(0 <= m.start <= m.end <= len(block.text) for m in block.marks)
    assert all(0 <= f.at <= len(text) for f in findings)
