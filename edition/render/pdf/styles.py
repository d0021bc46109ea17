"""What the look of a book depends on: its style sheets and the faces that are installed."""

from __future__ import annotations

import subprocess
from pathlib import Path

from edition.render.printing import Printing
from edition.render.resources import style_sheet

# Without the composer nothing can be written in later: the marks count through the book.
PLAIN_MARKS = """
.fn::footnote-call, .fn::footnote-marker { content: "[" counter(footnote) "]"; }
.ap::footnote-call, .ap::footnote-marker { content: "[" counter(footnote) "]"; }
"""


def style_of(printing: Printing) -> str:
    """The style sheets of a book as one: ours, that of the page format, one's own."""
    return "\n".join((*map(style_sheet, printing.sheets), printing.marks, printing.style, ""))


def installed_faces() -> str:
    """The font files that are installed, each with size and time of change; nothing where fontconfig cannot tell."""
    try:
        listed = subprocess.run(("fc-list", ":", "file"), capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""
    files = (Path(line.rstrip().rstrip(":")) for line in listed.splitlines())
    return "\n".join(sorted(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in files))
