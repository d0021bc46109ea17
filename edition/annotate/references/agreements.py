"""References to agreements by their day: 1953年5月6日关于某地的协定."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.annotate.references.reference import Reference
from edition.annotate.references.setting import Setting
from edition.annotate.references.sketch import DAY
from edition.annotate.references.subjects import most_alike
from edition.rules.language.lexicon import AGREEMENT

AGREED = re.compile(
    rf"{DAY}的?(?:签订的)?(?:(?:关于|有关)(?P<about>[^。；！？，：“”\ue004]{{2,40}}?))?(?P<noun>{AGREEMENT})(?![书稿草])"
)


def agreement_references(setting: Setting) -> Iterator[Reference]:
    """1953年5月6日关于某地的协定 → the agreement of that day, if the edition has it."""
    for match in AGREED.finditer(setting.sketch.text):
        day = setting.sketch.days[match.start()].attrs["when"][:10]
        about = setting.reading.text[match.start("about") : match.end("about")] if match["about"] else ""
        found = [
            m
            for m in setting.directory.by_date.get(day, ())
            if m.date == day and m.piece is not setting.passage.document and match["noun"] in m.title
        ]
        found = most_alike(about, found) if about else found
        if len(found) == 1:
            yield Reference(match.start(), match.end(), "document", (found[0].piece.id,))
