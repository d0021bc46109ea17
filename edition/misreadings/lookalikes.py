"""Characters that recognisers of print take for one another."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DRAWN, TOLD = "lookalikes.tsv", "confused.tsv"
BANDS, LIKE = 3, 2
"""How many degrees of likeness there are, and how many of them are more than some."""


@cache
def lookalikes() -> Mapping[str, Mapping[str, int]]:
    """→ for each character those that it may have been misread from, each with how alike they are: 0 very
    like, 1 like, 2 somewhat like.

    `lookalikes.tsv` was computed from the drawn forms of the characters (`draw`): character, very like, like,
    somewhat like. `confused.tsv` adds a few well-known groups, put together by hand from no published list, so
    that none of them depends on how a face draws it.
    """
    found: dict[str, dict[str, int]] = {}
    for line in table(DRAWN):
        character, *bands = line.split("\t")
        found[character] = {other: band for band, others in enumerate(bands) for other in others}
    for line in table(TOLD):
        group = line.split("\t")[0]
        for character in group:
            for other in group.replace(character, ""):
                near = found.setdefault(character, {})
                near[other] = min(near.get(other, BANDS), 1)
    return found


def table(name: str) -> list[str]:
    """The name of a table of the package → its lines."""
    return (files("edition.misreadings") / name).read_text("utf-8").splitlines()
