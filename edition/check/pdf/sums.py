"""What a page is made of, as a sum: two pages of one sum show the same words at the same places.

PDF → for every page the SHA-256 of its contents, resources (fonts, pictures, forms) and
boxes, and of some areas on it
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pikepdf

from edition.check.pdf.leaves import NOWHERE

APART = frozenset({"/Parent", "/Annots", "/StructParents"})
"""What is no part of a page's looks: where it stands in the file, its links, its tags."""
TREE = frozenset({"/Parent", "/Kids", "/Count"})


def page_sums(file: pikepdf.Pdf, areas: Mapping[int, object] = NOWHERE) -> list[bytes]:
    """A PDF → the sum of each of its pages and of the areas on it (by its index), with what it inherits from
    the tree of pages and the layers that the file hides.
    What refers to itself has another sum every time, so that it is never taken for known."""
    known: dict[tuple[int, int], bytes] = {}
    layers = sum_of(file.Root.get("/OCProperties"), known)
    return [
        sha256(
            layers
            + inherited(page.obj, known)
            + sum_of(page.obj, known, APART)
            + repr(areas.get(index)).encode()
        ).digest()
        for index, page in enumerate(file.pages)
    ]


def inherited(page: Any, known: dict[tuple[int, int], bytes]) -> bytes:
    """The sum of all that stands above a page in the tree of pages (ISO 32000-2 7.7.3.4)."""
    total = b""
    while (page := page.get("/Parent")) is not None:
        total += sum_of(page, known, TREE)
    return total


def sum_of(found: Any, known: dict[tuple[int, int], bytes], apart: frozenset[str] = frozenset()) -> bytes:
    """An object of a PDF and all that it refers to, but the keys set `apart` → its sum; `known`
    are the sums of numbered objects."""
    number = found.objgen if isinstance(found, pikepdf.Object) else (0, 0)
    if not number[0]:
        return sum_inside(found, known, apart)
    if number not in known:
        known[number] = os.urandom(32)  # what a loop meets
        known[number] = sum_inside(found, known, apart)
    return known[number]


def sum_inside(found: Any, known: dict[tuple[int, int], bytes], apart: frozenset[str]) -> bytes:
    """The sum of what an object is."""
    if isinstance(found, pikepdf.Stream):
        return sha256(b"stream" + sum_entries(found, known, apart) + found.read_raw_bytes()).digest()
    if isinstance(found, pikepdf.Dictionary):
        return sha256(b"dictionary" + sum_entries(found, known, apart)).digest()
    if isinstance(found, pikepdf.Array):
        return sha256(b"array" + b"".join(sum_of(one, known) for one in found)).digest()
    return sha256(f"{type(found).__name__} {found!r}".encode()).digest()


def sum_entries(found: Any, known: dict[tuple[int, int], bytes], apart: frozenset[str]) -> bytes:
    """The keys and values of a dictionary, in one order."""
    kept = sorted(key for key in found.keys() if key not in apart)  # noqa: SIM118 - an object's keys, not a mapping's
    return b"".join(sha256(key.encode()).digest() + sum_of(found[key], known) for key in kept)
