"""Functions put in place of others, and taken out again. Belongs to the seam."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

ABSENT = object()


@contextmanager
def replaced(places: Sequence[tuple[Any, str, Any]]) -> Iterator[None]:
    """Put functions in place of others (module or class, name, function) as long as the block runs."""
    kept = [(owner, name, vars(owner).get(name, ABSENT)) for owner, name, _ in places]
    try:
        for owner, name, function in places:
            setattr(owner, name, function)
        yield
    finally:
        for owner, name, function in kept:
            if function is ABSENT:
                delattr(owner, name)
            else:
                setattr(owner, name, function)
