"""Letters that stand under one title, each below its number, which nothing parts from whom it greets:
一某某同志： … 二某某同志：…; of the further ones some may greet nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from edition.model import Block
from edition.rules.heads.centred import ALONE
from edition.rules.language.formulas import ORDINALS
from edition.rules.text.cutting import told
from edition.rules.text.folding import SPACE, Folded, curled, squeeze, stands_apart
from edition.rules.text.parting import part, trim

FEWEST = 2
# A day or an hour, behind which the next number may stand at once.
BELOW_DAY = re.compile("[日时分号晨晚夜半]")
TITLED = re.compile(
    rf"（(?P<n>{'|'.join(ORDINALS)})）(?P<title>[\u4e00-\u9fff·]{{2,16}}?致[\u4e00-\u9fff·]{{2,16}}?(?:电|信|函|照会))"
)
# What makes of a numeral no number of a letter: 二月, 二十
COUNTED = re.compile("[月日年时点分十百千万个]")
Greets = Callable[[Folded, int], bool]


def numbers_of(blocks: Sequence[Block], first: int, greets: Greets) -> dict[int, list[tuple[int, int]]]:
    """The texts of the document whose first text is the block at `first` → the numbers above its letters
    by the index of the block, each from where to where; none where the text begins with no such number,
    or where there are not several."""
    if titled := titled_in(blocks, first):
        return titled
    found: dict[int, list[tuple[int, int]]] = {}
    reached = 0
    for n in texts_of(blocks, first):
        text = curled(blocks[n].text.text)
        folded, place = squeeze(text), 0
        while (at := next_number(text, folded, place, reached, greets)) >= 0 and (at == 0 or reached):
            place = at + len(ORDINALS[reached])
            found.setdefault(n, []).append((folded.start(at), folded.end(place)))
            reached += 1
        if not reached:
            return {}
    return found if reached >= FEWEST else {}


def titled_in(blocks: Sequence[Block], first: int) -> dict[int, list[tuple[int, int]]]:
    """The same where each letter has a title behind its number in brackets, which says who sent
    it to whom: （一）某某致某某电"""
    found: dict[int, list[tuple[int, int]]] = {}
    reached = 0
    for n in texts_of(blocks, first):
        folded = squeeze(curled(blocks[n].text.text))
        for title in TITLED.finditer(folded.text):
            begins = not title.start() or stands_apart(folded, title.start())
            if not reached and title.start():
                return {}
            if begins and reached < len(ORDINALS) and title["n"] == ORDINALS[reached]:
                found.setdefault(n, []).append((folded.start(title.start()), folded.end(title.end())))
                reached += 1
    return found if reached >= FEWEST else {}


def texts_of(blocks: Sequence[Block], first: int) -> Iterator[int]:
    """The indexes of the texts of a document, from its first on."""
    for n in range(first, len(blocks)):
        if blocks[n].kind == "head" or blocks[n].kind == "citation":
            return
        if blocks[n].kind == "para":
            yield n


def next_number(text: str, folded: Folded, place: int, reached: int, greets: Greets) -> int:
    """Where, from `place` on, the next number stands above a salutation, at the beginning of a line or behind
    white space or a day, or, behind the first, alone; -1 if it does nowhere."""
    number = ORDINALS[reached] if reached < len(ORDINALS) else ""
    at = folded.text.find(number, place) if number else -1
    while at >= 0:
        begins = not at or stands_apart(folded, at) or BELOW_DAY.match(folded.text, at - 1)
        alone = reached and any(ALONE.match(text, start) for start in (folded.start(at), folded.start(at) - 1))
        glued = BELOW_DAY.match(folded.text, at - 1) and stands_apart(folded, at + len(number))
        counts = COUNTED.match(folded.text, at + len(number))
        if alone or (begins and not counts and ((reached and glued) or greets(folded, at + len(number)))):
            return at
        at = folded.text.find(number, at + 1)
    return -1


def letters_of(block: Block, numbers: Sequence[tuple[int, int]]) -> Iterator[Block]:
    """A text → the same cut at the numbers of its letters, which are heads."""
    done = 0
    for start, end in numbers:
        if block.text.text[done:start].strip(SPACE):
            yield part(block, done, start, start)
        yield told(trim(part(block, start, end, end)), "head", "openers", type="section")
        done = end
    yield part(block, done, len(block.text))
