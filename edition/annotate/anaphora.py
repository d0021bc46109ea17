"""References to messages that are known from what was said before, or by what they are about: 您的照会, 您关于航线的电报."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from edition.annotate.contexts import is_awaited
from edition.annotate.passage import Passage, Reading
from edition.annotate.reference import Covered, Reference
from edition.annotate.wording import BY_YOU, MESSAGE, YOU

REPEATED = re.compile(rf"(?P<by>{YOU})(?:的|(?P<within>在)(?={MESSAGE}[中里]))?(?P<message>{MESSAGE})")


def repeated_references(
    passage: Passage, reading: Reading, dated: Iterable[Reference], named: dict[tuple[str, str], str]
) -> Iterator[Reference]:
    """您的照会, where 您9月15日的照会 was named before in the same document → that message; not one that is still to
    come (在接到您申请单后通知)."""
    known = list(dated)
    for reference in known:
        if len(reference.targets) == 1:
            remember(reading.text[reference.start : reference.end], reference.targets[0], passage, named)
    covered = Covered(len(reading.text), known)
    for match in REPEATED.finditer(reading.text):
        target = named.get((passage.document.id, match["message"]), "")
        if is_awaited(reading.text, match):
            continue
        if target and not covered.touches(match.start(), match.end()):
            start = match.start("message" if match["within"] else 0)
            yield Reference(start, match.end(), "document", (target,), "medium")


def remember(words: str, target: str, passage: Passage, named: dict[tuple[str, str], str]) -> None:
    """The words of a reference to a message of the recipient (您9月15日的照会) → what 您的照会 means from here on."""
    message = re.search(rf"{MESSAGE}$", words)
    if message and BY_YOU.match(words):
        named[passage.document.id, message[0]] = target
