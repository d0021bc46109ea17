"""Stage 6, collate: where documents of different sources witness the same text, the base gets an apparatus.

    annotated texts + Corpus → the same with app marks on the bases, diagnostics

Candidates are found by runs of characters they share and only proposed (K001). What an editor confirms in
collation.toml is aligned character by character; white space and the width of punctuation do not count. Every way in
which a witness differs from its base is a reading, so that each witness's text can be read off the base (`witness_text`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from operator import itemgetter
from unicodedata import category

from opencc import OpenCC

from edition.alignment import Edit, align
from edition.annotate.anchors import complain
from edition.annotate.passage import Annotated, Passage, passages, read_block, with_blocks, with_marks
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

# characters that are written one for the other without a change of sense, beyond what OpenCC knows
VARIANTS = (
    "像象", "作做", "账帐", "座坐", "唯惟", "订定", "的地得", "记纪", "于於", "借藉", "勾钩", "须需", "黏粘", "份分", "那哪", "他她它",
    "清淸", "尚尙", "研硏", "尔爾", "们們", "托讬", "周週", "够夠", "查査", "吕呂", "户戶", "别別", "为爲", "敘叙", "采採", "教敎",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as its characters count: its text with no white space, widths folded, gaps left out; `raw` is the same
    as printed. Character k stands in the passage `blocks[k]`, at `starts[k]`..`ends[k]` of its text: nowhere in it
    (an empty range) where an editor supplied it."""

    source: str
    id: str
    text: str
    raw: str
    blocks: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of the base where some witness differs: its range, and the reading of each witness that does."""

    start: int
    end: int
    readings: Mapping[str, str]


def collate(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Annotated texts → texts with the apparatus of every row of collation.toml on the base; K001 proposes further
    groups, K002 and K003 say which rows cannot be collated."""
    problems: list[Diagnostic] = []
    found, edited = witnesses(texts), witnesses(texts, emended=True)
    confirmed = {pair for row in corpus.editorial.collation for pair in combinations(sorted(row.documents), 2)}
    problems += propose(texts, found, confirmed)
    changed: dict[str, dict[int, Block]] = defaultdict(dict)
    for n, row in enumerate(corpus.editorial.collation):
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
        for number, marks in apparatus(base, near, units).items():
            block = changed[base.source].get(number) or next(
                p.block for p in passages(text) if p.number == number
            )
            changed[base.source][number] = with_marks(block, marks)
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
        (char, passage.number, start, end)
        for passage in body
        for char, start, end in counted(passage.block, emended=emended)
    ]
    raw = "".join(char for char, _, _, _ in units)
    return Witness(
        source,
        id,
        raw.translate(WIDTH),
        raw,
        blocks=[number for _, number, _, _ in units],
        starts=[start for _, _, start, _ in units],
        ends=[end for _, _, _, end in units],
    )


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
    kinds = {"name", "date", "ref", "choice", "hi", "q", "speaker", "app"}
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
    edits: dict[str, list[Edit]] = {}
    strange = []
    for other in others:
        found = align(base.text, other.text)
        shared = len(base.text) - sum(e.end - e.start for e in found)
        if shared < min(2 * GRAM, len(base.text), len(other.text)):
            strange.append(other)
        else:
            edits[other.id] = [part for edit in found for part in anchored(edit, base)]
    ranges = spread({(e.start, e.end) for own in edits.values() for e in own}, base, cuts)
    named = {other.id: other for other in others}
    units = [
        Unit(
            start,
            end,
            {id: reading(named[id], own, start, end) for id, own in edits.items() if inside(own, start, end)},
        )
        for start, end in ranges
    ]
    return units, strange


def anchored(edit: Edit, base: Witness) -> Iterator[Edit]:
    """An edit → the same cut at the ends of the base's blocks, and never empty in the base: an addition takes the
    character before it, or at the beginning of a block the one after it."""
    start, end, first, last = edit.start, edit.end, edit.first, edit.last
    if start == end:
        inner = start > 0 and (start == len(base.text) or base.blocks[start - 1] == base.blocks[start])
        if inner or start == len(base.text):
            yield Edit(start - 1, end, first - 1, last)
        else:
            yield Edit(start, end + 1, first, last + 1)
        return
    while start < end:
        stop = min(end, bisect_right(base.blocks, base.blocks[start]))
        yield Edit(start, stop, first, last)
        start, first = stop, last


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
    number = base.blocks[start]
    low, high = bisect_left(base.blocks, number), bisect_right(base.blocks, number)
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
    agree, and each reading with its witness and class."""
    sources = {other.id: other.source for other in others}
    marks: dict[int, list[Mark]] = defaultdict(list)
    for unit in units:
        lemma = base.raw[unit.start : unit.end]
        agree = [source for id, source in sources.items() if id not in unit.readings]
        readings = [f"{sources[id]}\t{classify(lemma, text)}\t{text}" for id, text in unit.readings.items()]
        start, end = base.starts[unit.start], base.ends[unit.end - 1]
        attrs = {"wit": " ".join([base.source, *agree]), "readings": "\n".join(readings)}
        marks[base.blocks[unit.start]].append(Mark("app", start, end, attrs))
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
    """A text in simplified characters, each variant as the first of its kind."""
    return str(simplifier().convert(text)).translate(preferred())


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
    for block in blocks:
        places = [mark for mark in block.marks if mark.kind == "app"]
        found = [
            (start, end, char)
            for char, start, end in counted(block, emended=True)
            if not any(holds(place, start, end) for place in places)
        ]
        found += [(place.start, place.end, read_place(place, block, source)) for place in places]
        parts += (text for _, _, text in sorted(found, key=itemgetter(0, 1)))
    return "".join("".join(parts).split()).translate(WIDTH)


def holds(place: Mark, start: int, end: int) -> bool:
    """Whether a character belongs to a lemma; a supplied one, which has no length, only if it stands inside."""
    if start == end:
        return place.start < start < place.end
    return place.start <= start and end <= place.end


def read_place(place: Mark, block: Block, source: str) -> str:
    """What a witness reads at an app mark: its reading, or the lemma."""
    for line in place.attrs["readings"].split("\n"):
        wit, _, text = line.split("\t", 2)
        if wit == source:
            return text
    return "".join(char for char, start, end in counted(block, emended=True) if holds(place, start, end))
