"""Characters that the encoder described because Unicode had none (gaiji), written out.

Sources: TEI P5 chapter 5 (characters, glyphs and writing modes): `g`, `charDecl`, `char`, `glyph`, `mapping`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.views import Element, by_id, line_of, local, plain

POINT = re.compile(r"(?:U\+|&#x|0x)?([0-9A-Fa-f]{4,6});?")
MAPPINGS = ("unicode", "Unicode", "standard", "composed", "exact", "simplified", "")
"""The kinds of `mapping` that give what can be printed, the best first."""
WORDED = (
    "composition",
    "normalized form",
    "Romanized form in Unicode transcription",
    "romanized form in CBETA transcription",
    "entity",
    "glyph-name",
)
"""Properties that put a character into words, the best first."""


def write_glyphs(root: Element, file: str) -> Iterator[Diagnostic]:
    """Every empty `g` gets the character that its declaration maps it to, else the words that describe it in
    brackets → X033 for each declaration that gives only words, or nothing."""
    declared = {ident: e for ident, e in by_id(root).items() if local(e) in ("char", "glyph")}
    told: set[str] = set()
    for sign in root.iter(tei("g")):
        if plain(sign):
            continue
        ref = sign.get("ref", "")
        name = ref.rpartition("#")[2] or ref.rpartition(":")[2]
        found = declared.get(name)
        written, sure = ("", False) if found is None else spelled(found)
        shown = written or f"〔{name or '?'}〕"
        sign.text = shown
        if not sure and name not in told:
            told.add(name)
            yield make("X033", file, (line_of(sign), 1), ref=ref or "g", shown=shown)


def spelled(declaration: Element) -> tuple[str, bool]:
    """A `char` or `glyph` → what is printed for it, and whether that is the character itself."""
    mappings: dict[str, str] = {}
    for mapping in declaration.iter(tei("mapping")):
        if sign := character(plain(mapping)):
            mappings.setdefault(mapping.get("type", ""), sign)
    for kind in MAPPINGS:
        if kind in mappings:
            return mappings[kind], True
    properties = dict(properties_of(declaration))
    if normal := properties.get("normalized form"):
        return normal, False
    for name in WORDED:
        if value := properties.get(name):
            return value if value.startswith("[") else f"〔{value}〕", False
    named = next(
        (plain(e) for e in declaration.iter(tei("charName"), tei("glyphName"), tei("desc")) if plain(e)), ""
    )
    return (f"〔{named}〕" if named else ""), False


def properties_of(declaration: Element) -> Iterator[tuple[str, str]]:
    """The properties of a character as (name, value), in P5's old and new form."""
    for prop in declaration.iter(tei("charProp"), tei("localProp"), tei("unicodeProp")):
        if local(prop) == "charProp":
            names = [plain(e) for e in prop if local(e) in ("localName", "unicodeName")]
            values = [plain(e) for e in prop if local(e) == "value"]
            if names and values:
                yield names[0], values[0]
        else:
            yield prop.get("name", ""), prop.get("value", "")


def character(value: str) -> str:
    """A mapping's words → the character: as it stands there, or by its number; "" for one of private use."""
    found = POINT.fullmatch(value)
    if found and len(value) > 3:
        number = int(found[1], 16)
        value = chr(number) if number < 0x110000 and not 0xD800 <= number < 0xE000 else ""
    return "" if any(private(sign) for sign in value) else value


def private(sign: str) -> bool:
    """Whether a character is of private use, which every font draws otherwise."""
    return "\ue000" <= sign <= "\uf8ff" or sign >= "\U000f0000"
