"""What a recogniser may do with characters: hand them on or leave them out, which is
booked; never invent or repeat one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from edition.model import Block
from edition.rules import Blocks, Recognised, Recogniser, run
from edition.trace import Disposal, Traced

FIRST, SECOND = Block("para", Traced.of("甲乙丙")), Block("para", Traced.of("丁戊", 3))
BREAK = Block("pb", Traced.of(""))


def made_by(work: Callable[[Blocks], Blocks]) -> tuple[Blocks, tuple[Disposal, ...]]:
    """A function of blocks, run as a recogniser over three of them → the blocks,
    and what is booked as left out."""
    recogniser = Recogniser("trial", "segment", lambda blocks, options: Recognised(work(blocks)))
    result, gone = run(recogniser, (FIRST, BREAK, SECOND), {})
    return result.blocks, gone


def test_what_is_left_out_is_booked() -> None:
    assert made_by(lambda blocks: blocks)[1] == ()
    assert made_by(lambda blocks: (*blocks, BREAK))[1] == ()
    shorter = replace(FIRST, text=FIRST.text[1:2])
    assert made_by(lambda blocks: (shorter, *blocks[2:]))[1] == (
        Disposal(0, 1, "trial"),
        Disposal(2, 3, "trial"),
    )
    assert made_by(lambda blocks: blocks[:2])[1] == (Disposal(3, 5, "trial"),)


@pytest.mark.parametrize(
    "work",
    [
        lambda blocks: (*blocks, Block("para", Traced.of("己", 5))),
        lambda blocks: (*blocks, blocks[0]),
        lambda blocks: (*blocks, replace(blocks[0], kind="head")),
        lambda blocks: (replace(blocks[0], kind="head"), replace(blocks[0], kind="item"), *blocks[1:]),
    ],
    ids=["new", "the same block", "a block changed and as it was", "a block changed twice"],
)
def test_a_character_too_many_is_a_fault(work: Callable[[Blocks], Blocks]) -> None:
    with pytest.raises(AssertionError, match="shows characters"):
        made_by(work)
