"""What a careful reader counts in the real texts, family by family, recognised with the base profiles alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from edition.config import Profile
from edition.dump import dump_blocks
from edition.model import Block, Segmented
from edition.read import read_source
from edition.rules import Finding
from edition.rules.registry import resolve
from edition.segment import segment_source
from edition.segments import read_segments, write_segments

FAMILIES = {"001": "web-article", "002": "database-record", "003": "dossier", "004": "book"}


@pytest.fixture(scope="module")
def segmented(real_texts: Path) -> dict[str, tuple[Segmented, tuple[Finding, ...]]]:
    """Every real text but the volume, cut into blocks by its family's base profile."""
    result = {}
    for number, family in FAMILIES.items():
        profile, problems = resolve(Profile(inherit=family), Path("test"))
        assert not problems
        [path] = real_texts.glob(f"{number}_*")
        result[number] = segment_source(read_source("x", path), profile)
    return result


@pytest.mark.parametrize("number", sorted(FAMILIES))
def test_segments_are_read_back(
    segmented: dict[str, tuple[Segmented, tuple[Finding, ...]]], number: str, tmp_path: Path
) -> None:
    source, _ = segmented[number]
    write_segments([source], tmp_path / "segments.jsonl")
    [again], problems = read_segments(tmp_path / "segments.jsonl", {"x": source.source})
    assert (again.blocks, problems) == (source.blocks, [])
    profile, _ = resolve(Profile(inherit="segments"), Path("test"))
    foreign, findings = segment_source(read_source("y", tmp_path / "segments.jsonl"), profile)
    # A tab is an escape in JSON, two characters that are no tab: it stays in the ledger.
    assert dump_blocks(foreign.blocks) == dump_blocks(source.blocks).replace("\\t", "")
    assert not findings


def documents(blocks: tuple[Block, ...]) -> list[list[Block]]:
    """Blocks → those of each piece that is opened, in order."""
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.attrs.get("opens"):
            found.append([])
        found[-1].append(block)
    return found[1:]


def marks(blocks: list[Block] | tuple[Block, ...], kind: str) -> int:
    return sum(mark.kind == kind for block in blocks for mark in block.marks)


def codes(findings: tuple[Finding, ...]) -> dict[str, int]:
    return dict(Counter(f.code for f in findings))


def test_web_article(segmented: dict[str, tuple[Segmented, tuple[Finding, ...]]]) -> None:
    source, findings = segmented["001"]
    pieces = documents(source.blocks)
    assert [p[0].attrs["opens"] for p in pieces] == ["document"] * 3
    assert [p[0].attrs["date"] for p in pieces] == ["1997", "1949-12-16", "1950-01-22"]
    assert [marks(p, "note") for p in pieces] == [20, 0, 0]
    assert [marks(p, "speaker") for p in pieces] == [0, 51, 66]
    assert sum(b.kind == "para" for b in pieces[0]) == 12
    assert [sum(b.kind == "participants" for b in p) for p in pieces] == [0, 1, 1]
    excluded = Counter(b.attrs["subtype"] for b in source.blocks if b.kind == "excluded")
    assert excluded == {"navigation": 6, "metadata": 2, "comments": 10, "rankings": 32, "footer": 3}
    # Somebody's answer is missing once; the other two doubled labels belong to the text.
    assert codes(findings) == {"S026": 1, "S023": 2, "S050": 1}
    assert sum(b.kind == "gap" for b in source.blocks) == 1


def test_database_record(segmented: dict[str, tuple[Segmented, tuple[Finding, ...]]]) -> None:
    source, findings = segmented["002"]
    kinds = Counter(b.kind for b in source.blocks)
    assert kinds["speech"] == 0
    assert kinds["head"] == 3
    assert kinds["dateline"] == 3
    assert kinds["idno"] == 5
    assert kinds["distribution"] == 3
    assert kinds["item"] == 7
    [note] = [m for b in source.blocks for m in b.marks if m.kind == "note"]
    assert note.body is not None
    assert (note.attrs["n"], note.body.text.text[-4:]) == ("①", "——编注")
    # The shelfmark mixes Latin, Greek and Cyrillic letters: its reading is proposed.
    [reading] = [b.attrs["reading"] for b in source.blocks if b.attrs.get("type") == "shelfmark"]
    assert (reading[:5], codes(findings)) == ("АВПРФ", {"S027": 1})


def test_dossier(segmented: dict[str, tuple[Segmented, tuple[Finding, ...]]]) -> None:
    source, findings = segmented["003"]
    opened = Counter(b.attrs.get("opens", "") for b in source.blocks)
    assert (opened["section"], opened["document"], opened["floating"], opened["front"]) == (11, 12, 2, 1)
    kinds = Counter(b.kind for b in source.blocks)
    assert (kinds["citation"], kinds["gap"], kinds["item"]) == (20, 21, 3)
    assert marks(source.blocks, "gap") == 4
    assert marks(source.blocks, "speaker") == 26
    assert all(b.attrs["title"] for b in source.blocks if b.kind == "citation")
    assert not any("*" in b.text.text for b in source.blocks)
    assert not findings


def test_book(segmented: dict[str, tuple[Segmented, tuple[Finding, ...]]]) -> None:
    source, findings = segmented["004"]
    assert [b.attrs["subtype"] for b in source.blocks if b.attrs.get("opens")] == [
        "halftitle", "series", "titlepage", "board", "foreword", "foreword", "foreword", "chapter", "chapter",
    ]  # fmt: skip
    entries = [b for b in source.blocks if b.attrs.get("page")]
    assert len(entries) == 29
    assert marks(source.blocks, "note") == 3
    assert [m.attrs["reason"] for b in source.blocks for m in b.marks if m.kind == "gap"] == ["lost"]
    # Entries of the contents without text, a head without a number; the source breaks off inside a sentence.
    assert codes(findings) == {"S024": 1, "S025": 1, "S051": 1}
