"""What a file or a division is called: by its titles, by its heads, by its first words.

titles of a header → the one by which a file goes; heads of a division → its title and its label
"""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from edition.render.wording import is_chinese
from edition.tei import XML_LANG
from edition.tei.views import PREFIX, Element, language_of, plain

WHOLE = ("complete", "full", "main", None, "uniform", "a", "m")
"""Types of titles by which a book goes, the best first."""


def main_title(heads: tuple[Element, ...]) -> str:
    """The text of the main head; without one, of the first head that is no label."""
    typed = next((h for h in heads if h.get("type") == "main"), None)
    found = typed if typed is not None else next((h for h in heads if h.get("type") != "label"), None)
    return plain(found) if found is not None else ""


def main_label(heads: tuple[Element, ...]) -> str:
    """The text of the label (附录三), or nothing."""
    found = next((h for h in heads if h.get("type") == "label"), None)
    return plain(found) if found is not None else ""


def joined(second: str, language: str) -> str:
    """A second line of a title → the same as it goes on from the first."""
    if second.startswith(("—", "（", "(")):
        return second if is_chinese(language) else f" {second}"
    return f"：{second}" if is_chinese(language) else f": {second}"


def opening_words(div: Element) -> str:
    """A name for a division without a head: its first words."""
    text = plain(div)
    if is_chinese(language_of(div)) or not text[:40].isascii():
        return text[:16] + "……" if len(text) > 16 else text
    return shorten(text, 48, placeholder=" …")


def main_of(titles: Sequence[Element], language: str) -> Element | None:
    """The titles of a file and its language → the one by which a book goes: the whole or the main one, in that
    language if there are several; None where there are only subtitles, titles of series and the like."""
    known = [title for kind in WHOLE for title in titles if title.get("type") == kind]
    own = [t for t in known if (t.get(XML_LANG) or language).partition("-")[0] == language.partition("-")[0]]
    named = (t for t in own if t.get(XML_LANG) and t.get("type") == own[0].get("type"))
    return next(named, next(iter(own or known), None))


def title_of_file(root: Element) -> str:
    """The root of a file → the title by which it goes, or ""."""
    main = main_of(root.findall("t:teiHeader/t:fileDesc/t:titleStmt/t:title", PREFIX), language_of(root))
    return "" if main is None else plain(main)
