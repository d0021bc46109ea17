"""References to telegrams by their number."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence

from edition.annotate.references.contexts import Says
from edition.annotate.references.finding import ANSWERED, before, doubt, ids, is_so_called, shifted
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import NOBODY, Setting
from edition.annotate.references.targets import Message
from edition.annotate.references.wording import ME, NUMERAL, OTHER_WORD, YOU, figure
from edition.rules.language.numerals import UP_TO

TELEGRAM = re.compile(
    rf"(?P<by>(?:{YOU}|{ME})的?)?(?:第(?P<n>{NUMERAL})(?:{UP_TO}(?P<to>\d+))?号|(?<![\d第/一二三四五六七八九十百])(?P<bare>{NUMERAL})号)"
    rf"(?:密码)?(?:电报|密电|[来去]电|电|信函|信|[来公密去]?函|照会)(?!{OTHER_WORD})"
)
"""第62号电报, 五十一号电"""


def number_references(setting: Setting, others: Sequence[Reference]) -> Iterator[Reference]:
    """第2406号电, 5月2日第2406号电 → the document that went under this number, or else the only one that may
    have: it has no number, and answers to who wrote to whom within the days before."""
    text, own = setting.reading.text, setting.passage.document
    covered, known = Covered(len(text), others), {ident for reference in others for ident in reference.targets}
    mine = setting.directory.message(own.id)
    numbers = mine.numbers if mine else frozenset()
    ends = {
        bisect_left(setting.reading.starts, m.end): m for m in setting.passage.block.marks if m.kind == "date"
    }
    for match in TELEGRAM.finditer(text):
        n, bare = figure(match["n"] or match["bare"]), match["n"] is None
        if n in numbers or covered.touches(match.start(), match.end()):
            continue
        under = [m for m in setting.directory.by_number.get(n, ()) if m.piece is not own]
        found, cert = ids(under), "medium" if under else ""
        if len(under) == 1 and under[0].senders & side(setting, match):
            cert = ""
        dated = ends.get(match.start())
        start = bisect_left(setting.reading.starts, dated.start) if dated else match.start()
        code = "A030"
        if not found and not dated and setting.spoken:
            near, code = unnumbered(setting, match, covered, known)
            found, cert = ids(near), "medium" if near else ""
        answered = text[start - 1 : start] in ("复", "续", "对") or Says.KNOWN.of(text, match)
        if bare and not found and not answered:
            continue
        reference = Reference(start, match.end(), "document", found, cert, code=code)
        covered.add(reference)
        known.update(found)
        yield reference


def side(setting: Setting, match: re.Match[str]) -> frozenset[str]:
    """Who wrote a message under a number that is called yours or mine; nobody, where that is not said."""
    by = match["by"] or ""
    if not by or not setting.spoken:
        return NOBODY
    return setting.here if re.match(ME, by) else setting.there


def unnumbered(
    setting: Setting, match: re.Match[str], covered: Covered, known: Container[str]
) -> tuple[list[Message], str]:
    """A number under which the edition has nothing → the only message without number, not in a reference of the
    passage yet (`known`), that may have gone under it, and what is reported where there is none."""
    text, by = setting.reading.text, match["by"] or ""
    before_it = text[match.start() - 1 : match.start()]
    joined = before_it in tuple("和与及、") and covered.touches(match.start() - 2, match.start() - 1)
    if not by and not joined and before_it not in ("复", "对"):
        return [], "A030"
    writers, readers = (setting.here, setting.there) if re.match(ME, by) else (setting.there, setting.here)
    near = before(setting.passage.document, setting.source, setting.day, writers, readers, setting.directory)
    fits = [m for m in near if not m.numbers and m.piece.id not in known and is_so_called(m, match[0])]
    own, since = setting.passage.document, shifted(setting.day, -ANSWERED)
    return fits if len(fits) == 1 else [], doubt(own, writers, readers, since, setting.day, setting.directory)
