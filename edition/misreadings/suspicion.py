"""What every kind of evidence hands on: a place in a text, another reading, and why."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Suspicion:
    """`text[start:end]` of a passage without white space should perhaps read `right`; `sure` from 0 to 1. Where
    nothing stands there (`start == end`), `right` is wanting."""

    start: int
    end: int
    right: str
    sure: float
    why: str


def sureness(odds: float) -> float:
    """The logarithm of the odds → a probability."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def is_han(text: str) -> bool:
    """Whether a text is one or more Chinese characters."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)
