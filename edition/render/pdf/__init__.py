"""TEI → PDF: a book for print (PDF/A-3a with the TEI inside). press.py, which uses WeasyPrint's public API,
and the package weasy, which knows its private side, are the only ones that know it.

    TEI file → Book → body laid out → where everything stands → indexes, contents, front matter → one file

The body is laid out once; what needs page numbers is made afterwards, with literal numbers, by the same fonts
and style sheet, and the pages are put together. Note numbers restart on every page: the notes are laid out with
marks of one width, and the numbers are written in when the pages are known.
Sources: CSS Paged Media 3, CSS Generated Content for Paged Media (footnotes).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from edition.collecting import uncollected
from edition.render.paging import Paged, PageStart
from edition.render.pdf.room import PlainRoom, Pressroom, pressroom
from edition.render.printing import Printing
from edition.report import Diagnostic, Unusable, has_errors, make
from edition.reuse import Store

if TYPE_CHECKING:
    from edition.render.backmatter import BackMatter
    from edition.render.pdf.sheets import Sheets

PLAIN = Printing()


@dataclass(frozen=True, slots=True)
class PdfBook:
    """What came of a rendering. `pages` are those of the text, in reading order; none
    where the book was set plainly."""

    pages: tuple[PageStart, ...]
    diagnostics: tuple[Diagnostic, ...]


def render_pdf(tei: Path, out: Path, printing: Printing = PLAIN) -> list[Diagnostic]:
    """A TEI file → a PDF at `out`, whole or not at all. Raises Unusable (R004, X002, X010, X011).

    Diagnostics: X012 an element without a form of its own, X040 a face is not installed, X041 a character
    without a glyph, spelt out as ［U+2B8A3］, X042 one set from another face, X043 what WeasyPrint finds
    amiss in the style sheet or a link.
    """
    return list(print_book(tei, out, printing=printing).diagnostics)


def print_book(
    tei: Path,
    out: Path,
    *,
    witness: str = "",
    printing: Printing = PLAIN,
    store: Store | None = None,
    lacking: frozenset[str] = frozenset(),
    paged: Callable[[Paged], None] | None = None,
    room: Pressroom | PlainRoom | None = None,
) -> PdfBook:
    """As `render_pdf`, with the labels of the pages; the text may follow another witness than the base, and
    `store` has gatherings of earlier books. Where characters are found to be lacking in all faces, the book is
    set again with them spelt out. It is set in `room`, if one is ready for such a printing. `paged` is told the
    pages of the text as soon as they are known, and again where the book is set again."""
    with uncollected(), nullcontext(room) if room else pressroom(printing, store) as room:
        # Loaded while the helpers get ready.
        from edition.render.book import load_book
        from edition.render.pdf.binding import dead_links, write_book
        from edition.render.pdf.faces import Lacking, type_problems
        from edition.render.pdf.making import make_book, starts_of
        from edition.render.pdf.matter import title_pages
        from edition.render.pdf.sheets import title_of

        book = load_book(tei, witness, lacking)
        room.entitle(title_of(book))
        title = room.begin([title_pages(book)], 1)
        room.begin_cover(str(tei))

        def tell(text: Sequence[Sheets], back: BackMatter) -> None:
            if paged and not room.lacking.missing - lacking:
                paged(Paged(starts_of(text), None if lacking else (book, back)))

        made = make_book(book, room, title, tell)
        missing = room.lacking.missing - lacking
        problems = [
            *book.problems,
            *(make("X012", str(tei), (line, 1), name=name) for name, line in sorted(made.unknown.items())),
            *type_problems(tei, made.faces(), Lacking(lacking, room.lacking.strays)),
        ]
        if not missing and not has_errors(problems):
            try:
                write_book(made, room, tei, out)
            except OSError as error:
                raise Unusable([make("X002", str(out), path=out, detail=error.strerror or error)]) from error
    if missing:
        room.close()
        lacking |= missing
        return print_book(
            tei, out, witness=witness, printing=printing, store=store, lacking=lacking, paged=paged
        )
    complaints = [*room.complaints, *made.complaints()]
    if not room.plain:
        complaints += (f"No anchor #{target} for internal URI reference" for target in dead_links(made.all()))
    problems += [make("X043", str(tei), detail=complaint) for complaint in dict.fromkeys(complaints)]
    return PdfBook(starts_of(made.text), tuple(problems))
