"""The books that follow another witness than the base: its text in the line, the
base's readings in the apparatus."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from edition.check.epub import check_epub
from edition.check.pdf import check_pdf
from edition.collate import WIDTH
from edition.render.book import load_book
from edition.render.epub import render_epub
from edition.render.pdf import print_book
from edition.report import Unusable
from edition.tei import tei
from edition.tei.views import Element, by_id, local, plain, read_tei, source_text, targets
from edition.tei.witness import follow_witness
from tests.build.conftest import Edition

UNCOLLATED = frozenset({"note", "opener", "closer", "head", "floatingText"})


def body(document: Element) -> list[Element]:
    """The paragraphs, items and speakers of a document that a collation compares."""
    return [
        block
        for block in document.iter(tei("p"), tei("item"), tei("speaker"))
        if not any(local(e) in UNCOLLATED or e.get("type") == "participants" for e in block.iterancestors())
        and next(e for e in block.iterancestors(tei("div"))) is document
    ]


def folded(text: str) -> str:
    return "".join(text.split()).translate(WIDTH)


def test_law_the_text_that_follows_a_witness_is_that_witness(sample: Edition) -> None:
    root = read_tei(sample.tei)
    groups = [targets(r.get("mutual")) for r in root.iter(tei("relation")) if r.get("name") == "same-text"]
    known = by_id(root)
    printed = {
        other: folded("".join(map(source_text, body(known[other])))) for _, *rest in groups for other in rest
    }
    bases = {base: folded("".join(map(plain, body(known[base])))) for base, *_ in groups}
    assert len(printed) == sum(row.kind == "witness" for row in sample.corpus.editorial.collation)
    follow_witness(root, "wit-ding")
    for base, other in groups:
        assert folded("".join(map(plain, body(known[base])))) == printed[other], base
        assert folded("".join(map(plain, body(known[base])))) != bases[base]


def test_the_book_that_follows_a_witness_is_whole(sample: Edition, tmp_path: Path) -> None:
    made = tmp_path / "ding.epub"
    assert render_epub(sample.tei, made, witness="丁") == []
    assert check_epub(made, sample.tei, witness="丁") == []
    assert "X025" in {problem.code for problem in check_epub(made, sample.tei)}
    with zipfile.ZipFile(made) as book:
        page = book.read("EPUB/t-jia-1949-02-05.xhtml").decode()
    assert (
        '<span class="lemma">拿</span>］<span class="reading">打</span>\u00a0<span class="siglum">甲</span>'
        in page
    )


def test_the_printed_book_that_follows_a_witness_is_whole(sample: Edition, tmp_path: Path) -> None:
    made = tmp_path / "ding.pdf"
    printed = print_book(sample.tei, made, witness="丁")
    assert [*printed.diagnostics, *check_pdf(made, sample.tei, witness="丁")] == []


def test_a_paragraph_that_a_witness_lacks_leaves_its_entry_at_the_end_of_the_one_before(
    sample: Edition,
) -> None:
    root = read_tei(sample.tei)
    follow_witness(root, "wit-ding")
    blocks = [b for b in root.iter(tei("p"), tei("item")) if next(b.iter(tei("app")), None) is not None]
    assert blocks
    assert all(plain(block) for block in blocks)


def test_a_witness_that_there_is_not(sample: Edition) -> None:
    with pytest.raises(Unusable) as raised:
        load_book(sample.tei, "己")
    (problem,) = raised.value.diagnostics
    assert problem.code == "X014" and "甲、乙、丙、丁、戊" in problem.message
