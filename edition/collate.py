"""Stage 6, collate: where documents of different sources witness the same text, the base gets an apparatus.

    annotated texts + Corpus → the same with app marks on the bases, diagnostics

Candidates are found by runs of characters they share and only proposed (K001). What an editor confirms in
collation.toml is aligned character by character; white space and the width of punctuation do not count. Every way in
which a witness differs from its base is one reading, however many paragraphs it leaves out, and each witness's text can
be read off the base (`witness_text`).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from operator import itemgetter
from unicodedata import category

from opencc import OpenCC

from edition.alignment import Edit, align, slide
from edition.annotate.anchors import complain
from edition.annotate.passage import Annotated, Passage, passages, read_block, with_blocks, with_marks
from edition.annotate.printed import HAN_DIGIT, number
from edition.config import Corpus
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic, make

BODY = frozenset({"para", "line", "item", "speech"})
WIDTH = str.maketrans(
    "，．。：；！？（）［］【】“”„‟＂‘’＇「」『』—–－―─～〜…·・•／％　０１２３４５６７８９",
    ',..:;!?()[][]"""""\'\'\'""""-----~~.···/% 0123456789',
)
GRAM = 10
PROPOSED = 0.3
SHORTEST = 60
"""Documents with fewer characters are too short to be proposed."""
LACUNA = 8
"""An omission of at least this many characters is a lacuna, a shorter one a substantive variant."""

NUMERAL = re.compile(
    rf"[{HAN_DIGIT}]?十[{HAN_DIGIT}]?(?![{HAN_DIGIT}十百千万])|(?<![十百千万])[{HAN_DIGIT}]+(?![十百千万])"
)
"""Numbers in Chinese numerals: up to 99, or read digit by digit."""

# characters that are written one for the other without a change of sense, beyond what OpenCC knows
VARIANTS = (
    "像象", "作做", "账帐", "座坐", "唯惟", "订定", "的地得", "记纪", "于於", "借藉", "勾钩", "须需", "黏粘", "份分", "那哪", "他她它",
    "清淸", "尚尙", "研硏", "尔爾", "们們", "托讬", "周週", "够夠", "查査", "吕呂", "户戶", "别別", "为爲", "敘叙", "采採", "教敎",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as its characters count: its text with no white space, widths folded, gaps left out; `raw` is the same
    as printed. Character k stands in the passage `blocks[k]`, at `starts[k]`..`ends[k]` of its text: nowhere in it
    (an empty range) where an editor supplied it. `runs[k]` numbers the runs that no lemma crosses: a speaker's label,
    what is said, any other block."""

    source: str
    id: str
    text: str
    raw: str
    blocks: Sequence[int]
    runs: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    @property
    def edges(self) -> frozenset[int]:
        """The characters with which a passage begins, and the end of the text."""
        inner = (k for k in range(1, len(self.blocks)) if self.blocks[k] != self.blocks[k - 1])
        return frozenset((0, *inner, len(self.blocks)))


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of the base where some witness differs: its lemma `start`..`end`, which lies in one run; the end of what
    the readings stand for, which may be some runs on; the reading of each witness that begins there, and the
    witnesses whose earlier reading reaches over it."""

    start: int
    end: int
    far: int
    readings: Mapping[str, str]
    absent: frozenset[str] = frozenset()


def collate(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Annotated texts → texts with the apparatus of every row of collation.toml on the base; K001 proposes further
    groups, K002 and K003 say which rows cannot be collated."""
    problems: list[Diagnostic] = []
    found, edited = witnesses(texts), witnesses(texts, emended=True)
    confirmed = {pair for row in corpus.editorial.collation for pair in combinations(sorted(row.documents), 2)}
    problems += propose(texts, found, confirmed)
    changed: dict[str, dict[int, Block]] = defaultdict(dict)
    for n, row in enumerate(corpus.editorial.collation):
        if row.kind != "witness":
            continue
        unknown = [id for id in row.documents if id not in found]
        if unknown:
            problems += (complain("K002", corpus, "collation", n, "documents", id=id) for id in unknown)
            continue
        base, others = edited[row.documents[0]], [found[id] for id in row.documents[1:]]
        text = next(t for t in texts if t.source.id == base.source)
        units, strange = compare(base, others, barriers(text, base))
        problems += (
            complain("K003", corpus, "collation", n, "documents", first=base.id, second=other.id)
            for other in strange
        )
        near = [other for other in others if other not in strange]
        for place, marks in apparatus(base, near, units).items():
            block = changed[base.source].get(place) or next(
                p.block for p in passages(text) if p.number == place
            )
            changed[base.source][place] = with_marks(block, marks)
    done = tuple(with_blocks(text, changed.get(text.source.id, {})) for text in texts)
    return Annotated(done, tuple(problems))


# -- witnesses -----------------------------------------------------------------------------------------------------


def witnesses(texts: Sequence[Structured], *, emended: bool = False) -> dict[str, Witness]:
    """Texts → every document and attachment by its id, as a witness: as printed, or as edited."""
    found = {}
    for text in texts:
        bodies: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages(text):
            document = passage.document
            if (
                passage.block.kind in BODY
                and not passage.in_note
                and document.type in ("document", "attachment")
            ):
                bodies[document.id].append(passage)
        for id, body in bodies.items():
            found[id] = witness(text.source.id, id, body, emended=emended)
    return found


def witness(source: str, id: str, body: Iterable[Passage], *, emended: bool) -> Witness:
    """The passages of a document → the document as a witness."""
    units = [
        (char, passage.number, 2 * passage.number + (start >= label), start, end)
        for passage in body
        for label in (label_end(passage.block),)
        for char, start, end in counted(passage.block, emended=emended)
    ]
    raw = "".join(unit[0] for unit in units)
    return Witness(
        source,
        id,
        raw.translate(WIDTH),
        raw,
        blocks=[unit[1] for unit in units],
        runs=[unit[2] for unit in units],
        starts=[unit[3] for unit in units],
        ends=[unit[4] for unit in units],
    )


def label_end(block: Block) -> int:
    """Where the speaker's label of a block ends; 0 if it has none."""
    return next((mark.end for mark in block.marks if mark.kind == "speaker"), 0)


def counted(block: Block, *, emended: bool) -> Iterator[tuple[str, int, int]]:
    """The characters of a block that count in a collation, each with its range: no white space, no omission dots, and
    nothing supplied at the ends of the block, where no lemma can hold it."""
    reading = read_block(block, emended=emended, folded=False)
    gaps = [m for m in block.marks if m.kind == "gap"]
    for char, start, end in zip(reading.text, reading.starts, reading.ends, strict=True):
        omitted = any(g.start <= start and end <= g.end for g in gaps)
        at_end = start == end and start in (0, len(block.text))
        if not (char.isspace() or omitted or at_end):
            yield char, start, end


def propose(
    texts: Sequence[Structured], found: Mapping[str, Witness], confirmed: set[tuple[str, str]]
) -> Iterator[Diagnostic]:
    """→ K001 for every two documents of different sources that share much of the shorter one and are not confirmed."""
    grams = {id: {w.text[i : i + GRAM] for i in range(len(w.text) - GRAM + 1)} for id, w in found.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for id, own in grams.items():
        for gram in own:
            holders[gram].append(id)
    shared = Counter(
        pair
        for ids in holders.values()
        if len(ids) > 1
        for pair in combinations(sorted(ids), 2)
        if found[pair[0]].source != found[pair[1]].source
    )
    titles = {p.id: p for text in texts for top in text.pieces for p in top.pieces()}
    files = {text.source.id: text for text in texts}
    for (first, second), count in sorted(shared.items()):
        shorter = min(len(grams[first]), len(grams[second]))
        if shorter >= SHORTEST and count / shorter >= PROPOSED and (first, second) not in confirmed:
            text = files[found[second].source]
            at = text.source.position(opening(titles[second]))
            share = round(100 * count / shorter)
            yield make("K001", text.source.file, at, first=first, second=second, share=share)


def opening(piece: Piece) -> int:
    """The source offset at which a piece begins."""
    return min((block.text.outer().start for block in piece.blocks() if block.text), default=0)


# -- apparatus -----------------------------------------------------------------------------------------------------


def barriers(text: Structured, base: Witness) -> dict[int, list[tuple[int, int]]]:
    """The ranges that a lemma may not cut, by passage: names, dates, references, corrections, emphasis."""
    kinds = {"name", "date", "ref", "choice", "hi", "q", "app"}
    wanted = set(base.blocks)
    return {
        p.number: [(m.start, m.end) for m in p.block.marks if m.kind in kinds and m.start < m.end]
        for p in passages(text)
        if p.number in wanted
    }


def compare(
    base: Witness, others: Sequence[Witness], cuts: Mapping[int, Sequence[tuple[int, int]]]
) -> tuple[list[Unit], list[Witness]]:
    """A base and its witnesses → the places where they differ, and the witnesses that share no text with it."""
    whole: dict[str, list[Edit]] = {}
    strange = []
    for other in others:
        found = align(base.text, other.text)
        shared = len(base.text) - sum(e.end - e.start for e in found)
        if shared < min(2 * GRAM, len(base.text), len(other.text)):
            strange.append(other)
        else:
            found = slide(found, base.text, other.text, base.edges, other.edges)
            whole[other.id] = [anchored(edit, base, cuts) for edit in found]
    parts = {id: [part for edit in own for part in parted(edit, base)] for id, own in whole.items()}
    ranges = spread({(e.start, e.end) for own in parts.values() for e in own}, base, cuts)
    named = {other.id: other for other in others}
    units = [
        Unit(
            start,
            end,
            end,
            {id: reading(named[id], own, start, end) for id, own in parts.items() if inside(own, start, end)},
        )
        for start, end in ranges
    ]
    return list(chained(units, whole)), strange


def anchored(edit: Edit, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> Edit:
    """An edit → the same, never empty in the base: an addition takes the character before it, or the one after it
    where a run begins or a name or the like ends."""
    at = edit.start
    if at < edit.end:
        return edit
    after = at < len(base.text) and (at == 0 or base.runs[at - 1] != base.runs[at] or closes(at, base, cuts))
    if after:
        return replace(edit, end=at + 1, last=edit.last + 1)
    return replace(edit, start=at - 1, first=edit.first - 1)


def closes(at: int, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> bool:
    """Whether some mark ends right before a character of the base and none begins with it."""
    marks = cuts.get(base.blocks[at], ())
    ends = any(right == base.ends[at - 1] for _, right in marks)
    return ends and not any(left == base.starts[at] for left, _ in marks)


def parted(edit: Edit, base: Witness) -> Iterator[Edit]:
    """An edit → the same cut at the ends of the base's runs; what the witness reads belongs to the first part."""
    start, first = edit.start, edit.first
    while start < edit.end:
        stop = min(edit.end, bisect_right(base.runs, base.runs[start]))
        yield Edit(start, stop, first, edit.last)
        start, first = stop, edit.last


def chained(units: Sequence[Unit], whole: Mapping[str, Sequence[Edit]]) -> Iterator[Unit]:
    """The places where witnesses differ, in order, and the whole edits of each witness → the same with one reading for
    an edit that reaches over several of them, as long as it does for all that differ at the first."""
    held: Unit | None = None
    reach: dict[str, int] = {}
    for unit in units:
        if held is not None and all(
            unit.readings.get(id) == "" and unit.end <= reach[id] for id in held.readings
        ):
            held = replace(held, far=unit.end)
            rest = {id: text for id, text in unit.readings.items() if id not in held.readings}
            if rest:
                yield replace(unit, readings=rest, absent=frozenset(held.readings))
            continue
        if held is not None:
            yield held
        held = unit
        reach = {id: max(e.end for e in whole[id] if e.start < unit.end) for id in unit.readings}
    if held is not None:
        yield held


def spread(
    ranges: Iterable[tuple[int, int]], base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]
) -> list[tuple[int, int]]:
    """Ranges of the base → the same, grown over the marks they would cross and made one where they overlap."""
    grown = sorted(grow(start, end, base, cuts) for start, end in ranges)
    joined: list[tuple[int, int]] = []
    for start, end in grown:
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined if joined == sorted(set(ranges)) else spread(joined, base, cuts)


def grow(start: int, end: int, base: Witness, cuts: Mapping[int, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """A range of the base → the range with all of every mark and every emendation that it would cut in two. What an
    editor supplied takes the characters around it, for a lemma needs a place in the source."""
    number, run = base.blocks[start], base.runs[start]
    low, high = bisect_left(base.runs, run), bisect_right(base.runs, run)
    starts, ends = base.starts[low:high], base.ends[low:high]
    for left, right in cuts.get(number, ()):
        first, last = base.starts[start], base.ends[end - 1]
        if left < first < right < last or first < left < last < right:
            start = min(start, low + bisect_left(starts, left))
            end = max(end, low + bisect_right(ends, right))
    while start > low and (base.ends[start - 1] > base.starts[start] or base.starts[start] == base.ends[start]):
        start -= 1
    while end < high and (base.starts[end] < base.ends[end - 1] or base.starts[end - 1] == base.ends[end - 1]):
        end += 1
    return start, end


def inside(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """The edits that lie in a range of the base."""
    return [e for e in edits if start <= e.start and e.end <= end]


def reading(other: Witness, edits: Sequence[Edit], start: int, end: int) -> str:
    """What a witness prints for a range of the base."""
    own = inside(edits, start, end)
    return other.raw[own[0].first - (own[0].start - start) : own[-1].last + (end - own[-1].end)]


def apparatus(base: Witness, others: Sequence[Witness], units: Iterable[Unit]) -> dict[int, list[Mark]]:
    """The places where witnesses differ → app marks by the number of the passage: the lemma with the base and those that
    agree, and each reading with its witness and class. A reading that reaches beyond its lemma says in `to` the id of
    the anchor where it ends."""
    sources = {other.id: other.source for other in others}
    marks: dict[int, list[Mark]] = defaultdict(list)
    ends: dict[int, str] = {}
    for unit in units:
        whole = base.raw[unit.start : unit.far]
        agree = [s for id, s in sources.items() if id not in unit.readings and id not in unit.absent]
        readings = [f"{sources[id]}\t{classify(whole, text)}\t{text}" for id, text in unit.readings.items()]
        attrs = {"wit": " ".join([base.source, *agree]), "readings": "\n".join(readings)}
        if unit.far > unit.end:
            attrs["to"] = ends.setdefault(unit.far, f"{base.id}-end{len(ends) + 1}")
        start, end = base.starts[unit.start], base.ends[unit.end - 1]
        marks[base.blocks[unit.start]].append(Mark("app", start, end, attrs))
    for far, id in ends.items():
        end = base.ends[far - 1]
        marks[base.blocks[far - 1]].append(Mark("anchor", end, end, {"id": id}))
    return marks


def classify(lemma: str, text: str) -> str:
    """A lemma and a reading → lacuna, punctuation, orthographic or substantive."""
    left, right = letters(lemma), letters(text)
    if left == right:
        return "punctuation"
    if len(left) - len(right) >= LACUNA and right in ("", left[: len(right)], left[len(left) - len(right) :]):
        return "lacuna"
    return "orthographic" if plain(left) == plain(right) else "substantive"


def letters(text: str) -> str:
    """A text without its punctuation."""
    return "".join(char for char in text if category(char)[0] not in "PSZ")


def plain(text: str) -> str:
    """A text in simplified characters, each variant as the first of its kind, numbers in figures."""
    simple = str(simplifier().convert(text)).translate(preferred())
    return NUMERAL.sub(lambda m: str(number(m[0])), simple)


@cache
def simplifier() -> OpenCC:
    """OpenCC's table from traditional to simplified characters."""
    return OpenCC("t2s")


@cache
def preferred() -> dict[int, str]:
    """Each variant character → the first of its kind."""
    return {ord(char): kind[0] for kind in VARIANTS for char in kind[1:]}


def witness_text(blocks: Iterable[Block], source: str) -> str:
    """The blocks of a collated base and the source of a witness → that witness's text, widths folded, without white
    space: every character of it, and none else. The source of the base gives the base as edited."""
    parts: list[str] = []
    until = ""
    for block in blocks:
        places = [mark for mark in block.marks if mark.kind == "app"]
        anchors = [mark for mark in block.marks if mark.kind == "anchor"]
        found = [(mark.start, mark.end, "", "", mark.attrs["id"]) for mark in anchors]
        found += [
            (start, end, char, "", "")
            for char, start, end in counted(block, emended=True)
            if not any(holds(place, start, end) for place in places)
        ]
        for place in places:
            text = read_place(place, source)
            to = "" if text is None else place.attrs.get("to", "")
            found.append((place.start, place.end, lemma(place, block) if text is None else text, to, ""))
        for _, _, text, to, id in sorted(found, key=itemgetter(0, 1)):
            parts += [] if until else [text]
            until = "" if id and id == until else until or to
    return "".join("".join(parts).split()).translate(WIDTH)


def holds(place: Mark, start: int, end: int) -> bool:
    """Whether a character belongs to a lemma; a supplied one, which has no length, only if it stands inside."""
    if start == end:
        return place.start < start < place.end
    return place.start <= start and end <= place.end


def read_place(place: Mark, source: str) -> str | None:
    """What a witness reads at an app mark, or None where it has no reading of its own."""
    rows = (line.split("\t", 2) for line in place.attrs["readings"].split("\n"))
    return next((text for wit, _, text in rows if wit == source), None)


def lemma(place: Mark, block: Block) -> str:
    """The lemma of an app mark as edited."""
    return "".join(char for char, start, end in counted(block, emended=True) if holds(place, start, end))
