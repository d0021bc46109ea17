"""The way back: bytes of a source, where a character went, where an element came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.model import Mark
from edition.report import Unusable
from edition.tei.ledger import read_trace
from edition.tei.restore import restore, trace_element, trace_place
from tests.tei.builders import Draft, one, weave, write


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """An edition of one source with a heading, a page number, a correction and a note."""
    draft = Draft()
    draft.drop("\ufeff\r\n", "control")
    head = draft.block("head", "题\t名")
    note = Mark("note", 2, 2, {"n": "①", "place": "bottom"}, draft.block("note", "守望册。"))
    wrong = Mark("choice", 0, 1, {"corr": "去"})
    para = draft.block("para", "来电\n收悉。", marks=[wrong, note])
    write(weave(draft.structured(one(head, para, draft.block("fw", "12", {"type": "pageNum"})))), tmp_path)
    return tmp_path


RAW = "\ufeff\r\n题\t名\n守望册。\n来电\n收悉。\n12\n".encode()


def test_a_source_comes_back_by_id_and_by_file_name(edition: Path) -> None:
    for name in ("a", "a.txt"):
        assert restore(edition / "tei" / "edition.xml", edition / "trace.tsv", name) == RAW


def test_the_trace_is_a_table_with_a_header(edition: Path) -> None:
    lines = (edition / "trace.tsv").read_text("utf-8").splitlines()
    assert lines[:3] == [
        "source\tstart\tend\tdisposition\trule\txml:id\tat\ttext",
        "a\t0\t3\tdropped\tcontrol\t\t\t\\ufeff\\r\\n",
        "a\t3\t6\ttext\t\ta-1931-04-02-h1\t0\t",
    ]
    assert any("\tfw\t" in line for line in lines)


def test_where_a_character_went(edition: Path) -> None:
    where, path, context = trace_place(edition, "a:5:1")
    assert where == "a:5:1: '收' (character 15) text → a-1931-04-02-p1"
    assert path == "  teiCorpus#beihai › TEI#a › div#a-1931-04-02 › p#a-1931-04-02-p1"
    assert context == "  position 3: 来电⏎[收]悉。"


def test_a_dropped_character_names_its_rule(edition: Path) -> None:
    assert trace_place(edition, "a.txt:1:1") == ["a.txt:1:1: '\\ufeff' (character 0) dropped:control"]


@pytest.mark.parametrize("place", ["a.txt:99:1", "a.txt:2:50", "a.txt:0:1", "a.txt", "a.txt:x:1"])
def test_a_place_outside_the_file_has_no_trace(edition: Path, place: str) -> None:
    assert trace_place(edition, place) == []


def test_where_an_element_came_from(edition: Path) -> None:
    assert trace_element(edition, "a-1931-04-02-n1") == [
        "a.txt:3:1: characters 7–11 text → a-1931-04-02-n1 守望册。"
    ]
    assert len(trace_element(edition, "a-1931-04-02")) == 4
    assert trace_element(edition, "nobody") == []


def test_a_changed_edition_does_not_restore(edition: Path) -> None:
    tei, trace = edition / "tei" / "edition.xml", edition / "trace.tsv"
    whole = tei.read_text("utf-8")
    for changed in (whole.replace("悉。", ""), whole.replace("a-1931-04-02-n1", "elsewhere")):
        tei.write_text(changed, "utf-8")
        with pytest.raises(Unusable) as caught:
            restore(tei, trace, "a")
        assert [d.code for d in caught.value.diagnostics] == ["L004"]


def test_unknown_sources_and_broken_files_are_said_in_one_sentence(edition: Path) -> None:
    tei, trace = edition / "tei" / "edition.xml", edition / "trace.tsv"
    with pytest.raises(Unusable, match="C006"):
        restore(tei, trace, "nobody")
    trace.write_text("something else\n", "utf-8")
    with pytest.raises(Unusable, match="T010"):
        restore(tei, trace, "a")
    with pytest.raises(Unusable, match="T010"):
        restore(trace, trace, "a")


def test_a_trace_with_a_broken_row_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "trace.tsv"
    path.write_text(
        "source\tstart\tend\tdisposition\trule\txml:id\tat\ttext\na\tx\t2\ttext\t\tp\t0\t\n", "utf-8"
    )
    with pytest.raises(ValueError, match="line 2"):
        read_trace(path)
