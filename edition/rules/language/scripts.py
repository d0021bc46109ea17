"""Letters of several scripts that look alike: what a shelfmark says whose letters
were read in the wrong script.

The pairs are those of Unicode Technical Standard 39 (confusables), and n for п, which italic faces set alike.
"""

from __future__ import annotations

import unicodedata

CYRILLIC = str.maketrans(
    "ABCEHKMOPTXYacenopuxyΑΒΓΕΗΚΛΜΟΠΡΤΦΧαβεοπρφχ",
    "АВСЕНКМОРТХУасепориху" + "АВГЕНКЛМОПРТФХавеопрфх",
)


def scripts_of(text: str) -> frozenset[str]:
    """→ the scripts of the letters of a text that has upper and lower case: LATIN, GREEK, CYRILLIC."""
    return frozenset(
        unicodedata.name(c, "?").split()[0] for c in text if c.isalpha() and c.upper() != c.lower()
    )


def one_script(text: str) -> str:
    """A text that mixes Cyrillic or Greek letters with those of another script → the same with all of them
    Cyrillic, letter for letter; "" where the scripts do not mix, or a letter has no counterpart."""
    if len(scripts_of(text)) < 2:
        return ""
    reading = text.translate(CYRILLIC)
    return reading if scripts_of(reading) == {"CYRILLIC"} else ""
