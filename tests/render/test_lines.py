"""The line composer: which joints may break, that nothing is lost, and that lines keep within their width."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
import weasyprint
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint import HTML

from edition.render.pdf.borders import space_borders
from edition.render.pdf.composer import Composer, composing
from edition.render.pdf.joints import (
    AUTOSPACE,
    BORDER,
    CLOSING,
    HALF,
    NEVER_FIRST,
    NEVER_LAST,
    OPENING,
    TOKEN,
    Joints,
    join,
)
from edition.render.pdf.latin import divider
from edition.render.pdf.lines import Line
from edition.render.pdf.printed import printed
from edition.render.pdf.weasy import flows, version

STYLE = (
    "@page { size: 300pt 4000pt; margin: 0 } body { margin: 0; font: 10pt/16pt 'Noto Serif CJK SC' }"
    "p { margin: 0; text-indent: 2em; text-align: justify }"
)


@pytest.fixture(scope="module")
def composer() -> Iterator[Composer]:
    with composing() as composer:
        assert composer is not None
        yield composer


def lay_out(body: str, style: str = "") -> list[Any]:
    """HTML → its pages."""
    page = HTML(string=f"<html lang=zh-Hans><style>{STYLE}{style}</style><body>{body}")
    return list(flows.flow(page, 1).settle(1).pages)


def lines_of(pages: list[Any]) -> list[str]:
    """The lines of the pages, from top to bottom."""
    rows: dict[tuple[int, float], str] = {}
    for number, page in enumerate(pages):
        for text in printed(page, notes=False):
            rows[number, round(text.y)] = rows.get((number, round(text.y)), "") + text.text
    return list(rows.values())


@pytest.mark.parametrize(
    ("left", "right", "kern", "breaks"),
    [
        ("国", "家", 0, True),
        ("国", "，", 0, False),
        ("，", "家", 0, True),
        ("。", "”", -HALF, False),
        ("，", "“", -HALF, True),
        ("（", "《", -HALF, False),
        ("“", "国", 0, False),
        ("年", "5", AUTOSPACE, True),
        ("5", "月", AUTOSPACE, True),
        ("1", "9", 0, False),
        ("/", "a", 0, True),
        ("国", "\u2060", 0, False),
        ("—", "—", 0, False),
        ("年", BORDER, 0, True),
        (BORDER, "5", 0, False),
        ("国", "\u3000", 0, False),
    ],
)
def test_joints(left: str, right: str, kern: float, breaks: bool) -> None:
    assert join(left, right)[:2] == (kern, breaks)


def test_a_paragraph_is_flush_on_both_sides(composer: Composer) -> None:
    (page,) = lay_out("<p>" + "海署于1931年4月2日收到来电，称“灯塔礁”（在港外）由船户守望，历年册籍俱在。" * 6)
    rows: dict[float, tuple[float, float]] = {}
    for text in printed(page):
        left, right = rows.get(text.y, (9999.0, 0.0))
        rows[text.y] = min(left, text.x), max(right, text.x + text.width)
    edges = list(rows.values())
    assert len(edges) > 6
    assert all(right == pytest.approx(400, abs=0.1) for _, right in edges[:-1])
    assert edges[0][0] == pytest.approx(2 * 40 / 3) and all(left == 0 for left, _ in edges[1:])


def test_a_closing_mark_is_pushed_in_rather_than_carried_over(composer: Composer) -> None:
    thirty = "，".join(["海署收到"] * 6)  # 29 em: the mark behind the next character sticks out by half
    (first, *_) = lines_of(lay_out(f"<p style='text-indent:0'>{thirty}电。”往来函电凡十余通"))
    assert first.endswith("电。”")


def test_an_address_breaks_where_it_may_and_a_checksum_where_it_must(composer: Composer) -> None:
    lines = lines_of(lay_out("<p>见https://example.org/" + "folder/" * 12 + "</p><p>" + "0f1e2d3c" * 12))
    assert all(len(line) < 80 for line in lines)
    assert "".join(lines).replace("见", "").startswith("https://example.org/folder/")


def test_a_note_is_never_called_at_the_start_of_a_line(composer: Composer) -> None:
    style = ".n { float: footnote } .n::footnote-call { content: '\\2060①' }"
    for width in range(28, 34):
        (page,) = lay_out(f"<p style='text-indent:0'>{'海' * width}<span class=n>注。</span>署", style)
        (call,) = [text for text in printed(page) if text.tag.endswith("::footnote-call")]
        assert call.x > 0


def test_centred_lines_are_about_equally_long(composer: Composer) -> None:
    first, second = lines_of(lay_out("<p style='text-align:center;text-indent:0'>" + "海" * 32))
    assert abs(len(first) - len(second)) <= 1


@pytest.mark.parametrize("side", ["center", "right"])
def test_such_lines_end_behind_a_phrase_where_one_ends_near_the_middle(composer: Composer, side: str) -> None:
    title = "守塔人致港务局的电报稿：关于北海灯塔礁归属问题的初步答复意见及附图"
    cut = title.index("关于")
    lines = lines_of(lay_out(f"<p style='text-align:{side};text-indent:0'>{title}"))
    assert lines == [title[:cut], title[cut:]]


def test_the_sign_of_a_page_in_an_index_stays_with_its_number() -> None:
    assert TOKEN.findall("9、33注、5校记") == ["9", "、", "33注", "、", "5", "校", "记"]


def test_a_missing_glyph_is_remembered(composer: Composer) -> None:
    lay_out("<p>此字\ue123无形</p>")
    assert "\ue123" in composer.foundry.missing


def test_han_and_latin_are_apart_across_the_border_of_an_element(composer: Composer) -> None:
    tree = ElementTree.fromstring("<p>于<b>1931</b>年，见<i>灯</i>塔<sup>3</sup>号</p>")
    space_borders(tree)
    (page,) = lay_out(ElementTree.tostring(tree, "unicode"))
    at = {text.text.strip(): text for text in printed(page)}
    assert at["1931"].x - at["于"].x - at["于"].width == pytest.approx(0)
    assert at["1931"].place(0) - at["1931"].x == pytest.approx(AUTOSPACE * 40 / 3)
    assert [text.text[0] == BORDER for text in printed(page)] == [False, True, True, False, False, False, False]


@pytest.mark.parametrize("width", range(3, 9))
def test_the_gap_at_a_border_vanishes_at_the_start_of_a_line(width: int, composer: Composer) -> None:
    style = f"p {{ width: {width}em; text-indent: 0 }}"
    pages = lay_out("<p>海署来电于<b>\u20051931</b>年收悉", style)
    starts = [text for text in printed(pages[0]) if text.x == 0]
    assert all(text.place(0) == pytest.approx(0) for text in starts)


def test_a_hyphen_begins_no_line(composer: Composer) -> None:
    for width in range(3, 12):
        style = f"p {{ width: {width}em; text-indent: 0 }}"
        assert not any(
            line.startswith("-") for line in lines_of(lay_out("<p>海署收到米格-9型机又丙-12号", style))
        )


def test_a_dash_between_years_begins_no_line(composer: Composer) -> None:
    for width in range(3, 12):
        style = f"p {{ width: {width}em; text-indent: 0 }}"
        assert not any(line.startswith("—") for line in lines_of(lay_out("<p>海署1899—1953年平壤—元山", style)))


def test_a_single_character_is_no_last_line(composer: Composer) -> None:
    for count in range(60, 100):
        lines = lines_of(lay_out(f"<p>{'海署收到灯塔礁船户来电' * 9}"[: count + 3] + "。</p>"))
        assert len(lines[-1].rstrip("。")) > 1, count


def test_it_is_alone_in_a_narrow_column_or_where_nothing_can_go_with_it(composer: Composer) -> None:
    narrow = "p { width: 12em; text-indent: 0 }"
    assert lines_of(lay_out(f"<p>{'海' * 13}。", narrow)) == ["海" * 12, "海。"]
    assert lines_of(lay_out(f"<p style='text-indent:0'>{'海' * 25}abcd……海。"))[-1] == "海。"


def test_a_line_of_many_elements_is_spread_between_them_too(composer: Composer) -> None:
    pages = "、".join(f"<b>{number}</b>" for number in range(1001, 1200, 7))
    (page,) = lay_out(f"<p>{pages}。")
    rows: dict[float, list[Any]] = {}
    for text in printed(page):
        rows.setdefault(text.y, []).append(text)
    full = list(rows.values())[:-1]
    assert len(full) > 1
    for row in full:
        assert row[-1].x + row[-1].width == pytest.approx(400, abs=0.1)
        numbers = [(left, right) for left, right in pairwise(row) if right.text == "、"]
        assert all(right.x == pytest.approx(left.x + left.width) for left, right in numbers)


def test_a_range_is_not_torn_apart(composer: Composer) -> None:
    pages = "、".join(f"{number}—{number + 8}" for number in range(101, 400, 12))
    (page,) = lay_out(f"<p>{pages}。")
    stretched = [text.box.pango_layout for text in printed(page) if text.box.pango_layout.stretch]
    assert stretched
    assert all(
        re.fullmatch("[0-9]+—[0-9]+|、|[0-9]+—?", token.text) for line in stretched for token in line.tokens
    )
    assert all("—" not in token.text[-1:] for line in stretched for token in line.tokens[:-1])


def test_a_full_line_inside_an_element_is_not_carried_over(composer: Composer) -> None:
    style = "li { margin: 0; padding-left: 2em; text-indent: -2em; text-align: left; list-style: none }"
    for width in range(150, 190, 3):
        item = f"<ul style='margin:0;padding:0;width:{width}pt'><li>元山（朝鲜）　<span>21、99—101、106、116、117、121</span>"
        assert "、" in lines_of(lay_out(item, style))[0]


def test_a_word_of_several_faces_is_one_token(composer: Composer) -> None:
    style = "p { font-family: 'Noto Serif CJK SC', 'DejaVu Serif' }"
    (page,) = lay_out(f"<p>{'海' * 27}Aleš来电，称灯塔礁有人守望" + "，历年册籍俱在" * 3, style)
    assert lines_of([page])[1].startswith("Aleš") and not composer.foundry.strays
    lay_out("<p>Aleš来电")
    assert composer.foundry.strays["Aleš"] != "Noto Serif CJK SC"
    composer.foundry.strays.clear()


CHINESE = st.text(alphabet="海署电灯塔礁，。、：；！？“”（）《》—…·1931年abc 。，", min_size=1, max_size=160)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(
        st.one_of(st.sampled_from("（〔、，。！…—“”’%,.(?/A1á渡々\u3000\u2005\u2060 "), st.characters()),
        min_size=2,
    )
)
def test_characters_of_one_kind_have_the_same_joints(text: str) -> None:
    joints = Joints()
    assert [joints[a + b] for a, b in pairwise(text)] == [join(a, b) for a, b in pairwise(text)]


@given(CHINESE)
def test_lines_hold_the_whole_text_and_break_only_at_joints(composer: Composer, text: str) -> None:
    shown = " ".join(text.split())
    lines = lines_of(lay_out(f"<p>{shown}"))
    assert "".join("".join(lines).split()) == "".join(shown.split())
    joined = "".join(shown.split())
    at = 0
    for line, following in pairwise(lines):
        at += len("".join(line.split()))
        assert join(line[-1], following[0]).breaks or joined[at - 1 : at + 1] not in shown


@given(CHINESE)
def test_tokens_are_the_text(text: str) -> None:
    assert "".join(TOKEN.findall(text)) == text


def test_no_mark_is_both_first_and_last() -> None:
    assert CLOSING <= NEVER_FIRST and OPENING <= NEVER_LAST and not OPENING & CLOSING


def test_weasyprint_is_the_one_the_private_side_is_known_of() -> None:
    assert weasyprint.__version__ == version.KNOWN


def test_what_is_plugged_in_is_taken_out_again() -> None:
    from weasyprint.layout import inline
    from weasyprint.text import line_break

    if inline.split_first_line is line_break.split_first_line and "Composer" in repr(inline.split_first_line):
        pytest.skip("another test of this module holds the composer plugged in")
    before = inline.split_first_line
    with composing():
        assert inline.split_first_line is not before
    assert inline.split_first_line is before


def test_another_version_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(version, "KNOWN", "0")
    with composing() as composer:
        assert composer is None


ENGLISH = (
    "“Representatives of the navigation company,” wrote the well-informed secretary—who had misunderstood every instruction of "
    "1905–1908—“have nevertheless communicated privately with the pilots’ commission.” "
)
LATIN = "html { font-variant-east-asian: proportional-width; hyphens: auto; hyphenate-character: '-'; hyphenate-limit-chars: 6 3 3 }"


def lay_out_latin(body: str) -> list[Any]:
    """English HTML → its pages, set by the composer alone."""
    page = HTML(string=f"<html lang=en><style>{STYLE}{LATIN}</style><body>{body}")
    return list(flows.flow(page, 1).settle(1).pages)


def test_an_english_paragraph_is_flush_and_divided(composer: Composer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(composer, "stock", None)
    (page,) = lay_out_latin(f"<p>{ENGLISH * 4}")
    boxes = list(printed(page))
    ends = [text.x + text.width for text in boxes[:-1]]
    assert len(ends) > 12
    assert max(ends) - min(ends) < 0.01
    divided = [text.text for text in boxes if re.search(r"[a-z]-$", text.text)]
    assert divided
    assert all(len(re.split(r"[^a-z]", line[:-1], flags=re.I)[-1]) >= 3 for line in divided)


def test_spaces_beside_an_element_grow_like_all_others(composer: Composer) -> None:
    (page,) = lay_out_latin(f"<p>{ENGLISH.replace('navigation', '<i>navigation</i>') * 3}")
    rows: dict[int, list[Any]] = {}
    for text in printed(page):
        rows.setdefault(round(text.y), []).append(text)
    row = next(row for row in rows.values() if len(row) == 3)
    assert len({round(text.box.pango_layout.stretch, 4) for text in row if text.box.pango_layout.gaps}) == 1
    assert row[0].text.endswith(" ")
    assert row[2].text.startswith(" ")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from("aeiourstnl—-–/’”“ .,(1é渡口"), min_size=1, max_size=120))
def test_latin_lines_hold_the_whole_text(composer: Composer, text: str) -> None:
    (page,) = lay_out_latin(f"<p>{text}")
    shown = "".join(lines_of([page]))
    assert "".join(shown.replace("-", "").split()) == "".join(text.replace("-", "").split())


@pytest.mark.parametrize("text", ["\u0642\u0627\u0644 \u0634\u064a\u0621", "\u05e9\u05dc\u05d5\u05dd"])
def test_scripts_that_run_to_the_left_are_left_to_pango(composer: Composer, text: str) -> None:
    (page,) = lay_out_latin(f"<p>{text} and the pilots")
    assert all(type(box.box.pango_layout) is not Line for box in printed(page))


def test_words_are_divided_as_the_tag_of_the_language_says() -> None:
    def parts(language: str, word: str) -> list[str]:
        ends = [0, *divider(language, 6, 3, 3)(word), len(word)]
        return [word[start:end] for start, end in pairwise(ends)]

    assert parts("en", "representative") == parts("en-US", "representative") != parts("en-GB", "representative")
    assert parts("deu", "Leuchtturmwärter") == parts("de", "Leuchtturmwärter")
    assert parts("xx", "representative") == ["representative"]
