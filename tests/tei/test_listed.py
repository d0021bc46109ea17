"""The entries of a printed contents table point to what they list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from edition.model import Piece
from tests.tei.builders import Draft, only, shown, weave


@pytest.mark.parametrize(
    ("printed", "title", "date", "reference"),
    [
        ("筹 款……… 7", "筹款", "", '<ref type="document" n="7" target="#a-2">筹 款</ref>……… 7'),
        ("第一章 修桥 3", "修桥", "1931", '<ref type="document" n="7" target="#a-1">第一章 修桥</ref> 3'),
        ("修桥 5", "修桥", "1932", '<ref type="document" n="7" target="#a-3">修桥</ref> 5'),
        ("架桥（上）  8", "架桥（上）", "", '<ref type="document" n="7" target="#a-4">架桥（上）</ref>  8'),
        ("渡口……（12）", "渡口", "", '<ref type="document" n="7" target="#a-5">渡口</ref>……（12）'),
        (
            "一 桥成之日…… 8",
            "桥成之日",
            "",
            '<ref type="document" n="7" target="#a-2-plate2">一 桥成之日</ref>…… 8',
        ),
        ("第二章 看桥 8", "看桥", "", '<ref type="document" n="7" target="#a-6">第二章 看桥</ref> 8'),
        ("过河 9", "过河", "", '<ref type="document" n="7" subtype="unresolved">过河</ref> 9'),
    ],
)
def test_an_entry_points_to_the_document_of_its_title_and_date(
    printed: str, title: str, date: str, reference: str
) -> None:
    draft = Draft()
    documents = [
        Piece(key, "document", (draft.block("head", head),), "", "", {"title": name, "date": when})
        for key, head, name, when in (
            ("a-1", "修桥", "修桥", "1931"),
            ("a-2", "2. 筹款", "2. 筹款", ""),
            ("a-3", "修桥①", "修桥①", "1932"),
            ("a-4", "架桥（上）", "架桥（上）", ""),
            ("a-5", "渡口", "渡口", ""),
            ("a-6", "第二章　看桥", "第二章　看桥", ""),
        )
    ]
    captions = (draft.block("figure", "旧渡"), draft.block("figure", "桥成之日"))
    documents[1] = replace(documents[1], children=(*documents[1].children, *captions))
    attrs = {"title": title, "date": date, "page": "7", "level": "2"}
    contents = Piece("a-c", "excluded", (draft.block("excluded", printed, attrs),), "contents")
    tree = weave(draft.structured(*documents, contents)).tree
    assert shown(only(tree, "//t:back//t:p")) == f'<p n="2">{reference}</p>'


def test_two_entries_of_one_title_point_to_two_documents() -> None:
    draft = Draft()
    twins = [
        Piece(f"a-{n}", "document", (draft.block("head", "复电"),), "", "", {"title": "复电"}) for n in "12"
    ]
    entries = tuple(draft.block("excluded", "复电 1", {"title": "复电", "page": "1"}) for _ in "12")
    tree = weave(draft.structured(*twins, Piece("a-c", "excluded", entries, "contents"))).tree
    assert [ref.get("target") for ref in tree.iter("{http://www.tei-c.org/ns/1.0}ref")] == ["#a-1", "#a-2"]
