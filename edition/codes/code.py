"""What a diagnostic's code means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Code:
    """What a code means; `explanation` is for `edition explain`, plain Chinese or English prose."""

    severity: Literal["error", "warning", "info"]
    message: str
    hint: str
    explanation: str
