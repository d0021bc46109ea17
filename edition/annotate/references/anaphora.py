"""References to messages that are known from what was said before, or by what they are
about: 您的照会, 您关于航线的电报."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from edition.annotate.passage import Passage, Reading
from edition.annotate.references.contexts import Says
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import Setting
from edition.annotate.references.wording import BY_YOU, MESSAGE, YOU

REPEATED = re.compile(rf"(?P<by>{YOU})(?:的|(?P<within>在)(?={MESSAGE}[中里]))?(?P<message>{MESSAGE})")


CONTINUED = re.compile(
    rf"(?:(?P<by>{YOU})的?)?那[封份件道个](?P<noun>{MESSAGE}|报告|决[定议]|训令|文件)"
    r"|(?<![^，。；：“”])在?(?P<bare>[来大][电函信]|该[电函]|电报|信)(?=中(?![心断止转])|里(?!程)|所?[说称提])"
    r"|(?<=对)(?P<answered>[来回复][电函信])(?=(?:表示|深表|非常))"
)
"""您的那封信, 那份照会, 来电说, 信中说: a message that was named before."""
KINDS = (
    ("telegram", "[电]"),
    ("letter", "[信函]"),
    ("note", "照会|节略|备忘录"),
    ("report", "报告"),
    ("decision", "决|令"),
)


def repeated_references(
    passage: Passage, reading: Reading, dated: Iterable[Reference], named: dict[tuple[str, str], str]
) -> Iterator[Reference]:
    """您的照会, where 您9月15日的照会 was named before in the same document → that message; not one that is
    still to come (在接到您申请单后通知)."""
    known = list(dated)
    for reference in known:
        if len(reference.targets) == 1:
            remember(reading.text[reference.start : reference.end], reference.targets[0], passage, named)
    covered = Covered(len(reading.text), known)
    for match in REPEATED.finditer(reading.text):
        target = named.get((passage.document.id, match["message"]), "")
        if Says.AWAITED.of(reading.text, match):
            continue
        if target and not covered.touches(match.start(), match.end()):
            start = match.start("message" if match["within"] else 0)
            yield Reference(start, match.end(), "document", (target,), "medium")


def remember(words: str, target: str, passage: Passage, named: dict[tuple[str, str], str]) -> None:
    """The words of a reference to a message of the recipient (您9月15日的照会) →
    what 您的照会 means from here on."""
    message = re.search(rf"{MESSAGE}$", words)
    if message and BY_YOU.match(words):
        named[passage.document.id, message[0]] = target


def continued_references(
    setting: Setting, others: Sequence[Reference], named: dict[tuple[str, str], str]
) -> Iterator[Reference]:
    """您的那封信, 来电说 → the message that was named last before in the document by such a word, if it is by
    whoever is told to have written it. What `others` name is remembered for the passages below."""
    passage, text = setting.passage, setting.reading.text
    covered, left = Covered(len(text), others), sorted(others, key=lambda reference: reference.start)
    for match in CONTINUED.finditer(text):
        while left and left[0].start < match.start():
            remember_kind(text, left.pop(0), passage, named)
        target = named.get(
            (passage.document.id, kind_of(match["noun"] or match["bare"] or match["answered"])), ""
        )
        message = setting.directory.message(target)
        yours = match["by"] or match["bare"]
        if Says.GOT_BY_ANOTHER.of(text, match):
            continue
        if message is None or covered.touches(match.start(), match.end()):
            continue
        if not yours or (setting.spoken and message.senders & setting.there):
            start = match.start("bare" if match["bare"] else 0)
            yield Reference(start, match.end(), "document", (target,), "medium")
    for reference in left:
        remember_kind(text, reference, passage, named)


def remember_kind(text: str, reference: Reference, passage: Passage, named: dict[tuple[str, str], str]) -> None:
    """A reference in what is read in a passage → what its word alone means from here on;
    nothing if it is absent or open."""
    kind = kind_of(text[reference.start : reference.end])
    if kind and reference.type == "document":
        named[passage.document.id, kind] = reference.targets[0] if len(reference.targets) == 1 else ""


def kind_of(words: str) -> str:
    """The kind of document that words name by their last word, or ""."""
    return next((kind for kind, word in KINDS if re.search(f"(?:{word})[件报书议定文]?$", words)), "")
