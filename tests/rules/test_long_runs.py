"""A rule of dashes, a dotted line or a row of digits as long as a book takes no longer than the text is."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition.config import Profile
from edition.read import decode
from edition.rules import offsets
from edition.rules.families import guess_family
from edition.rules.registry import families, resolve
from edition.segment import segment_source

LENGTH = 200_000
SIGNS = "—…1.*"


@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_run_is_no_evidence(sign: str) -> None:
    assert guess_family(sign * LENGTH + "甲") in ("plain", "dossier")


@pytest.mark.parametrize("family", sorted(families()))
@pytest.mark.parametrize("sign", SIGNS)
def test_a_long_run_is_read_to_its_end(family: str, sign: str) -> None:
    profile, _ = resolve(Profile(inherit=family), Path("test"))
    source = decode("x", "x.txt", (sign * LENGTH + "甲").encode())
    segmented, _ = segment_source(source, profile)
    kept = offsets(segmented.blocks)
    assert len(kept) + sum(d.end - d.start for d in segmented.disposals) == LENGTH + 1
