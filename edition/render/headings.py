"""The heading of a page: label, title, date, and what a unit is to others.

    node with its heads → `header`; units that it hangs together with → a line for each bond

In an EPUB the phrases of a title are kept together where a reading system breaks its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

from edition.render.blocks import parts_of
from edition.render.dates import BRACKETED
from edition.render.relations import Bond, told
from edition.render.setting import Notes
from edition.render.titles import follows_on, leads_on, words
from edition.render.units import Node
from edition.render.wording import is_chinese
from edition.render.writer import Writer
from edition.tei.views import Element, local, plain

FIRST: Bond = "prev"
"""The bond that is told before the text of a unit."""


def write_heading(writer: Writer, node: Node, level: int, ident: str = "") -> None:
    """The heads of a part, section or unit as one `header`; the main one bears the rank. A heading with an id
    of its own stands over several sections and is a `div`: a `header` in no section would be the banner of the
    page (ARIA in HTML). Without heads it is only the place to which links lead."""
    if not node.heads and not (node.number and writer.setting.numbered):
        if ident:
            with writer.element("div", ("id", ident)):
                pass
        return
    main = next((h for h in node.heads if h.get("type") == "main"), None)
    if main is None:
        main = next((h for h in node.heads if h.get("type") != "label"), next(iter(node.heads), None))
    with writer.element("div" if ident else "header", ("id", ident), ("class", f"head {node.kind}")):
        if node.number and writer.setting.numbered:
            with writer.element("p", ("class", "number")):
                writer.builder.data(str(node.number))
        for head in node.heads:
            role = "title" if head is main else (head.get("type") or "sub")
            with writer.element(f"h{min(level, 6)}" if head is main else "p", ("class", role)):
                write_head(writer, head)


def write_relations(writer: Writer, unit: Node, *, before: bool) -> None:
    """A quiet line for each bond of a unit with others: what it goes on from
    `before` its text, all else behind it."""
    own = [r for r in writer.setting.relations.get(unit.id, ()) if (r.bond == FIRST) == before]
    for bond, relations in told(own):
        with writer.element("p", ("class", "related")):
            with writer.element("span", ("class", "bond")):
                writer.builder.data(writer.setting.say(bond) + writer.setting.say("　"))
            for number, relation in enumerate(relations):
                if number:
                    writer.builder.data(writer.setting.say("；"))
                title = relation.unit.heading
                date = BRACKETED.search(title)
                with writer.element("a", ("href", writer.setting.href(relation.id)), ("class", "ref")):
                    if writer.setting.numbered:
                        writer.builder.data(f"{relation.unit.number}{writer.setting.say('　')}")
                    writer.builder.data(title[: date.start()] if date else title)
                    if date:
                        with writer.element("span", ("class", "whole")):
                            writer.builder.data(date[0])


def write_head(writer: Writer, head: Element) -> None:
    """A head; a date in brackets at its end is set apart, with the calls of notes behind it."""
    writer.within_head = True
    parts = list(parts_of(head))
    before, date, after = bracketed_date(parts) or (parts, [], [])
    if writer.setting.notes is Notes.FOOT:
        writer.run(before)
    else:
        write_title(writer, before)
    noted = all(not part.strip() if isinstance(part, str) else local(part) == "note" for part in after)
    if date:
        with writer.element("span", ("class", "when")):
            writer.run([*date, *after] if noted else date)
    if not (date and noted):
        writer.run(after)
    writer.within_head = False


def write_title(writer: Writer, parts: Sequence[str | Element]) -> None:
    """A title whose lines a reading system breaks: what stands before a colon and what follows it stay
    together, as do their phrases."""
    title, regest = after_colon(parts)
    if not regest:
        write_phrases(writer, title)
        return
    for kind, part in (("named", title), ("regest", regest)):
        with writer.element("span", ("class", kind)):
            write_phrases(writer, part)


def write_phrases(writer: Writer, parts: Sequence[str | Element]) -> None:
    """Parts of a title, each of their phrases in an element where they are Chinese and more than one."""
    groups = phrases_of(parts) if is_chinese(writer.setting.language) else []
    if len(groups) < 2:
        writer.run(parts)
        return
    for group in groups:
        alone = len(group) == 1 and not isinstance(group[0], str)
        with nullcontext() if alone else writer.element("span", ("class", "phrase")):
            writer.run(group)


# -- what a head is made of ------------------------------------------------------------------------------------


def bracketed_date(
    parts: Sequence[str | Element],
) -> tuple[list[str | Element], list[str | Element], list[str | Element]] | None:
    """The parts of a head that ends with （date）→ before, the bracketed date,
    after; None where it does not."""
    for number in range(1, len(parts) - 1):
        left, date, right = parts[number - 1 : number + 2]
        if (
            not isinstance(left, str)
            or not isinstance(right, str)
            or isinstance(date, str)
            or local(date) != "date"
        ):
            continue
        cut, skip = len(left.rstrip()) - 1, len(right) - len(right.lstrip()) + 1
        titled = number > 1 or left[:cut].strip()
        if titled and (left[cut : cut + 1] + right[skip - 1 : skip]) in ("（）", "()"):
            return (
                [*parts[: number - 1], left[:cut]],
                [left[cut:], date, right[:skip]],
                [right[skip:], *parts[number + 2 :]],
            )
    return None


def after_colon(parts: Sequence[str | Element]) -> tuple[list[str | Element], list[str | Element]]:
    """The parts of a head → up to its first colon, and what follows it."""
    for number, part in enumerate(parts):
        if isinstance(part, str) and "：" in part:
            cut = part.index("：") + 1
            rest = [part[cut:], *parts[number + 1 :]] if part[cut:].strip() else [*parts[number + 1 :]]
            return [*parts[:number], part[:cut]], rest
    return [*parts], []


def phrases_of(parts: Sequence[str | Element]) -> list[list[str | Element]]:
    """The parts of a Chinese head → the same in groups between which its lines may end: a name with its 电 or
    的, a 致 with its name, a note with what it is called by."""
    groups: list[list[str | Element]] = []
    for part in parts:
        for word in words(part) if isinstance(part, str) else [part]:
            told = word if isinstance(word, str) else "" if local(word) == "note" else plain(word)
            last = groups[-1][-1] if groups else ""
            if groups and (follows_on(told.strip()) or (isinstance(last, str) and leads_on(last.strip()))):
                groups[-1].append(word)
            else:
                groups.append([word])
    return groups
