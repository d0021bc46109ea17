"""A cross-reference: where it stands, what it means, how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start`..`end` of what is read in a block: its type and its targets; none if it is absent
    from the edition, several if it is open which is meant."""

    start: int
    end: int
    type: str
    targets: tuple[str, ...]
    cert: str = ""
    code: str = "A030"
    """What is reported where it has no target; "" where nothing of the edition comes near."""
    pages: tuple[str, str] = ("", "")


class Covered:
    """Which characters of what is read in a block lie in a reference already."""

    def __init__(self, length: int, references: Iterable[Reference] = ()) -> None:
        self._signs = bytearray(length)
        for reference in references:
            self.add(reference)

    def add(self, reference: Reference) -> None:
        """One more reference."""
        size = reference.end - reference.start
        self._signs[reference.start : reference.end] = b"\1" * size

    def touches(self, start: int, end: int) -> bool:
        """Whether a range has a character in common with a reference."""
        return self._signs.find(1, start, end) >= 0
