"""Where a citation prints its volume, its issues and its pages (TEI 3.12, biblScope)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.annotate.cited import figures
from edition.model import Block, Mark

BEHIND = {
    "volume": re.compile(r"\s*[卷册集辑期编部]"),
    "issue": re.compile(r"\s*[期号]"),
    "page": re.compile(r"\s*页"),
}
"""What is printed behind the figures of a volume, an issue or a page."""
JOINED = re.compile(r"\s*[-—–－~～至、，,]+\s*")
DIGITS = frozenset("0123456789")


def scope_of(block: Block, unit: str) -> Mark | None:
    """A resolved citation → the mark around the volume or the pages it prints, empty at the end where it prints
    none; nothing where a mark already says so or nothing is known."""
    attrs = block.attrs
    if unit == "issue":
        first, last = attrs.get("issue", ""), attrs.get("issue-to", "") or attrs.get("issue", "")
        ends = {"from": figures(first), "to": figures(last)}
        said = {"unit": unit, "n": figures(first)} if first == last else {"unit": unit, **ends}
    elif unit == "volume":
        first = last = attrs.get("volume", "")
        said = {"unit": unit, "n": figures(first)}
    elif first := attrs.get("pages", ""):
        last, said = first, {"unit": unit, "n": first}
    else:
        first = attrs.get("from", "")
        last = attrs.get("to", "") or first
        said = {"unit": unit, "from": figures(first), "to": figures(last)}
        if said["from"].isdecimal() and said["to"].isdecimal() and int(said["to"]) < int(said["from"]):
            # A range of the book itself that cannot be: only where it begins is said.
            del said["to"]
    if not first or any(m.kind == "scope" and m.attrs.get("unit") == unit for m in block.marks):
        return None
    text = block.text.text
    if first not in text:
        return Mark("scope", len(text), len(text), said)
    spans = (span for span in printed(text, first, last) if says(text, span, unit))
    start, end = next(spans, (len(text), len(text)))
    return Mark("scope", start, end, said)


def printed(text: str, first: str, last: str) -> Iterator[tuple[int, int]]:
    """Where figures are printed with a dash between, or one alone where they are
    the same; no digit stands before."""
    start = -1
    while (start := text.find(first, start + 1)) >= 0:
        end = start + len(first)
        if last != first:
            joined = JOINED.match(text, end)
            end = joined.end() + len(last) if joined and text.startswith(last, joined.end()) else 0
        if end and text[:start][-1:] not in DIGITS:
            yield start, end


def says(text: str, span: tuple[int, int], unit: str) -> bool:
    """Whether what stands around figures says that they are of a volume, an issue or a page: 第3卷,
    卷3, （3）, 第5期, 第7页, 第7."""
    before, after = text[: span[0]][-1:], text[span[1] : span[1] + 1]
    if BEHIND[unit].match(text, span[1]):
        return True
    if unit == "volume":
        return (before in ("（", "(") and after in ("）", ")")) or before in tuple("卷册集辑")
    return unit == "page" and before == "第" and after not in DIGITS
