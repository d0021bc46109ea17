"""Speeches of a record whose speakers are named at the start of a line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from edition.model import Block
from edition.rules import Blocks, Finding, Options, Recognised, Recogniser
from edition.rules.joining.endings import lost_end
from edition.rules.language.sentences import CLOSING
from edition.rules.speech.continuing import continue_turns
from edition.rules.speech.labels import ASIDE, aside_of, spoken, voice_of
from edition.rules.speech.lines import documents, sentences
from edition.rules.speech.narration import is_narrative, told_by_others
from edition.rules.speech.weighing import Document, is_record, misprinted, read_document
from edition.rules.text.cutting import told
from edition.rules.text.folding import COLONS
from edition.trace import Traced


def find_turns(blocks: Blocks, options: Options) -> Recognised:
    """Lines `甲：…` of a document that is a record → `speech` with a speaker mark (name, title and colon).

    A document is a record where at least `turns` lines have a label and these are people's, by their form, by
    the title or because they come again (`weighing.is_record`). A label begins a turn also inside a line, in
    brackets (甲插话：), as a head above what is said, or told by a word for speaking (甲说：) where most lines
    are such. In other documents labels in brackets (（甲：）) are turns where they name several voices.

    S023 two turns of one speaker in succession; S026 no answer between a question and the next turn of whoever
    asked: a gap (reason lost); S054 another mark than a colon behind a name between two turns (主席？).
    """
    needed = int(str(options["turns"]))
    result: list[Block] = []
    findings: list[Finding] = []
    present = "、".join(block.text.text for block in blocks if block.kind == "participants")
    for printed in documents(blocks):
        document = read_document(printed, present)
        if is_record(document, needed):
            speeches = speeches_of(document)
            result += speeches.blocks
            findings += speeches.findings
        else:
            lines = sentences(printed)
            voices = [voice_of(line) for line in lines]
            voices = voices if len(set(voices) - {""}) > 1 else [""] * len(lines)
            labels = (
                voice or aside_of(line, document.names) for line, voice in zip(lines, voices, strict=True)
            )
            result += (spoken(b, len(n), "turns") if n else b for b, n in zip(lines, labels, strict=True))
    return Recognised(tuple(result), tuple(findings))


def speeches_of(record: Document) -> Recognised:
    """A record → its lines, those that begin turns as speeches, a gap where the
    answer to a question is missing."""
    misprints = misprinted(record.lines, record.labels)
    labels = [
        label or misprints.get(n) or aside_of(line, record.names)
        for n, (line, label) in enumerate(zip(record.lines, record.labels, strict=True))
    ]
    doubts = (Finding("S054", record.lines[n].text.at[0], {"label": label}) for n, label in misprints.items())
    doubled = dict(repeated(record.lines, labels, told_by_others(labels, record.present)))
    result: list[Block] = []
    for n, (line, label) in enumerate(zip(record.lines, labels, strict=True)):
        if n in doubled and doubled[n].code == "S026":
            result.append(Block("gap", Traced("", ()), {"reason": "lost"}, rule="turns"))
        named = label or voice_of(line)
        begun = told(spoken(line, len(named), "turns") if named else line, called="", named="")
        unsaid = label == line.text.text and any(labels[n + 1 : n + 2])
        result.append(lost_end(begun) if unsaid else begun)
    return Recognised(tuple(result), (*doubts, *doubled.values()))


def repeated(
    lines: Sequence[Block], labels: Sequence[str], others: re.Pattern[str] | None
) -> Iterator[tuple[int, Finding]]:
    """→ the index of each turn whose speaker was the last to speak, with S023, or where he had asked something,
    S026 at the end of the question. What the keeper of the record tells parts turns, also of `others`."""
    last = ""
    for n, (line, label) in enumerate(zip(lines, labels, strict=True)):
        if label and label == last and not ASIDE.fullmatch(line.text.text):
            above = lines[n - 1].text
            asked = above.text.rstrip(CLOSING)[-1:] in ("？", "?")
            code, at = ("S026", above.at[-1]) if asked else ("S023", line.text.at[0])
            yield n, Finding(code, at, {"speaker": label.rstrip(COLONS)})
        tells = is_narrative(line) or (others and others.match(line.text.text))
        if label or line.kind == "gap" or tells:
            last = label


RECOGNISERS: tuple[Recogniser, ...] = (
    Recogniser("turns", "segment", find_turns, {"turns": 3}),
    Recogniser("continue-turns", "segment", continue_turns),
)
