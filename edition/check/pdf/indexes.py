"""The indexes made anew from the words on the pages: every heading has the pages on which its names stand, and no other.

TEI, where its words stand on the pages, the pages behind the text → diagnostics X060
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.check.epub import read_unit, tei_text
from edition.check.pdf.leaves import NO_LETTER, Leaf
from edition.check.pdf.lines import is_line_number
from edition.check.pdf.words import Turns, related
from edition.render.backmatter import collect_backmatter
from edition.render.backmatter.indexes import IndexEntry
from edition.render.backmatter.mentions import Mention
from edition.render.book import Book, Node
from edition.render.pdf.locators import Locator, locators
from edition.render.relations import read_relations
from edition.report import Diagnostic, make
from edition.tei import XML_ID, tei
from edition.tei.views import Element, local
from edition.tei.witness import first_reading


@dataclass(frozen=True, slots=True)
class Found:
    """Where the words of a book stand: the page of every id that the text has, by its first letter; of those in notes and in the
    apparatus, the page of the note. Pages are indexes of leaves."""

    pages: Mapping[str, int]

    def locators(self, mentions: Iterable[Mention], body: Sequence[Leaf]) -> str:
        """Mentions → their pages, as an index prints them."""
        places = []
        for mention in mentions:
            page = self.pages.get(mention.id, self.pages.get(mention.block))
            if page is not None:
                number = int(body[page].label)
                places.append(Locator(number, number, mention.sign, mention.principal))
        return "、".join(map(str, locators(places)))


def check_indexes(
    book: Book, leaves: Sequence[Leaf], rests: Mapping[int, str], turns: Turns, name: str
) -> Iterator[Diagnostic]:
    """→ X060 for every heading of an index that is not there, or has other pages than those on which its names stand. `rests` is
    what stands on each page besides the text, `turns` says where the text of each document goes on to another page."""
    body = [leaf for leaf in leaves if leaf.label.isdecimal()]
    back = collect_backmatter(book)
    found = Found(find_places(book, rests, turns))
    for index in back.indexes:
        printed = printed_index(f"{index.title}索引", body)
        at = 0
        for entry in (entry for group in index.groups for entry in group.entries):
            wanted = "".join(print_entry(entry, found, body).split())
            place = printed.find(wanted, at)
            if place < 0:
                yield make("X060", name, index=index.title, heading=entry.name, wanted=wanted[-24:])
            else:
                at = place + len(wanted)


def print_entry(entry: IndexEntry, found: Found, body: Sequence[Leaf]) -> str:
    """An entry as an index prints it."""
    if entry.see:
        return f"{entry.name}见{entry.authority.name}"
    authority = entry.authority
    about = "，".join(filter(None, (authority.original, authority.life, authority.description.strip("。"))))
    also = "、".join(other.name for other in entry.also)
    return (
        f"{entry.name}{f'（{about}）' if about else ''}{found.locators(entry.mentions, body)}"
        f"{f'。参见{also}' if also else ''}"
    )


def printed_index(title: str, body: Sequence[Leaf]) -> str:
    """The pages with a running head → their text without blanks, running heads, folios and line numbers."""
    texts = []
    for leaf in body:
        numbers = "".join(line.text for line in leaf.lines if is_line_number(line))
        ends = [head + tail for head in (title + leaf.label, leaf.label + title) for tail in ("", numbers)]
        ends += [numbers + end for end in ends[::2]]
        text = "".join(leaf.text.split())
        end = max((end for end in ends if text.endswith(end)), key=len, default="")
        if end:
            texts.append(text.removesuffix(end))
    return "".join(texts)


def find_places(book: Book, rests: Mapping[int, str], turns: Turns) -> dict[str, int]:
    """The pages of all ids of a book."""
    pages: dict[str, int] = {}
    relations = read_relations(book)
    for node in book.walk():
        if node.kind != "source" and (turned := turns.get(node.id)):
            before, _ = related(relations.get(node.id, ()))
            for ident, page in places_in(node, len(NO_LETTER.sub("", "".join(before))), turned, rests):
                pages.setdefault(ident, page)
    return pages


def places_in(
    node: Node, before: int, turned: Sequence[tuple[int, int]], rests: Mapping[int, str]
) -> Iterator[tuple[str, int]]:
    """The ids in a document with their pages; `before` are the letters that the editors put between its head and its text."""
    offsets, notes = read_offsets(node, before)
    starts = [start for start, _ in turned]

    def page_at(offset: int) -> int:
        return turned[max(0, bisect_right(starts, offset) - 1)][1]

    for element, offset in offsets.items():
        page = page_at(offset)
        yield element.get(XML_ID, ""), page
        if local(element) == "app":
            # Its call stands behind the lemma; what it says of names in other readings stands with it.
            shown = first_reading(element)
            length = 0 if shown is None else len(NO_LETTER.sub("", "".join(tei_text(shown))))
            last = page_at(offset + max(0, length - 1))
            for reading in element.iter(tei("rdg")):
                if reading is not shown:
                    yield from ((e.get(XML_ID, ""), last) for e in reading.iter(tei("*")) if e.get(XML_ID))
    for note, offset in notes.items():
        yield from places_in_note(note, page_at(max(0, offset - 1)), rests)


def read_offsets(node: Node, before: int) -> tuple[dict[Element, int], dict[Element, int]]:
    """The elements of a document, and its notes apart, each with the letters of the text before it."""
    offsets: dict[Element, int] = {}
    notes: dict[Element, int] = {}
    done = 0

    def meet(element: Element) -> None:
        (notes if local(element) == "note" else offsets)[element] = done

    for roots, added in ((node.heads, before), (node.blocks, 0)):
        for root in roots:
            for text in read_unit(root, {}, meet):
                done += len(NO_LETTER.sub("", text))
        done += added
    return offsets, notes


def places_in_note(note: Element, page: int, rests: Mapping[int, str]) -> Iterator[tuple[str, int]]:
    """The ids in a note that begins on a page: it may go on over the next ones."""
    places: dict[Element, int] = {}
    letters = ""

    def meet(element: Element) -> None:
        places[element] = len(letters)

    for text in tei_text(note, None, meet):
        letters += NO_LETTER.sub("", text)
    ends = []
    rest = letters
    number = page
    while rest and number in rests:
        length = agreeing(rest, rests[number])
        if not length:
            break
        ends.append(len(letters) - len(rest) + length)
        rest = rest[length:]
        number += 1
    yield note.get(XML_ID, ""), page
    for element, offset in places.items():
        over = bisect_right(ends[:-1], offset) if not rest else 0
        yield element.get(XML_ID, ""), page + over


def agreeing(rest: str, page: str) -> int:
    """How many letters of a text, from its beginning, stand together on a page."""
    low, high = 0, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        if rest[:middle] in page:
            low = middle
        else:
            high = middle - 1
    return low
