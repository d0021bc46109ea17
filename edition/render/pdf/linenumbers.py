"""Line numbers of a study copy: every fifth line of a page, in its outer margin.

laid-out pages → the same, the model of the number (a margin box of the style sheet) repeated beside its lines
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf
from typing import Any

from edition.render.pdf.joints import TOKEN
from edition.render.pdf.lines import Line, Shaper, whole_line
from edition.render.pdf.printed import printed
from edition.render.pdf.weasy.pages import is_text, margin_boxes, replace_margin_boxes

EVERY = 5
RAISED = 8.0
"""How far apart baselines in one line may be, in CSS pixels: type of two sizes, raised signs."""
MODELS = ("@left-top", "@right-top")


def number_lines(pages: Sequence[Any], shaper: Shaper) -> None:
    """Number the lines of every page from its first."""
    for page in pages:
        for model in margin_boxes(page, MODELS):
            copies = [
                numbered(model, shaper, number, base)
                for number, base in enumerate(baselines(page), 1)
                if number % EVERY == 0
            ]
            replace_margin_boxes(page, model, copies)


def baselines(page: Any) -> Iterator[float]:
    """The baselines of the lines of text of a page, from top to bottom, in CSS pixels: of a line with raised
    signs that on which most of its characters stand."""
    standing: Counter[float] = Counter()
    for text in printed(page, notes=False):
        if "::" not in text.tag:
            standing[round(text.y + text.box.baseline, 1)] += len(text.text)
    line: list[float] = []
    for base in sorted(standing):
        if line and base - line[0] > RAISED:
            yield max(line, key=standing.__getitem__)
            line = []
        line.append(base)
    if line:
        yield max(line, key=standing.__getitem__)


def numbered(model: Any, shaper: Shaper, number: int, base: float) -> Any:
    """A copy of the model with a number, on a baseline."""
    copy = model.deepcopy()
    (text,) = (box for box in copy.descendants() if is_text(box))
    old: Line = text.pango_layout
    tokens = shaper.shaped(old.face, TOKEN.findall(str(number))) or old.tokens
    _, width, kerns = whole_line(shaper, tokens, inf, False)
    wider = width * old.face.size - text.width
    text.pango_layout, text.text = Line(old.face, list(tokens), kerns, str(number)), str(number)
    copy.translate(-wider if model.at_keyword == "@left-top" else 0, base - (text.position_y + text.baseline))
    return copy
