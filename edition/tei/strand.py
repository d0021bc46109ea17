"""The characters of a block with its marks: text in, mixed content out, and the rows of the ledger.

A block's characters are written once and in order; around and between them stand the elements of
its marks, by the table of `model.Mark`. Notes, running heads and page breaks inside a sentence are
written where they are called.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from edition.model import Block, Mark
from edition.tei.build import Attributes
from edition.tei.groups import extent
from edition.tei.ledger import rows_of
from edition.tei.loom import Loom
from edition.tei.nest import Nested, nest
from edition.tei.scopes import scope_of
from edition.tei.values import NAMES, UNWRITABLE, is_date, pointers
from edition.trace import Traced

OUTSIDE = " \t\u3000，,、；;。"
"""Signs at either end of a run that are no part of what is wrapped."""

DATING = ("when", "notBefore", "notAfter")

Wrap = tuple[str, Attributes]
"""An element, with its attributes, for characters that need one around them."""


def weave_text(
    loom: Loom,
    element: str,
    block: Block,
    attributes: Attributes | None = None,
    *,
    kind: str = "",
    wrap: Wrap | None = None,
) -> None:
    """A block → one element that bears its `@source` and `xml:id` and holds all its characters. `kind` counts
    the block as another kind; `wrap` is an element around each run of characters that no mark covers."""
    name = loom.number(kind or block.kind)
    where = {"source": loom.where(block.text.outer()), "id": name}
    with loom.builder.element(element, {**(attributes or {}), **where}):
        weave_marked(loom, block, name, wrap)


def weave_marked(loom: Loom, block: Block, target: str, wrap: Wrap | None = None) -> None:
    """The characters and marks of a block → the content of the open element
    `target`, and the rows of the ledger."""
    nested, lost = nest([m for m in block.marks if m.kind != "speaker"], len(block.text))
    for mark in lost:
        loom.lost(block, mark)
    kept: list[int] = []
    weave_inside(Strand(loom, block, kept, wrap), nested, 0, len(block.text))
    if block.kind == "fw":
        loom.rows += rows_of(kept, target, disposition="fw")
    elif loom.excluded:
        loom.rows += rows_of(kept, target, disposition="excluded", rule=block.rule or loom.excluded)
    else:
        loom.rows += rows_of(kept, target, disposition="text")


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
        strand.loom.drop(bad, "control")
        run, _ = run.without(UNWRITABLE)
    strand.kept.extend(run.at)
    if strand.wrap is None:
        strand.loom.builder.text(run.text)
    else:
        inner = run.text.strip(OUTSIDE)
        start = run.text.find(inner) if inner else len(run)
        strand.loom.builder.text(run.text[:start])
        if inner:
            strand.loom.builder.leaf(strand.wrap[0], inner, strand.wrap[1])
        strand.loom.builder.text(run.text[start + len(inner) :])


def weave_mark(strand: Strand, nested: Nested) -> None:
    """A mark with what it holds → its element, by the table of `model.Mark`."""
    loom, mark = strand.loom, nested.mark
    match mark.kind:
        case "note":
            weave_call(strand, mark)
        case "pb":
            weave_page_break(loom, mark.attrs)
        case "fw":
            weave_furniture(loom, mark)
        case "gap":
            weave_gap(loom, strand.block.text[mark.start : mark.end], mark.attrs)
        case "anchor" if mark.attrs.get("id"):
            loom.builder.leaf("anchor", attributes={"id": mark.attrs["id"]})
        case "anchor":
            loom.lost(strand.block, mark)
        case "supplied":
            said = {**responsible(loom, mark), "corresp": pointers(mark.attrs.get("decision", ""))}
            loom.builder.leaf("supplied", mark.attrs.get("text", ""), said)
        case "choice":
            weave_correction(strand, nested)
        case "app":
            weave_apparatus(strand, nested)
        case "scope" | "bibl" if not fits(strand, mark):
            loom.lost(strand.block, mark)
            weave_inside(strand, nested.inner, mark.start, mark.end)
        case _:
            name, attributes = element_of(strand, mark)
            with loom.builder.element(name, attributes):
                weave_inside(strand, nested.inner, mark.start, mark.end)


# -- marks without a length ------------------------------------------------------------------------------------


def weave_call(strand: Strand, mark: Mark) -> None:
    """A note at its call; a call without a body points to the note with the same
    mark before it (T003 if none)."""
    loom = strand.loom
    if mark.body is not None:
        weave_note(loom, mark.body, mark.attrs)
        return
    if mark.attrs.get("text"):
        weave_remark(loom, mark)
        return
    n = mark.attrs.get("n", "")
    target = mark.attrs.get("target", "") or loom.calls.get((loom.piece, n), "")
    if not target:
        loom.report("T003", strand.block.text, mark.start, mark=n)
    subtype = "" if target else "unresolved"
    said = {"type": "note", "subtype": subtype, "n": n, "target": pointers(target)}
    loom.builder.leaf("ref", attributes=said)


def weave_remark(loom: Loom, mark: Mark) -> None:
    """What the editor says of a place → a `note` at it, which is of no source and so has no `@source`."""
    attributes = {
        "type": "editor",
        "place": "bottom",
        "n": mark.attrs["n"],
        "resp": loom.cast.resp(mark.attrs.get("resp", "")),
        "corresp": pointers(mark.attrs.get("decision", "")),
        "id": loom.number("note"),
    }
    loom.builder.leaf("note", mark.attrs["text"], attributes)


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


def weave_furniture(loom: Loom, mark: Mark) -> None:
    """A running head or page number inside a paragraph → `fw`."""
    if mark.body is not None:
        weave_text(loom, "fw", replace(mark.body, kind="fw"), {"type": mark.attrs.get("type", "header")})


def weave_page_break(loom: Loom, attrs: Attributes) -> None:
    """The beginning of a printed page → `pb`."""
    n = attrs.get("n", "")
    loom.builder.leaf("pb", attributes={"n": n, "id": loom.page(n)})


def weave_gap(loom: Loom, dots: Traced, attrs: Attributes) -> None:
    """Left-out material → an empty `gap`; the dots themselves are booked as dropped by the rule `gap`."""
    reason = attrs.get("reason", "sampling")
    loom.builder.leaf("gap", attributes={"reason": reason, "source": loom.where(dots.outer())})
    loom.drop(dots, "gap")


# -- marks around text -----------------------------------------------------------------------------------------


def responsible(loom: Loom, mark: Mark) -> dict[str, str]:
    """Who answers for a change, and how certain it is."""
    return {"resp": loom.cast.resp(mark.attrs.get("resp", "")), "cert": mark.attrs.get("cert", "")}


def weave_correction(strand: Strand, nested: Nested) -> None:
    """Wrong characters and what they should read → `choice` with the decision's id, `sic` and `corr`."""
    loom, mark = strand.loom, nested.mark
    with loom.builder.element("choice", {"corresp": pointers(mark.attrs.get("decision", ""))}):
        with loom.builder.element("sic"):
            weave_inside(strand, nested.inner, mark.start, mark.end)
        loom.builder.leaf("corr", mark.attrs.get("corr", ""), responsible(loom, mark))


def weave_apparatus(strand: Strand, nested: Nested) -> None:
    """A lemma and the readings of other witnesses → `app`, inline (TEI chapter TC, parallel segmentation).
    Readings that go beyond the lemma end at the anchor in `@to`."""
    cast, builder, mark = strand.loom.cast, strand.loom.builder, nested.mark
    with builder.element("app", {"to": pointers(mark.attrs.get("to", ""))}):
        with builder.element("lem", {"wit": cast.witnesses_of(mark.attrs.get("wit", ""))}):
            weave_inside(strand, nested.inner, mark.start, mark.end)
        for line in mark.attrs.get("readings", "").split("\n"):
            wit, _, rest = line.partition("\t")
            kind, _, text = rest.partition("\t")
            if wit:
                builder.leaf("rdg", text, {"wit": cast.witnesses_of(wit), "type": kind})


def fits(strand: Strand, mark: Mark) -> bool:
    """Whether a scope stands in a citation, a citation in a note."""
    inside = strand.loom.builder.inside
    return inside == "bibl" if mark.kind == "scope" else inside == "note" and strand.block.kind == "note"


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
            target = pointers(attrs.get("target", "") or attrs.get("candidates", ""))
            said = {key: attrs.get(key, "") for key in ("type", "n", "cert")}
            subtype = "" if target else "unresolved"
            return "ref", {**said, "subtype": subtype, "target": target, "corresp": corresp}
        case "bibl":
            return "bibl", {"corresp": pointers(strand.loom.cast.works.get(attrs.get("work", ""), ""))}
        case "scope":
            return "biblScope", dict(attrs)
        case "hi":
            return "hi", {"rend": attrs.get("rend", "bold")}
        case _:
            return "q", {}


def dating(strand: Strand, mark: Mark) -> dict[str, str]:
    """A date mark → its type and its values, without those that are no dates (T002). A date in a
    dateline takes the dateline's type."""
    block = strand.block
    inherited = block.attrs.get("type", "") if block.kind == "dateline" else ""
    said = {"type": mark.attrs.get("type", "") or inherited}
    for key in DATING:
        value = mark.attrs.get(key, "")
        if value and not is_date(value):
            strand.loom.report("T002", block.text, mark.start, value=value, attribute=key)
        elif value:
            said[key] = value
    return said


# -- citations -------------------------------------------------------------------------------------------------


def weave_citation(loom: Loom, block: Block) -> None:
    """Where a document is taken from → `bibl`, with the volume and the pages marked in the printed text, or,
    where it does not print them (同上), as empty `biblScope`."""
    scopes = [
        mark for mark in (scope_of(block, unit) for unit in ("volume", "issue", "page")) if mark is not None
    ]
    printed = tuple(mark for mark in scopes if mark.start < mark.end and not named(block, mark))
    name = loom.number("citation")
    work = block.attrs.get("work", "")
    corresp = pointers(loom.cast.works.get(work, ""))
    if work and not corresp:
        loom.report("T004", block.text, 0, work=work)
    said = {"corresp": corresp, "source": loom.where(block.text.outer()), "id": name}
    with loom.builder.element("bibl", said):
        weave_marked(loom, replace(block, marks=(*block.marks, *printed)), name)
        for mark in scopes:
            if mark.start == mark.end:
                loom.builder.leaf("biblScope", attributes=mark.attrs)


def named(block: Block, scope: Mark) -> bool:
    """Whether the figures of a scope stand inside the name of a work, which says them already."""
    return any(m.kind == "name" and m.start < scope.end and m.end > scope.start for m in block.marks)
