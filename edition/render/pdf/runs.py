"""A text measured once: where its tokens end, so that its lines can be cut out of it
without adding up their widths again.

    text, joints and tokens of a face → a run; a run, where a line begins, its width → the line

Lines come out as those of `compose` in lines.py, which measures from the start of each; all widths are in em.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from operator import add, itemgetter
from typing import NamedTuple

from edition.render.pdf.joints import BORDER, CLOSING, HALF, HANGING, OPENING, TOKEN, Joint, is_lonely
from edition.render.pdf.lines import CLOSE, COMPANY, PARTS, SHORT, Face, Line, Shaper, Token, closed_up

NEAR = 3.0  # so far before its width is reached a line is looked at token by token
LAST = 4  # more tokens than this are no single character and its marks
FREE = Joint(0.0, False, 0.0)
KERN = itemgetter(Joint._fields.index("kern"))
WIDTH = itemgetter(Token._fields.index("width"))


@dataclass(slots=True)
class Run:
    """A text and its tokens. `joints[i]` stands before token i, which begins after `starts[i]` characters and
    ends at `ends[i]`; `places` are the tokens by the bytes before them, as far as they were asked for."""

    text: str
    tokens: list[Token]
    joints: list[Joint]
    ends: list[float]
    starts: list[int]
    places: dict[int, int] = field(default_factory=lambda: {0: 0})

    def token_at(self, skip: int) -> int | None:
        """The token that begins after `skip` bytes; None inside of one."""
        found = self.places.get(skip)
        if found is None:
            count = len(self.text.encode()[:skip].decode())
            number = bisect_left(self.starts, count)
            if self.starts[number] != count:
                return None
            found = self.places[skip] = number
        return found

    def bytes_before(self, number: int) -> int:
        """How many bytes stand before a token."""
        skip = len(self.text[: self.starts[number]].encode())
        self.places[skip] = number
        return skip


class Cut(NamedTuple):
    """A line cut out of a run: its width and the token after it; none at the end of the text."""

    line: Line
    width: float
    after: int | None


def measure(shaper: Shaper, face: Face, text: str) -> Run | None:
    """A text → its run; None where the face cannot set it, or a mark would
    take back more than its own width."""
    texts = TOKEN.findall(text)
    tokens = shaper.shaped(face, texts)
    if not tokens:
        return None
    pairs = [a[-1] + b[0] for a, b in pairwise(texts)]
    joints = [FREE, *map(shaper.joints.__getitem__, pairs)]
    steps = [*map(add, map(KERN, joints), map(WIDTH, tokens))]
    if min(steps) < 0:
        return None
    return Run(text, tokens, joints, [*accumulate(steps)], [*accumulate(map(len, texts), initial=0)])


def cut_line(face: Face, run: Run, start: int, limit: float, at_start: bool) -> Cut | None:
    """The line of a run that begins with the token `start`, `limit` wide; None for one that `compose` sets in a
    way of its own: it begins at the border of an element, or is filled by a single word that is too long."""
    tokens, ends = run.tokens, run.ends
    first = tokens[start].text[0]
    if at_start and first == BORDER:
        return None
    lead = -HALF if at_start and first in OPENING else 0.0
    origin = ends[start] - tokens[start].width - lead
    share = 0.0
    broken = None if ends[-1] - origin <= limit else break_run(run, start, limit + CLOSE, origin)
    if broken is None:
        after = len(tokens)
        width = ends[-1] - origin
        if width > limit and tokens[-1].text[-1] in CLOSING:
            width -= HALF
    else:
        wide = limit >= SHORT or not at_start
        after, width, share = accompanied(run, start, broken, limit, origin) if wide else broken
    if abs(width - limit) < 2 * CLOSE:
        width = limit - CLOSE  # a full line inside an element must not be found too long by a rounding
    if after == start + 1 and at_start and width > limit >= 4 and len(tokens[start].text) > 2:
        return None
    return finished(face, run, range(start, after), lead, share, width)


def break_run(run: Run, start: int, limit: float, origin: float) -> tuple[int, float, float] | None:
    """A run and where a line of it begins → the token after the line, its width, the share that its marks give
    of what they can; None where the text ends before. As `break_line`, which looks at all tokens."""
    tokens, joints, ends = run.tokens, run.joints, run.ends
    at = bisect_right(ends, limit + origin - NEAR, start)
    while at > start and not (joints[at].breaks and tokens[at - 1].text[-1] not in HANGING):
        at -= 1
    fit: tuple[int, float, float] | None = None
    solid, last = (ends[at - 1] - origin, tokens[at - 1].text[-1]) if at > start else (0.0, "")
    for number in range(at, len(tokens)):
        if number > start and joints[number].breaks:
            end = solid - HALF if solid > limit and last in CLOSING else solid
            if end > limit:
                return fit or (number, end, 0.0)
            fit = number, end, 0.0
            if solid > limit:
                return fit
        last = tokens[number].text[-1]
        if last in HANGING:
            continue
        solid = ends[number] - origin
        closing = last in CLOSING
        excess = (solid - HALF if closing else solid) - limit
        if excess <= 0:
            continue
        if closing:
            give = sum(joint.give for joint in joints[start + 1 : number + 1])
            if excess <= give:
                if number + 1 == len(tokens) or joints[number + 1].breaks:
                    return number + 1, limit - CLOSE, excess / give
                continue  # another mark follows that may not begin a line
        if fit is not None:
            return fit
    return None


def accompanied(
    run: Run, start: int, broken: tuple[int, float, float], limit: float, origin: float
) -> tuple[int, float, float]:
    """What `break_run` found → the same, or an earlier end, where a single character would be the last
    line; as `accompanied` in lines.py."""
    after = broken[0]
    if len(run.tokens) - after > LAST or not is_lonely(run.text[run.starts[after] :]):
        return broken
    earlier = after - 1
    while earlier > start and not run.joints[earlier].breaks:
        earlier -= 1
    width = run.ends[earlier - 1] - origin
    if earlier <= start or run.tokens[earlier - 1].text[-1] in HANGING or limit - width > COMPANY:
        return broken
    return earlier, width, 0.0


def finished(face: Face, run: Run, held: range, lead: float, share: float, width: float) -> Cut:
    """What goes on the line, without the spaces at its end (the width is that of the line without them)."""
    start, after = held.start, held.stop
    begin, end = run.starts[start], run.starts[after]
    tokens = run.tokens[start:after]
    inside = run.joints[start + 1 : after]
    kerns = [lead, *[joint.kern - joint.give * share for joint in inside]]
    shown = run.text[begin:end]
    if end < len(run.text):
        while tokens and tokens[-1].text in HANGING:
            tokens.pop()
        shown = shown.rstrip(" ")
    kerns = kerns[: len(tokens)]
    if not PARTS.isdisjoint(shown):
        tokens, kerns = closed_up(tokens, kerns)
    return Cut(Line(face, tokens, kerns, shown), width, after if end < len(run.text) else None)
