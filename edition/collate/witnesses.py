"""Documents as witnesses: the characters that count in a collation, each with its place in a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from edition.annotate.passage import Passage, passages, read_block
from edition.model import Block, Structured

BODY = frozenset({"para", "line", "item", "speech", "verse", "cell"})
WIDTH = str.maketrans(
    "，．。：；！？（）［］【】“”„‟＂‘’＇「」『』—–－―─～〜…·・•／％　０１２３４５６７８９",
    ',..:;!?()[][]"""""\'\'\'""""-----~~.···/% 0123456789',
)


@dataclass(frozen=True, slots=True)
class Witness:
    """A document as its characters count: its text with no white space, widths folded, gaps left out; `raw` is
    the same as printed. Character k stands in the passage `blocks[k]`, at `starts[k]`..`ends[k]` of its text:
    nowhere in it (an empty range) where an editor supplied it. `runs[k]` numbers the runs that no lemma
    crosses: a speaker's label, what is said, any other block."""

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


def witnesses(
    texts: Sequence[Structured], *, emended: bool = False, only: Container[str] | None = None
) -> dict[str, Witness]:
    """Texts → every document and attachment by its id, or `only` some, as a
    witness: as printed, or as edited."""
    found = {}
    for text in texts:
        bodies: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages(text):
            document = passage.document
            if (
                passage.block.kind in BODY
                and not passage.in_note
                and document.type in ("document", "attachment")
                and (only is None or document.id in only)
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
    """The characters of a block that count in a collation, each with its range: no white space, no omission
    dots, and nothing supplied at the ends of the block, where no lemma can hold it."""
    reading = read_block(block, emended=emended, folded=False)
    gaps = [m for m in block.marks if m.kind == "gap"]
    for char, start, end in zip(reading.text, reading.starts, reading.ends, strict=True):
        omitted = gaps and any(g.start <= start and end <= g.end for g in gaps)
        at_end = start == end and start in (0, len(block.text))
        if not (char.isspace() or omitted or at_end):
            yield char, start, end
