"""Printed dates: what a date in Chinese running text says, before anything is known about its context.

    text without white space → Printed: year, month, day, hour as far as they are printed, and where

`calendar` has the grammar of year, month and day, `shortyears` the years of two figures, `eras` those of a
reign, `days` the days without a month, `listed` dates in a row, `relative` those by what they are to another
(今天, 去冬), `hours` the hour behind a day; `finding` tries them all in order. `alone` has what is a date in a
dateline, a citation or an entry only.
"""

from edition.annotate.printed.date import OF_MONTH, OF_YEAR, Printed, last_day
from edition.annotate.printed.finding import find_dates
from edition.annotate.printed.numerals import HAN_DIGIT

__all__ = ["HAN_DIGIT", "OF_MONTH", "OF_YEAR", "Printed", "find_dates", "last_day"]
