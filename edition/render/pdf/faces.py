"""The faces of the book: which it is set in, which are not there, which characters they lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from edition.render.pdf.composer import Composer
from edition.render.pdf.weasy import family_of
from edition.report import Diagnostic, make


def named_families(composer: Composer) -> list[str]:
    """The families that the book is set in, as the style sheet names them."""
    return sorted({face.style["font_family"][0] for face in composer.faces.values()})


def lacking_families(composer: Composer) -> list[str]:
    """The families that the style sheet names and the machine does not have."""
    wanted = {face.style["font_family"][0]: family_of(face.fonts[0][0]) for face in composer.faces.values()}
    return sorted(name for name, got in wanted.items() if got != name)


def type_problems(tei: Path, composer: Composer) -> Iterator[Diagnostic]:
    """X040 for each face that is not installed, X041 and X042 for characters that the faces lack."""
    for family in lacking_families(composer):
        yield make("X040", str(tei), family=family)
    text = tei.read_text("utf-8", "replace") if composer.missing or composer.strays else ""
    for character in composer.missing:
        yield make("X041", str(tei), position(text, character), character=character, point=ord(character[0]))
    for word, family in composer.strays.items():
        yield make("X042", str(tei), position(text, word), character=word, family=family)


def position(text: str, word: str) -> tuple[int, int]:
    """Where a word first stands in a text: line and column; (0, 0) where it does not."""
    at = text.find(word)
    return (0, 0) if at < 0 else (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
