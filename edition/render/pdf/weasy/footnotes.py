"""The area of the notes of a page, whose height is asked for after every note: each note is measured once.

Belongs to the seam, written for one version of WeasyPrint. WeasyPrint lays out the whole area again for each
note that comes to it or leaves it, and looks for the note of every box in a list of all that are still to come.

page with its notes so far → height of their area, room left for the text
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import Any

from edition.render.pdf.weasy.version import is_known

if is_known():
    from weasyprint.formatting_structure import build
    from weasyprint.layout import LayoutContext, block, inline

KEPT = 2
"""Lines at the end of the apparatus that an entry after them may change; those before are not set again."""


def footnotes() -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: class, name, function."""
    yield LayoutContext, "_update_footnote_area", one_by_one(LayoutContext._update_footnote_area)


class Waiting:
    """The notes that have not come to a page yet: a list to WeasyPrint, in
    which nothing has to be looked for."""

    __slots__ = ("notes",)

    def __init__(self, notes: Iterable[Any]) -> None:
        self.notes = dict.fromkeys(notes)

    def __contains__(self, note: Any) -> bool:
        return note in self.notes

    def __len__(self) -> int:
        return len(self.notes)

    def append(self, note: Any) -> None:
        """A note comes back."""
        self.notes[note] = None

    def remove(self, note: Any) -> None:
        """A note has come to its page."""
        del self.notes[note]

    def copy(self) -> Waiting:
        """The same notes, to begin anew with."""
        return Waiting(self.notes)


def one_by_one(stock: Callable[[Any], bool]) -> Callable[[Any], bool]:
    """`_update_footnote_area` with the notes that run on in one paragraph (`footnote-display: inline`, the
    apparatus) above those that stand each by itself, and between the two bands the rule that parts the whole
    area from the text. Notes with margins, which would fall together, are left to WeasyPrint."""

    def update(context: Any) -> bool:
        area, notes = context.current_footnote_area, context.current_page_footnotes
        arrange(area, notes)
        if not notes or any(stands_off(note) for note in notes):
            return stock(context)
        if area.height != "auto" and not context.in_column:
            context.page_bottom += area.margin_height()
        area.children = notes
        height = sum(heights(context, area, notes))
        area.height = max(min(height, area.max_height), area.min_height)
        if not context.in_column:
            context.page_bottom -= area.margin_height()
        return bool(height > area.height + area.padding_bottom + area.border_bottom_width)

    return update


def arrange(area: Any, notes: list[Any]) -> None:
    """Put the apparatus first, and a rule above the first note after it."""
    notes.sort(key=lambda note: not runs_on(note))
    above = False
    for note in notes:
        if above and not runs_on(note):
            note.style = parted(note, area.style)
        elif "parted" in note.__dict__:
            note.style = note.unparted
        above = runs_on(note)


def runs_on(note: Any) -> bool:
    """Whether a note stands in one paragraph with others."""
    return bool(note.style["footnote_display"] == "inline")


def stands_off(note: Any) -> bool:
    """Whether a note keeps away from its neighbours, or is neither in a paragraph with others nor by itself."""
    style = note.__dict__.get("unparted", note.style)
    kept: bool | None = style.__dict__.get("stands_off")
    if kept is None:
        margins = (style["margin_top"], style["margin_bottom"])
        known = style["footnote_display"] in ("block", "inline")
        kept = style.stands_off = not known or any(margin != (0, "px") for margin in margins)
    return kept


def parted(note: Any, area: Any) -> Any:
    """The style of a note with the rule of the area of notes above it, as far from what stands
    before it as from its own text."""
    if "parted" not in note.__dict__:
        note.unparted, note.parted = note.style, note.style.copy()
        for name in ("border_top_width", "border_top_style", "border_top_color", "padding_top"):
            note.parted[name] = area[name]
        note.parted["margin_top"] = area["padding_top"]
    return note.parted


def heights(context: Any, area: Any, notes: Sequence[Any]) -> Iterator[float]:
    """The notes of a page in their order → the heights of the paragraph of the apparatus and of every note."""
    entries = [note for note in notes if runs_on(note)]
    if entries:
        yield band_of(context, area, entries[0]).fill(context, entries)
    for note in notes[len(entries) :]:
        known = note.__dict__.setdefault("measured", {})
        key = (area.page.width, id(note.style))
        if key not in known:
            known[key] = height_alone(context, area, note)
        yield known[key]


def laid_alone(context: Any, area: Any, note: Any) -> tuple[Any, Any]:
    """The area of the notes of a page with a single note, before and after it is laid out."""
    alone = build.create_anonymous_boxes(area.copy_with_children([note.deepcopy()]))
    alone.height = "auto"
    return alone, block.block_level_layout(context, alone, -inf, None, area.page)[0]


def height_alone(context: Any, area: Any, note: Any) -> float:
    """The area of the notes of a page and a note → the height of the note, margins and all."""
    _, laid = laid_alone(context, area, note)
    box = laid.children[0]
    return float(box.position_y + box.margin_height() - laid.content_box_y())


@dataclass(slots=True)
class Band:
    """The apparatus of a page: the box that it fills, and its text before it is set. `lines` says of each line
    in which entry it begins, how far in that, and how high it stands."""

    around: Any
    text: Any
    entries: list[Any] = field(default_factory=list)
    lines: list[tuple[int, Any, float]] = field(default_factory=list)
    height: float = 0

    def fill(self, context: Any, entries: Sequence[Any]) -> float:
        """Entries → the height of the paragraph. What it began with before is not
        set again, save its last lines."""
        pairs = enumerate(zip(entries, self.entries, strict=False))
        same = next((n for n, (new, old) in pairs if new is not old), min(len(entries), len(self.entries)))
        if same == len(entries) == len(self.entries):
            return self.height
        del self.lines[max(0, sum(start < same for start, *_ in self.lines) - KEPT + 1) :]
        first, inside, top = self.lines.pop() if self.lines else (0, None, 0.0)
        self.entries = list(entries)
        text = self.text.copy_with_children([entry.deepcopy() for entry in entries[first:]])
        skip = {0: inside} if self.lines else None
        context.create_block_formatting_context(self.around)
        for line, resume in inline.iter_line_boxes(
            context, text, top, -inf, skip, self.around, [], [], None, None
        ):
            begun, inside = next(iter(skip.items())) if skip else (0, None)
            self.lines.append((first + begun, inside, line.position_y))
            self.height = line.position_y + line.height
            skip = resume
        context.finish_block_formatting_context()
        return self.height


def band_of(context: Any, area: Any, entry: Any) -> Band:
    """The area of the notes of a page and an entry → the paragraph of its apparatus."""
    kept: Band | None = area.__dict__.get("band")
    if kept is None:
        alone, laid = laid_alone(context, area, entry)
        kept = area.band = Band(laid, alone.children[0])
    return kept
