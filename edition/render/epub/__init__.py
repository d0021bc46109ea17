"""TEI → EPUB 3.3, after EPUB Accessibility 1.1 and EPUB Indexes 1.0.

TEI file → Book → files planned → XHTML pages → package (the same bytes for the same TEI)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from edition.render.backmatter import BackMatter, collect_backmatter
from edition.render.book import Book, load_book
from edition.render.epub.chapters import render_body
from edition.render.epub.contents import render_contents
from edition.render.epub.fonts import Font, cut_fonts, style_fonts
from edition.render.epub.letters import mark_letters, private_in, rare_in
from edition.render.epub.matter import make_cover, render_back, render_colophon, render_front
from edition.render.epub.metadata import describe, identifier, modified
from edition.render.epub.package import save, write_package
from edition.render.epub.pages import Item, Made
from edition.render.epub.profiles import STANDARD, Profile
from edition.render.paging import PageStart
from edition.render.plan import locate, plan_pages
from edition.render.resources import style_sheet
from edition.render.wording import is_chinese
from edition.report import Diagnostic, make
from edition.reuse import Store

__all__ = ["render_epub", "write_epub"]


def render_epub(
    tei: Path, out: Path, *, pages: Sequence[PageStart] = (), profile: Profile = STANDARD, witness: str = ""
) -> list[Diagnostic]:
    """A TEI file → an EPUB at `out` for a family of reading systems, whole or not at all.

    `pages` are the pages of the printed book of the same build, in reading order; without them the EPUB has
    no page list; the text may follow another witness than the base. Raises Unusable (R004, X010, X011).
    Diagnostics: X012 for each kind of element without a form of its own, X013 where no Chinese font was
    found for the cover, X015 for a note that the profile's devices cannot pop up, X016 and X017 for
    characters that no font shows.
    """
    book = load_book(tei, witness)
    return write_epub(book, collect_backmatter(book), out, pages=pages, profile=profile)


def write_epub(
    book: Book,
    back: BackMatter,
    out: Path,
    *,
    pages: Sequence[PageStart] = (),
    profile: Profile = STANDARD,
    store: Store | None = None,
) -> list[Diagnostic]:
    """As `render_epub`, of a book that is loaded; divisions of its tree that are too long for one page are cut.
    `store` has covers of earlier books."""
    plan = tuple(plan_pages(book))
    made = Made(book, back, plan, profile, locate(plan, back))
    problems: list[Diagnostic] = [*book.problems]
    body = list(render_body(made, pages, problems))
    cover = make_cover(made, problems, store)
    front = list(render_front(made, cover))
    rest = list(render_back(made))
    fonts = find_fonts([*front, *body, *rest], made, problems)
    rest.append(render_colophon(made, fonts))
    nav, ncx = render_contents(made, front, body, rest)
    dressed = dress_pages([*front, nav, *body, *rest], fonts)
    sheets = (
        ("common.css", "epub.css")
        if is_chinese(book.language)
        else ("common.css", "epub.css", "epub-latin.css")
    )
    style = ("".join(map(style_sheet, sheets)) + style_fonts(fonts)).encode("utf-8")
    pictures = [Item("cover.png", cover, "image/png", ("cover-image",), spine=False)] if cover else []
    plates = [Item(f"images/{p.name}", p.data, f"image/{p.kind}", spine=False) for p in book.pictures.values()]
    package = write_package(
        [
            *dressed,
            Item("style.css", style, "text/css", spine=False),
            *files_of(fonts),
            *pictures,
            *plates,
            ncx,
        ],
        describe(made, pictured=cover is not None, paged=any(item.labels for item in body)),
        identifier=identifier(book),
        language=book.language,
    )
    save(package, out, modified(book))
    return problems


def find_fonts(items: Iterable[Item], made: Made, problems: list[Diagnostic]) -> list[Font]:
    """Pages → fonts for the rare characters in them. Characters without one are reported."""
    pages = [item.data for item in items]
    fonts, missing = cut_fonts(rare_in(pages))
    for code, characters in (("X016", missing), ("X017", private_in(pages))):
        problems += [make(code, made.book.file, character=c, point=ord(c)) for c in characters]
    return fonts


def dress_pages(items: Iterable[Item], fonts: Iterable[Font]) -> Iterator[Item]:
    """Pages → the same with their foreign words and rare characters marked."""
    rare = "".join(font.characters for font in fonts)
    for item in items:
        yield replace(item, data=mark_letters(item.data, rare))


def files_of(fonts: Iterable[Font]) -> Iterator[Item]:
    """Fonts → the files of them."""
    for font in fonts:
        yield Item(font.file, font.data, font.media, spine=False)
