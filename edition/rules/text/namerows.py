"""Rows of names that white space parts, a short one set to the width of others: 丁文海 于 秀 马永福（女）"""

from __future__ import annotations

import re
from collections.abc import Sequence

from edition.dictionary import is_word
from edition.rules.language.formulas import A_FULL_NAME
from edition.rules.text.cutting import Range

WORD = re.compile(r"[^ \t\u3000]+")
NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}(?:[（(][\u4e00-\u9fff]{1,8}[）)])?")
HALF = re.compile(r"[\u4e00-\u9fff](?:[（(][\u4e00-\u9fff]{1,8}[）)])?")
"""The second character of a name that is set to the width of others."""
BRACKET = re.compile(r"[（(].*")
AND_MORE = re.compile(r"等[一二三四五六七八九十百\d]{0,4}[人名位个]?|[（(][^（）()]{2,16}[）)]")
"""What stands behind the last name: 等四十三人"""
LONGEST = 120
FEWEST = 2


def names_in(text: str, *, below: bool = False) -> tuple[Range, ...]:
    """A line → the places of the names that it is a row of, two at least, and how many more there are behind
    the last; none where it is anything else: half of them at least, `below` another row one, have a usual
    surname and are no word, and no other is a word, unless it is set there to the width of others."""
    words = [found.span() for found in WORD.finditer(text)] if len(text) <= LONGEST else []
    more = len(words) > FEWEST and AND_MORE.fullmatch(text, *words[-1])
    names = paired(text, words[:-1] if more else words)
    bare = [re.sub(r"\s", "", BRACKET.sub("", text[slice(*name)])) for name in names]
    usual = [A_FULL_NAME.fullmatch(name) is not None for name in bare]
    sure = [known and not is_word(name) for name, known in zip(bare, usual, strict=True)]
    spaced = [below and len(text[slice(*name)].split()) > 1 for name in names]
    others = (name for name, *known in zip(bare, usual, spaced, strict=True) if not any(known))
    if len(names) < FEWEST or sum(sure) < (1 if below else len(names) / 2) or any(map(is_word, others)):
        return ()
    return (*names, *(words[-1:] if more else ()))


def are_names(rows: Sequence[str]) -> bool:
    """Whether some lines, the first two at least, are rows of names, and no column of three rows or more is
    without one that has a usual surname."""
    found = [names_in(row, below=n > 1) for n, row in enumerate(rows)]
    if len(found) < FEWEST or not all(found):
        return False
    columns = zip(*found, strict=False) if len(found) > FEWEST else ()
    return all(
        any(A_FULL_NAME.match(row, *place) for row, place in zip(rows, column, strict=True))
        for column in columns
    )


def paired(text: str, words: list[Range]) -> list[Range]:
    """The words of a line → the names they are, two of one character each being
    one; nothing where one is no name."""
    names: list[Range] = []
    n = 0
    while n < len(words):
        start, end = words[n]
        if end - start == 1 and n + 1 < len(words) and HALF.fullmatch(text, *words[n + 1]):
            names.append((start, words[n + 1][1]))
            n += 2
        elif NAME.fullmatch(text, start, end):
            names.append((start, end))
            n += 1
        else:
            return []
    return names
