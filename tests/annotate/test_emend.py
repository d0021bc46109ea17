"""Only a decision changes a character, and every decision finds its one place or is an error at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate import waive
from edition.annotate.emend import emend
from edition.annotate.passage import read_block
from edition.config import Emendation, Waiver
from edition.report import make
from tests.annotate.by_hand import codes, corpus, document, read, source


def row(
    quote: str, wrong: str, right: str, *, id: str = "e1", document: str = "", source: str = "a"
) -> Emendation:
    return Emendation(
        id=id, source=source, quote=quote, wrong=wrong, right=right, document=document, resp="hb", reason="误识"
    )


CASES = [
    ("发动6月l日攻势", row("6月l日", "l", "1"), "发动6月[choice corr=1|l]日攻势", "发动6月1日攻势"),
    ("发动6 月 l 日攻势", row("6月l日", "l", "1"), "发动6 月 [choice corr=1|l] 日攻势", "发动6月1日攻势"),
    ("我们的的看法", row("我们的的看法", "的的", "的"), "我们[choice corr=的|的的]看法", "我们的看法"),
    ("已经，，同意", row("已经，，", "，，", "，"), "已经[choice corr=，|，，]同意", "已经，同意"),
    ("多余字字样", row("余字字样", "字字", ""), "多余[choice corr=|字字]样", "多余样"),
    ("苏联政对此", row("苏联政", "", "府"), "苏联政[supplied text=府|]对此", "苏联政府对此"),
]


@pytest.mark.parametrize(("text", "decision", "marked", "emended"), CASES, ids=[c[3] for c in CASES])
def test_emendations(text: str, decision: Emendation, marked: str, emended: str) -> None:
    found = emend([source(document(text))], corpus(decision))
    assert read(found) == [marked]
    [block] = found.texts[0].pieces[0].blocks()
    assert read_block(block).text == emended
    assert read_block(block, emended=False).text == "".join(text.split())
    assert codes(found) == []


def test_a_mark_says_who_decided_how_surely_and_why() -> None:
    found = emend([source(document("第l号"))], corpus(row("第l号", "l", "1")))
    [mark] = next(found.texts[0].pieces[0].blocks()).marks
    assert mark.attrs == {"corr": "1", "resp": "hb", "decision": "e1", "cert": "high", "reason": "误识"}


def test_notes_are_emended_too() -> None:
    text = source(document("见注*。", notes=["时任外长的的人"]))
    found = emend([text], corpus(row("长的的人", "的的", "的")))
    assert read(found) == ["见注。", "时任外长[choice corr=的|的的]人"]


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (row("没有的话", "没", "有"), "A001"),
        (row("两次", "次", "回"), "A002"),
        (row("只有一次", "只只", "只"), "A003"),
        (row("只有一次", "一", "二", source="z"), "A008"),
    ],
)
def test_a_row_that_finds_no_single_place_is_an_error(decision: Emendation, code: str) -> None:
    found = emend([source(document("说过两次，又两次，只有一次"))], corpus(decision))
    assert codes(found) == [code]
    assert read(found) == ["说过两次，又两次，只有一次"]


def test_a_document_narrows_the_search() -> None:
    text = source(document("同样的话", id="a-1"), document("同样的话", id="a-2"))
    found = emend([text], corpus(row("同样的话", "话", "诗", document="a-2")))
    assert read(found) == ["同样的话", "同样的[choice corr=诗|话]"]


def test_a_row_says_which_of_several_places_it_means() -> None:
    text = source(document("6月l日", "6月l日", "6月l日"))
    second = row("6月l日", "l", "1").model_copy(update={"occurrence": 2})
    done = emend([text], corpus(second))
    assert not done.diagnostics
    assert read(done) == ["6月l日", "6月[choice corr=1|l]日", "6月l日"]
    fourth = row("6月l日", "l", "1").model_copy(update={"occurrence": 4})
    assert codes(emend([text], corpus(fourth))) == ["A002"]


def test_two_emendations_of_the_same_characters_are_an_error() -> None:
    rows = row("第l0号", "l0", "10"), row("第l0号", "l", "1", id="e2")
    found = emend([source(document("第l0号"))], corpus(*rows))
    assert [d.message for d in found.diagnostics] == ["the emendations e1 and e2 overlap"]


def test_what_is_set_aside_is_not_searched() -> None:
    text = source(document(("excluded", "目录：唯一的话"), ("para", "唯一的话")))
    found = emend([text], corpus(row("唯一的话", "话", "诗")))
    assert codes(found) == []


def test_the_error_stands_at_the_line_of_the_row(tmp_path: Path) -> None:
    file = tmp_path / "emendations.toml"
    file.write_text('# 校改\n[[emendation]]\nid = "e1"\n\n[[emendation]]\nid = "e2"\nquote = "没有"\n', "utf-8")
    rows = row("第l号", "l", "1"), row("没有", "没", "有", id="e2")
    found = emend([source(document("第l号"))], corpus(*rows, files={"emendation": str(file)}))
    assert [(d.file, d.line, d.column, d.code) for d in found.diagnostics] == [(str(file), 7, 1, "A001")]


def test_a_waiver_silences_its_code_inside_its_quote() -> None:
    text = source(document("同日 本签订", "另一处"))
    seen = make("A010", "a.txt", (1, 1), text="同日", part="day")
    other = make("A010", "a.txt", (2, 1), text="另", part="day")
    waiver = Waiver(code="A010", source="a", quote="同日本签", resp="hb", reason="不是日期")
    assert waive([seen, other], [text.source], corpus(waiver)) == (other,)


def test_a_waiver_that_silences_nothing_is_an_error() -> None:
    waiver = Waiver(code="A010", source="a", quote="同日", resp="hb", reason="不是日期")
    text = source(document("同日开会"))
    assert [d.code for d in waive([], [text.source], corpus(waiver))] == ["A006"]


def test_a_waiver_of_a_recogniser_is_not_judged_where_none_ran() -> None:
    text = source(document("再见"))
    rows = [Waiver(code=code, source="a", quote="再见", resp="hb", reason="已阅") for code in ("S020", "A020")]
    found = waive([], [text.source], corpus(*rows), recognised=False)
    assert [(d.code, "A020" in d.message) for d in found] == [("A006", True)]


@given(st.text("甲乙丙丁 \n", min_size=1, max_size=30), st.integers(0, 29), st.text("子丑寅", max_size=3))
def test_law_the_source_is_untouched_and_the_emended_text_is_the_decision(
    text: str, at: int, right: str
) -> None:
    """For every place: reading the block unemended gives the source, emended the
    source with the one replacement."""
    kept = "".join(text.split())
    at %= max(1, len(kept))
    marked = kept[:at] + "误" + kept[at:]
    found = emend([source(document(marked))], corpus(row("误", "误", right)))
    [block] = found.texts[0].pieces[0].blocks()
    assert block.text.text == marked
    assert read_block(block, emended=False).text == marked
    assert read_block(block).text == kept[:at] + right + kept[at:]


def test_a_reading_that_stands_is_anchored_and_left_alone() -> None:
    texts = [source(document("队伍由他指挥"))]
    found = emend(texts, corpus(row("队伍由他", "由", "由")))
    assert read(found) == ["队伍由他指挥"] and codes(found) == []
    assert codes(emend(texts, corpus(row("队伍归他", "归", "归")))) == ["A001"]
