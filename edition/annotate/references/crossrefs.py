"""Cross-references in running text: what a passage says, and the documents of the edition that it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from edition.annotate.passage import DOCUMENTS, Passage, Reading, is_narrative
from edition.annotate.references.acts import act_references
from edition.annotate.references.agreements import agreement_references
from edition.annotate.references.anaphora import continued_references, repeated_references
from edition.annotate.references.enclosures import (
    appendix_references,
    enclosed_references,
    label_references,
    missing_enclosures,
    shown_references,
    translation_references,
)
from edition.annotate.references.kinds import kind_references
from edition.annotate.references.messages import dated_references, left_references, told_references
from edition.annotate.references.numbers import number_references
from edition.annotate.references.pages import chronology_references, page_references, volume_references
from edition.annotate.references.reference import Covered, Reference
from edition.annotate.references.setting import Setting, by_period, set_out
from edition.annotate.references.sketch import DAY
from edition.annotate.references.talks import meeting_references, talk_references
from edition.annotate.references.targets import Directory
from edition.annotate.references.wording import ASKED, BY_YOU, HONOURED
from edition.model import Structured
from edition.rules.language.lexicon import AGREEMENT

ABSENT = "absent"
"""The word under which it is held of a document that it answers a message which is not in the edition."""
SPEAKS = re.compile(
    rf"[电函信照问禀谈晤令]|会见|申请单|节略|备忘录|通牒|报告|决[定议]|声明|公报|宣言|{HONOURED}|{ASKED}|{AGREEMENT}"
)
"""What a passage has in which a message or an agreement is spoken of."""


def find_references(
    passage: Passage,
    reading: Reading,
    text: Structured,
    directory: Directory,
    named: dict[tuple[str, str], str],
    decided: Sequence[Reference] = (),
) -> Iterator[Reference]:
    """What a passage refers to: pages of this book and of other volumes, attachments, messages by date,
    telegrams by number, talks that a narrative tells of. `named` holds, by document and word, the last message
    that was named by its date, and is brought up to date; what editors have `decided` is named as well."""
    yield from page_references(passage, reading, text.source.id, directory)
    yield from volume_references(passage, reading)
    yield from chronology_references(reading, text.source.id, directory)
    yield from label_references(passage, reading, directory)
    narrative = is_narrative(passage)
    if narrative:
        yield from meeting_references(passage, reading, text.source.id, directory)
    elif not any(p.type in DOCUMENTS for p in passage.trail):
        return
    else:
        yield from enclosed_references(passage, reading, directory)
        yield from missing_enclosures(passage, reading)
        yield from appendix_references(passage, reading)
        yield from shown_references(passage, reading, directory)
    if SPEAKS.search(reading.text):
        setting = set_out(passage, reading, text.source.id, directory)
        yield from told_by_others(setting) if narrative else told_in_documents(setting, named, decided)


def told_by_others(setting: Setting) -> Iterator[Reference]:
    """The messages of which a narrative tells."""
    found = list(act_references(setting, ()))
    yield from found
    yield from told_references(setting, found)


def told_in_documents(
    setting: Setting, named: dict[tuple[str, str], str], decided: Sequence[Reference]
) -> Iterator[Reference]:
    """The messages of which a document speaks, those first whose words say most."""
    passage, reading, directory = setting.passage, setting.reading, setting.directory
    vague = by_period(setting)
    found = list(dated_references(setting, ()))
    found += repeated_references(passage, reading, found, named)
    found += translation_references(passage, reading, directory)
    found += agreement_references(setting)
    found += dated_references(vague, found)
    found += told_references(setting, found)
    found += kind_references(setting, found, vague=vague, owned=True)
    found += number_references(setting, found)
    found += left_references(setting, found)
    found += left_references(vague, found, dated=True)
    found += act_references(setting, found)
    found += talk_references(setting, found, vague=vague)
    found += kind_references(setting, found, vague=vague)
    settled = Covered(len(reading.text), decided)
    known = [*decided, *(r for r in found if not settled.touches(r.start, r.end))]
    found += continued_references(setting, known, named)
    yield from unasked(setting, found, named)


def unasked(
    setting: Setting, found: Iterable[Reference], named: dict[tuple[str, str], str]
) -> Iterator[Reference]:
    """References → the same; where a message of the recipient is absent, another mention of it in the document
    that says no day is no further question."""
    key = setting.passage.document.id, ABSENT
    for reference in sorted(found, key=lambda r: r.start):
        words = setting.sketch.text[reference.start : reference.end]
        if reference.targets or DAY[0] in words:
            if not reference.targets and BY_YOU.match(words):
                named[key] = words
            yield reference
        else:
            yield replace(reference, code="" if key in named else reference.code)
