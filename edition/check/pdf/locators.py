"""Locators of the indexes and lists: on the page that each leads to stands the name for which it is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pikepdf

from edition.check.pdf.leaves import NO_LETTER, Leaf
from edition.check.pdf.numbers import named_places
from edition.render.backmatter.mentions import NAMES
from edition.render.book import Book
from edition.report import Diagnostic, make
from edition.tei.views import Element, by_id, local, plain


def check_locators(
    file: pikepdf.Pdf, leaves: Sequence[Leaf], book: Book, lacking: frozenset[str], name: str
) -> Iterator[Diagnostic]:
    """→ X059 where a link leads to a name and the page does not show it. A name may begin on the page and go on at the top of
    the next; one with characters that are spelt out (`lacking`) is not looked for."""
    numbers = {page.obj.objgen: index for index, page in enumerate(file.pages)}
    places = {str(key): numbers.get(value[0].objgen) for key, value in named_places(file)}
    elements = by_id(book.root)
    letters = cache(lambda index: leaves[index].letters if index < len(leaves) else "")
    for ident in sorted(links_of(file) & places.keys()):
        target, sought = places[ident], letters_of(ident, elements)
        if target is None or not sought or lacking.intersection(sought):
            continue
        page, following = letters(target), letters(target + 1)
        parted = (n for n in range(1, len(sought)) if following.startswith(sought[n:]) and sought[:n] in page)
        if sought not in page and next(parted, None) is None:
            yield make("X059", name, page=leaves[target].label, sought=sought)


def links_of(file: pikepdf.Pdf) -> set[str]:
    """The names of all places that links lead to."""
    annotations: Iterator[Any] = (link for page in file.pages for link in page.obj.get("/Annots", []))
    return {str(link["/Dest"]) for link in annotations if "/Dest" in link}


def letters_of(ident: str, elements: Mapping[str, Element]) -> str:
    """The letters of the name that bears an id, "" for anything else."""
    element = elements.get(ident)
    return NO_LETTER.sub("", plain(element)) if element is not None and local(element) in NAMES else ""
