"""The sample's own texts, cut short, shuffled and with other ends of line: an edition that
gives them back, or a refusal."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from edition.read import LARGEST
from edition.rules.families import guess_family
from tests.conftest import ROOT
from tests.faults.surviving import survive, wrecked

FAMILIES = {"jia": "volume", "yi": "web-article", "bing": "database-record", "ding": "dossier", "wu": "book"}


@pytest.mark.parametrize("source", FAMILIES)
def test_a_wrecked_text_is_an_edition_or_refused(source: str) -> None:
    [path] = (ROOT / "seeds" / "sample" / "texts").glob(f"{source}*")
    ends = [survive(data, FAMILIES[source]) for data in wrecked(path.read_bytes())]
    assert ends.count("built") >= len(ends) - 1, "at most the cut inside a character is refused"
    assert set(ends) <= {"built", "R002"}


def test_the_real_texts_cut_and_shuffled_are_editions(real_texts: Path) -> None:
    """Pieces of 24,000 bytes, by the rules of the family that is guessed, without a line of the editors'."""
    chance = Random(0)
    for path in sorted(real_texts.glob("*.txt")):
        data = path.read_bytes()
        start, family = chance.randrange(len(data) // 2), guess_family(data.decode())
        piece = data[start : start + 24_000].decode("utf-8", "ignore").encode()
        lines = piece.splitlines(keepends=True)
        chance.shuffle(lines)
        ends = [survive(wreck, family) for wreck in (piece, b"".join(lines))]
        assert ends == ["built", "built"], path.name
        assert survive(piece[: piece.rindex("。".encode()) + 1], family) == "R002"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "R003"),
        (b"\xff\xfe", "R002"),
        ("甲".encode()[:2], "R002"),
        (b"\xed\xa0\x80", "R002"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert survive(data, "plain") == code


@pytest.mark.parametrize("sign", ["\0", "\u2028", "\ue000", "\u202e", "\ufeff", "\U000e0001", "\x85", "\uffff"])
def test_strange_characters_are_kept_in_the_ledger(sign: str) -> None:
    text = f"甲致乙电{sign}\n{sign}来电{sign}收悉。\n描述：{sign}某人{sign}\n{sign}"
    for family in ("plain", "database-record", "web-article"):
        assert survive(text.encode(), family) == "built"


def test_a_text_of_fifty_megabytes_in_one_line_is_refused_at_once() -> None:
    assert survive(b"-" * (50 * 1024 * 1024), "plain") == "R006"
    assert LARGEST < 50 * 1024 * 1024
