"""What documents are to each other, what the book does not have, and what is open: as
queries on the TEI and on the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from edition.check.pdf.words import wanted_texts
from edition.render.backmatter import BackMatter, collect_backmatter, gather
from edition.render.book import Book, load_book
from edition.render.relations import read_relations, told
from edition.render.setting import Notes, Setting
from edition.render.xhtml import render_unit

STANDOFF = """<standOff>
<listPerson><person xml:id="lin"><persName type="main">林远山</persName></person>
<person xml:id="zeng"><persName type="main">曾伯言</persName></person></listPerson>
<listOrg><org xml:id="a"><orgName type="main">海署</orgName></org><org xml:id="b"><orgName type="main">陆署</orgName></org></listOrg>
<listRelation><relation name="same-text" mutual="#one #three"/></listRelation>
<linkGrp type="parallels"><desc>同说礁石一事。</desc><link target="#three-p #two-p"/><link target="#three-p #one-p"/></linkGrp>
</standOff>"""
LETTER = """<profileDesc><correspDesc ref="#one"><correspAction type="sent"><persName ref="#lin">林</persName></correspAction>
<correspAction type="received"><persName ref="#zeng">曾</persName></correspAction></correspDesc></profileDesc>"""
HEADER = """<encodingDesc><editorialDecl><normalization><p n="lines">断行：<measure quantity="3" unit="run">3处，</measure><measure
quantity="4" unit="character">4字符</measure></p></normalization></editorialDecl></encodingDesc>"""
TEXT = """<body>
<div type="document" xml:id="one" next="#two"><head>甲件（1931年4月2日）</head><p xml:id="one-p">您<ref type="document"
subtype="unresolved">您<date when="1931-03-30">3月30日</date></ref>和<ref type="document" subtype="unresolved"><date
when="1931-04-01">4月1日</date>的来电</ref>收到，署里<orgName ana="#ambiguous" key="a b">署里</orgName>已议。<ref type="document"
target="#three" cert="medium">前件</ref>附上，<ref type="document" subtype="unresolved">第9号电</ref>未见。</p></div>
<div type="document" xml:id="two" prev="#one"><head>乙件</head><p xml:id="two-p">“礁石以北，凡有灯火之处都归海署看守。”</p></div>
<div type="document" xml:id="three"><head>丙件</head><p xml:id="three-p">礁石以南，凡有渔火之处都归陆署看守。</p></div>
</body><back><div type="excluded" subtype="navigation"><p>首 页<ref type="document" target="#one">一</ref></p></div></back>"""


@pytest.fixture
def book(write_tei: Callable[[str], Path]) -> Book:
    path = write_tei(TEXT)
    whole = (
        path.read_text("utf-8")
        .replace("</fileDesc>", f"</fileDesc>{HEADER}{LETTER}")
        .replace("<text>", f"{STANDOFF}<text>")
    )
    path.write_text(whole, "utf-8")
    return load_book(path)


@pytest.fixture
def back(book: Book) -> BackMatter:
    return collect_backmatter(book)


def test_each_document_says_what_it_is_to_others(back: BackMatter) -> None:
    said = {
        ident: [(words, [r.unit.id for r in group]) for words, group in told(relations)]
        for ident, relations in back.relations.items()
    }
    assert said == {
        "one": [("下接", ["two"]), ("同文另见", ["three"]), ("文句互见", ["three"])],
        "two": [("上接", ["one"]), ("文句互见", ["three"])],
        "three": [("同文另见", ["one"]), ("文句互见", ["one", "two"])],
    }


def test_passages_in_common_stand_beside_each_other(back: BackMatter) -> None:
    [parallel] = back.parallels
    rows = [
        (one.words, [(other.unit.number, other.words) for other in others]) for one, others in parallel.rows
    ]
    assert (parallel.reason, [len(others) for _, others in rows]) == ("同说礁石一事", [2])
    assert rows[0][0] == "礁石以南，凡有渔火之处都……"
    assert rows[0][1][0] == (2, "礁石以北，凡有灯火之处都……")


def test_documents_that_are_not_there_are_listed_with_who_wrote_them(back: BackMatter) -> None:
    """The second of two dates goes on from the first; a number alone says neither day nor hand."""
    assert [(row.day, row.parties, row.words) for row in back.absent] == [
        ("1931年3月30日", "曾伯言致林远山", "您3月30日"),
        ("1931年4月1日", "曾伯言致林远山", "4月1日的来电"),
        ("", "", "第9号电"),
    ]


def test_names_that_are_open_are_listed_with_their_candidates(back: BackMatter) -> None:
    assert [(row.form, row.candidates) for row in back.ambiguous] == [("署里", ("海署", "陆署"))]
    assert {"absent", "unsure"} <= back.signs


def test_introduction_tells_what_was_left_out_and_what_is_not_printed(back: BackMatter) -> None:
    said = [text for _, texts in back.declarations for text in texts]
    assert "略去：抽取与识读所生、不属原文的，断行3处（4字符）。逐处记录在案，可以复原。" in said
    assert "统计：收文献3篇，标出人名、地名、机构名1处，日期2处，互见4处。" in said
    assert "不排：网站导航3字，存于数据而不排入正文。" in said


def test_page_has_lines_before_and_behind_the_text_and_signs_at_references(
    book: Book, back: BackMatter
) -> None:
    setting = Setting(
        Notes.POPUP, lambda ident: f"#{ident}", gather(book).anchored, numbered=True, relations=back.relations
    )
    one, two, _ = (render_unit(unit, setting).content for unit in book.units())
    lines = [[(e.get("class"), "".join(e.itertext())) for e in page.iter("p")] for page in (one, two)]
    assert lines[0][-3:] == [
        ("related", "下接　2　乙件"),
        ("related", "同文另见　3　丙件"),
        ("related", "文句互见　3　丙件"),
    ]
    assert [kind for kind, _ in lines[1]] == ["number", "related", None, "related"]
    signs = [(e.get("class"), e.text) for e in one.iter("sup")]
    assert signs == [
        ("absent", "\u2060†"),
        ("absent", "\u2060†"),
        ("unsure", "\u2060？"),
        ("absent", "\u2060†"),
    ]
    anchors = {e.get("id") for e in one.iter(etree.Element) if e.get("id")}
    assert {mention.id for row in back.absent for mention in row.mentions} <= anchors


def test_check_of_the_pdf_expects_these_lines(book: Book) -> None:
    wanted = {text.id: text.letters for text in wanted_texts(book, read_relations(book))}
    assert wanted["two"].startswith("乙件上接甲件1931年4月2日礁石以北")
    assert wanted["two"].endswith("看守文句互见丙件")
