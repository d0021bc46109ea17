"""The list that an editor asks for: how long it is, and in which order."""

from __future__ import annotations

import re
from itertools import groupby

import pytest
from typer.testing import CliRunner

from edition.cli import app

PLACE = re.compile(r"^# (\S+):(\d+):(\d+)  (\d+)%", re.M)


def places(*options: str) -> list[tuple[str, int, int, int]]:
    """→ file, line, column and confidence of each proposal for the sample, as they are printed."""
    result = CliRunner().invoke(app, ["emend", "seeds/sample", *options])
    assert result.exit_code == 0
    return [
        (file, int(line), int(column), int(sure)) for file, line, column, sure in PLACE.findall(result.stdout)
    ]


@pytest.fixture(scope="module")
def shortened() -> list[tuple[str, int, int, int]]:
    return places("--most", "20")


def test_a_short_list_has_the_surest(shortened: list[tuple[str, int, int, int]]) -> None:
    ranked = places("--most", "20", "--surest-first")
    assert len(ranked) == 20
    assert sorted(ranked) == sorted(shortened)
    assert [sure for *_, sure in ranked] == sorted((sure for *_, sure in ranked), reverse=True)


def test_unless_asked_the_list_is_in_file_order(shortened: list[tuple[str, int, int, int]]) -> None:
    files = [file for file, _ in groupby(file for file, *_ in shortened)]
    assert len(files) == len(set(files)) > 1
    for name in files:
        found = [(line, column) for file, line, column, _ in shortened if file == name]
        assert found == sorted(found)
