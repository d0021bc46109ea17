"""Ids for everything that a link can lead to, as far as the file gives none (TEI att.global, `@xml:id`)."""

from __future__ import annotations

from lxml import etree

from edition.render.blocks import HOLDERS
from edition.tei import XML_ID
from edition.tei.views import Element, local

OWNERS = HOLDERS | {"TEI", "div", "p", "item", "note"}
"""Elements by which the ids of what stands in them begin."""
ADDRESSED = OWNERS | {
    *("titlePage", "figure", "floatingText", "app", "choice", "supplied", "surplus", "unclear"),
    *("date", "ref", "persName", "placeName", "orgName", "name", "rs", "title"),
}
"""Elements that a link, an index or a list of the editors' work can lead to."""


def supply_ids(root: Element) -> None:
    """Give every element that links can point to an `xml:id`: its nearest ancestor's,
    its name and its number there.

    Ids that stand in the file are kept; the supplied ones live in memory only and
    depend on nothing but the file.
    """
    taken = {value for element in root.iter() if (value := element.get(XML_ID))}
    owner = {root: root.get(XML_ID) or "tei"}
    counts: dict[tuple[str, str], int] = {}
    for element in root.iter(etree.Element):
        parent = element.getparent()
        inherited = "tei" if parent is None else owner[parent]
        ident = element.get(XML_ID)
        if ident is None and local(element) in ADDRESSED:
            key = (inherited, local(element))
            while ident is None or ident in taken:
                counts[key] = counts.get(key, 0) + 1
                ident = f"{inherited}.{key[1].lower()}{counts[key]}"
            taken.add(ident)
            element.set(XML_ID, ident)
        # Names stay out of the chain, so that a mark inside a name does not lengthen the ids after it.
        owner[element] = ident if ident is not None and local(element) in OWNERS else inherited
