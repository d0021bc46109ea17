"""Judge a document while it goes by.

    start tags, characters and end tags, with their places → faults

After a fault the judging goes on as if it had been mended, so that one fault is told once: what is
not allowed is passed over, or, where it is only early, taken with what should have come before it;
what is missing is taken as given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from edition.relaxng import patterns
from edition.relaxng.grammar import Grammar
from edition.relaxng.patterns import NOT_ALLOWED, Definition, Kind, Pattern, namespace_of

XML = "http://www.w3.org/XML/1998/namespace"

Place = tuple[int, int]
Readings = tuple[tuple[Definition | None, Pattern], ...]
"""What an open element may be: a definition that it may follow, and what may still
come in it. None above the root."""


class Fault(NamedTuple):
    """What is against the schema at a line and column."""

    place: Place
    detail: str


@dataclass(eq=False)
class State:
    """An open element, as far as the schema minds; the steps that were taken from it are remembered."""

    readings: Readings
    opened: dict[str, State | None] = field(default_factory=dict)
    named: dict[str, tuple[Pattern, ...]] = field(default_factory=dict)
    tagged: dict[tuple[str, frozenset[Pattern]], State | None] = field(default_factory=dict)
    ended: State | None = None
    spoken: State | None = None
    closed: dict[State, State] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.minds_values = any(patterns.values(p) for _, p in self.readings)
        self.complete = tuple(d for d, p in self.readings if p.nullable)

    def attributes(self, name: str) -> tuple[Pattern, ...]:
        """The attributes that the schema has under a name here."""
        if name not in self.named:
            every = dict.fromkeys(leaf for _, p in self.readings for leaf in patterns.leaves(p))
            self.named[name] = tuple(a for a in every if a.name is not None and name in a.name)
        return self.named[name]


@dataclass
class Open:
    """An element on the way from its start tag to its end tag."""

    name: str
    place: Place
    state: State
    counts: bool = True
    """Whether the element around it takes note of it."""
    early: bool = False
    """Whether something is missing before it."""
    text: list[str] = field(default_factory=list)
    holds_elements: bool = False
    silent: bool = False
    """Whether nothing inside is judged: the schema knows no such element."""


class Judge:
    """Takes what goes by; `faults` is what was found."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.states: dict[Readings, State] = {}
        self.faults: list[Fault] = []
        start = self.state(((None, grammar.start),))
        self.stack = [Open("", (1, 1), start)]
        self.home = next((namespace_of(n) for leaf in patterns.first(grammar.start) for n in names(leaf)), "")
        self.telling = telling_attributes(grammar)

    def state(self, readings: Readings) -> State:
        found = self.states.get(readings)
        if found is None:
            found = self.states[readings] = State(readings)
        return found

    def fault(self, place: Place, detail: str) -> None:
        self.faults.append(Fault(place, detail))

    # start tags

    def start(self, name: str, attributes: Mapping[str, str], place: Place) -> None:
        """A start tag: names as expat writes them, the place of its `<`."""
        around = self.stack[-1]
        self.speak(around, at_end=False)
        around.holds_elements = True
        mine = Open(name, place, around.state)
        self.stack.append(mine)
        mine.silent = around.silent
        if mine.silent:
            return
        state = around.state.opened.get(name)
        if state is None:
            state = self.enter(around, name, mine)
        if state is None:
            mine.silent = True
            return
        order = attributes if len(attributes) < 2 else sorted(attributes, key=self.rank)
        for key in order:
            state = self.attribute(state, key, attributes[key], mine)
        mine.state = self.end_of_tag(state, mine)

    def rank(self, name: str) -> tuple[bool, str]:
        """Attributes that tell what kind of element it is come first."""
        return name not in self.telling, name

    def enter(self, around: Open, name: str, mine: Open) -> State | None:
        """The state at the start of an element, before its attributes; None where the
        schema knows none of that name."""
        state = around.state
        if name in state.opened:
            found = None
        else:
            found = self.beginning(
                d for _, p in state.readings for d in definitions(patterns.first(p)) if name in d.name
            )
            state.opened[name] = found
        if found is not None:
            return found
        self.fault(
            mine.place, f"{self.label(name)} is not allowed {self.where(around)}; {self.expected(state)}"
        )
        later = [d for _, p in state.readings for d in definitions(patterns.leaves(p)) if name in d.name]
        mine.counts, mine.early = bool(later), bool(later)
        return self.beginning(later or self.grammar.named(name))

    def beginning(self, found: Iterable[Definition]) -> State | None:
        readings: Readings = tuple((d, d.content) for d in dict.fromkeys(found))
        return self.state(readings) if readings else None

    def attribute(self, state: State, name: str, value: str, mine: Open) -> State:
        """The state after an attribute; the same where it is not allowed."""
        by_name = state.attributes(name)
        taken = frozenset(a for a in by_name if patterns.matches(a.parts[0], value))
        key = (name, taken)
        if key not in state.tagged:
            readings = ((d, patterns.after_attribute(p, taken)) for d, p in state.readings)
            left: Readings = tuple((d, p) for d, p in readings if p is not NOT_ALLOWED)
            state.tagged[key] = self.state(left) if taken and left else None
        after = state.tagged[key]
        if after is not None:
            return after
        if not by_name:
            self.fault(mine.place, f"{self.attribute_label(name)} is not allowed on {self.label(mine.name)}")
            return state
        wanted = words(leaf for a in by_name for leaf in patterns.leaves(a.parts[0]))
        self.fault(
            mine.place,
            f"{self.attribute_label(name)} of {self.label(mine.name)} is {shown(value)}; expected {wanted}",
        )
        forgiven = ((d, patterns.after_attribute(p, frozenset(by_name))) for d, p in state.readings)
        return self.state(tuple((d, p) for d, p in forgiven if p is not NOT_ALLOWED))

    def end_of_tag(self, state: State, mine: Open) -> State:
        if state.ended is not None:
            return state.ended
        readings: Readings = self.without_attributes(state, forgive=False)
        if not readings:
            missing = [patterns.required(p) for _, p in state.readings]
            sure = frozenset.intersection(*missing) or frozenset.union(*missing)
            lacking = listed(sorted({self.attribute_label(n) for a in sure for n in names(a)}), "and")
            self.fault(mine.place, f"{self.label(mine.name)} lacks {lacking or 'attributes'}")
            return self.state(self.without_attributes(state, forgive=True))
        state.ended = self.state(readings)
        return state.ended

    def without_attributes(self, state: State, forgive: bool) -> Readings:
        left = ((d, patterns.without_attributes(p, forgive)) for d, p in state.readings)
        return tuple((d, p) for d, p in left if p is not NOT_ALLOWED)

    # characters

    def text(self, text: str, place: Place) -> None:
        """Characters, in pieces of any size, and the place of their first."""
        mine = self.stack[-1]
        if mine.silent:
            return
        if mine.state.minds_values:
            mine.text.append(text)
        elif not text.isspace():
            self.put(mine, frozenset(), place)

    def put(self, mine: Open, taken: frozenset[Pattern], place: Place) -> None:
        state = mine.state
        after = None if taken else state.spoken
        if after is None:
            left = ((d, patterns.after_text(p, taken)) for d, p in state.readings)
            readings: Readings = tuple((d, p) for d, p in left if p is not NOT_ALLOWED)
            if not readings:
                self.fault(place, f"text is not allowed {self.where(mine)}; {self.expected(state)}")
                return
            after = self.state(readings)
            if not taken:
                state.spoken = after
        mine.state = after

    def speak(self, mine: Open, *, at_end: bool) -> None:
        """The characters before a tag, where values are minded, are judged as a whole."""
        text = "".join(mine.text)
        mine.text.clear()
        state = mine.state
        if mine.silent or not state.minds_values or (not at_end and not text.strip()):
            return
        if at_end and (mine.holds_elements or state.complete) and not text.strip():
            return
        wanted = [leaf for _, p in state.readings for leaf in patterns.values(p)]
        taken = frozenset(leaf for leaf in wanted if patterns.accepts(leaf, text))
        left = ((d, patterns.after_text(p, taken)) for d, p in state.readings)
        readings: Readings = tuple((d, p) for d, p in left if p is not NOT_ALLOWED)
        if not readings:
            self.fault(mine.place, f"{self.label(mine.name)} is {shown(text)}; expected {words(wanted)}")
            left = ((d, patterns.after_text(p, frozenset(wanted))) for d, p in state.readings)
            readings = tuple((d, p) for d, p in left if p is not NOT_ALLOWED) or state.readings
        mine.state = self.state(readings)

    # end tags

    def end(self) -> None:
        """An end tag."""
        mine = self.stack[-1]
        self.speak(mine, at_end=True)
        self.stack.pop()
        if mine.silent:
            return
        if not mine.state.complete:
            self.fault(mine.place, f"{self.label(mine.name)} is not complete; {self.expected(mine.state)}")
        if mine.counts:
            around = self.stack[-1]
            after = around.state.closed.get(mine.state)
            if after is None:
                after = self.leave(around.state, mine)
            around.state = after

    def leave(self, around: State, mine: Open) -> State:
        """The state around an element when it has ended."""
        done = mine.state.complete or tuple(d for d, _ in mine.state.readings)
        readings = (
            (d, patterns.choice(patterns.after_element(p, e, mine.early) for e in done if e is not None))
            for d, p in around.readings
        )
        after = self.state(tuple((d, p) for d, p in readings if p is not NOT_ALLOWED) or around.readings)
        if not mine.early:
            around.closed[mine.state] = after
        return after

    # words

    def label(self, name: str) -> str:
        """A name as a person writes it; with its namespace where that is not the schema's own."""
        namespace, _, local = name.rpartition(" ")
        return local if namespace == self.home else f"{local} of {namespace or 'no namespace'}"

    def attribute_label(self, name: str) -> str:
        namespace, _, local = name.rpartition(" ")
        return f"@xml:{local}" if namespace == XML else f"@{local}" + (f" of {namespace}" if namespace else "")

    def where(self, mine: Open) -> str:
        return f"in {self.label(mine.name)}" if mine.name else "as the root of the document"

    def expected(self, state: State) -> str:
        """What might have come instead."""
        letters = [leaf for _, p in state.readings for leaf in patterns.first(p)]
        labels = [self.label(n) for leaf in letters for n in names(leaf)]
        wild = any(leaf.definition and leaf.definition.name.wild for leaf in letters)
        other = [word for word, there in (("text", patterns.TEXT in letters), ("any element", wild)) if there]
        end = ["the end tag"] if state.complete and len(self.stack) > 1 else []
        return f"expected {listed((*other, *sorted(set(labels)), *end), 'or') or 'nothing'}"


def telling_attributes(grammar: Grammar) -> frozenset[str]:
    """The attributes with a fixed list of values in some element."""
    return frozenset(
        name
        for definition in grammar.definitions
        for leaf in patterns.leaves(definition.content)
        if leaf.kind is Kind.attribute and all(v.kind is Kind.value for v in patterns.leaves(leaf.parts[0]))
        for name in names(leaf)
    )


def definitions(letters: Iterable[Pattern]) -> Iterable[Definition]:
    """Letters of the automaton → the definitions of those that are elements."""
    return (leaf.definition for leaf in letters if leaf.definition is not None)


def names(leaf: Pattern) -> frozenset[str]:
    """The names that an element or attribute may bear, wild ones left out."""
    if leaf.definition is not None:
        return leaf.definition.name.names
    return leaf.name.names if leaf.name is not None else frozenset()


def words(leaves: Iterable[Pattern]) -> str:
    """What values may be, in words."""
    inner = (
        leaf for top in leaves for leaf in (patterns.values(top.parts[0]) if top.kind is Kind.list else (top,))
    )
    return listed(dict.fromkeys(leaf.datatype.words for leaf in inner if leaf.datatype is not None), "or")


def shown(value: str) -> str:
    """A value as it is quoted: not more of it than a person reads."""
    return f"“{value}”" if len(value) <= 40 else f"“{value[:39]}…”"


def listed(things: Iterable[str], last: str, most: int = 9) -> str:
    """`a, b or c`, at most some of them."""
    all_ = list(things)
    if len(all_) > most:
        all_ = [*all_[: most - 1], f"{len(all_) - most + 1} others"]
    return f"{', '.join(all_[:-1])} {last} {all_[-1]}" if len(all_) > 1 else "".join(all_)
