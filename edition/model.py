"""What the stages before the wall hand on: sources, blocks, marks, pieces. Immutable, no behaviour but access.

bytes → Source → Traced → Blocks → Pieces → Pieces with marks → TEI
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from edition.trace import Disposal, Traced, line_starts, position

BlockKind = Literal[
    "head", "para", "item", "note", "citation", "fw", "pb", "figure", "gap",
    "address", "salute", "signed", "dateline", "idno", "secrecy", "line",
    "trailer", "distribution", "participants", "speech", "verse", "cell", "separator", "entry", "remark", "excluded",
]  # fmt: skip

MarkKind = Literal[
    "note",
    "name",
    "date",
    "ref",
    "hi",
    "speaker",
    "choice",
    "supplied",
    "gap",
    "q",
    "pb",
    "fw",
    "app",
    "anchor",
    "scope",
    "bibl",
]


@dataclass(frozen=True)
class Source:
    """One raw text as it came: `data` the bytes, `text` their strict UTF-8 decoding, nothing changed."""

    id: str
    file: str
    data: bytes = field(repr=False)
    text: str = field(repr=False)
    sha256: str

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset at which each line starts."""
        return line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """A character offset → line and column, counted from 1."""
        return position(self.starts, offset)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a source: the source's id and the offset of a character."""

    source: str
    offset: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something said about `text[start:end]` of a block, or at the place `start == end`.

    What `attrs` holds, per kind:

    | kind | range | attrs |
    |---|---|---|
    | note | empty, at the call | `n` printed mark, `place` bottom or end, `type` source, compiler or editor, `resp`; body in `body`, or its words in `text` and its `decision` where they are of no source |
    | name | the form | `type` person, place, org or work; `ref` id, or `candidates` ids separated by blanks |
    | date | the printed form | `when`, `notBefore`, `notAfter`, `cert` and `type` as in TEI att.datable |
    | ref | the printed form | `type`, `target` id of a piece, or empty when unresolved; `cert` |
    | hi | emphasised text | `rend` |
    | speaker | the speaker's label at the block's start | `who` person id |
    | choice | the wrong form | `corr`, `resp`, `cert`, `decision` |
    | supplied | empty | `text`, `resp`, `decision` |
    | gap | the omission dots | `reason` |
    | pb, fw | empty; a page break inside a sentence | `n`; for fw `type`, body in `body` |
    | bibl | what a note cites | `work` id, if it is known |
    | scope | the volume, issues or pages a citation prints | `unit` volume, issue or page; `from`, `to` or `n` |
    | app | the lemma | `wit`; each reading a line `wit TAB type TAB text` in `readings`; `to` the anchor up to which the readings go where that is beyond the lemma |
    | anchor | empty | `id` |
    """

    kind: MarkKind
    start: int
    end: int
    attrs: Mapping[str, str] = field(default_factory=dict)
    body: Block | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text with one function, all its characters traced; marks sorted by start, longer first.

    What the kinds become, and their `attrs`:

    | kind | TEI | attrs |
    |---|---|---|
    | head | `head` | `type` main, sub, label, section |
    | para, line | `p` | `point` printed number of a point; `rend`; `resumes` where the text goes on below a section that interrupts it |
    | item | `item` in a `list` of its run of items | `n` printed label |
    | speech | `p` in `sp`; a `speaker` mark opens a new `sp`, none continues it | `continues` below what interrupts a speech: how many `sp` back its part before stands |
    | verse | `l` in the `lg` of its stanza | `stanza` begins one |
    | cell | `cell` in the `row` of its `table` | `table` begins one, `row` a row; `role` label of what heads a column, caption of the `head` of the table |
    | separator | `ab type=separator` | |
    | note | only as the body of a note mark | |
    | remark | `note type=inserted`: what an editor says among the paragraphs | `resp` as printed |
    | citation | `note type=citation` › `bibl` | `work`, `volume`, `issue`, `issue-to`, `from`, `to` (or `pages`, where they are no range) once resolved; `covers` how many documents it is of, `documents` their ids |
    | fw | `fw` | `type` header, footer, pageNum |
    | pb | `pb` | `n` |
    | figure | `head` in the `figure` of its plate | `n` of the plate |
    | gap | `gap reason=sampling` | `reason` |
    | address, salute, dateline, idno, secrecy | in the `opener` or the `closer` by where it stands | dateline and its date: `type` sent, received, deciphered, forwarded; idno: `type` telegram, copy, …; secrecy: `type` urgency, form; `reading` of a shelfmark whose letters are of several scripts |
    | signed | `closer` › `signed`; `opener` › `byline` of an author or translator | `type` author, translator, recorder |
    | trailer | `trailer` below a closer, else `p` | |
    | distribution | `note type=distribution`, with a `list` where it names several | |
    | participants | `list type=participants` | |
    | entry | `item` of a chronology; `p` in the one before where it is a further paragraph | `date`, `until` ISO; `further` |
    | excluded | paragraph of `div type=excluded` | `subtype` contents, navigation, comments, rankings; of a contents entry `title`, `page`, `level`; of a record `field` and `value` for the header |

    `rule` names the recogniser that made the block.
    """

    kind: BlockKind
    text: Traced
    attrs: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """An archival document, or a part that holds documents; children in reading order.

    `type`: part, section, document, attachment, floating (a message quoted inside a message), chronology,
    excluded, front. `subtype` of a document: telegram, letter, conversation, report, decision, note, notice,
    agreement, speech, article, foreword, excerpt, … `id` is derived from content and the edition's own
    numbering. `attrs`: `title`, `date` (ISO), `sender`, `recipient` as printed, `number`.
    """

    id: str
    type: str
    children: tuple[Block | Piece, ...] = ()
    subtype: str = ""
    n: str = ""
    attrs: Mapping[str, str] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        """Every block below this piece in reading order, bodies of notes not included."""
        for child in self.children:
            if isinstance(child, Block):
                yield child
            else:
                yield from child.blocks()

    def pieces(self) -> Iterator[Piece]:
        """This piece and every piece below it, in reading order."""
        yield self
        for child in self.children:
            if isinstance(child, Piece):
                yield from child.pieces()


@dataclass(frozen=True, slots=True)
class Segmented:
    """A source cut into blocks, with what was left out on the way; `blocks` in reading order."""

    source: Source
    blocks: tuple[Block, ...]
    disposals: tuple[Disposal, ...]


@dataclass(frozen=True, slots=True)
class Structured:
    """A source as pieces; `pieces` are its top-level parts in reading order."""

    source: Source
    pieces: tuple[Piece, ...]
    disposals: tuple[Disposal, ...]
