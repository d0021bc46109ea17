"""Shelfmarks whose letters were read in the wrong script."""

from __future__ import annotations

import pytest

from edition.rules.language.scripts import one_script, scripts_of


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("ABΠ, Φ.0100,Oп.48,п.12", "АВП, Ф.0100,Оп.48,п.12"),
        ("PГACПИ, φ.558", "РГАСПИ, ф.558"),
        ("АВП, Ф.0100", ""),
        ("AVP, F.0100", ""),
        ("ABΠ, F.0100", ""),
        ("第5号", ""),
    ],
)
def test_one_script(printed: str, reading: str) -> None:
    assert one_script(printed) == reading
    assert scripts_of(reading) <= {"CYRILLIC"}
