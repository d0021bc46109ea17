"""Two sources of the same text: proposed, confirmed, collated, and each witness can be read off the base."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition.alignment import align
from edition.annotate import annotate
from edition.annotate.passage import Annotated, passages, with_blocks, with_marks
from edition.collate import classify, collate, witness_text, witnesses
from edition.config import Collation, Emendation, Person, Table
from edition.model import Mark, Structured
from tests.annotate.by_hand import codes, corpus, document, read, source

ROW = Collation(id="c1", documents=["a-1", "b-1"], resp="hb", reason="同一会谈的两种译文")
LONG = (
    "清晨的雾还没有散尽，渡口的老人把缆绳一圈圈收好，对等船的学生说，今天水急，要晚半个时辰才开。"
    "学生们便坐在石阶上背书，背的是前一日先生讲过的那一章，谁也不肯先停下来。"
)


def two(first: list[str], second: list[str]) -> list[Structured]:
    return [source(document(*first, id="a-1"), id="a"), source(document(*second, id="b-1"), id="b")]


def collated(first: list[str], second: list[str], *rows: Table) -> Annotated:
    return collate(two(first, second), corpus(ROW, *rows))


def apparatus(found: Annotated) -> list[tuple[str, str, str]]:
    """Lemma, class and reading of every place."""
    return [
        (block.text.text[m.start : m.end], *m.attrs["readings"].split("\t")[1:])
        for block in found.texts[0].pieces[0].blocks()
        for m in block.marks
        if m.kind == "app"
    ]


def changed(old: str, new: str) -> list[str]:
    return [LONG.replace(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("缆绳", "绳索", [("缆绳", "substantive", "绳索")]),
        ("半个时辰", "时辰", [("半个", "substantive", "")]),
        ("先生", "老先生", [("日", "substantive", "日老")]),
        ("坐在", "座在", [("坐", "orthographic", "座")]),
        ("学生说", "學生說", [("学生说", "orthographic", "學生說")]),
        ("学生说，", "学生说：", [("，", "punctuation", "：")]),
        ("先停下来。", "先停下来", [("。", "punctuation", "")]),
    ],
)
def test_classes(old: str, new: str, expected: list[tuple[str, str, str]]) -> None:
    assert apparatus(collated([LONG], changed(old, new))) == expected


def test_white_space_and_the_width_of_punctuation_are_no_variants() -> None:
    printed = LONG.replace("，", ",").replace("渡口的", "渡口\n的 ")
    assert apparatus(collated([LONG], [printed])) == []


def test_an_excerpt_has_lacunae() -> None:
    parts = [LONG, "中间这一段讲的是另一件事，摘录的人没有抄。", LONG[::-1]]
    found = apparatus(collated(parts, [parts[0], parts[2]]))
    assert found == [(parts[1], "lacuna", "")]


def test_the_base_agrees_with_itself_and_says_who_else_does() -> None:
    row = Collation(id="c1", documents=["a-1", "b-1", "b-2"], resp="hb", reason="")
    texts = [
        source(document(LONG, id="a-1"), id="a"),
        source(document(LONG.replace("缆绳", "绳索"), id="b-1"), id="b"),
        source(document(LONG, id="b-2"), id="d"),
    ]
    [block] = collate(texts, corpus(row)).texts[0].pieces[0].blocks()
    [mark] = block.marks
    assert mark.attrs == {"wit": "a d", "readings": "b\tsubstantive\t绳索"}


def test_a_lemma_never_cuts_a_name() -> None:
    first = LONG.replace("老人", "斯维尔德洛夫")
    settled = corpus(ROW, Person(id="s", name="斯维尔德洛夫"))
    texts = annotate(two([first], [first.replace("尔德", "尔多")]), settled).texts
    found = collate(texts, settled)
    assert "[name ref=s type=person|斯维尔[app readings=b\tsubstantive\t多|德]洛夫]" in read(found)[0]
    second = collate(annotate(two([first], [first.replace("的斯维尔德", "那史伟德")]), settled).texts, settled)
    [block] = second.texts[0].pieces[0].blocks()
    [app] = [m for m in block.marks if m.kind == "app"]
    assert block.text.text[app.start : app.end] == "的斯维尔德洛夫"
    assert app.attrs["readings"] == "b\tsubstantive\t那史伟德洛夫"


def test_witnesses_are_compared_with_the_edited_base() -> None:
    rows = [
        Emendation(id="e1", source="a", quote="老入把", wrong="入", right="人", resp="hb", reason="误识"),
        Emendation(id="e2", source="a", quote="背的是前", wrong="", right="一", resp="hb", reason="断行处脱字"),
        Emendation(id="e3", source="b", quote="石皆上", wrong="皆", right="阶", resp="hb", reason="误识"),
    ]
    base = LONG.replace("老人", "老入").replace("前一日", "前日")
    settled = corpus(ROW, *rows)
    found = collate(annotate(two([base], changed("石阶", "石皆")), settled).texts, settled)
    assert codes(found) == []
    assert apparatus(found) == [("阶", "substantive", "皆")]
    assert witness_text(found.texts[0].pieces[0].blocks(), "b") == witnesses(found.texts)["b-1"].text


def test_candidates_are_proposed_and_only_proposed() -> None:
    found = collate(two([LONG], [LONG.replace("缆绳", "绳索")]), corpus())
    assert codes(found) == ["K001"]
    assert "witness the same text" in found.diagnostics[0].message
    assert apparatus(found) == []


def test_what_is_confirmed_is_not_proposed_again() -> None:
    assert codes(collated([LONG], [LONG])) == []


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (Collation(id="c1", documents=["a-1", "b-9"], resp="hb", reason=""), "K002"),
        (Collation(id="c1", documents=["a-1", "b-1"], resp="hb", reason=""), "K003"),
    ],
)
def test_rows_that_cannot_be_collated(row: Collation, code: str) -> None:
    texts = two([LONG], ["这一篇写的完全是别的事情，和渡口的早晨毫无关系，一个字也对不上号。"])
    assert codes(collate(texts, corpus(row))) == [code]


def test_the_gaps_of_an_excerpt_are_not_its_text() -> None:
    piece, _ = document("甲乙……丙", id="a-1")
    [block] = piece.blocks()
    gapped = type(block)(block.kind, block.text, block.attrs, (Mark("gap", 2, 4, {"reason": "sampling"}),))
    text = source(type(piece)("a-1", "document", (gapped,), "excerpt"))
    assert witnesses([text])["a-1"].text == "甲乙丙"


def test_classify_orders_the_classes() -> None:
    assert classify("，甲", "甲。") == "punctuation"
    assert classify("乾淨", "干净") == "orthographic"
    assert classify("甲乙丙丁戊己庚辛", "") == "lacuna"
    assert classify("甲乙", "") == "substantive"


words = st.text("天地玄黄宇宙洪荒日月盈昃，。", min_size=0, max_size=12)


@st.composite
def versions(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Paragraphs, and the same with words taken out, put in and changed, and paragraphs left out."""
    stem = [draw(words) for _ in range(draw(st.integers(2, 12)))]
    base = "".join(stem) + LONG
    other = "".join(draw(st.sampled_from([part, "", draw(words), part + draw(words)])) for part in stem) + LONG
    cut = draw(st.integers(1, len(base) - 1))
    second = draw(st.integers(1, len(other) - 1))
    return [base[:cut], base[cut:]], [other[:second], other[second:]]


@st.composite
def emendations(draw: st.DrawFn, blocks: list[str]) -> list[Mark]:
    """Corrections and supplied words at random places of the blocks, one a block at most."""
    marks = []
    for text in blocks:
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 3)))
        said = draw(words)
        marks.append(
            Mark("choice", start, end, {"corr": said})
            if start < end
            else Mark("supplied", start, start, {"text": said})
        )
    return marks


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_law_each_witness_can_be_read_off_the_base(data: st.DataObject) -> None:
    base, other = data.draw(versions())
    texts = two(base, other)
    marks = data.draw(emendations(base))
    edited = {p.number: with_marks(p.block, [m]) for p, m in zip(passages(texts[0]), marks, strict=True)}
    found = collate([with_blocks(texts[0], edited), texts[1]], corpus(ROW))
    blocks = list(found.texts[0].pieces[0].blocks())
    assert codes(found) == []
    assert witness_text(blocks, "b") == witnesses(found.texts)["b-1"].text
    assert witness_text(blocks, "a") == witnesses(found.texts, emended=True)["a-1"].text
    assert [b.text.text for b in blocks] == base


@given(words, words, words)
def test_law_edits_turn_one_text_into_the_other(a: str, b: str, c: str) -> None:
    base, other = a + LONG + b + c, LONG + c + a
    text, last = "", 0
    for edit in align(base, other):
        text += base[last : edit.start] + other[edit.first : edit.last]
        last = edit.end
    assert text + base[last:] == other


# -- omissions -------------------------------------------------------------------------------------------------

TALK = [
    "林远山：渡口的木桥要在入冬以前修好，这件事我们已经商量过两回了。",
    "周老师：木料呢？",
    "林远山：木料从上游的林场运来。",
    "周老师：对。",
    "林远山：那么工钱两家各出一半，账目由学堂的先生来记，你们看这样办好不好。",
]


def talk(lines: list[str], id: str) -> Structured:
    """Speeches, each with its label marked."""
    text = source(document(*(("speech", line) for line in lines), id=f"{id}-1"), id=id)
    spoken = {
        p.number: with_marks(p.block, [Mark("speaker", 0, p.block.text.text.index("：") + 1)])
        for p in passages(text)
    }
    return with_blocks(text, spoken)


def heard(base: list[str], other: list[str]) -> list[str]:
    """What collation finds between two talks, as a person reads it."""
    texts = [talk(base, "a"), talk(other, "b")]
    found = collate(texts, corpus(ROW))
    assert codes(found) == []
    blocks = list(found.texts[0].pieces[0].blocks())
    assert witness_text(blocks, "b") == witnesses(found.texts)["b-1"].text
    assert witness_text(blocks, "a") == witnesses(found.texts)["a-1"].text
    lines = []
    for block in blocks:
        for m in block.marks:
            if m.kind == "app":
                to = f" → {m.attrs['to']}" if "to" in m.attrs else ""
                readings = m.attrs["readings"].replace("\t", " ").strip()
                lines.append(f"{block.text.text[m.start : m.end]}] {readings}{to}")
            elif m.kind == "anchor":
                lines.append(f"{block.text.text[max(0, m.start - 4) : m.start]}| {m.attrs['id']}")
    return lines


def test_an_omission_of_many_speeches_is_one_entry_however_short_they_are() -> None:
    assert heard(TALK, [TALK[0], TALK[4]]) == ["周老师：] b lacuna → a-1-end1", "师：对。| a-1-end1"]


def test_of_two_equal_labels_the_one_that_goes_with_the_omitted_speech_is_left_out() -> None:
    lines = [TALK[0], "周老师：先说船的事，船板已经旧了。", "周老师：再说缆绳，缆绳是今年新换的，还能用几年。"]
    assert heard(lines, [lines[0], lines[2]]) == ["周老师：] b lacuna → a-1-end1", "经旧了。| a-1-end1"]


def test_an_addition_after_a_label_takes_the_speech_and_never_the_colon() -> None:
    other = [*TALK[:4], TALK[4].replace("：", "：这个问题，")]
    assert heard(TALK, other) == ["那] b substantive 这个问题，那"]


def test_a_label_that_differs_is_a_reading_of_the_label_alone() -> None:
    other = [*TALK[:2], TALK[2].replace("林远山", "林先生"), *TALK[3:]]
    assert heard(TALK, other) == ["远山] b substantive 先生"]


def test_an_addition_after_a_name_takes_the_character_after_the_name() -> None:
    settled = corpus(ROW, Person(id="s", name="老人"))
    texts = annotate(two([LONG], [LONG.replace("老人把", "老人家把")]), settled).texts
    found = collate(texts, settled)
    assert "[name ref=s type=person|老人][app readings=b\tsubstantive\t家把|把]" in read(found)[0]


def test_three_witnesses_with_omissions_of_different_length() -> None:
    row = Collation(id="c1", documents=["a-1", "b-1", "c-1"], resp="hb", reason="")
    texts = [
        talk(TALK, "a"),
        talk([TALK[0], TALK[4]], "b"),
        talk([TALK[0], TALK[3], TALK[4]], "c"),
    ]
    found = collate(texts, corpus(row))
    blocks = list(found.texts[0].pieces[0].blocks())
    known = witnesses(found.texts)
    for id in "abc":
        assert witness_text(blocks, id) == known[f"{id}-1"].text
    said = [
        (m.attrs["wit"], m.attrs["readings"], m.attrs["to"]) for b in blocks for m in b.marks if m.kind == "app"
    ]
    assert said == [
        ("a", "b\tlacuna\t\nc\tlacuna\t", "a-1-end1"),
        ("a c", "b\tsubstantive\t", "a-1-end2"),
    ]


@pytest.mark.parametrize(
    ("left", "right"), [("一九五二", "1952"), ("九月十五日", "9月15日"), ("二十", "20"), ("〇", "0")]
)
def test_a_number_in_figures_and_in_words_differs_in_spelling_alone(left: str, right: str) -> None:
    assert classify(left, right) == "orthographic"


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_law_each_witness_of_three_can_be_read_off_the_base(data: st.DataObject) -> None:
    speech = st.tuples(st.sampled_from(("甲：", "乙：")), words.filter(bool)).map("".join)
    base = [*data.draw(st.lists(speech, max_size=6)), f"甲：{LONG}", *data.draw(st.lists(speech, max_size=6))]
    drop = st.lists(st.sampled_from(("", "same", "add", "same")), min_size=len(base), max_size=len(base))

    def told(line: str, how: str) -> list[str]:
        if LONG in line or how == "same":
            return [line]
        return [] if not how else [line + data.draw(words)]

    others = [
        [new for line, how in zip(base, data.draw(drop), strict=True) for new in told(line, how)] for _ in "bc"
    ]
    texts = [talk(base, "a"), talk(others[0], "b"), talk(others[1], "c")]
    row = Collation(id="c1", documents=["a-1", "b-1", "c-1"], resp="hb", reason="")
    found = collate(texts, corpus(row))
    blocks = list(found.texts[0].pieces[0].blocks())
    assert codes(found) == []
    for id in "abc":
        assert witness_text(blocks, id) == witnesses(found.texts)[f"{id}-1"].text
