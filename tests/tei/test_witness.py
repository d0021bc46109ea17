"""Another witness's text, read off the TEI: in the sample, and over any apparatus."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from edition.tei import NS, tei
from edition.tei.views import Element, plain, texts
from edition.tei.witness import find_witness, follow_witness

PAGE = """<TEI xmlns="{ns}"><standOff><listWit><witness xml:id="wa" n="甲" corresp="#a"/><witness xml:id="wb" n="乙"
corresp="#b"/><witness xml:id="wc"><abbr>丙</abbr></witness></listWit></standOff><text><body><div type="document">{body}
</div></body></text></TEI>"""


def page(body: str) -> Element:
    return etree.fromstring(PAGE.format(ns=NS, body=body))


def followed(body: str, witness: str = "wb") -> list[str]:
    """The body of a document after following a witness: each block as it is read, entries as lemma]reading."""
    root = page(body)
    follow_witness(root, witness)
    return [shown(block) for block in root.iter(tei("p"), tei("item"), tei("speaker"))]


def shown(block: Element) -> str:
    for app in block.iter(tei("app")):
        reading = next(app.iterchildren(tei("rdg")))
        said = f"[{plain(app)}]{plain(reading)} {reading.get('wit')} {reading.get('type')}]"
        tail = app.tail or ""
        app.clear()
        app.text, app.tail = said, tail
    return plain(block)


@pytest.mark.parametrize("name", ["乙", "wb", "b"])
def test_a_witness_is_asked_for_by_siglum_id_or_source(name: str) -> None:
    found = find_witness(page("<p/>"), name)
    assert found is not None and found.get("n") == "乙"


def test_a_siglum_may_stand_in_an_abbreviation_and_may_be_unknown() -> None:
    assert find_witness(page("<p/>"), "丙") is not None
    assert find_witness(page("<p/>"), "丁") is None


def test_lemma_and_reading_change_places() -> None:
    body = '<p>今日<app><lem wit="#wa">渡河</lem><rdg wit="#wb" type="substantive">渡江</rdg></app>。</p>'
    assert followed(body) == ["今日[渡江]渡河 #wa substantive]。"]
    assert followed(body, "wc") == ["今日[渡河]渡江 #wb substantive]。"]


def test_witnesses_that_agree_share_the_lemma() -> None:
    body = """<p><app><lem wit="#wa">三</lem><rdg wit="#wb" type="substantive">四</rdg><rdg wit="#wc"
    type="substantive">四</rdg></app>人</p>"""
    root = page(body)
    follow_witness(root, "wc")
    assert [e.get("wit") for e in root.iter(tei("lem"), tei("rdg"))] == ["#wc #wb", "#wa"]


def test_notes_stay_where_the_words_are_not() -> None:
    body = """<p>前<app><lem wit="#wa">中<note place="bottom"><p>注</p></note>间</lem><rdg wit="#wb"
    type="lacuna"/></app>后</p>"""
    root = page(body)
    follow_witness(root, "wb")
    (note,) = root.iter(tei("note"))
    assert note.getparent() is next(root.iter(tei("p")))
    assert plain(next(root.iter(tei("p")))) == "前后"


def test_at_the_start_of_a_paragraph_the_word_goes_before_the_note() -> None:
    body = (
        """<p><app><lem wit="#wa">当时<note place="bottom">注</note></lem><rdg wit="#wb"/></app>船未开。</p>"""
    )
    root = page(body)
    follow_witness(root, "wb")
    p = next(root.iter(tei("p")))
    assert [(e.tag.partition("}")[2], plain(e), e.tail) for e in p] == [
        ("app", "船", None),
        ("note", "注", "未开。"),
    ]


OMISSION = """<p>第一段在此。</p><sp><speaker><app to="#e1"><lem wit="#wa">甲：</lem><rdg wit="#wb" type="lacuna"/></app></speaker>
<p>这一句乙本没有。</p></sp><sp><speaker>乙：</speaker><p>这一句也没有。<anchor xml:id="e1"/></p></sp><sp><speaker>甲：</speaker>
<p>末一句两本都有。</p></sp>"""


def test_an_omission_over_paragraphs_takes_them_out_and_is_told_where_it_stood() -> None:
    told = "甲：这一句乙本没有。乙：这一句也没有。"
    assert followed(OMISSION) == [f"第一段在此。[]{told} #wa substantive]", "甲：", "末一句两本都有。"]


def test_an_omission_at_the_start_is_told_with_what_follows() -> None:
    body = OMISSION.removeprefix("<p>第一段在此。</p>")
    assert [line for line in followed(body) if "]" in line] == [
        "[甲]甲：这一句乙本没有。乙：这一句也没有。甲 #wa substantive]："
    ]


def test_an_omission_inside_paragraphs_leaves_what_is_before_and_after() -> None:
    body = """<p>留下的话，<app to="#e1"><lem wit="#wa">删去</lem><rdg wit="#wb" type="lacuna"/></app>的话。</p><p>整段删去。</p>
    <p>又删<anchor xml:id="e1"/>又留。</p>"""
    assert followed(body) == ["留下的话，[]删去的话。整段删去。又删 #wa substantive]", "又留。"]


def test_an_addition_of_the_base_at_the_start_takes_the_word_that_follows() -> None:
    entry = '<app><lem wit="#wa">当时</lem><rdg wit="#wb"/></app>'
    assert followed(f"<p>{entry}船未开。</p>") == ["[船]当时船 #wa ]未开。"]
    assert followed(f"<p>{entry}<name>渡船</name>未开。</p>") == ["[渡船]当时渡船 #wa ]未开。"]


def test_a_long_omission_is_told_by_its_ends_and_length() -> None:
    body = OMISSION.replace("这一句乙本没有", "这一句乙本没有" * 12)
    assert "……" in followed(body)[0] and "（共96字）" in followed(body)[0]


def test_an_anchor_that_does_not_follow_ends_nothing() -> None:
    body = """<p>前<anchor xml:id="e1"/><app to="#e1"><lem wit="#wa">中</lem><rdg wit="#wb"/></app>后</p><p>尾</p>"""
    assert followed(body) == ["前[]中 #wa ]后", "尾"]


words = st.text("天地玄黄宇宙洪荒，。", max_size=5)


@st.composite
def apparatus(draw: st.DrawFn) -> tuple[str, str, str]:
    """Paragraphs with entries of the apparatus, some of which reach over paragraphs; the
    text of the base and of witness b."""
    body, base, other, open_end = "<p>", "", "", 0
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(("text", "app", "break", "omit", "end")))
        said = draw(words)
        if kind == "text":
            body, base = body + said, base + said
            other += "" if open_end else said
        elif kind == "app" and not open_end:
            reading = draw(words.filter(said.__ne__))
            body += f'<app><lem wit="#wa">{said}</lem><rdg wit="#wb">{reading}</rdg></app>'
            base, other = base + said, other + reading
        elif kind == "break":
            body += "</p><p>"
        elif kind == "omit" and not open_end:
            open_end = number + 1
            said = said or "玄"
            body += f'<app to="#e{open_end}"><lem wit="#wa">{said}</lem><rdg wit="#wb"/></app>'
            base += said
        elif kind == "end" and open_end:
            body += f'<anchor xml:id="e{open_end}"/>'
            open_end = 0
    if open_end:
        body += f'<anchor xml:id="e{open_end}"/>'
    return f"{body}</p>", base, other


def read(root: Element) -> str:
    return "".join(plain(p) for p in root.iter(tei("p")))


@settings(max_examples=300, deadline=None)
@given(apparatus())
def test_law_the_followed_text_is_the_witness_and_the_base_is_not_lost(case: tuple[str, str, str]) -> None:
    body, base, other = case
    root = page(body)
    entries = len(list(root.iter(tei("app"))))
    assert read(root) == base
    follow_witness(root, "wb")
    assert read(root) == other
    assert len(list(root.iter(tei("app")))) == entries
    unchanged = deepcopy(root)
    follow_witness(root, "wb")
    assert etree.tostring(root) == etree.tostring(unchanged)
    follow_witness(root, "wc")
    assert etree.tostring(root) == etree.tostring(unchanged)
    assert len(texts(root)) == 1
