"""Patterns of RELAX NG and their derivatives.

A content model is an expression over letters: elements (by their definition in the schema), attributes, and
text. Equal patterns are one object, so that derivatives can be remembered by identity.

Names are written as expat writes them: `NAMESPACE LOCAL`, or `LOCAL` in no namespace.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, lru_cache
from itertools import chain


class Kind(Enum):
    """What a pattern is made by."""

    empty = 0
    not_allowed = 1
    text = 2
    choice = 3
    group = 4
    interleave = 5
    more = 6
    element = 7
    attribute = 8
    data = 9
    value = 10
    list = 11


@dataclass(frozen=True)
class NameClass:
    """Which names are meant: these, and those of `wild`."""

    names: frozenset[str] = frozenset()
    wild: tuple[Wild, ...] = ()

    def __contains__(self, name: str) -> bool:
        return name in self.names or any(name in wild for wild in self.wild)


@dataclass(frozen=True)
class Wild:
    """All names of a namespace, or of any (None), but those of `but`."""

    namespace: str | None
    but: NameClass

    def __contains__(self, name: str) -> bool:
        return (self.namespace is None or namespace_of(name) == self.namespace) and name not in self.but


def namespace_of(name: str) -> str:
    """A name with its namespace before a space → the namespace."""
    return name.rpartition(" ")[0]


@dataclass(eq=False, repr=False)
class Definition:
    """An element of the schema; two that say the same are two. The content is made when it is first wanted."""

    name: NameClass
    made: Callable[[], Pattern]
    _content: Pattern | None = None

    @property
    def content(self) -> Pattern:
        if self._content is None:
            self._content = self.made()
        return self._content


@dataclass(frozen=True)
class Datatype:
    """What a value must be: `accepts` says whether it is, `words` say it to a person."""

    words: str
    accepts: Callable[[str], bool] = field(compare=False)


@dataclass(frozen=True, eq=False, repr=False)
class Pattern:
    """One node; made by the functions below, never by hand."""

    kind: Kind
    parts: tuple[Pattern, ...]
    nullable: bool
    definition: Definition | None = None
    name: NameClass | None = None
    datatype: Datatype | None = None


_known: dict[object, Pattern] = {}


def _node(
    kind: Kind, parts: Iterable[Pattern] = (), *, nullable: bool = False, key: object = None, **own: object
) -> Pattern:
    parts = tuple(parts)
    mine = (kind, frozenset(map(id, parts)) if kind is Kind.choice else tuple(map(id, parts)), key)
    found = _known.get(mine)
    if found is None:
        found = _known[mine] = Pattern(kind, parts, nullable, **own)  # type: ignore[arg-type]
    return found


EMPTY = _node(Kind.empty, nullable=True)
NOT_ALLOWED = _node(Kind.not_allowed)
TEXT = _node(Kind.text, nullable=True)


def choice(options: Iterable[Pattern]) -> Pattern:
    """Any of these; what cannot match is left out, and so is `empty` beside an option that may be empty."""
    flat = dict.fromkeys(chain.from_iterable(p.parts if p.kind is Kind.choice else (p,) for p in options))
    flat.pop(NOT_ALLOWED, None)
    if EMPTY in flat and any(p.nullable for p in flat if p is not EMPTY):
        del flat[EMPTY]
    if len(flat) < 2:
        return next(iter(flat), NOT_ALLOWED)
    return _node(Kind.choice, flat, nullable=any(p.nullable for p in flat))


def group(parts: Iterable[Pattern]) -> Pattern:
    """These in their order."""
    return _row(Kind.group, parts)


def interleave(parts: Iterable[Pattern]) -> Pattern:
    """These in any order, mixed."""
    return _row(Kind.interleave, parts)


def _row(kind: Kind, parts: Iterable[Pattern]) -> Pattern:
    flat = tuple(chain.from_iterable(p.parts if p.kind is kind else (p,) for p in parts if p is not EMPTY))
    if NOT_ALLOWED in flat:
        return NOT_ALLOWED
    if len(flat) < 2:
        return flat[0] if flat else EMPTY
    return _node(kind, flat, nullable=all(p.nullable for p in flat))


def more(part: Pattern) -> Pattern:
    """One or more."""
    if part in (EMPTY, NOT_ALLOWED, TEXT) or part.kind is Kind.more:
        return part
    return _node(Kind.more, (part,), nullable=part.nullable)


def element(definition: Definition) -> Pattern:
    """An element with its definition."""
    return _node(Kind.element, key=id(definition), definition=definition)


def attribute(name: NameClass, content: Pattern) -> Pattern:
    """An attribute of a name class; one whose content cannot match cannot match itself."""
    return NOT_ALLOWED if content is NOT_ALLOWED else _node(Kind.attribute, (content,), key=name, name=name)


def data(datatype: Datatype, but: Pattern = NOT_ALLOWED) -> Pattern:
    """Text of a datatype, `but` what matches another pattern."""
    return _node(Kind.data, (but,), key=datatype, datatype=datatype)


def value(datatype: Datatype) -> Pattern:
    """One value of a datatype."""
    return _node(Kind.value, key=datatype, datatype=datatype)


def tokens(part: Pattern) -> Pattern:
    """A value that is a list."""
    return NOT_ALLOWED if part is NOT_ALLOWED else _node(Kind.list, (part,))


def derive(
    pattern: Pattern, step: Callable[[Pattern], Pattern], *, ordered: bool, skip: bool = False
) -> Pattern:
    """What is left of a pattern after a letter; `step` says what is left of one that is itself a letter.

    In a group a later part may take the letter when all before it may be empty; always when it is not `ordered`
    (as attributes) or when one may `skip` what is missing.
    """

    def left(p: Pattern) -> Pattern:
        if p.kind is Kind.choice:
            return choice(map(left, p.parts))
        if p.kind is Kind.more:
            return group((left(p.parts[0]), choice((p, EMPTY))))
        if p.kind is Kind.interleave or (p.kind is Kind.group and not ordered):
            return choice(
                _row(p.kind, (*p.parts[:n], left(part), *p.parts[n + 1 :])) for n, part in enumerate(p.parts)
            )
        if p.kind is Kind.group:
            return choice(in_order(p.parts))
        return step(p)

    def in_order(parts: tuple[Pattern, ...]) -> Iterator[Pattern]:
        for n, part in enumerate(parts):
            yield group((left(part), *parts[n + 1 :]))
            if not (part.nullable or skip):
                return

    return left(pattern)


@cache
def after_element(pattern: Pattern, definition: Definition, skip: bool = False) -> Pattern:
    """What is left after an element of this definition; `skip` passes over what is missing before it."""
    return derive(
        pattern, lambda p: EMPTY if p.definition is definition else NOT_ALLOWED, ordered=True, skip=skip
    )


@cache
def after_attribute(pattern: Pattern, taken: frozenset[Pattern]) -> Pattern:
    """What is left after an attribute that these attribute patterns accept."""
    return derive(pattern, lambda p: EMPTY if p in taken else NOT_ALLOWED, ordered=False)


@cache
def after_text(pattern: Pattern, taken: frozenset[Pattern] = frozenset()) -> Pattern:
    """What is left after characters that these patterns of values accept."""
    return derive(pattern, lambda p: p if p is TEXT else EMPTY if p in taken else NOT_ALLOWED, ordered=True)


@cache
def without_attributes(pattern: Pattern, forgive: bool = False) -> Pattern:
    """What is left when the start tag ends: NOT_ALLOWED where an attribute is missing,
    unless one may `forgive` that."""
    if pattern.kind is Kind.attribute:
        return EMPTY if forgive else NOT_ALLOWED
    parts = (without_attributes(part, forgive) for part in pattern.parts)
    if pattern.kind is Kind.choice:
        return choice(parts)
    if pattern.kind is Kind.more:
        return more(*parts)
    if pattern.kind in (Kind.group, Kind.interleave):
        return _row(pattern.kind, parts)
    return pattern


INSIDE = frozenset({Kind.choice, Kind.group, Kind.interleave, Kind.more})


@cache
def leaves(pattern: Pattern) -> tuple[Pattern, ...]:
    """Every letter of a pattern, each once: elements, attributes, text, values."""
    if pattern.kind not in INSIDE:
        return (pattern,)
    return tuple(dict.fromkeys(chain.from_iterable(map(leaves, pattern.parts))))


@cache
def values(pattern: Pattern) -> tuple[Pattern, ...]:
    """The letters that look at characters."""
    return tuple(p for p in leaves(pattern) if p.kind in (Kind.data, Kind.value, Kind.list))


@cache
def first(pattern: Pattern) -> tuple[Pattern, ...]:
    """The letters that may come next, each once."""
    if pattern.kind not in INSIDE:
        return (pattern,)
    parts = pattern.parts
    if pattern.kind is Kind.group:
        needed = next((n for n, part in enumerate(parts) if not part.nullable), len(parts) - 1)
        parts = parts[: needed + 1]
    return tuple(dict.fromkeys(chain.from_iterable(map(first, parts))))


@cache
def required(pattern: Pattern) -> frozenset[Pattern]:
    """The attributes without which nothing matches."""
    if pattern.kind is Kind.attribute:
        return frozenset({pattern})
    if pattern.kind is Kind.choice:
        return frozenset.intersection(*map(required, pattern.parts))
    return (
        frozenset(chain.from_iterable(map(required, pattern.parts))) if pattern.kind in INSIDE else frozenset()
    )


@lru_cache(maxsize=100_000)
def matches(pattern: Pattern, text: str) -> bool:
    """Whether characters alone are what a pattern of values asks."""
    taken = frozenset(p for p in values(pattern) if accepts(p, text))
    return after_text(pattern, taken).nullable or (pattern.nullable and not text.strip())


def accepts(pattern: Pattern, text: str) -> bool:
    """Whether a pattern that looks at characters takes these."""
    if pattern.kind is not Kind.list:
        assert pattern.datatype is not None
        return pattern.datatype.accepts(text) and not (
            pattern.kind is Kind.data and matches(pattern.parts[0], text)
        )
    (left,) = pattern.parts
    for token in text.split():
        left = after_text(left, frozenset(p for p in values(left) if accepts(p, token)))
    return left.nullable
