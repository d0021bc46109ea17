"""The faces of the book: which it is set in, which are not there, which characters they lack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from edition.render.spelling import spell
from edition.report import Diagnostic, make


@dataclass(frozen=True, slots=True)
class Faces:
    """The families that some pages are set in, as the style sheet names them, and those
    of them that are not installed."""

    named: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()

    def __or__(self, other: Faces) -> Faces:
        return Faces(self.named | other.named, self.lacking | other.lacking)


@dataclass(frozen=True, slots=True)
class Lacking:
    """Characters that no face has, and words that are set from a family that no sheet names."""

    missing: frozenset[str] = frozenset()
    strays: Mapping[str, str] = field(default_factory=dict)

    def __or__(self, other: Lacking) -> Lacking:
        return Lacking(self.missing | other.missing, {**self.strays, **other.strays})


def type_problems(tei: Path, faces: Faces, lacking: Lacking) -> Iterator[Diagnostic]:
    """X040 for each face that is not installed, X041 and X042 for characters that the faces lack."""
    for family in sorted(faces.lacking):
        yield make("X040", str(tei), family=family)
    text = tei.read_text("utf-8", "replace") if lacking.missing or lacking.strays else ""
    for character in sorted(lacking.missing):
        place = position(text, character)
        yield make("X041", str(tei), place, character=character, spelt=spell(character))
    for word, family in sorted(lacking.strays.items()):
        yield make("X042", str(tei), position(text, word), character=word, family=family)


def position(text: str, word: str) -> tuple[int, int]:
    """Where a word first stands in a text: line and column; (0, 0) where it does not."""
    at = text.find(word)
    return (0, 0) if at < 0 else (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
