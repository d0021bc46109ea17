"""Evidence weighed: a table of what speaks for and against a reading, a weight in each row.

A weight is the logarithm to the base 2 of how much likelier the row is where the reading is right than where it
is wrong, so that weights add up and a weight of one doubles the odds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence(Generic[T]):
    """A row of a table: its weight, in plain words what it says, and whether it holds of a candidate."""

    weight: int
    says: str
    holds: Callable[[T], bool]


def total(candidate: T, table: Iterable[Evidence[T]]) -> int:
    """A candidate → the sum of the weights of what holds of it."""
    return sum(row.weight for row in table if row.holds(candidate))
