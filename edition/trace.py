"""Text that remembers where every character came from, and the ledger that accounts for all of them.

Offsets are positions between the characters of the decoded source (RFC 5147), line ends counted as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import attrgetter


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open run of source characters, `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Traced:
    """Text whose every character knows its source offset: `at[i]` is the offset of `text[i]`.

    Slicing and concatenation keep the offsets, so a sentence cut in two by a footnote is whole again as
    `head + tail` and still points to both places. Characters never change; they are kept or left out.
    """

    text: str
    at: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.at):
            raise ValueError(f"{len(self.text)} characters but {len(self.at)} offsets")

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """Source text that stands at `start` → the same text, traced."""
        return cls(text, tuple(range(start, start + len(text))))

    @classmethod
    def join(cls, parts: Iterable[Traced]) -> Traced:
        """Parts in reading order → one text without separators."""
        kept = list(parts)
        return cls("".join(p.text for p in kept), tuple(chain.from_iterable([p.at for p in kept])))

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __add__(self, other: Traced) -> Traced:
        return Traced(self.text + other.text, self.at + other.at)

    def __getitem__(self, key: slice) -> Traced:
        return Traced(self.text[key], self.at[key])

    def strip(self, chars: str | None = None) -> Traced:
        """The text without the given characters (white space by default) at its two ends."""
        left = len(self.text) - len(self.text.lstrip(chars))
        right = len(self.text.rstrip(chars))
        return self[left : max(left, right)]

    def split(self, pattern: str | re.Pattern[str]) -> list[Traced]:
        """The non-empty parts between matches of `pattern`; the matches themselves are left out."""
        parts, last = [], 0
        for match in re.finditer(pattern, self.text):
            parts.append(self[last : match.start()])
            last = match.end()
        parts.append(self[last:])
        return [p for p in parts if p]

    def without(self, pattern: str | re.Pattern[str]) -> tuple[Traced, tuple[Span, ...]]:
        """→ the text with all matches of `pattern` left out, and the source spans that were left out."""
        gone = [self[m.start() : m.end()] for m in re.finditer(pattern, self.text)]
        return Traced.join(self.split(pattern)), tuple(span for g in gone for span in g.spans())

    def spans(self) -> tuple[Span, ...]:
        """The maximal runs of consecutive source characters, in text order."""
        if not self.at:
            return ()
        runs, start = [], self.at[0]
        for here, there in pairwise(self.at):
            if there != here + 1:
                runs.append(Span(start, here + 1))
                start = there
        runs.append(Span(start, self.at[-1] + 1))
        return tuple(runs)

    def outer(self) -> Span:
        """The smallest span that covers every character; an empty text has the empty span at 0."""
        return Span(min(self.at), max(self.at) + 1) if self.at else Span(0, 0)


@dataclass(frozen=True, slots=True)
class Disposal:
    """A run of source characters that does not stand in the edited text, and the rule that decided so.

    `disposition` is `dropped` (noise, markup of the capture, line ends, the mark of a note that TEI keeps in
    `@n`); `rule` is a name of the closed vocabulary in `edition.rules`.
    """

    start: int
    end: int
    rule: str
    disposition: str = "dropped"


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One row of the ledger: what became of the source characters `start`..`end`.

    `disposition` is `text`, `fw`, `dropped`, `excluded`, `reading` or `agrees`; `rule` names the reason of the
    last four. `target` is the `xml:id` of the TEI element that holds the run (the nearest ancestor with
    `@source`), `at` the position of its first character in that element's source text
    (`tei.views.source_text`). A dropped run has neither; its characters are `text`.
    """

    start: int
    end: int
    disposition: str
    rule: str = ""
    target: str = ""
    at: int = -1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All rows of one source, in source order."""

    source: str
    entries: tuple[Entry, ...] = field(default_factory=tuple)

    def faults(self, length: int) -> Iterator[tuple[str, Span]]:
        """→ ("hole" | "overlap" | "outside", span) wherever the rows do not tile 0..length exactly."""
        end = 0
        for row in sorted(self.entries, key=attrgetter("start", "end")):
            if row.start > end:
                yield "hole", Span(end, row.start)
            elif row.start < end:
                yield "overlap", Span(row.start, min(end, row.end))
            if row.end > length:
                yield "outside", Span(max(row.start, length), row.end)
            end = max(end, row.end)
        if end < length:
            yield "hole", Span(end, length)


def line_starts(text: str) -> tuple[int, ...]:
    """Decoded text → the offset at which each line starts; `\\n`, `\\r\\n` and a lone `\\r` end a line."""
    return (0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text)))


def position(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line starts and an offset → line and column, both counted from 1, columns in characters."""
    low, high = 0, len(starts)
    while high - low > 1:
        middle = (low + high) // 2
        if starts[middle] <= offset:
            low = middle
        else:
            high = middle
    return low + 1, offset - starts[low] + 1
