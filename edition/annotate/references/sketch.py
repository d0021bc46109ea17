"""A passage as patterns see it: every person or body with their style, every place and every day
is one sign, whatever its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from edition.annotate.passage import Reading
from edition.annotate.periods import bounds, is_day
from edition.annotate.references.wording import is_party
from edition.model import Block, Mark
from edition.rules.language.lexicon import OFFICES, PART_OF_DAY, TITLES

# A style or an office behind the name: 同志, 总司令, of a body 长.
STYLED = re.compile(rf"(?:{TITLES}|[总副]?(?:{OFFICES}))(?![馆团处])|长(?![期久远途江春城])")
# The part of a day behind it, where a message follows: 3月5日晚来电.
PART = re.compile(rf"(?:{PART_OF_DAY}|[早晨晚夜午])(?=的|[来去复]?[电函信照]|致|发|给)")
# A sign stands for the first character of what it covers, the one behind it for each further one: offsets stay.
PARTY, PLACE, DAY = "\ue000\ue001*", "\ue002\ue003*", "\ue004\ue005*"
# What a source prints by these code points itself, for a glyph of its own font, is no sign.
OWN_GLYPHS = dict.fromkeys(range(0xE000, 0xE006), "\ufffd")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is read in a block with signs in it, and by the offset of each sign who or which day it is."""

    text: str
    parties: Mapping[int, frozenset[str]]
    days: Mapping[int, Mark]
    party_starts: Sequence[int]
    day_starts: Sequence[int]

    def among(self, start: int, end: int) -> frozenset[str]:
        """Everyone who is named in a range."""
        found = self.party_starts[bisect_left(self.party_starts, start) : bisect_left(self.party_starts, end)]
        return frozenset().union(*(self.parties[at] for at in found))

    def party_before(self, end: int) -> frozenset[str]:
        """Who was named last before an offset; nobody at the beginning."""
        place = bisect_left(self.party_starts, end)
        return self.parties[self.party_starts[place - 1]] if place else frozenset()

    def day_before(self, end: int) -> Mark | None:
        """The last day before an offset."""
        place = bisect_left(self.day_starts, end)
        return self.days[self.day_starts[place - 1]] if place else None


def draw(reading: Reading, block: Block, *, periods: bool = False) -> Sketch:
    """What is read in a block → its sketch. Of names inside each other the outer one counts; a day is known by
    its year, month and day. With `periods` the signs of days are those of months, seasons and years."""
    signs = list(reading.text.translate(OWN_GLYPHS))
    parties: dict[int, frozenset[str]] = {}
    days: dict[int, Mark] = {}
    done = 0
    for mark in sorted(block.marks, key=lambda m: (m.start, -m.end)):
        sign = sign_of(mark, periods)
        start, end = bisect_left(reading.starts, mark.start), bisect_left(reading.starts, mark.end)
        if not sign or start < done or start == end:
            continue
        if sign == PARTY and (styled := STYLED.match(reading.text, end)):
            end = styled.end()
        elif sign == DAY and (part := PART.match(reading.text, end)):
            end = part.end()
        signs[start:end] = sign[0] + sign[1] * (end - start - 1)
        done = end
        if sign == PARTY:
            parties[start] = frozenset(mark.attrs["ref"].split())
        elif sign == DAY:
            days[start] = mark
    return Sketch("".join(signs), parties, days, tuple(parties), tuple(days))


def sign_of(mark: Mark, periods: bool) -> str:
    """The sign for what a mark covers, or ""; that of a day also covers a
    longer time, if those are asked for."""
    if is_party(mark):
        return PARTY
    if mark.kind == "name" and mark.attrs.get("type") == "place":
        return PLACE
    dated = mark.kind == "date" and is_day(mark) is not periods and bounds(mark)[0]
    return DAY if dated else ""
