"""Lines in which something was printed anew, wider or narrower than the room kept for it:
they end again where they ended.

page, how much wider texts on it have become → its lines with what follows those texts moved, and their spaces
drawn together or spread; in CSS pixels
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from edition.render.pdf.lines import Line
from edition.render.pdf.weasy.pages import is_line, is_run, is_text, note_areas, text_area, texts_in


def refit(page: Any, grown: Mapping[Any, float]) -> None:
    """Fit the lines of a page around the boxes that have become wider by so much."""
    for block, line in lines_of(page):
        extra = sum(grown.get(box, 0.0) for box in texts_in(line))
        if extra:
            move(line, grown, *adjustment(block, line, extra))


def lines_of(page: Any) -> Iterator[tuple[Any, Any]]:
    """The lines of a page and its notes, each with the box that it stands in."""
    waiting = [text_area(page), *note_areas(page)]
    while waiting:
        box = waiting.pop()
        if is_text(box):
            continue
        for child in getattr(box, "children", ()):
            if is_line(child):
                yield box, child
            else:
                waiting.append(child)


def adjustment(block: Any, line: Any, extra: float) -> tuple[float, float]:
    """A line that is to become wider → how much each of its gaps grows, and how far its beginning moves."""
    align = line.style["text_align_all"]
    if align == "center":
        return 0.0, -extra / 2
    if align in ("right", "end"):
        return 0.0, -extra
    gaps = sum(box.pango_layout.gaps for box in texts_in(line) if type(box.pango_layout) is Line)
    ended = line.resume_at is None or align != "justify"
    if ended:
        end = max(box.position_x + box.width for box in texts_in(line))
        extra = max(0.0, end + extra - block.content_box_x() - block.width)
    return -extra / gaps if gaps else 0.0, 0.0


def move(box: Any, grown: Mapping[Any, float], step: float, dx: float) -> float:
    """Move a box by `dx` and let its gaps grow by `step` → how far what follows has to move."""
    if is_text(box):
        box.position_x += dx
        line = box.pango_layout
        wider = line.gaps * step if type(line) is Line else 0.0
        if wider:
            line.stretch += step / line.face.size
            box.width += wider
        return dx + wider + grown.get(box, 0.0)
    if is_run(box):
        box.position_x += dx
        start = dx
        for child in box.children:
            if child.is_in_normal_flow():
                dx = move(child, grown, step, dx)
        box.width += dx - start
        return dx
    box.translate(dx, 0)
    return dx
