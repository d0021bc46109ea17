"""Clean text damaged as extraction damages it comes back whole: wrapped columns, notes cut in at page ends,
page furniture, capture syntax. The documents are random, so the recognisers cannot know them."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from edition.config import Profile
from edition.model import Block
from edition.read import decode
from edition.rules.page.rows import INDENT, ends_full, width
from edition.rules.registry import resolve
from edition.segment import segment_source

WORDS = "江河湖海山川桥路船车田园春夏秋冬风雨云雪东西南北上下左右前后红黄蓝白大小高低远近"


def sentences(least: int, most: int) -> st.SearchStrategy[str]:
    """A paragraph of several sentences, each with a comma."""
    clause = st.text(WORDS, min_size=8, max_size=30)
    sentence = st.builds("{}，{}。".format, clause, clause)
    return st.lists(sentence, min_size=least, max_size=most).map("".join)


def segment(names: list[str], text: str) -> tuple[Block, ...]:
    profile, problems = resolve(Profile(segment=names), Path("test"))
    assert not problems
    segmented, _ = segment_source(decode("x", "x.txt", text.encode()), profile)
    return segmented.blocks


def wrap(paragraph: str, columns: int, lead: int = INDENT) -> list[str]:
    """A paragraph → its rows, the first `lead` columns shorter."""
    first = (columns - lead) // 2
    rest = paragraph[first:]
    return [paragraph[:first], *(rest[i : i + columns // 2] for i in range(0, len(rest), columns // 2))]


@settings(max_examples=60, deadline=None)
@given(
    paragraphs=st.lists(sentences(3, 6), min_size=3, max_size=8),
    columns=st.sampled_from([60, 78, 110]),
    blank=st.sampled_from(["\n", "\n\n"]),
    lead=st.sampled_from([0, INDENT]),
)
def test_wrapped_columns_come_back_as_paragraphs(
    paragraphs: list[str], columns: int, blank: str, lead: int
) -> None:
    # Where the last row is full, nothing on the page shows that the paragraph ends.
    assume(not any(ends_full(width(p) + lead, columns, first=False) for p in paragraphs))
    wrapped = [wrap(p, columns, lead) for p in paragraphs]
    rows = [row for paragraph in wrapped for row in paragraph]
    # The width shows only where enough rows are full, some of them without an indent; that there is none, only
    # in the first row below one that is far from full.
    assume(sum(row[-1] != "。" for row in rows) >= 5)
    assume(sum(width(row) == columns for row in rows) >= 2)
    assume(lead or any(width(one[-1]) < columns - INDENT and two[1:] for one, two in pairwise(wrapped)))
    blocks = segment(["lines", "join-lines"], blank.join(rows))
    assert [b.text.text for b in blocks] == paragraphs


@st.composite
def pages(draw: st.DrawFn) -> tuple[list[str], list[list[tuple[int, str]]], str]:
    """Paragraphs with notes, and the same as scanned pages: each page ends
    inside a paragraph, with its notes."""
    paragraphs = draw(st.lists(sentences(4, 6), min_size=2, max_size=5))
    numbers = draw(st.booleans())
    lines, notes = [], []
    for page, paragraph in enumerate(paragraphs, 1):
        end = draw(st.integers(41, len(paragraph) - 2))
        assume(paragraph[end - 1] not in "。，")
        calls = sorted(draw(st.sets(st.integers(1, end), min_size=0, max_size=3)))
        bodies = [
            f"{draw(st.text(WORDS, min_size=3, max_size=12))}，第{n}页。" for n in range(1, len(calls) + 1)
        ]
        notes.append(list(zip(calls, bodies, strict=True)))
        cut, last = [], 0
        for sign, call in zip("①②③", calls, strict=False):
            cut += [paragraph[last:call], f"^{sign}"]
            last = call
        lines += ["".join([*cut, paragraph[last:end]])]
        lines += [f"^{sign} {body}" for sign, body in zip("①②③", bodies, strict=False)]
        lines += [str(page), "江河卷"] if numbers else []
        lines.append(paragraph[end:])
    return paragraphs, notes, "\n\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(damaged=pages())
def test_notes_at_page_ends_go_to_their_calls(
    damaged: tuple[list[str], list[list[tuple[int, str]]], str],
) -> None:
    paragraphs, notes, text = damaged
    assume("\n\n1\n\n" not in text or len(paragraphs) >= 3)
    # Pages that all break after the same number of characters look like a wrapped column.
    lengths = [len(line) for line in text.split("\n\n") if len(line) >= 20]
    assume(max(map(lengths.count, lengths)) < 3)
    blocks = segment(["lines", "page-furniture", "foot-notes", "join-lines"], text)
    assert [b.text.text for b in blocks] == paragraphs
    found = [
        [(m.start, m.body.text.text) for m in b.marks if m.kind == "note" and m.body is not None]
        for b in blocks
    ]
    assert found == notes


@settings(max_examples=60, deadline=None)
@given(
    turns=st.lists(
        st.tuples(
            st.sampled_from(["甲同志", "乙", "丙先生"]), st.lists(sentences(1, 2), min_size=1, max_size=2)
        ),
        min_size=4,
    ),
    bold=st.booleans(),
)
def test_turns_keep_their_paragraphs(turns: list[tuple[str, list[str]]], bold: bool) -> None:
    assume(len({name for name, _ in turns}) > 1)
    label = "**{}：**" if bold else "{}："
    text = "\n\n".join(label.format(name) + "\n\n".join(paragraphs) for name, paragraphs in turns)
    blocks = segment(["lines", "markdown", "turns", "join-lines", "continue-turns"], text)
    assert {b.kind for b in blocks} == {"speech"}
    spoken: list[tuple[str, list[str]]] = []
    for block in blocks:
        assert any(m.kind == "hi" for m in block.marks) == (bold and bool(block.marks))
        if block.marks:
            [mark] = (m for m in block.marks if m.kind == "speaker")
            spoken.append((block.text.text[: mark.end - 1], [block.text.text[mark.end :]]))
        else:
            spoken[-1][1].append(block.text.text)
    assert spoken == turns
