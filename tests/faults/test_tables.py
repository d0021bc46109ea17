"""Tables that no careful person writes: every one is a diagnostic with file, line and
column, and nothing outside is read."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from edition.order import Order, Silent
from edition.pipeline import build
from edition.report import Diagnostic, Unusable
from tests.faults.surviving import EDITION as ONE_SOURCE

TEXT = "甲致乙电\n\n乙同志：来电收悉。\n".encode()
EDITION = ONE_SOURCE.format(sha=sha256(TEXT).hexdigest())
TWO = '[[person]]\nid = "p"\nname = "甲"\n{one}\n[[person]]\nid = "{second}"\nname = "乙"\n{other}\n'


def tried(folder: Path, name: str, table: str) -> list[Diagnostic]:
    """A small corpus with one of its tables as given, built up to the TEI → what was said of it."""
    (folder / "texts").mkdir()
    (folder / "editorial").mkdir()
    (folder / "texts" / "a.txt").write_bytes(TEXT)
    (folder / "a.toml").write_text('inherit = "plain"\n', "utf-8")
    (folder / "edition.toml").write_text(EDITION, "utf-8")
    (folder / name).write_text(table, "utf-8")
    try:
        return list(build(Order(folder, folder / "out", only=("tei",)), Silent()).diagnostics)
    except Unusable as refusal:
        return list(refusal.diagnostics)


def edited(old: str, new: str) -> str:
    """edition.toml with one of its lines changed."""
    assert old in EDITION
    return EDITION.replace(old, new)


PERSONS = "editorial/persons.toml"


@pytest.mark.parametrize(
    ("name", "table", "code", "place"),
    [
        pytest.param("edition.toml", edited('"试"', "1"), "C004", (3, 1), id="a number for a text"),
        pytest.param("edition.toml", edited('"试"', '["试"]'), "C004", (3, 1), id="a list for a text"),
        pytest.param("edition.toml", "source = 1\n" + EDITION, "C001", (6, 9), id="a value and a table"),
        pytest.param(PERSONS, 'person = "p"\n', "C004", (1, 1), id="a text for rows"),
        pytest.param(PERSONS, TWO.format(one="office = 3", second="q", other=""), "C004", (4, 1), id="office"),
        pytest.param("a.toml", 'inherit = "plain"\ndrop = [1]\n', "C004", (2, 1), id="a number in a list"),
        pytest.param("a.toml", f'inherit = "plain"\ndrop = {"[" * 10_000}{"]" * 10_000}\n', "C001", (2, 1), id="10,000 levels"),
        pytest.param("a.toml", 'inherit = "plain"\noptions.x = 1\n', "C004", (2, 1), id="a number for options"),
        pytest.param("edition.toml", edited("siglum = ", "siglun = "), "C002", (7, 1), id="a misspelt key"),
        pytest.param(PERSONS, TWO.format(one="born = 1", second="q", other=""), "C002", (4, 1), id="a strange key"),
        pytest.param("a.toml", '  recogniser = ["x"]\n', "C002", (1, 3), id="a strange key of a profile"),
        pytest.param(PERSONS, TWO.format(one="", second="p", other=""), "C005", (6, 1), id="an id twice"),
        pytest.param(PERSONS, TWO.format(one="", second="a", other=""), "C005", (6, 1), id="the id of a source"),
        pytest.param(PERSONS, TWO.format(one="", second="tried", other=""), "C005", (6, 1), id="the edition's id"),
        pytest.param(PERSONS, TWO.format(one='see = ["p"]', second="q", other=""), "C004", (4, 1), id="see itself"),
        pytest.param(PERSONS, TWO.format(one='see = ["r"]', second="q", other=""), "A005", (4, 1), id="see nobody"),
        pytest.param("edition.toml", edited('"a.txt"', '"../a.txt"'), "C004", (9, 1), id="a text above"),
        pytest.param("edition.toml", edited('"a.txt"', '"/etc/hostname"'), "C004", (9, 1), id="a text elsewhere"),
        pytest.param("edition.toml", edited('"a.toml"', '"x/../../a.toml"'), "C004", (11, 1), id="a profile above"),
        pytest.param(
            "edition.toml", EDITION + '\n[print]\nstyle = "../x.css"\n', "C004", (14, 1), id="a sheet above"
        ),
    ],
)  # fmt: skip
def test_a_bad_table_is_told_with_its_place(
    tmp_path: Path, name: str, table: str, code: str, place: tuple[int, int]
) -> None:
    [said] = [d for d in tried(tmp_path, name, table) if d.code == code]
    assert (said.severity, said.file, (said.line, said.column)) == ("error", str(tmp_path / name), place)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('see = ["q"]', 'see = ["p"]'),
        ('alias = [{ form = "乙", quote = "乙同志" }]', 'alias = [{ form = "甲", quote = "甲致乙" }]'),
    ],
)
def test_entries_that_name_each_other_end(tmp_path: Path, one: str, other: str) -> None:
    """Two entries may send the reader to each other; two persons may go by each other's
    name, and who is meant is asked."""
    said = tried(tmp_path, PERSONS, TWO.format(one=one, second="q", other=other))
    assert not [d for d in said if d.severity == "error"]
    assert ("A020" in {d.code for d in said}) == ("alias" in one)
