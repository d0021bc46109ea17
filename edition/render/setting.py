"""What the renderer of a book decides for all its pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum

from edition.render.relations import Relations
from edition.render.wording import say


class Notes(Enum):
    """Where the body of a note goes."""

    POPUP = "popup"
    FOOT = "foot"


@dataclass(frozen=True, slots=True)
class Setting:
    """What the renderer of a book decides for all its pages.

    `href` gives the address of a TEI id, "" when it is nowhere in the book. `anchors` are the names that an
    index or glossary points to and that therefore bear an id; `glossary` leads from the id of a name to its
    explanation. `sigla` gives the siglum of a witness id, `base` that of the source a unit stands in.
    `numbered` prints the number of a unit over its title, for an index that refers to it. `pictures` gives the
    address in the book of a picture that the TEI names. `relations` are what units are to others, by their ids.
    """

    notes: Notes
    href: Callable[[str], str]
    anchors: frozenset[str] = frozenset()
    glossary: Mapping[str, str] = field(default_factory=dict)
    sigla: Mapping[str, str] = field(default_factory=dict)
    base: str = ""
    numbered: bool = False
    language: str = "zh-Hans"
    pictures: Mapping[str, str] = field(default_factory=dict)
    relations: Relations = field(default_factory=dict)

    def say(self, words: str) -> str:
        """Words of ours in the language of the book."""
        return say(words, self.language)
