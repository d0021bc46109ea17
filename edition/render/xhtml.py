"""TEI elements → XHTML elements, for the pages of both books: a unit, or the opening of a part, as one page.

The characters are the TEI's; `notes` and `apparatus` place notes and variants, `headings` writes heads,
`elements` says what form everything else has.
Elements that nobody foresaw pass their text through and are reported once per kind (X012).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.render.apparatus import entry_body
from edition.render.blocks import is_called
from edition.render.elements import HANDLERS
from edition.render.headings import write_heading, write_relations
from edition.render.notes import note_body
from edition.render.setting import Notes, Setting
from edition.render.units import Node
from edition.render.writer import EPUB_TYPE, Writer
from edition.tei import XML_LANG
from edition.tei.views import Element


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page: `content` is a `div` or `section`, `notes` and `apparatus` the bodies to
    stand at its end (empty in FOOT).

    `unknown` maps each kind of element that is no part of the vocabulary to the line where it first stands.
    """

    content: Element
    notes: tuple[Element, ...]
    apparatus: tuple[Element, ...]
    unknown: Mapping[str, int]


def render_unit(
    unit: Node,
    setting: Setting,
    *,
    openings: Sequence[Node] = (),
    blocks: Sequence[Element] | None = None,
    part: int = 0,
) -> Rendered:
    """A unit → its page. `openings` are parts and sections whose headings stand above it;
    `blocks` are those of the unit that this page holds (all by default); `part` is greater than
    0 when the page continues the unit."""
    held = unit.blocks if blocks is None else blocks
    heads = [h for node in (*openings, unit) for h in (*node.heads, *node.blocks * (node is not unit))]
    writer = Writer(setting, HANDLERS, total=count_notes((*heads, *held) if part == 0 else held))
    shown = openings if part == 0 else ()
    with writer.element("div", ("class", "page")):
        for opening in shown:
            write_heading(writer, opening, writer.level, ident=opening.id)
            writer.sequence(opening.blocks)
            writer.level += bool(opening.heads)
        with writer.element(
            "section", ("id", f"{unit.id}.{part}" if part else unit.id), *semantics(unit, setting)
        ):
            if part == 0:
                write_heading(writer, unit, writer.level)
                write_relations(writer, unit, before=True)
            writer.sequence(held)
            if held[-1:] == unit.blocks[-1:]:
                write_relations(writer, unit, before=False)
    return finished(writer)


def render_opening(node: Node, setting: Setting) -> Rendered:
    """A part or section → a page of its own with its headings."""
    writer = Writer(setting, HANDLERS, total=count_notes((*node.heads, *node.blocks)))
    with writer.element("section", ("id", node.id), ("class", f"opening {node.kind}")):
        write_heading(writer, node, 1)
        writer.sequence(node.blocks)
    return finished(writer)


def finished(writer: Writer) -> Rendered:
    """What was written → the page, with the bodies of its notes and of its
    apparatus in the order of their calls."""
    content = writer.builder.close()
    notes = tuple(note_body(writer, call) for call in writer.called.values())
    apparatus = tuple(entry_body(writer, *variant) for variant in writer.variants)
    return Rendered(content, notes, apparatus, writer.unknown)


def semantics(unit: Node, setting: Setting) -> Iterator[tuple[str, str]]:
    """The class and, in an EPUB, the structural semantics of a unit."""
    yield "class", f"unit {unit.subtype}".strip()
    if unit.language.partition("-")[0] != setting.language.partition("-")[0]:
        yield "lang", unit.language
        yield XML_LANG, unit.language
    if setting.notes is Notes.POPUP:
        yield EPUB_TYPE, "foreword" if unit.subtype == "foreword" else "chapter"
        yield "role", "doc-foreword" if unit.subtype == "foreword" else "doc-chapter"
        if unit.heading:
            yield "aria-label", unit.heading


def count_notes(elements: Iterable[Element]) -> int:
    """How many notes with a call stand in the elements."""
    return sum(1 for root in elements for e in root.iter("{*}note") if is_called(e))
