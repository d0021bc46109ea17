"""TEI → EPUB 3.3, after EPUB Accessibility 1.1 and EPUB Indexes 1.0. The only module that knows EbookLib.

TEI file → Book → files planned → XHTML pages → package (the same bytes for the same TEI)
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, groupby
from pathlib import Path

from ebooklib import epub
from lxml import etree
from markupsafe import Markup

from edition.render.backmatter import BackMatter, Emendation, Mention, collect_backmatter
from edition.render.blocks import is_called
from edition.render.book import Book, Node, load_book
from edition.render.cover import FAMILY, draw_cover, find_face
from edition.render.plan import Page, locate, plan_pages
from edition.render.resources import style_sheet, templates
from edition.render.writer import EPUB_TYPE, Notes, Rendered, Setting
from edition.render.xhtml import render_opening, render_unit
from edition.report import Diagnostic, make
from edition.tei.views import Element, local

DEPTH = 3
"""Levels of the contents, as devices show them."""

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
EPOCH = datetime(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `order` counts all lines in reading order from 1."""

    title: str
    href: str
    children: tuple[Entry, ...] = ()
    order: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package; `title` puts it into the contents, `landmark` among the landmarks."""

    file: str
    data: bytes
    media: str = "application/xhtml+xml"
    properties: tuple[str, ...] = ()
    title: str = ""
    landmark: str = ""
    spine: bool = True


@dataclass(frozen=True, slots=True)
class Made:
    """A book as made so far: what every page needs to know."""

    book: Book
    back: BackMatter
    pages: tuple[Page, ...]
    addresses: Mapping[str, str] = field(repr=False)

    def href(self, ident: str) -> str:
        """A TEI id → its address in the package, "" where the book does not show it."""
        return self.addresses.get(ident, "")

    def mentioned(self, mention: Mention) -> str:
        """→ the address of the very name, else of its block, else of its unit."""
        unit = self.href(mention.block) or self.href(mention.unit)
        return f"{unit.partition('#')[0]}#{mention.id}" if mention.id != mention.unit else unit


def render_epub(
    tei: Path, out: Path, *, pages: Sequence[tuple[str, str]] | None = None, witness: str = ""
) -> list[Diagnostic]:
    """A TEI file → an EPUB at `out`, whole or not at all.

    `pages` are the pages of the printed book of the same build: (id of the block in which a page begins, its label), in
    reading order; without them the EPUB has no page list. Raises Unusable (R004, X010, X011). Diagnostics: X012
    for each kind of element without a form of its own, X013 where no Chinese font was found for the cover.
    """
    book = load_book(tei, witness)
    back = collect_backmatter(book)
    plan = tuple(plan_pages(book))
    made = Made(book, back, plan, locate(plan, back))
    problems: list[Diagnostic] = []
    body = list(render_body(made, labels_by_block(pages or ()), problems))
    cover = make_cover(made, problems)
    front = list(render_front(made, cover))
    back_items = list(render_back(made))
    markers = [page for page in pages or () if made.href(page[0])]
    nav, ncx = render_contents(made, [*front, *body, *back_items], markers)
    package = write_package(made, cover, front, nav, ncx, [*body, *back_items], paged=bool(markers))
    save(package, out, modified(book))
    return problems


# -- pages --------------------------------------------------------------------------------------------------------


def labels_by_block(pages: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Block and label of each page → the labels of a block; several pages may begin in a long one."""
    labels: dict[str, list[str]] = {}
    for block, label in pages:
        labels.setdefault(block, []).append(label)
    return labels


def render_body(made: Made, markers: Mapping[str, Sequence[str]], problems: list[Diagnostic]) -> Iterator[Item]:
    """The planned pages → files; elements without a form of their own are reported once per kind."""
    sigla = made.back.sigla()
    witnesses = {w.source: w for w in made.back.witnesses}
    anchors = frozenset(mention.id for mention in pointed_at(made.back))
    glossary = {m.id: f"glossary.xhtml#{entry.id}" for entry in made.back.glossary for m in entry.mentions}
    unknown: dict[str, int] = {}
    first = True
    for page in made.pages:
        landmark, first = ("bodymatter" if first else ""), False
        if page.node.kind == "source":
            data = fill("source", made.book, page.node.title, "bodymatter", witness=witnesses[page.node.id])
            yield Item(page.file, data, landmark=landmark)
            continue
        setting = Setting(
            Notes.POPUP,
            made.href,
            anchors,
            glossary,
            sigla,
            sigla.get(page.source.id, ""),
            numbered=True,
        )
        if page.node.kind == "unit":
            rendered = render_unit(
                page.node, setting, openings=page.openings, blocks=page.blocks, part=page.part
            )
        else:
            rendered = render_opening(page.node, setting)
        for kind, line in rendered.unknown.items():
            unknown.setdefault(kind, line)
        if markers:
            mark_pages(rendered.content, markers)
        yield Item(page.file, write_chapter(made.book, page, rendered), landmark=landmark)
    problems += [make("X012", made.book.file, (line, 1), name=kind) for kind, line in sorted(unknown.items())]


def pointed_at(back: BackMatter) -> Iterator[Mention]:
    """Every mention that an index, the glossary or the list of sources leads to."""
    for index in back.indexes:
        for group in index.groups:
            for entry in group.entries:
                yield from entry.by_unit()
    for term in back.glossary:
        yield from term.mentions
    for work in back.works:
        yield from work.mentions


def mark_pages(content: Element, markers: Mapping[str, Sequence[str]]) -> None:
    """Put page markers at the start of every block in which printed pages begin."""
    for element in list(content.iter()):
        for label in reversed(markers.get(element.get("id", ""), ())):
            marker = etree.Element(
                "span",
                {
                    EPUB_TYPE: "pagebreak",
                    "role": "doc-pagebreak",
                    "id": f"pg-{label}",
                    "aria-label": f"第{label}页",
                },
            )
            marker.text, marker.tail, element.text = "", element.text, None
            element.insert(0, marker)


def write_chapter(book: Book, page: Page, rendered: Rendered) -> bytes:
    """A rendered page → its file."""
    return fill(
        "chapter",
        book,
        page.node.heading or book.title,
        "frontmatter" if page.node.subtype == "foreword" else "bodymatter",
        content=markup(rendered.content),
        notes=[markup(note) for note in rendered.notes],
        apparatus=[markup(entry) for entry in rendered.apparatus],
    )


def markup(element: Element) -> Markup:
    """An XHTML element → markup for a template; empty elements keep both tags, which HTML parsers need."""
    for each in element.iter():
        if len(each) == 0 and each.text is None and each.tag not in ("br", "img"):
            each.text = ""
    return Markup(etree.tostring(element, encoding="unicode"))


def fill(template: str, book: Book, title: str, matter: str, **values: object) -> bytes:
    """A template and its values → a file."""
    page = templates().get_template(f"epub/{template}.xhtml.j2")
    return page.render(book=book, title=title, matter=matter, kind=template, **values).encode("utf-8")


def render_front(made: Made, cover: bytes | None) -> Iterator[Item]:
    """Cover, title page and principles."""
    book = made.book
    if cover is not None:
        alt = "　".join(filter(None, ("封面：" + book.title, book.subtitle, "、".join(book.editors))))
        yield Item("cover.xhtml", fill("cover", book, "封面", "frontmatter", alt=alt), landmark="cover")
    yield Item(
        "title.xhtml",
        fill("title", book, book.title, "frontmatter", imprint=imprint(book)),
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
    """Emendations, glossary, index, sources and colophon, as far as there is something to say."""
    book, back = made.book, made.back
    if back.emendations:
        people = {row.resp for row in back.emendations}
        page = fill(
            "emendations",
            book,
            "校改一览",
            "backmatter",
            units=list(emended_units(made)),
            common=people.pop() if len(people) == 1 else "",
        )
        yield Item("emendations.xhtml", page, title="校改一览")
    if back.glossary:
        page = fill("glossary", book, "化名与别名", "backmatter", entries=back.glossary, href=made.mentioned)
        yield Item("glossary.xhtml", page, title="化名与别名", landmark="glossary")
    for index in back.indexes:
        title = f"{index.title}索引"
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
    elements = [element for unit in book.units() for element in read_elements(unit)]
    page = fill(
        "colophon",
        book,
        "版本记录",
        "backmatter",
        imprint=imprint(book),
        witnesses=back.witnesses,
        units=sum(1 for _ in book.units()),
        notes=sum(1 for e in elements if local(e) == "note" and is_called(e)),
        variants=sum(1 for e in elements if local(e) in ("app", "choice")),
    )
    yield Item("colophon.xhtml", page, title="版本记录")


def read_elements(unit: Node) -> Iterator[Element]:
    """All elements of a unit."""
    for root in (*unit.heads, *unit.blocks):
        yield from root.iter(etree.Element)


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
        called = tuple((called_at(made.href(row.id), row.id), row) for row in group)
        yield EmendedUnit(made.href(ident), unit.number, unit.heading, called)


def called_at(address: str, ident: str) -> str:
    """The address of an entry of the apparatus → that of its call; one inside a note is at the note."""
    return f"{address}.r1" if address.endswith(f"#{ident}") else address


def imprint(book: Book) -> tuple[str, ...]:
    """Place, publisher and date as they are printed."""
    house = "：".join(filter(None, (book.place, book.publisher)))
    return tuple(filter(None, (house, book.printed_date)))


def make_cover(made: Made, problems: list[Diagnostic]) -> bytes | None:
    """The cover picture, or None and X013."""
    face = find_face()
    if face is None:
        problems.append(make("X013", made.book.file, family=FAMILY))
        return None
    book = made.book
    credit = "　".join(book.editors[:3]) + ("　编校" if book.editors else "")
    witnesses = [f"{w.siglum}　{w.title}".strip() for w in made.back.witnesses]
    return draw_cover(book.title, book.subtitle, credit, book.publisher, witnesses, face)


# -- contents -----------------------------------------------------------------------------------------------------


def render_contents(made: Made, items: Sequence[Item], markers: Sequence[tuple[str, str]]) -> tuple[Item, Item]:
    """All pages → the navigation document and the NCX of older devices."""
    book = made.book
    bodies = [entry for node in book.nodes for entry in contents_of(made, node)]
    front = [
        Entry(item.title, item.file) for item in items if item.title and item.file in ("principles.xhtml",)
    ]
    back = [
        Entry(item.title, item.file) for item in items if item.title and item.file not in ("principles.xhtml",)
    ]
    numbers = count(1)
    entries = [numbered(entry, numbers) for entry in (*front, *bodies, *back)]
    titles = {"cover": "封面", "titlepage": "书名页", "bodymatter": "正文", "glossary": "化名与别名", "index": "索引",
              "bibliography": "文献来源"}  # fmt: skip
    landmarks = [{"type": "toc", "href": "nav.xhtml#toc", "title": "目录"}]
    landmarks += [
        {"type": item.landmark, "href": item.file, "title": titles[item.landmark]}
        for item in items
        if item.landmark
    ]
    pages = [{"href": f"{made.href(i).partition('#')[0]}#pg-{label}", "label": label} for i, label in markers]
    nav = fill("nav", book, "目录", "frontmatter", entries=entries, landmarks=landmarks, pages=pages)
    ncx = templates().get_template("epub/toc.ncx.j2")
    text = ncx.render(
        book=book, identifier=identifier(book), entries=entries, depth=max(map(depth_of, entries), default=1)
    )
    return (
        Item("nav.xhtml", nav, properties=("nav",)),
        Item("toc.ncx", text.encode("utf-8"), media="application/x-dtbncx+xml", spine=False),
    )


def contents_of(made: Made, node: Node) -> list[Entry]:
    """A source → its lines in the contents; one that is a single unit takes one line. Where they go deeper than devices show, the outermost level is
    dissolved: its line stands before what it held."""
    entry = contents_entry(made, node)
    if len(made.book.nodes) > 1 and len(node.children) == 1 and node.children[0].title == node.title:
        entry = Entry(entry.children[0].title, entry.href, entry.children[0].children)
    entries = [*entry.children] if len(made.book.nodes) == 1 and entry.children else [entry]
    while any(depth_of(e) > DEPTH for e in entries):
        entries = [
            part
            for e in entries
            for part in ((Entry(e.title, e.href), *e.children) if depth_of(e) > DEPTH else (e,))
        ]
    return entries


def contents_entry(made: Made, node: Node) -> Entry:
    """A node → its line; the parts of a unit count only above the last level."""
    below = (contents_entry(made, child) for child in node.children if child.kind != "inner")
    title = node.heading or made.book.title
    return Entry(title, made.href(node.id), tuple(below))


def depth_of(entry: Entry) -> int:
    """How many levels a line and those below it take."""
    return 1 + max(map(depth_of, entry.children), default=0)


def numbered(entry: Entry, numbers: Iterator[int]) -> Entry:
    """The line and those below it with their order of play."""
    order = next(numbers)
    return Entry(entry.title, entry.href, tuple(numbered(child, numbers) for child in entry.children), order)


# -- the package --------------------------------------------------------------------------------------------------


def write_package(
    made: Made,
    cover: bytes | None,
    front: Sequence[Item],
    nav: Item,
    ncx: Item,
    rest: Sequence[Item],
    *,
    paged: bool,
) -> epub.EpubBook:
    """All files and what is known of the book → an EbookLib book."""
    package = epub.EpubBook()
    describe(package, made, cover is not None, paged)
    style = (style_sheet("common.css") + style_sheet("epub.css")).encode("utf-8")
    pictures = [Item("cover.png", cover, "image/png", ("cover-image",), spine=False)] if cover else []
    items = [*front, nav, *rest, Item("style.css", style, "text/css", spine=False), *pictures, ncx]
    for item in items:
        ident = "ncx" if item is ncx else "i-" + item.file.replace(".", "-")
        member = epub.EpubItem(uid=ident, file_name=item.file, media_type=item.media, content=item.data)
        member.properties = list(item.properties)
        package.add_item(member)
        if item.spine:
            package.spine.append(member)
    return package


def describe(package: epub.EpubBook, made: Made, pictured: bool, paged: bool) -> None:
    """Dublin Core and accessibility metadata, computed from what the book holds."""
    book = made.book
    package.set_identifier(identifier(book))
    package.set_language(book.language)
    package.add_metadata("DC", "title", book.title, {"id": "title"})
    refine(package, "title", "title-type", "main")
    if book.subtitle:
        package.add_metadata("DC", "title", book.subtitle, {"id": "subtitle"})
        refine(package, "subtitle", "title-type", "subtitle")
    for number, editor in enumerate(book.editors, 1):
        package.add_metadata("DC", "creator", editor, {"id": f"editor{number}"})
        package.add_metadata(
            "OPF", "role", "edt", {"refines": f"#editor{number}", "property": "role", "scheme": "marc:relators"}
        )
    for name, value in (("publisher", book.publisher), ("date", book.date), ("rights", book.licence)):
        if value:
            package.add_metadata("DC", name, value)
    for witness in made.back.witnesses:
        if described := witness.description or witness.title:
            package.add_metadata("DC", "source", described)
    for name, value in accessibility(made, pictured, paged):
        package.add_metadata("OPF", f"schema:{name}", value, {"property": f"schema:{name}"})
    if paged:
        package.add_metadata(
            "OPF", "pageBreakSource", f"{book.title}（同版印本）", {"property": "pageBreakSource"}
        )
    if pictured:
        package.add_metadata("OPF", "cover", "", {"name": "cover", "content": "i-cover-png"})


def refine(package: epub.EpubBook, ident: str, name: str, value: str) -> None:
    """A property that says more about another one."""
    package.add_metadata("OPF", name, value, {"refines": f"#{ident}", "property": name})


def accessibility(made: Made, pictured: bool, paged: bool) -> Iterator[tuple[str, str]]:
    """The properties of schema.org that EPUB Accessibility 1.1 asks for."""
    yield "accessMode", "textual"
    if pictured:
        yield "accessMode", "visual"
    yield "accessModeSufficient", "textual"
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    features += ["alternativeText"] if pictured else []
    features += ["index"] if made.back.indexes else []
    features += ["pageNavigation", "pageBreakMarkers"] if paged else []
    for feature in features:
        yield "accessibilityFeature", feature
    yield "accessibilityHazard", "none"
    kinds = ["目录"] + ["索引"] * bool(made.back.indexes) + ["页码表"] * paged
    pictures = "封面图片附有文字说明，此外没有图片。" if pictured else "全书没有图片。"
    yield (
        "accessibilitySummary",
        f"全书为可调整字号的文本，有{'、'.join(kinds)}可供跳转，注释可往返。{pictures}",
    )


def identifier(book: Book) -> str:
    """The edition's id → a UUID that stays the same over all its builds."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'edition:{book.id}')}"


def modified(book: Book) -> datetime:
    """The edition's own date at midnight UTC; partial dates at their start, none at the year 2000."""
    parts = book.date[:10].split("-")
    try:
        year, month, day = (*map(int, parts), *(1,) * (3 - len(parts)))
        return datetime(year, month, day)
    except ValueError:
        return EPOCH


class Archive:
    """A zip file whose entries bear no time and no trace of the machine."""

    def __init__(self, target: Path) -> None:
        self.target, self.made = target, io.BytesIO()
        self.zip = zipfile.ZipFile(self.made, "w")

    def writestr(self, name: str, data: bytes | str, compress_type: int = zipfile.ZIP_DEFLATED) -> None:
        """Add an entry."""
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        entry.compress_type, entry.external_attr, entry.create_system = compress_type, 0o644 << 16, 3
        self.zip.writestr(entry, data, compresslevel=9)

    def close(self) -> None:
        """Write the directory, and the whole archive at once: a zip file cut short by a full disk cannot be closed."""
        self.zip.close()
        self.target.write_bytes(self.made.getbuffer())


class Writer(epub.EpubWriter):  # type: ignore[misc]
    """EbookLib's writer, which has no hook for the language of the package and stamps the hour on every entry."""

    def _write_opf_file(self, root: Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        del root.attrib["prefix"]
        super()._write_opf_file(root)

    def write(self) -> None:
        """Write the book: mimetype first and not compressed (OCF 3.3, 4.3), then the rest."""
        self.out = Archive(Path(self.file_name))
        self.out.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        self._write_container()
        self._write_opf()
        self._write_items()
        self.out.close()


def save(package: epub.EpubBook, out: Path, when: datetime) -> None:
    """The book → a file that is there whole or not at all."""
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.part")
    try:
        Writer(str(partial), package, {"mtime": when, "raise_exceptions": True}).write()
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
