"""The seam: every touch of WeasyPrint's private side is there in the version we
know, fits, and is taken back."""

from __future__ import annotations

import weakref
from inspect import signature
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint import CSS, HTML
from weasyprint.layout import block

from edition.collecting import uncollected
from edition.render.pdf import foundry
from edition.render.pdf.composer import Composer, composing
from edition.render.pdf.styles import classes_in, is_simple
from edition.render.pdf.weasy import cascade, flows, footnotes, inlines, pages, paragraphs, plugging, shortcuts
from edition.render.pdf.weasy.replacing import ABSENT


@pytest.fixture
def amendments() -> list[tuple[Any, str, Any]]:
    return list(plugging.amendments(Composer(plugging.stock_functions())))


def arguments(function: Any) -> list[str]:
    return [name for name in signature(function).parameters if name != "self"]


def test_what_replaces_a_function_takes_its_arguments(amendments: list[tuple[Any, str, Any]]) -> None:
    for owner, name, ours in amendments:
        theirs = vars(owner).get(name)
        if name in (
            "split_first_line",
            "can_break_text",
            "draw_text",
            "justify_line",
            "strut",
        ):
            assert len(arguments(ours)) == len(arguments(theirs)), name


def test_what_is_not_there_before_is_an_attribute_of_instances(amendments: list[tuple[Any, str, Any]]) -> None:
    new = {name for owner, name, _ in amendments if name not in vars(owner)}
    assert new == {"number", "offset", "generation", "free", "file_content", *shortcuts.BARE}


def test_everything_is_taken_back(amendments: list[tuple[Any, str, Any]]) -> None:
    before = [vars(owner).get(name, ABSENT) for owner, name, _ in amendments]
    with composing() as composer:
        assert composer is not None
        assert [vars(owner).get(name) for owner, name, _ in amendments] != before
    assert [vars(owner).get(name, ABSENT) for owner, name, _ in amendments] == before


def test_the_context_does_not_outlive_the_layout(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Any] = []
    stock = block._linebox_layout

    def look(context: Any, *args: Any) -> Any:
        kept.append(context.context)
        return stock(context, *args)

    monkeypatch.setattr(block, "_linebox_layout", look)
    with composing():
        flows.flow(HTML(string="<p>海署<br>来电"), 1).settle(1)
    assert kept and not any(vars(context) for context in kept)


def test_pages_are_gone_as_soon_as_nobody_holds_them() -> None:
    style = f"<style>{RULES} b {{ float: footnote }}</style>"
    with composing(), uncollected():
        document = flows.flow(HTML(string=f"<html {cascade.SHARING}=''>{style}<body>{BODY}"), 1).settle(1)
        known = [weakref.ref(page._page_box) for page in document.pages]
        assert pages.note_areas(document.pages[0])
        del document
        assert not any(page() for page in known)


SIDED = "@page :left { margin: 20mm 10mm 20mm 30mm } @page :right { margin: 20mm 30mm 20mm 10mm }"


def test_pages_laid_out_for_one_side_are_those_of_the_other_when_turned() -> None:
    html = (
        f"<style>{SIDED} @page {{ @bottom-center {{ content: counter(page) }} }}</style>" + "<p>海署来电" * 90
    )
    second = "@page :first { counter-reset: page 4 } html { break-before: left }"
    with composing():
        made = flows.flow(HTML(string=html), 1)
        assert made.fits(4)
        turned = made.settle(4)
        straight = flows.flow(HTML(string=html), 4, stylesheets=[CSS(string=second)]).settle(4)
    assert len(turned.pages) > 2

    def places(document: Any) -> list[tuple[str, float, float]]:
        texts = (box for page in document.pages for box in pages.texts_in(page._page_box))
        return [(box.text, box.position_x, box.position_y) for box in texts]

    assert places(turned) == places(straight) and "4" in [text for text, *_ in places(turned)]


@pytest.mark.parametrize("style", ["@page :left { margin: 1mm }", "p + p { break-before: right }"])
def test_pages_that_differ_between_the_sides_are_not_turned(style: str) -> None:
    with composing():
        made = flows.flow(HTML(string=f"<style>{style}</style><p>海署<p>来电"), 1)
        assert made.fits(3) and not made.fits(2)


def boxes_of(document: Any) -> list[tuple[str, str, float, float, float]]:
    texts = (box for page in document.pages for box in pages.texts_in(page._page_box))
    return [(box.element_tag, box.text, box.position_x, box.position_y, box.width) for box in texts]


RULES = """
html { font: 14px/20px "Noto Serif CJK SC"; text-align: justify }
p { text-indent: 2em } .big + p { font-size: 20px } li:last-child { margin-left: 1em } section p::before { content: "—" }
"""
SHARING = f"{cascade.SHARING}='big'"
BODY = (
    "<section class='first'><p class='big'>海署</p><p id='a'>来电<b>收悉</b>，" + "灯塔礁由船户守望，" * 40 + "均已照办。</p><p>再</p></section>"
    "<section><p>海署<ul><li>一<li>二</ul><p class='big'>来电</p><p id='b'>" + "港外钟声，其声自远。" * 30 + "</p></section>"
)  # fmt: skip


def test_elements_that_share_their_styles_look_as_if_each_had_its_own() -> None:
    assert is_simple(RULES)
    made = []
    with composing():
        for said in ("", SHARING):
            html = HTML(string=f"<html lang=zh-Hans {said}><style>{RULES}</style><body>{BODY}")
            made.append(boxes_of(flows.flow(html, 1).settle(1)))
    assert made[0] == made[1] and len(made[0]) > 20


def test_elements_share_styles_with_those_of_trees_before() -> None:
    sheet = CSS(
        string=f"{RULES} @page :first {{ margin: 30mm }} @page {{ @bottom-center {{ content: counter(page) }} }}"
    )
    made = []
    with composing():
        for said in (SHARING, ""):
            for body in (BODY, f"<section><ul><li>一<li>二<li>三</ul></section>{BODY}"):
                html = HTML(string=f"<html lang=zh-Hans {said}><body>{body}")
                made.append(boxes_of(flows.flow(html, 1, stylesheets=[sheet]).settle(1)))
    assert made[:2] == made[2:] and made[0] != made[1]


COLUMNS = (
    "<section class='columns'><ul>"
    + "".join(
        f"<li>灯塔礁<span>（港外）</span>，<i>{n}</i>{'见海署来电，' * (n % 4)}{n}、<b>{n + 7}</b>"
        for n in range(150)
    )
    + "</ul></section>"
)


@pytest.mark.parametrize(("module", "name"), [(inlines, "is_plain"), (paragraphs, "is_paragraph")])
def test_what_is_laid_out_in_few_steps_is_what_all_steps_make(
    module: Any, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    style = f"{RULES} .columns {{ columns: 2; margin: 7px 0 }} li {{ padding-left: 2em; text-indent: -2em; text-align: left }}"
    style += "i { display: inline-block; min-width: 3em; text-indent: 0 }"
    made = []
    for short in (True, False):
        with monkeypatch.context() as patch:
            if not short:
                patch.setattr(module, name, lambda _: False)
            with composing():
                html = HTML(string=f"<html lang=zh-Hans><style>{style}</style><body>{BODY}{COLUMNS}{BODY}")
                made.append(boxes_of(flows.flow(html, 1).settle(1)))
    assert len(made[0]) == len(made[1]) > 500
    for (*said, x, y, width), (*meant, left, top, wide) in zip(*made, strict=True):
        assert said == meant and (x, y, width) == pytest.approx((left, top, wide))


NOTES = """
@page { size: 100mm 120mm; margin: 10mm; @footnote { border-top: 0.4pt solid; margin-top: 9pt; padding-top: 5pt; max-height: 80mm;
  text-align: justify; text-indent: 2em } }
html { font: 14px/20px "Noto Serif CJK SC"; text-align: justify; orphans: 1; widows: 2 }
.fn, .ap { float: footnote; footnote-policy: line; font-size: 11px; line-height: 16px }
.ap { footnote-display: inline } .ap::after { content: " "; font-size: 20px; line-height: 0 }
"""


def noted(chance: Random) -> str:
    """Paragraphs with notes and entries of an apparatus, of one line or of several, many to a page."""
    said = [
        f"灯塔礁由船户守望，<span class={chance.choice(('fn', 'ap', 'ap'))}>{'港外钟声其声自远' * chance.choice((1, 1, 2, 9))}</span>"
        for _ in range(120)
    ]
    return "".join(f"<p>{''.join(said[n : n + 8])}</p>" for n in range(0, len(said), 8))


@pytest.mark.parametrize("seed", range(3))
def test_notes_measured_one_by_one_are_as_high_as_all_laid_out_together(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one, asked = footnotes.one_by_one, []

    def both(stock: Any) -> Any:
        shorter = one_by_one(stock)

        def update(context: Any) -> bool:
            area = context.current_footnote_area
            before = area.height, context.page_bottom
            overflows = shorter(context)
            found = area.height, context.page_bottom
            area.height, context.page_bottom = before
            stock(context)
            assert found == pytest.approx((area.height, context.page_bottom))
            asked.append(len(context.current_page_footnotes))
            return overflows

        return update

    monkeypatch.setattr(footnotes, "one_by_one", both)
    with composing():
        html = HTML(string=f"<html lang=zh-Hans><style>{NOTES}</style><body>{noted(Random(seed))}")
        flows.flow(html, 1).settle(1)
    assert len(asked) > 120 and max(asked) > 8


def test_a_note_with_margins_is_laid_out_with_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(footnotes, "heights", lambda *_: pytest.fail("measured alone"))
    style = f"{NOTES} .fn {{ margin: 4px 0 }}"
    with composing():
        html = HTML(string=f"<html lang=zh-Hans><style>{style}</style><body><p>海署<span class=fn>来电</span>")
        assert "来电" in str(boxes_of(flows.flow(html, 1).settle(1)))


@pytest.mark.parametrize(
    ("style", "simple"),
    [
        (".a > p + p::before { color: #000 }", True),
        ("@page :left { margin: 0 } li:last-child { margin: 0 }", True),
        ("p ~ p { margin: 0 }", False),
        ("li:nth-child(2) { margin: 0 }", False),
        ("#intro { margin: 0 }", False),
        ("a[href='#x'] { color: red }", False),
        ("@media print { p ~ p { margin: 0 } }", False),
    ],
)
def test_a_sheet_that_looks_further_is_known(style: str, simple: bool) -> None:
    assert is_simple(style) is simple


def test_tokens_shaped_ahead_are_those_shaped_when_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    html = f"<style>{RULES}</style>{BODY}<p lang=ru>Берия, 1953—54 … <b>𪚥\u0301x</b>"
    made = []
    for often in (10**9, 0):
        monkeypatch.setattr(foundry, "OFTEN", often)
        with composing() as setter:
            assert setter is not None
            setter.foundry.expect([BODY, "Берия, 1953—54", "𪚥 \u0301x\n\U0002b8a3"])
            made.append(boxes_of(flows.flow(HTML(string=html), 1).settle(1)))
            made.append([setter.foundry.missing, setter.foundry.strays])
            assert bool(setter.foundry.foreseen) == (not often)
    assert made[:2] == made[2:]


@given(st.lists(st.integers(-30, 30) | st.floats(-30, 30), max_size=5))
def test_margins_collapse_as_weasyprint_has_it(margins: list[float]) -> None:
    assert shortcuts.collapse_margin(margins) == block.collapse_margin(margins)


def test_boxes_are_gone_through_in_the_order_of_the_document() -> None:
    with composing():
        html = HTML(
            string=f"<style>{RULES} ul {{ list-style: disc }} em {{ position: absolute }}</style>{BODY}<p>海<em>署</em>"
        )
        page = flows.flow(html, 1).settle(1).pages[0]._page_box
        ours = [list(page.descendants(placeholders)) for placeholders in (False, True)]
    theirs = [list(page.descendants(placeholders)) for placeholders in (False, True)]
    assert list(map(len, ours)) == list(map(len, theirs)) and len(ours[0]) < len(ours[1])
    assert all(
        a is b for mine, stock in zip(ours, theirs, strict=True) for a, b in zip(mine, stock, strict=True)
    )


def test_classes_that_a_sheet_names_are_known() -> None:
    style = ".a.b > p + .c::before { color: #000 } @page d { margin: 0.5em } p { margin: .5em } .e\\.f { margin: 0 }"
    assert classes_in(style) == ("a", "b", "c", "e.f")


def test_anchors_links_and_bookmarks_are_those_that_weasyprint_finds() -> None:
    style = f"<style>{RULES} i {{ display: inline-block; transform: rotate(9deg) }} ul {{ list-style: disc }}</style>"
    body = f"<h1 id=h>海署</h1>{BODY}<form id=f><input id=n></form><p><a href='#a'>来<b id=c>电</b></a><i id=r>钟<u id=s>声</u></i>"
    made = []
    for asking in ("", cascade.ASKING):
        with composing():
            document = flows.flow(HTML(string=f"<html lang=zh-Hans {asking}>{style}<body>{body}"), 1).settle(1)
        for page in document.pages:
            links = [(kind, target, place) for kind, target, place, _ in page.links]
            made.append((page.anchors, links, page.bookmarks))
    assert made[: len(made) // 2] == made[len(made) // 2 :]
    assert {"h", "a", "b", "c", "f", "n", "r", "s"} <= {name for anchors, *_ in made for name in anchors}
