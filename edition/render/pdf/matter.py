"""Front and back matter, set when the pages of the body are known: contents, indexes, lists, with literal numbers."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from edition.render.backmatter import BackMatter
from edition.render.pdf.body import Body
from edition.render.pdf.contents import list_contents, section_entries
from edition.render.pdf.faces import named_families
from edition.render.pdf.finding import Lookup, link_locators
from edition.render.pdf.locators import roman
from edition.render.pdf.notes import is_apparatus, is_continued, is_note
from edition.render.pdf.press import Press
from edition.render.resources import templates


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
