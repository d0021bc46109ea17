"""Links: each leads to something that is there, to the page whose number it shows, and to
the one on which its name stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pikepdf

from edition.check.pdf.leaves import Area, Leaf
from edition.report import Diagnostic, make

SHOWN = re.compile(r"(?:^|·)(\d+|[ivxlc]+)$")
"""The number that a link shows: alone in an index, behind the leader in the contents."""
REFERRED = re.compile(r"(?:(?:［见|同)第|\[p\.|Seep\.)(\d+)(?:页|\]|,note)|［见本页|\[(?:above|below)\]")
"""The number that a cross-reference or a second call shows."""

Places = Mapping[str, int | None]
"""The names in a PDF that links lead to, each with the index of its page, None
where the file has no such page."""


def link_areas(file: pikepdf.Pdf) -> dict[int, list[Area]]:
    """Where the links of each page are, by its index."""
    return {
        index: [area_of(link) for link in links]
        for index, page in enumerate(file.pages)
        if (links := links_on(page))
    }


def area_of(link: Any) -> Area:
    """Where a link is, and what stands at its edges."""
    x1, y1, x2, y2 = map(float, link["/Rect"])
    return min(x1, x2) - 0.3, min(y1, y2), max(x1, x2) + 0.3, max(y1, y2)


def check_numbers(
    file: pikepdf.Pdf, places: Places, leaves: Sequence[Leaf], text: frozenset[str], name: str
) -> Iterator[Diagnostic]:
    """→ X057 where a number in the contents, an index, a list or a cross-reference leads to a page
    with another number. Other numbers in the text may be pages of something else. The leaves have
    the words in their `link_areas`."""
    for leaf, page in zip(leaves, file.pages, strict=True):
        pattern = REFERRED if leaf.label in text else SHOWN
        for link, shown in zip(links_on(page), leaf.shown, strict=True):
            number = pattern.search("".join(shown.split()))
            told = (number[1] or leaf.label) if number else ""
            target = places.get(str(link.get("/Dest", ""))) if told else None
            if target is not None and told != leaves[target].label:
                yield make("X057", name, page=leaf.label, shown=told, found=leaves[target].label)


def check_links(file: pikepdf.Pdf, places: Places, leaves: Sequence[Leaf], name: str) -> Iterator[Diagnostic]:
    """→ X061 for every place inside the book that a link leads to and that is not there."""
    for leaf, page in zip(leaves, file.pages, strict=True):
        for link in links_on(page):
            if "/Dest" in link and str(link["/Dest"]) not in places:
                yield make("X061", name, page=leaf.label, target=str(link["/Dest"]))


def check_locators(
    file: pikepdf.Pdf, places: Places, leaves: Sequence[Leaf], names: Mapping[str, str], name: str
) -> Iterator[Diagnostic]:
    """→ X059 where a link leads to a name on another page than that on which it stands; `names` are the labels
    of the pages on which the names stand, by their ids."""
    linked = {str(link.get("/Dest", "")) for page in file.pages for link in links_on(page)}
    for ident, target in sorted(places.items()):
        label = names.get(ident) if ident in linked else None
        if label and target is not None and leaves[target].label != label:
            yield make("X059", name, id=ident, page=leaves[target].label, found=label)


def links_on(page: pikepdf.Page) -> Sequence[Any]:
    """The links of a page."""
    links: Any = page.obj.get("/Annots", [])
    return list(links)


def named_pages(file: pikepdf.Pdf) -> Places:
    """A PDF → the names in it that links lead to."""
    numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    names: Any = file.Root.get("/Names", pikepdf.Dictionary())
    places: Any = names.get("/Dests", pikepdf.Dictionary()).get("/Names", pikepdf.Array())
    return {
        str(key): numbers.get(value[0].objgen)
        for key, value in pairwise(list(places))
        if isinstance(value, pikepdf.Array)
    }
