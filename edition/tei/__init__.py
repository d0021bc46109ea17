"""TEI: what is woven before the wall, and the read-only queries after it.

Before the wall: `weave` writes a TEI corpus with the `header` of everything; `arrange` orders blocks as TEI
wants them, `divide` cuts them, `nest` orders marks, `strand` writes a block with its marks, `loom` holds the
state of one source, `build` is the tree builder. After it: `views`, `witness`, `restore` and `validate` read
TEI and know nothing of sources. `ledger` keeps the rows that tie both sides together.
"""

from __future__ import annotations

NS = "http://www.tei-c.org/ns/1.0"
"""The TEI namespace."""

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
NSMAP: dict[str | None, str] = {None: NS}
"""TEI as the default namespace, for the outermost element."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def tei(name: str) -> str:
    """The local name of a TEI element → its name as lxml writes it."""
    return f"{{{NS}}}{name}"
