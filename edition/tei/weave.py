"""Stage 7, weave: pieces with marks → one TEI corpus, and the ledger of every source. The only writer of text.

    Structured, Corpus → Woven(teiCorpus, ledgers, diagnostics)

Blocks are put in an order TEI allows by `arrange`, marks are nested by `nest`, and both are written in
text order by a tree builder. Every block's characters stand exactly once in one element that bears
`@source` and `xml:id`; what the ledger says of them is booked while they are written. Diagnostics:
T001 to T004, R005, L001, L005.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from edition.config import Corpus
from edition.model import Block, Piece, Source, Structured
from edition.parallels import Parallel
from edition.report import Diagnostic, make
from edition.tei import NSMAP, XML_ID, XML_LANG, tei
from edition.tei.arrange import arrange
from edition.tei.blocks import weave_block
from edition.tei.build import Builder
from edition.tei.cast import cast_of
from edition.tei.groups import Group, Node, entries, extent, kind, plates, rows
from edition.tei.header import corpus_header
from edition.tei.ledger import balance, dropped
from edition.tei.listed import PLATE, link_contents
from edition.tei.loom import Loom
from edition.tei.recipients import weave_names
from edition.tei.standoff import standoff
from edition.tei.strand import weave_marked, weave_text
from edition.tei.textheader import write_text_header
from edition.tei.titlepage import is_title_page, weave_title_page
from edition.tei.values import pointers
from edition.trace import Ledger

WORDS = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True)
class Woven:
    """The edition as TEI, the ledger of each source, and what was wrong with marks and attributes."""

    tree: etree._Element
    ledgers: tuple[Ledger, ...]
    diagnostics: tuple[Diagnostic, ...]


def weave_edition(texts: Sequence[Structured], corpus: Corpus, parallels: Sequence[Parallel] = ()) -> Woven:
    """All sources, the corpus and its parallels → one `teiCorpus` with header, standOff and a `TEI` per source.

    Diagnostics: T001 marks that cross, T002 a date that is no date, T003 a second call without a note, T004 a
    citation of an unknown work, R005 characters XML cannot hold, L001 a ledger that does not balance.
    """
    cast = cast_of(texts, corpus)
    looms = [Loom(Builder(), text.source, cast) for text in texts]
    woven = [weave_source(loom, text, corpus) for loom, text in zip(looms, texts, strict=True)]
    ledgers = [balance(loom.source.id, loom.rows) for loom in looms]
    problems = [problem for loom in looms for problem in loom.problems]
    for loom, ledger in zip(looms, ledgers, strict=True):
        problems += [*imbalances(loom.source, ledger), *lost_words(loom.source, ledger)]
    said = {XML_ID: corpus.info.id, XML_LANG: corpus.info.language}
    root = etree.Element(tei("teiCorpus"), said, NSMAP)  # type: ignore[arg-type]  # the stubs lack the default namespace
    root.text = "\n"
    for part in (corpus_header(corpus, cast, woven), standoff(corpus, texts, cast, parallels, woven), *woven):
        part.tail = "\n"
        root.append(part)
    return Woven(root, tuple(ledgers), tuple(sorted(problems)))


def imbalances(source: Source, ledger: Ledger) -> Iterator[Diagnostic]:
    """→ L001 for every hole and overlap of a source's ledger."""
    for fault, span in ledger.faults(len(source.text)):
        place = source.position(min(span.start, len(source.text)))
        yield make("L001", source.file, place, fault=fault, start=span.start, end=span.end)


def lost_words(source: Source, ledger: Ledger) -> Iterator[Diagnostic]:
    """→ L005 for every run of words that a rule left out of the text. What a rule may leave out is white space,
    rules, calls of notes and the signs of a markup; the words of an omission （从略） stand behind a `gap`."""
    for row in ledger.entries:
        if row.disposition == "dropped" and row.rule != "gap" and WORDS.search(row.text):
            yield make("L005", source.file, source.position(row.start), rule=row.rule, text=row.text[:20])


# -- pieces ----------------------------------------------------------------------------------------------------


def weave_source(loom: Loom, text: Structured, corpus: Corpus) -> etree._Element:
    """A source → its `TEI`, and in the loom the rows of its ledger."""
    with loom.builder.element("TEI", {"id": text.source.id}):
        write_text_header(loom.builder, corpus, text, loom.cast)
        weave_pieces(loom, link_contents(text.pieces))
    loom.rows += [dropped(text.source.text, disposal) for disposal in text.disposals]
    return loom.builder.finish()


def weave_pieces(loom: Loom, pieces: Sequence[Piece]) -> None:
    """The pieces of a source → `text` with front, body, back: what is no part of the text stands in `back`."""
    kept, excluded = set_aside(pieces)
    front = [p for p in kept if p.type == "front"]
    body = [p for p in kept if p.type != "front"]
    builder = loom.builder
    with builder.element("text"):
        if front:
            with builder.element("front"):
                for piece in front:
                    (weave_title_page if is_title_page(piece) else weave_division)(loom, piece)
        with builder.element("body"):
            weave_body(loom, body)
        if excluded:
            with builder.element("back"):
                for piece in excluded:
                    weave_division(loom, piece)


def set_aside(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces → those of the text, without excluded ones at any depth; and the
    excluded ones in reading order."""
    kept: list[Piece] = []
    excluded: list[Piece] = []
    for piece in pieces:
        own: list[Block | Piece] = []
        inside: list[Piece] = []
        for child in piece.children:
            if isinstance(child, Piece):
                inner, gone = set_aside([child])
                own += inner
                inside += gone
            else:
                own.append(child)
        (excluded if piece.type == "excluded" else kept).append(replace(piece, children=tuple(own)))
        excluded += inside
    return kept, excluded


def weave_body(loom: Loom, children: Sequence[Block | Piece]) -> None:
    """What a body holds; TEI wants at least one paragraph or division in it, so
    an empty one gets an empty `ab`."""
    nodes = arrange(children)
    weave_nodes(loom, nodes)
    if not any(is_content(node) for node in nodes):
        loom.builder.leaf("ab", attributes={"type": "empty"})


def is_content(node: Node) -> bool:
    """Whether a node becomes a paragraph, list, speech, or division, and not a head, frame, or milestone."""
    if isinstance(node, Group):
        return node.name not in ("opener", "closer", "postscript", "address")
    if isinstance(node, Block):
        return node.kind in ("para", "line", "separator", "excluded", "participants")
    return True


def weave_nodes(loom: Loom, nodes: Sequence[Node]) -> None:
    """Nodes in reading order → their elements, the captions of a plate in one."""
    for node in plates(nodes):
        if isinstance(node, Group):
            weave_group(loom, node)
        elif isinstance(node, Block):
            weave_block(loom, node)
        elif node.type == "floating":
            weave_floating(loom, node)
        else:
            weave_division(loom, node)


def weave_division(loom: Loom, piece: Piece) -> None:
    """A piece → `div`, its blocks numbered by its own id."""
    outer, excluded = loom.piece, loom.excluded
    loom.piece = piece.id
    if piece.type == "excluded":
        loom.excluded = piece.subtype or "exclude"
    attributes = {
        "type": piece.type,
        "subtype": piece.subtype,
        "n": piece.n,
        "id": piece.id,
        "next": pointers(piece.attrs.get("next", "")),
        "prev": pointers(piece.attrs.get("prev", "")),
        "source": loom.where(extent([piece])),
    }
    with loom.builder.element("div", attributes):
        weave_nodes(loom, arrange(piece.children))
    loom.piece, loom.excluded = outer, excluded


def weave_floating(loom: Loom, piece: Piece) -> None:
    """A message inside a message → `floatingText`."""
    outer, loom.piece = loom.piece, piece.id
    attributes = {"type": piece.subtype or "message", "id": piece.id, "source": loom.where(extent([piece]))}
    with loom.builder.element("floatingText", attributes), loom.builder.element("body"):
        weave_body(loom, piece.children)
    loom.piece = outer


GROUPS: Mapping[str, tuple[str, str]] = {
    "opener": ("opener", ""),
    "closer": ("closer", ""),
    "postscript": ("postscript", ""),
    "address": ("address", ""),
    "figure": ("figure", ""),
    "list": ("list", ""),
    "people": ("list", "participants"),
    "chronology": ("list", "chronology"),
    "sp": ("sp", ""),
    "lg": ("lg", ""),
    "table": ("table", ""),
    "section": ("div", "subsection"),
    "text": ("div", "text"),
    "continuation": ("div", "continuation"),
}
"""Group → the element around it and its type."""

UNNUMBERED = ("opener", "closer", "address", "people")
"""Groups to which nothing points."""


def weave_group(loom: Loom, group: Group) -> None:
    """Neighbours that belong together → one element around them."""
    name, kind = GROUPS[group.name]
    attributes = {"type": kind}
    if group.name not in UNNUMBERED:
        attributes["id"] = loom.number(PLATE if group.name == "figure" else group.name)
        attributes["source"] = loom.where(extent(group.members))
    if group.name == "sp":
        attributes |= speech_of(loom, group.members[0], attributes["id"])
    with loom.builder.element(name, attributes):
        weave_members(loom, group)


def weave_members(loom: Loom, group: Group) -> None:
    """What belongs to a group → its elements, by what the group is."""
    match group.name:
        case "figure":
            for caption in group.members:
                if isinstance(caption, Block):
                    weave_text(loom, "head", caption)
        case "table":
            for row in rows(group.members):
                weave_row(loom, row)
        case "chronology":
            for entry in entries(group.members):
                weave_entry(loom, entry)
        case "people":
            for node in group.members:
                if isinstance(node, Block) and node.kind == "participants":
                    weave_names(loom, node)
                else:
                    weave_nodes(loom, [node])
        case _:
            weave_nodes(loom, group.members)


def speech_of(loom: Loom, first: Node, name: str) -> dict[str, str]:
    """The first block of a speech and its id → who speaks; of one that goes on below what interrupted it,
    also the part before (`prev`)."""
    speakers = [m for m in first.marks if m.kind == "speaker"] if isinstance(first, Block) else []
    said = {"who": pointers(speakers[0].attrs.get("who", "")) if speakers else ""}
    back = first.attrs.get("continues", "") if isinstance(first, Block) else ""
    if back.isdecimal() and 0 < int(back) <= len(loom.speeches):
        before, who = loom.speeches[-int(back)]
        said = {"who": who, "prev": pointers(before)}
    loom.speeches.append((name, said["who"]))
    return said


def weave_row(loom: Loom, row: Sequence[Node]) -> None:
    """A row of a table → `row` with its cells; of labels all is said of the row; what stands
    above or between rows as it is."""
    labels = {node.attrs.get("role", "") for node in row if isinstance(node, Block)}
    if any(kind(node) != "cell" for node in row) or "caption" in labels:
        weave_nodes(loom, row)
        return
    role = {"role": "label"} if labels == {"label"} else {}
    with loom.builder.element("row", {"source": loom.where(extent(row)), **role}):
        weave_nodes(loom, row)


def weave_entry(loom: Loom, entry: Sequence[Node]) -> None:
    """An entry of a chronology → `item`, its further paragraphs a `p` each in it; what
    stands between two entries as it is."""
    first, *below = entry
    if not isinstance(first, Block) or first.kind != "entry":
        weave_nodes(loom, entry)
        return
    place = {"source": loom.where(extent(entry)), "id": loom.number("entry")}
    with loom.builder.element("item", place):
        weave_marked(loom, first, place["id"])
        for node in below:
            if isinstance(node, Block) and node.kind == "entry":
                weave_text(loom, "p", node, kind="para")
            else:
                weave_nodes(loom, [node])
