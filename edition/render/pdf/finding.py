"""Page numbers for the indexes and lists, and the marks by which they become links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markupsafe import Markup

from edition.render.backmatter import Mention
from edition.render.pdf.locators import Locator, locators
from edition.render.pdf.marks import Mark, Marks
from edition.render.wording import say

BOLD = Markup(' class="principal"')


@dataclass(frozen=True, slots=True)
class Lookup:
    """Page numbers of the body for what stands behind and before it; `keys` collects the links that they
    become. In a `plain` book, whose boxes nobody can look into, they are ordinary links."""

    page_of: Mapping[str, int]
    language: str
    plain: bool = False
    keys: dict[str, Mapping[int, str]] = field(default_factory=dict)

    def locators(self, mentions: Iterable[Mention]) -> Markup:
        """Mentions → their pages as they are printed, 3、5—7, in an element
        that `link_locators` finds again."""
        pages: list[Locator] = []
        first: dict[int, str] = {}
        for mention in mentions:
            ident = mention.id if mention.id in self.page_of else mention.block
            page = self.page_of.get(ident)
            if page is not None:
                pages.append(Locator(page, page, mention.sign, mention.principal))
                first.setdefault(page, ident)
        ranges = locators(pages)
        comma = say("、", self.language)
        if self.plain:
            links = (
                Markup('<a href="#{}"{}>{}</a>').format(
                    first[r.first], BOLD if r.principal else "", r.printed(self.language)
                )
                for r in ranges
            )
            return Markup(comma).join(links)
        key = str(len(self.keys))
        self.keys[key] = first
        told = Markup(comma).join(
            Markup("<b>{}</b>" if r.principal else "{}").format(r.printed(self.language)) for r in ranges
        )
        return Markup('<span data-locators="{}">{}</span>').format(key, told)

    def label(self, ident: str) -> str:
        """The page of an id as it is printed, "" where it is nowhere."""
        page = self.page_of.get(ident)
        return "" if page is None else str(page)


def mark_locators(tree: Element, lookup: Lookup) -> Marks:
    """The page numbers in an index → marks of them, each with the id of the first place that it stands for."""
    marks: Marks = {}
    for element in tree.iter("span"):
        first = lookup.keys.get(element.attrib.pop("data-locators", ""))
        if first is not None:
            for part in (element, *element.iter("b")):
                own = "".join([part.text or "", *(child.tail or "" for child in part)])
                marks[part] = [
                    Mark(number.start(), len(number[0]), first[int(number[0])])
                    for number in re.finditer(r"\d+", own)
                ]
    return marks
