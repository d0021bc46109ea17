"""An apparatus that stands apart from its text, brought to the words it is about: parallel segmentation
is the form that the pages know.

Source: TEI P5 13.2 (linking the apparatus to the text): the location-referenced and the
double-end-point-attached method.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from edition.report import Diagnostic, make
from edition.tei import tei
from edition.tei.foreign.notes import detach, insert_after, loose
from edition.tei.views import Element, by_id, id_of, line_of, local, plain, targets
from edition.tei.witness import siglum

APART = frozenset({"listApp", "div", "back", "body", "standOff", "noteGrp", "listAnnotation"})
"""What an entry stands in that is not at its words."""
WHOLE = frozenset(
    {"p", "ab", "l", "lg", "div", "head", "seg", "w", "s", "item", "phr", "cl", "quote", "sp", "u"}
)
PARTS = re.compile(r"[.,:;\s]+")
BLANK = re.compile(r"\s+")
HOMES = ("listApp", "p", "div", "noteGrp", "listAnnotation")
"""What may be left empty when its entries have gone."""
ATTACHED = ("location-referenced", "double-end-point")
"""The methods by which no entry stands in the place of its words (`variantEncoding`)."""
READ = ("rdg", "lem")
WITNESSED = ("wit", "witDetail")


def place_apparatus(root: Element, file: str) -> Iterator[Diagnostic]:
    """Groups of readings are dissolved; entries that stand apart go to their words → X037 for each whose words
    are not found, which is printed in words, where it stands."""
    for group in list(root.iter(tei("rdgGrp"))):
        dissolve(group)
    attached = any(e.get("method") in ATTACHED for e in root.iter(tei("variantEncoding")))
    entries = [app for app in root.iter(tei("app")) if stands_apart(app, attached=attached)]
    if entries:
        named, numbered = by_id(root), by_number(root)
        sigla = {id_of(w): siglum(w) for w in root.iter(tei("witness"))}
        homes = {home: None for app in entries for home in app.iterancestors(*map(tei, HOMES))}
        for app in entries:
            if settle(app, named, numbered):
                for key in ("from", "to"):
                    app.attrib.pop(key, "")
            else:
                yield make("X037", file, (line_of(app), 1), lemma=lemma_of(app) or app.get("loc", "") or "?")
                spell_out(app, sigla)
        for home in homes:
            if emptied(home):
                detach(home)
    for app in root.iter(tei("app")):
        tell_witnesses(app)


def by_number(root: Element) -> dict[str, list[Element]]:
    """The elements that a reference by numbers can mean, by their `@n`."""
    numbered: dict[str, list[Element]] = {}
    for element in root.iter(*map(tei, WHOLE)):
        if number := element.get("n"):
            numbered.setdefault(number, []).append(element)
    return numbered


def stands_apart(app: Element, *, attached: bool) -> bool:
    """Whether an entry is not at its words: it stands among others, or says where it belongs; `attached`
    where the file says that all do."""
    parent = app.getparent()
    if parent is None or next(app.iterancestors(tei("app")), None) is not None:
        return False
    return attached or local(parent) in APART or bool(app.get("from") or (app.get("loc") and not given(app)))


def given(app: Element) -> bool:
    """Whether an entry has a lemma of its own, which then stands in the text."""
    return next(app.iterchildren(tei("lem")), None) is not None


def lemma_of(app: Element) -> str:
    """The words of an entry's lemma, or ""."""
    return next((plain(lemma) for lemma in app.iterchildren(tei("lem"))), "")


def settle(app: Element, named: Mapping[str, Element], numbered: Mapping[str, Sequence[Element]]) -> bool:
    """Bring an entry to its words → whether they were found."""
    first = next((named[t] for t in targets(app.get("from")) if t in named), None)
    last = next((named[t] for t in targets(app.get("to")) if t in named), None)
    if first is not None and (last is not None or is_point(first)):
        return wrap_between(app, first, app if last is None else last)
    if first is not None:
        return wrap_all(app, first) or wrap_words(app, [first])
    return wrap_words(app, located(app.get("loc", ""), numbered))


def located(loc: str, numbered: Mapping[str, Sequence[Element]]) -> list[Element]:
    """A reference such as 2.7 → the elements numbered 7 inside one numbered 2."""
    parts = [part for part in PARTS.split(loc) if part]
    found = list(numbered.get(parts[-1], ())) if parts else []
    for part in parts[:-1]:
        within = [e for e in found if any(a.get("n") == part for a in e.iterancestors())]
        found = within or found
    return found


def wrap_between(app: Element, first: Element, last: Element) -> bool:
    """Two anchors of one parent, or an element and itself: what stands between becomes the lemma; an entry
    whose ends lie in different elements becomes a note at its end."""
    parent = first.getparent()
    if first is last:
        return wrap_all(app, first)
    ends = last.getparent() is parent and is_point(first) and (last is app or is_point(last))
    if parent is None or not ends or parent.index(last) < parent.index(first):
        return False
    start, stop = parent.index(first), parent.index(last)
    moved = list(parent)[start + 1 : stop]
    lemma = given_lemma(app)
    text, first.tail = first.tail or "", None
    words = BLANK.sub("", text + "".join(plain(e) + (e.tail or "") for e in moved))
    if not agrees(plain(lemma), words):
        first.tail = text
        return False
    fill(lemma, text, moved)
    detach(app)
    insert_after(first, app)
    return True


def is_point(element: Element) -> bool:
    """Whether an element marks a place and holds nothing."""
    return not len(element) and not (element.text or "").strip()


def wrap_all(app: Element, element: Element) -> bool:
    """The whole content of an element becomes the lemma, where that is what the entry's lemma says."""
    lemma = given_lemma(app)
    said = BLANK.sub("", plain(lemma))
    if not said or said != BLANK.sub("", plain(element)) or element is app.getparent():
        return False
    fill(lemma, element.text or "", list(element))
    element.text = None
    detach(app)
    element.insert(0, app)
    return True


def wrap_words(app: Element, places: Sequence[Element]) -> bool:
    """The words of the lemma, where they stand exactly once in one of the places and in one run of text."""
    lemma = given_lemma(app)
    words = plain(lemma)
    if not words:
        return False
    own = set(app.iter(etree.Element))
    runs = [(e, at) for place in places for e, at in occurrences(place, words, own)]
    if len(runs) != 1:
        return False
    (holder, kind), at = runs[0]
    run = (holder.text if kind == "text" else holder.tail) or ""
    fill(lemma, run[at : at + len(words)], [])
    detach(app)
    app.tail = run[at + len(words) :] or None
    if kind == "text":
        holder.text = run[:at]
        holder.insert(0, app)
    else:
        holder.tail = run[:at]
        parent = holder.getparent()
        if parent is None:
            return False
        parent.insert(parent.index(holder) + 1, app)
    return True


def occurrences(place: Element, words: str, own: set[Element]) -> Iterator[tuple[tuple[Element, str], int]]:
    """Where words stand as whole words in the runs of text of an element."""
    pattern = re.compile(
        rf"(?<![^\W\d_]){re.escape(words)}(?![^\W\d_])" if words.isascii() else re.escape(words)
    )
    for element in place.iter(etree.Element):
        if element in own or local(element) in ("rdg", "note"):
            continue
        for found in pattern.finditer(element.text or ""):
            yield (element, "text"), found.start()
        if element is not place:
            for found in pattern.finditer(element.tail or ""):
                yield (element, "tail"), found.start()


def given_lemma(app: Element) -> Element:
    """The `lem` of an entry; one without gets an empty one."""
    found = next(app.iterchildren(tei("lem")), None)
    if found is None:
        found = app.makeelement(tei("lem"))
        app.insert(0, found)
    return found


def agrees(said: str, words: str) -> bool:
    """Whether a lemma, perhaps shortened (“first … last”), says the words of the
    text; one that says nothing does."""
    parts = [BLANK.sub("", part) for part in re.split(r"…+|\.\.\.+|〜|～", said) if part.strip()]
    if not parts:
        return True
    if len(parts) == 1:
        return parts[0] == words
    return words.startswith(parts[0]) and words.endswith(parts[-1])


def fill(lemma: Element, text: str, moved: Sequence[Element]) -> None:
    """Give a lemma the words of the text itself, with all that is encoded in them."""
    for child in list(lemma):
        lemma.remove(child)
    lemma.text = text
    lemma.extend(moved)


def spell_out(app: Element, sigla: Mapping[str, str]) -> None:
    """An entry without a place → a paragraph that says it in words: where, lemma］reading
    siglum；…; in the line, a note."""
    parent = app.getparent()
    block = parent is not None and (local(parent) in APART or not loose(parent))
    lemma, told = app.makeelement(tei("seg")), []
    for child in list(app):
        app.remove(child)
        if local(child) in ("lem", "rdg"):
            witnesses = " ".join(sigla.get(t, t) for t in targets(child.get("wit"))) or child.get("wit", "")
            if local(child) == "lem":
                lemma = child
            else:
                child.tail = f" {witnesses}" if witnesses else ""
                told.append(child)
        else:
            child.tail = ""
            told.append(child)
    where = app.get("loc", "")
    app.text = f"{where} " if where else ""
    for key in ("from", "to", "loc"):
        app.attrib.pop(key, "")
    app.tag = tei("ab" if block else "note")
    app.set("type", "apparatus")
    for number, child in enumerate((lemma, *told)):
        if local(child) in READ:
            child.tag = tei("seg")
        if number == 0:
            child.tail = "］"
        elif number < len(told):
            child.tail = (child.tail or "") + "；"
        app.append(child)


def dissolve(group: Element) -> None:
    """A group of readings → its readings, in its place."""
    parent = group.getparent()
    if parent is None:
        return
    at = parent.index(group)
    for number, child in enumerate(list(group)):
        if group.get("type") and not child.get("type"):
            child.set("type", group.get("type", ""))
        parent.insert(at + number, child)
    detach(group)


def tell_witnesses(app: Element) -> None:
    """`wit` and `witDetail` beside the readings → words behind the reading they are
    about; a note of the entry too."""
    for child in list(app):
        name = local(child)
        before = child.getprevious()
        if name not in (*WITNESSED, "note") or before is None or local(before) not in READ or not plain(child):
            continue
        parent_tail, child.tail = child.tail, None
        app.remove(child)
        target = last_reading(app, before)
        glue = target.getparent() is not None and (plain(target) or len(target))
        child.tag = tei("seg")
        space = target.makeelement(tei("seg"))
        space.text = "（" if name != "wit" else " "
        child.tail = "）" if name != "wit" else None
        if glue or name == "wit":
            target.append(space)
        target.append(child)
        before.tail = (
            (before.tail or "") + (parent_tail or "") if parent_tail and parent_tail.strip() else before.tail
        )


def last_reading(app: Element, before: Element) -> Element:
    """Where a remark goes: to the reading before it, of a lemma to the first of the readings."""
    if local(before) == "rdg":
        return before
    return next(app.iterchildren(tei("rdg")), before)


def emptied(home: Element) -> bool:
    """Whether what held an apparatus has nothing left but its head."""
    kept = (
        "".join(map(str, e.itertext())).strip() for e in home.iterchildren(etree.Element) if local(e) != "head"
    )
    return home.getparent() is not None and not loose(home) and not any(kept)
