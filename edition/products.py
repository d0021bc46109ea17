"""Stage 8 by itself: a TEI file → its books. Knows nothing of the stages before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from edition.beside import beside
from edition.order import Watch
from edition.render.paging import PageStart
from edition.render.printing import Printing
from edition.report import Diagnostic, Unusable, make
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
    begun: list[Callable[[], list[Diagnostic]]] = []

    def begin_epub(pages: Sequence[PageStart]) -> None:
        begun.append(
            beside(partial(make_epub, tei, out / f"{stem}.epub", pages, profile=epub_profile, witness=witness))
        )

    if "pdf" in books:
        watch.step(f"{stem}.pdf")
        with system_libraries():
            from edition.render.pdf import print_book
        try:
            printed = print_book(
                tei,
                out / f"{stem}.pdf",
                witness=witness,
                printing=printing,
                store=store,
                paged=begin_epub if "epub" in books else None,
            )
        except BaseException:
            for finish in begun:
                finish()
            raise
        yield from printed.diagnostics
    elif "epub" in books:
        begin_epub(())
    if "epub" in books:
        watch.step(f"{stem}.epub")
        yield from begun[0]()


def make_epub(
    tei: Path, path: Path, pages: Sequence[PageStart], *, profile: str, witness: str
) -> list[Diagnostic]:
    """A TEI file and the pages of its PDF → the EPUB at `path`."""
    from edition.render.epub import render_epub
    from edition.render.epub.profiles import PROFILES

    return list(render_epub(tei, path, pages=pages, profile=PROFILES[profile], witness=witness))


@contextmanager
def system_libraries() -> Iterator[None]:
    """Inside, a library that the system lacks becomes X001 instead of the loader's OSError."""
    try:
        yield
    except OSError as error:
        raise Unusable([make("X001", "edition.pdf", detail=str(error).splitlines()[0])]) from error
