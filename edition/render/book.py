"""A TEI file → a Book: what stands on the title page, and the units to read in their order.

A unit is what a reader opens: an archival document, an article, a chronology, or, in TEI that others made, any
outermost `div` or a `body` without one. Parts and sections hold units. Only the TEI is consulted.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from pathlib import Path
from textwrap import shorten
from typing import Literal

from lxml import etree

from edition.render.dates import worded_date
from edition.render.pictures import Picture, find_pictures
from edition.render.spelling import spell_out
from edition.render.wording import is_chinese, say
from edition.report import Diagnostic, Unusable, make
from edition.tei import XML_ID, XML_LANG, tei
from edition.tei.foreign import adapt
from edition.tei.views import (
    LANGUAGE,
    PREFIX,
    UNREAD,
    Element,
    excluded,
    found_text,
    language_of,
    line_of,
    local,
    plain,
    read_tei,
)
from edition.tei.witness import find_witness, follow_witness, siglum

Kind = Literal["source", "part", "section", "unit", "inner"]

HOLDERS = frozenset({"text", "group", "front", "body", "back"})
OWNERS = HOLDERS | {"TEI", "div", "p", "item", "note"}
ADDRESSED = frozenset(
    {"TEI", "text", "body", "front", "back", "group", "div", "p", "item", "note", "app", "choice", "figure"}
    | {
        "titlePage",
        "supplied",
        "surplus",
        "unclear",
        "date",
        "ref",
        "floatingText",
        "persName",
        "placeName",
        "orgName",
        "name",
        "rs",
        "title",
    }
)

MARKERS = frozenset({"", "pb", "fw", "lb", "cb", "gb", "milestone", "anchor", "index"})
"""Elements that only mark a place."""
WHOLE = ("complete", "full", "main", None, "uniform", "a", "m")
"""Types of titles by which a book goes, the best first."""
WITH_HAN = frozenset({"zh", "lzh", "och", "cmn", "yue", "wuu", "nan", "hak", "ja", "ko"})
"""Languages that are written in Chinese characters, among others."""


PARTIAL = re.compile(r"（\w*月\w*日）$")
"""A day without its year, which the end of a title tells and its whole date says again."""


@dataclass(frozen=True, slots=True)
class Node:
    """A source, part, section or unit; `inner` are the headed divisions inside a unit (attachments, chapters).

    `heads` (those at the start) and `blocks` are TEI elements in reading order; `number` counts the units of the whole book from 1 and
    is 0 elsewhere; `date` is ISO, of the document or of its sending.
    """

    id: str
    kind: Kind
    element: Element = field(repr=False)
    title: str
    label: str = ""
    date: str = ""
    number: int = 0
    subtype: str = ""
    heads: tuple[Element, ...] = field(default=(), repr=False)
    blocks: tuple[Element, ...] = field(default=(), repr=False)
    children: tuple[Node, ...] = ()

    def units(self) -> Iterator[Node]:
        """Every unit at or below this node, in reading order."""
        if self.kind == "unit":
            yield self
            return
        for child in self.children:
            yield from child.units()

    @property
    def heading(self) -> str:
        """Label, title and second title of a unit as one line, with the date where they do not say it."""
        title = say("　", self.language).join(part for part in (self.label, self.name) if part)
        if self.date and not re.search(r"\d{4}|[一二三四五六七八九]{2}[〇○零一二三四五六七八九]{2}年", title):
            date = worded_date(self.date, self.language)
            title = PARTIAL.sub("", title) + say("（{}）", self.language).format(date)
        return title

    @property
    def name(self) -> str:
        """Title and second title of a unit as one line."""
        second = self.kind == "unit" and not re.search("[：:].", self.label + self.title)
        subs = (
            (joined(plain(head), self.language) for head in self.heads if head.get("type") == "sub")
            if second
            else ()
        )
        follows = "".join(subs)
        return (self.title.rstrip("：:") if follows else self.title) + follows

    @property
    def language(self) -> str:
        """The language that the unit is in, as the nearest `@xml:lang` says."""
        return language_of(self.element)


@dataclass(frozen=True, slots=True)
class Book:
    """The whole edition as a reader meets it; `nodes` are its sources, in the order of the TEI, `follows` is the id of
    the witness whose readings stand in the text, if not those of the base; `problems` are what there was to say of the
    file, `pictures` are by the address that the TEI gives."""

    file: str
    root: Element = field(repr=False)
    id: str
    title: str
    subtitle: str
    authors: tuple[str, ...]
    editors: tuple[str, ...]
    publisher: str
    place: str
    date: str
    language: str
    licence: str
    licence_url: str
    nodes: tuple[Node, ...]
    follows: str = ""
    problems: tuple[Diagnostic, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict, repr=False)

    def units(self) -> Iterator[Node]:
        """Every unit of the book, in reading order."""
        for node in self.nodes:
            yield from node.units()

    def walk(self) -> Iterator[Node]:
        """Every node above and at the units, in reading order."""
        stack = list(reversed(self.nodes))
        while stack:
            node = stack.pop()
            yield node
            if node.kind != "unit":
                stack.extend(reversed(node.children))

    def say(self, words: str) -> str:
        """Words of ours in the language of the book."""
        return say(words, self.language)

    @property
    def credits(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Who made the book, as (what they did, their names)."""
        return tuple(
            (role, names)
            for role, names in ((self.say("著"), self.authors), (self.say("编校"), self.editors))
            if names
        )

    @property
    def following(self) -> str:
        """The witness that the text follows, with its siglum; "" where that is the base."""
        witness = find_witness(self.root, self.follows) if self.follows else None
        return "" if witness is None else siglum(witness) + self.say("（{}）").format(plain(witness))

    @property
    def printed_date(self) -> str:
        """The date of publication as it is printed: as the TEI words it, else in Chinese from `@when`."""
        found = self.root.find("t:teiHeader/t:fileDesc/t:publicationStmt/t:date", PREFIX)
        return (plain(found) if found is not None else "") or worded_date(self.date, self.language)


def load_book(path: Path, witness: str = "", lacking: Collection[str] = ()) -> Book:
    """A TEI or teiCorpus file, and the siglum or id of a witness to follow → the Book, with the characters that are `lacking` spelt
    out. Raises Unusable with R004, X010 (not XML, nested too deeply), X011 (not TEI) or X014 (no such witness)."""
    try:
        root = read_tei(path, bare=True)
    except etree.XMLSyntaxError as error:
        at = error.position if error.position[0] else (1, 1)
        raise Unusable([make("X010", str(path), at, detail=error.msg or "unreadable")]) from None
    except OSError:
        raise Unusable([make("R004", str(path), path=path)]) from None
    problems = list(adapt(root, str(path)))
    if root.tag not in (tei("TEI"), tei("teiCorpus")):
        raise Unusable([make("X011", str(path), (line_of(root), 1), found=local(root) or root.tag)])
    supply_ids(root)
    supply_language(root)
    followed = find_witness(root, witness) if witness else None
    if witness and followed is None:
        known = "、".join(siglum(e) for e in root.iter(tei("witness"))) or "none"
        raise Unusable([make("X014", str(path), name=witness, known=known)])
    if followed is not None:
        follow_witness(root, followed.get(XML_ID, ""))
    spell_out(root, lacking)
    book = read_book(path, root)
    if not book.nodes:
        problems.append(make("X039", str(path), (line_of(root), 1)))
    pictures = dict(find_pictures(root, path, problems))
    follows = "" if followed is None else followed.get(XML_ID, "")
    return replace(book, follows=follows, problems=tuple(problems), pictures=pictures)


def read_book(path: Path, root: Element) -> Book:
    """The root element, every addressed element with its id → the Book."""
    statement = root.find("t:teiHeader/t:fileDesc/t:titleStmt", PREFIX)
    publication = root.find("t:teiHeader/t:fileDesc/t:publicationStmt", PREFIX)
    titles = [] if statement is None else statement.findall("t:title", PREFIX)
    main = main_of(titles, root.get(XML_LANG, ""))
    sub = next((t for t in titles if t.get("type") == "sub"), None)
    authors, editors = (
        tuple(filter(None, map(plain, () if statement is None else statement.iterchildren(tei(role)))))
        for role in ("author", "editor")
    )
    licence = None if publication is None else publication.find("t:availability/t:licence", PREFIX)
    when = None if publication is None else publication.find("t:date", PREFIX)
    numbers = iter(range(1, 1_000_000))
    texts = [root] if local(root) == "TEI" else list(root.iter(tei("TEI")))
    nodes = tuple(read_source(element, numbers) for element in texts)
    return Book(
        file=str(path),
        root=root,
        id=found_text(publication, "t:idno") or root.get(XML_ID, ""),
        title=plain(main) if main is not None else path.stem,
        subtitle=plain(sub) if sub is not None else "",
        authors=authors,
        editors=editors,
        publisher=found_text(publication, "t:publisher"),
        place=found_text(publication, "t:pubPlace"),
        date=(when.get("when", "") or plain(when)) if when is not None else "",
        language=root.get(XML_LANG, ""),
        licence=plain(licence) if licence is not None else "",
        licence_url=licence.get("target", "") if licence is not None else "",
        nodes=tuple(node for node in nodes if node.children),
    )


def main_of(titles: Sequence[Element], language: str) -> Element | None:
    """The titles of a file and its language → the one by which a book goes: the whole or the main one, in that language if there are
    several; None where there are only subtitles, titles of series and the like."""
    known = [title for kind in WHOLE for title in titles if title.get("type") == kind]
    own = [t for t in known if (t.get(XML_LANG) or language).partition("-")[0] == language.partition("-")[0]]
    named = (t for t in own if t.get(XML_LANG) and t.get("type") == own[0].get("type"))
    return next(named, next(iter(own or known), None))


def title_of_file(root: Element) -> str:
    """The root of a file → the title by which it goes, or ""."""
    main = main_of(root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", PREFIX), language_of(root))
    return "" if main is None else plain(main)


def read_source(element: Element, numbers: Iterator[int]) -> Node:
    """A `TEI` element → its node; the children are the parts, sections and units of all its text."""
    dates = {
        target.lstrip("#"): when
        for desc in element.iterfind("t:teiHeader/t:profileDesc/t:correspDesc", PREFIX)
        for when in [
            next((d.get("when", "") for d in desc.iterfind("t:correspAction[@type='sent']/t:date", PREFIX)), "")
        ]
        for target in desc.get("ref", "").split()
    }
    text = element.find("t:text", PREFIX)
    titles = element.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", PREFIX)
    main = main_of(titles, language_of(element))
    title = plain(main if main is not None else titles[0]) if titles else ""
    children = () if text is None else tuple(read_holder(text, numbers, dates))
    title = title or ("" if text is None else opening_words(text))
    return Node(element.get(XML_ID, ""), "source", element, title, children=children)


def read_holder(holder: Element, numbers: Iterator[int], dates: dict[str, str]) -> Iterator[Node]:
    """A `text`, `front`, `body`, `back` or `group` → the nodes in it; loose blocks become a unit of their own."""
    children = [child for child in holder if not excluded(child)]
    if all(local(child) in HOLDERS or local(child) in ("div", "pb", "fw", "titlePage") for child in children):
        if pages := tuple(child for child in children if local(child) == "titlePage"):
            yield read_titles(pages, numbers)
        for child in children:
            if local(child) in HOLDERS:
                yield from read_holder(child, numbers, dates)
            elif local(child) == "div":
                yield read_division(child, numbers, dates)
        return
    heads = leading_heads(children)
    first = next((n for n, child in enumerate(children) if local(child) == "div"), len(children))
    loose = tuple(child for child in children[:first] if child not in heads)
    title = main_title(heads) or title_of_file(holder.getroottree().getroot()) or opening_words(holder)
    opening = (
        []
        if not loose and not heads
        else [
            Node(holder.get(XML_ID, ""), "unit", holder, title, number=next(numbers), heads=heads, blocks=loose)
        ]
    )
    nodes, _ = read_children(children[first:], numbers, dates)
    yield from (*opening, *nodes)


def read_titles(pages: tuple[Element, ...], numbers: Iterator[int]) -> Node:
    """Half title, series page and title page → one unit; its title is that of the last page that has one."""
    titles = [part for page in pages for part in page.iter(tei("titlePart")) if part.get("type") == "main"]
    title = plain(titles[-1]) if titles else opening_words(pages[0])
    number = next(numbers)
    return Node(
        pages[0].get(XML_ID, ""), "unit", pages[0], title, number=number, subtype="titlepage", blocks=pages
    )


def read_division(div: Element, numbers: Iterator[int], dates: dict[str, str]) -> Node:
    """A `div` → part, section or unit."""
    own = [child for child in div if not excluded(child)]
    heads = leading_heads(own)
    holds = any(e.get("type") in ("document", "chronology") for e in div.iterdescendants(tei("div")))
    every = tuple(child for child in own if local(child) == "head")
    label, title = main_label(every), main_title(every)
    ident = div.get(XML_ID, "")
    if div.get("type") not in ("document", "chronology") and (holds or div.get("type") == "part"):
        kind: Kind = "part" if div.get("type") == "part" else "section"
        children, blocks = read_children([child for child in own if child not in heads], numbers, dates)
        named = title if title or label else opening_words(div)
        return Node(ident, kind, div, named, label, heads=heads, blocks=blocks, children=children)
    return Node(
        ident,
        "unit",
        div,
        title or opening_words(div),
        label,
        date=document_date(div, every) or dates.get(ident, ""),
        number=next(numbers),
        subtype=div.get("subtype") or div.get("type") or "",
        heads=heads,
        blocks=tuple(child for child in own if child not in heads),
        children=tuple(read_inner(div)),
    )


def read_children(
    own: Iterable[Element], numbers: Iterator[int], dates: dict[str, str]
) -> tuple[tuple[Node, ...], tuple[Element, ...]]:
    """What stands below the heads of a part or section → its nodes, and its own blocks; a plate between two units, and whatever else
    follows one, is read below the first."""
    nodes: list[Node] = []
    blocks: list[Element] = []
    for child in own:
        if local(child) == "div":
            nodes.append(read_division(child, numbers, dates))
        elif nodes and local(child) not in MARKERS and (local(child) != "figure" or nodes[-1].kind == "unit"):
            nodes[-1] = with_last(nodes[-1], child)
        else:
            blocks.append(child)
    return tuple(nodes), tuple(blocks)


def with_last(node: Node, block: Element) -> Node:
    """A node with one more block at the end of its last unit."""
    if node.kind == "unit" or not node.children:
        return replace(node, blocks=(*node.blocks, block))
    return replace(node, children=(*node.children[:-1], with_last(node.children[-1], block)))


def read_inner(div: Element) -> Iterator[Node]:
    """The headed divisions directly inside a unit: attachments, the chapters of an article."""
    for child in div.iterchildren(tei("div")):
        heads = tuple(child.iterchildren(tei("head")))
        if heads and not excluded(child):
            yield Node(child.get(XML_ID, ""), "inner", child, main_title(heads), main_label(heads), heads=heads)


def leading_heads(children: Iterable[Element]) -> tuple[Element, ...]:
    """The children of a division → the heads at its start, below a plate too; one that stands lower remains where it
    is."""
    seen = takewhile(lambda child: local(child) in ("head", "pb", "fw", "figure"), children)
    return tuple(child for child in seen if local(child) == "head")


def document_date(div: Element, heads: tuple[Element, ...]) -> str:
    """The date of a division, as `date_in` finds it; ISO, cut to the day."""
    date = date_in(div, heads)
    return "" if date is None else (date.get("when") or date.get("notBefore") or "")[:10]


def date_in(div: Element, heads: tuple[Element, ...]) -> Element | None:
    """The `date` in brackets in a head, else that of sending in the opener nearest to the text, else one with which a head begins or
    ends. A date among the words of a title is what it speaks of."""
    dates = [
        (date, *sides)
        for head in heads
        for date in head.iter(tei("date"))
        if (date.get("when") or date.get("notBefore")) and (sides := around(head, date))
    ]
    bracketed = (date for date, before, _ in dates if before.endswith(("（", "(", "[", "【")))
    if (found := next(bracketed, None)) is not None:
        return found
    for opener in reversed(div.findall("t:opener", PREFIX)):
        sent = (d for d in opener.iter(tei("date")) if d.get("type") in (None, "sent") and d.get("when"))
        if (found := next(sent, None)) is not None:
            return found
    alone = (date for date, before, after in dates if not after or (not before and not after[0].isalnum()))
    return next(alone, None)


def around(head: Element, date: Element) -> tuple[str, str] | None:
    """A head and a date in it → the text before and after that, without white space at its ends; nothing for one in a note."""
    pieces = [*pieces_around(head, date)]
    if None not in pieces:
        return None
    at = pieces.index(None)
    before, after = ("".join(filter(None, part)).strip() for part in (pieces[:at], pieces[at + 1 :]))
    return before, after


def pieces_around(element: Element, date: Element) -> Iterator[str | None]:
    """The texts of an element as they are read, and nothing where the date stands."""
    yield element.text or ""
    for child in element:
        if child is date:
            yield None
        elif local(child) not in UNREAD:
            yield from pieces_around(child, date)
        yield child.tail or ""


def main_title(heads: tuple[Element, ...]) -> str:
    """The text of the main head; without one, of the first head that is no label."""
    typed = next((h for h in heads if h.get("type") == "main"), None)
    found = typed if typed is not None else next((h for h in heads if h.get("type") != "label"), None)
    return plain(found) if found is not None else ""


def joined(second: str, language: str) -> str:
    """A second line of a title → the same as it goes on from the first."""
    if second.startswith(("—", "（", "(")):
        return second if is_chinese(language) else f" {second}"
    return f"：{second}" if is_chinese(language) else f": {second}"


def main_label(heads: tuple[Element, ...]) -> str:
    """The text of the label (附录三), or nothing."""
    found = next((h for h in heads if h.get("type") == "label"), None)
    return plain(found) if found is not None else ""


def opening_words(div: Element) -> str:
    """A name for a division without a head: its first words."""
    text = plain(div)
    if is_chinese(language_of(div)) or not text[:40].isascii():
        return text[:16] + "……" if len(text) > 16 else text
    return shorten(text, 48, placeholder=" …")


def supply_language(root: Element) -> None:
    """Give the root an `xml:lang`: as a `text` or the header names it, else by the script of its words, Chinese or English. And each text of
    a corpus the language that its own header names."""
    named = [root.get(XML_LANG), *(text.get(XML_LANG) for text in root.iter(tei("text")))]
    known = (tag for tag in named if tag and LANGUAGE.fullmatch(tag))
    found = next(known, "") or language_in_header(root) or ("zh-Hans" if is_han(root) else "en")
    root.set(XML_LANG, found)
    for element in root.iter(tei("TEI")) if root.tag == tei("teiCorpus") else ():
        if not element.get(XML_LANG) and (own := language_in_header(element)):
            element.set(XML_LANG, own)


def language_in_header(element: Element) -> str:
    """The language that the headers inside a text or corpus name, or ""; of several the first one that is written as its words are, or the
    first."""
    named = [language.get("ident", "") for language in element.iterfind(".//t:teiHeader//t:language", PREFIX)]
    known = list(dict.fromkeys(filter(LANGUAGE.fullmatch, named)))
    if len(known) < 2:
        return "".join(known)
    han = is_han(element)
    return next((tag for tag in known if (tag.partition("-")[0] in WITH_HAN) == han), known[0])


def is_han(root: Element) -> bool:
    """Whether the words of a file are in Chinese characters, by the first of them."""
    sample = "".join(islice((str(run) for text in root.iter(tei("text")) for run in text.itertext()), 2000))
    han = sum("\u3400" <= sign <= "\u9fff" for sign in sample)
    return 2 * han >= sum(sign.isascii() and sign.isalpha() for sign in sample)


def supply_ids(root: Element) -> None:
    """Give every element that links can point to an `xml:id`: its nearest ancestor's, its name and its number there.

    Ids that stand in the file are kept; the supplied ones live in memory only and depend on nothing but the file.
    """
    taken = {value for element in root.iter() if (value := element.get(XML_ID))}
    owner = {root: root.get(XML_ID) or "tei"}
    counts: dict[tuple[str, str], int] = {}
    for element in root.iter(etree.Element):
        parent = element.getparent()
        inherited = "tei" if parent is None else owner[parent]
        ident = element.get(XML_ID)
        if ident is None and local(element) in ADDRESSED:
            key = (inherited, local(element))
            while ident is None or ident in taken:
                counts[key] = counts.get(key, 0) + 1
                ident = f"{inherited}.{key[1].lower()}{counts[key]}"
            taken.add(ident)
            element.set(XML_ID, ident)
        # Names stay out of the chain, so that a mark inside a name does not lengthen the ids after it.
        owner[element] = ident if ident is not None and local(element) in OWNERS else inherited
