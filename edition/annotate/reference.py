"""A cross-reference: where it stands, what it means, how sure that is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference at `start`..`end` of what is read in a block: its type and its targets; none if it is absent from
    the edition, several if it is open which is meant."""

    start: int
    end: int
    type: str
    targets: tuple[str, ...]
    cert: str = ""
    code: str = "A030"
    """What is reported where it has no target; "" where nothing of the edition comes near."""
    pages: tuple[str, str] = ("", "")
