"""Laws of the wall, for any pieces with any marks: nothing lost, nothing twice,
everything valid, every file back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from lxml import etree

from edition.model import Block, MarkKind, Piece, Structured
from edition.tei.restore import restore
from edition.tei.validate import validate
from edition.tei.views import by_id, source_text
from tests.tei.builders import every, jing, weave, write
from tests.tei.drafts import KINDS, sources

calm = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

KEPT_MARKS: tuple[MarkKind, ...] = ("name", "date", "ref", "hi", "choice", "supplied", "pb", "app", "q")


@given(sources())
@calm
def test_the_ledger_tiles_source_and_elements_and_every_file_comes_back(text: Structured) -> None:
    woven = weave(text)
    (ledger,) = woven.ledgers
    assert not list(ledger.faults(len(text.source.text)))
    elements = by_id(woven.tree)
    held: dict[str, list[tuple[int, int, int]]] = {}
    for row in ledger.entries:
        run = text.source.text[row.start : row.end]
        assert (source_text(elements[row.target])[row.at :][: len(run)] if row.target else row.text) == run
        if row.target:
            held.setdefault(row.target, []).append((row.at, row.start, row.end))
    for name, rows in held.items():
        parts = [text.source.text[start:end] for _, start, end in sorted(rows)]
        assert source_text(elements[name]) == "".join(parts)
    with TemporaryDirectory() as folder:
        tei_file, trace = write(woven, Path(folder))
        assert restore(tei_file, trace, text.source.id) == text.source.data


@given(
    sources(alphabet="甲乙丙11、，：；（）。 ", marks=KEPT_MARKS, kinds=tuple(k for k in KINDS if k != "gap"))
)
@calm
def test_blocks_keep_their_order(text: Structured) -> None:
    pieces = [inner for piece in text.pieces for inner in piece.pieces()]
    read = {
        "front": [b for piece in text.pieces if piece.type == "front" for b in kept_blocks(piece)],
        "body": [b for piece in text.pieces if piece.type != "front" for b in kept_blocks(piece)],
        "back": [
            b for piece in pieces if piece.type == "excluded" for b in kept_blocks(replace(piece, type="part"))
        ],
    }
    tree = weave(text).tree
    for part, blocks in read.items():
        holders = every(tree, f"//t:text/t:{part}//*[@source]")
        found = "".join(source_text(holder).strip("\n") for holder in holders)
        assert found == "".join(block.text.text for block in blocks)


def kept_blocks(piece: Piece) -> Iterator[Block]:
    """The blocks of a piece in reading order, without those of excluded pieces in it."""
    for child in piece.children if piece.type != "excluded" else ():
        if isinstance(child, Piece):
            yield from kept_blocks(child)
        else:
            yield child


def test_what_is_woven_is_valid_by_our_schema_and_house_rules_and_by_stock_tei(tmp_path: Path) -> None:
    files: list[Path] = []

    @given(sources())
    @settings(calm, max_examples=150)
    def demand_valid(text: Structured) -> None:
        tei_file, _ = write(weave(text), tmp_path / str(len(files)))
        assert not [str(d) for d in validate(tei_file) if d.severity == "error"]
        files.append(tei_file)

    demand_valid()
    assert len(files) >= 100
    assert jing(*files) == ""


@given(sources())
@calm
def test_weaving_twice_gives_the_same_bytes(text: Structured) -> None:
    first, second = weave(text), weave(text)
    assert etree.tostring(first.tree) == etree.tostring(second.tree)
    assert first.ledgers == second.ledgers and first.diagnostics == second.diagnostics
