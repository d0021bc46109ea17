"""What the editors changed, and what the header says of their ways."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from edition.render.book import Book, Node
from edition.tei import XML_ID, tei
from edition.tei.views import PREFIX, UNREAD, Element, found_text, local, plain, read_text


@dataclass(frozen=True, slots=True)
class Emendation:
    """A correction of the editors; `before` are the words that it follows."""

    id: str
    unit: Node
    wrong: str
    right: str
    resp: str
    cert: str
    reason: str
    before: str = ""


def list_emendations(book: Book) -> Iterator[Emendation]:
    """Every correction in the text, in reading order, with the reason where the TEI gives one."""
    reasons = {
        e.get(XML_ID, ""): plain(e) for e in book.root.iterfind(".//t:list[@type='decisions']/t:item", PREFIX)
    }
    people = {
        e.get(XML_ID, ""): found_text(e, "t:name") or plain(e)
        for e in book.root.iter(tei("editor"), tei("respStmt"))
    }
    for unit in book.units():
        for block in (*unit.heads, *unit.blocks):
            for choice in block.iter(tei("choice")):
                sic, corr = choice.find("t:sic", PREFIX), choice.find("t:corr", PREFIX)
                if sic is None or corr is None:
                    continue
                ident = choice.get(XML_ID, "")
                decision = (choice.get("corresp") or corr.get("corresp") or corr.get("ana") or "").lstrip("#")
                resp = corr.get("resp", "").lstrip("#")
                yield Emendation(
                    ident,
                    unit,
                    plain(sic),
                    plain(corr),
                    people.get(resp, ""),
                    corr.get("cert", ""),
                    reasons.get(decision, ""),
                    words_before(choice),
                )


def words_before(element: Element, length: int = 6) -> str:
    """The last characters that a reader sees before an element, inside its paragraph."""
    text = ""
    while len(text) < length and local(element) not in ("p", "item", "head", "note", "div", "cell"):
        previous = element.getprevious()
        if previous is not None:
            seen = "" if local(previous) in UNREAD else "".join(read_text(previous))
            text = seen + (previous.tail or "") + text
            element = previous
            continue
        parent = element.getparent()
        if parent is None:
            break
        text = (parent.text or "") + text
        element = parent
    return re.sub(r"\s+", " ", text)[-length:].lstrip("，。、；：！？”’）》 ")


def read_declarations(root: Element) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The paragraphs of the header that a reader should know: ("project" | "editorial", paragraphs)."""
    for name, path in (("project", "projectDesc"), ("editorial", "editorialDecl")):
        found = root.find(f"t:teiHeader/t:encodingDesc/t:{path}", PREFIX)
        texts = () if found is None else tuple(filter(None, (plain(p) for p in found.iter(tei("p")))))
        if texts:
            yield name, texts
