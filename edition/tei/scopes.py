"""Where a citation prints its volume, its issues and its pages (TEI 3.12, biblScope)."""

from __future__ import annotations

import re

from edition.annotate.cited import figures
from edition.model import Block, Mark

SCOPES = {
    "volume": r"{n}(?=\s*[卷册集辑期编部])|(?<=[（(]){n}(?=[）)])|(?<=[卷册集辑]){n}",
    "issue": r"{n}(?=\s*[期号])",
    "page": r"{n}(?=\s*页)|(?<=第){n}(?![0-9])",
}
"""How the volume, the issues and the pages of a citation are printed, around the figures that are known."""


def scope_of(block: Block, unit: str) -> Mark | None:
    """A resolved citation → the mark around the volume or the pages it prints, empty at the end where it prints none;
    nothing where a mark already says so or nothing is known."""
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
    printed = r"(?<![0-9])" + re.escape(first)
    if last != first:
        printed += rf"\s*[-—–－~～至、，,]+\s*{re.escape(last)}"
    found = re.search(SCOPES[unit].replace("{n}", printed), text)
    start, end = found.span() if found else (len(text), len(text))
    return Mark("scope", start, end, said)
