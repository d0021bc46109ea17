"""Stage 3, segment: cleaned text → blocks that know their function."""

from __future__ import annotations

from edition.clean import Cleaned, apply, clean_source
from edition.model import Segmented, Source
from edition.rules import Finding, Resolved


def segment_source(source: Source, profile: Resolved) -> tuple[Segmented, tuple[Finding, ...]]:
    """Stages 2 and 3 for a source and its profile → its blocks in reading order, with all that was
    left out, and what to look at."""
    return segment_cleaned(source, profile, clean_source(source, profile))


def segment_cleaned(
    source: Source, profile: Resolved, cleaned: Cleaned
) -> tuple[Segmented, tuple[Finding, ...]]:
    """What stage 2 made of a source → the same as `segment_source`."""
    text, noise, seen = cleaned
    blocks, gone, found = apply(profile.segment, text, profile)
    return Segmented(source, blocks, (*noise, *gone)), (*seen, *found)
