"""Where a sentence may end, and where words end that are none."""

from __future__ import annotations

import re

STOPS = "。！？!?；;…"
CLOSING = "”’）)』」】》〕〗]*\"'"
CALLS_AT_END = re.compile(r"(?<!\d[\]〕])(?:\[\d{1,3}\]|〔\d{1,3}〕)++$")
"""The calls of notes at the end of a text, begun at the first of them, so that a
long row of calls is read once."""
FULL_STOP = re.compile(r"[A-Za-zА-Яа-яЁё]\.[”’\")]{0,3}$")
"""The end of a sentence in Latin or Cyrillic letters."""
STRAY_QUOTE = re.compile(r"(?<=[。！？：；])[ \u3000]{1,8}[‘“’'`]$")
"""A mark behind blanks at the end of a line that is a blot of the copy."""
LINK_AT_END = re.compile(r"(?<=[。！？…])[\[［【][\u4e00-\u9fff]{2,4}[\]］】]$")
"""What a page puts behind a sentence in brackets, to lead elsewhere: 。[详细]"""
IN_BRACKETS = re.compile("[（(][^（）()]*[）)]")
QUOTED_WORDS = re.compile(r"(?<![。！？…：:，；“])[“‘《][^“”‘’《》。！？；，：]{1,16}[”’]$")


def finished(text: str) -> bool:
    """Whether a text ends where a sentence may end: with a stop or a colon, quotes
    and brackets after it allowed."""
    text = CALLS_AT_END.sub("", LINK_AT_END.sub("", STRAY_QUOTE.sub("", text)))
    bare = text.rstrip(CLOSING)
    return (
        not bare
        or bare[-1] in STOPS
        or bare.endswith("...")
        or text[-1] in "：:"
        or (bare != text and text[-1] in "）)”〗")
    )


def quotes_words(text: str) -> bool:
    """Whether a text ends with words in quotation marks that are no sentence: “某事”."""
    quoted = QUOTED_WORDS.search(text)
    return quoted is not None and quoted.start() > 0
