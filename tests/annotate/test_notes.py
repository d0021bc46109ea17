"""Notes say whose they are and whom they introduce."""

from __future__ import annotations

import pytest

from edition.annotate.candidates import candidates
from edition.annotate.notes import Introduction, attribute_notes, introduction
from edition.config import Person
from edition.model import Block, Mark, Piece
from edition.trace import Traced
from tests.annotate.by_hand import corpus, document, source


@pytest.mark.parametrize(
    ("subtype", "note", "kind", "resp"),
    [
        ("telegram", "原文如此。", "compiler", None),
        ("telegram", "指前一封电报。——译者注", "compiler", "译者注"),
        ("telegram", "指前一封电报。——本 书编者注", "compiler", "本书编者注"),
        ("telegram", "指前一封电报。——原注", "source", "原注"),
        ("article", "某书，第5页。", "source", None),
    ],
)
def test_whose_note(subtype: str, note: str, kind: str, resp: str | None) -> None:
    found = attribute_notes([source(document("话*。", notes=[note], subtype=subtype))], corpus())
    [mark] = next(found.texts[0].pieces[0].blocks()).marks
    assert (mark.attrs["type"], mark.attrs.get("resp")) == (kind, resp)


def test_what_the_recogniser_knew_stays() -> None:
    mark = Mark("note", 1, 1, {"type": "editor"}, Block("note", Traced.of("——译者注")))
    piece = Piece("a-1", "document", (Block("para", Traced.of("话"), marks=(mark,)),))
    found = attribute_notes([source(piece)], corpus())
    assert next(found.texts[0].pieces[0].blocks()).marks[0].attrs == {"type": "editor"}


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("维某，时任北国外交部部 长。", ("维某", "北国外交部部长", "", "")),
        ("① 李某(1876-1949) ，政界右翼代表人物之一。", ("李某", "政界右翼代表人物之一", "", "")),
        ("冯西，斯大林的化名。", ("冯西", "", "斯大林", "codename")),
        ("石泉，林伯安的隐语。", ("石泉", "", "林伯安", "codename")),
        ("林伯安，时任直隶总督。", ("林伯安", "直隶总督", "", "")),
        ("老王，即王某某。", ("老王", "", "王某某", "variant")),
        ("马某是扎某的代称。", ("马某", "", "扎某", "codename")),
        ("原文如此。", None),
        ("12月12日，周某会见印度大使。", None),
        ("土军，指参加作战的土耳其军队。", None),
        ("指1950年10月1日的电报，见前。", None),
    ],
)
def test_whom_a_note_introduces(note: str, expected: tuple[str, str, str, str] | None) -> None:
    found = introduction(Block("note", Traced.of(note)))
    assert (None if found is None else (found.form, found.role, found.who, found.kind)) == expected


def test_an_introduction_knows_its_place() -> None:
    found = introduction(Block("note", Traced.of("① 冯西，斯大林的化名。", 100)))
    assert found == Introduction("冯西", "", "斯大林", "codename", 102, "冯西，斯大林的化名")


def test_candidates_are_rows_ready_to_paste() -> None:
    text = source(
        document(
            "华某某*说，冯西*来电。华某某又说。",
            ("signed", "致以敬礼！朱某"),
            ("distribution", "分送：1．钱某同志 2．华某某同志"),
            notes=["华某某，时任某国大使。", "冯西，斯大林的化名。"],
            sender="孙某",
        )
    )
    rows = candidates([text], corpus(Person(id="stalin", name="斯大林")))
    assert [(c.form, c.count) for c in rows][:2] == [("华某某", 4), ("冯西", 2)]
    assert {c.form for c in rows} >= {"华某某", "冯西", "朱某", "钱某", "孙某"}
    assert str(rows[0]).splitlines() == [
        "# 4× · a:2 note: 华某某，时任某国大使",
        "[[person]]",
        'id = "hua-mou-mou"',
        'name = "华某某"',
        'office = [{ role = "某国大使" }]',
    ]
    assert "# under 斯大林" in str(rows[1])


def test_white_space_parts_names_only_where_no_comma_does() -> None:
    known = Person(id="stalin", name="斯大林")
    lists = ("distribution", "送：斯大 林同志、李 某某、王某"), ("signed", "赵某 钱某")
    assert [c.form for c in candidates([source(document(*lists))], corpus(known))] == [
        "李某某",
        "王某",
        "赵某",
        "钱某",
    ]


def test_nobody_known_is_a_candidate() -> None:
    text = source(document("话*。", notes=["斯大林，时任总书记。"], sender="斯大林"))
    assert candidates([text], corpus(Person(id="stalin", name="斯大林"))) == ()
