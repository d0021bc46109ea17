"""Text in = text out: the words of the TEI on the pages, all of them and in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.check.epub import read_unit
from edition.check.pdf.leaves import NO_LETTER, Leaf
from edition.render.book import Book
from edition.render.relations import Relation, told
from edition.render.units import Node
from edition.report import Diagnostic, make
from edition.tei import tei

Turns = dict[str, list[tuple[int, int]]]
"""Id of a document → its pages, as indexes, each with the number of its letters before it."""
Relations = Mapping[str, Sequence[Relation]]
"""Id of a document → its relations to others."""
AGREEING = 8  # letters that show where a text goes on
SEE = re.compile("见第[0-9]+页|见本页[上下]文|p[0-9]+|above|below")
"""What the editors print behind a cross-reference, in letters: it is not in the TEI."""
BEGINNING = 48  # letters of a running head or note that may agree with the text of the next page


@dataclass(frozen=True, slots=True)
class WantedText:
    """The letters of a document, or of the head of a source, and the labels that are
    printed in it from attributes."""

    id: str
    letters: str
    labels: frozenset[str] = frozenset()


def check_words(
    texts: Iterable[WantedText], body: Sequence[Leaf], rests: dict[int, str], turns: Turns, name: str
) -> Iterator[Diagnostic]:
    """→ X052 where the letters of a document are not on the pages, in their order. `rests` receives what stands
    on each page besides the text, in letters, `turns` the pages of each document."""
    pages = [leaf.letters for leaf in body]
    page, at = 0, 0
    for text in texts:
        turned = turns.setdefault(text.id, [])
        place, missing = follow(text.letters, text.labels, pages, (page, at), rests, turned)
        if missing:
            yield make("X052", name, id=text.id, page=body[min(page, len(body) - 1)].label, wanted=missing)
            place = find_again(text.letters[-AGREEING:], pages, page) or (page, at)
        page, at = place
    if pages and page < len(pages):
        rests[page] = pages[page][at:]


def wanted_texts(book: Book, relations: Relations) -> Iterator[WantedText]:
    """Everything that the body shows, in its order."""
    from edition.render.backmatter import read_witnesses
    from edition.render.backmatter.sources import sigla_of

    sigla = sigla_of(read_witnesses(book))
    for node in book.walk():
        if node.kind == "source":
            yield WantedText(node.id, NO_LETTER.sub("", sigla.get(node.id, "") + node.title))
            continue
        heads, blocks = (
            [t for root in roots for t in read_unit(root, {})] for roots in (node.heads, node.blocks)
        )
        before, after = related(relations.get(node.id, ()))
        words = "".join((*heads, *before, *blocks, *after))
        yield WantedText(node.id, NO_LETTER.sub("", words), labels_of(node))


def related(relations: Iterable[Relation]) -> tuple[list[str], list[str]]:
    """What the page says of a document's relations to others, before its text and behind it."""
    sides: tuple[list[str], list[str]] = ([], [])
    for words, group in told(relations):
        sides[group[0].bond != "prev"].extend((words, *(relation.unit.heading for relation in group)))
    return sides


def labels_of(node: Node) -> frozenset[str]:
    """The labels that the pages print from attributes: the numbers of list items."""
    items = (item for root in node.blocks for item in root.iter(tei("item")))
    return frozenset(filter(None, (NO_LETTER.sub("", item.get("n", "")) for item in items)))


def follow(
    wanted: str,
    labels: frozenset[str],
    pages: Sequence[str],
    place: tuple[int, int],
    rests: dict[int, str],
    turned: list[tuple[int, int]],
) -> tuple[tuple[int, int], str]:
    """Find `wanted` from a place on: page after page, each as far as its text goes → the place
    behind it and, where it breaks off, the words that are missing. `turned` receives how many
    letters stand before each page."""
    page, at = place
    done = 0
    turned.append((0, page))
    while done < len(wanted):
        step = count_agreeing(pages[page][at:], wanted[done:])
        done, at = done + step, at + step
        if done == len(wanted):
            break
        label = next((known for known in labels if pages[page].startswith(known, at)), "")
        if label:
            at += len(label)
            continue
        see = next(seen_before(pages[page], at), None)
        if see and see.end() > at and at - see.start() <= done:
            done, at = done - (at - see.start()), see.end()
            continue
        over = next_page(wanted, done, labels, pages, (page, at))
        if over is None:
            return (page, at), wanted[done : done + 12]
        back, following, start = over
        done, at = done - back, at - back
        rests[page] = pages[page][at:]
        page, at = following, start
        turned.append((done, page))
    return (page, at), ""


def seen_before(page: str, at: int) -> Iterator[re.Match[str]]:
    """The page of a cross-reference that stands at a place or was begun to be taken for the
    text there, which may go on alike."""
    for start in range(at, max(-1, at - 4), -1):
        found = SEE.match(page, start)
        if found:
            yield found


def next_page(
    wanted: str, done: int, labels: frozenset[str], pages: Sequence[str], place: tuple[int, int]
) -> tuple[int, int, int] | None:
    """Where a text goes on after a page: how many letters were taken from a note that happens to begin alike,
    the number of the page, and how many letters of a label it begins with; None where it does not go on."""
    page, at = place
    for following in range(page + 1, min(page + 4, len(pages))):
        starts = [0, *(len(label) for label in labels if pages[following].startswith(label))]
        for back in range(min(BEGINNING, done, at) + 1):
            for start in starts:
                if begins(pages[following], start, wanted[done - back : done - back + AGREEING]):
                    return back, following, start
        if pages[following]:
            return None
    return None


def begins(page: str, start: int, wanted: str) -> bool:
    """Whether a page goes on with some words, among which the page of a cross-reference may stand."""
    if page.startswith(wanted, start):
        return True
    see = SEE.search(page, start, start + 2 * AGREEING)
    return see is not None and f"{page[start : see.start()]}{page[see.end() :][:AGREEING]}".startswith(wanted)


def count_agreeing(one: str, other: str) -> int:
    """How many characters two texts have in common from their beginning."""
    return next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def find_again(end: str, pages: Sequence[str], page: int) -> tuple[int, int] | None:
    """Where a lost text ends, to go on behind it."""
    for number in range(page, len(pages)):
        at = pages[number].find(end)
        if at >= 0:
            return number, at + len(end)
    return None
