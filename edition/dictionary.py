"""The general dictionary of modern Chinese: words and how often they were met, those that jieba3 brings (MIT).
Its file is read, the package not loaded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.metadata import distribution


class Size(StrEnum):
    """How much of the dictionary: the common words, some 140,000, or half a million. The common ones load in a
    tenth of a second, all in half a second."""

    COMMON = "small"
    LARGE = "base"


COMMON_WORD = 200
"""How often at least the dictionary has a word that is no name, nor part of one."""


@cache
def frequencies(size: Size) -> Mapping[str, int]:
    """→ the words, each with its frequency; that of some is 0."""
    path = distribution("jieba3").locate_file(f"jieba3/model.{size}.json")
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123
        counts: dict[str, int] = json.load(file)["freq"]
    return counts


def is_word(text: str) -> bool:
    """Whether a text of two characters or more is among the common words."""
    return len(text) > 1 and text in frequencies(Size.COMMON)
