"""TEI → PDF: a book for print (PDF/A-3a with the TEI inside). With typeset.py the only module that knows WeasyPrint.

    TEI file → Book → body laid out → where everything stands → indexes, contents, front matter → one file

The body is laid out once; what needs page numbers is made afterwards, with literal numbers, by the same fonts and
style sheet, and the pages are put together. Note numbers restart on every page: the notes are laid out with marks of
one width, and the numbers are written in when the pages are known.
Sources: CSS Paged Media 3, CSS Generated Content for Paged Media (footnotes), ISO 19005-3, ISO 32000-2 12.4.2 (labels).
"""

from __future__ import annotations

import gc
import logging
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pydyf  # type: ignore[import-untyped]
from markupsafe import Markup
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcherResponse

from edition.render.backmatter import BackMatter, Mention, collect_backmatter
from edition.render.book import Book, load_book
from edition.render.pages import (
    Body,
    ContentsEntry,
    Locator,
    Mark,
    Marks,
    build_body,
    count_visible,
    cut_notes,
    is_apparatus,
    is_continued,
    is_note,
    list_contents,
    locators,
    long_notes,
    roman,
)
from edition.render.resources import resource_folder, style_sheet, templates
from edition.render.typeset import (
    Composer,
    Printed,
    adopt_tree,
    composing,
    lacking_families,
    named_families,
    note_lines,
    printed,
)
from edition.render.xhtml import Notes, Setting
from edition.report import Diagnostic, Unusable, has_errors, make

VARIANT = "pdf/a-3a"
EPOCH = datetime(2000, 1, 1)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERS = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"
# Without the composer nothing can be written in later: the marks count through the book.
PLAIN_MARKS = """
.fn::footnote-call, .fn::footnote-marker { content: "[" counter(footnote) "]"; }
.ap::footnote-call, .ap::footnote-marker { content: "[" counter(footnote) "]"; }
"""


@dataclass(frozen=True, slots=True)
class PdfBook:
    """What came of a rendering. `pages` are (id of the block in which a page begins, its label), in reading order."""

    pages: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]


def render_pdf(tei: Path, out: Path) -> list[Diagnostic]:
    """A TEI file → a PDF at `out`, whole or not at all. Raises Unusable (R004, X002, X010, X011).

    Diagnostics: X012 an element without a form of its own, X040 a face is not installed, X041 a character without
    a glyph, X042 one set from another face, X043 what WeasyPrint finds amiss in the style sheet or a link.
    """
    return list(print_book(tei, out).diagnostics)


def print_book(tei: Path, out: Path) -> PdfBook:
    """As `render_pdf`, with the labels of the pages."""
    book = load_book(tei)
    complaints: list[str] = []
    with uncollected(), listening(complaints), composing() as composer:
        made = make_book(book, composer)
        problems = [
            *(make("X012", str(tei), (line, 1), name=name) for name, line in sorted(made.unknown.items())),
            *(type_problems(tei, composer) if composer else ()),
        ]
        if not has_errors(problems):
            try:
                write_book(made, tei, out)
            except OSError as error:
                raise Unusable([make("X002", str(out), path=out, detail=error.strerror or error)]) from error
    problems += [make("X043", str(tei), detail=complaint) for complaint in dict.fromkeys(complaints)]
    return PdfBook(tuple(first_blocks(made)), tuple(problems))


# -- the press ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Assets:
    """WeasyPrint's way to files: `data:` addresses and what lies in the styles folder; nothing else, no network."""

    folder: Path
    _fail_on_errors: bool = False

    def __call__(self, url: str) -> Any:
        parts = urlsplit(url)
        if parts.scheme == "data":
            from urllib.request import urlopen

            return URLFetcherResponse(url, urlopen(url).read())
        path = Path(unquote(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self.folder.resolve()):
            raise ValueError(f"not among the edition's own files: {url}")
        return URLFetcherResponse(url, path.read_bytes())


@dataclass(frozen=True, slots=True)
class Press:
    """Lays out trees with one set of fonts and styles."""

    book: Book
    composer: Composer | None
    fonts: Any
    assets: Assets
    sheets: tuple[Any, ...]

    def render(self, body: Element, first: int, *styles: str) -> Any:
        """A `body` and the number of its first page (a right-hand one) → WeasyPrint's Document."""
        html = Element("html", {"lang": self.book.language})
        head = ElementTree.SubElement(html, "head")
        ElementTree.SubElement(head, "title").text = self.book.title
        for editor in self.book.editors:
            ElementTree.SubElement(head, "meta", {"name": "author", "content": editor})
        if self.book.subtitle:
            ElementTree.SubElement(head, "meta", {"name": "description", "content": self.book.subtitle})
        ElementTree.SubElement(head, "meta", {"name": "generator", "content": "edition"})
        html.append(body)
        source = "<html></html>" if self.composer else ElementTree.tostring(html, "unicode", method="html")
        page = HTML(string=source, url_fetcher=self.assets, base_url=self.assets.folder.as_uri() + "/")
        if self.composer:
            adopt_tree(page, html)
        own = [self.sheet(style) for style in (f"@page :first {{ counter-reset: page {first} }}", *styles)]
        return page.render(stylesheets=[*self.sheets, *own], font_config=self.fonts)

    def sheet(self, style: str) -> Any:
        """A style sheet → WeasyPrint's, compiled."""
        base = self.assets.folder.as_uri() + "/"
        return CSS(string=style, font_config=self.fonts, url_fetcher=self.assets, base_url=base)


def new_press(book: Book, composer: Composer | None) -> Press:
    """The press for a book, with print.css."""
    bare = Press(book, composer, FontConfiguration(), Assets(resource_folder("styles")), ())
    sheets = [style_sheet("print.css"), *([] if composer else [PLAIN_MARKS])]
    return Press(book, composer, bare.fonts, bare.assets, tuple(bare.sheet(sheet) for sheet in sheets))


@contextmanager
def uncollected() -> Iterator[None]:
    """No garbage collection while a book is made: hundreds of thousands of boxes live to its end anyway."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@contextmanager
def listening(complaints: list[str]) -> Iterator[None]:
    """Collect what WeasyPrint warns of, instead of printing it."""

    def hear(record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING:
            complaints.append(record.getMessage())
        return False

    logger = logging.getLogger("weasyprint")
    logger.addFilter(hear)
    try:
        yield
    finally:
        logger.removeFilter(hear)


# -- the book -----------------------------------------------------------------------------------------------------


class Found(NamedTuple):
    """A mark found on a page (counted from 0): the text it stands in and its place there."""

    mark: Mark
    page: int
    text: Printed
    start: int


@dataclass(frozen=True, slots=True)
class Made:
    """A book laid out: documents in their order, which page of the body an id stands on (from 1), the front's length."""

    front: tuple[Any, ...]
    body: Any
    back: Any
    blank: Any
    page_of: Mapping[str, int]
    unknown: Mapping[str, int] = field(default_factory=dict)

    def pages(self) -> tuple[list[Any], int]:
        """All pages, every part beginning on a right-hand one, and how many of them are front matter."""
        front = [page for document in self.front for page in self.even(document.pages)]
        return [*front, *self.even(self.body.pages), *self.back.pages], len(front)

    def even(self, pages: Sequence[Any]) -> list[Any]:
        """Pages, and a blank one where their number is odd."""
        return [*pages, *([self.blank] if len(pages) % 2 else [])]


def make_book(book: Book, composer: Composer | None) -> Made:
    """The Book → all its pages, linked and numbered."""
    press = new_press(book, composer)
    back = collect_backmatter(book)
    mentions = {m.id: m for i in back.indexes for g in i.groups for e in g.entries for m in e.mentions}
    mentions |= {m.id: m for entry in back.glossary for m in entry.mentions}
    works = frozenset(work.id for work in back.works)
    setting = Setting(
        Notes.FOOT, partial(address, works=works), anchors=frozenset(mentions), sigla=back.sigla()
    )
    body = build_body(book, setting, back.sigla(), flat=composer is not None)
    if composer:
        cut_long_notes(press, body)
    drop_dead_links(body.tree, works)
    document = press.render(body.tree, 1)
    pages = list(enumerate(document.pages, 1))
    page_of = {name: number for number, page in reversed(pages) for name in page.anchors}
    found = list(locate(document.pages, body.marks))
    page_of |= {f.mark.id: f.page + 1 for f in reversed(found)}
    lookup = Lookup(page_of, {f.mark.id: f for f in found}, document.pages)
    if composer:
        number_notes(document.pages, composer, page_of)
    last = render_back(press, back, lookup, body, len(document.pages))
    front = render_front(press, back, lookup, last, len(document.pages))
    blank = press.render(ElementTree.fromstring("<body class='front'><p class='imprint'/></body>"), 1).pages[0]
    return Made(front, document, last, blank, page_of, body.unknown)


def address(ident: str, *, works: frozenset[str]) -> str:
    """A TEI id → its address in the printed book: a work's is in the list of sources."""
    return f"#w-{ident}" if ident in works else f"#{ident}"


def drop_dead_links(body: Element, works: frozenset[str]) -> None:
    """Links to what the book does not show become plain text."""
    shown = {e.get("id") for e in body.iter()} | {f"w-{work}" for work in works}
    for link in body.iter("a"):
        target = link.get("href", "")
        if target.startswith("#") and target[1:] not in shown:
            del link.attrib["href"]


def cut_long_notes(press: Press, body: Body) -> None:
    """Set the long notes once by themselves, on endless pages, to learn where their lines end, and cut them there."""
    notes = long_notes(body.tree)
    if not notes:
        return
    probe = Element("body")
    copies: dict[Element, Element] = {}
    for note in notes:
        copy = deepcopy(note)
        copy.tail = None
        copy.attrib.pop("id", None)
        copies[copy] = note
        ElementTree.SubElement(probe, "p", {"class": "probe"}).append(copy)
    tall = "@page bare { size: 170mm 99999pt; @footnote { max-height: none } } .probe { page: bare; break-before: page }"
    lines: dict[Element, list[str]] = {}
    for page in press.render(probe, 1, tall).pages:
        for copy, texts in note_lines(page):
            lines.setdefault(copies[copy], []).extend(texts)
    cut_notes(body.tree, lines, body.marks)


# -- finding ------------------------------------------------------------------------------------------------------


def locate(pages: Sequence[Any], marks: Marks) -> Iterator[Found]:
    """Where the marks stand: the texts of each element are counted through the pages."""
    counts: dict[Element, int] = {}
    waiting = {element: iter(sorted(found)) for element, found in marks.items() if found}
    upcoming = {element: next(found) for element, found in waiting.items()}
    for number, page in enumerate(pages):
        for text in printed(page) if upcoming else ():
            mark = upcoming.get(text.element)
            if mark is None or "::" in text.tag:
                continue
            start = counts.get(text.element, 0)
            end = counts[text.element] = start + count_visible(text.text)
            while mark is not None and mark.start < end:
                yield Found(mark, number, text, mark.start - start)
                mark = next(waiting[text.element], None)
                if mark is None:
                    del upcoming[text.element]
                else:
                    upcoming[text.element] = mark


@dataclass(frozen=True, slots=True)
class Lookup:
    """Page numbers of the body for what stands behind and before it; `keys` collects the links that they become."""

    page_of: Mapping[str, int]
    found: Mapping[str, Found]
    pages: Sequence[Any]
    keys: dict[str, tuple[tuple[Locator, ...], Mapping[int, str]]] = field(default_factory=dict)

    def locators(self, mentions: Iterable[Mention]) -> Markup:
        """Mentions → their pages as they are printed, 3、5—7, in an element that `link_locators` finds again."""
        pages: list[tuple[int, bool]] = []
        first: dict[int, str] = {}
        for mention in mentions:
            ident = mention.id if mention.id in self.page_of else mention.block
            page = self.page_of.get(ident)
            if page is not None:
                pages.append((page, mention.noted))
                first.setdefault(page, ident)
        ranges = tuple(locators(pages))
        key = str(len(self.keys))
        self.keys[key] = (ranges, first)
        return Markup('<span data-locators="{}">{}</span>').format(key, "、".join(map(str, ranges)))

    def label(self, ident: str) -> str:
        """The page of an id as it is printed, "" where it is nowhere."""
        page = self.page_of.get(ident)
        return "" if page is None else str(page)

    def target(self, ident: str) -> str:
        """An id → the same, after making it a place that links can lead to."""
        found = self.found.get(ident)
        if found is not None:
            x, y = found.text.place(found.start), found.text.y
            self.pages[found.page].anchors.setdefault(ident, (x, y, x, y + found.text.height))
        return ident


def link_locators(document: Any, tree: Element, lookup: Lookup) -> None:
    """Every page number in an index becomes a link to the first place it stands for."""
    marks: Marks = {}
    for element in tree.iter("span"):
        known = lookup.keys.get(element.get("data-locators", ""))
        if known is not None:
            ranges, first = known
            targets = [page for r in ranges for page in dict.fromkeys((r.first, r.last))]
            numbers = re.finditer(r"\d+", element.text or "")
            marks[element] = [
                Mark(number.start(), len(number[0]), lookup.target(first[page]))
                for number, page in zip(numbers, targets, strict=True)
            ]
    for mark, page, text, start in locate(document.pages, marks):
        box = (text.place(start), text.y, text.place(start + mark.length), text.y + text.height)
        document.pages[page].links.append(("internal", mark.id, box, text.box))


def number_notes(pages: Sequence[Any], composer: Composer, page_of: Mapping[str, int]) -> None:
    """Number the notes of each page from ① and its apparatus from ⓐ, and link calls and notes both ways."""
    numbers: dict[Element, tuple[str, int]] = {}
    by_id: dict[str, tuple[str, int]] = {}
    for index, page in enumerate(pages):
        counts = {CIRCLED: 0, LETTERS: 0}
        for text in printed(page):
            note = text.element
            if text.tag.endswith("::footnote-call") and not is_continued(note):
                series = LETTERS if is_apparatus(note) else CIRCLED
                mark = series[min(counts[series], len(series) - 1)]
                counts[series] += 1
                numbers[note] = by_id[note.get("id", "")] = (mark, index)
                text.rewrite(composer, f"\u2060{mark}")
                connect(page, text, note.get("id", ""), f"{note.get('id')}.call")
            elif text.tag.endswith("::footnote-marker") and note in numbers:
                joiner = "\u2060" if is_apparatus(note) else ""
                text.rewrite(composer, numbers[note][0] + joiner)
                connect(page, text, f"{note.get('id')}.call", "")
    for index, page in enumerate(pages):
        for text in printed(page):
            target = text.element.get("data-note")
            if target and "::" not in text.tag:
                mark, where = by_id.get(target, ("", -1))
                text.rewrite(composer, f"同注{mark}。" if where == index else f"同第{where + 1}页注{mark}。")


def connect(page: Any, text: Printed, target: str, name: str) -> None:
    """Link a text on a page to an anchor, and make it an anchor of its own where it has a name."""
    box = (text.x, text.y, text.x + text.width, text.y + text.height)
    if target.strip(".cal"):
        page.links.append(("internal", target, box, text.box))
    if name:
        page.anchors.setdefault(name, box)


def first_blocks(made: Made) -> Iterator[tuple[str, str]]:
    """The block that each page of the body begins in, with the page's label."""
    for number, page in enumerate(made.body.pages, 1):
        for text in printed(page, notes=False):
            ident = text.element.get("id")
            if ident and "::" not in text.tag:
                yield ident, str(number)
                break


# -- front and back -----------------------------------------------------------------------------------------------


def fill(name: str, **values: object) -> Element:
    """A template of templates/print and its values → the tree."""
    return ElementTree.fromstring(templates().get_template(f"print/{name}.xhtml.j2").render(**values))


def render_back(press: Press, back: BackMatter, lookup: Lookup, body: Body, pages: int) -> Any:
    """Emendations, glossary, indexes and colophon, with page numbers and links."""
    notes = [e for e in body.tree.iter("span") if is_note(e) and not is_continued(e)]
    people = {emendation.resp for emendation in back.emendations}
    tree = fill(
        "back",
        book=press.book,
        back=back,
        label=lookup.label,
        closed=closed,
        locators=lookup.locators,
        common=people.pop() if len(people) == 1 else "",
        units=sum(1 for _ in press.book.units()),
        pages=pages,
        notes=sum(1 for note in notes if not is_apparatus(note)),
        variants=sum(1 for note in notes if is_apparatus(note)),
        faces=named_families(press.composer) if press.composer else (),
    )
    document = press.render(tree, pages + 1 + pages % 2)
    link_locators(document, tree, lookup)
    return document


def closed(text: str) -> str:
    """A remark of the editors → the same with a full stop, where it has no mark at its end."""
    return text if not text or text[-1] in "。！？…" else f"{text}。"


def render_front(press: Press, back: BackMatter, lookup: Lookup, last: Any, pages: int) -> tuple[Any, ...]:
    """Title pages, contents, introduction and list of sources; roman numbers. The contents come before what they list, so
    the length of the contents is first assumed and then, if need be, corrected."""
    title = press.render(fill("title", book=press.book), 1)
    paragraphs = [text for _, texts in back.declarations for text in texts]
    introduction = fill("introduction", paragraphs=paragraphs, back=back, locators=lookup.locators)
    start = even(len(title.pages)) + 1
    body = list(list_contents(press.book, lookup.label))
    final = list(section_entries("back", last, even(pages), str))
    length = even((len(body) + len(final) + 2 * len(press.book.nodes) + 36) // 30)
    while True:
        after = press.render(introduction, start + length)
        opening = list(section_entries("front", after, start + length - 1, roman))
        contents = press.render(fill("contents", entries=[*opening, *body, *final]), start)
        if even(len(contents.pages)) == length:
            break
        length = even(len(contents.pages))
    link_locators(after, introduction, lookup)
    return title, contents, after


def even(number: int) -> int:
    """The next even number, or the number itself."""
    return number + number % 2


def section_entries(
    rank: str, document: Any, before: int, label: Callable[[int], str]
) -> Iterator[ContentsEntry]:
    """The sections of a document that have a heading in the outline → lines of the contents; `before` pages precede."""
    for number, page in enumerate(document.pages, before + 1):
        for _, title, (_, y), _ in page.bookmarks:
            place = min(
                (abs(box[1] - y), name)
                for name, box in page.anchors.items()
                if not name.startswith(("w-", "ix-", "gl-"))
            )
            yield ContentsEntry(rank, title, place[1], label(number))


# -- the file -----------------------------------------------------------------------------------------------------


def type_problems(tei: Path, composer: Composer) -> Iterator[Diagnostic]:
    """X040 for each face that is not installed, X041 and X042 for characters that the faces lack."""
    for family in lacking_families(composer):
        yield make("X040", str(tei), family=family)
    text = tei.read_text("utf-8", "replace") if composer.missing or composer.strays else ""
    for character in composer.missing:
        yield make("X041", str(tei), position(text, character), character=character, point=ord(character[0]))
    for word, family in composer.strays.items():
        yield make("X042", str(tei), position(text, word), character=word, family=family)


def position(text: str, word: str) -> tuple[int, int]:
    """Where a word first stands in a text: line and column; (0, 0) where it does not."""
    at = text.find(word)
    return (0, 0) if at < 0 else (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def write_book(made: Made, tei: Path, out: Path) -> None:
    """All pages into one file, with outline, page labels and the TEI."""
    pages, front = made.pages()
    source = Attachment(
        string=tei.read_bytes(),
        name=tei.name,
        description="TEI",
        created=EPOCH,
        modified=EPOCH,
        relationship="Source",
    )

    def label_pages(_: Any, pdf: Any) -> None:
        ranges = (0, {"S": "/r"}, front, {"S": "/D"}) if front else (0, {"S": "/D"})
        entries = [pydyf.Dictionary(r) if isinstance(r, dict) else r for r in ranges]
        pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": pydyf.Array(entries)})
        pdf.catalog["PageMode"] = "/UseOutlines"

    whole = made.body.copy(pages)
    unfinished = out.with_name(f".{out.name}.part")
    try:
        whole.write_pdf(unfinished, finisher=label_pages, pdf_variant=VARIANT, attachments=[source])
        unfinished.replace(out)
    finally:
        unfinished.unlink(missing_ok=True)
