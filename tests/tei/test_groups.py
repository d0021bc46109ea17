"""What stands side by side and belongs together: the rows of a table."""

from __future__ import annotations

from edition.model import Block
from edition.tei.groups import rows
from edition.trace import Traced


def block(kind: str, text: str, **attrs: str) -> Block:
    return Block(kind, Traced.of(text), attrs=attrs)  # type: ignore[arg-type]


def test_what_interrupts_a_row_stays_in_its_place() -> None:
    caption = block("cell", "船数", role="caption")
    one, two, three = block("cell", "石渡", row="1"), block("cell", "三只"), block("cell", "东河", row="2")
    turned = block("pb", "")
    table = [caption, one, turned, two, three]
    assert [[*row] for row in rows(table)] == [[caption], [one], [turned], [two], [three]]
    assert [[*row] for row in rows([one, two, three])] == [[one, two], [three]]
