"""The program's own words on the pages, in Chinese or in English: labels, headings, remarks.

    words in Chinese, language of the book → words in that language

Templates and code hold the Chinese; `templates/english.toml` has the English of each. A book in Chinese is
labelled in Chinese, any other in English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from edition.render.resources import resource_folder


def is_chinese(language: str) -> bool:
    """Whether a language tag (BCP 47) is one of Chinese, in whatever script."""
    return language.lower().split("-")[0] in ("", "zh", "cmn", "yue", "lzh", "wuu", "nan", "hak")


def say(words: str, language: str) -> str:
    """Words of ours → the same in the language of the book; those that have no English stay as they are."""
    return words if is_chinese(language) else english().get(words, words)


NARROW = str.maketrans(
    {"（": " (", "）": ")", "，": ", ", "；": "; ", "：": ": ", "。": ". ", "、": ", ", "　": " ", "？": "?", "［": "[", "］": "]",
     "〈": "⟨", "〉": "⟩", "〔": "[", "〕": "]"}
)  # fmt: skip
"""Marks of Chinese setting, and those that stand in their place in English."""


def marked(signs: str, language: str) -> str:
    """Signs of ours around words of the text, ［ ］ or 〈 〉 → those of the language of the book."""
    return signs if is_chinese(language) else signs.translate(NARROW)


@cache
def english() -> Mapping[str, str]:
    """The English of our words."""
    return {
        chinese: str(words)
        for chinese, words in tomllib.loads(
            (resource_folder("templates") / "english.toml").read_text("utf-8")
        ).items()
    }


def in_english(template: str) -> str:
    """The source of a template → the same with its Chinese words in English, the longest phrases first."""
    return pattern().sub(lambda found: english()[found[0]], template).translate(NARROW)


@cache
def pattern() -> re.Pattern[str]:
    """What finds the phrases that have an English, the longest first."""
    phrases = sorted((words for words in english() if len(words) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, phrases)))
