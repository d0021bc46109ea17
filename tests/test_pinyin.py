"""Headings sort as GB/T 13418 wants: character by character by letters, tone and strokes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.pinyin import letter, sort_key, spelling


@pytest.mark.parametrize(
    ("name", "reading"),
    [
        # surnames are read as surnames
        ("朴宪永", "piao2 xian4 yong3"),
        ("任弼时", "ren2 bi4 shi2"),
        ("曾希圣", "zeng1 xi1 sheng4"),
        ("单某", "shan4 mou3"),
        ("解某", "xie4 mou3"),
        ("区某", "ou1 mou3"),
        ("查某", "zha1 mou3"),
        ("仇某", "qiu2 mou3"),
        ("翟某", "zhai2 mou3"),
        ("缪某", "miao4 mou3"),
        ("尉迟某", "yu4 chi2 mou3"),
        # but not in transliterations
        ("什特科夫", "shi2 te4 ke1 fu1"),
        ("华西列夫斯基", "hua2 xi1 lie4 fu1 si1 ji1"),
        ("查理", "cha2 li3"),
        ("A.葛罗米柯", "A ge2 luo2 mi3 ke1"),
        ("吕某", "lü3 mou3"),
    ],
)
def test_readings(name: str, reading: str) -> None:
    assert spelling(name) == reading


def test_only_persons_have_surnames() -> None:
    assert spelling("解放日报", person=False).startswith("jie3 fang4")
    assert spelling("朝鲜", person=False) == "chao2 xian3"


def test_an_editor_s_reading_comes_first() -> None:
    assert spelling("金日成", "jin1 ri4 cheng2") == "jin1 ri4 cheng2"
    assert sort_key("乐某", "le4 mou3") < sort_key("李某")


@pytest.mark.parametrize(
    "ordered",
    [
        ["卢某", "鲁某", "陆某", "路某", "吕某", "绿某", "栾某"],  # lu, lü, luan
        ["妈", "麻", "马", "骂"],  # tones
        ["丁", "钉", "顶"],  # first tone by strokes, then the third
        ["王二", "王力", "王一"],  # èr, lì, yī: the second character decides
        ["安东", "安东尼", "安娜"],  # the shorter first
        ["艾登", "艾奇逊", "白南云"],
    ],
)
def test_order(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=sort_key) == ordered


def test_letters_of_the_index() -> None:
    assert [letter(sort_key(n)) for n in ("朴宪永", "什特科夫", "M.M.金", "38号", "")] == [
        "P",
        "S",
        "M",
        "#",
        "#",
    ]


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x9FFF), max_size=8), st.text(max_size=8))
def test_every_heading_has_a_key_and_keys_compare(first: str, second: str) -> None:
    a, b = sort_key(first), sort_key(second)
    assert (a < b) + (a == b) + (a > b) == 1
    assert sum(unit[0] != "" for unit in a) == sum(c.isalnum() for c in first)


def test_latin_letters_with_accents_stand_under_those_without() -> None:
    ordered = ["Ægir", "Eaton", "Elan", "Élan", "Éluard", "Etna", "Über", "Ulm", "Zola"]
    assert sorted(set(ordered), key=sort_key) == ordered
    assert [letter(sort_key(name)) for name in ordered] == list("AEEEEEUUZ")
