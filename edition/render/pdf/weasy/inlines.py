"""Lines of nothing but text, inline elements and inline blocks, as nearly all are, set in few steps: what
WeasyPrint's own come to there.

    line box before layout, where to begin in it → a line, where the next one begins

Belongs to the seam, written for one version of WeasyPrint. No float, picture, leader, right-to-left text,
first-letter style or kept line break stands in such a line. Places in a line box are WeasyPrint's: {number of
the child: place in it}, bytes in a text. Source: CSS 2.2 9.4.2 and 10.8 (inline formatting, height of lines).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from edition.render.pdf.lines import Line
from edition.render.pdf.weasy.version import is_known

if is_known():
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import block, inline, preferred

Place = dict[int, Any] | None
IDEOGRAPH = "\u2e80"  # as such an inline block is beside others (CSS Text 3, 5.1)
ENOUGH = 1 + 1e-9  # WeasyPrint's measure against roundings
CONTROL = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


Stretch = tuple[Line, int | None, float, int]
"""What fits of a text, the bytes before the rest, its width in pixels, the characters before the rest."""


class TextSetter(Protocol):
    """Who sets stretches of text."""

    def set_text(self, box: Any, skip: int, room: float, at_start: bool) -> Stretch | None:
        """A box of text, the bytes to skip, the room in pixels → what fits; None where it is
        to be set in WeasyPrint's way."""

    def can_break_text(self, text: str, lang: Any) -> bool:
        """Whether a line may end somewhere inside `text`."""


class Fitted(NamedTuple):
    """As much of a box as fits, the place of the rest, the characters at its ends: None where there is none,
    True for a space that was taken away."""

    box: Any
    rest: Place
    first: str | None
    last: str | bool | None


Child = tuple[int, Any, Any]
"""The number of a child, what fits of it, the child."""


def inlines(setter: TextSetter) -> Iterator[tuple[Any, str, Any]]:
    """What is put in place of what: module, name, function."""
    yield inline, "get_next_linebox", plain_lines(inline.get_next_linebox, setter)


def plain_lines(stock: Callable[..., Any], setter: TextSetter) -> Callable[..., Any]:
    """`get_next_linebox` for plain lines."""

    def next_line(
        context: Any,
        linebox: Any,
        position_y: float,
        bottom_space: float,
        skip_stack: Place,
        containing_block: Any,
        absolute_boxes: Any,
        fixed_boxes: Any,
        first_letter_style: Any,
        first_line_style: Any,
    ) -> Any:
        if not (first_letter_style or first_line_style) and is_plain(linebox) and not context.excluded_shapes:
            begin = inline.skip_first_whitespace(linebox, skip_stack)
            if begin == "continue":
                return None, None
            made = Fitting(context, setter, containing_block).line(linebox, position_y, begin)
            if made:
                return made
        return stock(
            context,
            linebox,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            first_letter_style,
            first_line_style,
        )

    return next_line


def is_plain(linebox: Any) -> bool:
    """Whether a line box before layout holds nothing but text, inline elements and inline blocks;
    `textual` is one without blocks."""
    kept: bool | None = linebox.__dict__.get("plain")
    if kept is None:
        kept = linebox.plain = is_simple(linebox.style) and all(map(is_plain_child, linebox.children))
        inner = linebox.descendants() if kept else ()
        linebox.textual = kept and not any(type(box) is boxes.InlineBlockBox for box in inner)
    return kept


def is_plain_child(box: Any) -> bool:
    """Whether a box is text, an inline block, or an inline element that holds nothing else."""
    if type(box) is boxes.TextBox:
        return is_simple(box.style) and not CONTROL.search(box.text)
    if type(box) is boxes.InlineBlockBox:
        inner = list(box.descendants())
        return is_simple(box.style) and not any(map(is_odd, inner))
    return (
        type(box) is boxes.InlineBox
        and not box.is_leader
        and is_simple(box.style)
        and all(map(is_plain_child, box.children))
    )


def is_odd(box: Any) -> bool:
    """Whether a box in an inline block concerns the line around it, or the page."""
    return box.is_leader or box.footnote is not None or not box.is_in_normal_flow() or box.is_table_wrapper


def is_simple(style: Any) -> bool:
    """Whether boxes of a style stand in their line one after the other, raised or lowered by a length,
    and are painted in this order."""
    kept: bool | None = style.__dict__.get("simple")
    if kept is None:
        align = style["vertical_align"]
        kept = style.simple = (
            style["white_space"] in ("normal", "nowrap")
            and style["direction"] == "ltr"
            and style["position"] == "static"
            and style["float"] == "none"
            and style["font_size"] > 0
            and style["box_decoration_break"] == "slice"
            and style["overflow"] == "visible"
            and style["opacity"] == 1
            and not style["transform"]
            and (align == "baseline" or type(align) in (int, float))
        )
    return kept


@dataclass(frozen=True, slots=True)
class Fitting:
    """Fits what stands in a line box into the width of its `holder`."""

    context: Any
    setter: TextSetter
    holder: Any

    def line(self, linebox: Any, top: float, begin: Place) -> tuple[Any, Place] | None:
        """The next line, at a height in pixels, and the place of the rest; None for a line
        that ends with something empty."""
        if len(linebox.children) == 1 and type(linebox.children[0]) is boxes.TextBox:
            made = self.single(linebox, top, begin)
            if made:
                return made
        left, width = self.holder.content_box_x(), self.holder.width
        linebox.position_x, linebox.position_y = left, top
        fitted = self.inside(linebox, left + linebox.text_indent, left + width, begin, None)
        line = fitted.box
        linebox.width, linebox.height = line.width, line.height
        end = last_leaf(line)
        if end is None:
            return None
        if type(end) is boxes.TextBox and end.text[-1] == " ":
            inline.remove_last_whitespace(self.context, line)
        aside = inline.text_align(self.context, line, width, last=fitted.rest is None)
        stand(line, top)
        if aside:
            line.translate(aside, 0)
        return line, fitted.rest

    def single(self, linebox: Any, top: float, begin: Place) -> tuple[Any, Place] | None:
        """As `line` for a line box that holds one text and nothing else; None where what
        `inside` looks for may be the case."""
        left, width = self.holder.content_box_x(), self.holder.width
        x, limit = left + linebox.text_indent, (left + width) * ENOUGH
        child = linebox.children[0]
        place = begin.get(0) if begin else None
        block.resolve_percentages(child, self.holder)
        found = self.setter.set_text(child, next(iter(place)) if place else 0, limit - x, True)
        if found is None or not found[0].text or found[0].text[-1] == " ":
            return None
        new = set_in(child, found, x)
        end = x + new.margin_width()
        if end > limit:
            return None
        line = linebox.copy_with_children([new])
        line.position_x, line.position_y = left, top
        line.width = end - left
        inline._adjust_line_height(line)
        linebox.position_x, linebox.position_y, linebox.width, linebox.height = (
            left,
            top,
            line.width,
            line.height,
        )
        rest: Place = None if found[1] is None else {0: {found[1]: None}}
        aside = inline.text_align(self.context, line, width, last=rest is None)
        stand(line, top)
        if aside:
            line.translate(aside, 0)
        return line, rest

    def inside(self, box: Any, x: float, limit: float, begin: Place, at_start: bool | None) -> Fitted:
        """As much of the children of a line or inline box as fits between `x` and `limit`. `at_start` is None
        for a line; for an element in it, it says whether it is the first."""
        limit *= ENOUGH
        is_line = at_start is None
        left = box.padding_left + box.margin_left + box.border_left_width
        right = box.padding_right + box.margin_right + box.border_right_width
        where, inner = next(iter(begin.items())) if begin else (0, None)
        children = box.children
        kept: list[Child] = []
        waiting: list[Child] = []
        here, first, last = x, None, None
        rest: Place = None
        started = not is_line and not at_start
        for number in range(where, len(children)):
            child = children[number]
            child.position_y = box.position_y
            new, inner, begins, ends = self.fit(child, here, limit, inner, not started)
            if inner is None and right and number + 1 == len(children):
                new, inner, begins, ends = self.fit(
                    child, here, limit - right, begin and begin.get(number), not started
                )
            if self.may_break(box, child, last, begins):
                kept += waiting
                waiting = []
            first = begins if first is None else first
            last = True if child.trailing_collapsible_space else ends
            if new is not None:
                started = started or is_line
                end = new.position_x + new.margin_width()
                if end > limit and end - preferred.trailing_whitespace_size(self.context, new) > limit:
                    rest = self.earlier(kept, waiting, begin, not started)
                    if rest:
                        break
                here = end
                waiting.append((number, new, child))
            if inner is not None:
                kept += waiting
                rest = {number: inner}
                break
            inner = None
        else:
            kept += waiting
        return Fitted(self.closed(box, kept, x, left, begin, rest), rest, first, last)

    def closed(self, box: Any, kept: list[Child], x: float, left: float, begin: Place, rest: Place) -> Any:
        """A line or inline box with what fits of its children; what is not its start or end has no
        margin, border and padding there."""
        made = box.copy_with_children([child for _, child, _ in kept])
        made.remove_decoration(start=begin is not None, end=rest is not None)
        if type(made) is boxes.InlineBox:
            made.position_x = x
            if left and begin is None:
                for child in made.children:
                    child.translate(dx=left)
        made.width = 0
        if made.children:
            end = made.children[-1]
            made.width = end.position_x + end.margin_width() - made.content_box_x()
        inline._adjust_line_height(made)
        return made

    def fit(self, child: Any, x: float, limit: float, begin: Place, at_start: bool) -> Fitted:
        """As much of a text or an inline element as fits between `x` and `limit`, or an inline block."""
        if type(child) is boxes.TextBox:
            return self.text(child, x, limit, next(iter(begin)) if begin else 0, at_start)
        if type(child) is boxes.InlineBlockBox:
            new = inline.atomic_box(self.context, child, x, begin, self.holder, [], [])
            new.position_x = x
            return Fitted(new, None, IDEOGRAPH, IDEOGRAPH)
        block.resolve_percentages(child, self.holder)
        for side in ("margin_left", "margin_right"):
            if child.__dict__[side] == "auto":
                child.__dict__[side] = 0
        return self.inside(child, x, limit, begin, at_start)

    def text(self, box: Any, x: float, limit: float, skip: int, at_start: bool) -> Fitted:
        """As much of a text as fits, from a byte of it on; something of it at any rate."""
        block.resolve_percentages(box, self.holder)
        box.position_x = x
        text = box.text
        found = self.setter.set_text(box, skip, limit - x, at_start) if text else None
        if found is None:
            new, resume, _ = inline.split_text_box(self.context, box, limit - x, skip, is_line_start=at_start)
            if not text:
                return Fitted(new, None, None, None)
            last = text[-1] if resume is None else text.encode()[:resume].decode()[-1]
            return Fitted(new, None if resume is None else {resume: None}, text[0], last)
        line, resume, _, count = found
        new = set_in(box, found, x) if line.text else None
        return Fitted(new, None if resume is None else {resume: None}, text[0], text[count - 1])

    def may_break(self, box: Any, child: Any, last: str | bool | None, first: str | None) -> bool:
        """Whether a line may end between the last character of what stands before a
        child of a box, and its first one."""
        if last is True:
            last = " "
        elif box.style["white_space"] == "nowrap":
            return False
        return bool(last and first and self.setter.can_break_text(f"{last}{first}", child.style["lang"]))

    def earlier(self, kept: list[Child], waiting: list[Child], begin: Place, at_start: bool) -> Place:
        """What is too wide ends before the last child that does not fit: inside one of those that
        wait for a place where a line may end, or behind those that are `kept` → the place of the
        rest; None where there is no such place."""
        for index in range(len(waiting) - 1, -1, -1):
            number, child, whole = waiting[index]
            if not inline.can_break_inside(child):
                continue
            limit = child.position_x + child.margin_width() - 1
            while limit > child.position_x:
                new, rest, _, _ = self.fit(
                    whole, child.position_x, limit, begin and begin.get(number), at_start
                )
                if rest:
                    kept += waiting[:index]
                    if new is not None:
                        kept.append((number, new, child))
                    return {number: rest}
                limit -= 1
        return {kept[-1][0] + 1: None} if kept else None


def set_in(box: Any, found: Stretch, x: float) -> Any:
    """A box of text, a stretch of it, where that begins → its box."""
    line, _, width, _ = found
    new = box.copy_with_text(line.text)
    height, baseline = line.face.height, line.face.baseline
    margin = (inline.strut(box.style)[0] - height) / 2
    new.__dict__.update(
        position_x=x,
        width=width,
        height=height,
        pango_layout=line,
        margin_top=margin,
        margin_bottom=margin,
        baseline=baseline + margin,
    )
    return new


def last_leaf(line: Any) -> Any:
    """The text or block at the end of a line; None where it ends with something empty."""
    box = line
    while type(box) in (boxes.LineBox, boxes.InlineBox):
        if not box.children:
            return None
        box = box.children[-1]
    return box


def stand(line: Any, top: float) -> None:
    """Place what is in a line by its baseline, and the line at a height: high enough for all that is in it."""
    placed: list[tuple[Any, float]] = []
    high, low = extent(line, 0.0, placed)
    high, low = min(high, -line.baseline), max(low, line.margin_height() - line.baseline)
    down = top - high
    for box, y in placed:
        if type(box) is boxes.InlineBlockBox:
            box.translate(dy=y + down - box.position_y)
        else:
            box.position_y = y + down
    line.baseline, line.height = -high, low - high
    line.margin_top = line.margin_bottom = 0
    line.position_y = top


def extent(box: Any, baseline: float, placed: list[tuple[Any, float]]) -> tuple[float, float]:
    """How far up and down the children of a box reach from the baseline of the line, if that of the box is
    there; `placed` collects their tops."""
    high = low = 0.0
    for child in box.children:
        align = child.style["vertical_align"]
        own = baseline if align == "baseline" else baseline - align
        top = own - child.baseline
        placed.append((child, top))
        bottom = top + child.margin_height()
        if type(child) is boxes.InlineBox:
            inner = extent(child, own, placed)
            top, bottom = min(top, inner[0]), max(bottom, inner[1])
        high, low = min(high, top), max(low, bottom)
    return high, low
