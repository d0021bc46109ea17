"""Numbers of notes, written in when the pages are known: from ① and from ⓐ on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from edition.render.pdf.composer import Composer
from edition.render.pdf.notes import is_apparatus, is_continued
from edition.render.pdf.printed import Printed, printed
from edition.render.pdf.weasy import add_link

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERS = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"


class Numbered(NamedTuple):
    """The number that a note has and the page on which it has it."""

    mark: str
    page: int


Numbers = Mapping[str, Numbered | None]


def number_notes(
    pages: Sequence[Any], composer: Composer, first: int, elsewhere: Numbers
) -> tuple[dict[str, Numbered], dict[str, Numbered | None]]:
    """Number the notes of each page from ① and its apparatus from ⓐ, and link calls and notes both ways. `first` is the
    number of the first page; `elsewhere` are notes on other pages → the numbers of the notes on these, and what second
    calls asked of `elsewhere`."""
    numbers: dict[Element, str] = {}
    by_id: dict[str, Numbered] = {}
    for number, page in enumerate(pages, first):
        counts = {CIRCLED: 0, LETTERS: 0}
        for text in printed(page):
            note = text.element
            if text.tag.endswith("::footnote-call") and not is_continued(note):
                series = LETTERS if is_apparatus(note) else CIRCLED
                mark = series[min(counts[series], len(series) - 1)]
                counts[series] += 1
                numbers[note] = mark
                by_id[note.get("id", "")] = Numbered(mark, number)
                text.rewrite(composer, f"\u2060{mark}")
                connect(page, text, note.get("id", ""), f"{note.get('id')}.call")
            elif text.tag.endswith("::footnote-marker") and note in numbers:
                joiner = "\u2060" if is_apparatus(note) else ""
                text.rewrite(composer, numbers[note] + joiner)
                connect(page, text, f"{note.get('id')}.call", "")
    return by_id, number_second_calls(pages, composer, first, (by_id, elsewhere))


def number_second_calls(
    pages: Sequence[Any], composer: Composer, first: int, known: tuple[Numbers, Numbers]
) -> dict[str, Numbered | None]:
    """Write the number, and the page where it is another, into the notes that only name another note → those of them that
    were asked of the second of `known`."""
    here, elsewhere = known
    asked: dict[str, Numbered | None] = {}
    for number, page in enumerate(pages, first):
        for text in printed(page):
            target = text.element.get("data-note")
            if target and "::" not in text.tag:
                if target not in here:
                    asked[target] = elsewhere.get(target)
                mark, where = here.get(target) or elsewhere.get(target) or Numbered("", 0)
                text.rewrite(composer, f"同注{mark}。" if where == number else f"同第{where}页注{mark}。")
    return asked


def connect(page: Any, text: Printed, target: str, name: str) -> None:
    """Link a text on a page to an anchor, and make it an anchor of its own where it has a name."""
    box = (text.x, text.y, text.x + text.width, text.y + text.height)
    if target.strip(".cal"):
        add_link(page, target, box, text.box)
    if name:
        page.anchors.setdefault(name, box)
