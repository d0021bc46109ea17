"""Characters that no face has, spelt out: 〈a character〉 → ［U+2B8A3］, so that the book can be printed
and nothing is lost or hidden.

TEI → the same with the code points; what stands on pages → the characters that it spells
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from edition.tei.views import Element

SPELT = re.compile(r"［(U\+[0-9A-F]{4,6}(?:,U\+[0-9A-F]{4,6})*)］")


def spell(characters: str) -> str:
    """What is printed in place of a character, or of one with its accents."""
    return f"［{','.join(f'U+{ord(character):04X}' for character in characters)}］"


def spell_out(root: Element, lacking: Collection[str]) -> None:
    """Put the code points in place of the characters of a TEI, in its texts."""
    if not lacking:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(lacking, key=len, reverse=True))))
    for element in root.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and pattern.search(text):
                setattr(element, name, pattern.sub(lambda found: spell(found[0]), text))


def spelt_in(text: str) -> Iterator[str]:
    """The characters that a text spells out."""
    for found in SPELT.finditer(text):
        yield "".join(chr(int(point[2:], 16)) for point in found[1].split(","))
