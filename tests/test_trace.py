"""Laws of traced text and of the ledger."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from edition.trace import Entry, Ledger, Span, Traced, line_starts, position

TEXTS = st.text(alphabet="中苏关系 电报。①\n\rab1", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_a_slice_still_points_to_its_characters(text: str, a: int, b: int) -> None:
    part = Traced.of(text)[a:b]
    assert part.text == "".join(text[i] for i in part.at)


@given(TEXTS, st.integers(0, 60))
def test_a_text_cut_in_two_is_whole_again(text: str, cut: int) -> None:
    whole = Traced.of(text)
    assert whole[:cut] + whole[cut:] == whole


@given(TEXTS)
def test_what_a_pattern_takes_out_and_what_stays_make_the_whole(text: str) -> None:
    whole = Traced.of(text)
    kept, gone = whole.without(r" +")
    assert " " not in kept.text
    taken = [i for span in gone for i in range(span.start, span.end)]
    assert sorted([*kept.at, *taken]) == list(range(len(text)))


@given(TEXTS)
def test_spans_are_maximal_and_cover_the_text(text: str) -> None:
    traced, _ = Traced.of(text, 7).without("。")
    spans = traced.spans()
    assert [i for s in spans for i in range(s.start, s.end)] == list(traced.at)
    assert all(a.end < b.start for a, b in pairwise(spans))


@given(st.lists(st.integers(1, 5), max_size=8))
def test_rows_end_to_end_have_no_fault(lengths: list[int]) -> None:
    rows, at = [], 0
    for length in lengths:
        rows.append(Entry(at, at + length, "text"))
        at += length
    assert not list(Ledger("a", tuple(rows)).faults(at))


def test_a_hole_an_overlap_and_an_overhang_are_found() -> None:
    rows = (Entry(0, 3, "text"), Entry(2, 5, "text"), Entry(7, 12, "text"))
    assert list(Ledger("a", rows).faults(10)) == [
        ("overlap", Span(2, 3)),
        ("hole", Span(5, 7)),
        ("outside", Span(10, 12)),
    ]


def test_an_entry_inside_another_hides_no_hole() -> None:
    rows = (Entry(0, 10, "text"), Entry(2, 5, "text"))
    assert list(Ledger("a", rows).faults(10)) == [("overlap", Span(2, 5))]


@given(TEXTS)
def test_lines_and_columns_lead_back_to_the_offset(text: str) -> None:
    starts = line_starts(text)
    for offset in range(len(text) + 1):
        line, column = position(starts, offset)
        assert starts[line - 1] + column - 1 == offset


def test_every_kind_of_line_end_counts_once() -> None:
    assert line_starts("a\nb\r\nc\rd") == (0, 2, 5, 7)
