"""The language of a file and of its texts, as far as the root says none (TEI
att.global, `@xml:lang`; BCP 47)."""

from __future__ import annotations

from itertools import islice

from edition.tei import XML_LANG, tei
from edition.tei.views import LANGUAGE, PREFIX, Element

WITH_HAN = frozenset({"zh", "lzh", "och", "cmn", "yue", "wuu", "nan", "hak", "ja", "ko"})
"""Languages that are written in Chinese characters, among others."""


def supply_language(root: Element) -> None:
    """Give the root an `xml:lang`: as a `text` or the header names it, else by the script of its words, Chinese
    or English. And each text of a corpus the language that its own header names."""
    named = [root.get(XML_LANG), *(text.get(XML_LANG) for text in root.iter(tei("text")))]
    known = (tag for tag in named if tag and LANGUAGE.fullmatch(tag))
    found = next(known, "") or language_in_header(root) or ("zh-Hans" if is_han(root) else "en")
    root.set(XML_LANG, found)
    for element in root.iter(tei("TEI")) if root.tag == tei("teiCorpus") else ():
        if not element.get(XML_LANG) and (own := language_in_header(element)):
            element.set(XML_LANG, own)


def language_in_header(element: Element) -> str:
    """The language that the headers inside a text or corpus name, or ""; of several the first one that is
    written as its words are, or the first."""
    named = [language.get("ident", "") for language in element.iterfind(".//t:teiHeader//t:language", PREFIX)]
    known = list(dict.fromkeys(filter(LANGUAGE.fullmatch, named)))
    if len(known) < 2:
        return "".join(known)
    han = is_han(element)
    return next((tag for tag in known if (tag.partition("-")[0] in WITH_HAN) == han), known[0])


def is_han(root: Element) -> bool:
    """Whether the words of a file are in Chinese characters, by the first of them."""
    sample = "".join(islice((str(run) for text in root.iter(tei("text")) for run in text.itertext()), 2000))
    han = sum("\u3400" <= sign <= "\u9fff" for sign in sample)
    return 2 * han >= sum(sign.isascii() and sign.isalpha() for sign in sample)
