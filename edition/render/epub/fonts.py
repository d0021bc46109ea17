"""Small fonts for rare characters: subsets of installed faces whose licence lets them be embedded.

Characters → fonts; what no face has is returned too. What reads and cuts faces is large, and loaded
only where there are such characters. Sources: EPUB 3.3 (3.2, core media types), OpenType (name,
OS/2), SIL Open Font License 1.1
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from edition.render.cover import FAMILY

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

REGULAR = 80
"""The weight of upright text as fontconfig counts it."""
COPYRIGHT, FAMILY_NAME, FULL_NAME, POSTSCRIPT_NAME, LICENCE, LICENCE_URL = 0, 1, 4, 6, 13, 14
FORBIDDEN = 0x0002 | 0x0100 | 0x0200
"""Bits of OS/2 fsType: no embedding, no subset, bitmaps only."""
OPEN = ("Open Font License", "/OFL", "openfontlicense")
"""What the name table of a face under the SIL Open Font License says."""


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """An installed face: how far it is from the family and weight that are wanted, then where it lies."""

    distance: tuple[bool, int]
    family: str
    file: str
    number: int


@dataclass(frozen=True, slots=True)
class Font:
    """A font of the package: its file, the characters it has, the face they come from with the
    copyright and licence that stand in it."""

    file: str
    media: str
    data: bytes
    characters: str
    face: str
    copyright: str
    licence_url: str

    @property
    def family(self) -> str:
        """The name by which the style sheet calls it."""
        return self.file.partition(".")[0]


def cut_fonts(characters: Sequence[str]) -> tuple[list[Font], str]:
    """Characters → a font for each face that has some of them, and the characters that no usable face has."""
    wanted: dict[Source, list[str]] = {}
    missing = ""
    for character in characters:
        source = next((s for s in faces_with(character) if is_open(s)), None)
        if source is None:
            missing += character
        else:
            wanted.setdefault(source, []).append(character)
    fonts = [
        cut_font(source, "".join(found), f"rare-{number}")
        for number, (source, found) in enumerate(sorted(wanted.items()), 1)
    ]
    return fonts, missing


def faces_with(character: str) -> list[Source]:
    """The installed faces that have a character, the likest to the text first;
    none where fontconfig is missing."""
    query = [
        "fc-list",
        "-f",
        "%{family[0]}\\t%{weight}\\t%{file}\\t%{index}\\n",
        f":charset={ord(character):x}",
    ]
    try:
        told = subprocess.run(query, capture_output=True, text=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return sorted(read_sources(told.splitlines()))


def read_sources(lines: Iterable[str]) -> Iterator[Source]:
    """Lines of fontconfig → the faces they name; instances of variable fonts are left out."""
    for family, weight, file, number in (line.split("\t") for line in lines if line.count("\t") == 3):
        if number.isdigit() and int(number) < 0x10000 and weight.replace(".", "").isdigit():
            yield Source((family != FAMILY, abs(int(float(weight)) - REGULAR)), family, file, int(number))


@cache
def is_open(source: Source) -> bool:
    """Whether a face is under the Open Font License and may be embedded in part."""
    from fontTools.ttLib import TTFont

    with TTFont(source.file, fontNumber=source.number, lazy=True) as face:
        stated = f"{named(face, LICENCE)} {named(face, LICENCE_URL)}"
        return any(word in stated for word in OPEN) and not face["OS/2"].fsType & FORBIDDEN


def cut_font(source: Source, characters: str, family: str) -> Font:
    """A face → a font with some of its characters, the same bytes every time. It keeps copyright and licence,
    and bears another name, for the licence may reserve the old one."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    options = subset.Options()
    options.layout_features, options.hinting, options.desubroutinize = [], False, True
    options.name_IDs = [COPYRIGHT, FAMILY_NAME, FULL_NAME, POSTSCRIPT_NAME, LICENCE, LICENCE_URL]
    options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
    with TTFont(source.file, fontNumber=source.number, lazy=True, recalcTimestamp=False) as face:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(face)
        for number in (FAMILY_NAME, FULL_NAME, POSTSCRIPT_NAME):
            face["name"].setName(family, number, 3, 1, 0x409)
        out = BytesIO()
        face.save(out, reorderTables=True)
        kind = "otf" if "CFF " in face else "ttf"
        return Font(
            f"{family}.{kind}",
            f"font/{kind}",
            out.getvalue(),
            characters,
            source.family,
            named(face, COPYRIGHT),
            named(face, LICENCE_URL),
        )


def named(face: TTFont, number: int) -> str:
    """An entry of the name table, "" where it has none."""
    return face["name"].getDebugName(number) or ""


def style_fonts(fonts: Sequence[Font]) -> str:
    """The fonts → rules for the style sheet, each with its notice."""
    rules = [
        f"\n/* {font.file}: part of {font.face}. {font.copyright.replace('*/', '')} {font.licence_url} */\n"
        f'@font-face {{ font-family: "{font.family}"; src: url("{font.file}"); }}\n'
        for font in fonts
    ]
    families = ", ".join(f'"{font.family}"' for font in fonts)
    return "".join([*rules, f".rare {{ font-family: {families}, serif; }}\n"]) if fonts else ""
