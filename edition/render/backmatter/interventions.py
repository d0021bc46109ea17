"""What the editors changed, and what the header says of their ways."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from edition.render.book import Book
from edition.render.dates import printed_days, span_of
from edition.render.units import Node
from edition.render.wording import marked
from edition.tei import XML_ID, tei
from edition.tei.views import PREFIX, UNREAD, Element, found_text, local, plain, read_text, targets


@dataclass(frozen=True, slots=True)
class Emendation:
    """An intervention of the editors: `text` as it stands in the edition after the words
    `before`, `remark` what it was in the source or what it is taken for. A correction is
    `called`: it has its entry in the apparatus."""

    id: str
    unit: Node
    kind: str
    text: str
    remark: str
    resp: str
    cert: str
    reason: str
    before: str = ""
    called: bool = True


MARKED = ("choice", "supplied", "surplus", "unclear", "date")
KINDS = ("改字", "改标点", "删字", "补字", "衍文", "存疑", "断日")
"""Kinds of interventions in the order in which they are counted."""


def list_emendations(book: Book) -> Iterator[Emendation]:
    """Every intervention in the text, in reading order, with the reason where the TEI gives one."""
    reasons = {
        e.get(XML_ID, ""): plain(e) for e in book.root.iterfind(".//t:list[@type='decisions']/t:item", PREFIX)
    }
    people = {
        e.get(XML_ID, ""): found_text(e, "t:name") or plain(e)
        for e in book.root.iter(tei("editor"), tei("respStmt"))
        if e.get(XML_ID)
    }
    for unit in book.units():
        for block in (*unit.heads, *unit.blocks):
            for element in block.iter(*map(tei, MARKED)):
                said = told(element, book)
                if said is None or any(local(e) in ("rdg", "sic", "fw") for e in element.iterancestors()):
                    continue
                corr = element.find("t:corr", PREFIX)
                by = corr if corr is not None else element
                decisions = targets(element.get("corresp") or by.get("corresp") or by.get("ana"))
                yield Emendation(
                    id=element.get(XML_ID, ""),
                    unit=unit,
                    kind=said[0],
                    text=said[1],
                    remark=said[2],
                    resp=people.get(by.get("resp", "").lstrip("#"), ""),
                    cert=by.get("cert", ""),
                    reason=next((reasons[d] for d in decisions if d in reasons), "").rstrip("。"),
                    before=words_before(element),
                    called=local(element) == "choice",
                )


def told(element: Element, book: Book) -> tuple[str, str, str] | None:
    """An element of an intervention → its kind, the text of the edition, a remark;
    None where it changes nothing."""
    say = book.say
    match local(element):
        case "choice":
            return told_correction(element, say)
        case "supplied":
            return "补字", marked(f"［{plain(element)}］", book.language), say("底本无，今补")
        case "surplus":
            return "衍文", marked(f"〈{plain(element)}〉", book.language), say("底本衍")
        case "unclear":
            return "存疑", plain(element), say("底本难以辨认，姑如此释读")
    first, last = span_of(element)
    if element.get("corresp") and first:
        return "断日", plain(element), say("定为{}").format(printed_days(first, last, book.language))
    return None


def told_correction(choice: Element, say: Callable[[str], str]) -> tuple[str, str, str] | None:
    """A `choice` of `sic` and `corr` → what was corrected into what; None for any other."""
    sic, corr = choice.find("t:sic", PREFIX), choice.find("t:corr", PREFIX)
    if sic is None or corr is None:
        return None
    wrong, right = plain(sic), plain(corr)
    if not wrong:
        return "补字", right, say("底本脱")
    kind = "删字" if not right else "改字" if re.search(r"\w", wrong + right) else "改标点"
    return kind, right or say("（删）"), say("底本作“{}”").format(wrong)


def count_emendations(emendations: Iterable[Emendation]) -> tuple[tuple[str, int], ...]:
    """Interventions → how many there are of each kind."""
    counts = Counter(emendation.kind for emendation in emendations)
    return tuple((kind, counts[kind]) for kind in KINDS if counts[kind])


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
