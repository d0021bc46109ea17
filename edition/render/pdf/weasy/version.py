"""Which WeasyPrint there is. Its private side is known of one version only, which pyproject.toml pins."""

from __future__ import annotations

from importlib.metadata import version

KNOWN = "70.0"


def is_known() -> bool:
    """Whether this WeasyPrint is the one for which the seam is written. Asks without loading it."""
    return version("weasyprint") == KNOWN
