"""Where the templates and style sheets lie: `templates/`, `styles/` at the top of a checkout, in the package of a wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

PACKAGE = Path(__file__).parent.parent


def resource_folder(name: Literal["templates", "styles"]) -> Path:
    """→ the folder of that name, inside the installed package or beside it in a checkout."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def style_sheet(name: str) -> str:
    """`common.css` → its text."""
    return (resource_folder("styles") / name).read_text(encoding="utf-8")


@cache
def templates() -> Environment:
    """The Jinja2 environment of all pages; everything is escaped, a missing value is an error."""
    return Environment(
        loader=FileSystemLoader(resource_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
