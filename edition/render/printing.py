"""How the book is to be printed: page format, crop marks, variant of PDF, a style sheet of one's own.

The formats differ in page and type area only; their sheets are `styles/page-NAME.css`, laid over print.css.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Page = Literal["170x240", "a5", "16k", "a4"]
Variant = Literal["pdf/a-3a", "pdf/ua-1"]

SIZES: Mapping[Page, tuple[float, float]] = MappingProxyType(
    {"170x240": (170, 240), "a5": (148, 210), "16k": (184, 260), "a4": (210, 297)}
)
"""Width and height of the trimmed page in millimetres."""
NUMBERED: frozenset[Page] = frozenset({"a4"})
"""Pages that number their lines: the study copy."""
SLUG = 7.0
"""Millimetres outside the bleed, where the crop marks stand."""


@dataclass(frozen=True, slots=True)
class Printing:
    """`bleed` is in millimetres and counts with `crop` only; `style` is the text
    of a style sheet laid over ours."""

    page: Page = "170x240"
    crop: bool = False
    bleed: float = 3.0
    variant: Variant = "pdf/a-3a"
    style: str = ""

    def __post_init__(self) -> None:
        if self.page not in SIZES:
            raise ValueError(f"no page format {self.page}")

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets in `styles/`, the later ones over the earlier."""
        return ("print.css",) if self.page == "170x240" else ("print.css", f"page-{self.page}.css")

    @property
    def marks(self) -> str:
        """The rule for crop marks: WeasyPrint draws them in the outer half of what it calls the bleed."""
        return f"@page {{ bleed: {self.bleed + SLUG}mm; marks: crop cross }}" if self.crop else ""


def millimetres(length: str) -> float:
    """`3mm` → 3.0. Raises ValueError where it is no length in millimetres."""
    return float(length.removesuffix("mm"))
