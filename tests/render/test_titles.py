"""Titles break between their phrases, as a person who reads them aloud would pause."""

from __future__ import annotations

import pytest
from lxml import etree

from edition.render.blocks import parts_of
from edition.render.headings import phrases_of
from edition.render.titles import phrases, words
from edition.tei import tei


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("北海文书：往来函电", "北海文书：|往来函电"),
        ("潮与岸——1901—1931年的北海", "潮与岸|——1901—1931年的北海"),
        ("北海全集·档案卷·灯塔篇", "北海全集·|档案卷·|灯塔篇"),
        ("约·维·某", "约·维·某"),
    ],
)
def test_a_title_in_display_type_has_phrases(title: str, wanted: str) -> None:
    assert "|".join(phrases(title)) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("与港务局代表团谈话纪录", "与港务局代表团谈话纪录"),
        ("关于渡口的建议等问题", "关于渡口的|建议等问题"),
        ("参与守望的目的之争", "参与守望的|目的之争"),
        ("答《潮报》、《岸报》的（甲）记者", "答|《潮报》、|《岸报》|的|（甲）|记者"),
        ("双方一致同意", "双方一致同意"),
    ],
)
def test_words_are_told_apart_by_marks_and_particles(title: str, wanted: str) -> None:
    assert "|".join(words(title)) == wanted


@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("<n>林远山</n>致<n>曾伯言</n>电：", "林远山|致曾伯言电："),
        ("<n>林远山</n>向<n>曾伯言</n>转交<n>彼得林</n>来电", "林远山|向曾伯言转交|彼得林来电"),
        ("<n>林远山</n>报告守塔人会见<n>彼得林</n>的情况", "林远山|报告守塔人会见|彼得林的情况"),
        ("年表<note>注</note>关于<n>北海</n>的部分", "年表注|关于北海的部分"),
        ("<n>北海</n>", "北海"),
    ],
)
def test_a_head_breaks_at_its_names_and_leaves_no_character_alone(head: str, wanted: str) -> None:
    named = head.replace("<n>", "<persName>").replace("</n>", "</persName>")
    element = etree.fromstring(f'<head xmlns="{tei("")[1:-1]}">{named}</head>')
    groups = phrases_of(list(parts_of(element)))
    told = ["".join(p if isinstance(p, str) else "".join(p.itertext()) for p in group) for group in groups]
    assert "|".join(told) == wanted
