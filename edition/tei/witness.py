"""Another witness's text: its readings come into the line, what the base reads goes into the apparatus.

    TEI tree, the siglum or id of a witness → the same tree, following that witness

Where a passage is not collated, or the witness has no reading of its own, the text stays as it
is. Follows TEI chapter TC (critical apparatus, parallel segmentation); `app/@to` names the
anchor up to which an omission reaches.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

from lxml import etree

from edition.tei import tei
from edition.tei.views import PREFIX, UNREAD, Element, found_text, id_of, local, plain, targets

HELD = frozenset(map(tei, ("note", "anchor", "pb")))
"""What stays where it stands when the words around it go: notes with a place,
ends of omissions, page breaks."""
BLOCKS = frozenset(
    {"p", "ab", "item", "l", "head", "speaker", "salute", "signed", "dateline", "addrLine", "cell", "byline"}
)
"""Elements that hold one paragraph or line of text."""
PARAGRAPHS = tuple(map(tei, ("p", "ab", "item", "l")))
TEXT = (*PARAGRAPHS, tei("speaker"))
"""Where an entry of the apparatus finds a new place."""
LONGEST = 60
"""An omission of more characters is told by its first and last words and its
length: the base's book has it all."""
SHOWN = 12
BRIEF = 6
"""Characters of a siglum, at most."""


def find_witness(root: Element, name: str) -> Element | None:
    """A witness asked for by its siglum, its id or the id of its source → its `witness` element."""
    for witness in root.iter(tei("witness")):
        pointers = targets(witness.get("corresp")) + targets(witness.get("source"))
        if name in (id_of(witness), *pointers, *sigla(witness)):
            return witness
    return None


def sigla(witness: Element) -> Iterator[str]:
    """A `witness` → the sigla that it gives for itself."""
    yield from filter(None, (witness.get("n", ""), found_text(witness, "t:abbr")))


def siglum(witness: Element) -> str:
    """A `witness` → its siglum, or its own words where they are one (【宋】), else its id."""
    words = plain(witness)
    return next(sigla(witness), words if 0 < len(words) <= BRIEF else id_of(witness))


def follow_witness(root: Element, witness: str) -> None:
    """The id of a witness: every entry of the apparatus where it differs from the
    lemma is turned round, in place."""
    for app in list(root.iter(tei("app"))):
        reading = next((r for r in app.iterchildren(tei("rdg")) if witness in targets(r.get("wit"))), None)
        if (
            reading is None
            or reading is first_reading(app)
            or next(app.iterancestors(tei("rdg")), None) is not None
        ):
            continue
        end = end_of(app)
        turn(app, reading)
        if end is not None:
            omit(app, end)
            del app.attrib["to"]
        else:
            leave_empty(app)
        if begins_block(app):
            widen(app)


def end_of(app: Element) -> Element | None:
    """Where the readings of an entry end, if that is an anchor behind it."""
    to = app.get("to", "").removeprefix("#")
    following = cast("list[Element]", app.xpath("following::t:anchor", namespaces=PREFIX)) if to else []
    return next((e for e in following if id_of(e) == to), None)


def first_reading(app: Element) -> Element | None:
    """What stands in the text: the lemma, or without one the first reading."""
    return next((e for name in ("lem", "rdg") for e in app if local(e) == name), None)


def turn(app: Element, reading: Element) -> None:
    """Make `reading`, and every reading of the same words, the lemma; the lemma
    becomes the first of the readings."""
    lemma = first_reading(app)
    same = [r for r in app.iterchildren(tei("rdg")) if r is not lemma and plain(r) == plain(reading)]
    reading.set("wit", " ".join(r.get("wit", "") for r in (reading, *(r for r in same if r is not reading))))
    kind = reading.attrib.pop("type", "")
    reading.tag = tei("lem")
    for other in same:
        app.remove(other)
    app.insert(0, reading)
    reading.tail = None
    if lemma is not None:
        lemma.tag = tei("rdg")
        lemma.set("type", "substantive" if kind == "lacuna" else kind)
        place_after(app, take_held(lemma))


def omit(app: Element, end: Element) -> None:
    """Take out all text from an entry of the apparatus to the anchor where its omission ends; the first of its
    other readings, which is the base's, tells what it was."""
    removed = list(cut_between(app, end))
    told = next(app.iterchildren(tei("rdg")), None)
    if told is not None:
        retell(told, "".join([plain(told), *(words_of(each) for each in removed)]))
    held = [e for each in removed if isinstance(each, etree._Element) for e in take_held(each)]
    start, stop = block_of(app), block_of(end)
    if not plain(start):
        app = move(app, start, end)
    place_after(app, held)
    for block in {id(block): block for block in (start, stop)}.values():
        drop_empty(block)


def leave_empty(app: Element) -> None:
    """An entry that was all its block had, and of which nothing is read any more, goes to the
    block before; its own is left out."""
    block = block_of(app)
    if block.tag in PARAGRAPHS and not plain(block):
        move(app, block, app)
        drop_empty(block)


def cut_between(start: Element, end: Element) -> Iterator[Element | str]:
    """Remove what stands between two elements in document order, without them and what they stand in → the
    elements and texts removed, in order."""
    above = [start, *start.iterancestors()]
    common = next(e for e in end.iterancestors() if e in above)
    top = next((e for e in (end, *end.iterancestors()) if e.getparent() is common), end)
    step = start
    while step.getparent() is not common:
        yield from cut_after(step, None)
        step = step.getparent()  # type: ignore[assignment]
    yield from cut_after(step, top)
    for holder in reversed(
        [e for e in (end, *end.iterancestors()) if e is not common and common in e.iterancestors()]
    ):
        parent = holder.getparent()
        if parent is None or parent is common:
            continue
        text, parent.text = parent.text or "", None
        yield text
        for child in list(parent)[: parent.index(holder)]:
            yield from remove(child)


def cut_after(element: Element, stop: Element | None) -> Iterator[Element | str]:
    """Remove what follows an element inside its parent, up to a sibling or to the end."""
    text, element.tail = element.tail or "", None
    yield text
    for sibling in list(element.itersiblings()):
        if sibling is stop:
            return
        yield from remove(sibling)


def remove(element: Element) -> Iterator[Element | str]:
    """Take an element out of its parent → the element, then the text that followed it."""
    parent = element.getparent()
    tail, element.tail = element.tail or "", None
    if parent is not None:
        parent.remove(element)
    yield element
    yield tail


def words_of(removed: Element | str) -> str:
    """What was removed → its words; white space between paragraphs is none."""
    text = plain(removed) if isinstance(removed, etree._Element) else removed
    return text if text.strip() else ""


def retell(reading: Element, text: str) -> None:
    """Give a reading these words; many of them by the first, the last and their number."""
    for child in list(reading):
        reading.remove(child)
    long = len(text) > LONGEST
    reading.text = f"{text[:SHOWN]}……{text[-SHOWN:]}（共{len(text)}字）" if long else text


def take_held(element: Element) -> list[Element]:
    """Take the notes, anchors and page breaks out of an element, or the element itself if it is one."""
    if element.tag in HELD:
        return [element] if element.tag != tei("note") or element.get("place") else []
    held = [e for e in element.iter(*HELD) if e.tag != tei("note") or e.get("place")]
    outer = [e for e in held if not any(a in held for a in e.iterancestors())]
    for each in outer:
        keep_tail(each)
    return outer


def keep_tail(element: Element) -> None:
    """Take an element out of its parent and leave the text behind it there."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def place_after(element: Element, others: Sequence[Element]) -> None:
    """Put elements behind another one, before the text that follows it."""
    for other in reversed(others):
        tail, element.tail = element.tail, None
        element.addnext(other)
        other.tail = tail


def block_of(element: Element) -> Element:
    """The paragraph or line that an element stands in, else its parent."""
    ancestors = list(element.iterancestors())
    return next((e for e in ancestors if local(e) in BLOCKS), ancestors[0])


def move(app: Element, emptied: Element, end: Element) -> Element:
    """An entry whose block has lost all its words → the same where the omission ends, else at the end of the
    block before, else at the start of the next."""
    stop = block_of(end)
    if stop is not emptied and plain(stop):
        keep_tail(app)
        end.addprevious(app)
        return app
    document = next(emptied.iterancestors(tei("div"), tei("floatingText")), None)
    near = [e for e in document.iter(*TEXT) if e is emptied or plain(e)] if document is not None else []
    place = next((n for n, e in enumerate(near) if e is emptied), len(near))
    keep_tail(app)
    if place:
        near[place - 1].append(app)
    elif len(near) > 1:
        app.tail, near[1].text = near[1].text, None
        near[1].insert(0, app)
    else:
        emptied.append(app)
    return app


def drop_empty(block: Element) -> None:
    """Remove a block that has no words and no elements of weight left, and what only held it."""
    while (
        block.getparent() is not None
        and not plain(block)
        and next(block.iter(tei("app"), tei("note")), None) is None
    ):
        if local(block) not in BLOCKS | {"sp", "list", "lg"}:
            return
        parent = block.getparent()
        place_after(block, take_held(block))
        keep_tail(block)
        if parent is not None:
            block = parent


def begins_block(app: Element) -> bool:
    """Whether nothing is read before an entry in its paragraph or line."""
    block, element = block_of(app), app
    while element is not block and (parent := element.getparent()) is not None:
        before = list(element.itersiblings(preceding=True))
        if (parent.text or "").strip() or any((e.tail or "").strip() or is_read(e) for e in before):
            return False
        element = parent
    return True


def is_read(element: Element) -> bool:
    """Whether an element shows any words in the line."""
    return local(element) not in UNREAD and bool(plain(element))


def widen(app: Element) -> None:
    """An entry whose lemma is empty takes the character or the name behind it into all its readings: no call
    begins a line, and the reader sees what the other reading stands before."""
    lemma = first_reading(app)
    if lemma is None or plain(lemma):
        return
    held = list(take_next(app))
    following, text, taken = app.getnext(), (app.tail or "").lstrip(), ""
    if text:
        lemma.text = taken = text[0]
        app.tail = text[1:]
    elif following is not None and is_read(following):
        taken, app.tail, following.tail = plain(following), following.tail, None
        lemma.append(following)
    place_after(app, held)
    for other in app.iterchildren(tei("rdg")):
        last = next(other.iterchildren(reversed=True), None)
        if last is None:
            other.text = (other.text or "") + taken
        else:
            last.tail = (last.tail or "") + taken


def take_next(app: Element) -> Iterator[Element]:
    """Take away the notes and marks that follow an entry with no words between."""
    parent = app.getparent()
    while (following := app.getnext()) is not None and following.tag in HELD and not (app.tail or "").strip():
        app.tail, following.tail = following.tail, None
        if parent is not None:
            parent.remove(following)
        yield following
