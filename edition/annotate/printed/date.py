"""A printed date as a value: what is said of year, month, day and hour, and where."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

# parts of a year and of a month, as first and last month or day
OF_YEAR = {
    "初": (1, 3), "底": (12, 12), "末": (12, 12), "中": (5, 8), "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "冬": (11, 14),
    "上半": (1, 6), "下半": (7, 12), "一季": (1, 3), "二季": (4, 6), "三季": (7, 9), "四季": (10, 12),
}  # fmt: skip
OF_MONTH = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31), "底": (21, 31), "末": (21, 31),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed at `start`..`end`: what is not printed is None.

    `relative_year`, `relative_month`, `relative_day` count from a year, month or day that the context gives;
    `same` says that this is the one last named in the text and not the one of the document. `of_year` and
    `of_month` are keys of OF_YEAR and OF_MONTH; `to` is the far end of a range; `minute` counts from midnight;
    `term` says that something is to be done by the end of the year or month, at any time before; `loose`, that
    it may be no date (57年, 8号), `listed`, that another of its kind stands beside it (36、37年); `by_moon`,
    that its month is one of the old calendar, from which no other is reckoned.
    """

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    relative_year: int | None = None
    relative_month: int | None = None
    relative_day: int | None = None
    same: bool = False
    of_year: str = ""
    of_month: str = ""
    minute: int | None = None
    zone: str = ""
    decade: bool = False
    term: bool = False
    loose: bool = False
    listed: bool = False
    by_moon: bool = False
    to: Printed | None = None

    @property
    def of_document(self) -> bool:
        """Whether this is 今天 or the like, which only a document of a known day can date."""
        return self.relative_day is not None and not self.same

    @property
    def vague(self) -> bool:
        """Whether it is no more than 今年, 上月, 年底 or 下旬: without a year or month to
        reckon from it is no date at all."""
        named = (self.year, self.month, self.day, self.relative_day)
        return all(part is None for part in named) and not (self.of_month and self.relative_month is not None)


def last_day(year: int, month: int) -> int:
    """How many days the month has."""
    return monthrange(year, month)[1]
