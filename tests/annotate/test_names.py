"""Names are found in all their forms, homonyms are kept apart, and what is open stays open."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.annotate.attested import attestations
from edition.annotate.emend import emend
from edition.annotate.names import compile_lexicon, find_mentions, name_texts
from edition.annotate.passage import Annotated
from edition.config import Alias, Emendation, NameDecision, Organisation, Person, Place, Table, Work
from edition.model import Block, Mark, Piece
from edition.trace import Traced
from tests.annotate.by_hand import codes, corpus, document, read, source

STALIN = Person(
    id="stalin",
    name="斯大林",
    alias=[
        Alias(form="冯西", kind="codename", before="1953-03-05"),
        Alias(form="谢苗诺夫", kind="codename", sources=["a"]),
    ],
)
SEMYONOV = Person(id="semyonov", name="A.谢苗诺夫")
MALIN = Person(id="malin", name="马林")
MALENKOV = Person(id="malenkov", name="马林科夫")
NAM_IL = Person(id="nam-il", name="南日", not_in=["全南日报"])
KIM = Person(id="kim", name="金日成")
MUN = Person(id="mun-il", name="文日", alias=[Alias(form="Mun Il", kind="original")])
STALINGRAD = Place(id="stalingrad", name="斯大林格勒")
ANDONG_CN = Place(id="andong-cn", name="安东")
ANDONG_KR = Place(id="andong-kr", name="安东", country="朝鲜")
MINISTRY = Organisation(id="mid", name="苏联外交部", alias=[Alias(form="外交部", kind="abbreviation")])
ALL = (STALIN, SEMYONOV, MALIN, MALENKOV, NAM_IL, KIM, MUN, STALINGRAD, ANDONG_CN, ANDONG_KR, MINISTRY)


def named(text: str, *rows: Table, id: str = "a", **attrs: str) -> list[str]:
    return read(name_texts([source(document(text, **attrs), id=id)], corpus(*ALL, *rows)), ["name"])


CASES = [
    ("斯大林同志说", "[name ref=stalin type=person|斯大林]同志说"),
    ("斯 大 林同志", "[name ref=stalin type=person|斯 大 林]同志"),
    ("译员文日(Mun Il)。", "译员[name ref=mun-il type=person|文日]([name ref=mun-il type=person|Mun Il])。"),
    ("MunIlia 与Mun  Il", "MunIlia 与[name ref=mun-il type=person|Mun  Il]"),
    # the longest form wins, and the beginning of an unknown longer name is nobody
    ("马林科夫与马林", "[name ref=malenkov type=person|马林科夫]与[name ref=malin type=person|马林]"),
    ("马林诺夫斯基元帅", "马林诺夫斯基元帅"),
    ("斯大林格勒", "[name ref=stalingrad type=place|斯大林格勒]"),
    ("苏联外交部", "[name ref=mid type=org|苏联外交部]"),
    # a longer string in which the form is no mention
    ("全南日报报道，南日说", "全南日报报道，[name ref=nam-il type=person|南日]说"),
    # homonyms: initials tell the man from the code name; what they do not tell stays open
    ("谢苗诺夫电", "[name ref=stalin type=person|谢苗诺夫]电"),
    ("A.谢苗诺夫电", "[name ref=semyonov type=person|A.谢苗诺夫]电"),
    ("Ａ．谢苗诺夫电", "[name ref=semyonov type=person|Ａ．谢苗诺夫]电"),
    ("B.谢苗诺夫电", "B.谢苗诺夫电"),
    ("运往安东", "运往[name candidates=andong-cn andong-kr cert=low type=place|安东]"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_mentions(text: str, expected: str) -> None:
    assert named(text) == [expected]


def test_an_alias_holds_in_its_sources_and_its_time() -> None:
    assert named("冯西", date="1951-07-01") == ["[name ref=stalin type=person|冯西]"]
    assert named("冯西", date="1953-07-01") == ["冯西"]
    assert named("谢苗诺夫", id="b") == ["谢苗诺夫"]


def test_an_open_name_is_reported_and_a_decision_closes_it() -> None:
    text = source(document("运往安东，又运往安东"))
    assert codes(name_texts([text], corpus(ANDONG_CN, ANDONG_KR))) == ["A020", "A020"]
    rows = [
        NameDecision(
            id="n1", source="a", quote="，又运往安东", form="安东", ref="andong-kr", resp="hb", reason="沿线"
        ),
        NameDecision(id="n2", source="a", quote="运往安东，", form="安东", ref="", resp="hb", reason="人名"),
    ]
    found = name_texts([text], corpus(ANDONG_CN, ANDONG_KR, *rows))
    assert read(found, ["name"]) == ["运往安东，又运往[name ref=andong-kr type=place|安东]"]
    assert codes(found) == []


def test_a_decision_may_name_what_no_form_does() -> None:
    row = NameDecision(
        id="n1", source="a", quote="首相答", form="首相", ref="kim", resp="hb", cert="medium", reason=""
    )
    assert named("首相答应了", row) == ["[name cert=medium ref=kim type=person|首相]答应了"]


@pytest.mark.parametrize(("form", "ref", "code"), [("总统", "kim", "A003"), ("首相", "nobody", "A005")])
def test_decisions_that_cannot_hold(form: str, ref: str, code: str) -> None:
    row = NameDecision(id="n1", source="a", quote="首相答", form=form, ref=ref, resp="hb", reason="")
    assert codes(name_texts([source(document("首相答应了金日成"))], corpus(KIM, row))) == [code]


def test_names_are_searched_in_the_emended_text() -> None:
    row = Emendation(id="e1", source="a", quote="斯太林", wrong="太", right="大", resp="hb", reason="误排")
    settled = corpus(STALIN.model_copy(update={"alias": []}), row)
    emended = emend([source(document("致斯太林"))], settled)
    assert read(name_texts(emended.texts, settled)) == [
        "致[name ref=stalin type=person|斯[choice corr=大|太]林]"
    ]


def test_speakers_and_correspondents_are_identified() -> None:
    label = Mark("speaker", 0, 3)
    unknown = Mark("speaker", 0, 2)
    blocks = (
        Block("speech", Traced.of("金日成：同意。"), marks=(label,)),
        Block("speech", Traced.of("翻译：是。"), marks=(unknown,)),
    )
    piece = Piece(
        "a-1", "document", blocks, "conversation", "1", {"sender": "斯大林", "recipient": "金日成同志"}
    )
    found = name_texts([source(piece)], corpus(STALIN.model_copy(update={"alias": []}), KIM))
    first, second = found.texts[0].pieces[0].blocks()
    assert [m.attrs.get("who") for m in (*first.marks, *second.marks) if m.kind == "speaker"] == ["kim", None]
    assert found.texts[0].pieces[0].attrs["sender-ref"] == "stalin"
    assert found.texts[0].pieces[0].attrs["recipient-ref"] == "kim"
    assert [d.message for d in found.diagnostics if d.code != "A024"] == [
        "the speaker '翻译' is in no authority file"
    ]


def test_what_names_nobody_is_no_row() -> None:
    rows = (Person(id="lin", name="林伯安", alias=[Alias(form="老林")]), Person(id="he", name="何木匠"))
    decided = NameDecision(id="n1", source="a", quote="木匠说", form="木匠", ref="he", resp="hb", reason="")
    assert codes(name_texts([source(document("木匠说"))], corpus(*rows))) == ["A024", "A024"]
    assert codes(name_texts([source(document("木匠说林伯安"))], corpus(*rows, decided))) == ["A023"]


def test_a_name_in_what_is_left_out_keeps_its_row() -> None:
    left_out = document(("excluded", "第二章林伯安与老林"), "正文。")
    row = Person(id="lin", name="林伯安", alias=[Alias(form="老林")])
    assert codes(name_texts([source(left_out)], corpus(row))) == []


def test_aliases_are_attested_and_used() -> None:
    alias = [Alias(form="老金", kind="alias", quote="人称老金"), Alias(form="小金", kind="alias")]
    person = Person(id="kim", name="金日成", alias=alias)
    found = name_texts([source(document("人称老 金"))], corpus(person))
    assert [(d.code, d.message) for d in found.diagnostics] == [
        ("A023", "the form '小金' of kim occurs nowhere")
    ]
    assert codes(name_texts([source(document("老金"))], corpus(person))) == ["A022", "A023"]


def test_see_must_lead_to_an_entry() -> None:
    person = Person(id="kim", name="金日成", see=["nobody"])
    assert codes(name_texts([source(document("金日成"))], corpus(person))) == ["A005"]


def mentions(text: str) -> Annotated:
    return name_texts([source(document(text or "。"))], corpus(*ALL))


@given(
    st.lists(
        st.sampled_from(
            ["斯大林", "马林", "科夫", "南日", "全", "报", "格勒", "金", "日成", "A.", "谢苗诺夫", "，"]
        )
    )
)
def test_law_every_locator_lands_on_a_form_of_its_entry(parts: list[str]) -> None:
    """A name mark covers a form of the entry it points to, and marks never overlap."""
    forms = {(e.name, e.id) for e in ALL} | {(a.form, e.id) for e in ALL for a in e.alias}
    for text in mentions("".join(parts)).texts:
        for block in text.pieces[0].blocks():
            names = [m for m in block.marks if m.kind == "name"]
            for mark in names:
                for id in mark.attrs.get("ref", mark.attrs.get("candidates", "")).split():
                    assert (block.text.text[mark.start : mark.end], id) in forms
            assert all(a.end <= b.start for a, b in itertools.pairwise(names))


def test_no_authority_files_no_names() -> None:
    lexicon = compile_lexicon(corpus().editorial)
    assert find_mentions("斯大林", lexicon) == []


def test_a_title_mentions_whom_it_names_and_not_itself() -> None:
    rows = (Person(id="lin", name="林某"), Work(id="article", name="关于林某的谈话"))
    text = source(document(("head", "关于林某的谈话"), "《关于林某的谈话》一文。"))
    assert read(name_texts([text], corpus(*rows)), ["name"]) == [
        "关于[name ref=lin type=person|林某]的谈话",
        "《[name ref=article type=work|关于林某的谈话]》一文。",
    ]


def test_brackets_of_either_width_are_one_form() -> None:
    text = source(document("北海社(新)中央来电。北海社（新）中央复电。"))
    found = read(name_texts([text], corpus(Organisation(id="society", name="北海社（新）中央"))), ["name"])
    assert found[0].count("[name ref=society type=org|") == 2


def test_a_title_names_the_person_whose_work_it_excerpts() -> None:
    rows = (Person(id="lin", name="林某"), Work(id="diary", name="林某的日记"))
    text = source(document(("head", "摘自林某的日记")))
    assert read(name_texts([text], corpus(*rows)), ["name"]) == [
        "摘自[name ref=diary type=work|[name ref=lin type=person|林某]的日记]"
    ]


def test_an_alias_without_a_quote_is_attested_where_it_first_names_its_entry() -> None:
    whole = corpus(*ALL)
    text = "冯西译员文日(Mun  Il)。"
    texts = name_texts([source(document("外交部照会。", text, text, date="1951-07-01"))], whole).texts
    places = {form: place.offset for (_, form), place in attestations(texts, whole).items()}
    assert places == {"冯西": 7, "Mun Il": 14, "外交部": 0}
