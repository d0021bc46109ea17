"""Letters that want something of their own on the page: foreign words their language, rare
characters a font, ranges a line.

Finished pages → the characters that are rare; a page → the same with its runs marked
(WCAG 2.2, 3.1.2 Language of Parts)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache

from lxml import etree

from edition.render.writer import EPUB_TYPE
from edition.tei import XML_LANG
from edition.tei.views import Element

XHTML = "{http://www.w3.org/1999/xhtml}"
VOID = frozenset(XHTML + name for name in ("br", "col", "hr", "img", "link", "meta"))
UNTOUCHED = frozenset((f"{XHTML}code", f"{XHTML}title"))
LINKS = frozenset(("noteref", "backlink"))
"""Links that reading systems take apart themselves: they hold text and nothing else."""

LATIN, GREEK, CYRILLIC = "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "\u0370-\u03ff\u1f00-\u1fff", "\u0400-\u052f"
HANGUL, KANA = "\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3", "\u3041-\u3096\u30a1-\u30fa\u30fd\u30fe"
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
SCRIPTS = {
    "ko": HANGUL,
    "ja": KANA,
    "und-Cyrl": CYRILLIC,
    "und-Grek": GREEK,
    "und-Latn": LATIN,
    "und-Hani": HAN,
}
"""Tags of BCP 47 by the letters; where several languages share a script, only the script is known."""
WRITTEN = {
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "cu", "kk", "ky", "mn", "tg"), "und-Cyrl"),
    **dict.fromkeys(("el", "grc"), "und-Grek"),
    **dict.fromkeys(("zh", "cmn", "yue", "lzh", "wuu", "nan", "hak", "ja", "ko"), "und-Hani"),
}
"""The scripts of languages that are not written in Latin letters; Chinese characters are foreign
to neither Japanese nor Korean."""
WORD = re.compile(rf"[{LATIN}{GREEK}{CYRILLIC}]{{3}}|[{HANGUL}{KANA}{HAN}]")


RANGE = re.compile(r"[^\s—](?:—(?!—)|[－–～])")
"""A sign of connection, as in 1949—1950, with what it may not be parted from: it
begins no line (GB/T 15834, 5.1.5)."""


@cache
def foreign(language: str, rare: str) -> re.Pattern[str]:
    """The language of a page and its rare characters → what finds those, the runs that are in other scripts
    than its own, and in Chinese signs of connection."""
    own = {WRITTEN.get(language.lower().partition("-")[0], "und-Latn"), language}
    letters = "".join(SCRIPTS[tag] for tag in SCRIPTS if tag not in own and tag != "und-Hani")
    runs = [rf"[{letters}](?:[{letters}0-9 .,:;'’()&/\-\u00a0]*[{letters}])?"]
    if "und-Hani" in own:
        runs.append(RANGE.pattern)
    if rare:
        runs.append(f"[{rare}]+")
    if "und-Hani" not in own:
        runs.append(f"(?:(?![{rare}])[{HAN}])+" if rare else f"[{HAN}]+")
    return re.compile("|".join(runs))


@cache
def is_rare(character: str) -> bool:
    """Whether a Chinese character is none of the 21,003 of GBK, which every font made for China has; those of
    the extensions A to J and compatibility characters may be missing on a device."""
    if not unicodedata.name(character, "").startswith("CJK ") or unicodedata.category(character) != "Lo":
        return False
    try:
        return not character.encode("gbk")
    except UnicodeEncodeError:
        return True


def rare_in(pages: Iterable[bytes]) -> tuple[str, ...]:
    """Pages → the rare characters in them, in the order of Unicode."""
    return tuple(sorted(c for c in characters_of(pages) if is_rare(c)))


def private_in(pages: Iterable[bytes]) -> str:
    """Pages → the characters in them that have no meaning but among those who agreed
    on one (Unicode, private use)."""
    return "".join(sorted(c for c in characters_of(pages) if unicodedata.category(c) == "Co"))


def characters_of(pages: Iterable[bytes]) -> set[str]:
    """Every character that stands in pages."""
    return set().union(*(page.decode("utf-8") for page in pages))


def mark_letters(page: bytes, rare: Collection[str]) -> bytes:
    """A page → the same with `lang` on words in other scripts, the class `rare` on rare
    characters, `nb` where no line ends."""
    root = etree.fromstring(page)
    body = root.find(f"{XHTML}body")
    if body is None:
        return page
    mark_below(body, foreign(root.get("lang") or "zh", "".join(rare)))
    for element in root.iter(etree.Element):
        if len(element) == 0 and element.text is None and element.tag not in VOID:
            element.text = ""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>") + b"\n"


def mark_below(element: Element, pattern: re.Pattern[str], *, tagged: bool = False) -> None:
    """Mark the runs of text in an element; inside one whose language is said, rare characters alone."""
    if element.tag in UNTOUCHED or LINKS.intersection(element.get(EPUB_TYPE, "").split()):
        return
    tagged = tagged or element.get("lang") is not None
    for child in list(element):
        if isinstance(child.tag, str):
            mark_below(child, pattern, tagged=tagged)
        lead, spans = cut_runs(child.tail or "", pattern, tagged)
        child.tail = lead
        for span in reversed(spans):
            child.addnext(span)
    if not element.text:
        return
    element.text, spans = cut_runs(element.text, pattern, tagged)
    for place, span in enumerate(spans):
        element.insert(place, span)


def cut_runs(text: str, pattern: re.Pattern[str], tagged: bool) -> tuple[str, list[Element]]:
    """A run of text → what stands before its first mark, and the marked runs, each with what follows it."""
    lead, end = "", 0
    spans: list[Element] = []
    for found in pattern.finditer(text):
        said = attributes(found[0], tagged)
        if not said:
            continue
        span = etree.Element(f"{XHTML}span", said)
        span.text = found[0]
        if spans:
            spans[-1].tail = text[end : found.start()]
        else:
            lead = text[: found.start()]
        spans.append(span)
        end = found.end()
    if not spans:
        return text, []
    spans[-1].tail = text[end:]
    return lead, spans


def attributes(run: str, tagged: bool) -> dict[str, str]:
    """A run of letters → what is said of it; nothing of initials, and of what
    stands in words of a known language."""
    kinds = ["rare"] * is_rare(run[0]) + ["nb"] * bool(RANGE.fullmatch(run))
    if kinds:
        return {"class": " ".join(kinds)}
    if tagged or not WORD.search(run):
        return {}
    language = next(tag for tag, letters in SCRIPTS.items() if re.search(f"[{letters}]", run))
    return {"lang": language, XML_LANG: language}
