"""Suspicions as rows ready to paste into emendations.toml, and what the editor
has decided about them already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.anchors import Anchor, Squeezed, anchor, squeeze, squeezed
from edition.annotate.passage import Passage, passages
from edition.config import Corpus, Emendation
from edition.misreadings.characters import suspect_characters
from edition.misreadings.elsewhere import Elsewhere, make_elsewhere, suspect_parallels
from edition.misreadings.language import Language, make_language
from edition.misreadings.latin import suspect_latin
from edition.misreadings.lattice import divided
from edition.misreadings.marks import suspect_marks
from edition.misreadings.missing import suspect_missing
from edition.misreadings.pairs import suspect_pairs
from edition.misreadings.rows import Row, column_of, kept_offsets, rows_of
from edition.misreadings.suspicion import Suspicion
from edition.misreadings.swapped import suspect_swapped
from edition.model import Structured

QUOTED = 20
"""The longest quotation that anchors a decision."""
SHORTEST = 6
CONTEXT = 14
LEAST, HARDLY = 0.5, 0.01
"""How sure a proposal must be to be worth a look, and worth one of a reader who looks at many."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place of a raw text that may be misread. Its string is a row of emendations.toml below a comment.

    `decided` says what the editor has decided there: "" nothing yet, "agrees", "differs", or "kept" where the
    editor says that the reading stands.
    """

    id: str
    source: str
    file: str
    line: int
    column: int
    wrong: str
    right: str
    quote: str
    document: str
    sure: float
    why: str
    context: str
    decided: str = ""
    occurrence: int = 0

    def __str__(self) -> str:
        said = f"  [{self.decided}]" if self.decided else ""
        place = f"# {self.file}:{self.line}:{self.column}  {self.sure:.0%}{said}\n#     {self.context}\n"
        cert = "high" if self.sure >= 0.9 else "medium" if self.sure >= 0.7 else "low"
        rows = {"id": self.id, "source": self.source, "quote": self.quote, "document": self.document}
        rows |= {"wrong": self.wrong, "right": self.right, "resp": "编者", "cert": cert, "reason": self.why}
        lines = [
            f"{key} = {toml(value)}\n" for key, value in rows.items() if value or key in ("wrong", "right")
        ]
        if self.occurrence:
            lines.append(f"occurrence = {self.occurrence}\n")
        return f"{place}[[emendation]]\n{''.join(lines)}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for and against a reading: the language, and the same passages elsewhere."""

    language: Language
    elsewhere: Elsewhere


def gather(lines: Sequence[str], corpus: Corpus) -> Evidence:
    """All passages of a corpus without white space → the evidence that they give."""
    names = (form for _, e in corpus.editorial.authorities() for form in (e.name, *(a.form for a in e.alias)))
    return Evidence(make_language((name for name in names if len(name) > 1), lines), make_elsewhere(lines))


def propose(texts: Sequence[Structured], corpus: Corpus, *, least: float = LEAST) -> list[Proposal]:
    """Texts → what may be misread in them with at least that confidence, in file
    order, decided places included."""
    read = {text.source.id: [p for p in passages(text) if not p.silent] for text in texts}
    lines = {id: [squeezed(p.block.text.text) for p in found] for id, found in read.items()}
    evidence = gather([line for found in lines.values() for line in found], corpus)
    decided, _ = anchor(corpus.editorial.emendation, "emendation", texts, corpus)
    proposals: list[Proposal] = []
    first = 0
    for text in texts:
        id = text.source.id
        places = decisions(decided.get(id, ()))
        whole = squeeze(text)
        unpaired = suspect_pairs(read[id], lines[id])
        following = [*lines[id][1:], ""]
        column = column_of(text)
        for n, passage in enumerate(read[id]):
            rows = [*rows_of(passage, text, column)]
            found = suspect(passage, rows, first + n, following[n], evidence)
            for suspicion in strongest([*found, *unpaired.get(n, ())], least):
                proposals.append(row(suspicion, passage, lines[id][n], whole, text, places))
        first += len(read[id])
    return number(proposals, corpus)


def suspect(
    passage: Passage, rows: Sequence[Row], n: int, following: str, evidence: Evidence
) -> Iterator[Suspicion]:
    """A passage, its rows, its number among all and the passage that follows →
    everything suspect in it by itself."""
    line, language = evidence.elsewhere.lines[n], evidence.language
    prose = passage.block.kind in ("para", "item", "speech", "note", "entry")
    text = divided(line, language.general)
    for run in text.runs:
        yield from suspect_characters(line, run, language)
        yield from suspect_swapped(line, run, language)
        if prose:
            yield from suspect_missing(line, rows, run, language)
    yield from suspect_latin(passage.block.text.text)
    marks = suspect_marks(line, following, language)
    yield from (s for s in marks if prose or not is_formal(passage, line[s.start : s.end]))
    if prose:
        yield from suspect_parallels(n, evidence.elsewhere, {row.end for row in rows}, text)


def is_formal(passage: Passage, wrong: str) -> bool:
    """Whether what is suspect outside running text is only its form: the colon of a
    label, the letters of a shelfmark."""
    return wrong == "：" or (passage.block.kind == "idno" and len(wrong) > 1)


def strongest(found: Iterable[Suspicion], least: float) -> Iterator[Suspicion]:
    """Suspicions → those that are sure enough, in order; of two that overlap the surer one."""
    taken: list[Suspicion] = []
    for one in sorted(found, key=lambda s: (-s.sure, s.start)):
        if one.sure >= least and not any(meet(one, other) for other in taken):
            taken.append(one)
    yield from sorted(taken, key=lambda s: s.start)


def meet(one: Suspicion, other: Suspicion) -> bool:
    """Whether two suspicions are of the same characters, or of the same place between two."""
    return (one.start < other.end and other.start < one.end) or (one.start, one.end) == (other.start, other.end)


def decisions(anchors: Iterable[Anchor[Emendation]]) -> dict[int, Emendation]:
    """Anchored emendations → by each source character that they speak of."""
    found = {}
    for place in anchors:
        quote, wrong = squeezed(place.row.quote), squeezed(place.row.wrong)
        first = quote.index(wrong) if wrong and wrong in quote else len(quote) - 1
        for at in place.at[first : first + max(1, len(wrong))]:
            found[place.passage.block.text.at[at]] = place.row
    return found


def row(
    suspicion: Suspicion,
    passage: Passage,
    line: str,
    whole: Squeezed,
    text: Structured,
    decided: dict[int, Emendation],
) -> Proposal:
    """A suspicion in its passage → the proposal, anchored by a quotation that occurs once in `whole`, the text,
    or else by its document and its place there."""
    kept = kept_offsets(passage)
    start, end = suspicion.start, suspicion.end
    first, last = kept[min(start, len(kept) - 1)], kept[end - 1] + 1
    if start == end:
        first = last
    source = text.source
    at, column = source.position(first)
    quote = quotation(line, start, end, whole.text)
    once = whole.text.count(quote) == 1
    before, after = source.text[max(0, first - CONTEXT) : first], source.text[last : last + CONTEXT]
    context = f"{before}▸{source.text[first:last]}◂{after}".replace("\n", "⏎").replace("\r", "")
    said = next((decided[o] for o in kept[min(start, end - 1) : end] if o in decided), None)
    return Proposal(
        id="",
        source=source.id,
        file=source.file,
        line=at,
        column=column,
        wrong=line[start:end],
        right=suspicion.right,
        quote=quote,
        document="" if once else passage.document.id,
        occurrence=0 if once else occurrence(quote, start, end, passage, line, whole),
        sure=suspicion.sure,
        why=suspicion.why,
        context=context,
        decided=verdict(said, suspicion, line),
    )


def occurrence(quote: str, start: int, end: int, passage: Passage, line: str, whole: Squeezed) -> int:
    """Which of several places in its document the quote around `start:end` of a passage
    is, from 1; 0 where there is one."""
    found = list(whole.find(quote, passage.document.id))
    printed = [i for i, char in enumerate(passage.block.text.text) if not char.isspace()]
    for n, (other, at) in enumerate(found, 1):
        if other.number == passage.number and len(found) > 1:
            begin = printed.index(at[0])
            if begin <= start and end <= begin + len(quote):
                return n
    return 0


def verdict(said: Emendation | None, suspicion: Suspicion, line: str) -> str:
    """What the editor has said of a place, seen from a suspicion there."""
    if said is None:
        return ""
    if said.stands:
        return "kept"
    start, end = suspicion.start, suspicion.end
    wrong = squeezed(said.wrong)
    begin = line.rfind(wrong, 0, start + len(wrong)) if wrong else start
    made = wrong[: start - begin] + suspicion.right + wrong[end - begin :] if begin <= start else ""
    return "agrees" if said.right in (made, suspicion.right * (not wrong and start == end)) else "differs"


def quotation(line: str, start: int, end: int, whole: str) -> str:
    """The shortest run of the line around `start:end`, of 6 to 20 characters, that stands once in the text and
    has the characters in question once; the longest if none does. It ends where something is wanting."""
    wrong = line[start:end]
    quote = wrong or line[max(0, end - QUOTED) : end]
    for size in range(max(SHORTEST, end - start), QUOTED + 1):
        left = max(0, min(start - (size - (end - start)) // 2, len(line) - size))
        quote = line[left : left + size] if wrong else line[max(0, end - size) : end]
        if whole.count(quote) == 1 and (not wrong or quote.count(wrong) == 1):
            break
    return quote


def number(proposals: Sequence[Proposal], corpus: Corpus) -> list[Proposal]:
    """Proposals in file order → the same with ids that no row has yet."""
    taken = {row.id for row in corpus.editorial.emendation}
    order = {spec.id: n for n, spec in enumerate(corpus.sources)}
    found = []
    last: dict[str, int] = {}
    for one in sorted(proposals, key=lambda p: (order[p.source], p.line, p.column)):
        n = last.get(one.source, 0) + 1
        while f"{one.source}-m{n:02}" in taken:
            n += 1
        last[one.source] = n
        found.append(replace(one, id=f"{one.source}-m{n:02}"))
    return found


def toml(value: str) -> str:
    """A string for TOML's double quotes."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
