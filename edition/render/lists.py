"""Lists and tables: items with their printed numbers or labels, chronologies, rows and cells.

Sources: TEI P5 chapters 3.8 (lists), 14.1 (tables).
"""

from __future__ import annotations

import re

from edition.render.blocks import has_blocks, parts_of
from edition.render.lesser import under_heads
from edition.render.writer import FOLLOWED, Writer, identity
from edition.tei.views import Element, local, plain

NUMBER = re.compile(r"[-－−+]?[\d０-９][\d０-９,，.．]*[%％]?")
"""A cell whose figures stand below those of the cells above it, at the right."""


def listing(writer: Writer, element: Element) -> None:
    """Lists of every kind: items with their printed labels, participants, chronologies.
    One that is to be numbered is."""
    kind = element.get("type", "")
    ordered = {"ordered", "numbered"} & {kind, *element.get("rend", "").split()}
    items = under_heads(writer, element, kind)
    numbers = enumerate((child for child in items if local(child) == "item"), 1) if ordered else ()
    counted = {child: str(number) for number, child in numbers}
    marks = {child: own_mark(child, counted.get(child, "")) for child in items}
    labelled = any(marks[child] or local(child) in ("label", "headLabel") for child in items)
    name = " ".join(filter(None, (kind, "labelled" if labelled else "")))
    with writer.element("ul", ("class", name), *([("role", "list")] if name else [])):
        label: Element | None = None
        for child in items:
            if local(child) in ("label", "headLabel"):
                if label is not None:
                    with writer.element("li"):
                        entry(writer, label, None, marks[label])
                label = child
                continue
            with writer.element("li", identity(child)):
                if kind == "chronology":
                    dated(writer, child)
                else:
                    entry(writer, child, label, marks[child])
            label = None
        if label is not None:
            with writer.element("li"):
                entry(writer, label, None, marks[label])


def dated(writer: Writer, item: Element) -> None:
    """An entry of a chronology: the date that begins it is set apart from what happened, unless a mark joins
    them (4时，…); further paragraphs stand below."""
    parts = list(parts_of(item))
    if not parts or isinstance(parts[0], str) or local(parts[0]) != "date":
        writer.mixed(item)
        return
    behind = parts[1] if len(parts) > 1 else ""
    joined = isinstance(behind, str) and FOLLOWED.match(behind) is not None
    with writer.element("span", ("class", "day joined" if joined else "day")):
        writer.run(parts[:1])
    writer.run(parts[1:])


def own_mark(item: Element, counted: str) -> str:
    """The number of an item where its text does not begin with it, or the `counted` one where the item begins
    with no number; a bullet is no number."""
    text = plain(item)
    mark = item.get("n") or ("" if text[:1].isdigit() else counted)
    printed = text.startswith(mark) and not (mark.isdigit() and text[len(mark) :][:1].isdigit())
    return "" if mark in "-*•·–—" or printed else mark


def entry(writer: Writer, item: Element, label: Element | None, mark: str) -> None:
    """What stands in an item of a list: its label or its number, then its text."""

    def lead() -> None:
        if label is not None:
            with writer.element("span", ("class", "term")):
                writer.inline(label)
        elif mark:
            with writer.element("span", ("class", "n arabic" if mark.isdigit() else "n")):
                writer.builder.data(mark)

    if has_blocks(item):
        writer.flow(item, lead=lead)
        return
    lead()
    writer.inline(item)


def table(writer: Writer, element: Element) -> None:
    """A table with its rows; what labels a row or column is a header cell."""
    with writer.element("div", ("class", "table")), writer.element("table"):
        heads = [head for head in element if local(head) == "head"]
        if heads:
            with writer.element("caption"):
                for n, head in enumerate(heads):
                    if n:
                        with writer.element("br"):
                            pass
                    writer.inline(head)
        for row in element:
            if local(row) == "row":
                with writer.element("tr"):
                    for cell in row:
                        table_cell(writer, cell, row)


def table_cell(writer: Writer, cell: Element, row: Element) -> None:
    """A cell; one whose role is `label`, or that of its row, is a header cell with its scope."""
    header = "label" in (cell.get("role"), row.get("role"))
    spans = [(html, cell.get(tei, "")) for html, tei in (("colspan", "cols"), ("rowspan", "rows"))]
    scope = ("scope", ("col" if row.get("role") == "label" else "row") if header else "")
    counts = ("class", "" if header or not NUMBER.fullmatch(plain(cell).strip()) else "figures")
    with writer.element("th" if header else "td", *[s for s in spans if s[1] not in ("", "1")], scope, counts):
        writer.mixed(cell)
