"""What the look of a book depends on: its style sheets and the faces that are installed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2  # type: ignore[import-untyped]

from edition.render.printing import Printing
from edition.render.resources import style_sheet

# Without the composer nothing can be written in later: the marks count through the book.
PLAIN_MARKS = """
.fn::footnote-call, .fn::footnote-marker { content: "[" counter(footnote) "]"; }
.ap::footnote-call, .ap::footnote-marker { content: "[" counter(footnote) "]"; }
"""
VIEWPORT = re.compile(r"\d[sld]?v(?:w|h|i|b|min|max)\b")
"""A length in shares of the first page (CSS Values 4, 6.1.2)."""


def style_of(printing: Printing) -> str:
    """The style sheets of a book as one: ours, that of the page format, one's own."""
    return "\n".join((*map(style_sheet, printing.sheets), printing.marks, printing.style, ""))


@cache
def is_simple(style: str) -> bool:
    """Whether the selectors of a style sheet look at nothing but names, classes, what an element stands in, the
    one before it and whether there is another: no `~`, no second `+`, no other pseudo-class, no id and no value
    of another attribute than class; and whether no length depends on the size of the first page."""
    return not VIEWPORT.search(style) and all(
        rule.lower_at_keyword in ("page", "font-face") if rule.type == "at-rule" else is_plain(rule)
        for rule in rules_of(style)
    )


@cache
def classes_in(style: str) -> tuple[str, ...]:
    """The classes that a style sheet names in the selectors of its rules, if it is simple."""
    found = {
        name.value
        for rule in rules_of(style)
        if rule.type == "qualified-rule"
        for dot, name in pairwise(rule.prelude)
        if dot == "." and name.type == "ident"
    }
    return tuple(sorted(found))


@cache
def rules_of(style: str) -> Sequence[Any]:
    """The rules of a style sheet."""
    rules = tinycss2.parse_stylesheet(style, skip_comments=True, skip_whitespace=True)
    return [rule for rule in rules if rule.type != "error"]


def is_plain(rule: Any) -> bool:
    """Whether the selectors of one rule are such."""
    for selector in tinycss2.serialize(rule.prelude).split(","):
        bare = selector.replace("::", "").strip()
        if re.search(r"[~#(]|:(?!root\b|(first|last)-child\b)|=", bare) or bare.count("+") > 1:
            return False
    return True


def installed_faces() -> str:
    """The font files that are installed, each with size and time of change;
    nothing where fontconfig cannot tell."""
    try:
        listed = subprocess.run(("fc-list", ":", "file"), capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    files = (Path(line.rstrip().rstrip(":")) for line in listed.splitlines())
    return "\n".join(sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))
