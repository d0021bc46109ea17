"""Numbers of notes, written in when the pages are known: from ① and from ⓐ on every page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from edition.render.pdf.composer import Composer
from edition.render.pdf.notes import is_apparatus, is_continued
from edition.render.pdf.printed import Printed, printed

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
LETTERS = "ⓐⓑⓒⓓⓔⓕⓖⓗⓘⓙⓚⓛⓜⓝⓞⓟⓠⓡⓢⓣⓤⓥⓦⓧⓨⓩⒶⒷⒸⒹⒺⒻⒼⒽⒾⒿⓀⓁⓂⓃⓄⓅⓆⓇⓈⓉⓊⓋⓌⓍⓎⓏ"


def number_notes(pages: Sequence[Any], composer: Composer, page_of: Mapping[str, int]) -> None:
    """Number the notes of each page from ① and its apparatus from ⓐ, and link calls and notes both ways."""
    numbers: dict[Element, tuple[str, int]] = {}
    by_id: dict[str, tuple[str, int]] = {}
    for index, page in enumerate(pages):
        counts = {CIRCLED: 0, LETTERS: 0}
        for text in printed(page):
            note = text.element
            if text.tag.endswith("::footnote-call") and not is_continued(note):
                series = LETTERS if is_apparatus(note) else CIRCLED
                mark = series[min(counts[series], len(series) - 1)]
                counts[series] += 1
                numbers[note] = by_id[note.get("id", "")] = (mark, index)
                text.rewrite(composer, f"\u2060{mark}")
                connect(page, text, note.get("id", ""), f"{note.get('id')}.call")
            elif text.tag.endswith("::footnote-marker") and note in numbers:
                joiner = "\u2060" if is_apparatus(note) else ""
                text.rewrite(composer, numbers[note][0] + joiner)
                connect(page, text, f"{note.get('id')}.call", "")
    for index, page in enumerate(pages):
        for text in printed(page):
            target = text.element.get("data-note")
            if target and "::" not in text.tag:
                mark, where = by_id.get(target, ("", -1))
                text.rewrite(composer, f"同注{mark}。" if where == index else f"同第{where + 1}页注{mark}。")


def connect(page: Any, text: Printed, target: str, name: str) -> None:
    """Link a text on a page to an anchor, and make it an anchor of its own where it has a name."""
    box = (text.x, text.y, text.x + text.width, text.y + text.height)
    if target.strip(".cal"):
        page.links.append(("internal", target, box, text.box))
    if name:
        page.anchors.setdefault(name, box)
