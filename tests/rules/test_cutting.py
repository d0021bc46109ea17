"""Marks stay on their words, however a block is cut, glued or thinned."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from edition.model import Block, Mark
from edition.rules.text.cutting import cut, glue, leave_out, marked, stripped
from edition.rules.text.spaces import is_table_row
from edition.trace import Traced


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    """A block with a mark on every word it names: the words of the marks say where they belong."""
    text = draw(st.text("甲乙丙丁 ", max_size=20))
    ends = st.integers(0, len(text))
    ranges = draw(st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), max_size=4))
    return marked(Block("para", Traced.of(text, 5)), *(Mark("hi", a, b, {"n": text[a:b]}) for a, b in ranges))


@given(block=blocks(), at=st.integers(0, 20))
def test_two_parts_hold_the_text_and_every_mark(block: Block, at: int) -> None:
    at = min(at, len(block.text))
    parts = [cut(block, 0, at), cut(block, at, len(block.text))]
    assert glue(parts).text == block.text
    held = sorted(offset for part in parts for m in part.marks for offset in part.text.at[m.start : m.end])
    assert held == sorted(offset for m in block.marks for offset in block.text.at[m.start : m.end])


@given(block=blocks(), gone=st.sets(st.integers(0, 19)))
def test_what_is_left_out_leaves_the_other_words_marked(block: Block, gone: set[int]) -> None:
    gone = {n for n in gone if n < len(block.text)}
    thin = leave_out(block, [(n, n + 1) for n in gone])
    assert thin.text.text == "".join(c for n, c in enumerate(block.text.text) if n not in gone)
    wanted = {
        tuple(block.text.at[n] for n in range(m.start, m.end) if n not in gone)
        for m in block.marks
        if m.start == m.end or not set(range(m.start, m.end)) <= gone
    }
    assert {thin.text.at[m.start : m.end] for m in thin.marks} == wanted


@given(block=blocks())
def test_stripping_is_cutting(block: Block) -> None:
    assert stripped(block).text.text == block.text.text.strip()


def test_a_mark_at_the_seam_goes_to_the_second_part() -> None:
    block = marked(Block("para", Traced.of("甲乙")), Mark("note", 1, 1), Mark("note", 2, 2))
    first, second = cut(block, 0, 1), cut(block, 1, 2)
    assert first.marks == ()
    assert second.marks == (Mark("note", 0, 0), Mark("note", 1, 1))


def test_a_row_of_a_table_has_cells_and_no_words() -> None:
    assert is_table_row("县 渡口 船只 桥梁 堤防 水文站 船工 粮食")
    assert not is_table_row("the farmers of both banks went on for another forty years")
