"""Where the pages of the printed book begin, as the PDF tells the EPUB."""

from __future__ import annotations

from typing import NamedTuple


class PageStart(NamedTuple):
    """A page: the id of the innermost block with one that its text begins in, the page's label, and how many letters of
    that block (characters that are no blanks; without its notes) stand on the pages before."""

    block: str
    label: str
    after: int = 0
