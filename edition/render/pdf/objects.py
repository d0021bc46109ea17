"""The objects of a PDF before they have their numbers in a file, and the file that they are
written into one after another.

    painted parts: objects that count from FIRST → a file: numbers moved on, objects in
    streams, cross-reference stream

What a file has once (its catalogue, the tree of pages, the fonts) has the same number in every file
and every part, so that it can be referred to before it is there. Everything else has a number of its
part, which stands between two form feeds wherever it is written, and is moved on by as many objects as
stand in the file before the part.
Sources: ISO 32000-2 7.3.10 (indirect objects), 7.5.7 (object streams), 7.5.8 (cross-reference
streams), 14.4 (file identifiers).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from hashlib import md5
from itertools import accumulate
from struct import pack
from typing import Any, BinaryIO

OWN = b"\f"
"""Stands before and after a number of a part; a PDF can do without it, and whoever
reads a number passes it over."""
ASIDE = 10_000  # objects in one object stream
FREE = pack(">BIH", 0, 0, 65535)
"""The row of a number that no object bears."""
HEADER = b"%PDF-1.7\n%\xf0\x9f\x96\xa4\n"


class Common(IntEnum):
    """What a file has once, by its number."""

    CATALOG = 1
    PAGES = 2
    TAGS = 3
    DOCUMENT = 4
    PARENTS = 5
    FONTS = 6
    COLOURS = 7
    INFO = 8
    OUTLINE = 9
    PLACES = 10
    LABELS = 11
    PROFILE = 12

    @property
    def reference(self) -> bytes:
        """How other objects refer to it."""
        return b"%d 0 R" % self


FIRST = len(Common) + 1
"""The number of the first object of a part."""


@dataclass(frozen=True, slots=True)
class Objects:
    """Objects of a part, counted from FIRST: streams, each with its dictionary and its data,
    then `texts`, one in every line."""

    streams: tuple[tuple[bytes, bytes], ...]
    texts: bytes
    count: int


NOTHING = Objects((), b"", 0)


def shifted(text: bytes, by: int) -> bytes:
    """A text in which the numbers of a part are moved on."""
    pieces = text.split(OWN)
    pieces[1::2] = [b"%d" % (int(number) + by) for number in pieces[1::2]]
    return b"".join(pieces)


def packed(data: bytes) -> bytes:
    """Data as a stream with the filter FlateDecode has them."""
    return zlib.compress(data, 6)


def array(items: Iterable[bytes]) -> bytes:
    """Objects or references → an array of them."""
    return b"[" + b" ".join(items) + b"]"


def references(numbers: Iterable[int]) -> bytes:
    """Numbers of objects → an array that refers to them."""
    return array(b"%d 0 R" % number for number in numbers)


@dataclass(slots=True)
class Growing:
    """A file that is being written. `entries` are the rows of its
    cross-reference stream: where each object is."""

    file: BinaryIO
    position: int = 0
    entries: list[bytes] = field(default_factory=lambda: [FREE] + [b""] * len(Common))
    common: dict[Common, bytes] = field(default_factory=dict)
    digest: Any = field(default_factory=lambda: md5(usedforsecurity=False))

    def __post_init__(self) -> None:
        self.put(HEADER)

    @property
    def next(self) -> int:
        """The number of the next object."""
        return len(self.entries)

    def put(self, data: bytes) -> None:
        """Write bytes at the end of the file."""
        self.file.write(data)
        self.digest.update(data)
        self.position += len(data)

    def add(self, objects: Objects) -> int:
        """Write the objects of a part → by how much their numbers are moved on."""
        by = self.next - FIRST
        for dictionary, data in objects.streams:
            self.add_stream(shifted(dictionary, by), data)
        if objects.texts:
            self.add_texts(shifted(objects.texts, by).split(b"\n"))
        return by

    def add_texts(self, texts: Sequence[bytes]) -> int:
        """Write objects that are no streams → the number of the first."""
        first = self.next
        self.entries += [b""] * len(texts)
        self.hold(range(first, first + len(texts)), texts)
        return first

    def add_stream(self, dictionary: bytes, data: bytes, number: int = 0) -> int:
        """Write a stream (its dictionary has no length yet) under the next number, or one
        that it has already → the number."""
        if not number:
            number = self.next
            self.entries.append(b"")
        self.entries[number] = pack(">BIH", 1, self.position, 0)
        head = b"%d 0 obj\n%b/Length %d>>\nstream\n" % (number, dictionary.removesuffix(b">>"), len(data))
        self.put(b"%b%b\nendstream\nendobj\n" % (head, data))
        return number

    def hold(self, numbers: Sequence[int], texts: Sequence[bytes]) -> None:
        """Write objects that have their numbers into object streams."""
        for start in range(0, len(texts), ASIDE):
            held = texts[start : start + ASIDE]
            offsets = accumulate((len(text) + 1 for text in held), initial=0)
            bearing = numbers[start : start + ASIDE]
            index = b" ".join(b"%d %d" % row for row in zip(bearing, offsets, strict=False))
            dictionary = b"<</Type /ObjStm/N %d/First %d/Filter /FlateDecode>>" % (len(held), len(index) + 1)
            stream = self.add_stream(dictionary, packed(index + b"\n" + b"\n".join(held)))
            for place, number in enumerate(bearing):
                self.entries[number] = pack(">BIH", 2, stream, place)

    def close(self) -> None:
        """Write what the file has once, and where everything is."""
        self.hold([*self.common], [*self.common.values()])
        start, size = self.position, self.next + 1
        rows = b"".join(entry or FREE for entry in (*self.entries, pack(">BIH", 1, start, 0)))
        ident = b"<%b>" % self.digest.hexdigest().encode()
        root, info = Common.CATALOG.reference, Common.INFO.reference
        trailer = b"/Size %d/Root %b/Info %b/ID %b" % (size, root, info, array((ident, ident)))
        self.add_stream(b"<</Type /XRef/W [1 4 2]%b/Filter /FlateDecode>>" % trailer, packed(rows))
        self.put(b"startxref\n%d\n%%%%EOF\n" % start)
