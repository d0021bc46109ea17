"""What a message is about: 您关于航线问题的电报 names neither day nor number, but the document it means says so in its title."""

from __future__ import annotations

import re
from datetime import date as Day
from itertools import pairwise

from edition.annotate.targets import Directory, Message
from edition.model import Piece

ANSWERED = 14
"""Days within which a message is answered that is named by its subject alone."""

EMPTY = frozenset({"关于", "有关", "问题", "请求", "同意", "事宜", "情况", "建议", "答复"})
"""Pairs of characters that say nothing of a subject."""


def find_by_subject(
    phrase: str, day: str, senders: frozenset[str], recipients: frozenset[str], own: Piece, directory: Directory
) -> str:
    """The subject in a reference of a document of that `day` (ISO), and who wrote to whom → the id of the one message of the days
    before whose title shares most of it; "" where none does, or several do."""
    wanted = pairs(phrase)
    scored = [
        (len(wanted & pairs(subject(m.piece))), m.piece.id)
        for m in directory.messages
        if m.piece is not own and m.senders & senders and m.recipients & recipients and shortly_before(m, day)
    ]
    best = max((score for score, _ in scored), default=0)
    found = {ident for score, ident in scored if score == best > 0}
    return found.pop() if len(found) == 1 else ""


def shortly_before(message: Message, day: str) -> bool:
    """Whether a message is of a day that lets it be answered on another."""
    try:
        passed = Day.fromisoformat(day) - Day.fromisoformat(message.date[:10])
    except ValueError:
        return False
    return 0 <= passed.days <= ANSWERED


def subject(piece: Piece) -> str:
    """The title of a document behind its colon: what it is about."""
    return re.split("[：:]", piece.attrs.get("title", ""))[-1]


def pairs(text: str) -> set[str]:
    """The pairs of neighbouring characters of a text that say something."""
    found = {one + other for one, other in pairwise(re.sub(r"\W+", " ", text)) if " " not in one + other}
    return found - EMPTY
