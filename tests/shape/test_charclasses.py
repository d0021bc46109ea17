"""A pattern is compiled to the same code whether `re` works out its classes of characters or has kept them."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import pytest

from tests.rules.test_long_runs import patterns

compiler: Any = import_module("re._compiler")
parser: Any = import_module("re._parser")
ODD = (
    "[^\u4e00-\u9fff]",
    "[\u4e00-\U0002ffff甲]+",
    "(?i:[a-zſ\u4e00-\u9fff])",
    "(?ia)[^k-s]",
    "[\\w一-三]",
    "[^\\s，]",
    "甲|[乙丙]",
)


def codes(written: list[tuple[Any, int]]) -> list[list[int]]:
    """Patterns with their flags → what each is compiled to."""
    return [compiler._code(parser.parse(pattern, flags), flags) for pattern, flags in written]


def test_kept_classes_are_those_of_re(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = compiler._optimize_charset
    written = [
        (pattern.pattern, 0) for _, pattern, _ in patterns()[::8] if pattern.flags == re.compile("").flags
    ]
    written += [(pattern, 0) for pattern in ODD]
    ours = codes(written)
    monkeypatch.setattr(compiler, "_optimize_charset", kept.__wrapped__)
    assert ours == codes(written)
