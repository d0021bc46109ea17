"""Dates as they are printed in Chinese."""

from __future__ import annotations

import re


def chinese_date(iso: str) -> str:
    """`1950-05-14` → 1950年5月14日; partial dates as far as they go; anything else unchanged."""
    found = re.fullmatch(r"(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", iso)
    if not found:
        return iso
    year, month, day = found.groups()
    return f"{int(year)}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
