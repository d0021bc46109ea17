"""Where a reference stands: the passage as patterns see it, and the correspondents of its document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from edition.annotate.passage import Passage, Reading, is_narrative
from edition.annotate.references.sketch import Sketch, draw
from edition.annotate.references.targets import Directory, speaker_of
from edition.annotate.references.wording import ME, YOU

NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Setting:
    """A passage with its sketch, and the correspondents of its document: 我 and 您."""

    passage: Passage
    reading: Reading
    sketch: Sketch
    source: str
    directory: Directory
    here: frozenset[str]
    there: frozenset[str]

    @property
    def day(self) -> str:
        """The day (ISO) of the document."""
        return self.passage.inherited("date")[:10]

    @property
    def spoken(self) -> bool:
        """Whether it is known who 我 and 您 are: in what correspondents write and two people say to each
        other, not in what others note."""
        return bool(self.here and self.there) and not self.told_of

    @property
    def writes(self) -> bool:
        """Whether it is known who 我 is, who writes: also in a report that goes to nobody in particular."""
        return bool(self.here) and not self.told_of and self.passage.block.kind != "speech"

    @property
    def told_of(self) -> bool:
        """Whether a later hand tells of the documents: in a note, a chronology, an article."""
        return self.listed or is_narrative(self.passage)

    @property
    def listed(self) -> bool:
        """Whether it is a note or an entry of a chronology, whose day holds for what follows."""
        return self.passage.in_note or self.passage.block.kind in ("note", "entry")

    def who(self, words: str, start: int, end: int) -> frozenset[str]:
        """Who is meant by words that name somebody: 他 or 他们 is whoever was named last."""
        if re.match(YOU, words):
            return self.there
        if re.match(ME, words):
            return self.here
        if words[0] in "他她":
            return self.sketch.party_before(start)
        return self.sketch.among(start, end)


def by_period(setting: Setting) -> Setting:
    """A setting → the same with the signs of days on the months, seasons and
    years that it tells without a day."""
    return replace(setting, sketch=draw(setting.reading, setting.passage.block, periods=True))


def mentions(
    patterns: Iterable[re.Pattern[str]], *settings: Setting
) -> Iterator[tuple[Setting, re.Match[str]]]:
    """What patterns of which each tells a day find in settings in which any is told, each with its setting."""
    for setting, pattern in product(settings, patterns):
        if setting.sketch.days:
            yield from ((setting, match) for match in pattern.finditer(setting.sketch.text))


def face_to_face(passage: Passage, directory: Directory) -> tuple[frozenset[str], frozenset[str]]:
    """A speech → who speaks, and all others who do, to whom it is spoken; nobody
    where the speaker is not known."""
    speaker = speaker_of(passage.block)
    others = directory.talkers.get(passage.document.id, NOBODY) - {speaker}
    if not speaker:
        return NOBODY, NOBODY
    return frozenset(speaker.split()), frozenset(who for other in others for who in other.split())


def set_out(passage: Passage, reading: Reading, source: str, directory: Directory) -> Setting:
    """A passage of a source → its setting."""
    here, there = (frozenset(passage.inherited(key).split()) for key in ("sender-ref", "recipient-ref"))
    if not here and passage.document.subtype == "report":
        message = directory.message(passage.document.id)
        here = message.senders if message else here
    if passage.block.kind == "speech":
        here, there = face_to_face(passage, directory)
    return Setting(passage, reading, draw(reading, passage.block), source, directory, here, there)
