"""Correspondents whom no authority file knows: 甲致乙电 says in its title who wrote to whom, and who
is meant wherever 甲 is named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from edition.annotate.anchors import squeezed
from edition.annotate.names import (
    Lexicon,
    compile_lexicon,
    correspondents,
    find_mentions,
    identify_speakers,
    mention_mark,
    outside,
)
from edition.annotate.passage import passages, read_block, with_blocks, with_marks, with_pieces
from edition.config import Editorial, Organisation, Person
from edition.model import Block, Piece, Structured
from edition.rules.language.lexicon import BODIES, OFFICES, TITLES
from edition.rules.text.speakers import is_word

ROLES = ("sender", "recipient")
JOINED = re.compile("[、，和与及]|以及")
NAME = re.compile(r"[\u4e00-\u9fff]{2,8}(?:[·•][\u4e00-\u9fff]{1,8})*")
BODY = re.compile(rf"[\u4e00-\u9fff]{{1,14}}?(?:{BODIES})")
STYLED = re.compile(rf"(?P<name>.{{2,}}?)(?:{TITLES}|[总副]?(?:{OFFICES}))")
OFFICE_BEFORE = re.compile(
    rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]*(?:{OFFICES}|大使|[部司局处]长)(?=[\u4e00-\u9fff·]{{2,10}}$)"
)
NOBODY = re.compile(
    rf"(?:[本该我贵敝此各](?:{BODIES})|某某|{TITLES}|{OFFICES}|各.*|全体.*|.*(?:诸|列)位.*|有关.*|.*[等的].*|.*文书|.*人士?)"
)


def name_correspondents(texts: Sequence[Structured]) -> tuple[Structured, ...]:
    """Texts with the names of the authority files → the same with names also of those whom they do not know but
    titles name as senders or recipients, and signatures as writers; each goes under an id that is no id of an
    entry, so that these texts are for finding references only."""
    forms = sorted({form for text in texts for form in strangers(text)})
    if not forms:
        return tuple(texts)
    lexicon = lexicon_of(forms)
    return tuple(with_names(text, lexicon) for text in texts)


def strangers(text: Structured) -> Iterator[str]:
    """The names of a text that only its titles and signatures tell."""
    for piece in (p for top in text.pieces for p in top.pieces()):
        for role in ROLES:
            if f"{role}-ref" not in piece.attrs:
                yield from names_in(piece.attrs.get(role, ""))
        yield from signatures(piece)


def names_in(printed: str) -> Iterator[str]:
    """A printed sender or recipient → those whom it names, without their offices."""
    for part in JOINED.split(squeezed(printed)):
        if BODY.fullmatch(part) and not NOBODY.fullmatch(part):
            yield part
            continue
        form = OFFICE_BEFORE.sub("", part)
        styled = STYLED.fullmatch(form)
        form = styled["name"] if styled else form
        if NAME.fullmatch(form) and not NOBODY.fullmatch(form) and not is_word(form):
            yield form


def signatures(piece: Piece) -> Iterator[str]:
    """The names under a document whose title begins with them: 甲关于某事的报告, signed 甲."""
    title = squeezed(piece.attrs.get("title", ""))
    for block in piece.children:
        if (
            isinstance(block, Block)
            and block.kind == "signed"
            and not any(m.kind == "name" for m in block.marks)
        ):
            form = squeezed(block.text.text)
            if NAME.fullmatch(form) and title.startswith(form):
                yield form


def lexicon_of(forms: Iterable[str]) -> Lexicon:
    """Forms → a lexicon in which each is an entry of its own."""
    bodies = [form for form in forms if BODY.fullmatch(form)]
    persons = [Person.model_construct(id=f"?{form}", name=form) for form in forms if form not in bodies]
    orgs = [Organisation.model_construct(id=f"?{form}", name=form) for form in bodies]
    return compile_lexicon(Editorial.model_construct(person=persons, org=orgs))


def with_names(text: Structured, lexicon: Lexicon) -> Structured:
    """A text → the same with a mark on every mention of a lexicon where no name is marked, and
    who its pieces are from and to."""
    changed = {}
    for passage in passages(text):
        if not passage.silent:
            reading = read_block(passage.block)
            marks = [mention_mark(reading, m) for m in find_mentions(reading.text, lexicon)]
            if marks := outside(marks, passage.block):
                block = identify_speakers(passage.block, marks)
                changed[passage.number] = with_marks(block, marks)
    return with_pieces(with_blocks(text, changed), partial(told_in, lexicon=lexicon, source=text.source.id))


def told_in(piece: Piece, lexicon: Lexicon, source: str) -> dict[str, str]:
    """A piece → who it is from and to, as far as the authority files do not say it."""
    found = correspondents(piece, lexicon, source)
    return {key: ids for key, ids in found.items() if key not in piece.attrs}
