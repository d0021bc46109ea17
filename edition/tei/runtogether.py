"""Names printed behind one another without a sign between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from edition.rules.language.formulas import HAN, SURNAME
from edition.rules.language.lexicon import BODIES, OFFICES

RUN_TOGETHER = re.compile(
    rf"(?P<names>(?!{HAN}*(?:{OFFICES}|{BODIES}|先生|女士|夫人|[长员省市县区军师])(?:同志)?$)(?:{SURNAME}{HAN}{{1,2}}){{2,6}})(?:同志们?)?"
)
"""Names of two or three characters behind each other without a sign."""
SURNAMES = re.compile(rf"(?:(?={SURNAME}).){{4,8}}")
"""So many surnames in a row, as telegrams address several."""
ONE_NAME = re.compile(rf"{SURNAME}{HAN}{{1,2}}")


def each_name(words: str) -> Sequence[str]:
    """Who is named in a run of words → each, where it is nothing but names behind each other and can be taken
    apart in one way alone (某某某某某), or surnames alone; else the words as they are."""
    if SURNAMES.fullmatch(words):
        return tuple(words)
    found = RUN_TOGETHER.fullmatch(words)
    ways = list(islice(parted(found["names"]), 2)) if found else []
    return ways[0] if len(ways) == 1 and len(ways[0]) > 1 else (words,)


def parted(names: str) -> Iterator[tuple[str, ...]]:
    """Names behind each other → the ways of taking them apart, each name a
    surname and one or two characters."""
    if not names:
        yield ()
    for found in {name[0]: name for k in (2, 3, 4) if (name := ONE_NAME.fullmatch(names[:k]))}:
        yield from ((found, *rest) for rest in parted(names[len(found) :]))
