"""Small texts made by hand, and annotated blocks as a person reads them: `您[date
when=1950-09-20|9月20日]的电报`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from edition.annotate.passage import Annotated, passages
from edition.config import EDITORIAL_FILES, Corpus, Editorial, Info, SourceSpec, Table
from edition.model import Block, BlockKind, Mark, Piece, Source, Structured
from edition.trace import Traced

Line = tuple[BlockKind, str]


def document(*lines: Line | str, id: str = "a-1", notes: Sequence[str] = (), **attrs: str) -> tuple[Piece, str]:
    """Lines of one document → the piece, not yet traced, and its text. A `*` in a line calls the next of the
    notes. `type`, `subtype` and `n` go to the piece, everything else to its attributes."""
    type_, subtype, n = attrs.pop("type", "document"), attrs.pop("subtype", "telegram"), attrs.pop("n", "1")
    blocks: list[Block | Piece] = []
    waiting = list(notes)
    text = ""
    for line in lines:
        kind, printed = ("para", line) if isinstance(line, str) else line
        marks = []
        while "*" in printed:
            at = printed.index("*")
            printed = printed[:at] + printed[at + 1 :]
            body = Block("note", Traced.of(waiting.pop(0)))
            marks.append(Mark("note", at, at, {"n": "①", "place": "bottom"}, body))
        blocks.append(Block(kind, Traced.of(printed), marks=tuple(marks)))
        text += printed + "\n"
    return Piece(id, type_, tuple(blocks), subtype, n, attrs), text


def source(*documents: Piece | tuple[Piece, str], id: str = "a") -> Structured:
    """Documents → a source whose text is theirs, a line a block, the notes after the block that calls them."""
    text: list[str] = []

    def place(block: Block) -> Block:
        start = sum(map(len, text))
        text.append(block.text.text + "\n")
        placed = replace(block, text=Traced.of(block.text.text, start))
        return replace(
            placed, marks=tuple(m if m.body is None else replace(m, body=place(m.body)) for m in block.marks)
        )

    def place_all(piece: Piece) -> Piece:
        return replace(
            piece, children=tuple(place_all(c) if isinstance(c, Piece) else place(c) for c in piece.children)
        )

    pieces = tuple(place_all(d if isinstance(d, Piece) else d[0]) for d in documents)
    whole = "".join(text)
    data = whole.encode()
    return Structured(Source(id, f"{id}.txt", data, whole, sha256(data).hexdigest()), pieces, ())


def corpus(*rows: Table, folder: Path = Path(), files: dict[str, str] | None = None) -> Corpus:
    """Editorial rows of any kind → a corpus that has them."""
    kinds = Editorial.model_fields
    tables: dict[str, list[Table]] = {key: [] for key in EDITORIAL_FILES.values()}
    for row in rows:
        key = next(k for k in tables if kinds[k].annotation == list[type(row)])
        tables[key].append(row)
    specs = [
        SourceSpec(id=i, siglum=i.upper(), title=i, file=f"{i}.txt", sha256="0" * 64, profile="p") for i in "ab"
    ]
    return Corpus(
        folder=folder,
        info=Info(id="test", title="试编"),
        sources=specs,
        profiles={},
        editorial=Editorial.model_construct(**tables),
        files=files or {},
    )


def shown(block: Block, kinds: Iterable[str] = ("choice", "supplied", "name", "date", "ref", "app")) -> str:
    """A block with its marks of these kinds in brackets, sorted attributes before a bar."""
    wanted = set(kinds)
    text = block.text.text
    opens: dict[int, list[str]] = {}
    closes: Counter[int] = Counter()
    empty: Counter[int] = Counter()
    for mark in sorted(block.marks, key=lambda m: (m.start, -m.end, ORDER.get(m.kind, 9))):
        if mark.kind in wanted:
            said = " ".join(f"{k}={v}" for k, v in sorted(mark.attrs.items()) if k in SHOWN and v != "high")
            opens.setdefault(mark.start, []).append(f"[{mark.kind}{' ' + said if said else ''}|")
            (empty if mark.start == mark.end else closes)[mark.end] += 1
    parts: list[str] = []
    for i in range(len(text) + 1):
        parts += ("]" * closes[i], *opens.get(i, ()), "]" * empty[i], text[i : i + 1])
    return "".join(parts)


ORDER = {"app": 0, "ref": 1, "name": 2, "date": 3, "choice": 4}
SHOWN = {
    "when",
    "notBefore",
    "notAfter",
    "cert",
    "type",
    "ref",
    "candidates",
    "target",
    "corr",
    "text",
    "readings",
}


def read(
    found: Annotated, kinds: Iterable[str] = ("choice", "supplied", "name", "date", "ref", "app")
) -> list[str]:
    """What a pass made of the texts: every block as `shown`."""
    return [shown(p.block, kinds) for text in found.texts for p in passages(text)]


def codes(found: Annotated) -> list[str]:
    """The codes of the diagnostics, in order."""
    return [d.code for d in found.diagnostics]
