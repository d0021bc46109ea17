"""Text folded for comparison: without what differs between two printings of the same words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

NOTE_MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
# What calls a note: ③, [3], *, **.
NOTE_CALL = rf"(?:[{NOTE_MARKS}]|[\[［〔]\d{{1,2}}[\]］〕]|\*{{1,3}}+)"
CALL = re.compile(NOTE_CALL)
SPACE = " \t\r\n\u3000\u00a0"
BLANK = re.compile(f"[{SPACE}]")
INK = re.compile(f"[^{SPACE}]+")
COLONS = "：:∶﹕"

# Signs that one printing sets in full width and the other in half, and the digit that is read as a letter.
ALIKE = str.maketrans("（）．，：；？！－–—l", "().,:;?!---1")
NARROW_COLON = re.compile(r"(?<=[\u4e00-\u9fff”）]):(?=\s)")
CURLED = str.maketrans("「」『』", "“”‘’")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `at[i]` is the index in the unfolded text of the character that `text[i]` comes from."""

    text: str
    at: Sequence[int]

    def start(self, index: int) -> int:
        """Where the folded character `index` stands in the unfolded text; the end
        of the text for the last index."""
        return self.at[index] if index < len(self.at) else self.end(index)

    def end(self, index: int) -> int:
        """The place just after the folded character before `index`, in the unfolded text."""
        return self.at[index - 1] + 1 if index else 0


def next_call(sign: str) -> str:
    """The call of a note → that of the next on the page: ③ after ②, [3] after
    [2], ** after *; nothing after ⑳."""
    if sign in NOTE_MARKS:
        return NOTE_MARKS[NOTE_MARKS.index(sign) + 1 : NOTE_MARKS.index(sign) + 2]
    if sign[0] == "*":
        return sign + "*"
    return f"{sign[0]}{int(sign[1:-1]) + 1}{sign[-1]}"


def fold(text: str, drop: str = SPACE + COLONS + NOTE_MARKS) -> Folded:
    """Text → the same without white space, colons and note marks, wide signs as narrow ones."""
    kept = [i for i, c in enumerate(text) if c not in drop]
    return Folded("".join(text[i] for i in kept).translate(ALIKE), tuple(kept))


def curled(text: str) -> str:
    """Text → the same with quotation marks 「」 as “”, at the same places."""
    return text.translate(CURLED)


def wide_colons(text: str) -> str:
    """Text → the same with a narrow colon between a Chinese character and white space
    as a wide one, at the same places."""
    return NARROW_COLON.sub("：", text) if ":" in text else text


def simplified(text: str) -> str:
    """Text → the same in simplified characters (來源 as 来源), one for one, so that every place stays."""
    return text.translate(simple_forms())


@cache
def simple_forms() -> Mapping[int, str]:
    """The characters that OpenCC simplifies → what they become, each by itself."""
    from opencc import OpenCC  # takes longer to load than a command that asks nothing of a text

    han = [chr(point) for point in range(0x3400, 0xA000)]
    simple = OpenCC("t2s").convert("\n".join(han)).split("\n")
    return {ord(one): other for one, other in zip(han, simple, strict=True) if one != other}


def squeeze(text: str) -> Folded:
    """Text → the same without white space, every other character as it stands."""
    if not BLANK.search(text):
        return Folded(text, range(len(text)))
    runs = [found.span() for found in INK.finditer(text)]
    kept = chain.from_iterable(range(start, end) for start, end in runs)
    return Folded("".join([text[start:end] for start, end in runs]), tuple(kept))


def stands_apart(folded: Folded, index: int) -> bool:
    """Whether white space stands before the squeezed character `index` in the printed text."""
    return index >= len(folded.at) or folded.at[index] > folded.at[index - 1] + 1
