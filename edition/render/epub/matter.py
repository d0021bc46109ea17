"""What stands before and behind the text: cover, title page, principles; emendations,
glossary, indexes, sources, colophon.

Made → files
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from edition.render.backmatter import Emendation
from edition.render.book import Book
from edition.render.cover import FAMILY, draw_cover, find_face
from edition.render.epub.fonts import Font
from edition.render.epub.pages import Item, Made, fill
from edition.render.extent import count_documents, count_entries, count_notes
from edition.render.titles import phrases, words
from edition.render.wording import is_chinese
from edition.report import Diagnostic, make
from edition.reuse import Store, key_of


def render_front(made: Made, cover: bytes | None) -> Iterator[Item]:
    """Cover, title page and principles."""
    book = made.book
    if cover is not None and made.profile.cover_page:
        alt = book.say("　").join(
            filter(
                None,
                (
                    book.say("封面：") + book.title,
                    book.subtitle,
                    *(credited(book, names, role) for role, names in book.credits),
                ),
            )
        )
        yield Item("cover.xhtml", fill("cover", book, "封面", "frontmatter", alt=alt), landmark="cover")
    yield Item(
        "title.xhtml",
        fill("title", book, book.title, "frontmatter", imprint=imprint(book), phrases=phrases),
        landmark="titlepage",
    )
    paragraphs = [text for _, texts in made.back.declarations for text in texts]
    if paragraphs or made.back.signs:
        page = fill(
            "principles",
            book,
            "编辑说明",
            "frontmatter",
            paragraphs=paragraphs,
            signs=made.back.signs,
            witnesses=made.back.witnesses,
        )
        yield Item("principles.xhtml", page, title="编辑说明")


def render_back(made: Made) -> Iterator[Item]:
    """Emendations, glossary, indexes and sources, as far as there is something to say."""
    book, back = made.book, made.back
    if back.emendations:
        people = {row.resp for row in back.emendations if row.resp}
        page = fill(
            "emendations",
            book,
            "校改一览",
            "backmatter",
            units=list(emended_units(made)),
            common=people.pop() if len(people) == 1 else "",
            counted=back.counted,
        )
        yield Item("emendations.xhtml", page, title="校改一览")
    if back.parallels:
        page = fill(
            "parallels", book, "互见文句", "backmatter", parallels=back.parallels, href=made.href, words=words
        )
        yield Item("parallels.xhtml", page, title="互见文句")
    if back.absent or back.ambiguous:
        page = fill(
            "unsettled",
            book,
            "未收与未定",
            "backmatter",
            absent=back.absent,
            ambiguous=back.ambiguous,
            href=made.mentioned,
        )
        yield Item("unsettled.xhtml", page, title="未收与未定")
    if back.chronology:
        sigla = back.sigla()
        page = fill(
            "chronology", book, "编年索引", "backmatter", years=back.chronology, href=made.href, sigla=sigla
        )
        yield Item("chronology.xhtml", page, title="编年索引")
    if back.glossary.entries:
        page = fill("glossary", book, "化名与别名", "backmatter", glossary=back.glossary, href=made.mentioned)
        yield Item("glossary.xhtml", page, title="化名与别名", landmark="glossary")
    for index in back.indexes:
        title = index.heading
        page = fill("index", book, title, "backmatter", index=index, href=made.mentioned)
        landmark = "index" if index is back.indexes[0] else ""
        yield Item(f"index-{index.kind}.xhtml", page, properties=("index",), title=title, landmark=landmark)
    page = fill(
        "sources",
        book,
        "文献来源",
        "backmatter",
        witnesses=back.witnesses,
        works=back.works,
        href=made.mentioned,
    )
    yield Item("sources.xhtml", page, title="文献来源", landmark="bibliography")


def render_colophon(made: Made, fonts: Sequence[Font]) -> Item:
    """What the book was made from and with."""
    book, back = made.book, made.back
    page = fill(
        "colophon",
        book,
        "版本记录",
        "backmatter",
        imprint=imprint(book),
        fonts=fonts,
        witnesses=back.witnesses,
        units=count_documents(book),
        notes=count_notes(book),
        variants=count_entries(book),
    )
    return Item("colophon.xhtml", page, title="版本记录")


@dataclass(frozen=True, slots=True)
class EmendedUnit:
    """A unit with its corrections, each with the address of its call."""

    href: str
    number: int
    title: str
    rows: tuple[tuple[str, Emendation], ...]


def emended_units(made: Made) -> Iterator[EmendedUnit]:
    """The corrections, gathered by unit."""
    for ident, rows in groupby(made.back.emendations, key=lambda row: row.unit.id):
        group = tuple(rows)
        unit = group[0].unit
        called = tuple((shown_at(made, row), row) for row in group)
        yield EmendedUnit(made.href(ident), unit.number, unit.heading, called)


def shown_at(made: Made, row: Emendation) -> str:
    """An intervention → the address of its call, or of the words themselves; of the
    note where it stands inside one."""
    address = made.href(row.id)
    if not row.called:
        return f"{address.partition('#')[0]}#{row.id}"
    return f"{address}.r1" if address.endswith(f"#{row.id}") else address


def credited(book: Book, names: Sequence[str], role: str) -> str:
    """Names and what they did, as one phrase."""
    return f"{book.say('、').join(names)}{'' if is_chinese(book.language) else ', '}{role}"


def imprint(book: Book) -> tuple[str, ...]:
    """Place, publisher and date as they are printed."""
    house = ("：" if is_chinese(book.language) else ": ").join(filter(None, (book.place, book.publisher)))
    return tuple(filter(None, (house, book.printed_date)))


def make_cover(made: Made, problems: list[Diagnostic], store: Store | None = None) -> bytes | None:
    """The cover picture, drawn or as `store` has it, or None and X013."""
    face = find_face()
    if face is None:
        problems.append(make("X013", made.book.file, family=FAMILY))
        return None
    book = made.book
    credit = "　　".join("　".join([*names[:3], role]) for role, names in book.credits)
    witnesses = [f"{w.siglum}　{w.title}".strip() for w in made.back.witnesses if w.source]
    shown = (book.title, book.subtitle, credit, book.publisher, witnesses)
    if store is None:
        return draw_cover(*shown, face)
    file = Path(face.file).stat()
    key = key_of("cover", repr((shown, face, file.st_size, file.st_mtime_ns)))
    known: bytes | None = store.get(key)
    drawn = known or draw_cover(*shown, face)
    if known is None:
        store.put(key, drawn)
    return drawn
