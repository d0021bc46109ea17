"""Cross-references in running text: what a passage says, and the documents of the edition that it means."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotate.anaphora import repeated_references, subject_references
from edition.annotate.datedrefs import bracketed_references, meeting_references, message_references
from edition.annotate.dates import is_narrative
from edition.annotate.enclosures import enclosed_references, label_references, translation_references
from edition.annotate.numberrefs import number_references
from edition.annotate.pagerefs import page_references, volume_references
from edition.annotate.passage import DOCUMENTS, Passage, Reading
from edition.annotate.reference import Reference
from edition.annotate.targets import Directory
from edition.annotate.toldrefs import narrated_references
from edition.model import Structured


def find_references(
    passage: Passage,
    reading: Reading,
    text: Structured,
    directory: Directory,
    named: dict[tuple[str, str], str],
) -> Iterator[Reference]:
    """What a passage refers to: pages of this book and of other volumes, attachments, messages by date, telegrams by
    number, talks that a narrative tells of. `named` holds, by document and word, the last message that was named by
    its date, and is brought up to date."""
    yield from page_references(reading, text.source.id, directory)
    yield from volume_references(passage, reading)
    yield from label_references(passage, reading, directory)
    if is_narrative(passage):
        yield from meeting_references(passage, reading, text.source.id, directory)
        yield from narrated_references(passage, reading, directory, ())
    elif any(p.type in DOCUMENTS for p in passage.trail):
        dated = [
            *message_references(passage, reading, directory),
            *bracketed_references(passage, reading, directory),
        ]
        yield from dated
        yield from repeated_references(passage, reading, dated, named)
        yield from translation_references(passage, reading)
        yield from enclosed_references(passage, reading)
        yield from subject_references(passage, reading, directory, dated)
        yield from number_references(passage, reading, directory, dated)
        yield from narrated_references(passage, reading, directory, dated)
