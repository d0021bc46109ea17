"""Names: every mention of a person, place, organisation or work of the authority files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import ahocorasick

from edition.annotate.anchors import Anchor, anchor, by_number, complain, row_number, squeezed
from edition.annotate.attested import dangling, unattested, unused
from edition.annotate.passage import (
    Annotated,
    Passage,
    Reading,
    fold,
    passages,
    read_block,
    with_blocks,
    with_marks,
    with_pieces,
)
from edition.config import Alias, Authority, Corpus, Editorial, NameDecision
from edition.model import Block, Mark, Piece, Structured
from edition.report import Diagnostic, make
from edition.rules.language.lexicon import SAYS
from edition.rules.speech.labels import BEFORE_NAME

# endings of transliterated names: a form right before one of them is only the beginning of a longer name
TAIL = re.compile(r"科夫|诺夫|耶夫|洛夫|切夫|也夫|莫夫|罗夫|索夫|斯基|维奇|延科|琴科|科娃|诺娃|耶娃|什维利")
INITIAL = re.compile(r"[A-Za-zА-Яа-я]\.$|[^\W\d_]·$")
BEHIND_NAME = re.compile(
    rf"(?<=.)(?:同志|先生|元帅|将军|主席)?(?:(?:在[^，。：]{{2,16}}时)?(?:[对向][^，。：]{{2,12}}?)?(?:再次|进一步|接着|肯定地?|回答|答复|反问|{SAYS}|[又道到]){{1,4}})?[：:∶﹕，,？?；;]?$"
)
"""What a speaker's label has behind his name: 同志对某某说："""
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
ROLES = {"sender": ("signed",), "recipient": ("address", "salute")}


@dataclass(frozen=True, slots=True)
class Form:
    """A form of an authority entry; `alias` is None for the main form."""

    type: str
    entry: Authority
    alias: Alias | None = None

    def holds(self, source: str, date: str) -> bool:
        """Whether the form means this entry in a document of that source and date ("" if unknown)."""
        alias = self.alias
        if alias is None:
            return True
        if alias.sources and source not in alias.sources:
            return False
        if alias.after and date and date < alias.after[: len(date)]:
            return False
        return not (alias.before and date and date[: len(alias.before)] > alias.before)

    @property
    def secret(self) -> bool:
        """Whether it is a code name, which stands without initials or first names."""
        return self.alias is not None and self.alias.kind in ("codename", "alias")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All forms of the authority files in one automaton (Aho–Corasick); `not_in`: longer strings, each with the
    entries that are not meant in it."""

    automaton: ahocorasick.Automaton
    forms: Mapping[str, tuple[Form, ...]]
    not_in: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Mention:
    """A form in a string, and the entries it may mean there."""

    start: int
    end: int
    forms: tuple[Form, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """The entries, sorted, each once."""
        return tuple(sorted({form.entry.id for form in self.forms}))


def compile_lexicon(editorial: Editorial) -> Lexicon:
    """The authority files → the lexicon."""
    forms: dict[str, list[Form]] = defaultdict(list)
    not_in: dict[str, set[str]] = defaultdict(set)
    for kind, entry in editorial.authorities():
        forms[fold(entry.name)].append(Form(kind, entry))
        for alias in entry.alias:
            forms[fold(alias.form)].append(Form(kind, entry, alias))
        for longer in entry.not_in:
            not_in[fold(longer)].add(entry.id)
    automaton = ahocorasick.Automaton()
    for word in sorted({*forms, *not_in} - {""}):
        automaton.add_word(word, word)
    automaton.make_automaton()
    return Lexicon(
        automaton, {k: tuple(v) for k, v in forms.items()}, {k: frozenset(v) for k, v in not_in.items()}
    )


def find_mentions(
    text: str, lexicon: Lexicon, source: str = "", date: str = "", *, title: bool = False
) -> list[Mention]:
    """A folded string, where it stands and when it was written → the mentions in it, leftmost
    and longest first choice, none inside another. A `title` mentions the persons and things it
    names, but not itself as a work."""
    if not len(lexicon.automaton):
        return []
    hits = [(end + 1 - len(word), end + 1, word) for end, word in lexicon.automaton.iter(text)]
    blocks = [(start, end, lexicon.not_in[word]) for start, end, word in hits if word in lexicon.not_in]
    found: list[Mention] = []
    last = 0
    for start, end, word in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start < last or word not in lexicon.forms or not apart(text, start, end):
            continue
        after_initial = INITIAL.search(text, max(0, start - 2), start) is not None
        forms = tuple(
            form
            for form in lexicon.forms[word]
            if form.holds(source, date)
            and not (form.secret and after_initial)
            and not (form.type == "person" and TAIL.match(text, end))
            and not (title and form.type == "work" and not (text[:start] + text[end:]).strip("《》“”"))
            and not any(s <= start and end <= e and form.entry.id in ids for s, e, ids in blocks)
        )
        if forms:
            found.append(Mention(start, end, forms))
            last = end
    return found


def title_mentions(text: str, lexicon: Lexicon, source: str = "", date: str = "") -> list[Mention]:
    """A folded title → its mentions as of `find_mentions`, and those inside the name of a work: a person whose
    diary is excerpted is named there."""
    found: list[Mention] = []
    for mention in find_mentions(text, lexicon, source, date, title=True):
        found.append(mention)
        if all(form.type == "work" for form in mention.forms):
            inside = find_mentions(text[mention.start : mention.end], lexicon, source, date, title=True)
            found += (Mention(mention.start + m.start, mention.start + m.end, m.forms) for m in inside)
    return found


def apart(text: str, start: int, end: int) -> bool:
    """Whether a form in Latin letters is a word of its own; Chinese ones always are."""
    before = (
        start > 0
        and text[start].isascii()
        and text[start].isalnum()
        and text[start - 1].isascii()
        and text[start - 1].isalnum()
    )
    after = (
        end < len(text)
        and text[end - 1].isascii()
        and text[end - 1].isalnum()
        and text[end].isascii()
        and text[end].isalnum()
    )
    return not before and not after


# -- the pass --------------------------------------------------------------------------------------------------


def name_texts(texts: Sequence[Structured], corpus: Corpus) -> Annotated:
    """Texts → texts with a name mark on every mention, `who` on the speakers, and on pieces `sender-ref` and
    `recipient-ref` (ids separated by blanks).

    A name mark says `type` and `ref`; where several entries go under the form, `candidates` and `cert` low.
    Diagnostics: A020 (ambiguous), A021 (unknown speaker), A022, A023, A024 (aliases unattested, forms and
    entries unused), A005 and those of anchors.
    """
    lexicon = compile_lexicon(corpus.editorial)
    anchors, problems = anchor(corpus.editorial.name, "name", texts, corpus)
    types = {entry.id: kind for kind, entry in corpus.editorial.authorities()}
    problems += dangling(types, corpus)
    used: set[tuple[str, str]] = set()
    unknown: set[tuple[str, str]] = set()
    named = []
    for text in texts:
        decided = by_number(anchors.get(text.source.id, ()))
        changed: dict[int, Block] = {}
        for passage in passages(text):
            if passage.silent:
                continue
            reading = read_block(passage.block)
            find = find_mentions if passage.block.kind != "head" else title_mentions
            mentions = find(reading.text, lexicon, text.source.id, passage.inherited("date"))
            used.update((reading.text[m.start : m.end], id) for m in mentions for id in m.ids)
            marks = [mention_mark(reading, mention) for mention in mentions]
            marks = decide(marks, decided.get(passage.number, ()), types, corpus, problems)
            problems += (ambiguity(text, passage, m) for m in marks if "candidates" in m.attrs)
            block = identify_speakers(passage.block, marks)
            problems += unknown_speakers(text, block, unknown)
            if marks or block is not passage.block:
                changed[passage.number] = with_marks(block, outside(marks, block))
        named.append(
            with_pieces(
                with_blocks(text, changed), partial(correspondents, lexicon=lexicon, source=text.source.id)
            )
        )
    problems += unattested(texts, corpus)
    problems += unused(used, texts, corpus)
    return Annotated(tuple(named), tuple(problems))


def mention_mark(reading: Reading, mention: Mention) -> Mark:
    """A mention → the name mark."""
    start, end = reading.range(mention.start, mention.end)
    ids = mention.ids
    attrs = {"type": mention.forms[0].type}
    if len(ids) == 1:
        return Mark("name", start, end, {**attrs, "ref": ids[0]})
    return Mark("name", start, end, {**attrs, "candidates": " ".join(ids), "cert": "low"})


def outside(marks: Iterable[Mark], block: Block) -> list[Mark]:
    """Name marks that no name mark of the recogniser already covers."""
    taken = [m for m in block.marks if m.kind == "name"]
    return [m for m in marks if not any(m.start < t.end and t.start < m.end for t in taken)]


def decide(
    marks: Sequence[Mark],
    anchors: Iterable[Anchor[NameDecision]],
    types: Mapping[str, str],
    corpus: Corpus,
    problems: list[Diagnostic],
) -> list[Mark]:
    """The names of a passage → the same as names.toml decides; a form decided to be nobody's is no name."""
    settled = list(marks)
    for place in anchors:
        row = place.row
        n = row_number(corpus.editorial.name, row)
        quote, form = squeezed(row.quote), squeezed(row.form)
        if quote.count(form) != 1:
            count = quote.count(form)
            problems.append(
                complain("A003", corpus, "name", n, "form", part=row.form, quote=row.quote, count=count)
            )
            continue
        first = quote.index(form)
        start, end = place.at[first], place.at[first + len(form) - 1] + 1
        settled = [m for m in settled if not (m.start < end and start < m.end)]
        if row.ref in types:
            attrs = {"type": types[row.ref], "ref": row.ref, "resp": row.resp, "decision": row.id}
            settled.append(
                Mark("name", start, end, attrs if row.cert == "high" else {**attrs, "cert": row.cert})
            )
    return sorted(settled, key=lambda m: m.start)


def identify_speakers(block: Block, marks: Sequence[Mark]) -> Block:
    """A block → the same with `who` on its speaker marks where one person is named
    in the label, or `candidates`."""
    changed = []
    for mark in block.marks:
        if mark.kind == "speaker" and "who" not in mark.attrs:
            label = block.text.text[mark.start : mark.end]
            behind = BEHIND_NAME.search(label)
            end = mark.start + (behind.start() if behind else len(label))
            inside = (
                m for m in marks if mark.start <= m.start and m.end <= end and m.attrs["type"] == "person"
            )
            who = " ".join(dict.fromkeys(m.attrs["ref"] for m in inside if "ref" in m.attrs))
            if who:
                mark = replace(mark, attrs={**mark.attrs, "who": who})
        changed.append(mark)
    return block if tuple(changed) == block.marks else replace(block, marks=tuple(changed))


def correspondents(piece: Piece, lexicon: Lexicon, source: str) -> dict[str, str]:
    """A piece → `sender-ref` and `recipient-ref`: the persons and organisations in its sender and recipient;
    for a message inside a message, which has no title, those of its own signature, address and salutation."""
    gained = {}
    for role, kinds in ROLES.items():
        printed = fold(piece.attrs.get(role, ""))
        mentions = find_mentions(printed, lexicon, source, piece.attrs.get("date", "")) if printed else []
        ids = [m.ids[0] for m in mentions if len(m.ids) == 1 and m.forms[0].type in ("person", "org")]
        if piece.type == "floating" and not printed:
            ids = [
                mark.attrs["ref"]
                for block in piece.children
                if isinstance(block, Block) and block.kind in kinds
                for mark in block.marks
                if mark.kind == "name" and "ref" in mark.attrs and mark.attrs["type"] in ("person", "org")
            ]
        if ids:
            gained[f"{role}-ref"] = " ".join(dict.fromkeys(ids))
    return gained


# -- what a person should see ----------------------------------------------------------------------------------


def ambiguity(text: Structured, passage: Passage, mark: Mark) -> Diagnostic:
    """A name of several candidates → A020."""
    at = text.source.position(passage.block.text.at[mark.start])
    form = passage.block.text.text[mark.start : mark.end]
    return make(
        "A020", text.source.file, at, form=form, candidates=" · ".join(mark.attrs["candidates"].split())
    )


def unknown_speakers(text: Structured, block: Block, known: set[tuple[str, str]]) -> Iterator[Diagnostic]:
    """→ A021 for every speaker's label in which nobody is named, once in a source; `known` has those reported
    before, by source and form, and is brought up to date."""
    for mark in block.marks:
        if mark.kind != "speaker" or "who" in mark.attrs or mark.end == mark.start:
            continue
        form = speaker_form(squeezed(block.text.text[mark.start : mark.end]))
        if (text.source.id, form) not in known:
            known.add((text.source.id, form))
            yield make("A021", text.source.file, text.source.position(block.text.at[mark.start]), form=form)


def speaker_form(label: str) -> str:
    """The label of a speech without white space → what it calls the speaker: 林正（插话）：,
    （林正同志：）, 随后林正说： → 林正."""
    named = BEHIND_NAME.sub("", ASIDE.sub("", label) or label.strip("（）()"))
    return BEFORE_NAME.sub("", named, count=1) if BEFORE_NAME.match(named) else named
