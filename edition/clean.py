"""Stage 2, clean: Source → one block of traced text. Leaves out noise, and only by a named rule."""

from __future__ import annotations

from collections.abc import Sequence

from edition.model import Source
from edition.rules import Blocks, Finding, Resolved, run, whole
from edition.rules.registry import VOCABULARY
from edition.trace import Disposal

Cleaned = tuple[Blocks, tuple[Disposal, ...], tuple[Finding, ...]]
"""Blocks, what was left out by which rule, what to look at."""


def clean_source(source: Source, profile: Resolved) -> Cleaned:
    """A source and its profile → its text without the noise, what was left out
    by which rule, what to look at."""
    return apply(profile.clean, whole(source), profile)


def apply(names: Sequence[str], blocks: Blocks, profile: Resolved) -> Cleaned:
    """The named recognisers in their order over the blocks."""
    disposals: list[Disposal] = []
    findings: list[Finding] = []
    for name in names:
        result, gone = run(VOCABULARY[name], blocks, profile.options.get(name, {}))
        blocks = result.blocks
        disposals += gone
        findings += result.findings
    return blocks, tuple(disposals), tuple(findings)
