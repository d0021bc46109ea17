"""Parts of a file: whatever stands in their strings, each object says the same in the file as in its part."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pydyf  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from edition.render.pdf.objects import ASIDE, FIRST, Common, Growing, Objects
from edition.render.pdf.weasy.replacing import replaced
from edition.render.pdf.weasy.taking import numbers_of, take_objects, unwrap_tables
from edition.render.pdf.weasy.writing import writing

WORDS = st.text(st.sampled_from("a(\\)7 0R\n\f\0\r中é"), max_size=12)


def taken(words: list[str], data: bytes) -> Objects:
    """A part of some strings, each of which refers to the next one and to a stream."""
    with replaced(list(writing())):
        return take(pydyf.PDF(), words, data)


def take(pdf: Any, words: list[str], data: bytes) -> Objects:
    """The same, in a file of pydyf's."""
    texts = [pydyf.Dictionary({"Words": pydyf.String(text)}) for text in words]
    stream = pydyf.Stream([data], pydyf.Dictionary({"Words": pydyf.String("5 0 R")}))
    for made in (*texts, stream):
        pdf.add_object(made)
    for made, following in zip(texts, [*texts[1:], stream], strict=True):
        made["Next"] = following.reference
        made["Catalog"] = pdf.catalog.reference
    own = [*texts, stream]
    return take_objects(own, numbers_of(own, {pdf.catalog.number: Common.CATALOG}))


def bound(parts: list[Objects]) -> bytes:
    """A file of some parts, the first objects of which the catalogue leads to."""
    out = io.BytesIO()
    file = Growing(out)
    heads = [file.add(part) + FIRST + len(part.streams) for part in parts]
    kids = " ".join(f"{number} 0 R" for number in heads)
    file.common = {
        Common.CATALOG: f"<</Type /Catalog/Pages 2 0 R/Parts [{kids}]>>".encode(),
        Common.PAGES: b"<</Type /Pages/Count 0/Kids []>>",
        Common.INFO: b"<<>>",
    }
    file.close()
    return out.getvalue()


@given(
    st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=4), st.binary(max_size=40)), min_size=1, max_size=4)
)
def test_every_part_says_in_the_file_what_it_said(parts: list[tuple[list[str], bytes]]) -> None:
    with pikepdf.open(io.BytesIO(bound([taken(words, data) for words, data in parts]))) as file:
        assert file.get_warnings() == []
        for (words, data), head in zip(parts, list(file.Root.Parts), strict=True):
            found: Any = head
            for text in words:
                # A literal string reads every end of line as a line feed (ISO 32000-2 7.3.4.2).
                assert str(found.Words) == (text.replace("\r", "\n") if text.isascii() else text)
                assert found.Catalog.objgen == file.Root.objgen
                found = found.Next
            assert found.read_bytes() == data and str(found.Words) == "5 0 R"


def test_more_objects_than_stand_in_one_stream() -> None:
    words = [str(number) for number in range(ASIDE + 5)]
    with pikepdf.open(io.BytesIO(bound([taken(words, b"")]))) as file:
        found: Any = file.Root.Parts[0]
        for text in words:
            assert str(found.Words) == text
            found = found.Next


def test_the_box_around_a_table_is_a_division() -> None:
    pdf = pydyf.PDF()
    inner, outer, row = (pydyf.Dictionary({"Type": "/StructElem", "S": s}) for s in ("/Table", "/Table", "/TR"))
    for made in (inner, outer, row):
        pdf.add_object(made)
    outer["K"], inner["K"] = pydyf.Array([inner.reference]), pydyf.Array([row.reference, 0])
    unwrap_tables(pdf.objects)
    assert [made["S"] for made in (inner, outer, row)] == ["/Table", "/Div", "/TR"]
