"""Where the templates and style sheets lie: `templates/`, `styles/` at the top of a
checkout, in the package of a wheel."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

PACKAGE = Path(__file__).parent.parent


def resource_folder(name: Literal["templates", "styles"]) -> Path:
    """→ the folder of that name, inside the installed package or beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def style_sheet(name: str) -> str:
    """`common.css` → its text."""
    return (resource_folder("styles") / name).read_text(encoding="utf-8")
