"""How the table of look-alikes was made: every character of GB/T 2312 drawn small,
and compared with every other.

    python -m edition.misreadings.draw > edition/misreadings/lookalikes.tsv

A recogniser of print sees a blurred picture; what is alike as a blurred picture is what it confuses. Each
character is drawn as it stands and in its traditional form, for many editions are recognised in
traditional characters and turned into simplified ones afterwards (會 read for 曾 becomes 会). Needs the
faces of Noto CJK; takes a minute.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from heapq import nlargest
from itertools import combinations

from opencc import OpenCC
from PIL import Image, ImageDraw, ImageFilter, ImageFont

FACES = ("NotoSerifCJK-Bold.ttc", "NotoSansCJK-Regular.ttc")
SIMPLIFIED, TRADITIONAL = 2, 3
"""The places of the two scripts in a collection of Noto CJK."""
SIZE, BLUR, INK = 36, 1.0, 90
BANDS = (0.84, 0.76, 0.68)
"""Very like, like, somewhat like: the columns of the table."""
MOST = 30
"""So many look-alikes of a character are kept at most."""
COMMON = 3755
"""Level 1, the characters in common use, comes first in the standard: what should be read is one of these."""


def standard_characters() -> list[str]:
    """→ the 6763 Chinese characters of GB/T 2312, rows 16 to 87."""
    cells = (bytes((row + 0xA0, cell + 0xA0)) for row in range(16, 88) for cell in range(1, 95))
    return [c for c in (cell.decode("gb2312", "ignore") for cell in cells) if c]


def draw(character: str, face: ImageFont.FreeTypeFont) -> int:
    """A character → its blurred picture, one bit a pixel."""
    image = Image.new("L", (SIZE, SIZE))
    ImageDraw.Draw(image).text((SIZE / 2, SIZE / 2), character, 255, font=face, anchor="mm")
    pixels = image.filter(ImageFilter.GaussianBlur(BLUR)).point(lambda value: 255 * (value > INK)).convert("1")
    return int.from_bytes(pixels.tobytes(), "big")


def pictures(characters: list[str], script: int) -> list[tuple[int, ...]]:
    """Characters → what each looks like in every face; `script` is the index of the face in its collection."""
    faces = [ImageFont.truetype(name, SIZE - 2, index=script) for name in FACES]
    return [tuple(draw(c, face) for face in faces) for c in characters]


def likeness(drawn: list[tuple[int, ...]]) -> Iterator[tuple[int, int, float]]:
    """Pictures → every pair that is alike: the share of the ink that two pictures have in common (Dice)."""
    ink = [tuple(p.bit_count() for p in pictures) for pictures in drawn]
    for a, b in combinations(range(len(drawn)), 2):
        (p, q), (r, s) = drawn[a], drawn[b]
        (i, j), (k, m) = ink[a], ink[b]
        alike = (p & r).bit_count() / (i + k) + (q & s).bit_count() / (j + m)
        if alike >= BANDS[-1]:
            yield a, b, alike


def main() -> None:
    """Draw all characters of the standard, compare them, and write the table of look-alikes."""
    characters = standard_characters()
    near: dict[str, dict[str, float]] = {c: {} for c in characters}
    convert = OpenCC("s2t").convert
    for script, forms in ((SIMPLIFIED, characters), (TRADITIONAL, [convert(c) for c in characters])):
        for a, b, alike in likeness(pictures(forms, script)):
            if forms[a] != forms[b]:
                for one, other in ((a, b), (b, a)):
                    if other < COMMON:
                        known = near[characters[one]]
                        known[characters[other]] = max(alike, known.get(characters[other], 0))
    for character, others in near.items():
        best = nlargest(MOST, others.items(), key=lambda pair: (pair[1], pair[0]))
        columns = ["" for _ in BANDS]
        for like, alike in best:
            columns[next(n for n, least in enumerate(BANDS) if alike >= least)] += like
        if best:
            sys.stdout.write("\t".join((character, *columns)) + "\n")


if __name__ == "__main__":
    main()
