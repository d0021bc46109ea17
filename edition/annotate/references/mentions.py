"""How far the words reach that mention a message: the editor anchors a reference by a few of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable

from edition.annotate.passage import Reading
from edition.annotate.references.wording import MESSAGE, WITHIN, is_party
from edition.model import Mark

NOUN = re.compile(rf"(?<![致发]){MESSAGE}|复函|通知|报告|申请|请求|建议")
CLAUSE = re.compile(r"[^。；！？，：“”()（）]*")
PRONOUN = re.compile("您|你|我|他|她|贵方")
# Between the writer or the day and the word for the message: a verb of receiving, 对 (who answers it did not
# write it), or another message, and they are of another phrase.
APART = re.compile(rf"[了已]|[收接]到|[转寄送]来|转交|[对把将][您你我他]|对[来复去回]?$|(?<![致发]){MESSAGE}")


def mention(reading: Reading, start: int, marks: Iterable[Mark]) -> tuple[int, int] | None:
    """The words from `start` on of what is read in a block → the whole mention of a message that they
    are of: from who wrote it (您, 某人) or its day to the word for it, within one clause. None where
    there is no such word, or neither."""
    clause = next((m for m in CLAUSE.finditer(reading.text) if m.start() <= start < m.end()), None)
    found = clause and next(NOUN.finditer(reading.text, start, clause.end()), None)
    if not clause or not found:
        return None
    named = {bisect_left(reading.starts, m.start) for m in marks if m.kind == "date" or is_party(m)}
    heads = sorted(named | {m.start() for m in PRONOUN.finditer(reading.text, clause.start(), found.start())})
    within = WITHIN.match(reading.text, found.end()) is not None
    firsts = [
        at
        for at in heads
        if clause.start() <= at < found.start()
        and not APART.search(reading.text, at, found.start())
        and not (within and reading.text[at + 1] == "在")
    ]
    if not firsts:
        return None
    return (start if start in firsts else firsts[0], found.end())
