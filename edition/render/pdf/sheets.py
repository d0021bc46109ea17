"""The pages of a gathering, as the pressroom hands them over: what stands where on them, and their part of the
file. Data only: nothing here needs WeasyPrint.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from edition.render.book import Book
from edition.render.paging import PageStart
from edition.render.pdf.faces import Faces
from edition.render.pdf.objects import Objects

EMPTY = "<body class='front'><section class='imprint'/></body>"


@dataclass(frozen=True, slots=True)
class Title:
    """What the press has to know of a book: what the metadata of a PDF say of it,
    and its pictures by their names."""

    language: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict, repr=False)


def title_of(book: Book) -> Title:
    """A Book → what the press has to know of it."""
    pictures = {picture.name: picture.data for picture in book.pictures.values()}
    return Title(book.language, book.title, book.subtitle, (*book.authors, *book.editors), pictures)


class Numbered(NamedTuple):
    """The number that a note has and the page on which it has it."""

    mark: str
    page: int


class Flowed(NamedTuple):
    """A gathering laid out: how many pages it has, the side on which it must begin, its notes, and what is
    referred to, with their pages counted from 0."""

    pages: int
    side: int | None
    notes: Mapping[str, Numbered]


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font as the pages of a part use it: its name in their streams, Pango's words for it, its
    glyphs with their text and width."""

    name: str
    description: str
    texts: Mapping[int, str]
    widths: Mapping[int, int]
    missing: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline: level, words, id of the place nearest to it, its page (from
    0) and position there in points."""

    level: int
    title: str
    id: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a gathering. `first` is the number of the first; all others are counted from 0.
    `places` are ids with page and position in points; `starts` say where each page begins;
    `targets` are what its links lead to."""

    first: int
    count: int
    places: Mapping[str, tuple[int, float, float]]
    bookmarks: tuple[Bookmark, ...]
    starts: tuple[PageStart, ...] = ()
    targets: frozenset[str] = frozenset()
    faces: Faces = field(default_factory=Faces)
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Painted:
    """Pages as objects of a PDF without its fonts: which of them are pages, which tags stand at the
    top, which says to what tag everything belongs; beside them the glyphs that they use, and what
    WeasyPrint complained of meanwhile."""

    objects: Objects
    pages: tuple[int, ...]
    tags: tuple[int, ...]
    parents: int
    fonts: tuple[FontUse, ...]
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A font cut to the glyphs that a book uses of it: its objects, and which of them is the font."""

    objects: Objects
    font: int


@dataclass(frozen=True, slots=True)
class Cover:
    """What a file has once besides its fonts, by number, with the objects that belong to it; the profile of its
    colours, where it has one; the dictionary of an empty page."""

    objects: Objects
    common: Mapping[int, bytes]
    profile: tuple[bytes, bytes] | None
    blank: bytes


@dataclass(slots=True)
class Sheets:
    """The pages of a gathering and, as soon as it is painted, its part of the file; in a book that is set
    plainly, its document instead."""

    pages: Pages
    painted: Painted | None = None
    document: Any = None
