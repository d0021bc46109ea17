"""Stage 8 by itself: a TEI file → its books. Knows nothing of the stages before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from edition.beside import beside
from edition.order import Watch
from edition.render.paging import Paged
from edition.render.printing import Printing
from edition.report import Diagnostic, Unusable, has_errors, make
from edition.reuse import Store

if TYPE_CHECKING:
    from edition.render.pdf.room import PlainRoom, Pressroom

Proof = Callable[[Path], Iterable[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Begun:
    """What is to be said of the PDF, and what waits for the EPUB made beside it and gives what is to be said of
    that: to be called once, and always. Raises what its renderer raises."""

    problems: Sequence[Diagnostic]
    finish: Callable[[], list[Diagnostic]] = list


def read_style(path: Path) -> str:
    """A style sheet → its text. Raises Unusable with R004."""
    if not path.is_file():
        raise Unusable([make("R004", str(path), path=path)])
    return path.read_text("utf-8")


def render_books(
    tei: Path,
    out: Path,
    stem: str,
    books: Sequence[str],
    watch: Watch,
    *,
    witness: str = "",
    printing: Printing,
    epub_profile: str = "standard",
) -> Iterator[Diagnostic]:
    """A TEI file and the witness to follow → `OUT/STEM.pdf` and `OUT/STEM.epub`, the EPUB with the pages of the
    PDF. Raises what the renderers raise."""
    begun = begin_books(
        tei, out, stem, books, watch, witness=witness, printing=printing, epub_profile=epub_profile
    )
    yield from begun.problems
    yield from begun.finish()


def begin_books(
    tei: Path,
    out: Path,
    stem: str,
    books: Sequence[str],
    watch: Watch,
    *,
    witness: str = "",
    printing: Printing,
    store: Store | None = None,
    epub_profile: str = "standard",
    proof: Proof | None = None,
    room: Pressroom | PlainRoom | None = None,
) -> Begun:
    """As `render_books`, without waiting for the EPUB: it is begun as soon as the pages of the PDF are
    known, and `proof` reads it when it is made. `store` has parts of earlier books; the PDF is set in
    `room`, if one is ready for such a printing."""
    begun: list[Callable[[], list[Diagnostic]]] = []
    problems: Sequence[Diagnostic] = ()

    def begin_epub(paged: Paged) -> None:
        path = out / f"{stem}.epub"
        while begun:  # of pages that are set again
            begun.pop()()
        begun.append(beside(partial(make_epub, tei, path, paged, epub_profile, witness, proof, store)))

    if "pdf" in books:
        from edition.render.pdf import print_book

        watch.step(f"{stem}.pdf")
        try:
            problems = print_book(
                tei,
                out / f"{stem}.pdf",
                witness=witness,
                printing=printing,
                store=store,
                paged=begin_epub if "epub" in books else None,
                room=room,
            ).diagnostics
        except BaseException:
            for finish in begun:
                finish()
            raise
    elif "epub" in books:
        begin_epub(Paged())
    if "epub" in books:
        watch.step(f"{stem}.epub")
    return Begun(problems, *begun)


def make_epub(
    tei: Path,
    path: Path,
    paged: Paged,
    profile: str,
    witness: str,
    proof: Proof | None,
    store: Store | None,
) -> list[Diagnostic]:
    """A TEI file and the pages of its PDF → the EPUB at `path`, and what is amiss with it."""
    from edition.render.epub import render_epub, write_epub
    from edition.render.epub.profiles import PROFILES

    wanted = PROFILES[profile]
    if paged.read:
        problems = write_epub(*paged.read, path, pages=paged.pages, profile=wanted, store=store)
    else:
        problems = render_epub(tei, path, pages=paged.pages, profile=wanted, witness=witness)
    return [*problems, *(proof(path) if proof and not has_errors(problems) else ())]
