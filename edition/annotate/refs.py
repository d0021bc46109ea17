"""References: source citations to the list of works, cross-references to the documents they mean."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from edition.annotate.anchors import Anchor, anchor, by_number, complain, row_number, squeezed
from edition.annotate.citations import cite_works
from edition.annotate.cited import Citation, cite_in_notes
from edition.annotate.names import compile_lexicon
from edition.annotate.passage import (
    Annotated,
    Passage,
    Reading,
    is_narrative,
    nesting,
    nests,
    passages,
    read_block,
    with_blocks,
    with_marks,
    with_pieces,
)
from edition.annotate.references.anaphora import remember
from edition.annotate.references.correspondents import name_correspondents
from edition.annotate.references.crossrefs import find_references
from edition.annotate.references.mentions import mention
from edition.annotate.references.reference import Reference
from edition.annotate.references.targets import list_targets
from edition.config import Corpus, Editorial, ReferenceDecision
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic, make

REST = re.compile(r"其余(?:内容|部分|各[项点节])?[^。；]{0,6}$|[前后]半[^。；]{0,8}$")
RUNNING = frozenset({"para", "line", "item", "speech", "note", "entry", "remark"})
NOTE_ID = re.compile(r"-[a-z]+\d+$")


def refer_texts(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts with dates and names → texts with ref marks, and citations that say `work`, `volume`, `from`, `to`.

    A reference in the text says `type` (page, attachment, document) and `target`; one to a document that the
    edition does not have says no target. Diagnostics: A030–A034, A005, A013, and those of anchors.
    """
    lexicon = compile_lexicon(
        Editorial.model_construct(**{**dict(corpus.editorial), "person": [], "place": [], "org": []})
    )
    told = name_correspondents(texts)
    directory = list_targets(told)
    days = {message.piece.id: {message.date, *message.days} for message in directory.messages}
    anchors, problems = anchor(corpus.editorial.reference, "reference", texts, corpus)
    known = {p.id for text in texts for top in text.pieces for p in top.pieces()}
    known |= {entry.id for _, entry in corpus.editorial.authorities()}
    done = []
    for text, named_text in zip(texts, told, strict=True):
        decided = by_number(anchors.get(text.source.id, ()))
        changed = cite_works(text, lexicon, problems)
        cited = cite_in_notes(text)
        named: dict[tuple[str, str], str] = {}
        for passage, named_passage in zip(passages(text), passages(named_text), strict=True):
            places = decided.get(passage.number, ())
            if passage.silent or (passage.block.kind not in RUNNING and not places):
                continue
            reading = read_block(passage.block)
            found = (
                []
                if passage.block.kind not in RUNNING
                else list(
                    find_references(
                        named_passage, reading, text, directory, named, decided_references(places, reading)
                    )
                )
            )
            marks, seen = settle(found, places, passage, reading, known, corpus, problems)
            problems += (tell(text, passage.block, reading, reference) for reference in seen)
            marks += citation_marks(cited.get(passage.number, ()), [*passage.block.marks, *marks])
            for mark in marks:
                if "decision" in mark.attrs and mark.attrs.get("target"):
                    words = squeezed(passage.block.text.text[mark.start : mark.end])
                    remember(words, mark.attrs["target"], passage, named)
            if marks:
                block = borne_out(changed.get(passage.number, passage.block), marks, days)
                changed[passage.number] = with_marks(block, marks)
        done.append(joined_halves(with_blocks(text, changed)))
    return Annotated(tuple(done), tuple(problems))


def borne_out(block: Block, marks: Iterable[Mark], days: Mapping[str, Container[str]]) -> Block:
    """A block → the same without a doubt on the dates inside sure references
    to documents of these very days."""
    sure = [m for m in marks if m.kind == "ref" and m.attrs.get("target") and "cert" not in m.attrs]

    def known(date: Mark) -> bool:
        day = date.attrs.get("when", "")[:10]
        return date.kind == "date" and any(
            r.start <= date.start and date.end <= r.end and day in days.get(r.attrs["target"], ()) for r in sure
        )

    def undoubted(mark: Mark) -> Mark:
        attrs = {key: value for key, value in mark.attrs.items() if key != "cert"}
        return replace(mark, attrs=attrs) if known(mark) else mark

    return replace(block, marks=tuple(undoubted(mark) for mark in block.marks)) if sure else block


def settle(
    found: Sequence[Reference],
    places: Sequence[Anchor[ReferenceDecision]],
    passage: Passage,
    reading: Reading,
    known: set[str],
    corpus: Corpus,
    problems: list[Diagnostic],
) -> tuple[list[Mark], list[Reference]]:
    """The references found in a passage and the decisions on it → its marks, and the
    references still to be looked at."""
    decided = []
    for place in places:
        decision = decision_mark(place, passage, known, corpus, problems)
        decided.append(decision if place.row.until else widened(decision, found, reading, passage))
    corrected = [mark for place in places for mark in corrections(place, corpus, problems)]
    marks, seen, end = [*decided, *corrected], [], 0
    fits = nesting(passage.block.marks)
    for reference in sorted(found, key=lambda r: (r.start, -r.end)):
        mark = reference_mark(reading, reference)
        if reference.start < end or not fits(mark):
            continue
        end = reference.end
        if not any(mark.start < d.end and d.start < mark.end for d in decided):
            marks.append(mark)
            if reference.targets[1:] or (not reference.targets and reference.code):
                seen.append(reference)
    return marks, seen


def corrections(place: Anchor[ReferenceDecision], corpus: Corpus, problems: list[Diagnostic]) -> Iterator[Mark]:
    """A row of references.toml → the correction of what is misprinted in its reference, if it says so; A003
    where that does not stand in the quote once."""
    row = place.row
    quote, wrong = squeezed(row.quote), squeezed(row.wrong)
    if not wrong:
        return
    if (count := quote.count(wrong)) != 1:
        n = row_number(corpus.editorial.reference, row)
        values = {"part": row.wrong, "quote": row.quote, "count": count}
        problems.append(complain("A003", corpus, "reference", n, "wrong", **values))
        return
    first = quote.index(wrong)
    start, end = place.at[first], place.at[first + len(wrong) - 1] + 1
    yield Mark(
        "choice", start, end, {"corr": row.right, "resp": row.resp, "cert": row.cert, "decision": row.id}
    )


def decided_references(places: Iterable[Anchor[ReferenceDecision]], reading: Reading) -> Sequence[Reference]:
    """The rows of references.toml on a passage → the references to documents that they
    decide, as far as their quotes reach."""
    return [
        Reference(
            bisect_left(reading.starts, place.start),
            bisect_left(reading.starts, place.end),
            "document",
            (place.row.target,) if place.row.target else (),
        )
        for place in places
    ]


def widened(mark: Mark, found: Iterable[Reference], reading: Reading, passage: Passage) -> Mark:
    """A decided reference → the same around just the printed reference, where a quote of 20 characters cuts it,
    or is longer so as to stand only once."""
    block = passage.block
    for reference in found:
        start, end = reading.range(reference.start, reference.end)
        attrs = mark.attrs if mark.attrs["type"] == "note" else {**mark.attrs, "type": reference.type}
        whole = replace(mark, start=start, end=end, attrs=attrs)
        if start < mark.end and mark.start < end and nests(whole, block.marks):
            return whole
    if mark.attrs["type"] != "document" or is_narrative(passage):
        return mark
    if words := mention(reading, bisect_left(reading.starts, mark.start), block.marks):
        start, end = reading.range(*words)
        whole = replace(mark, start=start, end=end)
        return whole if nests(whole, block.marks) else mark
    return mark


def reference_mark(reading: Reading, reference: Reference) -> Mark:
    """A reference → its mark; without a single target it has none."""
    start, end = reading.range(reference.start, reference.end)
    attrs = {"type": reference.type}
    if len(reference.targets) == 1:
        target = reference.targets[0]
        attrs = {"type": part_of(target) if reference.type == "document" else reference.type, "target": target}
        if reference.cert:
            attrs["cert"] = reference.cert
    elif reference.targets:
        attrs |= {"candidates": " ".join(reference.targets), "cert": "low"}
    if reference.pages[0]:
        attrs |= {"from": reference.pages[0], "to": reference.pages[1]}
    return Mark("ref", start, end, attrs)


def part_of(target: str) -> str:
    """The id of a target → the type of a reference to it: note, attachment or document."""
    part = re.search(r"-(?P<letter>[na])\d+$", target)
    return {"n": "note", "a": "attachment"}[part["letter"]] if part else "document"


def decision_mark(
    place: Anchor[ReferenceDecision],
    passage: Passage,
    known: set[str],
    corpus: Corpus,
    problems: list[Diagnostic],
) -> Mark:
    """A row of references.toml → its mark; A005 if the target is nothing in the edition, A013 where the words
    that should end it do not follow. An empty target says that the document is not in the edition."""
    row = place.row
    if row.target and row.target not in known and NOTE_ID.sub("", row.target) not in known:
        n = row_number(corpus.editorial.reference, row)
        problems.append(complain("A005", corpus, "reference", n, "target", key="target", id=row.target))
    end = reach(place)
    if end is None:
        n = row_number(corpus.editorial.reference, row)
        problems.append(complain("A013", corpus, "reference", n, "until", quote=row.quote, until=row.until))
    attrs = {"type": part_of(row.target), "target": row.target, "resp": row.resp, "decision": row.id}
    attrs = {**attrs, "cert": row.cert} if row.cert != "high" else attrs
    return Mark("ref", place.start, place.end if end is None else end, attrs)


def reach(place: Anchor[ReferenceDecision]) -> int | None:
    """→ where the decided reference ends: with the quote, or with the first words `until` behind it; None if
    they do not follow in its paragraph."""
    text, until = place.passage.block.text.text, squeezed(place.row.until)
    kept = [i for i in range(place.end, len(text)) if not text[i].isspace()]
    found = "".join(text[i] for i in kept).find(until)
    if not until:
        return place.end
    return kept[found + len(until) - 1] + 1 if found >= 0 else None


def tell(text: Structured, block: Block, reading: Reading, reference: Reference) -> Diagnostic:
    """A reference without a single target → A034 (several fit) or the code it carries."""
    start, end = reading.range(reference.start, reference.end)
    at = text.source.position(block.text.at[start])
    printed = squeezed(block.text.text[start:end])
    if reference.targets:
        return make("A034", text.source.file, at, text=printed, candidates=" · ".join(reference.targets))
    return make(reference.code, text.source.file, at, text=printed)


def citation_marks(citations: Iterable[Citation], marks: Sequence[Mark]) -> Iterator[Mark]:
    """The citations in a note, and its other marks → marks of those that cross none
    and on which no reference stands."""
    refs = [mark for mark in marks if mark.kind == "ref"]
    for citation in citations:
        own = (citation.bibl, *citation.scopes)
        if citation.holds(refs) and all(nests(mark, marks) for mark in own):
            yield from own


# -- halves of one document ------------------------------------------------------------------------------------


def joined_halves(text: Structured) -> Structured:
    """A text → the same with `next` and `prev` on documents that are halves of one: a note on the one says that
    the rest stands on the page of the other, and both are by the same sender and of the same day."""
    pieces = {p.id: p for top in text.pieces for p in top.pieces()}
    follows: dict[str, str] = {}
    for passage in passages(text):
        for mark in passage.block.marks if passage.in_note else ():
            rest = mark.kind == "ref" and REST.search(squeezed(passage.block.text.text[: mark.start]))
            one, other = passage.document, pieces.get(mark.attrs.get("target", ""))
            same = other is not None and all(
                one.attrs.get(key) == other.attrs.get(key) for key in ("date", "sender-ref", "recipient-ref")
            )
            if rest and other is not None and other.id != one.id and same and other.id not in follows:
                follows[one.id] = other.id
    before = {other: one for one, other in follows.items()}

    def gained(piece: Piece) -> dict[str, str]:
        known = {"next": follows.get(piece.id, ""), "prev": before.get(piece.id, "")}
        return {key: id for key, id in known.items() if id}

    return with_pieces(text, gained)
