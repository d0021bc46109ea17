"""The built PDF against the TEI, by what stands on its pages: words, notes, lines,
faces, index. Reads only the file.

    PDF, TEI → diagnostics X050–X061

The words of a page come in the order: text, notes (apparatus first), running head, folio. The text of the book
is followed through the pages; what is left over on a page are its notes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pypdfium2  # type: ignore[import-untyped]

from edition.beside import beside
from edition.check.pdf.conformance import check_conformance
from edition.check.pdf.faces import check_faces
from edition.check.pdf.indexes import check_indexes
from edition.check.pdf.leaves import NUMBER, Leaf, read_leaves
from edition.check.pdf.lines import check_lines, frames
from edition.check.pdf.notes import check_notes
from edition.check.pdf.numbers import check_links, check_locators, check_numbers, link_areas, named_pages
from edition.check.pdf.places import find_places, names_on
from edition.check.pdf.sums import page_sums
from edition.check.pdf.wanted import Wanted, read_wanted
from edition.check.pdf.words import Turns, check_words
from edition.render.book import load_book
from edition.render.spelling import spelt_in
from edition.report import Diagnostic, make
from edition.reuse import Store


def check_pdf(
    pdf: Path, tei: Path, *, witness: str = "", store: Store | None = None, wanted: Wanted | None = None
) -> list[Diagnostic]:
    """A PDF, the TEI that it was made from and the witness it follows → X050 when it cannot be read, X051 for
    faces that are not embedded, X052 where words differ, X053 for notes that are not on the page of their call,
    X054 for marks that may not begin or end a line, X055 for lines that are not flush, X056 for what leaves the
    frame, X057 for wrong pages in the contents and indexes, X058 where it breaks the standard that it claims,
    X059 for a locator to another page than that of its name, X060 where an index made anew from the pages is
    another, X061 for links that lead nowhere. Pages that `store` has of an earlier book are not read again, nor
    is the TEI where it is known what it wants."""
    name = str(pdf)
    try:
        with pikepdf.open(pdf) as file:
            # In a fork also because the library keeps threads, which a later fork of this process would lack.
            conformance = beside(lambda: list(check_conformance(file, pdf, name)))
            areas = link_areas(file)
            leaves = read_leaves(pdf, areas, page_sums(file, areas) if store else (), store)
            body = [leaf for leaf in leaves if NUMBER.fullmatch(leaf.label)]
            lacking = lacking_in(leaves)
            if wanted is None or lacking:
                wanted = read_wanted(load_book(tei, witness, lacking))
            rests: dict[int, str] = {}
            turns: Turns = {}
            problems = [
                *check_faces(file, name),
                *check_words(wanted.texts, body, rests, turns, name),
                *check_notes(wanted.notes, body, rests, name),
            ]
            text = body[: max(rests, default=-1) + 1]
            for side, edges in zip((text[::2], text[1::2]), frames(text, file), strict=True):
                problems += check_lines(side, edges, name)
            named = named_pages(file)
            problems += check_numbers(file, named, leaves, frozenset(leaf.label for leaf in text), name)
            problems += check_links(file, named, leaves, name)
            places = find_places(wanted.standings, rests, turns)
            problems += check_locators(file, named, leaves, names_on(wanted.book, body, places), name)
            problems += check_indexes(wanted.book, wanted.indexes, body, places, name)
            return [*problems, *conformance()]
    except (pikepdf.PdfError, pypdfium2.PdfiumError, OSError) as error:
        return [make("X050", name, detail=str(error))]


def lacking_in(leaves: Sequence[Leaf]) -> frozenset[str]:
    """The characters that the pages spell out because no face has them."""
    spelt = {character for leaf in leaves for character in spelt_in("".join(leaf.text.split()))}
    return frozenset(character for character in spelt if not any(character in leaf.text for leaf in leaves))
