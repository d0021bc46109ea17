"""The same passage elsewhere, in another source or another document, reads otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from edition.misreadings.characters import GENERAL
from edition.misreadings.lattice import Divided
from edition.misreadings.lookalikes import BANDS, LIKE, lookalikes
from edition.misreadings.suspicion import Suspicion, is_han, sureness

SAME = 6
"""So many characters on either side make a place the same passage."""
ALONE = 9
"""So many on one side do it where only a character that is very like differs."""
LIKELY = 40
"""More characters in common make it no surer."""
MOST = 40
"""A run that stands more often is a formula, not a passage."""
RARE, AT_END, WITHIN = 3.0, 1.0, -1.5
"""How seldom a difference is a misreading (nats), and what the end of a row speaks
for a loss, and any other place."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """All passages, and where each run of `SAME` characters that stands several times ends in them."""

    lines: Sequence[str]
    ends: Mapping[str, Sequence[Place]]

    def others(self, n: int, at: int) -> Iterator[Place]:
        """A place of a passage → the places before which the same characters stand
        and after which another one does."""
        line = self.lines[n]
        for m, to in self.ends.get(line[at - SAME : at], ()):
            if (m, to) != (n, at) and self.lines[m][to : to + 1] not in ("", line[at : at + 1]):
                yield m, to

    def shared(self, n: int, at: int, m: int, to: int) -> int:
        """How many characters two passages have in common from two places on."""
        pairs = zip(self.lines[n][at:], self.lines[m][to:], strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    def shared_before(self, n: int, at: int, m: int, to: int) -> int:
        """How many characters two passages have in common up to two places."""
        pairs = zip(reversed(self.lines[n][:at]), reversed(self.lines[m][:to]), strict=False)
        return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def make_elsewhere(lines: Sequence[str]) -> Elsewhere:
    """The passages of a corpus → the index of what stands in them several times."""
    ends: dict[str, list[Place]] = defaultdict(list)
    for n, line in enumerate(lines):
        for at in range(SAME, len(line)):
            ends[line[at - SAME : at]].append((n, at))
    return Elsewhere(lines, {run: places for run, places in ends.items() if 1 < len(places) <= MOST})


def suspect_parallels(
    n: int, elsewhere: Elsewhere, ends: Collection[int], passage: Divided
) -> Iterator[Suspicion]:
    """A passage, by its number → characters for which the same passage elsewhere has a look-alike that makes
    better sense, and places where it has one or two characters more."""
    line, known = elsewhere.lines[n], lookalikes()
    for at in range(len(line)):
        for m, to in elsewhere.others(n, at):
            other = elsewhere.lines[m]
            before = elsewhere.shared_before(n, at, m, to)
            for own, length in ((1, 1), (0, 1), (0, 2)):
                said = other[to : to + length]
                band = known.get(line[at], {}).get(said, BANDS) if own else 0
                after = elsewhere.shared(n, at + own, m, to + length) if band < BANDS and is_han(said) else 0
                if after >= SAME or (own and band < LIKE and before >= ALONE and is_han(said)):
                    yield from told_elsewhere(passage, at, own, said, before + after, at in ends)
                    break
        for m, to in elsewhere.ends.get(line[at + 1 : at + 1 + SAME], ()):
            start = to - SAME - 1
            said = elsewhere.lines[m][max(0, start) : start + 1]
            if (m, start) != (n, at) and known.get(line[at], {}).get(said, BANDS) < LIKE:
                after, before = (
                    elsewhere.shared(n, at + 1, m, start + 1),
                    elsewhere.shared_before(n, at, m, start),
                )
                if after >= ALONE and before < SAME:
                    yield from told_elsewhere(passage, at, 1, said, before + after, False)


def told_elsewhere(
    passage: Divided, at: int, own: int, said: str, common: int, ended: bool
) -> Iterator[Suspicion]:
    """What the passage reads elsewhere → the suspicion, unless the language speaks against it."""
    line, gain = passage.text, passage.gain(at, at + own, said)
    if gain is not None and gain > 0:
        odds = GENERAL * gain + min(common, LIKELY) / 10 - RARE + (0 if own else AT_END if ended else WITHIN)
        what = f"“{line[at]}”当作“{said}”" if own else f"脱“{said}”"
        why = f"{what}：同文别处作“{line[max(0, at - 3) : at]}{said}{line[at + own : at + own + 3]}”（前后同{common}字）"
        yield Suspicion(at, at + own, said, sureness(odds), why)
