"""Stage 3, segment: cleaned text → blocks that know their function."""

from __future__ import annotations

from edition.clean import apply, clean_source
from edition.model import Segmented, Source
from edition.rules import Finding
from edition.rules.registry import Resolved


def segment_source(source: Source, profile: Resolved) -> tuple[Segmented, tuple[Finding, ...]]:
    """A source and its profile → its blocks in reading order, with all that was left out, and what to look at."""
    cleaned, noise, seen = clean_source(source, profile)
    blocks, gone, found = apply(profile.segment, cleaned, profile)
    return Segmented(source, blocks, (*noise, *gone)), (*seen, *found)
