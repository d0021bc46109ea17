"""Stage 8 by itself: a TEI file → its books. Knows nothing of the stages before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from edition.order import Watch
from edition.render.paging import PageStart
from edition.render.printing import Printing
from edition.report import Diagnostic, Unusable, has_errors, make
from edition.reuse import Store


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
    store: Store | None = None,
    epub_profile: str = "standard",
) -> Iterator[Diagnostic]:
    """A TEI file and the witness to follow → `OUT/STEM.pdf` and `OUT/STEM.epub`, the EPUB with the pages of the PDF made beside it;
    `store` has parts of earlier books. Raises Unusable with X001 where a system library is missing, and what the renderers raise."""
    pages: Sequence[PageStart] = ()
    if "pdf" in books:
        watch.step(f"{stem}.pdf")
        with system_libraries():
            from edition.render.pdf import print_book
        printed = print_book(tei, out / f"{stem}.pdf", witness=witness, printing=printing, store=store)
        pages = () if has_errors(printed.diagnostics) else printed.pages
        yield from printed.diagnostics
    if "epub" in books:
        watch.step(f"{stem}.epub")
        from edition.render.epub import render_epub
        from edition.render.epub.profiles import PROFILES

        profile = PROFILES[epub_profile]
        yield from render_epub(tei, out / f"{stem}.epub", pages=pages, profile=profile, witness=witness)


@contextmanager
def system_libraries() -> Iterator[None]:
    """Inside, a library that the system lacks becomes X001 instead of the loader's OSError."""
    try:
        yield
    except OSError as error:
        raise Unusable([make("X001", "edition.pdf", detail=str(error).splitlines()[0])]) from error
