"""The cover of the EPUB, drawn from the data: a thread-bound book in porcelain blue with a title slip.

Title, editors, witnesses → PNG (1600 × 2400 pixels)
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1600, 2400
SPINE = WIDTH - 190
CLOTH, CLOTH_DARK, THREAD = "#22394a", "#1b2f3e", "#d8d2c0"
PAPER, EDGE, INK, SEAL = "#f4efe2", "#8b7d62", "#1d1a16", "#a32a22"
FAMILY = "Noto Serif CJK SC"
# Marks that have another form in vertical lines.
VERTICAL = str.maketrans(
    "，、。：；！？（）《》〈〉「」“”‘’—…()", "︐︑︒︓︔︕︖︵︶︽︾︿﹀﹁﹂﹁﹂﹃﹄︱︙︵︶"
)


@dataclass(frozen=True, slots=True)
class Face:
    """A font file and the number of the face in it."""

    file: str
    number: int

    def at(self, size: int) -> ImageFont.FreeTypeFont:
        """→ the face at a size in pixels."""
        return ImageFont.truetype(self.file, size, index=self.number)


@cache
def find_face(family: str = FAMILY, weight: str = "bold") -> Face | None:
    """A family as fontconfig knows it → its file; None where it would put another family in its place."""
    try:
        found = subprocess.run(
            ["fc-match", "-f", "%{file}\n%{index}\n%{family}", f"{family}:{weight}"],
            capture_output=True, text=True, check=True, timeout=30,
        ).stdout.split("\n")  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return Face(found[0], int(found[1])) if len(found) == 3 and family in found[2] else None


def draw_cover(
    title: str, subtitle: str, credit: str, imprint: str, witnesses: Sequence[str], face: Face
) -> bytes:
    """What stands on the cover → the picture as PNG bytes, the same for the same input and font."""
    image = Image.new("RGB", (WIDTH, HEIGHT), CLOTH)
    draw = ImageDraw.Draw(image)
    draw_binding(draw)
    edge = draw_slip(draw, title, subtitle, credit, face)
    draw_witnesses(draw, witnesses, edge, face)
    if imprint:
        draw.text((SPINE - 90, HEIGHT - 120), imprint, font=face.at(54), fill=THREAD, anchor="rs")
    out = BytesIO()
    image.quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        out, "PNG", optimize=True
    )
    return out.getvalue()


def draw_binding(draw: ImageDraw.ImageDraw) -> None:
    """The stitched back at the right edge, where a Chinese book is bound."""
    left = SPINE
    draw.rectangle((left, 0, WIDTH, HEIGHT), fill=CLOTH_DARK)
    draw.line((left, 0, left, HEIGHT), fill=THREAD, width=7)
    for step in range(1, 7):
        y = HEIGHT * step // 7
        draw.line((left, y, WIDTH, y), fill=THREAD, width=7)
        draw.ellipse((left - 11, y - 11, left + 11, y + 11), fill=THREAD)


def draw_slip(draw: ImageDraw.ImageDraw, title: str, subtitle: str, credit: str, face: Face) -> int:
    """The paper slip with the title in vertical columns from right to left, the subtitle, the
    editors, a seal → its right edge."""
    columns = break_title(title)
    longest = max(map(len, columns))
    height = HEIGHT - 320
    size = min(380, (height - 320) * 100 // (longest * 108), 900 // len(columns) * 100 // 118)
    step = min(size * 130 // 100, (height - 320) // longest)
    small = min(max(44, size // 3), fit_side(subtitle, credit, height))
    pitch = size * 118 // 100
    side = small * 2 if subtitle or credit else 0
    width = max(pitch * len(columns) + side + 150, 520)
    x, y = 120, 150
    draw.rectangle((x + 14, y + 14, x + width + 14, y + height + 14), fill=CLOTH_DARK)
    draw.rectangle((x, y, x + width, y + height), fill=PAPER)
    for inset, weight in ((22, 7), (38, 2)):
        draw.rectangle(
            (x + inset, y + inset, x + width - inset, y + height - inset), outline=EDGE, width=weight
        )
    right = x + width - 75 - pitch // 2 if side or len(columns) > 1 else x + width // 2
    for number, column in enumerate(columns):
        draw_column(draw, column, (right - number * pitch, y + 130), face.at(size), step, INK)
    if side:
        left = x + 75 + small // 2
        draw_column(draw, subtitle, (left, y + 140), face.at(small), small * 112 // 100, INK)
        draw_credit(draw, credit, (left, y + height - 110), small, face)
    return x + width


def fit_side(subtitle: str, credit: str, height: int, largest: int = 76) -> int:
    """Subtitle, editors and seal share the column beside the title → the size of the subtitle's characters in
    pixels with which they fit; the editors' are three quarters of it."""
    share = length_of(subtitle) * 112 + length_of(credit) * 84 + 100
    return min(largest, int((height - 380) * 100 / share))


def length_of(text: str) -> float:
    """The length of a column in characters; a blank takes half of one."""
    return sum(0.5 if character.isspace() else 1.0 for character in text)


def draw_credit(draw: ImageDraw.ImageDraw, credit: str, foot: tuple[int, int], small: int, face: Face) -> None:
    """The editors, read downwards to the foot of the slip, and under them a seal: 校."""
    x, bottom = foot
    size, half = small * 3 // 4, (small + 20) // 2
    draw.rounded_rectangle((x - half, bottom - half * 2, x + half, bottom), radius=9, fill=SEAL)
    draw.text((x, bottom - half), "校", font=face.at(half * 3 // 2), fill=PAPER, anchor="mm")
    top = bottom - half * 2 - 40 - round(length_of(credit) * size * 1.12)
    draw_column(draw, credit, (x, top), face.at(size), size * 112 // 100, INK)


def draw_witnesses(draw: ImageDraw.ImageDraw, witnesses: Sequence[str], edge: int, face: Face) -> None:
    """The witnesses on the cloth between the slip and the back, as many as fit, from right to left."""
    size, pitch = 46, 104
    room = (SPINE - 90 - edge - 60) // pitch
    longest = (HEIGHT - 640) * 100 // (size * 116)
    for number, witness in enumerate(witnesses[:room]):
        text = witness if len(witness) <= longest else witness[: longest - 1] + "…"
        place = (SPINE - 90 - size // 2 - number * pitch, 160)
        draw_column(draw, text, place, face.at(size), size * 116 // 100, THREAD)


def draw_column(
    draw: ImageDraw.ImageDraw,
    text: str,
    top: tuple[int, int],
    font: ImageFont.FreeTypeFont,
    pitch: int,
    fill: str,
) -> None:
    """Characters one below the other, centred on the column."""
    x, y = top
    for number, character in enumerate(text):
        if not character.isspace():
            place = (x, y + round(length_of(text[:number]) * pitch) + pitch // 2)
            draw.text(place, character.translate(VERTICAL), font=font, fill=fill, anchor="mm")


def break_title(title: str, limit: int = 9) -> Sequence[str]:
    """A title → at most three columns: cut at its marks of punctuation, else into equal parts."""
    parts = [part for part in re.split(r"[：:\s　—]+", title) if part]
    if not parts:
        return [title or "无题"]
    if len(parts) <= 3 and all(len(part) <= limit + 3 for part in parts):
        return parts
    whole = "".join(parts)
    count = min(3, -(-len(whole) // limit))
    length = -(-len(whole) // count)
    return [whole[start : start + length] for start in range(0, len(whole), length)]
