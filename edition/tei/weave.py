"""Stage 7, weave: pieces with marks → one TEI corpus, and the ledger of every source. The only writer of text.

    Structured, Corpus → Woven(teiCorpus, ledgers, diagnostics)

Blocks are put in an order TEI allows by `arrange`, marks are nested by `nest`, and both are written in text order by a
tree builder. Every block's characters stand exactly once in one element that bears `@source` and `xml:id`; what the
ledger says of them is booked while they are written. Diagnostics: T001 to T004, R005, L001.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from urllib.parse import quote

from lxml import etree

from edition.config import Corpus
from edition.model import Block, Mark, Piece, Source, Structured
from edition.report import Diagnostic, make
from edition.tei import NSMAP, XML_ID, XML_LANG, tei
from edition.tei.arrange import Group, Node, arrange
from edition.tei.build import Attributes, Builder
from edition.tei.header import Cast, cast_of, corpus_header, standoff, write_text_header
from edition.tei.ledger import balance, dropped, rows_of
from edition.tei.nest import Nested, nest
from edition.tei.values import is_date, name_part, pointers
from edition.trace import Disposal, Entry, Ledger, Span, Traced

UNWRITABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold."""

SHORT = {
    "para": "p",
    "line": "p",
    "speech": "p",
    "item": "i",
    "entry": "i",
    "head": "h",
    "note": "n",
    "citation": "c",
}
"""How the ids of blocks begin after the piece's; other kinds use their own name."""

NAMES = {"person": "persName", "place": "placeName", "org": "orgName", "work": "title"}

DATING = ("when", "notBefore", "notAfter")

LIST_LABEL = re.compile(r"^[^：:、，,；;]{1,20}[：:]")
SEPARATORS = frozenset("、，,；;")
BRACKETS = {"（": 1, "(": 1, "）": -1, ")": -1}

Wrap = tuple[str, Attributes]
"""An element, with its attributes, for characters that need one around them."""


@dataclass(frozen=True)
class Woven:
    """The edition as TEI, the ledger of each source, and what was wrong with marks and attributes."""

    tree: etree._Element
    ledgers: tuple[Ledger, ...]
    diagnostics: tuple[Diagnostic, ...]


def weave_edition(texts: Sequence[Structured], corpus: Corpus) -> Woven:
    """All sources and the corpus → one `teiCorpus` with header, standOff and a `TEI` per source.

    Diagnostics: T001 marks that cross, T002 a date that is no date, T003 a second call without a note, T004 a
    citation of an unknown work, R005 characters XML cannot hold, L001 a ledger that does not balance.
    """
    cast = cast_of(texts, corpus)
    looms = [Loom(Builder(), text.source, cast) for text in texts]
    woven = [weave_source(loom, text, corpus) for loom, text in zip(looms, texts, strict=True)]
    ledgers = [balance(loom.source.id, loom.rows) for loom in looms]
    problems = [problem for loom in looms for problem in loom.problems]
    for loom, ledger in zip(looms, ledgers, strict=True):
        problems += imbalances(loom.source, ledger)
    said = {XML_ID: corpus.info.id, XML_LANG: corpus.info.language}
    root = etree.Element(tei("teiCorpus"), said, NSMAP)  # type: ignore[arg-type]  # the stubs lack the default namespace
    root.text = "\n"
    for part in (corpus_header(corpus, cast, woven), standoff(corpus, texts), *woven):
        part.tail = "\n"
        root.append(part)
    return Woven(root, tuple(ledgers), tuple(sorted(problems)))


def imbalances(source: Source, ledger: Ledger) -> Iterator[Diagnostic]:
    """→ L001 for every hole and overlap of a source's ledger."""
    for fault, span in ledger.faults(len(source.text)):
        place = source.position(min(span.start, len(source.text)))
        yield make("L001", source.file, place, fault=fault, start=span.start, end=span.end)


class Loom:
    """Where the weaving of one source has come to: the builder, the piece and its numbering, the rows so far."""

    def __init__(self, builder: Builder, source: Source, cast: Cast) -> None:
        self.builder = builder
        self.source = source
        self.cast = cast
        self.rows: list[Entry] = []
        self.problems: list[Diagnostic] = []
        self.piece = source.id
        self.excluded = ""
        self.calls: dict[tuple[str, str], str] = {}
        self._numbers: Counter[tuple[str, str]] = Counter()

    def number(self, kind: str) -> str:
        """→ the id of the piece's next block of this kind."""
        short = SHORT.get(kind, kind)
        self._numbers[self.piece, short] += 1
        return f"{self.piece}-{short}{self._numbers[self.piece, short]}"

    def page(self, n: str) -> str:
        """→ the id of the source's page break `n`; a number that comes twice is counted on."""
        name = name_part(n)
        self._numbers["", name] += 1
        again = self._numbers["", name]
        return f"{self.source.id}-pb{name}" + (f"-{again}" if again > 1 or not name else "")

    def where(self, span: Span) -> str:
        """→ `@source` for a range of the source; nothing for an empty range."""
        file = re.sub(r"[\s%#]", lambda m: quote(m[0]), self.source.file)
        return f"{file}#char={span.start},{span.end}" if len(span) else ""

    def report(self, code: str, at: Traced, place: int, **values: object) -> None:
        """A diagnostic at the source position of the character `place` of a text."""
        offset = at.at[min(place, len(at) - 1)] if at else 0
        self.problems.append(make(code, self.source.file, self.source.position(offset), **values))


# -- pieces ------------------------------------------------------------------------------------------------------


def weave_source(loom: Loom, text: Structured, corpus: Corpus) -> etree._Element:
    """A source → its `TEI`, and in the loom the rows of its ledger."""
    with loom.builder.element("TEI", {"id": text.source.id}):
        write_text_header(loom.builder, corpus, text, loom.cast)
        weave_pieces(loom, text.pieces)
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
                weave_nodes(loom, front)
        with builder.element("body"):
            weave_body(loom, body)
        if excluded:
            with builder.element("back"):
                for piece in excluded:
                    weave_division(loom, piece)


def set_aside(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Pieces → those of the text, without excluded ones at any depth; and the excluded ones in reading order."""
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
    """What a body holds; TEI wants at least one paragraph or division in it, so an empty one gets an empty `ab`."""
    nodes = arrange(children)
    weave_nodes(loom, nodes)
    if not any(is_content(node) for node in nodes):
        loom.builder.leaf("ab", attributes={"type": "empty"})


def is_content(node: Node) -> bool:
    """Whether a node becomes a paragraph, list, speech, or division, and not a head, frame, or milestone."""
    if isinstance(node, Group):
        return node.name not in ("opener", "closer")
    if isinstance(node, Block):
        return node.kind in ("para", "line", "excluded", "participants")
    return True


def weave_nodes(loom: Loom, nodes: Sequence[Node]) -> None:
    """Nodes in reading order → their elements."""
    for node in nodes:
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
    "list": ("list", ""),
    "chronology": ("list", "chronology"),
    "sp": ("sp", ""),
    "section": ("div", "section"),
    "text": ("div", "text"),
    "continuation": ("div", "continuation"),
}
"""Group → the element around it and its type."""


def weave_group(loom: Loom, group: Group) -> None:
    """Neighbours that belong together → one element around them."""
    name, kind = GROUPS[group.name]
    attributes = {"type": kind}
    if group.name not in ("opener", "closer"):
        attributes["id"] = loom.number(group.name)
        attributes["source"] = loom.where(extent(group.members))
    if group.name == "sp":
        first = group.members[0]
        speakers = [m for m in first.marks if m.kind == "speaker"] if isinstance(first, Block) else []
        attributes["who"] = pointers(speakers[0].attrs.get("who", "")) if speakers else ""
    with loom.builder.element(name, attributes):
        weave_nodes(loom, group.members)


def extent(nodes: Sequence[Node]) -> Span:
    """Nodes → the smallest span around all their characters, those of their notes included."""
    offsets = [offset for node in nodes for block in blocks_of(node) for offset in ends(block)]
    return Span(min(offsets), max(offsets) + 1) if offsets else Span(0, 0)


def blocks_of(node: Node) -> Iterator[Block]:
    """Every block of a node, with those that its marks carry."""
    if isinstance(node, Block):
        yield node
        for mark in node.marks:
            if mark.body is not None:
                yield from blocks_of(mark.body)
    else:
        for child in node.members if isinstance(node, Group) else node.children:
            yield from blocks_of(child)


def ends(block: Block) -> tuple[int, ...]:
    """The smallest and the greatest source offset of a block; nothing for an empty one."""
    return (min(block.text.at), max(block.text.at)) if block.text else ()


# -- blocks ------------------------------------------------------------------------------------------------------


def weave_block(loom: Loom, block: Block) -> None:
    """A block → its element, by the table of `model.Block`."""
    match block.kind:
        case "pb":
            weave_page_break(loom, block.attrs)
            if block.text:
                weave_text(loom, "fw", replace(block, kind="fw"), {"type": "pageNum"})
            else:
                weave_bodies(loom, block)
        case "gap":
            weave_gap(loom, block)
        case "figure":
            with loom.builder.element("figure", {"source": loom.where(block.text.outer())}):
                weave_text(loom, "head", block)
        case "citation":
            with loom.builder.element("note", {"type": "citation", "source": loom.where(extent([block]))}):
                weave_citation(loom, block)
        case "distribution":
            with loom.builder.element("note", {"type": "distribution", "source": loom.where(extent([block]))}):
                weave_enumeration(loom, block, "")
        case "participants":
            weave_enumeration(loom, block, "participants")
        case "speech":
            weave_speech(loom, block)
        case "address" | "salute" | "signed" | "dateline" | "idno" | "secrecy":
            weave_frame(loom, block)
        case "note":
            weave_note(loom, block, block.attrs)
        case "fw":
            weave_text(loom, "fw", block, {"type": block.attrs.get("type", "header")})
        case "head":
            weave_text(loom, "head", block, {"type": block.attrs.get("type", "main")})
        case "item" | "entry":
            weave_text(loom, "item", block, {"n": block.attrs.get("n", "")})
        case _:
            weave_text(loom, "p", block, {"rend": block.attrs.get("rend", "")})


def weave_text(
    loom: Loom,
    element: str,
    block: Block,
    attributes: Attributes | None = None,
    *,
    kind: str = "",
    wrap: Wrap | None = None,
) -> None:
    """A block → one element that bears its `@source` and `xml:id` and holds all its characters. `kind` counts the
    block as another kind; `wrap` is an element around each run of characters that no mark covers."""
    name = loom.number(kind or block.kind)
    where = {"source": loom.where(block.text.outer()), "id": name}
    with loom.builder.element(element, {**(attributes or {}), **where}):
        weave_marked(loom, block, name, wrap)


def weave_speech(loom: Loom, block: Block) -> None:
    """A speech block, inside its `sp` → `speaker` where a mark names one, and `p` for the rest."""
    speaker = next((m for m in block.marks if m.kind == "speaker"), None)
    if speaker is None:
        weave_text(loom, "p", block)
        return
    label, speech = cut(block, [speaker.end])
    weave_text(loom, "speaker", label, kind="speaker")
    if speech.text or speech.marks:
        weave_text(loom, "p", speech)


def weave_frame(loom: Loom, block: Block) -> None:
    """What belongs in an opener or a closer → its element; among paragraphs, where TEI has no place for it, an `ab`
    of its type, around the element where it may hold it."""
    kind = block.kind
    framed = loom.builder.inside in ("opener", "closer")
    if kind == "secrecy":
        weave_text(loom, "note", block, {"type": "secrecy"})
    elif framed and kind not in ("address", "idno"):
        weave_text(loom, kind, block)
    elif framed:
        weave_address_or_number(loom, block)
    elif kind not in ("address", "idno"):
        weave_text(loom, "ab", block, {"type": kind, "subtype": block.attrs.get("type", "")})
    else:
        with loom.builder.element("ab", {"type": kind, "source": loom.where(block.text.outer())}):
            weave_address_or_number(loom, block)


def weave_address_or_number(loom: Loom, block: Block) -> None:
    """The address of a telegram → `address`; a number → `idno`, which TEI lets hold nothing but characters: a marked
    one is a `seg` with an `idno` around what is not marked."""
    if block.kind == "address":
        with loom.builder.element("address"):
            weave_text(loom, "addrLine", block)
        return
    attributes = {"type": block.attrs.get("type", "document")}
    if block.marks:
        weave_text(loom, "seg", block, {"type": "idno"}, wrap=("idno", attributes))
    else:
        weave_text(loom, "idno", block, attributes)


def weave_gap(loom: Loom, block: Block) -> None:
    """Left-out material → an empty `gap`; the dots themselves are booked as dropped by the rule `gap`."""
    reason = block.attrs.get("reason", "sampling")
    loom.builder.leaf("gap", attributes={"reason": reason, "source": loom.where(block.text.outer())})
    drop(loom, block.text, "gap")
    weave_bodies(loom, block)


def weave_bodies(loom: Loom, block: Block) -> None:
    """The marks of a block that has no characters in the TEI → its notes and running heads beside it; other marks have
    nothing to stand on (T001)."""
    for mark in block.marks:
        if mark.body is not None and mark.kind == "note":
            weave_note(loom, mark.body, mark.attrs)
        elif mark.body is not None and mark.kind == "fw":
            weave_furniture(loom, mark)
        elif mark.kind != "speaker":
            report_lost(loom, block, mark)


def weave_page_break(loom: Loom, attrs: Attributes) -> None:
    """The beginning of a printed page → `pb`."""
    n = attrs.get("n", "")
    loom.builder.leaf("pb", attributes={"n": n, "id": loom.page(n)})


def weave_enumeration(loom: Loom, block: Block, kind: str) -> None:
    """Recipients or participants in one run of text → `list` with an `item` each; marks of punctuation stay at the
    end of their item, a label before a colon is the list's head."""
    text = block.text.text
    label = LIST_LABEL.match(text)
    start = label.end() if label else 0
    cuts = [c for c in separations(text, start) if not any(m.start < c < m.end for m in block.marks)]
    with loom.builder.element("list", {"type": kind}):
        if start and not any(m.start < start < m.end for m in block.marks):
            head, *items = cut(block, [start, *cuts])
            weave_text(loom, "head", head, kind="head")
        else:
            items = cut(block, cuts)
        for item in items:
            weave_text(loom, "item", item, kind="item")


def separations(text: str, start: int) -> Iterator[int]:
    """A run of names → the places after the commas between them; a comma in brackets separates nothing."""
    depth = 0
    for i, character in enumerate(text[start:], start):
        depth = max(0, depth + BRACKETS.get(character, 0))
        if character in SEPARATORS and not depth and text[i + 1 :].strip():
            yield i + 1


def weave_citation(loom: Loom, block: Block) -> None:
    """Where a document is taken from → `bibl`, with the volume and the pages marked in the printed text, or, where
    it does not print them (同上), as empty `biblScope`."""
    scopes = [mark for mark in (scope_of(block, unit) for unit in ("volume", "page")) if mark is not None]
    printed = tuple(mark for mark in scopes if mark.start < mark.end)
    name = loom.number("citation")
    work = block.attrs.get("work", "")
    corresp = pointers(loom.cast.works.get(work, ""))
    if work and not corresp:
        loom.report("T004", block.text, 0, work=work)
    with loom.builder.element(
        "bibl", {"corresp": corresp, "source": loom.where(block.text.outer()), "id": name}
    ):
        weave_marked(loom, replace(block, marks=(*block.marks, *printed)), name)
        for mark in scopes:
            if mark not in printed:
                loom.builder.leaf("biblScope", attributes=mark.attrs)


SCOPES = {
    "volume": r"{n}(?=\s*[卷册集辑期编部])|(?<=[（(]){n}(?=[）)])",
    "page": r"{n}(?=\s*页)|(?<=第){n}(?![0-9])",
}
"""How the volume and the pages of a citation are printed, around the figures that are known."""


def scope_of(block: Block, unit: str) -> Mark | None:
    """A resolved citation → the mark around the volume or the pages it prints, empty at the end where it prints none;
    nothing where a mark already says so or nothing is known."""
    attrs = block.attrs
    if unit == "volume":
        first = last = attrs.get("volume", "")
        said = {"unit": unit, "n": first}
    else:
        first = attrs.get("from", "")
        last = attrs.get("to", "") or first
        said = {"unit": unit, "from": first, "to": last}
    if not first or any(m.kind == "scope" and m.attrs.get("unit") == unit for m in block.marks):
        return None
    figures = r"(?<![0-9])" + re.escape(first)
    if last != first:
        figures += rf"\s*[-—–－~～至]+\s*{re.escape(last)}"
    found = re.search(SCOPES[unit].replace("{n}", figures), block.text.text)
    start, end = found.span() if found else (len(block.text), len(block.text))
    return Mark("scope", start, end, said)


def weave_note(loom: Loom, body: Block, attrs: Attributes) -> None:
    """A note → `note` at its call; its printed mark is `@n`."""
    name = loom.number("note")
    n = attrs.get("n", "")
    attributes = {
        "type": attrs.get("type", ""),
        "place": attrs.get("place", "bottom"),
        "n": n,
        "resp": loom.cast.resp(attrs.get("resp", "")),
        "source": loom.where(extent([body])),
        "id": name,
    }
    loom.calls[loom.piece, n] = name
    with loom.builder.element("note", attributes):
        if body.kind == "citation":
            weave_citation(loom, body)
        else:
            weave_marked(loom, body, name)


def drop(loom: Loom, text: Traced, rule: str) -> None:
    """Characters that do not go into the TEI → their rows in the ledger."""
    loom.rows += [dropped(loom.source.text, Disposal(span.start, span.end, rule)) for span in text.spans()]


def cut(block: Block, at: Sequence[int]) -> list[Block]:
    """A block and ascending positions in its text → the blocks between them, each with its own marks. A mark that
    crosses a cut is halved where it may be, else it goes, too long, to the block in which it starts, where it will be
    reported."""
    parts = []
    left = list(block.marks)
    for start, end in pairwise([0, *at, len(block.text)]):
        mine = [m for m in left if m.start < end or m.end <= end]
        left = [m for m in left if m not in mine]
        halved = [(i, halves(m, end)) for i, m in enumerate(mine) if m.end > end]
        for i, pair in halved:
            if pair is not None:
                mine[i], rest = pair
                left.insert(0, rest)
        moved = tuple(replace(m, start=m.start - start, end=m.end - start) for m in mine if m.kind != "speaker")
        parts.append(replace(block, text=block.text[start:end], marks=moved))
    return parts


def halves(mark: Mark, at: int) -> tuple[Mark, Mark] | None:
    """A mark and a place inside it → two marks that say what it said, or nothing where that cannot be: emphasis can be
    halved, and so can a lemma that the other witnesses lack; what little they have belongs to the second half."""
    rows = [row.split("\t") for row in mark.attrs.get("readings", "").split("\n") if row]
    lacking = mark.kind == "app" and all("lacuna" in row[1:2] or not any(row[2:]) for row in rows)
    if mark.kind != "hi" and not lacking:
        return None
    readings = {"readings": "\n".join("\t".join((*row[:2], "")) for row in rows)} if rows else {}
    return replace(mark, end=at, attrs={**mark.attrs, **readings}), replace(mark, start=at)


# -- marks -------------------------------------------------------------------------------------------------------


def weave_marked(loom: Loom, block: Block, target: str, wrap: Wrap | None = None) -> None:
    """The characters and marks of a block → the content of the open element `target`, and the rows of the ledger."""
    nested, lost = nest([m for m in block.marks if m.kind != "speaker"], len(block.text))
    for mark in lost:
        report_lost(loom, block, mark)
    kept: list[int] = []
    weave_inside(Strand(loom, block, kept, wrap), nested, 0, len(block.text))
    if block.kind == "fw":
        loom.rows += rows_of(kept, target, disposition="fw")
    elif loom.excluded:
        loom.rows += rows_of(kept, target, disposition="excluded", rule=block.rule or loom.excluded)
    else:
        loom.rows += rows_of(kept, target, disposition="text")


def report_lost(loom: Loom, block: Block, mark: Mark) -> None:
    """A mark that cannot stand where it is → T001."""
    loom.report("T001", block.text, mark.start, kind=mark.kind, form=block.text.text[mark.start : mark.end])


def weave_furniture(loom: Loom, mark: Mark) -> None:
    """A running head or page number inside a paragraph → `fw`."""
    if mark.body is not None:
        weave_text(loom, "fw", replace(mark.body, kind="fw"), {"type": mark.attrs.get("type", "header")})


@dataclass(frozen=True)
class Strand:
    """One block while it is written: `kept` grows by the source offset of every character that is."""

    loom: Loom
    block: Block
    kept: list[int]
    wrap: Wrap | None


def weave_inside(strand: Strand, marks: Sequence[Nested], start: int, end: int) -> None:
    """The characters `start`..`end` of a block with the marks among them → text and elements in text order."""
    for nested in marks:
        weave_characters(strand, start, nested.mark.start)
        weave_mark(replace(strand, wrap=None), nested)
        start = nested.mark.end
    weave_characters(strand, start, end)


def weave_characters(strand: Strand, start: int, end: int) -> None:
    """Characters of a block → text; those that XML cannot hold are booked as dropped and reported."""
    run = strand.block.text[start:end]
    if not run:
        return
    if UNWRITABLE.search(run.text):
        bad = Traced.join(run[m.start() : m.end()] for m in UNWRITABLE.finditer(run.text))
        strand.loom.report("R005", bad, 0, count=len(bad), first=ord(bad.text[0]))
        drop(strand.loom, bad, "control")
        run, _ = run.without(UNWRITABLE)
    strand.kept.extend(run.at)
    if strand.wrap is None:
        strand.loom.builder.text(run.text)
    else:
        strand.loom.builder.leaf(strand.wrap[0], run.text, strand.wrap[1])


def weave_mark(strand: Strand, nested: Nested) -> None:
    """A mark with what it holds → its element, by the table of `model.Mark`."""
    loom, mark = strand.loom, nested.mark
    match mark.kind:
        case "note":
            weave_call(strand, mark)
        case "pb":
            weave_page_break(loom, mark.attrs)
        case "fw":
            if mark.body is not None:
                weave_text(
                    loom, "fw", replace(mark.body, kind="fw"), {"type": mark.attrs.get("type", "header")}
                )
        case "gap":
            run = strand.block.text[mark.start : mark.end]
            reason = mark.attrs.get("reason", "sampling")
            loom.builder.leaf("gap", attributes={"reason": reason, "source": loom.where(run.outer())})
            drop(loom, run, "gap")
        case "supplied":
            loom.builder.leaf("supplied", mark.attrs.get("text", ""), decided(loom, mark))
        case "choice":
            with loom.builder.element("choice", {"corresp": decided(loom, mark)["corresp"]}):
                with loom.builder.element("sic"):
                    weave_inside(strand, nested.inner, mark.start, mark.end)
                said = {**decided(loom, mark), "corresp": "", "cert": mark.attrs.get("cert", "")}
                loom.builder.leaf("corr", mark.attrs.get("corr", ""), said)
        case "app":
            weave_apparatus(strand, nested)
        case "scope" if loom.builder.inside != "bibl":
            report_lost(loom, strand.block, mark)
            weave_inside(strand, nested.inner, mark.start, mark.end)
        case _:
            name, attributes = element_of(strand, mark)
            with loom.builder.element(name, attributes):
                weave_inside(strand, nested.inner, mark.start, mark.end)


def decided(loom: Loom, mark: Mark) -> dict[str, str]:
    """Who answers for a change, and the decision that made it."""
    return {
        "resp": loom.cast.resp(mark.attrs.get("resp", "")),
        "corresp": pointers(mark.attrs.get("decision", "")),
    }


def weave_call(strand: Strand, mark: Mark) -> None:
    """A note at its call; a call without a body points to the note with the same mark before it (T003 if none)."""
    loom = strand.loom
    if mark.body is not None:
        weave_note(loom, mark.body, mark.attrs)
        return
    n = mark.attrs.get("n", "")
    target = mark.attrs.get("target", "") or loom.calls.get((loom.piece, n), "")
    if not target:
        loom.report("T003", strand.block.text, mark.start, mark=n)
    unresolved = "" if target else "unresolved"
    loom.builder.leaf(
        "ref", attributes={"type": "note", "subtype": unresolved, "n": n, "target": pointers(target)}
    )


def weave_apparatus(strand: Strand, nested: Nested) -> None:
    """A lemma and the readings of other witnesses → `app`, inline (TEI 13.2.3, parallel segmentation)."""
    cast, builder, mark = strand.loom.cast, strand.loom.builder, nested.mark
    with builder.element("app"):
        with builder.element("lem", {"wit": cast.witnesses_of(mark.attrs.get("wit", ""))}):
            weave_inside(strand, nested.inner, mark.start, mark.end)
        for line in mark.attrs.get("readings", "").split("\n"):
            wit, _, rest = line.partition("\t")
            kind, _, text = rest.partition("\t")
            if wit:
                builder.leaf("rdg", text, {"wit": cast.witnesses_of(wit), "type": kind})


def element_of(strand: Strand, mark: Mark) -> tuple[str, dict[str, str]]:
    """A mark that is one element around its text → the element and its attributes."""
    attrs = mark.attrs
    corresp = pointers(attrs.get("decision", ""))
    match mark.kind:
        case "name":
            if attrs.get("candidates") and not attrs.get("ref"):
                said = {"ana": "#ambiguous", "cert": "low", "key": attrs["candidates"]}
            else:
                said = {"ref": pointers(attrs.get("ref", "")), "cert": attrs.get("cert", "")}
            return NAMES.get(attrs.get("type", ""), "name"), {**said, "corresp": corresp}
        case "date":
            return "date", {**dating(strand, mark), "cert": attrs.get("cert", ""), "corresp": corresp}
        case "ref":
            target = pointers(attrs.get("target", ""))
            unresolved = "" if target else "unresolved"
            said = {key: attrs.get(key, "") for key in ("type", "n", "cert")}
            return "ref", {**said, "subtype": unresolved, "target": target, "corresp": corresp}
        case "scope":
            return "biblScope", dict(attrs)
        case "hi":
            return "hi", {"rend": attrs.get("rend", "bold")}
        case _:
            return "q", {}


def dating(strand: Strand, mark: Mark) -> dict[str, str]:
    """A date mark → its type and its values, without those that are no dates (T002). A date in a dateline takes the
    dateline's type."""
    block = strand.block
    said = {
        "type": mark.attrs.get("type", "") or (block.attrs.get("type", "") if block.kind == "dateline" else "")
    }
    for key in DATING:
        value = mark.attrs.get(key, "")
        if value and not is_date(value):
            strand.loom.report("T002", block.text, mark.start, value=value, attribute=key)
        elif value:
            said[key] = value
    return said
