"""Every target takes every seed; `make fuzz` goes on from there for as long as it is told."""

from __future__ import annotations

import pytest

from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_every_seed_is_taken(name: str) -> None:
    for seed in SEEDS[name]:
        TARGETS[name](seed)
        TARGETS[name](seed[: len(seed) // 2])
        TARGETS[name](seed.replace(b"<", b"&lt;") + b"\x00")


def test_a_broken_law_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A segmenter that loses the last character is found out."""
    from tests.fuzz import targets

    monkeypatch.setattr(targets, "offsets", lambda blocks: [0])
    with pytest.raises(AssertionError):
        targets.read_any("甲乙丙".encode())
