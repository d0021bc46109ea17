"""What a message is about: 您关于航线问题的电报 names neither day nor number, but the document
it means says so in its title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from edition.annotate.references.targets import Message

EMPTY = frozenset({"关于", "有关", "问题", "请求", "同意", "事宜", "情况", "建议", "答复"})
"""Pairs of characters that say nothing of a subject."""


def most_alike(phrase: str, messages: Iterable[Message]) -> list[Message]:
    """The subject in a reference and messages it may mean → those whose title shares
    most of it; none where none does."""
    scored = [(how_alike(phrase, m), m) for m in messages]
    best = max((score for score, _ in scored), default=0)
    return [m for score, m in scored if score == best > 0]


def how_alike(phrase: str, message: Message) -> int:
    """How many pairs of characters the subject in a reference shares with the title of a message."""
    return len(pairs(phrase) & pairs(subject(message.title)))


def subject(title: str) -> str:
    """What stands in a title behind its colon: what the document is about."""
    return re.split("[：:]", title)[-1]


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text that say something."""
    found = {one + other for one, other in pairwise(re.sub(r"\W+", " ", text)) if " " not in one + other}
    return found - EMPTY
