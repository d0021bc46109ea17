"""Passages that documents share without being witnesses of one text: proposed, confirmed,
linked paragraph by paragraph."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.passage import passages
from edition.collate import GRAM, Witness, collate
from edition.config import Collation
from edition.model import Structured
from edition.parallels import Parallels, find_parallels, runs_of
from edition.tei.weave import weave_edition
from tests.annotate.by_hand import corpus, document, source
from tests.tei.builders import every

SAID = "今天水急，渡船要晚半个时辰才开，请诸位坐在石阶上等候，不要拥挤在跳板旁边。"
ROW = Collation(id="p1", kind="parallel", documents=["a-1", "b-1"], resp="hb", reason="信里引用告示")


def two(first: list[str], second: list[str]) -> list[Structured]:
    return [source(document(*first, id="a-1"), id="a"), source(document(*second, id="b-1"), id="b")]


QUOTED = two(["来信收到。", f"告示说：“{SAID}”大家照办了。"], ["告示", SAID, "渡口办事处"])


def told(texts: list[Structured], found: Parallels) -> list[tuple[str, str]]:
    """The paragraphs that are linked, by their words."""
    blocks = {
        (text.source.id, offset): p.block.text.text
        for text in texts
        for p in passages(text)
        for offset in p.block.text.at
    }
    return [
        (blocks[one.source, one.offset], blocks[other.source, other.offset])
        for row in found.rows
        for one, other in row.links
    ]


def test_a_long_quotation_is_proposed() -> None:
    found = find_parallels(QUOTED, corpus())
    assert [str(d).split("\n")[0] for d in found.diagnostics] == [
        "b.txt:1:1: info K004: a-1 and b-1 share 37 characters (今天水急，渡船要晚半个时…)"
    ]
    assert found.rows == ()


def test_short_and_common_words_are_not() -> None:
    assert find_parallels(two([SAID[:29]], [SAID[:29]]), corpus()).diagnostics == ()


def test_a_confirmed_quotation_links_the_two_paragraphs_and_is_not_collated() -> None:
    found = find_parallels(QUOTED, corpus(ROW))
    assert found.diagnostics == ()
    assert told(QUOTED, found) == [(f"告示说：“{SAID}”大家照办了。", SAID)]
    assert collate(QUOTED, corpus(ROW)).texts == tuple(QUOTED)


def test_the_width_of_signs_and_hard_wraps_do_not_count() -> None:
    texts = two([SAID], [SAID.replace("，", ",\n")])
    assert told(texts, find_parallels(texts, corpus(ROW))) == [(SAID, SAID.replace("，", ",\n"))]


def test_a_row_must_name_documents_that_share_something() -> None:
    lost = ROW.model_copy(update={"documents": ["a-1", "c-9"]})
    assert [d.code for d in find_parallels(QUOTED, corpus(lost)).diagnostics] == ["K002", "K004"]
    assert [d.code for d in find_parallels(two(["甲乙丙"], ["丁戊己"]), corpus(ROW)).diagnostics] == ["K003"]


def test_what_is_confirmed_as_a_witness_is_no_parallel() -> None:
    row = ROW.model_copy(update={"kind": "witness"})
    assert find_parallels(QUOTED, corpus(row)).diagnostics == ()


def test_the_tei_links_the_paragraphs_with_the_reason() -> None:
    rows = find_parallels(QUOTED, corpus(ROW)).rows
    tree = weave_edition(QUOTED, corpus(ROW), rows).tree
    [group] = every(tree, "//t:standOff/t:linkGrp[@type='parallels']")
    assert group.get("corresp") == "#a-1 #b-1"
    assert [e.text for e in every(group, "t:desc")] == ["信里引用告示"]
    assert [e.get("target") for e in every(group, "t:link")] == ["#a-1-p2 #b-1-p2"]


@given(st.text("甲乙丙", max_size=60), st.text("甲乙丙", max_size=60))
def test_every_run_stands_in_both_documents(one: str, other: str) -> None:
    found = {
        id: Witness(id, id, text, text, [0] * len(text), [0] * len(text), range(len(text)), range(len(text)))
        for id, text in (("a", one), ("b", other))
    }
    for run in runs_of(found).get(("a", "b"), []):
        assert run.length >= GRAM
        assert one[run.first : run.first + run.length] == other[run.second : run.second + run.length]
