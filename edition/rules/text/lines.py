"""Lines: cutting a text into them.

A block of kind `line` is a line that nothing has settled yet. It tells in its attributes how it stood: `blank`
how many empty lines came before it, `indent` that white space stood at its start, `hard` that two spaces stood
at its end. `join-lines` closes the family's list and takes these attributes away again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from edition.model import Block
from edition.rules import Blocks, Options, Recognised, Recogniser
from edition.rules.text.cutting import cut, told

LINE = re.compile(r"[^\r\n]+")
LINE_END = re.compile(r"\r\n|\n|\r")


def cut_lines(blocks: Blocks, options: Options) -> Recognised:
    """Unsettled text → one `line` block for each line that is not empty; line ends and outer white space go."""
    return Recognised(tuple(line for block in blocks for line in lines_of(block)))


def lines_of(block: Block) -> Iterator[Block]:
    """A paragraph → its lines, with how each stood (`blank`, `indent`,
    `hard`); any other block as it stands."""
    if block.kind not in ("para", "line"):
        yield block
        return
    text, last, blank = block.text.text, 0, 0
    for match in LINE.finditer(text):
        blank += len(LINE_END.findall(text[last : match.start()]))
        last = match.end()
        line = match[0]
        content = line.strip()
        if not content:
            continue
        start = match.start() + line.index(content)
        attrs = {
            "blank": str(max(0, blank - 1)) if blank else "",
            "indent": "1" if line[:1].isspace() else "",
            "hard": "1" if line.endswith("  ") else "",
        }
        blank = 0
        yield replace(
            told(cut(block, start, start + len(content)), "line", "lines"),
            attrs={k: v for k, v in attrs.items() if v},
        )


RECOGNISERS: tuple[Recogniser, ...] = (Recogniser("lines", "segment", cut_lines),)
