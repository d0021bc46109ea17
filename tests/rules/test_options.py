"""What a scholar writes into a profile is checked before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.config import Profile
from edition.rules.leftout import LEFT_OUT
from edition.rules.registry import VOCABULARY, families, resolve


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        ({"join-lines": {"unti": "line"}}, "C002", "join-lines.unti"),
        ({"join-lines": {"shortest": "15"}}, "C004", "a number"),
        ({"end-notes": {"wrapped": 1}}, "C004", "true or false"),
        ({"byline": {"authors": "作者"}}, "C004", "a list"),
        ({"records": {"fields": "text"}}, "C004", "a table"),
        ({"exclude-after": {"from": "("}}, "C004", "a regular expression"),
        ({"join-line": {}}, "C006", "join-line"),
        ({"byline": {"authors": [5]}}, "C004", "a list of texts"),
        ({"end-notes": {"calls": ".*"}}, "C004", "needs a character"),
        ({"foot-notes": {"calls": ""}}, "C004", "needs a character"),
        ({"page-notes": {"rule": ".*"}}, "C004", "needs a character"),
        ({"page-notes": {"rule": ""}}, "C004", "needs a character"),
        ({"turns": {"turns": 0}}, "C004", "a number from 1 on"),
        ({"book-parts": {"alike": 0}}, "C004", "a number from 1 on"),
    ],
)
def test_a_wrong_option_is_reported(options: dict[str, dict[str, object]], code: str, words: str) -> None:
    _, problems = resolve(Profile(inherit="plain", options=options), Path("p.toml"))
    assert [p.code for p in problems] == [code]
    assert words in problems[0].message


def test_a_default_may_always_be_said() -> None:
    options: dict[str, dict[str, object]] = {"exclude-after": {"from": ""}, "records": {"source": ""}}
    _, problems = resolve(Profile(inherit="plain", options=options), Path("p.toml"))
    assert not problems


def test_a_recogniser_in_the_list_of_another_stage_is_reported() -> None:
    _, problems = resolve(Profile(inherit="plain", clean=["turns"]), Path("p.toml"))
    assert [p.code for p in problems] == ["C006"]
    assert "of the stage clean 'turns'" in problems[0].message


@pytest.mark.parametrize("family", sorted(families()))
def test_the_families_have_no_problem(family: str) -> None:
    resolved, problems = resolve(Profile(inherit=family), Path("p.toml"))
    assert not problems
    assert resolved.family == family
    assert resolved.segment


def test_every_recogniser_says_what_it_leaves_out() -> None:
    assert LEFT_OUT.keys() == VOCABULARY.keys()
