"""Random sources for the laws: pieces of any type in any order, blocks of any kind, marks anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from hypothesis import strategies as st

from edition.model import Block, BlockKind, Mark, MarkKind, Piece, Structured
from tests.tei.builders import Draft

KINDS = get_args(BlockKind)
PIECES = ("part", "section", "document", "attachment", "floating", "chronology", "excluded", "front")

ATTRS: dict[str, list[dict[str, str]]] = {
    "name": [
        {"type": "person", "ref": "p-lin"},
        {"type": "place", "ref": "l-gang"},
        {"type": "org", "candidates": "p-lin p-zeng"},
        {"type": "work", "ref": "w-arch"},
        {"type": "person", "candidates": "p-lin p-zeng"},
    ],
    "date": [
        {"when": "1931-04-02"},
        {"when": "1931-02-30", "type": "sent"},
        {"notBefore": "1931", "cert": "low"},
    ],
    "ref": [
        {"type": "page"},
        {"type": "volume"},
        {"type": "external", "target": "https://t.org/"},
    ],
    "hi": [{"rend": "bold"}],
    "choice": [
        {"corr": "正", "resp": "苏问舟", "cert": "high", "decision": "em-1"},
        {"corr": "", "resp": "苏问舟", "cert": "low", "decision": "em-1"},
    ],
    "supplied": [{"text": "补", "resp": "苏问舟", "decision": "em-1"}],
    "gap": [{"reason": "sampling"}],
    "pb": [{"n": "12"}, {"n": "ⅱ"}, {}],
    "note": [{"n": "①", "place": "bottom", "type": "source", "resp": "编者"}, {"n": "[2]", "place": "end"}],
    "fw": [{"type": "header"}],
    "app": [{"readings": "甲\tsubstantive\t异文"}, {"readings": "甲\tlacuna\t"}],
    "scope": [{"unit": "page", "from": "1", "to": "2"}],
    "bibl": [{"work": "w-arch"}, {}],
    "speaker": [{"who": "p-lin"}, {}],
    "q": [{}],
}
BLOCK_ATTRS: dict[str, list[dict[str, str]]] = {
    "head": [{"type": "main"}, {"type": "sub"}, {"type": "label"}, {"type": "section"}, {}],
    "citation": [{"work": "w-arch", "volume": "1", "from": "11", "to": "12"}, {}],
    "dateline": [{"type": "received"}, {}],
    "idno": [{"type": "telegram"}, {}],
    "item": [{"n": "1"}, {}],
    "note": [{"n": "③", "place": "bottom"}],
}


@dataclass(frozen=True)
class MarkSpec:
    kind: MarkKind
    start: float
    end: float
    variant: int
    body: BlockSpec | None


@dataclass(frozen=True)
class BlockSpec:
    kind: BlockKind
    text: str
    variant: int
    marks: tuple[MarkSpec, ...]


@dataclass(frozen=True)
class PieceSpec:
    type: str
    children: tuple[BlockSpec | PieceSpec, ...]


def texts(alphabet: str, longest: int = 14) -> st.SearchStrategy[str]:
    """Short texts of these characters."""
    return st.text(st.sampled_from(alphabet), max_size=longest)


def sources(
    *,
    alphabet: str = "甲乙丙11、，：；（）。 \n\t\r<&>]\x00\ufffe",
    marks: tuple[str, ...] = get_args(MarkKind),
    kinds: tuple[str, ...] = KINDS,
) -> st.SearchStrategy[Structured]:
    """Whole sources, of one or two levels of pieces and more."""
    fraction = st.floats(0, 1)
    body = st.builds(
        BlockSpec,
        st.sampled_from(["note", "para", "citation"]),
        texts(alphabet),
        st.integers(0, 4),
        st.just(()),
    )
    mark_specs = st.builds(
        MarkSpec, st.sampled_from(marks), fraction, fraction, st.integers(0, 4), st.none() | body
    )
    block = st.builds(
        BlockSpec,
        st.sampled_from(kinds),
        texts(alphabet),
        st.integers(0, 4),
        st.lists(mark_specs, max_size=5).map(tuple),
    )
    piece = st.recursive(
        st.builds(PieceSpec, st.sampled_from(PIECES), st.lists(block, max_size=8).map(tuple)),
        lambda inner: st.builds(
            PieceSpec, st.sampled_from(PIECES), st.lists(block | inner, max_size=6).map(tuple)
        ),
        max_leaves=5,
    )
    return st.lists(piece, max_size=4).map(draft)


def draft(specs: list[PieceSpec]) -> Structured:
    """Specifications → a source whose text they make up."""
    page = Draft()
    return page.structured(*[piece(page, spec, f"a-{i}") for i, spec in enumerate(specs)])


def piece(page: Draft, spec: PieceSpec, name: str) -> Piece:
    children = tuple(
        piece(page, child, f"{name}.{i}") if isinstance(child, PieceSpec) else block(page, child)
        for i, child in enumerate(spec.children)
    )
    subtype = {"excluded": "navigation", "document": "telegram"}.get(spec.type, "")
    attrs = {"title": "题", "date": "1931-04-02", "sender": "林远山", "recipient": "某人"}
    return Piece(name, spec.type, children, subtype, "1", attrs)


def block(page: Draft, spec: BlockSpec) -> Block:
    traced = page.put(spec.text)
    page.drop()
    marks = tuple(mark(page, m, len(spec.text)) for m in spec.marks)
    return Block(spec.kind, traced, pick(BLOCK_ATTRS, spec.kind, spec.variant), marks, rule="paragraphs")


def mark(page: Draft, spec: MarkSpec, length: int) -> Mark:
    start, end = sorted((round(spec.start * length), round(spec.end * length)))
    if spec.kind in ("note", "pb", "fw", "supplied"):
        start = end
    if spec.kind == "speaker":
        start = 0
    body = block(page, spec.body) if spec.body is not None and spec.kind in ("note", "fw") else None
    return Mark(spec.kind, start, end, pick(ATTRS, spec.kind, spec.variant), body)


def pick(table: dict[str, list[dict[str, str]]], key: str, variant: int) -> dict[str, str]:
    rows = table.get(key, [{}])
    return rows[variant % len(rows)]
