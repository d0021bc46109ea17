"""How an encoder says that text looks: `@rend` in words, `@rendition` by the names that many files share and do
not declare, `@style` in CSS → the few looks that the pages know.

Source: TEI P5 1.3.1.1.3 (rendition indicators) and 2.3.4 (tagsDecl). What a sheet would fetch
from elsewhere is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.tei.views import Element

WORDS = {
    "bold": "bold", "b": "bold", "strong": "bold", "italic": "italic", "italics": "italic", "it": "italic", "i": "italic",
    "ital": "italic", "slant": "italic", "smallcaps": "caps", "small-caps": "caps", "sc": "caps", "caps": "caps",
    "smcap": "caps", "sup": "sup", "super": "sup", "superscript": "sup", "sub": "sub", "subscript": "sub",
    "underline": "underline", "underlined": "underline", "ul": "underline", "u": "underline", "strike": "strike",
    "strikethrough": "strike", "line-through": "strike", "small": "small", "smaller": "small", "dots": "dots",
    "#b": "bold", "#i": "italic", "#k": "caps", "#sup": "sup", "#sub": "sub", "#u": "underline", "#s": "strike", "#c": "center",
    "#right": "right", "#italic": "italic", "#bold": "bold", "#smallcaps": "caps", "#et": "indent", 
    "indent": "indent", "center": "center", "centered": "center", "centre": "center", "right": "right", "quoted": "quoted",
}  # fmt: skip
DECLARED = {
    ("font-weight", "bold"): "bold", ("font-style", "italic"): "italic", ("font-style", "oblique"): "italic",
    ("font-variant", "small-caps"): "caps", ("text-decoration", "underline"): "underline",
    ("text-decoration", "line-through"): "strike", ("vertical-align", "super"): "sup", ("vertical-align", "sub"): "sub",
    ("text-align", "center"): "center", ("text-align", "right"): "right",
}  # fmt: skip
DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;:]+)")
TAGS = {
    "bold": "strong",
    "italic": "em",
    "dots": "em",
    "sup": "sup",
    "sub": "sub",
    "small": "small",
    "strike": "s",
}
"""The elements of XHTML that say what a look says; the others are classes of a `span`."""


def looks_of(element: Element) -> tuple[str, ...]:
    """An element → its looks, each once, in the order in which they are said."""
    said = f"{element.get('rend', '')} {element.get('rendition', '')}"
    found = [WORDS[word] for word in said.lower().replace(",", " ").split() if word in WORDS]
    found += css_looks(element.get("style", ""))
    return tuple(dict.fromkeys(found))


def css_looks(css: str) -> Iterator[str]:
    """Declarations of CSS → the looks among them."""
    for name, value in DECLARATION.findall(css.lower()[:2000]):
        if look := DECLARED.get((name, value.strip())):
            yield look
