"""What stands on pages and where: index ranges, names that lose their elements,
long notes cut at their lines."""

from __future__ import annotations

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.render.paging import PageStart
from edition.render.pdf.body import begin_afresh
from edition.render.pdf.contents import ContentsEntry
from edition.render.pdf.gathering import divide_body
from edition.render.pdf.locators import SIGNS, Locator, locators, roman
from edition.render.pdf.marks import Mark, Marks, count_visible, flatten
from edition.render.pdf.notes import cut_notes, piece_ends, prepare_notes, split_element
from edition.render.pdf.numbering import share_out
from edition.render.pdf.printed import Printed
from edition.render.pdf.standing import page_starts


def text_of(element: Element) -> str:
    return "".join(element.itertext())


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ([], ""),
        (["3"], "3"),
        (["3", "3注", "5", "6", "7"], "3、5—7"),
        (["5", "6"], "5、6"),
        (["9注"], "9注"),
        (["9校", "9注", "11校"], "9注、11校"),
        (["1", "2注", "3"], "1、2注、3"),
        (["4", "3", "2", "3注"], "2—4"),
        (["4!", "5", "6", "7!", "8!", "9!", "9"], "4!、5、6、7—9!"),
        (["4注", "4!"], "4!"),
    ],
)
def test_locators(pages: list[str], printed: str) -> None:
    """Pages with what stands behind them; ! is a principal place."""
    places = [(int(page.rstrip("注校!")), page.lstrip("0123456789")) for page in pages]
    found = locators(Locator(page, page, sign.strip("!"), "!" in sign) for page, sign in places)
    assert "、".join(f"{each.printed('zh')}{'!' * each.principal}" for each in found) == printed


def test_locators_in_english() -> None:
    places = [
        Locator(page, page, sign) for page, sign in ((3, ""), (5, ""), (6, ""), (7, ""), (9, "注"), (12, "校"))
    ]
    assert [each.printed("en") for each in locators(places)] == ["3", "5–7", "9n", "12v"]


@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from(SIGNS), st.booleans())))
def test_locators_name_every_page_once(places: list[tuple[int, str, bool]]) -> None:
    found = locators(Locator(page, page, sign, principal) for page, sign, principal in places)
    assert [page for f in found for page in range(f.first, f.last + 1)] == sorted({page for page, *_ in places})
    bold = {page for f in found if f.principal for page in range(f.first, f.last + 1)}
    assert bold == {page for page, _, principal in places if principal}


@pytest.mark.parametrize(
    ("number", "folio"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (40, "xl"), (99, "xcix")]
)
def test_roman(number: int, folio: str) -> None:
    assert roman(number) == folio


def test_names_become_marks_with_their_places() -> None:
    body = fromstring(
        '<body><p>见<span id="a">林远山</span>、<b>急<span id="b">海署</span>电</b> 与<span id="c">灯塔<sub>礁</sub></span>。</p></body>'
    )
    marks: Marks = {}
    flatten(body, frozenset("abc"), marks)
    paragraph, bold = body[0], body[0][0]
    assert ElementTree.tostring(body[0], "unicode") == "<p>见林远山、<b>急海署电</b> 与灯塔<sub>礁</sub>。</p>"
    assert marks == {paragraph: [Mark(1, 3, "a"), Mark(6, 3, "c")], bold: [Mark(1, 2, "b")]}


@given(st.integers(0, 9))
def test_a_note_is_split_without_loss(count: int) -> None:
    note = fromstring("<span>一二<b>三四<i>五</i>六</b>七八九</span>")
    bold = note[0]
    marks: Marks = {note: [Mark(2, 1, "seven")], bold: [Mark(2, 1, "six")]}
    first = note
    second = split_element(note, count, marks)
    assert (count_visible(text_of(first)), text_of(first) + text_of(second)) == (count, "一二三四五六七八九")
    held = {mark.id: (element, mark.start) for element, found in marks.items() for mark in found}
    own = {
        e: (e.text or "") + "".join(c.tail or "" for c in e) for part in (first, second) for e in part.iter()
    }
    assert [own[held["seven"][0]][held["seven"][1]], own[held["six"][0]][held["six"][1]]] == ["七", "六"]


@pytest.mark.parametrize(
    ("lines", "ends"), [(2, []), (4, []), (5, [30]), (7, [30]), (8, [30, 60]), (10, [30, 60])]
)
def test_no_piece_of_a_note_is_one_line(lines: int, ends: list[int]) -> None:
    assert piece_ends(["注" * 10] * lines) == ends


def test_no_piece_begins_with_an_opening_mark() -> None:
    assert piece_ends(["注注"] * 3 + ["“注"] + ["注注"] * 4) == [8]


def test_pieces_follow_their_note() -> None:
    body = fromstring('<body><p>甲<span class="fn" id="n1">' + "注" * 80 + "</span>乙</p></body>")
    note = body[0][0]
    cut_notes(body, {note: ["注" * 10] * 8}, {})
    classes = [child.get("class") for child in body[0]]
    assert classes == ["fn cut", "fn more cut", "fn more"]
    assert [len(text_of(child)) for child in body[0]] == [30, 30, 20]
    assert text_of(body) == "甲" + "注" * 80 + "乙"


def test_a_call_behind_a_date_stays_in_its_line_and_one_behind_a_mark_moves_up() -> None:
    body = fromstring(
        '<body><h1>电<span class="when">（四月）</span><span class="fn">注</span></h1><p>称，<span class="fn">注</span>是</p></body>'
    )
    prepare_notes(body, "zh-Hans")
    assert [child.get("class") for child in body[0]] == ["when"]
    assert [e.get("class") for e in body.iter("span")] == ["when", "fn tight", "fn tight"]


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("林远山致曾伯言电（1931年4月2日）", ("林远山致曾伯言电", "（1931年4月2日）")),
        ("北海港大事记", ("北海港", "大事记")),
        ("序", ("", "序")),
    ],
)
def test_the_end_of_a_title_stays_with_its_leader(title: str, parts: tuple[str, str]) -> None:
    assert ContentsEntry("unit", title, "x", "1").parts == parts


def test_a_page_that_begins_with_a_name_begins_in_the_block_of_the_name() -> None:
    """The head of a section and a paragraph that goes on begin with a name that has an id of its own."""
    body = fromstring(
        '<body><section id="s"><h3><span id="s.name1">北海</span>港</h3><p id="p">渡船到<span id="p.name1">南岛</span>。</p></section></body>'
    )
    spans, head, para = body.findall(".//span"), body.find(".//h3"), body.find(".//p")
    assert head is not None and para is not None
    pages = [
        [
            Printed(spans[0], "span", "北海", None),
            Printed(head, "h3", "港", None),
            Printed(para, "p", "渡船到", None),
        ],
        [Printed(spans[1], "span", "南岛", None), Printed(para, "p", "。", None)],
    ]
    assert page_starts(pages, body, 8) == (PageStart("s", "8"), PageStart("p", "9", 3))


def test_a_text_of_very_many_pages_is_set_in_several_pieces() -> None:
    unit = f'<section class="unit"><p>{"潮" * 30_000}</p></section>'
    opening = '<div class="head section opening"><h1>篇</h1></div>'
    body = fromstring(f'<body><section class="divider"/>{unit * 6}{opening}{unit * 2}</body>')
    begin_afresh(body)
    begun = [child.get("class") for child in body]
    assert begun == ["divider", *["unit"] * 4, "unit afresh", "unit", "head section opening", "unit", "unit"]
    assert [len(gathering.body) for gathering in divide_body(body, {})] == [5, 5]
    more = fromstring(f"<body>{unit * 4}{opening}{unit}</body>")
    begin_afresh(more)
    assert [len(gathering.body) for gathering in divide_body(more, {})] == [4, 2]


@pytest.mark.parametrize(
    ("told", "lengths", "pieces"),
    [
        ("［见第61页］", [8], ["［见第61页］"]),
        ("［见第61页］", [2, 6], ["［见", "第61页］"]),
        ("［见第61页］", [6, 2], ["［见第61", "页］"]),
        ("［见第105页］", [6, 2], ["［见第105", "页］"]),
        ("［见本页上文］", [3, 5], ["［见本", "页上文］"]),
        ("［见本页上文］", [6, 2], ["［见本页上", "文］"]),
        ("［见第5页］", [5, 2, 1], ["［见第", "5", "页］"]),
    ],
)
def test_a_page_reference_is_cut_where_its_room_was(told: str, lengths: list[int], pieces: list[str]) -> None:
    assert share_out(told, lengths) == pieces
