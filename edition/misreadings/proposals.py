"""Suspicions as rows ready to paste into emendations.toml, and what the editor has decided about them already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from edition.annotate.anchors import Anchor, anchor, squeezed
from edition.annotate.passage import Passage, passages
from edition.config import Corpus, Emendation
from edition.misreadings.characters import Language, suspect_characters
from edition.misreadings.language import make_usage, make_words
from edition.misreadings.marks import suspect_marks
from edition.misreadings.suspicion import Suspicion
from edition.model import Structured

QUOTED = 20
"""The longest quotation that anchors a decision."""
SHORTEST = 6
CONTEXT = 14
LEAST = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place of a raw text that may be misread. Its string is a row of emendations.toml below a comment.

    `decided` says what the editor has decided there: "" nothing yet, "agrees", "differs", or "kept" where the editor
    says that the reading stands.
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

    def __str__(self) -> str:
        said = f"  [{self.decided}]" if self.decided else ""
        place = f"# {self.file}:{self.line}:{self.column}  {self.sure:.0%}{said}\n#     {self.context}\n"
        cert = "high" if self.sure >= 0.9 else "medium" if self.sure >= 0.7 else "low"
        rows = {"id": self.id, "source": self.source, "quote": self.quote, "document": self.document}
        rows |= {"wrong": self.wrong, "right": self.right, "resp": "编者", "cert": cert, "reason": self.why}
        lines = (
            f"{key} = {toml(value)}\n" for key, value in rows.items() if value or key in ("wrong", "right")
        )
        return f"{place}[[emendation]]\n{''.join(lines)}"


def propose(texts: Sequence[Structured], corpus: Corpus, *, least: float = LEAST) -> list[Proposal]:
    """Texts → what may be misread in them with at least that confidence, in file order, decided places included."""
    read = {text.source.id: [p for p in passages(text) if not p.silent] for text in texts}
    lines = {id: [squeezed(p.block.text.text) for p in found] for id, found in read.items()}
    names = (form for _, e in corpus.editorial.authorities() for form in (e.name, *(a.form for a in e.alias)))
    language = Language(
        make_words(name for name in names if len(name) > 1),
        make_usage([line for found in lines.values() for line in found]),
    )
    decided, _ = anchor(corpus.editorial.emendation, "emendation", texts, corpus)
    proposals = []
    for text in texts:
        id = text.source.id
        whole = "\n".join(lines[id])
        places = decisions(decided.get(id, ()))
        for passage, line, following in zip(read[id], lines[id], [*lines[id][1:], ""], strict=True):
            for suspicion in strongest(suspect(passage, line, following, language), least):
                proposals.append(row(suspicion, passage, line, whole, text, places))
    return number(proposals, corpus)


def suspect(passage: Passage, line: str, following: str, language: Language) -> Iterator[Suspicion]:
    """A passage, its text and that of the next one → everything suspect in it."""
    yield from suspect_characters(line, language)
    marks = suspect_marks(line, following, language)
    prose = passage.block.kind in ("para", "item", "speech", "note")
    yield from (s for s in marks if prose or line[s.start : s.end] != "：")


def strongest(found: Iterable[Suspicion], least: float) -> Iterator[Suspicion]:
    """Suspicions → those that are sure enough, in order; of two that overlap the surer one."""
    taken: list[Suspicion] = []
    for one in sorted(found, key=lambda s: (-s.sure, s.start)):
        if one.sure >= least and all(one.end <= t.start or t.end <= one.start for t in taken):
            taken.append(one)
    yield from sorted(taken, key=lambda s: s.start)


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
    whole: str,
    text: Structured,
    decided: dict[int, Emendation],
) -> Proposal:
    """A suspicion in its passage → the proposal, anchored by a quotation that occurs once in `whole`, the text."""
    kept = [
        o for o, char in zip(passage.block.text.at, passage.block.text.text, strict=True) if not char.isspace()
    ]
    start, end = suspicion.start, suspicion.end
    offset = kept[start]
    source = text.source
    at, column = source.position(offset)
    quote = quotation(line, start, end, whole)
    before, after = source.text[max(0, offset - CONTEXT) : offset], source.text[kept[end - 1] + 1 :][:CONTEXT]
    context = f"{before}▸{source.text[offset : kept[end - 1] + 1]}◂{after}".replace("\n", "⏎").replace("\r", "")
    said = next((decided[o] for o in kept[start:end] if o in decided), None)
    return Proposal(
        id="",
        source=source.id,
        file=source.file,
        line=at,
        column=column,
        wrong=line[start:end],
        right=suspicion.right,
        quote=quote,
        document="" if whole.count(quote) == 1 else passage.document.id,
        sure=suspicion.sure,
        why=suspicion.why,
        context=context,
        decided=verdict(said, suspicion.right),
    )


def verdict(said: Emendation | None, right: str) -> str:
    """What the editor has said of a place, seen from a proposal."""
    if said is None:
        return ""
    if said.stands:
        return "kept"
    return "agrees" if said.right == right else "differs"


def quotation(line: str, start: int, end: int, whole: str) -> str:
    """The shortest run of the line around `start:end`, of 6 to 20 characters, that stands once in the text and has
    the characters in question once; the longest if none does."""
    wrong = line[start:end]
    quote = wrong
    for size in range(max(SHORTEST, end - start), QUOTED + 1):
        left = max(0, min(start - (size - (end - start)) // 2, len(line) - size))
        quote = line[left : left + size]
        if whole.count(quote) == 1 and quote.count(wrong) == 1:
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
